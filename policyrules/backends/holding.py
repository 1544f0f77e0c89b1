"""How answers are held while a text is written, and the bits of text that every function is made of.

In: forms, bits, names of locals. Out: `Held`, `Alias`, `Row`, `Layout`, and expressions. Knows no question.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal, TypeVar

from attrs import frozen

from policyrules.backends.native import Form, Slot
from policyrules.backends.ranges import Range

T = TypeVar("T")

_TARGETS = re.compile(r"^(\w+(?:, \w+)*) = ")

#: What is held is held in rows of so many: tuples of no more CPython keeps at hand.
ROW = 19

#: A number that may come to have more bits is left to the reference, which knows which are too long to be reckoned with.
LONGEST = 4_000

#: For which cases a text is written: those of which every input is known, or all.
Cases = Literal["known", "open"]


@frozen
class Held:
    """How the answer of a node is held: in which form, with how many bits at most above and under the line.

    What is `sure` is known whenever the text goes on to the end. Of what is not, a truth is held as its code (see
    `policyrules.backends.ranges`), a name as `None` where it is not known, and a number as `None` and a range: in a local of
    its own, which is `None` where the number is known, unless the range is `fixed`. What is `optional` is held in one local
    even where it is a pair; one that is not sure may be `MAYBE`, of a value in the range. A number that is known is never below
    `least`, where there is one, and `unit` times what the local holds; under the line of a sure pair stands `over` times what
    is held there. What has `ends` is held as what two other questions answer, both of them sure: see
    `policyrules.backends.ends`.
    """

    form: Form
    bits: int = 1
    under: int = 1
    optional: bool = False
    sure: bool = True
    fixed: Range | None = None
    least: Fraction | None = None
    unit: int = 1
    over: int = 1
    ends: tuple[int, int] | None = None

    @property
    def has_range(self) -> bool:
        """Whether a local holds the range."""
        return self.is_number and not self.sure and not self.optional and self.fixed is None and self.ends is None

    @property
    def is_number(self) -> bool:
        return self.form in (Form.WHOLE, Form.PAIR)


@frozen
class Layout:
    """Where the answers of a flat list of nodes are held, and those of the bodies of its quantifiers, by their indexes.

    `None` is for an answer that is not held: it is made when it is asked for. `names` are the locals that are held, in order.
    """

    slots: tuple[Slot | None, ...]
    bodies: Mapping[int, "Layout"]
    names: tuple[str, ...] = ()


class LeftOpenError(Exception):
    """A question that is left to the reference."""


#: How the answer of a node is held, and the lines that give it.
Written = tuple[Held, Sequence[str]]


@frozen
class Alias:
    """What stands for an answer that needs no local of its own: that of an input or of another answer, or what is written."""

    text: str
    under: str = "1"
    is_local: bool = False


@frozen
class Row:
    """Answers of which a small whole number in a local tells the one that counts, by its place: truths, or whole numbers."""

    local: str
    values: tuple[Any, ...]

    @property
    def is_of_truths(self) -> bool:
        return type(self.values[0]) is bool

    @property
    def denied(self) -> "Row":
        """The row of what is so where this is not."""
        return Row(self.local, tuple(not truth for truth in self.values))

    @property
    def text(self) -> str:
        """The expression of the answer: the row itself, or what comes to the same with less."""
        changes = [place for place, pair in enumerate(pairwise(self.values), 1) if pair[0] != pair[1]]
        if not changes:
            return str(self.values[0])
        if self.is_of_truths and len(changes) == 1:
            return f"({self.local} {'<' if self.values[0] else '>='} {changes[0]})"
        for is_so, sign in ((True, "=="), (False, "!=")):
            if self.is_of_truths and self.values.count(is_so) == 1:
                return f"({self.local} {sign} {self.values.index(is_so)})"
        return f"({''.join(f'{value}, ' for value in self.values)})[{self.local}]"


@frozen
class Counted:
    """The local of how many cuts a fact has passed, the expression that counts them, and how many at least and at most."""

    local: str
    text: str
    least: int
    most: int


@frozen
class Late:
    """A text that is made where it is needed: of what is known, nobody asks what it may be otherwise."""

    made: Callable[[], str]

    def __str__(self) -> str:
        return self.made()


#: A text, or one that is made where it is needed.
Text = str | Late


@frozen
class Again:
    """Lines that ask at the most, the locals that they give, and the inputs by which these are those of the least.

    INVARIANT: a local of what is so at the most is called as that of what is so at the least, in upper case.
    """

    inputs: frozenset[str]
    lines: tuple[str, ...]

    @property
    def given(self) -> frozenset[str]:
        """The locals that the lines give to others: what was divided is only counted, right there."""
        found = (_TARGETS.match(line) for line in self.lines)
        names = (name for match in found if match is not None for name in match[1].split(", "))
        return frozenset(name for name in names if not name.startswith(("Q", "C")))

    def text(self) -> Iterator[str]:
        """Yield the lines under their condition."""
        given = sorted(self.given, key=lambda name: (len(name), name))
        yield f"if {' and '.join(f'{one} is not None' for one in sorted(self.inputs))}:"
        yield f"    {'; '.join(f'{name} = {name.lower()}' for name in given)}"
        yield "else:"
        yield from (f"    {line}" for line in self.lines)

    def joins(self, other: "Again") -> bool:
        return self.inputs <= other.inputs or other.inputs <= self.inputs


def rows_of(names: Sequence[T], length: int = ROW) -> Sequence[Sequence[T]]:
    """Return some names in rows of a length."""
    return [names[first : first + length] for first in range(0, len(names), length)]


def tuple_of(texts: Iterable[str]) -> str:
    """Return the expression of a tuple."""
    return f"({''.join(f'{text}, ' for text in texts)})"


def is_local(text: str) -> bool:
    """Say whether a text is nothing but a local, or the name of a constant."""
    return text.isidentifier() and text not in ("True", "False", "None")


def end_of(number: Fraction | None) -> int | Fraction | None:
    """Return a number as the end of a range."""
    return number.numerator if number is not None and number.denominator == 1 else number
