from fractions import Fraction

import pytest

from policyrules.lint.figures import Figure, Kind, figures, han_number, written
from policyrules.source import Source
from policyrules.syntax.parser import parse

MILLION = Figure(Kind.MONEY, Fraction(1_000_000 * 100))


@pytest.mark.parametrize(
    "text",
    ["100万元", "一百万元", "1000000元", "1,000,000 yuan", "1 million yuan", "0.01亿元", "百万元", "最高100万", "1百万元"],
)
def test_a_sum_is_the_same_however_it_is_written(text: str) -> None:
    assert MILLION in figures(text)


@pytest.mark.parametrize("text", ["3%", "3％", "百分之三", "3 per cent", "3percent", "three per cent"])
def test_a_share_is_the_same_however_it_is_written(text: str) -> None:
    assert list(figures(text)) == [Figure(Kind.SHARE, Fraction(3, 100))]


@pytest.mark.parametrize("text", ["2年", "两年", "二年", "近2年", "two years", "前二名"])
def test_a_number_is_the_same_however_it_is_written(text: str) -> None:
    assert Figure(Kind.NUMBER, Fraction(2)) in figures(text)


def test_figures_come_in_their_order_and_money_is_no_number() -> None:
    shares = [figure.value for figure in figures("5%以上,20分;3%至5%,15分") if figure.kind is Kind.SHARE]
    assert shares == [Fraction(5, 100), Fraction(3, 100), Fraction(5, 100)]
    assert [figure.kind for figure in figures("400万元")] == [Kind.MONEY]
    assert list(figures("扶持措施")) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十三", 13), ("二十", 20), ("一百零二", 102), ("一千二百万", 12_000_000), ("一亿二千万", 120_000_000),
        ("二〇二四", 2024), ("万", 10_000),
    ],
)  # fmt: skip
def test_chinese_numbers_are_read(text: str, value: int) -> None:
    assert han_number(text) == value


def test_figures_of_a_policy_have_their_places_and_nothing_and_one_are_left_out() -> None:
    text = "定义 甲 = 如果 乙[上年 - 1] 为 100万元 以上 且 丙 不早于 2024-05-01 则 3% 否则 0%\n"
    tree, mistakes = parse(Source("甲.pol", text))
    assert mistakes == ()
    assert [(node.span.text, figure.value) for node, figure in written(tree.declarations)] == [
        ("100万元", MILLION.value),
        ("2024-05-01", 2024),
        ("3%", Fraction(3, 100)),
    ]
