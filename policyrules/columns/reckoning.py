"""What a query makes of numbers: how it reckons with them, rounds them, and takes the least or the greatest.

In: numbers as a query holds them. Out: numbers. One that is known, or else anything at all, is one column; any other is two,
one for each end, and each rule says of ends what the reference says of intervals. Knows no records.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import cast

from attrs import evolve

from policyrules.backends.reference import combined
from policyrules.columns import pairs
from policyrules.columns.choosing import any_of, either, extreme_of, outermost
from policyrules.columns.comparing import no_less, where_open
from policyrules.columns.exact import Exact, values
from policyrules.columns.extents import Extent
from policyrules.columns.held import End, Ends, Lacking, Number, Stepped, Whole
from policyrules.columns.parts import LeftOpenError, Part
from policyrules.columns.stepped import outermost_step
from policyrules.core.program import Node
from policyrules.values.answers import WHOLE_LINE, Interval
from policyrules.values.intervals import holds_zero

#: A text longer than this has a column of its own.
_LONGEST = 600


def spread(part: Part, node: Node, given: Sequence[Number] | None = None) -> Interval | None:
    """Return what is known of a number while one of its arguments is not known, where that is the same in all rows.

    `None` where it depends on the others, or on more than whether they are known.
    """
    given = [part.number(one) for one in node.args] if given is None else given
    if any(number.point is None for number in given):
        return None
    unknown = [number for number in given if number.open]
    others = [one for one, number in zip(node.args, given, strict=True) if not number.open]
    if len(unknown) == 1 and all(part.answers[one] is not None for one in others):
        answers = [number.unknown if number.open else part.answers[one] for one, number in zip(node.args, given, strict=True)]
        return cast(Interval, combined(node, [answer for answer in answers if answer is not None]))
    return WHOLE_LINE if all(number.unknown == WHOLE_LINE for number in unknown) else None


def points(part: Part, node: Node) -> list[End]:
    """Return the arguments of a node as the numbers that they are where they are known."""
    return [cast(End, part.number(one).point) for one in node.args]


def known_or(part: Part, known: Callable[..., End], given: Sequence[Number], ends: Callable[[], Ends]) -> Number:
    """Return the number that is made of numbers where these are known, and what it lies between where one is not."""
    exact = [number.exact for number in given]
    if None in exact:
        return Number(*ends())
    if part.asking in part.passed_on and (number := _passed_on(part, known(*exact), ends)) is not None:
        return number
    return either(part, known(*exact), ends, anywhere=True)


def _passed_on(part: Part, known: End, ends: Callable[[], Ends]) -> Number | None:
    """Return a number without columns of its own, for what reckons with it; `None` where its texts are too long for that."""
    level = part.level
    before = part.temporary, dict(level.helpers), None if level.beyond is None else list(level.beyond)
    with part.only_where(part.exact.lacks(known)):
        low, high = ends()
    texts = [text for end in (known, low, high) for text in (end.above.text, end.under.text)]
    if part.temporary == before[0] and all(len(text) <= _LONGEST for text in texts):
        return Number(low, high, known=known)
    level.helpers, level.beyond = before[1], before[2]
    return None


def arithmetic(part: Part, index: int, node: Node) -> Number:
    """Answer + − × /."""
    left, right = part.number(node.args[0]), part.number(node.args[1])
    sign = cast(str, node.data)
    if left.low.above.date or right.low.above.date:
        return _days(part, node, left, right)
    exact, unknown = part.exact, spread(part, node)
    if sign == "/":
        return _quotient(part, node, left, right, exact.fraction(Fraction(0)))
    if sign == "*":
        return _product(part, node, left, right, unknown)
    operation = exact.add if sign == "+" else exact.subtract
    if unknown is not None:
        return exact.number(operation(*points(part, node)), unknown)
    first, second = (right.low, right.high) if sign == "+" else (right.high, right.low)

    def ends() -> Ends:
        return operation(left.low, first), operation(left.high, second)

    if sign == "+" and (number := pairs.added(exact, left, right)) is not None:
        return number
    return known_or(part, operation, (left, right), ends)


def _days(part: Part, node: Node, left: Number, right: Number) -> Number:
    """The days from one date to another."""
    if node.data != "-" or not (left.low.above.date and right.low.above.date):
        raise LeftOpenError("date")

    def between(last: End, first: End) -> End:
        text = part.emission.dialect.days_between(first.above.text, last.above.text)
        extent = last.above.extent.plus(first.above.extent.negated())
        return End(Whole(text, extent), part.exact.constant(1), last.open or first.open)

    unknown = spread(part, node)
    if unknown is not None:
        return part.exact.number(between(*points(part, node)), unknown)
    ends = (left.low, right.high), (left.high, right.low)
    return known_or(part, between, (left, right), lambda: (between(*ends[0]), between(*ends[1])))


def _product(part: Part, node: Node, left: Number, right: Number, unknown: Interval | None) -> Number:
    exact = part.exact
    if any(number.point is not None and number.point.above.constant == 0 for number in (left, right)):
        return exact.number(exact.fraction(Fraction(0)))  # whatever the other is
    if unknown is None:
        return known_or(part, exact.multiply, (left, right), lambda: _product_of_ends(part, left, right))
    one, other = points(part, node)
    product = exact.multiply(one, other)
    nothing = [
        f"{this.above.text} = 0"
        for this, that in ((one, other), (other, one))
        if that.open and this.above.extent.holds(0) and this.above.constant is None
    ]
    if nothing:
        product = exact.case([(any_of(nothing), exact.fraction(Fraction(0)))], product)
    return exact.number(product, unknown)


def _product_of_ends(part: Part, left: Number, right: Number) -> Ends:
    """The hull of the corners, where nothing times infinity is nothing."""
    exact = part.exact
    for one, other in ((left, right), (right, left)):
        if not other.low.open and no_less(values(other.low)[0], Fraction(0)):
            return _times_no_less_than_nothing(part, one, other)
    a, b, c, d = (part.helping(end) for end in (left.low, left.high, right.low, right.high))
    corners = [("TRUE", part.helping(_corner(exact, one, other))) for one in (a, b) for other in (c, d)]
    down = (_meets(a, d, ">"), _meets(c, b, ">"), _meets(b, c, "<"), _meets(d, a, "<"))
    up = (_meets(a, c, "<"), _meets(c, a, "<"), _meets(b, d, ">"), _meets(d, b, ">"))
    low, high = extreme_of(part, corners, "LEAST"), extreme_of(part, corners, "GREATEST")
    return _unless(exact, down, low), _unless(exact, up, high)


def _times_no_less_than_nothing(part: Part, left: Number, right: Number) -> Ends:
    """Multiply by numbers none of which is below zero: no corners have to be held against each other."""
    exact, nothing, lacking = part.exact, part.exact.fraction(Fraction(0)), part.exact.lacking()
    a, b, c, d = (part.helping(end) for end in (left.low, left.high, right.low, right.high))
    none = f"{d.above.text} = 0" if d.above.extent.holds(0) and d.above.constant is None else "FALSE"
    low, high = [(exact.lacks(a), lacking)], [(exact.lacks(b), lacking)]
    low.append((exact.on_side(a, "<"), exact.multiply(a, d)))
    high.append((exact.on_side(b, ">"), exact.multiply(b, d)))
    if a.open:
        low.insert(0, (none, nothing))
    if b.open:
        high.insert(0, (none, nothing))
    return exact.case(low, exact.multiply(a, c)), exact.case(high, exact.multiply(b, c))


def _corner(exact: Exact, one: End, other: End) -> End:
    product = exact.multiply(one, other)
    if not product.open:
        return product
    return exact.case([(f"{one.above.text} = 0 OR {other.above.text} = 0", exact.fraction(Fraction(0)))], product)


def _meets(infinite: End, other: End, sign: str) -> str | None:
    """Say whether an end at infinity meets one that is not zero, on the side of the sign; an infinity is on it."""
    if not infinite.open:
        return None
    beside = f"({other.above.text} IS NULL OR {other.above.text} {sign} 0)" if other.open else f"{other.above.text} {sign} 0"
    return f"({infinite.above.text} IS NULL AND {beside})"


def _unless(exact: Exact, conditions: Sequence[str | None], end: End) -> End:
    held = [one for one in conditions if one is not None]
    return exact.case([(any_of(held), exact.lacking())], end) if held else end


def growth(part: Part, index: int, node: Node) -> Number:
    """One question, not (a − b) / b: there, b stands twice, and its interval would count twice."""
    left, right = part.number(node.args[0]), part.number(node.args[1])
    return _quotient(part, node, left, right, part.exact.fraction(Fraction(1)), of_growth=True)


def _quotient(part: Part, node: Node, left: Number, right: Number, less: End, *, of_growth: bool = False) -> Number:
    """Divide, and take off `less`; a growth has a base above zero."""
    exact = part.exact
    unknown = _quotient_spread(part, node, left, right, of_growth)
    if unknown is not None:
        return exact.number(_divided(part, points(part, node), less, of_growth, alone=True), unknown)

    def known(one: End, other: End) -> End:
        return _divided(part, (one, other), less, of_growth)

    def ends(one: Number, other: Number) -> Ends:
        return _quotient_of_ends(part, one, other, less, of_growth=of_growth)

    number = known_or(part, known, (left, right), lambda: ends(left, right))
    if left.point is None or right.point is None or right.point.above.extent.low <= 0 or not (left.open and right.open):
        return number  # a number of which more is known than which facts are not, or one that is not known though all are
    cases = [
        Lacking(condition, ends(_between(*one), _between(*other))) for condition, one, other in where_open(part, left, right)
    ]
    return evolve(number, lacking=tuple(cases))


def _between(low: End, high: End) -> Number:
    return Number(low, high, low if low == high else None)


def _divided(part: Part, given: Sequence[End], less: End, of_growth: bool, *, alone: bool = False) -> End:
    """Divide two numbers: null where one is not known, or there is no quotient.

    With `alone`, what stands above the line is null then, whatever stands under it.
    """
    exact, one, other = part.exact, given[0], part.helping(given[1])
    positive = exact.subtract(exact.over(one, other), less) if of_growth else exact.over(one, other)
    if not of_growth and other.above.extent.low < 0:
        negative = exact.over(exact.negate(one), exact.negate(other))
        found = exact.case([(exact.on_side(other, ">"), positive), (exact.on_side(other, "<"), negative)], exact.lacking())
        return End(found.above, found.under, True)
    guard = exact.on_side(other, ">") if other.above.extent.low <= 0 else "TRUE"
    if guard == "TRUE" and other.open and alone:
        guard = f"{other.above.text} IS NOT NULL"
    # What stands under the line is looked at only where there is something above it.
    above = exact.case([(guard, End(positive.above, exact.constant(1), True))], exact.lacking()).above
    return End(above, positive.under, guard != "TRUE" or one.open or other.open)


def _quotient_of_ends(part: Part, left: Number, right: Number, less: End, *, of_growth: bool) -> Ends:
    exact = part.exact
    a, b, c, d = (part.helping(end) for end in (left.low, left.high, right.low, right.high))
    low, high = _over_positive(part, a, b, c, d)
    cases = [(exact.on_side(c, ">"), exact.subtract(low, less), exact.subtract(high, less))]
    if not of_growth and (values(d)[0] is None or cast(Fraction, values(d)[0]) < 0):
        low, high = _over_positive(part, exact.negate(b), exact.negate(a), exact.negate(d), exact.negate(c))
        cases.append((exact.on_side(d, "<"), low, high))
    lows, highs = [(guard, low) for guard, low, _ in cases], [(guard, high) for guard, _, high in cases]
    return exact.case(lows, exact.lacking()), exact.case(highs, exact.lacking())


def _quotient_spread(part: Part, node: Node, left: Number, right: Number, of_growth: bool) -> Interval | None:
    """As `spread`: a base that may be zero, or in a growth below it, says nothing in any row in which it is not known."""
    found = spread(part, node)
    if found is not None or left.point is None or right.point is None:
        return found
    base = right.unknown
    says_nothing = (base.low is None or base.low <= 0) if of_growth else holds_zero(base)
    return WHOLE_LINE if left.is_whole_line and right.open and says_nothing else None


def _over_positive(part: Part, low: End, high: End, least: End, most: End) -> Ends:
    """Divide by numbers above zero: the ends; what is divided by infinity is nothing."""
    exact, zero = part.exact, part.exact.fraction(Fraction(0))
    by_least = exact.over(low, least), exact.over(high, least)
    by_most = exact.over(low, most), exact.over(high, most)
    infinite = (exact.lacks(most), zero)
    if least == most:
        return by_most
    # Nothing divided by whatever is nothing: an end that is nothing need not be told from one on the side that is sure.
    always_below, always_above = low.above.extent.high <= 0, high.above.extent.low >= 0
    first = [(exact.lacks(low), exact.lacking()), ("TRUE" if always_below else exact.on_side(low, "<"), by_least[0])]
    last = [(exact.lacks(high), exact.lacking()), ("TRUE" if always_above else exact.on_side(high, ">"), by_least[1])]
    return exact.case([*first, infinite], by_most[0]), exact.case([*last, infinite], by_most[1])


def extreme(part: Part, index: int, node: Node) -> Number:
    """The least or the greatest, end by end."""
    held = [part.of(one) for one in node.args]
    stepped = [one for one in held if isinstance(one, Stepped)]

    def plainly() -> Number:
        return _extreme(part, node, [_plainly(part, one) if isinstance(one, Stepped) else cast(Number, one) for one in held])

    def ends() -> Ends:
        number = plainly()
        return number.low, number.high

    number = outermost_step(part, stepped, ends, largest=node.data != "min") if len(stepped) == len(held) else None
    return number or plainly()


def _plainly(part: Part, one: Stepped) -> Number:
    number = one.plainly()
    return number if number.point is None else part.exact.number(part.helping(number.point), number.unknown)


def _extreme(part: Part, node: Node, given: Sequence[Number]) -> Number:
    function = "LEAST" if node.data == "min" else "GREATEST"
    points = [("TRUE", number.point) for number in given if number.point is not None]
    if not any(number.open for number in given):
        return part.exact.number(extreme_of(part, points, function))
    unknown = spread(part, node, given)
    limited = any(part.answers[one] is not None and not number.open for one, number in zip(node.args, given, strict=True))
    if len(given) == 2 and limited and unknown is not None:
        return part.exact.number(_limited(part, given, function), unknown)
    ends = zip(*((number.low, number.high) for number in given), strict=True)
    lows, highs = ([("TRUE", part.helping(end)) for end in side] for side in ends)
    if node.data == "min":
        return Number(outermost(part, lows, "LEAST"), extreme_of(part, highs, "LEAST"))
    return Number(extreme_of(part, lows, "GREATEST"), outermost(part, highs, "GREATEST"))


def _limited(part: Part, given: Sequence[Number], function: str) -> End:
    """Hold a number within a limit that is known; null where it is not known."""
    one, limit = (cast(End, number.point) for number in sorted(given, key=lambda number: not number.open))
    (low, high), (least, most) = values(one), values(limit)
    if no_less(low, most) if function == "GREATEST" else no_less(least, high):
        return one
    beyond = part.exact.below(limit, one) if function == "LEAST" else part.exact.below(one, limit)
    return part.exact.case([(beyond, limit)], one)


def by_ends(part: Part, number: Number, unknown: Interval | None, made: Callable[[End], End]) -> Number:
    """Ask the same of both ends, or of the number that is known."""
    if number.point is not None and unknown is not None:
        return part.exact.number(made(number.point), unknown)
    return known_or(part, made, (number,), lambda: (made(number.low), made(number.high)))


def rounded(part: Part, index: int, node: Node) -> Number:
    """Round to multiples of a step that is written."""
    step = cast(Interval, part.answers[node.args[1]]).point
    assert step is not None
    way = cast(str, node.data)
    return by_ends(part, part.number(node.args[0]), spread(part, node), lambda end: _rounded(part, end, step, way))


def _rounded(part: Part, end: End, step: Fraction, way: str) -> End:
    exact, dialect = part.exact, part.emission.dialect
    end = part.helping(end)
    above = exact.times(end.above, exact.constant(step.denominator))
    under = exact.times(end.under, exact.constant(step.numerator))
    size = exact.magnitude(above)
    if way == "half_up":
        size = exact.plus(exact.times(size, exact.constant(2)), under)
        under = exact.times(under, exact.constant(2))
    elif way == "up":
        size = exact.minus(exact.plus(size, under), exact.constant(1))
    by = under.text if under.constant is not None else f"NULLIF({under.text}, 0)"
    most = size.extent.largest // max(under.extent.low, 1) + 1
    steps = Whole(dialect.quotient(part.helper(size.text), by, most), Extent(0, most))
    if end.above.extent.low < 0:
        below_zero = exact.negated(steps).text
        steps = Whole(f"(CASE WHEN {end.above.text} < 0 THEN {below_zero} ELSE {steps.text} END)", Extent(-most, most))
    return End(exact.times(steps, exact.constant(step.numerator)), exact.constant(step.denominator), end.open)
