"""What the conformance cases show, counted: each thing that an implementation has to answer is shown by some case."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from policyrules.backends import reference
from policyrules.checking.graphs import walk
from policyrules.core.case import Answers
from policyrules.core.program import CauseKind, Node, Op, Program, Quantifier
from policyrules.diagnostics import FactsError
from policyrules.explain.missing import why_open
from policyrules.syntax import ast
from policyrules.testing.selfcheck.conformance import EXPECTED, asked, conformance_cases, policy_of

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


def totals() -> set[object]:
    return {"ends" if isinstance(case.data["total"], list) else "number" for case in CASES if "total" in case.data}


#: Parts of policies that decide something.
CONSTRUCTS: set[object] = {
    ast.Define, ast.Except, ast.Score, ast.ScoreGroup, ast.Indicator, ast.Parameter, ast.Reading, ast.Tier, ast.Use,
    ast.Always, ast.ByTable, ast.PerFull, ast.FirstMatch, ast.TierTable, ast.PerItem, ast.ScheduleItem, ast.PerRecordItem,
    ast.YearlyCapItem, ast.RuleItem, ast.WindowItem, ast.SupersessionItem, ast.StagesItem, ast.Quantified, ast.Over,
    ast.Periods, ast.Discretion, ast.Unstated, ast.Rounded, ast.Otherwise, ast.IsAbsent, ast.ParameterAt, ast.IsPassed,
    ast.Qualifies, ast.Holds,
}  # fmt: skip


def constructs() -> set[object]:
    paths = {case.policy for case in CASES if case.policy is not None}
    return {type(part) for path in paths for part in walk([policy_of(path).checked.tree])}


#: What has to be shown, and what is.
SHOWN: dict[str, tuple[set[Any], Callable[[], set[object]]]] = {
    "every operator": (set(Op), operators),
    "every quantifier": (set(Quantifier), quantifiers),
    "every cause": (set(CauseKind), causes),
    "every verdict": ({"entitled", "not_entitled", "undetermined"}, said("verdicts")),
    "every answer about a title": ({"held", "not_held", "undetermined"}, said("tiers")),
    "every answer about criteria": ({"qualifies", "does_not_qualify", "undetermined"}, said("criteria")),
    "every status of an amount": ({"known", "range", "unstated", "undetermined"}, said("statuses")),
    "everything that can be expected": ({*EXPECTED, "readings"}, keys),
    "totals that are known and that are not": ({"number", "ends"}, totals),
    "every construct": (CONSTRUCTS, constructs),
}
