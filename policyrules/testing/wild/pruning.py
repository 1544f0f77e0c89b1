"""What was declared for an expression that was not taken in the end, taken out of the policy again.

In: a world, and the declarations that stand in any case. Out: the world with only what something speaks of. Names are unique in
a random policy, so that whoever is named is meant.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from policyrules.syntax import ast
from policyrules.testing.wild.world import World

#: What stays, though nothing speaks of it.
_STANDING = (ast.Tier, ast.Score)


class _Named(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def is_own(self) -> bool: ...


N = TypeVar("N", bound=_Named)


def prune(world: World, standing: Iterable[ast.Tree]) -> None:
    """Take out what nothing speaks of, and what only that speaks of."""
    by_name: dict[str, ast.Tree] = {}
    roots = list(standing)
    for declaration in world.declarations:
        if _stands(declaration):
            roots.append(declaration)
        else:
            by_name[_name(declaration)] = declaration
    by_name |= {line.name.name: line for line in world.lines if isinstance(line, ast.FieldLine)}
    by_name |= dict(world.units)
    members = {member: enum.name for enum in world.enums for member in enum.members}
    spoken_of: set[str] = set()
    while roots:
        for name in _mentioned(roots.pop()):
            if name not in spoken_of:
                spoken_of.add(name)
                roots += [by_name[one] for one in (name, members.get(name, "")) if one in by_name]
    _keep(world, spoken_of)


def _keep(world: World, spoken_of: set[str]) -> None:
    world.lines = [line for line in world.lines if isinstance(line, ast.Always) or line.name.name in spoken_of]
    world.units = {name: line for name, line in world.units.items() if name in spoken_of}
    world.declarations = [one for one in world.declarations if _stands(one) or _name(one) in spoken_of]
    world.facts, world.lists, world.series = (_spoken(ones, spoken_of) for ones in (world.facts, world.lists, world.series))
    world.definitions, world.functions = _spoken(world.definitions, spoken_of), _spoken(world.functions, spoken_of)
    world.parameters = _spoken(world.parameters, spoken_of)
    world.readings = [one for one in world.readings if one.name in spoken_of]
    world.spoken_of &= spoken_of


def _stands(declaration: ast.Tree) -> bool:
    """Say whether a declaration is right though nothing speaks of it, as what the document determines is."""
    return isinstance(declaration, _STANDING) or (isinstance(declaration, ast.Define) and declaration.clause is not None)


def _spoken(ones: list[N], spoken_of: set[str]) -> list[N]:
    return [one for one in ones if one.is_own and one.name in spoken_of]


def _name(declaration: ast.Tree) -> str:
    name = getattr(declaration, "name", None)
    return name.name if isinstance(name, ast.Name) else ""


def _mentioned(node: ast.Tree) -> Iterator[str]:
    """Yield all names in a declaration, its own among them; a field of something is none (`支持事项.金额`)."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.Name):
            yield one.name
        waiting += (one.target,) if isinstance(one, ast.Access) else ast.children(one)
