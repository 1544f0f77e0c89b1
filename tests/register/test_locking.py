"""One process at a time writes to a folder, and one that is killed leaves nothing that stands in the way of the next."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policyrules.register.locking import LOCK, locked
from policyrules.register.refusing import MatchError
from tests.register.registers import match
from tests.register.test_opening import MAPPING, ROWS, written

HOLD = """
import sys, time
from pathlib import Path
from policyrules.register.locking import locked

with locked(Path(sys.argv[1])):
    print("locked", flush=True)
    time.sleep(60)
"""


def test_a_second_process_is_refused_until_the_first_has_ended_however_it_did(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    register, out = written(tmp_path / "名册.csv", ROWS), tmp_path / "out"
    out.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(out)], cwd=Path(__file__).parents[2], stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == b"locked\n"
        with pytest.raises(MatchError) as raised:
            match(register, out, mapping=MAPPING)
        assert raised.value.diagnostics[0].code == "match-folder-busy"
        assert {one.name for one in out.iterdir()} == {LOCK}, "nothing was written"
        other.send_signal(signal.SIGKILL)
    assert match(register, out, mapping=MAPPING).decided == 3


def test_a_folder_is_free_again_after_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError), locked(tmp_path):
        raise ValueError
    with locked(tmp_path):
        pass


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="the system follows every link")
def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MatchError) as raised, locked(tmp_path):
        pass
    assert [one.code for one in raised.value.diagnostics] == ["match-not-written"]
    assert not (tmp_path / "elsewhere").exists()
