"""Exceptions to definitions."""

import pytest

from policyrules.checking.exceptions import MOST_EXCEPTIONS, overriders
from policyrules.syntax import ast
from tests.checking.texts import FACTS, checked, said


def of(exceptions: str, head: str = "定义 上限额: 金额 = 100万元") -> list[str]:
    return said(f"{FACTS}\n{head}\n{exceptions}")


def test_an_exception_has_a_condition_and_a_value_of_the_type() -> None:
    assert of("    例外 甲: 上市 则 150万元\n    例外 乙 @一 优先于 甲: 人数 高于 3 则 注册资本\n") == []
    assert of("    例外 甲: 人数 则 150万元\n") == ["condition-expected"]
    assert of("    例外 甲: 上市 则 3\n") == ["unit-missing"]
    assert of("    例外 甲: 上市 则 是\n", "定义 丙 = 人数 高于 3") == []
    assert of("    例外 甲: 上市 则 3\n", "定义 丙 = 人数 高于 3") == ["type-mismatch"]


def test_the_default_may_be_a_table_a_block_a_function_or_a_series() -> None:
    assert of("    例外 甲: 上市 则 3%\n", "定义 丙: 比例\n    按 人数:\n        3 以上: 1%\n        否则: 2%") == []
    assert (
        of(
            "    例外 甲: 上市 则 是\n",
            "定义 丙:\n    符合下列之一:\n        上市\n        人数 高于 3".replace("之一", "条件之一"),
        )
        == []
    )
    assert of("    例外 甲: 额 高于 3元 则 额\n", "定义 丙(额: 金额): 金额 = 额 × 2") == []
    assert of("    例外 甲: 年 早于 2020 则 0元\n".replace("早于", "低于"), "定义 丙[年] = 营业收入[年] × 2") == []


@pytest.mark.parametrize(
    "exceptions, codes",
    [
        ("    例外 甲: 上市 则 1元\n    例外 甲: 上市 则 2元\n", ["exception-twice"]),
        ("    例外 甲 优先于 乙: 上市 则 1元\n", ["exception-unknown"]),
        ("    例外 甲 优先于 甲: 上市 则 1元\n", ["exception-circle"]),
        (
            "    例外 甲 优先于 乙: 上市 则 1元\n    例外 乙 优先于 丙: 上市 则 2元\n    例外 丙 优先于 甲: 上市 则 3元\n",
            ["exception-circle"],
        ),
        ("    例外 甲: 上市 则 上限额\n", ["definition-circle"]),
        ("    例外 甲: 上市 则 没有\n", ["name-unknown"]),
    ],
)
def test_what_is_wrong_is_reported_once(exceptions: str, codes: list[str]) -> None:
    assert of(exceptions) == codes


def test_what_may_be_left_out_takes_no_exceptions() -> None:
    head = "定义 末日(某项: 认定记录): 日期 可不填 = 某项.撤销日"
    assert of("    例外 甲: 上市 则 2020-01-01\n", head) == ["exception-of-optional"]


def test_what_only_an_exception_uses_is_used() -> None:
    policy = checked(
        f"{FACTS}\n定义 甲 = 3元\n\n定义 乙 = 1元\n    例外 丙: 上市 则 甲\n    总是: 乙 高于 0元\n".replace(
            "    总是: 乙 高于 0元\n", ""
        )
    )
    unused = {d.arguments["name"] for d in policy.diagnostics if d.code == "definition-unused"}
    assert unused == {"乙"}


def overridden(text: str) -> tuple[tuple[int, ...], ...]:
    policy = checked(f"{FACTS}\n定义 上限额: 金额 = 100万元\n{text}")
    (define,) = policy.all(ast.Define)
    return overriders(define.exceptions)


def test_overriding_goes_on_through_what_is_overridden() -> None:
    chain = "    例外 甲: 上市 则 1元\n    例外 乙 优先于 甲: 上市 则 2元\n    例外 丙 优先于 乙: 上市 则 3元\n"
    assert overridden(chain) == ((1, 2), (2,), ())
    assert overridden("    例外 甲: 上市 则 1元\n    例外 乙: 上市 则 2元\n") == ((), ())


def test_there_are_no_more_exceptions_than_anybody_writes() -> None:
    many = "".join(f"    例外 第{n}: 上市 则 {n}元\n" for n in range(1, MOST_EXCEPTIONS + 1))
    assert of(many) == []
    assert of(many + "    例外 多: 上市 则 1元\n") == ["exceptions-many"]
