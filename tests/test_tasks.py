from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyrules
from policyrules.core.outline import Recurrence
from policyrules.tasks import Occurrence, TaskList, occurrences


@pytest.fixture(scope="module")
def lists(jiangmen: policyrules.Policy) -> tuple[TaskList, ...]:
    return jiangmen.tasks()


def of(lists: tuple[TaskList, ...], name: str) -> TaskList:
    (found,) = (row for row in lists if row.answers_to(name))
    return found


def test_the_county_unit_is_seven_governments_with_the_same_tasks(lists: tuple[TaskList, ...]) -> None:
    counties = [row for row in lists if row.unit == "县区政府"]
    assert [row.member for row in counties] == ["蓬江区", "江海区", "新会区", "台山市", "开平市", "鹤山市", "恩平市"]
    assert counties[2].title == "新会区人民政府"
    assert len({row.tasks for row in counties}) == 1


def test_every_duty_and_entitlement_is_in_some_list(jiangmen: policyrules.Policy, lists: tuple[TaskList, ...]) -> None:
    specs = {spec.id for spec in (*jiangmen.outline.duties, *jiangmen.outline.entitlements)}
    assert {task.id for row in lists for task in row.tasks} == specs


def test_a_recurring_duty_is_dated_to_the_last_day_of_the_policy(lists: tuple[TaskList, ...]) -> None:
    yearly = next(task for task in of(lists, "市工信局").tasks if task.title.startswith("每年"))
    assert yearly.times == 1
    assert [period.last for period in yearly.occurrences] == [date(2023, 8, 4), date(2024, 8, 4), date(2025, 8, 4)]
    assert not any(period.cut_short for period in yearly.occurrences)


def test_an_inferred_unit_says_why_and_a_named_one_does_not(lists: tuple[TaskList, ...]) -> None:
    tasks = {task.id: task for task in of(lists, "市税务局").tasks}
    assert tasks["税务服务"].inferred
    assert {task.id: task.inferred for task in of(lists, "市财政局").tasks}["资金奖励"] is None


def test_a_unit_is_found_by_its_later_name_too(lists: tuple[TaskList, ...]) -> None:
    assert of(lists, "中国人民银行江门市分行") is of(lists, "人行")
    assert not of(lists, "人行").answers_to("中国人民银行")


def test_an_occurrence_in_which_the_policy_ends_is_cut_short() -> None:
    half_yearly = Recurrence(6, 1, date(2022, 8, 5))
    assert list(occurrences(half_yearly, date(2022, 8, 5), date(2023, 3, 1))) == [
        Occurrence(date(2022, 8, 5), date(2023, 2, 4)),
        Occurrence(date(2023, 2, 5), date(2023, 3, 1), cut_short=True),
    ]


def test_a_period_that_began_before_the_policy_begins_with_it() -> None:
    yearly = Recurrence(12, 1, date(2020, 1, 1))
    first = next(occurrences(yearly, date(2022, 8, 5), date(2025, 8, 4)))
    assert first == Occurrence(date(2022, 8, 5), date(2022, 12, 31), cut_short=True)


def test_a_duty_ends_where_another_document_takes_the_place_of_the_policy() -> None:
    (yearly,) = (task for row in policyrules.load("优质中小企业").tasks() for task in row.tasks if task.id == "年度更新")
    first, *_, last = yearly.occurrences
    assert (first.first, first.last) == (date(2022, 8, 1), date(2023, 4, 29)), "the first April in which it is in force"
    assert (last.last, last.cut_short) == (date(2026, 3, 31), True)


def test_a_day_that_a_short_month_lacks_comes_back() -> None:
    monthly = Recurrence(1, 1, date(2023, 1, 31))
    begins = [period.first for period in occurrences(monthly, None, date(2023, 4, 30))]
    assert begins == [date(2023, 1, 31), date(2023, 2, 28), date(2023, 3, 31), date(2023, 4, 30)]


def test_a_policy_without_an_end_or_at_the_end_of_time_is_dated_all_the_same() -> None:
    assert len(list(occurrences(Recurrence(1, 1, date(2023, 1, 1)), None, None))) == 60
    last = list(occurrences(Recurrence(12, 1, date(9998, 1, 1)), None, None))
    assert [period.first for period in last] == [date(9998, 1, 1), date(9999, 1, 1)]


@given(
    st.integers(1, 40),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(0, 1500),
)
@settings(max_examples=150)
def test_occurrences_follow_one_another_without_gap_within_the_window(
    months: int, anchor: date, first: date, days: int
) -> None:
    last = first + timedelta(days)
    found = list(occurrences(Recurrence(months, 1, anchor), first, last))
    for one, next_ in pairwise(found):
        assert one.last + timedelta(days=1) == next_.first
    if found:
        assert found[0].first == max(anchor, first)
        assert found[-1].last == last or len(found) == 60
    else:
        assert anchor > last
