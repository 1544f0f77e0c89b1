"""Exact reckoning in SQL: whole numbers that provably fit their columns, and fractions of them.

In: numbers as a query holds them. Out: the texts of what is asked of them. Where a product might not fit the widest column, it
is left null for the rows in which it does not, and these rows are named: whoever runs the query decides them otherwise. Nothing
is ever rounded, wrapped or tried. Knows no program.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from operator import add, mul
from typing import cast

from attrs import field, frozen

from policyrules.columns.dialect import Dialect
from policyrules.columns.extents import NARROW, WIDE, Extent, covering, limits
from policyrules.columns.held import End, Number, Whole
from policyrules.columns.layout import Plain
from policyrules.values.answers import WHOLE_LINE, Interval

#: How a comparison is written from its other side.
_TURNED = {">=": "<=", "<": ">", "<=": ">=", ">": "<"}

Range = tuple[Fraction | None, Fraction | None]
Known = tuple[Fraction, Fraction]


@frozen
class Exact:
    """Writes whole numbers and fractions in a dialect. `beyond` is told the rows that a product does not fit."""

    dialect: Dialect
    beyond: Callable[[str], None]
    _constants: dict[tuple[int, bool], Whole] = field(factory=dict, init=False)

    # --- whole numbers ---

    def constant(self, number: int, *, date: bool = False) -> Whole:
        """Write a number, each once. Raises `OverflowError` for one that no column holds."""
        found = self._constants.get((number, date))
        if found is None:
            if abs(number) > WIDE:
                raise OverflowError
            text = self.dialect.literal_day(number) if date else self.dialect.whole(number)
            found = self._constants[number, date] = Whole(text, Extent(number, number), date, number)
        return found

    def plus(self, one: Whole, other: Whole) -> Whole:
        if one.constant is not None and other.constant is not None:
            return self.constant(one.constant + other.constant)
        if 0 in (one.constant, other.constant):
            return other if one.constant == 0 else one
        if (found := self._reckoned_before(one, other, add)) is not None:
            return found
        return self._reckoned(one, "+", other, one.extent.plus(other.extent), (WIDE // 2, WIDE // 2))

    def minus(self, one: Whole, other: Whole) -> Whole:
        if other.constant is not None:
            return self.plus(one, self.constant(-other.constant))
        if one.constant == 0:
            return self.negated(other)
        extent = one.extent.plus(other.extent.negated())
        return self._reckoned(one, "-", other, extent, (WIDE // 2, WIDE // 2))

    def negated(self, one: Whole) -> Whole:
        if one.constant is not None:
            return self.constant(-one.constant)
        return Whole(self.dialect.negated(one.text, narrow=one.extent.is_narrow), one.extent.negated())

    def magnitude(self, one: Whole) -> Whole:
        if one.extent.low >= 0:
            return one
        return Whole(self._size(one), Extent(0, one.extent.largest))

    def _size(self, one: Whole) -> str:
        return self.dialect.magnitude(one.text, narrow=one.extent.is_narrow)

    def times(self, one: Whole, other: Whole) -> Whole:
        if one.constant is not None and other.constant is not None:
            return self.constant(one.constant * other.constant)
        if 1 in (one.constant, other.constant):
            return other if one.constant == 1 else one
        if 0 in (one.constant, other.constant):
            return self.constant(0)
        if one.text == self._nulls[0]:
            return one
        if (found := self._reckoned_before(one, other, mul)) is not None:
            return found
        most = limits(one.extent, other.extent)
        return self._reckoned(one, "*", other, one.extent.times(other.extent), most)

    def _reckoned_before(self, one: Whole, other: Whole, operation: Callable[[int, int], int]) -> Whole | None:
        """Reckon with numbers that are written before any row is looked at: one of them is chosen among such."""
        chosen, number = (one, other.constant) if one.among else (other, one.constant)
        if not chosen.among or number is None:
            return None
        among = tuple((guard, None if each is None else operation(each, number)) for guard, each in chosen.among)
        return self._among(among) if all(each is None or abs(each) <= NARROW for _, each in among) else None

    def _among(self, among: tuple[tuple[str, int | None], ...]) -> Whole:
        """Return what is chosen among numbers of 64 bits that are written, at least one."""
        last = max(place for place, (_, number) in enumerate(among) if number is not None)
        texts = ["NULL" if number is None else self.dialect.whole(number) for _, number in among]
        texts[last] = self.dialect.of_64_bits(
            texts[last]
        )  # and with it all others, when the query is planned and not in each row
        rows = " ".join(f"WHEN {guard} THEN {text}" for (guard, _), text in zip(among[:-1], texts, strict=False))
        numbers = [number for _, number in among if number is not None]
        return Whole(f"(CASE {rows} ELSE {texts[-1]} END)", Extent(min(numbers), max(numbers)), among=among)

    def _reckoned(self, one: Whole, sign: str, other: Whole, extent: Extent, most: tuple[int, int]) -> Whole:
        """Write a sum or a product; where it might not fit, only of numbers no larger than `most`."""
        left = one.text if extent.is_narrow else self.dialect.widened(one.text)
        text = f"({left} {sign} {other.text})"
        if extent.is_wide:
            return Whole(text, extent)
        fits = " AND ".join(
            f"{self._size(number)} <= {self.dialect.whole(largest)}"
            for number, largest in zip((one, other), most, strict=True)
            if number.extent.largest > largest
        )
        self.beyond(f"NOT ({fits})")
        return Whole(f"(CASE WHEN {fits} THEN {text} END)", extent.within(WIDE))

    def chosen(self, text: str, among: Sequence[Whole]) -> Whole:
        """Return what is one of several numbers, in a column that holds each of them."""
        extent, date = covering(one.extent for one in among), among[0].date
        width = "BIGINT" if extent.is_narrow else self.dialect.wide
        return Whole(text if date else f"CAST({text} AS {width})", extent, date)

    # --- fractions ---

    def fraction(self, number: Fraction, *, date: bool = False) -> End:
        return End(self.constant(number.numerator, date=date), self.constant(number.denominator), False)

    def lacking(self, *, date: bool = False) -> End:
        """Return an end at infinity."""
        type_ = Plain.DATE if date else Plain.WHOLE
        nothing = Extent(1, 1) if date else Extent(0, 0)
        return End(Whole(self.dialect.null(type_), nothing, date), self.constant(1), True)

    def bound(self, number: Fraction | None, *, date: bool = False) -> End:
        return self.lacking(date=date) if number is None else self.fraction(number, date=date)

    def scaled(self, end: End, scale: int) -> Whole:
        """Return what stands above the line where `scale` stands under it, a multiple of what does now."""
        assert end.scale is not None
        return self.times(end.above, self.constant(scale // end.scale))

    def alike(self, ends: Sequence[End]) -> tuple[list[Whole], int] | None:
        """Return ends above one common denominator, and that; `None` where a denominator differs from row to row."""
        scales = [end.scale for end in ends]
        if None in scales:
            return None
        scale = lcm(*(one for one in scales if one is not None))
        return [self.scaled(end, scale) for end in ends], scale

    def sides(self, one: End, other: End) -> tuple[Whole, Whole]:
        """Return two whole numbers that are to each other as two fractions are; one is null where either fraction is."""
        if one.above.date or (one.under.text == other.under.text and self.is_told_above(one, other)):
            return one.above, other.above
        if one.scale is not None and other.scale is not None:
            common = lcm(one.scale, other.scale)
            return self.scaled(one, common), self.scaled(other, common)
        return self.times(one.above, other.under), self.times(other.above, one.under)

    def is_told_above(self, *ends: End) -> bool:
        """Say whether what stands above the line is null wherever an end is."""
        return all(not end.open or end.alone or end.under.constant is not None for end in ends)

    def at_least(self, one: End, other: End) -> str:
        """Say whether an end is no less than another; null where either is."""
        return self._held_against(one, ">=", other)

    def below(self, one: End, other: End) -> str:
        return self._held_against(one, "<", other)

    def _held_against(self, one: End, sign: str, other: End) -> str:
        """Compare two ends; a number that is written is turned into the unit of the column that it is held against."""
        if self.is_infinite(one) or self.is_infinite(other):
            return self.dialect.null(Plain.TRUTH)
        if one.above.constant is not None and other.above.constant is not None and one.scale and other.scale:
            first, second = one.above.constant * other.scale, other.above.constant * one.scale
            return self.truth({">=": first >= second, "<": first < second, "<=": first <= second, ">": first > second}[sign])
        if not one.open and not other.open and (sure := _surely(values(one), sign, values(other))) is not None:
            return self.truth(sure)
        if one.above.constant is not None and other.above.constant is None:
            return self._held_against(other, _TURNED[sign], one)
        if other.above.constant is not None and one.scale is not None and other.scale is not None and not one.above.date:
            limit = Fraction(other.above.constant * one.scale, other.scale)
            whole = -(-limit.numerator // limit.denominator) if sign in (">=", "<") else limit.numerator // limit.denominator
            return f"({one.above.text} {sign} {self.constant(whole).text})"
        if one.above.constant is not None and other.above.constant is not None and not one.above.date:
            if other.scale is not None:
                return self._fixed_over(one, sign, other)
            return self._fixed_over(other, _TURNED[sign], one)
        left, right = self.sides(one, other)
        return f"({left.text} {sign} {right.text})"

    def _fixed_over(self, one: End, sign: str, other: End) -> str:
        """Compare a number that is written over a column with one that is written: the column with a number."""
        factor, product = cast(int, other.above.constant), cast(int, one.above.constant) * cast(int, other.scale)
        if factor == 0:
            return self._held_against(self.fraction(Fraction(product)), sign, self.fraction(Fraction(0)))
        column = End(one.under, self.constant(1), one.open)
        return self._held_against(column, _TURNED[sign] if factor > 0 else sign, self.fraction(Fraction(product, factor)))

    def truth(self, value: bool) -> str:
        return "TRUE" if value else "FALSE"

    def either(self, holds: str, fails: str) -> str:
        """Return what is true where one condition holds, false where another does, and open elsewhere."""
        if "TRUE" in (holds, fails):
            return "TRUE" if holds == "TRUE" else "FALSE"
        never = ("FALSE", self.dialect.null(Plain.TRUTH))
        rows = [(condition, value) for condition, value in ((holds, "TRUE"), (fails, "FALSE")) if condition not in never]
        if not rows:
            return self.dialect.null(Plain.TRUTH)
        return f"(CASE {' '.join(f'WHEN {condition} THEN {value}' for condition, value in rows)} END)"

    def is_infinite(self, end: End) -> bool:
        """Say whether an end is at infinity in all rows."""
        return end.open and end.above.text in self._nulls

    @cached_property
    def _nulls(self) -> tuple[str, str]:
        return self.dialect.null(Plain.WHOLE), self.dialect.null(Plain.DATE)

    def lacks(self, end: End) -> str:
        """Return the condition that an end is at infinity, or a number not known."""
        if self.is_infinite(end) or not end.open:
            return self.truth(end.open)
        above = f"{end.above.text} IS NULL"
        return above if self.is_told_above(end) else f"({above} OR {end.under.text} IS NULL)"

    def on_side(self, end: End, sign: str) -> str:
        """Return the condition that an end lies above zero (`>`), or below it (`<`); null where it is at infinity."""
        extent = end.above.extent
        if not end.open and (extent.low > 0 if sign == ">" else extent.high < 0):
            return "TRUE"
        if (extent.high <= 0 if sign == ">" else extent.low >= 0) or self.is_infinite(end):
            return "FALSE"
        return f"{end.above.text} {sign} 0"

    def equal(self, one: End, other: End) -> str:
        left, right = self.sides(one, other)
        return f"({left.text} = {right.text})"

    # --- numbers ---

    def number(self, point: End, unknown: Interval = WHOLE_LINE) -> Number:
        """Return a number that is known, or as unknown as `unknown` says."""
        if not point.open:
            return Number(point, point, point)
        low, high = self.or_else(point, unknown.low), self.or_else(point, unknown.high)
        if unknown.point is not None:
            return Number(low, low, low)
        return Number(low, high, point, unknown)

    def case(self, guarded: Sequence[tuple[str, End]], last: End) -> End:
        """Return the end beside the first guard that holds, or the last one."""
        guarded, last = _possible(guarded, last)
        ends = [*(end for _, end in guarded), last]
        is_open = any(end.open for end in ends)
        both = None if last.above.date else self.alike(ends)
        aboves = [end.above for end in ends] if both is None else both[0]
        guards = [guard for guard, _ in guarded]
        if both is not None or last.above.date:
            under = self.constant(1 if both is None else both[1])
            return End(self._first(guards, aboves), under, is_open)
        return End(self._first(guards, aboves), self._first(guards, [end.under for end in ends]), is_open)

    def _is_written(self, one: Whole) -> bool:
        """Say whether a number is the same in all rows, null among them, and has 64 bits."""
        return one.text == self._nulls[0] or (one.constant is not None and one.extent.is_narrow and not one.date)

    def _first(self, guards: Sequence[str], wholes: Sequence[Whole]) -> Whole:
        if all(whole.text == wholes[-1].text for whole in wholes):
            return wholes[-1]
        if all(map(self._is_written, wholes)):
            return self._among(tuple(zip((*guards, ""), (whole.constant for whole in wholes), strict=False)))
        text = " ".join(f"WHEN {guard} THEN {whole.text}" for guard, whole in zip(guards, wholes, strict=False))
        return self.chosen(f"(CASE {text} ELSE {wholes[-1].text} END)", wholes)

    def or_else(self, end: End, number: Fraction | None) -> End:
        """Return an end, or a number where it is null."""
        if number is None or not end.open:
            return end
        if end.scale is not None and not end.above.date and not end.scale % number.denominator:  # the same, with fewer steps
            whole = self.constant(number.numerator * (end.scale // number.denominator))
            return End(self.coalesced(end.above, whole), end.under, False)
        return self.or_end(end, self.fraction(number, date=end.above.date))

    def or_end(self, end: End, other: End) -> End:
        """Return an end, or another one where it is null."""
        if self.is_infinite(other):
            return end
        both = None if end.above.date else self.alike([end, other])
        if both is None and not end.above.date:
            if end.under.text == other.under.text:
                return End(self.coalesced(end.above, other.above), end.under, other.open)
            lacks = self.lacks(end)
            above, under = (
                Whole(f"(CASE WHEN {lacks} THEN {second.text} ELSE {first.text} END)", covering([first.extent, second.extent]))
                for first, second in ((end.above, other.above), (end.under, other.under))
            )
            return End(above, under, other.open)
        (first, second), scale = both or ([end.above, other.above], 1)
        return End(self.coalesced(first, second), self.constant(scale), other.open)

    def coalesced(self, one: Whole, other: Whole) -> Whole:
        """Return a number, or another one where it is null."""
        if one.among and other.constant is not None and other.extent.is_narrow:
            return self._among(tuple((guard, other.constant if number is None else number) for guard, number in one.among))
        return Whole(f"COALESCE({one.text}, {other.text})", covering([one.extent, other.extent]), one.date)

    def known(self, interval: Interval, *, date: bool = False) -> Number:
        """Return what everybody knows of a number beforehand."""
        if interval.point is not None:
            return self.number(self.fraction(interval.point, date=date))
        low, high = (self.bound(end, date=date) for end in (interval.low, interval.high))
        return Number(low, high, self.lacking(date=date), interval)

    # --- arithmetic with fractions ---

    def add(self, one: End, other: End) -> End:
        """Add two ends; infinity where either is."""
        is_open = one.open or other.open
        if one.under.text == other.under.text:
            return End(self.plus(one.above, other.above), one.under, is_open)
        both = self.alike([one, other])
        if both is not None:
            return End(self.plus(*both[0]), self.constant(both[1]), is_open)
        under, first = self.times(one.under, other.under), self.times(one.above, other.under)
        if other.above.constant is not None and other.above.constant < 0:
            return End(self.minus(first, self.times(self.constant(-other.above.constant), one.under)), under, is_open)
        return End(self.plus(first, self.times(other.above, one.under)), under, is_open)

    def negate(self, end: End) -> End:
        return End(self.negated(end.above), end.under, end.open)

    def subtract(self, one: End, other: End) -> End:
        return self.add(one, self.negate(other))

    def multiply(self, one: End, other: End) -> End:
        return End(self.times(one.above, other.above), self.times(one.under, other.under), one.open or other.open)

    def over(self, one: End, other: End) -> End:
        """Divide by an end that is above zero wherever that is looked at."""
        if other.above.extent.high <= 0:
            return self.lacking()
        above_one, above_other = one.under, other.under
        if one.scale is not None and other.scale is not None:
            common = gcd(one.scale, other.scale)
            above_one, above_other = self.constant(one.scale // common), self.constant(other.scale // common)
        above, under = self.times(one.above, above_other), self.times(other.above, above_one)
        under = Whole(under.text, Extent(1, max(under.extent.high, 1)), constant=under.constant)
        return End(above, under, one.open or other.open)


def _possible(guarded: Sequence[tuple[str, End]], last: End) -> tuple[list[tuple[str, End]], End]:
    """Leave out what is never chosen."""
    kept: list[tuple[str, End]] = []
    for guard, end in guarded:
        if guard == "TRUE":
            return kept, end
        if guard != "FALSE":
            kept.append((guard, end))
    return kept, last


def _surely(one: Range, sign: str, other: Range) -> bool | None:
    """Compare what lies between ends, where that tells."""
    if None in one or None in other:
        return None
    (low, high), (least, most) = cast(Known, one), cast(Known, other)
    match sign:
        case ">=" | "<":
            sure = True if low >= most else False if high < least else None
        case _:
            sure = True if high <= least else False if low > most else None
    return sure if sure is None or sign in (">=", "<=") else not sure


def values(end: End) -> Range:
    """Return what the values of an end lie between, where it is not null; `None` where nothing is sure."""
    if end.scale is None:
        return None, None
    return Fraction(end.above.extent.low, end.scale), Fraction(end.above.extent.high, end.scale)
