from policyrules.checking.mentions import is_over, per_record, speaks_of_record
from policyrules.checking.policy import Binding, BindingKind, item
from policyrules.syntax import ast
from tests.awards import HEAD, award
from tests.checking.texts import checked, said

POLICY = HEAD.format(rules="") + "措施 奖励 @一:\n    责任单位: 未载明\n"
OVER = award("技改", "对每个: 项目 甲", "条件: 甲.类 为 “技改” 且 有证(甲)", "金额: 甲.投资额")
FUNCTION = "定义 有证(某项: 项目记录) = 某项.投资额 超过 1万元\n\n"


def parts(*awards: str) -> tuple[dict[str, ast.Entitlement], dict[ast.Name, Binding]]:
    policy = checked(POLICY.replace("措施", f"{FUNCTION}措施") + "".join(awards), "")
    (measure,) = policy.all(ast.Measure)
    return {one.name.name: one for one in measure.items if isinstance(one, ast.Entitlement)}, dict(policy.bindings)


def test_an_entitlement_is_bound_where_it_is_spoken_of() -> None:
    awards, bindings = parts(OVER, award("奖", "条件: 享受 技改", "金额: 技改 的 金额 × 2"))
    found = [(b.kind, b.declaration) for name, b in bindings.items() if name.name == "技改"]
    assert found == [(BindingKind.ENTITLEMENT, awards["技改"])] * 2


def test_a_variable_that_is_called_like_an_entitlement_is_the_record() -> None:
    lines = ("对每个: 项目 技改", "金额: 技改 的 投资额")
    assert said(POLICY + award("技改", *lines), "") == ["source-missing"]


def test_an_amount_is_that_of_an_entitlement_and_a_field_that_of_a_record() -> None:
    assert said(POLICY + award("奖", "金额: 甲数 的 金额"), "") == ["source-missing", "field-of-value"]
    assert said(POLICY + award("奖", "金额: 没有 的 金额"), "") == ["source-missing", "entitlement-unknown"]


def test_what_speaks_of_the_record_is_told_from_what_does_not() -> None:
    awards, bindings = parts(
        OVER,
        award("设备", "对每个: 项目 乙", "条件: 乙可", "金额: 技改 的 金额 × 2"),
        award("奖", "条件: 甲可", "金额: 技改 的 金额 × 2"),
    )
    record = per_record(awards["设备"])
    assert record is not None and per_record(awards["奖"]) is None
    amount, when = item(awards["设备"].items, "amount"), item(awards["设备"].items, "when")
    assert amount is not None and when is not None
    assert speaks_of_record(amount, record, bindings)
    assert not speaks_of_record(when, record, bindings)
    own = per_record(awards["技改"])
    function_of_it = item(awards["技改"].items, "when")
    assert own is not None and function_of_it is not None and speaks_of_record(function_of_it, own, bindings)
    mentioned = [name for name in bindings if name.name == "技改"]
    assert all(is_over(name, record, bindings) for name in mentioned)
