"""Lines give an answer where what they need is known, and what it may be otherwise where it is not."""

from fractions import Fraction

from policyrules.backends.holding import Cases, Held
from policyrules.backends.native import Form
from policyrules.backends.parts import Part
from policyrules.backends.ranges import LINE
from policyrules.backends.rules import RULES
from policyrules.backends.writing import TRUTH, bits_of, let, let_number, let_pair, times
from tests.backends.test_emitting import SHARE

WHOLE = Held(Form.WHOLE)


def part(cases: Cases) -> Part:
    written = Part(SHARE, RULES, {}, cases)
    written.read(SHARE.nodes)
    return written


def test_what_is_sure_is_let_and_what_it_cannot_be_ends_the_text() -> None:
    assert let(part("known"), 4, "n2 > 3", TRUTH) == (TRUTH, ["v4 = True if n2 > 3 else False"])
    ends = let_pair(part("known"), 2, "n0 * 2", "f1", Held(Form.PAIR), LINE, unless="f1 <= 0")
    assert ends == (Held(Form.PAIR), ["if f1 <= 0: return None", "n2 = n0 * 2"])


def test_a_number_of_what_is_not_sure_has_a_range_where_it_is_not_known() -> None:
    held, lines = let_number(part("open"), 2, "f0 + f1", WHOLE, "add(a, b)")
    assert not held.sure and held.has_range
    assert lines == [
        "if f0 is not None and f1 is not None:",
        "    v2 = f0 + f1",
        "    w2 = None",
        "else:",
        "    v2 = None",
        "    w2 = add(a, b)",
    ]


def test_a_range_that_is_always_the_same_needs_no_local() -> None:
    held, lines = let_number(part("open"), 2, "f0 + f1", WHOLE, LINE)
    assert held.fixed == LINE and not any("w2" in line for line in lines)


def test_nothing_is_multiplied_by_one_and_the_longest_end_counts() -> None:
    assert (times("a", "1"), times("1", "b"), times("a", "b")) == ("a", "b", "a * b")
    assert bits_of(None, Fraction(1, 1024), Fraction(-3)) == 11 and bits_of(None) == 1
