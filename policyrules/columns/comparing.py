"""How a query holds two numbers against each other.

In: two numbers as a query holds them. Out: a truth, and what both can be in the rows in which one of them is not known. Each
rule says of the ends of numbers what the reference says of intervals. Knows no operator but comparisons.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from policyrules.columns import pairs
from policyrules.columns.exact import values
from policyrules.columns.held import End, Ends, Flag, Lacking, Number
from policyrules.columns.layout import Plain
from policyrules.columns.parts import Part
from policyrules.core.program import Comparator


def compare(part: Part, comparator: Comparator, left: Number, right: Number) -> Flag:
    """Compare two numbers: null where it neither holds nor fails for all that they can be."""
    match comparator:
        case Comparator.GE:
            return _not_below(part, left, right)
        case Comparator.LE:
            return _not_below(part, right, left)
        case Comparator.GT:
            return _below(part, right, left)
        case Comparator.LT:
            return _below(part, left, right)
        case Comparator.EQ:
            return _equal(part, left, right)
        case Comparator.NE:
            return _negated(_equal(part, left, right))


def _negated(flag: Flag) -> Flag:
    return Flag(f"(NOT {flag.text})", flag.open, flag.lacks)


def _below(part: Part, left: Number, right: Number) -> Flag:
    if left.point is not None and right.point is not None and tells_nothing(left, right):
        return Flag(part.exact.below(left.point, right.point), left.open or right.open, _lacks(left, right))
    return _negated(_not_below(part, left, right))


def _not_below(part: Part, left: Number, right: Number) -> Flag:
    exact, is_open = part.exact, left.open or right.open
    if left.point is not None and right.point is not None and tells_nothing(left, right):
        return Flag(exact.at_least(left.point, right.point), is_open, _lacks(left, right))

    if right.low.scale == 1 and (text := pairs.at_least(exact, left, right.low.above)) is not None:
        return Flag(text, True)

    def between(one: Ends, other: Ends) -> str:
        return exact.either(exact.at_least(one[0], other[1]), exact.below(one[1], other[0]))

    text = _known_or_beyond(part, left, right) or _compared(part, left, right, exact.at_least, between)
    return Flag(text, is_open)


def _known_or_beyond(part: Part, left: Number, right: Number) -> str | None:
    """Compare two numbers that are known, or of which one alone tells: one that lies beyond all that the other can be.

    What one of them tells is so where the other is known as well, so that no row needs a second look. If one can be such that
    the comparison holds whatever the other is, that can never be such that it fails whatever the first is; where no more is
    sure of a column than that it may, what the one tells would be open since the other is not known. `None` there, and where it
    takes more than to hold columns against what is written.
    """
    exact = part.exact
    if left.exact is None or right.exact is None:
        return None
    text = exact.at_least(left.exact, right.exact)
    with part.only_where(f"{text} IS NULL"):
        ends = [(one, other) for _, one, other in where_open(part, left, right)]
        holds = [exact.at_least(one[0], other[1]) for one, other in ends]
        fails = [exact.below(one[1], other[0]) for one, other in ends]
        may_hold = [exact.at_least(one[1], other[0]) for one, other in ends]
    never = ("FALSE", part.emission.dialect.null(Plain.TRUTH))
    above = {place: one for place, one in enumerate(holds) if one not in never}
    below = {place: may_hold[place] for place, one in enumerate(fails) if one not in never}
    if not (above or below) or any(one != other for one in above for other in below):
        return None
    if not all(map(part.is_at_hand, (*above.values(), *below.values()))):
        return None
    text = f"({' OR '.join((text, *above.values()))})" if above else text
    return f"({' AND '.join((text, *below.values()))})" if below else text


def _compared(
    part: Part,
    left: Number,
    right: Number,
    known: Callable[[End, End], str],
    between: Callable[[Ends, Ends], str],
) -> str:
    """Compare two numbers that are known, and in the other rows what they lie between."""
    if left.exact is None or right.exact is None:
        return between((left.low, left.high), (right.low, right.high))
    text = known(left.exact, right.exact)
    with part.only_where(f"{text} IS NULL"):
        beside = _unless_known(part, [(condition, between(*ends)) for condition, *ends in where_open(part, left, right)])
    if text == part.emission.dialect.null(Plain.TRUTH):
        return beside
    return text if beside == part.emission.dialect.null(Plain.TRUTH) else f"COALESCE({text}, {beside})"


def where_open(part: Part, left: Number, right: Number) -> list[tuple[str, Ends, Ends]]:
    """Return what two numbers lie between where one is not known, by which it is; the last is what is so in all other rows."""
    if not (left.open and right.open):  # then it is the open one that is not known
        known, unknown = (left, right) if right.open else (right, left)
        cases = unknown.lacking or (Lacking("", _ends(part, unknown)),)
        sure = (known.low, known.high)
        return [(c.condition, *((sure, c.ends) if unknown is right else (c.ends, sure))) for c in cases]
    if left.point is None or right.point is None:
        return [("", (left.low, left.high), (right.low, right.high))]
    one, other = (End(point.above, point.under, False) for point in (left.point, right.point))
    lacks, beside = part.exact.lacks(left.point), part.exact.lacks(right.point)
    return [
        (f"({lacks} AND {beside})", _ends(part, left), _ends(part, right)),
        (beside, (one, one), _ends(part, right)),
        ("", _ends(part, left), (other, other)),
    ]


def _unless_known(part: Part, cases: Sequence[tuple[str, str]]) -> str:
    """Write a truth in the rows in which something is not known, by what is not.

    Where it is open when nothing is known, each of the others is open where that is not known which it reckons with, so that no
    condition is needed.
    """
    null, texts = part.emission.dialect.null(Plain.TRUTH), [text for _, text in cases]
    told = [text for text in dict.fromkeys(texts) if text != null]
    if len(set(texts)) == 1:
        return texts[0]
    if texts[0] == null and not {"TRUE", "FALSE"}.intersection(told):
        return told[0] if len(told) == 1 else f"COALESCE({', '.join(told)})"
    rows = " ".join(f"WHEN {condition} THEN {text}" for condition, text in cases[:-1])
    return f"(CASE {rows} ELSE {texts[-1]} END)"


def _ends(part: Part, number: Number) -> Ends:
    """Return the ends of a number in the rows in which it is not known; of one that always is, itself."""
    if number.ends is not None:
        return number.ends
    if number.point is None or not number.open:
        return number.low, number.high
    date = number.point.above.date
    return part.exact.bound(number.unknown.low, date=date), part.exact.bound(number.unknown.high, date=date)


def _lacks(left: Number, right: Number) -> str:
    """Return what is null exactly where one of two numbers is not known, where one of them always is."""
    lacking = [number.point.above.text for number in (left, right) if number.open and number.point is not None]
    return lacking[0] if len(lacking) == 1 else ""


def tells_nothing(left: Number, right: Number) -> bool:
    """Say whether nothing is known of which of two numbers is larger in every row in which one of them is not known."""
    return _never_below(left, right) and _never_above(left, right)


def _never_below(left: Number, right: Number) -> bool:
    """Say whether a number is never surely below another while one of them is not known."""
    by_left = not left.open or left.unknown.high is None or no_less(left.unknown.high, values(right.low)[1])
    by_right = not right.open or right.unknown.low is None or no_less(values(left.high)[0], right.unknown.low)
    return by_left and by_right


def _never_above(left: Number, right: Number) -> bool:
    """Say whether a number is never surely no less than another while one of them is not known."""
    by_left = not left.open or left.unknown.low is None or _less(left.unknown.low, values(right.high)[0])
    by_right = not right.open or right.unknown.high is None or _less(values(left.low)[1], right.unknown.high)
    return by_left and by_right


def no_less(one: Fraction | None, other: Fraction | None) -> bool:
    """Say whether it is sure that one number is no less than another."""
    return one is not None and other is not None and one >= other


def _less(one: Fraction | None, other: Fraction | None) -> bool:
    return one is not None and other is not None and one < other


def _equal(part: Part, left: Number, right: Number) -> Flag:
    exact = part.exact
    if left.is_whole_line and right.is_whole_line:
        assert left.point is not None and right.point is not None
        return Flag(exact.equal(left.point, right.point), left.open or right.open, _lacks(left, right))

    def between(one: Ends, other: Ends) -> str:
        least, most = exact.at_least(one[0], other[1]), exact.at_least(other[0], one[1])
        apart = [text for text in (exact.below(one[1], other[0]), exact.below(other[1], one[0])) if text != "FALSE"]
        holds = "FALSE" if "FALSE" in (least, most) else f"{least} AND {most}"
        return exact.either(holds, "TRUE" if "TRUE" in apart else " OR ".join(apart) or "FALSE")

    if not left.open and not right.open:
        return Flag(exact.equal(left.low, right.low), False)
    return Flag(_compared(part, left, right, exact.equal, between), True)
