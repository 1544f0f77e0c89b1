"""The texts of cells, where rows alone do not show it: names of columns are quoted, texts stay texts, doubt is never null."""

from itertools import product
from typing import Any

import pytest

from policyrules.columns import duck
from policyrules.columns.cells import literal, reader_of, rendered, shown
from policyrules.columns.mapping import Cell, Kind, PeriodsKind, RecordsKind
from policyrules.values.types import EnumType, Scalar

pytest.importorskip("duckdb")


def run(text: str) -> Any:
    with duck.connected() as connection:
        return connection.execute(text).fetchone()[0]


def test_no_value_of_any_kind_leaves_the_doubt_unknown() -> None:
    samples = {
        Kind.TEXT: "'x'",
        Kind.NUMBER: "CAST(1.5 AS DOUBLE)",
        Kind.DECIMAL: "1.5",
        Kind.WHOLE: "7",
        Kind.TRUTH: "TRUE",
        Kind.DATE: "DATE '2020-01-01'",
        Kind.MOMENT: "TIMESTAMP '2020-01-01'",
    }
    types = [*Scalar, EnumType("级", ("省",))]
    for (kind, sample), type_, codes in product(samples.items(), types, (None, {"7": "省"})):
        for text in (sample, f"CASE WHEN FALSE THEN {sample} END"):
            reader = reader_of(Cell("c", codes=codes), kind, type_, None, None, ())
            inside = f"SELECT {rendered('c', kind)} AS s FROM (SELECT {text} AS c)"
            inside = f"SELECT t, {reader.value('t')} AS v FROM (SELECT {reader.tidied('s')} AS t FROM ({inside}))"
            assert run(f"SELECT {reader.bad('t', 'v')} FROM ({inside})") in (True, False)


def test_a_moment_at_midnight_is_a_day() -> None:
    assert run(f"SELECT {rendered('c', Kind.MOMENT)} FROM (SELECT TIMESTAMP '2020-02-29 00:00:00' AS c)") == "2020-02-29"
    assert (
        run(f"SELECT {rendered('c', Kind.MOMENT)} FROM (SELECT TIMESTAMP '2020-02-29 08:00:00' AS c)") == "2020-02-29 08:00:00"
    )


def test_names_within_records_are_quoted() -> None:
    kind = RecordsKind({'甲" x': Kind.DATE, "'": Kind.TEXT})
    value = """[struct_pack("甲"" x" := DATE '2020-01-01', "'" := 'a')]"""
    assert run(f"SELECT {shown('c', kind)} FROM (SELECT {value} AS c)") == [{'甲" x': "2020-01-01", "'": "a"}]
    periods = shown("c", PeriodsKind(Kind.WHOLE, Kind.NUMBER))
    assert run(f"SELECT {periods} FROM (SELECT MAP {{2020: 1.5}} AS c)") == [{"k": 2020, "v": "1.5"}]


def test_a_value_is_written_as_it_is() -> None:
    value = {"c0": "'甲", "g0": None, "c1": True}
    assert run(f"SELECT {literal([value])}") == [value]
    assert run(f"SELECT {literal([(2020, 5)])}") == {2020: 5}
