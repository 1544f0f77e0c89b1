"""Columns that are defined from one another, as SQL that computes each of them once.

In: definitions, each a text that names others by their made-up names, and what is wanted. Out: subselects within one another,
or, for the records of a list, lists of structs that are made from one another. What is asked for once only stands where it is
asked for. Knows neither programs nor values: no text that somebody wrote stands in a definition.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from attrs import define, field

from policyrules.columns.dialect import Dialect
from policyrules.columns.skipping import DEFINED, asked_in, condition_of, is_cheap, names_in, repeats

#: A text that is longer than this is not put into another one, nor is one in which more parentheses stand within one another:
#: engines read what nests to a certain depth.
_LONGEST, _DEEPEST = 4_000, 200

#: A text that is no longer than this may stand in several places, where there is room.
_SHORT = 600


@define
class Usage:
    """In which rows defined columns are asked for.

    `guards` tell of some where alone that is; `decided` under which condition one asks for another. `costs` is what
    those cost of which that was asked.
    """

    guards: dict[str, str] = field(factory=dict)
    decided: dict[tuple[str, str], str] = field(factory=dict)
    costs: dict[str, int] = field(factory=dict)


_PLAINLY = Usage()


def needed(definitions: Mapping[str, str], wanted: Iterable[str], usage: Usage = _PLAINLY) -> dict[str, str]:
    """Return the definitions that wanted texts rest on, in their order."""
    found, waiting = set[str](), [name for text in wanted for name in names_in(text)]
    while waiting:
        name = waiting.pop()
        if name in definitions and name not in found:
            found.add(name)
            waiting += names_in(definitions[name]) + names_in(usage.guards.get(name, ""))
    return {name: text for name, text in definitions.items() if name in found}


def folded(definitions: Mapping[str, str], wanted: Sequence[str], usage: Usage = _PLAINLY) -> tuple[dict[str, str], list[str]]:
    """Put what is asked for once only where it is asked for; return what is left to define, and the wanted texts.

    What has a guard is computed only where that holds, unless it stands where it is asked for, which nobody does elsewhere.
    """
    needs = needed(definitions, wanted, usage)
    needs, asked, decided = _asked_in(needs, wanted, usage)
    every = (*needs.values(), *wanted, *(guard for name, guard in usage.guards.items() if name in needs), *asked.values())
    uses = Counter[str]()
    for text in every:
        names = names_in(text)
        uses.update(names * 2 if names and repeats(text) else names)
    kept: dict[str, str] = {}
    inside: dict[str, str] = {}

    def put(text: str) -> str:
        return DEFINED.sub(lambda found: inside.get(found[0], found[0]), text) if "v" in text else text

    for name, text in needs.items():
        text = put(text)
        inner = uses[name] <= 1 and len(text) <= _LONGEST and not _is_deep(text)
        only = (decided if inner else asked).get(name, "")
        if only and is_cheap(text):
            only = ""  # the columns that it asks for have conditions of their own
        if inner:
            inside[name] = _only_where([put(only)], text) if only else text
        elif only or name in usage.guards:
            kept[name] = _only_where([put(usage.guards.get(name, "")), put(only)], text)
        else:
            kept[name] = text
    return kept, [put(text) for text in wanted]


def _is_deep(text: str) -> bool:
    """Say whether a text nests too deep to be put into another one."""
    if text.count("(") <= _DEEPEST:
        return False
    return max(accumulate(1 if mark == "(" else -1 for mark in _NESTING.findall(text))) > _DEEPEST


_NESTING = re.compile("[()]")


def _asked_in(
    needs: dict[str, str], wanted: Sequence[str], usage: Usage
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return definitions in an order in which none rests on a later one; the conditions of the rows in which alone some of them
    are asked for; and of what one asks for only where something cheaper does not decide, that condition.

    What conditions rest on is computed in all rows.
    """
    decided = {pair: condition for pair, condition in usage.decided.items() if pair[0] in needs}
    if not decided:
        return needs, {}, {}
    first, rows = needed(needs, decided.values(), usage), asked_in(needs, wanted, usage.guards, decided)
    asked = {name: condition_of(rows[name]) for name in needs if name not in first}
    return {**first, **needs}, asked, {name: condition for (_, name), condition in decided.items()}


def _only_where(conditions: Sequence[str], text: str) -> str:
    held = [condition for condition in conditions if condition]
    if held and all(map(_UNDECIDED.fullmatch, held)):  # to ask which of these holds takes less than `IS NOT TRUE` of each
        decided = " OR ".join(dict.fromkeys(name for condition in held for name in names_in(condition)))
        return f"(CASE WHEN {decided} THEN NULL ELSE {text} END)"
    guard = held[0] if len(held) == 1 else " AND ".join(f"({condition})" for condition in held)
    return f"(CASE WHEN {guard} THEN {text} END)" if held else text


#: Rows in which no defined truth of some holds.
_UNDECIDED = re.compile(r"v\w+ IS NOT TRUE(?: AND v\w+ IS NOT TRUE)*")


def flattened(definitions: dict[str, str], wanted: list[str], room: int) -> tuple[dict[str, str], list[str]]:
    """Put short texts wherever they are asked for, and return what is left to define, and the wanted texts.

    Where all of that together is longer than `room`, it is left as it was. What a record would ask of its row stays defined.
    """
    every = (*definitions.values(), *wanted)
    stay = {name for text in every if repeats(text) for name in names_in(text)}
    kept: dict[str, str] = {}
    inside: dict[str, str] = {}
    length = 0

    def put(text: str) -> str:
        return DEFINED.sub(lambda found: inside.get(found[0], found[0]), text)

    for name, text in definitions.items():
        text = put(text)
        if len(text) > _SHORT or name in stay:
            kept[name], length = text, length + len(text)
        else:
            inside[name] = text
        if length > room:
            return definitions, wanted
    texts = [put(text) for text in wanted]
    return (kept, texts) if length + sum(map(len, texts)) <= room else (definitions, wanted)


def layered(definitions: Mapping[str, str]) -> list[dict[str, str]]:
    """Return definitions by how many others stand between them and the table."""
    depth: dict[str, int] = {}
    layers: list[dict[str, str]] = []
    for name, text in definitions.items():
        depth[name] = max((depth[one] + 1 for one in names_in(text) if one in depth), default=0)
        while len(layers) <= depth[name]:
            layers.append({})
        layers[depth[name]][name] = text
    return layers


# --- a query --------------------------------------------------------------------------------------------------------------


def selects(
    definitions: Mapping[str, str],
    outputs: Mapping[str, str],
    table: str,
    columns: Sequence[str],
    usage: Usage = _PLAINLY,
    room: int = 0,
) -> str:
    """Return a query of the outputs by name; `columns` are those of the table.

    What is asked for more often stands in every place where it is asked for too, if the whole takes no more `room` than that.
    """
    kept, texts = folded(definitions, list(outputs.values()), usage)
    if room:
        kept, texts = flattened(kept, texts, room)
    layers = layered(kept)
    written = [f"(\nSELECT {', '.join(['*', *_defined(layer)])}\nFROM " for layer in reversed(layers[1:])]
    if layers:
        # Of the table, what somebody asks for; further up, an engine leaves out itself what nobody does, and `*` is soon read.
        asked = {name for text in (*kept.values(), *texts) for name in _COLUMN.findall(text)}
        written.append(f"(\nSELECT {', '.join([*sorted(asked.intersection(columns)), *_defined(layers[0])])}\nFROM ")
    results = ",\n    ".join(f"{text} AS {name}" for name, text in zip(outputs, texts, strict=True))
    return f"SELECT\n    {results}\nFROM {''.join(written)}{table}{')' * len(layers)}"


def _defined(layer: Mapping[str, str]) -> list[str]:
    return [f"{text} AS {name}" for name, text in layer.items()]


#: A name that stands in a text: of a column, or of a function.
_COLUMN = re.compile(r"[a-z](?<![\w.'][a-z])\w*")


# --- the records of a list --------------------------------------------------------------------------------------------------


def per_record(
    dialect: Dialect,
    records: str,
    variable: str,
    definitions: Mapping[str, str],
    wanted: str | Sequence[str],
    usage: Usage = _PLAINLY,
) -> str:
    """Return a list with one value per record: the wanted text, or a struct of the wanted texts as `a0`, `a1`, …."""
    kept, texts = folded(definitions, [wanted] if isinstance(wanted, str) else wanted, usage)
    layers = layered(kept)
    own = {name for layer in layers for name in layer}
    reads = re.compile(rf"(?<![\w.]){variable}\.(\w+)")
    asked = [_asked(text, own, reads) for text in texts]
    needs = set[str]().union(*asked)
    carried: list[set[str]] = []
    for layer in reversed(layers):
        carried.append(needs - layer.keys())
        needs = (needs - layer.keys()).union(*(_asked(text, own, reads) for text in layer.values()))

    def placed(text: str) -> str:
        return DEFINED.sub(lambda found: f"{variable}.{found[0]}" if found[0] in own else found[0], text)

    for layer, names in zip(layers, carried[::-1], strict=True):
        fields = {name: f"{variable}.{name}" for name in sorted(names)} | {name: placed(text) for name, text in layer.items()}
        records = dialect.each(records, variable, dialect.struct(fields))
    last = [placed(text) for text in texts]
    result = last[0] if isinstance(wanted, str) else dialect.struct({f"a{place}": text for place, text in enumerate(last)})
    return dialect.each(records, variable, result)


def _asked(text: str, own: set[str], reads: re.Pattern[str]) -> set[str]:
    """Return what a text asks of its record: fields, and columns that are defined for it."""
    return {name for name in names_in(text) if name in own} | set(reads.findall(text))
