"""The same criteria on whole columns: what is handed out as columns, and the engines that take them.

In: columns of whole numbers and truths under the names of `rules.py`, members of enumerations as codes. Out: two columns of
truths.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy

from .by_openfisca import ENUMS
from .peer import installed
from .rules import NAMES, prepared

Columns = Mapping[str, Any]

#: The members of the enumerations, in the order of their codes.
MEMBERS = {name: tuple(kind.__members__) for name, kind in ENUMS.items()}
CODES = {member: code for members in MEMBERS.values() for code, member in enumerate(members)}
_MEMBER = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class InColumns:
    """An engine: `prepare` makes of columns what it holds in memory, `decide` gives both columns of verdicts."""

    name: str
    prepare: Callable[[Columns], Any]
    decide: Callable[[Any], tuple[Any, Any]]
    numbers: str


def coded(text: str) -> str:
    """Return a comparison with codes in place of members."""
    return _MEMBER.sub(lambda member: str(CODES[member[1]]), text)


def columns(enterprises: list[Any], rows: int, seed: int = 1) -> dict[str, Any]:
    """Return so many rows of some enterprises, each many times over, in an order at random."""
    found = [prepared(facts) for facts in enterprises]
    places = numpy.random.default_rng(seed).integers(0, len(found), rows)
    held: dict[str, Any] = {"place": places}
    for name in (*NAMES.values(), "day", "growth_percent"):
        values = [row[name] for row in found]
        kept = numpy.array([CODES[value] for value in values], numpy.int8) if name in MEMBERS else numpy.array(values)
        held[name] = kept[places]
    return held


#: The modules here, by the packages that they need; C needs a compiler.
ENGINES = {"polars": "by_polars", "numpy": "by_numpy", "openfisca-core": "by_openfisca_in_columns", "gcc": "by_c"}


def in_columns(package: str) -> list[InColumns]:
    """Return the ways to use an engine; none where it is not installed."""
    module = import_module(f"{__package__}.{ENGINES[package]}") if package == "gcc" or installed(package) else None
    told: list[InColumns] = [] if module is None else module.in_columns()
    return told
