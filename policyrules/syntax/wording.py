"""How terminals and tokens are named to a drafter.

In: terminals, tokens, states. Out: words for a diagnostic: codes of the messages (`word-colon`) or what is to be typed, in the
spelling of the file's own language.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from policyrules.syntax.keywords import KEYWORDS
from policyrules.syntax.lexer import Token
from policyrules.syntax.literals import shorten
from policyrules.syntax.tables import END, Automaton

Style = Literal["zh", "en"]

#: More alternatives than this say nothing to anybody.
_MOST = 8

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "COLON": "word-colon", "COMMA": "word-comma", "PAUSE": "word-pause", "RPAR": "word-close", "LPAR": "word-open",
        "RSQB": "word-close-square", "LSQB": "word-open-square", "EQ": "word-equals", "DOT": "word-dot", "NAME": "word-name",
        "STRING": "word-text", "NUMBER": "word-number", "PERCENT": "word-percent", "MONEY": "word-money",
        "DURATION": "word-duration", "DATE": "word-date", "PERIOD": "word-period", "CLAUSE": "word-clause",
        "QUOTE_LINE": "word-quote-line",
        "NEWLINE": "word-line-end", "INDENT": "word-indent", "DEDENT": "word-dedent", END: "word-end",
    }
)  # fmt: skip

# Terminals that come together; naming one of each group is enough.
VALUE = frozenset(
    [
        "NUMBER",
        "PERCENT",
        "MONEY",
        "DURATION",
        "DATE",
        "PERIOD",
        "STRING",
        "NAME",
        "YES",
        "NO",
        "UNSTATED",
        "DECISION_DAY",
        "THIS_YEAR",
        "LAST_YEAR",
        "THAT_YEAR",
        "THIS_QUARTER",
        "LAST_QUARTER",
        "THAT_QUARTER",
        "THIS_MONTH",
        "LAST_MONTH",
        "THAT_MONTH",
        "MINUS",
        "LPAR",
    ]
)
_CONDITION = VALUE | {"NOT", "IF", "HOLDS", "QUALIFIES", "ENTITLED_TO", "OVER", "LEFT_TO"}
_OPERATOR = frozenset(
    [
        "PLUS",
        "MINUS",
        "TIMES_SIGN",
        "DIVIDE",
        "AT",
        "OTHERWISE",
        "DOT",
        "OF_FIELD",
        "LSQB",
        "LPAR",
        "OVER",
        "ROUNDED",
        "ROUNDED_DOWN",
        "ROUNDED_UP",
    ]
)
_COMPARISON = frozenset(["GE", "GT", "LE", "LT", "NE", "EQ", "IS", "BETWEEN", "IN", "IS_ABSENT", "IS_PASSED"])
_LOGIC = frozenset({"AND", "OR"})
_QUANTIFIER = frozenset(["HAS_SOME", "HAS_EVERY", "HAS_AT_LEAST", "COUNT_OF", "SUM_OF", "MAX_OF", "MIN_OF"])


def style(text: str) -> Style:
    """Return the language in which a file is written."""
    return "zh" if re.search(r"[\u4e00-\u9fff]", text[:100_000]) else "en"


def spelling(terminal: str, language: Style) -> str:
    """Return how a terminal is named: a code of the messages, or the keyword to be typed."""
    if terminal in KEYWORDS and terminal not in _WORDS:
        keyword = KEYWORDS[terminal]
        return f"`{(keyword.zh if language == 'zh' else keyword.en)[0]}`"
    return _WORDS.get(terminal, "word-operator")


#: What is kept in another form than it is written: `100万元`, `3年`.
_LITERALS = frozenset({"NUMBER", "PERCENT", "MONEY", "DURATION", "PERIOD", "DATE"})


def word_of(token: Token, text: str) -> tuple[str, ...]:
    """Return how a token that was found in a text is named."""
    if token.kind in _LITERALS:
        return (f"`{shorten(text[token.start : token.end])}`",)
    if token.kind in ("NEWLINE", "INDENT", "DEDENT", END, "QUOTE_LINE"):
        return (_WORDS[token.kind],)
    if token.kind == "STRING":
        return (f'`"{shorten(token.text)}"`',)
    return (f"`{shorten(token.text)}`",)


def expectation(automaton: Automaton, states: Sequence[int], language: Style) -> tuple[str, ...]:
    """Return what could have come next, in few words."""
    terminals = list(automaton.expected(states))
    present = frozenset(terminals)
    words: list[str] = []
    for group, word in (
        (_CONDITION, "word-condition"),
        (VALUE, "word-value"),
        (_OPERATOR, "word-operator"),
        (_COMPARISON, "word-comparison"),
        (_LOGIC, "word-logic"),
        (_QUANTIFIER, "word-quantifier"),
    ):
        needed = {"word-condition": {"NOT", "NUMBER"}, "word-value": {"NUMBER", "PERCENT"}, "word-operator": {"PLUS", "DIVIDE"}}
        if needed.get(word, group) <= present:
            words.append(word)
            present -= group
    words += dict.fromkeys(spelling(t, language) for t in terminals if t in present and t != "DEDENT")
    words.sort(key=lambda word: word.startswith("`"))
    return (*words[:_MOST], "word-others") if len(words) > _MOST + 1 else tuple(words)
