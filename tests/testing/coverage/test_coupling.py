"""What is said to be impossible beside other conditions, held against all enterprises that there are, and against many."""

from itertools import product

import pytest

import policyrules
from policyrules.diagnostics import FactsError
from policyrules.testing.coverage.coupling import Coupling
from policyrules.testing.coverage.obligations import met_by, obligations
from policyrules.testing.coverage.occurrences import written
from policyrules.testing.coverage.possible import Possible
from policyrules.testing.coverage.watches import Kind
from policyrules.testing.enterprises import trials
from policyrules.values.answers import Truth
from tests.testing.covered import TEXT, decided, policy, record

T, F = Truth.T, Truth.F


def conditions(body: str) -> str:
    return TEXT.replace("层次 甲等", f'定义 试定义 @五 "试": 是否 = {body}\n\n层次 甲等')


@pytest.mark.parametrize(
    ("body", "never"),
    [
        ("人数 不少于 10 且 人数 不少于 20", {("人数 不少于 10", "false")}),
        ("人数 不少于 10 或 人数 不少于 20", {("人数 不少于 20", "true")}),
        ("人数 超过 10 且 人数 不少于 11", {("人数 超过 10", "false"), ("人数 不少于 11", "false")}),
        ("(人数 为 5 且 上市) 或 (人数 为 6 且 上市)", set()),
        ("人数 为 5 且 人数 为 6", {("人数 为 5", "true"), ("人数 为 6", "true")}),
        ("上市 且 (山区 或 非 山区)", {("山区", "true"), ("山区", "false")}),
        ("上市 或 山区", set()),
    ],
)
def test_conditions_about_one_value_exclude_each_other(body: str, never: set[tuple[str, str]]) -> None:
    """What is said to be impossible is exactly what none of all enterprises shows that differ."""
    tried = policy(conditions(body))
    every = {
        one.id: one for one in obligations(tried).all.values() if one.kind is Kind.DETERMINES and one.owner == "define:试定义"
    }
    shown = set()
    for count, listed, hills in product((0, 4, 5, 6, 9, 10, 11, 12, 19, 20, 21), (True, False), (True, False)):
        shown |= met_by(tried, decided(tried, 人数=count, 上市=listed, 山区=hills).answers) & set(every)
    assert {name for name, one in every.items() if one.impossible is not None} == set(every) - shown
    assert {(one.text, one.seen) for one in every.values() if one.impossible == "beside"} == never


def test_what_is_left_out_cannot_be_compared() -> None:
    found = {one.text: one for one in obligations(policy()).all.values() if one.kind is Kind.ROUTE}
    assert found["项.撤销日 未填"].impossible == "beside"
    assert found["项.撤销日 晚于 当日"].impossible is None


def test_answers_that_can_occur_together_are_not_excluded() -> None:
    tried = policy()
    asked = written(tried)
    coupling = Coupling(Possible(tried.program))

    def place(name: str) -> tuple[object, int]:
        found = asked.occurrences[name].places[0]
        return found.frame, found.site.node

    absent, later = place("define:有效/all/未撤销/value"), place("define:有效/all/未撤销/compare")
    assert coupling.can_occur([(*absent, F), (*later, T)])  # type: ignore[list-item]
    assert coupling.can_occur([(*absent, F), (*later, F)])  # type: ignore[list-item]
    assert not coupling.can_occur([(*absent, T), (*later, F)])  # type: ignore[list-item]
    assert not coupling.can_occur([(*absent, T), (*absent, F)])  # type: ignore[list-item]


@pytest.mark.parametrize("name", ["江门专精特新", "优质中小企业", "中小企业划型"])
def test_no_enterprise_shows_what_is_said_to_be_impossible(name: str) -> None:
    tried = policyrules.load(name)
    never = {one.id for one in obligations(tried).all.values() if one.impossible is not None}
    drawn = trials(tried, 1)
    for _ in range(80):
        trial = next(drawn)
        try:
            decision = tried.decide(trial.facts, trial.day, dict(trial.readings))
        except FactsError:
            continue
        assert not met_by(tried, decision.answers) & never


def test_no_enterprise_of_a_small_policy_shows_what_is_said_to_be_impossible() -> None:
    tried = policy(conditions("人数 超过 10 且 人数 不少于 11 或 (人数 少于 5 且 人数 不少于 5)"))
    never = {one.id for one in obligations(tried).all.values() if one.impossible is not None}
    titles = ([], [record("甲类", "2023-01-01")], [record("乙类", "未知", 撤销日="2023-06-01")])
    for count, listed, hills, held in product((0, 4, 5, 10, 11, 100, None), (True, False, None), (True, False), titles):
        facts = {"人数": count, "上市": listed, "山区": hills, "认定": held}
        assert not met_by(tried, decided(tried, **facts).answers) & never
