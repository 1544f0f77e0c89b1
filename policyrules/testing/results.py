"""What came out of a case, as plain data that can be kept in a file and held against what comes out later.

In: a decision. Out: `Results`, from each point that a scenario can expect to what came out there: a text for what is known
(`entitled`, `100万元`), otherwise what is known of it; and the changes between two of them. Values are exact, in the language
of the policy. Knows no file.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import frozen

from policyrules.diagnostics import Language
from policyrules.explain.decision import Decision
from policyrules.messages.face import phrase
from policyrules.messages.suites import said
from policyrules.policy import Policy
from policyrules.testing.points import Came, Kind, Point, came, told
from policyrules.values.answers import Answer, Interval, Symbol, Truth
from policyrules.values.quantity import show
from policyrules.values.types import Type

#: What is kept of a point: a text, or an object that says what is known.
Plain = str | Mapping[str, object]
Results = Mapping[Point, Plain]

#: Under what each kind of point is kept; what is missing is not, since it says no more than what is open.
SECTIONS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.VERDICT: "verdicts",
        Kind.HELD: "held",
        Kind.QUALIFIES: "qualifies",
        Kind.AMOUNT: "amounts",
        Kind.DETERMINED: "determined",
        Kind.TOTAL: "total",
    }
)

VERDICTS = {Truth.T: "entitled", Truth.F: "not_entitled", Truth.U: "undetermined"}
TRUTHS = {Truth.T: "yes", Truth.F: "no", Truth.U: "open"}


@frozen
class Change:
    """A point at which something else came out than before; `None` where the policy had, or has, nothing of the kind."""

    point: Point
    before: Plain | None
    after: Plain | None


def results(policy: Policy, decision: Decision) -> Results:
    """Return what came out of a case, in the order in which a decision is told."""
    return results_at(decision, (point for point in told(policy) if point.kind in SECTIONS), policy.language)


def results_at(decision: Decision, points: Iterable[Point], language: Language) -> Results:
    """Return what came out of a case at some points, without those that the policy of the decision does not have."""
    found = ((point, came(decision, point)) for point in points)
    return {point: plain(point, one, language) for point, one in found if one is not None}


def plain(point: Point, found: Came, language: Language) -> Plain:
    """Return what came out at a point as plain data."""
    if isinstance(found.answer, Truth):
        return VERDICTS[found.answer] if point.kind is Kind.VERDICT else TRUTHS[found.answer]
    if found.unstated:
        return {"unstated": True}
    known = _text(found.answer, found.type, language)
    if known is not None:
        return known
    few = [_text(one, found.type, language) for one in found.alternatives]
    if len(few) > 1:
        return {"any_of": few}
    if isinstance(found.answer, Interval) and (found.answer.low, found.answer.high) != (None, None):
        ends = (None if end is None else show(end, found.type, language) for end in (found.answer.low, found.answer.high))
        return dict(zip(("low", "high"), ends, strict=True))
    return {"unknown": True}


def _text(answer: Answer, type_: Type, language: Language) -> str | None:
    match answer:
        case Symbol():
            return answer.value
        case Interval() if answer.point is not None:
            return show(answer.point, type_, language)
        case _:
            return None


def changes(before: Results, after: Results) -> tuple[Change, ...]:
    """Return the points at which what came out differs, also those that are new: nobody has looked at them before."""
    every = dict.fromkeys((*before, *after))
    pairs = (Change(point, before.get(point), after.get(point)) for point in every)
    return tuple(one for one in pairs if one.before != one.after)


# --- as an object of JSON -----------------------------------------------------------------------------------------------


def as_object(kept: Results) -> dict[str, object]:
    """Return results as an object of JSON, in sections by kind."""
    sections: dict[str, dict[str, Plain]] = {}
    total: dict[str, object] = {}
    for point, one in kept.items():
        if point.kind is Kind.TOTAL:
            total[SECTIONS[Kind.TOTAL]] = one
        else:
            sections.setdefault(SECTIONS[point.kind], {})[point.name] = one
    return {**sections, **total}


def from_object(sections: Mapping[str, object]) -> Results:
    """Return the results that an object of the right shape holds."""
    return dict(_points(sections))


def _points(sections: Mapping[str, object]) -> Iterator[tuple[Point, Plain]]:
    for kind, name in SECTIONS.items():
        section = sections.get(name)
        if kind is Kind.TOTAL and isinstance(section, str | Mapping):
            yield Point(kind), section
        elif isinstance(section, Mapping):
            yield from ((Point(kind, str(key)), one) for key, one in section.items())


# --- in words -----------------------------------------------------------------------------------------------------------


def point_words(point: Point, language: Language) -> str:
    """Say what came out: `资金奖励`, `贷款利率 的 利率上限`."""
    if point.kind is Kind.TOTAL:
        return phrase("total_amount", language)
    return said(f"point-{point.kind.value}", language, name=point.name)


def plain_words(point: Point, one: Plain | None, language: Language) -> str:
    """Say what came out at a point."""
    match one:
        case None:
            return said("gone", language)
        case str():
            return _word(point.kind, one, language)
        case {"unstated": _}:
            return phrase("unstated-value", language)
        case {"any_of": list() as few}:
            return said("any-of", language).join(str(value) for value in few)
        case {"low": low, "high": high} if low is not None and high is not None:
            return said("from-to", language, low=low, high=high)
        case {"low": low, "high": high}:
            return said("at-least", language, low=low) if high is None else said("at-most", language, high=high)
        case _:
            return said("unknown", language)


def _word(kind: Kind, one: str, language: Language) -> str:
    """Say a text; of a verdict, a tier or a truth, in the words of the language."""
    words = {
        Kind.VERDICT: {"entitled": "entitled", "not_entitled": "not_entitled", "undetermined": "undetermined"},
        Kind.HELD: {"yes": "holds", "no": "holds_not", "open": "holds_unknown"},
        Kind.QUALIFIES: {"yes": "qualifies", "no": "qualifies_not", "open": "qualifies_unknown"},
    }.get(kind, {})
    if one in words:
        return phrase(words[one], language)
    return said(f"truth-{one}", language) if one in TRUTHS.values() else one
