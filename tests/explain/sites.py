"""Sites for programs that nobody wrote: every node is its own line."""

from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Node, Op, Program
from policyrules.values.types import Scalar

_KINDS = {
    Op.AND: SiteKind.ALL,
    Op.OR: SiteKind.ANY,
    Op.AT_LEAST: SiteKind.AT_LEAST,
    Op.NOT: SiteKind.NOT,
    Op.COMPARE: SiteKind.COMPARE,
    Op.EACH: SiteKind.EACH,
    Op.CHOOSE: SiteKind.CHOOSE,
}


def site_of(program: Program, index: int) -> Site:
    """Return the site of a node of the program, down to the inputs."""
    return _site(program.nodes, index)


def _site(nodes: tuple[Node, ...], index: int) -> Site:
    node = nodes[index]
    if node.body is not None:
        parts = [part for part in (node.body.condition, node.body.value) if part is not None]
        children = tuple(_site(node.body.nodes, part) for part in parts)
    elif node.type is Scalar.BOOL or node.op in (Op.COMPARE, Op.ARITHMETIC):
        children = tuple(_site(nodes, argument) for argument in node.args)
    else:
        children = ()
    return Site(_KINDS.get(node.op, SiteKind.VALUE), index, f"{node.op}", index + 1, children=children)
