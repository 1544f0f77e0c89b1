"""What scenarios cover of a policy, for the command `test`: the options, what is printed, and the pages that are written.

In: what was asked for, and policies. Out: results of scenarios, reports as pages or data, HTML files. Knows no rule of what is
covered: that is in `policyrules.testing`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import click
from attrs import define, field

from policyrules.cli.filing import not_written
from policyrules.cli.terminal import Code, Wrong, say_page
from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block, Listing, Paragraph
from policyrules.files.replacing import write
from policyrules.messages.covering import said
from policyrules.messages.face import phrase
from policyrules.policy import Policy
from policyrules.scenarios import ScenarioResult
from policyrules.source import visible
from policyrules.testing.coverage.html import coverage_html, page_name
from policyrules.testing.coverage.page import coverage_data, coverage_page, percent
from policyrules.testing.coverage.recording import Report, measured
from policyrules.testing.suites.page import shell_word
from policyrules.testing.suites.suite import Entry

F = TypeVar("F", bound=Callable[..., Any])

_PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6})?")


def read_percent(context: click.Context, option: click.Parameter, text: str | None) -> Fraction | None:
    """Read a percentage, `95` or `99.5`."""
    if text is None:
        return None
    number = text.removesuffix("%").removesuffix("％")
    if _PERCENT.fullmatch(number) and Fraction(number) <= 100:
        return Fraction(number)
    raise Wrong("bad-percent", text=visible(text))


def coverage_options(command: F) -> F:
    """Add `--coverage`, `--html` and `--fail-under`."""
    least = click.option(
        "--fail-under", "least", metavar="N", callback=read_percent,
        help="Exit with 1 if less than N percent of what can be shown is shown.",
    )  # fmt: skip
    folder = click.option(
        "--html", "folder", metavar="FOLDER", type=click.Path(path_type=Path),
        help="Write a page for each policy: its text with what the scenarios show of each line.",
    )  # fmt: skip
    flag = click.option("--coverage", is_flag=True, help="Say what the scenarios show of the policy, and what they do not.")
    return flag(folder(least(command)))


@define(eq=False)
class Covering:
    """What was asked for, and the files written so far; it is asked for by any of the three options."""

    asked: bool
    folder: Path | None
    least: Fraction | None
    written: set[str] = field(factory=set, init=False)

    @staticmethod
    def of(coverage: bool, folder: Path | None, least: Fraction | None) -> "Covering":
        return Covering(coverage or folder is not None or least is not None, folder, least)

    def tested(
        self, policy: Policy, accepted: Iterable[Entry], language: Language
    ) -> tuple[tuple[ScenarioResult, ...], Report | None]:
        """Run the scenarios of a policy, and measure where that is asked for what they and the accepted cases show."""
        if not self.asked:
            return policy.test(language), None
        beside = ((said("case", language, id=entry.id, title=entry.title), entry.trial) for entry in accepted)
        return measured(policy, language, beside)

    def data(self, report: Report | None, language: Language) -> dict[str, Any]:
        """Return what is told of a report beside the scenarios, as plain data."""
        return {} if report is None else {"coverage": coverage_data(report, language)}

    def say(self, file: str, report: Report | None, form: str, language: Language) -> None:
        """Print a report, where there is one."""
        if report is not None:
            blocks = (*coverage_page(file, report, language), *_hint(file, report, language), *self._verdict(report, language))
            say_page(blocks, form, language)

    def _verdict(self, report: Report, language: Language) -> Iterator[Block]:
        if self.least is not None and self.code(report) is not Code.FINE:
            words = {"percent": percent(report.total.percent), "least": decimal(self.least)}
            yield Paragraph(said("below", language, **words))

    def code(self, report: Report | None) -> Code:
        """Return what a report means for the exit code."""
        is_below = report is not None and self.least is not None and report.total.percent < self.least
        return Code.FINDINGS if is_below else Code.FINE

    def write(self, report: Report | None, language: Language) -> None:
        """Write the page of a policy, where a folder for it was named; two policies of one name are told apart."""
        if report is None or self.folder is None:
            return
        path = self.folder / page_name(report, self.written)
        try:
            write(path, coverage_html(report, language).encode("utf-8", "backslashreplace"))
        except (OSError, ValueError) as error:
            raise not_written(path, error) from None
        click.echo(phrase("written", language, path=path), err=True)


def _hint(file: str, report: Report, language: Language) -> Iterator[Block]:
    """Say what generates cases for what is missing; a suite stands beside a file."""
    if report.missing and file != "-":
        yield Paragraph(said("suite-hint", language))
        yield Listing(f"policyrules suite {shell_word(file)}", "console")


def decimal(number: Fraction) -> str:
    """Write a percentage as it was typed; it has six decimals at most."""
    whole, rest = divmod(number, 1)
    digits = f"{int(rest * 1_000_000):06d}".rstrip("0")
    return f"{int(whole)}.{digits}" if digits else str(int(whole))
