"""The answers of a program from a row of the result of its query.

In: a query, the case of a row, and the row as an engine gives it. Out: `Answers`, with `None` where the query leaves a question
open. Knows no engine.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from policyrules.columns.query import BodyShown, Query
from policyrules.core.case import Answers, Case
from policyrules.core.program import Node, Op, Program
from policyrules.values.answers import Answer


def answers(program: Program, query: Query, case: Case, row: Mapping[str, Any]) -> Answers:
    """Return what the query answers in a row; `None` stands for a question that it was not asked or leaves open."""
    values: list[Answer | None] = []
    for index, node in enumerate(program.nodes):
        if index in query.constant:
            values.append(query.constant[index])
        elif index in query.shown:
            shown = query.shown[index]
            values.append(shown.read([row[f"a{index}_{place}"] for place in range(len(shown.texts))]))
        else:
            values.append(case.facts[cast(str, node.data)] if node.op is Op.FACT and index not in query.left else None)
    bodies = {index: _records(body, program.nodes[index], row[body.column], values) for index, body in query.bodies.items()}
    return Answers(cast(Sequence[Answer], values), bodies)


def _records(
    body: BodyShown, node: Node, records: Sequence[Mapping[str, Any]] | None, outer: Sequence[Answer | None]
) -> tuple[Answers, ...]:
    return tuple(_record(body, node, record, outer) for record in records or ())


def _record(body: BodyShown, node: Node, record: Mapping[str, Any], outer: Sequence[Answer | None]) -> Answers:
    assert node.body is not None
    given = iter([record[f"a{place}"] for place in range(1, len(record))])
    values: list[Answer | None] = []
    for index in range(len(node.body.nodes)):
        if index in body.brought_in:
            values.append(outer[body.brought_in[index]])
        elif index in body.constant:
            values.append(body.constant[index])
        else:
            shown = body.shown[index]
            values.append(shown.read([next(given) for _ in shown.texts]))
    inner = {index: _records(nested, node.body.nodes[index], next(given), values) for index, nested in body.bodies.items()}
    return Answers(cast(Sequence[Answer], values), inner)
