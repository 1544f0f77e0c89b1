import pytest

from policyrules.diagnostics import LIMIT, FactsError
from policyrules.files.places import Faults, refuse_at, too_long
from policyrules.source import Source

SOURCE = Source("facts.json", "[1, 2]")


def test_nothing_wrong_raises_nothing() -> None:
    Faults(SOURCE).refuse()


def test_a_place_beyond_the_text_is_its_end() -> None:
    with pytest.raises(FactsError) as raised:
        refuse_at(SOURCE, 6, 7, "file-json-ends")
    (fault,) = raised.value.diagnostics
    assert fault.span is not None
    assert (fault.span.start, fault.span.end) == (6, 6)


def test_beyond_the_limit_faults_are_counted() -> None:
    faults = Faults(SOURCE)
    for _ in range(LIMIT + 7):
        faults.add(0, 1, "file-json-comma")
    with pytest.raises(FactsError) as raised:
        faults.refuse()
    assert len(raised.value.diagnostics) == LIMIT + 1
    assert raised.value.diagnostics[-1].arguments == {"count": "7"}


def test_a_number_is_worth_converting_up_to_a_length() -> None:
    assert not too_long("9" * 64)
    assert not too_long("1e999")
    assert not too_long("1E-999")
    assert too_long("9" * 65)
    assert too_long("1e1000")
    assert too_long("1E+0001")
