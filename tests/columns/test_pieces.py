"""A query that relies on what is sure of a table tells of each row what the one for any table tells."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import policyrules
from policyrules.columns import duck, frames, pieces
from policyrules.sampling.sampling import recipe, sample

pytest.importorskip("duckdb")
pytest.importorskip("numpy")

DAY = date(2023, 3, 1)
CASES = [("优质中小企业", 0), ("优质中小企业", 1), ("江门专精特新", 1), ("中小企业划型", 0)]


@cache
def sampled(name: str, unknown: int) -> Any:
    """Return enterprises of a policy, each fact of which is unknown in so many of a hundred, as a table."""
    policy = policyrules.load(name)
    with TemporaryDirectory() as folder:
        path = Path(folder, "sampled.parquet")
        sample(recipe(policy, 300, 5, DAY, texts=False, unknown=unknown, kinds=300), 300, path, DAY)
        return duck.arrow().parquet.read_table(path)


@pytest.mark.parametrize(("name", "unknown"), CASES)
def test_the_same_is_told_whatever_is_relied_on(name: str, unknown: int, monkeypatch: pytest.MonkeyPatch) -> None:
    policy, table = policyrules.load(name), sampled(name, unknown)
    expected = policy.decide_frame(table, day=DAY, distances=True, bad="return")
    monkeypatch.setattr(pieces, "_MANY", 0)
    relied: list[int] = []
    presence = pieces.presence

    def counted(*given: Any) -> Any:
        found = presence(*given)
        relied.append(len(found.known))
        return found

    monkeypatch.setattr(pieces, "presence", counted)
    found = policy.decide_frame(table, day=DAY, distances=True, bad="return")
    assert relied and relied[0] > 3
    assert found.schema == expected.schema and found.to_pylist() == expected.to_pylist()


def test_a_fact_that_no_row_has_is_nothing_in_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does it matter which enterprises stand in the frame before."""
    policy, table = policyrules.load("优质中小企业"), sampled("优质中小企业", 0)
    fewer = table.drop_columns([name for name in table.column_names if name.startswith("营业收入") or name == "职工总数"])
    expected = policy.decide_frame(fewer, day=DAY, bad="return")
    monkeypatch.setattr(pieces, "_MANY", 0)
    policy.decide_frame(table, day=DAY, bad="return")
    assert policy.decide_frame(fewer, day=DAY, bad="return").to_pylist() == expected.to_pylist()


def test_pieces_rely_each_on_what_is_known_of_its_own_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small ones rely on nothing."""
    policy, table = policyrules.load("中小企业划型"), sampled("中小企业划型", 3)
    expected = policy.decide_frame(table, day=DAY, bad="return")
    monkeypatch.setattr(frames, "_ROWS", 37)
    monkeypatch.setattr(pieces, "_MANY", 10)
    found = policy.decide_frame(table, day=DAY, bad="return")
    assert found.schema == expected.schema and found.to_pylist() == expected.to_pylist()
