"""The one table of operators: which types meet in which operation, and what type comes out.

In: an operator and the types of its operands. Out: the type of the result, or `None` where the two do not go together.
Units are part of the types: money is not a number, and a percentage is neither. Knows no text and no tree.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

from attrs import frozen

from policyrules.values.types import EnumType, OptionalType, Scalar, Type, UnknownType, is_numeric

_N, _I, _R, _P = Scalar.NUMBER, Scalar.INTEGER, Scalar.RATIO, Scalar.PERCENT
_QUARTER, _MONTH = Scalar.QUARTER, Scalar.MONTH
_M, _D, _MONTHS, _DAYS = Scalar.MONEY, Scalar.DATE, Scalar.MONTHS, Scalar.DAYS

_Row = tuple[str, Scalar, Scalar, Scalar]


def _rows() -> Iterator[_Row]:
    yield from _sums()
    yield from _products()
    yield from _quotients()


def _sums() -> Iterator[_Row]:
    """Like is added to like; growth is a quotient less a number; a date moves by months or days, a quarter by quarters."""
    for sign in "+-":
        for like in (_M, _I, _N, _R, _P, _MONTHS, _DAYS):
            yield sign, like, like, like
        for one, other, result in ((_I, _N, _N), (_R, _I, _R), (_R, _N, _R), (_R, _P, _P)):
            yield sign, one, other, result
            yield sign, other, one, result
        for period in (_QUARTER, _MONTH):
            yield sign, period, _I, period
        yield sign, _D, _MONTHS, _D
        yield sign, _D, _DAYS, _D
    yield "+", _MONTHS, _D, _D
    yield "+", _DAYS, _D, _D
    for period in (_QUARTER, _MONTH):
        yield "+", _I, period, period
        yield "-", period, period, _I
    yield "-", _D, _D, _DAYS


def _products() -> Iterator[_Row]:
    """A quantity times how many, or times a share. Months and days stay whole: they are counted, not measured."""
    for like in (_I, _N, _R, _P):
        yield "*", like, like, like
    for one, other, result in (
        (_I, _N, _N), (_R, _I, _R), (_R, _N, _R), (_R, _P, _P), (_P, _I, _P), (_P, _N, _P),
        (_M, _I, _M), (_M, _N, _M), (_M, _R, _M), (_M, _P, _M), (_MONTHS, _I, _MONTHS), (_DAYS, _I, _DAYS),
    ):  # fmt: skip
        yield "*", one, other, result
        yield "*", other, one, result


def _quotients() -> Iterator[_Row]:
    """The quotient of like quantities is a ratio; a quantity is shared out among a number."""
    for like in (_M, _I, _N, _R, _P, _MONTHS, _DAYS):
        yield "/", like, like, _R
    for one, other, result in (
        (_I, _N, _R), (_N, _I, _R), (_R, _I, _R), (_R, _N, _R), (_R, _P, _R), (_P, _R, _R), (_I, _R, _N), (_N, _R, _N),
        (_P, _I, _P), (_P, _N, _P), (_M, _I, _M), (_M, _N, _M), (_M, _R, _M), (_M, _P, _M), (_I, _P, _N), (_N, _P, _N),
    ):  # fmt: skip
        yield "/", one, other, result


#: What an arithmetic operator makes of two types. What is not in the table is a mistake.
ARITHMETIC: Mapping[tuple[str, Scalar, Scalar], Scalar] = MappingProxyType(
    {(sign, left, right): result for sign, left, right, result in _rows()}
)

#: The types that can stand where another is wanted: a quotient is a number and a percentage, a whole number is a number.
FITS: Mapping[Scalar, frozenset[Scalar]] = MappingProxyType({_N: frozenset({_I, _R}), _P: frozenset({_R})})

#: Types whose values add up. Dates do not.
SUMMABLE = frozenset({_I, _N, _R, _P, _M, _MONTHS, _DAYS})


def arithmetic(operator: str, left: Type, right: Type) -> Type | None:
    """Return the type of `left operator right`, or `None` where they do not go together."""
    if isinstance(left, UnknownType) or isinstance(right, UnknownType):
        return UnknownType()
    if not isinstance(left, Scalar) or not isinstance(right, Scalar):
        return None
    return ARITHMETIC.get((operator, left, right))


def fits(type_: Type, wanted: Type) -> bool:
    """Say whether a value of the type can stand where `wanted` is asked for."""
    if isinstance(type_, UnknownType) or isinstance(wanted, UnknownType) or type_ == wanted:
        return True
    if isinstance(wanted, OptionalType):
        return fits(type_.element if isinstance(type_, OptionalType) else type_, wanted.element)
    return isinstance(wanted, Scalar) and isinstance(type_, Scalar) and type_ in FITS.get(wanted, ())


def common(left: Type, right: Type) -> Type | None:
    """Return the type in which two values meet (comparison, branches, extremes), or `None` where there is none."""
    if isinstance(left, UnknownType):
        return right
    if isinstance(right, UnknownType) or left == right:
        return left
    return next((type_ for type_ in (left, right, Scalar.NUMBER) if fits(left, type_) and fits(right, type_)), None)


def ordered(type_: Type) -> bool:
    """Say whether values of the type can be larger and smaller."""
    return isinstance(type_, UnknownType) or is_numeric(type_)


def usable(type_: Type) -> bool:
    """Say whether the type is that of a single value, as a condition, an amount or a definition has."""
    return isinstance(type_, Scalar | EnumType | UnknownType)


class BuiltinKind(StrEnum):
    """What a built-in function does: takes a part of a date, picks one of several, or counts full years between two days."""

    CALENDAR = "calendar"
    EXTREME = "extreme"
    ELAPSED = "elapsed"


@frozen
class Builtin:
    """A built-in function; `name` is its English name, by which bindings call it, `data` what its operator is told."""

    name: str
    kind: BuiltinKind
    data: str


_BUILTINS = (
    (Builtin("year", BuiltinKind.CALENDAR, "year"), "年份"),
    (Builtin("month", BuiltinKind.CALENDAR, "month"), "月份"),
    (Builtin("day", BuiltinKind.CALENDAR, "day"), "日"),
    (Builtin("max", BuiltinKind.EXTREME, "max"), "较大者"),
    (Builtin("min", BuiltinKind.EXTREME, "min"), "较小者"),
    (Builtin("full_years", BuiltinKind.ELAPSED, "years"), "满年数"),
    (Builtin("full_months", BuiltinKind.ELAPSED, "months"), "满月数"),
)

#: The built-in functions by their names in both languages.
BUILTINS: Mapping[str, Builtin] = MappingProxyType({name: builtin for builtin, zh in _BUILTINS for name in (zh, builtin.name)})
