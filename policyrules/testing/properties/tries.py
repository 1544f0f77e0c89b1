"""What of a policy can be tried, one by one: its scenarios, each row of those that have rows, and its properties.

In: a policy. Out: `Try`s in the order of the text, with names that tell them apart, each of which runs on its own and says in a
few lines what went wrong. Knows no test runner.
"""

from collections.abc import Callable, Iterator

from attrs import field, frozen

from policyrules.checking.scenarios import EXPECTATIONS
from policyrules.checking.trials import trials
from policyrules.core.outline import PropertySpec
from policyrules.diagnostics import Language
from policyrules.explain.render import as_text
from policyrules.messages.face import phrase
from policyrules.policy import Policy
from policyrules.rendering import visible
from policyrules.reports import scenario_rows
from policyrules.scenarios import Decide, ScenarioResult, run_scenario
from policyrules.syntax import ast
from policyrules.syntax.formatter import print_file
from policyrules.testing.properties.page import counterexample_page, verdict_text
from policyrules.testing.properties.trying import CASES, try_property
from policyrules.testing.writing import keyword_language


@frozen
class Failure:
    """What went wrong: at which line, in one sentence, and at length."""

    line: int
    short: str
    text: str


@frozen
class Try:
    """Something to be tried: what it is called, where it is written, and the names of what is expected something of.

    `kind` is scenario or property; `run` returns what went wrong, `None` where nothing did.
    """

    kind: str
    name: str
    line: int
    about: tuple[str, ...]
    run: Callable[[], Failure | None] = field(repr=False)


def tries(
    policy: Policy, language: Language, decide: Decide | None = None, *, cases: int = CASES, seed: int = 0
) -> Iterator[Try]:
    """Yield all that a policy has to be tried, by names of which none occurs twice.

    `decide` decides about scenarios instead of the policy, where somebody is to look on. Properties are tried on so many
    `cases`; with none, they are left out.
    """
    seen: dict[str, int] = {}

    def unique(name: str) -> str:
        number = seen[name] = seen.get(name, 0) + 1
        return name if number == 1 else f"{name} #{number}"

    for scenario in policy.checked.all(ast.Scenario):
        for trial in trials(scenario):
            yield _scenario(policy, trial, unique(_name(trial, language)), language, decide or policy.decide)
    for spec in policy.outline.properties if cases else ():
        yield _property(policy, spec, unique(_apart(spec.name)), language, cases, seed)


def _property(policy: Policy, spec: PropertySpec, name: str, language: Language, cases: int, seed: int) -> Try:
    def run() -> Failure | None:
        tried = try_property(policy, spec, cases, seed)
        if tried.passed:
            return None
        short, found = verdict_text(tried, language), tried.counterexample
        page = [] if found is None else [*counterexample_page(policy, tried, found, language)]
        line = spec.line if found is None else found.required.line
        return Failure(line, f"{visible(spec.title)}{phrase('colon', language)}{short}", as_text(page, language).strip("\n"))

    return Try("property", name, spec.line, tuple(required.text for required in spec.requires), run)


def _name(trial: ast.Scenario, language: Language) -> str:
    """Return the title, or that there is none."""
    title = trial.title.text.strip() if trial.title else ""
    return _apart(title) or phrase("untitled", language)


def _apart(name: str) -> str:
    """Return a name as it is shown; two colons, which are where names are parted, as full-width ones."""
    return visible(name).replace("::", "：：")


def _scenario(policy: Policy, trial: ast.Scenario, name: str, language: Language, decide: Decide) -> Try:
    def run() -> Failure | None:
        result = run_scenario(policy.checked, trial, decide, language)
        return None if result.passed else _failure(policy, trial, result, language)

    return Try("scenario", name, trial.span.first.line, tuple(dict.fromkeys(_about(trial))), run)


def _about(trial: ast.Scenario) -> Iterator[str]:
    for line in trial.lines:
        match line:
            case ast.ExpectVerdict(names=names):
                yield from (name.name for name in names)
            case ast.ExpectValue(entitlement=name) | ast.ExpectReason(entitlement=name) | ast.ExpectMissing(entitlement=name):
                yield name.name
            case ast.ExpectDefinition(target=target):
                yield ast.last_name(target).name
            case _:
                pass


def _failure(policy: Policy, trial: ast.Scenario, result: ScenarioResult, language: Language) -> Failure:
    """Tell what was expected, what came out and why, and the facts that were given, as they would stand in a policy."""
    wrong = [expectation for expectation in result.expectations if not expectation.passed]
    given = tuple(line for line in trial.lines if not isinstance(line, EXPECTATIONS))
    facts = print_file(
        ast.File((ast.Scenario(trial.title, given, span=trial.span),), span=trial.span), keyword_language(policy)
    )
    text = as_text([scenario_rows(result, language)], language)
    line = wrong[0].line if wrong else result.line
    if wrong:
        short = phrase("expected-and-found", language, expected=wrong[0].expected, found=wrong[0].found)
    else:
        short = result.diagnostics[0].message(language)
    return Failure(line, visible(short), "\n".join(map(visible, (*text.splitlines(), "", *facts.splitlines()))))
