"""What has to be so beside a condition for it to tell."""

import policyrules
from policyrules.core.outline import Site
from policyrules.testing.aiming.aiming import aim
from policyrules.testing.aiming.beside import Beside
from policyrules.testing.aiming.goals import Goal
from policyrules.testing.drawing.choices import Seeded
from policyrules.values.answers import Truth

T, F = Truth.T, Truth.F

TEXT = """\
政策 样例 "样例":
    文号: "样〔2024〕1号"
    发文: "样"
    印发: 2024-01-01
    施行: 2024-01-01 起
    语言: "zh"

记录 奖:
    名次: 整数
    有效: 是否

事实:
    甲: 是否
    乙: 是否
    丙: 是否
    丁: 是否
    奖项: 奖 列表

定义 全 @一 "全": 是否 = 甲 且 乙 且 (丙 或 丁)

定义 选 @二 "选": 是否 = 如果 丙 则 甲 否则 乙

定义 几项 @三 "几项": 是否
    至少符合 2 项:
        一: 甲
        二: 乙
        三: 丙

定义 有奖 @四 "有奖": 是否 = 奖项 中有一项 项: 项.名次 不超过 3 且 项.有效
"""


def fact(policy: policyrules.Policy, name: str) -> int:
    return next(n for n, node in enumerate(policy.program.nodes) if node.data == name)


def root(policy: policyrules.Policy, name: str) -> Site:
    return next(one.site for one in policy.outline.determinations if one.name == name)


def beside(of: str, determined: str) -> set[tuple[str, Truth]]:
    """Return what has to be so beside a fact, by the names of facts."""
    policy = policyrules.load(TEXT)
    found = Beside(policy.program).beside((fact(policy, of),), {(root(policy, determined).node,)})
    assert found is not None
    return {(str(policy.program.nodes[one.path[-1]].data), one.wanted) for one in found}  # type: ignore[misc]


def test_what_else_is_joined_holds_and_what_else_would_do_does_not() -> None:
    policy = policyrules.load(TEXT)
    found = Beside(policy.program).beside((fact(policy, "丙"),), {(root(policy, "全").node,)})
    assert found is not None
    assert {one.wanted for one in found} == {T, F}
    assert {("丁", F), ("甲", T), ("乙", T)} == {
        (str(policy.program.nodes[one.path[-1]].data), one.wanted) for one in found if policy.program.nodes[one.path[-1]].data
    }


def test_a_choice_takes_the_branch_and_a_guard_chooses_what_differs() -> None:
    assert beside("甲", "选") == {("丙", T)}
    assert beside("乙", "选") == {("丙", F)}
    assert beside("丙", "选") == {("甲", T), ("乙", F)}


def test_of_several_just_one_too_few_hold() -> None:
    assert sorted(str(wanted) for _, wanted in beside("甲", "几项")) == sorted(map(str, (T, F)))


def test_a_condition_of_a_record_tells_where_the_rest_of_the_record_is_so() -> None:
    policy = policyrules.load(TEXT)
    each = root(policy, "有奖").node
    body = policy.program.nodes[each].body
    assert body is not None
    valid = next(n for n, node in enumerate(body.nodes) if node.data == (0, "有效"))
    found = Beside(policy.program).along((each, valid), [(each,)])
    assert found is not None
    (rank,) = found
    assert rank.path[0] == each and rank.wanted is T
    assert aim(policy, [Goal((each, valid), F), rank], Seeded(1)) is not None


def test_there_is_no_way_from_what_something_is_made_of_to_what_is_not_made_of_it() -> None:
    policy = policyrules.load(TEXT)
    assert Beside(policy.program).beside((fact(policy, "丁"),), {(root(policy, "选").node,)}) is None
