"""What need not be computed in rows in which something cheaper decides already.

In: definitions of columns, each a text that names others by their made-up names, and under which condition one asks for
another. Out: how much each costs, and in which rows alone each is asked for. Knows neither programs nor engines.

In `cheap OR dear`, what is dear decides nothing in a row in which what is cheap holds, so that it may be anything there, and is
null. A column that is asked for in several places is computed in all rows in which one of them asks for it. What is cheap is
always computed: conditions are made of nothing else, so that no column waits for itself.
"""

import re
from collections.abc import Iterable, Mapping

#: A name of a column that a query defines. It is looked for by its first letter, and then what stands before that.
DEFINED = re.compile(r"v(?<![\w.']v)\d\w*")

#: What costs about as much as a comparison: what is counted, since a pattern takes many times as long to find.
_STEPS = (
    *("CASE", "WHEN", "COALESCE", "GREATEST", "LEAST", " IS ", " AND ", " OR ", "NOT "),
    *("> ", "< ", "= ", " + ", " - ", " * ", "/ ", "(-"),
)

#: What costs more: wide numbers, texts, functions.
_SLOW = ("HUGEINT", "DECIMAL", " k", "(k")
_SLOWER, _MUCH_SLOWER = 2, 50

#: What costs no more than the first may be looked at in all rows; what costs less than the second is not worth a condition.
CHEAP, DEAR = 20, 40

#: No text costs more than this.
_MOST = 1_000_000

#: A column that is asked for in more alternatives than this is computed in all rows in which what these have in common holds.
_ALTERNATIVES = 3

#: More alternatives than this are not held against one another.
_COMPARED = 30

#: Rows, as alternatives: in one of them all of the conditions hold.
Rows = frozenset[frozenset[str]]

_EVERYWHERE: Rows = frozenset([frozenset()])


def names_in(text: str) -> list[str]:
    """Return the defined columns that a text asks for, as often as it does."""
    return DEFINED.findall(text) if "v" in text else []


def repeats(text: str) -> int:
    """Return how often a text is computed anew for each record: what it asks of a row should not be computed as often."""
    return text.count("lambda ") + text.count("->")


def cost_of(text: str, costs: Mapping[str, int]) -> int:
    """Return how much a text costs, with all that it rests on."""
    calls = text.count("(") - text.count(" (") - text.count("((") - text.startswith("(")
    slow = calls + sum(map(text.count, _SLOW))
    own = sum(map(text.count, _STEPS)) + _SLOWER * slow + _MUCH_SLOWER * repeats(text)
    return min(own + sum(costs.get(name, 0) for name in set(names_in(text))) if costs else own, _MOST)


def cost_with(text: str, definitions: Mapping[str, str], guards: Mapping[str, str], known: dict[str, int]) -> int:
    """Return how much a text costs, with all that it rests on; of few columns anybody asks: what they cost is `known` then."""
    waiting = names_in(text)
    while waiting:
        name = waiting[-1]
        if name in known or name not in definitions:
            waiting.pop()
            continue
        whole = f"{definitions[name]} {guards.get(name, '')}"
        before = [one for one in names_in(whole) if one in definitions and one not in known]
        if before:
            waiting += before
        else:
            known[name] = cost_of(whole, known)
    return cost_of(text, known)


def is_cheap(text: str) -> bool:
    """Say whether a text may be looked at in all rows, whatever it rests on."""
    return cost_of(text, {}) <= CHEAP


def asked_in(
    needs: Mapping[str, str],
    wanted: Iterable[str],
    guards: Mapping[str, str],
    decided: Mapping[tuple[str, str], str],
) -> dict[str, Rows]:
    """Return in which rows each definition is asked for; each rests on none but those before it.

    `guards` are the conditions of rows in which alone some are looked at, `decided` those in which one asks for another.
    """
    asked: dict[str, set[frozenset[str]]] = {name: set() for name in needs}
    for text in wanted:
        for name in names_in(text):
            asked[name].update(_EVERYWHERE)
    found: dict[str, Rows] = {}
    for name in reversed(list(needs)):
        rows = found[name] = _fewest(asked[name])
        for one in set(names_in(needs[name])):
            condition = decided.get((name, one))
            asked[one].update(rows if condition is None else {held | {condition} for held in rows})
        for one in names_in(guards.get(name, "")):
            asked[one].update(rows)
    return found


def _fewest(alternatives: set[frozenset[str]]) -> Rows:
    """Leave out what another alternative covers; of too many, return what all have in common."""
    if not _EVERYWHERE.isdisjoint(alternatives):
        return _EVERYWHERE
    if len(alternatives) <= _COMPARED:
        fewest = frozenset(one for one in alternatives if not any(other < one for other in alternatives))
        if len(fewest) <= _ALTERNATIVES:
            return fewest
    return frozenset([frozenset.intersection(*alternatives)])


def condition_of(rows: Rows) -> str:
    """Write the condition of rows; nothing for all of them."""
    if rows == _EVERYWHERE:
        return ""
    alternatives = sorted(" AND ".join(sorted(conditions)) for conditions in rows)
    return alternatives[0] if len(alternatives) == 1 else " OR ".join(f"({one})" for one in alternatives)
