"""The LALR automaton of `.pol`, and the only door to Lark.

In: the grammar and the table of keywords. Out: the `Automaton`, plain tables that the parser, and the printer, walk by
themselves. Lark is asked for nothing but the tables; it never sees a text, and is imported only where they are made.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import frozen

from policyrules.resources import grammar_text, tables_text
from policyrules.syntax.keywords import KEYWORDS

if TYPE_CHECKING:
    from lark import Lark
    from lark import Token as LarkToken

#: Terminals that are no keywords; the grammar file declares none, so that the table of keywords stays the only list.
LITERALS = ("NAME", "STRING", "NUMBER", "PERCENT", "MONEY", "DURATION", "DATE", "PERIOD", "CLAUSE", "QUOTE_LINE")
SIGNS = (
    "COMMA", "PAUSE", "DOT", "PLUS", "MINUS", "TIMES_SIGN", "DIVIDE", "EQ", "COLON", "LPAR", "RPAR", "LSQB", "RSQB",
)  # fmt: skip
LAYOUT = ("NEWLINE", "INDENT", "DEDENT")

#: What Lark calls the end of the tokens.
END = "$END"


class Production(NamedTuple):
    """A rule as the parser needs it: an `inline` one of a single part makes no node of its own."""

    rule: str
    length: int
    inline: bool


@frozen(eq=False)
class Automaton:
    """The tables: an action ≥ 0 shifts and goes to that state, an action < 0 reduces by `productions[~action]`."""

    actions: Sequence[Mapping[str, int]]
    gotos: Sequence[Mapping[str, int]]
    productions: Sequence[Production]
    start: int
    end: int

    def feed(self, states: list[int], terminal: str) -> bool:
        """Shift a terminal, with the reductions before it; say whether that was possible."""
        while True:
            action = self.actions[states[-1]].get(terminal)
            if action is None:
                return False
            if action >= 0:
                states.append(action)
                return True
            production = self.productions[~action]
            if production.length:
                del states[-production.length :]
            states.append(self.gotos[states[-1]][production.rule])
            if terminal == END and states[-1] == self.end:
                return True

    def accepts(self, states: Sequence[int], terminal: str) -> bool:
        """Say whether a terminal can come next."""
        action = self.actions[states[-1]].get(terminal)
        if action is None:
            return False
        return action >= 0 or self.feed(list(states), terminal)

    def expected(self, states: Sequence[int]) -> Iterator[str]:
        """Yield the terminals that can come next, in the order of their tables."""
        yield from (t for t in sorted(self.actions[states[-1]]) if self.accepts(states, t))


def grammar() -> str:
    """Return the grammar with the declaration of its terminals."""
    return f"{grammar_text()}\n%declare {' '.join((*LITERALS, *SIGNS, *LAYOUT, *KEYWORDS))}\n"


def build_lark(strict: bool = False) -> "Lark":
    """Let Lark make the tables; a `strict` one refuses every conflict."""
    from lark import Lark
    from lark.lexer import Lexer

    class NoLexer(Lexer):
        def __init__(self, conf: object) -> None:
            """Take the terminals and make nothing of them: the tokens come from our own lexer."""

        def lex(self, lexer_state: object, parser_state: object) -> "Iterator[LarkToken]":
            return iter(())

    return Lark(grammar(), parser="lalr", lexer=NoLexer, start="declaration", maybe_placeholders=False, strict=strict)


@cache
def automaton() -> Automaton:
    """Return the automaton of one declaration.

    It is read from the tables that ship beside the grammar, since making them takes Lark half a second; where those are of
    another grammar or other keywords (someone is changing them), it is made anew.
    """
    shipped = json.loads(tables_text() or "{}")
    if shipped.pop("made_from", None) != _digest():
        return build_automaton()
    productions = [Production(*row) for row in shipped.pop("productions")]
    return Automaton(productions=productions, **shipped)


def tables_json() -> str:
    """Return the tables as they ship, for `make tables`."""
    made = build_automaton()
    tables = {"made_from": _digest(), "start": made.start, "end": made.end}
    tables |= {"productions": made.productions, "actions": made.actions, "gotos": made.gotos}
    rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in tables.items())
    return f"{{\n{rows}\n}}\n"


def _digest() -> str:
    return sha256(grammar().encode()).hexdigest()


def build_automaton() -> Automaton:
    """Let Lark make the tables, and number states and productions in an order that does not depend on hashing."""
    from lark.parsers.lalr_analysis import Shift

    table = build_lark().parser.parser._parse_table
    start, end = table.start_states["declaration"], table.end_states["declaration"]
    rules = {argument for row in table.states.values() for action, argument in row.values() if action is not Shift}
    ordered = sorted(rules, key=lambda rule: (str(rule.origin.name), [str(symbol) for symbol in rule.expansion]))
    numbers = {rule: number for number, rule in enumerate(ordered)}
    productions = [Production(str(r.origin.name), len(r.expansion), r.options.expand1) for r in ordered]
    places = {state: place for place, state in enumerate(_reached(table.states, start, Shift))}
    actions: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    for state in places:
        row = {str(symbol): entry for symbol, entry in sorted(table.states[state].items(), key=lambda item: str(item[0]))}
        shifts = {symbol: places[to] for symbol, (action, to) in row.items() if action is Shift}
        reductions = {symbol: ~numbers[rule] for symbol, (action, rule) in row.items() if action is not Shift}
        actions.append({symbol: to for symbol, to in shifts.items() if _is_terminal(symbol)} | reductions)
        gotos.append({symbol: to for symbol, to in shifts.items() if not _is_terminal(symbol)})
    return Automaton(actions, gotos, productions, places[start], places[end])


def _is_terminal(symbol: str) -> bool:
    return symbol.isupper() or symbol == END


def _reached(states: Mapping[Any, Mapping[Any, tuple[object, Any]]], start: Any, shift: object) -> list[Any]:
    """Return the states in the order in which they are first reached, by symbols in alphabetical order."""
    order, seen = [start], {start}
    for state in order:
        for _, (action, to) in sorted(states[state].items(), key=lambda item: str(item[0])):
            if action is shift and to not in seen:
                seen.add(to)
                order.append(to)
    return order
