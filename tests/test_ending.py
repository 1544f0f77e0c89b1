"""The watch over hostile work: what does not end is broken off, and what ends is left alone."""

import signal
import sys

import pytest

from tests.ending import EndlessError, ending

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the system has no timer of the processor")


def test_a_loop_without_end_is_broken_off() -> None:
    with pytest.raises(EndlessError, match="not done after"), ending(0.05):
        while True:
            pass


def test_what_ends_is_left_alone_and_the_watch_is_taken_away() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with ending():
        pass
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
