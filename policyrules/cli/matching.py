"""The command `match`: a whole register held against policies.

In: arguments. Out: files in a folder, what is printed about them, and the exit code. The packages that it needs are imported
when it is run.
"""

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import click

from policyrules.cli.inputs import language_option, optional_day, reading_option, search_option, usable
from policyrules.cli.progress import Lines
from policyrules.cli.terminal import Code, Wrong, leave, say, spoken
from policyrules.columns.engines import NAMES
from policyrules.messages.face import phrase
from policyrules.register.running import is_size
from policyrules.rendering import visible
from policyrules.testing.suites.page import shell_word


def _size(context: click.Context, option: click.Parameter, text: str) -> str:
    """Read how much memory."""
    if not is_size(text):
        raise Wrong("bad-memory", text=text)
    return text


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="POLICY… REGISTER")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), metavar="FOLDER", help="Where to write.")
@click.option("--on", callback=optional_day, metavar="DATE", help="The decision date: 2023-03-01 or 2023年3月1日.")
@reading_option
@click.option("--mapping", type=click.Path(path_type=Path), metavar="FILE", help="Which columns the facts stand in (YAML).")
@click.option("--mapping-template", "template", is_flag=True, help="Print a mapping to start from; no register is needed.")
@click.option("--resume", is_flag=True, help="Go on with a match that was interrupted.")
@click.option("--shard-rows", type=click.IntRange(1, 10_000_000), default=250_000, show_default=True, help="Rows of a part.")
@click.option(
    "--memory", default="512MB", show_default=True, metavar="SIZE", callback=_size, help="How much memory DuckDB may take."
)
@click.option("--engine", type=click.Choice(NAMES), default=NAMES[0], show_default=True, help="What answers the rows.")
@click.option("--master", metavar="ADDRESS", help="The cluster of Spark, such as spark://host:7077 or local[4].")
@search_option
@language_option
def match(
    names: tuple[str, ...],
    out: Path | None,
    on: date | None,
    readings: dict[str, str],
    mapping: Path | None,
    template: bool,
    resume: bool,
    shard_rows: int,
    memory: str,
    engine: str,
    master: str | None,
    search: tuple[Path, ...],
    lang: str | None,
) -> None:
    """名册判定 · Decide a whole register into a folder: one row per enterprise, rows with bad facts apart."""
    from policyrules.register.calling import match as matched
    from policyrules.register.template import template_text

    if template:
        say(template_text(usable(*names), spoken()))
        return
    if len(names) < 2 or out is None or on is None:
        raise Wrong("match-arguments")
    *policies, register = names
    used = usable(*policies)
    try:
        with _Progress(phrase("matching", spoken())) as progress:
            found = matched(
                used, register, out, on, mapping=mapping, readings=readings, resume=resume, shard_rows=shard_rows,
                memory=memory, engine=engine, master=master, watch=progress.show,
            )  # fmt: skip
    except ModuleNotFoundError as missing:
        spark = missing.name in ("java", "pyspark") or str(missing.name).startswith("pyspark.")
        raise Wrong("no-spark" if spark else "no-package", package=str(missing.name)) from None
    except KeyboardInterrupt:
        click.echo(phrase("match-interrupted", spoken(), folder=str(out)), err=True)
        leave(Code.INTERRUPTED)
    _say(found)
    leave(Code.FINDINGS if found.rejected else Code.FINE)


#: So many facts are named that stand nowhere in a register.
_FEW = 20


def _say(found: Any) -> None:
    """Say what came of a match, and what its reader may have to look after."""
    counts = {"rows": found.rows, "decided": found.decided, "rejected": found.rejected, "alone": found.alone}
    say(phrase("match-done", spoken(), folder=str(found.folder), **{name: f"{count:,}" for name, count in counts.items()}))
    if found.lacking:
        listed = [visible(name) for name in found.lacking[:_FEW]] + ["…"] * (len(found.lacking) > _FEW)
        say(phrase("match-lacking", spoken(), names=phrase("list", spoken()).join(listed), count=len(found.lacking)))
    if found.ids.unnumbered:
        say(phrase("match-unnumbered", spoken(), count=f"{found.ids.unnumbered:,}"))
    if found.ids.repeated:
        ids = phrase("list", spoken()).join(map(visible, found.ids.first)) + "…" * (found.ids.repeated > len(found.ids.first))
        repeated, sharing = f"{found.ids.repeated:,}", f"{found.ids.sharing:,}"
        say(phrase("match-repeated", spoken(), ids=ids, repeated=repeated, sharing=sharing))
    if found.rejected:
        say(phrase("match-rejected", spoken(), folder=shell_word(str(found.folder))))


class _Progress:
    """Shows how many rows are done, how fast, and how long it takes yet: by a bar on a terminal, otherwise in lines."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None
        self._lines: Lines | None = None
        self._began = time.monotonic()
        self._first = 0

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def show(self, done: int, of: int) -> None:
        """Show that so many rows are done; what was done before this run says nothing of how fast it is."""
        if not sys.stderr.isatty():
            self._lines = self._lines or Lines(self._label, done)
            self._lines.show(done, of)
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=of, label=self._label, show_pos=True, file=sys.stderr, item_show_func=self._rate
            )
            self._bar.__enter__()
            self._began, self._first = time.monotonic(), done
        self._bar.update(done - self._bar.pos, done)

    def _rate(self, done: int | None) -> str:
        seconds = time.monotonic() - self._began
        rows = 0 if done is None else done - self._first
        return phrase("rate", spoken(), rows=f"{int(rows / seconds):,}") if rows and seconds else ""
