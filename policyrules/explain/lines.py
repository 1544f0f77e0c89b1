"""One line of the reasons: what it asks, the values that it read, and the distance by which it failed.

In: an `Explanation`. Out: strings in Chinese or English. A line is simple when nothing below has a name, a record or a window
of its own: it is then told with all that is under it.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from policyrules.core.outline import SiteKind
from policyrules.core.program import CauseKind, Comparator
from policyrules.diagnostics import Language
from policyrules.explain.explanation import Connective, Explanation, Period
from policyrules.explain.kept import kept_with_line
from policyrules.explain.operands import Comparison, Operand, OperandKind
from policyrules.explain.phrases import (
    actual,
    distance_words,
    exception_words,
    operand_name,
    operand_value,
    plain,
    requirement,
    value,
)
from policyrules.explain.placements import NextRow, Placement
from policyrules.explain.words import CAUSES, say
from policyrules.values.answers import Interval, Truth
from policyrules.values.types import Scalar

T, U, F = Truth.T, Truth.U, Truth.F


# --- windows ------------------------------------------------------------------------------------------------------------


def window_line(period: Period, truth: Truth, language: Language) -> str:
    """Say whether the day is inside a window, or which end it is beyond."""
    first, last = period.first, period.last
    if period.superseded_by is not None:
        return _superseded(period, period.superseded_by, truth, language)
    if truth is T:
        name = "policy-in-force" if period.of_policy else "in-window"
        return say(_whose(name, period), language, period=period_text(period, language))
    if truth is U:
        return say("window-open", language, period=period_text(period, language))
    if last is not None and last.high is not None and last.high < period.day:
        return say(_whose("policy-ended" if period.of_policy else "window-ended", period), language, last=_day(last, language))
    assert first is not None
    return say(
        _whose("policy-not-begun" if period.of_policy else "window-not-begun", period), language, first=_day(first, language)
    )


def _whose(name: str, period: Period) -> str:
    """Return the sentence about a policy that fits one that is another than the one that is decided."""
    return f"{name}-elsewhere" if period.elsewhere and period.of_policy else name


def _superseded(period: Period, by: str, truth: Truth, language: Language) -> str:
    assert period.last is not None and period.last.high is not None
    since = date.fromordinal(int(period.last.high) + 1).isoformat()
    name = "superseded" if truth is F else "not-yet-superseded"
    return say(f"{name}-elsewhere" if period.elsewhere else name, language, since=since, by=by)


def _day(day: Interval, language: Language) -> str:
    return value(day, Scalar.DATE, language)


def period_text(period: Period, language: Language) -> str:
    """Say a window by its ends."""
    return ends_text(period.first, period.last, language)


def ends_text(first_day: Interval | None, last_day: Interval | None, language: Language) -> str:
    """Say from when to when something is; an end that does not exist is `None`, one that is open is a range of days."""
    first = None if first_day is None else _day(first_day, language)
    last = None if last_day is None else _day(last_day, language)
    if first_day is not None and last_day is not None:
        known = first_day.point is not None and last_day.point is not None
        return say("period" if known else "period-open", language, first=first, last=last)
    if first is not None:
        return say("period-from", language, first=first)
    return say("period-until", language, last=last)


#: Kinds that are always told with what is under them.
_NEVER_SIMPLE = (
    SiteKind.TIER, SiteKind.CRITERIA, SiteKind.WINDOW, SiteKind.AT_LEAST, SiteKind.PERIOD, SiteKind.EXCEPTIONS,
    SiteKind.ENTITLED, SiteKind.EXCLUDED,
)  # fmt: skip

# --- a question told in one line --------------------------------------------------------------------------------------


@kept_with_line
def is_simple(explanation: Explanation) -> bool:
    """Say whether nothing below has a name, a record or a window of its own."""
    if explanation.quantifier is not None or explanation.kind in _NEVER_SIMPLE or explanation.connective is Connective.CHOOSE:
        return False
    if explanation.connective is Connective.LEAF:
        return explanation.kind is not None
    if explanation.kind in (SiteKind.ALL, SiteKind.DEFINITION, None) and explanation.label is None:
        return False
    return all(child.label is None and is_part(child) for child in explanation.children)


@kept_with_line
def is_part(explanation: Explanation) -> bool:
    """Say whether a line is told with the one above, unless it has a name of its own."""
    if explanation.connective is Connective.LEAF:
        return explanation.period is None and explanation.quantifier is None
    kinds = (SiteKind.ALL, SiteKind.ANY, SiteKind.NOT)
    return explanation.kind in kinds and all(child.label is None and is_part(child) for child in explanation.children)


def simple_line(explanation: Explanation, truth: Truth, language: Language, *, brief: bool = False) -> str:
    """Say a simple line: its name, what it asks, and what it read; in `brief` no distance, and a figure alone."""
    said, read = head(explanation, language), _values(explanation, truth, language, brief)
    if not read:
        return said
    if len(read) == 1 and repeats(said, read[0], language):
        return read[0]
    return said + say("colon", language) + say("comma", language).join(read)


def repeats(said: str, value: str, language: Language) -> bool:
    """Say whether what a line read says all of the line: it asks whether a fact holds, or does not, and is called like it."""
    return value.startswith(f"{said.removeprefix(say('not', language, text=''))} ")


def head(explanation: Explanation, language: Language) -> str:
    """Say a simple line without the values that it read: its name, and what it asks."""
    if explanation.said is None:
        return _head(explanation, language)
    found = explanation.said.get(language)
    if found is None:
        found = explanation.said[language] = _head(explanation, language)
    return found


def _head(explanation: Explanation, language: Language) -> str:
    if explanation.label is not None and _only_reads(explanation):
        return explanation.label
    asked = ask(explanation, language)
    documents = tuple(dict.fromkeys(documents_named(explanation))) if explanation.cites else ()
    if documents:
        asked = say("according-to", language, text=asked, document=say("list", language).join(documents))
    return asked if explanation.label is None else explanation.label + say("brackets", language, text=asked)


def _only_reads(explanation: Explanation) -> bool:
    """Say whether a line asks no more than whether one fact holds: its value says it all."""
    while explanation.connective is Connective.SAME and explanation.document is None:
        (explanation,) = explanation.children
    is_read = explanation.kind is SiteKind.VALUE and explanation.comparison is None and explanation.absent is None
    return is_read and len(explanation.values) == 1 and explanation.document is None


def documents_named(explanation: Explanation) -> Iterator[str]:
    """Yield the other documents that a line speaks of, with the clause, each where it is first named."""
    if explanation.document is not None:
        yield " ".join(part for part in (explanation.document, explanation.clause) if part is not None)
    elif explanation.cites:
        for child in explanation.children:
            yield from documents_named(child)


def ask(explanation: Explanation, language: Language) -> str:
    """Say what a line asks, without its answer."""
    if explanation.comparison is not None:
        return requirement(explanation.comparison, language)
    if explanation.absent is not None:
        return say("is-left-out", language, name=operand_name(explanation.absent, language))
    if explanation.rows:
        return say("row-open", language, rows=say("semicolon", language).join(explanation.rows))
    if explanation.left_to is not None:
        return CAUSES[CauseKind.DISCRETION][language].format(subject=explanation.left_to)
    parts = [ask(child, language) for child in explanation.children]
    match explanation.connective:
        case Connective.ALL if parts:
            return _between(explanation, language) or say("and", language).join(parts)
        case Connective.ANY if parts:
            return _one_of(explanation, language) or say("or", language).join(parts)
        case Connective.NOT:
            return say("not-all" if " " in parts[0] else "not", language, text=parts[0])
        case Connective.SAME:
            return parts[0]
        case _:
            return plain(explanation.text)


def _between(explanation: Explanation, language: Language) -> str | None:
    """Say `认定日 在 … 至 …` for two comparisons of one thing with both ends."""
    sides = [child.comparison for child in explanation.children]
    if len(sides) != 2 or sides[0] is None or sides[1] is None or sides[0].left != sides[1].left:
        return None
    if (sides[0].comparator, sides[1].comparator) != (Comparator.GE, Comparator.LE):
        return None
    low, high = (operand_name(side.right, language) for side in sides if side is not None)
    name = operand_name(sides[0].left, language)
    return say("between", language, name=name, low=low, high=high)


def _one_of(explanation: Explanation, language: Language) -> str | None:
    """Say `级别 为 国家级 或 省级` for one thing that may be equal to each of several."""
    sides = [child.comparison for child in explanation.children]
    first = sides[0]
    if first is None or len(sides) < 2 or any(side is None or _other_kind(side, first) for side in sides):
        return None
    values = say("or", language).join(operand_name(side.right, language) for side in sides if side is not None)
    return say("is-one-of", language, name=operand_name(first.left, language), values=values)


def _other_kind(side: Comparison, first: Comparison) -> bool:
    literal = side.right.kind is OperandKind.LITERAL
    return side.left != first.left or side.comparator is not Comparator.EQ or not literal


def _values(explanation: Explanation, truth: Truth, language: Language, brief: bool) -> tuple[str, ...]:
    """Say the values that a line read, as far as its requirement does not say them, and the distance where it failed."""
    leaves = (explanation,) if explanation.connective is Connective.LEAF else tuple(_decisive_leaves(explanation))
    operands = dict.fromkeys([operand for leaf in leaves for operand in _operands(leaf, truth, brief)])
    asked = _asked_of(explanation, leaves)
    said = [actual(operand, language) if operand is asked else operand_value(operand, language) for operand in operands]
    if not brief:
        said += dict.fromkeys([place for leaf in leaves for one in leaf.placements if (place := placed(one, language))])
    said += dict.fromkeys([words for leaf in leaves for one in leaf.exceptions if (words := exception_words(one, language))])
    if brief:
        return tuple(said)
    compared = [leaf.comparison for leaf in leaves if leaf.comparison is not None]
    failed = [one.distance for one in compared if one.distance is not None]
    return (*said, *(distance_words(one, language) for one in failed[:1] if len(leaves) == 1))


def _asked_of(explanation: Explanation, leaves: Sequence[Explanation]) -> Operand | None:
    """Return the side that a line names when it asks for a value that is written out: it need not be named again."""
    compared = leaves[0].comparison if len(leaves) == 1 else None
    if compared is None or compared.right.kind is not OperandKind.LITERAL or compared.left.kind is OperandKind.LITERAL:
        return None
    return compared.left if _comes_to(explanation) is leaves[0] else None


def _comes_to(explanation: Explanation) -> Explanation:
    """Return the one line that a line is another name of."""
    while explanation.connective in (Connective.SAME, Connective.ALL, Connective.ANY) and len(explanation.children) == 1:
        (explanation,) = explanation.children
    return explanation


def placed(one: Placement, language: Language) -> str | None:
    """Say which row of a table counts, and how far the next one is; nothing where that is open."""
    if one.row is None or not one.row.text:
        return None
    text = say("in-row", language, row=one.row.text)
    return text if one.next is None else text + say("comma", language) + next_row(one.next, language)


def next_row(following: NextRow, language: Language) -> str:
    """Say how far a value is from the next row that gives more."""
    if following.distance.value == 0:
        return say("at-end-of-row", language, row=following.row.text)
    return say("next-row", language, row=following.row.text, distance=distance_words(following.distance, language))


def _decisive_leaves(explanation: Explanation) -> Iterator[Explanation]:
    if explanation.connective is Connective.LEAF:
        yield explanation
    else:
        for child in explanation.decisive:
            yield from _decisive_leaves(child)


def _operands(leaf: Explanation, truth: Truth, brief: bool) -> Iterator[Operand]:
    if leaf.absent is not None:
        yield leaf.absent
    elif leaf.comparison is None:
        yield from leaf.values
    elif not (truth is T and says_itself(leaf.comparison)):
        yield from _sides(leaf.comparison, () if brief else leaf.values)


def says_itself(comparison: Comparison) -> bool:
    """Say whether the requirement, being met, already says the value: `称号 为 金种子`."""
    sides = (comparison.left, comparison.right)
    return comparison.comparator is Comparator.EQ and any(side.kind is OperandKind.LITERAL for side in sides)


def _sides(comparison: Comparison, read: Sequence[Operand]) -> Iterator[Operand]:
    for side in (comparison.left, comparison.right):
        if side.kind is not OperandKind.LITERAL:
            yield side
    yield from read
