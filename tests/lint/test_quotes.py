import pytest

from tests.lint.policies import HEAD, places

FACTS = """\
事实:
    营业收入: 金额 按年 0元 至 10万亿元
    从业人员: 整数 0 至 100000

"""
AWARD = (
    FACTS
    + """\
措施 资金 @一:
    责任单位: 市工信局
    支持事项 奖励 给予:
        条文:
            | 对上年度营业收入一千万元以上、从业人员20人以上的企业,按2%给予奖励,两年内最高30万元
        条件: 营业收入[上年] 不低于 {sum} 且 营业收入 近 2年 增长率 高于 0% 且 从业人员 不少于 20
        金额: 营业收入[上年] × {share}
        上限: 30万元
"""
)


def test_a_figure_that_is_quoted_in_any_way_of_writing_is_not_found() -> None:
    assert places("figure-unquoted", HEAD + AWARD.format(sum="1000万元", share="2%")) == []
    assert places("figure-unquoted", HEAD + AWARD.format(sum="100万元", share="0.2%")) == ["100万元", "0.2%"]
    vague = AWARD.replace("一千万元以上、从业人员20人以上的企业,按2%给予奖励,两年内最高30万元", "大企业给予奖励")
    assert places("figure-unquoted", HEAD + vague.format(sum="1000万元", share="2%")) == [
        "1000万元",
        "2年",
        "20",
        "2%",
        "30万元",
    ]


def test_a_figure_may_be_quoted_by_the_measure_the_head_or_a_definition() -> None:
    wrong = HEAD + AWARD.format(sum="500万元", share="2%")
    measure = wrong.replace("    支持事项", "    引语:\n        | 营业收入500万元以上的\n    支持事项")
    head = wrong.replace('    原文: "例.txt"\n', '    原文: "例.txt"\n    条文:\n        | 营业收入500万元以上的\n')
    definition = f"{wrong}\n定义 大 @三 = 营业收入[上年] 高于 500万元\n    条文:\n        | 500万元以上的为大\n"
    assert places("figure-unquoted", wrong) == ["500万元"]
    assert places("figure-unquoted", measure) == places("figure-unquoted", head) == places("figure-unquoted", definition) == []


def test_figures_of_definitions_tiers_targets_and_indicators_are_looked_for_in_their_own_quotes() -> None:
    text = """\
定义 大 @二 = 营业收入[上年] 高于 600万元
    条文:
        | 500万元以上的为大

评分 评价 @三 满分 100 合格线 60:
    指标 收入 满分 100:
        条文:
            | 营业收入500万元以上,100分;其他,60分
        按 营业收入[上年]:
            400万元 以上: 100
            否则: 60

目标 家数 @四:
    条文:
        | 到2026年培育一百家
    数量: 90
    截至: 2026-12-31
    计入: 大

措施 服务 @五:
    责任单位: 市工信局
"""
    assert places("figure-unquoted", HEAD + FACTS + text) == ["600万元", "400万元", "90"]


TABLE = """\
定义 得分 @二: 数
    条文:
        | {quote}
    按 营业收入[上年] 边界取高:
        {rows}

措施 服务 @五:
    责任单位: 市工信局
"""
QUOTE = "满分20分:5000万元以上,20分;1000万元至5000万元,15分;其他,5分"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("5000万元 以上: 20", "1000万元 至 5000万元: 15", "否则: 5"), []),
        (("5000万元 以上: 15", "1000万元 至 5000万元: 20", "否则: 5"), ["1000万元 至 5000万元: 20"]),
        (("1000万元 至 5000万元: 15", "5000万元 以上: 20", "否则: 5"), ["5000万元 以上: 20"]),
        (("5000万元 以上: 20", "1000万元 至 5000万元: 12", "否则: 5"), []),  # that figure is found in its own right
    ],
)
def test_rows_are_to_stand_as_in_the_quote(rows: tuple[str, ...], found: list[str]) -> None:
    text = TABLE.format(quote=QUOTE, rows="\n        ".join(rows))
    assert places("rows-reordered", HEAD + FACTS + text) == found


def test_rows_of_conditions_are_compared_too() -> None:
    text = TABLE.replace("按 营业收入[上年] 边界取高:", "首个符合:")
    rows = "\n        ".join(("从业人员 不少于 20: 3", "从业人员 不少于 100: 5", "否则: 0"))
    text = text.format(quote="100人以上,5分;20人以上,3分;其他,0分", rows=rows)
    assert places("rows-reordered", HEAD + FACTS + text) == ["从业人员 不少于 100: 5"]


def test_an_exception_answers_to_its_own_quote_and_a_default_without_one_to_none() -> None:
    text = """\
定义 上限: 金额 = 100万元
    例外 大 @三: 从业人员 不少于 {staff} 则 200万元
        条文:
            | 从业人员300人以上的,最高200万元

措施 服务 @五:
    责任单位: 市工信局
    引语:
        | 最高100万元
"""
    assert places("figure-unquoted", HEAD + FACTS + text.format(staff=300)) == []
    assert places("figure-unquoted", HEAD + FACTS + text.format(staff=30)) == ["30"]


def test_maxima_minima_and_pass_marks_are_to_stand_in_some_quote() -> None:
    text = """\
评分 评价 @三 满分 100 合格线 {mark}:
    条文:
        | 满分100分
    指标 收入 满分 100:
        条文:
            | 营业收入(满分100分):500万元以上,100分
        按 营业收入[上年]:
            500万元 以上: 100
            否则: 0

定义 达标 @四 = 评价 合格
    条文:
        | 得分60分以上的为达标

措施 服务 @五:
    责任单位: 市工信局
"""
    assert places("figure-unquoted", HEAD + FACTS + text.format(mark=60)) == []
    assert places("figure-unquoted", HEAD + FACTS + text.format(mark=50)) == ["合格线 50"]


def test_a_definition_that_quotes_nothing_takes_its_sums_and_shares_from_some_quote() -> None:
    definition = "\n定义 大 = 营业收入[上年] 高于 {sum} 且 从业人员 不少于 7 且 年份(当日) 不低于 2025\n"
    text = HEAD + AWARD.format(sum="1000万元", share="2%")
    assert places("figure-unquoted", text + definition.format(sum="1000万元")) == []
    assert places("figure-unquoted", text + definition.format(sum="100万元")) == ["100万元"]


def test_the_figure_of_a_definition_that_quotes_is_not_excused_by_what_another_quotes() -> None:
    one = "定义 大 @二 = 营业收入[上年] 高于 {sum}\n    条文:\n        | 500万元以上的为大\n\n"
    other = "定义 小 @三 = 营业收入[上年] 低于 50万元\n    条文:\n        | 50万元以下的为小\n\n"
    part = "措施 服务 @五:\n    责任单位: 市工信局\n"
    assert places("figure-unquoted", HEAD + FACTS + one.format(sum="500万元") + other + part) == []
    assert places("figure-unquoted", HEAD + FACTS + one.format(sum="50万元") + other + part) == ["50万元"]
