"""Sides of comparisons: what they are called, what they were computed from, and how far apart they are."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.backends.reference import evaluate
from policyrules.core.program import Program
from policyrules.explain.determination_page import determined
from policyrules.explain.explanation import Explanation
from policyrules.explain.lines import simple_line
from policyrules.explain.operands import Comparison, OperandKind, inputs
from policyrules.explain.scope import whole
from policyrules.values.answers import Interval, Truth
from tests.backends.random_programs import COMPLETE, case, random_program, unknown_inputs
from tests.explain.cases import PROVINCIAL, enterprise
from tests.explain.pipeline import decide, jiangmen, lowered

TEXT = """
policy p "p":
    number: "1"
    issuer: "x"
    issued: 2022-01-01
    in force: 2022-01-01 onwards
    language: "en"

facts:
    n: number 0 to 100

measure m @1 "m":
    responsible: unstated
    entitlement e may "e":
        quote:
            | may
        when: n {operator} 10
"""


def labelled(explanation: Explanation, label: str) -> Comparison:
    """Return the comparison of the line with a label."""
    found = [leaf.comparison for leaf in lines(explanation) if leaf.label == label and leaf.comparison is not None]
    return found[0]


def lines(explanation: Explanation) -> list[Explanation]:
    return [explanation, *(line for child in explanation.children for line in lines(child))]


def test_a_side_is_the_day_a_field_or_a_definition_by_its_title() -> None:
    explanation = decide(jiangmen(), PROVINCIAL, "2023-03-01")["税务服务"].explain()
    known, lapsed = labelled(explanation, "已认定"), labelled(explanation, "未到期")
    assert (known.left.kind, known.left.path) == (OperandKind.FIELD, "认定[1].认定日")
    assert known.right.kind is OperandKind.DAY
    assert (lapsed.right.kind, lapsed.right.name) == (OperandKind.NAMED, "有效期末日")


@pytest.mark.parametrize(
    ("operator", "given", "lacking"),
    [
        ("not below", 8, 2), ("above", 8, 2), ("not above", 12, 2), ("below", 13, 3), ("is", 7, 3), ("is", 14, 4),
        ("above", 10, None), ("is not", 10, None),
    ],
)  # fmt: skip
def test_the_distance_is_what_is_lacking(operator: str, given: int, lacking: int | None) -> None:
    outcome = decide(lowered(TEXT.format(operator=operator)), {"n": given}, "2022-06-01")["e"]
    assert outcome.truth is Truth.F
    (failed,) = outcome.gaps
    distance = failed.comparison.distance
    assert (None if distance is None else distance.value) == lacking and (distance is None or distance.exact)


def test_a_side_that_is_not_given_is_open_within_its_range() -> None:
    outcome = decide(lowered(TEXT.format(operator="below")), {}, "2022-06-01")["e"]
    (compared,) = (line.comparison for line in lines(outcome.explain()) if line.comparison and line.comparison.left.name == "n")
    assert compared.left.answer == Interval(Fraction(0), Fraction(100)) and outcome.missing == ("n",)


def test_an_enterprise_without_titles_has_no_gaps() -> None:
    assert decide(jiangmen(), enterprise(), "2023-03-01")["税务服务"].gaps == ()


RAISED = """\
政策 样例 "样例":
    文号: "例"
    发文: "例"
    印发: 2022-07-26
    施行: 2022-08-01 起

事实:
    收入: 金额 按年
    研发: 金额 按年
    人员: 整数
    职工: 整数
    是制造业: 是否

参数 标准: 金额
    2024-01-01: 500元
    完整至: 2030-01-01

定义 别名 = 收入[上年]

定义 有名称 "上年度收入" = 收入[上年]

定义 分行业 = 如果 是制造业 则 研发[上年] 否则 收入[上年]

定义 判断 @一 "判断": 是否 = {condition}
"""
MONEY = {"收入": {"2021": "100元", "2022": "100元", "2023": "107元"}, "研发": {"2022": "3元", "2023": "2.99元"}}


RANGED = """\
政策 例 "例":
    文号: "例"
    发文: "例"
    印发: 2022-07-26
    施行: 2022-08-01 起

记录 一人:
    人数: 整数 0 至 10

事实:
    研发人数: 整数 0 至 10000000
    人员: 整数 0 至 10000000
    职工: 整数 0 至 10000000
    是制造业: 是否
    名单: 一人 列表

定义 名单人数 "名单人数" = 名单 中合计 甲: 甲.人数

定义 判断 @一 "判断": 是否 = {condition}

定义 占比 @二 "占比" = 研发人数 / 职工
"""


def compared(condition: str, **facts: object) -> Comparison:
    decision = decide(lowered(RAISED.format(condition=condition)), {**MONEY, **facts}, "2024-06-01")
    found = next(line.comparison for line in lines(decision.determinations[0].explanation) if line.comparison is not None)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("condition", "change"),
    [
        ("研发[上年] / 收入[上年] 不低于 3%", 22),  # 3.21元 less 2.99元
        ("收入 近 1年 增长率 不低于 10%", 300),
        ("收入 近 2年 平均增长率 不低于 5%", 300),  # 0 % and 7 % now, 10 % in the second year are needed
        ("研发[上年] / 收入[上年] 不高于 2%", -85),
        ("研发[上年] / 收入[上年] 不低于 3.001%", 23),  # 3.21107元: whole 分 only
        ("人员 / 职工 不低于 20%", 7),  # 36.2 of 181
        ("研发[上年] / 收入[上年] 高于 3%", 23),  # 3.21元 are not above it
        ("研发[上年] / 收入[上年] 低于 2%", -86),
        ("收入 近 1年 增长率 高于 10%", 301),
        ("研发[上年] / 收入[上年] 为 3%", 22),
    ],
)
def test_the_distance_of_a_ratio_is_told_as_what_is_to_be_raised_in_whole_units(condition: str, change: int) -> None:
    distance = compared(condition, 人员=30, 职工=181).distance
    assert distance is not None and distance.numerator is not None
    assert distance.change == change


@pytest.mark.parametrize(
    "condition",
    [
        "研发[上年] / (研发[上年] + 收入[上年]) 不低于 3%",
        "研发[上年] / 收入[上年] 不低于 研发[上年] / 收入[2022] + 1%",
        "研发[上年] / max(收入[上年], 研发[上年] × 20) 不低于 6%",
        "(收入 近 1年 增长率 + 收入 近 1年 截至 2022 增长率) / 2 不低于 9%",  # 2022 is what the other one has grown from
        "(收入 近 1年 增长率 + 收入 近 1年 增长率) / 2 不低于 9%",
    ],
)
def test_what_would_be_raised_on_both_sides_is_not_told(condition: str) -> None:
    distance = compared(condition).distance
    assert distance is not None and distance.numerator is None


@pytest.mark.parametrize("condition", ["1000元 / 人员 不低于 50元", "(标准 / 职工) 低于 1元"])
def test_what_no_enterprise_can_change_is_not_told_to_be_raised(condition: str) -> None:
    distance = compared(condition, 人员=30, 职工=2).distance
    assert distance is not None and distance.numerator is None


def test_what_no_whole_number_makes_equal_is_not_told() -> None:
    distance = compared("研发[上年] / 收入[上年] 为 3.001%").distance
    assert distance is not None and distance.numerator is None


@given(st.integers(1, 50), st.integers(1, 100_000), st.sampled_from(("不低于", "高于", "不高于", "低于", "为")))
@settings(max_examples=25, deadline=None)
def test_what_is_missing_is_just_enough(share: int, fen: int, comparator: str) -> None:
    """With what is told the condition holds, and with one 分 less it does not."""

    def comparison(spent: int) -> tuple[bool, Comparison]:
        facts = {"研发": {"2023": Fraction(spent, 100)}, "收入": {"2023": "1000元"}}
        policy = lowered(RAISED.format(condition=f"研发[上年] / 收入[上年] {comparator} {share}%"))
        explanation = decide(policy, facts, "2024-06-01").determinations[0].explanation
        found = next(line for line in lines(explanation) if line.comparison is not None)
        assert found.comparison is not None
        return found.truth is Truth.T, found.comparison

    holds, found = comparison(fen)
    if holds or found.distance is None or found.distance.change is None:
        return
    change = int(found.distance.change)
    assert comparison(fen + change)[0]
    assert not comparison(fen + change + (-1 if change > 0 else 1))[0]


def test_over_zero_there_is_nothing_to_raise() -> None:
    distance = compared("收入 近 1年 增长率 不低于 10%", 收入={"2022": 0, "2023": 100}).distance
    assert distance is None
    distance = compared("(研发 近 2年 平均) / 收入[上年] 不低于 10%").distance
    assert distance is not None and distance.numerator is None


def test_a_definition_without_a_title_is_only_another_name() -> None:
    left = compared("别名 不低于 1亿元").left
    assert (left.kind, left.name, left.path) == (OperandKind.PERIOD, "收入", "收入[2023]")
    assert compared("有名称 不低于 1亿元").left.name == "上年度收入"


def test_of_a_choice_only_what_was_asked_and_can_be_taken_is_told() -> None:
    decision = decide(lowered(RAISED.format(condition="分行业 不低于 1亿元")), {**MONEY, "是制造业": True}, "2024-06-01")
    line = next(one for one in lines(decision.determinations[0].explanation) if one.comparison is not None)
    assert [operand.path for operand in line.values] == ["是制造业", "研发[2023]"]


def test_the_years_of_a_series_are_told_in_their_order() -> None:
    decision = decide(lowered(RAISED.format(condition="收入 近 2年 平均增长率 不低于 50%")), MONEY, "2024-06-01")
    line = next(one for one in lines(decision.determinations[0].explanation) if one.comparison is not None)
    assert [operand.path for operand in line.values] == ["收入[2021]", "收入[2022]", "收入[2023]"]


def test_inputs_are_the_same_whether_looked_up_once_or_walked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(60):
        program, rng = random_program(seed), random.Random(seed)
        inputs_ = {name: rng.choice([unknown, *COMPLETE[name]]) for name, unknown in unknown_inputs().items()}
        scope = whole(program, evaluate(program, case(inputs_)))
        known = [inputs(scope, index) for index in range(len(program.nodes))]
        with monkeypatch.context() as patch:
            patch.setattr(Program, "inputs_of", lambda program, index: None)
            assert [inputs(scope, index) for index in range(len(program.nodes))] == known


@pytest.mark.parametrize(
    ("condition", "facts", "told"),
    [
        ("研发人数 / 职工 不低于 20%", {}, False),  # 0 % to 5,555,555.56 %
        ("研发人数 / 职工 不低于 20%", {"职工": "unknown"}, False),
        ("研发人数 + 人员 不低于 100", {"人员": 90}, True),
        ("名单人数 / 职工 不低于 20%", {}, False),
        ("名单人数 / 职工 不低于 20%", {"名单": [{"人数": 5}, {}]}, True),
        ("研发人数 / 职工 不高于 6000000%", {}, True),  # the bounds are why it holds
        ("(如果 是制造业 则 10 否则 40) / 职工 不低于 20%", {}, True),  # one of two
    ],
)
def test_bounds_are_told_where_they_say_more_than_what_may_be_declared(
    condition: str, facts: dict[str, object], told: bool
) -> None:
    decision = decide(lowered(RANGED.format(condition=condition)), {"职工": 180, **facts}, "2024-06-01")
    line = next(one for one in lines(decision.determinations[0].explanation) if one.comparison is not None)
    assert line.comparison is not None and line.comparison.left.bounded is told
    said = simple_line(line, line.truth, "zh")
    assert ("实际 " in said and " 之间" in said) is told and ("不能确定" in said) is not told


def test_a_value_of_which_the_bounds_say_nothing_is_told_by_what_is_missing() -> None:
    decision = decide(lowered(RANGED.format(condition="研发人数 不低于 5")), {"职工": 180}, "2024-06-01")
    assert determined(decision.determinations[1], "zh") == "不能确定"
    known = decide(lowered(RANGED.format(condition="研发人数 不低于 5")), {"职工": 180, "研发人数": 9}, "2024-06-01")
    assert determined(known.determinations[1], "zh") == "5%"


def test_whether_bounds_tell_is_found_in_one_walk() -> None:
    doubled = "\n".join(f"定义 数{n} = 数{n - 1} + 数{n - 1}" for n in range(1, 60))
    shared = f"定义 数0 = 研发人数\n\n{doubled}\n\n定义 占比"
    text = RANGED.format(condition="数59 / 职工 不低于 20%").replace("定义 占比", shared)
    decision = decide(lowered(text), {"职工": 180}, "2024-06-01")
    line = next(one for one in lines(decision.determinations[0].explanation) if one.comparison is not None)
    assert line.comparison is not None and not line.comparison.left.bounded
