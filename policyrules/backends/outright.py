"""Single answers read outright of what a direct function found, where all facts are known: nothing is made of the others.

In: a program, and where its direct function leaves what it found. Out: for a node what reads it: a truth as `bool`, a number as
what stands above and under the line, a text as it is. Knows no other form of answers.
"""

from collections.abc import Callable
from typing import Any, cast

from attrs import frozen

from policyrules.backends.direct import Direct
from policyrules.backends.native import Form, Slot, form_of
from policyrules.core.program import Op, Program
from policyrules.values.answers import Answer, Interval, Symbol, Truth
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.types import Scalar

#: Reads something of what was found.
Read = Callable[[tuple[Any, ...]], Any]


@frozen
class Outright:
    """Returns what reads the answer of a node, and for no node the day; `None` for one that is not held as it is known.

    Before the rows of facts and others, so many things stand in what was found, the day first.
    """

    program: Program
    written: Direct
    before: int

    def __call__(self, node: int | None) -> Read | None:
        """Return what reads an answer."""
        if node is None:
            return lambda held: held[0].toordinal()
        match self.program.nodes[node].op:
            case Op.DAY:
                return lambda held: (held[0].toordinal(), 1)
            case Op.FACT:
                return self._fact(cast(str, self.program.nodes[node].data))
            case _:
                slot = self.written.layout.slots[node]
                is_known = slot is not None and slot.sure and not slot.optional and slot.most is None
                return self._held(slot) if is_known and slot is not None else None

    def _where(self, place: int) -> tuple[int, int]:
        row, at = self.written.row_of(place)
        return row + self.before, at

    def _fact(self, name: str) -> Read | None:
        number, spec = next((number, spec) for number, spec in enumerate(self.program.facts) if spec.name == name)
        unit = MONEY_UNITS["元"] if spec.type is Scalar.MONEY else 1
        return self._read(form_of(spec.type), self._where(self.written.places[number]), unit)

    def _held(self, slot: Slot) -> Read | None:
        row, at = self._where(slot.place)
        if slot.row is not None:
            values = tuple(map(_plainly, slot.row))
            return lambda held: values[held[row][at]]
        if slot.form is not Form.PAIR:
            return self._read(slot.form, (row, at), slot.unit)
        unit, (other, under) = slot.unit, self._where(slot.under)
        return lambda held: (held[row][at] * unit, held[other][under])

    def _read(self, form: Form, where: tuple[int, int], unit: int) -> Read | None:
        row, at = where
        match form:
            case Form.WHOLE:
                return lambda held: (held[row][at] * unit, 1)
            case Form.TRUTH | Form.NAME | Form.PAIR:
                return lambda held: held[row][at]
            case Form.SERIES | Form.RECORDS:
                return None


def _plainly(answer: Answer) -> Any:
    """Return an answer that is known as it is read here."""
    match answer:
        case Truth():
            return answer is Truth.T
        case Interval() if answer.point is not None:
            return answer.point.numerator, answer.point.denominator
        case _:
            return cast(Symbol, answer).value
