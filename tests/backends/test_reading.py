"""What is not at once as it should be is read as facts are read, and remembered where it is short."""

from datetime import date
from decimal import Decimal

import pytest

from policyrules.backends.native import ABSENT, MAYBE
from policyrules.backends.reading import SHORT, is_short, reading
from policyrules.core.program import FactSpec, Program
from policyrules.values.answers import Answer
from policyrules.values.types import Field, ListType, RecordType, Scalar, SeriesType

ITEM = RecordType("货物", (Field("价", Scalar.MONEY), Field("退日", Scalar.DATE, optional=True)))
FACTS = (FactSpec("人数", Scalar.INTEGER), FactSpec("收入", SeriesType(Scalar.MONEY)), FactSpec("货", ListType(ITEM)))
READ = reading(Program((), (), FACTS, (), ()))


def test_single_values_are_held_natively() -> None:
    assert READ["fact"](0, "12", {}) == 12 and READ["fact"](0, None, {}) is None
    assert READ["element"](1, "5元") == 500 and READ["element"](1, "不存在") is None
    assert READ["field"](2, 0, "5元") == 500 and READ["field"](2, 1, None) is MAYBE
    assert READ["field"](2, 1, "不存在") is ABSENT and READ["period"](1, "2023年") == 2023


def test_true_is_not_taken_for_the_one_that_was_remembered() -> None:
    assert READ["fact"](0, 1, {}) == 1
    with pytest.raises(ValueError):
        READ["fact"](0, True, {})


def test_what_is_wrong_raises() -> None:
    nan = Decimal("sNaN")  # it has no hash
    for name, *given in (("fact", 0, nan, {}), ("element", 1, nan), ("field", 2, 0, nan)):
        with pytest.raises(ValueError):
            READ[name](*given)
    for name, *given in (("fact", 0, "十", {}), ("element", 1, "五元"), ("field", 2, 0, 0.5), ("period", 1, "甲")):
        with pytest.raises(ValueError):
            READ[name](*given)


def test_what_is_more_than_is_held_is_kept_beside() -> None:
    beside: dict[str, Answer] = {}
    assert READ["fact"](1, {2023: "5元", 2022: "不存在"}, beside) == {2023: 500} and list(beside) == ["收入"]


def test_only_what_is_short_is_remembered() -> None:
    assert is_short("x" * SHORT) and is_short(date.min) and is_short(Decimal(1)) and is_short(None)
    assert not is_short("x" * (SHORT + 1)) and not is_short([]) and not is_short({}) and not is_short(True)
