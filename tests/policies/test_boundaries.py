"""Scenarios sit on every threshold: the survey finds them all, counts only what matters, and the national policies show all."""

from collections.abc import Mapping

import pytest

import policyrules
from policyrules.values.types import Scalar
from tests.policies import test_sizes as sizes
from tests.policies.boundaries import ABOVE, AT, BELOW, UNKNOWN, Survey, named, report, said

#: Policies whose scenarios show each threshold from all four sides, and what cannot be shown, by line: the sides, and why.
WHOLE: Mapping[str, Mapping[str, tuple[tuple[str, ...], str]]] = {
    "中小企业划型": {},
    "优质中小企业": {
        "某项.认定日 早于 2022-08-01": ((UNKNOWN,), "without the day nobody can say whether the title was granted by now"),
    },
}

POLICY = """\
政策 样 "样":
    文号: "样〔2024〕1号"
    发文: "样"
    印发: 2024-01-01
    施行: 2024-01-01 起
    原文: "样.txt"
    语言: "zh"

枚举 行业: 住宿、餐饮

记录 奖:
    名次: 整数
    获奖日: 日期

事实:
    人数: 整数 1 至 1000
    收入: 金额 按年 0元 至 10万亿元
    研发: 金额 按年 0元 至 10万亿元
    获奖: 奖 列表
    有证: 是否
    行业: 行业
    代码: 文本

定义 大 @一 "大": 是否 = 人数 为 100 以上 且 收入[上年] 为 50万元 以上

定义 得分 @二 "得分": 数
    按 研发[上年] ÷ 收入[上年] 边界取高:
        3% 以上: 10
        1% 至 3%: 5
        否则: 0

定义 优秀 @三 "优秀": 是否
    至少符合 2 项:
        得分: 得分 不低于 10
        获奖: 获奖 中有一项 甲: 甲.名次 不超过 3，且 甲.获奖日 不晚于 当日
        有证: 有证

定义 住宿小 @四 "小": 是否 = 人数 低于 10

定义 餐饮小 @五 "小": 是否 = 人数 低于 10

定义 小 @六 "小": 是否
    按 行业:
        住宿: 住宿小
        餐饮: 餐饮小

定义 门类 @七 "门类": 数
    按 代码 前缀:
        "08" 至 "09" 或 "591": 1
        否则: 2

"""


def survey(*scenarios: str) -> Survey:
    return Survey(policyrules.load(POLICY + "\n".join(scenarios)))


def missing(found: Survey) -> dict[str, tuple[str, ...]]:
    """Return what is not shown, by what stands there, without its line."""
    return {named(threshold).partition(" ")[2]: kinds for threshold, kinds in found.missing().items()}


STAFF, REVENUE = "一 人数 为 100 以上 [100]", "一 收入[上年] 为 50万元 以上 [50万元]"
LOW, HIGH = (f"二 按 研发[上年] ÷ 收入[上年] 边界取高 [{end}]" for end in ("1%", "3%"))
OF_THREE, POINTS = "三 至少符合 2 项 [2]", "三 得分 不低于 10 [10]"
RANK, WON = "三 甲.名次 不超过 3 [3]", "三 甲.获奖日 不晚于 当日"
LODGING, CATERING = (f"{place} 人数 低于 10 [10]" for place in "四五")
ALL = (BELOW, AT, ABOVE, UNKNOWN)


def test_every_threshold_is_found_in_conditions_bands_records_and_counts() -> None:
    everything = dict.fromkeys((STAFF, REVENUE, LOW, HIGH, OF_THREE, RANK, WON, LODGING, CATERING), ALL)
    assert missing(survey()) == {**everything, POINTS: (BELOW, AT, UNKNOWN)}


def test_each_side_of_a_threshold_is_told_apart() -> None:
    rows = (
        '试算 "一":',
        "    日期: 2024-06-01",
        "    逐行 人数、收入 2023: 大",
        "        99、50万元: 否",
        "        100、50万元: 是",
        "        101、500000.01元: 是",
        "        未知、50万元: 是 或 否",
    )
    assert missing(survey(*rows))[REVENUE] == (BELOW, UNKNOWN)
    assert STAFF not in missing(survey(*rows))
    for row, kind in enumerate(ALL, 3):
        assert missing(survey(*rows[:row], *rows[row + 1 :]))[STAFF] == (kind,)


def test_a_value_that_changes_nothing_shows_nothing() -> None:
    found = survey('试算 "一":', "    日期: 2024-06-01", "    人数: 99", "    收入 2023: 499999.99元", "    大 应为 否")
    assert missing(found)[STAFF] == missing(found)[REVENUE] == ALL


def test_what_no_line_expects_is_not_shown() -> None:
    found = survey('试算 "一":', "    日期: 2024-06-01", "    人数: 99", "    收入 2023: 50万元", "    得分 应为 未知")
    assert missing(found)[STAFF] == ALL


def test_a_quotient_may_be_a_hundredth_of_a_percent_away_and_no_more() -> None:
    rows = ["        29900元、100万元: 5", "        30000元、100万元: 10", "        30101元、100万元: 10"]
    head = ['试算 "一":', "    日期: 2024-06-01", "    逐行 研发 2023、收入 2023: 得分"]
    assert missing(survey(*head, *rows))[HIGH] == (ABOVE, UNKNOWN)
    assert missing(survey(*head, *rows, "        30100元、100万元: 10"))[HIGH] == (UNKNOWN,)
    assert missing(survey(*head, *rows, "        未知、100万元: 0 或 5 或 10"))[LOW] == (BELOW, AT, ABOVE)


def test_each_record_counts_on_its_own() -> None:
    head = ('试算 "一":', "    日期: 2024-06-01", "    有证: 是", "    研发 2023: 0元", "    收入 2023: 1元")
    expected = "    优秀 应为 {}"
    at = survey(
        *head, "    获奖 一项: 名次 3，获奖日 2024-06-01", "    获奖 一项: 名次 4，获奖日 2024-06-02", expected.format("是")
    )
    assert missing(at)[RANK] == missing(at)[WON] == (BELOW, ABOVE, UNKNOWN)
    above = survey(
        *head, "    获奖 一项: 名次 4，获奖日 2024-05-31", "    获奖 一项: 名次 2，获奖日 2024-06-02", expected.format("否")
    )
    assert missing(above)[RANK] == (BELOW, AT, UNKNOWN)
    assert missing(above)[WON] == (BELOW, AT, UNKNOWN)
    unknown = survey(*head, "    获奖 一项: 名次 未知，获奖日 2024-05-31", expected.format("是 或 否"))
    assert missing(unknown)[RANK] == (BELOW, AT, ABOVE)


def test_conditions_that_hold_are_counted() -> None:
    head = ('试算 "一":', "    日期: 2024-06-01", "    研发 2023: 1元", "    收入 2023: 1元", "    获奖: 无")
    assert missing(survey(*head, "    有证: 是", "    优秀 应为 是"))[OF_THREE] == (BELOW, ABOVE, UNKNOWN)
    assert missing(survey(*head, "    有证: 否", "    优秀 应为 否"))[OF_THREE] == (AT, ABOVE, UNKNOWN)
    assert missing(survey(*head, "    优秀 应为 是 或 否"))[OF_THREE] == (BELOW, AT, ABOVE)


def test_a_branch_that_is_not_taken_shows_nothing() -> None:
    head = ('试算 "一":', "    日期: 2024-06-01", "    行业: 住宿", "    逐行 人数: 小")
    found = missing(survey(*head, "        9: 是", "        10: 否", "        11: 否", "        未知: 是 或 否"))
    assert LODGING not in found and found[CATERING] == ALL


def test_the_codes_at_both_ends_of_a_run_are_wanted_and_those_beside_them() -> None:
    assert survey().codes_missing() == ("07", "08", "09", "10", "590", "591", "592")
    rows = [f'        "{code}": 1' for code in ("0811", "09", "591")] + [
        f'        "{code}": 2' for code in ("07", "1012", "590")
    ]
    assert survey('试算 "一":', "    日期: 2024-06-01", "    逐行 代码: 门类", *rows).codes_missing() == ("592",)


def test_the_report_says_what_a_drafter_is_to_add() -> None:
    head = ('试算 "一":', "    日期: 2024-06-01", "    行业: 餐饮", "    逐行 人数: 小", "        10: 否")
    lines = report(survey(*head)).splitlines()
    line = 1 + POLICY[: POLICY.index("餐饮小")].count("\n")
    assert f"第{line}行 {CATERING}：缺 9、11、未知" in lines
    assert [one.partition("：")[2] for one in lines if HIGH in one] == ["缺 2.99%、3%、3.01%、未知"]
    assert [one.partition("：")[2] for one in lines if WON in one] == ["缺 早一日、当日、晚一日、未知"]
    assert lines[-1] == "10 处界线，10 处不齐"


@pytest.fixture(scope="module")
def surveys() -> Mapping[str, Survey]:
    return {name: Survey(policyrules.load(name)) for name in WHOLE}


def test_the_scenarios_of_the_sizes_give_every_code_at_the_ends_of_a_run(surveys: Mapping[str, Survey]) -> None:
    assert surveys["中小企业划型"].codes_missing() == ()


def test_the_thresholds_of_the_sizes_are_the_figures_of_the_document(surveys: Mapping[str, Survey]) -> None:
    found = sorted((one.clause, one.type, one.key.against) for one in surveys["中小企业划型"].thresholds.values())
    wanted = [
        (f"四({sizes.number_word(place)})", Scalar.INTEGER if indicator == sizes.STAFF else Scalar.MONEY, limit)
        for place, sector in enumerate(sizes.SECTORS, 1)
        for indicator, three in sizes.limits(sector).items()
        for limit in three
    ]
    assert found == sorted(wanted)


@pytest.mark.parametrize("name", WHOLE)
def test_the_scenarios_of_a_policy_show_every_threshold_from_all_sides(name: str, surveys: Mapping[str, Survey]) -> None:
    found, exceptions = surveys[name], dict(WHOLE[name])
    lacking = {}
    for threshold, kinds in found.missing().items():
        excused, why = exceptions.pop(threshold.key.text, ((), ""))
        assert bool(excused) == bool(why)
        if set(kinds) != set(excused):
            lacking[named(threshold)] = [said(threshold, kind) for kind in kinds if kind not in excused]
    assert lacking == {}, report(found)
    assert exceptions == {}, "what can be shown needs no excuse"
    assert all(result.passed for result in found.results)
