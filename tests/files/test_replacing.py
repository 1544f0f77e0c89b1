import os
from pathlib import Path

import pytest

from policyrules.files import replacing
from policyrules.files.replacing import beside, replace, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "甲.pol"
    path.write_bytes(b"before")
    return path


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_a_file_is_written_anew_with_its_mode_and_nothing_is_left_beside_it(path: Path, mode: int) -> None:
    path.chmod(mode)
    replace(path, b"after")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"after", mode)
    assert list(path.parent.iterdir()) == [path]


def test_who_has_the_file_open_still_reads_the_whole_of_what_it_was(path: Path) -> None:
    with path.open("rb") as file:
        replace(path, b"after")
        assert file.read() == b"before"


def test_a_link_stays_one_and_what_it_leads_to_is_written(path: Path) -> None:
    link = path.with_name("link.pol")
    link.symlink_to(path.name)
    replace(link, b"after")
    assert link.is_symlink()
    assert path.read_bytes() == b"after"


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_file_that_cannot_be_written_whole_stays_as_it_was(path: Path, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(OSError, match="No space"):
        replace(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_may_not_be_written_is_not_replaced_by_one_that_may(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing.os, "access", lambda path, mode: mode != os.W_OK)  # who is root may write anything
    with pytest.raises(PermissionError):
        replace(path, b"after")
    assert path.read_bytes() == b"before"


def test_a_long_name_fits_beside_itself(tmp_path: Path) -> None:
    path = tmp_path / ("政" * 83 + ".pol")  # 253 bytes of the 255 that a name may have
    path.write_bytes(b"before")
    replace(path, b"after")
    assert path.read_bytes() == b"after"


def test_a_new_file_is_written_with_the_folders_on_the_way_to_it(tmp_path: Path) -> None:
    path = tmp_path / "深" / "页.html"
    write(path, b"one")
    write(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()
    assert list(path.parent.iterdir()) == [path]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_new_file_that_cannot_be_written_whole_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(replacing.os, "replace", fail)
    with pytest.raises(OSError, match="full"):
        write(tmp_path / "页.html", b"one")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_at_leisure_beside_its_place(path: Path) -> None:
    path.chmod(0o640)
    with beside(path) as place:
        place.write_bytes(b"after")
        assert path.read_bytes() == b"before" and place.parent == path.parent
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"after", 0o640)
    assert list(path.parent.iterdir()) == [path]


def test_what_is_written_at_leisure_and_broken_off_is_gone(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), beside(path) as place:
        place.write_bytes(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"before" and list(path.parent.iterdir()) == [path]


def test_a_file_that_is_not_there_gets_its_folder_and_the_usual_mode(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    with beside(tmp_path / "neu" / "乙") as place:
        place.write_bytes(b"after")
    assert (tmp_path / "neu" / "乙").stat().st_mode == usual.stat().st_mode
