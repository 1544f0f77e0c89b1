"""A difference between a query and the reference is found, with the question that it is about."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from policyrules.columns import rules
from policyrules.columns.held import Flag
from policyrules.core.facts import read_case
from policyrules.core.program import FactSpec, Op
from policyrules.testing.selfcheck.batches import BatchTally, compare
from policyrules.values.types import Scalar
from tests.columns.programs import Nodes, program

pytest.importorskip("duckdb")


def asked() -> Any:
    nodes, facts = Nodes(), [FactSpec(name, Scalar.BOOL) for name in "pq"]
    nodes.add(Op.NOT, (nodes.add(Op.AND, [nodes.fact(spec) for spec in facts], Scalar.BOOL),), Scalar.BOOL)
    return program(nodes, facts)


def cases(values: Sequence[bool | None]) -> Any:
    return [read_case(asked(), {"p": p, "q": q}, date(2024, 1, 1)) for p in values for q in values]


def test_what_is_compared_is_counted() -> None:
    tally = BatchTally()
    compare(asked(), cases([True, False, None]), tally)
    assert (tally.rows, tally.answers, tally.differences) == (9, 36, [])
    assert tally.reached == {"fact": 18, "and": 9, "not": 9}
    assert tally.unknown == 2 * 3 + 2 * 3


def test_a_query_that_takes_unknown_for_false_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = rules._and

    def wrong(part: Any, index: int, node: Any) -> Any:
        return Flag(f"COALESCE({plain(part, index, node).text}, FALSE)", True)  # type: ignore[union-attr]

    monkeypatch.setattr("policyrules.columns.query.RULES", {**rules.RULES, Op.AND: wrong})
    tally = BatchTally()
    compare(asked(), cases([True, False, None]), tally)
    found = tally.differences[0]
    assert (found.point.node.op, found.expected, found.found) == (Op.AND, "U", "F")
    assert len(tally.differences) == 3
