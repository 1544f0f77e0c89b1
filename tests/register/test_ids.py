"""Rows that cannot be told apart are decided like all others, and told of."""

from pathlib import Path

import pytest

from policyrules.register.explaining import row_again
from policyrules.register.refusing import MatchError
from policyrules.register.running import Ids
from policyrules.register.views.opening import viewed
from tests.register.registers import decided, match, policy
from tests.register.test_opening import MAPPING, ROWS, written

pytest.importorskip("duckdb")

NUMBERS = ["A1", "  A1", "A2", "Ａ１", "", "A3", "A2", "   ", "é1", "e\u03011"]


def numbered(tmp_path: Path, numbers: list[str]) -> Path:
    return written(tmp_path / "名册.csv", [[number, *ROWS[0][1:]] for number in numbers])


def test_numbers_that_several_rows_share_are_counted_and_the_first_are_named(tmp_path: Path) -> None:
    found = match(numbered(tmp_path, NUMBERS), tmp_path / "out", mapping=MAPPING, shard_rows=3)
    assert found.ids == Ids(unnumbered=2, repeated=3, sharing=7, first=("A1", "A2", "é1"))
    assert found.rows == len(NUMBERS), "each row is decided"
    assert [row["id"] for row in decided(tmp_path / "out")][4] == "5", "a row without a number goes by its place"


def test_a_register_that_tells_its_enterprises_apart_says_nothing_of_it(tmp_path: Path) -> None:
    found = match(numbered(tmp_path, ["A1", "A2", "A10"]), tmp_path / "out", mapping=MAPPING)
    assert found.ids == Ids() == Ids(0, 0, 0, ())


def test_views_say_that_an_enterprise_is_counted_more_than_once(tmp_path: Path) -> None:
    match(numbered(tmp_path, NUMBERS), tmp_path / "out", mapping=MAPPING)
    found = viewed(tmp_path / "out")
    assert (found.repeated, found.sharing) == (3, 7)


def test_a_row_is_explained_by_its_id_or_else_by_its_number(tmp_path: Path) -> None:
    match(numbered(tmp_path, ["A1", "3", "A1", "A4"]), tmp_path / "out", mapping=MAPPING)
    rows = {asked: row_again(policy(), tmp_path / "out", asked).rows for asked in ("A1", "A4", "3", "1", "4")}
    assert rows == {"A1": (1, 3), "A4": (4,), "3": (2,), "1": (1,), "4": (4,)}
    for asked in ("5", "0", "01", "A2"):
        with pytest.raises(MatchError):
            row_again(policy(), tmp_path / "out", asked)
