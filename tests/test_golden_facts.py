"""Each page under docs/codes/facts holds a wrong facts file and exactly what is said about it, in both languages.

A page has the facts in a fenced block (its word is the suffix of the file; `hex` for bytes that are no text), readings as
`name=option` lines where it is about those, and the diagnostics in blocks `zh` and `en`. Set UPDATE_GOLDEN=1 to rewrite them.
"""

import io
import os
import re
from datetime import date
from pathlib import Path

import pytest

from policyrules.core.facts import read_case
from policyrules.diagnostics import Diagnostic, FactsError, Language
from policyrules.files import read_entries
from policyrules.messages.facts import MESSAGES
from policyrules.rendering import render_all
from tests.core.facts_program import PROGRAM

PAGES = sorted((Path(__file__).parents[1] / "docs" / "codes" / "facts").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)

#: What no facts file can bring about: it needs a Python value, a file system, a day, an evaluated program or a huge file.
NOT_FROM_A_FILE = {
    "file-missing", "file-unreadable", "file-too-large", "file-line-too-long", "fact-number-inexact", "fact-number-not-finite",
    "fact-date-time", "fact-relation", "fact-list-long", "fact-text-long", "case-day",
    "case-combinations", "case-number-long",
}  # fmt: skip


def diagnostics(blocks: dict[str, str]) -> tuple[Diagnostic, ...]:
    (kind,) = blocks.keys() - {"readings", "zh", "en"}
    data = bytes.fromhex(blocks[kind]) if kind == "hex" else blocks[kind].encode()
    readings = dict(line.split("=") for line in blocks.get("readings", "").splitlines())
    found: list[Diagnostic] = []
    try:
        for entry in read_entries(io.BytesIO(data), f"facts.{kind.replace('hex', 'json')}"):
            try:
                read_case(PROGRAM, entry.facts, date(2023, 3, 1), readings, entry.path)
            except FactsError as error:
                found.extend(error.diagnostics)
    except FactsError as error:
        found.extend(error.diagnostics)
    return tuple(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_wrong_facts_file_gives_exactly_these_diagnostics(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = {match[1]: match[2] for match in BLOCK.finditer(text)}
    found = diagnostics(blocks)
    assert found
    languages: tuple[Language, ...] = ("zh", "en")
    written = {language: render_all(found, language) + "\n" for language in languages}
    if os.environ.get("UPDATE_GOLDEN"):
        head = text[: match.start()] if (match := re.search(r"^```zh$", text, re.MULTILINE)) else text.rstrip() + "\n\n"
        pages = "\n".join(f"```{language}\n{said}```\n" for language, said in written.items())
        page.write_text(head + pages, encoding="utf-8")
    else:
        assert {language: blocks.get(language) for language in written} == written


def test_there_is_a_page_for_everything_that_can_be_wrong_with_a_facts_file() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    missing = {code for code in MESSAGES if f"[{code}]" not in text}
    assert missing == NOT_FROM_A_FILE
    assert len(PAGES) >= 32
