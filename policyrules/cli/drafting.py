"""The commands for those who write policies, each a few lines: read, call the face of the library, print, leave.

In: arguments. Out: what is printed or written, and the exit code, by `leave`. Knows no format and no rule: those are behind
what it calls.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from policyrules import api, reports, resources
from policyrules.cli.inputs import (
    format_option,
    language_option,
    read_policy,
    search_option,
    searched,
    spoken_of,
    spoken_to,
    usable_policy,
)
from policyrules.cli.terminal import Code, Wrong, complain, leave, painted, say, say_json, say_page, spoken
from policyrules.diagnostics import Diagnostic, Language, PolicyError, Severity
from policyrules.explain.blocks import Paragraph
from policyrules.messages.face import phrase
from policyrules.tasks import TaskList

#: What stands in the way of checking at all.
_UNREAD = {"policy-not-found", "policy-unreadable"}


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@format_option("text", "json", "markdown")
@search_option
@language_option
def check(paths: tuple[str, ...], form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """检查政策 · Check policies and say everything that is wrong with them."""
    found = [(path, *_diagnostics(path)) for path in paths]
    if form == "json":
        files = [{"file": path, "diagnostics": reports.diagnostics_data(wrong, language)} for path, language, wrong in found]
        say_json({"schema": "policyrules/diagnostics/1", "files": files})
    else:
        for path, language, wrong in found:
            _say_found(path, wrong, form, language)
    codes = {diagnostic.code for *_, wrong in found for diagnostic in wrong}
    leave(Code.WRONG if codes & _UNREAD else Code.FINDINGS if codes else Code.FINE)


def _diagnostics(path: str) -> tuple[Language, tuple[Diagnostic, ...]]:
    """Return what is wrong with a policy, and the language to say it in."""
    try:
        text = read_policy(path)
        return spoken_of(text.source), api.build(*text, search=searched()).warnings
    except PolicyError as error:
        return spoken_to(error), error.diagnostics


def _say_found(path: str, diagnostics: Sequence[Diagnostic], form: str, language: Language) -> None:
    if not diagnostics:
        say(phrase("fine", language, file=path))
        return
    text = painted(diagnostics, language)
    say(f"```\n{click.unstyle(text)}\n```" if form == "markdown" else text)
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    say("\n" + phrase("found", language, file=path, errors=errors, warnings=len(diagnostics) - errors))


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@format_option("text", "json", "markdown")
@search_option
@language_option
def test(paths: tuple[str, ...], form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """运行试算 · Run the scenarios that policies carry."""
    code = Code.FINE
    data: list[object] = []
    for path in paths:
        try:
            policy = api.build(*read_policy(path), search=searched())
        except PolicyError as error:
            complain(error.diagnostics, spoken_to(error))
            code = Code.WRONG
            continue
        language = spoken(lang or policy.language)
        results = policy.test(language)
        if not all(result.passed for result in results):
            code = max(code, Code.FINDINGS)
        if form == "json":
            data.append({"file": path, "scenarios": reports.scenarios_data(results, language)})
        else:
            say_page(reports.scenarios_page(path, results, language), form, language)
    if form == "json":
        say_json({"schema": "policyrules/scenarios/1", "files": data})
    leave(code)


@click.command()
@click.argument("policy")
@format_option("text", "json", "markdown")
@search_option
@language_option
def sources(policy: str, form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """对照原文 · Show the document clause by clause, with what encodes each and what nothing does."""
    checked = api.examine(*read_policy(policy), search=searched())
    language = spoken_of(checked.source)
    unread = [d for d in checked.diagnostics if d.code.startswith(("syntax-", "document-")) and d.severity is Severity.ERROR]
    if unread:
        complain(unread, language)
        leave(Code.WRONG)
    covered = api.covered(checked)
    if form == "json":
        wrong = reports.diagnostics_data(covered.diagnostics, language)
        say_json({"schema": "policyrules/sources/1", "clauses": reports.sources_data(covered), "diagnostics": wrong})
    elif not covered.clauses:
        say_page([Paragraph(phrase("no-document", language))], form, language)
    else:
        say_page(reports.sources_page(covered, language), form, language)
        wrong_quotes = [d for d in covered.diagnostics if d.code != "clause-uncovered"]
        if wrong_quotes:
            complain(wrong_quotes, language)
    leave(Code.FINDINGS if covered.diagnostics or not covered.clauses else Code.FINE)


@click.command()
@click.argument("policy")
@click.option("--unit", metavar="UNIT", help="One unit only, by any of its names, or one county.")
@format_option("text", "json", "markdown", "csv")
@search_option
@language_option
def tasks(policy: str, unit: str | None, form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """任务表 · Show which unit is to do what by when, one list per unit and per county."""
    used = usable_policy(policy)
    language = spoken()
    lists = _of_unit(used.tasks(), unit)
    match form:
        case "json":
            say_json(
                {
                    "schema": "policyrules/tasks/1",
                    "policy": reports.policy_data(used.outline),
                    "lists": reports.tasks_data(lists),
                }
            )
        case "csv":
            # Without this mark spreadsheets take a file of UTF-8 for one of GBK.
            click.echo("\ufeff" + reports.tasks_csv(lists, language), nl=False)
        case _:
            say_page(reports.tasks_page(lists, language), form, language)


def _of_unit(lists: tuple[TaskList, ...], unit: str | None) -> tuple[TaskList, ...]:
    chosen = tuple(row for row in lists if unit is None or row.answers_to(unit))
    if unit is not None and not chosen:
        names = {name for row in lists for name in (row.unit, row.title, row.member) if name}
        raise Wrong("no-unit", name=unit, near=_near(unit, names))
    return chosen


def _near(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(names), 1, 0.5)
    return phrase("near", spoken(), near=near[0]) if near else ""


@click.command()
@click.argument("path", required=False)
@language_option
def new(path: str | None, lang: str | None) -> None:
    """新建政策 · Write a commented policy to start from, and the document that it quotes; never overwrites.

    PATH is 示例政策.pol (sample.pol with --lang en) unless given; - prints the policy instead.
    """
    policy, document = resources.skeleton(lang or "zh")
    if path == "-":
        say(policy)
        return
    name = "sample" if lang == "en" else "示例政策"
    place = Path(path or f"{name}.pol")
    beside = place.with_name(f"{place.stem}.txt")
    for file in (place, beside):
        if file.exists():
            raise Wrong("exists", path=file)
    _write(place, policy.replace(f"{name}.txt", beside.name))
    _write(beside, document)


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise Wrong("exists", path=path) from None
    except (OSError, ValueError) as error:
        raise Wrong("not-written", path=path, why=getattr(error, "strerror", None) or error) from None
    say(phrase("written", spoken(), path=path))
