"""The document of a random policy is cut into the sections and clauses that its declarations name."""

import pytest

from policyrules.checking.document import read_document
from policyrules.source import Source
from policyrules.testing.wild.document import Document, Numbering


@pytest.mark.parametrize("numbering", ["flat", "nested", "articles", "english"])
def test_every_section_is_found_by_its_place(numbering: Numbering) -> None:
    document = Document("en" if numbering == "english" else "zh", numbering)
    sections = [document.section(f"甲{number}标题") for number in range(13)]
    below = document.below(sections[4], "乙标题")
    sections[2].units, sections[2].bracketed = ("市科技局",), True
    read = read_document(Source("甲.txt", document.text()))
    for section in (*sections, below, *document.chapters):
        found = read.section(section.place)
        assert found is not None, section.place
        assert read.find(section.title, found) is not None
    assert [clause.span.text for clause in read.clauses if clause.units and "市科技局" in clause.span.text]
