"""Constructs that can be read and printed, and are refused by checking since nothing decides them yet.

In: a tree. Out: one diagnostic for each place. A construct leaves `UNDECIDED` with the change that decides it.
"""

from policyrules.checking.findings import Findings
from policyrules.checking.graphs import walk
from policyrules.syntax import ast

UNDECIDED: tuple[type[ast.Tree], ...] = (
    ast.Except,
)  # fmt: skip


def refuse_undecided(tree: ast.File, findings: Findings) -> None:
    """Report what cannot be decided."""
    for node in walk(tree.declarations):
        if _is_undecided(node):
            findings.error("construct-undecided", node, text=node.span.text.partition("\n")[0][:40])


def _is_undecided(node: ast.Tree) -> bool:
    match node:
        case ast.EntitledTo(entitlements=named):
            return any(isinstance(one, ast.Access) for one in named)
        case _:
            return isinstance(node, UNDECIDED)
