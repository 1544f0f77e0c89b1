"""A row of somebody's table as the facts of an enterprise, one row at a time.

In: a mapping, and the values of a row as an engine gives them. Out: facts as a facts file has them, for `core.facts` to read:
it is there that is said what is wrong with one, apart from what no facts can be made of. What `converting` does for whole
columns is what is done here.
"""

import re
import unicodedata
from collections.abc import Mapping as MappingOf
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from attrs import frozen

from policyrules.columns.mapping import (
    PLAIN,
    Cell,
    Constant,
    Held,
    Kind,
    Mapping,
    Periods,
    PeriodsIn,
    PeriodsKind,
    Place,
    RecordsIn,
    RecordsKind,
    Written,
)
from policyrules.core.facts import UNKNOWN_WORDS, listed, read_case
from policyrules.core.program import Program
from policyrules.diagnostics import Diagnostic, FactsError
from policyrules.files.jsontext import read_json, refuse_depth
from policyrules.source import Source
from policyrules.values.periods import read_period, show_period
from policyrules.values.reading import NUMBER_PATTERN, Misread, read_scalar
from policyrules.values.types import EnumType, ListType, RecordType, Scalar, SeriesType, is_numeric

#: Full-width characters of numbers and dates, and what they stand for.
WIDE = "０１２３４５６７８９．－％／：＋，　"
NARROW = "0123456789.-%/:+, "

_NARROWED = str.maketrans(WIDE, NARROW)
_NUMBER = re.compile(NUMBER_PATTERN)
_GROUPED = re.compile(rf"{NUMBER_PATTERN}|-?[0-9]{{1,3}}(,[0-9]{{3}})+(\.[0-9]+)?")

Values = MappingOf[str, object]


def facts_of(
    program: Program, mapping: Mapping, columns: MappingOf[str, Held], row: Values, path: str = ""
) -> dict[str, object]:
    """Return the facts that stand in a row; what is not known is left out. `path` says where the row stands.

    Raises `FactsError` for a list that is not written in JSON, for a period that is given twice and for a code that the mapping
    does not have, with all else that is wrong with the row.
    """
    found: dict[str, object] = {}
    wrong: list[Diagnostic] = []
    for spec in program.facts:
        place = mapping.places.get(spec.name)
        match place, spec.type:
            case None, _:
                continue
            case Constant(value), _:
                found[spec.name] = value
            case Periods(cells), SeriesType(element, period):
                values = ((number, _in(cell, columns, row, element, mapping)) for number, cell in cells)
                found[spec.name] = {show_period(number, period): one for number, one in values if one is not None}
            case PeriodsIn(cell), SeriesType():
                held, under = columns[cell.column], f"{path}.{spec.name}" if path else spec.name
                found[spec.name], twice = _periods(cell, held, row[cell.column], spec.type, mapping)
                wrong += [Diagnostic("fact-period-twice", {"period": one}, path=f"{under}[{one}]") for one in twice]
            case RecordsIn(), ListType(record):
                found[spec.name] = _records(place, columns[place.column], row[place.column], record, mapping)
            case Written(column), _:
                try:
                    found[spec.name] = read_list(spec.name, row[column], mapping)
                except FactsError as error:
                    wrong += [_in_list(one, f"{path}.{spec.name}" if path else spec.name) for one in error.diagnostics]
            case Cell(), _:
                assert isinstance(spec.type, Scalar | EnumType)
                found[spec.name] = _in(place, columns, row, spec.type, mapping)
        if place is not None and _has_codes(place):
            found[spec.name] = _decoded(found[spec.name], f"{path}.{spec.name}" if path else spec.name, wrong)
    if wrong:
        raise FactsError([*wrong, *_wrong_too(program, found, path)])
    return found


def _wrong_too(program: Program, facts: MappingOf[str, object], path: str) -> tuple[Diagnostic, ...]:
    """Return what else is wrong with the facts of a row."""
    try:
        read_case(program, facts, date.min, path=path)
    except FactsError as error:
        return error.diagnostics
    return ()


def _in_list(one: Diagnostic, path: str) -> Diagnostic:
    """Return what is wrong with a list that is written in JSON, with the path of the fact and the place in its text."""
    within = one.path or ""
    if not within and one.span is not None:
        within = f":{one.span.first.line}:{one.span.first.column}"
    return Diagnostic(one.code, one.arguments, path=f"{path}{'' if within[:1] in ('', '[', ':') else '.'}{within}")


def _in(cell: Cell, columns: MappingOf[str, Held], row: Values, type_: Scalar | EnumType, mapping: Mapping) -> object:
    held = columns[cell.column]
    assert isinstance(held, Kind)
    return _read(row[cell.column], held, cell, type_, mapping)


def _periods(
    cell: Cell, held: Held, raw: object, type_: SeriesType, mapping: Mapping
) -> tuple[dict[object, object] | None, list[str]]:
    """Return the values of a series by its periods, and the periods that are given more than once."""
    if raw is None:
        return None, []
    assert isinstance(held, PeriodsKind) and isinstance(raw, list)
    found: dict[object, object] = {}
    twice: list[str] = []
    for entry in raw:
        key = entry["k"]
        period = read_period(_narrow(key) if isinstance(key, str) else key, type_.period)
        # What is no period is left as it is, and is said to be none.
        shown = key if period is None else show_period(period, type_.period)
        if shown in found:
            twice.append(shown)
        found[shown] = _read(entry["v"], held.value, cell, type_.element, mapping)
    return found, twice


def _records(place: RecordsIn, held: Held, raw: object, record: RecordType, mapping: Mapping) -> object:
    assert isinstance(held, RecordsKind)
    if raw is None:
        return None
    assert isinstance(raw, list)
    return [None if one is None else _record(place, held, one, record, mapping) for one in raw]


def _record(place: RecordsIn, held: RecordsKind, raw: Values, record: RecordType, mapping: Mapping) -> dict[str, object]:
    found: dict[str, object] = {}
    for field in record.fields:
        match place.fields.get(field.name):
            case Constant(value):
                found[field.name] = value
            case Cell(column) as cell:
                value = _read(raw[column], held.fields[column], cell, field.type, mapping)
                if value is not None or not _is_empty(raw[column]):
                    found[field.name] = value  # a field that is empty is left out: an optional one is absent
    return found


def read_list(name: str, raw: object, mapping: Mapping) -> object:
    """Read a list that is written in JSON. Raises `FactsError` where it is not."""
    text = tidy_text(str(raw)) if raw is not None else ""
    if not text or text in mapping.unknown or text in UNKNOWN_WORDS:
        return None
    source = Source(name, text)
    refuse_depth(source)
    return read_json(source)


def _is_empty(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


# --- codes --------------------------------------------------------------------------------------------------------------


def _read(raw: object, kind: Kind, cell: Cell, type_: Scalar | EnumType, mapping: Mapping) -> object:
    """Return a value of a column as a facts file has it, or what stands there for a code that the mapping does not have."""
    value = value_of(raw, kind, cell, type_, mapping.unknown)
    if cell.codes is None or value is None:
        return value
    code = tidy_text(code_of(raw, kind))
    return value if code in codes_for(cell.codes, kind) or _is_own(value, type_) else _Uncoded(cell, code)


def _is_own(value: object, type_: Scalar | EnumType) -> bool:
    """Say whether what is no code can be read all the same: of numbers and dates it is not the mapping that is wrong."""
    if isinstance(value, str) and value in UNKNOWN_WORDS:
        return True
    if isinstance(type_, EnumType):
        return value in type_.members
    return type_ is not Scalar.BOOL or not isinstance(read_scalar(value, type_), Misread)


@frozen
class _Uncoded:
    """What stands among codes and is none of those that the mapping has."""

    cell: Cell
    found: str


def _has_codes(place: Place) -> bool:
    """Say whether codes stand at a place."""
    match place:
        case Cell() | PeriodsIn(Cell()):
            return (place if isinstance(place, Cell) else place.cell).codes is not None
        case Periods(cells):
            return any(cell.codes is not None for _, cell in cells)
        case RecordsIn(fields=fields):
            return any(isinstance(one, Cell) and one.codes is not None for one in fields.values())
        case _:
            return False


def _decoded(value: object, path: str, wrong: list[Diagnostic]) -> object:
    """Return what was read, with what is no code as not known; it is added to what is `wrong`."""
    match value:
        case _Uncoded(cell, found):
            known = listed("known", tuple(cell.codes or ()))
            wrong.append(Diagnostic("row-code", {"found": found, "column": cell.column, **known}, path=path))
            return None
        case dict():
            return {key: _decoded(one, f"{path}[{key}]", wrong) for key, one in value.items()}
        case list():
            return [_decoded_record(one, f"{path}[{number}]", wrong) for number, one in enumerate(value, 1)]
        case _:
            return value


def _decoded_record(record: object, path: str, wrong: list[Diagnostic]) -> object:
    if not isinstance(record, dict):
        return record
    return {name: _decoded(one, f"{path}.{name}", wrong) for name, one in record.items()}


# --- single values ------------------------------------------------------------------------------------------------------


def value_of(raw: object, kind: Kind, cell: Cell, type_: Scalar | EnumType, unknown: tuple[str, ...] = ()) -> object:
    """Return a value of a column as a facts file has it; `None` where it is not known."""
    if raw is None:
        return None
    text = tidy_text(code_of(raw, kind))
    if cell.codes is not None:
        codes = codes_for(cell.codes, kind)
        if text in codes:
            return codes[text]
    if kind in NUMBERS and text in unknown:
        return None
    match raw:
        case str() if kind in (Kind.NUMBER, Kind.DECIMAL):
            return _with_unit(_decimal(raw), cell)
        case str():
            return _text(raw, cell, type_, unknown, None if kind in (Kind.DATE, Kind.MOMENT) else cell.form)
        case bool():
            return raw
        case int() if cell.form is not None and type_ is Scalar.DATE:
            return _date(str(raw), cell.form)
        case int():
            return _with_unit(raw, cell)
        case _:
            return raw


#: Columns of numbers, in which an unknown value and a code are numbers as well.
NUMBERS = (Kind.WHOLE, Kind.NUMBER, Kind.DECIMAL)

#: What stands behind a whole number in a column of numbers with decimals.
DECIMALS = r"\.0+$"


def code_of(raw: object, kind: Kind) -> str:
    """Return what stands in a column as it is looked up among codes."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return re.sub(DECIMALS, "", str(raw)) if kind in NUMBERS else str(raw)


def codes_for(codes: MappingOf[str, object], kind: Kind) -> dict[str, object]:
    """Return codes as they are looked up in a column of a kind."""
    return {code_of(code, kind): meaning for code, meaning in codes.items()}


def tidy_text(raw: str) -> str:
    """Return a text composed, and without white space around it."""
    return unicodedata.normalize("NFC", raw).strip()


def _narrow(text: str) -> str:
    """Return a text of numbers without full-width characters, and without white space around it."""
    return text.translate(_NARROWED).strip()


def _decimal(raw: str) -> object:
    try:
        return Decimal(raw)
    except InvalidOperation:
        return raw


def _text(raw: str, cell: Cell, type_: Scalar | EnumType, unknown: tuple[str, ...], form: str | None) -> object:
    text = tidy_text(raw)
    if not text or text in unknown:
        return None
    if not is_numeric(type_):
        return text
    text = _narrow(text)
    if not text or text in unknown:
        return None
    if type_ is Scalar.DATE:
        return text if form is None else _date(text, form)
    if cell.unit == PLAIN:
        return Decimal(text) if _NUMBER.fullmatch(text) else text
    # Digits in groups are no number, and refused; how they are mended is to be said in the unit of the column.
    return text if cell.unit is None or not _GROUPED.fullmatch(text) else f"{text}{cell.unit}"


def _with_unit(number: object, cell: Cell) -> object:
    """Return a number with the unit of its column; without one, it is that of facts files."""
    if cell.unit is None or cell.unit == PLAIN or not isinstance(number, int | Decimal):
        return number
    if isinstance(number, Decimal) and (not number.is_finite() or abs(number.adjusted()) > 99):
        return number
    return f"{number:f}{cell.unit}" if isinstance(number, Decimal) else f"{number}{cell.unit}"


# --- dates --------------------------------------------------------------------------------------------------------------

_TOKENS = {
    "YYYY": "(?P<y>[0-9]{4})",
    "MM": "(?P<m>[0-9]{2})",
    "M": "(?P<m>[0-9]{1,2})",
    "DD": "(?P<d>[0-9]{2})",
    "D": "(?P<d>[0-9]{1,2})",
}
_TOKEN = re.compile("YYYY|MM?|DD?")


@lru_cache(maxsize=64)
def date_pattern(form: str) -> re.Pattern[str] | None:
    """Return how a date of a form is written; `None` where the form does not name a year, a month and a day, each once and so
    that it is sure where each ends.
    """
    names = sorted(token[0] for token in _TOKEN.findall(form))
    rest = _TOKEN.sub("", form)
    if names != ["D", "M", "Y"] or not all(mark in "-/. 年月日" for mark in rest):
        return None
    if any({"M", "D"} <= {*_TOKEN.findall(part)} for part in re.split("[^YMD]", form)):
        return None  # with nothing between them, 2022111 is two days
    parts = re.split(f"({_TOKEN.pattern})", form)
    return re.compile("".join(_TOKENS.get(part) or re.escape(part) for part in parts))


def _date(text: str, form: str) -> str:
    """Return a date as a facts file has it; what is not written in the form, as it is."""
    pattern = date_pattern(form)
    match = pattern.fullmatch(text) if pattern is not None else None
    if match is None:
        return text
    return f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"
