"""What was written, in canonical signs: the same words and values, or the keywords of the other language.

In: the node of a declaration without mistakes, and a language of keywords if one is asked for. Out: its pieces in the order of
the text. Words, brackets around what is calculated, and digits are the author's; signs, marks and blanks are those of the
language. Knows no comments and no tree.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from policyrules.diagnostics import Language
from policyrules.source import Source
from policyrules.syntax.expressions import Part, kind
from policyrules.syntax.keywords import BUILTIN_TYPES, KEYWORDS
from policyrules.syntax.lexer import Token
from policyrules.syntax.literals import with_unit
from policyrules.syntax.nodes import Node
from policyrules.syntax.pieces import Piece, Writer, duration
from policyrules.syntax.printing import TYPES_ZH

#: The one form of a sign that can be typed in several; any other stays as it is.
_SIGNS: Mapping[str, str] = MappingProxyType(
    {sign: one for one, signs in (
        (">=", "＞＝ ＞= >＝"), ("<=", "＜＝ ＜= <＝"), ("≥", "≧ ⩾"), ("≤", "≦ ⩽"), ("!=", "！＝ <> ！= !＝"),
        ("=", "== ＝ ＝＝"), (">", "＞"), ("<", "＜"), (":", "："), ("(", "（"), (")", "）"), ("[", "［ 【"), ("]", "］ 】"),
        ("+", "＋"), ("-", "－ −"), ("*", "＊"), ("/", "／"), (".", "· ．"),
    ) for sign in signs.split()}
)  # fmt: skip

#: Rules of alternatives, with the word that begins them. Without brackets only `、` stands between them, in English too.
_ALTERNATIVES = frozenset({"options", "holds", "qualifies", "entitled_to"})
_BEGINNING = frozenset({"HOLDS", "QUALIFIES", "ENTITLED_TO"})
_AROUND = frozenset({"LPAR", "RPAR", "COMMA", "PAUSE", "ONE_OF", *_BEGINNING})
#: Rules whose brackets follow a name without a blank.
_CALLS = frozenset({"call", "parameter_lines"})


def _leaves(node: Node, arranged: Callable[[Node], Sequence[Part]] = Node.parts) -> Iterator[tuple[str, Token]]:
    """Yield the tokens under a node in order, each with the rule that it serves."""
    stack: list[tuple[str, Part]] = [("", node)]
    while stack:  # and no recursion, since what repeats is nested to the left
        rule, part = stack.pop()
        if isinstance(part, Token):
            yield rule, part
            continue
        parts = arranged(part)
        if part.rule == "text" and rule == "field_line":
            inner = "title"
        elif part.rule in _ALTERNATIVES and not any(kind(one) == "LPAR" for one in parts):
            inner = "bare"
        else:
            inner = rule if part.rule == "name" else part.rule
        stack.extend((inner, one) for one in reversed(parts))


def language_of(source: Source, node: Node) -> Language:
    """Return the language of the keyword that begins a declaration."""
    _, first = next(_leaves(node))
    written = " ".join(source.text[first.start : first.end].split())
    return "en" if written in KEYWORDS[first.kind].en else "zh"


class Respeller(Writer):
    """Takes down one declaration after what was written; `translated` says whether keywords change their language."""

    def __init__(self, source: Source, language: Language, *, translated: bool) -> None:
        super().__init__(language)
        self.source = source
        self.translated = translated

    def declaration(self, node: Node) -> None:
        """Take down a declaration."""
        before = ""
        for rule, token in _leaves(node, self.arranged) if self.translated else _leaves(node):
            self.leaf(rule, token, before)
            before = token.kind

    def leaf(self, rule: str, token: Token, before: str) -> None:
        """Take down a token of a rule."""
        match token.kind:
            case "NUMBER" | "DURATION" if before == "ORDINAL":
                self.which_year(token)
            case "NEWLINE" | "INDENT" | "DEDENT" | "NUMBER" | "DATE" | "PERIOD":
                self.add(token.kind, token.text)
            case "DURATION":
                self.period(token)
            case "PERCENT":
                self.add("PERCENT", f"{token.text}%")
            case "MONEY":
                digits, _, unit = token.text.partition(" ")
                self.add("MONEY", digits + (" yuan" if unit == "yuan" else unit))
            case "STRING" if rule == "title":
                self.title(token.text)
            case "STRING":
                self.text(token.text)
            case "CLAUSE":
                self.add("CLAUSE", f"@{token.text}")
            case "QUOTE_LINE":
                self.add("QUOTE_LINE", f"| {token.text}" if token.text else "|")
            case "NAME":
                self.named(rule, token)
            case "COMMA" | "PAUSE":
                self.comma(rule)
            case _:
                self.word(rule, token)

    def written(self, token: Token) -> str:
        return self.source.text[token.start : token.end]

    # --- values and names -----------------------------------------------------------------------------------------------

    def which_year(self, token: Token) -> None:
        """Take down the number of a year: 第 1年, year 1."""
        count = token.text.partition(" ")[0]
        if self.language == "zh" if self.translated else token.kind == "DURATION":
            self.add("DURATION", f"{count}年")
        else:
            self.add("NUMBER", count)

    def period(self, token: Token) -> None:
        count, unit = with_unit(token.text)
        own: Language = "en" if self.written(token).isascii() else "zh"
        self.add("DURATION", duration(int(count), unit, self.language if self.translated else own))

    def named(self, rule: str, token: Token) -> None:
        """Take down a name, which may be that of a built-in type; a type of the policy's own in marks is none of these."""
        type_ = BUILTIN_TYPES.get(token.text) if rule == "type_name" else None
        if type_ is None:
            self.name(token.text)
        elif self.written(token).startswith("「"):
            self.add("NAME", f"「{token.text}」")
        elif self.translated and token.text.isascii() == (self.language == "zh"):
            self.add("NAME", TYPES_ZH[type_] if self.language == "zh" else type_)
        else:
            self.add("NAME", token.text)

    # --- words and signs ------------------------------------------------------------------------------------------------

    def comma(self, rule: str) -> None:
        """Take down what stands between the parts of a list."""
        if rule in _CALLS or (self.language == "en" and rule != "bare"):
            self.add("COMMA", ",")
        elif rule == "given_record":
            self.add("COMMA", "，")
        else:
            self.add("PAUSE", "、")

    def word(self, rule: str, token: Token) -> None:
        """Take down a keyword or a sign; the comma before a keyword that joins two parts stays with it."""
        written = self.written(token)
        spelling = " ".join(written.lstrip("，,").split())
        if token.kind in KEYWORDS and (spelled := self.spelled(token.kind, spelling)):
            comma = written.startswith(("，", ","))
            mark = "" if not comma else "，" if self.language == "zh" else ", "
            self.pieces.append(Piece(token.kind, mark + spelled, comma or self.tight))
            self.tight = False
            return
        sign = spelling or token.text
        self.sign(token.kind, _SIGNS.get(sign, sign), self.tight or (token.kind == "LPAR" and rule in _CALLS))
        self.tight = token.kind == "MINUS" and rule == "prefix"

    def spelled(self, terminal: str, spelling: str) -> str | None:
        """Return how a keyword is spelled: as it was, or by its counterpart; nothing for a sign."""
        keyword = KEYWORDS[terminal]
        here, there = (keyword.zh, keyword.en) if self.language == "zh" else (keyword.en, keyword.zh)
        if not spelling:
            return here[0]
        if spelling in here or (not self.translated and spelling in there):
            return spelling
        if spelling not in there:
            return None
        place = there.index(spelling)
        return here[place] if place < len(here) else here[0]

    # --- what one language says with a word more --------------------------------------------------------------------------

    def arranged(self, node: Node) -> Sequence[Part]:
        """Return the parts of a node, with the marks and small words that the language has in it."""
        zh = self.language == "zh"
        if node.rule == "decider":
            parts = [part for part in node.children if kind(part) != "DECIDED"]
            return [*parts, _made("DECIDED", node.end)] if zh else parts
        if node.rule not in _ALTERNATIVES:
            return node.parts()
        parts = list(node.parts())
        options = [part for part in parts if kind(part) not in _AROUND]
        single = len(options) == 1 and (node.rule != "options" or kind(options[0]) == "name")
        bare = single or (zh and all(_is_name(option) for option in options))
        result = [part for part in parts if kind(part) in _BEGINNING]
        result += [] if bare else [_made("LPAR", node.start, "(")]
        for number, option in enumerate(options):
            result += [_made("PAUSE", option.start), option] if number else [option]
        result += [] if bare else [_made("RPAR", node.end, ")")]
        if node.rule == "options":
            return [*result, *(part for part in parts if kind(part) == "ONE_OF")]
        return [*result, _made("ONE_OF", node.end)] if zh and len(options) > 1 else result


def _is_name(part: Part) -> bool:
    if isinstance(part, Node) and part.rule == "reference":
        return len(part.children) == 1
    return kind(part) == "name"


def _made(terminal: str, place: int, text: str = "") -> Token:
    """Return a token that was not written."""
    return Token(terminal, text, place, place)
