"""The table of a score: each indicator with its value, row, points and maximum, and what it lacks."""

from policyrules.explain.blocks import Heading, Paragraph, Table
from policyrules.explain.score_page import score_blocks
from tests.explain.scored import decision, money


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
