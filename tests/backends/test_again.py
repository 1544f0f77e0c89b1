"""What is asked at the most is asked only where what it rests on is not known, as late and as many together as can be."""

from policyrules.backends.again import shortened
from policyrules.backends.emitting import emit
from policyrules.backends.helpers import HELPERS
from policyrules.backends.holding import Again
from policyrules.backends.parts import Part
from policyrules.backends.rules import RULES
from policyrules.core.program import Program
from tests.backends.test_ends import PROGRAMS

ONE, BOTH, OTHER = frozenset({"f0"}), frozenset({"f0", "f1"}), frozenset({"f7"})


def text(*lines: str, **again: Again) -> list[str]:
    part = Part(Program((), (), (), (), ()), RULES, {}, "open")
    part.again = again
    return list(shortened(part, lines))


def test_what_rests_on_the_same_stands_under_one_condition() -> None:
    found = text("n1 = 2", "a", "p1 = 3", "b", a=Again(ONE, ("N1 = 5",)), b=Again(BOTH, ("Q2 = N1 * 2", "P2 = Q2 > 3")))
    assert found == [
        "n1 = 2",
        "p1 = 3",
        "if f0 is not None and f1 is not None:",
        "    N1 = n1; P2 = p2",
        "else:",
        "    N1 = 5",
        "    Q2 = N1 * 2",
        "    P2 = Q2 > 3",
    ]


def test_it_stands_before_the_statement_that_needs_it_and_never_within_one() -> None:
    again = {"a": Again(ONE, ("V1 = 5",)), "b": Again(OTHER, ("V2 = 7",))}
    found = text("a", "b", "if x:", "    v3 = V2", "else:", "    v3 = 0", **again)
    assert [line for line in found if line.startswith(("if", "else", "    v3"))] == [
        "if f0 is not None:",
        "else:",
        "if f7 is not None:",
        "else:",
        "if x:",
        "    v3 = V2",
        "else:",
        "    v3 = 0",
    ]


def test_what_was_divided_is_not_given_on() -> None:
    assert Again(ONE, ("N1, D1 = 2, 3", "Q1 = N1 // D1", "P1 = 1 if Q1 > 2 else 0")).given == {"N1", "D1", "P1"}


def test_a_quotient_whose_parts_are_known_is_divided_once() -> None:
    lines = emit(PROGRAMS["points that fall"], HELPERS, "open").source.splitlines()
    place = lines.index("    if f0 is not None and f1 is not None:")
    assert lines[place + 1 : place + 4] == ["        P2 = p2", "    else:", "        Q2 = h0 * 3 // l1"]
