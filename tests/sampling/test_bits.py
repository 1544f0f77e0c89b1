"""Bits are those of their block, and choices are made of them alone."""

import pytest

from policyrules.sampling.bits import BLOCK, holds, one_of, part, words

pa = pytest.importorskip("pyarrow")


def test_a_block_has_its_own_bits_however_many_are_asked_for() -> None:
    two, three = words(7, 1, 2), words(7, 1, 3)
    assert two[0].equals(three[0]) and two[1].equals(three[1]) and len(two[0]) == BLOCK
    assert not two[0].equals(two[1]) and not two[0].equals(words(7, 2, 1)[0]) and not two[0].equals(words(8, 1, 1)[0])


def test_the_bits_of_a_seed_stay_what_they_are() -> None:
    assert words(7, 0, 1)[0][0].as_py() == 12511172241845894278


def test_parts_are_counted_from_the_lowest_bit() -> None:
    column = pa.array([0b1011_0110], pa.uint64())
    assert part(column, 1, 3)[0].as_py() == 0b011
    assert [holds(column, bit)[0].as_py() for bit in range(3)] == [False, True, True]


def test_one_of_some_options_is_as_likely_as_another() -> None:
    counts = one_of(words(1, 1, 1)[0], 0, 3).value_counts().to_pylist()
    assert {one["values"] for one in counts} == {0, 1, 2}
    assert all(abs(one["counts"] - BLOCK / 3) < 1_000 for one in counts)
