"""With other facts, a case is answered as one that was given so from the beginning; what does not rest on them is not asked."""

import random
from datetime import date
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyrules
from policyrules.backends import changing
from policyrules.backends.changing import Changing
from policyrules.backends.plain import plain_facts
from policyrules.backends.python import Generated
from policyrules.backends.reference import Scope, ask, evaluate
from policyrules.core.case import Answered, Answers, Evaluated
from policyrules.core.facts import broken_relations, read_case
from policyrules.core.program import Node, Program
from policyrules.diagnostics import FactsError
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import trials
from policyrules.testing.wild.policies import draw_policy
from tests.backends.test_emitting import SHARE

DAY = date(2024, 3, 1)


def decided(program: Program, facts: object, day: date = DAY) -> Answered:
    case = read_case(program, facts, day)
    return Evaluated(case, evaluate(program, case))


@settings(max_examples=25)
@given(st.integers(0, 400), st.randoms(use_true_random=False))
def test_a_changed_case_is_answered_as_a_fresh_one(seed: int, choices: random.Random) -> None:
    policy = draw_policy(Seeded(seed)).build()
    program, change = policy.program, Changing(policy.program)
    generated = Generated(program)
    first, *others = islice(trials(policy, seed, near=20), 4)
    given_facts = [plain_facts(program.facts, read_case(program, one.facts, first.day).facts) for one in (first, *others)]
    facts = given_facts[0]
    assert facts is not None
    case = read_case(program, facts, first.day)
    answered: Answered = Evaluated(case, choices.choice((evaluate(program, case), generated(case))))
    for other in given_facts[1:]:
        assert other is not None
        some = {name: value for name, value in other.items() if choices.random() < 0.4}
        expected = decided(program, facts | some, first.day)
        broken = broken_relations(program, expected.answers)
        if broken:
            with pytest.raises(FactsError) as refused:
                change(answered, some)
            assert refused.value.diagnostics == broken
            continue
        answered, facts = change(answered, some), facts | some
        if choices.random() < 0.8:
            assert answered.answers == expected.answers
        assert answered.case == expected.case


def test_only_what_rests_on_a_changed_fact_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Node] = []

    def counted(node: Node, scope: Scope, answers: object) -> object:
        asked.append(node)
        return ask(node, scope, answers)  # type: ignore[arg-type]

    policy = policyrules.load("优质中小企业")
    change = Changing(policy.program)
    before = decided(policy.program, {"研发人员": 3, "职工总数": 10, "研发机构": "省级"})
    monkeypatch.setattr(changing, "ask", counted)
    resting = change.resting_on(["研发机构"])
    after = change(before, {"研发机构": "市级", "职工总数": 10})
    assert tuple(after.answers.values) and 0 < len(asked) == len(resting) < len(policy.program.nodes) / 4
    asked.clear()
    again = change(after, {"研发人员": 4})
    assert tuple(again.answers.values) and len(asked) == len(change.resting_on(["研发人员"]))


def test_facts_may_be_changed_as_often_as_one_likes() -> None:
    change, one = Changing(SHARE), decided(SHARE, {"研发费用": 3, "营业收入": 100})
    for research in range(2_000):
        one = change(one, {"研发费用": research})
    assert one.answers == decided(SHARE, {"研发费用": 1_999, "营业收入": 100}).answers


def test_a_fact_that_is_none_is_not_known_any_more_and_others_stay() -> None:
    one = Changing(SHARE)(decided(SHARE, {"研发费用": 3, "营业收入": 100}), {"研发费用": None})
    assert one.case == read_case(SHARE, {"营业收入": 100}, DAY)


@pytest.mark.parametrize("facts", [{"没有这项": 1}, {"研发费用": "三"}, {"研发费用": True}, [1]])
def test_what_is_wrong_is_refused_as_ever(facts: object) -> None:
    with pytest.raises(FactsError) as ours:
        Changing(SHARE)(decided(SHARE, {}), facts)
    with pytest.raises(FactsError) as meant:
        read_case(SHARE, facts, DAY)
    assert ours.value.diagnostics == meant.value.diagnostics


def test_answers_of_a_changed_case_are_answers() -> None:
    assert isinstance(Changing(SHARE)(decided(SHARE, {}), {}).answers, Answers)
