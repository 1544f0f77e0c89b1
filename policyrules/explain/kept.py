"""What is worked out when someone asks for it, and kept.

In: a method without arguments, or a function of one object. Out: a property, as `functools.cached_property` makes one, or the
function, which hold no lock meanwhile: in Python 3.11 that has one lock for a property of all objects, so that two threads that
explain at once could wait for each other for ever. Two that ask at once may both work it out; both get what is kept. Knows
nothing of what is kept.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, Self, TypeVar, cast, overload

S = TypeVar("S")
T = TypeVar("T")


class Kept(Generic[T]):
    """A property that is worked out once for each object, which needs a `__dict__`."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, one: None, owner: type) -> Self: ...

    @overload
    def __get__(self, one: object, owner: type) -> T: ...

    def __get__(self, one: object | None, owner: type) -> Self | T:
        if one is None:
            return self
        kept = self._kept(one)
        found: T = kept[self._name] if self._name in kept else kept.setdefault(self._name, self._work(one))
        return found

    def _kept(self, one: Any) -> dict[str, Any]:
        """Return what is kept of an object, where Python finds it from then on."""
        return cast(dict[str, Any], one.__dict__)


class Shared(Kept[T]):
    """The same of a view, which is made to be let go: what one works out is kept for every view of the same thing.

    A view has what was `looked` at so far as its own from when it is first asked for any of that.
    """

    def _kept(self, one: Any) -> dict[str, Any]:
        one.__dict__ = looked = cast(dict[str, Any], one.looked)
        return looked


def kept_with(work: Callable[[S], T]) -> Callable[[S], T]:
    """Make a function of one object keep with the object, which needs a `__dict__`, what it returned for it."""
    name = f"_{work.__name__}_of_it"

    @wraps(work)
    def of(one: S) -> T:
        values = one.__dict__
        if name not in values:
            values[name] = work(one)
        found: T = values[name]
        return found

    return of


def kept_with_line(work: Callable[[S], T]) -> Callable[[S], T]:
    """The same of a line of an explanation: what is `steady`, and so alike in every case, is kept for all of them."""
    name = work.__name__

    @wraps(work)
    def of(line: S) -> T:
        values = line.__dict__["steady"]
        if values is None:
            values = line.__dict__
        found = values.get(name)
        if found is None:
            found = values[name] = work(line)
        return cast(T, found)

    return of


def kept(work: Callable[[Any], T]) -> Kept[T]:
    """Make a method a property that is worked out when it is first asked for."""
    return Kept(work)


def shared(work: Callable[[Any], T]) -> Shared[T]:
    """Make a method of a view a property that is worked out when any view of the same thing is first asked for it."""
    return Shared(work)
