"""The decision of several policies as a page: first what comes of all of them, then each policy as it is told alone.

In: the decisions, and the total of all. Out: blocks in Chinese or English, which `policyrules.explain.render` writes as text or
as Markdown. Each entitlement is told with the document and the clause that it stands in.
"""

from collections.abc import Iterator, Mapping, Sequence

from policyrules.core.outline import Outline
from policyrules.core.program import Program
from policyrules.diagnostics import Language
from policyrules.explain.awards import combination_rows, direction_rows, total_text
from policyrules.explain.blocks import Block, Heading, Paragraph, Rows, Table
from policyrules.explain.causes import open_text
from policyrules.explain.outcome import Outcome
from policyrules.explain.outcomes import Outcomes
from policyrules.explain.page import decision_page, directions_note, readings_page
from policyrules.explain.sentences import amount_text, verdict_words
from policyrules.explain.totals import TotalOutcome
from policyrules.explain.units import units_text
from policyrules.explain.verdicts import Verdict
from policyrules.explain.words import say
from policyrules.values.answers import Truth

Decisions = Mapping[str, Outcomes]

_COLUMNS = ("verdict", "clause", "entitlement", "amount", "unit")


def book_page(
    decisions: Decisions, total: TotalOutcome | None, program: Program, language: Language, *, all_readings: bool = False
) -> tuple[Block, ...]:
    """Return the whole decision; `program` is the one that the total is reckoned in."""
    each = (
        (*decision_page(one, language), *(readings_page(one, language) if all_readings else ())) for one in decisions.values()
    )
    return (
        *_head(decisions, language),
        *_entitled(decisions, total, language),
        *_open(decisions, language),
        *_total(decisions, total, program, language),
        *(block for page in each for block in page),
    )


def unit_titles(decisions: Decisions) -> Mapping[str, str]:
    """Return the names that the units of all policies have on the day; of two of one name, that of the first policy."""
    named = [one.unit_titles for one in decisions.values()]
    return {name: title for titles in reversed(named) for name, title in titles.items()}


def enterprise(decisions: Decisions) -> str | None:
    """Return what the enterprise is called by the first policy that says so."""
    return next((one.enterprise for one in decisions.values() if one.enterprise is not None), None)


def of_verdict(decisions: Decisions, verdict: Verdict) -> tuple[Outcome, ...]:
    """Return the outcomes with a verdict, over all policies."""
    return tuple(outcome for one in decisions.values() for outcome in one.entitlements if outcome.verdict is verdict)


def amount_words(outcome: Outcome, total: TotalOutcome | None, language: Language) -> str:
    """Say the amount of an outcome, where it has one, and whether rules drop it or cut it with others."""
    if outcome.amount is None:
        return ""
    amount, id_ = amount_text(outcome, language), f"{outcome.decision.outline.name}.{outcome.id}"
    award = next((award for award in (() if total is None else total.awards) if award.id == id_), None)
    if award is not None and award.effects.dropped_by is not None:
        return say("amount-dropped", language, amount=amount)
    is_cut = award is not None and any(rule.applies is Truth.T for rule in award.effects.cut_by)
    return say("amount-cut", language, amount=amount) if is_cut else amount


def _head(decisions: Decisions, language: Language) -> Iterator[Block]:
    yield Heading(1, say("book-heading", language))
    titles = [_called(one.outline, language) for one in decisions.values()]
    day = next((one.day.isoformat() for one in decisions.values()), None)
    rows = [("enterprise", enterprise(decisions)), ("date", day), *(("book-policies", title) for title in titles)]
    yield Rows(tuple((say(label, language), text) for label, text in rows if text is not None))


def _called(outline: Outline, language: Language) -> str:
    """Say a document with its number."""
    if outline.number is None:
        return outline.title
    return say("book-policy", language, title=outline.title, number=outline.number)


def _entitled(decisions: Decisions, total: TotalOutcome | None, language: Language) -> Iterator[Block]:
    found = of_verdict(decisions, Verdict.ENTITLED)
    yield Heading(2, say("book-entitled", language))
    if not found:
        yield Paragraph(say("book-none", language))
    for document, outcomes in _by_document(found, language):
        yield Heading(3, document)
        amounts = [amount_words(outcome, total, language) for outcome in outcomes]
        columns = _COLUMNS if any(amounts) else [name for name in _COLUMNS if name != "amount"]
        rows = (_row(outcome, amount, columns, language) for outcome, amount in zip(outcomes, amounts, strict=True))
        yield Table(tuple(say(name, language) for name in columns), tuple(rows))
    yield from directions_note(found, language)


def _by_document(outcomes: Sequence[Outcome], language: Language) -> list[tuple[str, list[Outcome]]]:
    """Group outcomes by their documents, each said with its title and number."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(_called(outcome.decision.outline, language), []).append(outcome)
    return list(groups.items())


def _row(outcome: Outcome, amount: str, columns: Sequence[str], language: Language) -> tuple[str, ...]:
    units = units_text(outcome.units, outcome.spec.responsible, language, brief=True)
    cells = {"verdict": verdict_words(outcome, language), "clause": outcome.clause, "entitlement": outcome.name}
    return tuple({**cells, "amount": amount, "unit": units}[name] for name in columns)


def _open(decisions: Decisions, language: Language) -> Iterator[Block]:
    found = of_verdict(decisions, Verdict.UNDETERMINED)
    if found:
        yield Heading(2, say("book-open", language))
    for document, outcomes in _by_document(found, language):
        yield Heading(3, document)
        yield Rows(tuple((_with_clause(one, language), _why_open(one, language)) for one in outcomes))


def _with_clause(outcome: Outcome, language: Language) -> str:
    return outcome.name + (say("brackets", language, text=outcome.clause) if outcome.clause else "")


def _why_open(outcome: Outcome, language: Language) -> str:
    """Say what is missing, what no fact settles, and the readings that are open."""
    decision = outcome.decision
    said = [open_text(outcome.open, decision.program, decision.unit_titles, language)]
    titles = [decision.reading(name).spec.title or name for name in outcome.open.readings]
    said += [say("about-readings", language) + say("colon", language) + title for title in titles]
    return say("semicolon", language).join(part for part in said if part)


def _total(decisions: Decisions, total: TotalOutcome | None, program: Program, language: Language) -> Iterator[Block]:
    """Tell what may be received altogether, with what is dropped or cut by which rule of which document."""
    if total is None:
        return
    yield Heading(2, say("total", language))
    rows = [(say("total", language), total_text(program, unit_titles(decisions), total, language))]
    rows += combination_rows(total, language)
    outcomes = [decisions[award.spec.policy][award.spec.id] for award in total.awards if award.is_given]
    yield Rows((*rows, *direction_rows(outcomes, language)))
