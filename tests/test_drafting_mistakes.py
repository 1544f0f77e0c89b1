"""Mistakes of drafting, each made in a copy of a policy that ships: something finds every one, as the page says."""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path

import pytest

from policyrules import library

CLONE = Path(__file__).parents[1]
sys.path.insert(0, str(CLONE / "benchmarks"))

import drafting_mistakes  # noqa: E402

MISTAKES = drafting_mistakes.mistakes()
ROWS = re.findall(r"^\| [0-9]+ \| .*$", drafting_mistakes.PAGE.read_text(encoding="utf-8"), re.MULTILINE)
TITLES = [f"{Path(mistake.policy).stem}-{mistake.en}" for mistake in MISTAKES]


def test_there_are_a_hundred_mistakes_or_more_and_no_two_alike() -> None:
    assert len(MISTAKES) >= 100
    assert len({(mistake.policy, mistake.old, mistake.new, mistake.after) for mistake in MISTAKES}) == len(MISTAKES)


def test_the_page_has_a_row_for_each() -> None:
    assert len(ROWS) == len(MISTAKES)
    assert all(mistake.zh in row and mistake.en in row for mistake, row in zip(MISTAKES, ROWS, strict=True))


@pytest.mark.parametrize("policy", sorted({mistake.policy for mistake in MISTAKES}))
def test_nothing_is_found_before_a_mistake_is_made(policy: str) -> None:
    assert not any(drafting_mistakes.said(CLONE / policy).values())


@pytest.fixture(scope="module")
def used_read_once() -> Iterator[None]:
    """Read once the policies that others use: no mistake is made in those."""
    parse = library.parse
    read = lru_cache(8)(partial(parse, scenarios=False))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "parse", lambda source, *, scenarios: parse(source) if scenarios else read(source))
        yield


@pytest.mark.slow
@pytest.mark.usefixtures("used_read_once")
@pytest.mark.parametrize("number", range(len(MISTAKES)), ids=TITLES)
def test_a_mistake_is_found_by_what_the_page_says(number: int) -> None:
    """Lint and the scenarios are asked for nothing but what the page names of them; the script asks for all."""
    named = drafting_mistakes.named_in(ROWS[number])
    by = drafting_mistakes.found(MISTAKES[number], named)
    assert any(by.values())
    (row,) = (line for line in drafting_mistakes.page([(MISTAKES[number], by)]).splitlines() if line.startswith("| 1 |"))
    assert row.removeprefix("| 1 |") == ROWS[number].removeprefix(f"| {number + 1} |")
