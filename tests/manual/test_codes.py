import pytest

from policyrules.manual.codes import entries, entry, nearest
from policyrules.manual.pages import pages
from policyrules.messages import MESSAGES
from tests.test_house import UNSHOWN


def test_every_code_that_is_no_part_of_a_sentence_has_an_entry() -> None:
    assert set(MESSAGES) - set(entries()) == {code for code in MESSAGES if code.startswith(("label-", "word-"))} | {
        code for code in MESSAGES if code.startswith(("type-", "item-")) and code not in said()
    }


def said() -> set[str]:
    return {code for page in pages() for code in page.codes}


def test_the_codes_without_a_page_are_those_that_no_page_can_show() -> None:
    assert {code for code, one in entries().items() if one.page is None} == set(UNSHOWN)


def test_a_page_that_is_named_like_the_code_comes_first_even_where_others_show_less() -> None:
    for code, one in entries().items():
        named = [page for page in one.pages if page.name == code]
        assert one.page in named or not named, code


def test_of_the_others_the_page_with_the_fewest_codes_comes_first() -> None:
    missing = entries()["syntax-missing"]
    assert missing.page is not None
    assert "syntax-missing" not in {page.name for page in missing.pages}
    assert [len(page.codes) for page in missing.pages] == sorted(len(page.codes) for page in missing.pages)
    assert len(missing.page.codes) == 1


def test_of_two_pages_of_one_name_that_of_the_stage_comes_first() -> None:
    assert [page.path for page in entries()["fact-differs"].pages] == ["checking/fact-differs", "books/fact-differs"]
    assert entries()["rules-cross"].stage == "checking"


def test_the_sentences_of_a_code_without_a_page_have_blanks() -> None:
    one = entries()["too-many"]
    assert one.title("zh") == "另有 … 处问题未列出"
    assert one.title("en") == "… more problems are not listed"
    assert one.help("en") == "mend those above and check again"
    assert all("{" not in one.sentence(language) for one in entries().values() for language in ("zh", "en"))  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["bands-gap", "[bands-gap]", " Bands-Gap\n"])
def test_a_code_is_found_as_it_stands_in_a_message(written: str) -> None:
    one = entry(written)
    assert one is not None and one.code == "bands-gap"


@pytest.mark.parametrize("part", ["label-first", "word-years", "type-money", "item-number"])
def test_what_only_fills_sentences_is_no_code(part: str) -> None:
    assert part in MESSAGES
    assert entry(part) is None


def test_the_nearest_codes_are_alike_or_have_it_in_them() -> None:
    assert nearest("band-gap")[0] == "bands-gap"
    assert nearest("utf16") == ("syntax-utf16",)
    assert len(nearest("syntax")) == 5


@pytest.mark.parametrize(
    "written", ["", "..", "../../x", "checking/bands-gap", "\x00", "\x1b[31m", "x" * 100_000, "代码", "a" * 3]
)
def test_nothing_but_a_code_is_found(written: str) -> None:
    assert entry(written) is None
    assert len(nearest(written)) <= 5
