"""What is written, as questions and sites."""

from fractions import Fraction

import pytest

from policyrules.core.outline import Lowered, Site, SiteKind
from policyrules.core.program import Body, Cause, CauseKind, Comparator, Node, Op, Open, Quantifier
from policyrules.diagnostics import PolicyError
from policyrules.values.answers import Interval, Symbol, Truth, point
from policyrules.values.types import Scalar
from tests.core.texts import HEAD, MEASURE, asked, condition_site, count, entitlement, lowered, node_of


def condition(text: str, before: str = "") -> tuple[Lowered, Node]:
    """Return the lowering of a condition, and the node of the condition."""
    policy = asked(text, before)
    return policy, node_of(policy, condition_site(policy))


def args(policy: Lowered, node: Node) -> list[Node]:
    return [policy.program.nodes[argument] for argument in node.args]


def body_of(node: Node) -> Body:
    assert node.body is not None
    return node.body


def brought_into(policy: Lowered, outer: Node) -> Node:
    """Return the node of the program that a node of a body brings in."""
    assert isinstance(outer.data, int)
    return policy.program.nodes[outer.data]


def value(text: str, before: str = "") -> tuple[Lowered, Node]:
    """Return the node of a money, date or number that is compared with itself."""
    policy, node = condition(f"{text} = {text}", before)
    return policy, args(policy, node)[0]


# --- literals and leaves ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "type_", "exact"),
    [
        ("预算 = 100万元", Scalar.MONEY, Fraction(100_000_000)),
        ("预算 = 1.5元", Scalar.MONEY, Fraction(150)),
        ("利率 = 3.65%", Scalar.PERCENT, Fraction(365, 10_000)),
        ("开业日 = 2022年8月5日", Scalar.DATE, Fraction(738_372)),
        ("人数 = 12", Scalar.INTEGER, Fraction(12)),
    ],
)
def test_a_literal_is_in_the_unit_of_its_type(text: str, type_: Scalar, exact: Fraction) -> None:
    policy, node = condition(text)
    assert args(policy, node)[1] == Node(Op.LITERAL, (), type_, point(exact))


@pytest.mark.parametrize(
    ("period", "data", "steps"), [("2年", "+months", 24), ("18个月", "+months", 18), ("30天", "+days", 30)]
)
def test_a_date_moves_by_months_or_days(period: str, data: str, steps: int) -> None:
    policy, node = value(f"(开业日 + {period})")
    assert (node.op, node.data) == (Op.SHIFT, data)
    assert [one.data for one in args(policy, node)] == ["开业日", point(steps)]


def test_a_period_before_the_date_moves_it_too() -> None:
    policy, node = value("(3年 + 开业日)")
    assert (node.op, node.data, args(policy, node)[0].data) == (Op.SHIFT, "+months", "开业日")


def test_days_between_dates_are_a_difference() -> None:
    _, node = condition("当日 - 开业日 > 30天")
    policy, left = value("(当日 - 开业日)")
    assert node.data is Comparator.GT
    assert (left.op, left.data, left.type) == (Op.ARITHMETIC, "-", Scalar.DAYS)
    assert [one.op for one in args(policy, left)] == [Op.DAY, Op.FACT]


def test_less_is_subtracted_from_nothing() -> None:
    policy, node = value("(-预算)")
    assert (node.op, node.data) == (Op.ARITHMETIC, "-")
    assert args(policy, node)[0] == Node(Op.LITERAL, (), Scalar.MONEY, point(0))


def test_this_year_is_that_of_the_decision_date_and_last_year_one_less() -> None:
    policy, node = value("营收[上年]")
    series, year = args(policy, node)
    assert (node.op, node.type, series.data) == (Op.AT, Scalar.MONEY, "营收")
    this, less = args(policy, year)
    assert (this.op, this.data, less.data) == (Op.CALENDAR, "year", point(-1))
    policy, node = value("营收[本年]")
    assert args(policy, node)[1].op is Op.CALENDAR


def test_a_bare_parameter_is_that_of_the_decision_date() -> None:
    bare, node = value("基准")
    assert (node.op, args(bare, node)[0].op) == (Op.PARAMETER, Op.DAY)
    dated, node = value("(基准 于 开业日)")
    assert args(dated, node)[0].data == "开业日"


def test_a_reading_is_compared_with_its_option() -> None:
    policy, node = condition("末日算法 为 不计入")
    reading, option = args(policy, node)
    assert (reading.op, option.data) == (Op.READING, Symbol("不计入"))


def test_built_in_functions_have_operators_of_their_own() -> None:
    _, node = value("较大者(预算, 1万元)")
    assert (node.op, node.data, len(node.args)) == (Op.EXTREME, "max", 2)
    _, node = value("年份(开业日)")
    assert (node.op, node.data) == (Op.CALENDAR, "year")


# --- conditions ---------------------------------------------------------------------------------------------------------


def test_between_is_two_comparisons() -> None:
    policy, node = condition("预算 在 1万元 至 2万元")
    assert node.op is Op.AND
    assert [one.data for one in args(policy, node)] == [Comparator.GE, Comparator.LE]


def test_membership_is_an_equality_for_each_option() -> None:
    policy, node = condition("人数 属于 (1、2、3)")
    assert node.op is Op.OR
    assert [one.data for one in args(policy, node)] == [Comparator.EQ] * 3


def test_unequal_is_a_comparison_of_its_own() -> None:
    _, node = condition("人数 不为 3")
    assert node.data is Comparator.NE


def test_nothing_is_folded_and_nothing_sorted() -> None:
    policy, node = condition("非 非 (预算 - 预算 = 0元 或 有证)")
    assert node.op is Op.NOT and args(policy, node)[0].op is Op.NOT
    (either,) = args(policy, args(policy, node)[0])
    assert [one.op for one in args(policy, either)] == [Op.COMPARE, Op.FACT]


def test_a_choice_asks_its_guard_and_both_values() -> None:
    policy, node = value("(如果 有证 则 预算 否则 1元)")
    assert node.op is Op.CHOOSE
    assert [one.op for one in args(policy, node)] == [Op.FACT, Op.FACT, Op.LITERAL]


def test_what_the_document_does_not_say_is_unknown_because_of_that() -> None:
    policy, node = condition("预算 > 未载明")
    unknown = args(policy, node)[1]
    assert (unknown.op, unknown.type) == (Op.UNKNOWN, Scalar.MONEY)
    assert unknown.data == Open(Cause(CauseKind.UNSTATED, "奖"))


BLOCK = f"""{HEAD}{MEASURE}        至少符合 2 项:
            有证的: 有证
            预算 > 1元
            全部: 符合下列全部条件:
                人数 > 1
                人数 < 9
"""


def test_a_block_asks_its_lines_in_order_and_keeps_their_labels() -> None:
    policy = lowered(BLOCK)
    site = condition_site(policy)
    node = node_of(policy, site)
    assert (site.kind, node.op, node.data, len(node.args)) == (SiteKind.AT_LEAST, Op.AT_LEAST, 2, 3)
    assert [line.label for line in site.children] == ["有证的", None, "全部"]
    assert (site.text, site.children[2].text) == ("至少符合 2 项", "符合下列全部条件")
    assert [line.kind for line in site.children] == [SiteKind.VALUE, SiteKind.COMPARE, SiteKind.ALL]
    assert list(node.args) == [line.node for line in site.children]


def test_a_block_of_one_line_is_that_line() -> None:
    policy = lowered(f"{HEAD}{MEASURE}        符合下列条件之一:\n            唯一: 有证\n")
    site = condition_site(policy)
    assert site.kind is SiteKind.ANY and site.children[0].label == "唯一"
    assert node_of(policy, site).op is Op.FACT


# --- optional fields ----------------------------------------------------------------------------------------------------


def test_what_may_be_left_out_is_asked_as_it_is_where_that_is_the_question() -> None:
    _, node = condition("货 中有一项 甲: 甲.退日 未填")
    assert [one.op for one in body_of(node).nodes] == [Op.FIELD, Op.ABSENT]


def test_what_may_be_left_out_is_made_present_where_a_value_is_wanted() -> None:
    _, node = condition("货 中有一项 甲: 甲.退日 晚于 当日")
    assert [one.op for one in body_of(node).nodes] == [Op.FIELD, Op.PRESENT, Op.OUTER, Op.COMPARE]


def test_a_default_stands_for_what_was_left_out() -> None:
    _, node = condition("货 中有一项 甲: (甲.退日 未填则 甲.购日) 晚于 当日")
    otherwise = next(one for one in body_of(node).nodes if one.op is Op.OTHERWISE)
    assert [body_of(node).nodes[argument].data for argument in otherwise.args] == [(0, "退日"), (0, "购日")]


OPTIONAL_FUNCTION = "定义 未退(日: 日期 可不填): 是否 = 日 未填 或 日 晚于 当日"


def test_a_function_may_take_what_may_be_left_out() -> None:
    _, node = condition("货 中有一项 甲: 未退(甲.退日)", OPTIONAL_FUNCTION)
    assert {Op.ABSENT, Op.PRESENT} <= {one.op for one in body_of(node).nodes}


def test_a_value_given_for_what_may_be_left_out_is_not_absent() -> None:
    policy, node = condition("未退(开业日)", OPTIONAL_FUNCTION)
    assert args(policy, node)[0] == Node(Op.LITERAL, (), Scalar.BOOL, Truth.F)


# --- quantifiers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "asks", "type_"),
    [
        ("货 中有一项 甲: 甲.色 为 红", (Quantifier.SOME, 0), Scalar.BOOL),
        ("货 中每一项 甲: 甲.色 为 红", (Quantifier.EVERY, 0), Scalar.BOOL),
        ("货 中至少 2 项 甲: 甲.色 为 红", (Quantifier.AT_LEAST, 2), Scalar.BOOL),
        ("(货 中的项数 甲: 甲.色 为 红) > 2", (Quantifier.COUNT, 0), Scalar.INTEGER),
        ("(货 中合计 甲: 甲.价) > 2元", (Quantifier.SUM, 0), Scalar.MONEY),
        ("(货 中最大 甲: 甲.价 其中 甲.色 为 红) > 2元", (Quantifier.MAX, 0), Scalar.MONEY),
        ("(货 中最早 甲: 甲.购日) 早于 当日", (Quantifier.MIN, 0), Scalar.DATE),
    ],
)
def test_a_question_about_records_has_a_body(text: str, asks: tuple[Quantifier, int], type_: Scalar) -> None:
    policy, _ = condition(text)
    (each,) = (one for one in policy.program.nodes if one.op is Op.EACH)
    assert (each.data, each.type, body_of(each).record.name) == (asks, type_, "货物")
    assert (body_of(each).condition is not None) == ("红" in text)
    assert (body_of(each).value is not None) == (asks[0] in (Quantifier.SUM, Quantifier.MAX, Quantifier.MIN))


def test_a_bare_field_is_that_of_the_record() -> None:
    bare, node = condition("货 中有一项: 价 > 1元")
    named, other = condition("货 中有一项 甲: 甲.价 > 1元")
    assert node == other and bare.program.ids == named.program.ids


def test_the_name_of_the_record_is_no_matter() -> None:
    one, _ = condition("货 中有一项 甲: 店 中有一项 乙: 乙.面积 > 1 且 甲.价 > 预算")
    other, _ = condition("货 中有一项 货品: 店 中有一项 铺: 铺.面积 > 1 且 货品.价 > 预算")
    assert one.program == other.program


def test_a_record_further_out_is_another_than_the_one_right_here() -> None:
    inner, _ = condition("货 中有一项 甲: 货 中有一项 乙: 乙.价 > 甲.价")
    swapped, _ = condition("货 中有一项 甲: 货 中有一项 乙: 甲.价 > 乙.价")
    assert inner.program.ids[-1] != swapped.program.ids[-1]


def test_the_sites_under_a_quantifier_are_those_of_its_body() -> None:
    policy, node = condition("货 中有一项 甲: 甲.价 > 预算 且 预算 > 1元")
    (both,) = condition_site(policy).children
    body = body_of(node)
    assert condition_site(policy).kind is SiteKind.EACH and both.kind is SiteKind.ALL
    assert both.node == body.condition
    dearer, enough = both.children
    assert body.nodes[dearer.node].op is Op.COMPARE
    assert body.nodes[enough.node].op is Op.OUTER, "asked outside, and brought in where it is written"
    outside = brought_into(policy, body.nodes[enough.node])
    assert (outside.op, outside.data) == (Op.COMPARE, Comparator.GT)


def test_a_quantifier_that_was_put_further_out_is_brought_in_where_it_is_written() -> None:
    policy, node = condition("货 中有一项 甲: 甲.价 > 1元 且 (店 中有一项 乙: 乙.面积 > 5)")
    (both,) = condition_site(policy).children
    written = both.children[1]
    brought = body_of(node).nodes[written.node]
    assert written.kind is SiteKind.EACH and brought.op is Op.OUTER
    stores = brought_into(policy, brought)
    assert stores.op is Op.EACH and body_of(stores).nodes[written.children[0].node].op is Op.COMPARE


def nested(depth: int) -> str:
    lists = "".join(f"货 中有一项 甲{level}: " for level in range(depth))
    return f"{lists}" + " 且 ".join(f"甲{level}.价 > 甲{level + 1}.价" for level in range(depth - 1))


def test_quantifiers_stand_in_one_another_only_so_deep() -> None:
    asked(nested(6))
    with pytest.raises(PolicyError) as raised:
        asked(nested(7))
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "quantifier-too-deep" and diagnostic.span is not None


# --- definitions and functions ------------------------------------------------------------------------------------------


def test_a_definition_is_lowered_once_and_its_sites_are_shared() -> None:
    policy, node = condition("够 或 非 够", "定义 够 = 预算 > 1元")
    assert count(policy, Op.COMPARE) == 1 + 2, "and the two ends of the window"
    first, negated = condition_site(policy).children
    (second,) = negated.children
    assert first.kind is second.kind is SiteKind.DEFINITION
    assert first.node == second.node == node.args[0]
    assert first.children[0] is second.children[0]


def test_the_name_of_a_definition_is_no_matter() -> None:
    one, _ = condition("够 且 富(预算)", "定义 够 = 预算 > 1元\n定义 富(数: 金额): 是否 = 数 > 1亿元")
    other, _ = condition("及格 且 有钱(预算)", "定义 有钱(额: 金额): 是否 = 额 > 1亿元\n定义 及格 = 预算 > 1元")
    assert one.program.ids == other.program.ids


def test_a_title_of_a_definition_is_the_label_of_its_uses() -> None:
    policy, _ = condition("够", '定义 够 "预算够用" = 预算 > 1元')
    site = condition_site(policy)
    assert (site.kind, site.label, site.text) == (SiteKind.DEFINITION, "预算够用", "够")


def test_a_function_is_asked_once_for_the_same_arguments() -> None:
    _, node = condition("富(预算) 或 富(预算) 或 富(1元)", "定义 富(额: 金额): 是否 = 额 > 1亿元")
    assert node.args[0] == node.args[1] != node.args[2]


def test_a_function_of_a_record_is_asked_about_the_record_it_is_given() -> None:
    inside, _ = condition("货 中有一项 甲: 红的(甲)", "定义 红的(项: 货物): 是否 = 项.色 为 红")
    written_out, _ = condition("货 中有一项 甲: 甲.色 为 红")
    assert inside.program.ids == written_out.program.ids


def test_functions_of_functions_of_records_reach_the_record() -> None:
    before = "定义 红的(项: 货物): 是否 = 项.色 为 红\n定义 好的(件: 货物): 是否 = 红的(件) 且 件.价 > 预算"
    nested_calls, _ = condition("货 中有一项 甲: 店 中有一项 乙: 好的(甲) 且 乙.面积 > 1", before)
    written_out, _ = condition("货 中有一项 甲: 店 中有一项 乙: (甲.色 为 红 且 甲.价 > 预算) 且 乙.面积 > 1")
    assert nested_calls.program.ids == written_out.program.ids


def test_functions_that_call_functions_twice_do_not_double() -> None:
    lines = ["定义 函0(数: 整数): 整数 = 数 + 1"]
    lines += [f"定义 函{n}(数: 整数): 整数 = 函{n - 1}(数) + 函{n - 1}(数)" for n in range(1, 61)]
    policy, _ = condition("函60(人数) > 5", "\n".join(lines))
    assert count(policy, Op.ARITHMETIC) == 61


def test_chains_of_definitions_may_be_long() -> None:
    length = 2_000
    down = "\n".join(f"定义 数{n} = 数{n - 1} + 1" for n in range(length, 0, -1)) + "\n定义 数0 = 人数"
    policy, _ = condition(f"数{length} > 5", down)
    assert count(policy, Op.ARITHMETIC) == length


def test_chains_of_functions_may_be_long() -> None:
    length = 2_000
    up = "定义 函0(数: 整数): 整数 = 数\n" + "\n".join(
        f"定义 函{n}(数: 整数): 整数 = 函{n - 1}(数 + 1)" for n in range(1, length + 1)
    )
    policy, _ = condition(f"函{length}(人数) > 5", up)
    assert count(policy, Op.ARITHMETIC) == length


def test_functions_that_call_one_another_in_ever_new_ways_are_refused() -> None:
    """Forty functions that turn their nine arguments round: no two calls are alike, and none asks anything new."""
    heads = [f"定义 函{n}({'、'.join(f'数{k}: 整数' for k in range(9))}): 是否 = " for n in range(40)]
    swapped = "数1, 数0, " + ", ".join(f"数{k}" for k in range(2, 9))
    rolled = ", ".join(f"数{(k + 1) % 9}" for k in range(9))
    lines = [f"{head}{f'函{n - 1}({swapped}) 或 函{n - 1}({rolled})' if n else '有证'}" for n, head in enumerate(heads)]
    with pytest.raises(PolicyError) as raised:
        asked(f"函39({', '.join(str(k) for k in range(9))})", "\n".join(lines))
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "policy-too-large"
    assert diagnostic.span is not None and diagnostic.span.text.startswith("函39(")


# --- sites --------------------------------------------------------------------------------------------------------------


def test_a_comparison_shows_both_sides_as_they_are_written() -> None:
    policy = asked("预算   +  1元  不低于 较大者(1万元,  预算)")
    site = condition_site(policy)
    left, right = site.children
    assert (site.kind, site.text) == (SiteKind.COMPARE, "预算 + 1元 不低于 较大者(1万元, 预算)")
    assert (left.kind, left.text, right.text) == (SiteKind.VALUE, "预算 + 1元", "较大者(1万元, 预算)")
    assert [left.node, right.node] == list(node_of(policy, site).args)
    assert site.line == HEAD.count("\n") + MEASURE.count("\n") + 2


def test_the_ends_of_a_range_are_comparisons_of_their_own() -> None:
    policy = asked("预算 在 1万元 至 2万元")
    site = condition_site(policy)
    assert (site.kind, site.text) == (SiteKind.ALL, "预算 在 1万元 至 2万元")
    assert [child.text for child in site.children] == ["预算 ≥ 1万元", "预算 ≤ 2万元"]


def test_a_choice_shows_its_guard_and_both_values() -> None:
    policy = asked("如果 有证 则 预算 > 1元 否则 人数 > 3")
    site = condition_site(policy)
    assert site.kind is SiteKind.CHOOSE
    assert [child.text for child in site.children] == ["有证", "预算 > 1元", "人数 > 3"]


def test_values_show_the_values_they_are_made_of_but_no_literals() -> None:
    left: Site = condition_site(asked("预算 + 1元 > 1元")).children[0]
    assert [child.text for child in left.children] == ["预算"]


TIERS = """
层次 金牌 @二 "金牌企业":
    有效期: 3年
    持有: 有证
层次 银牌:
    有效期: 未载明
    持有: 人数 > 5
"""


def test_tiers_are_asked_one_or_another() -> None:
    policy, node = condition("持有 金牌、银牌 之一", TIERS)
    assert node.op is Op.OR
    site = condition_site(policy)
    assert [(child.kind, child.label, child.text, child.clause) for child in site.children] == [
        (SiteKind.TIER, "金牌企业", "金牌", "二"),
        (SiteKind.TIER, None, "银牌", None),
    ]
    held = [tier.held for tier in policy.outline.tiers]
    assert [child.node for child in site.children] == [one.node for one in held if one]


def test_one_tier_is_asked_by_itself() -> None:
    policy, node = condition("持有 金牌", TIERS)
    assert node.op is Op.FACT and condition_site(policy).kind is SiteKind.TIER


def test_an_unknown_amount_does_not_reach_into_other_entitlements() -> None:
    other = MEASURE.replace("甲", "乙").replace("支持事项 奖", "支持事项 补")
    policy = lowered(f"{HEAD}{MEASURE}        金额: 未载明\n{other}        金额: 未载明\n")
    amounts = [one.amount for one in policy.outline.entitlements]
    assert len({amount.node for amount in amounts if amount}) == 2


def test_the_bounds_of_a_known_number_are_one_point() -> None:
    policy, node = condition("人数 > 3")
    literal = args(policy, node)[1].data
    assert isinstance(literal, Interval) and literal.point == 3
    assert entitlement(policy).verdict == len(policy.program.nodes) - 1
