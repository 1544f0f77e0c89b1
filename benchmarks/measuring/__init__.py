"""How times are taken here: side by side in one run, of the processor, as medians; and which machine it was.

In: what is to be timed, each with the inputs that it takes in turn. Out: seconds per call, one figure per round, so that ratios
can be taken round by round: what slows the machine down for a while slows all of them down.
"""

import gc
import os
import platform
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Timed:
    """What is timed: a function, and the inputs for it."""

    call: Callable[[Any], object]
    inputs: Sequence[Any]


def machine() -> str:
    """Return on what machine this runs, and with which Python."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{processor()}, {os.cpu_count()} CPUs, {platform.system()} {platform.machine()}, {python}"


def processor() -> str:
    """Return the name of the processor, where the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as told:
            return next(line.partition(":")[2].strip() for line in told if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def seconds(timed: Timed, count: int) -> float:
    """Return the seconds of the processor that a call takes, over so many calls; all threads of the process count."""
    call, inputs = timed.call, timed.inputs
    rounds, rest = divmod(count, len(inputs))
    start = time.process_time()
    for _ in range(rounds):
        for one in inputs:
            call(one)
    for one in inputs[:rest]:
        call(one)
    return (time.process_time() - start) / count


def interleaved(all_timed: Mapping[str, Timed], rounds: int, budget: float) -> dict[str, list[float]]:
    """Return the seconds per call of each, round by round; the order changes, and each gets about `budget` seconds a round.

    What is there before (inputs, other engines) is set aside from the garbage collector, which would look through the objects
    of all of them at the cost of whichever it comes upon; it goes on with what each of them makes, as in a program of its own.
    """
    counts = {name: _count(timed, budget) for name, timed in all_timed.items()}
    found: dict[str, list[float]] = {name: [] for name in all_timed}
    names, order = list(all_timed), random.Random(1)
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        order.shuffle(names)
        for name in names:
            found[name].append(seconds(all_timed[name], counts[name]))
    gc.unfreeze()
    return found


def _count(timed: Timed, budget: float) -> int:
    """Return how many calls fit into some seconds, after a few that warm up."""
    tried = min(len(timed.inputs), 20)
    seconds(timed, 2)
    return max(3, round(budget / max(seconds(timed, tried), 1e-7)))


def ratio(these: Sequence[float], those: Sequence[float]) -> float:
    """Return the median of how many times more these took than those, round by round."""
    return median(one / other for one, other in zip(these, those, strict=True))
