import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import click
import pytest

import policyrules
from policyrules.cli import inputs
from policyrules.cli.terminal import Code
from policyrules.files import Entry
from policyrules.source import Source


@pytest.mark.parametrize(
    ("text", "language"),
    [("# 说明\n政策 甲:\n", "zh"), ("# 政策\npolicy a:\n", "en"), ("policyholder", "zh"), ("", "zh")],
)
def test_a_policy_speaks_the_language_of_its_first_keyword(text: str, language: str) -> None:
    assert inputs.spoken_of(Source("a.pol", text)) == language


def test_a_long_list_is_streamed_whole_with_a_bar_or_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def given() -> Iterator[Entry]:
        yield from (Entry(f"[{number}]", {}) for number in range(1, 501))

    assert list(inputs._with_bar(given(), "zh")) == list(given())
    shown: list[str] = []

    def bar(items: Iterator[Entry], label: str, **_: object) -> Any:
        shown.append(label)
        return original(items, label=label, file=io.StringIO())

    original = click.progressbar
    monkeypatch.setattr(click, "progressbar", bar)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    assert list(inputs._with_bar(given(), "zh")) == list(given())
    assert shown == ["正在判定"]


def test_decisions_remember_that_something_was_wrong(jiangmen: policyrules.Policy, capsys: pytest.CaptureFixture[str]) -> None:
    decisions = inputs.Decisions(jiangmen, date(2023, 3, 1), {}, "en")
    assert len(list(decisions.of([Entry("[1]", {}), Entry("[2]", {"a": 1}), Entry("[3]", {})]))) == 2
    assert decisions.code == Code.WRONG
    assert decisions.alone is False
    assert "[2].a" in capsys.readouterr().err


def test_what_is_wrong_with_a_reading_is_said_once_and_the_facts_are_still_looked_at(
    jiangmen: policyrules.Policy, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions = inputs.Decisions(jiangmen, date(2023, 3, 1), {"没有的": "甲"}, "zh")
    assert list(decisions.of([Entry("[1]", {}), Entry("[2]", {"a": 1}), Entry("[3]", {})])) == []
    assert decisions.code == Code.WRONG
    said = capsys.readouterr().err
    assert said.count("没有的") == said.count("[2].a") + 1 == 2
