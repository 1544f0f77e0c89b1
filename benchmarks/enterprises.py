"""How well drawn enterprises find what is wrong with a policy: thresholds hit, verdicts that occur, bugs found.

`python benchmarks/enterprises.py` makes docs/testing/enterprises.md anew; `--draws`, `--bugs` and `--examples` take less. A
planted bug is a copy of the program in which one comparison, or one end of a band, is strict where it was not, or the other way
round. It is found by an example on which something that the decision shows is different. Only bugs count for which there is
such an example: a search that knows the place is asked for one first.
"""

import argparse
import os
import platform
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, cast

from attrs import evolve, frozen
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import policyrules
from policyrules.backends.reference import Scope, evaluate
from policyrules.core.case import Answers, Case
from policyrules.core.facts import broken_relations, read_case
from policyrules.core.program import Body, Comparator, Node, Op, Program
from policyrules.strategies import cases
from policyrules.testing.aiming.goals import value_held
from policyrules.testing.aiming.mattering import stand
from policyrules.testing.drawing.answering import Answering, Cones
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import Plan, plan_of
from policyrules.testing.drawing.thresholds import ABOVE, AT, BELOW, Compared, relation
from policyrules.testing.enterprises import Trial, trials
from policyrules.testing.kept import on_threshold
from policyrules.values.answers import Truth, point
from policyrules.values.bands import Bands
from policyrules.values.quantity import decimal_text
from policyrules.values.types import EnumType, ListType, Scalar, SeriesType

CLONE = Path(__file__).parents[1]
PAGE = CLONE / "docs" / "testing" / "enterprises.md"
POLICIES = ("江门专精特新", "中小企业划型", "优质中小企业")
SIDES = (BELOW, AT, ABOVE)
ROUNDS = 3


class Decided(NamedTuple):
    """A case with all its answers."""

    case: Case
    answers: Answers


def decided(program: Program, trial: Trial) -> Decided | None:
    """Decide a trial; `None` where a relation among the facts is broken."""
    case = read_case(program, trial.facts, trial.day, dict(trial.readings))
    answers = evaluate(program, case)
    return None if broken_relations(program, answers) else Decided(case, answers)


def answering(program: Program, cones: Cones, one: Decided) -> Answering:
    """Return the answers of a case, to be asked for one by one."""
    return Answering(cones, Scope(program, one.case))


# --- what is hit --------------------------------------------------------------------------------------------------------


def hit(one: Compared, answers: Answering) -> Iterator[str]:
    """Yield the sides of a threshold that its value stands on, record by record."""
    found = (answers,)
    for each in one.path[:-1]:
        found = tuple(row for outer in found for row in outer.rows(each))
    for row in found:
        against = point(one.against) if isinstance(one.against, Fraction) else row[one.against]
        side = relation(value_held(row, one.path[-1], one.value), against, one.unit)
        if side is not None:
            yield side


@frozen
class Hits:
    """What many draws hit: sides of thresholds out of those that there are, and the verdicts that occurred."""

    thresholds: int
    whole: int
    possible: int
    shown: int
    missed: tuple[str, ...]
    verdicts: Mapping[tuple[str, str], Counter[Truth]]


def hits(policy: policyrules.Policy, draws: Sequence[Trial]) -> Hits:
    """Decide many draws, and tell what they hit."""
    plan = plan_of(policy)
    wanted = [(n, side) for n, one in enumerate(plan.compared) for side in plan.sides(one) if side in SIDES]
    shown: set[tuple[int, str]] = set()
    left = {number for number, _ in wanted}  # the thresholds of which not all sides were hit yet
    verdicts: dict[tuple[str, str], Counter[Truth]] = {named: Counter() for named, _ in _verdicts(policy)}
    for trial in draws:
        one = decided(plan.program, trial)
        assert one is not None
        answers = answering(plan.program, plan.cones, one)
        answers.begin(dict(enumerate(one.answers.values)))
        shown.update((number, side) for number in left for side in hit(plan.compared[number], answers))
        left = {number for number, side in wanted if (number, side) not in shown}
        for named, node in _verdicts(policy):
            verdicts[named][cast(Truth, one.answers.values[node])] += 1
    lacking = [pair for pair in wanted if pair not in shown]
    whole = len(plan.compared) - len({number for number, _ in lacking})
    missed = tuple(f"{_place(plan, plan.compared[n])}: {side}" for n, side in lacking)
    return Hits(len(plan.compared), whole, len(wanted), len(wanted) - len(lacking), missed, verdicts)


def _verdicts(policy: policyrules.Policy) -> Iterator[tuple[tuple[str, str], int]]:
    for promise in policy.outline.entitlements:
        yield (promise.name, "entitled"), promise.verdict
    for tier in policy.outline.tiers:
        if tier.held is not None:
            yield (tier.name, "held"), tier.held.node
        if tier.criteria is not None:
            yield (tier.name, "qualifies"), tier.criteria.node
    if not policy.outline.entitlements and not policy.outline.tiers:
        for name, node in policy.outline.asked:
            if policy.program.nodes[node].type is Scalar.BOOL:
                yield (name, "holds"), node


def _place(plan: Plan, one: Compared) -> str:
    node = plan.scope(one.path[:-1]).nodes[one.path[-1]]
    return f"{node.op} {'/'.join(map(str, one.path))} ({one.type})"


# --- planted bugs ---------------------------------------------------------------------------------------------------------

_FLIPPED = {
    Comparator.GE: Comparator.GT, Comparator.GT: Comparator.GE, Comparator.LE: Comparator.LT, Comparator.LT: Comparator.LE,
    Comparator.EQ: Comparator.GE, Comparator.NE: Comparator.GT,
}  # fmt: skip


@frozen(eq=False)
class Bug:
    """A threshold, and the program with its strictness flipped."""

    threshold: Compared
    program: Program
    cones: Cones
    resting: frozenset[int]

    def differs(self, one: Decided, outcomes: Sequence[int]) -> bool:
        """Say whether something that the decision shows is different on a case."""
        answers, values = answering(self.program, self.cones, one), one.answers.values
        answers.begin({n: value for n, value in enumerate(values) if n not in self.resting})
        if answers[self.threshold.path[0]] == values[self.threshold.path[0]]:
            return False
        return any(answers[outcome] != values[outcome] for outcome in outcomes if outcome in self.resting)


def planted(plan: Plan, one: Compared) -> Bug | None:
    """Return the program with a threshold that is strict where it was not; `None` for a count, which has no such end."""
    changed = _planted(plan.program.nodes, one.path, one)
    if changed is None:
        return None
    resting = plan.cones.resting_on([one.path[0]])
    return Bug(one, evolve(plan.program, nodes=changed), Cones(changed), resting)


def _planted(nodes: tuple[Node, ...], path: tuple[int, ...], one: Compared) -> tuple[Node, ...] | None:
    index, node = path[0], nodes[path[0]]
    if len(path) > 1:
        body = cast(Body, node.body)
        inner = _planted(body.nodes, path[1:], one)
        changed = None if inner is None else evolve(node, body=evolve(body, nodes=inner))
    else:
        changed = _flipped(node, one)
    return None if changed is None else (*nodes[:index], changed, *nodes[index + 1 :])


def _flipped(node: Node, one: Compared) -> Node | None:
    if node.op is Op.COMPARE:
        return evolve(node, data=_FLIPPED[cast(Comparator, node.data)])
    bands = node.data
    if not isinstance(bands, Bands):
        return None
    places = [n for n, (cut, _) in enumerate(bands.cuts) if cut == one.against]
    if len(places) != 1:
        return None  # a piece of one number: its ends have no other side
    cuts = tuple((cut, above != (n == places[0])) for n, (cut, above) in enumerate(bands.cuts))
    return evolve(node, data=evolve(bands, cuts=cuts))


def matters(policy: policyrules.Policy, bug: Bug, tries: int = 10) -> bool:
    """Look for an enterprise on which a bug shows, knowing where it is."""
    plan = plan_of(policy)
    known = (
        kept for n, target in enumerate(plan.targets) if target.threshold == bug.threshold and (kept := on_threshold(plan, n))
    )
    drafts = [Draft(plan, kept.facts, kept.day, kept.readings) for kept in known]
    start = trials(policy, 77, near=0)
    for number in range(tries + len(drafts)):
        draft = drafts[number] if number < len(drafts) else Draft.of(plan, next(start))
        if number >= len(drafts):
            stand(draft, bug.threshold, AT, Seeded(number))
        one = None if draft.broken() else decided(plan.program, draft.trial())
        if one is not None and bug.differs(one, plan.outcomes):
            return True
    return False


def bugs(policy: policyrules.Policy, count: int) -> tuple[list[Bug], int]:
    """Return bugs at distinct thresholds that matter, spread over all of them, and how many were left since none was seen."""
    plan = plan_of(policy)
    every = [bug for one in plan.compared if (bug := planted(plan, one)) is not None]
    order = list(_shuffled(every))
    found: list[Bug] = []
    idle = 0
    for bug in order:
        if len(found) >= count:
            break
        if matters(policy, bug):
            found.append(bug)
        else:
            idle += 1
    return found, idle


def _shuffled(every: Sequence[Bug]) -> Iterator[Bug]:
    left, choices = list(every), Seeded(3)
    while left:
        yield left.pop(choices.integer(0, len(left) - 1))


def found_within(bug: Bug, outcomes: Sequence[int], examples: Sequence[Decided]) -> int | None:
    """Return how many examples it took to find a bug; `None` where none of them did."""
    return next((n for n, one in enumerate(examples, 1) if bug.differs(one, outcomes)), None)


# --- examples -------------------------------------------------------------------------------------------------------------


def drawn(strategy: st.SearchStrategy[Trial], number: int, count: int) -> list[Trial]:
    """Return what Hypothesis draws first."""
    found: list[Trial] = []

    @seed(number)
    @settings(
        max_examples=count, phases=[Phase.generate], database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(strategy)
    def take(trial: Trial) -> None:
        found.append(trial)

    take()
    return found[:count]


def naive(policy: policyrules.Policy) -> st.SearchStrategy[Trial]:
    """Return strategies as one would write them by hand: each fact from its type and its declared range, on days in force."""
    facts = {spec.name: st.none() | _fact(spec.type, spec.low, spec.high) for spec in policy.program.facts}
    first, last = policy.in_force()
    days = st.dates(first or min(_YEARS), last or max(_YEARS))
    return st.builds(Trial, st.fixed_dictionaries(facts), days, st.just({}))


_YEARS = tuple(policyrules.load("中小企业划型").outline.issued.replace(year=year) for year in (2020, 2027))  # type: ignore[union-attr]


def _fact(type_: Any, low: Fraction | None, high: Fraction | None) -> st.SearchStrategy[Any]:
    match type_:
        case ListType(element):
            required = {f.name: _fact(f.type, f.low, f.high) for f in element.fields if not f.optional}
            optional = {f.name: _fact(f.type, f.low, f.high) for f in element.fields if f.optional}
            return st.lists(st.fixed_dictionaries(required, optional=optional), max_size=4)
        case SeriesType(element):
            return st.dictionaries(st.integers(2018, 2026), _fact(element, low, high), max_size=9)
        case EnumType(_, members):
            return st.sampled_from(members)
        case Scalar.BOOL:
            return st.booleans()
        case Scalar.TEXT:
            return st.text("0123456789", min_size=1, max_size=4)
        case Scalar.DATE:
            return st.dates(min(_YEARS), max(_YEARS)).map(str)
        case Scalar.PERCENT:
            return st.integers(0, 10_000).map(lambda number: f"{decimal_text(Fraction(number, 100))}%")
        case Scalar.MONEY:
            return st.integers(int(low or 0), int(high or 10**15)).map(lambda fen: f"{decimal_text(Fraction(fen, 100))}元")
        case _:
            return st.integers(int(low or 0), int(high if high is not None else 10**6))


def usable(program: Program, examples: Sequence[Trial]) -> list[Decided]:
    """Decide examples, leaving out those that contradict an `always` line."""
    return [one for trial in examples if (one := decided(program, trial)) is not None]


# --- time -------------------------------------------------------------------------------------------------------------------


def seconds(draws: Iterator[Trial], count: int) -> tuple[float, list[Trial]]:
    """Return the median time of the processor for a draw, and what was drawn."""
    times, found = [], []
    next(draws)
    for _ in range(count):
        start = time.process_time()
        found.append(next(draws))
        times.append(time.process_time() - start)
    return statistics.median(times), found


def seconds_of_hypothesis(strategy: st.SearchStrategy[Trial], count: int) -> float:
    """Return the median time of the processor between one example and the next, Hypothesis itself included."""
    times: list[float] = []

    @seed(1)
    @settings(
        max_examples=count, phases=[Phase.generate], database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(strategy)
    def take(trial: Trial) -> None:
        times.append(time.process_time())

    take()
    return statistics.median(after - before for before, after in pairwise(times))


# --- the page ---------------------------------------------------------------------------------------------------------------


@frozen
class Row:
    """What was measured on a policy."""

    name: str
    hits: Hits
    choices: float
    hypothesis: float
    bugs: int
    idle: int
    found: tuple[int | None, ...]
    naively: tuple[int | None, ...]
    refused: int


def measured(name: str, draws: int, count: int, examples: int) -> Row:
    """Measure one policy."""
    policy = policyrules.load(name)
    plan = plan_of(policy)

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    say(f"{name}: {draws} draws")
    median, found = seconds(trials(policy, 1), draws)
    hit_ = hits(policy, found)
    say(f"{name}: {hit_.shown}/{hit_.possible} sides, {median * 1000:.2f} ms")
    hypothesis = seconds_of_hypothesis(cases(policy), min(draws, 400))
    chosen, idle = bugs(policy, count)
    say(f"{name}: {len(chosen)} bugs, {idle} without a witness")
    ours = [usable(plan.program, drawn(cases(policy), number, examples)) for number in range(ROUNDS)]
    theirs = [usable(plan.program, drawn(naive(policy), number, examples)) for number in range(ROUNDS)]
    seen, naively = (
        tuple(found_within(bug, plan.outcomes, rounds[n % ROUNDS]) for n, bug in enumerate(chosen)) for rounds in (ours, theirs)
    )
    refused = ROUNDS * examples - sum(map(len, theirs))
    say(f"{name}: found {_share(seen)}, naively {_share(naively)}")
    return Row(name, hit_, median, hypothesis, len(chosen), idle, seen, naively, refused)


def _share(found: Sequence[int | None]) -> str:
    number = sum(one is not None for one in found)
    return f"{number} of {len(found)} ({100 * number / max(len(found), 1):.1f} %)"


def page(rows: Sequence[Row], draws: int, examples: int) -> str:
    """Return the page that tells what was measured."""
    return "\n".join([*_head(draws, examples), "", *_table(rows), "", *_verdict_table(rows), "", *_missed(rows)]) + "\n"


def _head(draws: int, examples: int) -> Iterator[str]:
    yield "# 生成的企业：能发现多少问题 · Drawn enterprises, and what they find"
    yield ""
    yield f"每个政策生成 {draws} 家企业，看界线、结论各出现多少；再在副本里改动界线的开闭，看 {examples} 家企业以内能否发现。"
    yield ""
    yield (
        f"{draws} enterprises drawn for each policy: which sides of the thresholds they stand on, and which verdicts occur. "
        "Then bugs are planted, one at a time: a comparison, or an end of a band, that is strict where it was not, or the "
        f"other way round; `facts` and `cases` have {examples} examples to find each. Beside them, strategies as one writes "
        "them by hand, from the types and the declared ranges, with no knowledge of the thresholds. Only bugs count that some "
        "enterprise shows: a search that knows the place is asked first. Written by `benchmarks/enterprises.py`; do not edit "
        "it by hand."
    )
    yield ""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    yield f"Measured on: {machine}. Times are those of the processor."


def _table(rows: Sequence[Row]) -> Iterator[str]:
    yield "| | " + " | ".join(row.name for row in rows) + " |"
    yield "|---|" + "---|" * len(rows)
    lines: Mapping[str, Callable[[Row], str]] = {
        "thresholds compared with": lambda row: str(row.hits.thresholds),
        "hit below, at and above, where there is such a value": lambda row: _percent(row.hits.whole, row.hits.thresholds),
        "sides hit": lambda row: _percent(row.hits.shown, row.hits.possible),
        "median time of a draw": lambda row: f"{row.choices * 1000:.2f} ms",
        "the same through Hypothesis": lambda row: f"{row.hypothesis * 1000:.2f} ms",
        "bugs planted": lambda row: str(row.bugs),
        "left out, since no enterprise was found that shows them": lambda row: str(row.idle),
        "found": lambda row: _share(row.found),
        "found by strategies written by hand": lambda row: _share(row.naively),
    }
    for title, cell in lines.items():
        yield f"| {title} | {' | '.join(map(cell, rows))} |"


def _percent(number: int, of: int) -> str:
    return f"{number} of {of} ({100 * number / of:.1f} %)"


def _verdict_table(rows: Sequence[Row]) -> Iterator[str]:
    yield "## 结论 · Verdicts"
    yield ""
    yield "| policy | what | | yes | no | open |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        for (name, what), counted in row.hits.verdicts.items():
            yield f"| {row.name} | {name} | {what} | {counted[Truth.T]} | {counted[Truth.F]} | {counted[Truth.U]} |"
    never = [
        f"{row.name}: {name} ({what}) is never {word}"
        for row in rows
        for (name, what), counted in row.hits.verdicts.items()
        for truth, word in ((Truth.T, "yes"), (Truth.F, "no"), (Truth.U, "open"))
        if not counted[truth]
    ]
    yield ""
    yield "Every verdict occurs." if not never else "Verdicts that did not occur: " + "; ".join(never) + "."


def _missed(rows: Sequence[Row]) -> Iterator[str]:
    yield "## 没有到达的界线 · Sides that were not hit"
    yield ""
    yield "The place is that of the node in the program, with the quantifiers around it."
    yield ""
    for row in rows:
        yield f"- {row.name}: {'; '.join(row.hits.missed) or 'none'}"


def main() -> None:
    """Measure, and write the page; what is measured so far goes to the other stream."""
    options = argparse.ArgumentParser()
    options.add_argument("--draws", type=int, default=10_000)
    options.add_argument("--bugs", type=int, default=100)
    options.add_argument("--examples", type=int, default=500)
    options.add_argument("--policy", action="append", choices=POLICIES)
    options.add_argument("--print", action="store_true", help="print the page instead of writing it")
    given_ = options.parse_args()
    names = given_.policy or POLICIES
    with ProcessPoolExecutor() as pool:
        amounts = [[amount] * len(names) for amount in (given_.draws, given_.bugs, given_.examples)]
        rows = list(pool.map(measured, names, *amounts))
    text = page(rows, given_.draws, given_.examples)
    if given_.print:
        print(text)
    else:
        PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
