"""The command `lint`: advice to drafters, and what they allow in place.

In: paths of policies. Out: what is printed, and the exit code. Knows no check.
"""

from pathlib import Path

import click

from policyrules import api, reports
from policyrules.cli.inputs import format_option, language_option, read_policy, search_option, searched, spoken_to
from policyrules.cli.terminal import Code, leave, painted, say, say_json, say_page, spoken
from policyrules.diagnostics import Diagnostic, Language, PolicyError, Severity
from policyrules.explain.blocks import Paragraph
from policyrules.lint.linting import LintReport
from policyrules.messages.face import phrase

#: What stands in the way of reading at all.
_UNREAD = {"policy-not-found", "policy-unreadable"}


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@format_option("text", "json", "markdown")
@search_option
@language_option
def lint(paths: tuple[str, ...], form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """起草建议 · Give advice on policies that check without errors, and tell what they allow in place, with the reasons.

    Where a policy has errors, these are said instead.
    """
    code = Code.FINE
    data: list[object] = []
    for path in paths:
        language, report = _linted(path)
        code = max(code, _code(report))
        if form == "json":
            data.append({"file": path, **reports.lint_data(report, language)})
        else:
            _say_report(path, report, form, language)
    if form == "json":
        say_json({"schema": "policyrules/lint/1", "files": data})
    leave(code)


def _linted(path: str) -> tuple[Language, LintReport]:
    """Return what is to be said about a policy, and the language to say it in; of one with errors, these."""
    try:
        policy = api.build(*read_policy(path), search=searched())
    except PolicyError as error:
        return spoken_to(error), LintReport(error.diagnostics, ())
    return spoken(click.get_current_context().params["lang"] or policy.language), policy.lint()


def _code(report: LintReport) -> Code:
    if any(finding.code in _UNREAD for finding in report.findings):
        return Code.WRONG
    return Code.FINDINGS if report.findings else Code.FINE


def _say_report(path: str, report: LintReport, form: str, language: Language) -> None:
    findings = report.findings
    if findings:
        text = painted(findings, language)
        say(f"```\n{click.unstyle(text)}\n```" if form == "markdown" else text)
    if report.allowed:
        say_page(reports.allowed_page(report.allowed, language), form, language)
    say_page([Paragraph(_summary(path, report, language))], form, language)


def _summary(path: str, report: LintReport, language: Language) -> str:
    errors = _errors(report.findings)
    if errors:
        return phrase("found", language, file=path, errors=errors, warnings=len(report.findings) - errors)
    return phrase("advised", language, file=path, findings=len(report.findings), allowed=len(report.allowed))


def _errors(findings: tuple[Diagnostic, ...]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)
