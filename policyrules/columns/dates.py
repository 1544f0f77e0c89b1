"""What a query asks of dates: how they are moved, which year, month or day they are, how much time has passed, what held then.

In: dates as a query holds them. Out: dates and numbers. What engines do alike with dates is written out here, so that a day
which a month does not have is the same day everywhere. Knows no records.
"""

from fractions import Fraction
from math import lcm
from typing import cast

from policyrules.columns.choosing import extreme_of, whole
from policyrules.columns.extents import Extent
from policyrules.columns.held import End, Number, Whole
from policyrules.columns.parts import Part
from policyrules.columns.reckoning import by_ends, known_or, points, spread
from policyrules.core.program import Node
from policyrules.values.answers import Interval
from policyrules.values.quantity import LAST_DAY, add_months
from policyrules.values.types import Scalar

#: So many months or days lie between any two days.
_MOST_MONTHS, _MOST_DAYS = 120_000, 4_000_000


def shifted(part: Part, index: int, node: Node) -> Number:
    """Move a date by months or days, within the days that exist."""
    direction, unit = cast(str, node.data)[0], cast(str, node.data)[1:]
    day, steps = part.number(node.args[0]), part.number(node.args[1])

    def moved(start: End, by: End) -> End:
        far = whole(by) if direction == "+" else part.exact.negated(whole(by))
        return End(_moved(part, start.above, far, unit), part.exact.constant(1), start.open or by.open)

    unknown = spread(part, node)
    if unknown is not None:
        return part.exact.number(moved(*points(part, node)), unknown)
    first, last = (steps.low, steps.high) if direction == "+" else (steps.high, steps.low)
    return known_or(part, moved, (day, steps), lambda: (moved(day.low, first), moved(day.high, last)))


def _moved(part: Part, day: Whole, far: Whole, unit: str) -> Whole:
    dialect, most = part.emission.dialect, _MOST_MONTHS if unit == "months" else _MOST_DAYS
    steps = far
    if far.extent.largest > most:
        name = part.helper(far.text)
        text = f"(CASE WHEN {name} > {most} THEN {most} WHEN {name} < -{most} THEN -{most} ELSE {name} END)"
        steps = Whole(text, Extent(max(far.extent.low, -most), min(far.extent.high, most)))
    move = dialect.later_by_months if unit == "months" else dialect.later_by_days
    low, high = _ends_moved(day.extent, steps.extent, unit)
    text = move(day.text, steps.text)
    if low >= 1 and high <= LAST_DAY:
        return Whole(text, Extent(low, high), True)
    name = part.helper(text)
    first, last = dialect.literal_day(1), dialect.literal_day(LAST_DAY)
    text = f"(CASE WHEN {name} < {first} THEN {first} WHEN {name} > {last} THEN {last} ELSE {name} END)"
    return Whole(text, Extent(min(max(low, 1), LAST_DAY), max(min(high, LAST_DAY), 1)), True)


def _ends_moved(days: Extent, steps: Extent, unit: str) -> tuple[int, int]:
    """Return between which days the moved ones lie, counted on beyond the days that exist."""
    if unit == "days":
        return days.low + steps.low, days.high + steps.high
    low, high = add_months(days.low, steps.low), add_months(days.high, steps.high)
    return (0 if low == 1 else low), (LAST_DAY + 1 if high == LAST_DAY else high)


_PARTS = {"year": (1, 9999), "month": (1, 12), "day": (1, 31), "year_quarter": (4, 39_999), "year_month": (12, 119_999)}


def calendar(part: Part, index: int, node: Node) -> Number:
    """The year, month or day of a date, or which quarter or month of the calendar it lies in."""
    asked, number = cast(str, node.data), part.number(node.args[0])

    def made(end: End) -> End:
        day = part.helping(end).above
        text = calendar_part(part, asked, day.text)
        return End(Whole(text, Extent(*_PARTS[asked])), part.exact.constant(1), end.open)

    unknown = spread(part, node)
    if asked in ("month", "day") and number.point is None:
        known = made(number.low)
        same = part.exact.case([(part.exact.equal(number.low, number.high), known)], part.exact.lacking())
        return part.exact.number(same, Interval(*map(Fraction, _PARTS[asked])))
    return by_ends(part, number, unknown, made)


def calendar_part(part: Part, asked: str, day: str) -> str:
    """Return the year, month or day of a date, or which quarter or month of the calendar it lies in."""
    dialect = part.emission.dialect
    match asked:
        case "year_quarter":
            quarter = dialect.quotient(f"({dialect.of_day('month', day)} - 1)", "3", 3)
            return f"({dialect.of_day('year', day)} * 4 + {quarter})"
        case "year_month":
            return f"({dialect.of_day('year', day)} * 12 + {dialect.of_day('month', day)} - 1)"
        case _:
            return dialect.of_day(asked, day)


def elapsed(part: Part, index: int, node: Node) -> Number:
    """How many full years or months have passed: the fewest from the latest start to the earliest end."""
    start, end = part.number(node.args[0]), part.number(node.args[1])

    def passed(first: End, last: End) -> End:
        months = _full_months(part, part.helping(first).above.text, part.helping(last).above.text)
        text = part.emission.dialect.quotient(months, "12", _MOST_MONTHS) if node.data == "years" else months
        return End(Whole(text, Extent(-_MOST_MONTHS, _MOST_MONTHS)), part.exact.constant(1), first.open or last.open)

    unknown = spread(part, node)
    if unknown is not None:
        return part.exact.number(passed(*points(part, node)), unknown)
    return known_or(part, passed, (start, end), lambda: (passed(start.high, end.low), passed(start.low, end.high)))


def _full_months(part: Part, first: str, last: str) -> str:
    """Count the months between two days, less one that is not over; the last day of a month ends any."""
    of_day = part.emission.dialect.of_day

    def counted(one: str, other: str) -> str:
        years = f"({of_day('year', other)} - {of_day('year', one)})"
        months = f"({years} * 12 + ({of_day('month', other)} - {of_day('month', one)}))"
        open_ = f"{of_day('day', one)} > {of_day('day', other)} AND {other} <> last_day({other})"
        return f"({months} - (CASE WHEN {open_} THEN 1 ELSE 0 END))"

    return part.helper(f"(CASE WHEN {last} < {first} THEN -{counted(last, first)} ELSE {counted(first, last)} END)")


def parameter(part: Part, index: int, node: Node) -> Number:
    """The value on a day that differs from row to row: of what was published last, or of all that it may have been."""
    spec, number = part.emission.program.parameter(cast(str, node.data)), part.number(node.args[0])
    exact, range_, date = part.exact, Interval(spec.low, spec.high), spec.type is Scalar.DATE
    if not spec.values or spec.complete_to is None:
        return exact.known(range_, date=date)
    days = [day.toordinal() for day, _ in spec.values]
    scale = lcm(*(value.denominator for _, value in spec.values))
    ends = [End(exact.constant(int(value * scale), date=date), exact.constant(scale), False) for _, value in spec.values]
    first, last = (part.helping(end).above.text for end in (number.low, number.high))
    literal = part.emission.dialect.literal_day
    # What is published again as it was is not told again.
    told = [(day, end) for place, (day, end) in enumerate(zip(days, ends, strict=True)) if not place or end != ends[place - 1]]

    def on(day: str) -> list[tuple[str, End]]:
        """Return the values on a day from the latest to the second: before that, it is the first."""
        return [(f"{day} >= {literal(since)}", end) for since, end in told[:0:-1]]

    published = f"({first} >= {literal(days[0])} AND {last} <= {literal(spec.complete_to.toordinal())})"
    lacking = [(f"{published} IS NOT TRUE", exact.lacking(date=date))]
    if number.point is not None and (not number.open or not spec.is_published(number.unknown)):
        day = part.helping(number.point).above.text
        outside = f"({day} >= {literal(days[0])} AND {day} <= {literal(spec.complete_to.toordinal())}) IS NOT TRUE"
        return exact.number(exact.case([(outside, exact.lacking(date=date)), *on(day)], ends[0]), range_)
    later = [(f"({first} < {literal(day)} AND {last} >= {literal(day)})", end) for day, end in told]
    found = part.helping(exact.case(on(first), ends[0]))
    among = [("TRUE", found), *later]
    low, high = (exact.case(lacking, extreme_of(part, among, function)) for function in ("LEAST", "GREATEST"))
    return Number(_or(part, low, spec.low), _or(part, high, spec.high))


def _or(part: Part, end: End, number: Fraction | None) -> End:
    return part.exact.or_else(End(end.above, end.under, True), number)
