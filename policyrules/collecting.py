"""The garbage collector, put off while much is made that stays.

In: nothing. Out: a block in which Python does not look for circles of objects that nobody holds. Loading a policy, or writing
its query, makes many objects and leaves few circles behind, while the collector looks through all objects of the process
whenever so many more are there. Knows no policy.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from attrs import define


@define
class _Blocks:
    """How many blocks were begun and not ended, and whether the collector was on before the first of them."""

    count: int = 0
    was_on: bool = False


_blocks = _Blocks()
_lock = Lock()


@contextmanager
def put_off() -> Iterator[None]:
    """Put the collector off until this block, and all that other threads begin meanwhile, have ended."""
    with _lock:
        if not _blocks.count:
            _blocks.was_on = gc.isenabled()
            gc.disable()
        _blocks.count += 1
    try:
        yield
    finally:
        with _lock:
            _blocks.count -= 1
            if not _blocks.count and _blocks.was_on:
                gc.enable()
