"""The command for suites of generated cases, and what `test` and `mutate` do with the accepted ones.

In: arguments. Out: suite files, scenarios, what is printed, and the exit code. Knows no rule of what a suite is: that is in
`policyrules.testing`.
"""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from attrs import frozen

from policyrules import __version__, library
from policyrules.cli.filing import force_option, not_written, refuse_taken
from policyrules.cli.inputs import format_option, language_option, optional_day, read_one, search_option
from policyrules.cli.progress import Bar
from policyrules.cli.terminal import Code, Wrong, complain, leave, say, say_json, say_page, spoken
from policyrules.diagnostics import Language
from policyrules.files.replacing import write
from policyrules.messages.face import phrase
from policyrules.policy import Policy
from policyrules.source import visible
from policyrules.testing.suites.files import SUFFIX, read_suite, suite_text
from policyrules.testing.suites.generating import CASES, generate
from policyrules.testing.suites.page import (
    acceptance_data,
    acceptance_page,
    as_scenarios,
    generated_data,
    generated_page,
    rerun_data,
    rerun_page,
)
from policyrules.testing.suites.suite import Entry, Review, SuiteError, accept, rerun, suite_of
from policyrules.values.reading import Misread, read_text

F = TypeVar("F", bound=Callable[..., Any])

_FILE = click.Path(path_type=Path)


def place_of(policy: str) -> Path:
    """Return where the suite of a policy stands unless it is said: beside it, or here where it ships with the package."""
    path = Path(policy)
    if policy == "-":
        raise Wrong("suite-nowhere")
    if not os.path.exists(path) and policy in library.shipped():
        return Path(policy + SUFFIX)
    return path.with_name(f"{path.stem}{SUFFIX}")


@click.command()
@click.argument("policy")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "-o", "--output", "output", type=_FILE, metavar="FILE", help="The suite. Default: NAME.suite.jsonl beside POLICY."
)
@click.option("--pol", type=_FILE, metavar="FILE", help="Write the cases as scenarios too; - prints them and writes no suite.")
@force_option
@click.option("--seed", type=click.IntRange(0, 2**31), default=0, show_default=True, help="The same gives the same cases.")
@click.option(
    "--cases", type=click.IntRange(1, 1_000_000), default=CASES, show_default=True, help="How many enterprises are drawn."
)
@click.option("--accept", "accepting", is_flag=True, help="Accept the cases with these IDs: a person has reviewed them.")
@click.option("--all", "every", is_flag=True, help="With --accept: all cases.")
@click.option("--by", metavar="NAME", help="With --accept: who has reviewed them.")
@click.option("--on", callback=optional_day, metavar="DATE", help="With --accept: the day on which it was done.")
@click.option("--show", metavar="ID", help="Print the facts of a case, for `decide` and `explain`.")
@format_option("text", "json")
@search_option
@language_option
def suite(policy: str, ids: tuple[str, ...], **asked: Any) -> None:
    """生成用例 · Generate cases that reach every threshold and condition of POLICY, for a person to review.

    What the cases say is what the policy decides. Nobody has reviewed it: `test` runs no case again before it is accepted.
    """
    used = read_one(policy)
    file = asked["output"] or place_of(policy)
    if asked["show"] is not None:
        _show(used, file, asked["show"])
    elif asked["accepting"]:
        _accept(
            used, file, None if asked["every"] else ids, _review(asked["by"], asked["on"], ids, asked["every"]), asked["form"]
        )
    elif ids or asked["every"] or asked["by"] or asked["on"]:
        raise Wrong("suite-accept-missing")
    else:
        _generate(used, policy, file, asked)


def _generate(policy: Policy, named: str, file: Path, asked: dict[str, Any]) -> None:
    """Write the suite anew: accepted entries stay as they are."""
    if str(asked["pol"]) != "-":
        refuse_taken(asked["pol"], force=asked["force"], read=(named, file))
    before = read_suite(file, policy) if os.path.exists(file) else suite_of(policy, asked["seed"], (), __version__)
    with Bar(*(phrase(step, spoken()) for step in ("drawing", "aiming", "shrinking"))) as bar:
        found = generate(policy, asked["seed"], cases=asked["cases"], kept=before.accepted, watch=bar.show)
    made = suite_of(policy, asked["seed"], found.entries, __version__)
    if str(asked["pol"]) == "-":
        say(as_scenarios(policy, made))
        return
    _write(file, suite_text(made))
    if asked["pol"] is not None:
        _write(asked["pol"], as_scenarios(policy, made))
    language = spoken()
    if asked["form"] == "json":
        say_json(generated_data(str(file), made, found))
    else:
        say_page(generated_page(str(file), named, made, found, language), "text", language)


def _write(path: Path, text: str) -> None:
    try:
        write(path, text.encode("utf-8"))
    except (OSError, ValueError) as error:
        raise not_written(path, error) from None


def _review(by: str | None, on: date | None, ids: tuple[str, ...], every: bool) -> Review:
    """Return who accepts on which day; a person says so, and names the cases."""
    if bool(ids) is every:
        raise Wrong("suite-which")
    name = None if by is None else read_text(by)
    if name is None or isinstance(name, Misread) or on is None:
        raise Wrong("suite-who")
    return Review(name, on)


def _accept(policy: Policy, file: Path, ids: tuple[str, ...] | None, review: Review, form: str) -> None:
    done = accept(policy, read_suite(file, policy), ids, review, str(file))
    _write(file, suite_text(done.suite))
    language = spoken()
    if form == "json":
        say_json(acceptance_data(str(file), done))
    else:
        say_page(acceptance_page(str(file), done, language), "text", language)


def _show(policy: Policy, file: Path, asked: str) -> None:
    """Print the facts of a case as a facts file."""
    found = [entry for entry in read_suite(file, policy).entries if entry.id == asked]
    if not found:
        raise Wrong("suite-no-case", id=visible(asked), path=file)
    say(json.dumps(found[0].trial.facts, ensure_ascii=False, indent=2, default=str))


# --- with `test` --------------------------------------------------------------------------------------------------------


def suite_option(command: F) -> F:
    """Add `--suite`."""
    text = "The suite whose accepted cases are run again. Default: NAME.suite.jsonl beside the policy."
    return click.option("--suite", "suite_file", type=_FILE, metavar="FILE", help=text)(command)


@frozen
class Retested:
    """What came of the accepted cases of a policy; `found` is `None` where there is no suite, or it cannot be used."""

    code: Code
    file: str = ""
    found: Any = None
    accepted: tuple[Entry, ...] = ()

    def say(self, policy: str, form: str, language: Language) -> None:
        if self.found is not None:
            say_page(rerun_page(self.file, policy, self.found, language), form, language)

    def data(self, language: Language) -> dict[str, object]:
        return {} if self.found is None else {"suite": rerun_data(self.file, self.found, language)}


def retested(policy: Policy, named: str, asked: Path | None, language: Language) -> Retested:
    """Run the accepted cases of a policy again, where there is a suite beside it or one was named."""
    if asked is None and (named == "-" or not os.path.exists(place_of(named))):
        return Retested(Code.FINE)
    file = asked or place_of(named)
    try:
        kept = read_suite(file, policy)
        found = rerun(policy, kept, str(file))
    except SuiteError as error:
        complain(error.diagnostics, language)
        return Retested(Code.WRONG)
    if found.wrong:
        complain(found.wrong, language)
    code = Code.WRONG if found.wrong else Code.FINE if found.holds else Code.FINDINGS
    return Retested(code, str(file), found, kept.accepted)


def accepted_cases(policy: Policy, named: str, asked: Path | None, language: Language) -> tuple[Entry, ...]:
    """Return the accepted cases that `test` runs again; ends the command unless all of them hold."""
    again = retested(policy, named, asked, language)
    if again.code is Code.WRONG:
        leave(Code.WRONG)
    if again.code is not Code.FINE:
        raise Wrong("suite-differs", file=visible(again.file), changed=len(again.found.changed))
    return again.accepted
