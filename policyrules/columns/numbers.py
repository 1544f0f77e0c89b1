"""What a query asks of numbers: how they are compared, reckoned with and rounded.

In: numbers as a query holds them. Out: truths and numbers. A number that is known, or else anything at all, is one column; any
other is two, one for each end, and each rule says of the ends what the reference says of intervals. Knows no records.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import cast

from policyrules.backends.reference import combined
from policyrules.columns.choosing import any_of, extreme_of, outermost
from policyrules.columns.exact import Exact, values
from policyrules.columns.extents import Extent
from policyrules.columns.held import End, Flag, Number, Whole
from policyrules.columns.parts import LeftOpenError, Part
from policyrules.core.program import Comparator, Node
from policyrules.values.answers import WHOLE_LINE, Interval
from policyrules.values.intervals import holds_zero

# --- comparing ----------------------------------------------------------------------------------------------------------


def compare(exact: Exact, comparator: Comparator, left: Number, right: Number) -> Flag:
    """Compare two numbers: null where it neither holds nor fails for all that they can be."""
    match comparator:
        case Comparator.GE:
            return _not_below(exact, left, right)
        case Comparator.LE:
            return _not_below(exact, right, left)
        case Comparator.GT:
            return _negated(_not_below(exact, right, left))
        case Comparator.LT:
            return _negated(_not_below(exact, left, right))
        case Comparator.EQ:
            return _equal(exact, left, right)
        case Comparator.NE:
            return _negated(_equal(exact, left, right))


def _negated(flag: Flag) -> Flag:
    return Flag(f"(NOT {flag.text})", flag.open, flag.lacks)


def _not_below(exact: Exact, left: Number, right: Number) -> Flag:
    is_open = left.open or right.open
    if left.point is not None and right.point is not None and tells_nothing(left, right):
        return Flag(exact.at_least(left.point, right.point), is_open, _lacks(left, right))
    holds, fails = exact.at_least(left.low, right.high), exact.below(left.high, right.low)
    return Flag(f"(CASE WHEN {holds} THEN TRUE WHEN {fails} THEN FALSE END)", is_open)


def _lacks(left: Number, right: Number) -> str:
    """Return what is null exactly where one of two numbers is not known, where one of them always is."""
    lacking = [number.point.above.text for number in (left, right) if number.open and number.point is not None]
    return lacking[0] if len(lacking) == 1 else ""


def tells_nothing(left: Number, right: Number) -> bool:
    """Say whether nothing is known of which of two numbers is larger in every row in which one of them is not known."""
    return _never_below(left, right) and _never_above(left, right)


def _never_below(left: Number, right: Number) -> bool:
    """Say whether a number is never surely below another while one of them is not known."""
    by_left = not left.open or left.unknown.high is None or _no_less(left.unknown.high, values(right.low)[1])
    by_right = not right.open or right.unknown.low is None or _no_less(values(left.high)[0], right.unknown.low)
    return by_left and by_right


def _never_above(left: Number, right: Number) -> bool:
    """Say whether a number is never surely no less than another while one of them is not known."""
    by_left = not left.open or left.unknown.low is None or _less(left.unknown.low, values(right.high)[0])
    by_right = not right.open or right.unknown.high is None or _less(values(left.low)[1], right.unknown.high)
    return by_left and by_right


def _no_less(one: Fraction | None, other: Fraction | None) -> bool:
    return one is not None and other is not None and one >= other


def _less(one: Fraction | None, other: Fraction | None) -> bool:
    return one is not None and other is not None and one < other


def _equal(exact: Exact, left: Number, right: Number) -> Flag:
    if left.is_whole_line and right.is_whole_line:
        assert left.point is not None and right.point is not None
        return Flag(exact.equal(left.point, right.point), left.open or right.open, _lacks(left, right))
    holds = f"{exact.at_least(left.low, right.high)} AND {exact.at_least(right.low, left.high)}"
    apart = f"{exact.below(left.high, right.low)} OR {exact.below(right.high, left.low)}"
    return Flag(f"(CASE WHEN {holds} THEN TRUE WHEN {apart} THEN FALSE END)", True)


# --- reckoning ----------------------------------------------------------------------------------------------------------


def spread(part: Part, node: Node) -> Interval | None:
    """Return what is known of a number while one of its arguments is not known, where that is the same in all rows.

    `None` where it depends on the others, or on more than whether they are known.
    """
    given = [part.number(one) for one in node.args]
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
    return Number(operation(left.low, first), operation(left.high, second))


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
    return Number(between(left.low, right.high), between(left.high, right.low))


def _product(part: Part, node: Node, left: Number, right: Number, unknown: Interval | None) -> Number:
    exact = part.exact
    if unknown is None:
        return _product_of_ends(part, left, right)
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


def _product_of_ends(part: Part, left: Number, right: Number) -> Number:
    """The hull of the corners, where nothing times infinity is nothing."""
    exact = part.exact
    for one, other in ((left, right), (right, left)):
        if not other.low.open and _no_less(values(other.low)[0], Fraction(0)):
            return _times_no_less_than_nothing(part, one, other)
    a, b, c, d = (part.helping(end) for end in (left.low, left.high, right.low, right.high))
    corners = [("TRUE", part.helping(_corner(exact, one, other))) for one in (a, b) for other in (c, d)]
    down = (_meets(a, d, ">"), _meets(c, b, ">"), _meets(b, c, "<"), _meets(d, a, "<"))
    up = (_meets(a, c, "<"), _meets(c, a, "<"), _meets(b, d, ">"), _meets(d, b, ">"))
    low, high = extreme_of(part, corners, "LEAST"), extreme_of(part, corners, "GREATEST")
    return Number(_unless(exact, down, low), _unless(exact, up, high))


def _times_no_less_than_nothing(part: Part, left: Number, right: Number) -> Number:
    """Multiply by numbers none of which is below zero: no corners have to be held against each other."""
    exact, nothing, lacking = part.exact, part.exact.fraction(Fraction(0)), part.exact.lacking()
    a, b, c, d = (part.helping(end) for end in (left.low, left.high, right.low, right.high))
    none = (f"{d.above.text} = 0", nothing)
    low = [none, (f"{a.above.text} IS NULL", lacking), (f"{a.above.text} < 0", exact.multiply(a, d))]
    high = [none, (f"{b.above.text} IS NULL", lacking), (f"{b.above.text} > 0", exact.multiply(b, d))]
    return Number(exact.case(low, exact.multiply(a, c)), exact.case(high, exact.multiply(b, c)))


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
        one, other = points(part, node)
        other = part.helping(other)
        positive = exact.subtract(exact.over(one, other), less) if of_growth else exact.over(one, other)
        guarded = [(f"{other.above.text} > 0", positive)] if other.above.extent.low <= 0 else []
        if not of_growth and other.above.extent.low < 0:
            one = part.helping(one)
            guarded.append((f"{other.above.text} < 0", exact.over(exact.negate(one), exact.negate(other))))
        found = positive
        if len(guarded) == 1:  # what stands under the line is looked at only where there is something above it
            above = exact.case([(guarded[0][0], End(positive.above, exact.constant(1), True))], exact.lacking()).above
            found = End(above, positive.under, True)
        elif guarded:
            found = exact.case(guarded, exact.lacking())
        is_open = bool(guarded) or one.open or other.open
        return exact.number(End(found.above, found.under, is_open), unknown)
    a, b, c, d = (part.helping(end) for end in (left.low, left.high, right.low, right.high))
    low, high = _over_positive(part, a, b, c, d)
    cases = [(f"{c.above.text} > 0", exact.subtract(low, less), exact.subtract(high, less))]
    if not of_growth and (values(d)[0] is None or cast(Fraction, values(d)[0]) < 0):
        low, high = _over_positive(part, exact.negate(b), exact.negate(a), exact.negate(d), exact.negate(c))
        cases.append((f"{d.above.text} < 0", low, high))
    lows, highs = [(guard, low) for guard, low, _ in cases], [(guard, high) for guard, _, high in cases]
    return Number(exact.case(lows, exact.lacking()), exact.case(highs, exact.lacking()))


def _quotient_spread(part: Part, node: Node, left: Number, right: Number, of_growth: bool) -> Interval | None:
    """As `spread`: a base that may be zero, or in a growth below it, says nothing in any row in which it is not known."""
    found = spread(part, node)
    if found is not None or left.point is None or right.point is None:
        return found
    base = right.unknown
    says_nothing = (base.low is None or base.low <= 0) if of_growth else holds_zero(base)
    return WHOLE_LINE if left.is_whole_line and right.open and says_nothing else None


def _over_positive(part: Part, low: End, high: End, least: End, most: End) -> tuple[End, End]:
    """Divide by numbers above zero: the ends; what is divided by infinity is nothing."""
    exact, zero = part.exact, part.exact.fraction(Fraction(0))
    by_least = exact.over(low, least), exact.over(high, least)
    by_most = exact.over(low, most), exact.over(high, most)
    infinite = [(f"{most.above.text} IS NULL", zero)] if most.open else []
    first = exact.case(
        [(f"{low.above.text} IS NULL", exact.lacking()), (f"{low.above.text} < 0", by_least[0]), *infinite], by_most[0]
    )
    last = exact.case(
        [(f"{high.above.text} IS NULL", exact.lacking()), (f"{high.above.text} > 0", by_least[1]), *infinite], by_most[1]
    )
    return first, last


def extreme(part: Part, index: int, node: Node) -> Number:
    """The least or the greatest, end by end."""
    given = [part.number(one) for one in node.args]
    points = [("TRUE", number.point) for number in given if number.point is not None]
    if not any(number.open for number in given):
        return part.exact.number(extreme_of(part, points, "LEAST" if node.data == "min" else "GREATEST"))
    lows, highs = (
        [("TRUE", part.helping(end)) for end in ends] for ends in zip(*((n.low, n.high) for n in given), strict=True)
    )
    if node.data == "min":
        return Number(outermost(part, lows, "LEAST"), extreme_of(part, highs, "LEAST"))
    return Number(extreme_of(part, lows, "GREATEST"), outermost(part, highs, "GREATEST"))


def by_ends(part: Part, node: Node, number: Number, unknown: Interval | None, made: Callable[[End], End]) -> Number:
    """Ask the same of both ends, or of the number that is known."""
    if number.point is not None and unknown is not None:
        return part.exact.number(made(number.point), unknown)
    return Number(made(number.low), made(number.high))


def rounded(part: Part, index: int, node: Node) -> Number:
    """Round to multiples of a step that is written."""
    step = cast(Interval, part.answers[node.args[1]]).point
    assert step is not None
    return by_ends(
        part, node, part.number(node.args[0]), spread(part, node), lambda end: _rounded(part, end, step, str(node.data))
    )


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
