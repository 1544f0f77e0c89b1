"""A finished match is opened with the names that programs use; one that is not finished is none."""

from pathlib import Path

import pytest

from policyrules.register.output import opened
from policyrules.register.refusing import MatchError
from tests.register.registers import decided, match
from tests.register.test_opening import MAPPING, ROWS, written

pytest.importorskip("duckdb")


def test_verdicts_are_truths_and_names_are_those_of_programs(tmp_path: Path) -> None:
    match(written(tmp_path / "名册.csv", ROWS), tmp_path / "out", mapping=MAPPING)
    rows = decided(tmp_path / "out")
    assert [row["p0_e0"] for row in rows] == [True, None, None]
    assert {"row", "id", "名称", "行业", "p0_e0", "p0_e0_c0", "p0_e1"} <= rows[0].keys()
    assert [row["行业"] for row in rows] == ["住宿", "住宿", None]
    assert opened(tmp_path / "out").paths == {"register": str(tmp_path / "名册.csv"), "mapping": str(tmp_path / "对应表.yaml")}


def test_a_match_that_is_not_finished_is_none(tmp_path: Path) -> None:
    match(written(tmp_path / "名册.csv", ROWS), tmp_path / "out", mapping=MAPPING)
    (tmp_path / "out" / "manifest.json").unlink()
    for folder in (tmp_path / "out", tmp_path / "nowhere"):
        with pytest.raises(MatchError) as raised:
            opened(folder)
        assert raised.value.diagnostics[0].code == "match-none"
