"""Properties on the command line: tried by `test`, after the scenarios of a policy.

In: a policy, how many cases and a seed. Out: what is printed of them, or data for JSON. Knows no rule of what a property means.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from attrs import frozen

from policyrules.cli.terminal import Code, say_page
from policyrules.diagnostics import Language
from policyrules.policy import Policy
from policyrules.testing.properties.page import properties_data, properties_page
from policyrules.testing.properties.trying import CASES, Tried, try_properties

F = TypeVar("F", bound=Callable[..., Any])

#: More cases than these are no quick test any more, and nobody waits for them.
_MOST_CASES = 10_000_000


def cases_options(command: F) -> F:
    """Add `--cases` and `--seed`."""
    cases = click.option(
        "--cases", type=click.IntRange(0, _MOST_CASES), default=CASES, show_default=True, help="Enterprises per property."
    )
    seed = click.option("--seed", type=int, default=0, show_default=True, help="Where the drawing of enterprises begins.")
    return cases(seed(command))


@frozen
class Trying:
    """What was asked for: how many enterprises for each property, and the seed. With none, properties are left out."""

    cases: int
    seed: int

    def tried(self, policy: Policy) -> tuple[Tried, ...]:
        """Try the properties of a policy."""
        return tuple(try_properties(policy, self.cases, self.seed)) if self.cases else ()

    def code(self, tried: tuple[Tried, ...]) -> Code:
        """Return the exit code: what was not tried at all is a finding, like what does not hold."""
        return Code.FINE if all(one.passed for one in tried) else Code.FINDINGS

    def data(self, tried: tuple[Tried, ...], language: Language) -> dict[str, Any]:
        """Return what came of them as plain data."""
        return {"properties": properties_data(tried, self.seed, language)}

    def say(self, file: str, policy: Policy, tried: tuple[Tried, ...], form: str, language: Language) -> None:
        """Print what came of them, where there are any."""
        if tried:
            say_page(properties_page(file, policy, tried, self.cases, self.seed, language), form, language)
