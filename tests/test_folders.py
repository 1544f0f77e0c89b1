"""The policies in a folder are found, and nothing that stands elsewhere; what is in the way is said."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyrules import folders
from policyrules.folders import policies_in


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("", encoding="utf-8")


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in policies_in(folder).policies]


def wrong(folder: Path) -> list[tuple[str, str]]:
    diagnostics = policies_in(folder).diagnostics
    return [(one.code, Path(one.path or "").relative_to(folder).as_posix()) for one in diagnostics]


def test_policies_stand_in_the_folder_and_in_those_within(tmp_path: Path) -> None:
    touch(tmp_path, "乙.pol", "甲.pol", "市/丙.pol", "市/区/丁.pol", "甲.txt", "甲.pol.bak", ".藏.pol", ".git/戊.pol")
    (tmp_path / "空.pol").mkdir()
    assert found(tmp_path) == ["乙.pol", "市/丙.pol", "市/区/丁.pol", "甲.pol"]
    assert wrong(tmp_path) == []


def test_a_folder_without_policies_is_told(tmp_path: Path) -> None:
    touch(tmp_path, "甲.txt")
    assert wrong(tmp_path) == [("folder-empty", ".")]


def test_no_link_leads_out_of_a_folder(tmp_path: Path) -> None:
    home, outside = tmp_path / "家", tmp_path / "外"
    touch(tmp_path, "家/甲.pol", "外/密.pol")
    (home / "出.pol").symlink_to(outside / "密.pol")
    (home / "断.pol").symlink_to(home / "无.pol")
    (home / "环.pol").symlink_to(home / "环.pol")
    (home / "又.pol").symlink_to(home / "甲.pol")
    (home / "旁").symlink_to(outside)
    (home / "转").symlink_to(home)
    assert found(home) == ["甲.pol"]
    assert wrong(home) == [("folder-link", "出.pol"), ("folder-link", "断.pol"), ("folder-link", "环.pol")]


def test_a_folder_that_is_a_link_itself_is_walked(tmp_path: Path) -> None:
    touch(tmp_path, "家/甲.pol")
    (tmp_path / "门").symlink_to(tmp_path / "家")
    (tmp_path / "家" / "又.pol").symlink_to(tmp_path / "家" / "甲.pol")
    assert found(tmp_path / "门") == ["甲.pol"]
    assert wrong(tmp_path / "门") == []


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    touch(tmp_path, "甲.pol")
    os.mkfifo(tmp_path / "管.pol")
    assert found(tmp_path) == ["甲.pol"]
    assert wrong(tmp_path) == [("policy-unreadable", "管.pol")]


def test_a_folder_that_cannot_be_opened_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "甲.pol", "锁/乙.pol")
    opened = os.scandir

    def refuse(folder: Path) -> "Iterator[os.DirEntry[str]]":
        if folder.name == "锁":
            raise PermissionError
        return opened(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found(tmp_path) == ["甲.pol"]
    assert wrong(tmp_path) == [("folder-unreadable", "锁")]


def test_ten_thousand_files_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(folders.MOST_POLICIES + 1):
        (tmp_path / f"{number}.pol").touch()
    assert found(tmp_path) == []
    assert wrong(tmp_path) == [("folder-too-many", ".")]
    monkeypatch.setattr(folders, "MOST_ENTRIES", 500)
    assert wrong(tmp_path) == [("folder-too-large", ".")]
