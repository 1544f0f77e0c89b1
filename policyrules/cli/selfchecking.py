"""The command `selfcheck`: is this installation all right, and has every backend the one meaning?

In: arguments. Out: what is printed, and the exit code. Knows nothing of what is checked: that is in `policyrules.testing`.
"""

from itertools import count
from pathlib import Path

import click

from policyrules import api
from policyrules.backends import registry
from policyrules.book import Book
from policyrules.cli.inputs import format_option, language_option, search_option, usable
from policyrules.cli.progress import Bar
from policyrules.cli.terminal import Code, Wrong, leave, say_json, say_page, spoken
from policyrules.columns.engines import NAMES as ENGINES
from policyrules.columns.engines import engine
from policyrules.columns.spark import ClusterError
from policyrules.messages.selfchecking import said
from policyrules.source import visible
from policyrules.testing.selfcheck.checking import selfcheck as check_installation
from policyrules.testing.selfcheck.page import selfcheck_data, selfcheck_page


@click.command()
@click.option("--cases", type=click.IntRange(1), default=2_000, show_default=True, help="How many enterprises to decide about.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed gives the same cases.")
@click.option("--backend", "named", metavar="BACKEND", help="Hold one backend against the reference. Default: every one.")
@click.option("--policy", metavar="POLICY", help="One policy only, and none at random.")
@format_option("text", "json", "markdown")
@search_option
@language_option
def selfcheck(
    cases: int, seed: int, named: str | None, policy: str | None, form: str, search: tuple[Path, ...], lang: str | None
) -> None:
    """自检 · Check this installation: its policies, the conformance cases, and every backend against the reference.

    Exit codes: 0 nothing differs, 1 something does, 2 wrong use.
    """
    backends = _backends(named)
    only = None if policy is None else _only(policy)
    done, every = count(1), cases * len(backends)
    with Bar(said("progress", spoken())) as bar:
        checked = check_installation(backends, cases=cases, seed=seed, policy=only, step=lambda: bar.show(next(done), every))
    if form == "json":
        say_json(selfcheck_data(checked, spoken()))
    else:
        say_page(selfcheck_page(checked, spoken()), form, spoken())
    leave(Code.FINE if checked.holds else Code.FINDINGS)


def _backends(named: str | None) -> tuple[str, ...]:
    """Return the backends to check: all but the reference, which is what they are held against, unless it is asked for.

    DuckDB and Spark are extras, and only looked at where they are asked for: they answer many enterprises by one query.
    """
    if named is None:
        return tuple(name for name in registry.names() if name != registry.REFERENCE)
    if named in ENGINES:
        try:
            engine(named)
        except ModuleNotFoundError as missing:
            raise Wrong("no-spark" if named == "spark" else "no-package", package=str(missing.name)) from None
        except ClusterError:
            raise Wrong("no-session") from None
    elif named not in registry.names():
        raise Wrong("no-backend", name=visible(named), names=", ".join((*registry.names(), *ENGINES)))
    return (named,)


def _only(name: str) -> api.Policy:
    used = usable(name)
    if isinstance(used, Book):
        raise Wrong("one-policy", path=visible(name))
    return used
