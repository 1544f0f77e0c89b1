"""A name is exchanged for the one beside it, of the same type and from the same list."""

import policyrules
from policyrules.syntax import ast
from policyrules.testing.mutation.neighbours import NamesOf
from tests.testing.slips import policy

DEFINITIONS = """定义 一: 是否 = 人数 高于 3

定义 二: 是否 = 人数 高于 4

定义 某(甲: 日期, 乙: 整数): 是否 = 年份(甲) 高于 乙

定义 另(甲: 日期, 乙: 整数): 是否 = 年份(甲) 低于 乙

定义 别(甲: 日期): 是否 = 年份(甲) 低于 5
"""


def beside(made: policyrules.Policy) -> dict[str, str]:
    """Return what each name in the conditions of awards is exchanged for."""
    names = NamesOf(made.checked)
    found: dict[str, str] = {}
    waiting: list[ast.Tree] = [*made.checked.entitlements.values()]
    while waiting:
        node = waiting.pop()
        waiting += ast.children(node)
        other = names.of(node) if isinstance(node, ast.Name) else None
        if isinstance(node, ast.Name) and other is not None:
            found[node.name] = other[1]
    return found


def test_facts_and_definitions_are_exchanged_within_their_type() -> None:
    assert beside(policy("条件: 小微 且 一 且 营收[上年] 高于 5元", DEFINITIONS)) == {
        "小微": "本市",
        "一": "二",
        "营收": "利润",
    }


def test_a_function_is_exchanged_for_one_that_is_called_alike() -> None:
    assert beside(policy("条件: 某(成立日, 人数) 且 别(成立日)", DEFINITIONS)) == {"某": "另"}


def test_fields_and_members_are_exchanged_within_their_record_and_list() -> None:
    made = policy("条件: 获奖 中有一项 甲: 甲.等级 为 二级，且 甲.公布日 早于 当日")
    assert beside(made) == {"二级": "三级", "公布日": "获奖日"}


def test_a_tier_is_exchanged_also_one_of_a_policy_that_is_used(jiangmen: policyrules.Policy) -> None:
    names = NamesOf(jiangmen.checked)
    declarations = (*jiangmen.checked.all(ast.Tier), *jiangmen.checked.all(ast.Define))
    asking = [node for one in declarations for node in below(one) if isinstance(node, ast.Qualifies)]
    found = [names.of(ast.last_name(tier)) for one in asking for tier in one.tiers]
    assert [one and one[1] for one in found] == ["专精特新", "专精特新", "小巨人"]


def below(node: ast.Tree) -> list[ast.Tree]:
    return [node, *(one for child in ast.children(node) for one in below(child))]
