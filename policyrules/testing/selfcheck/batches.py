"""Whole batches of enterprises, answered by one query each, held against the reference answer by answer.

In: a program and cases. Out: `BatchTally`: how many answers were compared, of which operators, what the query
leaves open and for which reason, which rows it cannot answer, and what differs. Needs the extra `[batch]`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from attrs import define, field, frozen

from policyrules.backends import reference
from policyrules.columns.answers import answers
from policyrules.columns.duck import run
from policyrules.columns.layout import NUMBER, columns, rows
from policyrules.columns.query import BEYOND, Query, query
from policyrules.core.case import Answers, Case
from policyrules.core.program import Op, Program, Quantifier
from policyrules.diagnostics import FactsError
from policyrules.explain.scope import is_open
from policyrules.policy import Policy
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.selfcheck.differential import Point, case_of, compared
from policyrules.values.canonical import canonical


@frozen(eq=False)
class BatchDiffers:
    """A question that is answered otherwise, with the canonical answers of its arguments."""

    case: Case
    point: Point
    expected: str
    found: str
    made_of: tuple[str, ...]


@define(eq=False)
class BatchTally:
    """What was compared and what came of it.

    `refused` are cases that the reference refuses, `outside` rows that no column holds, `beyond` rows that the query says it
    cannot answer. `left` counts questions that a query leaves open, by operator and reason.
    """

    rows: int = 0
    refused: int = 0
    outside: int = 0
    beyond: int = 0
    answers: int = 0
    unknown: int = 0
    reached: Counter[str] = field(factory=Counter)
    left: Counter[tuple[str, str]] = field(factory=Counter)
    differences: list[BatchDiffers] = field(factory=list)


def cases_of(policy: Policy, trials: Iterable[Trial]) -> Iterator[Case]:
    """Yield the cases of enterprises, without those that are refused."""
    for trial in trials:
        try:
            yield case_of(policy, trial)
        except FactsError:
            continue


def compare(
    program: Program,
    cases: Iterable[Case],
    tally: BatchTally,
    *,
    wanted: Sequence[int] | None = None,
    on_one_day: bool = False,
) -> None:
    """Answer cases by one query and compare: every node, and what is asked of each record.

    With `wanted`, only these questions are asked, as whoever decides a register does. `on_one_day` says that all cases have
    one day and the same readings, which then stand in the query.
    """
    given = []
    for case in cases:
        try:
            given.append((case, reference.evaluate(program, case)))
        except FactsError:
            tally.refused += 1
    if given:
        asked = range(len(program.nodes)) if wanted is None else wanted
        alike = given[0][0] if on_one_day else None
        _compare(program, given, query(program, asked, case=alike, bodies=wanted is None), tally)


_Given = Sequence[tuple[Case, Answers]]


def _compare(program: Program, given: _Given, asked: Query, tally: BatchTally) -> None:
    staged = [row for row in rows(program, iter([case for case, _ in given])) if row is not None]
    tally.rows += len(given)
    tally.outside += len(given) - len(staged)
    for index, reason in asked.left.items():
        tally.left[program.nodes[index].op.value, reason] += 1
    for row in run(asked.text, columns(program), staged):
        if row[BEYOND]:
            tally.beyond += 1
            continue
        case, expected = given[row[NUMBER]]
        _hold_against(program, asked, case, expected, answers(program, asked, case, row), tally)


def _hold_against(program: Program, asked: Query, case: Case, expected: Answers, found: Answers, tally: BatchTally) -> None:
    for point, wanted, got, given in compared(program, expected, found):
        top = point.path[0]
        if top not in asked.constant and top not in asked.shown:
            continue
        if len(point.path) > 1 and (top not in asked.bodies or top in asked.weakened):
            continue
        if top in asked.weakened and got is not None and is_open(got):
            continue
        tally.answers += 1
        node = point.node
        name = cast(tuple[Quantifier, int], node.data)[0].value if node.op is Op.EACH else node.op.value
        tally.reached[f"each {name}" if node.op is Op.EACH else name] += 1
        tally.unknown += is_open(wanted)
        if wanted != got:
            told = "nothing" if got is None else canonical(got)
            made_of = tuple(map(canonical, given))
            tally.differences.append(BatchDiffers(case, point, canonical(wanted), told, made_of))
            return  # what rests on it most likely differs too
