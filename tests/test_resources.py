from pathlib import Path

import pytest

from policyrules import resources

CLONE = Path(__file__).parents[1]


def test_in_a_clone_the_folders_beside_the_package_are_used() -> None:
    assert resources.policies_folder() == CLONE / "policies"
    assert resources.codes_folder() == CLONE / "docs" / "codes"
    assert resources.grammar_text() == (CLONE / "grammars" / "policy.lark").read_text(encoding="utf-8")


def test_a_folder_of_another_project_beside_the_package_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "policyrules"
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "other.yaml").write_text("", encoding="utf-8")
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.policies_folder() == package / "policies"
    (tmp_path / "policies" / "a.pol").write_text("", encoding="utf-8")
    assert resources.policies_folder() == tmp_path / "policies"


def test_the_pages_of_codes_stand_in_one_folder_of_the_package_where_none_is_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "policyrules"
    (tmp_path / "docs" / "codes").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.codes_folder() == package / "codes"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_skeleton_explains_itself_and_names_its_document(language: str) -> None:
    policy, document = resources.skeleton(language)
    assert policy.startswith("# ")
    assert {"zh": "示例政策.txt", "en": "sample.txt"}[language] in policy
    assert document
