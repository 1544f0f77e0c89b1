"""The commands that look at a register that was matched: how many, who nearly, who has to do what, what is reached.

In: the folder that `match` wrote. Out: what is printed, or a file, and the exit code. Knows no rule of what is counted: that is
in `policyrules.register.views`.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from policyrules import reports
from policyrules.cli.filing import filing, force_option, not_written, refuse_taken
from policyrules.cli.inputs import format_option, language_option
from policyrules.cli.terminal import Seen, Wrong, say, say_json, say_json_list, say_page, spoken
from policyrules.diagnostics import Language
from policyrules.messages.face import phrase
from policyrules.register.legend import Award
from policyrules.register.matching import DECISIONS, MANIFEST, REJECTED, RUN
from policyrules.register.views import changes_page, pages
from policyrules.register.views.changes import changed, changes, compared
from policyrules.register.views.chart import ENDINGS, NoFontError, draw
from policyrules.register.views.near import near
from policyrules.register.views.opening import viewed
from policyrules.register.views.summary import left, summary
from policyrules.register.views.unread import unread
from policyrules.register.views.viewed import Viewed
from policyrules.register.views.worklist import loads, near_units, worklist

F = TypeVar("F", bound=Callable[..., Any])

_FOLDER = click.Path(path_type=Path)

#: So many rows of a list are shown on a terminal.
_SHOWN = 200


def _output_options(command: F) -> F:
    """Add `-o`, `--bom` and `--force`."""
    command = force_option(command)
    command = click.option("--bom", is_flag=True, help="Begin the file with a mark by which Excel knows UTF-8.")(command)
    return click.option("-o", "--output", type=_FOLDER, metavar="FILE", help="Write all rows to a file, as CSV.")(command)


@click.command(name="summary")
@click.argument("out", type=_FOLDER, metavar="OUT")
@click.option("--by", metavar="COLUMN", help="Count by this column. Default: the one by which units correspond, the county.")
@click.option("--chart", type=_FOLDER, metavar="FILE", help="Draw the counts: NAME.png or NAME.svg.")
@_output_options
@format_option("text", "json", "csv", "markdown")
@language_option
def summary_(
    out: Path, by: str | None, chart: Path | None, output: Path | None, bom: bool, force: bool, form: str, lang: str | None
) -> None:
    """名册汇总 · Count who is entitled to what, by county, in a register that was matched into OUT."""
    with opened_folder(out) as register:
        language = _language(register)
        place = by or register.place
        if by is not None and by not in register.columns:
            raise Wrong("no-column", name=by, near=phrase("list", language).join(register.columns))
        if chart is not None and chart.suffix.lower() not in ENDINGS:
            raise Wrong("sample-ending", path=str(chart), endings=phrase("list", language).join(ENDINGS))
        for path in (chart, output):
            refuse_taken(path, force=force)
        counts = summary(register, place)
        if output is not None or form == "csv":
            _say_rows(pages.summary_rows(counts, language), output, bom, force)
        elif form == "json":
            say_json(pages.summary_data(register, counts, place))
        else:
            say_page(
                pages.shown([*pages.head(register, language), *pages.summary_page(counts, language, place)]), form, language
            )
        _say_left(left(register), language)
        if chart is not None:  # the last: where it cannot be drawn, all else was told
            _draw(counts, chart, register, language, place)


@click.command(name="near")
@click.argument("out", type=_FOLDER, metavar="OUT")
@click.argument("awards", nargs=-1, metavar="[ENTITLEMENT]...")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=5, show_default=True, help="How many of each condition to show."
)
@click.option("--all", "every", is_flag=True, help="Those too who miss a condition that is not a matter of numbers.")
@_output_options
@format_option("text", "json", "csv", "markdown")
@language_option
def near_(
    out: Path,
    awards: tuple[str, ...],
    limit: int,
    every: bool,
    output: Path | None,
    bom: bool,
    force: bool,
    form: str,
    lang: str | None,
) -> None:
    """只差一项 · List who misses an entitlement, or the criteria of a tier, by one condition, the nearest first.

    A file, CSV and JSON have all of them; on a terminal there are a few of each condition.
    """
    with opened_folder(out) as register:
        language = _language(register)
        wanted = _wanted(awards, (one for legend in register.legends for one in legend.awards), language)
        if output is not None or form == "csv":
            _say_rows(pages.near_rows(near(register, wanted, all_=every), language), output, bom, force)
        elif form == "json":
            say_json_list(pages.near_data(near(register, wanted, all_=every), language))
        else:
            found = near(register, wanted, limit=limit, all_=every)
            say_page(
                pages.shown([*pages.head(register, language), *pages.near_page(found, language, register.place)]),
                form,
                language,
            )


@click.command(name="changes")
@click.argument("before", type=_FOLDER, metavar="BEFORE")
@click.argument("after", type=_FOLDER, metavar="AFTER")
@click.argument("awards", nargs=-1, metavar="[ENTITLEMENT]...")
@_output_options
@format_option("text", "json", "csv", "markdown")
@language_option
def changes_(
    before: Path,
    after: Path,
    awards: tuple[str, ...],
    output: Path | None,
    bom: bool,
    force: bool,
    form: str,
    lang: str | None,
) -> None:
    """修改影响 · Say who gains and who loses between two matches: by two drafts, on two days, or of two registers.

    BEFORE and AFTER are folders that match wrote. Without an entitlement, a terminal is told how many; with some, which
    enterprises, and JSON likewise. A file and CSV have all enterprises for which something changes.
    """
    with opened_folder(before) as earlier, opened_folder(after) as later:
        language, both = _language(later), compared(earlier, later)
        wanted = _wanted(awards, (one.shown[1] for one in both.awards), language)
        head = changes_page.changes_head(both, (before, after), language)
        if output is not None or form == "csv":
            _say_rows(changes_page.changed_rows(changed(both, wanted), language), output, bom, force)
        elif form == "json" and wanted:
            say_json_list(changes_page.changed_data(changed(both, wanted), language))
        elif wanted:
            found = changed(both, wanted, limit=_SHOWN)
            say_page(pages.shown([*head, *changes_page.changed_page(found, language, later.place, _SHOWN)]), form, language)
        else:
            counts = changes(both, later.place)
            if form == "json":
                say_json(changes_page.changes_data(both, counts, later.place))
            else:
                say_page(pages.shown([*head, *changes_page.changes_page(counts, language, later.place)]), form, language)
        _say_left(both.left, language)


def _wanted(awards: Sequence[str], known: Iterable[Award], language: Language) -> frozenset[str]:
    """Return the awards that are asked for, by name or id; refuse those that there are not."""
    names = dict.fromkeys(name for one in known for name in (one.name, one.id))
    unknown = [name for name in awards if name not in names]
    if unknown:
        close = phrase("list", language).join(name for one in unknown for name in get_close_matches(one, names, 2, 0.4))
        meant = phrase("near", language, near=close) if close else ""
        raise Wrong("no-entitlement", name="`、`".join(unknown), near=meant)
    return frozenset(awards)


@click.command(name="worklist")
@click.argument("out", type=_FOLDER, metavar="OUT")
@click.option(
    "--unit", metavar="UNIT", help="Only this unit, by any of its names; a county's government has its own enterprises."
)
@_output_options
@format_option("text", "json", "csv", "markdown")
@language_option
def worklist_(out: Path, unit: str | None, output: Path | None, bom: bool, force: bool, form: str, lang: str | None) -> None:
    """办理清单 · List what each unit has to do for which enterprises: entitlements that they have, duties that concern them.

    Without a unit, a terminal is told for how many enterprises each unit has what to do.
    """
    with opened_folder(out) as register:
        language = _language(register)
        names = {
            name for legend in register.legends for one in legend.units for name in (unit,) if name and one.answers_to(name)
        }
        if unit is not None and not names:
            near = phrase("list", language).join(near_units(register, unit))
            raise Wrong("no-unit-at-work", name=unit, near=phrase("near", language, near=near) if near else "")
        if output is not None or form == "csv":
            _say_rows(pages.worklist_rows(worklist(register, unit), language), output, bom, force)
        elif form == "json":
            say_json_list(pages.worklist_data(worklist(register, unit)))
        elif unit is None:
            say_page(
                pages.shown([*pages.head(register, language), *pages.loads_page(loads(register), language)]), form, language
            )
        else:
            more = max(sum(load.count for load in loads(register, unit)) - _SHOWN, 0)
            work = islice(worklist(register, unit), _SHOWN)
            say_page(pages.shown([*pages.head(register, language), *pages.worklist_page(work, language, more)]), form, language)


@click.command(name="rejected")
@click.argument("out", type=_FOLDER, metavar="OUT")
@_output_options
@format_option("text", "json", "csv", "markdown")
@language_option
def rejected_(out: Path, output: Path | None, bom: bool, force: bool, form: str, lang: str | None) -> None:
    """读不通的行 · List the rows that could not be read, with everything that is wrong with each and how to mend it.

    A file, CSV and JSON have all of them, a line for each thing that is wrong.
    """
    with opened_folder(out) as register:
        language = _language(register)
        if output is not None or form == "csv":
            _say_rows(pages.unread_rows(unread(register, language), language), output, bom, force)
        elif form == "json":
            say_json_list(pages.unread_data(unread(register, language)))
        else:
            found, more = unread(register, language, limit=_SHOWN), max(register.rejected - _SHOWN, 0)
            say_page(pages.shown([*pages.head(register, language), *pages.unread_page(found, language, more)]), form, language)


@contextmanager
def opened_folder(out: Path) -> Iterator[Viewed]:
    """Open the folder of a match, and say where a package is missing. Nothing is written over what stands in it."""
    asked = click.get_current_context().params
    for path in (asked.get("output"), asked.get("chart")):
        refuse_taken(path, force=True, read=[] if path is None else _files(out))
    try:
        yield viewed(out)
    except ModuleNotFoundError as missing:
        raise Wrong("no-package", package=str(missing.name)) from None


def _files(out: Path) -> Iterator[Path]:
    """Yield the files of a match."""
    yield from (out / MANIFEST, out / RUN)
    for folder in (DECISIONS, REJECTED):
        yield from (out / folder).glob("*")


def _language(register: Viewed) -> Language:
    """Return the language that is asked for, or that of the policies."""
    asked = click.get_current_context().params
    asked["lang"] = asked["lang"] or register.legends[0].language
    return spoken()


def _say_left(awards: Iterable[Award], language: Language) -> None:
    names = phrase("list", language).join(award.name for award in awards)
    if names:
        click.echo(phrase("left-out", language, names=names), err=True)


def _say_rows(rows: Iterable[Sequence[str]], output: Path | None, bom: bool, force: bool) -> None:
    """Write rows for a spreadsheet, to a file or on standard output, as they come."""
    if output is None:
        _write(rows, Seen(), bom)
        return
    with filing(output, force=force) as place, open(place, "w", encoding="utf-8", newline="") as stream:
        _write(rows, stream, bom)
    say(phrase("written", spoken(), path=output))


def _write(rows: Iterable[Sequence[str]], stream: IO[str] | Seen, bom: bool) -> None:
    if bom:
        stream.write("\ufeff")
    csv.writer(stream, lineterminator="\r\n").writerows([reports.harmless(cell) for cell in row] for row in rows)


def _draw(counts: Any, chart: Path, register: Viewed, language: Language, place: str | None) -> None:
    title = phrase("list", language).join(legend.title for legend in register.legends)
    try:
        draw(counts, chart, language, title=f"{title} {register.on}", by=place)
    except NoFontError:
        raise Wrong("no-font") from None
    except (OSError, ValueError) as error:
        raise not_written(chart, error) from None
    except ModuleNotFoundError as missing:
        raise Wrong("no-charts", package=str(missing.name)) from None
    click.echo(phrase("written", language, path=chart), err=True)
