"""Each page under docs/codes/sources holds a document, a policy that is wrong about it, and exactly what is said about that.

A page has the document in a block `text`, the policy in a block `pol`, the diagnostics in blocks `zh` and `en`, and in a block
`mended` the lines that take the place of the wrong ones: `- old` and `+ new`, each pair in order. The mended policy has nothing
wrong. Set UPDATE_GOLDEN=1 to rewrite the diagnostics.
"""

import os
import re
from pathlib import Path

import pytest

from policyrules.checking.sources import coverage
from policyrules.diagnostics import Diagnostic, Language
from policyrules.messages.sources import MESSAGES
from policyrules.rendering import render_all
from policyrules.source import Source
from policyrules.syntax.parser import parse

PAGES = sorted((Path(__file__).parents[1] / "docs" / "codes" / "sources").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)

#: Said of a document too long for a page.
NOT_ON_A_PAGE = {"source-too-long"}


def diagnostics(policy: str, document: str) -> tuple[Diagnostic, ...]:
    tree, mistakes = parse(Source("试点.pol", policy))
    assert mistakes == ()
    return coverage(tree, Source("原文.txt", document)).diagnostics


def mended(policy: str, changes: str) -> str:
    """Return the policy with the changes of a page made, each where the old line stands first."""
    lines, old = policy.splitlines(), list[str]()
    for change in changes.splitlines():
        sign, line = change[:1], change[2:]
        if sign == "-":
            old.append(line)
        elif old:
            lines[lines.index(old.pop(0))] = line
        else:
            lines.append(line)
    return "\n".join(line for line in lines if line not in old) + "\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_policy_that_is_wrong_about_its_document_gives_exactly_these_diagnostics(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = {match[1]: match[2] for match in BLOCK.finditer(text)}
    found = diagnostics(blocks["pol"], blocks["text"])
    assert found
    languages: tuple[Language, ...] = ("zh", "en")
    written = {language: render_all(found, language) + "\n" for language in languages}
    if os.environ.get("UPDATE_GOLDEN"):
        for language, said in written.items():
            text = re.sub(rf"(?ms)^```{language}\n.*?^```$", lambda _, it=f"```{language}\n{said}```": it, text)  # type: ignore[misc]
        page.write_text(text, encoding="utf-8")
    else:
        assert {language: blocks[language] for language in languages} == written


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_mended_policy_has_nothing_wrong(page: Path) -> None:
    blocks = {match[1]: match[2] for match in BLOCK.finditer(page.read_text(encoding="utf-8"))}
    assert diagnostics(mended(blocks["pol"], blocks["mended"]), blocks["text"]) == ()


def test_there_is_a_page_for_everything_that_can_be_wrong_about_a_document() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    codes = {code for code in MESSAGES if not code.startswith("label-")}
    assert {code for code in codes if f"[{code}]" not in text} == NOT_ON_A_PAGE
