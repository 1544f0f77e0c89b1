"""The backends by name.

In: the name of a backend. Out: what prepares a program, and then gives one answer per node for each case. A backend is loaded
when it is asked for, so that what it needs is imported by those who use it only. Knows of each no more than where it stands.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

from policyrules.core.case import Answers, Case
from policyrules.core.program import Program

#: Gives one answer per node for a case of the program that it was prepared for.
Evaluate = Callable[[Case], Answers]

#: The backend that is the meaning, and by which policies decide.
REFERENCE: Final = "reference"

#: Where the function stands that prepares a program for each backend.
_PREPARING: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        REFERENCE: ("policyrules.backends.reference", "prepared"),
        "python": ("policyrules.backends.python", "generate"),
        "direct": ("policyrules.backends.python", "directly"),
    }
)


def names() -> tuple[str, ...]:
    """Return the names of the backends, the reference first."""
    return tuple(_PREPARING)


def backend(name: str) -> Callable[[Program], Evaluate]:
    """Return what prepares programs. Raises `KeyError` for a name that is not one of `names()`."""
    module, function = _PREPARING[name]
    return cast(Callable[[Program], Evaluate], getattr(import_module(module), function))
