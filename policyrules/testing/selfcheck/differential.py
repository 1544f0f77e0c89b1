"""One meaning: every answer of a backend held against that of the reference, on policies and enterprises at random.

In: what prepares programs, policies, a seed, how many cases. Out: `Tally`: how much was compared, what was reached, and what
differs, each difference at the first question that is answered otherwise although all that it is made of is answered alike, in
the smallest case that still shows it. Knows no backend by name.

What the reference says while something is not known is held against what is answered once it is: no answer may say what
was not allowed before.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import cast

from attrs import define, evolve, field, frozen

from policyrules.backends import reference
from policyrules.backends.registry import Evaluate
from policyrules.core.case import Answers, Case
from policyrules.core.facts import broken_relations, read_case
from policyrules.core.ids import node_ids
from policyrules.core.program import Node, Op, Program, Quantifier
from policyrules.core.sites import Path, places
from policyrules.diagnostics import FactsError
from policyrules.policy import Policy
from policyrules.testing.aiming.shrinking import shrink
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import Trial, trials
from policyrules.testing.selfcheck.edges import REFUSED, at_edges, edge_of_divisor, edges_in
from policyrules.testing.wild.policies import draw_policy
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth
from policyrules.values.canonical import canonical

Prepare = Callable[[Program], Evaluate]

#: So many enterprises are decided about by each policy that is drawn; of so many of a hundred, the policy ships.
PER_POLICY, SHIPPED = 15, 20

#: So many of a hundred enterprises are put at an edge of what can be given.
AT_EDGES = 30

#: No more differences than this are looked for: each is made small, which takes time, in at most so many steps.
MOST, SHRINKING = 10, 300


@frozen
class Point:
    """A question of a program: its index after those of the questions around it, and which records it is about."""

    path: Path
    records: tuple[int, ...]
    node: Node = field(repr=False)
    program: Program = field(repr=False, eq=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the questions of the path."""
        nodes, ids, found = self.program.nodes, self.program.ids, list[str]()
        for index in self.path:
            found.append(ids[index])
            body = nodes[index].body
            if body is not None:
                nodes, ids = body.nodes, node_ids(body.nodes, ids)
        return tuple(found)


@frozen(eq=False)
class Difference:
    """A question that is answered otherwise.

    `expected` and `found` are canonical answers, or how it ended; `made_of` the answers of its arguments, which are the same.
    `point` is `None` where a case could not be answered at all.
    """

    policy: Policy
    text: str
    trial: Trial
    point: Point | None
    expected: str
    found: str
    made_of: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[int, str] | None:
        """The line of the policy where the question is written, and what stands there, where it is written anywhere."""
        site = None if self.point is None else places(self.policy.outline).get(self.point.path)
        return None if site is None else (site.line, site.text)


@frozen
class Failed:
    """A policy that could not be drawn, or for which no enterprise could be: a mistake of ours, by which seed, and which."""

    seed: int
    error: str


@define(eq=False)
class Tally:
    """What was compared and what came of it.

    `refused` are cases that every backend refuses alike, `in_python` those that a query leaves to Python; `edges` counts the
    cases, and the divisions, that are at an edge.
    """

    policies: int = 0
    cases: int = 0
    answers: int = 0
    unknown: int = 0
    refined: int = 0
    refused: int = 0
    in_python: int = 0
    reached: Counter[str] = field(factory=Counter)
    edges: Counter[str] = field(factory=Counter)
    differences: list[Difference] = field(factory=list)
    failed: list[Failed] = field(factory=list)


# --- one case ---------------------------------------------------------------------------------------------------------


def compared(program: Program, one: Answers, other: Answers) -> Iterator[tuple[Point, Answer, Answer | None, Sequence[Answer]]]:
    """Yield every question with both answers, and those of its arguments: what a question is made of comes before it."""
    yield from _compared(program, program.nodes, one, other, (), ())


def _compared(
    program: Program, nodes: Sequence[Node], one: Answers, other: Answers, around: Path, about: tuple[int, ...]
) -> Iterator[tuple[Point, Answer, Answer | None, Sequence[Answer]]]:
    for index, node in enumerate(nodes):
        here = Point((*around, index), about, node, program)
        records = one.bodies.get(index, ())
        if node.body is not None and records:
            found = other.bodies.get(index, ())
            for number, answers in enumerate(records):
                theirs = found[number] if number < len(found) else Answers((), {})
                yield from _compared(program, node.body.nodes, answers, theirs, here.path, (*about, number + 1))
        given = [one.values[argument] for argument in node.args]
        yield here, one.values[index], other.values[index] if index < len(other.values) else None, given


def covers(before: Answer, now: Answer) -> bool:
    """Say whether an answer allowed what is now known: a fact that becomes known may only ever narrow an answer."""
    match before, now:
        case Truth(), _:
            return before is Truth.U or before is now
        case Symbol(value), _:
            return value is None or before == now
        case Interval(low, high), Interval():
            return (low is None or (now.low is not None and low <= now.low)) and (
                high is None or (now.high is not None and now.high <= high)
            )
        case Maybe(range_), Maybe():
            return covers(range_, now.range)
        case Maybe(range_), _:
            return isinstance(now, Absent) or covers(range_, now)
        case ((Records() | Series()), _):
            return True  # given, and not answered
        case _:
            return before == now


@frozen(eq=False)
class Subject:
    """A policy with the two ways to answer it, and its text where it ships with nobody."""

    policy: Policy
    text: str
    meaning: Evaluate
    other: Evaluate


def subject(policy: Policy, text: str, prepare: Prepare) -> Subject:
    """Prepare a policy to be answered in both ways."""
    return Subject(policy, text, reference.prepared(policy.program), prepare(policy.program))


def case_of(policy: Policy, trial: Trial) -> Case:
    """Read a trial as a decision would."""
    return read_case(policy.program, trial.facts, trial.day, trial.readings)


def difference(one: Subject, trial: Trial, tally: Tally | None = None) -> Difference | None:
    """Return the first question of a case that is answered otherwise, and count what was compared."""
    try:
        case = case_of(one.policy, trial)
        expected = one.meaning(case)
    except FactsError as error:
        return _refused(one, trial, error, tally)
    try:
        found = one.other(case)
        pairs = list(compared(one.policy.program, expected, found))
    except Exception as error:  # whatever a backend does wrong is what is looked for
        return Difference(one.policy, one.text, trial, None, "answers", f"{type(error).__name__}: {error}"[:200])
    if tally is not None:
        tally.edges.update(edges_in(one.policy.program, case, trial))
    for point, wanted, got, given in pairs:
        if tally is not None:
            _count(tally, point, wanted, given)
        if wanted != got:
            made_of = tuple(map(canonical, given))
            text = "nothing" if got is None else canonical(got)
            return Difference(one.policy, one.text, trial, point, canonical(wanted), text, made_of)
    return None


def _refused(one: Subject, trial: Trial, error: FactsError, tally: Tally | None) -> Difference | None:
    """Compare a case that the reference refuses: whoever answers it differs."""
    codes = " ".join(sorted({diagnostic.code for diagnostic in error.diagnostics}))
    if tally is not None:
        tally.refused += 1
        tally.edges.update((REFUSED,) if "fact-not-record" in codes else ())
    try:
        one.other(case_of(one.policy, trial))
    except FactsError:
        return None
    except Exception as other:  # whatever a backend does wrong is what is looked for
        return Difference(one.policy, one.text, trial, None, codes, f"{type(other).__name__}: {other}"[:200])
    return Difference(one.policy, one.text, trial, None, codes, "answers")


def _count(tally: Tally, point: Point, answer: Answer, given: Sequence[Answer]) -> None:
    tally.answers += 1
    node = point.node
    edge = edge_of_divisor(node, given)
    if edge is not None:
        tally.edges[edge] += 1
    if node.op is Op.EACH:
        tally.reached[f"each {cast(tuple[Quantifier, int], node.data)[0].value}"] += 1
    else:
        tally.reached[node.op.value] += 1
    if answer is Truth.U or (isinstance(answer, Interval) and answer.point is None) or answer == Symbol(None):
        tally.unknown += 1


# --- what becomes known -----------------------------------------------------------------------------------------------


def completed(trial: Trial, whole: Trial) -> Trial:
    """Return a trial with what is not known of it taken from another."""

    return evolve(trial, facts=_filled(trial.facts, whole.facts))


def _filled(given: Mapping[str, object], known: Mapping[str, object]) -> Mapping[str, object]:
    def filled(value: object, other: object) -> object:
        if isinstance(value, Mapping) and isinstance(other, Mapping):
            return _filled(value, other)
        return other if value is None else value

    return {**known, **{key: filled(value, known.get(key)) for key, value in given.items()}}


def unrefined(policy: Policy, before: Answers, now: Answers) -> Point | None:
    """Return the first question that says something it did not allow before, although only more is known."""
    for point, earlier, later, _ in compared(policy.program, before, now):
        if later is not None and not covers(earlier, later):
            return point
    return None


def refinement(one: Subject, trial: Trial, whole: Trial, tally: Tally) -> Difference | None:
    """Hold the answers of the reference against those that the other gives once all is known."""
    more = completed(trial, whole)
    if more.facts == trial.facts:
        return None
    try:
        before, now = one.meaning(case_of(one.policy, trial)), one.other(case_of(one.policy, more))
    except FactsError:
        return None
    if broken_relations(one.policy.program, now):
        return None
    tally.refined += 1
    point = unrefined(one.policy, before, now)
    if point is None:
        return None
    said, later = (_at(answers, point) for answers in (before, now))
    return Difference(one.policy, one.text, more, point, f"within {canonical(said)}", canonical(later))


def _at(answers: Answers, point: Point) -> Answer:
    for index, number in zip(point.path, point.records, strict=False):
        answers = answers.bodies[index][number - 1]
    return answers.values[point.path[-1]]


# --- many cases -------------------------------------------------------------------------------------------------------


def run(
    prepare: Prepare,
    known: Sequence[Policy],
    *,
    cases: int,
    seed: int,
    at_random: bool = True,
    step: Callable[[], None] = lambda: None,
) -> Tally:
    """Compare so many cases: of the policies that are known, and, unless only those are asked for, of random ones.

    `step` is called after each case.
    """
    tally = Tally()
    of_known = cases * SHIPPED // 100 if at_random else cases
    each = -(-of_known // max(len(known), 1))
    for policy in known:
        _of_policy(subject(policy, "", prepare), min(each, cases - tally.cases), seed, tally, step)
    drawing = seed
    while at_random and tally.cases < cases and len(tally.differences) + len(tally.failed) < MOST:
        try:
            drawn = draw_policy(Seeded(drawing))
            _of_policy(subject(drawn.build(), drawn.text, prepare), min(PER_POLICY, cases - tally.cases), seed, tally, step)
        except Exception as error:  # a mistake of ours, which must not hide what else there is
            tally.failed.append(failed(drawing, error))
        drawing += 1
    return tally


def failed(seed: int, error: Exception) -> Failed:
    """Return what went wrong with a policy that was drawn."""
    return Failed(seed, f"{type(error).__name__}: {error}"[:200])


def _of_policy(one: Subject, count: int, seed: int, tally: Tally, step: Callable[[], None]) -> None:
    tally.policies += 1
    wholes, choices = trials(one.policy, seed + 1, unknown=0), Seeded(seed)
    for trial, whole in islice(zip(trials(one.policy, seed, unknown=20), wholes, strict=False), count):
        tally.cases += 1
        if choices.chance(AT_EDGES):
            trial = at_edges(one.policy, trial, choices)
        found = difference(one, trial, tally)
        if found is not None:
            tally.differences.append(smallest(one, found))
            return  # another case of the same policy would most likely show the same
        found = refinement(one, trial, whole, tally)
        if found is not None:
            tally.differences.append(found)
            return
        step()


def smallest(one: Subject, found: Difference) -> Difference:
    """Return a difference of as little as still shows one."""
    trial = shrink(one.policy, found.trial, lambda trial: difference(one, trial) is not None, SHRINKING)
    return difference(one, trial) or found
