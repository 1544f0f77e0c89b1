"""The figures of a text, and those that a policy writes.

In: quotes, and syntax trees. Out: figures as exact numbers, by kind, so that 1000万元 and 一千万元 are one; and those that a
policy writes, with their places. Knows no check.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from attrs import frozen

from policyrules.checking.graphs import walk
from policyrules.syntax import ast
from policyrules.values.quantity import MONEY_UNITS


class Kind(StrEnum):
    """What a figure counts. Money is counted in 分, a share is a plain number; of a date the year counts."""

    NUMBER = "number"
    SHARE = "share"
    MONEY = "money"


@frozen
class Figure:
    """A number of a kind."""

    kind: Kind
    value: Fraction


_DIGITS: Mapping[str, int] = MappingProxyType(
    {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
)
_TENS: Mapping[str, int] = MappingProxyType({"十": 10, "百": 100, "千": 1000})
_MYRIADS: Mapping[str, int] = MappingProxyType({"万": 10_000, "亿": 100_000_000})
_WORDS: Mapping[str, int] = MappingProxyType(
    {
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
    }
)  # fmt: skip

_TIMES: Mapping[str, int] = MappingProxyType({**_TENS, **_MYRIADS, "million": 1_000_000})

_FIGURE = re.compile(
    rf"""(?P<share>百分之)?
    (?:(?P<number>[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)\s*(?P<times>million\b|[百千]?万?亿?)
      |(?P<han>[{"".join((*_DIGITS, *_TENS, *_MYRIADS))}]+)
      |\b(?P<word>{"|".join(_WORDS)})\b)
    [余多]?\s*(?P<unit>[%％]|per\ ?cent\b|元|yuan\b)?""",
    re.VERBOSE | re.IGNORECASE,
)


def figures(text: str) -> Iterator[Figure]:
    """Yield the figures of a text in their order; one that may be of several kinds comes once for each."""
    for match in _FIGURE.finditer(text):
        yield from _read(match)


def _read(match: re.Match[str]) -> Iterator[Figure]:
    unit, value = match["unit"], _value(match)
    if match["share"] or (unit and unit not in ("元", "yuan")):
        yield Figure(Kind.SHARE, value / 100)
        return
    if not unit:
        yield Figure(Kind.NUMBER, value)
    yield Figure(Kind.MONEY, value * 100)


def _value(match: re.Match[str]) -> Fraction:
    if match["han"]:
        return Fraction(han_number(match["han"]))
    if match["word"]:
        return Fraction(_WORDS[match["word"].lower()])
    value = Fraction(match["number"].replace(",", ""))
    for times in [match["times"]] if match["times"] == "million" else match["times"]:
        value *= _TIMES[times]
    return value


def han_number(written: str) -> int:
    """Return the value of `一千二百万`, `二〇二四` or `十三`."""
    if len(written) > 1 and all(sign in _DIGITS for sign in written):
        return int("".join(str(_DIGITS[sign]) for sign in written))
    total = section = digit = 0
    for sign in written:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
            continue
        if sign in _TENS:
            section += (digit or 1) * _TENS[sign]
        elif sign == "万":
            total += (section + digit or 1) * _MYRIADS[sign]
            section = 0
        else:
            total = (total + section + digit or 1) * _MYRIADS[sign]
            section = 0
        digit = 0
    return total + section + digit


# --- what a policy writes -----------------------------------------------------------------------------------------------


def written(nodes: Iterable[ast.Tree]) -> Iterator[tuple[ast.Tree, Figure]]:
    """Yield the figures under some nodes with their places; nothing and one of a kind say too little to be looked for."""
    for node in walk(nodes):
        figure = _figure(node)
        if figure is not None and figure.value not in (0, 1):
            yield node, figure


def _figure(node: ast.Tree) -> Figure | None:
    match node:
        case ast.NumberLiteral(value) | ast.Figure(value=value):
            return Figure(Kind.NUMBER, value)
        case ast.PercentLiteral(value):
            return Figure(Kind.SHARE, value / 100)
        case ast.MoneyLiteral(value, unit):
            return Figure(Kind.MONEY, value * MONEY_UNITS[unit])
        case ast.DurationLiteral(value):
            return Figure(Kind.NUMBER, Fraction(value))
        case ast.DateLiteral(value):
            return Figure(Kind.NUMBER, Fraction(value.year))
        case _:
            return None
