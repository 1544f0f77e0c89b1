from datetime import date

import pytest

from policyrules.checking.declarations import in_force
from tests.checking.texts import FACTS, HEAD, checked, said

READING = '疑义 算法:\n    选项 甲\n    选项 乙\n    采用: {}\n    因: "惯例"\n'


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("事实:\n    甲: 比例 0% 至 100%\n    乙: 日期 2000-01-01 至 2030-12-31\n    丙: 金额 按年 -1元 至 1亿元\n", []),
        ("事实:\n    甲: 比例 100% 至 0%\n", ["range-reversed"]),
        ("事实:\n    甲: 比例 0 至 100\n", ["unit-missing", "unit-missing"]),
        ("事实:\n    甲: 比例 0% 至 乙\n    乙: 比例\n", ["constant-expected"]),
        ("事实:\n    甲: 是否 0 至 1\n", ["range-of-names"]),
        ("记录 人员:\n    年龄: 整数 150 至 0\n", ["range-reversed"]),
        ("参数 甲: 比例\n    2022-01-01: 3%\n    2022-01-01: 4%\n", ["days-out-of-order"]),
        ("参数 甲: 比例\n    2022-01-01: 3\n", ["unit-missing"]),
        ("参数 甲: 比例\n    2022-01-01: 3%\n    完整至: 2022-01-01\n    出处: \"公告\"\n", []),
        ("参数 甲: 日期\n    2022-01-01: 2022-06-01\n", []),
        ("参数 甲: 比例\n    当日: 3%\n", ["constant-expected"]),
        (READING.format("甲"), []),
        (READING.format("丙"), ["reading-default"]),
        (READING.format("甲").replace('    因: "惯例"\n', ""), ["item-missing"]),
        ("层次 甲:\n    有效期: 3年\n    持有: 是\n", []),
        ("层次 甲:\n    有效期: 30天\n    持有: 是\n", ["type-mismatch"]),
        ("层次 甲:\n    有效期: 3年\n    持有: 3年\n", ["condition-expected"]),
        ("目标 甲 @一:\n    条文:\n        | 三百家\n    数量: 1.5\n    截至: 2024-12-31\n    计入: 是\n", ["type-mismatch"]),
        ("目标 甲 @一:\n    条文:\n        | 三百家\n    数量: 300\n    截至: 当日\n    计入: 是\n", ["constant-expected"]),
        ("不录 @一 因 \"依据\":\n    | 依据\n", []),
        ("不录 @一 因 \"依据\":\n", ["quote-empty"]),
    ],
)  # fmt: skip
def test_each_declaration_has_what_it_needs(text: str, codes: list[str]) -> None:
    assert said(text) == codes


def test_a_unit_has_one_name_at_a_time() -> None:
    measure = "\n措施 丁 @一:\n    责任单位: 甲局\n"
    units = measure + '\n单位:\n    甲局 "甲局":\n        2023-07-20 起 称 "乙局"\n        {} 起 称 "丙局"\n'
    assert said(units.format("2024-01-01")) == []
    assert said(units.format("2023-07-20")) == ["days-out-of-order"]
    assert said(units.format("当日")) == ["constant-expected"]


def test_a_unit_stands_for_one_unit_per_member() -> None:
    measure = "\n措施 丁 @一:\n    责任单位: 甲\n\n"
    text = measure + '单位:\n    甲 "各局" 按 {}:\n        省级专精特新: "甲局"\n        国家级小巨人: "乙局"\n{}'
    assert said(FACTS + text.format("等级 对应", "")) == []
    assert said(FACTS + text.format("等级 对应", '        金种子: "丙局"\n')) == ["member-unknown"]
    assert said(FACTS + text.format("人数 对应", "")) == ["unit-by-fact"]
    assert said(FACTS + text.format("等第 对应", "")) == ["fact-not-declared"]


def test_the_head_says_who_issued_what_and_when() -> None:
    assert said("", '政策 样例:\n    原文: "例.txt"\n') == ["item-missing"] * 4
    assert said("", HEAD.replace("2022-07-26", "2022")) == ["date-without-day"]
    assert said("", HEAD.replace("至 2024-12-31", "起 3%")) == ["period-expected"]
    assert said("", HEAD.replace("至 2024-12-31", "至 2022-07-31")) == ["window-reversed"]


@pytest.mark.parametrize(
    ("window", "days"),
    [
        ("2022-08-05 至 2025-08-04", (date(2022, 8, 5), date(2025, 8, 4))),
        ("2022-08-05 起 3年", (date(2022, 8, 5), date(2025, 8, 5))),
        ("2022-08-05 起 30天", (date(2022, 8, 5), None)),
        ("2022-08-05 起", (date(2022, 8, 5), None)),
    ],
)
def test_the_days_of_the_policy_are_known_as_far_as_they_are_written_out(window: str, days: tuple[date, date | None]) -> None:
    assert in_force(checked("", HEAD.replace("2022-08-01 至 2024-12-31", window)).tree) == days


def test_there_is_one_policy() -> None:
    assert said("", "枚举 甲: 乙、丙\n") == ["policy-missing"]
    assert said(HEAD.replace("枚举 称号名: 省级专精特新、国家级小巨人", "")[: HEAD.index("枚举")]) == ["policy-twice"]
