"""Scenarios: the tests that a policy carries with it.

In: a checked policy, and a way to decide plain facts. Out: one `ScenarioResult` per scenario, and per row of one that has rows,
with what each line expected and what came out. The facts of a scenario go through the same door as any others. Knows no file
and no format.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol, assert_never

from attrs import frozen

from policyrules.checking import constants
from policyrules.checking.policy import CheckedPolicy, item
from policyrules.checking.trials import trials
from policyrules.core.facts import ABSENT_WORDS
from policyrules.core.items import named
from policyrules.diagnostics import Diagnostic, FactsError, Language
from policyrules.expected import Found, comes_true, expected_text
from policyrules.explain.alternatives import possible, possible_names
from policyrules.explain.amounts import AmountOutcome, AmountStatus
from policyrules.explain.explanation import Explanation
from policyrules.explain.outcome import Outcome
from policyrules.explain.outcomes import Outcomes
from policyrules.explain.reasons import flat
from policyrules.explain.verdicts import Verdict
from policyrules.messages.face import phrase
from policyrules.syntax import ast
from policyrules.values.answers import Symbol, Truth, point
from policyrules.values.periods import show_period
from policyrules.values.types import Scalar


class Decide(Protocol):
    """What decides: plain facts, a day and the readings taken otherwise than by default."""

    def __call__(self, facts: Mapping[str, object], day: date, readings: Mapping[str, str], /) -> Outcomes: ...


@frozen
class Expectation:
    """One thing that a scenario expects. `why` are the reasons of a verdict that came out otherwise."""

    expected: str
    found: str
    passed: bool
    line: int
    why: tuple[str, ...] = ()


@frozen
class ScenarioResult:
    """A scenario that was run; `diagnostics` say why it could not be."""

    title: str
    day: date | None
    line: int
    expectations: tuple[Expectation, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.diagnostics and all(expectation.passed for expectation in self.expectations)


def run_scenarios(policy: CheckedPolicy, decide: Decide, language: Language) -> Iterator[ScenarioResult]:
    """Run the scenarios of a policy one after the other, row by row where one has rows, in the order of the text.

    `language` is that of what came out.
    """
    return (
        run_scenario(policy, trial, decide, language) for scenario in policy.all(ast.Scenario) for trial in trials(scenario)
    )


def run_scenario(policy: CheckedPolicy, scenario: ast.Scenario, decide: Decide, language: Language) -> ScenarioResult:
    """Run one scenario without rows, or one that stands for a row."""
    trial = Trial.of(policy, scenario)
    try:
        decision = decide(trial.facts, trial.day, trial.readings)
    except FactsError as error:
        return ScenarioResult(trial.title, trial.day, trial.line, (), error.diagnostics)
    return ScenarioResult(trial.title, trial.day, trial.line, tuple(expectations(policy, scenario, decision, language)))


@frozen(eq=False)
class Trial:
    """What a scenario gives, as plain data: one that is run, without rows."""

    title: str
    line: int
    day: date
    facts: Mapping[str, object]
    readings: Mapping[str, str]

    @staticmethod
    def of(policy: CheckedPolicy, scenario: ast.Scenario) -> "Trial":
        """Read a scenario of a policy, or a row of one."""
        title = scenario.title.text if scenario.title else ""
        written = item(scenario.lines, "date")
        day = constants.day(written.value) if isinstance(written, ast.ExpressionItem) else None
        assert day is not None  # INVARIANT: checking refuses a scenario without a constant date
        readings = {row.reading.name: row.option.name for row in scenario.lines if isinstance(row, ast.GivenReading)}
        return Trial(title, scenario.span.first.line, day, given_facts(policy, scenario), readings)


# --- what is given ----------------------------------------------------------------------------------------------------


def given_facts(policy: CheckedPolicy, scenario: ast.Scenario) -> Mapping[str, object]:
    """Return the facts of a scenario as plain data; what it calls unknown is `None`."""
    facts: dict[str, object] = {}
    lists: dict[str, list[object]] = {}
    series: dict[str, dict[int | str, object]] = {}
    for line in scenario.lines:
        match line:
            case ast.Given(fact, value):
                facts[fact.name] = _plain(policy, value)
            case ast.GivenEmpty(fact):
                lists.setdefault(fact.name, [])
            case ast.GivenRecord(fact, fields):
                lists.setdefault(fact.name, []).append({f.name.name: _plain(policy, f.value) for f in fields})
            case ast.GivenPeriod(fact, period, value, exists):
                key = period.value if period.unit == "year" else show_period(period.value, period.unit)
                series.setdefault(fact.name, {})[key] = _plain(policy, value) if exists else ABSENT_WORDS[0]
            case (
                ast.ExpressionItem() | ast.GivenReading() | ast.ExpectVerdict() | ast.ExpectValue() | ast.ExpectReason()
                | ast.ExpectMissing()
                | ast.ExpectDefinition() | ast.ExpectTotal() | ast.EachRow()
            ):  # fmt: skip
                pass  # no fact
            case _:
                assert_never(line)
    return {**facts, **lists, **series}


def _plain(policy: CheckedPolicy, written: ast.Expression | None) -> object:
    """Return a constant as a facts file would give it: money in 元, dates as dates, members by name."""
    match written:
        case None:
            return None
        case ast.Name(name):
            return name
        case ast.TextLiteral(value) | ast.BoolLiteral(value):
            return value
    number = constants.number(written)
    if number is not None and policy.types.get(written) is Scalar.MONEY:
        return number / 100
    return constants.day(written) or number


# --- what is expected -------------------------------------------------------------------------------------------------


def expectations(
    policy: CheckedPolicy, scenario: ast.Scenario, decision: Outcomes, language: Language
) -> Iterator[Expectation]:
    """Yield what each line of a scenario of the policy expects, and what came out."""
    return (found for row in scenario.lines for found in _expectations(row, policy, decision, language))


def _expectations(
    line: ast.ScenarioLine, policy: CheckedPolicy, decision: Outcomes, language: Language
) -> Iterator[Expectation]:
    number = line.span.first.line
    match line:
        case ast.ExpectVerdict("missing", names):
            yield _missing(names, decision.entitlements, number, language)
        case ast.ExpectVerdict("holds" | "holds_not" as kind, names):
            yield from (_held(kind, name.name, decision, number, language) for name in names)
        case ast.ExpectVerdict("qualifies" | "qualifies_not" as kind, names):
            yield from (_qualifies(kind, name.name, decision, number, language) for name in names)
        case ast.ExpectVerdict(kind, names):
            yield from (_verdict(Verdict(kind), name.name, decision, number, language) for name in names)
        case ast.ExpectValue(entitlement, what, value):
            yield _value(decision[entitlement.name], what, value, number, language)
        case ast.ExpectDefinition(target, value):
            yield _definition(named(target), value, decision, number, language)
        case ast.ExpectMissing(entitlement, names):
            yield _missing(names, (decision[entitlement.name],), number, language)
        case ast.ExpectReason(entitlement, text):
            yield _reason(decision[entitlement.name], text, number, language)
        case ast.ExpectTotal(value):
            yield _total(value, decision, number, language)
        case _:
            pass  # what is given


def _verdict(expected: Verdict, name: str, decision: Outcomes, line: int, language: Language) -> Expectation:
    outcome = decision[name]
    wanted, found = (phrase("is", language, name=name, value=phrase(v, language)) for v in (expected, outcome.verdict))
    passed = outcome.verdict is expected
    return Expectation(wanted, found, passed, line, () if passed else _why(outcome, language))


def _why(outcome: Outcome, language: Language) -> tuple[str, ...]:
    return flat(outcome.reasons(language))


def _held(kind: str, name: str, decision: Outcomes, line: int, language: Language) -> Expectation:
    held = next(status.held for status in decision.tiers if status.spec.name == name)
    found = {Truth.T: "holds", Truth.F: "holds_not", Truth.U: "holds_unknown"}[held]
    wanted, came = (phrase("is", language, name=name, value=phrase(word, language)) for word in (kind, found))
    return Expectation(wanted, came, found == kind, line)


def _qualifies(kind: str, name: str, decision: Outcomes, line: int, language: Language) -> Expectation:
    status = next(status for status in decision.tiers if status.spec.name == name)
    asked = Truth.U if status.qualifies is None else status.qualifies
    found = {Truth.T: "qualifies", Truth.F: "qualifies_not", Truth.U: "qualifies_unknown"}[asked]
    wanted, came = (phrase("is", language, name=name, value=phrase(word, language)) for word in (kind, found))
    passed = found == kind
    return Expectation(wanted, came, passed, line, () if passed else flat(status.criteria_reasons(language)))


def _missing(names: Sequence[ast.Name], outcomes: Sequence[Outcome], line: int, language: Language) -> Expectation:
    """Compare the facts that can still change verdicts: no more and no fewer are expected to be asked for."""
    wanted = tuple(name.name for name in names)
    paths = (path for outcome in outcomes for path in outcome.missing)
    found = tuple(dict.fromkeys(path.partition("[")[0] for path in paths))

    def said(facts: tuple[str, ...]) -> str:
        return phrase("missing", language, facts=phrase("list", language).join(facts) or phrase("nothing", language))

    return Expectation(said(wanted), said(found), set(found) == set(wanted), line)


def _value(outcome: Outcome, what: str, expected: ast.Expected, line: int, language: Language) -> Expectation:
    """Compare a value with what the decision shows; a rate that is only indicative counts as the rate."""
    amount = outcome.amount
    shown = None if amount is None or amount.kind != what else amount
    type_ = shown.type if shown is not None else Scalar.MONEY if what == "amount" else Scalar.PERCENT
    if any(isinstance(written, ast.Unstated) for written in expected.values):
        said = phrase("unstated-value", language)
        passed = shown is not None and shown.status is AmountStatus.UNSTATED
    else:
        said = expected_text(expected, type_, language)
        passed = shown is not None and comes_true(expected, _found(shown))
    wanted, came = (
        phrase("of", language, entitlement=outcome.name, what=phrase(what, language), value=value)
        for value in (said, _shown(shown, language))
    )
    return Expectation(wanted, came, passed, line)


def _found(amount: AmountOutcome) -> Found:
    answer = amount.interval if amount.indicative is None else point(amount.indicative)
    return Found(answer, amount.type, amount.alternatives)


def _shown(amount: AmountOutcome | None, language: Language) -> str:
    if amount is None:
        return phrase("nothing", language)
    if amount.status is AmountStatus.UNSTATED:
        return phrase("unstated-value", language)
    return _found(amount).text(language)


def _definition(name: str, expected: ast.Expected, decision: Outcomes, line: int, language: Language) -> Expectation:
    """Compare the value of a definition, a score or a part of one."""
    node = dict(decision.outline.asked)[name]
    program, answers = decision.program, decision.answers
    still = possible_names if isinstance(answers.values[node], Symbol) else possible
    found = Found(answers.values[node], program.nodes[node].type, still(program, answers, node) or ())
    wanted, came = (
        phrase("is", language, name=name, value=value)
        for value in (expected_text(expected, found.type, language), found.text(language))
    )
    return Expectation(wanted, came, comes_true(expected, found), line)


def _total(expected: ast.Expected, decision: Outcomes, line: int, language: Language) -> Expectation:
    """Compare what may be received altogether."""
    total = decision.total
    found = None if total is None else Found(total.interval, Scalar.MONEY, total.alternatives)
    wanted, came = (
        phrase("is", language, name=phrase("total_amount", language), value=value)
        for value in (
            expected_text(expected, Scalar.MONEY, language),
            phrase("nothing", language) if found is None else found.text(language),
        )
    )
    return Expectation(wanted, came, found is not None and comes_true(expected, found), line)


def _reason(outcome: Outcome, text: str, line: int, language: Language) -> Expectation:
    """Look for a text in the labels and sentences that make the verdict what it is."""
    said = _why(outcome, language)
    names = [name for name in _names(outcome.explanation) if name]
    wanted, came = (
        phrase("is", language, name=outcome.name, value=phrase("reasons", language, reasons=reasons))
        for reasons in (text, phrase("semicolon", language).join(said))
    )
    return Expectation(wanted, came, any(text in one for one in (*said, *outcome.because, *names)), line)


def _names(explanation: Explanation) -> Iterator[str | None]:
    yield explanation.label
    yield explanation.text
    for child in explanation.decisive:
        yield from _names(child)
