"""One line: what it asks, what it read, and when it is told in one."""

import pytest

from policyrules.explain.explanation import Explanation, Period
from policyrules.explain.lines import ask, is_simple, period_text, simple_line, window_line
from policyrules.explain.reasons import flat, reasons
from policyrules.values.answers import Truth, point
from tests.explain.cases import PROVINCIAL, REVOKED
from tests.explain.pipeline import decide, jiangmen, lowered


def line(facts: object, label: str) -> Explanation:
    """Return the line with a label in the reasons for 税务服务."""

    def lines(explanation: Explanation) -> list[Explanation]:
        return [explanation, *(found for child in explanation.children for found in lines(child))]

    decision = decide(jiangmen(), facts, "2023-03-01")  # type: ignore[arg-type]
    return next(found for found in lines(decision["税务服务"].explain()) if found.label == label)


def test_a_line_that_holds_tells_only_what_makes_it_hold() -> None:
    kept = line(PROVINCIAL, "未撤销")
    assert is_simple(kept) and ask(kept, "zh") == "撤销日 未填 或 撤销日 晚于 当日"
    assert simple_line(kept, Truth.T, "zh") == "未撤销（撤销日 未填 或 撤销日 晚于 当日）：撤销日 未填"


def test_a_line_that_fails_tells_all_that_it_read() -> None:
    revoked = line(REVOKED, "未撤销")
    assert simple_line(revoked, Truth.F, "zh").endswith("：撤销日 2023-01-15，当日 2023-03-01")
    assert ask(revoked, "en") == "撤销日 is left out or 撤销日 after the decision date"


def test_a_line_with_named_lines_below_is_not_simple() -> None:
    assert not is_simple(line(PROVINCIAL, "省级及以上专精特新"))
    assert not is_simple(line(PROVINCIAL, "称号在有效期内"))


def test_a_window_is_said_by_its_ends() -> None:
    first, last = point(738_000), point(738_001)
    assert period_text(Period(first, None, 738_000, False), "zh") == "2021-07-29 起"
    assert period_text(Period(None, last, 738_000, False), "en") == "until 2021-07-30"
    assert window_line(Period(first, last, 738_002, False), Truth.F, "zh") == "规定期间已于 2021-07-30 届满"
    assert window_line(Period(first, last, 737_999, True), Truth.F, "zh") == "本文件自 2021-07-29 起施行"


OPEN = """\
政策 样例 "样例":
    文号: "例"
    发文: "例"
    印发: 2022-07-26
    施行: 2022-08-01 起

单位:
    工信部 "工业和信息化部":
        2024-01-01 起 称 "工业部"

事实:
    收入: 金额
    研发: 金额
    属重点领域: 是否
    制造业: 是否

定义 投入 @一 "投入": 是否
    首个符合:
        收入 为 1亿元 以上: 研发 不低于 300万元
        收入 为 5000万元 以上: 研发 不低于 600万元
        否则: 否

定义 领域 @二 "领域": 是否 = 如果 属重点领域 则 是 否则 待定 工信部

定义 行业 @三 "行业": 是否
    符合下列全部条件:
        制造: 制造业
        不是重点: 非 属重点领域
"""


def reasons_of(place: int, day: str = "2023-06-01", **facts: object) -> tuple[str, ...]:
    decision = decide(lowered(OPEN), facts, day)
    return flat(reasons(decision.determinations[place].explanation, "zh", {}, headed=True))


def test_a_table_of_which_the_row_is_open_names_the_rows_and_what_decides() -> None:
    assert reasons_of(0, 研发="700万元") == (
        "适用哪一行尚不能确定（收入 为 1亿元 以上；收入 为 5000万元 以上；否则）：收入 未提供",
    )


def test_what_is_left_to_a_body_names_the_body_as_it_is_called_on_the_day() -> None:
    assert reasons_of(1, 属重点领域=False) == ("由 工业和信息化部 另行认定",)
    assert reasons_of(1, "2024-06-01", 属重点领域=False) == ("由 工业部 另行认定",)


def test_a_fact_that_is_all_that_a_line_asks_is_not_named_twice_and_what_may_not_be_is_said() -> None:
    assert reasons_of(2, 制造业=True, 属重点领域=False) == (
        "制造：制造业 是",
        "不是重点（非 属重点领域）：属重点领域 否",
    )


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        ({"属重点领域": False}, "属重点领域 否", "属重点领域 no"),
        ({"属重点领域": True}, "属重点领域 是", "属重点领域 yes"),
        ({}, "属重点领域 未提供", "属重点领域 not given"),
    ],
)
def test_a_fact_that_is_not_to_hold_and_has_no_other_name_is_named_once(given: dict[str, bool], zh: str, en: str) -> None:
    decision = decide(lowered(OPEN.replace("不是重点: 非", "非")), {"制造业": True, **given}, "2023-06-01")
    explained = decision.determinations[2].explanation
    assert flat(reasons(explained, "zh", {}, headed=True))[-1] == zh
    assert flat(reasons(explained, "en", {}, headed=True))[-1] == en


def test_one_thing_that_may_be_each_of_several_is_named_once() -> None:
    text = OPEN.replace(
        "定义 行业 @三",
        "枚举 级别: 国家级、省级、市级\n\n事实:\n    研发机构: 级别\n\n定义 机构 @四 = 研发机构 属于 (国家级、省级)\n\n"
        "定义 行业 @三",
    )
    decision = decide(lowered(text), {"研发机构": "市级"}, "2023-06-01")
    (place,) = (one for one in decision.determinations if one.spec.name == "机构")
    told = flat(reasons(place.explanation, "zh", {}, headed=True))
    assert told == ("研发机构 为 国家级 或 省级：研发机构 市级",)


def test_what_has_just_been_named_is_not_named_again() -> None:
    text = OPEN.replace(
        "定义 行业 @三",
        "定义 强度 @四 = 研发 ÷ 收入 不低于 3%\n\n定义 相等 @五 = 研发 不低于 收入\n\n定义 行业 @三",
    )
    decision = decide(lowered(text), {"收入": "100万元", "研发": "2万元"}, "2023-06-01")
    told = {one.spec.name: flat(reasons(one.explanation, "zh", {}, headed=True)) for one in decision.determinations}
    assert told["强度"] == ("研发 ÷ 收入 不低于 3%：实际 2%，研发 2万元，收入 100万元，相差 1 个百分点（研发 还差 1万元）",)
    assert told["相等"] == ("研发 不低于 收入：研发 2万元，收入 100万元，相差 98万元",)
    unknown = decide(lowered(text), {}, "2023-06-01")
    (open_,) = (one for one in unknown.determinations if one.spec.name == "强度")
    assert flat(reasons(open_.explanation, "en", {}, headed=True)) == (
        "研发 ÷ 收入 at least 3%: not known, 研发 not given, 收入 not given",
    )
