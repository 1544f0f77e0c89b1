"""Which exceptions apply, and which contradict each other."""

from itertools import product

import pytest

from policyrules.core.exceptions import effective, in_conflict
from policyrules.core.program import Exceptions
from policyrules.values.answers import Answer, Interval, Symbol, Truth, point

T, U, F = Truth.T, Truth.U, Truth.F

APART = Exceptions(("hills", "first"), ((), ()))
RANKED = Exceptions(("hills", "first"), ((1,), ()))
CHAIN = Exceptions(("a", "b", "c"), ((1, 2), (2,), ()))


@pytest.mark.parametrize(
    ("exceptions", "guards", "expected"),
    [
        (APART, (F, F), (T, F, F)),
        (APART, (T, F), (F, T, F)),
        (APART, (T, T), (F, T, T)),
        (APART, (U, F), (U, U, F)),
        (RANKED, (T, T), (F, F, T)),
        (RANKED, (T, U), (F, U, U)),
        (RANKED, (T, F), (F, T, F)),
        (CHAIN, (T, T, T), (F, F, F, T)),
        (CHAIN, (T, U, F), (F, U, U, F)),
        (CHAIN, (T, T, U), (F, F, U, U)),
    ],
)
def test_an_exception_applies_where_its_guard_holds_and_that_of_none_that_overrides_it(
    exceptions: Exceptions, guards: tuple[Truth, ...], expected: tuple[Truth, ...]
) -> None:
    assert effective(exceptions, guards) == expected


@pytest.mark.parametrize("exceptions", [APART, RANKED, CHAIN])
def test_something_always_may_apply(exceptions: Exceptions) -> None:
    for guards in product(Truth, repeat=len(exceptions.names)):
        assert any(effect is not F for effect in effective(exceptions, guards))


@pytest.mark.parametrize(
    ("guards", "values", "expected"),
    [
        ((T, T), (point(1), point(2)), (0, 1)),
        ((T, T), (point(1), point(1)), ()),
        ((T, T), (Interval(point(1).low, point(3).low), point(2)), ()),
        ((T, U), (point(1), point(2)), ()),
        ((T, T), (Symbol("a"), Symbol("b")), (0, 1)),
        ((T, T), (Symbol("a"), Symbol(None)), ()),
        ((T, T), (T, F), (0, 1)),
        ((T, T), (T, U), ()),
    ],
)
def test_exceptions_contradict_each_other_where_all_apply_and_their_values_differ(
    guards: tuple[Truth, ...], values: tuple[Answer, ...], expected: tuple[int, ...]
) -> None:
    assert in_conflict(APART, guards, values) == expected
    assert in_conflict(RANKED, guards, values) == ()
