"""Engines compared: first on what they decide, then on how long it takes.

In: how many enterprises, and how long. Out: tables in Markdown, with the machine and the versions; ratios are taken round by
round to a decision of policyrules, to its verdicts alone, and to the function by hand. We take a dict as a program holds it,
whose facts are checked within the time. An engine takes the same under names that it can read, checks nothing, and is timed
twice: given what it reads ready made, and with what has to be done for that of every enterprise. The day joins the facts, and
these become JSON, or arrays, or values of its own; where its numbers have 64 bits, the growth is computed for it.

What is timed are enterprises from all over those that decisions were compared on. It matters which: the function by hand and
verdicts alone leave off where nothing more can change them, and those that are drawn first meet the criteria more often. It
matters too what the processor does beside: what waits for memory is spent on both sides of a ratio, and brings it nearer to 1.
"""

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from criteria.by_hand import by_hand
from criteria.enterprises import DAY, Facts, crossed, enterprises, policy
from measuring import Timed, interleaved, machine, ratio

import policyrules
from policyrules.explain.decision import Decision

from .peer import PEERS, Peer, Verdicts, Way, installed, peer
from .plain import with_leaves
from .rules import GROWTH, comparisons, named, prepared

LEAVES_BY_HAND = "plain Python, comparisons returned"
HAND, EXPLAINED, VERDICTS = "by hand (verdicts only)", "policyrules: decided, explained", "policyrules: verdicts kept"
READ, VERDICTS_READ = f"{EXPLAINED}, both verdicts read", f"{VERDICTS}, both read"
TITLES = ("专精特新", "小巨人")

#: So many enterprises are drawn, each with a search; the others have every fact of one of two of them. So many are timed.
DRAWN, TIMED = 1_000, 500


@dataclass(frozen=True)
class Row:
    """One way to use an engine, held against the function by hand: how many verdicts and comparisons are wrong."""

    package: str
    peer: Peer
    way: Way
    tried: int
    wrong: int
    failed: int
    leaves_wrong: int | None

    @property
    def name(self) -> str:
        return f"{self.package}: {self.way.name}"

    @property
    def counted(self) -> str:
        """What it is called where its preparation counts."""
        return f"{self.name}, prepared"

    def timed(self, held: Sequence[Facts]) -> dict[str, Timed]:
        """Return it as it is timed, given what it reads, and given facts under its names."""
        prepare, decide = self.peer.prepare, self.way.decide
        return {
            self.name: Timed(decide, [prepare(one) for one in held]),
            self.counted: Timed(lambda one: decide(prepare(one)), held),
        }


def compared(package: str, told: Peer, drawn: Sequence[Facts], most: float) -> Iterator[Row]:
    """Yield each way to use an engine with what it decides otherwise than the function by hand, within so many seconds."""
    inputs: list[Any] = []
    for way in told.ways:
        tried = wrong = failed = 0
        start = time.process_time()
        while tried < len(drawn) and time.process_time() - start < most:
            if tried == len(inputs):
                inputs.append(told.prepare(named(drawn[tried])))
            found = decided(way, inputs[tried])
            failed += found is None
            wrong += found != by_hand(drawn[tried], DAY)
            tried += 1
        yield Row(package, told, way, tried, wrong, failed, leaves_wrong(way, drawn, inputs[:200]))


def decided(way: Way, held: Any) -> Verdicts | None:
    """Return the verdicts; `None` where the engine breaks off."""
    try:
        return way.verdicts(way.decide(held))
    except Exception:  # whatever an engine raises, it has not decided
        return None


def leaves_wrong(way: Way, drawn: Sequence[Facts], inputs: Sequence[Any]) -> int | None:
    """Return how many comparisons are wrong that it returns; `None` where it returns none."""
    if way.leaves is None:
        return None
    wrong = 0
    for facts, held in zip(drawn, inputs, strict=False):
        names = prepared(facts)
        found = way.leaves(way.decide(held))
        wrong += sum(found[name] is not eval(text, {}, names) for name, text in comparisons(GROWTH).items())
    return wrong


def of_policyrules(drawn: Sequence[Facts]) -> dict[str, Timed]:
    """Return decisions of ours as they are timed, beside the function by hand."""
    told = policy()
    explained, lazily, leaves = told.decider(), told.decider(lazily=True), with_leaves()
    return {
        HAND: Timed(lambda facts: by_hand(facts, DAY), drawn),
        LEAVES_BY_HAND: Timed(lambda facts: leaves(facts, 20240301), drawn),
        EXPLAINED: Timed(lambda facts: explained(facts, DAY), drawn),
        READ: Timed(lambda facts: both(explained(facts, DAY)), drawn),
        VERDICTS: Timed(lambda facts: lazily(facts, DAY), drawn),
        VERDICTS_READ: Timed(lambda facts: both(lazily(facts, DAY)), drawn),
    }


def met(drawn: Sequence[Facts]) -> str:
    """Return how many enterprises meet which criteria."""
    counts = (sum(found) for found in zip(*(by_hand(facts, DAY) for facts in drawn), strict=True))
    return ", ".join(f"{count} meet those of {title}" for title, count in zip(TITLES, counts, strict=True))


def both(decision: Decision) -> Verdicts:
    """Read both verdicts of a decision."""
    return decision[TITLES[0]].verdict == "entitled", decision[TITLES[1]].verdict == "entitled"


def ours_wrong(drawn: Sequence[Facts]) -> int:
    """Return how many enterprises we decide otherwise than the function by hand."""
    read = of_policyrules(drawn)[READ]
    return sum(read.call(facts) != by_hand(facts, DAY) for facts in drawn)


# --- tables -----------------------------------------------------------------------------------------------------------


def agreement(rows: Sequence[Row], ours: int, count: int) -> Iterator[str]:
    """Yield the table of what is decided."""
    yield "| engine | version | wrong verdicts | comparisons returned | of them wrong | its numbers |"
    yield "|---|---|---|---|---|---|"
    yield f"| policyrules | {policyrules.__version__} | {ours} of {count:,} | all | | whole numbers, fractions |"
    for row in rows:
        failed = f", {row.failed} of them broken off" if row.failed else ""
        returned = "none" if row.leaves_wrong is None else str(len(comparisons()))
        cells = (row.name, installed(row.package), f"{row.wrong} of {row.tried:,}{failed}", returned)
        yield f"| {' | '.join(map(str, cells))} | {'' if row.leaves_wrong is None else row.leaves_wrong} | {row.peer.numbers} |"
    for package in PEERS:
        if installed(package) is None:
            yield f"| {package} | not installed | | | | |"


def times(found: Mapping[str, Sequence[float]], rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table of how long it takes, the fastest first."""
    counted = {row.name: row.counted for row in rows}
    yield "| | µs | / by hand | / ours, explained | / ours, verdicts kept | with its preparation, µs |"
    yield "|---|---|---|---|---|---|"
    for name in sorted(found.keys() - {*counted.values()}, key=lambda name: median(found[name])):
        ratios = " | ".join(f"{ratio(found[name], found[other]):.2f}" for other in (HAND, EXPLAINED, VERDICTS))
        whole = f"{median(found[counted[name]]) * 1e6:.2f}" if name in counted else ""
        yield f"| {name} | {median(found[name]) * 1e6:.2f} | {ratios} | {whole} |"


#: How many times faster than the fastest of some engines we want to be: of all, of those that return comparisons, of traces.
WANTED = (("the fastest engine", 3), ("the fastest engine that returns its comparisons", 8), ("zen-engine with its trace", 20))


def fastest(found: Mapping[str, Sequence[float]], rows: Sequence[Row]) -> Iterator[tuple[str, int, Row]]:
    """Yield what is wanted, and the fastest that it is wanted of, of those that decide as the function by hand does."""
    right = [row for row in rows if not row.wrong]
    groups = (right, [row for row in right if row.leaves_wrong is not None], [row for row in right if "trace" in row.name])
    for (title, wanted), among in zip(WANTED, groups, strict=True):
        if among:
            yield title, wanted, min(among, key=lambda row: median(found[row.name]))


def targets(found: Mapping[str, Sequence[float]], rows: Sequence[Row]) -> Iterator[str]:
    """Yield how many times faster we are than the fastest engines, given what they read, and with its preparation."""
    yield "| compared with | which | ours, explained | and both verdicts read | verdicts kept | and both read | wanted |"
    yield "|---|---|---|---|---|---|---|"
    for title, wanted, row in fastest(found, rows):
        for timed, name in ((row.name, row.name), (row.counted, f"{row.name}, its preparation counted")):
            ratios = " | ".join(
                f"{ratio(found[timed], found[ours]):.1f}" for ours in (EXPLAINED, READ, VERDICTS, VERDICTS_READ)
            )
            yield f"| {title} | {name} | {ratios} | {wanted} |"


def bounds(found: Mapping[str, Sequence[float]], rows: Sequence[Row]) -> Iterator[str]:
    """Yield what stands in the way of what is wanted and not reached: how fast the same is in Python that checks nothing."""
    for title, wanted, row in fastest(found, rows):
        plain = LEAVES_BY_HAND if row.leaves_wrong is not None else HAND
        times = ratio(found[row.name], found[plain])
        if ratio(found[row.name], found[EXPLAINED]) < wanted:
            explained, kept = (f"{ratio(found[ours], found[plain]):.2f}" for ours in (EXPLAINED, VERDICTS))
            yield (
                f"- {wanted} times as fast as {title}: `{plain}`, which checks no fact, is itself {times:.1f} times as fast as "
                f"{row.name}. To reach that, a decision would have to take {times / wanted:.2f} of it; explained it takes "
                f"{explained}, with its verdicts kept {kept}."
            )


# --- all of it --------------------------------------------------------------------------------------------------------


def report(count: int, rounds: int, budget: float, most: float) -> Iterator[str]:
    """Yield both tables and the targets, line by line."""
    drawn = crossed(enterprises(policy(), min(count, DRAWN)), count)
    timed_on = drawn[:: max(count // TIMED, 1)][:TIMED]
    rows = [row for package in PEERS if installed(package) for row in compared(package, peer(package), drawn, most)]
    yield f"Measured on: {machine()}. {count:,} enterprises; medians of {rounds} rounds; CPU time."
    yield f"Timed are {len(timed_on)} of them, from all over: {met(timed_on)}."
    yield ""
    yield from agreement(rows, ours_wrong(drawn), count)
    yield ""
    timed, held = of_policyrules(timed_on), [named(facts) for facts in timed_on]
    for row in rows:
        timed |= row.timed(held)
    found = interleaved(timed, rounds, budget)
    yield from times(found, rows)
    yield ""
    yield from targets(found, rows)
    yield ""
    yield from bounds(found, rows)


def main() -> None:
    """Compare, and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--enterprises", type=int, default=500)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--slice", type=float, default=0.02, help="seconds that each gets in a round")
    options.add_argument(
        "--most", type=float, default=10.0, help="seconds in which an engine is held against the function by hand"
    )
    given = options.parse_args()
    for line in report(given.enterprises, given.rounds, given.slice, given.most):
        print(line, flush=True)
