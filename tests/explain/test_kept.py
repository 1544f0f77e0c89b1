"""What is worked out when someone asks: once, without a lock that two threads could wait for."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from policyrules.explain.kept import Kept, kept, kept_with, shared


class Lines:
    """Two properties that ask other objects for each other."""

    def __init__(self, barrier: Barrier | None = None) -> None:
        self.barrier, self.times = barrier, 0
        self.other = self

    @kept
    def first(self) -> tuple[str, ...]:
        """The first."""
        self.times += 1
        if self.barrier is not None:
            self.barrier.wait(timeout=60)
            return ("first", *self.other.second)
        return ("first",)

    @kept
    def second(self) -> tuple[str, ...]:
        if self.barrier is not None:
            self.barrier.wait(timeout=60)
            return ("second", *self.other.first)
        return ("second",)


def test_it_is_worked_out_once_and_kept() -> None:
    lines = Lines()
    assert lines.first is lines.first and lines.times == 1
    assert lines.second == ("second",)


def test_of_the_class_it_is_the_property_with_its_words() -> None:
    assert isinstance(Lines.first, Kept) and Lines.first.__doc__ == "The first."


class View:
    """A view of lines, which keeps with them what it works out."""

    __slots__ = ("__dict__", "lines")

    def __init__(self, lines: Lines) -> None:
        self.lines = lines

    @property
    def looked(self) -> dict[str, Any]:
        looked: dict[str, Any] = self.lines.__dict__.setdefault("looked", {})
        return looked

    @shared
    def length(self) -> list[int]:
        return [len(self.lines.first)]


def test_what_one_view_works_out_is_kept_for_every_view_of_the_same_thing() -> None:
    lines = Lines()
    one, other = View(lines), View(lines)
    assert "looked" not in lines.__dict__  # nothing is kept of what nobody looked at
    assert one.length is one.length is other.length is View(lines).length
    assert View(Lines()).length is not one.length


def test_two_threads_that_ask_for_each_others_do_not_wait_for_each_other() -> None:
    barrier = Barrier(2)
    one, other = Lines(barrier), Lines(barrier)
    one.other, other.other = Lines(), Lines()
    with ThreadPoolExecutor(2) as pool:
        asked = pool.submit(lambda: one.first), pool.submit(lambda: other.second)
        assert [future.result(timeout=60) for future in asked] == [("first", "second"), ("second", "first")]


def test_what_a_function_returned_for_an_object_is_kept_with_it() -> None:
    asked: list[Lines] = []

    @kept_with
    def nothing_more(lines: Lines) -> None:
        """Say nothing."""
        asked.append(lines)

    one, other = Lines(), Lines()
    for lines in (one, one, other):
        nothing_more(lines)
    assert asked == [one, other] and nothing_more.__doc__ == "Say nothing."
