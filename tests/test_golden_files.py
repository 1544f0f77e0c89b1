"""Each page under docs/codes/files shows what is said of a policy, or its document, that is not where it should be.

A page holds the path that is asked for in a block `path` and, where there is such a file, its text in a block `pol`; then
exactly what is said, in blocks `zh` and `en`. Set UPDATE_GOLDEN=1 to rewrite those.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import policyrules
from policyrules.diagnostics import Diagnostic, PolicyError
from policyrules.library import is_folder
from policyrules.messages import files
from policyrules.rendering import render_all
from tests.test_golden_checking import BLOCK, LANGUAGES

PAGES = sorted((Path(__file__).parents[1] / "docs" / "codes" / "files").glob("*.md"))


def said_of(asked: str) -> Sequence[Diagnostic]:
    """Return what is said of a policy; a folder, which is checked as a book, is asked for as a policy."""
    if not is_folder(asked):
        return policyrules.check(asked)
    with pytest.raises(PolicyError) as raised:
        policyrules.load(asked)
    return raised.value.diagnostics


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_file_that_is_not_there_gives_exactly_this(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = {match[1]: match[2] for match in BLOCK.finditer(text)}
    monkeypatch.chdir(tmp_path)
    (tmp_path / "文件夹").mkdir()
    (tmp_path / "样例.pol").write_text(blocks.get("pol", ""), encoding="utf-8")
    asked = blocks["path"].strip() if "path" in blocks else blocks["pol"]
    found = [d for d in said_of(asked) if d.code in files.MESSAGES]
    assert [d.code for d in found] == [page.stem]
    written = {language: render_all(found, language) + "\n" for language in LANGUAGES}
    if os.environ.get("UPDATE_GOLDEN"):
        for language, said in written.items():
            text = re.sub(rf"(?ms)^```{language}\n.*?^```$", f"```{language}\n{said}```".replace("\\", r"\\"), text)
        page.write_text(text, encoding="utf-8")
    else:
        assert {language: blocks[language] for language in LANGUAGES} == written


#: What is said of a folder in which policies are kept ready, not of a policy; tests/caching has cases.
OF_FOLDERS = {"cache-shared", "cache-unusable"}


def test_there_is_a_page_for_everything_that_is_said_of_files() -> None:
    assert {page.stem for page in PAGES} == set(files.MESSAGES) - OF_FOLDERS
