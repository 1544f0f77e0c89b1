"""Text for a terminal and Markdown."""

from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.explain import render
from policyrules.explain.blocks import Heading, Listing, Paragraph, ReasonList, Rows, Table
from policyrules.explain.reasons import Reason
from policyrules.explain.render import WIDTH, as_markdown, as_text, width
from policyrules.values.answers import Truth

TABLE = Table(("结论", "条款", "责任单位"), (("可享受", "二(八)", "市税务局"), ("不符合", "二(一)", "市财政局")))


def test_columns_of_a_table_stand_under_each_other() -> None:
    assert as_text([TABLE], "zh").splitlines() == [
        "结论    条款    责任单位",
        "可享受  二(八)  市税务局",
        "不符合  二(一)  市财政局",
    ]


def test_no_word_is_broken_whatever_stands_in_it() -> None:
    text = "the firm’s R&D at the café – isn't within the firm's well-known limits (R&D) of 12,345,678 yuan"
    for before in range(WIDTH):
        assert as_text([Paragraph(f"{'-' * before} {text}")], "en").lstrip("-").split() == text.split()


def test_a_column_is_as_wide_as_its_longest_word_where_the_others_have_room() -> None:
    table = Table(("interdisciplinary", *"abcdef"), (("yes", *["a " * 20] * 5, "z"),))
    header, *rows = as_text([table], "en").splitlines()
    assert header.rindex("f") == rows[0].index("z") and width(header) <= WIDTH


def test_text_is_as_wide_as_is_asked_for() -> None:
    words = ["what", "is", "decided", "said", "Tiers", "held", "word", "conditions", "not", "met", "Reasons"]
    reason = Reason(Truth.F, "conditions " * 20)
    cells = ("conditions not met",) * 3
    blocks = [Heading(1, "what is decided " * 9), Paragraph("said " * 40), Rows((("Tiers held", "word " * 30),))]
    for columns in (40, 60, 80, WIDTH):
        lines = as_text([*blocks, Table(cells, (cells,)), ReasonList("Reasons", (reason,))], "en", columns).splitlines()
        assert columns - 20 < max(map(width, lines)) <= columns
        assert set(" ".join(lines).split()) - {"=" * columns} == set(words)


def test_a_table_in_markdown_escapes_what_would_break_it() -> None:
    page = as_markdown([Table(("a", "b"), (("x|y", "*z*"),))], "en")
    assert page.splitlines() == ["| a | b |", "| --- | --- |", r"| x\|y | \*z\* |"]


def test_reasons_stand_below_what_they_hold_up() -> None:
    reason = Reason(Truth.F, "持有 甲", (Reason(Truth.F, "未到期"), Reason(Truth.U, "已认定")))
    assert as_text([ReasonList("理由", (reason,))], "zh").splitlines() == [
        "  理由",
        "    不符合  持有 甲",
        "      不符合  未到期",
        "      未定    已认定",
    ]
    assert as_markdown([ReasonList("理由", (reason,))], "zh").splitlines() == [
        "- **理由**",
        "  - 不符合：持有 甲",
        "    - 不符合：未到期",
        "    - 未定：已认定",
    ]


def test_labels_are_as_wide_as_the_widest() -> None:
    assert as_text([Rows((("企业", "甲公司"), ("责任单位", "乙局")))], "zh") == "  企业      甲公司\n  责任单位  乙局\n"


def test_han_characters_take_two_columns() -> None:
    assert width("a专") == 3


def test_long_texts_are_not_kept() -> None:
    for number in range(10):
        assert width(f"{number}{'专' * 1000}") == 2001
        assert width(f"{number}{'a' * 1000}") == 1001
    kept = len(render._WIDTHS)
    assert width("专" * 3000) == 6000
    assert len(render._WIDTHS) == kept


def test_a_number_is_not_broken_at_the_commas_between_its_digits() -> None:
    for before in range(WIDTH):
        assert "2,000,000" in as_text([Paragraph("a" * before + " 2,000,000 yuan, not more")], "en")
        assert "999,999.99" in as_text([Paragraph("a" * before + " 999,999.99 yuan, not more")], "en")


def test_no_line_ends_in_what_opens_the_year_of_a_number() -> None:
    for before in range(WIDTH):
        assert "〔2022〕" in as_text([Paragraph("甲" * before + "工信部企业〔2022〕63号")], "zh")


@settings(max_examples=100)
@given(st.text(st.sampled_from("专精特新，。、（）“”ab12.- "), max_size=400))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str) -> None:
    text = " ".join(text.split())
    page = as_text([Paragraph(text)], "zh")
    assert "".join(page.split()) == "".join(text.split())
    longest = max(len(word) for word in [*"".join(c if c.isascii() and c != " " else " " for c in text).split(), ""])
    assert all(width(line) <= WIDTH + 2 * longest + 8 for line in page.splitlines())


def test_a_number_is_not_parted_from_its_sign() -> None:
    cells = tuple(f"+{number},642 −{number},622" for number in range(1, 10))
    lines = as_text([Table(cells, (cells,))], "zh", 96).splitlines()
    assert "+1,642" in lines[0] and not any(line.rstrip().endswith(("+", "−")) for line in lines)


def test_a_long_sentence_is_broken_before_the_edge_and_not_inside_a_date() -> None:
    text = "原文载明的期限为" + "自2022-08-05起" * 20
    lines = as_text([Heading(2, "x"), Paragraph(text)], "zh").splitlines()[2:]
    assert len(lines) > 1 and all(width(line) <= WIDTH for line in lines)
    assert sum(line.count("2022-08-05") for line in lines) == 20


def test_the_lines_of_a_listing_stay_as_they_are() -> None:
    listing = Listing("a\n\n    " + "b " * 60 + "\n", "pol")
    assert as_text([listing], "en").splitlines() == ["    a", "", ("        " + "b " * 60).rstrip()]
    assert as_markdown([listing], "en") == "```pol\na\n\n    " + "b " * 60 + "\n```\n"


def test_a_listing_cannot_end_its_own_fence() -> None:
    assert as_markdown([Listing("````\nx\n")], "en") == "`````text\n````\nx\n`````\n"


def test_long_labels_stand_above_what_they_are_of_where_that_takes_no_more_lines() -> None:
    counts = Rows((("policies", "4"), ("compared again with more known", "12")))
    assert as_text([counts], "en", 60) == "  policies                        4\n  compared again with more known  12\n"
    told = Rows((("compared again with more known", "the option that was taken here, and why"),))
    assert as_text([told], "en", 48) == "  compared again with more known\n    the option that was taken here, and why\n"
