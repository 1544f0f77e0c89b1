import pytest

from policyrules.source import Source
from policyrules.syntax.keywords import KEYWORDS, RESERVED
from policyrules.syntax.lexer import lex
from policyrules.syntax.tables import automaton
from policyrules.syntax.words import RESERVED_WORDS, keywords_at, read


def readings(text: str) -> list[str]:
    """Return the terminals of a line, read one after the other."""
    tokens = lex(Source("text.pol", text)).lines[0].tokens
    states, place, found = [automaton().start], 0, []
    while place < len(tokens):
        terminal, place = read(automaton(), states, tokens, place)
        assert automaton().feed(states, terminal), found
        found.append(terminal)
    return found


@pytest.mark.parametrize(
    ("text", "terminals"),
    [
        ("枚举 日期: 金额、措施", "ENUM NAME COLON NAME PAUSE NAME"),
        ("定义 期间: 金额 = 条件", "DEFINE NAME COLON NAME EQ NAME"),
        ("定义 x = 非遗项目 且 非 未填", "DEFINE NAME EQ NAME AND NOT NAME"),
        ("定义 x = 甲 未填 或 乙 未填则 丙", "DEFINE NAME EQ NAME IS_ABSENT OR NAME OTHERWISE NAME"),
        ("define x = a not below 3", "DEFINE NAME EQ NAME GE NUMBER"),
        ("define x = not below", "DEFINE NAME EQ NOT NAME"),
        ("define x = if absent then a else b", "DEFINE NAME EQ IF NAME THEN NAME ELSE NAME"),
        ("define x = a is not b", "DEFINE NAME EQ NAME NE NAME"),
        ("enum in: force, of", "ENUM NAME COLON NAME COMMA NAME"),
        ("定义 x = 「且」 且 「未填」", "DEFINE NAME EQ NAME AND NAME"),
    ],
)
def test_a_word_is_a_keyword_where_the_grammar_has_a_place_for_it(text: str, terminals: str) -> None:
    assert readings(text) == terminals.split()


@pytest.mark.parametrize("word", sorted(RESERVED_WORDS))
def test_a_reserved_word_never_names_anything(word: str) -> None:
    with pytest.raises(AssertionError):
        readings(f"enum {word}")


def test_a_comma_before_and_is_no_comma() -> None:
    assert readings("定义 x = 甲，且 乙, or 丙") == "DEFINE NAME EQ NAME AND NAME OR NAME".split()  # noqa: SIM905
    assert readings("定义 x = f(甲，且乙)") == "DEFINE NAME EQ NAME LPAR NAME COMMA NAME RPAR".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("cell", "terminals"),
    [
        ("1 or more", "NUMBER OR_MORE"),
        ("1 or more than 2", "NUMBER OR GT NUMBER"),
        ("1 or less than 2", "NUMBER OR LT NUMBER"),
        ("1 or less than or equal to 2", "NUMBER OR LE NUMBER"),
        ("1 or more less than 2", "NUMBER OR_MORE LT NUMBER"),
    ],
)
def test_a_phrase_ends_before_a_longer_one_that_can_follow(cell: str, terminals: str) -> None:
    tables, states, place, found = automaton(), [automaton().start], 0, []
    for terminal in "DEFINE NAME COLON NEWLINE INDENT TABLE_BY NAME COLON NEWLINE INDENT".split():  # noqa: SIM905
        assert tables.feed(states, terminal)
    tokens = lex(Source("text.pol", cell)).lines[0].tokens
    while place < len(tokens):
        terminal, place = read(tables, states, tokens, place)
        assert tables.feed(states, terminal), found
        found.append(terminal)
    assert found == terminals.split()


def test_a_phrase_has_single_spaces() -> None:
    tokens = lex(Source("text.pol", "in force  rate  ceiling")).lines[0].tokens
    assert [reading.terminal for reading in keywords_at(tokens, 0)] == ["IN_FORCE", "IN"]
    assert list(keywords_at(tokens, 2)) == []


def test_no_spelling_stands_for_two_keywords_in_one_place() -> None:
    shared: dict[str, set[str]] = {}
    for keyword in KEYWORDS.values():
        for spelling in (*keyword.zh, *keyword.en):
            shared.setdefault(spelling, set()).add(keyword.terminal)
    doubled = [terminals for terminals in shared.values() if len(terminals) > 1]
    for actions in automaton().actions:
        for terminals in doubled:
            # The same reduction for both decides nothing between them: what can follow is asked again after it.
            ways = [actions[terminal] for terminal in terminals & set(actions)]
            assert len(ways) <= 1 or (len(set(ways)) == 1 and ways[0] < 0), terminals


def test_the_reserved_words_are_those_of_the_table() -> None:
    assert {"且", "或", "非", "是", "否", "and", "or", "not", "yes", "no"} <= RESERVED_WORDS
    assert {"AND", "OR", "NOT", "YES", "NO"} == RESERVED
