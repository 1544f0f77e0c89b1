"""A match is run from a program's own code, which is told how far it is and may interrupt it."""

import re
from pathlib import Path

import pytest

import policyrules
from tests.register.registers import DAY, files, policy
from tests.register.test_opening import MAPPING, ROWS, written

pytest.importorskip("duckdb")

PAGE = Path(__file__).parents[2] / "docs" / "register.md"


class StopError(Exception):
    pass


def test_what_the_watch_raises_interrupts_a_match_that_is_taken_up_later(tmp_path: Path) -> None:
    register, mapping = written(tmp_path / "名册.csv", ROWS), tmp_path / "对应表.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    seen: list[tuple[int, int]] = []

    def watch(done: int, of: int) -> None:
        seen.append((done, of))
        if done == 2:
            raise StopError

    with pytest.raises(StopError):
        policyrules.match(policy(), str(register), str(tmp_path / "out"), DAY, mapping=str(mapping), shard_rows=2, watch=watch)
    found = policyrules.match(policy(), register, tmp_path / "out", DAY, mapping=mapping, shard_rows=2, resume=True)
    assert seen == [(2, 5)] and (found.rows, found.decided, found.rejected) == (5, 3, 2)
    policyrules.match(policy(), register, tmp_path / "whole", DAY, mapping=mapping, shard_rows=2)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_the_sample_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (sample,) = re.findall(r"(?s)```python\n(.*?)```", PAGE.read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    exec(sample, {})
    assert "register-missing" in capsys.readouterr().out
    (tmp_path / "名册.csv").write_text("编号,区\nA1,新会区\nA2,新会县\n", encoding="utf-8")
    (tmp_path / "对应表.yaml").write_text("编号: 编号\n事实: {所在县区: 区}\n", encoding="utf-8")
    exec(sample, {})
    assert capsys.readouterr().out == "2 / 2\n2 1 1 结果\n"


def test_everything_in_the_way_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(policyrules.MatchError) as raised:
        policyrules.match(policy(), "没有.csv", tmp_path / "out", DAY)
    assert raised.value.diagnostics[0].code == "register-missing"
    with pytest.raises(ValueError, match="no engine 'polars': there are duckdb and spark"):
        policyrules.match(policy(), "没有.csv", tmp_path / "out", DAY, engine="polars")
    with pytest.raises(policyrules.FactsError):
        policyrules.match(policy(), "没有.csv", tmp_path / "out", DAY, readings={"没有": "有"})
    with pytest.raises(ValueError, match="one row at least, not 0"):
        policyrules.match(policy(), "没有.csv", tmp_path / "out", DAY, shard_rows=0)
    with pytest.raises(ValueError, match="how much memory"):
        policyrules.match(policy(), "没有.csv", tmp_path / "out", DAY, memory="512")
