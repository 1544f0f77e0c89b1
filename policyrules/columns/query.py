"""A program as one query: one row per enterprise in, one row per enterprise out.

In: a program, the questions that are wanted, and the day and the readings where they are the same for all rows. Out: `Query`:
the text, how each answer is read from a row of the result, and the questions that it leaves open with the reason for each.
Needs no engine.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import cast

from attrs import frozen

from policyrules.backends.widths import watched
from policyrules.columns.dialect import DUCKDB, Dialect
from policyrules.columns.layers import selects
from policyrules.columns.layout import DAY, NUMBER, Given, fact_columns, reading_column
from policyrules.columns.parts import Emission, Level, Part
from policyrules.columns.rules import RULES
from policyrules.columns.shown import Shown, shown
from policyrules.core.case import Case
from policyrules.core.program import Op, Program
from policyrules.values.answers import Answer

#: The column that is true in rows that the query cannot answer, and the table that is read.
BEYOND, TABLE = "beyond", "register"

#: Numbers with more bits than this are refused by the reference: where there may be any, they are always asked for.
LONGEST = 4_000


_CONSTANT = re.compile(r"k(?<![\w.']k)\d+\b")


@frozen(eq=False)
class Query:
    """A query and how its result is read.

    `shown` says how an answer stands in the columns `a<node>_<number>`; a question without columns has the answer in `constant`
    in every row. `left` says why a question is not answered; `weakened` are those and all that rest on them, whose answers are
    right where they are known. Where `beyond` holds, a row is to be decided otherwise.
    """

    text: str
    shown: Mapping[int, Shown]
    constant: Mapping[int, Answer]
    left: Mapping[int, str]
    weakened: frozenset[int]
    bodies: Mapping[int, "BodyShown"]


@frozen(eq=False)
class BodyShown:
    """How the answers of the body of a quantifier stand in a list with one struct per record; `bodies` are those within."""

    column: str
    shown: Mapping[int, Shown]
    constant: Mapping[int, Answer]
    brought_in: Mapping[int, int]
    bodies: Mapping[int, "BodyShown"]


def query(
    program: Program,
    wanted: Sequence[int],
    *,
    dialect: Dialect = DUCKDB,
    case: Case | None = None,
    bodies: bool = False,
    table: str = TABLE,
    given: Given = Given(),  # noqa: B008  # it is frozen
) -> Query:
    """Return the query of the wanted questions; with `bodies`, also what is asked of each record.

    Of `case`, the day and the readings are taken; without one, each row has its own in columns beside the facts. `given` is
    what else is sure of the table.
    """
    part = read_part(program, wanted, dialect, case, given=given)
    outputs: dict[str, str] = {}
    answers: dict[int, Shown] = {}
    for index in wanted:
        answer = None if part.answers[index] is not None else shown(part.held[index])
        if answer is not None:
            answers[index] = answer
            outputs |= {f"a{index}_{place}": text for place, text in enumerate(answer.texts)}
    shown_bodies = _bodies(part, wanted) if bodies else {}
    for body, list_ in shown_bodies.values():
        outputs[body.column] = list_
    constant = {index: cast(Answer, part.answers[index]) for index in wanted if part.answers[index] is not None}
    left = {index: part.left[index] for index in wanted if index in part.left}
    found = {index: body for index, (body, _) in shown_bodies.items()}
    return Query(select(part, outputs, table), MappingProxyType(answers), constant, left, frozenset(part.weakened), found)


def read_part(
    program: Program,
    wanted: Sequence[int],
    dialect: Dialect,
    case: Case | None,
    *,
    given: Given = Given(),  # noqa: B008  # it is frozen
) -> Part:
    """Return what a query holds of the wanted questions and of all that they rest on."""
    part = Part(Emission(program, dialect, RULES, case, given), Level(beyond=[]))
    long = watched(program.nodes, LONGEST)
    part.read(program.nodes, (*wanted, *long))
    if not part.weakened.isdisjoint(long):
        part.decide_otherwise("TRUE")
    return part


def select(part: Part, outputs: Mapping[str, str], table: str = TABLE) -> str:
    """Return the query of some texts by the names of their columns, between the number of the row and `beyond`."""
    program, case, given = part.emission.program, part.emission.case, part.emission.given
    beyond = [f"COALESCE({condition}, FALSE)" for condition in part.level.beyond or ()]
    own = [] if case is not None else [DAY, *(reading_column(place) for place in range(len(program.readings)))]
    columns = [NUMBER, *own, *fact_columns(program), *given.along, *given.periods]
    every = {NUMBER: NUMBER, **{name: name for name in given.along}, **outputs, BEYOND: " OR ".join(beyond) or "FALSE"}
    text = selects(part.level.definitions, every, table, columns, part.level.usage, part.emission.dialect.room)
    return _with_texts(text, part)


def _with_texts(text: str, part: Part) -> str:
    """Put the texts that somebody wrote where their names stand, all at once: none is looked at again."""
    literals = {name: part.emission.dialect.text(value) for value, name in part.emission.texts.items()}
    return _CONSTANT.sub(lambda found: literals[found[0]], text)


def _bodies(part: Part, wanted: Sequence[int]) -> dict[int, tuple[BodyShown, str]]:
    """Return how the bodies of quantifiers are shown, and the text of the list of each."""
    found: dict[int, tuple[BodyShown, str]] = {}
    for index in wanted:
        rows = part.rows.get(index)
        if rows is None or part.held[index] is None:
            continue
        inside: Part = rows.inside
        within = _bodies(inside, range(len(inside.nodes)))
        answers, constant, brought_in, texts = _body_shown(inside)
        texts += [text for _, text in within.values()]
        list_ = rows.each(["TRUE", *texts])
        nested = {one: body for one, (body, _) in within.items()}
        found[index] = BodyShown(f"b{index}", answers, constant, brought_in, nested), list_
    return found


def _body_shown(inside: Part) -> tuple[dict[int, Shown], dict[int, Answer], dict[int, int], list[str]]:
    answers: dict[int, Shown] = {}
    constant: dict[int, Answer] = {}
    brought_in: dict[int, int] = {}
    texts: list[str] = []
    for index, node in enumerate(inside.nodes):
        answer = inside.answers[index]
        if node.op is Op.OUTER:
            brought_in[index] = cast(int, node.data)
        elif answer is not None:
            constant[index] = answer
        else:
            held = shown(inside.held[index])
            assert held is not None
            answers[index] = held
            texts += held.texts
    return answers, constant, brought_in, texts
