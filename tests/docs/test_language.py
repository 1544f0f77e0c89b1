"""The samples of the language page are one policy: it checks, its trial cases hold, and the page names every keyword."""

import re
from pathlib import Path

import pytest

import policyrules
from policyrules.syntax.keywords import BUILTIN_TYPES, KEYWORDS
from tests.beside import others, put

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
TEXT = PAGE.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> policyrules.Policy:
    folder = tmp_path_factory.mktemp("page")
    (folder / "临府〔2024〕8号.txt").write_text(blocks("text")[0], encoding="utf-8")
    put(folder, others(TEXT))
    path = folder / "临江.pol"
    path.write_text("\n".join(blocks("pol")), encoding="utf-8")
    return policyrules.load(path)


def test_the_samples_check_and_only_the_ones_of_the_reference_are_not_used(policy: policyrules.Policy) -> None:
    assert {warning.code for warning in policy.warnings} <= {"definition-unused"}


def test_every_clause_of_the_sample_document_is_covered(policy: policyrules.Policy) -> None:
    assert [row.clause.span.text for row in policy.sources().clauses if row.uncovered] == []


def test_the_trial_cases_hold(policy: policyrules.Policy) -> None:
    results = policy.test()
    assert len(results) > 5
    assert [result.title for result in results if not result.passed] == []


@pytest.mark.parametrize("terminal", sorted(KEYWORDS))
def test_the_page_names_every_keyword(terminal: str) -> None:
    keyword = KEYWORDS[terminal]
    for spelling in (*keyword.zh, *keyword.en[:1]):
        assert spelling in TEXT


def test_the_page_names_every_type() -> None:
    assert [name for name in BUILTIN_TYPES if name not in TEXT and name not in ("yesno", "数值")] == []
