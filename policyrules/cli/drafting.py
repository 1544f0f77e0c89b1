"""The commands for those who write policies, each a few lines: read, call the face of the library, print, leave.

In: arguments. Out: what is printed or written, and the exit code, by `leave`. Knows no format and no rule: those are behind
what it calls.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

import click

from policyrules import api, library, reports, resources
from policyrules.checking.policy import CheckedPolicy
from policyrules.checking.sources import Coverage
from policyrules.cli.filing import filing
from policyrules.cli.inputs import (
    format_option,
    is_folder,
    language_option,
    policies_of,
    read_policy,
    search_option,
    searched,
    spoken_of,
    spoken_to,
    usable,
)
from policyrules.cli.terminal import (
    Code,
    Wrong,
    complain,
    leave,
    painted,
    point_to_codes,
    say,
    say_documents,
    say_json,
    say_page,
    seen,
    spoken,
)
from policyrules.core.outline import Outline
from policyrules.diagnostics import Diagnostic, Language, PolicyError, Severity, shorten
from policyrules.explain.blocks import Heading, Paragraph
from policyrules.manual import report as manual
from policyrules.manual.codes import entries, entry, nearest
from policyrules.messages.face import phrase
from policyrules.rendering import visible
from policyrules.tasks import TaskList

#: What stands in the way of checking at all.
_UNREAD = ("policy-not-found", "policy-unreadable", "folder-")


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@format_option("text", "json", "markdown")
@search_option
@language_option
def check(paths: tuple[str, ...], form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """检查政策 · Check policies and say everything that is wrong with them."""
    found = [one for path in paths for one in _diagnostics(path)]
    if form == "json":
        files = [{"file": path, "diagnostics": reports.diagnostics_data(wrong, language)} for path, language, wrong in found]
        say_json({"schema": "policyrules/diagnostics/1", "files": files})
    else:
        for path, language, wrong in found:
            _say_found(path, wrong, form, language)
    codes = {diagnostic.code for *_, wrong in found for diagnostic in wrong}
    if codes and form == "text":
        point_to_codes(found[-1][1])
    is_unread = any(code.startswith(_UNREAD) for code in codes)
    leave(Code.WRONG if is_unread else Code.FINDINGS if codes else Code.FINE)


def _diagnostics(path: str) -> Iterator[tuple[str, Language, tuple[Diagnostic, ...]]]:
    """Yield what is wrong with a policy, or with each file of a folder, and the language to say it in."""
    if is_folder(path):
        for file in api.check_book(library.read_all([path]), search=searched()):
            yield file.name, spoken() if file.policy is None else spoken_of(file.policy.source), file.diagnostics
        return
    try:
        text = read_policy(path)
        yield path, spoken_of(text.source), api.build(*text, search=searched()).warnings
    except PolicyError as error:
        yield path, spoken_to(error), error.diagnostics


def _say_found(path: str, diagnostics: Sequence[Diagnostic], form: str, language: Language) -> None:
    if not diagnostics:
        say(phrase("fine", language, file=path))
        return
    text = painted(diagnostics, language)
    say(f"```\n{click.unstyle(text)}\n```" if form == "markdown" else text)
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    say("\n" + phrase("found", language, file=path, errors=errors, warnings=len(diagnostics) - errors))


@click.command()
@click.argument("policy")
@format_option("text", "json", "markdown")
@search_option
@language_option
def sources(policy: str, form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """对照原文 · Show the document clause by clause, with what encodes each and what nothing does."""
    examined, unread = _examined(policy)
    if unread:
        complain(unread, spoken_of(examined[0].source) if examined else spoken())
        leave(Code.WRONG)
    covered = [(checked, api.covered(checked), spoken_of(checked.source)) for checked in examined]
    if form == "json":
        documents = [reports.sources_document(coverage, language) for _, coverage, language in covered]
        say_documents(documents, alone=not is_folder(policy))
    for checked, coverage, language in () if form == "json" else covered:
        if is_folder(policy):
            say_page([Heading(1, checked.source.name)], form, language)
        _say_coverage(coverage, form, language)
    found = any(coverage.diagnostics or not coverage.clauses for _, coverage, _ in covered)
    leave(Code.FINDINGS if found else Code.FINE)


def _examined(policy: str) -> tuple[list[CheckedPolicy], list[Diagnostic]]:
    """Return the policies that were named, and what stands in the way of holding them against their documents."""
    if is_folder(policy):
        files = api.examine_book(library.read_all([policy]), search=searched())
        examined = [file.policy for file in files if file.policy is not None]
        found = [diagnostic for file in files for diagnostic in file.diagnostics]
    else:
        examined = [api.examine(*read_policy(policy), search=searched())]
        found = list(examined[0].diagnostics)
    unread = ("syntax-", "document-", "folder-", "policy-unreadable")
    return examined, [one for one in found if one.code.startswith(unread) and one.severity is Severity.ERROR]


def _say_coverage(coverage: Coverage, form: str, language: Language) -> None:
    if not coverage.clauses:
        say_page([Paragraph(phrase("no-document", language))], form, language)
        return
    say_page(reports.sources_page(coverage, language), form, language)
    wrong_quotes = [d for d in coverage.diagnostics if d.code != "clause-uncovered"]
    if wrong_quotes:
        complain(wrong_quotes, language)


@click.command()
@click.argument("policy")
@click.option("--unit", metavar="UNIT", help="One unit only, by any of its names, or one county.")
@format_option("text", "json", "markdown", "csv")
@search_option
@language_option
def tasks(policy: str, unit: str | None, form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """任务表 · Show which unit is to do what by when, one list per unit and per county."""
    used = policies_of(usable(policy))
    language = spoken()
    lists = _of_unit([(one.outline, one.tasks()) for one in used], unit)
    match form:
        case "json":
            say_documents([reports.tasks_document(*one) for one in lists], alone=not is_folder(policy))
        case "csv":
            text = reports.tasks_csv_of(lists, language) if is_folder(policy) else reports.tasks_csv(lists[0][1], language)
            # Without this mark spreadsheets take a file of UTF-8 for one of GBK.
            click.echo("\ufeff" + seen(text), nl=False)
        case _:
            pages = [(outline, reports.tasks_page(found, language)) for outline, found in lists]
            say_page(reports.by_policy(pages) if is_folder(policy) else pages[0][1], form, language)


_Lists = Sequence[tuple[Outline, tuple[TaskList, ...]]]


def _of_unit(policies: _Lists, unit: str | None) -> _Lists:
    """Return the lists of a unit, and of the policies those that have any."""
    if unit is None:
        return policies
    chosen = [(outline, tuple(row for row in lists if row.answers_to(unit))) for outline, lists in policies]
    found = [one for one in chosen if one[1]]
    if not found:
        names = {name for _, lists in policies for row in lists for name in (row.unit, row.title, row.member) if name}
        raise Wrong("no-unit", name=unit, near=_near(unit, names))
    return found


def _near(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(names), 1, 0.5)
    return phrase("near", spoken(), near=near[0]) if near else ""


@click.command("explain-code")
@click.argument("code", required=False)
@click.option("--list", "listed", is_flag=True, help="List all codes, as without CODE.")
@format_option("text", "json", "markdown")
@language_option
def explain_code(code: str | None, listed: bool, form: str, lang: str | None) -> None:
    """说明代码 · Explain a code that a message shows in brackets, with an example and how that is mended.

    Without CODE all codes are listed, stage by stage.
    """
    language = spoken()
    if code is None or listed:
        every = entries().values()
        data, page = manual.codes_data(every, language), manual.codes_page(every, language)
    else:
        known = entry(code) or _no_code(code)
        data, page = manual.code_data(known, language), manual.code_page(known, language)
    if form == "json":
        say_json(data)
    else:
        say_page(page, form, language)


def _no_code(code: str) -> NoReturn:
    near = nearest(code)
    listed = phrase("list", spoken()).join(f"`{one}`" for one in near)
    more = phrase("near-codes", spoken(), codes=listed) if near else phrase("see-codes", spoken())
    raise Wrong("no-code", code=visible(shorten(code)), near=more)


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
        if os.path.exists(file):
            raise Wrong("exists", path=file)
    _write(place, policy.replace(f"{name}.txt", beside.name))
    _write(beside, document)


def _write(path: Path, text: str) -> None:
    with filing(path) as place:
        place.write_text(text, encoding="utf-8", newline="\n")
    say(phrase("written", spoken(), path=path))
