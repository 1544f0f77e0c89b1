"""What a policy answers while nothing is known of an enterprise.

In: a policy. Out: the answers on a day with every list unknown, or with some records of which nothing is known; and the
conditions whose answer no fact can change, as far as intervals tell. Knows no check.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date

from attrs import evolve, frozen

from policyrules.backends.python import generate
from policyrules.backends.reference import any_record, evaluate
from policyrules.checking.constants import day as day_of
from policyrules.checking.policy import CheckedPolicy, item
from policyrules.checking.trials import trials
from policyrules.core.case import Answers
from policyrules.core.facts import read_case
from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Node, Op, Program
from policyrules.diagnostics import FactsError
from policyrules.scenarios import given_facts
from policyrules.syntax import ast
from policyrules.values.answers import Answer, Records, Truth
from policyrules.values.types import ListType

#: Lists that are tried where it matters how many records there are.
LENGTHS = (0, 1, 2, 3, 5, 20)

_MOVING = (Op.DAY, Op.PARAMETER)
_GIVEN = (Op.FACT, Op.FIELD)


def knowing_nothing(program: Program, day: date, records: int | None = None) -> Answers:
    """Return the answers on a day: readings are left open, and lists are unknown or have so many unknown records."""
    case = read_case(program, {}, day, {spec.name: None for spec in program.readings})
    if records is not None:
        lists = {
            spec.name: Records((any_record(spec.type.element),) * records)
            for spec in program.facts if isinstance(spec.type, ListType)
        }  # fmt: skip
        case = evolve(case, facts={**case.facts, **lists})
    return evaluate(program, case)


def scenario_answers(policy: CheckedPolicy, program: Program) -> Iterator[Answers]:
    """Yield the answers in each scenario of a policy, row by row where it has rows; facts that are refused give none."""
    answers = generate(program)  # there are many, and few of their answers are looked at
    for scenario in policy.all(ast.Scenario):
        for trial in trials(scenario):
            written = item(trial.lines, "date")
            on = day_of(written.value) if isinstance(written, ast.ExpressionItem) else None
            readings = {line.reading.name: line.option.name for line in trial.lines if isinstance(line, ast.GivenReading)}
            if on is not None:
                with suppress(FactsError):
                    yield answers(read_case(program, given_facts(policy, trial), on, readings))


@frozen(eq=False)
class _Level:
    """The program, or the body of a question about records: its nodes, the answers, and which of them stand still.

    A node stands still whose answer depends on facts, but neither on the day nor on how many records there are.
    """

    nodes: Sequence[Node]
    values: Sequence[Answer]
    still: frozenset[int]
    bodies: Answers | None


def fixed(program: Program, sites: Sequence[Site], day: date) -> Iterator[tuple[Site, Truth]]:
    """Yield the comparisons at and under some sites that facts in their declared ranges can only answer in one way."""
    unknown, one = knowing_nothing(program, day), knowing_nothing(program, day, 1)
    still = depending(program.nodes, _one_of(*_GIVEN)) - depending(program.nodes, _one_of(*_MOVING))
    counted = depending(program.nodes, _one_of(Op.EACH, *_MOVING))
    top = _Level(program.nodes, unknown.values, still, one)
    waiting, seen = [(site, top) for site in reversed(sites)], set[tuple[int, str, int]]()
    while waiting:
        site, level = waiting.pop()
        answer = level.values[site.node]
        place = (site.line, site.text, site.node)
        if site.policy is not None or place in seen:
            continue
        seen.add(place)
        if site.kind is SiteKind.COMPARE and site.node in level.still and answer in (Truth.T, Truth.F):
            yield site, Truth.T if answer is Truth.T else Truth.F
        inside = _inside(site, level, counted) if site.kind is SiteKind.EACH else level
        waiting += [(child, inside) for child in reversed(site.children)] if inside is not None else []


def _inside(site: Site, level: _Level, counted: frozenset[int]) -> _Level | None:
    """Return the body of a question about records, with the answers for one of which nothing is known."""
    body = level.nodes[site.node].body
    rows = level.bodies.bodies.get(site.node, ()) if level.bodies is not None else ()
    if body is None or not rows:
        return None
    outer = frozenset(at for at, node in enumerate(body.nodes) if node.op is Op.OUTER and node.data in counted)
    moving = depending(body.nodes, _one_of(Op.EACH, *_MOVING), outer)
    return _Level(body.nodes, rows[0].values, depending(body.nodes, _one_of(*_GIVEN)) - moving, rows[0])


def depending(nodes: Sequence[Node], on: Callable[[Node], bool], begin: frozenset[int] = frozenset()) -> frozenset[int]:
    """Return the nodes that depend on others of a kind, those themselves included, also by way of the records of a list."""
    found = set(begin)
    for at, node in enumerate(nodes):
        inside = () if node.body is None else node.body.nodes
        in_body = any(on(inner) or (inner.op is Op.OUTER and inner.data in found) for inner in inside)
        if on(node) or in_body or any(argument in found for argument in node.args):
            found.add(at)
    return frozenset(found)


def _one_of(*ops: Op) -> Callable[[Node], bool]:
    return lambda node: node.op in ops
