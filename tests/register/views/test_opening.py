"""What `sample` writes, `match` reads, and the views open: bad rows are those that were made bad, and nothing is lost."""

from fractions import Fraction
from pathlib import Path

import pytest

import policyrules
from policyrules.register.opening import matched
from policyrules.register.refusing import MatchError
from policyrules.register.running import Run, Wanted
from policyrules.register.views.near import near
from policyrules.register.views.opening import viewed
from policyrules.register.views.summary import summary
from policyrules.register.views.unread import unread
from policyrules.sampling.sampling import recipe, sample
from tests.register.few import CRITERIA, DAY
from tests.sampling.registers import rows

pytest.importorskip("duckdb")


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_register_is_sampled_matched_and_viewed(tmp_path: Path, ending: str) -> None:
    policy = policyrules.load(CRITERIA)
    made = recipe(policy, 300, 7, DAY, texts=ending == "csv", bad=Fraction(1, 10), kinds=40)
    sampled = sample(made, 300, tmp_path / f"r.{ending}", DAY)
    assert sampled.wrong is not None
    matched(
        Wanted(Run.of(policy, DAY, {}), str(sampled.path), tmp_path / "out", None, 100, "512MB", False), lambda done, of: None
    )
    register = viewed(tmp_path / "out")
    wrong = {row["编号"] for row in rows(sampled.wrong)}
    assert (register.decided, register.rejected) == (300 - len(wrong), len(wrong)) and len(wrong) > 10
    good = {row["编号"] for row in rows(sampled.path)} - wrong
    assert {str(id_) for (id_,) in register.rows("SELECT id FROM register")} == good
    (count,) = summary(register, None)
    assert (
        count.entitled + count.not_entitled + count.undetermined == register.decided and count.entitled and count.undetermined
    )
    assert register.name == "企业名称" and register.on == DAY
    assert {one.distance is not None for one in near(register)} == {True}


def test_a_folder_without_a_match_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MatchError):
        viewed(tmp_path)


def test_a_register_without_rows_has_views_too(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("编号,人数\n", encoding="utf-8")
    run = Run.of(policyrules.load(CRITERIA), DAY, {})
    found = matched(Wanted(run, str(tmp_path / "r.csv"), tmp_path / "out"), lambda done, of: None)
    register = viewed(tmp_path / "out")
    assert (found.rows, register.decided, list(near(register)), list(unread(register, "zh"))) == (0, 0, [], [])
    assert [one.entitled for one in summary(register, None)] == [0]
