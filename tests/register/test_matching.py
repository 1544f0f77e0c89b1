"""A match that was interrupted ends in the same bytes as one that was not; one of something else is not gone on with."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from policyrules.columns import duck
from policyrules.register import keeping, matching
from policyrules.register.opening import matched
from policyrules.register.refusing import MatchError
from policyrules.register.running import Run, Wanted
from tests.register.registers import DAY, files, match, policy
from tests.register.test_opening import MAPPING, ROWS, written

pytest.importorskip("duckdb")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register of which two rows in five are read one by one."""
    return written(tmp_path / "名册.csv", [[f"A{n}", *row[1:]] for n in range(4) for row in ROWS])


def whole(register: Path) -> dict[str, bytes]:
    match(register, register.parent / "whole", mapping=MAPPING, shard_rows=7)
    return files(register.parent / "whole")


@pytest.mark.parametrize("after", [0, 3, 9])
def test_a_match_is_taken_up_after_any_file(register: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    left = iter(range(after))

    def full(descriptor: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(MatchError) as raised:
            match(register, register.parent / "out", mapping=MAPPING, shard_rows=7)
    assert raised.value.diagnostics[0].code == "match-disk-full"
    assert not list((register.parent / "out").rglob("*.tmp")), "no half a file is left"
    match(register, register.parent / "out", mapping=MAPPING, shard_rows=7, resume=True)
    assert files(register.parent / "out") == whole(register)


def test_what_was_finished_is_not_done_again_unless_it_was_changed(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = whole(register)
    out = register.parent / "whole"
    (out / "decisions" / "part-00000.parquet").write_bytes(b"")
    (out / "rejected" / "part-00002.parquet").unlink()
    done: list[int] = []
    shard = matching._shard
    monkeypatch.setattr(matching, "_shard", lambda out, place, *rest: (done.append(place), shard(out, place, *rest))[1])
    match(register, out, mapping=MAPPING, shard_rows=7, resume=True)
    assert done == [0, 2] and files(out) == expected


def test_a_register_that_is_replaced_while_it_is_matched_is_not_taken_for_the_one_that_began(tmp_path: Path) -> None:
    """Half of the rows would be of the one and half of the other, under the digest of the first."""
    arrow = duck.arrow()
    first, other = (arrow.table({"编号": ["A", "B", "C", "D"], "人数": [number] * 4}) for number in (1, 2))
    place, out = tmp_path / "r.parquet", tmp_path / "out"
    arrow.parquet.write_table(first, place)

    def replacing(done: int, of: int) -> None:
        arrow.parquet.write_table(other, tmp_path / "new")
        os.replace(tmp_path / "new", place)

    wanted = Wanted(Run.of(policy(), DAY), str(place), out, shard_rows=2)
    with pytest.raises(MatchError) as refused:
        matched(wanted, replacing)
    assert [(one.code, one.path) for one in refused.value.diagnostics] == [("register-changed", str(place))]
    assert not (out / "manifest.json").exists() and len(list((out / ".shards").iterdir())) == 1
    arrow.parquet.write_table(first, place)
    assert match(place, out, shard_rows=2, resume=True).decided == 4
    assert match(place, tmp_path / "whole", shard_rows=2).decided == 4 and files(out) == files(tmp_path / "whole")


def test_a_folder_in_which_something_stands_is_refused(register: Path) -> None:
    out = register.parent / "out"
    match(register, out, mapping=MAPPING)
    for changes, code in (({}, "match-folder-begun"), ({"resume": True, "shard_rows": 3}, "match-other")):
        with pytest.raises(MatchError) as raised:
            match(register, out, mapping=MAPPING, **changes)  # type: ignore[arg-type]
        assert raised.value.diagnostics[0].code == code
    written(register, ROWS[:1])
    with pytest.raises(MatchError) as raised:
        match(register, out, mapping=MAPPING + "  天数: {定值: 3天}\n", resume=True)
    assert raised.value.diagnostics[0].arguments == {"what_zh": "名册、对应表", "what_en": "the register, the mapping"}
    with pytest.raises(MatchError) as raised:
        match(register, register.parent, mapping=MAPPING)
    assert raised.value.diagnostics[0].code == "match-folder-taken"


def test_a_folder_that_may_not_be_written_to_is_told(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *rest: Any, **more: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(MatchError) as raised:
        match(register, register.parent / "out", mapping=MAPPING)
    assert raised.value.diagnostics[0].code == "match-read-only"


def test_a_disk_that_is_full_is_told_and_nothing_finished_is_lost(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=120k", "tmpfs", str(small)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        register = written(tmp_path / "名册.csv", [[f"A{n}", *ROWS[n % 5][1:]] for n in range(200)])
        with pytest.raises(MatchError) as raised:
            match(register, small / "out", mapping=MAPPING, shard_rows=20)
        assert raised.value.diagnostics[0].code == "match-disk-full"
        records = sorted((small / "out" / ".shards").glob("*.json"))
        assert records, "what was finished is kept"
        for record in records:
            kept: Any = keeping.read_json(record)
            assert all(keeping.is_kept(small / "out" / name, one) for name, one in kept["files"].items())
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.parametrize(
    "changed",
    [
        {"rows": "x"},
        {"decided": 1, "rejected": 1},
        {"files": {}},
        {"files": {"../../secret": {"bytes": 1}}},
        {"alone": -1},
        {"first": 9},
    ],
)
def test_a_record_of_a_shard_that_somebody_changed_is_made_anew(tmp_path: Path, changed: dict[str, Any]) -> None:
    register = written(tmp_path / "名册.csv", ROWS)
    match(register, tmp_path / "out", mapping=MAPPING, shard_rows=2)
    place = tmp_path / "out" / ".shards" / "00000.json"
    before, manifest = place.read_bytes(), (tmp_path / "out" / "manifest.json").read_bytes()
    place.write_text(json.dumps({**json.loads(before), **changed}), encoding="utf-8")
    match(register, tmp_path / "out", mapping=MAPPING, shard_rows=2, resume=True)
    assert (place.read_bytes(), (tmp_path / "out" / "manifest.json").read_bytes()) == (before, manifest)


RUN = """
import sys
from pathlib import Path
from tests.register.registers import match
from tests.register.test_opening import MAPPING

match(Path(sys.argv[1]), Path(sys.argv[2]), mapping=MAPPING, shard_rows=2, resume=sys.argv[3] == "1")
"""


def start(register: Path, out: Path, *, resume: bool) -> "subprocess.Popen[bytes]":
    arguments = [sys.executable, "-c", RUN, str(register), str(out), str(int(resume))]
    return subprocess.Popen(arguments, cwd=Path(__file__).parents[2], stderr=subprocess.DEVNULL)


@pytest.mark.slow
def test_a_match_that_is_killed_again_and_again_ends_in_the_same_bytes(register: Path) -> None:
    out, chosen, kills = register.parent / "out", random.Random(5), 0
    match(register, register.parent / "whole", mapping=MAPPING, shard_rows=2)
    running = start(register, out, resume=False)
    while running.poll() is None and kills < 3:
        # Killed when so many shards are finished, and a little later: in the midst of the next.
        wanted = (kills + 1) * 2
        while running.poll() is None and len(list((out / ".shards").glob("*.json"))) < wanted:
            time.sleep(0.01)
        time.sleep(chosen.random() / 50)
        running.send_signal(signal.SIGKILL)
        running.wait()
        kills += 1
        running = start(register, out, resume=(out / "run.json").exists())
    assert running.wait() == 0 and kills == 3
    assert files(out) == files(register.parent / "whole")
