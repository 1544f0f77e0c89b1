"""A file is there whole or not at all, and what the disk does not take is told."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from policyrules.register.keeping import copied, is_kept, keep, keep_json, kept_of, read_json, told
from policyrules.register.refusing import MatchError


def test_a_file_is_kept_with_its_size_and_digest(tmp_path: Path) -> None:
    kept = keep(tmp_path / "a", lambda path: path.write_bytes(b"abc") and None)
    assert kept == kept_of(tmp_path / "a") and kept["bytes"] == 3 and is_kept(tmp_path / "a", {"rows": 1, **kept})
    (tmp_path / "a").write_bytes(b"abd")
    assert not is_kept(tmp_path / "a", kept) and not is_kept(tmp_path / "b", kept) and not is_kept(tmp_path / "a", None)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt(), ValueError()])
def test_what_stood_there_stays_when_writing_fails(tmp_path: Path, error: BaseException) -> None:
    (tmp_path / "a").write_bytes(b"before")

    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise error

    with pytest.raises(MatchError if isinstance(error, OSError) else type(error)):
        keep(tmp_path / "a", fail)
    assert os.listdir(tmp_path) == ["a"] and (tmp_path / "a").read_bytes() == b"before"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "match-disk-full"),
        (errno.EROFS, "match-read-only"),
        (errno.EACCES, "match-read-only"),
        (errno.EIO, "match-not-written"),
    ],
)
def test_each_mistake_of_a_disk_has_its_sentence(number: int, code: str) -> None:
    with pytest.raises(MatchError) as raised, told(Path("a")):
        raise OSError(number, os.strerror(number))
    assert raised.value.diagnostics[0].code == code


def test_json_is_the_same_bytes_for_the_same_data(tmp_path: Path) -> None:
    data: Any = {"甲": [1, None], "b": {"c": "d"}}
    keep_json(tmp_path / "a", data)
    keep_json(tmp_path / "b", data)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() and read_json(tmp_path / "a") == data
    (tmp_path / "a").write_text("{")
    assert read_json(tmp_path / "a") is None and read_json(tmp_path / "c") is None


def test_a_copy_that_is_not_as_it_was_made_is_made_anew(tmp_path: Path) -> None:
    made: list[Path] = []

    def copy(place: Path) -> None:
        made.append(place)
        place.write_bytes(b"copy")

    place = tmp_path / "a.parquet"
    assert copied(place, copy) == copied(place, copy) == place and len(made) == 1
    for damaged in (b"cop", b"copz"):
        place.write_bytes(damaged)
        assert copied(place, copy).read_bytes() == b"copy"
    place.unlink()
    assert copied(place, copy).read_bytes() == b"copy" and len(made) == 4


def test_a_link_where_a_file_is_first_written_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("辛苦写的", encoding="utf-8")
    (tmp_path / "a.json.tmp").symlink_to(tmp_path / "mine")
    keep_json(tmp_path / "a.json", {})
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "辛苦写的" and not (tmp_path / "a.json").is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_nothing_is_read_of_a_pipe_or_a_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", Path("/dev/zero")):
        assert read_json(place) is None and not is_kept(place, {"bytes": 0})
