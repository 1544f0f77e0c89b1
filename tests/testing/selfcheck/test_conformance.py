from pathlib import Path

import pytest

from policyrules.backends import reference
from policyrules.core.case import Answers, Case
from policyrules.core.program import Program
from policyrules.testing.selfcheck.conformance import ConformanceCase, answer, conformance_cases, differing
from policyrules.values.answers import Interval, Symbol, Truth, point


def turned(program: Program, case: Case) -> Answers:
    """Answer as the reference does, with every truth turned round."""
    answers = reference.evaluate(program, case)
    values = [value.negated() if isinstance(value, Truth) else value for value in answers.values]
    return Answers(tuple(values), answers.bodies)


def test_a_wrong_backend_is_found_out_by_most_cases() -> None:
    cases = [case for case in conformance_cases() if "verdicts" in case.data or case.operator == "starts"]

    def wrong(case: ConformanceCase) -> bool:
        return bool(differing(case, lambda program: lambda asked: turned(program, asked)))

    assert sum(map(wrong, cases)) > len(cases) * 2 // 3


def test_what_differs_is_named() -> None:
    case = next(case for case in conformance_cases() if case.operator == "round")
    wrong = ConformanceCase(case.file, case.name, {**case.data, "answer": "7"}, operator=case.operator)
    ((what, expected, found),) = differing(wrong, reference.prepared)
    assert (what, expected) == ("answer", point(7)) and found == answer(case.data["answer"])
    case = next(case for case in conformance_cases() if "verdicts" in case.data)
    name = next(iter(case.data["verdicts"]))
    wrong = ConformanceCase(case.file, case.name, {**case.data, "verdicts": {name: "surely"}}, case.policy)
    assert [one[:2] for one in differing(wrong, reference.prepared)] == [(f"verdicts.{name}", "surely")]


def test_facts_that_are_refused_can_be_expected() -> None:
    case = next(case for case in conformance_cases() if case.policy is not None)
    refused = ConformanceCase("a", "b", {"facts": {"such": 1}, "on": "2023-01-01", "refused": ["fact-unknown"]}, case.policy)
    assert differing(refused, reference.prepared) == ()
    taken = ConformanceCase("a", "b", {"facts": {}, "on": "2023-01-01", "refused": ["fact-unknown"]}, case.policy)
    assert differing(taken, reference.prepared) == (("refused", ["fact-unknown"], None),)


def test_answers_are_read_as_they_are_written() -> None:
    assert answer("T") is Truth.T and answer({"text": None}) == Symbol(None)
    assert answer([None, "7/2"]) == Interval(None, point(7).high and point(7).high / 2)  # type: ignore[operator]
    with pytest.raises(ValueError, match="7"):
        answer(7)


def test_the_cases_that_ship_are_those_of_the_tests() -> None:
    folder = Path(__file__).parents[2] / "conformance" / "cases"
    assert [(one.file, one.name) for one in conformance_cases()] == [(one.file, one.name) for one in conformance_cases(folder)]
