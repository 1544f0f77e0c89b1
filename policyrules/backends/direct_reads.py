"""Single answers read of what a direct function found, as they are held there: nothing is made of the others.

In: a program, and where its direct function leaves what it found. Out: for a node the expressions that read it, of `held`.
Knows no other form of answers.
"""

from typing import cast

from attrs import evolve, frozen

from policyrules.backends.direct import Direct
from policyrules.backends.holding import Row
from policyrules.backends.native import Form, Slot, form_of
from policyrules.backends.ranges import FALSE, TRUE
from policyrules.core.program import FactSpec, Op, Program
from policyrules.core.reads import Truths, Value
from policyrules.values.answers import Answer, Interval, Truth
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.types import Scalar

#: The day, which stands first in what was found.
_DAY = "held[0].toordinal()"


@frozen
class DirectReads:
    """Returns what reads the answer of a node, and for no node the day.

    The day stands first in what was found. Facts are all known, or may be.
    """

    program: Program
    written: Direct
    is_known: bool

    def __call__(self, node: int | None) -> Truths | Value | None:
        """Return what reads an answer."""
        if node is None:
            return Value((_DAY,))
        match self.program.nodes[node].op:
            case Op.DAY:
                return Value((_DAY, "1"))
            case Op.FACT:
                name = cast(str, self.program.nodes[node].data)
                return self._fact(next((number, spec) for number, spec in enumerate(self.program.facts) if spec.name == name))
            case _:
                slot = self.written.layout.slots[node]
                return None if slot is None or slot.optional else self._held(slot)

    def _at(self, place: int) -> str:
        row, at = self.written.place(place)
        return f"held[{row}]" if at is None else f"held[{row}][{at}]"

    def _fact(self, one: tuple[int, FactSpec]) -> Truths | Value | None:
        number, spec = one
        place, form = self._at(self.written.places[number]), form_of(spec.type)
        match form:
            case Form.TRUTH:
                return (
                    Truths(place, f"not {place}") if self.is_known else Truths(f"{place} is True", f"{place} is False", False)
                )
            case Form.WHOLE:
                texts: tuple[str, ...] = place, "1"
            case Form.PAIR:
                texts = f"{place}[0]", f"{place}[1]"
            case Form.NAME | Form.RECORDS:
                texts = (place,)
            case Form.SERIES:
                return None
        unit = MONEY_UNITS["元"] if spec.type is Scalar.MONEY else 1
        return Value(texts, None if self.is_known else f"{place} is not None", unit)

    def _held(self, slot: Slot) -> Truths | Value | None:
        if slot.form is Form.TRUTH:
            return self._truth(slot)
        place, known = self._at(slot.place), None if slot.sure else f"{self._at(slot.place)} is not None"
        if slot.most is not None:
            return None
        match slot.form:
            case Form.WHOLE if slot.row is not None:
                return Value((Row(place, tuple(map(_plainly, slot.row))).text, "1"), known)
            case Form.WHOLE:
                return Value((place, "1"), known, slot.unit)
            case Form.PAIR:
                under = self._at(slot.under)
                return Value((place, under if slot.over == 1 else f"({under} * {slot.over})"), known, slot.unit)
            case Form.NAME:
                return Value((place,), known)
            case _:
                return None

    def _truth(self, slot: Slot) -> Truths | None:
        place = self._at(slot.place)
        if slot.most is not None:
            least, most = self._truth(evolve(slot, most=None)), self._truth(slot.most)
            return None if least is None or most is None else Truths(least.holds, most.fails, False)
        if slot.row is not None:
            row = Row(place, tuple(map(_plainly, slot.row)))
            return Truths(row.text, row.denied.text)
        return Truths(place, f"not {place}") if slot.sure else Truths(f"{place} == {TRUE}", f"{place} == {FALSE}", False)


def _plainly(answer: Answer) -> bool | int:
    """Return an answer of a row as it is written: a truth, or a whole number."""
    return answer is Truth.T if isinstance(answer, Truth) else int(cast(Interval, answer).point or 0)
