"""Where values stand in a table: the row that counts, those that still can, and how far the next one is."""

from fractions import Fraction

import pytest

from policyrules.explain.placements import NextRow, Placement
from policyrules.values.answers import Interval
from tests.explain.pipeline import decide, lowered
from tests.explain.scored import decision, money


def research(**facts: object) -> Placement:
    """Return where the research intensity stands in its table."""
    found = next(iter(decision(**facts).scores[0].indicators)).placement
    assert found is not None
    return found


def compared(entitlement: str, **facts: object) -> Placement:
    """Return where the first table stands that a condition of an entitlement reads."""
    waiting = [decision(**facts)[entitlement].explanation]
    while waiting:
        line = waiting.pop()
        if line.placements:
            return line.placements[0]
        waiting += reversed(line.children)
    raise AssertionError("no table is read")


def test_the_row_that_counts_is_told_with_the_distance_to_the_next_in_what_is_divided() -> None:
    read = research(**money("100万元", "2.9万元"))
    assert read.row is not None and read.row.text == "否则"
    assert read.next is not None and read.next.row.text == "3% 至 5%"
    assert read.next.distance.value == Fraction(1, 1000) and read.next.distance.exact
    assert read.next.distance.numerator is not None and read.next.distance.numerator.path == "研发费用[2023]"
    assert read.next.distance.change == 1000_00  # 1000元


@pytest.mark.parametrize(("spent", "row", "above"), [("3万元", "3% 至 5%", "5% 以上"), ("5万元", "5% 以上", None)])
def test_on_the_boundary_the_higher_row_counts(spent: str, row: str, above: str | None) -> None:
    read = research(**money("100万元", spent))
    assert read.row is not None and read.row.text == row
    assert (read.next and read.next.row.text) == above


def test_rows_that_can_still_count_are_all_told_and_no_distance() -> None:
    read = research(营业收入={"2023": "100万元"})
    assert [row.text for row in read.rows] == ["5% 以上", "3% 至 5%", "否则"]
    assert read.row is None and read.next is None
    assert read.answer == Interval(Fraction(0), Fraction(15))


def test_a_distance_to_an_end_that_is_not_enough_itself_is_at_least_so_far() -> None:
    read = compared("节能", 员工数=12)
    assert read.row is not None and read.row.text == "超过 10"
    assert read.next is not None and (read.next.distance.value, read.next.distance.exact) == (2, True)


def test_a_table_of_two_keys_tells_both_and_knows_no_next_row() -> None:
    read = compared("补助", 员工数=60, 企业规模="大型", 代码="0312")
    assert [key.name for key in read.keys] == ["员工数", "企业规模"]
    assert read.row is not None and read.row.text == "50 以上 不满 100、任意"
    assert read.next is None


def test_of_two_keys_one_alone_can_leave_rows_open() -> None:
    read = compared("补助", 员工数=120, 代码="0312")
    assert [row.text for row in read.rows] == ["100 以上、大型 或 中型", "否则"]


def test_of_a_table_of_items_those_that_hold_are_told() -> None:
    honours = list(decision(自研=True, 奖项=False).scores[0].indicators)[1].placement
    assert honours is not None
    assert honours.met == ("自研",) and honours.rows == ()


FIRST_OF = """\
政策 小 "小":
    文号: "例"
    发文: "例"
    印发: 2022-07-26
    施行: 2022-08-01 起

事实:
    甲证: 是否
    乙证: 是否

评分 评 满分 10 合格线 5:
    指标 证 满分 10:
        首个符合:
            甲证: 10
            乙证: 5
            否则: 0

定义 结论 @一 = 评 合格
"""


@pytest.mark.parametrize(
    ("facts", "rows"),
    [
        ({"甲证": True}, ["甲证"]),
        ({"甲证": False}, ["乙证", "否则"]),
        ({"乙证": True}, ["甲证", "乙证"]),
        ({}, ["甲证", "乙证", "否则"]),
    ],
)
def test_no_row_after_one_that_fits_for_certain_can_count(facts: dict[str, object], rows: list[str]) -> None:
    (indicator,) = decide(lowered(FIRST_OF), facts, "2024-06-01").scores[0].indicators
    assert indicator.placement is not None
    assert [row.text for row in indicator.placement.rows] == rows


MEETING = """\
政策 小 "小":
    文号: "例"
    发文: "例"
    印发: 2022-07-26
    施行: 2022-08-01 起

事实:
    人数: 整数 0 至 1000
    总数: 整数 0 至 1000

评分 评 满分 10 合格线 5:
    指标 规模 满分 10:
{table}
定义 结论 @一 = 评 合格
"""

ROWS = """\
        按 人数 边界{rule}:
            高于 300: 8
            200 至 300: 3
            100 以外 200 以下: 4
            100 以下: 2
"""


def following(table: str, **facts: int) -> NextRow:
    """Return the next row that gives more."""
    (indicator,) = decide(lowered(MEETING.format(table=table)), facts, "2024-06-01").scores[0].indicators
    assert indicator.placement is not None and indicator.placement.next is not None
    return indicator.placement.next


@pytest.mark.parametrize(
    ("rule", "number", "row", "away", "exact"),
    [
        ("取低", 200, "100 以外 200 以下", 0, False),
        ("取低", 210, "100 以外 200 以下", 10, False),
        ("取低", 280, "高于 300", 20, False),
        ("取高", 210, "100 以外 200 以下", 10, True),
        ("取高", 100, "100 以外 200 以下", 0, False),
    ],
)
def test_where_the_lesser_of_two_rows_counts_their_common_end_is_not_enough(
    rule: str, number: int, row: str, away: int, exact: bool
) -> None:
    ahead = following(ROWS.format(rule=rule), 人数=number)
    assert (ahead.row.text, ahead.distance.value, ahead.distance.exact) == (row, away, exact)


#: Rows need not give the more the further up they stand.
LADDERS = {
    "the last row": ("20 以上: 10", "10 以上: 1", "否则: 4"),
    "a row below": ("40 以上: 9", "20 以上: 1", "5 以上: 8", "否则: 4"),
}


@pytest.mark.parametrize(
    ("table", "number", "row", "away", "exact"),
    [
        ("the last row", 12, "否则", 2, False),
        ("the last row", 16, "20 以上", 4, True),
        ("a row below", 25, "5 以上", 5, False),
        ("a row below", 32, "40 以上", 8, True),
    ],
)
def test_the_next_row_is_the_nearest_on_either_side(table: str, number: int, row: str, away: int, exact: bool) -> None:
    rows = "".join(f"            {row}\n" for row in LADDERS[table])
    ahead = following(f"        按 人数:\n{rows}", 人数=number)
    assert (ahead.row.text, ahead.distance.value, ahead.distance.exact) == (row, away, exact)


def test_what_no_whole_number_of_persons_comes_to_is_not_told() -> None:
    table = "        按 人数 ÷ 总数:\n            2% 以上 不足 7%: 9\n            否则: 2\n"
    ahead = following(table, 人数=0, 总数=7)
    assert ahead.distance.value == Fraction(1, 50) and ahead.distance.numerator is None
    assert following(table, 人数=0, 总数=100).distance.change == 2


def test_a_table_that_gives_the_same_everywhere_has_no_next_row() -> None:
    table = "        按 人数:\n            10 以上: 5\n            否则: 5\n"
    (indicator,) = decide(lowered(MEETING.format(table=table)), {"人数": 3}, "2024-06-01").scores[0].indicators
    assert indicator.placement is not None and indicator.placement.next is None
