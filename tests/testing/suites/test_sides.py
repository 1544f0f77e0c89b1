"""The sides of thresholds that cases show; `tests/policies/test_boundaries.py` asks the same of the scenarios that ship."""

from datetime import date
from itertools import islice

import pytest

import policyrules
from policyrules.explain.scope import whole
from policyrules.testing.drawing.thresholds import ABOVE, AT, BELOW, UNKNOWN, Held, otherwise, users_of
from policyrules.testing.enterprises import trials
from policyrules.testing.points import told_nodes
from policyrules.testing.suites.sides import Place, Shown, Sides, Turning, Weight
from policyrules.values.answers import Answer
from tests.policies.boundaries import Decided


def shown(policy: policyrules.Policy, facts: dict[str, object], day: date = date(2024, 6, 1)) -> list[Shown]:
    decision = policy.decide(facts, day)
    return list(Sides(policy).shown(whole(policy.program, decision.answers), Turning(policy).of(decision)))


def sizes(**facts: object) -> set[tuple[str, str, bool]]:
    """Return what is shown of the sizes of industrial enterprises: the threshold, the side, and whether it is firm."""
    found = shown(policyrules.load("中小企业划型"), {"行业代码": "3484", **facts})
    return {(one.key.text, one.side, one.firm) for one in found}


@pytest.mark.parametrize(("staff", "side"), [(299, BELOW), (300, AT), (301, ABOVE)])
def test_a_side_is_shown_where_it_matters(staff: int, side: str) -> None:
    assert sizes(从业人员=staff, 营业收入={2023: "2000万元"}) >= {("从业人员 为 300 及以上", side, True)}


def test_a_side_is_not_shown_where_the_other_condition_fails_anyway() -> None:
    assert not any(text == "从业人员 为 300 及以上" for text, *_ in sizes(从业人员=300, 营业收入={2023: "1999万元"}))


def test_a_side_is_loose_where_what_comes_out_is_open_on_one_side_of_it() -> None:
    assert ("从业人员 为 300 以下", AT, False) in sizes(行业代码=None, 从业人员=300, 营业收入={2023: "3000万元"})


def test_what_is_not_known_is_a_side() -> None:
    assert ("从业人员 为 300 及以上", UNKNOWN, True) in sizes(营业收入={2023: "2000万元"})


def test_sides_that_are_known_are_not_looked_at_again() -> None:
    policy = policyrules.load("中小企业划型")
    decision = policy.decide({"行业代码": "3484", "从业人员": 300, "营业收入": {2023: "2000万元"}}, date(2024, 6, 1))
    scope, matters = whole(policy.program, decision.answers), Turning(policy).of(decision)
    first = list(Sides(policy).shown(scope, matters))
    known = {(one.key, one.side) for one in first[1:]}
    (again,) = Sides(policy).shown(scope, matters, known)
    assert (again.key, again.side) == (first[0].key, first[0].side)


@pytest.mark.parametrize("name", ["优质中小企业", "江门专精特新"])
def test_what_matters_is_what_a_whole_new_evaluation_says(name: str) -> None:
    policy = policyrules.load(name)
    told, users = told_nodes(policy.outline), users_of(policy.program.nodes)
    sides, turning, weighed = Sides(policy), Turning(policy), []

    for trial in islice(trials(policy, 3), 6):
        decision = policy.decide(trial.facts, trial.day, dict(trial.readings))
        decided = Decided(policy.program, decision.case, decision.answers, users)
        matters = turning.of(decision)

        def same(place: Place, one: Held, decided: Decided = decided, matters=matters) -> Weight | bool:  # type: ignore[no-untyped-def]
            weight = matters(place, one)

            def came(answer: Answer) -> tuple[Answer, ...]:
                now = answer == place.scope.answer(one.node)
                answers = decided.answers if now else decided.forced(place.way, one.node, answer)
                return tuple(answers.values[node] for node in told)

            whole_new = {came(answer) for answer in otherwise(place.scope, one)}
            assert bool(weight) is (len(whole_new) > 1)
            weighed.append((weight, bool(place.way)))
            return weight

        for _ in sides.shown(whole(policy.program, decision.answers), same):
            pass
    assert {weight for weight, _ in weighed} == set(Weight)
    assert {inside for _, inside in weighed} == {True, False}
