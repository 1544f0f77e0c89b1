import pytest

from tests.lint.policies import HEAD, places

FACTS = """\
枚举 县区: 东区、西区
枚举 称号名: 示范企业、重点企业、其他

记录 认定记录:
    编号: 文本
    称号: 称号名
    认定日: 日期
    名次: 整数 1 至 100

事实:
    企业名称: 文本
    行业代码: 文本
    所在县区: 县区
    营业收入: 金额 按年
    研发费用: 金额 按年 0元 至 10万亿元
    占比: 比例
    成立日: 日期
    认定: 认定记录 列表
    总是 研发不超过收入: 研发费用[上年] 不高于 营业收入[上年]

"""
COUNTIES = """\
    县区政府 "各区政府" 按 所在县区 对应:
        东区: "东区政府"
        西区: "西区政府"
"""
UNITS = HEAD.replace("    市工信局", f"{COUNTIES}    市工信局")
MEASURE = """\
措施 资金 @一:
    责任单位: 市工信局、县区政府
    支持事项 展位 给予:
        条文:
            | 给予展位
        条件: {condition}
"""


def found(code: str, condition: str, more: str = "") -> list[str]:
    return places(code, UNITS + FACTS + MEASURE.format(condition=condition) + more)


def test_facts_that_decide_nothing_are_found_but_for_the_name_of_the_enterprise() -> None:
    used = "营业收入[上年] 不低于 1元 且 占比 不低于 3% 且 成立日 不晚于 当日 且 (认定 中有一项: 称号 为 示范企业)"
    assert found("fact-idle", used) == ["行业代码", "研发费用"]
    assert found("fact-idle", f'{used} 且 研发费用[上年] 高于 1元 且 行业代码 为 "01"') == []


def test_a_fact_that_only_a_scenario_gives_decides_nothing() -> None:
    trial = '\n试算 "甲":\n    日期: 2025-01-01\n    行业代码: "01"\n    应未定: 展位\n'
    assert "行业代码" in found("fact-idle", "占比 不低于 3%", trial)


def test_fields_that_no_condition_looks_at_are_found_but_for_texts() -> None:
    assert found("field-idle", "认定 中有一项 甲: 甲.称号 为 示范企业，且 甲.认定日 不晚于 当日") == ["名次"]
    assert found("field-idle", "认定 中有一项: 称号 为 示范企业，且 认定日 不晚于 当日，且 名次 不多于 3") == []


def test_numbers_without_a_range_are_found_and_days_are_not() -> None:
    assert found("fact-unbounded", "占比 不低于 3%") == ["营业收入", "占比"]


@pytest.mark.parametrize(
    ("condition", "silent"),
    [
        ("认定 中有一项: 称号 为 示范企业", ["重点企业"]),
        ("认定 中有一项: 称号 属于 (示范企业、重点企业、其他)", []),
        ("认定 中有一项: 称号 不为 其他", []),
        ("认定 中有一项: 非 称号 为 其他", []),
        ("占比 不低于 3%", []),
    ],
)
def test_names_that_nothing_comes_of_are_found_unless_the_rest_is_spoken_for(condition: str, silent: list[str]) -> None:
    assert found("member-unmentioned", condition) == silent


LEVELS = """
枚举 等级名: 甲等、乙等、丙等

事实:
    等级: 等级名
"""
TABLE = """
定义 分: 数
    按 等级:
        甲等: 1
        否则: 0
"""


def test_otherwise_in_a_table_speaks_for_the_rest() -> None:
    assert found("member-unmentioned", "占比 不低于 3% 且 分 不低于 1", LEVELS + TABLE) == []
    assert found("member-unmentioned", "占比 不低于 3% 且 等级 为 甲等", LEVELS) == ["乙等"]


def test_untitled_conditions_that_are_used_once_are_found() -> None:
    definition = "\n定义 {head}: 是否\n    占比 不低于 3%\n"
    assert found("definition-hidden", "甲类", definition.format(head="甲类")) == ["甲类"]
    assert found("definition-hidden", "甲类", definition.format(head='甲类 "占比3%以上的企业"')) == []
    assert found("definition-hidden", "甲类 或 非 甲类", definition.format(head="甲类")) == []
    assert found("definition-hidden", "甲类 不低于 3%", "\n定义 甲类 = 占比\n") == []
