"""Why something is open, in words."""

import pytest

from policyrules.core.program import Cause, CauseKind
from policyrules.diagnostics import Language
from policyrules.explain.causes import cause, conflict, missing_text, open_rows, open_text
from policyrules.explain.missing import WhyOpen
from tests.awards import award, policy

PROGRAM = policy(award("奖", "金额: 租金[上年]")).program
UNITS = {"局": "某市某局"}
CLASH = Cause(CauseKind.CONFLICT, "甲、乙", (("甲", "三(一)"), ("乙", "")))
WHY = WhyOpen(
    (Cause(CauseKind.MISSING, "租金[2023]"), Cause(CauseKind.MISSING, "项目[2].类"), Cause(CauseKind.DISCRETION, "局"))
)


@pytest.mark.parametrize(
    ("language", "missing", "other"),
    [
        ("zh", ("尚缺", "2023年租金、项目第2项的类"), ("另因", "由 某市某局 另行认定")),
        ("en", ("Missing", "租金 2023, 类 of 项目 no. 2"), ("Also because", "left to 某市某局 to determine")),
    ],
)
def test_what_is_asked_for_and_what_is_not_are_told_apart(
    language: Language, missing: tuple[str, str], other: tuple[str, str]
) -> None:
    assert list(open_rows(WHY, PROGRAM, UNITS, language)) == [missing, other]
    assert missing_text(WHY.missing, PROGRAM, language) == missing[1]


def test_in_one_sentence_both_are_told() -> None:
    assert open_text(WHY, PROGRAM, UNITS, "zh") == "尚缺 2023年租金、项目第2项的类；由 某市某局 另行认定"
    assert open_text(WhyOpen(), PROGRAM, UNITS, "zh") == ""
    assert list(open_rows(WhyOpen(), PROGRAM, UNITS, "zh")) == []


def test_provisions_in_conflict_are_cited_with_their_clauses() -> None:
    assert conflict(CLASH, "zh") == "条文之间有冲突（例外「甲」（三(一)）、「乙」）"
    assert cause(CLASH, PROGRAM, "en", {}) == "provisions conflict (the exceptions 「甲」 (三(一)), 「乙」)"
