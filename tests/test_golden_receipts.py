"""Each page under docs/codes/receipts holds a file that is no receipt, or no whole one, and exactly what is said about it.

The file stands in a block `receipt`. Set UPDATE_GOLDEN=1 to rewrite what is said.
"""

import io
import os
import re
from pathlib import Path

import pytest

import policyrules
from policyrules.diagnostics import Diagnostic, DiagnosticError
from policyrules.files import read_entries
from policyrules.messages.receipts import MESSAGES
from policyrules.receipts.verifying import verify
from policyrules.rendering import render_all
from tests.test_golden_checking import BLOCK, LANGUAGES

PAGES = sorted((Path(__file__).parents[1] / "docs" / "codes" / "receipts").glob("*.md"))


def diagnostics(text: str, policy: policyrules.Policy) -> tuple[Diagnostic, ...]:
    try:
        for entry in read_entries(io.BytesIO(text.encode()), "receipt.json"):
            verify(entry.facts, policy, path=entry.path)
    except DiagnosticError as error:
        return error.diagnostics
    return ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_file_that_is_no_receipt_gives_exactly_this(page: Path, jiangmen: policyrules.Policy) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = {match[1]: match[2] for match in BLOCK.finditer(text)}
    found = diagnostics(blocks["receipt"], jiangmen)
    assert [d.code for d in found] == [page.stem]
    written = {language: render_all(found, language) + "\n" for language in LANGUAGES}
    if os.environ.get("UPDATE_GOLDEN"):
        for language, said in written.items():
            text = re.sub(rf"(?ms)^```{language}\n.*?^```$", lambda _: f"```{language}\n{said}```", text)  # noqa: B023
        page.write_text(text, encoding="utf-8")
    else:
        assert {language: blocks[language] for language in LANGUAGES} == written


def test_there_is_a_page_for_everything_that_is_said_of_receipts() -> None:
    assert {page.stem for page in PAGES} == set(MESSAGES)
