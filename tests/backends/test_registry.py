from datetime import date

import pytest

import policyrules
from policyrules.backends import reference, registry
from policyrules.core.facts import no_facts


def test_the_reference_is_the_first_backend_and_policies_decide_by_it(jiangmen: policyrules.Policy) -> None:
    assert registry.names()[0] == registry.REFERENCE == "reference"
    assert registry.backend("reference") is reference.prepared


@pytest.mark.parametrize("name", registry.names())
def test_every_backend_answers_each_node(jiangmen: policyrules.Policy, name: str) -> None:
    answers = registry.backend(name)(jiangmen.program)(no_facts(jiangmen.program, date(2023, 3, 1)))
    assert tuple(answers.values) == tuple(jiangmen.decide({}, on=date(2023, 3, 1)).answers.values)


def test_a_backend_of_another_name_is_not_there() -> None:
    with pytest.raises(KeyError):
        registry.backend("oracle")
