"""What came of trying properties, for people and for programs.

In: what was tried. Out: blocks that `policyrules.explain.render` writes as text or Markdown, and plain data for JSON, in
Chinese or English: how many cases there were, and of each counterexample what was required, what came out, why, and the facts.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from policyrules.checking.scenarios import EXPECTATIONS
from policyrules.core.outline import Change, Direction, RequiredSpec
from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block, Heading, Listing, Paragraph, ReasonList, Rows
from policyrules.explain.decision import Decision
from policyrules.explain.outcome import Outcome
from policyrules.explain.phrases import value
from policyrules.explain.reasons import Reason, reasons
from policyrules.messages.face import phrase
from policyrules.messages.properties import said
from policyrules.policy import Policy
from policyrules.reports import Data
from policyrules.syntax import ast
from policyrules.syntax.formatter import print_file
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.properties.trying import Counterexample, Tried
from policyrules.testing.writing import Written, keyword_language, scenario
from policyrules.values.answers import Interval, Series, Truth
from policyrules.values.types import SeriesType

_TRUTHS = {Truth.T: "true", Truth.F: "false", Truth.U: "open"}


def properties_page(
    file: str, policy: Policy, tried: Sequence[Tried], cases: int, seed: int, language: Language
) -> Iterator[Block]:
    """Yield what came of the properties of a policy, and every counterexample; nothing where it has none."""
    if not tried:
        return
    failed = [one for one in tried if not one.passed]
    yield Paragraph(said("properties", language, file=file, all=len(tried), failed=len(failed), cases=cases, seed=seed))
    yield Rows(tuple((one.spec.name, verdict_text(one, language)) for one in tried))
    for one in tried:
        if one.counterexample is not None:
            title = "" if one.spec.title == one.spec.name else phrase("colon", language) + one.spec.title
            yield Heading(3, f"✗ {one.spec.name}{title}{said('at-line', language, line=one.spec.line)}")
            yield from counterexample_page(policy, one, one.counterexample, language)


def verdict_text(tried: Tried, language: Language) -> str:
    """Say in a sentence what came of a property."""
    word = "broken" if tried.counterexample else "kept" if tried.applied else "untried"
    return said(word, language, cases=tried.cases, applied=tried.applied)


def counterexample_page(policy: Policy, tried: Tried, found: Counterexample, language: Language) -> Iterator[Block]:
    """Yield what was required, what came out, why, and the enterprise as it would stand in the policy."""
    yield Rows(tuple(_rows(tried, found, language)))
    if found.after is None:
        yield ReasonList(said("why", language), _why(found.before, None, found.required, language))
    else:
        yield ReasonList(said("why-before", language), _why(found.before, found.after, found.required, language))
        yield ReasonList(said("why-after", language), _why(found.after, found.before, found.required, language))
    yield Listing(facts_text(policy, found.trial, said("counterexample", language, name=tried.spec.name)))


def _rows(tried: Tried, found: Counterexample, language: Language) -> Iterator[tuple[str, str]]:
    required, change = found.required, tried.spec.change
    at = said("at-line", language, line=required.line)
    yield said("required", language), f"{_requirement(found, language)}{at}"
    yield said("day", language), str(found.trial.day)
    if found.after is None or change is None:
        yield said("came-out", language), _value(found.before, required, language)
        return
    yield said("change", language), _change(found, change, language)
    yield said("before", language), _value(found.before, required, language)
    yield said("after", language), _value(found.after, required, language)


def _requirement(found: Counterexample, language: Language) -> str:
    return f"{found.required.item}{phrase('colon', language)}{found.required.text}"


def _value(decision: Decision, required: RequiredSpec, language: Language) -> str:
    node = required.site.node
    answer = decision.answers.values[node]
    return (
        said(_TRUTHS[answer], language)
        if isinstance(answer, Truth)
        else value(answer, decision.program.nodes[node].type, language)
    )


def _change(found: Counterexample, change: Change, language: Language) -> str:
    """Say which fact was what and became what."""
    assert found.after is not None
    before, after = (_fact(decision, change, language) for decision in (found.before, found.after))
    if change.direction is Direction.GAINS_ONE:
        return said("one-more", language, text=change.text, record=_gained(found, change, language))
    return said("from-to", language, text=change.text, before=before, after=after)


def _fact(decision: Decision, change: Change, language: Language) -> str:
    known = decision.case.facts[change.fact]
    type_ = next(spec.type for spec in decision.program.facts if spec.name == change.fact)
    if isinstance(known, Series) and isinstance(type_, SeriesType) and change.period is not None:
        at = decision.answers.values[change.period]
        assert isinstance(at, Interval) and at.point is not None
        return value(known.values[int(at.point)], type_.element, language)
    return value(known, type_, language)


def _gained(found: Counterexample, change: Change, language: Language) -> str:
    """Say what stands in the record that is there afterwards only."""
    assert found.changed is not None
    rows, before = (trial.facts.get(change.fact) for trial in (found.changed, found.trial))
    less = list(before) if isinstance(before, list) else []
    for row in rows if isinstance(rows, list) else ():
        if row in less:
            less.remove(row)
        elif isinstance(row, dict):
            return said("comma", language).join(f"{name} {given}" for name, given in row.items() if given is not None)
    return ""


def _why(decision: Decision, other: Decision | None, required: RequiredSpec, language: Language) -> tuple[Reason, ...]:
    """Return why the value is what it is in a decision; of the total, the awards that are not as in the other."""
    total = decision.outline.total
    if total is not None and total.node == required.site.node:
        awards = (one for one in decision.entitlements if other is None or _paid(one) != _paid(other[one.id]))
        return tuple(_award(one, language) for one in awards)
    return reasons(decision.explainer.explain(required.site), language, decision.tier_titles)


def _paid(outcome: Outcome) -> tuple[Truth, object]:
    """Return the verdict, and what is payable."""
    amount = outcome.spec.amount
    paid = None if amount is None or amount.payable is None else outcome.decision.answers.values[amount.payable]
    return outcome.truth, paid


def _award(outcome: Outcome, language: Language) -> Reason:
    verdict, amount = phrase(outcome.verdict, language), outcome.spec.amount
    if amount is None or amount.payable is None or outcome.truth is Truth.F:
        text = said("award-alone", language, name=outcome.name, verdict=verdict)
    else:
        program, values = outcome.decision.program, outcome.decision.answers.values
        paid = value(values[amount.payable], program.nodes[amount.payable].type, language)
        text = said("award", language, name=outcome.name, verdict=verdict, amount=paid)
    return Reason(outcome.truth, text, outcome.reasons(language))


def facts_text(policy: Policy, trial: Trial, title: str) -> str:
    """Return an enterprise as a scenario of the policy without expectations, or fact by fact where no scenario can say it."""
    written = scenario(policy, trial, title)
    if not isinstance(written, Written):
        return "\n".join(f"{name}: {given}" for name, given in trial.facts.items())
    given = tuple(line for line in written.tree.lines if not isinstance(line, EXPECTATIONS))
    tree = evolve(written.tree, lines=given)
    return print_file(ast.File((tree,), span=tree.span), keyword_language(policy))


def properties_data(tried: Sequence[Tried], seed: int, language: Language) -> list[Data]:
    """Return what came of the properties as plain data."""
    return [
        {
            "name": one.spec.name,
            "title": one.spec.title,
            "line": one.spec.line,
            "seed": seed,
            "cases": one.cases,
            "applied": one.applied,
            "passed": one.passed,
            "counterexample": None if one.counterexample is None else _data(one.counterexample, language),
        }
        for one in tried
    ]


def _data(found: Counterexample, language: Language) -> Data:
    changed, after = found.changed, found.after
    return {
        "line": found.required.line,
        "required": found.required.text,
        "date": str(found.trial.day),
        "facts": _plain(found.trial.facts),
        "changed": None if changed is None else _plain(changed.facts),
        "before": _value(found.before, found.required, language),
        "after": None if after is None else _value(after, found.required, language),
    }


def _plain(written: object) -> object:
    """Return facts as JSON takes them: a year is a key in words, a number without an end in decimals a quotient."""
    match written:
        case dict():
            return {str(key): _plain(one) for key, one in written.items()}
        case list():
            return [_plain(one) for one in written]
        case None | bool() | int() | str():
            return written
        case _:
            return str(written)
