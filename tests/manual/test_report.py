import json
import re

import pytest

from policyrules.diagnostics import Language
from policyrules.explain.render import as_markdown, as_text
from policyrules.manual.codes import entries
from policyrules.manual.report import code_data, code_page, codes_data, codes_page, index_markdown
from policyrules.messages import STAGES

ALL = tuple(entries().values())


def test_the_index_has_a_row_for_each_code_with_both_titles() -> None:
    written = index_markdown(ALL)
    assert re.findall(r"^\| \[?`([a-z0-9-]+)`", written, re.MULTILINE) == list(entries())
    assert "| [`bands-gap`](checking/bands-gap.md) | 有的值不在任何一行 | Values that no band takes |\n" in written


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_of_its_page_is_told_of_a_code(language: Language) -> None:
    for entry in ALL:
        told = as_markdown(code_page(entry, language), language)
        assert as_text(code_page(entry, language), language).startswith(entry.code)
        page = entry.page
        for text in (*(shown.text for shown in page.shown), page.said[language], page.mended or "") if page else ():
            assert text in told, entry.code


def test_a_code_is_told_in_one_language() -> None:
    english, chinese = (as_text(code_page(entries()["amount-unstated"], language), language) for language in ("en", "zh"))  # type: ignore[arg-type]
    assert "What is said" in english and "所报的问题" not in english
    assert "所报的问题" in chinese and "What is said" not in chinese


def test_other_pages_that_show_a_code_are_named() -> None:
    told = as_text(code_page(entries()["use-mistakes"], "en"), "en")
    assert "checking/use-circle  Two policies that use each other" in told


def test_a_code_whose_page_has_another_name_is_told_with_its_sentence() -> None:
    told = as_text(code_page(entries()["fact-quarter"], "zh"), "zh")
    assert entries()["fact-quarter"].sentence("zh") in told.replace("\n", "")


def test_a_code_without_a_page_has_its_sentences() -> None:
    told = as_text(code_page(entries()["too-many"], "zh"), "zh").splitlines()
    assert (told[0], told[-3:]) == ("too-many：另有 … 处问题未列出", ["改正", "----", "先改正以上各处，再检查一次"])


def test_the_same_is_told_to_programs() -> None:
    data = json.loads(json.dumps(code_data(entries()["use-mistakes"], "zh")))
    assert (data["schema"], data["code"], data["page"]) == ("policyrules/code/1", "use-mistakes", "checking/use-mistakes")
    assert [one["name"] for one in data["files"]] == [None, "国标.pol"]
    assert data["message"] == "所引用的政策 `…` 里有 … 处错误，列在后面"
    bare = code_data(entries()["too-many"], "en")
    assert (bare["page"], bare["files"], bare["said"], bare["help"]) == (None, [], None, "mend those above and check again")
    assert [row["code"] for row in codes_data(ALL, "en")["codes"]] == list(entries())  # type: ignore[attr-defined]


def test_the_list_goes_stage_by_stage() -> None:
    told = as_text(codes_page(ALL, "zh"), "zh")
    assert told.count("\n--") == len(STAGES)
    assert "  bands-gap" in told and "有的值不在任何一行" in told
