"""Rows made of enterprises that were drawn: block by block, in columns, so that ten million take minutes.

In: what the enterprises say, column by column, and which facts belong together. Out: tables of rows. A row is one of the
enterprises; half of the rows have some groups of facts of another one, some single numbers are a step more or less within their
range, and each has a number and a name of its own. No relation among facts can break by that: each group comes whole from an
enterprise that was accepted. Knows no file.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from attrs import frozen

from policyrules.columns.duck import arrow
from policyrules.columns.layout import scale_of
from policyrules.core.program import FactSpec
from policyrules.diagnostics import Language
from policyrules.sampling.bits import BLOCK, CHOICE_BITS, holds, one_of, part, words
from policyrules.sampling.cells import KEY, Column, text, typed
from policyrules.sampling.kinds import arrow_type, of_type, written
from policyrules.sampling.pool import Facts
from policyrules.sampling.spoiling import Bad
from policyrules.testing.drawing.thresholds import UNITS
from policyrules.values.answers import Interval
from policyrules.values.types import Scalar

#: One row in so many, as a power of two, has a number moved by a step up or down.
_RARE = 4

_BEGINNINGS = {"zh": ("丰华", "恒信", "立新", "金桥", "蓬远", "安泰", "江粤", "正通"), "en": ("Ash", "Birch", "Cedar", "Elm")}
_TRADES = {"zh": ("精密", "电子", "材料", "机电", "阀门", "食品", "软件", "光电"), "en": ("Tools", "Foods", "Valves", "Optics")}
_COMPANY = {"zh": ("样本", "号有限公司（虚构）"), "en": (" sample ", " Ltd (made up)")}

#: The columns of what is wrong with the bad ones.
_SAID = {"zh": ("位置", "代码"), "en": ("place", "code")}


@frozen
class Recipe:
    """What rows are made of: the enterprises, the bad ones, how many rows in 2³² are bad, and the seed.

    `groups`, `movable` and `names` are those of `policyrules.sampling.groups`; with `texts`, cells are texts.
    """

    columns: tuple[Column, ...]
    pool: tuple[Facts, ...]
    bad: tuple[Bad, ...]
    bad_share: int
    groups: tuple[tuple[str, ...], ...]
    movable: tuple[FactSpec, ...]
    names: tuple[str, ...]
    seed: int
    language: Language
    texts: bool


class Kitchen:
    """Makes blocks by a recipe."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe, self._pa = recipe, arrow()
        self._cells = {column.name: self._stock(column) for column in recipe.columns}
        self._numbers = {spec.name: self._scaled(spec) for spec in recipe.movable}
        self._group = {name: number for number, names in enumerate(recipe.groups) for name in names}
        self._wrong = [
            self._pa.array([";".join(one[side] for one in bad.wrong) for bad in recipe.bad], self._pa.string())
            for side in (0, 1)
        ]

    @property
    def header(self) -> Any:
        """The schema of the rows."""
        pa = self._pa
        return pa.schema([(KEY, pa.string()), *((name, column.type) for name, column in self._cells.items())])

    @property
    def wrong_header(self) -> Any:
        """The schema of what is said about the bad ones: the number of the enterprise, the places and the codes."""
        return self._pa.schema([(name, self._pa.string()) for name in (KEY, *_SAID[self._recipe.language])])

    def blocks(self, rows: int) -> Iterator[tuple[Any, Any]]:
        """Yield tables of rows, and with each a table of what is wrong with the bad ones: number, place, code."""
        for block in range(-(-rows // BLOCK)):
            yield self._block(block, min(BLOCK, rows - block * BLOCK))

    # --- what there is to choose from -----------------------------------------------------------------------------------

    def _stock(self, column: Column) -> Any:
        """Return the cells of all enterprises in a column, the bad ones last."""
        recipe, pa = self._recipe, self._pa
        everyone = (*recipe.pool, *(bad.facts for bad in recipe.bad))
        if not recipe.texts:
            return pa.array([typed(column, column.of(facts)) for facts in everyone], arrow_type(column.type))
        instead = [None] * len(recipe.pool) + [bad.texts.get(column.name) for bad in recipe.bad]
        cells = [text(column, column.of(facts), recipe.language) for facts in everyone]
        return pa.array([cell if other is None else other for cell, other in zip(cells, instead, strict=True)], pa.string())

    def _scaled(self, spec: FactSpec) -> Any:
        """Return the numbers of all enterprises as whole ones, in the unit of columns."""
        answers = [facts[spec.name] for facts in self._recipe.pool]
        points = [answer.point if isinstance(answer, Interval) else None for answer in answers]
        numbers = [None if value is None else int(value * scale_of(spec.type)) for value in points]
        return self._pa.array(numbers + [None] * len(self._recipe.bad), self._pa.int64())

    # --- a block --------------------------------------------------------------------------------------------------------

    def _block(self, block: int, rows: int) -> tuple[Any, Any]:
        recipe, pa = self._recipe, self._pa
        first, crossing, chance, *steps = words(recipe.seed, block, 3 + -(-len(recipe.movable) // (64 // _RARE)))
        own, other = (one_of(first, place, len(recipe.pool)) for place in (0, CHOICE_BITS))
        is_bad = pa.compute.less(part(chance, 0, 32), recipe.bad_share if recipe.bad else 0)
        if recipe.bad:
            own = pa.compute.if_else(is_bad, pa.compute.add(one_of(first, CHOICE_BITS, len(recipe.bad)), len(recipe.pool)), own)
        crossed = pa.compute.and_(holds(chance, 32), pa.compute.invert(is_bad))
        chosen = [
            pa.compute.if_else(pa.compute.and_(crossed, holds(crossing, number % 64)), other, own)
            for number in range(len(recipe.groups))
        ]
        key = _numbered(pa, block)
        made: dict[str, Any] = {KEY: pa.compute.binary_join_element_wise("E", key, "")}
        for column in recipe.columns:
            made[column.name] = self._cells[column.name].take(chosen[self._group[column.fact.name]])
        for place, spec in enumerate(recipe.movable):
            index = chosen[self._group[spec.name]]
            moved = self._moved(spec, index, steps[place // (64 // _RARE)], place % (64 // _RARE) * _RARE)
            made[spec.name] = pa.compute.if_else(is_bad, made[spec.name], moved)
        for name in recipe.names:
            fresh = self._named(chance, key)
            made[name] = pa.compute.if_else(is_bad, made[name], fresh)
        table = pa.table(made, schema=self.header).slice(0, rows)
        return table, self._said(table, is_bad.slice(0, rows), own.slice(0, rows))

    def _moved(self, spec: FactSpec, index: Any, bits: Any, first: int) -> Any:
        """Return a column of numbers, of which one in eight is a step more or less than that of its enterprise."""
        pa, type_ = self._pa, spec.type
        assert isinstance(type_, Scalar)
        numbers, step = self._numbers[spec.name].take(index), int(UNITS.get(type_, Fraction(1)) * scale_of(type_))
        drawn = part(bits, first, _RARE)
        by = pa.compute.if_else(pa.compute.equal(drawn, 0), -step, pa.compute.if_else(pa.compute.equal(drawn, 1), step, 0))
        moved = pa.compute.add(numbers, pa.compute.cast(by, pa.int64()))
        low = 0 if spec.low is None and type_ in (Scalar.MONTHS, Scalar.DAYS) else spec.low
        for end, nearer in ((low, pa.compute.max_element_wise), (spec.high, pa.compute.min_element_wise)):
            if end is not None:
                moved = nearer(moved, pa.scalar(int(end * scale_of(type_)), pa.int64()), skip_nulls=False)
        column = of_type(moved, type_)
        return written(column, type_, self._recipe.language) if self._recipe.texts else column

    def _named(self, chance: Any, key: Any) -> Any:
        """Return a column of names, each different from all others."""
        pa, language = self._pa, self._recipe.language
        beginnings, trades = (pa.array(options[language]) for options in (_BEGINNINGS, _TRADES))
        one, other = beginnings.take(part(chance, 33, 2)), trades.take(part(chance, 36, 2))
        before, after = _COMPANY[language]
        return pa.compute.binary_join_element_wise(one, other, before, key, after, "")

    def _said(self, table: Any, is_bad: Any, own: Any) -> Any:
        pa = self._pa
        which = pa.compute.subtract(own.filter(is_bad), len(self._recipe.pool))
        said = (table[KEY].filter(is_bad), *(texts.take(which) for texts in self._wrong))
        return pa.table(list(said), schema=self.wrong_header)


def _numbered(pa: Any, block: int) -> Any:
    """Return the numbers of the rows of a block as texts of ten digits."""
    numbers = pa.array(range(block * BLOCK + 1, (block + 1) * BLOCK + 1), pa.int64())
    return pa.compute.utf8_lpad(pa.compute.cast(numbers, pa.string()), 10, "0")
