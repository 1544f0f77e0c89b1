from tests.lint.policies import HEAD, places

AWARD = """\
措施 资金 @一:
    责任单位: 市工信局
    支持事项 奖励 给予:
        条文:
            | 给予奖励
        金额: 未载明
"""


def test_an_award_of_which_nobody_can_say_how_much_it_is_is_found() -> None:
    assert places("amount-unstated", HEAD + AWARD) == ["金额: 未载明"]
    assert places("amount-unstated", HEAD + AWARD + "        上限: 10万元\n") == []
    assert places("amount-unstated", HEAD + AWARD.replace("未载明", "10万元")) == []
