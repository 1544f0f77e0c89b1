"""How far values can reach."""

import pytest

from policyrules.checking.reach import Reach
from policyrules.syntax import ast
from policyrules.values.answers import WHOLE_LINE, Interval
from tests.checking.texts import checked

FACTS = """事实:
    得分: 数 0 至 15
    别的: 数
    上市: 是否

定义 表: 数
    按 别的:
        5 以上: 20
        否则: 得分
"""


def reach(*body: str) -> tuple[int | None, int | None]:
    if not body[0].startswith(("按", "首个", "每满")):
        policy = checked(f"{FACTS}\n定义 问 = {body[0]}\n")
    else:
        policy = checked(f"{FACTS}\n定义 问: 数\n" + "".join(f"    {line}\n" for line in body))
    define = policy.all(ast.Define)[-1]
    assert define.body is not None
    found = Reach(policy.types, policy.bindings).of(define.body)
    assert isinstance(found, Interval)
    return tuple(None if end is None else int(end) for end in (found.low, found.high))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("7", 7, 7),
        ("得分", 0, 15),
        ("得分 + 5", 5, 20),
        ("别的", None, None),
        ("-得分", -15, 0),
        ("较大者(0, 较小者(别的, 10))", 0, 10),
        ("较小者(别的, 10)", None, 10),
        ("表", 0, 20),
        ("如果 上市 则 得分 否则 30", 0, 30),
    ],
)
def test_an_expression_reaches_as_far_as_its_parts_let_it(written: str, low: int | None, high: int | None) -> None:
    assert reach(written) == (low, high)


def test_tables_reach_as_far_as_their_rows() -> None:
    assert reach("首个符合:", "    上市: 9", "    否则: 2") == (2, 9)
    assert reach("每满足一项得 3，最高 5:", "    上市", "    得分 不低于 3") == (0, 5)
    assert reach("每满足一项得 3:", "    上市", "    得分 不低于 3") == (0, 6)
    assert reach("按 别的 每满 2 得 1，最高 5") == (0, 5)
    assert reach("按 别的 每满 2 得 1") == (0, None)


def test_a_chain_of_definitions_is_followed_so_far_and_no_further() -> None:
    chain = "".join(f"定义 名{n + 1} = 名{n}\n" for n in range(3000))
    policy = checked(f"{FACTS}\n定义 名0 = 得分\n{chain}")
    last = policy.all(ast.Define)[-1].body
    assert last is not None
    assert Reach(policy.types, policy.bindings).of(last) == WHOLE_LINE
