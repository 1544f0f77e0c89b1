"""Properties speak of what the policy declares, and are no use of it. The pages under docs/codes show what goes wrong."""

import pytest

from policyrules.api import check
from policyrules.core.outline import Requirement
from tests.properties import POLICY, with_property


def codes(text: str) -> list[str]:
    return [one.code for one in check(text) if one.code != "source-missing"]


def required(*lines: str) -> list[str]:
    return codes(POLICY + "\n普遍要求 要求:\n" + "".join(f"    {line}\n" for line in lines))


def test_what_only_a_property_speaks_of_is_not_used_by_the_policy() -> None:
    asked = POLICY.replace("    职工: 整数", "    专利: 整数\n    职工: 整数")
    assert codes(asked + "\n普遍要求 要求:\n    应成立: 专利 不少于 0\n") == ["fact-unused"]


def test_two_properties_of_one_name_are_reported() -> None:
    one = "\n普遍要求 要求:\n    应成立: 职工 不少于 0\n"
    assert codes(POLICY + one + one) == ["name-duplicate"]


def test_a_requirement_may_stand_more_than_once_and_the_change_may_not() -> None:
    falls = ("不得降低: 享受 甲奖", "不得降低: 合计", "至多降低 1元: 合计", "至多降低 1%: 研发强度")
    assert required("变动: 职工 增加", *falls) == []
    assert required("变动: 职工 增加", "变动: 职工 减少", *falls) == ["item-twice"]
    assert required("责任单位: 未载明", "应成立: 职工 不少于 0")[0].startswith(("syntax-", "item-"))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("职工 增加", []),
        ("职工 减少 2", []),
        ("职工 增加 2.5", ["type-mismatch"]),
        ("营业收入[上年] 增加 1元", []),
        ("营业收入[2023] 增加", []),
        ("营业收入[上年] 增加 1", ["unit-missing"]),
        ("营业收入 增加", ["series-without-year"]),
        ("职工[上年] 增加", ["year-of-value"]),
        ("营业收入[2024Q3] 增加", ["type-mismatch"]),
        ("失信 改为 否", []),
        ("失信 增加", ["property-direction"]),
        ("称号类 改为 小巨人", []),
        ("称号类 改为 大巨人", ["member-unknown"]),
        ("称号类 改为 职工", ["type-mismatch"]),
        ("认定 增加一项", []),
        ("认定 增加", ["property-direction"]),
        ("职工 增加一项", ["property-direction"]),
        ("职工 改为 失信", ["type-mismatch"]),
        ("研发强度 增加", ["property-fact"]),
        ("人数 增加", ["fact-not-declared"]),
    ],
)
def test_a_change_is_one_that_the_fact_can_make(change: str, found: list[str]) -> None:
    assert required(f"变动: {change}", "不得降低: 享受 甲奖") == found


def test_what_is_given_and_what_is_required_are_held_against_what_is_declared() -> None:
    assert required("只给: 认定、人数", "应可确定: 持有 小巨人") == ["fact-not-declared"]
    assert required("只给: 认定、认定", "应可确定: 持有 小巨人") == ["given-twice"]
    assert required("应可确定: 认定") == ["list-as-value"]
    assert required("应可确定: 称号类") == []
    assert required("应成立: 职工") == ["condition-expected"]
    assert required("期间: 2025-01-01 至 2024-01-01", "应成立: 失信") == ["window-reversed"]


def test_a_policy_without_amounts_has_no_total() -> None:
    without = "\n".join(
        line for line in POLICY.splitlines() if "金额: 3" not in line and "× 10%" not in line and "上限" not in line
    )
    assert codes(without + "\n普遍要求 要求:\n    应可确定: 合计\n") == ["total-of-nothing"]


def test_what_a_used_policy_asks_for_may_change_too() -> None:
    policy = with_property("变动: 职工 增加 1", "不得降低: 达标 小巨人")
    assert [one.kind for one in policy.outline.properties[0].requires] == [Requirement.NO_FALL]
