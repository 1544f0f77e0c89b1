import pytest

from tests.lint.policies import HEAD, places

FACTS = """\
记录 项目:
    名次: 整数 1 至 100
    完成日: 日期

事实:
    年数: 整数 0 至 100
    占比: 比例 0% 至 100%
    投资: 金额 0元 至 1000万元
    在园区: 是否
    项目: 项目 列表

"""
PART = """\
措施 入园 @一:
    责任单位: 市工信局
    支持事项 场地 给予:
        条文:
            | 给予场地
        {line}
"""
CODES = ("tier-unreachable", "entitlement-unreachable", "entitlement-unconditional", "condition-fixed", "cap-idle")


def found(line: str, more: str = "") -> dict[str, list[str]]:
    text = HEAD + FACTS + PART.format(line=line) + more
    return {code: said for code in CODES if (said := places(code, text))}


@pytest.mark.parametrize(
    "line",
    [
        "条件: 年数 不少于 101",
        "条件: 占比 超过 100%",
        "条件: 在园区 且 年数 少于 0",
        "条件: 项目 中有一项: 名次 多于 100",
        "条件: 项目 中至少 2 项: 名次 少于 1",
        "条件: 在园区 且 (项目 中的项数: 名次 多于 100) 不少于 1",
    ],
)
def test_an_entitlement_that_nobody_gets_is_found(line: str) -> None:
    assert list(found(line)) == ["entitlement-unreachable"]


@pytest.mark.parametrize(
    "line",
    [
        "条件: 年数 不少于 100",
        "条件: 在园区 或 年数 不少于 50",
        "条件: 项目 中至少 2 项: 名次 不少于 2",
        "条件: (项目 中的项数: 完成日 不晚于 当日) 为 0",
        "条件: (项目 中的项数: 完成日 不晚于 当日) 不少于 3",
        "条件: 项目 中每一项: 名次 不多于 3",
        "条件: 年份(当日) 不低于 2026 且 在园区",
        "期间: 2026-06-01 至 2026-06-30\n        条件: 在园区",
    ],
)
def test_what_somebody_can_get_is_not_found(line: str) -> None:
    assert found(line) == {}


def test_an_entitlement_without_a_condition_is_found() -> None:
    assert found('提示: "甲"') == {"entitlement-unconditional": ["场地"]}
    text = PART.format(line='提示: "甲"').replace("    责任单位", "    对象: 在园区\n    责任单位")
    assert places("entitlement-unconditional", HEAD + FACTS + text) == []
    assert found("金额: 投资 × 10%") == {}
    assert found("金额: 10万元") == {"entitlement-unconditional": ["场地"]}


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("条件: 在园区 且 年数 不少于 0", ["年数 不少于 0"]),
        ("条件: 在园区 或 占比 超过 100%", ["占比 超过 100%"]),
        ("条件: 项目 中有一项: 完成日 不晚于 当日，且 名次 不多于 100", ["名次 不多于 100"]),
        ("条件: 在园区 且 当日 晚于 2020-01-01", []),
        ("条件: 在园区 且 年数 不少于 1", []),
        ("条件: 在园区 且 (项目 中的项数: 名次 不少于 50) 不少于 0", ["(项目 中的项数: 名次 不少于 50) 不少于 0"]),
    ],
)
def test_conditions_that_facts_cannot_change_are_found(line: str, fixed: list[str]) -> None:
    assert found(line).get("condition-fixed", []) == fixed


TIER = "\n层次 老字号 @二:\n    有效期: 未载明\n    持有: {held}\n    达标: {criteria}\n"


def test_a_tier_that_nobody_can_hold_or_qualify_for_is_found_with_its_cause() -> None:
    assert found("条件: 在园区", TIER.format(held="年数 不少于 50", criteria="在园区")) == {}
    assert found("条件: 在园区", TIER.format(held="年数 多于 100", criteria="在园区")) == {"tier-unreachable": ["老字号"]}
    assert found("条件: 在园区", TIER.format(held="在园区", criteria="项目 中有一项: 名次 为 0")) == {
        "tier-unreachable": ["老字号"]
    }


@pytest.mark.parametrize(
    ("amount", "cap", "is_found"),
    [
        ("投资 × 10%", "50万元", False),
        ("投资 × 10%", "100万元", True),
        ("投资 × 10%", "200万元", True),
        ("10万元", "10万元", True),
        ("20万元", "10万元", True),
        ("如果 在园区 则 20万元 否则 5万元", "10万元", False),
        ("未载明", "10万元", False),
    ],
)
def test_a_cap_that_cuts_nothing_or_everything_is_found(amount: str, cap: str, is_found: bool) -> None:
    lines = f"条件: 在园区\n        金额: {amount}\n        上限: {cap}"
    assert found(lines) == ({"cap-idle": [f"上限: {cap}"]} if is_found else {})


def test_a_cap_on_a_fact_without_a_range_is_not_found() -> None:
    facts = FACTS.replace("金额 0元 至 1000万元", "金额")
    text = PART.format(line="条件: 在园区\n        金额: 投资 × 10%\n        上限: 1亿元")
    assert places("cap-idle", HEAD + facts + text) == []


@pytest.mark.parametrize(
    ("lines", "idle"),
    [
        ("条件: 年数 少于 0", True),
        ("期间: 2020-01-01 至 2020-12-31", False),
        ("条件: 在园区 且 年数 少于 0", True),
        ("条件: 年数 少于 1", False),
        ("应成立: 年数 少于 0", False),
    ],
)
def test_a_property_that_applies_to_nobody_is_found(lines: str, idle: bool) -> None:
    text = HEAD + FACTS + PART.format(line="条件: 在园区") + f"\n普遍要求 要求:\n    {lines}\n    应成立: 在园区\n"
    assert places("property-idle", text) == (["要求"] if idle else [])
