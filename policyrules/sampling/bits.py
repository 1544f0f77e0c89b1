"""Chance for many enterprises at once: some bits for each of them, the same for the same seed, whoever asks for them.

In: a seed, the number of a block. Out: columns of bits, one value for each enterprise of the block, and choices made of them.
A block has its own bits: which ones does not depend on how many enterprises are drawn or in how many steps. Knows no policy.
"""

from hashlib import sha256
from random import Random
from typing import Any

from policyrules.columns.duck import arrow

#: How many enterprises a block has.
BLOCK = 65_536

#: How many enterprises there can be to choose from: as many as this many bits tell apart.
CHOICE_BITS = 20


def words(seed: int, block: int, count: int) -> list[Any]:
    """Return so many columns of 64 bits for a block."""
    chance = Random(int.from_bytes(sha256(f"{seed} {block}".encode()).digest(), "big"))
    pa = arrow()
    return [pa.Array.from_buffers(pa.uint64(), BLOCK, [None, pa.py_buffer(chance.randbytes(8 * BLOCK))]) for _ in range(count)]


def part(column: Any, first: int, count: int) -> Any:
    """Return a number made of so many bits, counted from the lowest."""
    pa = arrow()
    shifted = pa.compute.shift_right(column, pa.scalar(first, pa.uint64()))
    return pa.compute.bit_wise_and(shifted, pa.scalar((1 << count) - 1, pa.uint64()))


def holds(column: Any, bit: int) -> Any:
    """Say of each whether a bit is set."""
    return arrow().compute.not_equal(part(column, bit, 1), 0)


def one_of(column: Any, first: int, options: int) -> Any:
    """Return the place of one of so many options, from 0."""
    pa = arrow()
    drawn = pa.compute.multiply(part(column, first, CHOICE_BITS), pa.scalar(options, pa.uint64()))
    return pa.compute.cast(pa.compute.shift_right(drawn, pa.scalar(CHOICE_BITS, pa.uint64())), pa.int64())
