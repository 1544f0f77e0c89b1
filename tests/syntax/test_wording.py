from policyrules.messages import MESSAGES
from policyrules.syntax.lexer import Token
from policyrules.syntax.tables import LAYOUT, LITERALS, SIGNS, automaton
from policyrules.syntax.wording import expectation, spelling, style, word_of


def after(*terminals: str) -> list[int]:
    states = [automaton().start]
    for terminal in terminals:
        assert automaton().feed(states, terminal)
    return states


def test_a_file_is_chinese_when_it_holds_chinese() -> None:
    assert style("policy a: # 甲") == "zh"
    assert style("policy a:") == "en"


def test_a_keyword_is_named_as_it_is_typed_in_the_file() -> None:
    assert (spelling("MEASURE", "zh"), spelling("MEASURE", "en")) == ("`措施`", "`measure`")


def test_every_terminal_that_is_no_keyword_has_a_word() -> None:
    for terminal in (*LITERALS, *SIGNS, *LAYOUT):
        assert spelling(terminal, "zh") in MESSAGES


def test_what_was_found_is_shown_as_it_stands() -> None:
    assert word_of(Token("WORD", "甲", 0, 1), "甲") == ("`甲`",)
    assert word_of(Token("STRING", "甲", 0, 3), '"甲"') == ('`"甲"`',)
    assert word_of(Token("NEWLINE", "", 0, 0), "") == ("word-line-end",)
    assert word_of(Token("DURATION", "3 year", 2, 4), "共 3年") == ("`3年`",), "as it is written"


def test_what_was_expected_is_said_in_few_words() -> None:
    assert expectation(automaton(), after("ENUM"), "zh") == ("word-name",)
    assert expectation(automaton(), after("ENUM", "NAME"), "zh") == ("word-colon",)
    assert "word-condition" in expectation(automaton(), after("DEFINE", "NAME", "EQ"), "zh")
    complete = expectation(automaton(), after("DEFINE", "NAME", "EQ", "NUMBER"), "zh")
    assert {"word-operator", "word-line-end"} <= set(complete)
    for states in (after(), after("MEASURE", "NAME", "COLON", "NEWLINE", "INDENT"), after("DEFINE", "NAME", "EQ", "NUMBER")):
        assert len(expectation(automaton(), states, "en")) <= 10
