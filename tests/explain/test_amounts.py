"""Amounts and ceilings: known, within bounds, unstated, or not to be determined yet."""

import pytest

from policyrules.explain.amounts import AmountStatus, Position
from policyrules.values.quantity import decimal_text
from tests.explain.cases import PROVINCIAL
from tests.explain.pipeline import decide, jiangmen


def rate(**facts: str) -> tuple[AmountStatus, str | None, Position | None, bool]:
    amount = decide(jiangmen(), {**PROVINCIAL, **facts}, "2023-03-01")["贷款利率"].amount
    assert amount is not None
    value = None if amount.value is None else decimal_text(amount.value)
    return amount.status, value, amount.position, amount.indicative is not None


def test_a_ceiling_of_a_known_day_is_known_and_nothing_is_indicative() -> None:
    assert rate(贷款发放日="2022-08-22") == (AmountStatus.KNOWN, "0.0365", None, False)


def test_a_ceiling_of_a_day_that_is_not_given_is_open_and_that_of_the_decision_date_indicative() -> None:
    assert rate() == (AmountStatus.UNDETERMINED, None, None, True)


@pytest.mark.parametrize(("charged", "position"), [("3.65%", Position.WITHIN), ("3.66%", Position.ABOVE)])
def test_what_was_charged_stands_within_the_ceiling_or_above_it(charged: str, position: Position) -> None:
    assert rate(贷款发放日="2022-08-22", 贷款年利率=charged)[2] is position


def test_beside_a_ceiling_that_is_not_known_nothing_is_said() -> None:
    assert rate(贷款年利率="4%")[2] is Position.UNDETERMINED


def test_a_day_before_the_first_publication_has_no_ceiling_and_nothing_is_asked_for() -> None:
    amount = decide(jiangmen(), {**PROVINCIAL, "贷款发放日": "2019-01-01"}, "2023-03-01")["贷款利率"].amount
    assert amount is not None and amount.open.missing == ()
    assert [cause.kind.value for cause in amount.open.causes] == ["not_published"]


def test_an_amount_that_the_document_does_not_state_is_unstated_whatever_is_given() -> None:
    amount = decide(jiangmen(), PROVINCIAL, "2023-03-01")["资金奖励"].amount
    assert amount is not None and amount.status is AmountStatus.UNSTATED and amount.open.missing == ()
