"""The command `lint`: advice to drafters, and what they allow in place.

In: paths of policies. Out: what is printed, and the exit code. Knows no check.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from policyrules import api, reports
from policyrules.cli.inputs import format_option, language_option, read_policy, search_option, searched, spoken_to
from policyrules.cli.terminal import Code, leave, painted, point_to_codes, say, say_json, say_page, spoken
from policyrules.diagnostics import Diagnostic, Language, PolicyError, Severity
from policyrules.explain.blocks import Paragraph
from policyrules.folders import policies_in
from policyrules.lint.linting import LintReport
from policyrules.messages.face import phrase

#: The beginnings of codes of what stands in the way of reading at all.
_UNREAD = ("policy-not-found", "policy-unreadable", "folder-", "source-not")


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@format_option("text", "json", "markdown")
@search_option
@language_option
def lint(paths: tuple[str, ...], form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """起草建议 · Give advice on policies that check without errors, and tell what they allow in place, with the reasons.

    PATH is a policy, or a folder for all .pol files in it and below it. Where a policy has errors, these are said instead.
    """
    code = Code.FINE
    data: list[object] = []
    for file, language, report in (linted for path in paths for linted in _linted(path)):
        code = max(code, _code(report))
        if form == "json":
            data.append({"file": file, **reports.lint_data(report, language)})
        else:
            _say_report(file, report, form, language)
    if form == "json":
        say_json({"schema": "policyrules/lint/1", "files": data})
    elif form == "text" and code is not Code.FINE:
        point_to_codes(language)
    leave(code)


def _linted(path: str) -> Iterator[tuple[str, Language, LintReport]]:
    """Yield what is to be said about a policy, or those in a folder, and the language to say it in; of errors, these."""
    folder = policies_in(Path(path)) if path != "-" and os.path.isdir(path) else None
    if folder is not None and folder.diagnostics:
        yield path, spoken(), LintReport(folder.diagnostics, ())
    for one in [path] if folder is None else map(str, folder.policies):
        try:
            policy = api.build(*read_policy(one), search=searched())
            yield one, spoken(click.get_current_context().params["lang"] or policy.language), policy.lint()
        except PolicyError as error:
            yield one, spoken_to(error), LintReport(error.diagnostics, ())


def _code(report: LintReport) -> Code:
    if any(finding.code.startswith(_UNREAD) for finding in report.findings):
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
