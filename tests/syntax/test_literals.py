from fractions import Fraction

import pytest

from policyrules.syntax import literals


@pytest.mark.parametrize(
    ("text", "kind", "canonical"),
    [
        ("12.50", "NUMBER", "12.50"),
        ("3%", "PERCENT", "3"),
        ("3.65％", "PERCENT", "3.65"),
        ("100万元", "MONEY", "100 万元"),
        ("1万亿元", "MONEY", "1 万亿元"),
        ("1亿元", "MONEY", "1 亿元"),
        ("500 yuan", "MONEY", "500 yuan"),
        ("3年", "DURATION", "3 year"),
        ("3 years", "DURATION", "3 year"),
        ("1 year", "DURATION", "1 year"),
        ("18个月", "DURATION", "18 month"),
        ("30日", "DURATION", "30 day"),
        ("30 days", "DURATION", "30 day"),
        ("2022-08-05", "DATE", "2022-08-05"),
        ("2022-8-5", "DATE", "2022-08-05"),
        ("2022－08－05", "DATE", "2022-08-05"),
        ("2022年8月5日", "DATE", "2022-08-05"),
        ("2024-02-29", "DATE", "2024-02-29"),
        ("2024Q3", "PERIOD", "2024Q3"),
        ("2024年第3季度", "PERIOD", "2024Q3"),
        ("2024-09", "PERIOD", "2024-09"),
        ("2024年9月", "PERIOD", "2024-09"),
        ("4个季度", "DURATION", "4 quarter"),
        ("4季度", "DURATION", "4 quarter"),
        ("4 quarters", "DURATION", "4 quarter"),
    ],
)
def test_a_literal_is_read_with_its_unit(text: str, kind: str, canonical: str) -> None:
    literal = literals.read(f"甲 {text} 起", 2)
    assert (literal.kind, literal.text, literal.end, literal.mistakes) == (kind, canonical, 2 + len(text), ())


@pytest.mark.parametrize(
    ("text", "length"),
    [("2024-09.5", 4), ("2024-09%", 4), ("2024-091", 4), ("2024-09.甲", 7), ("2024-09. ", 7), ("2024-09", 7)],
)
def test_a_month_ends_where_a_number_does_not_go_on(text: str, length: int) -> None:
    assert literals.read(text, 0).end == length


@pytest.mark.parametrize(
    ("text", "code", "fix"),
    [
        ("2023-02-30", "syntax-date-impossible", None),
        ("2023年13月1日", "syntax-date-impossible", None),
        ("0000-01-01", "syntax-date-impossible", None),
        ("2024年13月", "syntax-date-impossible", None),
        ("2024Q5", "syntax-name-begins-with-digit", None),
        ("1,000,000", "syntax-number-separators", "1000000"),
        ("1e6", "syntax-number-exponent", None),
        ("1.5E-3", "syntax-number-exponent", None),
        ("1.5年", "syntax-period-fraction", None),
        ("5G收入", "syntax-name-begins-with-digit", None),
        ("1" * 33, "syntax-number-too-long", None),
        ("1." + "1" * 32, "syntax-number-too-long", None),
        *((f"{'1' * 33}{unit}", "syntax-number-too-long", None) for unit in ("万", " 万元", "月", "人")),
    ],
)
def test_what_is_wrong_with_a_literal_is_said(text: str, code: str, fix: str | None) -> None:
    literal = literals.read(text, 0)
    assert [mistake.code for mistake in literal.mistakes] == [code]
    assert literal.mistakes[0].arguments.get("fix") == fix
    assert literal.end == len(text)


def test_as_many_digits_as_are_allowed_are_exact() -> None:
    literal = literals.read("9" * 32, 0)
    assert literal.mistakes == ()
    assert literals.number(literal.text) == 10**32 - 1


def test_the_value_of_a_literal_is_exact() -> None:
    assert literals.number("0.1") == Fraction(1, 10)
    assert literals.with_unit("2.5 亿元") == (Fraction(5, 2), "亿元")


def test_what_is_shown_in_a_sentence_is_short() -> None:
    assert literals.shorten("a" * 40) == "a" * 40
    assert literals.shorten("a" * 41) == "a" * 39 + "…"


@pytest.mark.parametrize(
    ("text", "kind", "canonical", "code", "fix"),
    [
        ("100 万元", "MONEY", "100 万元", "syntax-unit-apart", "100万元"),
        ("3 %", "PERCENT", "3", "syntax-unit-apart", "3%"),
        ("3\u3000年", "DURATION", "3 year", "syntax-unit-apart", "3年"),
        ("36月", "DURATION", "36 month", "syntax-unit-apart", "36个月"),
        ("1.5亿", "MONEY", "1.5 亿元", "syntax-unit-short", "1.5亿元"),
        ("5千", "MONEY", "5 千元", "syntax-unit-short", "5千元"),
        ("300人", "NUMBER", "300", "syntax-number-counted", "300"),
        ("5万人", "NUMBER", "50000", "syntax-number-counted", "50000"),
        ("3个", "NUMBER", "3", "syntax-number-counted", "3"),
    ],
)
@pytest.mark.parametrize("after", ["", " 以上", "以上", "，且"])
def test_a_number_as_documents_write_it_is_read_as_it_was_meant(
    text: str, kind: str, canonical: str, code: str, fix: str, after: str
) -> None:
    literal = literals.read(text + after, 0)
    assert (literal.kind, literal.text, literal.end) == (kind, canonical, len(text))
    (mistake,) = literal.mistakes
    assert (mistake.code, mistake.arguments["found"], mistake.arguments["fix"]) == (code, text, fix)
    assert not literals.read(fix, 0).mistakes, "what is offered is right"


@pytest.mark.parametrize(("text", "read"), [("2 项", "2"), ("1次", "1"), ("10 年度", "10"), ("3月末", "3"), ("5家企业", "5")])
def test_a_word_behind_a_number_stays_a_word(text: str, read: str) -> None:
    literal = literals.read(text, 0)
    assert (literal.kind, literal.end, literal.mistakes) == ("NUMBER", len(read), ())


@pytest.mark.parametrize(
    ("text", "is_mistaken"), [("2022.7.26", True), ("2022-02-30", True), ("２０２２-07-26", False), ("甲", False)]
)
def test_a_literal_that_is_reported_is_known_to_be(text: str, is_mistaken: bool) -> None:
    assert literals.is_mistaken(text) is is_mistaken
