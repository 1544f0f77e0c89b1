"""Stops work that would not end: hostile texts make slow what is quadratic, and then minutes or hours are spent, not seconds.

This is no measure of speed. Each use does its work in a small part of what is allowed here, on any machine, and however
many others share the processor: what is counted is the time that the processor spends on this process. What takes longer
is broken off, so that a loop without end fails like anything else.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: Seconds of a processor. The slowest of the hostile texts takes about two.
ALLOWED = 40


class EndlessError(AssertionError):
    """What was done does not end, or not within anything that a person would wait for."""


@contextmanager
def ending(allowed: float = ALLOWED) -> Iterator[None]:
    """Break off the work inside once it has taken so many seconds of a processor; where the system cannot, let it go on."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise EndlessError(f"not done after {allowed} seconds of a processor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, allowed)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
