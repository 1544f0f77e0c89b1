"""The commands of the page on properties are one session with the sample of the language page, and its Python runs."""

import re
from pathlib import Path

import pytest

import policyrules
from policyrules import api
from policyrules.resources import policies_folder
from policyrules.scenarios import given_facts, run_scenario
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.properties.trying import holds
from tests.beside import put
from tests.cli.command_line import Run
from tests.docs.samples import DOCS, files
from tests.docs.sessions import play

TEXT = (DOCS / "testing" / "properties.md").read_text(encoding="utf-8")
FOUND = re.findall(r"^```pol\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
POLICY = "研发投入.pol"


def test_the_session_of_the_page_runs_as_it_is_shown(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, files())
    monkeypatch.chdir(tmp_path)
    assert play("testing/properties.md", tmp_path, run, POLICY) >= 4


@pytest.fixture(scope="module")
def found() -> policyrules.Policy:
    """Return the policy in which the page found something, with what it found."""
    shipped = policies_folder() / "优质中小企业.pol"
    text = "\n".join((shipped.read_text(encoding="utf-8"), *FOUND))
    return api.build(Source(shipped.name, text), shipped.parent)


@pytest.mark.parametrize("number", range(len(FOUND)))
def test_the_enterprise_that_the_page_shows_speaks_against_the_property(found: policyrules.Policy, number: int) -> None:
    place = number - len(FOUND)
    spec, scenario = found.outline.properties[place], found.checked.all(ast.Scenario)[place]
    result = run_scenario(found.checked, scenario, found.decide, "zh")
    assert result.passed, result
    assert result.day is not None
    assert not holds(found, spec, [Trial(given_facts(found.checked, scenario), result.day)])
