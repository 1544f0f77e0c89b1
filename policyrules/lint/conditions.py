"""Advice on conditions that stand together in one block.

In: a policy. Out: conditions that say nothing more beside another one, that cannot hold together, or that always do, and lines
that an explanation cannot name. Conditions are compared as they are written: what a definition stands for is not looked into.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from policyrules.checking.graphs import walk
from policyrules.diagnostics import Diagnostic, Label
from policyrules.lint.ranges import Range, range_of
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast

#: So many lines can be told apart without labels.
_FEW = 3

#: No more conditions of one block are compared, each with each.
_MOST = 200


def condition_repeated(subject: Subject) -> Iterator[Diagnostic]:
    """Find conditions that stand twice in one block."""
    for _, members in _groups(subject):
        for number, member in enumerate(members):
            first = next((other for other in members[:number] if ast.same(other, member)), None)
            if first is not None:
                yield advice("condition-repeated", member, [Label(first.span, "label-first")])


def condition_implied(subject: Subject) -> Iterator[Diagnostic]:
    """Find conditions that another one in the same block implies: `x ≥ 2` beside `x ≥ 3`."""
    said: set[ast.Tree] = set()
    for kind, one, other in _compared(subject):
        narrow, wide = (one, other) if one.is_within(other) else (other, one)
        idle, by = (wide, narrow) if kind == "all" else (narrow, wide)
        if narrow.is_within(wide) and not wide.is_within(narrow) and idle.written not in said:
            said.add(idle.written)
            yield advice("condition-implied", idle.written, [Label(by.written.span, "label-by")], kind=(f"word-{kind}",))


def condition_impossible(subject: Subject) -> Iterator[Diagnostic]:
    """Find conditions that cannot hold together although all of them have to: `x ≥ 3` and `x < 2`."""
    for kind, one, other in _compared(subject):
        if kind == "all" and one.excludes(other):
            yield advice("condition-impossible", other.written, [Label(one.written.span, "label-with")])


def condition_exhaustive(subject: Subject) -> Iterator[Diagnostic]:
    """Find conditions of which one always holds although only one of them has to: `x ≥ 2` or `x < 3`."""
    for kind, one, other in _compared(subject):
        if kind == "any" and one.completes(other):
            yield advice("condition-exhaustive", other.written, [Label(one.written.span, "label-with")])


def condition_unlabelled(subject: Subject) -> Iterator[Diagnostic]:
    """Find blocks of many lines in which some have no label for an explanation to show."""
    for block in walk(_declarations(subject)):
        if isinstance(block, ast.Block) and len(block.lines) > _FEW:
            # A name, and that an award is given, is its own label, and a block shows its lines.
            named = (ast.Name, ast.Access, ast.Block, ast.EntitledTo)
            bare = [line for line in block.lines if line.label is None and not isinstance(line.condition, named)]
            if bare:
                yield advice("condition-unlabelled", bare[0], count=str(len(bare)), all=str(len(block.lines)))


# --- conditions that stand together ---------------------------------------------------------------------------------------


def _declarations(subject: Subject) -> list[ast.Declaration]:
    return [one for one in subject.checked.tree.declarations if not isinstance(one, ast.Scenario)]


def _groups(subject: Subject) -> Iterator[tuple[str, Sequence[ast.Condition]]]:
    """Yield the conditions that stand together: `kind` is all, any or at_least. One block in another of its kind is one."""
    inner: set[ast.Tree] = set()
    for node in walk(_declarations(subject)):
        if isinstance(node, ast.Block | ast.Logic) and node not in inner:
            yield _kind(node), list(_members(node, _kind(node), inner))[:_MOST]
        elif isinstance(node, ast.PerItem):
            yield "at_least", [line.condition for line in node.lines][:_MOST]


def _kind(node: ast.Block | ast.Logic) -> str:
    if isinstance(node, ast.Block):
        return node.kind
    return "all" if node.operator == "and" else "any"


def _members(node: ast.Block | ast.Logic, kind: str, inner: set[ast.Tree]) -> Iterator[ast.Condition]:
    below = node.operands if isinstance(node, ast.Logic) else [line.condition for line in node.lines]
    for member in below:
        if isinstance(member, ast.Block | ast.Logic) and _kind(member) == kind != "at_least":
            inner.add(member)
            yield from _members(member, kind, inner)
        else:
            yield member


def _compared(subject: Subject) -> Iterator[tuple[str, Range, Range]]:
    """Yield the pairs of conditions in one block that are about the same thing."""
    for kind, members in _groups(subject):
        ranges = [found for member in members if (found := range_of(member, subject.checked)) is not None]
        for one, other in combinations(ranges, 2):
            if kind != "at_least" and ast.same(one.about, other.about):
                yield kind, one, other
