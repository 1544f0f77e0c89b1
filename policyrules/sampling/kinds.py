"""How values of a type stand in a column of Arrow: with types, or as texts.

In: types, whole numbers in the unit of columns. Out: columns. Knows no fact and no file.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from policyrules.columns.duck import arrow
from policyrules.diagnostics import Language
from policyrules.values.types import WHOLE, EnumType, ListType, Scalar

#: The day from which Arrow counts.
_EPOCH = 719_163

#: What is written after a number.
_UNITS: Mapping[Scalar, Mapping[Language, str]] = {
    Scalar.MONEY: {"zh": "元", "en": " yuan"},
    Scalar.PERCENT: {"zh": "%", "en": "%"},
    Scalar.MONTHS: {"zh": "个月", "en": " months"},
    Scalar.DAYS: {"zh": "天", "en": " days"},
}


def arrow_type(type_: Scalar | EnumType | ListType) -> Any:
    """Return the type of the columns of a type."""
    pa = arrow()
    match type_:
        case ListType(record):
            return pa.list_(pa.struct([(field.name, arrow_type(field.type)) for field in record.fields]))
        case Scalar.BOOL:
            return pa.bool_()
        case Scalar.DATE:
            return pa.date32()
        case Scalar.MONEY:
            return pa.decimal128(20, 2)
        case Scalar.NUMBER | Scalar.PERCENT | Scalar.RATIO:
            return pa.decimal128(28, 8)
        case _ if type_ in WHOLE - {Scalar.QUARTER, Scalar.MONTH}:
            return pa.int64()
        case _:
            return pa.string()


def of_type(numbers: Any, type_: Scalar) -> Any:
    """Return whole numbers in the unit of columns as a column of a type."""
    pa = arrow()
    wanted = arrow_type(type_)
    if type_ is Scalar.DATE:
        return pa.compute.cast(pa.compute.cast(pa.compute.subtract(numbers, _EPOCH), pa.int32()), wanted)
    if not pa.types.is_decimal(wanted):
        return numbers
    unit = pa.scalar(Decimal(1).scaleb(-wanted.scale), pa.decimal128(wanted.scale + 1, wanted.scale))
    return pa.compute.multiply(pa.compute.cast(numbers, pa.decimal128(19, 0)), unit).cast(wanted)


def written(column: Any, type_: Scalar, language: Language) -> Any:
    """Write a column of numbers as a facts file does."""
    pa = arrow()
    if type_ is Scalar.PERCENT:
        column = pa.compute.multiply(column, pa.scalar(Decimal(100), pa.decimal128(3, 0))).cast(
            pa.decimal128(28, 6)
        )  # of more, Arrow writes `0E-8`
    texts = pa.compute.cast(column, pa.string())
    if pa.types.is_decimal(column.type):
        texts = pa.compute.utf8_rtrim(pa.compute.utf8_rtrim(texts, "0"), ".")
    return pa.compute.binary_join_element_wise(texts, _UNITS[type_][language], "") if type_ in _UNITS else texts
