"""What checking finds of a definition in a small world."""

from policyrules.checking.definitions import check_definitions
from policyrules.checking.findings import Findings
from policyrules.checking.resolve import collect
from policyrules.checking.typecheck import Types
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.formatter import print_file
from policyrules.syntax.parser import parse
from policyrules.testing.wild.nodes import made
from policyrules.testing.wild.world import World
from policyrules.values.types import Type


def checked_definition(world: World, define: ast.Define) -> tuple[Type, list[str]]:
    """Return the type that checking gives to a definition after all that its world declares, and the codes of what is wrong."""
    facts = (made(ast.Facts, tuple(world.lines)),) if world.lines else ()
    units = (made(ast.Units, tuple(world.units.values())),) if world.units else ()
    text = print_file(made(ast.File, (*facts, *units, *world.declarations, define)), "zh")
    tree, mistakes = parse(Source("甲.pol", text))
    assert mistakes == (), text
    findings = Findings()
    types = Types(collect(tree, findings), findings)
    check_definitions(tree, types)
    return types.names.values[define.name.name].type, [one.code for one in findings.diagnostics]
