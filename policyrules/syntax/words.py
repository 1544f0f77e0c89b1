"""Which terminal a token is at its place: a name or a keyword.

In: the automaton, its states, and raw tokens. Out: the terminal that comes next and how many raw tokens it takes. A word is a
keyword only where the parser can go on with that keyword, so that a fact may be called 日期; only the reserved words never
name anything. Knows no trees. The parser reads with it and the printer asks it which names need quotation marks.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from policyrules.syntax.keywords import KEYWORDS, RESERVED
from policyrules.syntax.lexer import Token
from policyrules.syntax.tables import Automaton

#: A comma directly before one of these only helps the reader.
_AFTER_COMMA = frozenset({"AND", "OR", "BECAUSE", "THEN", "ELSE", "WHERE", "UP_TO", "HIGHER", "LOWER", "IN_SLICES"})


class Reading(NamedTuple):
    """A terminal, and the place of the raw token after it."""

    terminal: str
    after: int


def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the spellings by their first word, as words with their terminal, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for keyword in KEYWORDS.values():
        for spelling in (*keyword.zh, *keyword.en):
            words = tuple(spelling.split(" "))
            by_first.setdefault(words[0], []).append((words, keyword.terminal))
    return MappingProxyType({first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in by_first.items()})


_PHRASES = _phrases()

#: Words that are never names.
RESERVED_WORDS = frozenset(s for t in RESERVED for s in (*KEYWORDS[t].zh, *KEYWORDS[t].en))


def keywords_at(tokens: Sequence[Token], place: int) -> Iterator[Reading]:
    """Yield the keywords that can be read at a place, the longest phrase first."""
    if place < len(tokens) and tokens[place].kind == "WORD":
        for words, terminal in _PHRASES.get(tokens[place].text, ()):
            if _stands(words, tokens, place):
                yield Reading(terminal, place + len(words))


def _stands(words: tuple[str, ...], tokens: Sequence[Token], place: int) -> bool:
    for number in range(1, len(words)):
        if place + number >= len(tokens):
            return False
        token, before = tokens[place + number], tokens[place + number - 1]
        if token.kind != "WORD" or token.text != words[number] or token.start != before.end + 1:
            return False
    return True


def read(automaton: Automaton, states: Sequence[int], tokens: Sequence[Token], place: int) -> Reading:
    """Return what the token at a place is in these states of the parser."""
    kind = tokens[place].kind
    if kind == "COMMA":
        for terminal, after in keywords_at(tokens, place + 1):
            if terminal in _AFTER_COMMA and automaton.accepts(states, terminal):
                return Reading(terminal, after)
        return Reading(kind, place + 1)
    if kind != "WORD":
        return Reading(kind, place + 1)
    readings = tuple(keywords_at(tokens, place))
    accepted = [reading for reading in readings if automaton.accepts(states, reading.terminal)]
    if accepted:
        longest, *shorter = accepted
        return next((r for r in shorter if _goes_on(automaton, states, tokens, r, longest.after)), longest)
    if readings and (tokens[place].text in RESERVED_WORDS or not automaton.accepts(states, "NAME")):
        return readings[-1]
    return Reading("NAME", place + 1)


def _goes_on(automaton: Automaton, states: Sequence[int], tokens: Sequence[Token], reading: Reading, place: int) -> bool:
    """Say whether a keyword that reaches beyond a place can follow a shorter one: `or more than` is `or` and `more than`."""
    after = list(states)
    following = keywords_at(tokens, reading.after)
    return automaton.feed(after, reading.terminal) and any(
        r.after > place and automaton.accepts(after, r.terminal) for r in following
    )
