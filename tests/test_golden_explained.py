"""Each page under golden/explained has a policy, facts and a day, and exactly what is decided, in both languages.

A page names a policy that ships with the package after `政策：`, or has one in a block `pol`, with those that it uses as
`tests/beside.py` says; the day stands after `日期：`, facts in a block `yaml`, and after `读法：` a reading that is taken
(`name = option`). After `只看：` stand the headings of the sections that a page is about; without it a page shows all. Set
UPDATE_GOLDEN=1 to rewrite what is said; a new page needs no more than the policy, the day and the facts.
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

PAGES = sorted((Path(__file__).parent / "golden" / "explained").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n?", re.DOTALL | re.MULTILINE)
LINE = re.compile(r"^(政策|日期|读法|只看)：(.+)$", re.MULTILINE)

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def told(page: str, folder: Path) -> dict[Language, str]:
    """Return the decision of a page in each language."""
    blocks = {match[1]: match[2] for match in BLOCK.finditer(page)}
    lines = LINE.findall(BLOCK.sub("", page))
    given = dict(lines)
    beside = others(page)
    if beside:
        put(folder, {"样例.pol": blocks["pol"], **beside})
        policy = policyrules.load(folder / "样例.pol")
    else:
        policy = policyrules.load(blocks["pol"] if "pol" in blocks else given["政策"])
    readings = dict(text.split(" = ") for key, text in lines if key == "读法")
    facts, day = yaml.safe_load(blocks["yaml"]) or {}, date.fromisoformat(given["日期"])
    decision = policy.decide(facts, day, readings or None)
    said = {language: decision.to_text(language) for language in LANGUAGES}
    return shown(said, given["只看"].split("、")) if "只看" in given else said


def shown(said: dict[Language, str], headings: list[str]) -> dict[Language, str]:
    """Return the head of a decision and the sections with these headings, which stand at the same places in both languages."""
    sections = {language: text.rstrip("\n").split("\n\n\n") for language, text in said.items()}
    called = [section.partition("\n")[0] for section in sections["zh"]]
    places = [0, *(called.index(heading) for heading in headings)]
    assert {len(one) for one in sections.values()} == {len(called)}
    return {language: "\n\n\n".join(one[place] for place in places) + "\n" for language, one in sections.items()}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_decision_is_told_as_on_its_page(path: Path, tmp_path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    said = told(page, tmp_path)
    if os.environ.get("UPDATE_GOLDEN"):
        kept = re.sub(r"(?ms)^```(?:zh|en)\n.*?^```\n*", "", page).rstrip()
        path.write_text("\n\n".join([kept, *(f"```{language}\n{said[language]}```" for language in LANGUAGES)]) + "\n", "utf-8")
    else:
        blocks = {match[1]: match[2] for match in BLOCK.finditer(page)}
        assert {language: blocks[language] for language in LANGUAGES} == said
