from datetime import date
from fractions import Fraction
from itertools import islice
from typing import cast

import pytest

import policyrules
from policyrules.backends import reference, registry
from policyrules.core.case import Answers, Case
from policyrules.core.ids import node_ids
from policyrules.core.program import Body, Op, Program
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import Trial, trials
from policyrules.testing.selfcheck import differential
from policyrules.testing.selfcheck.differential import compared, completed, covers, difference, run, smallest, subject
from policyrules.values.answers import WHOLE_LINE, Absent, Answer, Interval, Maybe, Symbol, Truth, point
from tests.testing.broken import CLOSED, CRASHING, STRICT

DAY = date(2023, 3, 1)


def test_every_answer_is_compared_those_about_records_too(jiangmen: policyrules.Policy) -> None:
    facts = {"认定": [{"称号": "金种子"}, {"称号": "省级专精特新"}]}
    answers = jiangmen.decide(facts, DAY).answers
    found = list(compared(jiangmen.program, answers, answers))
    tops = [point_.path for point_, *_ in found if len(point_.path) == 1]
    assert tops == [(index,) for index in range(len(jiangmen.program.nodes))]
    assert {point_.records for point_, *_ in found} >= {(), (1,), (2,)}
    assert all(one is other for _, one, other, _ in found)
    places = [point_.path for point_, *_ in found]
    each = next(index for index, rows in answers.bodies.items() if rows)
    assert max(n for n, path in enumerate(places) if path[0] == each and len(path) > 1) < places.index((each,))
    inside = node_ids(cast(Body, jiangmen.program.nodes[each].body).nodes, jiangmen.program.ids)
    ids = {point_.path: point_.ids for point_, *_ in found if point_.path[0] == each}
    assert ids[each,] == (jiangmen.program.ids[each],)
    assert all(ids[each, place] == (jiangmen.program.ids[each], own) for place, own in enumerate(inside))


@pytest.mark.parametrize(
    ("before", "now", "allowed"),
    [
        (Truth.U, Truth.F, True),
        (Truth.T, Truth.F, False),
        (Truth.T, Truth.U, False),
        (WHOLE_LINE, point(1), True),
        (Interval(Fraction(0), Fraction(2)), Interval(Fraction(1), Fraction(2)), True),
        (Interval(Fraction(0), Fraction(2)), Interval(Fraction(1), None), False),
        (Interval(Fraction(0), Fraction(2)), point(3), False),
        (Symbol(None), Symbol("a"), True),
        (Symbol("a"), Symbol(None), False),
        (Maybe(WHOLE_LINE), Absent(), True),
        (Maybe(point(1)), point(2), False),
        (Maybe(WHOLE_LINE), Maybe(point(2)), True),
        (Absent(), point(2), False),
    ],
)
def test_what_becomes_known_only_narrows_an_answer(before: Answer, now: Answer, allowed: bool) -> None:
    assert covers(before, now) is allowed


def test_what_is_not_known_is_taken_from_another_enterprise() -> None:
    whole = Trial({"a": 1, "b": {2022: 3, 2023: 4}, "c": 5}, DAY)
    assert completed(Trial({"b": {2023: None, 2021: 1}, "c": 6}, DAY), whole).facts == {
        "a": 1, "b": {2021: 1, 2022: 3, 2023: 4}, "c": 6,
    }  # fmt: skip


def test_nothing_differs_between_the_reference_and_itself(jiangmen: policyrules.Policy) -> None:
    tally = run(reference.prepared, [jiangmen], cases=40, seed=3)
    assert tally.differences == []
    assert (tally.cases, tally.policies > 2) == (40, True)
    assert tally.answers > 2_000 and tally.unknown > 300 and tally.refined > 15
    assert tally.reached["each some"] and tally.reached["compare"]


def test_the_same_seed_gives_the_same_run(jiangmen: policyrules.Policy) -> None:
    one, other = (run(reference.prepared, [jiangmen], cases=12, seed=5) for _ in range(2))
    assert (one.answers, one.unknown, one.reached) == (other.answers, other.unknown, other.reached)


def test_a_wrong_comparison_is_found_where_it_begins(jiangmen: policyrules.Policy) -> None:
    tally = run(STRICT, [jiangmen], cases=100, seed=1)
    assert tally.differences
    for found in tally.differences:
        assert found.point is not None and found.point.node.op is Op.COMPARE
        assert (found.expected, found.found) in (("T", "F"), ("T", "U"), ("U", "F"))
        assert len(found.made_of) == 2


def test_an_unknown_that_is_taken_for_false_is_found(jiangmen: policyrules.Policy) -> None:
    found = run(CLOSED, [jiangmen], cases=60, seed=1, at_random=False).differences
    assert found and found[0].point is not None
    assert (found[0].point.node.op, found[0].expected, found[0].found) == (Op.OR, "U", "F")
    assert found[0].place is None or found[0].place[1]


def test_what_differs_is_shown_in_a_small_case(jiangmen: policyrules.Policy) -> None:
    one = subject(jiangmen, "", CLOSED)
    many = islice(trials(jiangmen, 1, unknown=20), 100)
    found = next(found for trial in many if (found := difference(one, trial)) is not None)
    small = smallest(one, found)
    assert len(small.trial.facts) < len(found.trial.facts)
    assert difference(one, small.trial) is not None
    assert all(difference(one, Trial({k: v for k, v in small.trial.facts.items() if k != name}, small.trial.day)) is None
               for name in small.trial.facts)  # fmt: skip


def test_a_backend_that_fails_is_reported_and_does_not_end_the_run(jiangmen: policyrules.Policy) -> None:
    (found, *_) = run(CRASHING, [jiangmen], cases=5, seed=1, at_random=False).differences
    assert found.point is None and found.found == "ZeroDivisionError: no such rule"


def test_a_backend_that_answers_too_little_is_reported(jiangmen: policyrules.Policy) -> None:
    def half(program: Program) -> registry.Evaluate:
        def evaluate(case: Case) -> Answers:
            answers = reference.evaluate(program, case)
            return Answers(answers.values[: len(answers.values) // 2], {})

        return evaluate

    (found, *_) = run(half, [jiangmen], cases=5, seed=1, at_random=False).differences
    assert found.found == "nothing"


def test_a_meaning_that_is_not_monotone_is_found(jiangmen: policyrules.Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    def hasty(scope: object, node: object, given: list[Answer]) -> Answer:
        return Truth.T if Truth.U in given else min(given, default=Truth.T)  # type: ignore[type-var]

    monkeypatch.setattr(reference, "RULES", {**reference.RULES, Op.AND: hasty})
    found = run(reference.prepared, [jiangmen], cases=100, seed=1, at_random=False).differences
    assert found and found[0].expected == "within T" and found[0].found == "F"


def test_a_policy_that_cannot_be_drawn_is_told_and_does_not_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = differential.draw_policy

    def sometimes(choices: Seeded) -> object:
        calls.append(None)
        if len(calls) == 2:
            raise ValueError("no such day")
        return drawn(choices)

    calls: list[None] = []
    monkeypatch.setattr(differential, "draw_policy", sometimes)
    tally = run(reference.prepared, [], cases=40, seed=1)
    assert [(one.seed, one.error) for one in tally.failed] == [(2, "ValueError: no such day")]
    assert (tally.cases, tally.policies, tally.differences) == (40, 3, [])
