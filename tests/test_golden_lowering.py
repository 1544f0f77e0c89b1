"""Each page under docs/codes/lowering holds a policy that is right but too large, and exactly what is said about it.

The pages are written like those of checking. Set UPDATE_GOLDEN=1 to rewrite the diagnostics.
"""

import os
import re
from pathlib import Path

import pytest

from policyrules.checking.check import check
from policyrules.core.lower import lower
from policyrules.diagnostics import Diagnostic, PolicyError
from policyrules.messages import lowering
from policyrules.rendering import render_all
from policyrules.source import Source
from policyrules.syntax.parser import parse
from tests.test_golden_checking import BLOCK, LANGUAGES, mended

PAGES = sorted((Path(__file__).parents[1] / "docs" / "codes" / "lowering").glob("*.md"))


def diagnostics(policy: str) -> tuple[Diagnostic, ...]:
    """Return what lowering says of a policy with which nothing else is wrong."""
    source = Source("样例.pol", policy)
    tree, mistakes = parse(source)
    checked = check(source, tree, None)
    assert not mistakes
    try:
        lower(checked)
    except PolicyError as error:
        return error.diagnostics
    return ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_policy_that_is_too_large_gives_exactly_these_diagnostics(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = {match[1]: match[2] for match in BLOCK.finditer(text)}
    found = diagnostics(blocks["pol"])
    assert [diagnostic.code for diagnostic in found] == [page.stem]
    written = {language: render_all(found, language) + "\n" for language in LANGUAGES}
    if os.environ.get("UPDATE_GOLDEN"):
        for language, said in written.items():
            text = re.sub(rf"(?ms)^```{language}\n.*?^```$", f"```{language}\n{said}```".replace("\\", r"\\"), text)
        page.write_text(text, encoding="utf-8")
    else:
        assert {language: blocks[language] for language in LANGUAGES} == written


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_mended_policy_is_not_too_large(page: Path) -> None:
    blocks = {match[1]: match[2] for match in BLOCK.finditer(page.read_text(encoding="utf-8"))}
    assert diagnostics(mended(blocks["pol"], blocks["mended"])) == ()


def test_there_is_a_page_for_everything_that_lowering_says() -> None:
    assert {page.stem for page in PAGES} == set(lowering.MESSAGES)
