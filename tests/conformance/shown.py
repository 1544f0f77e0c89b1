"""What the conformance cases show, counted: each thing that an implementation has to answer is shown by some case."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from policyrules.backends import reference
from policyrules.core.case import Answers
from policyrules.core.program import CauseKind, Node, Op, Program, Quantifier
from policyrules.diagnostics import FactsError
from policyrules.explain.missing import why_open
from policyrules.testing.conformance import asked, conformance_cases

FOLDER = Path(__file__).parent / "cases"
CASES = conformance_cases(FOLDER)


@cache
def answered() -> tuple[tuple[Program, Answers], ...]:
    """Return what the cases ask, and the answers, of those that are not refused."""
    found = []
    for case in CASES:
        try:
            found.append(asked(case, reference.prepared))
        except FactsError:
            assert "refused" in case.data
    return tuple(found)


def nodes_of(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from nodes_of(node.body.nodes) if node.body else ()


def operators() -> set[object]:
    return {node.op for program, _ in answered() for node in nodes_of(program.nodes)}


def quantifiers() -> set[object]:
    return {node.data[0] for program, _ in answered() for node in nodes_of(program.nodes) if node.op is Op.EACH}  # type: ignore[index]


def causes() -> set[object]:
    ways = ((program, answers, index) for program, answers in answered() for index in range(len(program.nodes)))
    return {cause.kind for way in ways for cause in why_open(*way).causes}


def said(key: str) -> Callable[[], set[object]]:
    """Return what the cases expect under a key, as one set."""
    return lambda: {str(value) for case in CASES for value in case.data.get(key, {}).values()}


def keys() -> set[object]:
    return {key for case in CASES for key in case.data}


#: What has to be shown, and what is.
SHOWN: dict[str, tuple[set[Any], Callable[[], set[object]]]] = {
    "every operator": (set(Op), operators),
    "every quantifier": (set(Quantifier), quantifiers),
    "every cause": (set(CauseKind) - {CauseKind.UNSTATED, CauseKind.DISCRETION}, causes),
    "every verdict": ({"entitled", "not_entitled", "undetermined"}, said("verdicts")),
    "every answer about a title": ({"held", "not_held", "undetermined"}, said("tiers")),
}
