"""Choices by chance are the same everywhere, stay between their ends and reach both."""

from policyrules.testing.drawing.choices import Seeded


def test_the_same_seed_gives_the_same_choices_on_every_machine() -> None:
    choices = Seeded(1)
    assert [choices.integer(0, 99) for _ in range(6)] == [17, 72, 97, 8, 32, 15]
    assert [Seeded(seed).integer(10**20, 10**30) for seed in (1, 1)] == [Seeded(1).integer(10**20, 10**30)] * 2


def test_both_ends_are_reached_and_never_passed() -> None:
    choices = Seeded(2)
    assert {choices.integer(-2, 3) for _ in range(200)} == set(range(-2, 4))
    assert {choices.pick("abc") for _ in range(100)} == set("abc")
    assert choices.integer(7, 7) == 7


def test_a_chance_comes_as_often_as_it_says() -> None:
    choices = Seeded(3)
    assert not any(choices.chance(0) for _ in range(100))
    assert all(choices.chance(100) for _ in range(100))
    assert 200 < sum(choices.chance(25) for _ in range(1_000)) < 300
