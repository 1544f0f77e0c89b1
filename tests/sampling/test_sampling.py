"""A register is the same for the same seed, the policy accepts every row of it, and the bad ones are as they are said to be."""

import resource
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import policyrules
from policyrules.sampling.bits import BLOCK
from policyrules.sampling.composing import Recipe
from policyrules.sampling.sampling import is_writable, recipe, sample
from policyrules.testing.drawing.plans import plan_of
from tests.sampling.conftest import DAY
from tests.sampling.registers import facts, rows

pytest.importorskip("pyarrow")


def refused(policy: policyrules.Policy, given: dict[str, object]) -> list[tuple[str, str]]:
    try:
        policy.decide(given, DAY)
    except policyrules.FactsError as error:
        return [(one.path or one.arguments["relation"], one.code) for one in error.diagnostics]
    return []


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_the_policy_accepts_each_row_but_those_that_are_said_to_be_bad(
    ending: str, policy: policyrules.Policy, typed_cells: Recipe, text_cells: Recipe, tmp_path: Path
) -> None:
    made = typed_cells if ending == "parquet" else text_cells
    done = sample(made, 800, tmp_path / f"名册.{ending}", DAY)
    assert done.wrong == tmp_path / f"名册.{ending}.bad.csv"
    found = {row["编号"]: refused(policy, facts(policy, row)) for row in rows(done.path)}
    said = {row["编号"]: list(zip(row["位置"].split(";"), row["代码"].split(";"), strict=True)) for row in rows(done.wrong)}
    assert {key: wrong for key, wrong in found.items() if wrong} == said
    assert len(found) == done.rows == 800 and 20 < len(said) == done.bad < 70
    codes = {code for wrong in said.values() for _, code in wrong}
    assert codes >= {"fact-too-high", "fact-member-unknown", "fact-relation"}
    assert ("fact-not-date" in codes) is (ending == "csv")


def test_the_same_arguments_give_the_same_bytes_and_another_seed_others(policy: policyrules.Policy, tmp_path: Path) -> None:
    made = []
    for number, seed in enumerate((3, 3, 4)):
        path = tmp_path / str(number) / "r.parquet"
        sample(recipe(policy, 500, seed, DAY, texts=False, bad=Fraction(1, 10), kinds=12), 500, path, DAY)
        made.append(path.read_bytes() + path.with_name("r.parquet.bad.csv").read_bytes())
    assert made[0] == made[1] != made[2]


def test_a_shorter_register_is_the_beginning_of_a_longer_one(typed_cells: Recipe, tmp_path: Path) -> None:
    short, long = (rows(sample(typed_cells, count, tmp_path / f"{count}.parquet", DAY).path) for count in (50, 120))
    assert long[:50] == short


def test_rows_of_all_blocks_have_numbers_and_names_of_their_own(typed_cells: Recipe, tmp_path: Path) -> None:
    from pyarrow import parquet

    count = 2 * BLOCK + 10
    path = sample(attrs.evolve(typed_cells, bad=()), count, tmp_path / "r.parquet", DAY).path
    table = parquet.read_table(path, columns=["编号", "名称"])
    assert table["编号"][0].as_py() == "E0000000001" and table["编号"][count - 1].as_py() == f"E{count:010}"
    assert len(set(table["名称"].to_pylist())) == table.num_rows == count
    assert parquet.ParquetFile(path).metadata.num_row_groups == 3


def test_memory_does_not_grow_with_the_register(typed_cells: Recipe, tmp_path: Path) -> None:
    narrow = attrs.evolve(typed_cells, columns=typed_cells.columns[:5], movable=(), names=(), bad=())
    sample(narrow, 3 * BLOCK, tmp_path / "r.parquet", DAY)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sample(narrow, 12 * BLOCK, tmp_path / "r.parquet", DAY)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000  # KiB: nine more blocks would be more


def test_rows_stand_below_at_and_above_thresholds_and_every_truth_comes_out_both_ways_and_open(
    policy: policyrules.Policy, typed_cells: Recipe, tmp_path: Path
) -> None:
    given = [
        facts(policy, row) for row in rows(sample(attrs.evolve(typed_cells, bad=()), 3_000, tmp_path / "r.parquet", DAY).path)
    ]
    people = {one.get("人数") for one in given}
    assert {99, 100, 101, None} <= people
    decisions = [policy.decide(one, DAY) for one in given[:600]]
    for node in plan_of(policy).truths:
        assert {int(decision.answers.values[node]) for decision in decisions} == {0, 1, 2}, node  # type: ignore[arg-type]


def test_the_ending_of_a_name_says_what_is_written() -> None:
    assert [is_writable(Path(name)) for name in ("r.parquet", "r.CSV", "r.xlsx", "r")] == [True, True, False, False]
