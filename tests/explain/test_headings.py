"""Headings of lines that have others below them."""

from policyrules.core.outline import SiteKind
from policyrules.explain.explanation import Connective, Explanation
from policyrules.explain.headings import Headings, are_tiers
from policyrules.values.answers import Truth
from policyrules.values.types import Scalar

ZH, EN = (Headings(language, {"甲": "甲级企业"}) for language in ("zh", "en"))  # type: ignore[arg-type]


def tier(name: str, truth: Truth = Truth.F, label: str | None = None, clause: str | None = None) -> Explanation:
    return Explanation(SiteKind.TIER, Connective.LEAF, name, truth, Scalar.BOOL, label=label, clause=clause, tier=name)


def joined(connective: Connective, *children: Explanation, label: str | None = None, count: int = 0) -> Explanation:
    return Explanation(
        SiteKind.ANY, connective, "", Truth.F, Scalar.BOOL, label=label, count=count, below=lambda: children
    )  # fmt: skip


def test_a_tier_is_called_by_its_title_with_its_clause() -> None:
    assert ZH.of(tier("甲")) == "持有 甲级企业"
    assert EN.of(tier("甲", clause="二")) == "holds 甲级企业 (二)"


def test_the_name_of_a_line_stands_before_the_tier_unless_it_is_its_title() -> None:
    assert ZH.of(tier("甲", label="第一种")) == "第一种：持有 甲级企业"
    assert ZH.of(tier("甲", label="甲级企业")) == "持有 甲级企业"


def test_alternatives_of_tiers_are_said_by_name() -> None:
    alternatives = joined(Connective.ANY, tier("甲"), tier("乙"))
    assert are_tiers(alternatives) and ZH.of(alternatives) == "须持有下列之一：甲级企业、乙"


def test_a_number_of_conditions_is_said_with_how_many_hold_and_are_open() -> None:
    lines = (tier("甲", Truth.T), tier("乙", Truth.U), tier("丙"))
    assert ZH.of(joined(Connective.AT_LEAST, *lines, count=2)) == "下列 3 项须符合 2 项，现符合 1 项，另有 1 项未定"
    assert EN.of(joined(Connective.AT_LEAST, *lines, label="x", count=2)) == "x: 2 of 3 are needed, met: 1, open: 1"
