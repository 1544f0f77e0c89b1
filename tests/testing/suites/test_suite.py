"""Accepted entries are run again, and nothing that nobody has seen is ever accepted."""

from datetime import date

import pytest
from attrs import evolve

from policyrules.diagnostics import FactsError
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.points import Kind, Point
from policyrules.testing.results import Change
from policyrules.testing.suites.suite import Review, SuiteError, accept, case_id, entry_of, rerun, suite_of
from tests.testing.suite_policy import DAY, REVIEW, entry, policy, suite

NAME = "样例.suite.jsonl"

#: A change that the first entry notices.
CHANGED = ("人数 不少于 50", "人数 多于 50")


def codes(error: pytest.ExceptionInfo[SuiteError]) -> list[tuple[str, str | None]]:
    return [(one.code, one.path) for one in error.value.diagnostics]


def test_the_id_of_a_case_does_not_depend_on_how_it_is_written() -> None:
    of = policy()
    ways = [{"收入": {2023: "3元"}}, {"收入": {"2023": "0.0003万元"}}, {"收入": {"2023年": 3}, "人数": None, "认定": None}]
    first, *others = (entry_of(of, Trial(facts, DAY, {}), "", ()).id for facts in ways)
    assert others == [first, first]
    assert entry_of(of, Trial(ways[0], DAY, {"算法": "按人"}), "", ()).id == first
    different = [Trial({}, DAY, {}), Trial(ways[0], date(2024, 6, 2), {}), Trial(ways[0], DAY, {"算法": "按户"})]
    assert len({first, *(entry_of(of, trial, "", ()).id for trial in different)}) == 4


def test_nobody_has_accepted_what_was_generated() -> None:
    made = suite(policy())
    assert made.accepted == () and len(made.unreviewed) == 2
    assert rerun(policy(), made, NAME).passed == ()


def test_accepted_entries_hold_as_long_as_the_policy_decides_the_same() -> None:
    made = accept(policy(), suite(policy()), None, REVIEW, NAME).suite
    again = rerun(policy('支持事项 服务 给予 "服务"', '支持事项 服务 给予 "服务。"'), made, NAME)
    assert again.holds and len(again.passed) == 2 and again.is_other
    assert not rerun(policy(), made, NAME).is_other


def test_what_is_taken_by_default_may_become_another_option() -> None:
    of = policy()
    made = suite_of(of, 1, [entry(of, "按户", {"算法": "按户"}, 人数=50)], "0.1.0")
    kept = accept(of, made, None, REVIEW, NAME).suite
    again = rerun(policy("采用: 按人", "采用: 按户"), kept, NAME)
    assert again.holds and again.wrong == () and again.is_other


def test_a_scenario_more_is_no_change_of_the_policy() -> None:
    made = suite(policy())
    with_scenario = policy(
        "        金额: 未载明\n", '        金额: 未载明\n\n试算 "一":\n    日期: 2024-06-01\n    应未定: 奖励\n'
    )
    assert not rerun(with_scenario, made, NAME).is_other


def test_a_change_of_a_verdict_is_found_with_what_was_before_and_after() -> None:
    made = accept(policy(), suite(policy()), None, REVIEW, NAME).suite
    again = rerun(policy(*CHANGED), made, NAME)
    ((changed, found),) = again.changed
    assert changed.title == "恰为50人" and not again.holds and again.is_other
    assert found == (
        Change(Point(Kind.VERDICT, "奖励"), "entitled", "not_entitled"),
        Change(Point(Kind.TOTAL), "0.3元", "0元"),
    )
    assert changed.changes(policy(*CHANGED)) == found
    assert [one.title for one in again.passed] == ["不知人数"]


def test_entries_that_nobody_accepted_are_not_run() -> None:
    made = accept(policy(), suite(policy()), [suite(policy()).entries[1].id], REVIEW, NAME).suite
    assert rerun(policy(*CHANGED), made, NAME).holds


def test_a_case_that_cannot_be_decided_any_more_is_told_with_its_line() -> None:
    made = accept(policy(), suite(policy()), None, REVIEW, NAME).suite
    made = evolve(made, entries=tuple(evolve(one, line=n) for n, one in enumerate(made.entries, 2)))
    again = rerun(policy("收入: 金额 按年", "收入: 金额 按年 0元 至 2元"), made, NAME)
    assert [(one.code, one.path) for one in again.wrong] == [("fact-too-high", f"{NAME}:2.收入[2023]")]
    assert not again.holds


def test_a_case_that_was_changed_after_it_was_named_counts_for_nothing() -> None:
    made = accept(policy(), suite(policy()), None, REVIEW, NAME).suite
    first, *others = made.entries
    forged = evolve(made, entries=(evolve(first, trial=Trial({"人数": 51}, DAY, {})), *others))
    again = rerun(policy(), forged, NAME)
    assert [one.code for one in again.wrong] == ["suite-id"] and not again.holds
    assert again.wrong[0].arguments["right"] == case_id(Trial({"人数": 51}, DAY, {}))


def test_entries_are_accepted_by_their_ids_and_by_no_other_way() -> None:
    made = suite(policy())
    done = accept(policy(), made, [made.entries[0].id], REVIEW, NAME)
    assert [one.review for one in done.suite.entries] == [REVIEW, None]
    assert (len(done.new), done.replaced, done.kept) == (1, (), ())


def test_every_id_that_is_not_there_is_told_and_then_nothing_is_accepted() -> None:
    made = suite(policy())
    with pytest.raises(SuiteError) as error:
        accept(policy(), made, ["甲", made.entries[0].id, "乙"], REVIEW, NAME)
    assert codes(error) == [("suite-no-entry", NAME), ("suite-no-entry", NAME)]
    assert [one.arguments["id"] for one in error.value.diagnostics] == ["甲", "乙"]


def test_what_nobody_has_seen_cannot_be_accepted() -> None:
    made = suite(policy())
    with pytest.raises(SuiteError) as error:
        accept(policy(*CHANGED), made, None, REVIEW, NAME)
    assert codes(error) == [("suite-stale", f"{NAME}:0")]


#: Something that the policy decides besides.
MORE = (
    "    支持事项 服务",
    """    支持事项 新增 给予 "新增":
        条文:
            | 给予新增
        条件: 人数 不少于 5
    支持事项 服务""",
)


def test_something_new_that_is_decided_is_not_accepted_unseen_either() -> None:
    with pytest.raises(SuiteError) as error:
        accept(policy(*MORE), suite(policy()), None, REVIEW, NAME)
    assert [code for code, _ in codes(error)] == ["suite-stale", "suite-stale"]
    made = accept(policy(), suite(policy()), None, REVIEW, NAME).suite
    (_, found), _ = rerun(policy(*MORE), made, NAME).changed
    assert found == (Change(Point(Kind.VERDICT, "新增"), None, "entitled"),)


def test_accepting_again_takes_what_the_policy_decides_now() -> None:
    made = accept(policy(), suite(policy()), None, REVIEW, NAME).suite
    later = Review("李四", date(2026, 2, 1))
    done = accept(policy(*CHANGED), made, None, later, NAME)
    assert (len(done.new), len(done.replaced), len(done.kept)) == (0, 1, 1)
    assert [one.review for one in done.suite.entries] == [later, REVIEW]
    again = rerun(policy(*CHANGED), done.suite, NAME)
    assert again.holds and not again.is_other


def test_facts_that_the_policy_cannot_read_make_no_entry() -> None:
    with pytest.raises(FactsError):
        entry(policy(), 人数=-1)
