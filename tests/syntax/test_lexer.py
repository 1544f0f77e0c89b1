import pytest

from policyrules.source import Source
from policyrules.syntax.lexer import MAX_CHARACTERS, MAX_LINES, lex, too_large


def tokens(text: str) -> list[tuple[str, str]]:
    lexed = lex(Source("text.pol", text))
    assert lexed.diagnostics == ()
    return [(token.kind, token.text) for line in lexed.lines for token in line.tokens]


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in lex(Source("text.pol", text)).diagnostics]


@pytest.mark.parametrize("word", ["当期收入", "非遗项目", "或有负债", "是否达标", "notable", "年Ⅲ", "〇", "x_1", "第1批"])
def test_a_word_is_taken_whole(word: str) -> None:
    assert tokens(word) == [("WORD", word)]


def test_after_a_number_with_its_unit_a_new_word_begins() -> None:
    assert tokens("3年以上 100万元以下 2项") == [
        ("DURATION", "3 year"), ("WORD", "以上"), ("MONEY", "100 万元"), ("WORD", "以下"), ("NUMBER", "2"), ("WORD", "项"),
    ]  # fmt: skip


def test_full_width_signs_are_their_plain_twins() -> None:
    wide, plain = "：（）［］＝ ＞ ＜ ＋－×÷·，≥≤≠", ":()[]= > < +-*/.,>=<=!="
    assert [kind for kind, _ in tokens(wide)] == [kind for kind, _ in tokens(plain)]
    assert tokens("3％") == tokens("3%") == [("PERCENT", "3")]


def test_a_text_may_hold_the_other_quotation_marks() -> None:
    assert tokens('"甲“乙”#" “丙"丁“戊””') == [("STRING", "甲“乙”#"), ("STRING", '丙"丁“戊”')]


def test_a_quoted_name_is_a_name() -> None:
    assert tokens("「5G收入」「或」") == [("NAME", "5G收入"), ("NAME", "或")]


def test_a_quote_line_is_taken_as_it_is() -> None:
    assert tokens('    |  甲 "乙 # 丙 ') == [("QUOTE_LINE", ' 甲 "乙 # 丙 ')]
    assert tokens("|") == [("QUOTE_LINE", "")]


def test_the_brackets_of_a_clause_are_folded() -> None:
    assert tokens("@二（一）") == tokens("＠二(一)") == [("CLAUSE", "二(一)")]


def test_comments_are_kept_as_tokens() -> None:
    assert tokens('甲 # "乙\n＃ 丙') == [("WORD", "甲"), ("COMMENT", '# "乙'), ("COMMENT", "＃ 丙")]


def test_only_three_things_end_a_line() -> None:
    lexed = lex(Source("text.pol", "甲\r\n乙\r丙\n丁"))
    assert [line.start for line in lexed.lines] == [0, 3, 5, 7]


def test_the_tokens_say_where_they_stand() -> None:
    text = "措施 甲 @二 “x” 3 years # 注"
    for token in lex(Source("text.pol", text)).lines[0].tokens:
        assert token.text.split()[0] in text[token.start : token.end]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('"甲', "syntax-string-unclosed"),
        ("“甲“乙”", "syntax-string-unclosed"),
        ("「甲", "syntax-string-unclosed"),
        ("「 」", "syntax-name-empty"),
        ("‘甲’", "syntax-character"),
        ("甲；", "syntax-character"),
        ("”甲", "syntax-character"),
        ("《甲》", "syntax-character"),
        ("аb", "syntax-foreign-letter"),
        ("ｶ", "syntax-foreign-letter"),
        ("３年", "syntax-fullwidth-digit"),
        ("甲\u200b", "syntax-hidden-character"),
        ("# \u202e", "syntax-hidden-character"),
        ("甲\0", "syntax-nul"),
    ],
)
def test_a_wrong_character_is_reported_once(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_an_unclosed_text_leaves_the_colon_of_a_heading() -> None:
    line = lex(Source("text.pol", '政策 甲 "乙：')).lines[0]
    assert [token.kind for token in line.tokens] == ["WORD", "WORD", "STRING", "COLON"]


def test_the_first_misshapen_part_of_a_line_is_enough() -> None:
    assert codes("甲 ‘乙’ ；\n丙；") == ["syntax-character", "syntax-character"]


def test_a_text_longer_than_any_policy_is_refused_before_it_is_read() -> None:
    for text, code in (("a" * (MAX_CHARACTERS + 1), "syntax-too-long"), ("\n" * (MAX_LINES + 1), "syntax-too-many-lines")):
        refusal = too_large(Source("text.pol", text))
        assert refusal is not None
        assert refusal.code == code
    assert too_large(Source("text.pol", "a\r\n" * 1000)) is None
