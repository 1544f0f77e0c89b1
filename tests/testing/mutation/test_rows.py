"""Rows of tables are left out, moved and exchanged; where two rows meet, both are changed together."""

from policyrules.testing.mutation.edits import edits
from tests.testing.slips import policy

CODES = """定义 门类: 等级
    按 代码 前缀:
        "01" 至 "05": 一级
        "06" 或 "08": 二级
        否则: 三级
"""
BANDS = """定义 得分: 数
    按 占比 边界取高:
        5% 以上: 20
        3% 至 5%: 15
        低于 3%: 0
"""
CASES = """定义 得分: 数
    首个符合:
        小微: 3
        本市: 2
        否则: 1
"""


def changed(table: str, kind: str, condition: str = "得分 高于 0") -> list[tuple[str, str]]:
    """Return the changed lines of a table, before and after, of edits of a kind."""
    found = edits(policy(f"条件: {condition}", table))
    return [(one.before, one.after) for one in found if one.kind.value == kind and not one.before.startswith("条件")]


def test_a_boundary_is_moved_in_both_rows_that_meet_there() -> None:
    upper, lower = "5% 以上: 20\n3% 至 5%: 15", "3% 至 5%: 15\n低于 3%: 0"
    assert [pair for pair in changed(BANDS, "figure") if "\n" in pair[0]] == [
        (upper, "6% 以上: 20\n3% 至 6%: 15"),
        (upper, "4% 以上: 20\n3% 至 4%: 15"),
        (lower, "4% 至 5%: 15\n低于 4%: 0"),
        (lower, "2% 至 5%: 15\n低于 2%: 0"),
    ]


def test_a_boundary_belongs_to_the_other_row() -> None:
    assert ("按 占比 边界取高:", "按 占比 边界取低:") in changed(BANDS, "bound")
    assert ("5% 以上: 20", "高于 5%: 20") in changed(BANDS, "bound")
    assert ("低于 3%: 0", "不高于 3%: 0") in changed(BANDS, "bound")


def test_a_row_that_is_left_out_is_taken_over_by_the_one_beside_it() -> None:
    assert changed(BANDS, "row") == [
        ("5% 以上: 20\n3% 至 5%: 15", "3% 以上: 15"),
        ("3% 至 5%: 15\n低于 3%: 0", "5% 以下: 0"),
        ("3% 至 5%: 15\n低于 3%: 0", "5% 以下: 15"),
    ]


def test_the_values_of_two_rows_are_exchanged() -> None:
    assert changed(BANDS, "values") == [
        ("5% 以上: 20\n3% 至 5%: 15", "5% 以上: 15\n3% 至 5%: 20"),
        ("3% 至 5%: 15\n低于 3%: 0", "3% 至 5%: 0\n低于 3%: 15"),
    ]


def test_of_conditions_a_row_is_left_out_and_values_are_exchanged() -> None:
    assert changed(CASES, "row") == [("小微: 3", ""), ("本市: 2", "")]
    assert changed(CASES, "values") == [
        ("小微: 3\n本市: 2", "小微: 2\n本市: 3"),
        ("本市: 2\n否则: 1", "本市: 1\n否则: 2"),
    ]


def test_codes_are_moved_one_by_one_and_left_out() -> None:
    condition = "门类 为 一级"
    assert {('"01" 至 "05": 一级', '"01" 至 "06": 一级'), ('"06" 或 "08": 二级', '"06" 或 "07": 二级')} <= {
        *changed(CODES, "figure", condition)
    }
    assert {('"06" 或 "08": 二级', '"06": 二级'), ('"06" 或 "08": 二级', '"08": 二级'), ('"01" 至 "05": 一级', "")} <= {
        *changed(CODES, "row", condition)
    }


ITEMS = """评分 评价 满分 8 "评价":
    指标 一 满分 5 "一":
        每满足一项得 3，最高 5:
            小微
            本市
    指标 二 满分 3 "二":
        按 人数 每满 2 得 1，最高 3
"""


def test_caps_of_points_and_items_are_left_out() -> None:
    assert {("每满足一项得 3，最高 5:", "每满足一项得 3:"), ("按 人数 每满 2 得 1，最高 3", "按 人数 每满 2 得 1")} <= {
        *changed(ITEMS, "score", "评价 高于 5")
    }
    assert changed(ITEMS, "condition", "评价 高于 5") == [("小微", ""), ("本市", "")]
