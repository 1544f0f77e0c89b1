from datetime import date

import pytest

import policyrules
from policyrules.diagnostics import LIMIT
from policyrules.targets import TargetCount


def held(title: str, count: int, on: str = "2023-05-01") -> list[dict[str, object]]:
    return [{"认定": [{"称号": title, "认定日": on}]} for _ in range(count)]


def counts(policy: policyrules.Policy, register: list[dict[str, object]]) -> dict[int, TargetCount]:
    return {count.figure: count for count in policy.targets(register, on=date(2024, 12, 31))}


def test_enterprises_are_counted_towards_the_figure_of_their_title(jiangmen: policyrules.Policy) -> None:
    found = counts(jiangmen, [*held("国家级小巨人", 2), *held("市级专精特新", 3), {"认定": []}])
    assert {figure: count.counted for figure, count in found.items()}[30] == 2
    assert found[300].counted == 3
    assert (found[30].total, found[30].open, found[30].reached) == (6, 0, False)


def test_an_enterprise_of_which_nothing_is_known_is_open_not_absent(jiangmen: policyrules.Policy) -> None:
    found = counts(jiangmen, [*held("国家级小巨人", 29), {}])
    assert (found[30].counted, found[30].open, found[30].reached) == (29, 1, None)
    assert counts(jiangmen, [*held("国家级小巨人", 28), {}])[30].reached is False
    assert counts(jiangmen, [*held("国家级小巨人", 30), {}])[30].reached is True


def test_facts_that_are_wrong_are_told_with_the_place_of_their_enterprise(jiangmen: policyrules.Policy) -> None:
    for decides in (jiangmen, policyrules.load_book("江门专精特新")):
        with pytest.raises(policyrules.FactsError) as raised:
            decides.targets([{}, {"所在县区": "无"}, 7, {}, {"认定": "无"}], date(2024, 12, 31))
        assert [one.path for one in raised.value.diagnostics] == ["[2].所在县区", "[3]", "[5].认定"]


def test_of_facts_that_are_wrong_without_end_so_many_are_told_and_the_others_counted(jiangmen: policyrules.Policy) -> None:
    with pytest.raises(policyrules.FactsError) as raised:
        jiangmen.targets(({"甲": 1, "乙": 2, "丙": 3} for _ in range(100)), date(2024, 12, 31))
    *told, more = raised.value.diagnostics
    assert len(told) == LIMIT and (more.code, more.arguments["count"]) == ("too-many", str(300 - LIMIT))


def test_a_title_of_a_later_day_is_not_counted_yet(jiangmen: policyrules.Policy) -> None:
    register = held("省级专精特新", 2, "2024-01-02")
    by_day = {day: jiangmen.targets(register, on=day)[1].counted for day in (date(2024, 1, 1), date(2024, 1, 2))}
    assert by_day == {date(2024, 1, 1): 0, date(2024, 1, 2): 2}


def test_an_empty_register_reaches_nothing(jiangmen: policyrules.Policy) -> None:
    assert {count.reached for count in counts(jiangmen, []).values()} == {False}
