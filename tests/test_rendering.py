from policyrules.diagnostics import Diagnostic, Label, Severity
from policyrules.rendering import render, render_all, visible, width
from policyrules.source import Source, Span


def at(text: str, start: int, end: int, **more: object) -> Diagnostic:
    return Diagnostic("syntax-date-impossible", {"found": "x"}, Span(Source("甲.pol", text), start, end), **more)  # type: ignore[arg-type]


def test_a_place_is_drawn_under_its_line() -> None:
    assert render(at("a\nb c\n", 4, 5), "en").splitlines() == [
        "error[syntax-date-impossible]: there is no such day as `x`",
        " --> 甲.pol:2:3",
        "  |",
        "2 | b c",
        "  |   ^",
        "  = help: check the month and the day",
    ]


def test_han_characters_take_two_columns() -> None:
    assert render(at("日期: 三月", 4, 6), "zh").splitlines()[4] == "  |       ^^^^"
    assert (width("日a（"), width("e\u0301")) == (5, 1)


def test_the_words_around_a_place_are_in_the_language_of_the_reader() -> None:
    warning = at("a", 0, 1, severity=Severity.WARNING)
    assert render(warning, "zh").startswith("注意[")
    assert "  = 改法: " in render(warning, "zh")
    assert render(warning, "en").startswith("warning[")


def test_what_cannot_be_seen_is_written_out() -> None:
    assert visible("甲\u202e乙\t\0\ufe0f") == "甲<U+202E>乙    <U+0000><U+FE0F>"
    lines = render(at("ab\u200bcd", 2, 3), "en").splitlines()
    assert lines[3:5] == ["1 | ab<U+200B>cd", "  |   ^^^^^^^^"]


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    lines = render(at("a" * 100_000 + "b" + "c" * 100_000, 100_000, 100_001), "en").splitlines()
    assert lines[3] == "1 | …" + "a" * 48 + "b" + "c" * 47 + "…"
    assert lines[4].index("^") == lines[3].index("b")


def test_of_a_place_of_many_lines_the_first_is_shown() -> None:
    assert render(at("abc\ndef\n", 1, 7), "en").splitlines()[3:5] == ["1 | abc", "  |  ^^"]


def test_a_place_at_the_end_of_a_line_has_a_mark_too() -> None:
    assert render(at("abc", 3, 3), "en").splitlines()[4] == "  |    ^"
    assert render(at("", 0, 0), "en").splitlines()[3:5] == ["1 |", "  | ^"]


def test_other_places_have_labels() -> None:
    label = Label(Span(Source("甲.pol", "a\nb"), 0, 1), "label-first-written", {"name": "a"})
    lines = render(at("a\nb", 2, 3, labels=(label,)), "en").splitlines()
    assert lines[-2] == "  | - `a` is written here first"


def test_a_path_stands_in_place_of_a_span() -> None:
    assert render(Diagnostic("syntax-gbk", path="甲.pol"), "en").splitlines()[1] == "  --> 甲.pol"


def test_diagnostics_stand_apart() -> None:
    one = render(at("a", 0, 1), "en")
    assert render_all((at("a", 0, 1), at("a", 0, 1)), "en") == f"{one}\n\n{one}"
