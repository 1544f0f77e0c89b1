"""Hypothesis draws whole policies and wrong texts, and refuses options that make no sense."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from policyrules.strategies import WildPolicy, WrongText, policies, wrong_texts

few = settings(
    max_examples=5,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    database=None,
)


@few
@given(policy=policies(size=2))
def test_checking_has_nothing_to_say_of_a_policy(policy: WildPolicy) -> None:
    assert policy.diagnostics == ()


@few
@given(wrong=wrong_texts(kinds=["fact misspelt", "colon missing after a heading"], size=2))
def test_a_mistake_is_reported_on_its_line(wrong: WrongText) -> None:
    assert wrong.is_reported(wrong.diagnostics())


@pytest.mark.parametrize("draw", [policies, wrong_texts])
def test_sizes_are_validated_and_named_in_both_languages(draw) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="size 应为 1 至 12 的整数，给的是 0 / size takes"):
        draw(size=0)
    with pytest.raises(TypeError, match="size takes a whole number"):
        draw(size=True)
    with pytest.raises(TypeError):
        draw(3)


def test_kinds_are_validated() -> None:
    with pytest.raises(ValueError, match="kinds takes some of"):
        wrong_texts(kinds=["no such mistake"])
    with pytest.raises(ValueError, match="kinds takes some of"):
        wrong_texts(kinds=[])
    with pytest.raises(TypeError, match="kinds takes some of"):
        wrong_texts(kinds="fact misspelt")
