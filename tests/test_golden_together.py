"""Each page under golden/together has policies, facts and a day, and exactly what is decided by all of them, in both languages.

The policies stand in blocks such as "```pol 省.pol"; the day stands after `日期：`, facts in a block `yaml`. A new page needs
no more than these; set UPDATE_GOLDEN=1 to rewrite what is said.
"""

import os
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

import policyrules
from policyrules.diagnostics import Language
from tests.beside import others, put
from tests.test_golden_explained import BLOCK, LANGUAGES

PAGES = sorted((Path(__file__).parent / "golden" / "together").glob("*.md"))
DAY = re.compile(r"^日期：(.+)$", re.MULTILINE)


def told(page: str, folder: Path) -> dict[Language, str]:
    """Return the decision of a page in each language."""
    put(folder, others(page))
    blocks = {match[1]: match[2] for match in BLOCK.finditer(page)}
    day = DAY.search(page)
    assert day is not None
    book = policyrules.load_book([folder / name for name in others(page)])
    assert {one.code for one in book.warnings} <= {"source-missing"}
    decision = book.decide(yaml.safe_load(blocks["yaml"]) or {}, on=date.fromisoformat(day[1]))
    return {language: decision.to_text(language) for language in LANGUAGES}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_several_policies_decide_is_told_as_on_its_page(path: Path, tmp_path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    said = told(page, tmp_path)
    if os.environ.get("UPDATE_GOLDEN"):
        kept = re.sub(r"(?ms)^```(?:zh|en)\n.*?^```\n*", "", page).rstrip()
        path.write_text("\n\n".join([kept, *(f"```{language}\n{said[language]}```" for language in LANGUAGES)]) + "\n", "utf-8")
    else:
        blocks = {match[1]: match[2] for match in BLOCK.finditer(page)}
        assert {language: blocks[language] for language in LANGUAGES} == said
