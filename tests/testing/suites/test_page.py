"""What is told of suites: nothing that nobody has reviewed looks as if somebody had."""

from attrs import evolve

from policyrules import api
from policyrules.explain.render import as_text
from policyrules.source import Source
from policyrules.testing.suites.generating import Generated
from policyrules.testing.suites.page import (
    acceptance_data,
    acceptance_page,
    as_scenarios,
    generated_data,
    generated_page,
    rerun_data,
    rerun_page,
)
from policyrules.testing.suites.suite import Review, accept, rerun
from tests.testing.suite_policy import DAY, REVIEW, TEXT, entry, policy, suite

NAME = "样例.suite.jsonl"
CHANGED = ("人数 不少于 50", "人数 多于 50")


def test_what_was_generated_is_said_to_be_reviewed_by_nobody() -> None:
    made = suite(policy())
    found = Generated(made.entries, frozenset("甲乙"), frozenset("甲乙丙"))
    chinese = as_text(generated_page(NAME, "样例.pol", made, found, "zh"), "zh")
    assert "共 2 例，其中已复核 0 例，未经人工复核 2 例" in chinese
    assert "共 3 处，用例到达 2 处" in chinese and "不说明政策写得对" in chinese
    assert "policyrules suite 样例.pol --accept 编号… --by 姓名 --on 日期" in chinese
    english = as_text(generated_page(NAME, "a b.pol", made, found, "en"), "en")
    assert "2 not reviewed by anybody" in english and "suite 'a b.pol' --accept ID..." in english
    data = generated_data(NAME, made, found)
    assert (data["accepted"], data["unreviewed"], data["goals"], data["reached"]) == (0, 2, 3, 2)


def test_scenarios_say_above_each_who_reviewed_it_or_that_nobody_did() -> None:
    made = suite(policy())
    done = accept(policy(), made, [made.entries[0].id], REVIEW, NAME).suite
    first, second = as_scenarios(policy(), done).split("\n\n")
    assert first.startswith(f'# 张三 已于 2026-01-05 复核（编号 {made.entries[0].id}）\n试算 "恰为50人":\n')
    assert second.startswith("# 未经人工复核：结果由程序按政策算出，采用前请对照原文")
    whole = api.build(Source("样例.pol", f"{TEXT}\n{as_scenarios(policy(), done)}"), None)
    assert len(whole.test()) == 2 and all(result.passed for result in whole.test())


def test_what_came_out_otherwise_after_a_review_is_not_called_reviewed() -> None:
    done = accept(policy(), suite(policy()), None, REVIEW, NAME).suite
    first, _ = as_scenarios(policy(*CHANGED), done).split("\n\n")
    assert first.startswith("# 未经人工复核：张三 于 2026-01-05 复核后，结果已经变化")
    assert "应不可享受: 奖励" in first


def test_a_case_that_cannot_be_read_or_written_is_a_comment() -> None:
    done = evolve(suite(policy()), entries=(entry(policy(), 收入={2023: "3元"}),))
    text = as_scenarios(policy("收入: 金额 按年", "收入: 金额 按年 0元 至 2元"), done)
    assert text == f"# 编号 {done.entries[0].id}：政策已不能读取这一例的事实\n"
    quoted = evolve(done, entries=(evolve(done.entries[0], title='“例"'),))
    assert as_scenarios(policy(), quoted).splitlines()[1] == '# 题目里的引号不成对：“例"'


def test_a_change_is_shown_before_and_after_with_how_to_look_and_how_to_accept() -> None:
    done = accept(policy(), suite(policy()), None, REVIEW, NAME).suite
    page = as_text(rerun_page(NAME, "样例.pol", rerun(policy(*CHANGED), done, NAME), "zh"), "zh")
    id_ = done.entries[0].id
    assert f"{NAME}：已复核 2 例，1 例与复核时不同" in page and "政策改过" in page
    assert [line.split() for line in page.splitlines() if "奖励" in line][:1] == [["奖励", "可享受", "不可享受"]]
    assert f"policyrules suite 样例.pol --show {id_} | policyrules explain 样例.pol - 奖励 --on 2024-06-01" in page
    assert f"policyrules suite 样例.pol --accept {id_} --by 姓名 --on 日期" in page
    assert "未经人工复核" not in page


def test_readings_and_what_is_no_entitlement_are_looked_at_by_another_command() -> None:
    one = entry(policy(), "例", {"算法": "按户"}, 人数=10)
    done = accept(policy(), evolve(suite(policy()), entries=(one,)), None, REVIEW, NAME).suite
    found = rerun(policy("达标: 人数 不少于 10", "达标: 人数 多于 10"), done, NAME)
    page = as_text(rerun_page(NAME, "样例.pol", found, "en"), "en")
    assert "policyrules decide 样例.pol - --on 2024-06-01 --reading 算法=按户 --explain" in page


def test_entries_that_nobody_reviewed_are_counted_for_nothing() -> None:
    page = as_text(rerun_page(NAME, "样例.pol", rerun(policy(*CHANGED), suite(policy()), NAME), "zh"), "zh")
    assert "已复核 0 例，0 例与复核时不同" in page and "另有 2 例未经人工复核，不算通过，没有运行" in page
    data = rerun_data(NAME, rerun(policy(*CHANGED), suite(policy()), NAME), "zh")
    assert (data["accepted"], data["passed"], data["unreviewed"], data["changed"]) == (0, 0, 2, [])


def test_what_was_accepted_is_told() -> None:
    made = suite(policy())
    done = accept(policy(), made, [made.entries[0].id], REVIEW, NAME)
    assert "新采用 1 例，改用现在结果的 0 例，原已采用且没有变化的 0 例" in as_text(acceptance_page(NAME, done, "zh"), "zh")
    again = accept(policy(*CHANGED), done.suite, [made.entries[0].id], Review("李四", DAY), NAME)
    page = as_text(acceptance_page(NAME, again, "en"), "en")
    assert "1 with what comes out now" in page and "not entitled" in page and "1 case has not been reviewed yet" in page
    data = acceptance_data(NAME, again)
    assert data["unreviewed"] == 1
