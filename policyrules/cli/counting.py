"""The command `targets`: the enterprises of a register, or of one that was matched, counted towards the targets of policies.

In: arguments. Out: what is printed, and the exit code, by `leave`. Knows no rule of what counts: those are behind what it
calls.
"""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from policyrules import reports
from policyrules.cli.inputs import (
    Decisions,
    format_option,
    is_folder,
    language_option,
    opened,
    optional_day,
    policies_of,
    search_option,
    usable,
)
from policyrules.cli.terminal import Code, Wrong, leave, say_documents, say_page, spoken
from policyrules.cli.viewing import opened_folder
from policyrules.explain.book import BookDecision
from policyrules.policy import Policy
from policyrules.register.views import pages
from policyrules.register.views.counted import targets as reached
from policyrules.targets import TargetCounter


@click.command()
@click.argument("policy")
@click.argument("register")
@click.option(
    "--on",
    callback=optional_day,
    metavar="DATE",
    help="The decision date: 2023-03-01 or 2023年3月1日. Of a register that was matched it is known.",
)
@format_option("text", "json", "markdown")
@search_option
@language_option
def targets(policy: str, register: str, on: date | None, form: str, search: tuple[Path, ...], lang: str | None) -> None:
    """对照目标 · Count the enterprises of a register towards the targets of a policy.

    REGISTER is a file of facts, or the folder that `match` wrote.
    """
    if os.path.isdir(register):
        _say_matched(policies_of(usable(policy)), Path(register), on, form)
        return
    if on is None:
        raise click.MissingParameter(param_hint="'--on'", param_type="option")
    used, given = opened(policy, register)
    language = spoken()
    decisions = Decisions(used, on, {}, language)
    counters = [(one, TargetCounter(one.outline)) for one in policies_of(used)]
    for decision in decisions.of(given):
        for one, counter in counters:
            counter.add(decision[one.name].answers if isinstance(decision, BookDecision) else decision.answers)
    if decisions.alone is None and decisions.code != Code.FINE:
        leave(decisions.code)
    counted = [(one.outline, counter.counts) for one, counter in counters]
    if form == "json":
        say_documents(
            [reports.targets_document(outline, on, counts) for outline, counts in counted], alone=not is_folder(policy)
        )
    else:
        found = [(outline, reports.targets_page(counts, on, language)) for outline, counts in counted]
        say_page(reports.by_policy(found) if is_folder(policy) else found[0][1], form, language)
    leave(decisions.code)


def _say_matched(policies: Sequence[Policy], out: Path, on: date | None, form: str) -> None:
    """Print how many enterprises of a register that was matched against policies count towards their targets."""
    with opened_folder(out) as register:
        language = spoken()
        if on is not None and on != register.on:
            raise Wrong("other-day", path=str(out), day=register.on)
        wanted = {policy.digest: policy.name for policy in policies}
        counted = [(legend, counts) for legend, counts in reached(register) if legend.digest in wanted]
        lacking = sorted(set(wanted) - {legend.digest for legend, _ in counted})
        if lacking:
            raise Wrong("other-policy", path=str(out), name=wanted[lacking[0]])
        if form == "json":
            documents = [reports.targets_document(legend, register.on, counts) for legend, counts in counted]
            say_documents(documents, alone=len(documents) == 1)
        else:
            found = [(legend, reports.targets_page(counts, register.on, language)) for legend, counts in counted]
            first = pages.head(register, language) if register.rejected else ()
            page = found[0][1] if len(found) == 1 else reports.by_policy(found)
            say_page([*first, *pages.shown(page)], form, language)
