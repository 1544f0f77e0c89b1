"""Polars: both conditions as expressions, of which it computes common parts once; products of money in 128 bits."""

from collections.abc import Mapping
from typing import Any

import polars

from .columns import MEMBERS, Columns, InColumns
from .rules import GIANT, GROWTH, GROWTH_GIVEN, NAMES, SPECIALISED, Words, comparisons

MONEY = ("main", "main_before", "main_earlier")
EXPRESSIONS = {"when": polars.when}


def frame(columns: Columns) -> polars.DataFrame:
    """Return the columns as Polars holds them; members as an enumeration of its own."""
    held = {name: column for name, column in columns.items() if name not in MEMBERS}
    members = {
        name: polars.Series(columns[name]).replace_strict(range(len(told)), told, return_dtype=polars.Enum(told))
        for name, told in MEMBERS.items()
    }
    return polars.DataFrame(held | members)


def in_columns() -> list[InColumns]:
    """Return one query for both verdicts, with the growth computed in it, and with the growth given."""
    return [
        _way("Polars", GROWTH, "int64, products of money in int128"),
        _way("Polars, growth given", GROWTH_GIVEN, "int64; the average growth is computed beforehand"),
    ]


def _way(name: str, growth: Mapping[int, str], numbers: str) -> InColumns:
    told = comparisons(growth)
    told |= {one: text.replace("main", "wide_main") for one, text in told.items() if one.startswith("growth_")}
    words = Words(" & ", " | ", "when({0}).then({1}).otherwise({2})", told.__getitem__)
    wide = {f"wide_{one}": polars.col(one).cast(polars.Int128) for one in MONEY}
    plain = {one: polars.col(one) for one in (*NAMES.values(), "day", "growth_percent")}
    asked = [
        eval(words.condition(condition), {**EXPRESSIONS, **plain, **wide}).alias(one)
        for one, condition in (("specialised", SPECIALISED), ("giant", GIANT))
    ]

    def decide(held: polars.DataFrame) -> tuple[Any, Any]:
        found = held.lazy().select(asked).collect()
        return found["specialised"].to_numpy(), found["giant"].to_numpy()

    return InColumns(name, frame, decide, numbers)
