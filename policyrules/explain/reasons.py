"""The reasons of a verdict in sentences: as few lines as make it what it is.

In: an `Explanation`. Out: a tree of `Reason`, each one sentence with what holds it up below. Only decisive lines are told;
a question that needs no further lines is told in one, with the values that it read and the distance by which it failed.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from policyrules.core.outline import SiteKind
from policyrules.core.program import Comparator, Quantifier
from policyrules.diagnostics import Language
from policyrules.explain.explanation import Connective, Explanation, Period
from policyrules.explain.operands import Comparison, Operand, OperandKind
from policyrules.explain.phrases import distance, operand_name, operand_value, plain, record_name, requirement, value
from policyrules.explain.words import say
from policyrules.values.answers import Interval, Symbol, Truth
from policyrules.values.types import Scalar

T, U, F = Truth.T, Truth.U, Truth.F


@frozen
class Reason:
    """One sentence, whether it holds, and what it rests on."""

    truth: Truth
    text: str
    children: "tuple[Reason, ...]" = ()

    def lines(self, depth: int = 0) -> "Iterator[tuple[int, Reason]]":
        """Yield this reason and those below it, with their depth."""
        yield depth, self
        for child in self.children:
            yield from child.lines(depth + 1)


def reasons(explanation: Explanation, language: Language) -> tuple[Reason, ...]:
    """Return the reasons for the answer of an explanation."""
    return tuple(_joined(reason, language) for reason in _tell(explanation, language))


def _joined(reason: Reason, language: Language) -> Reason:
    """Say a heading and the only thing below it in one sentence."""
    children = tuple(_joined(child, language) for child in reason.children)
    if len(children) == 1 and children[0].truth is reason.truth:
        only = children[0]
        return Reason(reason.truth, f"{reason.text}{say('colon', language)}{only.text}", only.children)
    return evolve(reason, children=children)


def _tell(explanation: Explanation, language: Language) -> tuple[Reason, ...]:
    """Return the reasons of one line of the explanation: several, where it has no name of its own."""
    truth = explanation.truth
    if truth is None:
        return ()
    if explanation.period is not None:
        return (Reason(truth, _window(explanation.period, truth, language)),)
    if _is_simple(explanation):
        return (Reason(truth, _simple(explanation, truth, language)),)
    if explanation.quantifier is not None:
        return _named(explanation, truth, _quantified(explanation, truth, language), language)
    return _compound(explanation, truth, language)


def _compound(explanation: Explanation, truth: Truth, language: Language) -> tuple[Reason, ...]:
    below = tuple(reason for child in explanation.decisive for reason in _tell(child, language))
    match explanation.kind:
        case SiteKind.TIER:
            return (Reason(truth, _held(explanation, language), below),)
        case SiteKind.ANY if truth is not T:
            return (Reason(truth, _heading(explanation, _alternatives(explanation, language), language), below),)
        case SiteKind.AT_LEAST:
            return (Reason(truth, _heading(explanation, _at_least(explanation, language), language), below),)
        case SiteKind.NOT:
            return (Reason(truth, _heading(explanation, say("none-of", language), language), below),)
        case _:
            return _named(explanation, truth, below, language)


def _named(explanation: Explanation, truth: Truth, below: tuple[Reason, ...], language: Language) -> tuple[Reason, ...]:
    """Put the reasons under the line's own name, where it has one."""
    name = explanation.label
    if name is None and explanation.kind is SiteKind.DEFINITION:
        name = plain(explanation.text)
    return below if name is None else (Reason(truth, name, below),)


def _heading(explanation: Explanation, said: str, language: Language) -> str:
    return said if explanation.label is None else f"{explanation.label}{say('colon', language)}{said}"


def _title(explanation: Explanation) -> str:
    return plain(explanation.label or explanation.text)


def _held(explanation: Explanation, language: Language) -> str:
    text = say("held", language, tier=_title(explanation))
    return text if explanation.clause is None else say("clause-of", language, text=text, clause=explanation.clause)


def _alternatives(explanation: Explanation, language: Language) -> str:
    tiers = [_title(child) for child in explanation.children if child.kind is SiteKind.TIER]
    if tiers and len(tiers) == len(explanation.children):
        return say("one-of-held", language, tiers=say("list", language).join(tiers))
    return say("one-of", language)


def _at_least(explanation: Explanation, language: Language) -> str:
    truths = [child.truth for child in explanation.children]
    counts = {"all": len(truths), "count": explanation.count, "held": truths.count(T)}
    text = say("at-least-of", language, **counts)
    return text + say("at-least-open", language, open=truths.count(U)) if U in truths else text


# --- windows ------------------------------------------------------------------------------------------------------------


def _window(period: Period, truth: Truth, language: Language) -> str:
    first, last = period.first, period.last
    if truth is T:
        return say("policy-in-force" if period.of_policy else "in-window", language, period=period_text(period, language))
    if truth is U:
        return say("window-open", language, period=period_text(period, language))
    if last is not None and last.high is not None and last.high < period.day:
        return say("policy-ended" if period.of_policy else "window-ended", language, last=_day(last, language))
    assert first is not None
    return say("policy-not-begun" if period.of_policy else "window-not-begun", language, first=_day(first, language))


def _day(day: Interval, language: Language) -> str:
    return value(day, Scalar.DATE, language)


def period_text(period: Period, language: Language) -> str:
    """Say a window by its ends."""
    first = None if period.first is None else _day(period.first, language)
    last = None if period.last is None else _day(period.last, language)
    if first is not None and last is not None:
        return say("period", language, first=first, last=last)
    if first is not None:
        return say("period-from", language, first=first)
    return say("period-until", language, last=last)


# --- a question told in one line --------------------------------------------------------------------------------------


def _is_simple(explanation: Explanation) -> bool:
    """Say whether nothing below has a name, a record or a window of its own."""
    if explanation.quantifier is not None or explanation.kind in (SiteKind.TIER, SiteKind.WINDOW, SiteKind.AT_LEAST):
        return False
    if explanation.connective is Connective.LEAF:
        return explanation.kind is not None
    if explanation.kind in (SiteKind.ALL, SiteKind.DEFINITION, None) and explanation.label is None:
        return False
    return all(child.label is None and _is_part(child) for child in explanation.children)


def _is_part(explanation: Explanation) -> bool:
    if explanation.connective is Connective.LEAF:
        return explanation.period is None and explanation.quantifier is None
    kinds = (SiteKind.ALL, SiteKind.ANY, SiteKind.NOT, SiteKind.CHOOSE)
    return explanation.kind in kinds and all(child.label is None and _is_part(child) for child in explanation.children)


def _simple(explanation: Explanation, truth: Truth, language: Language) -> str:
    asked, read = ask(explanation, language), _values(explanation, truth, language)
    text = asked if explanation.label is None else explanation.label + say("brackets", language, text=asked)
    if not read:
        return text
    return text + say("colon", language) + say("comma", language).join(read)


def ask(explanation: Explanation, language: Language) -> str:
    """Say what a line asks, without its answer."""
    if explanation.comparison is not None:
        return requirement(explanation.comparison, language)
    if explanation.absent is not None:
        return say("is-left-out", language, name=operand_name(explanation.absent, language))
    parts = [ask(child, language) for child in explanation.children]
    match explanation.connective:
        case Connective.ALL if parts:
            return _between(explanation, language) or say("and", language).join(parts)
        case Connective.ANY if parts:
            return say("or", language).join(parts)
        case Connective.NOT:
            return say("not", language, text=parts[0])
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


def _values(explanation: Explanation, truth: Truth, language: Language) -> tuple[str, ...]:
    """Say the values that a line read, as far as its requirement does not say them, and the distance where it failed."""
    leaves = tuple(_decisive_leaves(explanation))
    operands = dict.fromkeys(operand for leaf in leaves for operand in _operands(leaf, truth))
    said = [operand_value(operand, language) for operand in operands]
    failed = [leaf.comparison.gap for leaf in leaves if leaf.comparison is not None and leaf.comparison.gap is not None]
    return (*said, *(distance(gap, language) for gap in failed[:1] if len(leaves) == 1))


def _decisive_leaves(explanation: Explanation) -> Iterator[Explanation]:
    if explanation.connective is Connective.LEAF:
        yield explanation
    else:
        for child in explanation.decisive:
            yield from _decisive_leaves(child)


def _operands(leaf: Explanation, truth: Truth) -> Iterator[Operand]:
    if leaf.absent is not None:
        yield leaf.absent
    elif leaf.comparison is None:
        yield from leaf.values
    elif not (truth is T and _says_itself(leaf.comparison)):
        yield from _sides(leaf.comparison, leaf.values)


def _says_itself(comparison: Comparison) -> bool:
    """Say whether the requirement, being met, already says the value: `称号 为 金种子`."""
    sides = (comparison.left, comparison.right)
    return comparison.comparator is Comparator.EQ and any(side.kind is OperandKind.LITERAL for side in sides)


def _sides(comparison: Comparison, read: Sequence[Operand]) -> Iterator[Operand]:
    for side in (comparison.left, comparison.right):
        if side.kind is not OperandKind.LITERAL:
            yield side
    if OperandKind.COMPUTED in (comparison.left.kind, comparison.right.kind):
        yield from read


# --- records ------------------------------------------------------------------------------------------------------------


def _quantified(explanation: Explanation, truth: Truth, language: Language) -> tuple[Reason, ...]:
    name, records = explanation.list_name or "", explanation.children
    if explanation.connective is Connective.LEAF:
        return (Reason(truth, say("list-unknown", language, list=name)),)
    if not records:
        return (Reason(truth, say("list-empty", language, list=name)),)
    match explanation.quantifier:
        case Quantifier.SOME:
            return _records(explanation, language)
        case Quantifier.EVERY if truth is T:
            return (Reason(truth, say("each-holds", language, list=name)),)
        case Quantifier.EVERY:
            return tuple(_record(record, language) for record in explanation.decisive)
        case Quantifier.AT_LEAST:
            heading = say("number-of-records", language, list=name, count=explanation.count)
            return (Reason(truth, heading, _records(explanation, language)),)
        case _:
            return ()


def _records(explanation: Explanation, language: Language) -> tuple[Reason, ...]:
    """Tell the records one by one; those of another kind than the one asked for are told together."""
    others: dict[str, list[tuple[Explanation, Comparison]]] = {}
    told: list[Reason] = []
    for record in explanation.decisive:
        mismatch = _mismatch(record)
        if mismatch is None:
            told.append(_record(record, language))
        else:
            others.setdefault(requirement(mismatch, language), []).append((record, mismatch))
    return (*told, *_of_another_kind(explanation, others, alone=not told, language=language))


def _of_another_kind(
    explanation: Explanation, others: dict[str, list[tuple[Explanation, Comparison]]], *, alone: bool, language: Language
) -> Iterator[Reason]:
    name = explanation.list_name or ""
    for asked, records in others.items():
        held = say("list", language).join(dict.fromkeys(value(c.left.answer, c.left.type, language) for _, c in records))
        if alone:
            text = say("none-matches", language, list=name, requirement=asked, held=held)
        else:
            numbers = say("list", language).join(str(r.record.number) for r, _ in records if r.record is not None)
            which = say("record" if len(records) == 1 else "records", language, list=name, number=numbers, numbers=numbers)
            text = say("not-matching", language, records=which, field=records[0][1].left.name, held=held)
        yield Reason(F, text)


def _record(record: Explanation, language: Language) -> Reason:
    assert record.record is not None
    told = (child for child in record.decisive if not _names_the_kind(child))
    below = tuple(reason for child in told for reason in _tell(child, language))
    return Reason(F if record.truth is None else record.truth, record_name(record.record, language), below)


def _names_the_kind(explanation: Explanation) -> bool:
    """Say whether a line that holds only repeats what the record is called by."""
    compared = explanation.comparison
    return explanation.truth is T and compared is not None and _is_of_kind(compared)


def _is_of_kind(compared: Comparison) -> bool:
    kinds = (compared.left.kind, compared.right.kind)
    symbol = isinstance(compared.left.answer, Symbol) and kinds == (OperandKind.FIELD, OperandKind.LITERAL)
    return symbol and compared.comparator is Comparator.EQ


def _mismatch(explanation: Explanation) -> Comparison | None:
    """Return the comparison by which a failing record is of another kind: a text or enum field that is not the one asked."""
    if explanation.truth is not F:
        return None
    compared = explanation.comparison
    if compared is not None:
        return compared if _is_of_kind(compared) else None
    if explanation.connective not in (Connective.ALL, Connective.SAME):
        return None
    return next((found for child in explanation.decisive if (found := _mismatch(child)) is not None), None)


def tiers_examined(explanation: Explanation) -> Iterator[Explanation]:
    """Yield the tiers that a verdict turns on: those held, and those that a record of the right kind fails to give."""
    if explanation.kind is SiteKind.TIER and (explanation.truth is T or _fails_otherwise(explanation)):
        yield explanation
    for child in explanation.decisive:
        yield from tiers_examined(child)


def _fails_otherwise(explanation: Explanation) -> bool:
    if explanation.record is not None:
        return _mismatch(explanation) is None
    return any(_fails_otherwise(child) for child in explanation.decisive)


# --- the whole tree -----------------------------------------------------------------------------------------------------


def whole_tree(explanation: Explanation, language: Language) -> tuple[Reason, ...]:
    """Return every line of an explanation, those too that do not make the answer what it is."""
    truth = explanation.truth
    if truth is None:
        return ()
    if explanation.period is not None:
        return (Reason(truth, _window(explanation.period, truth, language)),)
    if _is_simple(explanation):
        return (Reason(truth, _simple(explanation, truth, language)),)
    below = tuple(reason for child in explanation.children for reason in whole_tree(child, language))
    return (Reason(truth, _line(explanation, language), below),)


def _line(explanation: Explanation, language: Language) -> str:
    if explanation.record is not None:
        return record_name(explanation.record, language)
    if explanation.kind is SiteKind.TIER:
        return _held(explanation, language)
    if explanation.quantifier is not None:
        unknown = explanation.connective is Connective.LEAF
        said = say("list-unknown" if unknown else "records-of", language, list=explanation.list_name)
        return _heading(explanation, said, language)
    match explanation.connective:
        case Connective.ANY:
            return _heading(explanation, _alternatives(explanation, language), language)
        case Connective.AT_LEAST:
            return _heading(explanation, _at_least(explanation, language), language)
        case Connective.NOT:
            return _heading(explanation, say("none-of", language), language)
        case Connective.ALL if explanation.label is None:
            return say("all-of", language)
        case _:
            return explanation.label or plain(explanation.text)


def flat(told: Iterable[Reason]) -> tuple[str, ...]:
    """Return the sentences one after the other."""
    return tuple(reason.text for top in told for _, reason in top.lines())
