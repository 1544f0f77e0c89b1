"""Single answers read outright of what a direct function found, where all facts are known: nothing is made of the others.

In: a program, and where its direct function leaves what it found. Out: for a node the expressions that read it, of `held`: a
truth as `bool`, a text as it is, a number as what stands above and under the line. Knows no other form of answers.
"""

from typing import cast

from attrs import frozen

from policyrules.backends.direct import Direct
from policyrules.backends.holding import Row
from policyrules.backends.native import Form, Slot, form_of
from policyrules.core.program import Op, Program
from policyrules.values.answers import Answer, Interval, Truth
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.types import Scalar

#: One expression, or those of what stands above and under the line.
Expressions = tuple[str, ...]

#: The day, which stands first in what was found.
_DAY = "held[0].toordinal()"


@frozen
class Outright:
    """Returns what reads the answer of a node, and for no node the day; `None` for one that is not held as it is known.

    Before the rows of facts and others, so many things stand in what was found, the day first.
    """

    program: Program
    written: Direct
    before: int

    def __call__(self, node: int | None) -> Expressions | None:
        """Return what reads an answer."""
        if node is None:
            return (_DAY,)
        match self.program.nodes[node].op:
            case Op.DAY:
                return _DAY, "1"
            case Op.FACT:
                return self._fact(cast(str, self.program.nodes[node].data))
            case _:
                slot = self.written.layout.slots[node]
                is_known = slot is not None and slot.sure and not slot.optional and slot.most is None
                return self._held(slot) if is_known and slot is not None else None

    def _at(self, place: int) -> str:
        row, at = self.written.row_of(place)
        return f"held[{row + self.before}][{at}]"

    def _fact(self, name: str) -> Expressions | None:
        number, spec = next((number, spec) for number, spec in enumerate(self.program.facts) if spec.name == name)
        unit = MONEY_UNITS["元"] if spec.type is Scalar.MONEY else 1
        place, form = self._at(self.written.places[number]), form_of(spec.type)
        return (f"{place}[0]", f"{place}[1]") if form is Form.PAIR else _read(form, place, unit)

    def _held(self, slot: Slot) -> Expressions | None:
        place = self._at(slot.place)
        if slot.row is not None:
            return _read(slot.form, Row(place, tuple(map(_plainly, slot.row))).text, 1)
        if slot.form is Form.PAIR:
            return _times(place, slot.unit), self._at(slot.under)
        return _read(slot.form, place, slot.unit)


def _read(form: Form, place: str, unit: int) -> Expressions | None:
    match form:
        case Form.WHOLE:
            return _times(place, unit), "1"
        case Form.TRUTH | Form.NAME:
            return (place,)
        case Form.PAIR | Form.SERIES | Form.RECORDS:
            return None


def _times(place: str, unit: int) -> str:
    return place if unit == 1 else f"{place} * {unit}"


def _plainly(answer: Answer) -> bool | int:
    """Return an answer of a row as it is written: a truth, or a whole number."""
    return answer is Truth.T if isinstance(answer, Truth) else int(cast(Interval, answer).point or 0)
