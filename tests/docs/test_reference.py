"""The reference names every word and type, says where each is taught, and every link of both pages leads somewhere."""

import re
from pathlib import Path

import pytest
from attrs import frozen

from policyrules.syntax.keywords import BUILTIN_TYPES, KEYWORDS
from tests.docs.samples import DOCS, TEXT

REFERENCE = (DOCS / "reference.md").read_text(encoding="utf-8")
PAGES = {"language.md": TEXT, "reference.md": REFERENCE}

#: Words that hold others together; the tables of comparisons, windows and values have them.
GLUE = {
    "DECISION_DAY", "FROM", "GE", "GT", "IS", "LE", "LT", "MORE_THAN", "NE", "NO", "OF_FIELD", "ONE_OF", "TO", "YES",
}  # fmt: skip

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{2,} (.+)$", re.MULTILINE)


@frozen
class Row:
    """A row of the last table: the words in both languages, where they are taught, and the pages of what goes wrong."""

    words: tuple[tuple[str, str], ...]
    section: str
    pages: tuple[str, ...]


def slug(heading: str) -> str:
    """Return what a heading is called in a link."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def rows() -> list[Row]:
    table = REFERENCE.partition("\n## Where each word is taught")[2]
    cells = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| `")]
    words = re.compile("`([^`]+)`").findall
    return [
        Row(tuple(zip(words(zh), words(en), strict=True)), _LINK.findall(taught)[0], tuple(_LINK.findall(wrong)))
        for zh, en, taught, wrong in cells
    ]


ROWS = rows()
TAUGHT = {word: row for row in ROWS for word in row.words}


def sections(page: str) -> dict[str, str]:
    """Return what stands under each heading of a page, by what the heading is called in a link."""
    parts = _HEADING.split(page)
    return {slug(heading): body for heading, body in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("terminal", sorted(set(KEYWORDS) - GLUE))
def test_every_word_has_a_section_that_teaches_it_and_a_page_of_what_goes_wrong(terminal: str) -> None:
    keyword = KEYWORDS[terminal]
    row = TAUGHT[keyword.zh[0], keyword.en[0]]
    page, _, anchor = row.section.partition("#")
    assert keyword.zh[0] in sections(PAGES[page])[anchor]
    assert row.pages


def test_the_words_that_only_hold_others_together_are_in_no_row() -> None:
    assert [terminal for terminal in GLUE if (KEYWORDS[terminal].zh[0], KEYWORDS[terminal].en[0]) in TAUGHT] == []


@pytest.mark.parametrize("terminal", sorted(KEYWORDS))
def test_the_pages_name_every_spelling(terminal: str) -> None:
    keyword = KEYWORDS[terminal]
    for spelling in (*keyword.zh, *keyword.en[:1]):
        assert spelling in TEXT + REFERENCE


def test_the_reference_names_every_type() -> None:
    assert [name for name in BUILTIN_TYPES if name not in REFERENCE and name not in ("yesno", "数值")] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    links = _LINK.findall(PAGES[name])
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        assert not path or (DOCS / path).is_file(), link
        if anchor:
            assert anchor in sections(PAGES[path or name]), link


def test_every_page_about_checking_is_linked() -> None:
    linked = {Path(link).name for page in PAGES.values() for link in _LINK.findall(page) if "codes/checking/" in link}
    assert {page.name for page in (DOCS / "codes" / "checking").glob("*.md")} - linked == set()


def test_the_contents_of_the_language_page_are_its_headings() -> None:
    contents = TEXT.partition("## Contents\n")[2].partition("\n## ")[0]
    headings = [slug(heading) for heading in _HEADING.findall(TEXT) if heading != "Contents"]
    assert [link.removeprefix("#") for link in _LINK.findall(contents)] == headings


def test_every_section_of_the_language_page_says_what_goes_wrong() -> None:
    parts = re.split(r"^### (.+)$", TEXT, flags=re.MULTILINE)
    without = [heading for heading, body in zip(parts[1::2], parts[2::2], strict=True) if "*What goes wrong:*" not in body]
    assert without == []


def test_every_section_has_a_sample_or_speaks_of_one() -> None:
    parts = re.split(r"^### (.+)$", TEXT, flags=re.MULTILINE)
    without = [heading for heading, body in zip(parts[1::2], parts[2::2], strict=True) if "```pol " not in body]
    assert without == ["Where a used policy is looked for, and circles"]
