"""Who gains and who loses between two matches: by two drafts, on two days, or of two registers.

In: two matched registers, before and after. Out: how many enterprises each award changes for, and which, with the conditions
that decide it. Rows are paired by their number where both matches are of one register, and by the id of the enterprise where
they are not; those without a counterpart are counted and left out. Knows no way to show them.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import repeat
from operator import add
from typing import Any

from attrs import frozen

from policyrules.columns.quoting import quoted
from policyrules.register.legend import Amount, Award, Label, Legend
from policyrules.register.refusing import MatchError, diagnostic
from policyrules.register.views.viewed import ID, Viewed, asked
from policyrules.values.answers import Interval, Truth

#: The number of a row, and how many rows are held against each other at a time.
_ROW, _SLICE = "row", 500_000


class Change(StrEnum):
    """What becomes of an award for an enterprise; `OTHER` is from open to not entitled or back, `AMOUNT` to another amount."""

    GAIN = "gain"
    LOSS = "loss"
    OTHER = "other"
    AMOUNT = "amount"


@frozen
class Both:
    """An award of a policy in both matches; one that a match does not have is `None` there."""

    policy: str
    before: tuple[Legend, Award] | None
    after: tuple[Legend, Award] | None

    @property
    def shown(self) -> tuple[Legend, Award]:
        """The policy and the award, as they are now if they are."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def is_told(self) -> bool:
        """Whether each match that has it says of all enterprises whether they have it."""
        return all(side is None or side[1].column is not None for side in (self.before, self.after))


@frozen
class Changes:
    """How many enterprises of a place have an award before and after, and for how many what changes."""

    both: Both
    place: str | None
    before: int
    after: int
    gain: int
    loss: int
    other: int
    amount: int


@frozen
class Side:
    """What one match says of an enterprise: the verdict, the amount, the conditions that fail and those that are not known."""

    verdict: Truth
    amount: Interval | None
    type: str | None
    failed: tuple[Label, ...]
    unknown: tuple[Label, ...]


@frozen
class Changed:
    """An enterprise for which an award changes; a side is `None` where there is no such award."""

    both: Both
    change: Change
    id: str
    name: str | None
    place: str | None
    before: Side | None
    after: Side | None


@frozen
class Compared:
    """Two matches whose rows are paired: `by` their "row" or "id", so many of them; the others stand in one match alone."""

    before: Viewed
    after: Viewed
    by: str
    paired: int

    @property
    def awards(self) -> tuple[Both, ...]:
        """The awards of both, policy by policy: those of after in their order, then those that are gone."""
        return tuple(one for one in self._all if one.is_told)

    @property
    def left(self) -> tuple[Award, ...]:
        """The awards that a query of either match leaves: of these it is not known what changes."""
        return tuple(one.shown[1] for one in self._all if not one.is_told)

    @property
    def _all(self) -> tuple[Both, ...]:
        before, after = _awards(self.before), _awards(self.after)
        if len(self.before.legends) == len(self.after.legends) == 1:  # a draft may give the policy another name
            name = self.after.legends[0].name
            before = {(name, *key[1:]): one for key, one in before.items()}
        keys = dict.fromkeys((*after, *before))
        policies = list(dict.fromkeys(policy for policy, *_ in keys))
        in_order = sorted(keys, key=lambda key: policies.index(key[0]))
        return tuple(Both(key[0], before.get(key), after.get(key)) for key in in_order)

    @property
    def readings(self) -> tuple[tuple[str, str | None, str | None], ...]:
        """The readings of both that are chosen differently: the name, and the options before and after."""
        before, after = self.before.readings, self.after.readings
        return tuple((one, before[one], after[one]) for one in after if one in before and before[one] != after[one])


def compared(before: Viewed, after: Viewed) -> Compared:
    """Pair the rows of two matches. Raises `MatchError` where nothing tells which rows are of one enterprise."""
    by = _ROW if before.register == after.register else ID
    if by == ID:
        for viewed in (before, after):
            numbered = next(viewed.rows(f"SELECT count(*), count(*) FILTER ({ID} = {_ROW}::VARCHAR) FROM register"))
            if numbered[0] and numbered[0] == numbered[1]:
                raise MatchError([diagnostic("changes-no-ids")])
    count = next(asked(f"SELECT count(*) FROM {_pairs(by)}", **_tables(before, after)))[0]
    return Compared(before, after, by, count)


def _awards(viewed: Viewed) -> dict[tuple[str, ...], tuple[Legend, Award]]:
    return {(legend.name, award.kind, award.id): (legend, award) for legend in viewed.legends for award in legend.awards}


def _tables(before: Viewed, after: Viewed) -> dict[str, str]:
    return {"earlier": before.table, "later": after.table}


def _pairs(by: str) -> str:
    """Return the pairs of rows. An id that stands in several rows of a match tells none of them apart, and is no pair."""
    if by == _ROW:
        return "earlier AS b JOIN later AS a ON b.row = a.row"
    once = "(SELECT * FROM {} QUALIFY count(*) OVER (PARTITION BY id) = 1) AS {}"
    return f"{once.format('earlier', 'b')} JOIN {once.format('later', 'a')} ON b.id = a.id"


# --- how many -----------------------------------------------------------------------------------------------------------


def changes(both: Compared, by: str | None) -> tuple[Changes, ...]:
    """Count what changes, by the values of a column where one is given: awards in order, then places."""
    told = both.awards
    counts = [f"count(*) FILTER ({text})" for one in told for text in _counted(one)]
    place = "NULL" if by is None else _along(both, by)
    group = "" if by is None else " GROUP BY 1"
    query = f"SELECT {', '.join((place, *counts))} FROM {_pairs(both.by)}{group}"
    sums: dict[str | None, list[int]] = {}
    for tables in _in_turn(both):
        for where, *numbers in asked(query, **tables):
            sums[where] = list(map(add, sums.get(where, repeat(0)), numbers))
    places = sorted(sums, key=lambda one: (one is None, one or ""))
    return tuple(Changes(one, where, *sums[where][6 * n : 6 * n + 6]) for n, one in enumerate(told) for where in places)


def _in_turn(both: Compared) -> Iterator[dict[str, str]]:
    """Yield the tables, where rows are paired by their number some of the rows at a time: all at once fill the memory."""
    tables = _tables(both.before, both.after)
    if both.by != _ROW:
        yield tables
        return
    rows = max(one.decided + one.rejected for one in (both.before, both.after))
    for first in range(1, rows + 1, _SLICE):
        some = f"WHERE row BETWEEN {first} AND {first + _SLICE - 1}"
        yield {name: f"SELECT * FROM ({table}) {some}" for name, table in tables.items()}


def _counted(one: Both) -> tuple[str, ...]:
    before, after = _verdict("b", one.before), _verdict("a", one.after)
    return f"{before} IS TRUE", f"{after} IS TRUE", *_conditions(one).values()


def _conditions(one: Both) -> dict[Change, str]:
    """Return when which change is there. An award that is not in a policy is had by nobody."""
    before, after = _verdict("b", one.before), _verdict("a", one.after)
    return {
        Change.GAIN: f"{after} IS TRUE AND {before} IS NOT TRUE",
        Change.LOSS: f"{before} IS TRUE AND {after} IS NOT TRUE",
        Change.OTHER: f"{before} IS NOT TRUE AND {after} IS NOT TRUE AND {before} IS DISTINCT FROM {after}",
        Change.AMOUNT: f"{before} IS TRUE AND {after} IS TRUE AND ({_other_amount(one)})",
    }


def _verdict(side: str, award: tuple[Legend, Award] | None) -> str:
    return "FALSE" if award is None else _column(side, str(award[1].column))


def _column(side: str, name: str) -> str:
    return f"{side}.{quoted(name)}"


def _other_amount(one: Both) -> str:
    """Return when the amounts are not the same; an end may be a fraction, written in any terms."""
    before, after = _amount(one.before), _amount(one.after)
    if before is None or after is None or before.type != after.type:
        return "FALSE" if before is after else "TRUE"
    pairs = zip(_ends(before), _ends(after), strict=True)
    return " OR ".join(f"{_parts('b', *was)} IS DISTINCT FROM {_parts('a', *now)}" for was, now in pairs)


def _amount(award: tuple[Legend, Award] | None) -> Amount | None:
    return None if award is None else award[1].amount


def _ends(amount: Amount) -> tuple[tuple[str, str | None], ...]:
    return (amount.least, amount.least_of), (amount.most, amount.most_of)


def _parts(side: str, above: str, under: str | None) -> str:
    """Write an end in lowest terms, as what stands above the line and what stands under it."""
    numerator = f"{_column(side, above)}::HUGEINT"
    if under is None:
        return f"({numerator}, 1::HUGEINT)"
    denominator = f"{_column(side, under)}::HUGEINT"
    common = f"greatest(gcd({numerator}, {denominator}), 1)"
    return f"({numerator} // {common}, {denominator} // {common})"


def _along(both: Compared, column: str) -> str:
    """Write what a row says in a column that goes along: as it is after, or before where there is none after."""
    sides = (("a", both.after), ("b", both.before))
    return next((_column(side, column) for side, viewed in sides if column in viewed.columns), "NULL")


# --- who ----------------------------------------------------------------------------------------------------------------


def changed(both: Compared, wanted: frozenset[str] = frozenset(), *, limit: int | None = None) -> Iterator[Changed]:
    """Yield for whom an award changes: award by award, first who gains, then who loses; of each award so many at most.

    With `wanted`, only the awards with these ids or names.
    """
    for one in both.awards:
        if not wanted or wanted & {one.shown[1].id, one.shown[1].name}:
            yield from _changed(both, one, limit)


def _changed(both: Compared, one: Both, limit: int | None) -> Iterator[Changed]:
    columns = [*_side_columns("b", one.before), *_side_columns("a", one.after)]
    cases = " ".join(f"WHEN {text} THEN {number}" for number, text in enumerate(_conditions(one).values()))
    name, place = (_along(both, column) if column else "NULL" for column in (both.after.name, both.after.place))
    listed = ", ".join(f"{text} AS c{number}" for number, text in enumerate(columns))
    query = (
        f"SELECT CASE {cases} END AS change, a.id AS id, {name} AS name, {place} AS place{', ' if listed else ''}{listed} "
        f"FROM {_pairs(both.by)} WHERE change IS NOT NULL ORDER BY change, place NULLS LAST, id, a.row"
        + ("" if limit is None else f" LIMIT {limit}")
    )
    kinds = tuple(Change)
    for number, id_, who, where, *cells in asked(query, **_tables(both.before, both.after)):
        of = iter(cells)
        before, after = _side(one.before, of), _side(one.after, of)
        yield Changed(one, kinds[number], str(id_), who, where, before, after)


def _side_columns(side: str, award: tuple[Legend, Award] | None) -> Iterator[str]:
    """Yield the columns of an award: the verdict, four of the amount, the conditions."""
    if award is not None:
        yield _column(side, str(award[1].column))
        ends = () if award[1].amount is None else _ends(award[1].amount)
        yield from ("1" if name is None else _column(side, name) for end in ends for name in end)
        yield from (_column(side, label.column) for label in award[1].labels)


def _side(award: tuple[Legend, Award] | None, cells: Iterator[Any]) -> Side | None:
    """Read what `_side_columns` asks for."""
    if award is None:
        return None
    verdict, amount, labels = next(cells), award[1].amount, award[1].labels
    ends = [_end(next(cells), next(cells)) for _ in (() if amount is None else _ends(amount))]
    truths = [(label, next(cells)) for label in labels]
    return Side(
        Truth.U if verdict is None else Truth.T if verdict else Truth.F,
        Interval(*ends) if ends else None,
        None if amount is None else amount.type,
        _that(truths, False),
        _that(truths, None),
    )


def _end(above: Any, under: Any) -> Fraction | None:
    return None if above is None else Fraction(int(above), int(under))


def _that(truths: Sequence[tuple[Label, bool | None]], wanted: bool | None) -> tuple[Label, ...]:
    return tuple(label for label, truth in truths if truth is wanted)
