"""The command `mutate`: which slips in a policy neither its scenarios nor the accepted cases of its suite would notice.

In: arguments. Out: the report, the record of what is known for the next time, and the exit code. Knows no rule of what is
changed: that is in `policyrules.testing`.
"""

import os
import re
import sys
from fractions import Fraction
from functools import partial
from pathlib import Path

import click

from policyrules import __version__, api
from policyrules.cli.covering import decimal, read_percent
from policyrules.cli.filing import not_written
from policyrules.cli.inputs import format_option, is_folder, language_option, read_policy, search_option, searched, spoken_to
from policyrules.cli.progress import Bar
from policyrules.cli.suites import accepted_cases, suite_option
from policyrules.cli.terminal import Code, Wrong, complain, leave, say_json, say_page, spoken
from policyrules.diagnostics import Language, PolicyError
from policyrules.messages.mutation import said
from policyrules.source import visible
from policyrules.testing.mutation.mutating import Mutation, Options, mutate
from policyrules.testing.mutation.page import mutation_data, mutation_page, percent
from policyrules.testing.mutation.remembering import Memory
from policyrules.testing.mutation.rewrites import EditKind

_LINES = re.compile(r"([0-9]{1,9})(?:[-–~]([0-9]{1,9}))?")


def _lines(context: click.Context, option: click.Parameter, text: str | None) -> tuple[int, int]:
    """Read a line, `120`, or the first and the last of several, `120-180`."""
    if text is None:
        return 1, sys.maxsize
    match = _LINES.fullmatch(text)
    if match is None:
        raise Wrong("bad-lines", text=visible(text))
    first = int(match[1])
    return first, int(match[2] or first)


@click.command(name="mutate")
@click.argument("policy")
@click.option("--jobs", type=click.IntRange(1, 64), default=lambda: min(64, os.cpu_count() or 1), help="How many processes.")
@click.option(
    "--cases", type=click.IntRange(1, 1_000_000), default=2000, show_default=True,
    help="So many enterprises are tried to tell a change apart that no scenario notices.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**31), default=0, show_default=True, help="What chance begins with.")
@click.option(
    "--cache", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="Keep what is known of the changes here, so that only what is new is tried the next time.",
)  # fmt: skip
@suite_option
@click.option("--lines", metavar="FIRST-LAST", callback=_lines, help="Only changes in these lines.")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice([kind.value for kind in EditKind]),
    help="Only changes of this kind; several times.",
)
@click.option("--limit", type=click.IntRange(1), help="Only so many changes, taken by chance.")
@click.option(
    "--fail-under", "least", metavar="N", callback=read_percent, help="Exit with 1 if less than N percent are noticed."
)
@format_option("text", "json", "markdown")
@search_option
@language_option
def mutate_(
    policy: str, jobs: int, cases: int, seed: int, cache: Path | None, suite_file: Path | None, lines: tuple[int, int],
    only: tuple[str, ...], limit: int | None, least: Fraction | None, form: str, search: tuple[Path, ...], lang: str | None,
) -> None:  # fmt: skip
    """试改一处 · Change a policy in one place at a time, and say which changes no scenario would notice."""
    options = Options(jobs, cases, seed, limit, tuple(map(EditKind, only)), lines)
    found, language = _mutated(policy, options, cache, suite_file)
    if form == "json":
        say_json(mutation_data(policy, found))
    else:
        say_page(mutation_page(policy, found, language), form, language)
    if found.left:
        leave(Code.INTERRUPTED)
    score = found.score()
    if least is not None and score is not None and score * 100 < least:
        click.echo(said("below", language, percent=percent(score), least=decimal(least)), err=True)
        leave(Code.FINDINGS)


def _mutated(name: str, options: Options, cache: Path | None, suite: Path | None) -> tuple[Mutation, Language]:
    """Try the changes of the policy of a name; what is known of them is taken from a file, and written to it."""
    if is_folder(name):
        raise Wrong("one-policy", path=visible(name))
    try:
        text = read_policy(name)
        read = partial(api.build, *text, search=searched())
        policy = read()
    except PolicyError as error:
        complain(error.diagnostics, spoken_to(error))
        leave(Code.WRONG)
    language = click.get_current_context().params["lang"] = spoken(
        click.get_current_context().params["lang"] or policy.language
    )
    failed = sum(not result.passed for result in policy.test(language))
    if failed:
        raise Wrong("scenarios-fail", file=name, failed=failed)
    memory = _remembered(Memory(policy, __version__, accepted_cases(policy, name, suite, language)), cache, language)
    with Bar(said("trying", language), said("telling", language)) as bar:
        found = mutate(policy, read, options, memory, bar.show)
    if cache is not None:
        try:
            memory.write(cache)
        except (OSError, ValueError) as error:
            raise not_written(cache, error) from None
    return found, language


def _remembered(memory: Memory, cache: Path | None, language: Language) -> Memory:
    """Let a file remind of what is known."""
    if cache is not None:
        try:
            is_usable = memory.read(cache)
        except (OSError, ValueError) as error:
            raise Wrong("not-read", path=cache, why=getattr(error, "strerror", None) or error) from None
        if not is_usable:
            click.echo(said("cache-ignored", language, path=visible(str(cache))), err=True)
    return memory
