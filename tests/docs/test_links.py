"""Every link of the pages for readers leads to a file that is there."""

import re
from pathlib import Path

import pytest

CLONE = Path(__file__).parents[2]
PAGES = [*sorted(CLONE.glob("*.md")), *sorted((CLONE / "docs").glob("*.md")), *sorted((CLONE / "docs" / "codes").glob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def broken(page: Path) -> list[str]:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    return [link for link in links if "://" not in link and not (page.parent / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CLONE).as_posix())
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    assert broken(page) == []


def test_a_link_to_nowhere_is_found(tmp_path: Path) -> None:
    links = "[a](here.md), [b](here.md#a), [c](https://example.org/c), [d](there.md)"
    (tmp_path / "here.md").write_text(links, encoding="utf-8")
    assert broken(tmp_path / "here.md") == ["there.md"]
