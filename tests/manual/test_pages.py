import re
from pathlib import Path

import pytest

from policyrules.manual.pages import CodePage, PageError, pages, read_page

HAN = re.compile("[一-鿿]")
SAID = "```zh\n错误[a-1]: 错\n```\n\n```en\nerror[a-1]: wrong\n```\n"


def page(folder: Path, text: str) -> CodePage:
    path = folder / "甲.md"
    path.write_text(text, encoding="utf-8")
    return read_page(path)


def test_every_page_has_a_short_title_in_both_languages() -> None:
    assert len(pages()) > 300
    for one in pages():
        chinese, english = one.titles["zh"], one.titles["en"]
        assert HAN.search(chinese) and len(chinese) <= 30 and not chinese.endswith("。"), one.path
        assert english[0].isupper() and not english.endswith(".") and len(HAN.findall(english)) <= 2, one.path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_pages_of_a_stage_have_one_title(language: str) -> None:
    titles = [(one.stage, one.titles[language]) for one in pages()]  # type: ignore[index]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_prose_is_chinese_first_then_english_and_all_advice_has_it() -> None:
    for one in pages():
        assert one.prose or one.stage != "lint", one.path
        if one.prose:
            assert one.prose["zh"].endswith("。") and len(HAN.findall(one.prose["zh"])) >= 40, one.path
            assert one.prose["en"].endswith(".") and len(HAN.findall(one.prose["en"])) < 20, one.path


def test_every_page_shows_codes_and_the_same_ones_in_both_languages() -> None:
    for one in pages():
        chinese, english = (re.findall(r"^\w+\[(.*?)\]: ", said, re.MULTILINE) for said in one.said.values())
        assert chinese == english and set(chinese) == one.codes != set(), one.path


def test_a_page_is_read_in_its_parts(tmp_path: Path) -> None:
    files = "```pol\n甲\n```\n\n```pol 乙.pol\n乙\n```\n\n"
    read = page(tmp_path, f"# 题目 · Title\n\n中文。\n\nEnglish.\n\n{files}{SAID}\n```mended\n- 甲\n+ 丙\n```\n")
    assert (read.titles, read.prose) == ({"zh": "题目", "en": "Title"}, {"zh": "中文。", "en": "English."})
    assert [(one.kind, one.name, one.text) for one in read.shown] == [("pol", None, "甲\n"), ("pol", "乙.pol", "乙\n")]
    assert (read.mended, read.codes) == ("- 甲\n+ 丙\n", {"a-1"})


@pytest.mark.parametrize(
    "text",
    [
        f"# Only English\n\n{SAID}",
        f"# 题目 · Title\n\n只有一段。\n\n{SAID}",
        f"# 题目 · Title\n\n一。\n\nTwo.\n\n{SAID}\nAfterwards.\n",
        f"# 题目 · Title\nnot apart\n\n{SAID}",
        "# 题目 · Title\n\n```zh\n错误[a]: 错\n```\n",
        "",
    ],
)
def test_a_page_of_another_form_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(PageError):
        page(tmp_path, text)
