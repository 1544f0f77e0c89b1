"""The mapping to start from names every fact, and is read where the register has the columns that it names."""

import re

import pytest

import policyrules
from policyrules.columns.mapping import Held, Kind
from policyrules.files.yamltext import read_yaml
from policyrules.register.reading import read_mapping
from policyrules.register.template import quoted, template_text
from policyrules.source import Source
from tests.register.registers import policy


class Every(dict[str, Held]):
    """A table that has every column."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Held:
        return Kind.TEXT

    def get(self, name: str, default: object = None) -> Held:  # type: ignore[override]
        return Kind.TEXT


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("named", ["江门专精特新", "examples/northport.pol", ""])
def test_a_template_is_a_mapping_of_every_fact(named: str, language: str) -> None:
    used = policyrules.load(named) if named else policy()
    text = template_text(used, "zh" if language == "zh" else "en")
    found = read_mapping(Source("对应表.yaml", text), used.program, Every(), lambda name: Every())
    assert set(found.mapping.places) == {spec.name for spec in used.program.facts if spec.decided_by is None}
    assert re.search("^(编号|id): ", text, re.MULTILINE)


@pytest.mark.parametrize("text", ["甲", "5G", "null", "no", "a: b", 'x"y\\', "", "#", "营收[2022]"])
def test_a_quoted_text_is_that_text(text: str) -> None:
    assert read_yaml(Source("a.yaml", f"x: {{y: {quoted(text)}}}")) == {"x": {"y": text}}
