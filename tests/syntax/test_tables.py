"""The tables that ship are those of the grammar, and the grammar is LALR(1) without a conflict."""

import json

import pytest

from policyrules.resources import tables_text
from policyrules.syntax import tables
from policyrules.syntax.tables import END, automaton, build_lark, tables_json


def test_the_tables_that_ship_are_those_of_the_grammar() -> None:
    assert tables_text() == tables_json(), "run `make tables`"


def test_the_grammar_has_no_conflict() -> None:
    build_lark(strict=True)


def test_tables_of_another_grammar_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = automaton().actions
    stale = json.loads(tables_text() or "") | {"made_from": "another", "actions": []}
    monkeypatch.setattr(tables, "tables_text", lambda: json.dumps(stale))
    automaton.cache_clear()
    try:
        assert automaton().actions == shipped
    finally:
        automaton.cache_clear()


def test_the_automaton_says_what_can_come_next() -> None:
    made = automaton()
    states = [made.start]
    assert {"POLICY", "MEASURE"} <= set(made.expected(states))
    assert not made.accepts(states, "NAME")
    for terminal in ("ENUM", "NAME", "COLON", "NAME", "NEWLINE", END):
        assert made.accepts(states, terminal)
        assert made.feed(states, terminal)
    assert states[-1] == made.end
