"""Whether the rows of a table go together, beside counting them at sampled values."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checking.texts import said

FACTS = """事实:
    甲: 数 {range}
    人数: 整数
    首日: 日期
    期: 时长
    钱: 金额
    规模: 规模名
    有证: 是否
    代码: 文本

枚举 规模名: 大型、中型、小型

"""
TABLE_CODES = {"row-unreachable", "bands-overlap", "bands-gap", "boundary-open", "band-empty", "range-reversed"}


def said_of(key: str, *rows: str, heading: str = "", range_: str = "") -> list[str]:
    lines = "".join(f"        {row}\n" for row in rows)
    return said(f"{FACTS.format(range=range_)}定义 得: 数\n    按 {key}{heading}:\n{lines}")


# --- one-sided ladders ------------------------------------------------------------------------------------------------


def test_a_ladder_takes_what_the_steps_before_it_leave() -> None:
    assert said_of("甲", "5 以上: 20", "3 以上: 15", "1 以上: 10", "否则: 0") == []
    assert said_of("甲", "不满 1: 20", "不满 3: 15", "3 以上: 0") == []


def test_a_ladder_in_the_wrong_order_is_never_reached() -> None:
    assert said_of("甲", "3 以上: 15", "5 以上: 20", "否则: 0") == ["row-unreachable"]


def test_what_stands_after_otherwise_is_never_reached() -> None:
    assert said_of("甲", "否则: 0", "5 以上: 20") == ["row-unreachable"]


def test_otherwise_is_not_reached_where_the_bands_take_the_whole_line() -> None:
    assert said_of("甲", "5 以上: 20", "不满 5: 10", "否则: 0") == ["row-unreachable"]


def test_otherwise_may_stand_for_what_the_range_of_a_fact_leaves_out() -> None:
    assert said_of("甲", "5 以上: 20", "0 以上: 10", "否则: 0", range_="0 至 100") == []


# --- gaps and ranges --------------------------------------------------------------------------------------------------


def test_a_value_that_no_band_takes_is_a_gap() -> None:
    assert said_of("甲", "5 以上: 20", "不满 5: 10") == []
    assert said_of("甲", "超过 5: 20", "不满 5: 10") == ["bands-gap"]


def test_the_range_of_the_fact_bounds_what_there_can_be() -> None:
    assert said_of("甲", "5 以上: 20", "0 以上: 10", range_="0 至 15") == []
    assert said_of("甲", "5 以上: 20", "1 以上: 10", range_="0 至 15") == ["bands-gap"]
    assert said_of("甲", "20 以上: 30", "否则: 10", range_="0 至 15") == ["row-unreachable"]
    assert said_of("甲 + 1", "5 以上: 20", "0 以上: 10", range_="0 至 15") == ["bands-gap"]


def test_between_whole_numbers_there_is_nothing_to_miss() -> None:
    assert said_of("人数", "不满 10: 1", "10 至 19: 2", "20 以上: 3") == []
    assert said_of("甲", "不满 10: 1", "10 至 19: 2", "20 以上: 3") == ["bands-gap"]
    assert said_of("首日", "早于 2022-01-01: 1", "2022-01-01 至 2022-12-31: 2", "2023-01-01 以上: 3") == []
    assert said_of("期", "1年 以下: 1", "13个月 以上: 2") == []


# --- meeting bands ----------------------------------------------------------------------------------------------------


def test_a_number_at_which_two_bands_meet_needs_a_rule() -> None:
    rows = ("5 以上: 20", "3 至 5: 15", "不满 3: 0")
    assert said_of("甲", *rows) == ["boundary-open"]
    assert said_of("甲", *rows, heading=" 边界取高") == []
    assert said_of("甲", *rows, heading=" 边界取低") == []
    assert said_of("钱", "500万元 以下: 8", "500万元 以上: 10") == ["boundary-open"]


def test_a_rule_for_ends_does_not_settle_an_overlap() -> None:
    assert said_of("甲", "5 以上: 20", "3 至 6: 15", "不满 3: 0", heading=" 边界取高") == ["bands-overlap"]


def test_a_single_value_belongs_to_its_own_row() -> None:
    assert said_of("人数", "1: 5", "2: 10", "3 以上: 15", "否则: 0") == []
    assert said_of("人数", "1: 5", "1 或 2: 10", "否则: 0") == ["boundary-open"]


# --- names, codes, several keys ---------------------------------------------------------------------------------------


def test_members_are_all_taken_once() -> None:
    assert said_of("规模", "大型: 1", "中型 或 小型: 2") == []
    assert said_of("规模", "大型: 1", "中型: 2") == ["bands-gap"]
    assert said_of("规模", "大型 或 中型: 1", "中型 或 小型: 2") == ["bands-overlap"]
    assert said_of("有证", "是: 1", "否: 2") == []
    assert said_of("代码", '"甲": 1', '"乙": 2') == ["bands-gap"]


def test_a_longer_beginning_stands_before_a_shorter_one() -> None:
    assert said_of("代码 前缀", '"511": 1', '"51": 2', "否则: 3") == []
    assert said_of("代码 前缀", '"51": 1', '"511": 2', "否则: 3") == ["row-unreachable"]
    assert said_of("代码 前缀", '"51" 至 "53": 1', '"52" 或 "61": 2', "否则: 3") == ["bands-overlap"]


def test_rows_of_several_keys_count_in_their_order() -> None:
    assert said_of("甲、规模", "5 以上、大型: 1", "3 以上、任意: 2", "任意、小型: 3", "否则: 4") == []
    assert said_of("甲、规模", "5 以上、任意: 1", "6 以上、大型: 2", "否则: 3") == ["row-unreachable"]
    assert said_of("甲、规模", "5 以上、任意: 1", "不满 5、大型 或 中型: 2") == ["bands-gap"]
    assert said_of("甲、规模", "5 至 9、大型: 1", "9 至 12、大型: 2", "否则: 3") == ["boundary-open"]
    assert said_of("甲、规模", "5 至 9、大型: 1", "9 至 12、小型: 2", "否则: 3") == []


# --- beside counting --------------------------------------------------------------------------------------------------

BANDS = {
    "{a} 以上": lambda x, a, b: x >= a,
    "超过 {a}": lambda x, a, b: x > a,
    "不满 {a}": lambda x, a, b: x < a,
    "{a} 以下": lambda x, a, b: x <= a,
    "{a}": lambda x, a, b: x == a,
    "{a} 至 {b}": lambda x, a, b: a <= x <= b,
    "{a} 以上 不满 {b}": lambda x, a, b: a <= x < b,
    "超过 {a} 不超过 {b}": lambda x, a, b: a < x <= b,
}
ONE_SIDED = {"{a} 以上": "up", "超过 {a}": "up", "不满 {a}": "down", "{a} 以下": "down"}
BEGINS = {"{a} 以上", "{a}", "{a} 至 {b}", "{a} 以上 不满 {b}"}
ENDS_AT_A = {"{a} 以下", "{a}"}
ENDS_AT_B = {"{a} 至 {b}", "超过 {a} 不超过 {b}"}

Row = tuple[str, int, int]
rows = st.lists(
    st.tuples(st.sampled_from(sorted(BANDS)), st.integers(0, 6), st.integers(1, 3)).map(lambda r: (r[0], r[1], r[1] + r[2])),
    min_size=1,
    max_size=5,
)


def takes(row: Row, x: Fraction) -> bool:
    form, a, b = row
    return BANDS[form](x, a, b)


def meets(one: Row, other: Row, x: Fraction) -> bool:
    begins, ends = ([form in BEGINS and a == x, (a if form in ENDS_AT_A else b) == x and form in ENDS_AT_A | ENDS_AT_B]
                    for form, a, b in (one, other))  # fmt: skip
    return (begins[0] and ends[1]) or (begins[1] and ends[0])


def counted(table: list[Row], whole: bool) -> set[str]:
    """Return what is wrong with a table, by looking at numbers between and at all ends."""
    ends = sorted({Fraction(end) for _, a, b in table for end in (a, b)})
    numbers = [ends[0] - 1, *ends, *((a + b) / 2 for a, b in pairwise(ends)), ends[-1] + 1]
    if whole:
        numbers = [Fraction(n) for n in range(-2, 12)]
    fits = {x: [n for n, row in enumerate(table) if takes(row, x)] for x in numbers}
    wrong = set()
    reached = {
        row for x, found in fits.items() for row in found if row == found[0] or meets(table[found[0]], table[row], x)
    }  # fmt: skip
    if len(reached) < len(table):
        wrong.add("row-unreachable")
    for x, found in fits.items():
        first, *others = [row for row in found if row in reached] or [None]
        for other in others:
            ways = {ONE_SIDED.get(table[first][0], "both"), ONE_SIDED.get(table[other][0], "both")}
            if meets(table[first], table[other], x):
                wrong.add("boundary-open")
            elif ways not in ({"up"}, {"down"}):
                wrong.add("bands-overlap")
    if not all(fits.values()):
        wrong.add("bands-gap")
    return wrong


@pytest.mark.parametrize("key", ["甲", "人数"])
@settings(max_examples=120)
@given(table=rows)
def test_what_is_wrong_is_what_counting_finds(key: str, table: list[Row]) -> None:
    lines = [f"{form.format(a=a, b=b)}: {n}" for n, (form, a, b) in enumerate(table)]
    found = set(said_of(key, *lines)) & TABLE_CODES
    if "band-empty" in found:  # nothing lies above one number and up to it
        assert any(a == b for _, a, b in table)
        return
    assert found == counted(table, key == "人数"), lines


@pytest.mark.parametrize("way", ["ladder", "bands"])
def test_a_long_table_is_checked_in_good_time(way: str) -> None:
    steps = range(600, 0, -1)
    rows = [f"{n} 以上: {n}" if way == "ladder" else f"{n} 以上 不满 {n + 1}: {n}" for n in steps]
    assert said_of("甲", *rows, "否则: 0") == []
    assert said_of("甲", *rows, "1000 以上: 1", "否则: 0") == (["row-unreachable"] if way == "ladder" else [])


def test_between_one_quarter_and_the_next_there_is_nothing() -> None:
    text = "事实:\n    产值: 金额 按季\n\n定义 甲 = 近 4个季度 最近一季度: 产值[该季度] 高于 0元\n\n定义 得: 数\n    按 甲:\n"
    rows = "        2023Q4 以下: 1\n        2024Q1 至 2024Q4: 2\n        2025Q1 以上: 3\n"
    assert said(text + rows) == []
