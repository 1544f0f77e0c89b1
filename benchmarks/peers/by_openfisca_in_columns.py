"""OpenFisca on many enterprises at once, which is what it is made for: each variable is an array."""

from typing import Any

import numpy
from openfisca_core.indexed_enums import EnumArray

from .by_openfisca import ENUMS, YEAR, prepared_types, simulated, system
from .columns import Columns, InColumns
from .rules import GROWTH, GROWTH_GIVEN


def held(columns: Columns) -> dict[str, Any]:
    """Return the columns as its variables are set: money as numbers that it makes its own floats of, members as its own."""
    return {
        name: EnumArray(columns[name].astype(numpy.uint8), ENUMS[name]) if name in ENUMS else columns[name]
        for name in prepared_types()
    }


def _way(name: str, growth: dict[int, str], money: type, numbers: str) -> InColumns:
    made = system(growth, leaves=False, money=money)

    def decide(columns: dict[str, Any]) -> tuple[Any, Any]:
        simulation = simulated(made, columns, len(columns["day"]))
        return simulation.calculate("specialised", YEAR), simulation.calculate("giant", YEAR)

    return InColumns(name, held, decide, numbers)


def in_columns() -> list[InColumns]:
    """Return it as it comes, and with every sum of money told to be 64 bits wide."""
    return [
        _way("OpenFisca, float32 (its default)", GROWTH, numpy.float32, "floats of 32 bits"),
        _way("OpenFisca, float64", GROWTH, numpy.float64, "floats of 64 bits"),
        _way("OpenFisca, float64, growth given", GROWTH_GIVEN, numpy.float64, "the average growth is computed beforehand"),
    ]
