"""One policy is run as a book of one."""

import pytest

import policyrules
from policyrules.diagnostics import FactsError
from policyrules.register.running import Run
from tests.register.registers import DAY, policy


def test_a_policy_is_a_book_of_one() -> None:
    run = Run.of(policy(), DAY, {"算法": "不计入"})
    (part,) = run.parts
    assert run.policies == (policy(),) and part.alone is policy().lowered and run.case.readings == {"算法": "不计入"}
    assert list(part.places) == list(range(len(policy().program.nodes))) and run.on == DAY
    book = policyrules.load_book(["中小企业划型"])
    assert Run.of(book, DAY).parts == book.lowered.parts


def test_readings_that_there_are_not_are_refused() -> None:
    with pytest.raises(FactsError):
        Run.of(policy(), DAY, {"没有": "有"})
