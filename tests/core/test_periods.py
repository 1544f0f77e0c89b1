"""What is asked over several years becomes questions that exist, each year by itself."""

import pytest

from policyrules.core.program import Node, Op
from tests.explain.pipeline import lowered

HEAD = """\
政策 样例 "样例":
    文号: "例"
    发文: "例"
    印发: 2022-01-01
    施行: 2022-01-01 至 2030-12-31

事实:
    收入: 金额 按年
    研发: 金额 按年

定义 强度[年] = 研发[年] / 收入[年]

"""


def nodes(condition: str) -> tuple[Node, ...]:
    return lowered(f"{HEAD}层次 甲:\n    有效期: 未载明\n    持有: {condition}\n    达标: 强度[上年] 不低于 0%\n").program.nodes


def count(made: tuple[Node, ...], op: Op) -> int:
    return sum(node.op is op for node in made)


def test_each_year_is_asked_by_itself() -> None:
    assert count(nodes("(收入 近 3年 合计) 不低于 1元"), Op.AT) == 3 + 1  # and the research of last year


def test_the_same_year_of_a_derived_series_is_asked_once() -> None:
    one, both = nodes("强度[上年] 不低于 3%"), nodes("近 2年 每年: 强度[该年] 不低于 3%")
    assert (count(one, Op.ARITHMETIC), count(both, Op.ARITHMETIC)) == (2, 4)  # the year, and the quotient, each per year


def test_an_average_growth_is_the_mean_of_growths() -> None:
    made = nodes("(收入 近 3年 平均增长率) 不低于 5%")
    assert count(made, Op.GROWTH) == 3
    (mean,) = [node for node in made if node.op is Op.ARITHMETIC and node.data == "/" and made[node.args[1]].op is Op.LITERAL]
    assert mean.op is Op.ARITHMETIC


def test_a_growth_over_several_years_compares_two_of_them() -> None:
    assert count(nodes("(收入 近 3年 增长率) 不低于 5%"), Op.GROWTH) == 1


def test_of_a_single_year_nothing_is_joined() -> None:
    made = nodes("近 1年 每年: 收入[该年] 不低于 1元")
    assert count(made, Op.AND) == 1  # the window of the policy
    assert count(nodes("(收入 近 1年 合计) 不低于 1元"), Op.ARITHMETIC) == count(made, Op.ARITHMETIC)


def test_the_first_year_is_chosen_in_order() -> None:
    made = nodes("(近 3年 最早一年: 收入[该年] 不低于 1元) 不高于 2022")
    chosen = next(node for node in made if node.op is Op.CHOOSE)
    assert len(chosen.args) == 7
    assert made[chosen.args[-1]].op is Op.UNKNOWN


#: A derived series that says what it is, and functions of series, one of which hands on what it is given.
GIVEN = """\
定义 占比[年]: 比例 = 研发[年] / 收入[年]

定义 高(某列: 比例 按年): 是否 = (某列 近 2年 平均) 不低于 3%

定义 外(某列: 比例 按年): 是否 = 高(某列) 且 某列[本年] 不低于 1%

"""


@pytest.mark.parametrize(("condition", "years"), [("高(占比)", 2), ("外(占比)", 3)])
def test_a_function_can_be_given_a_series_that_is_derived(condition: str, years: int) -> None:
    policy = lowered(f"{HEAD}{GIVEN}层次 甲:\n    有效期: 未载明\n    持有: {condition}\n")
    assert count(policy.program.nodes, Op.AT) == 2 * years
