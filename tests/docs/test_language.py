"""The samples of the language page are policies: they check, are written in canonical form, and their trial cases hold."""

import pytest

import policyrules
from policyrules.syntax.canonical import canonical
from policyrules.testing.properties.trying import try_properties
from tests.docs import samples

NAMES = [name for name in samples.files() if name.endswith(".pol")]

#: What is said of a policy of the page, and why it is meant.
SAID_OF = {"旧标准.pol": {"source-missing"}, "稳岗.pol": {"use-superseded"}}


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, policyrules.Policy]:
    return samples.policies(tmp_path_factory.mktemp("page"))


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_checks_and_nothing_is_said_of_it_but_what_is_meant(
    name: str, policies: dict[str, policyrules.Policy]
) -> None:
    assert {warning.code for warning in policies[name].warnings} == SAID_OF.get(name, set())


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_of_a_document_is_covered(name: str, policies: dict[str, policyrules.Policy]) -> None:
    assert [row.clause.span.text for row in policies[name].sources().clauses if row.uncovered] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_written_as_the_formatter_would_write_it(name: str) -> None:
    text, found = canonical(samples.source(name))
    assert found == ()
    assert text == samples.files()[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_trial_cases_hold(name: str, policies: dict[str, policyrules.Policy]) -> None:
    results = policies[name].test()
    assert results or name == "旧标准.pol"
    assert [result.title for result in results if not result.passed] == []


@pytest.mark.parametrize("name", [name for name in NAMES if "普遍要求" in samples.files()[name]])
def test_the_properties_hold(name: str, policies: dict[str, policyrules.Policy]) -> None:
    tried = tuple(try_properties(policies[name], 60))
    assert len(tried) == len(policies[name].outline.properties) > 0
    assert [one.spec.name for one in tried if not one.passed] == []


@pytest.mark.parametrize("said", samples.said(), ids=lambda said: f"{said.title}-{said.language}")
def test_a_decision_says_what_the_page_shows(said: samples.Said, policies: dict[str, policyrules.Policy]) -> None:
    told = samples.told(policies[said.file], said.language)[said.title]
    assert said.text.strip()
    assert samples.shown_in(said.text, told), told
