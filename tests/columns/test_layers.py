"""What is asked for once stands where it is asked for; what is asked for more often is computed once, layer upon layer."""

import pytest

from policyrules.columns.dialect import DUCKDB
from policyrules.columns.layers import Usage, flattened, folded, layered, needed, per_record, selects


def test_only_what_is_needed_is_defined() -> None:
    definitions = {"v0": "f0", "v1": "(v0 + 1)", "v2": "(v0 + 2)"}
    assert needed(definitions, ["v2"]) == {"v0": "f0", "v2": "(v0 + 2)"}


def test_what_is_asked_for_once_stands_where_it_is_asked_for() -> None:
    definitions = {"v0": "(f0 + 1)", "v1": "(v0 * v0)", "v2": "(v1 - 1)"}
    assert folded(definitions, ["v2"]) == ({"v0": "(f0 + 1)"}, ["((v0 * v0) - 1)"])


def test_what_is_looked_at_in_some_rows_only_is_computed_in_these() -> None:
    definitions = {"v0": "(f0 + f1)", "v1": "COALESCE(f0, 0)", "v2": "(v1 * v1)"}
    usage = Usage({"v1": "v0 IS NULL"})
    assert needed(definitions, ["v2"], usage) == definitions
    kept, texts = folded(definitions, ["v2"], usage)
    assert kept == {"v1": "(CASE WHEN (f0 + f1) IS NULL THEN COALESCE(f0, 0) END)"} and texts == ["(v1 * v1)"]
    assert folded({"v1": "COALESCE(f0, 0)"}, ["v1"], usage) == ({}, ["COALESCE(f0, 0)"])  # whoever asks once does so there


def test_what_a_record_asks_of_its_row_is_not_computed_per_record() -> None:
    definitions = {"v0": "(f0 + 1)", "v1": "list_transform(f1, lambda e0: e0.c0 + v0)"}
    kept, texts = folded(definitions, ["v1"])
    assert kept == {"v0": "(f0 + 1)"} and texts == [definitions["v1"]]


def test_where_there_is_room_short_texts_stand_wherever_they_are_asked_for() -> None:
    definitions, wanted = {"v0": "(f0 + 1)", "v1": "(v0 * v0)"}, ["(v1 - v1)"]
    flat = "(((f0 + 1) * (f0 + 1)) - ((f0 + 1) * (f0 + 1)))"
    assert flattened(definitions, wanted, len(flat)) == ({}, [flat])
    assert flattened(definitions, wanted, len(flat) - 1) == (definitions, wanted)
    assert selects(definitions, {"x": "(v1 - v1)"}, "register", ["f0"], room=100) == f"SELECT\n    {flat} AS x\nFROM register"


def test_long_texts_are_computed_once_whatever_room_there_is() -> None:
    long = " + ".join(["f0"] * 200)
    definitions = {"v0": f"({long})", "v1": "(v0 * v0)"}
    assert flattened(definitions, ["(v1 - v1)"], 10_000) == ({"v0": f"({long})"}, ["((v0 * v0) - (v0 * v0))"])
    assert flattened(definitions, ["v1"], 100) == (definitions, ["v1"])


def test_what_a_record_asks_of_its_row_stays_defined_where_there_is_room() -> None:
    definitions = {"v0": "(f0 + 1)"}
    wanted = ["transform(f1, e0 -> e0.c0 + v0)", "(v0 > 1)"]
    assert flattened(definitions, wanted, 1_000) == (definitions, wanted)


def test_each_layer_rests_on_those_before() -> None:
    definitions = {"v0": "f0", "v1": "v0", "v2": "v0", "v3": "v1 + v2"}
    assert layered(definitions) == [{"v0": "f0"}, {"v1": "v0", "v2": "v0"}, {"v3": "v1 + v2"}]


def test_of_the_table_a_query_takes_only_what_is_asked_for() -> None:
    definitions = {"v0": "(f0 + 1)", "v1": "(v0 * v0)", "v2": "(v1 + v1 + f2)"}
    text = selects(definitions, {"row": "row", "x": "(v2 + v2)"}, "register", ["row", "f0", "f1", "f2"])
    assert text.replace("\n", " ").replace("    ", "") == (
        "SELECT row AS row, (v2 + v2) AS x FROM ( SELECT *, (v1 + v1 + f2) AS v2 FROM ( SELECT *, (v0 * v0) AS v1"
        " FROM ( SELECT f0, f2, row, (f0 + 1) AS v0 FROM register)))"
    )


def test_the_text_of_a_long_chain_grows_as_the_chain_does() -> None:
    def chain(length: int) -> str:
        definitions = {"v0": "(f0 + 1)", **{f"v{place}": f"(v{place - 1} * v{place - 1})" for place in range(1, length)}}
        return selects(definitions, {name: name for name in definitions}, "register", ["f0"])

    assert len(chain(900)) - len(chain(800)) == len(chain(800)) - len(chain(700))


def test_a_chain_nests_no_deeper_than_an_engine_reads() -> None:
    duckdb = pytest.importorskip("duckdb")
    definitions = {"v0": "(f0 + 1)", **{f"v{place}": f"(v{place - 1} + 1)" for place in range(1, 1_500)}}
    text = selects(definitions, {"x": "v1499"}, "(SELECT 5 AS f0)", ["f0"])
    assert duckdb.sql(text).fetchall() == [(1_505,)]


def test_what_is_decided_otherwise_is_not_computed() -> None:
    usage = Usage(decided={("v2", "v1"): "v0 IS NOT TRUE"})
    definitions = {"v0": "(f0 > 1)", "v1": "list_transform(f1, lambda e0: e0.c0 + f0 * 2)", "v2": "(v0 OR v1)"}
    kept, texts = folded(definitions, ["v0", "v2"], usage)
    assert kept == {"v0": "(f0 > 1)"}
    assert texts == ["v0", f"(v0 OR (CASE WHEN v0 THEN NULL ELSE {definitions['v1']} END))"]


def test_the_columns_of_a_record_are_made_from_one_another() -> None:
    definitions = {"v5_0": "(e0.c0 + 1)", "v5_1": "(v5_0 * v5_0)"}
    assert per_record(DUCKDB, "f1", "e0", definitions, "(v5_1 = e0.c1)") == (
        "list_transform(list_transform(f1, lambda e0: {'c1': e0.c1, 'v5_0': (e0.c0 + 1)}),"
        " lambda e0: ((e0.v5_0 * e0.v5_0) = e0.c1))"
    )
    several = per_record(DUCKDB, "f1", "e0", {}, ["e0.c0", "TRUE"])
    assert several == "list_transform(f1, lambda e0: {'a0': e0.c0, 'a1': TRUE})"
