import pytest

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


@pytest.mark.parametrize(
    ("said", "line", "is_found"),
    [
        ("给予一次性资金奖励", "", True),
        ("给予企业研发补助", "", True),
        ("给予奖励", "金额: 未载明", False),
        ("给予贷款贴息", "利率上限: 3%", False),
        ("给予场地支持", "", False),
        ("给予用电保障,并争取省级补助", "", False),
        ("shall grant 100,000 yuan, 给予", "", True),
    ],
)
def test_money_in_the_quote_is_to_be_an_amount(said: str, line: str, is_found: bool) -> None:
    text = AWARD.replace("给予奖励", said).replace("        金额: 未载明\n", f"        {line}\n" if line else "")
    assert len(places("amount-missing", HEAD + text)) == is_found


@pytest.mark.parametrize(
    ("said", "is_found"), [("对优秀企业给予奖励", True), ("费用予以减免", True), ("扶持措施", False), ("国家科技奖励", False)]
)
def test_promises_among_what_is_left_out_are_found(said: str, is_found: bool) -> None:
    text = f'{AWARD}\n不录 @二 因 "套语":\n    | {said}\n'
    assert len(places("omission-promises", HEAD + text)) == is_found


def test_a_heading_promises_nothing() -> None:
    assert places("omission-promises", HEAD + AWARD + '\n不录 @二 因 "标题":\n    | 给予奖励\n') == []
