from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from policyrules.core.outline import Lowered, StepKind
from policyrules.values.answers import Interval, Truth
from policyrules.values.modality import Modality
from tests.across import document, written
from tests.awards import HEAD, award, decided, policy, project

WAN = 1_000_000


def amount(lowered: Lowered, facts: Mapping[str, object], name: str = "奖", day: str = "2024-06-30") -> Interval:
    found = decided(lowered, facts, day)[name].amount
    assert found is not None
    return found.interval


def between(low: int, high: int) -> Interval:
    return Interval(Fraction(low), Fraction(high))


def exactly(value: int) -> Interval:
    return between(value, value)


@pytest.mark.parametrize(("given", "expected"), [("9万元", 9 * WAN), ("10万元", 10 * WAN), ("11万元", 10 * WAN)])
def test_an_amount_is_no_more_than_its_cap(given: str, expected: int) -> None:
    assert amount(policy(award("奖", "金额: 甲数", "上限: 10万元")), {"甲数": given}) == exactly(expected)


def test_what_was_received_is_taken_away_after_the_cap_and_less_than_nothing_is_never_due() -> None:
    lowered = policy(award("奖", "金额: 甲数", "上限: 10万元", "已获: 已领"))
    assert amount(lowered, {"甲数": "50万元", "已领": "4万元"}) == exactly(6 * WAN)
    assert amount(lowered, {"甲数": "3万元", "已领": "4万元"}) == exactly(0)
    assert amount(lowered, {"甲数": "50万元"}) == between(0, 10 * WAN)


def test_an_amount_that_is_not_stated_is_known_to_be_within_its_cap() -> None:
    assert amount(policy(award("奖", "金额: 未载明", "上限: 50万元")), {}) == between(0, 50 * WAN)


def test_the_steps_stand_in_the_order_in_which_they_are_taken() -> None:
    lowered = policy(
        award("奖", "已获: 已领", "年度上限: 9万元", "上限: 10万元", "分年: 自 入驻日", "    第 1年: 80%", "金额: 甲数")
    )
    spec = lowered.outline.entitlements[0].amount
    assert spec is not None
    kinds = [StepKind.BASE, StepKind.SHARE, StepKind.CAP, StepKind.YEARLY_CAP, StepKind.RECEIVED]
    assert [step.kind for step in spec.steps] == kinds


# --- a schedule ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "share"),
    [
        ("2022-06-29", 0), ("2022-06-30", 80), ("2024-06-29", 80), ("2024-06-30", 50), ("2026-06-29", 50), ("2026-06-30", 0),
    ],
)  # fmt: skip
def test_the_share_is_that_of_the_year_since_the_day(day: str, share: int) -> None:
    rows = ("分年: 自 入驻日", "    第 1年 至 第 2年: 80%", "    第 3年 至 第 4年: 50%")
    lowered = policy(award("奖", "金额: 甲数", *rows))
    assert amount(lowered, {"甲数": "1万元", "入驻日": "2022-06-30"}, day=day) == exactly(WAN * share // 100)


def test_a_day_that_is_not_known_leaves_all_shares_open() -> None:
    rows = ("分年: 自 入驻日", "    第 1年 至 第 2年: 80%", "    第 3年 至 第 4年: 50%")
    assert amount(policy(award("奖", "金额: 甲数", *rows)), {"甲数": "1万元"}) == between(0, WAN * 80 // 100)


def test_a_share_by_a_day_of_the_record_is_that_of_each_record() -> None:
    rows = ("分年: 自 甲.验收日", "    第 1年: 100%", "    第 2年: 50%")
    lowered = policy(award("奖", "对每个: 项目 甲", "金额: 甲.投资额", *rows, "每项上限: 8万元"))
    projects = [
        project("一", "10万元", "2024-01-01"),
        project("二", "10万元", "2023-01-01"),
        project("三", "10万元", "2020-01-01"),
    ]
    assert amount(lowered, {"项目": projects}) == exactly(8 * WAN + 5 * WAN)


# --- for each record ------------------------------------------------------------------------------------------------------

PER_RECORD = award("奖", "对每个: 项目 甲", "条件: 甲.类 为 “技改”", "金额: 甲.投资额 × 10%", "每项上限: 5万元", "上限: 12万元")


def test_the_records_that_satisfy_the_conditions_are_summed_each_up_to_its_cap() -> None:
    projects = [project("一", "90万元"), project("二", "30万元"), project("三", "90万元", kind="设备")]
    decision = decided(policy(PER_RECORD), {"项目": projects})
    assert decision["奖"].truth is Truth.T
    assert amount(policy(PER_RECORD), {"项目": projects}) == exactly(8 * WAN)
    assert amount(policy(PER_RECORD), {"项目": [*projects, project("四", "90万元")]}) == exactly(12 * WAN)


def test_the_verdict_is_that_some_record_satisfies_the_conditions() -> None:
    lowered = policy(PER_RECORD)
    other, unknown = project("一", "90万元", kind="设备"), project("二", "90万元", kind=None)
    assert decided(lowered, {"项目": []})["奖"].truth is Truth.F
    assert decided(lowered, {"项目": [other]})["奖"].truth is Truth.F
    assert decided(lowered, {"项目": [other, unknown]})["奖"].truth is Truth.U
    assert decided(lowered, {})["奖"].truth is Truth.U
    assert decided(lowered, {"项目": [unknown]})["奖"].missing == ("项目[1].类",)


def test_without_a_condition_some_record_is_enough() -> None:
    lowered = policy(award("奖", "对每个: 项目 甲", "金额: 1万元"))
    assert decided(lowered, {"项目": []})["奖"].truth is Truth.F
    assert amount(lowered, {"项目": [project("一", "1元"), project("二", "1元")]}) == exactly(2 * WAN)


def test_what_does_not_speak_of_the_record_is_asked_of_the_enterprise() -> None:
    lowered = policy(award("奖", "对每个: 项目 甲", "条件: 甲可", "金额: 甲.投资额"))
    site = lowered.outline.entitlements[0].site
    assert [child.text for child in site.children] == ["施行: 2022-01-01 至 2026-12-31", "甲可", "对每个: 项目 甲"]
    assert site.children[-1].children == ()


def test_the_records_of_one_year_are_summed_up_to_the_cap_per_year() -> None:
    lowered = policy(award("奖", "对每个: 项目 甲", "金额: 甲.投资额", "年度上限: 10万元 按 甲.验收日"))
    projects = [
        project("一", "8万元", "2023-01-01"),
        project("二", "8万元", "2023-12-31"),
        project("三", "3万元", "2022-05-01"),
    ]
    assert amount(lowered, {"项目": projects}) == exactly(13 * WAN)


# --- what an award stands on --------------------------------------------------------------------------------------------


def test_on_top_of_an_award_something_is_given_only_where_that_is() -> None:
    lowered = policy(award("奖", "条件: 甲可", "金额: 甲数"), award("加", "加成: 奖", "金额: 奖 的 金额 × 20%"))
    given = {"甲数": "10万元"}
    assert amount(lowered, {**given, "甲可": True}, "加") == exactly(2 * WAN)
    assert decided(lowered, {**given, "甲可": False})["加"].truth is Truth.F
    assert decided(lowered, given)["加"].missing == ("甲可",)


def test_on_top_of_several_awards_one_of_them_is_enough() -> None:
    awards = (
        award("奖", "条件: 甲可", "金额: 1元"),
        award("补", "条件: 乙可", "金额: 1元"),
        award("加", "加成: 奖、补", "金额: 1元"),
    )
    assert decided(policy(*awards), {"甲可": False, "乙可": True})["加"].truth is Truth.T


def test_an_award_gives_way_to_those_that_it_does_not_go_together_with() -> None:
    lowered = policy(award("奖", "不得兼得: 补", "金额: 1元"), award("补", "条件: 甲可", "金额: 1元"))
    assert decided(lowered, {"甲可": True})["奖"].truth is Truth.F
    assert decided(lowered, {"甲可": False})["奖"].truth is Truth.T
    assert decided(lowered, {})["奖"].truth is Truth.U


OVER_RECORDS = (
    award("技改", "对每个: 项目 甲", "条件: 甲.类 为 “技改”", "金额: 甲.投资额 × 10%", "每项上限: 5万元"),
    award("设备", "对每个: 项目 乙", "不得兼得: 技改", "金额: 乙.投资额 × 1%"),
    award("加", "对每个: 项目 丙", "加成: 技改", "金额: 技改 的 金额 × 20%"),
    award("总", "条件: 享受 技改", "金额: 技改 的 金额 × 100%"),
)


def test_of_awards_over_one_list_each_record_is_spoken_of_on_its_own() -> None:
    projects = [project("一", "100万元"), project("二", "20万元"), project("三", "40万元", kind="设备")]
    lowered, facts = policy(*OVER_RECORDS), {"项目": projects}
    assert amount(lowered, facts, "技改") == exactly(7 * WAN)
    assert amount(lowered, facts, "设备") == exactly(4 * WAN // 10)
    assert amount(lowered, facts, "加") == exactly(14 * WAN // 10)
    assert amount(lowered, facts, "总") == exactly(7 * WAN)


def test_in_a_condition_an_award_is_spoken_of_with_what_it_gives() -> None:
    lowered = policy(
        award("奖", "条件: 享受 补、贴 之一 且 非 享受 丙奖", "金额: 1元"), award("补", "条件: 甲可", "金额: 甲数"),
        award("贴", "条件: 乙可", "金额: 乙数"), award("丙奖", "条件: 补 的 金额 超过 5万元", "金额: 1元"),
    )  # fmt: skip
    assert decided(lowered, {"甲可": True, "乙可": False, "甲数": "5万元"})["奖"].truth is Truth.T
    assert decided(lowered, {"甲可": True, "乙可": False, "甲数": "6万元"})["奖"].truth is Truth.F
    assert decided(lowered, {"甲可": False, "乙可": False, "甲数": "6万元"})["丙奖"].truth is Truth.F


def test_a_long_chain_of_awards_is_lowered_without_recursion() -> None:
    awards = [award("奖0", "条件: 甲可", "金额: 1元")]
    awards += [award(f"奖{n}", f"加成: 奖{n - 1}", f"金额: 奖{n - 1} 的 金额 + 1元") for n in range(1, 400)]
    assert amount(policy(*awards), {"甲可": True}, "奖399") == exactly(400 * 100)


def test_stages_of_the_award_come_before_those_of_the_measure_and_these_before_those_of_the_policy() -> None:
    first, second = ("分期支付:", "        甲期: 30%", "        乙期: 70%"), ("分期支付:", "        全部: 100%")
    lowered = policy(
        award("奖", "金额: 1万元", *(line.replace("        ", "    ", 1) for line in first)),
        award("补", "金额: 1万元"),
        rules=second,
    )
    found = {
        spec.name: [(one.name, one.share) for one in spec.amount.stages] for spec in lowered.outline.entitlements if spec.amount
    }
    assert found == {"奖": [("甲期", Fraction(3, 10)), ("乙期", Fraction(7, 10))], "补": [("全部", Fraction(1))]}


def test_what_is_payable_does_not_make_a_promise_stronger() -> None:
    lowered = policy(award("奖", "金额: 甲数", "上限: 1万元", verb="鼓励"))
    assert lowered.outline.entitlements[0].modality is Modality.ENCOURAGE


def test_of_awards_over_one_list_in_two_policies_each_record_is_spoken_of_on_its_own(tmp_path: Path) -> None:
    records = HEAD.format(rules="").partition("记录")[2].partition("    甲数")[0]
    facts = f"记录{records}    项目: 项目记录 列表\n\n"
    province = document("省", OVER_RECORDS[0]).replace("事实:\n    已领: 金额 0元 至 1亿元\n\n", facts)
    awards = (
        award("设备", "对每个: 项目 乙", "不得兼得: 省.技改", "金额: 乙.投资额 × 1%"),
        award("加", "对每个: 项目 丙", "加成: 省.技改", "金额: 省.技改 的 金额 × 20%"),
        award("总", "条件: 享受 省.技改", "金额: 省.技改 的 金额 × 100%"),
    )
    lower = document("市", *awards, uses=("省",)).replace("事实:\n    已领: 金额 0元 至 1亿元\n\n", facts)
    projects = [project("一", "100万元"), project("二", "20万元"), project("三", "40万元", kind="设备")]
    decision = written(tmp_path, 省=province, 市=lower).decide({"项目": projects}, on=date(2024, 6, 30))["市"]
    amounts = {outcome.id: outcome.amount and outcome.amount.value for outcome in decision.entitlements}
    assert amounts == {"设备": 4 * WAN // 10, "加": 14 * WAN // 10, "总": 7 * WAN}
    assert [document.spec.name for document in decision["加"].documents] == ["省"]
