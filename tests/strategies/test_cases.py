"""Hypothesis draws enterprises that policies decide on, shrinks them to few facts, and refuses options that make no sense."""

import subprocess
import sys
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import policyrules
from policyrules import strategies
from policyrules.strategies import Trial, cases, dates, facts
from policyrules.testing.drawing.plans import plan_of
from policyrules.values.answers import Symbol
from tests.testing.policies import POLICY

SAMPLE = policyrules.load(POLICY)
SIZES = policyrules.load("中小企业划型")


@given(case=cases(SAMPLE))
def test_no_case_is_refused(case: Trial) -> None:
    SAMPLE.decide(case.facts, case.day, case.readings)


@given(drawn=facts(SIZES, on=date(2024, 6, 1), unknown=0))
def test_facts_are_those_of_the_day_and_all_of_them(drawn: dict[str, object]) -> None:
    assert set(drawn) == {spec.name for spec in SIZES.program.facts}
    revenue = drawn["营业收入"]
    assert isinstance(revenue, dict) and 2023 in revenue
    SIZES.decide(drawn, date(2024, 6, 1))


@given(day=dates(SAMPLE, near=100))
def test_days_are_beside_those_that_the_policy_names(day: date) -> None:
    assert min(abs(day.toordinal() - named) for named in plan_of(SAMPLE).days) <= 1


def is_large(case: Trial) -> bool:
    answers = SIZES.decide(case.facts, case.day, case.readings).answers
    return answers.values[dict(SIZES.outline.asked)["规模"]] == Symbol("大型")


def test_a_counterexample_shrinks_to_a_small_enterprise() -> None:
    small = find(cases(SIZES), is_large, settings=settings(max_examples=1_000, deadline=None, database=None))
    known = {name: value for name, value in small.facts.items() if value not in (None, [], {})}
    assert set(known) <= {"行业代码", "从业人员", "营业收入", "资产总额"} and 2 <= len(known) <= 3
    assert all(len(str(value)) < 30 for value in known.values())
    assert small.day == date(2011, 6, 18)


def test_the_simplest_case_has_no_facts_on_the_first_day() -> None:
    simplest = find(cases(SIZES), lambda case: True, settings=settings(database=None, max_examples=20))
    assert simplest == Trial({}, date(2011, 6, 18))


@pytest.mark.parametrize("draw", [facts, cases, dates])
def test_options_are_validated_and_named_in_both_languages(draw) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="near 应为 0 至 100 的整数，给的是 101 / near takes a whole number from 0 to 100"):
        draw(SAMPLE, near=101)
    with pytest.raises(TypeError, match="给的是 true / near takes"):
        draw(SAMPLE, near=True)
    with pytest.raises(TypeError, match=r"这里要给一个政策.* / a policy is wanted here"):
        draw("中小企业划型")
    with pytest.raises(TypeError):
        draw(SAMPLE, 10)


def test_the_day_is_a_date_without_a_time() -> None:
    with pytest.raises(TypeError, match=r"on 应为日期.* / on takes a datetime.date"):
        facts(SAMPLE, on=datetime(2024, 6, 1))
    with pytest.raises(TypeError, match="unknown"):
        facts(SAMPLE, unknown=1.5)  # type: ignore[arg-type]


def test_without_hypothesis_it_is_said_what_to_install() -> None:
    script = "import sys; sys.modules['hypothesis'] = None; import policyrules.testing.enterprises, policyrules.strategies"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=False)
    said = ran.stderr.strip().splitlines()[-1]
    assert said == (
        "ModuleNotFoundError: 没有安装 Hypothesis，不能使用 policyrules.strategies；请运行 pip install 'policyrules[test]' / "
        "policyrules.strategies needs Hypothesis, which is not installed; run pip install 'policyrules[test]'"
    )


@settings(phases=[Phase.generate], max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_strategies_of_the_policies_that_ship_draw_what_can_be_decided(data: st.DataObject) -> None:
    policy = policyrules.load(data.draw(st.sampled_from(["江门专精特新", "中小企业划型", "优质中小企业"])))
    case = data.draw(strategies.cases(policy))
    policy.decide(case.facts, case.day, case.readings)
