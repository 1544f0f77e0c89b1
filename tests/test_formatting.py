"""The canonical bytes of a policy file, and the policies in a folder."""

from pathlib import Path

import pytest

from policyrules.formatting import formatted, policies_in

MARK = b"\xef\xbb\xbf"


def test_a_byte_order_mark_stays_and_none_is_added() -> None:
    written, expected = "定义 x=1".encode(), "定义 x = 1\n".encode()
    assert formatted(written, "甲.pol").after == expected
    assert formatted(MARK + written, "甲.pol").after == MARK + expected
    assert not formatted(MARK + expected, "甲.pol").changes


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_end_as_the_first_one_does(end: str) -> None:
    done = formatted(f"定义 x = 1{end}定义 y = 2".encode(), "甲.pol")
    assert done.after == f"定义 x = 1{end}定义 y = 2{end}".encode()
    assert done.changes


def test_keywords_are_translated_where_a_language_is_asked_for() -> None:
    assert formatted("定义 x = 1\n".encode(), "甲.pol", "en").after == b"define x = 1\n"


NO_POLICIES = [b"", b"\n# \n", b"\xff\xfe\x00", "定义 x = ".encode(), "政策 甲".encode("gbk"), b"define x = \0"]


@pytest.mark.parametrize("data", NO_POLICIES)
def test_what_is_no_policy_has_no_canonical_form_and_it_is_said_why(data: bytes) -> None:
    done = formatted(data, "甲.pol")
    assert (done.before, done.after, done.changes) == (data, None, False)
    assert done.diagnostics


def test_policies_are_found_at_any_depth_by_name_but_not_behind_links_nor_in_hidden_folders(tmp_path: Path) -> None:
    for name in ("b.pol", "a.pol", "c.txt", "d.pol.bak", "二/e.pol", "二/三/f.pol", ".git/g.pol", ".h.pol"):
        path = tmp_path / "home" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "home" / "folder.pol").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "i.pol").touch()
    (tmp_path / "home" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "home" / "j.pol").symlink_to(tmp_path / "elsewhere" / "i.pol")
    found = [path.relative_to(tmp_path / "home").as_posix() for path in policies_in(tmp_path / "home", pytest.fail)]
    assert found == [".h.pol", "a.pol", "b.pol", "二/e.pol", "二/三/f.pol"]


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    told: list[OSError] = []
    assert list(policies_in(tmp_path / "nowhere", told.append)) == []
    assert [error.filename for error in told] == [str(tmp_path / "nowhere")]
