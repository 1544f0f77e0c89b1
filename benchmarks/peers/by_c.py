"""C: the same text in a loop without branches, which the compiler turns into instructions on many rows at once."""

import ctypes
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy

from .columns import MEMBERS, Columns, InColumns, coded
from .rules import GIANT, GROWTH, GROWTH_GIVEN, POINTS, SPECIALISED, Words, comparisons

_NAME = re.compile(r"[a-z_]\w*")
FLAGS = ("-O3", "-march=native", "-shared", "-fPIC", "-x", "c", "-")


def arguments(growth: Mapping[int, str]) -> list[str]:
    """Return the names of the columns that the function takes, in their order."""
    told = [re.sub(r'"[^"]*"', "", text) for text in comparisons(growth).values()]
    return list(dict.fromkeys(name for text in [*told, "other_points"] for name in _NAME.findall(text)))


def kind(name: str, column: Any) -> str:
    """Return the type of a column in C."""
    return "signed char" if name in MEMBERS or column.dtype == numpy.bool_ else "long long"


def written(columns: Columns, growth: Mapping[int, str]) -> str:
    """Return the function as text: a line for each comparison, each indicator and each verdict."""
    names = arguments(growth)
    taken = ", ".join(f"const {kind(name, columns[name])} *restrict {name}_" for name in names)
    lines = [f"void decided(long count, char *restrict first, char *restrict second, {taken}) {{"]
    lines += ["for (long i = 0; i < count; i++) {", *(f"long long {name} = {name}_[i];" for name in names)]
    for name, text in comparisons(growth).items():
        wide = re.sub(r"\bmain\b|\bmain_before\b", r"(__int128)\g<0>", text) if name.startswith("growth_") else coded(text)
        lines.append(f"int is_{name} = {wide};")
    words = Words(" & ", " | ", "({0} ? {1} : {2})", "is_{}".format)
    lines += [f"int {indicator} = {words.points(indicator)};" for indicator in POINTS]
    words = _Named(" & ", " | ", "({0} ? {1} : {2})", "is_{}".format)
    lines += [f"first[i] = {words.condition(SPECIALISED)};", f"second[i] = {words.condition(GIANT)};", "}", "}"]
    return "\n".join(lines)


class _Named(Words):
    """The points of an indicator are a name."""

    def points(self, indicator: str) -> str:
        return indicator


def compiled(text: str) -> Any:
    """Return the function, compiled."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "criteria.so")
        subprocess.run(["gcc", *FLAGS, "-o", str(made)], input=text.encode(), check=True)
        return ctypes.CDLL(str(made)).decided


def in_columns() -> list[InColumns]:
    """Return the function, with the growth computed in it and with the growth given; nothing where there is no compiler."""
    if shutil.which("gcc") is None:
        return []
    return [
        _way("C", GROWTH, "int64, products of money in int128"),
        _way("C, growth given", GROWTH_GIVEN, "int64; the average growth is computed beforehand"),
    ]


def _way(name: str, growth: Mapping[int, str], numbers: str) -> InColumns:
    def prepare(columns: Columns) -> tuple[Any, list[Any]]:
        return compiled(written(columns, growth)), [numpy.ascontiguousarray(columns[one]) for one in arguments(growth)]

    def decide(held: tuple[Any, list[Any]]) -> tuple[Any, Any]:
        decided, arrays = held
        found = numpy.empty((2, len(arrays[0])), numpy.bool_)
        pointers = (ctypes.c_void_p(array.ctypes.data) for array in (found[0], found[1], *arrays))
        decided(ctypes.c_long(len(arrays[0])), *pointers)
        return found[0], found[1]

    return InColumns(name, prepare, decide, numbers)
