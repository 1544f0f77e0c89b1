"""What is kept of a decision says what came out, and comes back from a file as it was."""

import json
from datetime import date

import pytest

import policyrules
from policyrules.testing.points import Kind, Point
from policyrules.testing.results import Change, Plain, as_object, changes, from_object, plain_words, point_words, results
from tests.testing.suite_policy import DAY, policy


def kept(**facts: object) -> dict[str, Plain]:
    of = policy()
    return {f"{point.kind}.{point.name}": one for point, one in results(of, of.decide(facts, DAY)).items()}


def test_what_is_known_is_kept_as_it_is_written() -> None:
    found = kept(人数=100, 收入={2023: "3元"}, 认定=[{"认定日": "2024-01-01"}])
    assert found == {
        "verdict.奖励": "entitled", "verdict.服务": "entitled", "held.示范": "yes", "qualifies.示范": "yes",
        "amount.奖励": "0.3元", "amount.服务": {"unstated": True}, "determined.档": "甲级", "total.": "0.3元",
    }  # fmt: skip


def test_what_is_open_is_kept_as_far_as_it_is_known() -> None:
    found = kept(收入={2023: "3元"}, 认定=[])
    assert (found["verdict.奖励"], found["held.示范"], found["qualifies.示范"]) == ("undetermined", "no", "open")
    assert found["determined.档"] == {"any_of": ["甲级", "乙级"]}
    assert kept(人数=50)["amount.奖励"] == {"low": "0元", "high": None}


def test_a_score_without_facts_is_a_range_and_a_name_without_any_is_not_known() -> None:
    quality = policyrules.load("优质中小企业")
    found = results(quality, quality.decide({}, date(2024, 6, 1)))
    assert found[Point(Kind.DETERMINED, "专精特新评价")] == {"low": "0", "high": "100"}
    sizes = policyrules.load("中小企业划型")
    assert results(sizes, sizes.decide({}, date(2024, 6, 1)))[Point(Kind.DETERMINED, "是中小微企业")] == "open"


def test_results_come_back_from_a_file_as_they_were() -> None:
    of = policy()
    found = results(of, of.decide({"收入": {2023: "3元"}}, DAY))
    assert from_object(json.loads(json.dumps(as_object(found), ensure_ascii=False))) == found


def test_changes_are_what_differs_what_is_gone_and_what_is_new() -> None:
    one, other, third = (Point(Kind.VERDICT, name) for name in "甲乙丙")
    before, after = {one: "entitled", other: "undetermined"}, {one: "not_entitled", third: "entitled"}
    assert changes(before, after) == (
        Change(one, "entitled", "not_entitled"),
        Change(other, "undetermined", None),
        Change(third, None, "entitled"),
    )
    assert changes(before, before) == ()


@pytest.mark.parametrize(
    ("kind", "one", "chinese", "english"),
    [
        (Kind.VERDICT, "entitled", "可享受", "entitled"),
        (Kind.VERDICT, "undetermined", "未定", "undetermined"),
        (Kind.HELD, "no", "不持有", "not held"),
        (Kind.QUALIFIES, "open", "是否达标未定", "qualifies or not is open"),
        (Kind.DETERMINED, "yes", "是", "yes"),
        (Kind.DETERMINED, "open", "未知", "not known"),
        (Kind.DETERMINED, "大型", "大型", "大型"),
        (Kind.AMOUNT, {"unstated": True}, "未载明", "unstated"),
        (Kind.AMOUNT, {"unknown": True}, "未知", "not known"),
        (Kind.AMOUNT, {"any_of": ["1元", "2元"]}, "1元 或 2元", "1元 or 2元"),
        (Kind.AMOUNT, {"low": "1元", "high": "2元"}, "1元 至 2元", "1元 to 2元"),
        (Kind.AMOUNT, {"low": "1元", "high": None}, "不低于 1元", "at least 1元"),
        (Kind.AMOUNT, {"low": None, "high": "2元"}, "不高于 2元", "at most 2元"),
        (Kind.AMOUNT, None, "没有这一项", "nothing of the kind"),
    ],
)
def test_results_are_said_in_both_languages(kind: Kind, one: Plain | None, chinese: str, english: str) -> None:
    assert plain_words(Point(kind, "甲"), one, "zh") == chinese
    assert plain_words(Point(kind, "甲"), one, "en") == english


def test_points_are_said_in_both_languages() -> None:
    assert [point_words(Point(kind, "甲"), "zh") for kind in (Kind.HELD, Kind.AMOUNT)] == ["甲（持有）", "甲（额度）"]
    assert [point_words(Point(kind, "甲"), "en") for kind in (Kind.QUALIFIES, Kind.DETERMINED)] == ["甲 (criteria)", "甲"]
    assert (point_words(Point(Kind.TOTAL), "zh"), point_words(Point(Kind.TOTAL), "en")) == ("合计", "total")
