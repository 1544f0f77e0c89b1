"""Rows that the query is not sure of are decided one by one, into the same columns; no row is lost, however they are cut."""

from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from policyrules.columns import duck
from policyrules.columns.layout import rows as layout_rows
from policyrules.register.deciding import damaged
from policyrules.testing.enterprises import trials
from policyrules.testing.selfcheck.batches import cases_of
from tests.register.registers import DAY, decided, match, policy, rejected, verdicts

pytest.importorskip("duckdb")

TEXTS = ["名称", "人数", "研发人数", "占有率", "成立日", "有证", "行业", "得分值"]


def register(folder: Path, rows: list[dict[str, Any]]) -> Path:
    arrow = duck.arrow()
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = arrow.table({name: arrow.array([row.get(name) for row in rows], arrow.string()) for name in names})
    arrow.parquet.write_table(table, folder / "r.parquet")
    return folder / "r.parquet"


def test_a_number_that_no_column_holds_is_decided_alone(tmp_path: Path) -> None:
    given = [
        {"得分值": "1.123456789", "人数": "100", "收入[2023]": "60万元"},
        {"得分值": "1.5", "人数": "100", "收入[2023]": "60万元"},
    ]
    found = match(register(tmp_path, given), tmp_path / "out")
    assert (found.decided, found.alone) == (2, 1)
    first, second = decided(tmp_path / "out")
    assert {name: value for name, value in first.items() if name not in ("row", "id")} == {
        name: value for name, value in second.items() if name not in ("row", "id")
    }


def test_whoever_reads_a_row_it_is_decided_alike(tmp_path: Path) -> None:
    given = [
        {"人数": "100", "收入[2023]": "60万元", "有证": "是"},
        {"人数": "１００", "收入[2023]": "600000.00元", "有证": "是"},
    ]
    doubtful = [{"人数": "100.0000000000", "收入[2023]": "6000百元", "有证": " 是\t"}]
    match(register(tmp_path, given + doubtful), tmp_path / "out")
    first, *others = (
        {name: value for name, value in row.items() if name not in ("row", "id")} for row in decided(tmp_path / "out")
    )
    assert others == [first, first]


def test_cuts_change_nothing(tmp_path: Path) -> None:
    given = [{"人数": str(n * 60), "收入[2023]": f"{n}0万元", "得分值": "1.1234567890" if n % 3 else "99"} for n in range(8)]
    place = register(tmp_path, given)
    found = []
    for size in (3, 100):
        match(place, tmp_path / f"out{size}", shard_rows=size)
        found.append((decided(tmp_path / f"out{size}"), rejected(tmp_path / f"out{size}")))
    assert found[0] == found[1]
    assert {row["row"] for row in (*found[0][0], *found[0][1])} == set(range(1, 9))


def test_every_row_of_drawn_enterprises_is_as_it_is_decided_alone(tmp_path: Path) -> None:
    given = list(islice(trials(policy(), 11, unknown=20), 40))
    assert all(one is not None for one in layout_rows(policy().program, iter(list(cases_of(policy(), given)))))
    rows = [{name: value for name, value in trial.facts.items() if isinstance(value, str) and name in TEXTS} for trial in given]
    match(register(tmp_path, rows), tmp_path / "out", shard_rows=15)
    found = decided(tmp_path / "out")
    assert found and len(found) + len(rejected(tmp_path / "out")) == len(rows)
    for row in found:
        alone = policy().decide(rows[row["row"] - 1], DAY)
        assert verdicts(row) == {one.id: one.verdict.value for one in alone.entitlements}


def test_damage_says_how_many_cells_there_are() -> None:
    assert damaged("3/9").arguments == {"found": "3", "expected": "9"}


def test_rows_stay_in_their_order_whatever_is_joined_to_them_and_however_many_threads_there_are(tmp_path: Path) -> None:
    arrow, count = duck.arrow(), 70_000
    ids = [f"A{number}" for number in range(count)]
    people = arrow.array([str(number % 900 + 1) for number in range(count)])
    arrow.parquet.write_table(arrow.table({"编号": ids, "人数": people}), tmp_path / "r.parquet", row_group_size=9_000)
    others = {"码": [f"A{number * 7919 % count}" for number in range(40)], "名次": ["1"] * 40}
    arrow.parquet.write_table(arrow.table(others), tmp_path / "n.parquet")
    mapping = "编号: 编号\n事实:\n  人数: 人数\n  获奖: {表: n.parquet, 键: 码, 字段: {名次: 名次}}\n"
    match(tmp_path / "r.parquet", tmp_path / "out", mapping=mapping)
    rows = arrow.parquet.read_table(tmp_path / "out" / "decisions" / "part-00000.parquet")["row"].to_pylist()
    assert rows == list(range(1, count + 1))
