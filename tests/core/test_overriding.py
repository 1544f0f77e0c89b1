"""Exceptions become one question, whose arguments are the default and the condition and value of each."""

from policyrules.core.outline import SiteKind
from policyrules.core.program import Exceptions, Op
from policyrules.values.types import Scalar
from tests.excepted import POLICY
from tests.explain.pipeline import lowered


def test_exceptions_are_asked_in_the_order_of_the_text() -> None:
    program = lowered(POLICY).program
    found = [node for node in program.nodes if node.op is Op.EXCEPTIONS]
    assert [node.data for node in found] == [
        Exceptions(("山区", "上市企业"), ((1,), ())),
        Exceptions(("沿海", "上市企业"), ((), ())),
        Exceptions(("山区", "首次"), ((1,), ())),
    ]
    assert all(len(node.args) == 5 for node in found)


def test_the_site_says_what_stands_where() -> None:
    policy = lowered(POLICY)
    amount = policy.outline.entitlements[0].amount
    assert amount is not None
    waiting, found = list(amount.sites), []
    while waiting:
        site = waiting.pop()
        waiting += site.children
        found += [site] if site.kind is SiteKind.EXCEPTIONS else []
    first = next(site for site in found if site.exceptions[1].name == "首次")
    assert [(spec.name, spec.clause, spec.line) for spec in first.exceptions] == [
        ("山区", "三(二)", 17),
        ("首次", "三(三)", 18),
    ]
    assert [child.node for child in first.children] == list(policy.program.nodes[first.node].args)


def test_a_default_that_is_absent_is_undefined() -> None:
    text = POLICY.replace("上市: 是否", "上市: 是否\n    证书: 证 列表").replace(
        "事实:", "记录 证:\n    额: 金额 可不填\n\n事实:"
    )
    text = text.replace("定义 上限额: 金额 = 100万元", "定义 上限额(某: 证): 金额 = 某.额")
    text = text.replace("较小者(投资额 × 比例, 上限额)", "投资额").replace(
        "投资额 高于 上限额", "证书 中有一项 某: 投资额 高于 上限额(某)"
    )
    nodes = lowered(text).program.nodes
    (inside,) = [node.body for node in nodes if node.body is not None]
    assert [node.op for node in inside.nodes].count(Op.PRESENT) == 1


def test_the_answer_is_of_the_declared_type_though_the_default_is_of_a_narrower_one() -> None:
    text = POLICY.replace(
        "定义 比例: 比例\n    按 投资额:\n        1000万元 以上: 10%\n        否则: 5%", "定义 比例: 比例 = 投资额 / 500万元"
    )
    nodes = lowered(text).program.nodes
    assert [node.type for node in nodes if node.op is Op.EXCEPTIONS].count(Scalar.PERCENT) == 1


def test_the_points_of_an_indicator_may_have_exceptions_that_are_no_whole_numbers() -> None:
    text = POLICY + (
        "评分 总评 @九 满分 10:\n    指标 规模分 满分 10:\n        得分: 如果 上市 则 10 否则 5\n\n"
        "定义 折算分 @十 = 总评.规模分\n    例外 折半: 上市 则 2.5\n"
    )
    program = lowered(text).program
    (found,) = [node for node in program.nodes if node.op is Op.EXCEPTIONS and node.type is Scalar.NUMBER]
    assert [program.nodes[argument].type for argument in found.args[::2]] == [Scalar.INTEGER, Scalar.NUMBER]
