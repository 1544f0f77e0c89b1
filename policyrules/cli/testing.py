"""The command `test`: scenarios that policies carry, cases of suites that were accepted, and properties, run and told.

In: arguments. Out: what is printed and written, and the exit code, by `leave`. Knows no format and no rule: those are behind
what it calls.
"""

from fractions import Fraction
from pathlib import Path

import click

from policyrules import reports
from policyrules.cli.covering import Covering, coverage_options
from policyrules.cli.inputs import each_policy, format_option, language_option, search_option, spoken_to
from policyrules.cli.properties import Trying, cases_options
from policyrules.cli.suites import retested, suite_option
from policyrules.cli.terminal import Code, complain, leave, say_json, say_page, spoken
from policyrules.diagnostics import PolicyError


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@coverage_options
@format_option("text", "json", "markdown")
@cases_options
@suite_option
@search_option
@language_option
def test(
    paths: tuple[str, ...],
    coverage: bool,
    folder: Path | None,
    least: Fraction | None,
    form: str,
    cases: int,
    seed: int,
    suite_file: Path | None,
    search: tuple[Path, ...],
    lang: str | None,
) -> None:
    """运行试算，验证普遍要求 · Run the scenarios that policies carry, and accepted cases of suites; try their properties.

    With --coverage, say what of each policy the scenarios show.
    """
    code, covering, trying = Code.FINE, Covering.of(coverage, folder, least), Trying(cases, seed)
    data: list[object] = []
    for file, policy in (one for path in paths for one in each_policy(path)):
        if isinstance(policy, PolicyError):
            complain(policy.diagnostics, spoken_to(policy))
            code = Code.WRONG
            continue
        language = spoken(lang or policy.language)
        tried, again = trying.tried(policy), retested(policy, file, suite_file, language)
        results, report = covering.tested(policy, again.accepted, language)
        code = max(code, covering.code(report), trying.code(tried), again.code)
        code = max(code, Code.FINE if all(one.passed for one in results) else Code.FINDINGS)
        if form == "json":
            scenarios = reports.scenarios_data(results, language)
            said = {**trying.data(tried, language), **covering.data(report, language), **again.data(language)}
            data.append({"file": file, "scenarios": scenarios, **said})
        else:
            say_page(reports.scenarios_page(file, results, language), form, language)
            trying.say(file, policy, tried, form, language)
            again.say(file, form, language)
            covering.say(file, report, form, language)
        covering.write(report, language)
    if form == "json":
        say_json({"schema": "policyrules/scenarios/1", "files": data})
    leave(code)
