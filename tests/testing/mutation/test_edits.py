"""Edits are policies again; what they ask says which of them are the same."""

from datetime import date

import pytest

import policyrules
from policyrules.core.lower import lower
from policyrules.diagnostics import PolicyError
from policyrules.syntax.formatter import print_file
from policyrules.testing.mutation.edits import Edit, Workshop, edits, outcomes, program_digest
from policyrules.testing.points import Kind, Point
from tests.testing.slips import policy


def built(made: policyrules.Policy) -> list[tuple[Edit, str | None]]:
    workshop = Workshop(made)
    return [(edit, workshop.build(edit).digest) for edit in edits(made)]


@pytest.mark.parametrize("name", ["江门专精特新", "中小企业划型"])
def test_edits_are_in_the_order_of_the_text_and_say_what_they_change(name: str) -> None:
    made = policyrules.load(name)
    found = list(edits(made))
    assert len(found) > 500
    declarations = [edit.declaration for edit in found]
    assert declarations == sorted(declarations, key=lambda one: one.span.start)
    for edit in found[::37]:
        before, after = edit.words
        assert (before or after) and edit.before != edit.after
        assert edit.declaration.span.first.line <= edit.line <= edit.declaration.span.last.line


def test_an_edit_is_a_policy_whose_text_can_be_read_again() -> None:
    made = policy("条件: 人数 不低于 300 且 小微\n金额: 5万元")
    read = [(policyrules.load(print_file(edit.tree, "zh")), digest) for edit, digest in built(made) if digest is not None]
    assert len(read) > 10
    assert all(program_digest(again.lowered) == digest for again, digest in read)


def test_nothing_is_changed_that_decides_nothing() -> None:
    scenarios = '\n试算 "一":\n    日期: 2024-01-01\n    人数: 300\n    应可享受: 补助\n'
    made = policy('条件: 人数 不低于 300\n提示: "注意"', scenarios=scenarios)
    assert {edit.line for edit in edits(made)} == {5, 38}  # the period in force, and the condition


def test_checking_refuses_an_edit_that_it_says_something_new_of() -> None:
    made = policy("条件: 得分 高于 5", "定义 得分: 数\n    按 占比 边界取高:\n        5% 以上: 9\n        5% 以下: 3\n")
    workshop = Workshop(made)
    said = {edit.after: [one.code for one in workshop.build(edit).diagnostics] for edit in edits(made)}
    assert said["按 占比 边界取低:"] == []
    assert said["高于 5%: 9\n低于 5%: 3"] == ["bands-gap"]
    assert said["高于 5%: 9\n不高于 5%: 3"] == []


def test_a_row_is_missed_although_it_still_stands_in_the_text() -> None:
    made = policyrules.load("优质中小企业")
    dropped = next(edit for edit in edits(made) if (edit.before, edit.after) == ("省级: 8", ""))
    assert [one.code for one in Workshop(made).build(dropped).diagnostics] == ["bands-gap"]


def test_an_edit_that_changes_nothing_that_is_decided_is_the_same_policy() -> None:
    made = policy(
        "条件: 利率 高于 5%",
        "参数 利率: 比例\n    2023-01-01: 4%\n    2023-06-01: 4%\n    2024-01-01: 5%\n    完整至: 2024-12-31\n",
    )
    same = Workshop(made).digest
    assert same == program_digest(made.lowered)
    digests = {(edit.before, edit.after): digest for edit, digest in built(made)}
    assert digests["2023-06-01: 4%", "2023-06-02: 4%"] == same  # it was as high before
    assert digests["2023-06-01: 4%", "2023-06-01: 5%"] != same
    assert digests["2024-01-01: 5%", "2024-01-02: 5%"] != same


def test_a_reading_that_nothing_decided_rests_on_makes_no_difference(jiangmen: policyrules.Policy) -> None:
    workshop = Workshop(jiangmen)
    found = {edit.words: edit for edit in edits(jiangmen) if edit.kind.value == "reading"}
    about_a_target, about_titles = found["三年内认定", "含以前认定"], found["本方案企业", "各类企业"]
    assert workshop.build(about_a_target).digest == workshop.digest
    assert workshop.build(about_titles).digest != workshop.digest


@pytest.mark.parametrize("name", ["江门专精特新", "中小企业划型", "优质中小企业"])
def test_a_workshop_asks_for_what_the_scenarios_ask_for(name: str) -> None:
    made = policyrules.load(name)
    workshop = Workshop(made)
    assert workshop.digest == program_digest(made.lowered) == program_digest(lower(made.checked))
    assert outcomes(workshop.original.outline).keys() == outcomes(made.outline).keys()


def test_what_is_decided_are_verdicts_amounts_tiers_and_values() -> None:
    found = outcomes(policyrules.load("江门专精特新").outline)
    assert {
        Point(Kind.VERDICT, "贷款利率"),
        Point(Kind.HELD, "省级专精特新"),
        Point(Kind.QUALIFIES, "国家级小巨人"),
    } <= found.keys()
    assert len(found[Point(Kind.AMOUNT, "贷款利率")]) == 2  # and what is shown while it is open
    assert Point(Kind.TOTAL) not in found or found[Point(Kind.TOTAL)]


def test_an_edited_policy_decides() -> None:
    made = policy("条件: 人数 不低于 300")
    edit = next(one for one in edits(made) if one.words == ("300", "301"))
    facts = {"人数": 300}
    verdicts = [one.decide(facts, date(2024, 1, 1))["补助"].verdict.value for one in (made, edit.applied())]
    assert verdicts == ["entitled", "not_entitled"]
    assert repr(edit) == "<Edit of line 38: '条件: 人数 不低于 300' -> '条件: 人数 不低于 301'>"


def test_an_edit_that_checking_refuses_cannot_be_applied() -> None:
    made = policy("条件: 营收[上年] ÷ 营收[本年] 不低于 3%")
    workshop = Workshop(made)
    refused = next(edit for edit in edits(made) if workshop.build(edit).lowered is None)
    with pytest.raises(PolicyError):
        refused.applied()
