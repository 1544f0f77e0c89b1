"""The JSON Schema of the facts that a policy asks for.

In: a program, the outline of its document, and the language of the descriptions. Out: a schema of draft 2020-12 that a form
can be generated from: titles, choices, patterns, and how each value is written. What it accepts, `policyrules.core.facts`
reads, except for what a schema cannot say: ranges of quantities that are written as texts, days that do not exist, fractions
of a 分, more than 32 digits, a period given twice, hidden characters above U+FFFF. No fact is required, since what is not known
may be left out; null says that it is not known.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import Any

from policyrules.core.facts import ABSENT_WORDS, RECORDS, UNKNOWN_WORDS
from policyrules.core.outline import Outline
from policyrules.core.program import FactSpec, Program
from policyrules.diagnostics import Language
from policyrules.messages.facts import FORMS
from policyrules.source import HIDDEN
from policyrules.values import reading
from policyrules.values.periods import PATTERNS
from policyrules.values.quantity import MONEY_UNITS, show
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar, SeriesType

DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: What JSON writes a value as, besides null: the form preferred for a form to fill in stands first.
_JSON_TYPES: Mapping[Scalar, tuple[str, ...]] = MappingProxyType(
    {
        Scalar.BOOL: ("boolean", "string"),
        Scalar.TEXT: ("string",),
        Scalar.INTEGER: ("integer", "string"),
        Scalar.NUMBER: ("number", "string"),
        Scalar.RATIO: ("number", "string"),
        Scalar.PERCENT: ("string", "number"),
        Scalar.MONEY: ("string", "number"),
        Scalar.DATE: ("string",),
        Scalar.MONTHS: ("string", "integer"),
        Scalar.DAYS: ("integer", "string"),
        Scalar.QUARTER: ("string",),
        Scalar.MONTH: ("string",),
    }
)

_PATTERNS: Mapping[Scalar, str] = MappingProxyType(
    {
        Scalar.BOOL: "是|否",
        Scalar.TEXT: rf"[^\s{HIDDEN}](?:[^{HIDDEN}]*[^\s{HIDDEN}])?",
        Scalar.INTEGER: r"-?(?:0|[1-9][0-9]*)(?:\.0+)?",
        Scalar.NUMBER: reading.NUMBER_PATTERN,
        Scalar.RATIO: reading.NUMBER_PATTERN,
        Scalar.PERCENT: reading.PERCENT_PATTERN,
        Scalar.MONEY: reading.MONEY_PATTERN,
        Scalar.DATE: reading.DATE_PATTERN,
        Scalar.MONTHS: reading.MONTHS_PATTERN,
        Scalar.DAYS: reading.DAYS_PATTERN,
        Scalar.QUARTER: PATTERNS["quarter"],
        Scalar.MONTH: PATTERNS["month"],
    }
)

_EXAMPLES: Mapping[Scalar, tuple[object, ...]] = MappingProxyType(
    {
        Scalar.PERCENT: ("3.65%",),
        Scalar.MONEY: ("5000万元", "1亿元", "500元"),
        Scalar.DATE: ("2022-06-01",),
        Scalar.MONTHS: ("3年", "18个月"),
        Scalar.QUARTER: ("2024Q3",),
        Scalar.MONTH: ("2024-09",),
    }
)


def facts_schema(program: Program, outline: Outline, language: Language) -> dict[str, Any]:
    """Return the JSON Schema of the facts of one enterprise."""
    return _schema(program, outline.title, language)


def schema_of_all(program: Program, outlines: Sequence[Outline], language: Language) -> dict[str, Any]:
    """Return the JSON Schema of the facts that several policies ask of one enterprise."""
    return _schema(program, FORMS[language]["titles"].join(outline.title for outline in outlines), language)


def _schema(program: Program, title: str, language: Language) -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "title": title,
        "description": FORMS[language]["facts"],
        "type": "object",
        "properties": {spec.name: _fact(spec, language) for spec in program.facts},
        "additionalProperties": False,
    }


def _fact(spec: FactSpec, language: Language) -> dict[str, Any]:
    """Return the schema of a fact; of one that a body decides, that it is not the enterprise's to give."""
    schema = _asked(spec, language)
    if spec.decided_by is None:
        return schema
    decided = FORMS[language]["decided"].format(body=spec.decided_by)
    return schema | {"description": _joined(decided, schema.get("description"))}


def _asked(spec: FactSpec, language: Language) -> dict[str, Any]:
    title = {"title": spec.title or spec.name}
    match spec.type:
        case ListType(element):
            return title | {
                "description": FORMS[language]["list"],
                "type": ["array", "string", "null"],
                "pattern": _pattern(*UNKNOWN_WORDS),
                "maxItems": RECORDS,
                "items": _record(element, spec.field_titles, language),
            }
        case SeriesType(element, period):
            value = _value(element, spec.low, spec.high, language, (*UNKNOWN_WORDS, *ABSENT_WORDS))
            return title | {
                "description": FORMS[language][f"series-{period}"],
                "type": ["object", "string", "null"],
                "pattern": _pattern(*UNKNOWN_WORDS),
                "patternProperties": {_pattern(PATTERNS[period]): value},
                "additionalProperties": False,
            }
        case type_:
            return title | _value(type_, spec.low, spec.high, language)


def _record(type_: RecordType, titles: Mapping[str, str], language: Language) -> dict[str, Any]:
    def field(spec: Field) -> dict[str, Any]:
        title = {"title": titles.get(spec.name) or spec.name}
        if not spec.optional:
            return title | _value(spec.type, spec.low, spec.high, language)
        value = _value(spec.type, spec.low, spec.high, language, (*UNKNOWN_WORDS, *ABSENT_WORDS))
        return title | value | {"description": _joined(value.get("description"), FORMS[language]["optional"])}

    return {
        "title": type_.name,
        "type": "object",
        "properties": {spec.name: field(spec) for spec in type_.fields},
        "additionalProperties": False,
    }


def _value(
    type_: Scalar | EnumType,
    low: Fraction | None,
    high: Fraction | None,
    language: Language,
    words: tuple[str, ...] = UNKNOWN_WORDS,
) -> dict[str, Any]:
    """Return the schema of one value; words for what is unknown or absent stand beside its own forms."""
    form = None if isinstance(type_, EnumType) else FORMS[language][type_]
    description = _joined(form, _range(type_, low, high, language))
    described = {"description": description} if description else {}
    if isinstance(type_, EnumType):
        members = [*type_.members, *(word for word in words if word not in type_.members)]
        return {**described, "type": ["string", "null"], "enum": [*members, None]}
    schema: dict[str, Any] = {**described, "type": [*_JSON_TYPES[type_], "null"]}
    # Any text matches the pattern of texts, the words for what is not known among them.
    schema["pattern"] = _pattern(_PATTERNS[type_], *(() if type_ is Scalar.TEXT else words))
    if type_ is Scalar.TEXT:
        schema["maxLength"] = reading.TEXT_LENGTH
    if type_ is Scalar.DATE:
        schema["format"] = "date"
    if type_ in _EXAMPLES:
        schema["examples"] = list(_EXAMPLES[type_])
    return schema | _bounds(type_, low, high)


def _pattern(*alternatives: str) -> str:
    return f"^(?:{'|'.join(alternatives)})$"


def _joined(*sentences: str | None) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _range(type_: Scalar | EnumType, low: Fraction | None, high: Fraction | None, language: Language) -> str | None:
    """Return the declared range in words."""
    ends = {"low": low, "high": high}
    shown = {name: show(end, type_, language) for name, end in ends.items() if end is not None}
    return FORMS[language]["-".join(shown)].format(**shown) if shown else None


def _bounds(type_: Scalar, low: Fraction | None, high: Fraction | None) -> dict[str, int]:
    """Return the bounds of values that are written as JSON numbers, in their unit, rounded outwards to integers."""
    if not {"number", "integer"} & set(_JSON_TYPES[type_]):
        return {}
    scale = MONEY_UNITS["元"] if type_ is Scalar.MONEY else 1
    limit = (10**reading.DIGITS - 1) // scale
    if type_ in (Scalar.MONTHS, Scalar.DAYS) and low is None:
        low = Fraction(0)
    return {
        "minimum": -limit if low is None else floor(low / scale),
        "maximum": limit if high is None else ceil(high / scale),
    }
