"""Scores whose figures add up."""

from fractions import Fraction

from policyrules.checking.scores import figure, highest
from policyrules.syntax import ast
from tests.checking.texts import checked, said

FACTS = "事实:\n    甲: 数 0 至 10\n    乙: 数 0 至 5\n\n"
ONE = "        指标 {name} 满分 {most}:\n            得分: {points}\n"


def score(head: str = "评分 评价 满分 15:", group: str = "    分项 能力 满分 15:", *indicators: tuple[str, int, str]) -> str:
    lines = "".join(ONE.format(name=name, most=most, points=points) for name, most, points in indicators)
    return f"{FACTS}{head}\n{group}\n{lines}"


INDICATORS = (("一", 10, "甲"), ("二", 5, "乙"))


def test_maxima_add_up_at_every_level() -> None:
    assert said(score("评分 评价 满分 15:", "    分项 能力 满分 15:", *INDICATORS)) == []
    assert said(score("评分 评价 满分 15:", "    分项 能力 满分 12:", *INDICATORS)) == ["score-sum", "score-sum"]
    assert said(score("评分 评价 满分 20:", "    分项 能力 满分 15:", *INDICATORS)) == ["score-sum"]


def test_a_maximum_that_is_not_written_is_what_the_parts_add_up_to() -> None:
    policy = checked(score("评分 评价 合格线 15:", "    分项 能力 最低 3:", *INDICATORS))
    assert policy.diagnostics == ()
    (written,) = policy.all(ast.Score)
    assert (highest(written), figure(written, "maximum"), figure(written, "pass")) == (15, None, Fraction(15))
    assert said(score("评分 评价 合格线 16:", "    分项 能力:", *INDICATORS)) == ["figure-above"]


def test_parts_of_a_score_have_names_of_their_own() -> None:
    assert said(score("评分 评价:", "    分项 能力:", ("一", 10, "甲"), ("一", 5, "乙"))) == ["name-duplicate"]
    assert said(score("评分 评价:", "    分项 一:", ("一", 10, "甲"))) == ["name-duplicate"]


def test_a_score_may_not_stand_on_itself() -> None:
    assert said(score("评分 评价:", "    分项 能力:", ("一", 10, "甲"), ("二", 5, "评价.一 × 0"))) == ["definition-circle"]


def test_a_score_is_a_number_by_its_name_and_by_those_of_its_parts() -> None:
    text = score("评分 评价 合格线 5:", "    分项 能力:", *INDICATORS)
    fine = "定义 好 = 评价 合格 且 评价.能力 不低于 3 且 评价.一 + 评价 超过 2\n"
    assert said(text + fine) == []
    assert said(f"{text}定义 好 = 评价 为 3元\n") == ["comparison-types"]
    assert said(f"{text}定义 好 = 评价.三 为 3\n") == ["part-unknown"]


def test_a_score_shares_the_names_of_values() -> None:
    assert said(score("评分 甲:", "    分项 能力:", *INDICATORS)) == ["name-duplicate"]
