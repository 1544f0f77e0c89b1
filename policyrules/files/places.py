"""Where in a facts file something is wrong.

In: a source and offsets in it. Out: diagnostics with their span. Knows no notation.
"""

from typing import NoReturn

from attrs import define, field

from policyrules.diagnostics import LIMIT, Diagnostic, FactsError
from policyrules.source import Source, Span

#: No file nests more levels than this.
DEPTH = 64

#: No number in a file is written with more characters, or with more digits in its exponent, than these.
_NUMBER_LENGTH = 64
_EXPONENT_LENGTH = 3


@define
class Faults:
    """Collects what is wrong with a file, in order; beyond `LIMIT` it only counts."""

    source: Source
    diagnostics: list[Diagnostic] = field(factory=list)
    more: int = 0

    @property
    def full(self) -> bool:
        return len(self.diagnostics) >= LIMIT

    def add(self, start: int, end: int, code: str, path: str = "", **arguments: str) -> None:
        """Add what is wrong at `start:end`."""
        if self.full:
            self.more += 1
            return
        length = len(self.source.text)
        span = Span(self.source, min(start, length), min(end, length))
        self.diagnostics.append(Diagnostic(code, arguments, span, path or None))

    def refuse(self) -> None:
        """Raise `FactsError` if anything is wrong."""
        if self.more:
            self.diagnostics.append(Diagnostic("too-many", {"count": str(self.more)}))
        if self.diagnostics:
            raise FactsError(self.diagnostics)


def refuse_at(source: Source, start: int, end: int, code: str, **arguments: str) -> NoReturn:
    """Raise `FactsError` for one thing that is wrong at `start:end`."""
    faults = Faults(source)
    faults.add(start, end, code, **arguments)
    raise FactsError(faults.diagnostics)


def too_long(number: str) -> bool:
    """Say whether a number has too many characters to be worth converting; what it may count is for its type to say."""
    exponent = number.lower().partition("e")[2].lstrip("+-")
    return len(number) > _NUMBER_LENGTH or len(exponent) > _EXPONENT_LENGTH
