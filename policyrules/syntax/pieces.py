"""Lines of text made of terminals.

In: the pieces of a declaration, in order. Out: its text, with spaces where they belong, and names in quotation marks exactly
where they would be read as something else. Knows the automaton, since that is what decides how a word is read; knows no trees.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from attrs import evolve, frozen

from policyrules.diagnostics import Language
from policyrules.syntax.characters import is_hidden, is_plain_name
from policyrules.syntax.keywords import KEYWORDS
from policyrules.syntax.lexer import Token
from policyrules.syntax.literals import MAX_DIGITS
from policyrules.syntax.tables import LAYOUT, automaton
from policyrules.syntax.words import read

_INDENT = "    "
_PERIODS: Mapping[str, str] = MappingProxyType({"year": "年", "quarter": "个季度", "month": "个月", "day": "天"})
_NONE_BEFORE = frozenset({"COLON", "COMMA", "PAUSE", "RPAR", "RSQB", "DOT", "LSQB"})
_NONE_AFTER = frozenset({"LPAR", "LSQB", "DOT", "PAUSE"})


@frozen
class Piece:
    """A terminal and its text; a `tight` one follows the piece before it without a space, a `wide` one after four."""

    kind: str
    text: str
    tight: bool = False
    wide: bool = False


class Writer:
    """Takes down the pieces of one declaration."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.pieces: list[Piece] = []
        self.tight = False

    def add(self, kind: str, text: str) -> None:
        self.pieces.append(Piece(kind, text, self.tight))
        self.tight = False

    def keyword(self, *terminals: str) -> None:
        """Add keywords in their first spelling."""
        for terminal in terminals:
            keyword = KEYWORDS[terminal]
            self.add(terminal, (keyword.zh if self.language == "zh" else keyword.en)[0])

    def sign(self, kind: str, text: str, tight: bool = False) -> None:
        self.tight = tight
        self.add(kind, text)

    def colon(self) -> None:
        self.add("COLON", ":")

    def name(self, name: str) -> None:
        if not name.strip() or any(mark in name for mark in "「」\r\n") or is_hidden(name):
            raise ValueError(f"no text reads as the name {name!r}")
        self.add("NAME", name if is_plain_name(name) else f"「{name}」")

    def text(self, text: str) -> None:
        self.add("STRING", quoted(text))

    def title(self, text: str) -> None:
        """Add the title of a field or a fact, which stands off from its type."""
        self.pieces.append(Piece("STRING", quoted(text), wide=True))

    def after_comma(self, terminal: str) -> None:
        """Add a keyword that joins two parts, after a comma that helps the reader."""
        keyword = KEYWORDS[terminal]
        self.pieces.append(Piece(terminal, "，" + keyword.zh[0] if self.language == "zh" else ", " + keyword.en[0], True))

    def newline(self) -> None:
        self.add("NEWLINE", "")

    def indent(self) -> None:
        self.add("INDENT", "")

    def dedent(self) -> None:
        self.add("DEDENT", "")

    def lines(self) -> Iterator[str]:
        """Yield the lines of the declaration."""
        depth, line = 0, ""
        before: Piece | None = None
        for piece in quote_names(self.pieces):
            if piece.kind == "NEWLINE":
                yield line
                line, before = "", None
            elif piece.kind in LAYOUT:
                depth += 1 if piece.kind == "INDENT" else -1
            else:
                line += _INDENT * depth if before is None else _between(before, piece)
                line += piece.text
                before = piece


def _between(before: Piece, piece: Piece) -> str:
    if piece.tight or piece.kind in _NONE_BEFORE or before.kind in _NONE_AFTER or before.text == "，":
        return ""
    return _INDENT if piece.wide else " "


def quoted(text: str) -> str:
    """Return a text in quotation marks that it does not upset."""
    if "\n" in text or "\r" in text or is_hidden(text):
        raise ValueError(f"no line holds the text {text!r}")
    if '"' not in text:
        return f'"{text}"'
    depth = 0
    for character in text:
        depth += {"“": 1, "”": -1}.get(character, 0)
        if depth < 0:
            break
    if depth:
        raise ValueError(f"no quotation marks fit around {text!r}")
    return f"“{text}”"


def duration(count: int, unit: str, language: Language) -> str:
    """Return a period: `3年`, `1 month`."""
    return f"{count}{_PERIODS[unit]}" if language == "zh" else f"{count} {unit}{'' if count == 1 else 's'}"


def digits(value: Fraction) -> str:
    """Return a number in decimal digits."""
    places = next((n for n in range(MAX_DIGITS + 1) if (value * 10**n).denominator == 1), None)
    if value < 0 or places is None:
        raise ValueError(f"no digits say {value}")
    written = str(int(value * 10**places)).rjust(places + 1, "0")
    if len(written) > MAX_DIGITS:
        raise ValueError(f"more than {MAX_DIGITS} digits say {value}")
    return f"{written[:-places]}.{written[-places:]}" if places else written


def quote_names(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Put the names in quotation marks that would be read as keywords where they stand."""
    tables = automaton()
    states = [tables.start]
    result = list(pieces)
    number = 0
    tokens, places = _tokens(result)
    while number < len(result):
        piece = result[number]
        reading = read(tables, states, tokens, places[number])
        end = places[number + 1] if number + 1 < len(places) else len(tokens)
        if reading != (piece.kind, end):
            at = next(n for n in range(number, len(result)) if result[n].kind == "NAME" and not result[n].text.startswith("「"))
            result[at] = evolve(result[at], text=f"「{result[at].text}」")
            tokens[places[at]] = tokens[places[at]]._replace(kind="NAME")
            continue
        fed = tables.feed(states, piece.kind)
        assert fed, (piece, "the grammar has no place for it")
        number += 1
    return tuple(result)


def _tokens(pieces: Sequence[Piece]) -> tuple[list[Token], list[int]]:
    """Return the raw tokens of the pieces, and where those of each piece begin."""
    tokens: list[Token] = []
    places: list[int] = []
    end = 0
    for piece in pieces:
        places.append(len(tokens))
        if piece.kind == "NAME":
            words = [("WORD" if is_plain_name(piece.text) else "NAME", piece.text)]
        elif piece.kind in KEYWORDS:
            joining = piece.text.lstrip("，, ")
            words = [] if joining == piece.text else [("COMMA", "，")]
            words += [("WORD" if is_plain_name(word) else piece.kind, word) for word in joining.split(" ")]
        else:
            words = [(piece.kind, piece.text)]
        for kind, text in words:
            tokens.append(Token(kind, text, end + 1, end + 1 + len(text)))
            end += 1 + len(text)
    return tokens, places
