"""What is dear is computed only in rows in which nothing cheaper decides; whoever asks for it elsewhere gets it everywhere."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest

from policyrules.columns.dialect import DUCKDB
from policyrules.columns.layers import Usage, folded
from policyrules.columns.query import query
from policyrules.columns.skipping import CHEAP, DEAR, asked_in, condition_of, cost_of, cost_with
from policyrules.core.facts import no_facts
from policyrules.core.program import Comparator, FactSpec, Op
from policyrules.testing.selfcheck.batches import BatchTally, compare
from policyrules.values.bands import Bands
from policyrules.values.types import Scalar
from tests.columns.programs import DAY, Nodes, every, program


def test_a_text_costs_what_it_rests_on_too() -> None:
    assert cost_of("v0 >= 3", {}) < cost_of("v0 >= 3", {"v0": 5}) == cost_of("(v0 >= 3)", {"v0": 5, "v1": 9})
    assert cost_of("(f0 >= 3)", {}) <= CHEAP < DEAR < cost_of("list_transform(f1, lambda e0: e0.c0)", {})
    deep = {f"v{n}": 10**n for n in range(12)}
    assert cost_of("v11", deep) == cost_of("v11 + v10", deep)  # however often the same is counted


def test_only_what_a_text_rests_on_is_looked_at_and_each_of_it_once() -> None:
    chain = {"v0": "(f0 >= 3)", **{f"v{n}": f"(v{n - 1} AND v{n - 1})" for n in range(1, 3_000)}, "v9000": "(f9 >= 3)"}
    known: dict[str, int] = {}
    assert cost_with("(NOT v2999)", chain, {}, known) == cost_of("NOT ", {}) + known["v2999"]
    assert known == {f"v{n}": n + 1 for n in range(3_000)}
    assert cost_with("v2", chain, {"v9000": "f1"}, known) == known["v2"]


def test_what_a_column_is_looked_at_for_is_part_of_its_cost() -> None:
    definitions, guards = {"v0": "(f0 >= 3)", "v1": "(f1 >= 3)"}, {"v1": "v0 IS NOT TRUE"}
    alone, guarded = (cost_with("v1", definitions, given, {}) for given in ({}, guards))
    assert guarded == alone + cost_with("v0", definitions, {}, {}) + cost_of("v0 IS NOT TRUE", {})


def test_a_column_is_asked_for_in_the_rows_of_whoever_asks() -> None:
    needs = {"v0": "f0", "v1": "v0", "v2": "(f1 OR v1)", "v3": "(f2 AND v0)"}
    decided = {("v2", "v1"): "f1 IS NOT TRUE", ("v3", "v0"): "f2 IS NOT FALSE"}
    asked = {name: condition_of(rows) for name, rows in asked_in(needs, ["v2", "v3"], {}, decided).items()}
    assert asked == {"v0": "(f1 IS NOT TRUE) OR (f2 IS NOT FALSE)", "v1": "f1 IS NOT TRUE", "v2": "", "v3": ""}
    assert set(map(condition_of, asked_in(needs, ["v2", "v3", "v0", "v1"], {}, decided).values())) == {""}


def test_of_many_conditions_what_they_have_in_common_is_left() -> None:
    needs = {"v0": "f0", **{f"v{n}": f"(f{n} OR v0)" for n in range(1, 50)}, "v90": " OR ".join(f"v{n}" for n in range(1, 50))}
    decided = {(f"v{n}", "v0"): f"f{n} IS NOT TRUE" for n in range(1, 50)}
    common = {("v91", "v90"): "f90 IS NOT TRUE"}
    assert condition_of(asked_in(needs, ["v90"], {}, decided)["v0"]) == ""
    found = asked_in({**needs, "v91": "(f90 OR v90)"}, ["v91"], {}, {**decided, **common})
    assert condition_of(found["v0"]) == "f90 IS NOT TRUE"


def test_what_conditions_rest_on_stands_before_them_and_has_none() -> None:
    dear = " + ".join(["f0"] * DEAR)
    definitions = {"v0": dear, "v1": "(v0 > 1 OR v0 < f1)", "v2": "(f2 AND f3)", "v3": "(v2 AND v1)"}
    usage = Usage(decided={("v3", "v1"): "v2 IS NOT FALSE"})
    kept, texts = folded(definitions, ["v3"], usage)
    assert list(kept) == ["v2", "v0"] and kept["v0"] == f"(CASE WHEN v2 IS NOT FALSE THEN {dear} END)"
    assert texts == ["(v2 AND (v0 > 1 OR v0 < f1))"]  # null where it does not count
    kept, texts = folded({**definitions, "v1": f"({dear} > 1)"}, ["v3"], usage)
    assert list(kept) == ["v2"] and texts == [f"(v2 AND (CASE WHEN v2 IS NOT FALSE THEN ({dear} > 1) END))"]


def joined() -> tuple[Nodes, list[FactSpec], list[int]]:
    """Conditions of which one is a score: joined both ways, within one another, and with one that is joined elsewhere."""
    facts = [FactSpec(name, Scalar.INTEGER, low=Fraction(0), high=Fraction(9)) for name in "abc"]
    facts += [FactSpec(name, Scalar.BOOL) for name in "pq"]
    nodes = Nodes()
    a, b, c, p, q = map(nodes.fact, facts)
    steps = [nodes.number(step) for step in (0, 2, 5, 9)]
    bands = Bands(tuple((Fraction(cut), True) for cut in (1, 3, 7)), (0, 1, 2, 3))
    points = [nodes.add(Op.BAND, (one, *steps), Scalar.NUMBER, bands) for one in (a, b, c)]
    total = points[0]
    for one in (*points[1:], *points):
        total = nodes.add(Op.ARITHMETIC, (total, one), Scalar.NUMBER, "+")
    score, other = (nodes.add(Op.COMPARE, (total, nodes.number(limit)), Scalar.BOOL, Comparator.GE) for limit in (18, 30))
    either = nodes.add(Op.OR, (p, score), Scalar.BOOL)
    wanted = [
        nodes.add(Op.AND, (q, either, p), Scalar.BOOL),
        nodes.add(Op.AND, (other, q), Scalar.BOOL),
        nodes.add(Op.OR, (nodes.add(Op.NOT, (score,), Scalar.BOOL), p, q), Scalar.BOOL),
    ]
    return nodes, facts, wanted


@pytest.mark.parametrize("some", [[0], [1], [2], [0, 1], [1, 2], [0, 1, 2]], ids=str)
def test_the_answers_are_those_of_the_reference(some: Sequence[int]) -> None:
    pytest.importorskip("duckdb")
    nodes, facts, wanted = joined()
    asked = program(nodes, facts)
    assert "IS NOT" in query(asked, [wanted[0]], case=no_facts(asked, DAY)).text
    given = {**dict.fromkeys("abc", (None, 0, 3, 9)), **dict.fromkeys("pq", (None, True, False))}
    tally = BatchTally()
    compare(asked, every(given, asked), tally, wanted=[wanted[one] for one in some], on_one_day=True)
    assert tally.differences == [] and tally.answers == len(some) * len(list(product(*given.values())))


def test_what_is_told_of_every_row_is_computed_in_every_row() -> None:
    nodes, facts, wanted = joined()
    asked = program(nodes, facts)
    score = nodes[wanted[2]].args[0]
    text = query(asked, [*wanted, nodes[score].args[0]], dialect=DUCKDB, case=no_facts(asked, DAY)).text
    assert "IS NOT TRUE" not in text
