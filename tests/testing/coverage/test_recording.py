import pickle
from fractions import Fraction

import pytest

import policyrules
from policyrules.testing.coverage.obligations import obligations
from policyrules.testing.coverage.recording import Recorder, measured
from tests.testing.covered import TEXT, decided, policy, record

SCENARIO = '\n试算 "大企业":\n    日期: 2023-06-01\n    人数: 100\n    认定: 无\n    应可享受: 设备补助\n'


def test_a_report_names_the_cases_that_show_an_obligation_in_the_order_of_the_run() -> None:
    tried = policy()
    recorder = Recorder(tried)
    recorder.saw(decided(tried, 人数=100), "乙")
    recorder.saw(decided(tried, 人数=100), "甲")
    report = recorder.report()
    (row,) = (name for name in report.met_by if "|row|1" in name)
    assert report.met_by[row] == ("乙", "甲")
    assert report.cases == ("乙", "甲")


def test_what_processes_recorded_apart_is_put_together() -> None:
    tried = policy()
    whole, one, other = Recorder(tried), Recorder(tried), Recorder(policy())
    for recorder, facts in ((one, {"人数": 100}), (other, {"认定": [record("甲类", "2023-01-01")]})):
        recorder.saw(decided(tried, **facts), str(facts))
        whole.saw(decided(tried, **facts), str(facts))
    one.add(pickle.loads(pickle.dumps(other.recorded)))
    assert one.report().met_by == whole.report().met_by
    assert one.report().cases == whole.report().cases


def test_a_decision_about_another_policy_is_refused() -> None:
    with pytest.raises(ValueError, match="补贴"):
        Recorder(policy()).saw(decided(policy(TEXT.replace("100 以上", "101 以上"))), "一")


def test_shares_are_exact_and_leave_out_what_is_impossible() -> None:
    tried = policy()
    recorder = Recorder(tried)
    recorder.saw(decided(tried), "一")
    report = recorder.report()
    assert sum(kind.met for kind in report.kinds) == report.total.met == len(report.met_by)
    assert sum(one.all for one in report.clauses) == report.total.all == len(obligations(tried).all)
    assert report.total.reachable == report.total.all - len(report.impossible)
    assert report.total.percent == Fraction(100 * report.total.met, report.total.reachable)
    assert len(report.missing) == report.total.reachable - report.total.met


def test_scenarios_are_run_once_and_named_by_their_lines() -> None:
    results, report = measured(policy(TEXT + SCENARIO), "zh")
    assert [result.passed for result in results] == [True]
    assert report.cases == (f"大企业（第 {TEXT.count(chr(10)) + 2} 行）",)


def test_a_scenario_that_could_not_be_run_shows_nothing() -> None:
    text = TEXT.replace("    投资额: 金额", "    总是 比: 人数 不少于 1\n    投资额: 金额")
    wrong = SCENARIO.replace("人数: 100", "人数: 0").replace("应可享受", "应不可享受")
    results, report = measured(policy(text + wrong), "zh")
    assert results[0].diagnostics
    assert report.cases == () and report.total.met == 0


def test_the_scenarios_of_a_real_policy_show_every_verdict() -> None:
    _, report = measured(policyrules.load("江门专精特新"), "zh")
    (verdicts,) = (kind for kind in report.kinds if kind.name == "verdict")
    assert verdicts.percent == 100
