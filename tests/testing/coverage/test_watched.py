"""A policy that is watched decides what it decides, and every decision is noted."""

from datetime import date

import policyrules
from policyrules.testing.coverage.watched import Watched


def test_every_decision_is_noted_and_none_is_another(jiangmen: policyrules.Policy) -> None:
    noted: list[policyrules.Decision] = []
    watched = Watched.of(jiangmen, noted.append)
    decision = watched.decide({}, on=date(2023, 3, 1))
    assert noted == [decision]
    assert decision.to_json() == jiangmen.decide({}, on=date(2023, 3, 1)).to_json()
    assert len(watched.test()) == len(noted) - 1
    assert (watched.name, watched.digest) == (jiangmen.name, jiangmen.digest)
