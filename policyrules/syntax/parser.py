"""From a source to its tree.

In: a source. Out: the tree of what could be read, and everything that is wrong with the text. Runs the lexer, the layout and
the automaton of the grammar over one declaration after the other: a broken line is reported and left out, a declaration whose
heading is broken likewise, the others are read all the same. Says nothing about names and types.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import frozen

from policyrules.diagnostics import LIMIT, Diagnostic, by_place
from policyrules.source import Source, Span
from policyrules.syntax import ast
from policyrules.syntax.build import build_declaration
from policyrules.syntax.characters import alike
from policyrules.syntax.layout import Layout, lay_out
from policyrules.syntax.lexer import Line, Token, lex, too_large
from policyrules.syntax.nodes import Node, too_deep
from policyrules.syntax.recovery import Mender, is_of_margin
from policyrules.syntax.tables import END, LAYOUT, Automaton, automaton
from policyrules.syntax.words import read

#: The states of the parser pile up with what is nested; as many operators in as many brackets as are allowed need fewer.
_MAX_STATES = 1_000


@frozen(eq=False)
class Parsed:
    """A text as it was read: its tree, all mistakes in the order of the text, and what the tree was made from.

    `nodes` are what the grammar makes of each declaration that could be read, `lines` those of the text, comments among them.
    """

    tree: ast.File
    diagnostics: tuple[Diagnostic, ...]
    nodes: tuple[Node, ...] = ()
    lines: tuple[Line, ...] = ()


def parse(source: Source, *, scenarios: bool = True) -> tuple[ast.File, tuple[Diagnostic, ...]]:
    """Return the tree of the declarations that could be read, and all mistakes in the order of the text.

    Scenarios are often most of a policy; where nobody is going to run them, they need not be read.
    """
    parsed = parse_whole(source, scenarios=scenarios)
    return parsed.tree, parsed.diagnostics


def parse_whole(source: Source, *, scenarios: bool = True) -> Parsed:
    """Return the tree of a text together with what it was made from."""
    whole = Span(source, 0, len(source.text))
    if refusal := too_large(source):
        return Parsed(ast.File((), span=whole), (refusal,))
    lexed = lex(source)
    layout = lay_out(source, lexed.lines)
    found = [*lexed.diagnostics, *layout.diagnostics]
    if not layout.declarations and not found:
        return Parsed(ast.File((), span=whole), (Diagnostic("syntax-empty", {}, Span(source, 0, 0)),), lines=lexed.lines)
    mender = Mender(automaton(), source, found)
    nodes: list[Node] = []
    declarations = tuple(_declarations(source, layout, mender, nodes, scenarios))
    names = ((t.text, Span(source, t.start, t.end)) for line in lexed.lines for t in line.tokens if t.kind in ("WORD", "NAME"))
    diagnostics = by_place((*mender.diagnostics, *alike(names)))
    return Parsed(ast.File(declarations, span=whole), diagnostics, tuple(nodes), lexed.lines)


def _gather(texts: Sequence[tuple[Token, ...]], mender: Mender) -> Iterator[list[Token]]:
    """Yield the tokens of each declaration, with the lines after it that should have been indented under its heading."""
    tables = automaton()
    gathered: list[Token] = []
    for tokens in texts:
        starts = tables.accepts([tables.start], read(tables, [tables.start], tokens, 0).terminal)
        if starts or not gathered or not _belongs(tables, gathered, tokens):
            if gathered:
                yield gathered
            gathered = list(tokens)
            continue
        mender.missing_indent(tokens[0], gathered[-2])
        end = gathered[-1].end
        if gathered[-1].kind == "DEDENT":
            gathered.pop()
        else:
            gathered.append(Token("INDENT", "", end, end))
        gathered += (*tokens, Token("DEDENT", "", tokens[-1].end, tokens[-1].end))
    if gathered:
        yield gathered


def _belongs(tables: Automaton, heading: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Say whether a line can stand in the block of a heading."""
    states = _at_margin(tables, heading, 0)
    if states is None or not tables.feed(states, "INDENT"):
        return False
    # A keyword says enough; a name can begin anything, and the whole line must fit.
    terminal, place = read(tables, states, tokens, 0)
    fits = tables.feed(states, terminal)
    while fits and terminal == "NAME" and tokens[place].kind not in LAYOUT:
        after, place = read(tables, states, tokens, place)
        fits = tables.feed(states, after)
    return fits


def _at_margin(tables: Automaton, tokens: Sequence[Token], place: int) -> list[int] | None:
    """Return the states after a line as it can be read at the margin, if it can."""
    states = [tables.start]
    while tokens[place].kind != "NEWLINE":
        terminal, place = read(tables, states, tokens, place)
        if not tables.feed(states, terminal):
            return None
    return states if tables.feed(states, "NEWLINE") else None


def _nodes(layout: Layout, mender: Mender, scenarios: bool) -> Iterator[tuple[Node, set[int]]]:
    """Yield the node of each declaration that could be read, with the starts of the lines in it that could not."""
    for gathered in _gather(layout.declarations, mender):
        waiting = [gathered]
        while waiting and len(mender.diagnostics) <= LIMIT:
            tokens = waiting.pop()
            if not scenarios and read(automaton(), [automaton().start], tokens, 0).terminal == "SCENARIO":
                continue
            run = _Run(automaton(), tokens, mender, layout.doubtful)
            node = run.parse()
            waiting += reversed(run.taken_out)
            if node is None:
                continue
            if deep := too_deep(node):
                mender.too_deep(deep)
                continue
            yield node, run.left_out


def _declarations(
    source: Source, layout: Layout, mender: Mender, nodes: list[Node], scenarios: bool
) -> Iterator[ast.Declaration]:
    """Yield each declaration that could be read, and add to `nodes` what it was made from."""
    for node, left_out in _nodes(layout, mender, scenarios):
        nodes.append(node)
        declaration, found = build_declaration(source, node, left_out)
        mender.diagnostics.extend(found)
        if declaration is not None:
            yield declaration


class _Checkpoint(NamedTuple):
    """The parser before the first token of a line, and before the reductions that this token brings."""

    place: int
    states: list[int]
    values: list[Node | Token]


class _Run:
    """The parse loop over the tokens of one declaration, which mending may change."""

    def __init__(self, tables: Automaton, tokens: Sequence[Token], mender: Mender, left_out: Iterable[int]) -> None:
        self.tables = tables
        self.tokens = list(tokens)
        self.mender = mender
        self.states = [tables.start]
        self.values: list[Node | Token] = []
        self.place = 0
        self.line = _Checkpoint(0, [], [])
        self.opened: list[int] = []  # depths at which a block was opened for lines that should have been indented
        self.depth = 0
        self.left_out = set(left_out)
        self.mended: set[int] = set()
        self.taken_out: list[list[Token]] = []  # declarations that stood in this one
        self.guessed: set[int] = set()  # where headings end of which it was guessed what they open

    def parse(self) -> Node | None:
        """Return the tree of the declaration, or nothing where its heading cannot be read."""
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            if token.kind in LAYOUT:
                self.lay(token)
            else:
                if self.place == 0 or self.tokens[self.place - 1].kind in LAYOUT:
                    self.line = _Checkpoint(self.place, self.states.copy(), self.values.copy())
                self.step()
        if not self.shift(END, Token(END, "", 0, 0)):
            return None
        result = self.values[-1]
        return result if isinstance(result, Node) else None

    def step(self) -> None:
        """Shift the token at hand, or mend its line."""
        terminal, after = read(self.tables, self.states, self.tokens, self.place)
        token = self.tokens[self.place]
        if len(self.states) > _MAX_STATES:
            self.mender.too_deep(token)
            self.place = len(self.tokens)
        elif self.shift(terminal, Token(terminal, token.text, token.start, self.tokens[after - 1].end)):
            self.place = after
        else:
            self.mend()

    def lay(self, token: Token) -> None:
        """Shift the end of a line, or the beginning or end of a block."""
        if token.kind == "INDENT" and not self.tables.accepts(self.states, "INDENT"):
            if not self.mender.has_said(self.tokens[self.place]):
                self.mender.unexpected_indent(self.tokens[self.place + 1])
            self.without_block()
            return
        if token.kind == "NEWLINE" and not self.tables.accepts(self.states, "NEWLINE"):
            self.mend()
            return
        if token.kind == "DEDENT" and self.opened and self.opened[-1] == self.depth:
            self.opened.pop()
            self.shift("DEDENT", token)
        self.depth += {"INDENT": 1, "DEDENT": -1}.get(token.kind, 0)
        self.shift(token.kind, token)
        self.place += 1

    def shift(self, terminal: str, token: Token) -> bool:
        """Shift a terminal after the reductions that it allows; say whether that was possible."""
        tables, states, values = self.tables, self.states, self.values
        while True:
            action = tables.actions[states[-1]].get(terminal)
            if action is None:
                return False
            if action >= 0:
                states.append(action)
                values.append(token)
                return True
            rule, length, inline = tables.productions[~action]
            if length:
                del states[-length:]
                if not (inline and length == 1):
                    children = tuple(values[-length:])
                    del values[-length:]
                    values.append(Node(rule, children, children[0].start, children[-1].end))
            else:
                values.append(Node(rule, (), token.start, token.start))
            states.append(tables.gotos[states[-1]][rule])
            if terminal == END and states[-1] == tables.end:
                return True

    # --- recovery -------------------------------------------------------------------------------------------------------

    def without_block(self) -> None:
        """Take away the beginning and the end of the block at hand: its lines belong to the level before."""
        end = self.block_end(self.place)
        del self.tokens[end - 1]
        del self.tokens[self.place]

    def block_end(self, place: int) -> int:
        """Return the place after the end of the block that begins at `place`."""
        depth = 0
        for number in range(place, len(self.tokens)):
            depth += {"INDENT": 1, "DEDENT": -1}.get(self.tokens[number].kind, 0)
            if depth == 0:
                return number + 1
        return len(self.tokens)

    def mend(self) -> None:
        """Report the mistake in the line at hand; go on with the line as it was probably meant, or after it."""
        if len(self.mender.diagnostics) > LIMIT:
            self.place = len(self.tokens)
            return
        start, states, values = self.line
        end = next(n for n in range(start, len(self.tokens)) if self.tokens[n].kind == "NEWLINE")
        if self.place == start and self.close_opened():
            return
        self.states, self.values = states.copy(), values.copy()
        if self.place == start and self.open_block():
            return
        if start in self.mended:
            self.skip(end)
            return
        if start and self.take_out(start, end):
            return
        if start and self.tokens[start - 1].kind == "INDENT" and self.tokens[start - 1].start in self.guessed:
            # The block is none of what its broken heading was taken for.
            self.place = self.block_end(start - 1) - 1
            return
        repair = self.mender.mend(states, self.tokens, start, end, self.place)
        self.mended.add(start)
        if repair is None or not (repair.faithful or self.opens(end)):
            self.skip(end)
            return
        self.tokens[start:end] = repair.tokens
        if not repair.faithful:
            self.left_out.add(self.tokens[start].start)
            self.guessed.add(self.tokens[start + len(repair.tokens)].start)
        self.place = start

    def opens(self, end: int) -> bool:
        """Say whether a block stands under the line that ends at `end`."""
        return end + 1 < len(self.tokens) and self.tokens[end + 1].kind == "INDENT"

    def skip(self, end: int) -> None:
        """Leave out the line that ends at `end`, and the block under it."""
        self.place = end + 1
        if self.opens(end):
            self.place = self.block_end(self.place)

    def take_out(self, start: int, end: int) -> bool:
        """Take out a declaration that is indented, to be read by itself: with its block, or what follows it on its level."""
        if not is_of_margin(self.tokens, start) or _at_margin(self.tables, self.tokens, start) is None:
            return False
        self.mender.misplaced(self.tokens, start)
        after = end + 1
        heading, following = self.tokens[start:after], self.tokens[after:]
        if self.opens(end):
            self.place = self.block_end(after)
            block = self.tokens[after : self.place]
        elif following and following[0].kind not in LAYOUT and _belongs(self.tables, heading, following):
            self.place = self.level_end(after)
            margin = self.tokens[end].end
            block = [Token("INDENT", "", margin, margin), *self.tokens[after : self.place], Token("DEDENT", "", margin, margin)]
        else:
            self.place, block = after, []
        self.taken_out.append([*heading, *block])
        return True

    def level_end(self, place: int) -> int:
        """Return the place after the last line on the level of the one at `place`."""
        depth = 0
        for number in range(place, len(self.tokens)):
            depth += {"INDENT": 1, "DEDENT": -1}.get(self.tokens[number].kind, 0)
            if depth < 0:
                return number
        return len(self.tokens)

    def close_opened(self) -> bool:
        """End a block that was opened for lines that should have been indented, where this line stands after it."""
        states = self.states.copy()
        if not self.opened or self.opened[-1] != self.depth or not self.tables.feed(states, "DEDENT"):
            return False
        if not self.tables.accepts(states, read(self.tables, states, self.tokens, self.place).terminal):
            return False
        self.opened.pop()
        self.shift_layout("DEDENT")
        return True

    def open_block(self) -> bool:
        """Report a line that should have been indented, and begin the block that it belongs to."""
        states = self.states.copy()
        if not self.tables.feed(states, "INDENT"):
            return False
        if not self.tables.accepts(states, read(self.tables, states, self.tokens, self.place).terminal):
            return False
        self.mender.missing_indent(self.tokens[self.place], self.tokens[self.place - 1])
        self.opened.append(self.depth)
        self.shift_layout("INDENT")
        return True

    def shift_layout(self, terminal: str) -> None:
        """Shift the beginning or the end of a block that stands in no text."""
        start = self.tokens[self.place].start
        self.shift(terminal, Token(terminal, "", start, start))
