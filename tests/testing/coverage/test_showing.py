"""Each kind of obligation, and the cases that show it."""

from datetime import date

from policyrules.testing.coverage.obligations import Kind, met_by, obligations
from tests.testing.covered import decided, policy, record


def shown(
    kind: Kind, text: str, day: date = date(2023, 6, 1), readings: dict[str, str] | None = None, **facts: object
) -> set[str]:
    """Return what a case shows of something that is written."""
    tried = policy()
    known = obligations(tried).all
    assert any(one.kind is kind and one.text == text for one in known.values())
    met = (known[name] for name in met_by(tried, decided(tried, day, readings, **facts).answers))
    return {one.seen for one in met if one.kind is kind and one.text == text}


def test_a_condition_is_true_false_or_unknown_in_any_record() -> None:
    good, open_ = record("甲类", "2023-01-01"), record("乙类", "2023-01-01", 撤销日="未知")
    assert shown(Kind.CONDITION, "项.类别 为 甲类", 认定=[good, open_]) == {"true", "false"}
    assert shown(Kind.CONDITION, "未撤销", 认定=[good, open_]) == {"true", "unknown"}
    assert shown(Kind.CONDITION, "大企业") == {"unknown"}


def test_a_verdict() -> None:
    assert shown(Kind.VERDICT, "甲等", 认定=[]) == {"false"}
    assert shown(Kind.VERDICT, "甲等") == {"unknown"}


def test_a_route_is_taken_alone() -> None:
    titles = {"认定": [record("甲类", "2023-01-01")]}
    assert shown(Kind.ROUTE, "大企业", 人数=100, 认定=[]) == {"alone"}
    assert shown(Kind.ROUTE, "大企业", 人数=100, **titles) == set()
    assert shown(Kind.ROUTE, "甲等", 人数=1, 上市=False, 山区=False, **titles) == {"alone"}


def test_a_row_of_a_table_counts_where_no_other_can() -> None:
    assert shown(Kind.ROW, "100 以上", 人数=100) == {"1"}
    assert shown(Kind.ROW, "否则", 人数=9) == {"3"}
    assert shown(Kind.ROW, "10 以上") == set()


def test_an_exception_applies_or_does_not_or_is_overridden() -> None:
    assert shown(Kind.EXCEPTION, "规模", 人数=1, 山区=False, 上市=False) == {"default"}
    assert shown(Kind.EXCEPTION, "山区规模", 人数=1, 山区=True, 上市=False) == {"山区规模.applied"}
    assert shown(Kind.EXCEPTION, "山区规模", 人数=1, 山区=True, 上市=True) == {"山区规模.overridden"}
    assert shown(Kind.EXCEPTION, "山区规模", 人数=1, 山区=False, 上市=True) == {"山区规模.idle"}
    assert shown(Kind.EXCEPTION, "上市规模", 人数=1, 山区=True) == set()


def test_a_window_has_a_day_before_it_inside_and_after_it() -> None:
    window = "施行: 2023-01-01 至 末日"
    assert shown(Kind.WINDOW, window, date(2022, 12, 31)) == {"before"}
    assert shown(Kind.WINDOW, window, date(2023, 1, 1)) == {"inside"}
    assert shown(Kind.WINDOW, window, date(2023, 12, 31)) == {"after"}
    assert shown(Kind.WINDOW, window, date(2023, 12, 31), {"末日算法": "晚"}) == {"inside"}


def test_dates_are_earlier_or_the_same_or_later() -> None:
    for since, seen in (("2023-05-31", "earlier"), ("2023-06-01", "same"), ("2023-06-02", "later")):
        assert shown(Kind.DATES, "已认定", 认定=[record("甲类", since)]) == {seen}
    assert shown(Kind.DATES, "已认定", 认定=[record("甲类", "未知")]) == set()


def test_an_option_of_a_reading_is_taken() -> None:
    assert shown(Kind.READING, "末日算法") == {"早"}
    assert shown(Kind.READING, "末日算法", readings={"末日算法": "晚"}) == {"晚"}


def test_a_cap_and_a_rounding_change_an_amount_or_leave_it() -> None:
    cap, rounded = "上限: 100万元", "投资额 × 10% 四舍五入到 1元"
    assert shown(Kind.LIMIT, cap, 投资额="1000万元") == {"idle"}
    assert shown(Kind.LIMIT, cap, 投资额="1001万元") == {"bites"}
    assert shown(Kind.LIMIT, cap) == set()
    assert shown(Kind.LIMIT, rounded, 投资额="100元") == {"exact"}
    assert shown(Kind.LIMIT, rounded, 投资额="104元") == {"rounds"}


def test_a_condition_determines_a_decision() -> None:
    tried = policy()
    known = obligations(tried).all
    decision = decided(tried, 人数=100, 认定=[])
    found = {
        (one.text, one.seen, one.decision)
        for name in met_by(tried, decision.answers)
        if (one := known[name]).kind is Kind.DETERMINES
    }
    assert ("大企业", "true", "补助.设备补助") in found
    assert ("甲等", "false", "补助.设备补助") not in found
    assert ("当日 ≤ 末日", "true", "补助.设备补助") in found
