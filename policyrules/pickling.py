"""Objects as bytes, for another process of one's own, and back.

In: what a policy consists of. Out: bytes that only `received` reads. Mappings that nobody can change, which `pickle` does not
know, are sent as what they hold. Not for files: whoever unpickles bytes runs what they say, so they have to be one's own.
"""

import copyreg
import io
import pickle
from collections.abc import Callable
from types import MappingProxyType
from typing import Any


def sent(one: object) -> bytes:
    """Return an object as bytes."""
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=5)
    table: dict[type, Callable[[Any], Any]] = {**copyreg.dispatch_table, MappingProxyType: _reduced}
    pickler.dispatch_table = table
    pickler.dump(one)
    return stream.getvalue()


def received(bytes_: bytes) -> Any:
    """Return an object from the bytes that another process of the same program sent."""
    return pickle.loads(bytes_)


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[object, ...]:
    return _immutable, (dict(mapping),)


def _immutable(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)
