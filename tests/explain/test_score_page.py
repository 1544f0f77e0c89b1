"""The table of a score: each indicator with its value, row, points and maximum, and what it lacks."""

from policyrules.explain.blocks import Heading, Paragraph, Table
from policyrules.explain.score_page import score_blocks
from tests.explain.pipeline import decide, lowered
from tests.explain.scored import TEXT, decision, money


def rows(language: str = "zh", **facts: object) -> dict[str, tuple[str, ...]]:
    heading, table, result = score_blocks(decision(**facts).scores[0], {}, "en" if language == "en" else "zh")
    assert isinstance(heading, Heading) and isinstance(table, Table) and isinstance(result, Paragraph)
    return {row[0]: row[1:] for row in table.rows} | {"": (result.text,)}


def test_every_indicator_sub_total_and_the_total_has_a_row() -> None:
    told = rows(**money("100万元", "2.9万元"), 自研=True, 奖项=True, 评分得分=4)
    away = "距“3% 至 5%”一档相差 0.1 个百分点（2023年研发费用 还差 1000元）"
    assert told["研发投入"] == ("研发强度 2.9%", "否则", "0", "15", away)
    assert told["荣誉"] == ("自研 是；奖项 是", "自研、奖项", "5", "5", "")
    assert told["创新能力 小计"] == ("", "最低 10：未达到", "5", "20", "相差 5 分")
    assert told["合计"] == ("", "合格线 18", "9", "30", "相差 9 分")
    assert told[""] == ("得分 9（满分 30，合格线 18）：不合格",)


def test_what_is_open_shows_its_range_and_what_is_lacking() -> None:
    told = rows("en", 营业收入={"2023": "100万元"}, 自研=True)
    assert told["研发投入"][1:] == ("5% 以上, 3% 至 5%, 否则", "between 0 and 15", "15", "missing: 研发费用 2023")
    assert told["特色"][-1] == "left to 甲局 to determine"
    assert told[""] == ("between 3 and 30 of 30 points, pass mark 18: passed or not is open",)


def test_points_that_are_open_are_short_of_a_mark_by_at_least_what_is_told() -> None:
    told = rows(**money("100万元", "2.9万元"), 自研=False, 奖项=False)
    assert told["合计"][1:] == ("合格线 18", "0 至 10 之间", "30", "至少相差 8 分")
    assert told["创新能力 小计"][-1] == "相差 10 分"


TABLES = """\
定义 金额分 "按金额": 数
    按 研发费用[上年]:
        5万元 以上: 10
        3万元 以上: 5
        否则: 0

定义 占比分 "按占比": 数
    按 研发强度:
        10% 以上: 10
        4% 以上: 5
        否则: 0

"""
BETTER = TEXT.replace("评分 评价 满分 30", f"{TABLES}评分 评价 满分 30").replace(
    "        得分: 评分得分\n", "        得分: 较大者(金额分, 占比分)\n"
)


def test_of_two_tables_of_which_the_better_counts_each_shows_its_row_and_what_would_give_more() -> None:
    made = decide(lowered(BETTER), {**money("100万元", "4.5万元"), "自研": True, "奖项": True}, "2024-06-01")
    (table,) = (block for block in score_blocks(made.scores[0], {}, "zh") if isinstance(block, Table))
    row = next(row for row in table.rows if row[0] == "特色")
    assert row[1:5] == (
        "2023年研发费用 4.5万元；研发强度 4.5%",
        "按金额 3万元 以上（5 分）；按占比 4% 以上（5 分）",
        "5",
        "10",
    )
    assert row[5] == ("距“5万元 以上”一档相差 5000元；距“10% 以上”一档相差 5.5 个百分点（2023年研发费用 还差 5.5万元）")
    rich = decide(lowered(BETTER), {**money("100万元", "4.5万元"), "研发费用": {"2023": "11万元"}}, "2024-06-01")
    (table,) = (block for block in score_blocks(rich.scores[0], {}, "zh") if isinstance(block, Table))
    assert next(row for row in table.rows if row[0] == "特色")[5] == ""
