"""The types of tables."""

import pytest

from policyrules.syntax import ast
from policyrules.values.types import Scalar
from tests.checking.texts import FACTS, checked, said


def said_of(*lines: str, type_: str = "数") -> list[str]:
    text = "".join(f"    {line}\n" for line in lines)
    return said(f"{FACTS}\n定义 得{f': {type_}' if type_ else ':'}\n{text}")


@pytest.mark.parametrize("key", ["注册资本", "增幅", "人数", "系数", "成立日", "期限", "天数差"])
def test_a_number_without_its_unit_is_no_bound_of_another_kind(key: str) -> None:
    bound = {
        "注册资本": "5元",
        "增幅": "5%",
        "人数": "5",
        "系数": "2.5",
        "成立日": "2022-01-01",
        "期限": "3年",
        "天数差": "5天",
    }
    assert said_of(f"按 {key}:", f"    {bound[key]} 以上: 1", "    否则: 0") == []
    wrong = "5%" if key != "增幅" else "5元"
    assert said_of(f"按 {key}:", f"    {wrong} 以上: 1", "    否则: 0") != []


def test_bounds_are_written_out() -> None:
    assert said_of("按 人数:", "    系数 以上: 1", "    否则: 0") == ["constant-expected"]


def test_only_numbers_have_ends() -> None:
    assert said_of("按 等级:", "    省级专精特新 以上: 1", "    否则: 0") == ["order-of-names"]
    assert said_of("按 上市:", "    是: 1", "    否: 0") == []


def test_rows_give_what_is_wanted_of_the_table() -> None:
    assert said_of("按 人数:", "    5 以上: 20元", "    否则: 0") == ["type-mismatch"]
    assert said_of("按 人数:", "    5 以上: 20元", "    否则: 0元", type_="金额") == []
    assert said_of("首个符合:", "    上市: 省级专精特新", "    否则: 国家级小巨人", type_="称号名") == []


def test_without_a_declared_type_the_rows_tell_it() -> None:
    assert said_of("按 人数:", "    5 以上: 20元", "    否则: 0元", type_="") == []
    assert said_of("按 人数:", "    5 以上: 20元", "    否则: 0", type_="") == ["rows-differ"]


def test_slices_give_what_the_key_is_made_of() -> None:
    rows = ("    100万元 以下: 5%", "    100万元 以上: 8%")
    assert said_of("按 注册资本 分段累计:", *rows, type_="金额") == []
    assert said_of("按 注册资本 分段累计:", *rows, type_="数") == ["type-mismatch"]
    assert said_of("按 成立日 分段累计:", "    2022-01-01 以下: 5%", "    否则: 8%", type_="金额")[0] == "slices-of-one-number"


def test_points_are_numbers_of_one_kind() -> None:
    assert said_of("每满足一项得 3，最高 5:", "    上市", "    人数 不少于 3") == []
    assert said_of("每满足一项得 3万元，最高 5万元:", "    上市", "    人数 不少于 3", type_="金额") == []
    assert said_of("每满足一项得 3万元，最高 5:", "    上市", "    人数 不少于 3", type_="金额") == ["unit-missing"]
    assert said_of("每满足一项得 3:", "    人数", "    上市") == ["condition-expected"]


def test_steps_are_of_what_is_counted() -> None:
    assert said_of("按 注册资本 每满 100万元 得 1，最高 5") == []
    assert said_of("按 注册资本 每满 100 得 1，最高 5") == ["unit-missing"]
    assert said_of("按 注册资本 每满 100万元 得 1", type_="整数") == ["type-mismatch"]
    assert said_of("按 成立日 每满 2 得 1") == ["number-expected"]


@pytest.mark.parametrize("first", ["未载明", '待定 "主管部门"', "如果 上市 则 未载明 否则 未载明"])
def test_what_is_left_open_in_the_first_row_is_what_the_other_rows_are(first: str) -> None:
    policy = checked(f"{FACTS}\n定义 得 @一:\n    按 人数:\n        5 以上: {first}\n        否则: 20元\n")
    (defined,) = policy.all(ast.Define)
    assert isinstance(defined.body, ast.ByTable)
    assert (policy.types[defined.body.rows[0].value], policy.types[defined.body]) == (Scalar.MONEY, Scalar.MONEY)


def test_rows_of_which_none_says_what_it_is_are_reported() -> None:
    assert said_of("按 人数:", "    5 以上: 未载明", "    否则: 未载明", type_="") == ["unstated-without-type"]
    assert said_of("每满足一项得 未载明:", "    上市", type_="") == ["unstated-without-type"]


def test_a_range_that_is_left_to_a_body_in_the_first_row_is_of_the_type_of_its_ends() -> None:
    policy = checked(f'{FACTS}\n定义 得 @一:\n    按 人数:\n        5 以上: 待定 "主管部门" 1元 至 2元\n        否则: 20元\n')
    (defined,) = policy.all(ast.Define)
    assert isinstance(defined.body, ast.ByTable)
    assert policy.types[defined.body.rows[0].value] is Scalar.MONEY
