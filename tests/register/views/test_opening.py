"""What `sample` writes, `match` reads, and the views open: bad rows are those that were made bad, and nothing is lost."""

from fractions import Fraction
from pathlib import Path

import pytest

import policyrules
from policyrules.register.refusing import MatchError
from policyrules.register.views.near import near
from policyrules.register.views.opening import viewed
from policyrules.register.views.summary import summary
from policyrules.sampling.sampling import recipe, sample
from tests.cli.command_line import Run
from tests.register.few import CRITERIA, DAY
from tests.sampling.registers import rows

pytest.importorskip("duckdb")


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_register_is_sampled_matched_and_viewed(run: Run, tmp_path: Path, ending: str) -> None:
    (tmp_path / "样.pol").write_text(CRITERIA, encoding="utf-8")
    (tmp_path / "样.txt").write_text("样", encoding="utf-8")
    policy = policyrules.load(CRITERIA)
    made = recipe(policy, 300, 7, DAY, texts=ending == "csv", bad=Fraction(1, 10), kinds=40)
    sampled = sample(made, 300, tmp_path / f"r.{ending}", DAY)
    done = run("match", tmp_path / "样.pol", sampled.path, "-o", tmp_path / "out", "--on", DAY.isoformat())
    assert done.code == 1 and sampled.wrong is not None, done.err
    register = viewed(tmp_path / "out")
    assert (register.decided, register.rejected) == (300 - sampled.bad, sampled.bad) and sampled.bad > 10
    good = {row["编号"] for row in rows(sampled.path)} - {row["编号"] for row in rows(sampled.wrong)}
    assert {str(id_) for (id_,) in register.rows("SELECT id FROM register")} == good
    (count,) = summary(register, None)
    assert count.entitled + count.not_entitled + count.undetermined == register.decided and count.entitled and count.undetermined
    assert register.name == "企业名称" and register.on == DAY
    assert {one.gap is not None for one in near(register)} == {True}


def test_a_folder_without_a_match_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MatchError):
        viewed(tmp_path)
