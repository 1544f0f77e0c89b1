"""Tables and scores are read as they are written, in both languages."""

import pytest

from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse

ZH = """\
评分 评价 满分 100 合格线 60 边界取高 "评价":
    分项 创新 @附件1 满分 40 最低 20:
        指标 研发 满分 20:
            按 强度[上年]、规模:
                5% 以上、大型 或 中型: 20
                3% 至 5%、任意: 15
                100元 以上 不满 200元、任意: 10
                1元 以外 200元 及以下、任意: 5
                否则: 0
    指标 年限:
        按 年限 每满 2 得 1，最高 5
    指标 项目:
        每满足一项得 3，最高 5:
            奖: 得奖
            认证
    指标 产权:
        首个符合:
            甲 不少于 1 且 乙: 20
            否则: 0
    指标 层次:
        按持有层次:
            国标.小巨人: 3
            省级: 2
    指标 特色:
        得分: 特色
"""

EN = """\
score 评价 maximum 100 pass 60 boundary higher "评价":
    part 创新 @附件1 maximum 40 minimum 20:
        indicator 研发 maximum 20:
            by 强度[last year], 规模:
                5% or more, 大型 or 中型: 20
                3% to 5%, any: 15
                100元 or more below 200元, any: 10
                1元 exceeded 200元 at most, any: 5
                else: 0
    indicator 年限:
        by 年限 for every full 2 gives 1 up to 5
    indicator 项目:
        points for each item 3 up to 5:
            奖: 得奖
            认证
    indicator 产权:
        first of:
            甲 not below 1 and 乙: 20
            else: 0
    indicator 层次:
        by tier held:
            国标.小巨人: 3
            省级: 2
    indicator 特色:
        points: 特色
"""


def read(text: str) -> ast.Score:
    tree, found = parse(Source("x.pol", text))
    assert found == ()
    (score,) = tree.declarations
    assert isinstance(score, ast.Score)
    return score


def test_both_languages_say_the_same() -> None:
    assert ast.same(read(ZH), read(EN))


def test_the_ends_of_a_band_keep_their_words() -> None:
    group = read(ZH).parts[0]
    assert isinstance(group, ast.ScoreGroup)
    indicator = group.parts[0]
    assert isinstance(indicator, ast.Indicator)
    (table,) = indicator.points
    assert isinstance(table, ast.ByTable)
    operators = [row.cells[0].bands[0].operators for row in table.rows[:4]]
    assert operators == [(">=",), ("to", "to"), (">=", "<"), (">", "<=")]
    assert table.rows[4].cells == ()
    assert table.rows[1].cells[1].bands == ()


@pytest.mark.parametrize("band", ["", "5% 以上 3% 以上", "不低于 3% 5% 以下"])
def test_what_is_no_band_is_reported(band: str) -> None:
    _, found = parse(Source("x.pol", f"定义 甲: 数\n    按 乙:\n        {band}: 1\n"))
    assert len(found) == 1
