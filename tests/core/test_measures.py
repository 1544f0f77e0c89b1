"""Entitlements and duties: what they depend on, and what is said of them."""

from datetime import date
from fractions import Fraction

from policyrules.core.outline import DutySpec, EntitlementSpec, Lowered, Recurrence, Responsible, SiteKind
from policyrules.core.program import Cause, CauseKind, Comparator, Node, Op, Open
from policyrules.values.answers import point
from policyrules.values.modality import Modality
from policyrules.values.types import Scalar
from tests.core.texts import HEAD, entitlement, lowered

UNITS = """
单位:
    甲局 "市甲局"
    乙局 "市乙局"
"""

WHOLE = f"""{HEAD}{UNITS}
措施 甲 @二(一) "措施甲":
    责任单位: 甲局、乙局
    期间: 2022-06-01 起
    对象: 有证
    引语:
        | 下列企业可享受
    支持事项 奖 @二(一)1 给予 "给予奖励":
        条文:
            | 给予奖励
            | 并公布
        期间: 至 2023-12-31
        对象: 人数 > 5
        条件: 预算 > 1元
        由: 推定 乙局，因 "文中称“乙”"
        金额: 预算 * 10%
        提示: "其一"
        提示: "其二"
    职责 报送 组织 "组织报送":
        条文:
            | 组织报送
        条件: 人数 > 9
        承担者: "协会"
        期限: 2023-06-30
        周期: 每 1年 2 次 自 2022-08-05
        后果: "通报"
        提示: "按年"
    职责 公布 开展:
        条文:
            | 开展公布
        由: 未载明
"""


def whole() -> Lowered:
    return lowered(WHOLE)


def duties() -> tuple[DutySpec, DutySpec]:
    report, publish = whole().outline.duties
    return report, publish


def test_a_verdict_asks_windows_first_and_then_conditions_from_the_outside_in() -> None:
    policy = whole()
    spec = entitlement(policy)
    verdict = policy.program.nodes[spec.verdict]
    assert verdict.op is Op.AND
    assert list(verdict.args) == [child.node for child in spec.site.children]
    described = [(child.kind, child.label, child.text) for child in spec.site.children]
    assert described == [
        (SiteKind.WINDOW, "policy", "施行: 2022-01-01 至 2024-12-31"),
        (SiteKind.WINDOW, "measure", "期间: 2022-06-01 起"),
        (SiteKind.WINDOW, "entitlement", "期间: 至 2023-12-31"),
        (SiteKind.VALUE, None, "有证"),
        (SiteKind.COMPARE, None, "人数 > 5"),
        (SiteKind.COMPARE, None, "预算 > 1元"),
    ]
    assert [window.node for window in spec.windows] == list(verdict.args[:3])


def test_a_duty_applies_likewise() -> None:
    policy = whole()
    report, publish = policy.outline.duties
    assert report.site is not None and publish.site is not None
    assert policy.program.nodes[report.applies].op is Op.AND
    assert [child.text for child in report.site.children[2:]] == ["有证", "人数 > 9"]
    assert list(policy.program.nodes[publish.applies].args) == [child.node for child in publish.site.children]
    assert len(publish.site.children) == 3


def test_what_is_in_force_at_one_place_is_shared_by_all_that_stand_there() -> None:
    spec = entitlement(whole())
    report, _ = duties()
    policy = whole()
    first, second = entitlement(policy).site, policy.outline.duties[0].site
    assert second is not None and first.children[0] is second.children[0]
    assert spec.windows[0].node == report.site.children[0].node if report.site else False


def test_what_is_said_of_an_entitlement_is_kept() -> None:
    spec = entitlement(whole())
    assert (spec.id, spec.name, spec.title, spec.measure) == ("奖", "奖", "给予奖励", "甲")
    assert (spec.clause, spec.verb, spec.quotes, spec.lead) == ("二(一)1", "给予", ("给予奖励", "并公布"), ("下列企业可享受",))
    assert spec.notes == ("其一", "其二")
    assert (spec.site.text, spec.site.clause, spec.site.quotes) == (spec.title, spec.clause, spec.quotes)
    assert WHOLE.splitlines()[spec.line - 1].startswith("    支持事项 奖")
    assert spec.site.line == spec.line


def test_where_the_lead_promises_less_it_governs() -> None:
    assert entitlement(whole()).modality is Modality.MAY


def test_what_is_said_of_a_duty_is_kept() -> None:
    report, publish = duties()
    assert (report.title, publish.title, publish.clause) == ("组织报送", "公布", "二(一)")
    assert (report.bearer, report.deadline, report.consequence) == ("协会", date(2023, 6, 30), "通报")
    assert report.recurrence == Recurrence(12, 2, date(2022, 8, 5))
    assert (publish.bearer, publish.deadline, publish.recurrence) == (None, None, None)
    assert report.notes == ("按年",)


def test_who_answers_is_who_is_named_or_the_units_of_the_measure() -> None:
    policy = whole()
    (measure,) = policy.outline.measures
    report, publish = policy.outline.duties
    assert measure.responsible == report.responsible == Responsible(("甲局", "乙局"))
    assert entitlement(policy).responsible == Responsible(("乙局",), inferred="文中称“乙”")
    assert publish.responsible == Responsible((), unstated=True)


# --- amounts ------------------------------------------------------------------------------------------------------------

PROMISE = f"""{HEAD}
措施 甲 @一 "措施甲":
    责任单位: 未载明
    支持事项 贷 给予:
        条文:
            | 给予贷款
"""


def promise(items: str) -> tuple[Lowered, EntitlementSpec]:
    policy = lowered(PROMISE + "".join(f"        {line}\n" for line in items.splitlines()))
    return policy, entitlement(policy)


def test_an_amount_is_the_value_that_is_written() -> None:
    policy, spec = promise("金额: 预算 * 10%")
    assert spec.amount is not None
    assert (spec.amount.kind, spec.amount.text) == ("amount", "预算 * 10%")
    due = policy.program.nodes[spec.amount.node]
    assert (due.op, due.data, due.type) == (Op.EXTREME, "max", Scalar.MONEY)
    node = policy.program.nodes[due.args[0]]
    assert (node.op, node.data, node.type) == (Op.ARITHMETIC, "*", Scalar.MONEY)
    assert spec.amount.steps[0].operand == due.args[0]


def test_an_amount_that_the_document_does_not_state_is_money_that_is_unknown_and_not_below_zero() -> None:
    policy, spec = promise("金额: 未载明")
    assert spec.amount is not None
    expected = Node(Op.UNKNOWN, (), Scalar.MONEY, Open(Cause(CauseKind.UNSTATED, "贷"), Fraction(0)))
    assert policy.program.nodes[spec.amount.node] == expected
    assert (spec.amount.indicative, spec.amount.compared, spec.amount.within) == (None, None, None)


def test_a_ceiling_is_held_against_what_it_is_compared_with() -> None:
    policy, spec = promise("利率上限: 基准 于 开业日\n参考: 基准\n对照: 利率")
    amount, nodes = spec.amount, policy.program.nodes
    assert amount is not None and amount.kind == "rate_ceiling"
    assert amount.indicative is not None and amount.compared is not None and amount.within is not None
    assert nodes[nodes[amount.indicative].args[0]].op is Op.DAY
    assert (nodes[amount.compared].data, amount.compared_text) == ("利率", "利率")
    within = nodes[amount.within]
    assert (within.data, within.args) == (Comparator.LE, (amount.compared, amount.node))


def test_a_ceiling_may_be_a_figure() -> None:
    policy, spec = promise("利率上限: 4%")
    assert spec.amount is not None
    assert policy.program.nodes[spec.amount.node].data == point(Fraction(4, 100))


def test_nothing_given_has_no_amount() -> None:
    _, spec = promise("条件: 有证")
    assert spec.amount is None
