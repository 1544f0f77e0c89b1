"""Facts that are written plainly are read back to the very same."""

from datetime import date
from fractions import Fraction
from itertools import islice

import pytest
from attrs import evolve

import policyrules
from policyrules.backends.plain import plain_facts
from policyrules.core.facts import no_facts, read_case
from policyrules.testing.enterprises import trials
from policyrules.values.answers import Interval

DAY = date(2024, 3, 1)


@pytest.mark.parametrize("name", ["中小企业划型", "江门专精特新"])
@pytest.mark.parametrize("unknown", [0, 20])
def test_plain_facts_are_read_back_to_the_same_case(name: str, unknown: int) -> None:
    policy = policyrules.load(name)
    for trial in islice(trials(policy, 3, unknown=unknown, near=20), 10):
        case = read_case(policy.program, trial.facts, trial.day)
        facts = plain_facts(policy.program.facts, case.facts)
        assert facts is not None and read_case(policy.program, facts, trial.day) == case


def test_amounts_are_whole_yuan_where_they_are_and_what_is_not_known_is_none() -> None:
    program = policyrules.load("优质中小企业").program
    given = {"研发人员": 3, "营业收入": {2023: "12.34元", 2022: 7}, "地方特色得分": Fraction(1, 2)}
    facts = plain_facts(program.facts, read_case(program, given, DAY).facts)
    assert facts is not None and facts["职工总数"] is None
    assert {name: facts[name] for name in given} == {**given, "营业收入": {2023: "12.34元", 2022: 7}}


def test_a_fact_that_is_known_in_part_cannot_be_written() -> None:
    program = policyrules.load("优质中小企业").program
    partly = {**no_facts(program, DAY).facts, "研发人员": Interval(Fraction(1), Fraction(2))}
    assert plain_facts(program.facts, evolve(no_facts(program, DAY), facts=partly).facts) is None
