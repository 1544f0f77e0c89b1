import gc
import subprocess
import sys
from pathlib import Path

import pytest

import policyrules
from policyrules import api, library, public, resources
from policyrules.diagnostics import PolicyError, Severity


def test_the_public_names_are_the_same_in_both_places_and_all_exist() -> None:
    assert policyrules.__all__ == public.__all__ == dir(policyrules)
    assert sorted(policyrules.__all__) == policyrules.__all__
    assert all(getattr(policyrules, name) is getattr(public, name) for name in policyrules.__all__)
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        _ = policyrules.lode  # type: ignore[attr-defined]


def test_importing_the_package_brings_in_nothing_heavy() -> None:
    heavy = ("click", "yaml", "lark", "policyrules.columns", "policyrules.lint.catalogue", "policyrules.testing")
    code = f"import policyrules, sys; policyrules.load; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_policy_is_loaded_by_its_path_its_name_or_its_text(small: Path, jiangmen: policyrules.Policy) -> None:
    text = small.read_text(encoding="utf-8")
    by_path, by_string, by_text = (policyrules.load(what) for what in (small, str(small), text))
    assert by_path.digest == by_string.digest == by_text.digest != jiangmen.digest
    assert repr(by_path) == f"<Policy 示例政策 {by_path.digest[:12]}>"
    assert (by_path.name, by_path.number, by_path.language) == ("示例政策", "某府〔2026〕1号", "zh")
    assert by_path.title == "某市促进中小企业发展若干措施"
    assert policyrules.shipped() == ("中小企业划型", "优质中小企业", "江门专精特新")
    assert jiangmen.warnings == by_path.warnings == ()


def test_a_folder_or_several_policies_are_a_book(small: Path) -> None:
    folder, several = policyrules.load_book(small.parent), policyrules.load_book([small, "中小企业划型"])
    assert isinstance(folder, policyrules.Book) and isinstance(several, policyrules.Book)
    assert (list(folder), list(several)) == (["示例政策"], ["示例政策", "中小企业划型"])
    assert policyrules.check(small.parent) == policyrules.check([small]) == ()
    assert policyrules.load_book((small.read_text(encoding="utf-8"),))["示例政策"].number == folder["示例政策"].number
    with pytest.raises(PolicyError) as raised:
        policyrules.load_book([])
    assert [d.code for d in raised.value.diagnostics] == ["book-empty"]


def test_a_folder_is_no_policy_and_a_policy_alone_is_a_book_too(small: Path) -> None:
    with pytest.raises(PolicyError) as raised:
        policyrules.load(small.parent)
    assert [d.code for d in raised.value.diagnostics] == ["policy-folder"]
    assert "`policyrules.load_book`" in str(raised.value)
    assert list(policyrules.load_book(small)) == list(policyrules.load_book(str(small))) == ["示例政策"]


def test_the_quotes_of_a_text_are_not_compared_and_that_is_said(small: Path) -> None:
    policy = policyrules.load(small.read_text(encoding="utf-8"))
    assert [(d.code, d.severity) for d in policy.warnings] == [("document-not-compared", Severity.WARNING)]
    assert policy.sources().clauses == ()


def test_every_mistake_is_in_one_error(small: Path) -> None:
    text = (
        small.read_text(encoding="utf-8")
        .replace("对象: 持有 示范企业", "对象: 持有 示范企叶")
        .replace("10万元\n", "11万元\n", 1)
    )
    small.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as raised:
        policyrules.load(small)
    codes = {d.code for d in raised.value.diagnostics}
    assert {"quote-not-in-source", "quote-differs"} & codes
    assert {"tier-unknown", "name-unknown"} & codes
    assert policyrules.check(small) == raised.value.diagnostics


@pytest.mark.parametrize("what", ["没有.pol", "样例.pol/下", "", "a\0b"])
def test_what_cannot_be_read_is_a_policy_error(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "样例.pol").touch()
    with pytest.raises(PolicyError) as raised:
        policyrules.load(what)
    assert [d.code for d in raised.value.diagnostics] in (["policy-not-found"], ["policy-unreadable"])


def test_a_file_in_another_encoding_is_a_policy_error(small: Path) -> None:
    small.write_bytes(small.read_text(encoding="utf-8").encode("gb18030"))
    assert [d.code for d in policyrules.check(small)] == ["syntax-gbk"]


def test_a_document_outside_of_the_folder_is_never_read(small: Path) -> None:
    (small.parent.parent / "秘密.txt").write_text("秘密", encoding="utf-8")
    small.write_text(small.read_text(encoding="utf-8").replace("示例政策.txt", "../秘密.txt"), encoding="utf-8")
    assert "document-elsewhere" in {d.code for d in policyrules.check(small)}


def test_the_skeletons_are_policies_with_nothing_wrong(tmp_path: Path) -> None:
    for language, name in (("zh", "示例政策"), ("en", "sample")):
        policy, document = resources.skeleton(language)
        (tmp_path / f"{name}.txt").write_text(document, encoding="utf-8")
        (tmp_path / f"{name}.pol").write_text(policy, encoding="utf-8")
        loaded = policyrules.load(tmp_path / f"{name}.pol")
        assert loaded.warnings == ()
        assert [result.passed for result in loaded.test()] == [True] * 4
        assert loaded.lint().findings == ()
        assert loaded.sources().uncovered == ()


def test_no_garbage_is_looked_for_while_a_policy_is_read(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    was_on: list[bool] = []
    lower, lower_book = api.lower, api.lower_book
    monkeypatch.setattr(api, "lower", lambda checked: was_on.append(gc.isenabled()) or lower(checked))
    monkeypatch.setattr(api, "lower_book", lambda policies: was_on.append(gc.isenabled()) or lower_book(policies))
    api.build(*library.read(small))
    api.build_book(library.read_all([small]))
    api.check_book(library.read_all([small]))
    assert was_on == [False] * 3 and gc.isenabled()
