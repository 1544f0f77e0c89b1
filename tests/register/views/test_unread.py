"""What is wrong with the rows of a register is listed, row by row, in the words of its clerk."""

from pathlib import Path

import attrs
import pytest

from policyrules.register.views.opening import viewed as opened
from policyrules.register.views.unread import unread
from policyrules.register.views.viewed import Viewed
from tests.register.registers import match
from tests.register.test_opening import MAPPING, ROWS, written

pytest.importorskip("duckdb")


def test_everything_that_is_wrong_with_a_row_is_listed_in_their_order(tmp_path: Path) -> None:
    match(written(tmp_path / "名册.csv", [*ROWS, ["", "庚", "x"]]), tmp_path / "out", mapping=MAPPING, shard_rows=2)
    found = list(unread(opened(tmp_path / "out"), "zh"))
    assert [(one.row, one.id) for one in found] == [(3, "A3")] * 6 + [(5, "A5"), (6, "6")]
    code = next(one for one in found if one.code == "row-code")
    assert code.fact == "有证" and "在对应表的 `代码` 中补上它所指的" in code.reason
    (one, *_) = unread(opened(tmp_path / "out"), "en", limit=1)
    assert one.row == 3 and len(list(unread(opened(tmp_path / "out"), "en", limit=1))) == 6


def test_what_is_wrong_with_a_row_stays_in_its_order_wherever_the_row_stands(viewed: Viewed) -> None:
    letters = "['a', 'b', 'c', 'd']"
    columns = f"number AS row, 'id' AS id, {letters} AS paths, {letters} AS codes, {letters} AS reasons_zh"
    refused = f"SELECT {columns} FROM range(10) t(number) ORDER BY hash(number)"
    found = [(one.row, one.code) for one in unread(attrs.evolve(viewed, refused=refused), "zh")]
    assert found == [(row, code) for row in range(10) for code in "abcd"]


def test_where_none_was_rejected_nothing_is_listed(viewed: Viewed) -> None:
    assert list(unread(attrs.evolve(viewed, refused=None), "zh")) == []
