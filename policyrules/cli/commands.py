"""The commands, each a few lines: read, call the face of the library, print, exit.

In: arguments. Out: what is printed, and the exit code, by `click.exceptions.Exit`; `main` turns every other end into one too.
Knows no file, no format and no rule: those are behind what it calls.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

import click

from policyrules import __version__, api, reports, resources
from policyrules.cli.inputs import (
    Decisions,
    day_option,
    format_option,
    language_option,
    opened,
    read_policy,
    reading_option,
    search_option,
    searched,
    spoken_of,
    spoken_to,
    usable_policy,
)
from policyrules.cli.terminal import (
    Code,
    Wrong,
    begin_in_utf8,
    close_quietly,
    complain,
    painted,
    say,
    say_json,
    say_json_list,
    say_page,
    spoken,
)
from policyrules.diagnostics import Diagnostic, DiagnosticError, Language, PolicyError, Severity
from policyrules.explain.blocks import Paragraph
from policyrules.explain.decision import Decision, outcome_markdown, outcome_text
from policyrules.messages.face import phrase
from policyrules.targets import count_targets
from policyrules.tasks import TaskList

#: What stands in the way of checking at all.
_UNREAD = {"policy-not-found", "policy-unreadable"}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="policyrules")
def cli() -> None:
    """Apply government support policies written in .pol to the facts of enterprises, with reasons.

    POLICY is a path, the name of a policy that ships with the package, or - for standard input.
    FACTS is a file of JSON, YAML or JSON Lines with one enterprise or a list of them, or -.

    Exit codes: 0 fine, 1 findings or failed scenarios, 2 wrong use or bad input.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    begin_in_utf8()
    sys.exit(_run(list(sys.argv[1:] if arguments is None else arguments)))


def _run(arguments: list[str]) -> int:
    """Run a command and return its exit code; no exception leaves here."""
    try:
        with cli.make_context("policyrules", arguments) as context:
            cli.invoke(context)
        sys.stdout.flush()
        return Code.FINE
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return Code.WRONG
    except (KeyboardInterrupt, click.Abort):
        return Code.INTERRUPTED
    except BrokenPipeError:
        close_quietly()
        return Code.PIPE_CLOSED
    except DiagnosticError as error:
        complain(error.diagnostics, spoken())
        return Code.WRONG
    except Exception as error:
        if os.environ.get("POLICYRULES_TRACEBACK"):
            raise
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        click.echo(phrase("unexpected", spoken(), error=what[:200]), err=True)
        return Code.WRONG


def _exit(code: int) -> NoReturn:
    raise click.exceptions.Exit(code)


# --- for drafters -----------------------------------------------------------------------------------------------------


@cli.command()
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
    _exit(Code.WRONG if codes & _UNREAD else Code.FINDINGS if codes else Code.FINE)


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


@cli.command()
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
    _exit(code)


@cli.command()
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
        _exit(Code.WRONG)
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
    _exit(Code.FINDINGS if covered.diagnostics or not covered.clauses else Code.FINE)


@cli.command()
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
            say_json({"schema": "policyrules/tasks/1", "policy": _head(used), "lists": reports.tasks_data(lists)})
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


def _head(policy: api.Policy) -> reports.Data:
    return {"name": policy.name, "title": policy.title, "number": policy.number, "digest": policy.digest}


@cli.command()
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


# --- for deciding -----------------------------------------------------------------------------------------------------


@cli.command()
@click.argument("policy")
@click.argument("facts")
@day_option
@reading_option
@click.option("--all-readings", is_flag=True, help="Say which verdicts depend on a reading, and how.")
@click.option("--explain", "explained", is_flag=True, help="Give the whole explanation of every entitlement.")
@format_option("text", "json", "markdown")
@search_option
@language_option
def decide(
    policy: str,
    facts: str,
    on: date,
    readings: dict[str, str],
    all_readings: bool,
    explained: bool,
    form: str,
    search: tuple[Path, ...],
    lang: str | None,
) -> None:
    """判定 · Decide what enterprises are entitled to, and say why."""
    used, given = opened(policy, facts)
    language = spoken()
    decisions = Decisions(used, on, readings, language)
    decided = decisions.of(given)
    if form == "json":
        documents = (d.to_json(language, explanations=explained, all_readings=all_readings) for d in decided)
        _say_documents(documents, decisions)
    else:
        for decision in decided:
            say(_decision_text(decision, form, language, all_readings, explained) + "\n")
    _exit(decisions.code)


def _decision_text(decision: Decision, form: str, language: Language, all_readings: bool, explained: bool) -> str:
    if form == "markdown":
        text = decision.to_markdown(language, all_readings=all_readings)
    else:
        text = decision.to_text(language, all_readings=all_readings)
    if not explained:
        return text
    one = outcome_markdown if form == "markdown" else outcome_text
    return "\n".join([text, *(one(outcome, language, whole=True) for outcome in decision.entitlements)])


def _say_documents(documents: Iterator[dict[str, Any]], decisions: Decisions) -> None:
    """Print one document for a file of one enterprise, and a list for a file that holds a list."""
    first = next(documents, None)
    if decisions.alone and first is not None:
        say_json(first)
    elif not decisions.alone and (decisions.alone is not None or decisions.code == Code.FINE):
        say_json_list(document for start in ([first] if first else [], documents) for document in start)


@cli.command()
@click.argument("policy")
@click.argument("facts")
@click.argument("entitlement")
@day_option
@format_option("text", "json", "markdown")
@search_option
@language_option
def explain(policy: str, facts: str, entitlement: str, on: date, form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """说明理由 · Explain one entitlement whole: every condition, met or not."""
    used, given = opened(policy, facts)
    language = spoken()
    decisions = Decisions(used, on, {}, language)
    decided = (_named(decision, entitlement) for decision in decisions.of(given))
    if form == "json":
        _say_documents((_only(decision, name, language) for decision, name in decided), decisions)
    else:
        one = outcome_markdown if form == "markdown" else outcome_text
        for decision, name in decided:
            say(one(decision[name], language, whole=True) + "\n")
    _exit(decisions.code)


def _named(decision: Decision, entitlement: str) -> tuple[Decision, str]:
    """Return the id of an entitlement by its id or name."""
    outcome = decision.find(entitlement)
    if outcome is None:
        near = phrase("list", spoken()).join(dict.fromkeys(decision.nearest(entitlement)))
        raise Wrong("no-entitlement", name=entitlement, near=phrase("near", spoken(), near=near) if near else "")
    return decision, outcome.id


def _only(decision: Decision, name: str, language: Language) -> dict[str, Any]:
    document = decision.to_json(language, explanations=True)
    return {**document, "entitlements": [row for row in document["entitlements"] if row["id"] == name]}


@cli.command()
@click.argument("policy")
@click.argument("register")
@day_option
@format_option("text", "json", "markdown")
@search_option
@language_option
def targets(policy: str, register: str, on: date, form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """对照目标 · Count the enterprises of a register towards the targets of a policy."""
    used, given = opened(policy, register)
    language = spoken()
    decisions = Decisions(used, on, {}, language)
    counts = count_targets(used.outline, (decision.answers for decision in decisions.of(given)))
    if form == "json":
        data = {"policy": _head(used), "date": str(on), "targets": reports.targets_data(counts)}
        say_json({"schema": "policyrules/targets/1", **data})
    else:
        say_page(reports.targets_page(counts, on, language), form, language)
    _exit(decisions.code)


@cli.command()
@click.argument("policy")
@format_option("json")
@search_option
@language_option
def schema(policy: str, form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """事实的格式 · Print the JSON Schema of the facts that a policy asks for."""
    used = usable_policy(policy)
    say_json(used.schema(spoken()))
