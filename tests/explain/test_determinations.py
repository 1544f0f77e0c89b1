"""What a document determines: the definitions that it gives and nothing else uses, with the steps that gave the value."""

import pytest

from policyrules.explain.determinations import Determination
from policyrules.explain.reasons import flat, reasons
from policyrules.values.answers import Symbol, Truth, point
from tests.explain.determined import decision
from tests.explain.pipeline import decide, lowered


def determined(name: str, **facts: object) -> Determination:
    return next(one for one in decision(**facts).determinations if one.spec.name == name)


def test_definitions_with_a_clause_that_nothing_else_uses_are_determined() -> None:
    assert [(one.spec.name, one.spec.clause) for one in decision().determinations] == [
        ("类型", "二"),
        ("较小", "三"),
        ("员工倍数", "四"),
    ]


def test_each_definition_and_row_that_gave_the_value_is_a_step() -> None:
    size = determined("类型", 行业代码="3912", 员工数=300)
    assert size.answer == Symbol("中型") and size.names == ("中型",)
    told = [(step.title, step.clause, step.answer, step.placement and step.placement.rows[0].text) for step in size.steps]
    assert told == [
        ("行业", "一", Symbol("工业"), '"06" 至 "46"'),
        ("工业企业类型", "二(一)", Symbol("中型"), "员工数 不少于 300"),
        ("企业类型", "二", Symbol("中型"), "工业"),
    ]


def test_a_definition_of_the_row_that_does_not_count_is_no_step() -> None:
    assert [step.title for step in determined("类型", 行业代码="5101", 员工数=3).steps] == ["行业", "商业类型", "企业类型"]


def test_what_is_open_names_what_it_can_be_and_what_is_missing() -> None:
    size = determined("类型", 行业代码="3912")
    assert size.answer == Symbol(None) and size.names == ("大型", "中型", "小型")
    assert size.open.missing == ("员工数",)


def test_a_truth_is_explained_by_the_row_that_counts() -> None:
    small = determined("较小", 行业代码="3912", 员工数=299)
    assert small.answer is Truth.T
    table = small.explanation.children[0]
    assert [child.text for child in table.children] == ["工业小"]


def test_a_number_is_told_by_what_it_was_read_from() -> None:
    twice = determined("员工倍数", 员工数=7)
    assert twice.answer == point(14)
    assert [[operand.path for operand in step.read] for step in twice.steps] == [["员工数"]]


ALIKE = """\
政策 样例 "样例":
    文号: "例"
    发文: "例"
    印发: 2022-07-26
    施行: 2022-08-01 起

枚举 行业名: 住宿、餐饮
枚举 类型名: 大型、小型

事实:
    行业: 行业名
    员工数: 整数 0 至 100000

定义 住宿业小微 @一 "住宿业小微": 是否 = 员工数 少于 300

定义 餐饮业小微 @二 "餐饮业小微": 是否 = 员工数 少于 300

定义 住宿业类型 @一 "住宿业类型": 类型名
    首个符合:
        员工数 少于 300: 小型
        否则: 大型

定义 餐饮业类型 @二 "餐饮业类型": 类型名
    首个符合:
        员工数 少于 300: 小型
        否则: 大型

定义 类型 @三 "类型": 类型名
    按 行业:
        住宿: 住宿业类型
        餐饮: 餐饮业类型

定义 小微 @四 "小微": 是否
    按 行业:
        住宿: 住宿业小微
        餐饮: 餐饮业小微

定义 小微企业 @五 "小微企业": 是否
    首个符合:
        行业 为 住宿: 住宿业小微
        行业 为 餐饮: 餐饮业小微
        否则: 否
"""


@pytest.mark.parametrize(("line", "clause"), [("住宿", "一"), ("餐饮", "二")])
def test_of_two_clauses_that_say_the_same_that_of_the_row_which_counts_is_cited(line: str, clause: str) -> None:
    made = decide(lowered(ALIKE), {"行业": line, "员工数": 20}, "2023-06-01")
    type_, *truths = made.determinations
    assert [(step.title, step.clause) for step in type_.steps] == [(f"{line}业类型", clause), ("类型", "三")]
    for one in truths:
        told = "；".join(flat(reasons(one.explanation, "zh", {}, headed=True)))
        assert f"{line}业小微（{clause}）：员工数 低于 300：实际 20" in told
    assert made.to_brief().count(f"{line}业小微（{clause}）") == made.to_brief().count("业小微（") == 2
