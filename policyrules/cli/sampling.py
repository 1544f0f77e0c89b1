"""The command for registers of made-up enterprises.

In: arguments. Out: the register, a line about it, and the exit code. Knows no rule of how one is made: that is in
`policyrules.sampling`.
"""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from policyrules.cli.filing import force_option, not_written, refuse_taken
from policyrules.cli.inputs import language_option, optional_day, read_one, search_option
from policyrules.cli.progress import Bar
from policyrules.cli.terminal import Wrong, say, spoken
from policyrules.columns.duck import packages
from policyrules.messages.face import phrase
from policyrules.sampling.files import ENDINGS
from policyrules.sampling.pool import first_day
from policyrules.sampling.sampling import KINDS, Sampled, is_writable, recipe, sample, wrong_beside

_SHARE = re.compile(r"(0(?:\.[0-9]{1,9})?|1(?:\.0{1,9})?)|([0-9]{1,2}(?:\.[0-9]{1,7})?|100)%")


def _share(context: click.Context, option: click.Parameter, text: str) -> Fraction:
    """Read a share, written `0.05` or `5%`."""
    match = _SHARE.fullmatch(text.strip().replace("％", "%"))
    if match is None:
        raise Wrong("bad-share", text=text)
    return Fraction(match[1]) if match[1] is not None else Fraction(match[2]) / 100


def _count(context: click.Context, option: click.Parameter, text: str) -> int:
    """Read how many, from 1 to a thousand million; `10_000_000` is written so that it can be read."""
    plain = text.replace("_", "").replace(",", "")
    if not re.fullmatch("[0-9]{1,10}", plain) or not 1 <= int(plain) <= 10**9:
        raise Wrong("bad-count", text=text)
    return int(plain)


@click.command(name="sample")
@click.argument("policy")
@click.option("-n", "rows", callback=_count, required=True, metavar="N", help="How many enterprises: 1000 or 10_000_000.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The register, as Parquet or CSV: NAME.parquet or NAME.csv.",
)
@click.option("--seed", type=click.IntRange(0, 2**31), default=0, show_default=True, help="The same gives the same register.")
@click.option(
    "--on",
    callback=optional_day,
    metavar="DATE",
    help="The day on which enterprises stand on the thresholds. Default: the first on which POLICY is in force.",
)
@click.option("--bad", callback=_share, default="0", metavar="SHARE", help="What share has bad facts: 0.05 or 5%.")
@click.option(
    "--unknown",
    type=click.IntRange(0, 100),
    default=10,
    show_default=True,
    metavar="PERCENT",
    help="How many of a hundred facts are not given, where a threshold does not need them.",
)
@click.option(
    "--kinds",
    type=click.IntRange(1, 100_000),
    default=KINDS,
    show_default=True,
    help="How many different enterprises are drawn at most; the others are mixed of them.",
)
@force_option
@search_option
@language_option
def sample_(policy: str, rows: int, output: Path, **asked: Any) -> None:
    """模拟名册 · Write a register of made-up enterprises that stand where POLICY decides differently.

    No enterprise in it is real. The same arguments give the same file, byte for byte.
    """
    used = read_one(policy)
    language = spoken()
    if not is_writable(output):
        raise Wrong("sample-ending", path=str(output), endings=phrase("list", language).join(ENDINGS))
    for path in (output, wrong_beside(output)) if asked["bad"] else (output,):
        refuse_taken(path, force=asked["force"])
    try:
        packages()
    except ModuleNotFoundError as missing:
        raise Wrong("no-package", package=str(missing.name)) from None
    on: date = asked["on"] or first_day(used)
    texts = ENDINGS[output.suffix.lower()]
    with Bar(phrase("drawing", language)) as bar:
        made = recipe(
            used, rows, asked["seed"], on,
            texts=texts, bad=asked["bad"], unknown=asked["unknown"], kinds=asked["kinds"], watch=bar.show,
        )  # fmt: skip
    try:
        with Bar(phrase("writing", language)) as bar:
            written = sample(made, rows, output, on, bar.show)
    except (OSError, ValueError) as error:
        raise not_written(output, error) from None
    _say(written)


def _say(written: Sampled) -> None:
    language = spoken()
    say(phrase("sampled", language, path=written.path, rows=f"{written.rows:,}", day=written.on))
    if written.wrong is not None:
        say(phrase("sampled-bad", language, path=written.wrong, bad=f"{written.bad:,}"))
