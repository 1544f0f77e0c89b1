"""How long one decision takes, beside a function of Python that is written by hand for the same criteria.

`python benchmarks/one_decision.py [ENTERPRISES [ROUNDS]]` draws enterprises that stand on the thresholds of the criteria, sees
that both give the same verdicts on all of them, and prints the ratios of their times: CPU time, medians of rounds that take
turns in one run, with the garbage collector as users have it. The function by hand takes for granted that every fact is there
and is what it should be; on our side the facts are checked whole, and kept. Of so many enterprises each has to come from memory
when it is decided, as those of a service do; both sides wait for that. Few that are decided over and over stay in the caches of
the processor, and the ratios of these are printed too.
"""

import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from criteria.by_hand import by_hand
from criteria.enterprises import DAY, Facts, crossed, enterprises, policy

import policyrules
from policyrules.backends.plain import plain_facts
from policyrules.core.facts import read_case
from policyrules.explain.briefs.brief import brief
from policyrules.explain.decision import Decision
from policyrules.policy import Policy
from policyrules.testing.enterprises import trials

NAMES = ("专精特新", "小巨人")

#: So many enterprises are drawn, which costs a search; the others have each fact of one of two of them.
DRAWN = 200

#: What is asked for of each way to decide: at most so many times the function by hand.
Row = tuple[str, Callable[[Facts, date], object], Sequence[Facts], float | None]

WORKERS = ((ThreadPoolExecutor, 8, "threads"), (ProcessPoolExecutor, 4, "processes"))


def verdicts(decision: Any) -> tuple[str, ...]:
    """Return the two verdicts of a decision."""
    return tuple(decision[name].verdict for name in NAMES)


def agree(one: Policy, known: Sequence[Facts]) -> None:
    """See that the policy and the function by hand give the same verdicts. Raises `AssertionError` where they do not."""
    ways = (one.decide, one.decider(), one.decider(lazily=True))
    for facts in known:
        expected = tuple("entitled" if met else "not_entitled" for met in by_hand(facts, DAY))
        for decide in ways:
            found = verdicts(decide(facts, DAY))
            assert found == expected, (facts, found, expected)


def ways(one: Policy, known: Sequence[Facts], open_: Sequence[Facts]) -> list[Row]:
    """Return the ways to decide, first the one by hand."""
    decide, lazily = one.decider(), one.decider(lazily=True)
    few = known[:: max(len(known) // 20, 1)]
    return [
        ("by hand, verdicts only, nothing checked", by_hand, known, None),
        ("decision, every answer kept (decider)", decide, known, 1.7),
        ("the same by policy.decide", one.decide, known, None),
        ("the same, both verdicts looked at", lambda facts, on: verdicts(decide(facts, on)), known, None),
        ("verdicts kept, answers when someone looks", lazily, known, 1.2),
        ("the same, both verdicts looked at", lambda facts, on: verdicts(lazily(facts, on)), known, None),
        ("facts unknown, every answer kept", decide, open_, 4.0),
        ("decision in brief: verdicts and reasons in a line", lambda facts, on: decide(facts, on).to_brief(), few, 10.0),
        ("decision with its text", lambda facts, on: decide(facts, on).to_text(), few, 10.0),
    ]


def measured(rows: Sequence[Row], rounds: int) -> list[float]:
    """Return the median of the microseconds of CPU that one enterprise takes each way.

    The ways take turns, in another order each time: what comes after a page, of which much is made, finds the caches empty.
    """
    times: list[list[float]] = [[] for _ in rows]
    turns, order = list(zip(rows, times, strict=True)), random.Random(1)
    for number in range(rounds + 1):
        for (_, way, given, _), took in turns:
            start = time.process_time()
            for facts in given:
                way(facts, DAY)
            if number:  # in the first round, what is written when it is first needed is written
                took.append((time.process_time() - start) / len(given) * 1e6)
        order.shuffle(turns)
    return [statistics.median(took) for took in times]


def over_and_over(one: Policy, few: Sequence[Facts], rounds: int) -> list[float]:
    """Return how many times the function by hand decisions take, explained and with verdicts kept, of few enterprises."""
    given = [*few] * 20
    rows = [("", way, given, None) for way in (by_hand, one.decider(), one.decider(lazily=True))]
    by_hand_takes, *ours = measured(rows, rounds)
    return [took / by_hand_takes for took in ours]


def _decided(one: Policy, given: Sequence[Facts], times: int) -> tuple[float, float, list[tuple[str, ...]]]:
    """Decide some times; return when that began and ended, and the verdicts."""
    decide = one.decider()
    found = [verdicts(decide(facts, DAY)) for facts in given]
    start = time.perf_counter()
    for _ in range(times):
        for facts in given:
            decide(facts, DAY)
    return start, time.perf_counter(), found


def side_by_side(one: Policy, given: Sequence[Facts], times: int) -> Iterator[tuple[str, float]]:
    """Yield how many times as many decisions a second several threads and processes make as one, all of them the same."""
    began, ended, expected = _decided(one, given, times)
    for kind, count, name in WORKERS:
        with kind(count) as pool:
            found = list(pool.map(partial(_decided, one, given), [times] * count))
        assert all(verdicts_ == expected for *_, verdicts_ in found)
        starts, ends = ([run[end] for run in found] for end in (0, 1))
        yield f"{count} {name}", count * (ended - began) / (max(ends) - min(starts))


def shipped(rounds: int, count: int = 40) -> Iterator[tuple[str, list[float]]]:
    """Yield the policies that ship, and what a decision in brief takes by each: as it is told the plain way, and made ready."""
    for path in sorted((Path(__file__).parents[1] / "policies").glob("*.pol")):
        one = policyrules.load(path)
        decisions = list(islice(_decisions(one), count))
        tellers = (lambda decision: "\n".join(brief(decision, decision.language)), Decision.to_brief)
        times: list[list[float]] = [[] for _ in tellers]
        for number in range(rounds + 1):
            for tell, took in zip(tellers, times, strict=True):
                fresh = [Decision.holding(decision._terms, decision.held) for decision in decisions]
                start = time.process_time()
                for decision in fresh:
                    tell(decision)
                if number:
                    took.append((time.process_time() - start) / len(fresh) * 1e6)
        yield one.name, [statistics.median(took) for took in times]


def _decisions(one: Policy) -> Iterator[Decision]:
    """Yield decisions about enterprises of which all is known, as programs write them."""
    decide, specs = one.decider(), one.program.facts
    for trial in trials(one, 7, unknown=0):
        try:
            facts = plain_facts(specs, read_case(one.program, trial.facts, trial.day).facts)
            if facts is not None:
                yield decide(facts, trial.day)
        except policyrules.FactsError:
            continue


def told(rows: Sequence[Row], times: Sequence[float]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| | µs | by hand = 1 | at most |\n|---|---|---|---|"
    for (name, _, _, most), took in zip(rows, times, strict=True):
        ratio = took / times[0]
        bound = "" if most is None else f"{most:g}{'' if ratio <= most else ' (missed)'}"
        yield f"| {name} | {took:.2f} | {ratio:.2f} | {bound} |"


def figures(count: int, rounds: int) -> Mapping[str, Any]:
    """Return what is measured: the rows with their times, and what several threads and processes do."""
    one = policy()
    drawn = enterprises(one, min(count, DRAWN))
    known = crossed(drawn, count)
    agree(one, known)
    rows = ways(one, known, enterprises(one, min(count, DRAWN), unknown=10))
    times = measured(rows, rounds)
    few = over_and_over(one, known[:: max(count // 20, 1)], rounds)
    return {
        "rows": rows,
        "times": times,
        "few": few,
        "beside": list(side_by_side(one, known, rounds)),
        "policy": one,
        "known": known,
    }


def main(count: int = 1_000, rounds: int = 41) -> None:
    """Measure and print."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    found = figures(count, rounds)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{python}, {platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}")
    program = found["policy"].program
    print(f"{len(program.facts)} facts, {len(program.nodes)} questions, {len(found['known'])} enterprises, {rounds} rounds\n")
    print(*told(found["rows"], found["times"]), "", sep="\n")
    explained, kept = found["few"]
    print(f"20 enterprises over and over: every answer kept {explained:.2f}, verdicts kept {kept:.2f} of by hand\n")
    print("| a decision in brief | the plain way, µs | made ready, µs | times as fast |\n|---|---|---|---|")
    for name, (plain, ready) in shipped(max(rounds // 8, 1)):
        print(f"| {name} | {plain:.0f} | {ready:.0f} | {plain / ready:.1f} |")
    print()
    for name, ratio in found["beside"]:
        print(f"{name}: {ratio:.2f} times the decisions a second of one")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
