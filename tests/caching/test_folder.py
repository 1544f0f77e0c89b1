"""Files of a folder that only its owner may change; whatever else stands there is not read."""

import os
from pathlib import Path

import pytest

import policyrules
from policyrules.caching import folder as folders
from policyrules.caching.folder import Folder

needs_modes = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system knows no owners and modes")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "kept").mkdir(mode=0o700)
    return tmp_path / "kept"


def codes(path: Path) -> list[str]:
    with pytest.raises(policyrules.PolicyError) as raised:
        Folder.at(path)
    assert all(one.message("zh") and one.help("en") for one in raised.value.diagnostics)
    return [one.code for one in raised.value.diagnostics]


def test_what_is_written_is_read(place: Path) -> None:
    folder = Folder.at(place)
    folder.write("a.json", b"1")
    folder.write("a.json", b"2")
    assert folder.read("a.json") == b"2" and folder.read("b.json") is None
    assert [path.name for path in place.iterdir()] == ["a.json"]


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    Folder.at(tmp_path / "new" / "kept").write("a.json", b"1")
    assert (tmp_path / "new" / "kept" / "a.json").read_bytes() == b"1"
    if hasattr(os, "geteuid"):
        assert (tmp_path / "new" / "kept").stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "new" / "kept" / "a.json").stat().st_mode & 0o077 == 0


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert codes(tmp_path / "file") == ["cache-unusable"]
    assert codes(tmp_path / "file" / "kept") == ["cache-unusable"]


@needs_modes
@pytest.mark.parametrize("mode", [0o770, 0o702, 0o777, 0o1777])
def test_a_folder_that_others_may_write_to_is_refused(place: Path, mode: int) -> None:
    place.chmod(mode)
    assert codes(place) == ["cache-shared"]


@needs_modes
def test_a_folder_that_others_may_write_to_from_now_on_is_refused(place: Path) -> None:
    folder = Folder.at(place)
    folder.write("a.json", b"1")
    place.chmod(0o777)
    with pytest.raises(policyrules.PolicyError):
        folder.read("a.json")


@needs_modes
def test_a_folder_or_a_file_of_someone_else_is_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder.at(place)
    folder.write("a.json", b"1")
    monkeypatch.setattr(folders, "_is_ours", lambda found: os.path.isdir(place) and found.st_nlink > 1)  # a folder, no file
    assert folder.read("a.json") is None
    monkeypatch.undo()
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    if me:  # what belongs to the administrator is trusted
        assert codes(place) == ["cache-shared"]


@needs_modes
@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_to_is_not_read(place: Path, mode: int) -> None:
    folder = Folder.at(place)
    folder.write("a.json", b"1")
    (place / "a.json").chmod(mode)
    assert folder.read("a.json") is None


@needs_modes
def test_no_link_is_followed_and_nothing_but_a_file_is_read(place: Path, tmp_path: Path) -> None:
    folder = Folder.at(place)
    (tmp_path / "elsewhere").write_bytes(b"1")
    (place / "link").symlink_to(tmp_path / "elsewhere")
    (place / "folder").mkdir()
    os.mkfifo(place / "pipe", 0o600)
    assert [folder.read(name) for name in ("link", "folder", "pipe")] == [None] * 3


def test_what_is_too_long_is_not_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder.at(place)
    folder.write("a.json", b"12345")
    monkeypatch.setattr(folders, "MOST_BYTES", 4)
    assert folder.read("a.json") is None


def test_what_cannot_be_written_is_left_out(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder.at(place)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "replace", full)
    folder.write("a.json", b"1")
    assert list(place.iterdir()) == [] and folder.read("a.json") is None


@pytest.mark.parametrize("name", ["a\0b", "a" * 5_000])
def test_a_name_that_no_folder_can_have_is_told(tmp_path: Path, name: str) -> None:
    assert codes(tmp_path / name) == ["cache-unusable"]
