from policyrules.checking.policy import BindingKind
from policyrules.syntax import ast
from tests.checking.texts import FACTS, checked, said, said_of


def bound(condition: str) -> list[tuple[str, BindingKind]]:
    policy = checked(f"{FACTS}    总是: {condition}\n")
    nodes = sorted(policy.bindings, key=lambda node: node.span.start)
    return [(node.name, policy.bindings[node].kind) for node in nodes]


def test_a_name_next_to_an_enumeration_is_its_member_first() -> None:
    text = f"{FACTS}    国家级小巨人: 称号名\n    总是: 等级 为 国家级小巨人 且 国家级小巨人 为 等级\n"
    policy = checked(text)
    kinds = [policy.bindings[node].kind for node in sorted(policy.bindings, key=lambda node: node.span.start)]
    assert kinds == [BindingKind.FACT, BindingKind.MEMBER, BindingKind.FACT, BindingKind.FACT]


def test_a_bare_field_belongs_to_the_innermost_record_that_has_it() -> None:
    policy = checked(f"{FACTS}    总是: 认定 中有一项 甲: 认定 中有一项: 认定日 早于 甲.认定日\n")
    (bare,) = [b for node, b in policy.bindings.items() if b.kind is BindingKind.FIELD and b.binder is not None]
    assert bare.binder is not None
    assert bare.binder.variable is None
    assert isinstance(bare.declaration, ast.FieldLine)


def test_with_a_record_variable_a_bare_name_is_the_fact() -> None:
    assert said(f"{FACTS}    奖金: 金额\n    总是: 认定 中有一项 甲: 甲.奖金 高于 奖金\n") == []
    assert said(f"{FACTS}    奖金: 金额\n    总是: 认定 中有一项: 奖金 高于 1元\n") == ["name-ambiguous"]


def test_with_a_record_variable_a_bare_field_is_still_a_field() -> None:
    assert bound("认定 中有一项 甲: 奖金 高于 1元") == [("认定", BindingKind.FACT), ("奖金", BindingKind.FIELD)]


def test_a_member_of_one_enumeration_needs_no_neighbour() -> None:
    assert bound("(如果 上市 则 国家级小巨人 否则 省级专精特新) 为 等级")[1][1] is BindingKind.MEMBER


def test_an_unknown_name_offers_the_nearest_in_sight() -> None:
    policy = checked(f"{FACTS}    总是: 认定 中有一项: 认定期 早于 当日\n")
    (unknown,) = [d for d in policy.diagnostics if d.code == "name-unknown"]
    assert unknown.help("zh") == "是不是 `认定日`？"


def test_arguments_are_in_sight_of_their_function_only() -> None:
    function = "\n定义 久(起始: 日期): 是否 = 起始 早于 当日\n"
    assert said(f"{FACTS}    总是: 久(成立日)\n{function}") == []
    assert said(f"{FACTS}    总是: 久(起始)\n{function}") == ["name-unknown"]
    assert said(f"{FACTS}    总是: 久(成立日)\n\n定义 久(期限: 日期): 是否 = 期限 早于 当日\n") == ["variable-taken"]


def test_after_many_unknown_names_they_are_only_reported() -> None:
    text = FACTS + "".join(f"    总是: 注册资本{number} 高于 1元\n" for number in range(60))
    helps = [d.help("zh") for d in checked(text).diagnostics if d.code == "name-unknown"]
    assert len(helps) == 60
    assert helps[0] is not None
    assert helps[-1] is None


def test_a_record_that_is_not_known_may_have_any_field() -> None:
    assert said_of("没有的 中有一项: 什么 为 1元") == ["name-unknown"]
