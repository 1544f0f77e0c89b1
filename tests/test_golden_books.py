"""Each page under docs/codes/books shows what is said of a folder of policies that do not fit together, or cannot be read.

A page has the files of the folder in blocks such as "```pol 甲.pol", links in blocks "```link 甲.pol" with where they lead, and
exactly what is said, in blocks `zh` and `en`; then, in a block `mended`, the lines that change, file by file, as
`test_golden_checking.py` says. Those policies name no documents, and that this is said is left out. Set UPDATE_GOLDEN=1 to
rewrite what is said.
"""

import os
import re
from pathlib import Path

import pytest

import policyrules
from policyrules.diagnostics import Diagnostic
from policyrules.messages import books
from policyrules.rendering import render_all
from tests.beside import head, others, put
from tests.test_golden_checking import BLOCK, LANGUAGES, mended
from tests.test_house import UNSHOWN

PAGES = sorted((Path(__file__).parents[1] / "docs" / "codes" / "books").glob("*.md"))
LINK = re.compile(r"^```link (\S+)\n(\S+)\n```$", re.MULTILINE)


def found(files: dict[str, str], page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Diagnostic, ...]:
    (folder / "政策").mkdir(exist_ok=True)
    (folder / "别处.pol").touch()
    put(folder / "政策", files)
    for link in LINK.finditer(page):
        (folder / "政策" / link[1]).symlink_to(link[2])
    monkeypatch.chdir(folder)
    return tuple(one for one in policyrules.check("政策") if one.code != "source-missing")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_folder_gives_exactly_these_diagnostics(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = path.read_text(encoding="utf-8")
    said = found(others(page), page, tmp_path, monkeypatch)
    assert path.stem in {one.code for one in said}
    written = {language: render_all(said, language) + "\n" for language in LANGUAGES}
    if os.environ.get("UPDATE_GOLDEN"):
        for language, text in written.items():
            page = re.sub(rf"(?ms)^```{language}\n.*?^```$", lambda _, it=f"```{language}\n{text}```": it, page)  # type: ignore[misc]
        path.write_text(page, encoding="utf-8")
    else:
        blocks = {match[1]: match[2] for match in BLOCK.finditer(page)}
        assert {language: blocks[language] for language in LANGUAGES} == written


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_mended_folder_has_nothing_wrong(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = path.read_text(encoding="utf-8")
    files = others(page)
    changes = {match[1]: match[2] for match in BLOCK.finditer(page)}.get("mended", "")
    texts = mended("\0".join(files.values()), changes).split("\0") if files else []
    # What is mended by hand is a file in the place of a link, and a first policy in a folder that has none.
    mended_files = dict(zip(files, texts, strict=True)) or {"甲.pol": head("甲办法", "甲〔2024〕1号")}
    assert found(mended_files, "", tmp_path, monkeypatch) == ()


def test_there_is_a_page_for_everything_that_is_said_of_books() -> None:
    said = {code for path in PAGES for code in re.findall(r"\[([a-z-]+)\]:", path.read_text(encoding="utf-8"))}
    assert {code for code in books.MESSAGES if not code.startswith("label-")} - said <= set(UNSHOWN)
