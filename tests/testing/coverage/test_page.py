from fractions import Fraction
from string import Formatter

import pytest

import policyrules
from policyrules.explain.render import as_markdown, as_text
from policyrules.messages import covering
from policyrules.testing.coverage.obligations import obligations
from policyrules.testing.coverage.page import coverage_data, coverage_page, needed, percent, told
from policyrules.testing.coverage.recording import Recorder, Report, measured
from tests.testing.covered import TEXT, decided, policy


def report(text: str = TEXT) -> Report:
    tried = policy(text)
    recorder = Recorder(tried)
    recorder.saw(decided(tried, 人数=100, 认定=[]), "大企业")
    return recorder.report()


@pytest.mark.parametrize(
    ("share", "text"),
    [(Fraction(100), "100%"), (Fraction(99999, 1000), "99.9%"), (Fraction(1, 20), "0%"), (Fraction(50), "50%")],
)
def test_a_share_is_cut_and_never_rounded_up(share: Fraction, text: str) -> None:
    assert percent(share) == text


def test_the_page_says_how_much_is_shown_and_what_scenario_is_needed() -> None:
    text = as_text(coverage_page("补贴.pol", report(), "zh"), "zh")
    assert "补贴.pol：1 个试算试到" in text
    assert "持有“甲等”" in text
    assert "“甲等”成立，并且单凭这一条就能左右“补助.设备补助”（第 47 行）的结论" in " ".join(text.split())
    assert "当日早于这一期间" in text
    assert "only `甲等` is met" in as_text(coverage_page("补贴.pol", report(), "en"), "en")


def test_what_is_impossible_is_listed_with_the_reason() -> None:
    text = as_markdown(
        coverage_page("补贴.pol", report(TEXT.replace("规模 不少于 2", "规模 不少于 2 且 人数 不少于 0")), "zh"), "zh"
    )
    assert "“人数 不少于 0”不成立（不论什么企业，都不会有这种结果）" in text


@pytest.mark.parametrize("name", ["江门专精特新", "优质中小企业", "中小企业划型"])
def test_every_obligation_is_told_in_both_languages(name: str) -> None:
    for one in obligations(policyrules.load(name)).all.values():
        for language in ("zh", "en"):
            text = told(one, language)
            assert text and "{" not in text
            assert language != "zh" or not any(word in text for word in ("need.", "true", "false"))


def test_every_kind_of_obligation_is_told_apart_from_the_others_of_its_line() -> None:
    told_ = [(one.line, needed(one, "zh")) for one in obligations(policy()).all.values()]
    assert len(set(told_)) == len(told_)


def test_the_words_are_filled_with_the_same_in_both_languages() -> None:
    for name, (chinese, english) in covering._WORDS.items():
        first, second = ({field for _, field, _, _ in Formatter().parse(text) if field} for text in (chinese, english))
        assert first == second, name


def test_as_data_everything_is_there() -> None:
    of = report()
    data = coverage_data(of, "zh")
    assert data["total"] == {
        "met": of.total.met, "reachable": of.total.reachable, "all": of.total.all, "percent": percent(of.total.percent)
    }  # fmt: skip
    shown = [one for one in data["obligations"] if one["met_by"]]
    assert len(shown) == of.total.met
    assert all(one["met_by"] == ["大企业"] for one in shown)


def test_clauses_stand_in_the_order_of_the_document() -> None:
    _, of = measured(policyrules.load("江门专精特新"), "zh")
    assert [one.name for one in of.clauses if one.name][:4] == ["一", "二(一)", "二(二)", "二(三)"]
    assert of.clauses[-1].name == ""
