"""From lines to declarations: indentation and brackets.

In: the lines of a lexed text. Out: one tuple of tokens per declaration, with `NEWLINE`, `INDENT` and `DEDENT` as tokens
without width at the end of the line before them, and what is wrong with the indentation. Blank lines and comments are gone.
Knows no words.
"""

from collections.abc import Iterable

from attrs import frozen

from policyrules.diagnostics import LIMIT, Diagnostic, Label, Severity
from policyrules.source import Source, Span
from policyrules.syntax.lexer import Line, Token

#: How deep brackets, blocks and operators may be nested.
MAX_NESTING = 64
#: How many declarations a file may hold.
MAX_DECLARATIONS = 5_000
_STEP = 4

_CLOSING = {"LPAR": "RPAR", "LSQB": "RSQB"}
_SIGN = {"RPAR": ")", "RSQB": "]"}


@frozen
class Layout:
    """The declarations of a text, each with the tokens of its lines.

    `doubtful` are the offsets of lines, and of whole declarations, that are read for their mistakes only: it is not certain
    where they belong.
    """

    declarations: tuple[tuple[Token, ...], ...]
    diagnostics: tuple[Diagnostic, ...]
    doubtful: frozenset[int]


def lay_out(source: Source, lines: Iterable[Line]) -> Layout:
    """Cut the lines into declarations, and make their indentation into tokens."""
    layout = _Layout(source)
    for line in lines:
        words = tuple(token for token in line.tokens if token.kind != "COMMENT")
        if words and not layout.add(line, words):
            break
    layout.close()
    return Layout(tuple(layout.declarations), tuple(layout.diagnostics), frozenset(layout.doubtful))


def width(indent: str) -> int:
    """Return how far white space at the start of a line reaches."""
    if not indent.strip(" "):
        return len(indent)
    column = 0
    for character in indent:
        column += _STEP - column % _STEP if character == "\t" else 2 if character == "\u3000" else 1
    return column


class _Layout:
    """The state of one walk: the open levels of indentation, and the tokens of the declaration at hand."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.declarations: list[tuple[Token, ...]] = []
        self.diagnostics: list[Diagnostic] = []
        self.tokens: list[Token] = []
        self.levels = [0]
        self.end = 0
        self.mark: Line | None = None
        self.doubtful: set[int] = set()

    def report(self, code: str, line: Line, severity: Severity = Severity.ERROR, *labels: Label, **arguments: str) -> None:
        if len(self.diagnostics) <= LIMIT:
            start = line.start - len(line.indent)
            span = Span(self.source, start, line.start)
            self.diagnostics.append(Diagnostic(code, arguments, span, severity=severity, labels=labels))

    def add(self, line: Line, words: tuple[Token, ...]) -> bool:
        """Add a line; say whether another one may follow."""
        column = self.column(line)
        if column < self.levels[-1] and self.levels[-1] % _STEP and column > self.levels[-2]:
            self.levels[-1] = column  # the first line of the block was the odd one, and has been reported
        elif column < self.levels[-1] and column not in self.levels:
            nearest = min(self.levels, key=lambda level: (abs(level - column), -level))
            self.report("syntax-indent-between", line, found=str(column), nearest=str(nearest))
            self.doubtful.add(line.start)
            column = nearest
        if column == 0:
            self.close()
            if len(self.declarations) == MAX_DECLARATIONS:
                self.report("syntax-too-many-declarations", line, limit=f"{MAX_DECLARATIONS:,}")
                return False
        if not self.move(line, column):
            return True
        self.tokens.extend(words)
        self.brackets(line, words)
        self.end = words[-1].end
        self.tokens.append(Token("NEWLINE", "", self.end, self.end))
        return True

    def close(self) -> None:
        """End the declaration at hand."""
        self.dedent(0)
        if self.tokens:
            self.declarations.append(tuple(self.tokens))
        self.tokens = []

    def column(self, line: Line) -> int:
        """Return how far a line is indented, and report what makes that doubtful."""
        indent = line.indent
        used = set(indent)
        if used - {" ", "\t"}:
            self.report("syntax-indent-character", line)
        if indent:
            if self.mark is None:
                self.mark = line
            if len({*used, self.mark.indent[0]} & {" ", "\t"}) > 1:
                place = Span(self.source, self.mark.start - len(self.mark.indent), self.mark.start)
                labels = () if self.mark is line else (Label(place, "label-first-indent"),)
                self.report("syntax-indent-mixed", line, Severity.ERROR, *labels)
        return width(indent)

    def move(self, line: Line, column: int) -> bool:
        """Open or close blocks so that the line stands in its own; say whether it is to be read at all."""
        if column > self.levels[-1]:
            if len(self.levels) > MAX_NESTING:
                if self.tokens[0].start not in self.doubtful:
                    self.report("syntax-too-deep", line, limit=str(MAX_NESTING))
                self.doubtful.add(self.tokens[0].start)
                return False
            if column % _STEP:
                self.report("syntax-indent-odd", line, Severity.WARNING, found=str(column))
            self.levels.append(column)
            self.tokens.append(Token("INDENT", "", self.end, self.end))
            return True
        self.dedent(column)
        return True

    def dedent(self, column: int) -> None:
        while self.levels[-1] > column:
            self.levels.pop()
            self.tokens.append(Token("DEDENT", "", self.end, self.end))

    def brackets(self, line: Line, words: tuple[Token, ...]) -> None:
        """Report a bracket of the line that has no partner, or that is nested too deep."""
        opened: list[Token] = []
        for token in words:
            if token.kind in _CLOSING:
                opened.append(token)
                if len(opened) > MAX_NESTING:
                    self.at("syntax-too-deep", token, limit=str(MAX_NESTING))
                    return
            elif token.kind in _SIGN:
                if not opened or _CLOSING[opened[-1].kind] != token.kind:
                    self.at("syntax-bracket-unopened", token, found=token.text)
                    return
                opened.pop()
        if opened:
            self.at("syntax-bracket-unclosed", opened[-1], found=opened[-1].text, mark=_SIGN[_CLOSING[opened[-1].kind]])

    def at(self, code: str, token: Token, **arguments: str) -> None:
        if len(self.diagnostics) <= LIMIT:
            self.diagnostics.append(Diagnostic(code, arguments, Span(self.source, token.start, token.end)))
