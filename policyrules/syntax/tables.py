"""The LALR automaton of `.pol`, and the only door to Lark.

In: the grammar and the table of keywords. Out: the `Automaton`, plain tables that the parser, and the printer, walk by
themselves. Lark is asked for nothing but the tables; it never sees a text.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from policyrules.resources import grammar_text
from policyrules.syntax.keywords import KEYWORDS

if TYPE_CHECKING:
    from lark import Lark
    from lark import Token as LarkToken

#: Terminals that are no keywords; the grammar file declares none, so that the table of keywords stays the only list.
LITERALS = ("NAME", "STRING", "NUMBER", "PERCENT", "MONEY", "DURATION", "DATE", "CLAUSE", "QUOTE_LINE")
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
    """Return the automaton of one declaration."""
    from lark.parsers.lalr_analysis import Shift

    table = build_lark().parser.parser._parse_table
    numbers: dict[object, int] = {}
    productions: list[Production] = []
    actions: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    for row in table.states.values():
        act: dict[str, int] = {}
        goto: dict[str, int] = {}
        for symbol, (action, argument) in row.items():
            if action is not Shift:
                if argument not in numbers:
                    numbers[argument] = len(productions)
                    rule = Production(str(argument.origin.name), len(argument.expansion), argument.options.expand1)
                    productions.append(rule)
                act[str(symbol)] = ~numbers[argument]
            elif str(symbol).isupper() or symbol == END:
                act[str(symbol)] = argument
            else:
                goto[str(symbol)] = argument
        actions.append(act)
        gotos.append(goto)
    places = {state: place for place, state in enumerate(table.states)}
    for row_ in (*actions, *gotos):
        row_.update({symbol: places[to] if to >= 0 else to for symbol, to in row_.items()})
    return Automaton(
        actions, gotos, productions, places[table.start_states["declaration"]], places[table.end_states["declaration"]]
    )
