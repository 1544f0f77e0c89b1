"""Whole batches of enterprises, answered by one query each, held against the reference answer by answer.

In: a program and cases. Out: `BatchTally`: how many answers were compared, of which operators, what the query
leaves open and for which reason, which rows it cannot answer, and what differs. `run` does so for policies at random, and
tells it as other comparisons are told. Needs the extra `[batch]`, or `[spark]`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, cast

from attrs import define, field, frozen

from policyrules.backends import reference
from policyrules.columns.answers import answers
from policyrules.columns.engines import DUCK, Engine
from policyrules.columns.layout import NUMBER, Given, columns, fact_columns, rows
from policyrules.columns.outcomes import told
from policyrules.columns.query import BEYOND, Query, query
from policyrules.core.case import Answers, Case
from policyrules.core.program import Op, Program, Quantifier
from policyrules.diagnostics import FactsError
from policyrules.explain.scope import is_open
from policyrules.policy import Policy
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.enterprises import trials
from policyrules.testing.selfcheck.differential import (
    AT_EDGES,
    MOST,
    SHIPPED,
    Difference,
    Point,
    Tally,
    case_of,
    compared,
    failed,
)
from policyrules.testing.selfcheck.edges import at_edges, edge_of_divisor, edges_in
from policyrules.testing.wild.policies import draw_policy
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
    edges: Counter[str] = field(factory=Counter)
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
    knowing: bool = False,
    engine: Engine = DUCK,
) -> None:
    """Answer cases by one query and compare: every node, and what is asked of each record.

    With `wanted`, only these questions are asked, as whoever decides a register does. `on_one_day` says that all cases have
    one day and the same readings, which then stand in the query. With `knowing`, the query relies on it that what is known of
    every case is.
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
        staged = [row for row in rows(program, iter([case for case, _ in given])) if row is not None]
        table = Given(known=known_in(program, staged) if knowing else frozenset())
        written = query(program, asked, dialect=engine.dialect, case=alike, bodies=wanted is None, given=table)
        _compare(program, given, staged, written, engine, tally)


def known_in(program: Program, staged: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Return the columns of facts that hold no null in any row."""
    return frozenset(name for name in fact_columns(program) if all(row[name] is not None for row in staged))


_Compared = Sequence[tuple[Case, Answers]]


def _compare(
    program: Program, given: _Compared, staged: Sequence[Mapping[str, Any]], asked: Query, engine: Engine, tally: BatchTally
) -> None:
    tally.rows += len(given)
    tally.outside += len(given) - len(staged)
    for index, reason in asked.left.items():
        tally.left[program.nodes[index].op.value, reason] += 1
    found = engine.run(asked.text, columns(program), staged)
    assert len(found) == len(staged), "each row is answered once"
    for row in found:
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
        node, edge = point.node, edge_of_divisor(point.node, given)
        tally.edges.update(() if edge is None else (edge,))
        name = cast(tuple[Quantifier, int], node.data)[0].value if node.op is Op.EACH else node.op.value
        tally.reached[f"each {name}" if node.op is Op.EACH else name] += 1
        tally.unknown += is_open(wanted)
        if wanted != got:
            told = "nothing" if got is None else canonical(got)
            made_of = tuple(map(canonical, given))
            tally.differences.append(BatchDiffers(case, point, canonical(wanted), told, made_of))
            return  # what rests on it most likely differs too


# --- many policies ----------------------------------------------------------------------------------------------------

#: So many enterprises are answered by one query.
PER_QUERY = 40


def run(
    known: Sequence[Policy],
    *,
    cases: int,
    seed: int,
    at_random: bool = True,
    step: Callable[[], None] = lambda: None,
    engine: Engine = DUCK,
) -> Tally:
    """Compare so many enterprises: of the policies that are known, and, unless only those are asked for, of random ones.

    `step` is called after each enterprise. Rows that a query leaves to Python are counted, and not compared.
    """
    tally = Tally()
    of_known = cases * SHIPPED // 100 if at_random else cases
    each = -(-of_known // max(len(known), 1))
    for policy in known:
        _of_policy(policy, "", min(each, cases - tally.cases), seed, tally, step, engine)
    drawing = seed
    while at_random and tally.cases < cases and len(tally.differences) + len(tally.failed) < MOST:
        try:
            drawn = draw_policy(Seeded(drawing))
            _of_policy(drawn.build(), drawn.text, min(PER_QUERY, cases - tally.cases), seed, tally, step, engine)
        except Exception as error:  # a mistake of ours, which must not hide what else there is
            tally.failed.append(failed(drawing, error))
        drawing += 1
    return tally


def _of_policy(
    policy: Policy, text: str, count: int, seed: int, tally: Tally, step: Callable[[], None], engine: Engine
) -> None:
    """Compare so many enterprises by one policy, a query for a few at a time; of every other, only what a register tells.

    Such a query leaves out more, and relies on it that what is known of all enterprises is; there, most are known altogether.
    """
    tally.policies += 1
    short, program = tally.policies % 2 == 0, policy.program
    drawn, choices = trials(policy, seed, unknown=1 if short else 20), Seeded(seed)
    asked = sorted({one.node for one in told(policy.outline, program)}) if short else []
    for first in range(0, count, PER_QUERY):
        given = [
            at_edges(policy, trial, choices) if choices.chance(AT_EDGES) else trial
            for trial in islice(drawn, min(PER_QUERY, count - first))
        ]
        batch, cases, sources = BatchTally(), list[Case](), dict[int, Trial]()
        for trial in given:
            try:
                case = case_of(policy, trial)
            except FactsError:
                tally.refused += 1
                continue
            cases.append(case)
            sources[id(case)] = trial
            tally.edges.update(edges_in(program, case, trial))
        compare(program, cases, batch, engine=engine, wanted=asked or None, knowing=short)
        tally.cases += len(given)
        _add(tally, batch)
        tally.differences += [_told(policy, text, sources[id(one.case)], one) for one in batch.differences[:1]]
        for _ in given:
            step()
        if batch.differences:
            return  # another query of the same policy would most likely show the same


def _add(tally: Tally, batch: BatchTally) -> None:
    tally.answers += batch.answers
    tally.unknown += batch.unknown
    tally.refused += batch.refused
    tally.in_python += batch.outside + batch.beyond
    tally.reached.update(batch.reached)
    tally.edges.update(batch.edges)


def _told(policy: Policy, text: str, trial: Trial, one: BatchDiffers) -> Difference:
    return Difference(policy, text, trial, one.point, one.expected, one.found, one.made_of)
