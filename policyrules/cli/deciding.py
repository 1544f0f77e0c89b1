"""The commands that decide, each a few lines: read, call the face of the library, print, leave.

In: arguments. Out: what is printed, and the exit code, by `leave`. Knows no file, no format and no rule: those are behind what
it calls.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import click

from policyrules.api import Policy
from policyrules.book import Book
from policyrules.cli.filing import force_option
from policyrules.cli.inputs import (
    Decisions,
    day_option,
    format_option,
    language_option,
    opened,
    optional_day,
    policies_of,
    reading_option,
    search_option,
    usable,
)
from policyrules.cli.terminal import Code, Wrong, columns, leave, say, say_json, say_json_list, spoken
from policyrules.cli.verifying import ReceiptFile
from policyrules.columns.dialect import DIALECTS
from policyrules.core.facts import fact_names
from policyrules.diagnostics import Language
from policyrules.explain.book import BookDecision
from policyrules.explain.decision import Decision, outcome_markdown, outcome_text
from policyrules.explain.document import document
from policyrules.explain.outcome import Outcome
from policyrules.files import Entry
from policyrules.messages.face import phrase
from policyrules.rendering import visible


@click.command()
@click.argument("policy")
@click.argument("facts")
@day_option
@reading_option
@click.option("--all-readings", is_flag=True, help="Say which verdicts depend on a reading, and how.")
@click.option("--explain", "explained", is_flag=True, help="Give the whole explanation of every entitlement.")
@click.option("--receipt", type=click.Path(path_type=Path), metavar="FILE", help="Write a receipt of each decision to a file.")
@force_option
@click.option("--facts-digest-only", is_flag=True, help="Keep only a digest of the facts in the receipts.")
@format_option("text", "json", "markdown", "brief")
@search_option
@language_option
def decide(
    policy: str,
    facts: str,
    on: date,
    readings: dict[str, str],
    all_readings: bool,
    explained: bool,
    receipt: Path | None,
    facts_digest_only: bool,
    force: bool,
    form: str,
    search: tuple[Path, ...],
    lang: str | None,
) -> None:
    """判定 · Decide what enterprises are entitled to, and say why."""
    used, given = opened(policy, facts)
    language = spoken()
    decisions = Decisions(used, on, readings, language)
    if facts_digest_only and receipt is None:
        raise Wrong("no-receipt")
    if form == "brief" and (explained or all_readings):
        raise Wrong("brief-alone")
    if receipt is None:
        decided = decisions.of(given)
    else:
        file = ReceiptFile.at(receipt, force=force, read=(policy, facts), facts_digest_only=facts_digest_only)
        decided = _receipted(decisions, given, file)
    if form == "json":
        documents = (d.to_json(language, explanations=explained, all_readings=all_readings) for d in decided)
        _say_documents(documents, decisions)
    else:
        for decision in decided:
            if form == "brief" and not decisions.alone:
                say(_enterprise(decision))
            say(_decision_text(decision, form, language, all_readings, explained) + "\n")
    leave(decisions.code)


def _enterprise(decision: Decision | BookDecision) -> str:
    """Return what the enterprise is called, or else the day."""
    each = decision.values() if isinstance(decision, BookDecision) else (decision,)
    return next((one.enterprise for one in each if one.enterprise is not None), decision.day.isoformat())


def _receipted(
    decisions: Decisions, given: Iterator[Entry], receipts: AbstractContextManager[ReceiptFile]
) -> Iterator[Decision | BookDecision]:
    """Yield the decisions, and write a receipt of each."""
    with receipts as file:
        for decision in decisions.of(given):
            file.add(decision, alone=decisions.alone is True)
            yield decision
        file.end(alone=decisions.alone is True)


def _decision_text(
    decision: Decision | BookDecision, form: str, language: Language, all_readings: bool, explained: bool
) -> str:
    if form == "brief":
        return decision.to_brief(language)
    if form == "markdown":
        text = decision.to_markdown(language, all_readings=all_readings)
    else:
        text = decision.to_text(language, all_readings=all_readings, columns=columns())
    if not explained:
        return text
    return "\n".join([text, *(_outcome_text(outcome, form, language) for outcome in decision.entitlements)])


def _outcome_text(outcome: Outcome, form: str, language: Language) -> str:
    """Return the whole explanation of an entitlement."""
    if form == "markdown":
        return outcome_markdown(outcome, language, whole=True)
    return outcome_text(outcome, language, whole=True, columns=columns())


def _say_documents(documents: Iterator[dict[str, Any]], decisions: Decisions) -> None:
    """Print one document for a file of one enterprise, and a list for a file that holds a list."""
    first = next(documents, None)
    if decisions.alone and first is not None:
        say_json(first)
    elif not decisions.alone and (decisions.alone is not None or decisions.code == Code.FINE):
        say_json_list(document for start in ([first] if first else [], documents) for document in start)


@click.command()
@click.argument("policy")
@click.argument("facts")
@click.argument("entitlement", required=False)
@click.option("--on", callback=optional_day, metavar="DATE", help="The decision date: 2023-03-01 or 2023年3月1日.")
@click.option(
    "--row",
    metavar="ID",
    help="Of a matched register, whose folder stands for FACTS: the row to explain, by its id, or else its number.",
)
@format_option("text", "json", "markdown")
@search_option
@language_option
def explain(
    policy: str,
    facts: str,
    entitlement: str | None,
    on: date | None,
    row: str | None,
    form: str,
    search: tuple[Path, ...],
    lang: str | None,
) -> None:
    """说明理由 · Explain one entitlement whole: every condition, met or not; or a row of a matched register."""
    if row is not None:
        decisions, given = _of_row(usable(policy), Path(facts), row)
    elif on is None or entitlement is None:
        raise Wrong("explain-arguments")
    else:
        used, given = opened(policy, facts)
        decisions = Decisions(used, on, {}, spoken())
    language = spoken()
    if entitlement is None:
        _say_whole(decisions.of(given), form, language)
        leave(decisions.code)
    decided = (_named(decision, entitlement) for decision in decisions.of(given))
    if form == "json":
        _say_documents((_only(outcome, language) for outcome in decided), decisions)
    else:
        for outcome in decided:
            say(_outcome_text(outcome, form, language) + "\n")
    leave(decisions.code)


#: So many rows are named that have the same id.
_FEW = 10


def _of_row(used: Policy | Book, folder: Path, row: str) -> tuple[Decisions, Iterator[Entry]]:
    """Return what decides about a row of a matched register, and the row."""
    from policyrules.register.explaining import row_again

    try:
        found = row_again(used, folder, row)
    except ModuleNotFoundError as missing:
        raise Wrong("no-package", package=str(missing.name)) from None
    if len(found.rows) > 1:
        listed = [*map(str, found.rows[:_FEW]), *["…"] * (len(found.rows) > _FEW)]
        said = {
            "id": visible(row),
            "count": len(found.rows),
            "rows": phrase("list", spoken()).join(listed),
            "first": found.rows[0],
        }
        click.echo(phrase("row-of-several", spoken(), **said), err=True)
    return Decisions(used, found.on, dict(found.readings), spoken()), iter([Entry("", found.facts)])


def _say_whole(decided: Iterator[Decision | BookDecision], form: str, language: Language) -> None:
    """Print decisions with the whole explanation of every entitlement."""
    for decision in decided:
        if form == "json":
            say_json(decision.to_json(language, explanations=True))
        else:
            say(_decision_text(decision, form, language, False, True) + "\n")


def _named(decision: Decision | BookDecision, entitlement: str) -> Outcome:
    """Return an entitlement by its id or name; of several policies also after the name of its own and a dot."""
    outcome = decision.find(entitlement)
    if outcome is None:
        near = phrase("list", spoken()).join(decision.nearest(entitlement))
        raise Wrong("no-entitlement", name=entitlement, near=phrase("near", spoken(), near=near) if near else "")
    return outcome


def _only(outcome: Outcome, language: Language) -> dict[str, Any]:
    """Return the document of the policy that an entitlement belongs to, with no other entitlement in it."""
    data = document(outcome.decision, language, explanations=[outcome])
    return {**data, "entitlements": [row for row in data["entitlements"] if row["id"] == outcome.id]}


@click.command()
@click.argument("policy")
@format_option("json")
@search_option
@language_option
def schema(policy: str, form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """事实的格式 · Print the JSON Schema of the facts that a policy asks for."""
    used = usable(policy)
    say_json(used.schema(spoken()))


@click.command()
@click.argument("policy")
@day_option
@reading_option
@click.option("--dialect", type=click.Choice(list(DIALECTS)), default="duckdb", show_default=True, help="The engine.")
@click.option("--distances", is_flag=True, help="Tell also how far each enterprise is from what it does not get.")
@click.option("--known", multiple=True, metavar="FACT", help="Rely on this fact being known in every row; several times.")
@search_option
@language_option
def sql(
    policy: str,
    on: date,
    readings: dict[str, str],
    dialect: str,
    distances: bool,
    known: tuple[str, ...],
    search: tuple[Path, ...],
    lang: str | None,
) -> None:
    """查询语句 · Print the query that decides a whole register on a day, for people who run it where the register is."""
    used = usable(policy)
    names = fact_names(used.program, known)
    for one in policies_of(used):
        own = [spec.name for spec in one.program.facts if spec.name in names]
        written = one.statement(on, readings, dialect=dialect, distances=distances, known=own)
        say(f"{written.text};\n")
        for finding in written.findings:
            click.echo(finding, err=True)
