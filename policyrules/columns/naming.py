"""What the columns of a result are called for people: by the names that the policy gives.

In: what is told, and the name that it has in a query. Out: its name in the words of the policy: `税务服务`,
`税务服务.金额下限`. Knows neither queries nor engines.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from policyrules.columns.outcomes import IN_FORCE, IN_FORCE_WORDS, Kind, Statement, Told

#: How the part of a name is written that says what is told, in Chinese and English.
_WORDS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.HELD: ("持有", "held"),
        Kind.QUALIFIES: ("达标", "qualifies"),
        Kind.AMOUNT: ("金额", "amount"),
        Kind.FAILED: ("不满足数", "failed"),
        Kind.UNKNOWN: ("未知数", "unknown"),
        Kind.SHORT: ("还差条件数", "short"),
        Kind.NEAREST: ("所差条件", "nearest"),
        Kind.DISTANCE: ("相差", "distance"),
        Kind.DUTY: ("适用", "applies"),
        Kind.TARGET: ("计入", "counts"),
        Kind.DETERMINED: ("认定", "determined"),
    }
)

#: How the end of the name in a query is written, which says which number of a thing told stands there.
_ENDINGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "": ("", ""),
        "_least": ("下限", "_least"),
        "_most": ("上限", "_most"),
        "_of": ("分母", "_of"),
        "_least_of": ("下限分母", "_least_of"),
        "_most_of": ("上限分母", "_most_of"),
        "_exact": ("确切", "_exact"),
    }
)


def named(statement: Statement, *, english: bool) -> dict[str, str]:
    """Return the names of all columns, each once, by the names that they have in the query."""
    found: dict[str, str] = {}
    for one in statement.told:
        for column in statement.columns[one.column]:
            name = words(one, column, english=english)
            found[column] = next(free for free in tried(name) if free not in found.values())
    return found


def tried(name: str) -> Iterator[str]:
    """Yield a name, and others for a second thing of the same name."""
    yield name
    number = 2
    while True:
        yield f"{name}({number})"
        number += 1


def words(one: Told, column: str, *, english: bool) -> str:
    """Return the name of a column in which something told stands."""
    if one.kind is Kind.VERDICT:
        return one.of
    if one.kind is Kind.CONDITION:
        return f"{one.of}.{IN_FORCE_WORDS[english] if one.label == IN_FORCE else one.label}"
    what = _WORDS[one.kind][english] + _ENDINGS[column.removeprefix(one.column)][english]
    return f"{one.of}.{one.label}.{what}" if one.kind is Kind.DISTANCE else f"{one.of}.{what}"
