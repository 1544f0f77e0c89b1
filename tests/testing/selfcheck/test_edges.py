import unicodedata
from datetime import date
from fractions import Fraction
from itertools import islice

import pytest

import policyrules
from policyrules.backends import registry
from policyrules.core.facts import read_case
from policyrules.core.program import Node, Op
from policyrules.diagnostics import FactsError
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.enterprises import trials
from policyrules.testing.selfcheck.differential import run
from policyrules.testing.selfcheck.edges import EDGES, IN_FACTS, at_edges, edge_of_divisor, edges_in, other_composition
from policyrules.values.answers import Answer, Interval, point
from policyrules.values.types import Scalar
from tests.testing.policies import POLICY

DIVIDING = '\n定义 折算 @十 "折算": 数 = 得分值 ÷ (得分值 - 1)\n'


@pytest.fixture(scope="module")
def policy() -> policyrules.Policy:
    return policyrules.load(POLICY.replace("\n试算 ", f"{DIVIDING}\n试算 ", 1))


def test_every_edge_is_among_the_cases_of_a_run(policy: policyrules.Policy) -> None:
    """Each is counted, in facts, in divisors, and in what is refused; and no backend differs there."""
    for name in set(registry.names()) - {registry.REFERENCE}:
        tally = run(registry.backend(name), [policy], cases=120, seed=2, at_random=False)
        assert tally.differences == []
        assert {edge for edge in EDGES if tally.edges[edge] < 2} == set()


def test_each_edge_is_recognised_in_the_facts_that_are_given(policy: policyrules.Policy) -> None:
    prize = {"名次": 2, "级别": "住宿", "获奖日": "2023-05-01"}
    whole: dict[str, dict[str, object]] = {
        "range_end": {"人数": 1000},
        "huge": {"收入": {2023: "10万亿元"}},
        "leap_day": {"成立日": "2024-02-29"},
        "unknown_field": {"获奖": [prize, {**prize, "名次": None}]},
        "unknown_record": {"获奖": [{"有效至": None, "奖金": None, "已核实": None}]},
        "composition": {"名称": unicodedata.normalize("NFD", "Café")},
    }
    assert set(whole) == set(IN_FACTS)
    for edge, facts in whole.items():
        trial = Trial(facts, date(2024, 6, 1))
        found = edges_in(policy.program, read_case(policy.program, facts, trial.day), trial)
        assert found == {edge, *(["range_end"] if edge == "huge" else [])}
    ordinary = Trial({"人数": 10, "名称": "甲", "获奖": [prize]}, date(2024, 2, 28))
    assert edges_in(policy.program, read_case(policy.program, ordinary.facts, ordinary.day), ordinary) == frozenset()


@pytest.mark.parametrize(
    ("by", "edge"),
    [
        (point(0), "zero_divisor"),
        (point(-2), "negative_divisor"),
        (point(2), None),
        (Interval(Fraction(-1), Fraction(1)), "open_divisor"),
        (Interval(Fraction(0), None), "open_divisor"),
        (Interval(Fraction(1), None), None),
        (Interval(None, Fraction(-1)), None),
    ],
)
def test_what_is_divided_by_is_looked_at(by: Answer, edge: str | None) -> None:
    growth, quotient, product = (Node(op, (0, 1), Scalar.RATIO, data) for op, data in DIVISIONS)
    assert edge_of_divisor(growth, [point(1), by]) == edge_of_divisor(quotient, [point(1), by]) == edge
    assert edge_of_divisor(product, [point(1), by]) is None


DIVISIONS = ((Op.GROWTH, None), (Op.ARITHMETIC, "/"), (Op.ARITHMETIC, "*"))


def test_another_composition_is_read_as_the_same_text() -> None:
    for text in ("金种子", "年度 Café", "ガラス"):
        other = other_composition(text)
        assert other != text and unicodedata.normalize("NFC", other) == text


def test_what_is_put_at_an_edge_can_be_read_unless_a_record_is_none(policy: policyrules.Policy) -> None:
    choices = Seeded(5)
    for trial in islice(trials(policy, 5), 200):
        moved = at_edges(policy, trial, choices)
        try:
            read_case(policy.program, moved.facts, moved.day, dict(moved.readings))
        except FactsError as error:
            assert {one.code for one in error.diagnostics} == {"fact-not-record"}
            assert any(isinstance(value, list) and value[-1] is None for value in moved.facts.values())


def test_the_same_choices_give_the_same_enterprise(policy: policyrules.Policy) -> None:
    trial = next(islice(trials(policy, 8), 3, None))
    assert at_edges(policy, trial, Seeded(1)) == at_edges(policy, trial, Seeded(1))
