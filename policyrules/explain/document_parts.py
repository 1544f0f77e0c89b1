"""What stands in many places of a document: values, the sides of comparisons, places in tables, and why something is open.

In: what a decision is made of. Out: plain data. Exact values are strings; what is said for people stands beside them.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from policyrules.core.program import Cause, Program
from policyrules.diagnostics import Language
from policyrules.explain.causes import cause
from policyrules.explain.exceptions import ExceptionsRead
from policyrules.explain.grounds import Grounds
from policyrules.explain.lines import next_row
from policyrules.explain.missing import WhyOpen
from policyrules.explain.operands import Comparison, Distance, Operand
from policyrules.explain.phrases import distance_words, exception_words, operand_name, requirement, value
from policyrules.explain.placements import NextRow, Placement
from policyrules.values.answers import Answer, Interval, Symbol, Truth
from policyrules.values.quantity import decimal_text
from policyrules.values.types import OptionalType, Scalar, Type

Json = dict[str, Any]

#: Truths as JSON has them.
TRUTHS = {Truth.T: True, Truth.F: False, Truth.U: None}


def open_data(why: WhyOpen, decision: Grounds, language: Language) -> Json:
    """Return why something is open: what is missing, and what no fact of the enterprise settles."""
    causes = [cause_data(one, decision.program, decision.unit_titles, language) for one in why.unanswerable]
    return {"missing": list(why.missing), "causes": causes}


def cause_data(why: Cause, program: Program, units: Mapping[str, str], language: Language) -> Json:
    """Return what keeps something open."""
    words = cause(why, program, language, units)
    return {"kind": why.kind.value, "subject": why.subject, "words": words}


def placement_data(read: Placement, language: Language) -> Json:
    """Return what a table was read by, the rows that can still count, and the next row that gives more."""
    return {
        "keys": [operand_data(key, language) for key in read.keys],
        "rows": [row.text for row in read.rows],
        "met": list(read.met),
        "among": [{"name": name, "placement": placement_data(one, language)} for name, one in read.among],
        "next": None if read.next is None else _next_row(read.next, language),
    }


def _next_row(one: NextRow, language: Language) -> Json:
    return {"row": one.row.text, "distance": distance_data(one.distance, language), "words": next_row(one, language)}


def comparison_data(compared: Comparison, language: Language) -> Json:
    """Return a comparison with both its sides, and the distance where it failed."""
    return {
        "comparator": compared.comparator.value,
        "left": operand_data(compared.left, language),
        "right": operand_data(compared.right, language),
        "requirement": requirement(compared, language),
        "distance": None if compared.distance is None else distance_data(compared.distance, language),
    }


def distance_data(distance: Distance, language: Language) -> Json:
    """Return how far the sides of a comparison are apart."""
    return {
        "value": decimal_text(distance.value),
        "exact": distance.exact,
        "words": distance_words(distance, language),
        "numerator": None if distance.numerator is None else distance.numerator.path,
        "change": exact(distance.change),
    }


def operand_data(operand: Operand, language: Language) -> Json:
    """Return a side of a comparison."""
    return {
        "kind": operand.kind.value,
        "name": operand_name(operand, language),
        "path": operand.path,
        "value": exact_value(operand.answer, operand.type),
        "words": value(operand.answer, operand.type, language, bounded=operand.bounded),
        "parts": [_part(part, language) for part in operand.parts],
    }


def _part(part: Operand, language: Language) -> Json:
    """Return the value of one period of a figure."""
    return {
        "period": operand_name(part, language),
        "value": exact_value(part.answer, part.type),
        "words": value(part.answer, part.type, language, bounded=part.bounded),
    }


def exceptions_data(read: ExceptionsRead, language: Language) -> Json:
    """Return which exceptions apply."""
    each = (
        {"name": one.name, "clause": one.clause, "applies": TRUTHS[one.effect], "over": list(one.over)} for one in read.excepted
    )
    return {"excepted": list(each), "clashing": [one.name for one in read.clashing], "words": exception_words(read, language)}


def interval_data(interval: Interval) -> Json:
    """Return a number, or the ends of what it can be."""
    return {"value": exact(interval.point), "low": exact(interval.low), "high": exact(interval.high)}


def exact(number: Fraction | None) -> str | None:
    """Return a number exactly."""
    return None if number is None else decimal_text(number)


def exact_value(answer: Answer, type_: Type) -> str | bool | None:
    """Return a known answer as JSON, exactly; `None` for what is not known, or not there."""
    match answer:
        case Truth():
            return TRUTHS[answer]
        case Symbol():
            return answer.value
        case Interval():
            element = type_.element if isinstance(type_, OptionalType) else type_
            if answer.point is None:
                return None
            return value(answer, element, "zh") if element is Scalar.DATE else decimal_text(answer.point)
        case _:
            return None
