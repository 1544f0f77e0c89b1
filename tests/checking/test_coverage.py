"""A clause is covered when all that it says is, and says which parts of it are not."""

from policyrules.checking.coverage import Encoding, Mark, covered_clauses
from policyrules.checking.document import read_document
from policyrules.source import Source, Span

SOURCE = Source("原文.txt", "一、支持。支持甲、乙(丙)企业,\n给予“丁”奖励。按100%补贴。")
DOCUMENT = read_document(SOURCE)
ONE = Encoding("entitlement", "支持.甲", 3)
TWO = Encoding("omit", "", 7, because="试")


def mark(text: str, by: Encoding) -> Mark:
    start = SOURCE.text.index(text)
    return Mark(Span(SOURCE, start, start + len(text)), by)


def rows(*marks: Mark) -> list[tuple[str, list[Encoding], list[str]]]:
    found = covered_clauses(DOCUMENT, marks)
    return [(row.clause.span.text, list(row.by), [span.text for span in row.uncovered]) for row in found]


def test_without_marks_every_clause_is_uncovered_but_for_its_number_and_stops() -> None:
    assert rows() == [
        ("一、支持。", [], ["支持"]),
        ("支持甲、乙(丙)企业,", [], ["支持甲、乙(丙)企业"]),
        ("给予“丁”奖励。", [], ["给予“丁”奖励"]),
        ("按100%补贴。", [], ["按100%补贴"]),
    ]


def test_a_mark_over_several_clauses_covers_each() -> None:
    found = rows(mark("支持甲、乙(丙)企业,\n给予“丁”奖励", ONE))
    assert [row[1:] for row in found[1:3]] == [([ONE], []), ([ONE], [])]


def test_what_is_left_between_marks_is_named_part_by_part() -> None:
    assert rows(mark("乙", ONE))[1] == ("支持甲、乙(丙)企业,", [ONE], ["支持甲", "(丙)企业"])


def test_punctuation_alone_needs_no_mark() -> None:
    assert rows(mark("支持甲", ONE), mark("乙", ONE), mark("丙", TWO), mark("企业", TWO))[1][1:] == ([ONE, TWO], [])


def test_a_percentage_is_something_said() -> None:
    assert rows(mark("按", ONE), mark("补贴", ONE))[3][2] == ["100%"]
