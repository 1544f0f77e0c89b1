"""Where an enterprise stands with the tiers, and what the document determines, in brief and made ready for a policy.

In: a tier or a determination of the decision that shows which lines there are. Out: lines of Python that return exactly what
`policyrules.explain.briefs.brief` says of it, by any decision that is held alike; what is not ready is left to that. Knows no
form in which decisions hold what they hold.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from policyrules.core.outline import Site, SiteKind, TierSpec
from policyrules.core.reads import Truths, Value
from policyrules.diagnostics import Language
from policyrules.explain.briefs.caveats import ending, rests_on_readings, texts, unless_in_force
from policyrules.explain.briefs.kinds import UnreadyError
from policyrules.explain.briefs.tellers import Line, Readying
from policyrules.explain.briefs.templates import Writing, fixed, text
from policyrules.explain.determinations import Determination
from policyrules.explain.ladder import next_rung
from policyrules.explain.outcomes import Outcomes
from policyrules.explain.page import standing_words, valid_until
from policyrules.explain.phrases import value
from policyrules.explain.sentences import superseded_text
from policyrules.explain.tiers import TierStatus
from policyrules.explain.words import CONDITIONS, say
from policyrules.values.answers import Truth
from policyrules.values.types import Scalar

T, U, F = Truth.T, Truth.U, Truth.F


# --- tiers --------------------------------------------------------------------------------------------------------------


def told_tier(readying: Readying, writing: Writing, tier: TierStatus, otherwise: str) -> Iterator[str]:
    """Yield the lines that tell where an enterprise stands with a tier whose criteria are known.

    Raises `UnreadyError` where it cannot be read whether they are met, or whether the tier is held.
    """
    site, one = tier.spec.criteria, tier.criteria
    if site is None or one is None or _is_of_rows(site):
        raise UnreadyError
    line = readying.headed(site, one)
    yield from unless_in_force(readying, otherwise)
    for truth in (T, F):
        yield f"if {line.truths.is_(truth is T)}:"
        yield from (f"    {one}" for one in _of_truth(readying, writing, tier, line, truth))
    yield otherwise


def _is_of_rows(site: Site) -> bool:
    """Say whether it may turn on a row of a table whose criteria are asked for."""
    asks = SiteKind.CRITERIA in site.asks
    return asks and (site.kind is SiteKind.TABLE or any(map(_is_of_rows, site.children)))


def _of_truth(readying: Readying, writing: Writing, tier: TierStatus, line: Line, truth: Truth) -> Iterator[str]:
    """Yield what tells of a tier whose criteria are met, or are not."""
    assert tier.spec.criteria is not None
    language, end = readying.language, say("end", readying.language)
    yield from _standing(readying, tier.spec, truth)
    yield f"if not ({_is_told(readying, tier, truth)}): return start + {fixed(end)}"
    yield from conditions(line, None, truth, writing)
    noted = [*rests_on_readings(tier.spec.criteria.node, readying), ("", texts(tier.notes, language))]
    yield from ending(noted, readying)
    yield from _superseded(readying)
    yield returned(language)


def _superseded(readying: Readying) -> Iterator[str]:
    """Yield what says behind all else which documents took the place of the policy by the day."""
    language, end = readying.language, say("end", readying.language)
    before = say("stop", language) + say("caveat", language) + say("colon", language)
    for one in readying.decision.outline.superseded_by:
        (day,) = readying.held(None).texts
        said = before + superseded_text(one, language).removesuffix(end) + end
        yield f"if {day} >= {one.since.toordinal()}: end = end.removesuffix({end!r}) + {fixed(said)}"


def conditions(line: Line, said: str | None, truth: Truth, writing: Writing) -> Iterator[str]:
    """Yield what puts into a list the conditions that make something so, and their heading behind what was `said` of it.

    Without that, it is behind what is there already.
    """
    language = writing.language
    yield "said = []"
    yield from writing.lines(line.tell[truth is T], "said")
    heading = say("stop", language) + CONDITIONS[truth][language] + say("colon", language)
    yield f"start += {fixed(heading)}" if said is None else f"start = {fixed(said + heading)}"


def returned(language: Language, amount: str = "") -> str:
    """Return what joins the conditions, with all that stands before and after them."""
    semicolon, end = say("semicolon", language), say("end", language)
    return f"return start + {semicolon!r}.join(said).removesuffix({end!r}){amount} + end"


def _standing(readying: Readying, spec: TierSpec, truth: Truth) -> Iterator[str]:
    """Yield what begins with where an enterprise stands whose criteria are met, or are not."""
    language, held = readying.language, _held(readying, spec)

    def said(held: Truth) -> str:
        return fixed(spec.title + say("colon", language) + standing_words(held, truth, language))

    if held is None:
        yield f"start = {said(U)}"
        return
    yield f"start = {said(T)} if {held.holds} else {said(F)} if {held.fails} else {said(U)}"
    if spec.expires is not None:
        yield f"if {held.holds}: start += {_ends(readying, spec.name, readying.held(spec.expires))}"


def _ends(readying: Readying, name: str, day: Value) -> str:
    """Return the expression of what says when a title ends that is held, where that is known."""
    language, number = readying.language, len(readying.constants)
    readying.constants[f"until{number}"] = partial(_until, language)
    readying.constants[f"asked{number}"] = partial(_ends_asked, language, name)
    said = f"until{number}({', '.join(day.number)})"
    return said if day.known is None else f"{said} if {day.known} else asked{number}(decision)"


def _until(language: Language, above: int, under: int) -> str:
    return valid_until(date.fromordinal(above // under), language)


def _ends_asked(language: Language, name: str, decision: Outcomes) -> str:
    """Say when a title ends where that is not held as a number: it may yet be known."""
    (ends,) = (tier.expires for tier in decision.tiers if tier.spec.name == name)
    return "" if ends is None else valid_until(ends, language)


def _held(readying: Readying, spec: TierSpec) -> Truths | None:
    """Return what reads whether a tier is held; `None` where the document does not say when it is."""
    return None if spec.held is None else readying.truths(spec.held.node)


def _is_told(readying: Readying, tier: TierStatus, truth: Truth) -> str:
    """Return the expression of whether it is told why the criteria are met, or not."""
    spec, held = tier.spec, _held(readying, tier.spec)
    told = [f"({_following(readying)}) == {spec.name!r}"]
    if held is not None and truth is F:
        above = [one.name for one in readying.decision.outline.tiers if one.criteria and (one.rank or 0) < (spec.rank or 0)]
        told += [held.holds, f"({held.fails} and ({_following(readying)}) in {tuple(above)!r})"]
    return " or ".join(told)


def _following(readying: Readying) -> str:
    """Return the expression of the name of the next tier: it turns on the highest one that is held."""
    tiers, chosen = readying.decision.outline.tiers, ""
    for spec in sorted((spec for spec in tiers if spec.rank is not None), key=lambda spec: -(spec.rank or 0)):
        held = _held(readying, spec)
        if held is not None:
            chosen += f"{_next(tiers, spec)!r} if {held.holds} else "
    return f"{chosen}{_next(tiers, None)!r}"


def _next(tiers: tuple[TierSpec, ...], highest: TierSpec | None) -> str | None:
    """Return the name of the next tier, where this is the highest that is held."""
    found = next_rung([_Rung(spec, T if spec is highest else F) for spec in tiers])
    return None if found is None else found.spec.name


@frozen
class _Rung:
    """A tier with whether it is taken to be held."""

    spec: TierSpec
    held: Truth


# --- what the document determines ---------------------------------------------------------------------------------------


def told_determination(readying: Readying, writing: Writing, one: Determination, otherwise: str) -> Iterator[str]:
    """Yield the lines that tell a value that the document determines, and why where it is a truth.

    Raises `UnreadyError` where it cannot be read.
    """
    language = readying.language
    start = say("clause-of", language, text=one.spec.title, clause=one.spec.clause) + say("colon", language)
    if one.type is not Scalar.BOOL:
        said, known = readying.number(one.spec.node)
        if known is not None:
            yield f"if not ({known}): {otherwise}"
        yield f"return {text((start, said, say('end', language)))}"
        return
    line = readying.headed(one.spec.site, one.explanation)
    yield f"end = {fixed(say('end', language))}"
    for truth in (T, F):
        yield f"if {line.truths.is_(truth is T)}:"
        told = start + value(truth, one.type, language)
        yield from (f"    {each}" for each in conditions(line, told, truth, writing))
        yield f"    {returned(language)}"
    yield otherwise
