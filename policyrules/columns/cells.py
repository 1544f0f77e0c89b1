"""How single values of a column are read in SQL: what each kind of column and type of fact takes.

In: a cell of a mapping, the kind of its column, and the type that is read. Out: `Reader`: the texts of three steps (tidied,
value, and when it is doubtful). Every step is sure of what it takes and doubts the rest. Needs no engine.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from policyrules.columns.dialect import DUCKDB
from policyrules.columns.layout import LARGEST, BeyondLayoutError, scale_of, value_in
from policyrules.columns.mapping import Cell, Held, Kind, PeriodsKind, RecordsKind
from policyrules.columns.plain import DECIMALS, NARROW, NUMBERS, WIDE, codes_for, date_pattern
from policyrules.columns.quoting import quoted
from policyrules.core.facts import ABSENT_WORDS, UNKNOWN_WORDS, read_fact
from policyrules.core.program import FactSpec
from policyrules.values.periods import Period
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.reading import SPREADSHEET_ERRORS, TEXT_LENGTH
from policyrules.values.types import EnumType, Scalar, is_numeric

#: Characters of which every text is composed (NFC), hides nothing and has no white space but the space.
_SURE = r"[ -~·×—‘’“”…、。《》【】〔〕！（），：；？％＋－０-９Ａ-Ｚａ-ｚ\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}Ⅰ-Ⅻ]*"

#: So many zeros may stand behind the last decimal that counts.
_ZEROS = 6

Text = Callable[[str], str]


@frozen
class Reader:
    """Three steps: the text as its writer meant it, null where nothing is known; its value, null where it is not read; and
    whether a value is to be looked at again, of both.
    """

    tidied: Text
    value: Text
    bad: Callable[[str, str], str]


# --- what stands in a column ------------------------------------------------------------------------------------------


def rendered(column: str, kind: Kind) -> str:
    """Write a value of a column as the readers take it."""
    match kind:
        case Kind.TEXT | Kind.NUMBER:
            return f"CAST({column} AS VARCHAR)"
        case Kind.WHOLE:
            return f"CAST({column} AS BIGINT)"
        case Kind.MOMENT:
            day = f"CAST({column} AS DATE)"
            return f"CASE WHEN {column} = {day} THEN CAST({day} AS VARCHAR) ELSE CAST({column} AS VARCHAR) END"
        case Kind.TRUTH | Kind.DATE | Kind.DECIMAL | Kind.NOTHING:
            return column


def shown(column: str, held: Held) -> str:
    """Write a value of a column as `columns.plain` takes it: days are texts there."""
    match held:
        case RecordsKind(fields):
            inside = ", ".join(f"{_key(name)}: {shown(f'x.{quoted(name)}', kind)}" for name, kind in fields.items())
            return f"list_transform({column}, lambda x: CASE WHEN x IS NOT NULL THEN {{{inside}}} END)"
        case PeriodsKind(period, value):
            inside = f"{{k: {shown('x.key', period)}, v: {shown('x.value', value)}}}"
            return f"list_transform({pairs(column, held)}, lambda x: {inside})"  # a map has no place for a period given twice
        case Kind.DATE | Kind.DECIMAL | Kind.NOTHING | None:
            return f"CAST({column} AS VARCHAR)"
        case _:
            return rendered(column, held)


def pairs(column: str, held: PeriodsKind) -> str:
    """Write the periods of a column with their values, as a list."""
    return column if held.listed else f"map_entries({column})"


def _key(name: str) -> str:
    return DUCKDB.text(name)


# --- readers ----------------------------------------------------------------------------------------------------------


def reader_of(
    cell: Cell,
    kind: Kind,
    type_: Scalar | EnumType,
    low: Fraction | None,
    high: Fraction | None,
    unknown: tuple[str, ...],
    *,
    optional: bool = False,
    period: Period | None = None,
) -> Reader:
    """Return how a cell is read.

    `optional`: it is a field that may hold no value, which is something else than an unknown one. `period`: it is the period of
    a series.
    """
    doubt = _doubt(type_, low, high)
    if cell.codes is not None:
        return _coded(cell, kind, type_, unknown, doubt)
    taken = _year(kind) if period == "year" else _taken(cell, kind, type_)
    if taken is None:
        return _NEVER
    if kind in (Kind.TEXT, Kind.MOMENT):
        return Reader(_tidied(type_, unknown, taken[0], optional), taken[1], doubt)
    return Reader(_same, _but(taken[1], kind, unknown), doubt)


def _but(value: Text, kind: Kind, unknown: tuple[str, ...]) -> Text:
    """Leave a number or a day unread, and so in doubt, that says that nothing is known."""
    words = [one for one in unknown if any(mark.isdigit() for mark in one)]
    if not words or kind not in (*NUMBERS, Kind.DATE):
        return value
    return lambda text: f"CASE WHEN {_looked_up(text, kind)} NOT IN ({_words(tuple(words))}) THEN {value(text)} END"


def _looked_up(text: str, kind: Kind) -> str:
    """Write what stands in a column as it is looked up among codes."""
    shown = f"CAST({text} AS VARCHAR)"
    return f"regexp_replace({shown}, '{DECIMALS}', '')" if kind in (Kind.NUMBER, Kind.DECIMAL) else shown


def _same(text: str) -> str:
    return text


def _doubt(type_: Scalar | EnumType, low: Fraction | None, high: Fraction | None) -> Callable[[str, str], str]:
    """Return how it is said that a value was not read, or lies outside of its declared range."""
    if not is_numeric(type_) or (low is None and high is None):
        return lambda tidied, value: f"({tidied} IS NOT NULL AND {value} IS NULL)"
    scale = scale_of(type_)
    outside: list[str] = []
    if low is not None:
        outside.append(f"< {_end(ceil(low * scale), type_)}")
    if high is not None:
        outside.append(f"> {_end(floor(high * scale), type_)}")

    def doubt(tidied: str, value: str) -> str:
        return f"COALESCE({' OR '.join(f'{value} {one}' for one in outside)}, {tidied} IS NOT NULL)"

    return doubt


def _end(end: int, type_: Scalar | EnumType) -> str:
    return DUCKDB.literal_day(end) if type_ is Scalar.DATE else f"CAST({end} AS HUGEINT)" if abs(end) > LARGEST else str(end)


#: Whatever stands there is looked at one by one.
_NEVER = Reader(_same, lambda _: "NULL", lambda tidied, _: f"{tidied} IS NOT NULL")


# --- texts ------------------------------------------------------------------------------------------------------------


def _words(words: Iterator[str] | tuple[str, ...]) -> str:
    return ", ".join(DUCKDB.text(one) for one in words)


def _tidied(type_: Scalar | EnumType, unknown: tuple[str, ...], fits: Text | None, optional: bool) -> Text:
    """Return how a text is tidied: what fits at once stays as it is."""
    members = type_.members if isinstance(type_, EnumType) else ()
    nothing = _words(("",) if optional else ("", *unknown, *(one for one in UNKNOWN_WORDS if one not in members)))

    def known(text: str) -> str:
        return f"CASE WHEN {text} IN ({nothing}) THEN NULL ELSE {text} END"

    def tidied(text: str) -> str:
        if not is_numeric(type_):
            return known(f"trim({text})")
        narrow = f"trim(translate({text}, {DUCKDB.text(WIDE)}, {DUCKDB.text(NARROW)}))"
        return known(narrow) if fits is None else f"CASE WHEN {fits(text)} THEN {text} ELSE {known(narrow)} END"

    return tidied


def _matches(pattern: str) -> Text:
    return lambda text: f"regexp_full_match({text}, {DUCKDB.text(pattern)})"


def _where(fits: Text, value: Text) -> tuple[Text, Text]:
    return fits, lambda text: f"CASE WHEN {fits(text)} THEN {value(text)} END"


# --- by type ----------------------------------------------------------------------------------------------------------


def _taken(cell: Cell, kind: Kind, type_: Scalar | EnumType) -> tuple[Text | None, Text] | None:
    """Return when a text is surely right, and the value of one; `None` where every value is doubted."""
    match type_:
        case EnumType():
            return _member(type_) if kind is Kind.TEXT else None
        case Scalar.TEXT:
            return _line() if kind is Kind.TEXT else None
        case Scalar.BOOL:
            return _truth(kind)
        case Scalar.DATE:
            return _day(cell, kind)
        case Scalar.QUARTER | Scalar.MONTH:
            return _period(type_) if kind is Kind.TEXT else None
        case Scalar.MONTHS | Scalar.DAYS:
            return _length(cell, kind)
        case _:
            return _number(cell, kind, type_)


def _member(type_: EnumType) -> tuple[None, Text]:
    members = _words(type_.members)
    return None, lambda text: f"CASE WHEN {text} IN ({members}) THEN {text} END"


def _line() -> tuple[None, Text]:
    fits, absent = _matches(_SURE), _words(ABSENT_WORDS + UNKNOWN_WORDS + SPREADSHEET_ERRORS)
    return (
        None,
        lambda text: f"CASE WHEN {fits(text)} AND length({text}) <= {TEXT_LENGTH} AND {text} NOT IN ({absent}) THEN {text} END",
    )


def _truth(kind: Kind) -> tuple[None, Text] | None:
    if kind is Kind.TRUTH:
        return None, _same
    if kind is Kind.TEXT:
        return None, lambda text: f"CASE {text} WHEN '是' THEN TRUE WHEN '否' THEN FALSE END"
    return None


def _day(cell: Cell, kind: Kind) -> tuple[Text | None, Text] | None:
    first, last = DUCKDB.literal_day(1), "DATE '9999-12-31'"

    def existing(day: str) -> str:
        return f"CASE WHEN {day} BETWEEN {first} AND {last} THEN {day} END"

    if kind is Kind.DATE:
        return None, existing
    if kind is Kind.MOMENT or (kind is Kind.TEXT and cell.form is None):
        return _where(_matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"), lambda text: existing(f"TRY_CAST({text} AS DATE)"))
    pattern = date_pattern(cell.form or "")
    if pattern is None or kind not in (Kind.TEXT, Kind.WHOLE):
        return None
    written = pattern.pattern

    def part(text: str, name: str) -> str:
        return (
            f"lpad(regexp_extract({text}, {DUCKDB.text(written)}, {pattern.groupindex[name]}), {4 if name == 'y' else 2}, '0')"
        )

    def read(text: str) -> str:
        return existing(f"TRY_CAST(concat_ws('-', {', '.join(part(text, name) for name in 'ymd')}) AS DATE)")

    fits, value = _where(_matches(written), read)
    if kind is Kind.WHOLE:
        return None, lambda text: value(f"CAST({text} AS VARCHAR)")
    return fits, value


def _period(type_: Scalar) -> tuple[Text, Text]:
    ends, parts = ("Q[1-4]", 4) if type_ is Scalar.QUARTER else ("-(0[1-9]|1[0-2])", 12)
    place = 1 if type_ is Scalar.QUARTER else 2

    def read(text: str) -> str:
        return f"CAST(left({text}, 4) AS BIGINT) * {parts} + CAST(right({text}, {place}) AS BIGINT) - 1"

    return _where(_matches(f"([1-9][0-9]{{3}}|0[0-9]{{2}}[1-9]){ends}"), read)


def _year(kind: Kind) -> tuple[Text | None, Text] | None:
    if kind is Kind.WHOLE:
        return None, lambda text: f"CASE WHEN {text} BETWEEN 1 AND 9999 THEN {text} END"
    if kind is Kind.TEXT:
        return _where(_matches("[1-9][0-9]{3}"), lambda text: f"CAST({text} AS BIGINT)")
    return None


def _length(cell: Cell, kind: Kind) -> tuple[Text | None, Text] | None:
    """Read how many months or days: a whole number, not below zero."""
    times = 12 if cell.unit == "年" else 1
    if kind is Kind.WHOLE:
        return None, lambda text: f"CASE WHEN {text} BETWEEN 0 AND {LARGEST // 12} THEN {text} * {times} END"
    if kind is Kind.TEXT and cell.unit is not None:
        return _where(_matches("0|[1-9][0-9]{0,8}"), lambda text: f"CAST({text} AS BIGINT) * {times}")
    return None


def _number(cell: Cell, kind: Kind, type_: Scalar) -> tuple[Text | None, Text] | None:
    """Read a number into whole units of its column, of which its own unit has a power of ten."""
    if kind is Kind.WHOLE:
        factor = _factor(cell.unit, type_)
        most = LARGEST // factor
        return None, lambda text: f"CASE WHEN {text} BETWEEN -{most} AND {most} THEN {text} * {factor} END"
    if kind is Kind.DECIMAL:
        return None, _exact(len(str(_factor(cell.unit, type_))) - 1)
    if kind is Kind.NUMBER or (kind is Kind.TEXT and (cell.unit is not None or type_ not in (Scalar.MONEY, Scalar.PERCENT))):
        return _scaled(len(str(_factor(cell.unit, type_))) - 1)
    if kind is not Kind.TEXT:
        return None
    units = {"%": 6} if type_ is Scalar.PERCENT else {unit: len(str(MONEY_UNITS[unit])) - 1 for unit in ("万元", "元", "亿元")}
    readers = [_scaled(places, unit) for unit, places in units.items()]

    def fits(text: str) -> str:
        return "(" + " OR ".join(one(text) for one, _ in readers) + ")"

    def value(text: str) -> str:
        return f"COALESCE({', '.join(read(text) for _, read in readers)})"

    return fits, value


def _factor(unit: str | None, type_: Scalar) -> int:
    if type_ is Scalar.MONEY:
        return MONEY_UNITS[unit or "元"]
    return scale_of(type_) // (100 if unit == "%" else 1)


def _exact(places: int) -> Text:
    """Read a decimal that has no more decimals than count, without its point: what does not fit is null, and doubted."""
    factor = 10**places

    def read(number: str) -> str:
        fitting = f"TRY_CAST({number} AS DECIMAL(18,{places}))"
        cases = [(fitting, f"CAST({fitting} AS DECIMAL(38,{places}))")]
        if 2 * places <= 18:
            # Most numbers are small: they are multiplied in 64 bits, several times faster than in 128.
            small = f"TRY_CAST({number} AS DECIMAL({18 - places},{places}))"
            cases.insert(0, (small, small))
        # What does not fit is not compared: that would be an error.
        whens = (
            f"WHEN {fits} IS NOT NULL THEN CASE WHEN {fits} = {number} THEN CAST({held} * {factor} AS BIGINT) END"
            for fits, held in cases
        )
        return f"CASE {' '.join(whens)} END"

    return read


def _scaled(places: int, unit: str = "") -> tuple[Text, Text]:
    """Read a decimal number with at most so many decimals that count, without its point."""
    decimals = f"[0-9]{{1,{places}}}0{{0,{_ZEROS}}}" if places else f"0{{1,{_ZEROS}}}"
    fits = _matches(rf"-?(0|[1-9][0-9]{{0,{17 - places}}})(\.{decimals})?{' ?' + unit if unit else ''}")

    def read(text: str) -> str:
        bare = f"rtrim({text}, ' {unit}')" if unit else text
        return f"CAST(CAST({bare} AS DECIMAL(38,{places})) * {10**places} AS BIGINT)"

    return _where(fits, read)


# --- codes ------------------------------------------------------------------------------------------------------------


def _coded(
    cell: Cell, kind: Kind, type_: Scalar | EnumType, unknown: tuple[str, ...], doubt: Callable[[str, str], str]
) -> Reader:
    """Read codes; whatever is none of them is doubted, unless it is a member of the enumeration itself."""
    assert cell.codes is not None
    own = {one: DUCKDB.text(one) for one in type_.members} if isinstance(type_, EnumType) else {}
    own = {"是": "TRUE", "否": "FALSE"} if type_ is Scalar.BOOL else own
    values = {one: text for one, text in own.items() if one not in unknown}
    values |= {code: _meant(type_, meaning) for code, meaning in codes_for(cell.codes, kind).items()}
    cases = " ".join(f"WHEN {DUCKDB.text(code)} THEN {value}" for code, value in values.items() if value != "NULL")

    def tidied(text: str) -> str:
        bare = f"trim({text})" if kind in (Kind.TEXT, Kind.MOMENT) else _looked_up(text, kind)
        return bare if "" in values else f"NULLIF({bare}, '')"

    return Reader(tidied, lambda text: f"CASE {text} {cases} END" if cases else "NULL", doubt)


def _meant(type_: Scalar | EnumType, meaning: object) -> str:
    """Write what a code stands for; null, which is doubted, where it is not known or no column holds it."""
    answer = read_fact(FactSpec("", type_), meaning)
    try:
        return literal(None if answer is None else value_in(answer, type_))
    except BeyondLayoutError:
        return "NULL"


def literal(value: object) -> str:
    """Write a value of a column as text of a query."""
    match value:
        case None:
            return "NULL"
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return DUCKDB.text(value)
        case dict():
            return "{" + ", ".join(f"{name}: {literal(one)}" for name, one in value.items()) + "}"
        case list() if value and isinstance(value[0], tuple):
            return f"MAP {{{', '.join(f'{literal(key)}: {literal(one)}' for key, one in value)}}}"
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case int():
            return str(value)
        case _:
            return f"DATE '{value}'"
