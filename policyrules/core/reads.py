"""How answers are read of what a decision holds, without making answers of it: as expressions of `held`.

In: nothing. Out: `Reads`, which backends give and explanations ask. Knows no form in which anything is held.
"""

from collections.abc import Callable

from attrs import frozen


@frozen
class Truths:
    """The expressions of whether a truth holds, and of whether it does not; one that is neither is open.

    What `is_known` is always one of them.
    """

    holds: str
    fails: str
    is_known: bool = True

    def is_(self, truth: bool) -> str:
        """Return the expression of whether the truth is this one."""
        return self.holds if truth else self.fails


@frozen
class Value:
    """The expressions of a text, of a list of records, or of what stands above and under the line of a number.

    They say so only where the value is `known`, which is an expression too; `None` is for one that always is. A number is
    `unit` times as much as stands above the line.
    """

    texts: tuple[str, ...]
    known: str | None = None
    unit: int = 1

    @property
    def number(self) -> tuple[str, ...]:
        """The expressions of what stands above and under the line of a number."""
        above, under = self.texts
        return above if self.unit == 1 else f"{above} * {self.unit}", under


#: Returns what reads the answer of a node, and for no node the day; `None` for one that cannot be read.
Reads = Callable[[int | None], Truths | Value | None]
