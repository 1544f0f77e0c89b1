"""Who misses an award by one condition, and by how little.

In: a matched register. Out: `Near`s, each award in order, its conditions in order, the smallest distance first. The distance is
the number that the explanation of the decision tells. Knows no way to show them.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from policyrules.columns.quoting import quoted
from policyrules.explain.operands import Distance
from policyrules.register.legend import Award, Condition, Far, Legend
from policyrules.register.views.viewed import ID, Viewed
from policyrules.values.types import Scalar


@frozen
class Near:
    """An enterprise that misses an award by one condition; `distance` is `None` where the condition has none.

    `instead` are other conditions of which each is enough as well. `open` is of how many conditions it is not known whether
    they hold. `alike` enterprises miss the award by this condition.
    """

    legend: Legend
    award: Award
    condition: Condition
    instead: tuple[Condition, ...]
    id: str
    name: str | None
    place: str | None
    distance: Distance | None
    open: int
    alike: int


def near(
    viewed: Viewed, wanted: frozenset[str] = frozenset(), *, limit: int | None = None, all_: bool = False
) -> Iterator[Near]:
    """Yield who is near, of each condition no more than `limit`; of the awards with the wanted ids or names, or of all.

    With `all_`, also who misses a condition that has no distance. One that is only a matter of time, or of how the text is
    read, is nobody's to meet: another that is enough is told instead.
    """
    for legend in viewed.legends:
        for award in legend.awards:
            if not wanted or wanted & {award.id, award.name}:
                yield from _near(viewed, legend, award, limit, all_)


def _near(viewed: Viewed, legend: Legend, award: Award, limit: int | None, all_: bool) -> Iterator[Near]:
    places = {
        n: told for n, one in enumerate(award.conditions) if (told := _met(award, n)) and (all_ or told[0].far is not None)
    }
    if award.column is None or award.short is None or award.nearest is None or not places:
        return
    for row in viewed.rows(_query(viewed, award, {n: told[0].far for n, told in places.items()}, limit)):
        id_, name, place, number, above, under, exact, is_open, alike = row
        condition, *instead = places[number]
        distance = None if above is None or condition.far is None else _distance(condition.far.type, above, under, exact)
        yield Near(legend, award, condition, tuple(instead), str(id_), name, place, distance, is_open or 0, alike)


def _met(award: Award, place: int) -> list[Condition]:
    """Return the condition at a place, and those that are enough as well, without what is nobody's to meet."""
    condition = award.conditions[place]
    return [one for one in (condition, *(award.conditions[n] for n in condition.instead)) if not one.timed]


def _distance(type_: str, above: Any, under: Any, exact: bool | None) -> Distance:
    return Distance(Fraction(int(above), 1 if under is None else int(under)), Scalar(type_), exact is not False)


def _query(viewed: Viewed, award: Award, places: Mapping[int, Far | None], limit: int | None) -> str:
    """Return the query of who is near an award; each condition has its own distance, and its own order."""
    cases: dict[str, list[str]] = {"above": [], "under": [], "exact": []}
    for place, far in places.items():
        for part, column in () if far is None else (("above", far.column), ("under", far.under), ("exact", far.exact)):
            if column is not None:
                cases[part].append(f"WHEN {place} THEN {quoted(column)}")
    nearest = quoted(str(award.nearest))
    texts = [f"CASE {nearest} {' '.join(found)} END AS {part}" if found else f"NULL AS {part}" for part, found in cases.items()]
    columns = {"id": ID, "name": viewed.name, "place": viewed.place}
    who = [f"{quoted(column) if column else 'NULL'} AS {name}" for name, column in columns.items()]
    is_open = "0" if award.open is None else quoted(award.open)
    order = (
        "above::DOUBLE / COALESCE(under::DOUBLE, 1) NULLS LAST, id, name"  # the order only: what is told are the whole numbers
    )
    first = "" if limit is None else f" QUALIFY row_number() OVER (PARTITION BY number ORDER BY {order}) <= {limit}"
    return (
        f"SELECT *, count(*) OVER (PARTITION BY number) FROM ("
        f"SELECT {', '.join(who)}, {nearest} AS number, {', '.join(texts)}, {is_open} AS open"
        f" FROM register WHERE NOT {quoted(str(award.column))} AND {quoted(str(award.short))} = 1"
        f" AND {nearest} IN ({', '.join(map(str, places))})){first} ORDER BY number, {order}"
    )
