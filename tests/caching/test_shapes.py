"""Values come back from what JSON can hold as they were, and nothing else is taken for one."""

import json
from collections.abc import Mapping
from datetime import date
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Any, Literal

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from policyrules.caching.shapes import DamagedError, Shapes, Shared


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Level(IntEnum):
    LOW = 0
    HIGH = 2


@frozen
class Leaf:
    name: str
    at: int = 0


@frozen(eq=False)
class Tree:
    """A value that is referred to, and can consist of others of its kind."""

    leaf: Leaf
    below: tuple["Tree", ...] = ()


@frozen
class Branch:
    trees: tuple[Tree, ...]
    line: int = field(kw_only=True)


def back(hint: Any, value: Any, *shared: type) -> Any:
    """Return a value after it was packed, written as JSON, read and unpacked."""
    shapes, held = Shapes(shared), Shared()
    packed = json.loads(json.dumps([shapes.of(hint).pack(value, held), held.packed]))
    anew = Shared()
    shapes.unpack_shared(packed[1], anew)
    return shapes.of(hint).unpack(packed[0], anew)


SAMPLES: tuple[tuple[Any, Any], ...] = (
    (int, -(10**40)),
    (str, "甲“乙”\\"),
    (bool, False),
    (None | int, None),
    (int | str | None, "1"),
    (Fraction, Fraction(-1, 3)),
    (Fraction, Fraction(10**30)),
    (date, date(2024, 2, 29)),
    (Colour, Colour.BLUE),
    (Level, Level.HIGH),
    (Literal["year", "month"], "month"),
    (tuple[int, ...], ()),
    (tuple[int, ...], (1, 2)),
    (tuple[Colour, int], (Colour.RED, 0)),
    (tuple[tuple[str | bool, ...], ...], (("甲", True), ())),
    (Mapping[str, int], {"甲": 1, "": 2}),
    (Mapping[int, Fraction], {2024: Fraction(1, 2)}),
    (Leaf, Leaf("甲")),
    (Leaf | None, Leaf("甲", 3)),
    (Leaf | Colour | Level | None, Level.LOW),
    (Leaf | tuple[int, ...] | Fraction, Fraction(1, 2)),
    (Leaf | tuple[int, ...] | Fraction, (1,)),
    (Colour | int | None, Colour.RED),
)


@pytest.mark.parametrize(("hint", "value"), SAMPLES, ids=str)
def test_a_value_comes_back(hint: Any, value: Any) -> None:
    again = back(hint, value)
    assert (again == value and type(again) is type(value)) or isinstance(value, dict)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda one: st.lists(one, max_size=4)))
def test_whatever_is_unpacked_is_of_its_type_or_damaged(packed: Any) -> None:
    for hint, _ in SAMPLES:
        shape = Shapes().of(hint)
        try:
            value = shape.unpack(packed, Shared())
        except DamagedError:
            continue
        shape.unpack(shape.pack(value, Shared()), Shared())


@pytest.mark.parametrize(
    ("hint", "packed"),
    [
        (int, True),
        (int, 1.0),
        (bool, 1),
        (str, 1),
        (Fraction, "2/4 "),
        (Fraction, "1/0"),
        (Fraction, "٣/٤"),
        (Fraction, 0.5),
        (date, 0),
        (date, 10**9),
        (date, True),
        (Colour, "green"),
        (Colour, ["red"]),
        (Level, True),
        (Literal["year"], "day"),
        (tuple[int, ...], "12"),
        (tuple[Colour, int], ["red"]),
        (Mapping[str, int], [["甲", 1], ["甲", 2]]),
        (Mapping[str, int], [["甲"]]),
        (Mapping[str, int], {"甲": 1}),
        (Leaf, []),
        (Leaf, ["甲", 1, 2]),
        (Leaf, {"name": "甲"}),
        (Leaf | tuple[int, ...], [9, []]),
        (Leaf | tuple[int, ...], [-1, []]),
        (Leaf | tuple[int, ...], [True, [1]]),
        (int | None, "1"),
    ],
    ids=str,
)
def test_what_is_of_another_type_is_damaged(hint: Any, packed: Any) -> None:
    with pytest.raises(DamagedError):
        Shapes().of(hint).unpack(packed, Shared())


def test_what_is_shared_stays_shared() -> None:
    leaf = Tree(Leaf("甲"))
    once = Tree(Leaf("乙"), (leaf, leaf))
    branch = back(Branch, Branch((once, leaf), line=3), Tree)
    first, second = branch.trees
    assert branch.line == 3 and first.leaf == Leaf("乙") and first.below == (second, second)


@pytest.mark.parametrize(
    "packed", [[[0, ["甲"], [0]]], [[0, ["甲"], [1]], [0, ["乙"]]], [[1, ["甲"]]], [[True, ["甲"]]], [[]], {}, [0]]
)
def test_nothing_is_a_part_of_itself_or_of_no_class(packed: Any) -> None:
    with pytest.raises(DamagedError):
        Shapes((Tree,)).unpack_shared(packed, Shared())


def test_a_reference_is_to_a_value_of_its_class() -> None:
    shared = Shared()
    shapes = Shapes((Tree, Leaf))
    shapes.unpack_shared([[1, "甲"], [0, 0]], shared)
    with pytest.raises(DamagedError):
        shapes.of(tuple[Tree, ...]).unpack([0], shared)


def test_what_cannot_be_packed_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        Shapes().of(int).pack("1", Shared())
    with pytest.raises(TypeError):
        Shapes().of(tuple[int, str] | tuple[str, int])
