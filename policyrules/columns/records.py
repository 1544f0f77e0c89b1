"""What a query asks of the records of a list.

In: a quantifier, and the columns around it. Out: its answer, from one value per record: whether the record counts (0 no, 1 it
may, 2 yes) and, where a number is asked for, its ends. Of a list that is not known, what any records would give. Knows no other
operator.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from attrs import frozen

from policyrules.columns.dates import calendar_part
from policyrules.columns.extents import WIDE, Extent, covering
from policyrules.columns.held import End, Flag, Held, Number, RecordsHeld, Whole
from policyrules.columns.layers import per_record
from policyrules.columns.parts import LeftOpenError, Level, Part
from policyrules.core.facts import RECORDS
from policyrules.core.program import Body, Node, Quantifier
from policyrules.values.answers import Interval, Truth

_NOTHING = Fraction(0)


@frozen
class Rows:
    """The records of a list as a query asks for them: `counts` is the list of whether each counts."""

    part: Part
    inside: Part
    body: Body
    records: str
    holds: Flag

    def each(self, wanted: str | Sequence[str]) -> str:
        """Return a list with what is wanted of each record: one text, or a struct of several."""
        level, dialect = self.inside.level, self.part.emission.dialect
        return per_record(dialect, self.records, self.inside.variable, level.definitions, wanted, level.usage)

    @property
    def code(self) -> str:
        if not self.holds.open:
            return f"(CASE WHEN {self.holds.text} THEN 2 ELSE 0 END)"
        return f"COALESCE(CAST({self.holds.text} AS INTEGER) * 2, 1)"


def each(part: Part, index: int, node: Node) -> Held | Truth:
    """Answer a quantifier over a list of records."""
    assert node.body is not None
    kind, count = cast(tuple[Quantifier, int], node.data)
    if kind is Quantifier.AT_LEAST and count <= 0:
        return Truth.T
    rows = rows_of(part, index, node)
    match kind:
        case Quantifier.SOME:
            return _truth(rows, "greatest_of", 2, 0)
        case Quantifier.EVERY:
            return _truth(rows, "least_of", 0, 2)
        case Quantifier.AT_LEAST:
            true, possible = _how_many(rows)
            return Flag(f"(CASE WHEN {true} >= {count} THEN TRUE WHEN {possible} < {count} THEN FALSE END)", True)
        case Quantifier.COUNT:
            return _count(rows)
        case Quantifier.SUM:
            return _sum(rows, index, node)
        case Quantifier.MAX | Quantifier.MIN:
            return _outermost(rows, kind)
        case Quantifier.SUM_PER_YEAR:
            return _sum_per_year(rows, node)


def rows_of(part: Part, index: int, node: Node) -> Rows:
    """Read what is asked of each record of a list."""
    assert node.body is not None
    held = cast(RecordsHeld, part.of(node.args[0]))
    inside = Part(part.emission, Level(), part, f"{part.place}{index}_", f"e{part.depth}", held.record)
    inside.read(node.body.nodes)
    condition = node.body.condition
    holds = Flag("TRUE", False) if condition is None else inside.flag(condition)
    rows = part.rows[index] = Rows(part, inside, node.body, held.text, holds)
    return rows


# --- truths and counts --------------------------------------------------------------------------------------------------


def _truth(rows: Rows, function: str, decides: int, otherwise: int) -> Flag:
    """One record that decides it does; else one that may; else, and of no records, none does."""
    dialect = rows.part.emission.dialect
    codes = rows.part.helper(getattr(dialect, function)(rows.each(rows.code)))
    truth = {2: "TRUE", 0: "FALSE"}
    known = f"WHEN {codes} = {decides} THEN {truth[decides]} WHEN {codes} = 1 THEN NULL ELSE {truth[otherwise]}"
    return Flag(f"(CASE WHEN {rows.records} IS NULL THEN NULL {known} END)", True)


def _how_many(rows: Rows) -> tuple[str, str]:
    """Return how many records count, and how many may; null of a list that is not known."""
    dialect = rows.part.emission.dialect
    codes = rows.part.helper(rows.each(rows.code))
    true = rows.part.helper(dialect.how_many(dialect.those(codes, "q", "q = 2")))
    if not rows.holds.open:
        return true, true
    return true, rows.part.helper(dialect.how_many(dialect.those(codes, "q", "q > 0")))


def _count(rows: Rows) -> Number:
    exact, unknown = rows.part.exact, Interval(_NOTHING, None)
    true, possible = _how_many(rows)
    ends = [End(Whole(text, Extent(0, RECORDS)), exact.constant(1), True) for text in (true, possible)]
    if true == possible:
        return exact.number(ends[0], unknown)
    return Number(exact.or_else(ends[0], _NOTHING), ends[1])


# --- sums ---------------------------------------------------------------------------------------------------------------


def _value(rows: Rows) -> Number:
    """Return what is asked of each record: above a line that is the same for all."""
    assert rows.body.value is not None
    value = rows.inside.number(rows.body.value)
    if value.low.scale is None or value.high.scale is None:
        raise LeftOpenError("fractions")
    return value


def _sum(rows: Rows, index: int, node: Node) -> Number:
    """What counts is summed up; what may count adds anything between nothing and its value."""
    part, exact, value = rows.part, rows.part.exact, _value(rows)
    unknown = _of_any_records(part, index, node)
    if value.point is not None and not value.open and not rows.holds.open and all(map(_is_constant, unknown)):
        total = _total(rows, f"(CASE WHEN {rows.holds.text} THEN {value.point.above.text} ELSE 0 END)", value.point)
        return exact.number(End(total, value.point.under, True), Interval(*(_constant(end) for end in unknown)))
    not_known = f"{rows.records} IS NULL"
    low = exact.case([(not_known, unknown[0])], _total_of(rows, value.low, "LEAST"))
    return Number(low, exact.case([(not_known, unknown[1])], _total_of(rows, value.high, "GREATEST")))


def _is_constant(end: End) -> bool:
    """Say whether an end is the same in all rows: nothing, or infinity."""
    return not end.open or end.above.text.startswith("CAST(NULL")


def _constant(end: End) -> Fraction | None:
    return None if end.open else _NOTHING


def _total_of(rows: Rows, end: End, function: str) -> End:
    """Add up one end: what may count adds it, or nothing where that lies further out; infinity where one is."""
    exact, above = rows.part.exact, end.above.text
    holds, never_below = rows.holds.text, end.above.extent.low >= 0
    if not rows.holds.open or (never_below and function == "LEAST"):
        counted = f"WHEN {holds} THEN {above} ELSE 0"
    elif never_below:
        counted = f"WHEN NOT {holds} THEN 0 ELSE {above}"
    else:
        counted = f"WHEN {holds} THEN {above} WHEN {holds} IS NULL THEN {function}({above}, 0) ELSE 0"
    if end.open:
        counted = f"WHEN {rows.code} > 0 AND {above} IS NULL THEN NULL {counted}"
    name = rows.part.helper(rows.each(f"(CASE {counted} END)"))
    total = _added(rows, name, end)
    if not end.open:
        return End(total, end.under, True)
    dialect = rows.part.emission.dialect
    infinite = f"{dialect.how_many(dialect.those(name, 'q', 'q IS NULL'))} > 0"
    return exact.case([(infinite, exact.lacking())], End(total, end.under, True))


def _total(rows: Rows, text: str, end: End) -> Whole:
    return _added(rows, rows.part.helper(rows.each(text)), end)


def _added(rows: Rows, values: str, end: End) -> Whole:
    """Add up a list, in a column that holds the sum of the longest list."""
    text, total = _added_up(rows.part, values, end.above.extent)
    return Whole(f"(CASE WHEN {rows.records} IS NOT NULL THEN {text} END)", total)


def _added_up(part: Part, values: str, each: Extent) -> tuple[str, Extent]:
    """Return the sum of a list that may be empty, and what it lies between."""
    extent = covering([each, Extent(0, 0)])
    total = Extent(extent.low * RECORDS, extent.high * RECORDS)
    if total.largest > WIDE:
        raise LeftOpenError("width")
    dialect = part.emission.dialect
    type_ = "BIGINT" if total.is_narrow else dialect.wide
    return f"CAST(COALESCE({dialect.sum_of(values, type_)}, 0) AS {type_})", total


def _sum_per_year(rows: Rows, node: Node) -> Number:
    """The sum of each calendar year, at most the cap, added up: where it is known of each record what it counts, and when."""
    part, inside, key = rows.part, rows.inside, cast(int, rows.body.key)
    if part.level.beyond is None:
        raise LeftOpenError("per_year")
    value, cap = _value(rows).low, part.number(node.args[1]).low
    both = part.exact.alike([value, cap])
    if both is None:
        raise LeftOpenError("fractions")
    (each_value, each_cap), scale = both
    year, which = _year(rows, key)
    unsure = f"{rows.code} = 1 OR {inside.open(cast(int, rows.body.value))} OR {which}"
    dialect, counts = part.emission.dialect, f"{rows.code} = 2"
    opened = part.helper(rows.each(f"(CASE WHEN {rows.code} = 0 THEN 0 WHEN {unsure} THEN 1 ELSE 0 END)"))
    part.decide_otherwise(f"{dialect.greatest_of(opened)} = 1")
    if part.number(node.args[1]).open:
        part.decide_otherwise(part.open(node.args[1]))
    worth = f"(CASE WHEN {counts} THEN GREATEST({each_value.text}, 0) ELSE 0 END)"
    pairs = part.helper(rows.each([f"(CASE WHEN {counts} THEN {year} END)", worth]))
    years = dialect.distinct(dialect.those(dialect.each(pairs, "q", "q.a0"), "q", "q IS NOT NULL"))
    of_year = _added_up(part, dialect.each(dialect.those(pairs, "q", "(q.a0 = y)"), "q", "q.a1"), each_value.extent)[0]
    sums = part.helper(dialect.each(years, "y", f"LEAST({of_year}, GREATEST({each_cap.text}, 0))"))
    most = Extent(0, max(each_cap.extent.high, 0))
    total = _added(rows, sums, End(Whole(sums, most), part.exact.constant(scale), True))
    return part.exact.number(End(total, part.exact.constant(scale), True), Interval(_NOTHING, None))


def _year(rows: Rows, key: int) -> tuple[str, str]:
    """Return the year of the day of a record, and the condition that it is open."""
    inside, day = rows.inside, rows.inside.number(key)
    first = calendar_part(inside, "year", day.low.above.text)
    if day.point is not None:
        return calendar_part(inside, "year", day.point.above.text), inside.open(key)
    return first, f"({first} = {calendar_part(inside, 'year', day.high.above.text)}) IS NOT TRUE"


def _of_any_records(part: Part, index: int, node: Node) -> tuple[End, End]:
    """Return what any number of records of any kind may add up to: bounded by nothing on the side that no single one passes."""
    assert node.body is not None and node.body.value is not None
    anyone = Part(part.emission, part.level, part, f"{part.place}{index}x_", "", node.body.record)
    anyone.read(node.body.nodes)
    value = anyone.number(node.body.value)
    return _bounded(part, value.low, ">="), _bounded(part, value.high, "<=")


def _bounded(part: Part, end: End, sign: str) -> End:
    """Return nothing, where an end lies on that side of it, else infinity."""
    exact, zero = part.exact, part.exact.fraction(_NOTHING)
    lowest, highest = end.above.extent.low, end.above.extent.high
    if not end.open and (lowest >= 0 if sign == ">=" else highest <= 0):
        return zero
    if end == exact.lacking() or (not end.open and end.above.constant is not None):
        return exact.lacking()
    return exact.case([(f"{end.above.text} {sign} 0", zero)], exact.lacking())


# --- the greatest and the least -------------------------------------------------------------------------------------------


def _outermost(rows: Rows, kind: Quantifier) -> Number:
    """The greatest, or the least, of what counts: nothing is known of it while it is not known that anything does."""
    part, value = rows.part, _value(rows)
    greatest = kind is Quantifier.MAX
    sure, further = (value.low, value.high) if greatest else (value.high, value.low)
    if value.point is not None and not value.open and not rows.holds.open:
        return part.exact.number(_best(rows, rows.code, value.point, greatest))
    counts = part.helper(rows.each(rows.code))
    dialect = part.emission.dialect
    some = part.helper(f"{dialect.how_many(dialect.those(counts, 'q', 'q = 2'))} > 0")
    inner = _best(rows, rows.code, sure, greatest)
    outer = _best(rows, f"(CASE WHEN {rows.code} > 0 THEN 2 ELSE 0 END)", further, greatest)
    lacking = part.exact.lacking(date=sure.above.date)
    none = [(f"{some} IS NOT TRUE", lacking)]
    if further.open:
        ends = part.helper(rows.each(f"(CASE WHEN {rows.code} > 0 AND {further.above.text} IS NULL THEN 1 ELSE 0 END)"))
        none.append((f"{dialect.greatest_of(ends)} = 1", lacking))
    outer = part.exact.case(none, outer)
    return Number(inner, outer) if greatest else Number(outer, inner)


def _best(rows: Rows, code: str, end: End, greatest: bool) -> End:
    dialect, above = rows.part.emission.dialect, end.above
    # What is made of it is reckoned with in 64 bits, of a number that is written too.
    is_written = above.constant is not None and above.extent.is_narrow and not above.date
    values = rows.each(f"(CASE WHEN {code} = 2 THEN {dialect.of_64_bits(above.text) if is_written else above.text} END)")
    text = dialect.greatest_of(values) if greatest else dialect.least_of(values)
    return End(Whole(text, end.above.extent, end.above.date), end.under, True)
