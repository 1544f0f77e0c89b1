"""From characters to raw tokens.

In: a source. Out: its lines with their tokens, comments among them, and what is wrong with single characters and literals.
Walks the whole text and never stops at a mistake: what is wrong still becomes the token it was meant to be. Knows neither
indentation nor which words are keywords.
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from attrs import frozen

from policyrules.diagnostics import LIMIT, Diagnostic
from policyrules.source import Source, Span
from policyrules.syntax import literals
from policyrules.syntax.characters import HIDDEN, LETTER, NAME_PART, WORD_PART, hidden, is_plain_name, plain, unhidden
from policyrules.syntax.literals import shorten

#: What a file may hold; more is refused before it is read.
MAX_CHARACTERS = 4 * 1024 * 1024
MAX_LINES = 100_000
MAX_TOKENS = 40_000

#: For a longer word in foreign characters no plain form is sought.
_LONG_WORD = 200


class Token(NamedTuple):
    """A piece of text. Raw kinds are terminals of the grammar, or `WORD` (a name or a keyword), `COMMENT`, or `OTHER`, which
    has been reported and can stand nowhere.

    `text` is the content: of a string without its marks, of a clause with folded brackets.
    """

    kind: str
    text: str
    start: int
    end: int


@frozen
class Line:
    """A line that holds more than white space; `start` is where its first token begins."""

    indent: str
    start: int
    tokens: tuple[Token, ...]


@frozen
class Lexed:
    """The lines of a text, the mistakes, and the offsets of the lines whose mistakes have been said."""

    lines: tuple[Line, ...]
    diagnostics: tuple[Diagnostic, ...]


_SIGNS: Mapping[str, str] = MappingProxyType(
    {sign: kind for kind, signs in (
        ("GE", ">= ≥ ＞＝ ≧ ⩾ ＞= >＝"), ("LE", "<= ≤ ＜＝ ≦ ⩽ ＜= <＝"), ("NE", "!= ≠ ！＝ <> ！= !＝"),
        ("EQ", "= == ＝ ＝＝"),
        ("GT", "> ＞"), ("LT", "< ＜"), ("COLON", ": ："), ("LPAR", "( （"), ("RPAR", ") ）"), ("LSQB", "[ ［ 【"),
        ("RSQB", "] ］ 】"), ("PLUS", "+ ＋"), ("MINUS", "- － −"), ("TIMES_SIGN", "* × ＊"), ("DIVIDE", "/ ÷ ／"),
        ("DOT", ". · ．"), ("PAUSE", "、 ､"), ("COMMA", ", ，"),
    ) for sign in signs.split()}
)  # fmt: skip

_TURNED = MappingProxyType({"=<": "<=", "=>": ">=", "＝＜": "<=", "＝＞": ">="})

_WIDE = "[0-9０-９]"
_TOKEN = re.compile(
    rf"""(?P<end>\r\n|\r|\n)
    |(?P<space>(?:[^\S\r\n]|{HIDDEN})++)
    |(?P<comment>[#＃][^\r\n]*)
    |"(?P<straight>[^"\r\n]*)"
    |(?P<curly>“)
    |「(?P<quoted>[^「」\r\n]*)」
    |[@＠](?P<clause>[{NAME_PART}()（）.〔〕—-]+)
    |(?P<wide>(?:(?=[0-9－-]{{0,9}}[０-９]){_WIDE}{{4}}[－-]{_WIDE}{{1,2}}[－-]{_WIDE}{{1,2}}|(?=[0-9]*+[０-９]){_WIDE}++(?:[.．]{_WIDE}++)?+)
        (?:[%％]|[{WORD_PART}]*))
    |(?P<number>[0-9])
    |(?P<word>[{LETTER}][{NAME_PART}]*+(?:{HIDDEN}++[{NAME_PART}]++)*+)(?![{WORD_PART}])
    |(?P<foreign>[{WORD_PART}]+)
    |(?P<sign>{"|".join(sorted(map(re.escape, (*_SIGNS, *_TURNED)), key=len, reverse=True))})
    |(?P<unclosed>["「][^\r\n]*)
    |(?P<other>.)""",
    re.VERBOSE,
)
_NAME_PART = re.compile(f"[{NAME_PART}]")
_CURLY = re.compile(r"[“”\r\n]")
_INDENT = re.compile(r"[ \t\u3000\xa0]*")
_REST = re.compile(r"[^\r\n]*")
_HEADING_END = re.compile(r"\s*[:：]?\s*\Z")
_CLAUSE_BRACKETS = str.maketrans("（）", "()")

# What is typed with a Chinese input method in place of something that the language knows.
_MEANT = MappingProxyType(
    {
        "。": ".", "；": "，", ";": ",", "‘": "“", "’": "”", "'": '"', "＂": '"', "『": "「", "』": "」",
        "”": "“", "《": "“", "》": "”",
    }
)  # fmt: skip


def too_large(source: Source) -> Diagnostic | None:
    """Say that a text is longer than any policy, before anything is done with it."""
    text = source.text
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    for size, limit, code in (
        (len(text), MAX_CHARACTERS, "syntax-too-long"),
        (lines, MAX_LINES, "syntax-too-many-lines"),
    ):
        if size > limit:
            # No span: the table of line starts of such a text is what must not be built.
            return Diagnostic(code, {"limit": f"{limit:,}", "size": f"{size:,}"}, path=source.name)
    return None


def lex(source: Source) -> Lexed:
    """Return the lines of a text and everything that is wrong with its characters."""
    lexer = _Lexer(source)
    lexer.run()
    return Lexed(tuple(lexer.lines), (*hidden(source), *lexer.diagnostics))


class _Lexer:
    """The state of one walk: the lines so far, the tokens of the line at hand, the mistakes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines: list[Line] = []
        self.diagnostics: list[Diagnostic] = []
        self.tokens: list[Token] = []
        self.indent = ""
        self.count = 0
        self.misshapen = False

    def run(self) -> None:
        text, place = self.source.text, 0
        while place < len(text) and self.count <= MAX_TOKENS:
            place = self.begin_line(place)
            while place < len(text) and self.count <= MAX_TOKENS:
                match = _TOKEN.match(text, place)
                assert match is not None  # the last branch takes any character
                if match.lastgroup == "end":
                    place = match.end()
                    break
                place = self.token(match)
            self.end_line()
        if self.count > MAX_TOKENS:
            del self.lines[-1:]  # it was cut off
            self.diagnostics.append(
                Diagnostic("syntax-too-many-tokens", {"limit": f"{MAX_TOKENS:,}"}, Span(self.source, place, place))
            )

    def begin_line(self, place: int) -> int:
        """Take the white space at the start of a line, and the whole line where it is a quote."""
        text = self.source.text
        blank = _INDENT.match(text, place)
        assert blank is not None
        self.indent, place = blank[0], blank.end()
        self.tokens = []
        self.misshapen = False
        if place < len(text) and text[place] in "|｜":
            rest = _REST.match(text, place + 1)
            assert rest is not None
            self.add("QUOTE_LINE", rest[0].removeprefix(" "), place, rest.end())
            return rest.end()
        return place

    def end_line(self) -> None:
        if self.tokens:
            self.lines.append(Line(self.indent, self.tokens[0].start, tuple(self.tokens)))

    def add(self, kind: str, text: str, start: int, end: int) -> None:
        self.tokens.append(Token(kind, text, start, end))
        self.count += 1

    def report(self, code: str, start: int, end: int, **arguments: str) -> None:
        if len(self.diagnostics) <= LIMIT:
            self.diagnostics.append(Diagnostic(code, arguments, Span(self.source, start, end)))

    def shape(self, code: str, start: int, end: int, **arguments: str) -> None:
        """Report what upsets the rest of a line: the first time in a line only."""
        if not self.misshapen:
            self.report(code, start, end, **arguments)
        self.misshapen = True

    def token(self, match: re.Match[str]) -> int:
        """Add the token that was matched, and return where it ends."""
        start, end = match.span()
        match match.lastgroup:
            case "space":
                return end
            case "word":
                self.add("WORD", unhidden(match["word"]), start, end)
            case "sign":
                self.sign(match["sign"], start, end)
            case "straight":
                self.add("STRING", match["straight"], start, end)
            case "quoted":
                if match["quoted"].strip():
                    self.add("NAME", match["quoted"], start, end)
                else:
                    self.shape("syntax-name-empty", start, end)
                    self.add("OTHER", match["quoted"], start, end)
            case "clause":
                self.add("CLAUSE", match["clause"].translate(_CLAUSE_BRACKETS), start, end)
            case "comment":
                self.add("COMMENT", match["comment"], start, end)
            case "number":
                return self.number(self.source.text, start)
            case "curly":
                return self.curly(start)
            case "foreign":
                self.foreign(match["foreign"], start, end)
            case "wide":
                self.wide(match["wide"], start, end)
            case "unclosed":
                return self.unclosed(start)
            case _:
                self.other(match[0], start, end)
        return end

    def number(self, text: str, start: int) -> int:
        """Add a number with its unit; after it a new word begins."""
        literal = literals.read(text, start)
        for mistake in literal.mistakes:
            self.report(mistake.code, start, literal.end, **mistake.arguments)
        self.add(literal.kind, literal.text, start, literal.end)
        return literal.end

    def sign(self, sign: str, start: int, end: int) -> None:
        """Add a sign, and report one whose two parts are turned round."""
        if sign in _TURNED:
            self.report("syntax-character", start, end, found=sign, meant=_TURNED[sign])
        self.add(_SIGNS[_TURNED.get(sign, sign)], sign, start, end)

    def curly(self, start: int) -> int:
        """Add a text in “ ”, which may hold balanced ones."""
        depth = 0
        for match in _CURLY.finditer(self.source.text, start):
            if match[0] == "“":
                depth += 1
            elif match[0] == "”":
                depth -= 1
                if depth == 0:
                    self.add("STRING", self.source.text[start + 1 : match.start()], start, match.end())
                    return match.end()
            else:
                break
        return self.unclosed(start)

    def unclosed(self, start: int) -> int:
        """Take an unclosed text to the end of its line, but leave the colon of a heading."""
        rest = _REST.match(self.source.text, start)
        assert rest is not None
        heading = _HEADING_END.search(rest[0], max(len(rest[0].rstrip()) - 1, 1))
        end = start + heading.start() if heading else rest.end()
        mark = rest[0][0]
        self.shape("syntax-string-unclosed", start, end, mark={"“": "”", "「": "」"}.get(mark, mark), found=shorten(rest[0]))
        self.add("NAME" if mark == "「" else "STRING", self.source.text[start + 1 : end], start, end)
        return end

    def foreign(self, word: str, start: int, end: int) -> None:
        """Report a word in other characters, and read its plain form in its place."""
        fix = plain(word) if len(word) <= _LONG_WORD else word
        known = is_plain_name(fix)
        self.report("syntax-foreign-letter", start, end, found=shorten(word), fix=shorten(fix if known else f"「{word}」"))
        self.add("WORD" if known else "NAME", fix, start, end)

    def wide(self, number: str, start: int, end: int) -> None:
        """Report a number with full-width digits, and read its plain form in its place."""
        fix = unicodedata.normalize("NFKC", number)
        literal = literals.read(fix, 0)
        self.report("syntax-fullwidth-digit", start, end, found=shorten(number), fix=shorten(fix))
        self.add(literal.kind, literal.text, start, end)
        if literal.end < len(fix):
            self.add("WORD", fix[literal.end :], end, end)

    def other(self, character: str, start: int, end: int) -> None:
        """Report a character that the language does not know."""
        meant = _MEANT.get(character)
        if character == "。" and not _NAME_PART.match(self.source.text, end):
            meant = None  # the end of a sentence, and no point
        if meant:
            self.shape("syntax-character", start, end, found=character, meant=meant)
        else:
            self.shape("syntax-character-unknown", start, end, found=character)
        if character in _MEANT:
            self.count += 1
        else:
            self.add("OTHER", character, start, end)
