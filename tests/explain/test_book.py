"""A decision of a book is the decisions of its policies, read from the answers of one program."""

from datetime import date
from pathlib import Path

import pytest

import policyrules
from policyrules.explain.book import BookDecision
from tests.beside import BOTH, put

FACTS = {"人数": 100, "营业收入": {2023: "120万元"}, "认定": [{"称号": "小巨人", "认定日": "2022-01-01"}]}


@pytest.fixture
def decided(tmp_path: Path) -> BookDecision:
    put(tmp_path, BOTH)
    return policyrules.load_book(tmp_path).decide(FACTS, on=date(2024, 3, 1))


def test_decisions_are_held_by_the_names_of_their_policies(decided: BookDecision) -> None:
    assert list(decided) == ["国家标准", "本地办法"]
    assert len(decided) == 2 and decided.day == date(2024, 3, 1)
    assert decided["本地办法"] is decided["本地办法"]
    assert [outcome.name for outcome in decided.entitled] == ["甲", "乙", "丙", "丁"]
    with pytest.raises(KeyError):
        _ = decided["没有"]


def test_without_an_evaluator_no_other_reading_is_tried(decided: BookDecision) -> None:
    alone = BookDecision(decided.book, decided.answered)
    assert alone["本地办法"].again is None
    assert decided["本地办法"].dependences


def test_in_brief_each_policy_has_its_lines_under_its_title(decided: BookDecision) -> None:
    assert decided.to_brief() == "\n".join(f"{one.outline.title}\n{one.to_brief()}" for one in decided.values())
    assert decided.to_brief("en").splitlines()[0] == decided["国家标准"].outline.title
