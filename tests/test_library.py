"""Policies and those that they use are found, each is read once, and nothing else is opened."""

from pathlib import Path
from typing import Any

import pytest

from policyrules import api, library
from policyrules.book import Book
from policyrules.diagnostics import PolicyError
from policyrules.library import Library
from policyrules.source import Source
from tests.beside import BOTH, LOCAL, NATIONAL, codes, examined, head, put


def using(path: str) -> str:
    return LOCAL.replace('"国标.pol"', f'"{path}"')


def test_a_used_policy_stands_beside_the_one_that_uses_it(tmp_path: Path) -> None:
    policy = examined(BOTH, tmp_path)
    assert policy.is_sound
    assert [one.policy and one.policy.head.name.name for one in policy.used] == ["国家标准"]


def test_folders_to_search_come_after_the_folder_of_the_file(tmp_path: Path) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    put(tmp_path / "there", {"国标.pol": NATIONAL.replace("100万元", "1元")})
    put(tmp_path / "here", {"本地.pol": LOCAL})
    path, there = tmp_path / "here" / "本地.pol", [tmp_path / "there"]
    with pytest.raises(PolicyError) as raised:
        api.load(path)
    assert [one.code for one in raised.value.diagnostics if one.code.startswith("use-")] == ["use-missing"]
    lenient = api.load(path, search=there)
    put(tmp_path / "here", {"国标.pol": NATIONAL})
    assert api.load(path, search=there).digest != lenient.digest
    assert "use-missing" not in {one.code for one in api.check(path, search=there)}


def test_a_policy_that_ships_is_used_by_its_name(tmp_path: Path) -> None:
    put(tmp_path, {"本地.pol": head("本地", "1号", "2023-01-01 至 2023-12-31") + '引用 划型 "中小企业划型"\n'})
    assert [one.code for one in api.check(tmp_path / "本地.pol")] == ["source-missing", "use-unused"]


@pytest.mark.parametrize("written", ["", "没有.pol", "x" * 5000, "国标.pol/x", "文件夹"])
def test_what_is_no_file_cannot_be_found(written: str, tmp_path: Path) -> None:
    (tmp_path / "文件夹").mkdir()
    assert codes({"本地.pol": using(written), "国标.pol": NATIONAL}, tmp_path) == ["use-missing"]


@pytest.mark.parametrize(
    "written", ["/国标.pol", "../国标.pol", "..\\\\国标.pol", "C:国标.pol", "深/../../国标.pol", "链.pol", "深链/国标.pol"]
)
def test_nothing_outside_of_the_folders_is_read(written: str, tmp_path: Path) -> None:
    home = tmp_path / "家"
    home.mkdir()
    put(tmp_path, {"国标.pol": NATIONAL})
    (home / "链.pol").symlink_to(tmp_path / "国标.pol")
    (home / "深链").symlink_to(tmp_path)
    assert codes({"本地.pol": using(written)}, home) == ["use-outside"]


def test_a_folder_above_is_read_where_it_is_one_to_search(tmp_path: Path) -> None:
    home = tmp_path / "家"
    home.mkdir()
    put(tmp_path, {"国标.pol": NATIONAL})
    put(home, {"本地.pol": using("../国标.pol")})
    assert api.load(home / "本地.pol", search=[tmp_path]).name == "本地办法"


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    put(tmp_path, BOTH)
    (tmp_path / "国标.pol").write_bytes(b"\xff\xfe\x00")
    found = [one.code for one in api.check(tmp_path / "本地.pol")]
    assert "source-missing" in found and len(found) == 2
    (tmp_path / "国标.pol").unlink()
    (tmp_path / "国标.pol").symlink_to(tmp_path / "国标.pol")
    assert "use-missing" in {one.code for one in api.check(tmp_path / "本地.pol")}


def test_a_file_that_is_refused_by_the_system_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise PermissionError

    put(tmp_path, BOTH)
    source = Source("本地.pol", LOCAL)
    monkeypatch.setattr(Path, "open", refuse)
    found = Library().examine(source, tmp_path, tmp_path / "本地.pol").diagnostics
    assert "use-unreadable" in {one.code for one in found}


def test_uses_go_in_no_circle(tmp_path: Path) -> None:
    alone = {"甲.pol": head("甲", "1号") + '引用 甲 "甲.pol"\n'}
    assert "use-circle" in codes(alone, tmp_path)


def chain(length: int) -> dict[str, str]:
    files = {f"{i}.pol": head(f"第{i}份", f"{i}号") + f'引用 下 "{i + 1}.pol"\n\n定义 甲 = 下.甲\n' for i in range(length)}
    return {**files, f"{length}.pol": head("末份", "末号") + "定义 甲 = 1元\n"}


def test_uses_have_a_depth(tmp_path: Path) -> None:
    assert "use-too-deep" not in codes(chain(library.DEEPEST_USE), tmp_path)
    assert "use-too-deep" in codes(chain(library.DEEPEST_USE + 1), tmp_path)


def test_no_more_than_a_number_of_policies_is_used(tmp_path: Path) -> None:
    many = range(library.MOST_USED + 1)
    uses = "".join(f'引用 第{i}份 "{i}.pol"\n' for i in many)
    files = {"甲.pol": head("甲", "甲号") + uses, **{f"{i}.pol": head(f"政策{i}", f"{i}号") for i in many}}
    assert codes(files, tmp_path).count("use-too-many") == 1


def test_each_file_is_read_once_and_checked_with_what_it_quotes(tmp_path: Path) -> None:
    quoting = NATIONAL.replace("    施行: 2021-08-01 至 2026-12-31\n", '    施行: 2021-08-01 起\n    原文: "无.txt"\n')
    files = {
        "本地.pol": LOCAL.replace("事实:", '引用 省标 "省标.pol"\n\n定义 旁 = 省标.达标\n\n事实:', 1),
        "国标.pol": quoting,
        "省标.pol": head("省标准", "省标〔2022〕1号") + '引用 国标 "国标.pol"\n\n定义 达标 = 国标.达到标准\n',
    }
    found = codes(files, tmp_path)
    assert found.count("document-missing") == 1
    assert found.count("use-mistakes") == 3


def tried(line: str) -> str:
    """Return the national standard with a scenario."""
    return f'{NATIONAL}\n试算 "一":\n    日期: 2024-03-01\n    {line}\n'


def test_the_scenarios_of_a_policy_that_is_only_used_are_not_read(tmp_path: Path) -> None:
    put(tmp_path, {"本地.pol": LOCAL, "国标.pol": tried("没有这个定义 应为 1")})
    with_mistake = api.load(tmp_path / "本地.pol")
    assert "name-unknown" in {one.code for one in api.check(tmp_path / "国标.pol")}
    assert "name-unknown" in {one.code for one in api.check(tmp_path)}
    put(tmp_path, BOTH)
    assert api.load(tmp_path / "本地.pol").digest == with_mistake.digest


def test_a_policy_has_the_same_digest_alone_and_in_a_book(tmp_path: Path) -> None:
    put(tmp_path, {"本地.pol": LOCAL, "国标.pol": tried("达到标准 应为 未知")})
    alone = {name: api.load(tmp_path / f"{name}.pol").digest for name in ("本地", "国标")}
    book = api.load_book(tmp_path)
    assert isinstance(book, Book)
    assert [book["本地办法"].digest, book["国家标准"].digest] == [alone["本地"], alone["国标"]]


# --- several at once --------------------------------------------------------------------------------------------------


def test_files_and_folders_are_read_in_their_order_each_once(tmp_path: Path) -> None:
    put(tmp_path, BOTH)
    (tmp_path / "乱.pol").write_bytes(b"\xff\xfe\x00")
    given = library.read_all([tmp_path / "本地.pol", tmp_path, tmp_path / "本地.pol", "中小企业划型", "没有.pol"])
    assert [Path(text.source.name).name for text in given.texts] == ["本地.pol", "国标.pol", "中小企业划型"]
    assert [(Path(one.name).name, one.after) for one in given.unread] == [("乱.pol", 1), ("没有.pol", 3)]
    assert given.folders == (tmp_path,)


def test_what_could_not_be_read_is_told_where_it_stands(tmp_path: Path) -> None:
    put(tmp_path, {"甲.pol": head("甲", "1号"), "丙.pol": head("丙", "3号")})
    (tmp_path / "乙.pol").write_bytes(b"\xff\xfe\x00")
    assert [Path(file.name).name for file in api.examine_book(library.read_all([tmp_path]))] == ["丙.pol", "乙.pol", "甲.pol"]


def test_files_that_the_system_refuses_are_unreadable_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, BOTH)
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == "国标.pol":
            raise PermissionError
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    given = library.read_all([tmp_path])
    assert [one.diagnostics[0].code for one in given.unread] == ["policy-unreadable"]
    (local,) = api.examine_book(given)[1:]
    assert "use-unreadable" in {one.code for one in local.diagnostics}


@pytest.mark.parametrize(
    ("name", "expected"), [("", False), ("x" * 5000, False), ("甲\n乙", False), ("a\0b", False), (".", True)]
)
def test_a_folder_is_told_from_texts_and_names(name: str, expected: bool) -> None:
    assert library.is_folder(name) is expected


def below(folder: Path, name: str) -> None:
    (folder / name).mkdir()
    put(folder / name, {"国标.pol": NATIONAL.replace("100万元", "1元")})


def test_a_policy_of_the_book_is_used_by_the_name_of_its_file(tmp_path: Path) -> None:
    put(tmp_path, {"本地.pol": LOCAL})
    below(tmp_path, "国")
    assert list(api.load_book(tmp_path)) == ["国家标准", "本地办法"]
    below(tmp_path, "旧")
    assert "use-missing" in {one.code for one in api.check(tmp_path)}


def test_what_stands_beside_a_policy_comes_before_what_stands_elsewhere_in_the_book(tmp_path: Path) -> None:
    put(tmp_path, BOTH)
    below(tmp_path, "国")
    policies = {policy.source.name: policy for policy in Library((), library.read_all([tmp_path]).texts).examine_book()}
    (used,) = policies[str(tmp_path / "本地.pol")].used
    assert used.policy is policies[str(tmp_path / "国标.pol")]


def test_a_policy_that_is_only_used_is_told_of_with_the_first_that_uses_it(tmp_path: Path) -> None:
    broken = NATIONAL.replace("不低于 100万元", "不低于 没有的")
    put(tmp_path, {"本地.pol": LOCAL, "国标.pol": broken, "邻地.pol": LOCAL.replace("本地", "邻地")})
    found = api.examine_book(library.read_all([tmp_path / "本地.pol", tmp_path / "邻地.pol"]))
    assert [[one.code for one in file.diagnostics].count("name-unknown") for file in found] == [1, 0]
    assert all("use-mistakes" in {one.code for one in file.diagnostics} for file in found)
