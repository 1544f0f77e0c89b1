"""Engines compared: first on what they decide, then on how long it takes.

In: how many enterprises, and how long. Out: tables in Markdown, with the machine and the versions; ratios are taken round by
round to a decision of policyrules, to its verdicts alone, and to the function by hand. What a peer has to have prepared is not
in its time; what we take is a dict as a program holds it, whose facts are checked within the time.
"""

import argparse
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from criteria.by_hand import by_hand
from criteria.enterprises import DAY, Facts, enterprises, policy
from measuring import Timed, interleaved, machine, ratio, seconds

import policyrules
from policyrules.explain.decision import Decision

from .peer import PEERS, Peer, Verdicts, Way, installed, peer
from .rules import GROWTH, comparisons, prepared

HAND, EXPLAINED, VERDICTS = "by hand (verdicts only)", "policyrules: decided, explained", "policyrules: verdicts kept"
READ, VERDICTS_READ = f"{EXPLAINED}, both verdicts read", f"{VERDICTS}, both read"
TITLES = ("专精特新", "小巨人")

#: So many enterprises are drawn, each with a search; the others have every fact of one of two of them.
DRAWN = 1_000


@dataclass(frozen=True)
class Row:
    """One way to use an engine, held against the function by hand: how many verdicts and comparisons are wrong."""

    package: str
    peer: Peer
    way: Way
    prepared: Sequence[Any]
    tried: int
    wrong: int
    failed: int
    leaves_wrong: int | None

    @property
    def name(self) -> str:
        return f"{self.package}: {self.way.name}"


def compared(package: str, told: Peer, drawn: Sequence[Facts], most: float) -> Iterator[Row]:
    """Yield each way to use an engine with what it decides otherwise than the function by hand, within so many seconds."""
    inputs: list[Any] = []
    for way in told.ways:
        tried = wrong = failed = 0
        start = time.process_time()
        while tried < len(drawn) and time.process_time() - start < most:
            if tried == len(inputs):
                inputs.append(told.prepare(drawn[tried]))
            found = decided(way, inputs[tried])
            failed += found is None
            wrong += found != by_hand(drawn[tried], DAY)
            tried += 1
        yield Row(package, told, way, inputs[:500], tried, wrong, failed, leaves_wrong(way, drawn, inputs[:200]))


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
    explained, lazily = told.decider(), told.decider(lazily=True)
    return {
        HAND: Timed(lambda facts: by_hand(facts, DAY), drawn),
        EXPLAINED: Timed(lambda facts: explained(facts, DAY), drawn),
        READ: Timed(lambda facts: both(explained(facts, DAY)), drawn),
        VERDICTS: Timed(lambda facts: lazily(facts, DAY), drawn),
        VERDICTS_READ: Timed(lambda facts: both(lazily(facts, DAY)), drawn),
    }


def both(decision: Decision) -> Verdicts:
    """Read both verdicts of a decision."""
    return decision[TITLES[0]].verdict == "entitled", decision[TITLES[1]].verdict == "entitled"


def crossed(drawn: Sequence[Facts], count: int) -> list[Facts]:
    """Return so many enterprises, those that were drawn first; of the others each has every fact of one of two of these."""
    choices = random.Random(7)
    pairs = [choices.sample(list(drawn), 2) for _ in range(count - len(drawn))]
    return [*drawn, *({name: choices.choice(pair)[name] for name in pair[0]} for pair in pairs)]


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


def times(found: Mapping[str, Sequence[float]], preparing: Mapping[str, float]) -> Iterator[str]:
    """Yield the table of how long it takes, the fastest first."""
    yield "| | µs | / by hand | / ours, explained | / ours, verdicts kept | prepared beforehand in, µs |"
    yield "|---|---|---|---|---|---|"
    for name in sorted(found, key=lambda name: median(found[name])):
        ratios = " | ".join(f"{ratio(found[name], found[other]):.2f}" for other in (HAND, EXPLAINED, VERDICTS))
        before = f"{preparing[name] * 1e6:.1f}" if name in preparing else ""
        yield f"| {name} | {median(found[name]) * 1e6:.2f} | {ratios} | {before} |"


def targets(found: Mapping[str, Sequence[float]], rows: Sequence[Row]) -> Iterator[str]:
    """Yield how many times faster we are than the fastest engines that decide as the function by hand does."""
    right = [row for row in rows if not row.wrong]
    groups = {
        "the fastest engine": (3, right),
        "the fastest engine that returns its comparisons": (8, [row for row in right if row.leaves_wrong is not None]),
        "zen-engine with its trace": (20, [row for row in right if "trace" in row.name]),
    }
    yield "| compared with | which | ours, explained | and both verdicts read | verdicts kept | and both read | wanted |"
    yield "|---|---|---|---|---|---|---|"
    for title, (wanted, among) in groups.items():
        if among:
            name = min((row.name for row in among), key=lambda name: median(found[name]))
            ratios = " | ".join(f"{ratio(found[name], found[ours]):.1f}" for ours in (EXPLAINED, READ, VERDICTS, VERDICTS_READ))
            yield f"| {title} | {name} | {ratios} | {wanted} |"


# --- all of it --------------------------------------------------------------------------------------------------------


def report(count: int, rounds: int, budget: float, most: float) -> Iterator[str]:
    """Yield both tables and the targets, line by line."""
    drawn = crossed(enterprises(policy(), min(count, DRAWN)), count)
    rows = [row for package in PEERS if installed(package) for row in compared(package, peer(package), drawn, most)]
    yield f"Measured on: {machine()}. {count:,} enterprises; medians of {rounds} rounds; CPU time."
    yield ""
    yield from agreement(rows, ours_wrong(drawn), count)
    yield ""
    timed = of_policyrules(drawn[:500]) | {row.name: Timed(row.way.decide, row.prepared) for row in rows}
    found = interleaved(timed, rounds, budget)
    yield from times(found, {row.name: seconds(Timed(row.peer.prepare, drawn[:50]), 50) for row in rows})
    yield ""
    yield from targets(found, rows)


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
