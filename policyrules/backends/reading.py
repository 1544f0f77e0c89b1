"""What the text that takes facts calls for what is not at once as it should be.

In: a program. Out: `fact`, `field`, `element` and `period`, by these names: they read one value as `policyrules.core.facts`
does, and return it as generated Python holds it. What was read of a short text or a number is remembered, since few stand for
much. Where anything is wrong, they raise `ValueError`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from attrs import evolve

from policyrules.backends.native import native, native_fact
from policyrules.core.facts import ABSENT_WORDS, read_fact, read_field
from policyrules.core.program import FactSpec, Program
from policyrules.values.answers import Answer, Records, Series
from policyrules.values.periods import read_period
from policyrules.values.types import ListType, OptionalType, SeriesType

#: So many values are remembered, and of texts, those of at most so many characters.
REMEMBERED, SHORT = 16_384, 40

_REMEMBERED = frozenset({int, date, Decimal, Fraction, type(None)})


def reading(program: Program) -> Mapping[str, Callable[..., Any]]:
    """Return what reads the values of a program."""
    specs = program.facts
    elements = [evolve(spec, type=spec.type.element) if isinstance(spec.type, SeriesType) else spec for spec in specs]
    fields = [spec.type.element.fields if isinstance(spec.type, ListType) else () for spec in specs]

    def fact(place: int, raw: object, beside: dict[str, Answer]) -> Any:
        return a_fact(place, raw) if is_short(raw) else _read_whole(specs[place], raw, beside)

    def read_single(place: int, raw: object) -> Any:
        return native_fact(_right(read_fact(specs[place], raw)), specs[place])

    def read_element(place: int, raw: object) -> Any:
        if isinstance(raw, str) and raw in ABSENT_WORDS:
            return None  # it is told with the whole series
        return native_fact(_right(read_fact(elements[place], raw)), elements[place])

    def read_one_field(place: int, number: int, raw: object) -> Any:
        spec = fields[place][number]
        type_ = OptionalType(spec.type) if spec.optional else spec.type
        return native(_right(read_field(spec, raw)), type_, spec.low, spec.high)

    def read_number(place: int, raw: object) -> int:
        type_ = specs[place].type
        number = read_period(raw, type_.period) if isinstance(type_, SeriesType) else None
        if number is None:
            raise ValueError
        return number

    a_fact, an_element = _remembering(read_single), _remembering(read_element)
    a_field, a_number = _remembering(read_one_field), _remembering(read_number)
    return {
        "fact": fact,
        "element": lambda place, raw: (an_element if is_short(raw) else read_element)(place, raw),
        "field": lambda place, number, raw: (a_field if is_short(raw) else read_one_field)(place, number, raw),
        "period": lambda place, raw: (a_number if is_short(raw) else read_number)(place, raw),
    }


def _remembering(read: Callable[..., Any]) -> Callable[..., Any]:
    return lru_cache(maxsize=REMEMBERED, typed=True)(read)


def is_short(raw: object) -> bool:
    """Say whether a value can be remembered and is worth it: it is none that an enemy can fill the memory with."""
    if type(raw) is str:
        return len(raw) <= SHORT
    return type(raw) in _REMEMBERED and not (isinstance(raw, Decimal) and raw.is_snan())


def _read_whole(spec: FactSpec, raw: object, beside: dict[str, Answer]) -> Any:
    """Read a fact that may be more than a single value, and keep what it was where what is held of it is less."""
    answer = _right(read_fact(spec, raw))
    if isinstance(answer, Records | Series):
        beside[spec.name] = answer
    return native_fact(answer, spec)


def _right(answer: Answer | None) -> Answer:
    if answer is None:
        raise ValueError
    return answer
