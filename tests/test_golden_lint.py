"""Each page under docs/codes/lint holds a policy that checks without errors, and exactly what one check says about it.

A page begins with its title in both languages and two paragraphs, in Chinese and in English. It has the policy in a block
`pol`, its document, where the check looks at that, in a block `text`, the findings in blocks `zh` and `en`, and in a block
`mended` the lines that change, as on the pages of `checking`. In the mended policy the check finds nothing. Set
UPDATE_GOLDEN=1 to rewrite the findings.
"""

import os
import re
from pathlib import Path

import pytest

from policyrules.diagnostics import Diagnostic, Language
from policyrules.lint.catalogue import CHECKS
from policyrules.messages import competition, lint
from policyrules.rendering import render_all
from tests.lint.policies import findings
from tests.test_golden_checking import mended

PAGES = sorted((Path(__file__).parents[1] / "docs" / "codes" / "lint").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HAN = re.compile("[一-鿿]")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def blocks(page: Path) -> dict[str, str]:
    return {match[1]: match[2] for match in BLOCK.finditer(page.read_text(encoding="utf-8"))}


def found(page: Path, policy: str) -> tuple[Diagnostic, ...]:
    return findings(page.stem, policy, blocks(page).get("text"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_policy_gives_exactly_these_findings(page: Path) -> None:
    said = found(page, blocks(page)["pol"])
    assert said
    written = {language: render_all(said, language) + "\n" for language in LANGUAGES}
    if os.environ.get("UPDATE_GOLDEN"):
        text = page.read_text(encoding="utf-8")
        for language, findings_ in written.items():
            text = re.sub(rf"(?ms)^```{language}\n.*?^```$", lambda _, it=f"```{language}\n{findings_}```": it, text)  # type: ignore[misc]
        page.write_text(text, encoding="utf-8")
    else:
        assert {language: blocks(page)[language] for language in LANGUAGES} == written


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_nothing_is_found_in_the_mended_policy(page: Path) -> None:
    assert found(page, mended(blocks(page)["pol"], blocks(page)["mended"])) == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_what_is_found_and_why_it_matters_in_both_languages(page: Path) -> None:
    title, chinese, english = page.read_text(encoding="utf-8").split("\n```", 1)[0].strip().split("\n\n")
    assert re.fullmatch(r"# \S.*? · [A-Z].*[^.]", title) and HAN.search(title)
    assert chinese.endswith("。") and len(HAN.findall(chinese)) >= 40
    assert english.endswith(".") and len(english.split()) >= 25 and len(HAN.findall(english)) < 20


def test_there_is_a_page_for_each_check_and_for_each_mistake_in_allowing() -> None:
    pages = {page.stem for page in PAGES}
    assert pages == {code for code in (*lint.MESSAGES, *competition.MESSAGES) if not code.startswith(("label-", "word-"))}
    assert set(CHECKS) == {code for code in pages if not code.startswith("allowance-")}
