"""Values, sides, distances and places said for people, in Chinese or English.

In: answers, operands and gaps. Out: short strings. An exact number that has no short decimal is shown rounded and marked
as such; the exact one stands in the JSON document.
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from policyrules.core.program import Program
from policyrules.diagnostics import Language
from policyrules.explain.exceptions import Excepted, ExceptionsRead
from policyrules.explain.operands import Comparison, Distance, Operand, OperandKind
from policyrules.explain.scope import Record, is_open
from policyrules.explain.words import COMPARATORS, DAY_COMPARATORS, say
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth
from policyrules.values.operators import BUILTINS
from policyrules.values.periods import IN_YEAR, Period, read_period
from policyrules.values.quantity import show_quotient
from policyrules.values.types import OptionalType, Scalar, Type

#: A number that is shown rounded is a whole number of such parts; a short one has no more than twice the decimals.
_ROUNDED = 100

#: How many of a drafter's units a number is: what it is multiplied and divided by.
_UNITS: Mapping[Type, tuple[int, int]] = MappingProxyType(
    {Scalar.PERCENT: (100, 1), Scalar.RATIO: (100, 1), Scalar.MONEY: (1, 100)}
)
_ONES = (1, 1)

#: From where on English readers expect the digits of a number in groups: `12,345 yuan`. A plain number of four digits may be a
#: year. Where numbers are written to be read again – policies, facts, suites – no digits are grouped.
_GROUPED: Mapping[Type, int] = MappingProxyType(
    {
        **dict.fromkeys((Scalar.MONEY, Scalar.PERCENT, Scalar.RATIO, Scalar.DAYS), 1_000),
        **dict.fromkeys((Scalar.INTEGER, Scalar.NUMBER), 10_000),
    }
)
_WHOLE = re.compile(r"-?\d+")

#: So many texts of policies, and so many numbers, are kept as they are said.
_TEXTS = 4096

_RECORD_VARIABLE = re.compile(r"[^\W\d]\w*\s*(?:\.|．)\s*(?=[^\W\d])")
_CALL = re.compile(r"(?P<name>[^\W\d]\w*)\((?P<arguments>(?:[^()]|\([^()]*\))*)\)")
_PATH = re.compile(r"^(?P<name>[^\[\]]+)\[(?P<number>\d[\dQ-]*)\](?:\.(?P<field>.+))?$")


def value(answer: Answer, type_: Type, language: Language, *, bounded: bool = True) -> str:
    """Say what is known of a value; of an open one its bounds, unless these say nothing of the enterprise."""
    if not bounded and is_open(answer):
        return say("not-known", language)
    match answer:
        case Truth():
            return say("not-known" if answer is Truth.U else "yes" if answer is Truth.T else "no", language)
        case Interval():
            return _number(answer, _element(type_), language)
        case Symbol():
            return say("not-known", language) if answer.value is None else answer.value
        case Absent():
            return say("left-out", language)
        case Maybe() | Records() | Series():
            return say("not-given", language)


def _element(type_: Type) -> Type:
    return type_.element if isinstance(type_, OptionalType) else type_


def _number(interval: Interval, type_: Type, language: Language) -> str:
    if interval.point is not None:
        return number(interval.point, type_, language)
    low = None if interval.low is None else number(interval.low, type_, language)
    high = None if interval.high is None else number(interval.high, type_, language)
    if low is not None and high is not None:
        return say("from-to", language, low=low, high=high)
    if low is not None:
        return say("not-below", language, low=low)
    return say("not-known", language) if high is None else say("not-above", language, high=high)


def number(exact: Fraction, type_: Type, language: Language) -> str:
    """Write a number in a drafter's units, rounded and marked so where it has no short decimal."""
    return quotient(exact.numerator, exact.denominator, type_, language)


def exactly(exact: Fraction, type_: Type, language: Language) -> str:
    """Write a number in a drafter's units as it is, as a fraction where it has no decimal: `1000/3元`."""
    return _grouped(exact.numerator, exact.denominator, type_, language)


@lru_cache(_TEXTS)
def quotient(numerator: int, denominator: int, type_: Type, language: Language) -> str:
    """Write a number as `number` does, given as what stands above and under the line, in any terms."""
    times, parts = _UNITS.get(type_, _ONES)
    above, under = numerator * times, denominator * parts
    if not _ROUNDED * _ROUNDED * above % under:
        return _grouped(numerator, denominator, type_, language)
    rounded = half_even(*divmod(_ROUNDED * above, under), under)
    if rounded == 0 < numerator:
        return say("below", language, value=show_quotient(parts, times * _ROUNDED, type_, language))
    return say("about", language, value=_grouped(rounded * parts, times * _ROUNDED, type_, language))


def _grouped(numerator: int, denominator: int, type_: Type, language: Language) -> str:
    """Write a number exactly, in English with its digits in groups."""
    text = show_quotient(numerator, denominator, type_, language)
    whole = _WHOLE.match(text) if language == "en" and type_ in _GROUPED else None
    if whole is None or abs(int(whole[0])) < _GROUPED[type_]:
        return text
    return f"{int(whole[0]):,}{text[whole.end() :]}"


def half_even(whole: int, rest: int, denominator: int) -> int:
    """Return a quotient rounded as `round` does: what it is in whole numbers, and what remains."""
    return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2))


def range_text(interval: Interval, alternatives: Sequence[Fraction], type_: Type, language: Language) -> str:
    """Say the few numbers that an open one can be, or the bounds that it lies within."""
    if len(alternatives) < 2:
        return value(interval, type_, language)
    *others, last = (number(one, type_, language) for one in alternatives)
    return say("one-of-few", language, others=say("list", language).join(others), last=last)


def operand_name(operand: Operand, language: Language) -> str:
    """Name a side; one that is written out is named by its value."""
    match operand.kind:
        case OperandKind.DAY:
            return say("day", language)
        case OperandKind.LITERAL:
            return value(operand.answer, operand.type, language)
        case OperandKind.PERIOD:
            assert operand.at is not None
            if not operand.name:
                return period(*operand.at, language)
            return say("of-period", language, name=operand.name, period=period(*operand.at, language))
        case OperandKind.NAMED if operand.at is not None:
            return say("of-period", language, name=operand.name, period=period(*operand.at, language))
        case OperandKind.NAMED | OperandKind.COMPUTED | OperandKind.SCORE:
            return plain(operand.name)
        case OperandKind.FACT | OperandKind.FIELD | OperandKind.PARAMETER | OperandKind.READING:
            return operand.name


def period(kind: Period, number: int, language: Language) -> str:
    """Name a year, a quarter or a month: `2023年`, `2024年第3季度`, `2024年9月`."""
    year, place = divmod(number, IN_YEAR[kind])
    return say(f"period-{kind}", language, year=year, place=place + 1)


def operand_value(operand: Operand, language: Language) -> str:
    """Say a side with its value: `当日 2023-03-01`, `认定日 未提供`."""
    if operand.kind is OperandKind.LITERAL:
        return operand_name(operand, language)
    if operand.kind is OperandKind.READING:
        return say("taken", language, option=_own_value(operand, language))
    return f"{operand_name(operand, language)} {_own_value(operand, language)}".strip()


def actual(operand: Operand, language: Language) -> str:
    """Say the value of a side that has just been named: `实际 2.99%`, `未提供`; of a reading the option that is taken."""
    said = _own_value(operand, language)
    if operand.kind is OperandKind.READING:
        return say("taken", language, option=said)
    known = not is_open(operand.answer) or (operand.path is None and operand.bounded and _is_bounded(operand.answer))
    return say("actual", language, value=said) if known else said


def _is_bounded(answer: Answer) -> bool:
    return isinstance(answer, Interval) and (answer.low is not None or answer.high is not None)


def _own_value(operand: Operand, language: Language) -> str:
    if operand.path is not None and is_open(operand.answer):
        return say("not-given" if operand.exists else "not-existing", language)
    said = value(operand.answer, operand.type, language, bounded=operand.bounded)
    if not operand.parts:
        return said
    parts = say("comma", language).join(operand_value(part, language) for part in operand.parts)
    return said + say("brackets", language, text=parts)


def requirement(comparison: Comparison, language: Language) -> str:
    """Say what a comparison asks: `当日 不晚于 到期日`, `称号 为 省级专精特新`."""
    days = Scalar.DATE in (_element(comparison.left.type), _element(comparison.right.type))
    words = (DAY_COMPARATORS if days else COMPARATORS)[comparison.comparator][language]
    left, right = operand_name(comparison.left, language), operand_name(comparison.right, language)
    return f"{left} {words} {right}"


@lru_cache(_TEXTS)
def plain(text: str) -> str:
    """Return an expression of the policy without what only a program needs: record variables and the arguments of definitions.

    Those of the built-in functions stay: without them `较小者(甲, 乙)` says nothing.
    """
    return " ".join(_CALL.sub(_called, _RECORD_VARIABLE.sub("", text)).split())


def _called(call: re.Match[str]) -> str:
    name = call["name"]
    return f"{name}({_CALL.sub(_called, call['arguments'])})" if name in BUILTINS else name


def distance_words(distance: Distance, language: Language) -> str:
    """Say how far a comparison is from holding: `相差 0.6 个百分点`, `2 days away`."""
    match distance.type:
        case Scalar.DATE:
            days = int(distance.value)
            count = str(days) if language == "zh" else f"{days:,}"
            said = say("day-one", language) if days == 1 else say("days", language, count=count)
        case Scalar.PERCENT | Scalar.RATIO:
            count = number(distance.value * 100, Scalar.NUMBER, language)
            said = say("point-one" if count in ("1", say("about", language, value="1")) else "points", language, count=count)
        case _:
            said = number(distance.value, distance.type, language)
    text = say("distance" if distance.exact else "distance-at-least", language, distance=said)
    if distance.numerator is None or distance.change is None:
        return text
    name = operand_name(distance.numerator, language)
    amount = number(abs(distance.change), distance.numerator.type, language)
    more = say("numerator-more" if distance.change > 0 else "numerator-less", language, name=name, amount=amount)
    return text + say("brackets", language, text=more)


def record_name(record: Record, language: Language) -> str:
    """Name a record by its place and by what it holds: `认定第1项（省级专精特新，认定日 2022-06-01）`."""
    name = say("record", language, list=record.list_name, number=record.number)
    held = say("comma", language).join(record_values(record, language))
    return name + say("brackets", language, text=held) if held else name


def record_values(record: Record, language: Language) -> tuple[str, ...]:
    """Say the known values of a record; texts and enum values without their field's name."""
    said: list[str] = []
    for spec in record.type.fields:
        answer = record.row[spec.name]
        if isinstance(answer, Symbol) and answer.value is not None:
            said.append(answer.value)
        elif isinstance(answer, Interval) and answer.point is not None:
            said.append(f"{spec.name} {value(answer, spec.type, language)}")
    return tuple(said)


def fact_path(path: str, program: Program, language: Language) -> str:
    """Say the path of a fact for people: `认定第1项的认定日`, `2021年营业收入`, `营业收入（营业收入总额）`."""
    match = _PATH.match(path)
    if match is None:
        return _titled(path, program, language)
    name, at, field = match["name"], match["number"], match["field"]
    if field is None:
        return _titled(name, program, language, say("of-period", language, name=name, period=_written_period(at, language)))
    return say("field-of", language, record=say("record", language, list=name, number=at), name=field)


def _written_period(written: str, language: Language) -> str:
    """Say a period that is written as in a facts file."""
    kinds: tuple[Period, ...] = ("year", "quarter", "month")
    read = ((kind, read_period(written, kind)) for kind in kinds)
    return next((period(kind, number, language) for kind, number in read if number is not None), written)


def _titled(name: str, program: Program, language: Language, said: str | None = None) -> str:
    """Say a fact, as `said` where it is more than its name, with its title."""
    title = next((spec.title for spec in program.facts if spec.name == name), None)
    said = said or name
    return said if title is None or title == name else say("titled", language, name=said, title=title)


# --- exceptions ---------------------------------------------------------------------------------------------------------


def exception_words(read: ExceptionsRead, language: Language) -> str:
    """Say which exceptions apply or may, over which others, or that they contradict each other; nothing where none does."""
    clashing = dict.fromkeys(_exception_name(one, language) for one in read.clashing)
    if clashing:
        return say("exceptions-clash", language, names=say("list", language).join(clashing))
    return say("semicolon", language).join(_exception(one, language) for one in read.excepted)


def _exception(one: Excepted, language: Language) -> str:
    key = "exception-applies" if one.effect is Truth.T else "exception-may-apply"
    text = say(key, language, names=_exception_name(one, language))
    if not one.over:
        return text
    over = say("list", language).join(say("quotation", language, text=name) for name in one.over)
    return say("exception-over", language, text=text, names=over)


def _exception_name(one: Excepted, language: Language) -> str:
    return provision(one.name, one.clause or "", language)


def provision(name: str, clause: str, language: Language) -> str:
    """Name an exception with its clause, where that is given."""
    quoted = say("quotation", language, text=name)
    return say("clause-of", language, text=quoted, clause=clause) if clause else quoted
