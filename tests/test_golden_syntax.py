"""Each page under docs/codes/syntax holds a policy that cannot be read as it is, and exactly what is said about it.

A page is like those of checking. A character that cannot be seen is written `<U+202E>`. A file that is no text in UTF-8 stands
in a block `hex`, and has no lines that could be mended. Set UPDATE_GOLDEN=1 to rewrite the diagnostics.
"""

import os
import re
from pathlib import Path

import pytest

from policyrules.diagnostics import Diagnostic, by_place
from policyrules.messages.syntax import MESSAGES
from policyrules.rendering import render_all
from policyrules.syntax.decode import decode
from tests import test_golden_checking
from tests.test_golden_checking import BLOCK, LANGUAGES, mended

PAGES = {
    page: {match[1]: match[2] for match in BLOCK.finditer(page.read_text(encoding="utf-8"))}
    for page in sorted((Path(__file__).parents[1] / "docs" / "codes" / "syntax").glob("*.md"))
}

#: Said of a file too long for a page; the tests of hostile texts show them.
NOT_ON_A_PAGE = {
    "syntax-too-long",
    "syntax-too-many-bytes",
    "syntax-too-many-declarations",
    "syntax-too-many-lines",
    "syntax-too-many-tokens",
}


def written_out(text: str) -> str:
    return re.sub(r"<U\+([0-9A-F]{4,6})>", lambda match: chr(int(match[1], 16)), text)


def diagnostics(data: bytes) -> tuple[Diagnostic, ...]:
    """Return what decoding, reading and checking say of a file."""
    source, mistakes = decode(data, "样例.pol")
    return mistakes if source is None else by_place(test_golden_checking.diagnostics(source.text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_broken_policy_gives_exactly_these_diagnostics(page: Path) -> None:
    blocks = PAGES[page]
    found = diagnostics(bytes.fromhex(blocks["hex"]) if "hex" in blocks else written_out(blocks["pol"]).encode())
    assert found
    written = {language: render_all(found, language) + "\n" for language in LANGUAGES}
    if os.environ.get("UPDATE_GOLDEN"):
        text = page.read_text(encoding="utf-8")
        for language, said in written.items():
            text = re.sub(rf"(?ms)^```{language}\n.*?^```$", lambda _, it=f"```{language}\n{said}```": it, text)  # type: ignore[misc]
        page.write_text(text, encoding="utf-8")
    else:
        assert {language: blocks[language] for language in LANGUAGES} == written


@pytest.mark.parametrize("page", [page for page, blocks in PAGES.items() if "pol" in blocks], ids=lambda page: page.stem)
def test_the_mended_policy_has_nothing_wrong(page: Path) -> None:
    blocks = PAGES[page]
    assert diagnostics(written_out(mended(blocks["pol"], blocks["mended"])).encode()) == ()


def test_there_is_a_page_for_everything_that_reading_says() -> None:
    text = "".join(blocks["en"] for blocks in PAGES.values())
    codes = {code for code in MESSAGES if code.startswith("syntax-")}
    assert {code for code in codes if f"[{code}]" not in text} == NOT_ON_A_PAGE
