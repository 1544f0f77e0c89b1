"""The page of random policies tells of every construct of the language, and its figures are those that are demanded."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

CLONE = Path(__file__).parents[1]
sys.path.insert(0, str(CLONE / "benchmarks"))

import wild  # noqa: E402

TEXT = wild.PAGE.read_text(encoding="utf-8")
BROKEN = [int(seed) for seed in re.findall(r"^- Seed ([0-9]+) broke", TEXT, re.MULTILINE)]
_ROW = re.compile(r"^\| (.+?) \| ([0-9,]+) \| ([0-9,]+) \| ([0-9,]+) \|$", re.MULTILINE)


def rows(heading: str) -> dict[str, tuple[int, int, int]]:
    """Return the rows of a table with three numbers by what stands before them."""
    part = TEXT.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return {
        name: (int(a.replace(",", "")), int(b.replace(",", "")), int(c.replace(",", "")))
        for name, a, b, c in _ROW.findall(part)
    }


def test_every_construct_and_operator_occurs() -> None:
    counted = dict(re.findall(r"^\| `(.+)` \| ([0-9,]+) \|$", TEXT, re.MULTILINE))
    assert set(wild.expected()) <= set(counted)
    assert all(int(number.replace(",", "")) > 0 for number in counted.values())


def test_everything_holds_of_ten_thousand_policies() -> None:
    held = rows("What holds of each")
    assert set(held) == {(one.__doc__ or "").strip() for one in wild.PROPERTIES}
    for one in wild.PROPERTIES:
        asked, right, _ = held[(one.__doc__ or "").strip()]
        assert right * wild.EVERY.get(one, 1) >= 9_990 and asked - right <= len(BROKEN)


@pytest.mark.parametrize("seed", BROKEN)
def test_what_broke_has_been_mended(seed: int) -> None:
    assert wild.look(seed).broken == []


def test_mistakes_of_every_kind_are_reported_where_they_are() -> None:
    reported = rows("Wrong texts")
    assert set(reported) == set(wild.KINDS) and sum(texts > 0 for texts, _, _ in reported.values()) >= 60
    made, right, spurious = (sum(column) for column in zip(*reported.values(), strict=True))
    assert right >= 0.98 * made and spurious < 0.02 * made


def measured(part: str, seed: int, commit: str = "abc") -> wild.Measured:
    if part == "mistakes":
        return wild.Measured(part, seed, commit, 1.5, wild.Reported(Counter({"a": 2}), Counter({"a": 1}), Counter()))
    return wild.Measured(part, seed, commit, 2.0, wild.Seen(policies=3, held=Counter({"checks": 3})))


def test_what_several_runs_found_is_kept_and_added_up(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(measured("policies", 3).to_json(), encoding="utf-8")
    found = wild.together("policies", [wild.Measured.read(kept), measured("mistakes", 0), measured("policies", 0)])
    assert (found.seed, found.minutes, found.found.policies, found.found.held["checks"]) == (0, 4.0, 6, 6)


def test_two_states_of_the_library_are_not_added_up() -> None:
    with pytest.raises(ValueError, match="at abc and at def"):
        wild.together("mistakes", [measured("mistakes", 0), measured("mistakes", 3, "def")])
