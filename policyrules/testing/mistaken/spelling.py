"""Mistakes of spelling and layout: signs, brackets, quotation marks, indentation, keywords, digits, dates, characters.

In: a policy without mistakes. Out: `KINDS`, each of which makes one mistake where there is a place for it, and says where it
is looked for. Whether it is reported is not asked here.
"""

from collections.abc import Mapping
from itertools import pairwise

from policyrules.syntax import ast
from policyrules.syntax.keywords import KEYWORDS
from policyrules.syntax.lexer import Line, Token
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.mistaken.places import Kind, Seed, Text, inserted, replaced, some

#: The first words of declarations and of their items.
_DECLARATIONS = frozenset(
    spelling
    for name in ("MEASURE", "ENTITLEMENT", "DUTY", "FACTS", "UNITS", "DEFINE", "TIER", "SCORE", "SCENARIO", "RECORD", "ENUM")
    for spelling in (*KEYWORDS[name].zh, *KEYWORDS[name].en)
    if len(spelling) > 1 and " " not in spelling
)
_ITEMS = frozenset(
    spelling
    for name in ("RESPONSIBLE", "BENEFICIARIES", "WHEN", "AMOUNT", "QUOTE_ITEM", "VALIDITY", "HOLDS", "WINDOW", "ISSUED")
    for spelling in (*KEYWORDS[name].zh, *KEYWORDS[name].en)
    if len(spelling) > 1 and " " not in spelling
)


def _headings(text: Text) -> list[Line]:
    """Return the lines that end in a colon and begin with the word of a declaration."""
    return [line for line in text.lines if line.tokens[-1].kind == "COLON" and line.tokens[0].text in _DECLARATIONS]


def _colon_after_heading(text: Text, choices: Choices) -> Seed | None:
    line = some(choices, _headings(text))
    return None if line is None else replaced(line.tokens[-1], "")


def _colon_after_item(text: Text, choices: Choices) -> Seed | None:
    lines = [line for line in text.lines if len(line.tokens) > 2 and line.tokens[0].text in _ITEMS]
    line = some(choices, [line for line in lines if line.tokens[1].kind == "COLON"])
    return None if line is None else replaced(line.tokens[1], "")


def _colon_twice(text: Text, choices: Choices) -> Seed | None:
    line = some(choices, _headings(text))
    return None if line is None else replaced(line.tokens[-1], "::")


def _of_brackets(text: Text, choices: Choices, kind: str, new: str) -> Seed | None:
    token = some(choices, text.tokens(kind))
    return None if token is None else replaced(token, new)


def _bracket_unclosed(text: Text, choices: Choices) -> Seed | None:
    return _of_brackets(text, choices, "RPAR", "")


def _bracket_unopened(text: Text, choices: Choices) -> Seed | None:
    return _of_brackets(text, choices, "LPAR", "")


def _bracket_surplus(text: Text, choices: Choices) -> Seed | None:
    return _of_brackets(text, choices, "RPAR", "))")


def _bracket_of_another_kind(text: Text, choices: Choices) -> Seed | None:
    return _of_brackets(text, choices, "RPAR", "]")


def _index_unclosed(text: Text, choices: Choices) -> Seed | None:
    return _of_brackets(text, choices, "RSQB", "")


def _titles(text: Text) -> list[Token]:
    """Return the texts that end a line."""
    last = [line.tokens[-1] for line in text.lines if line.tokens[-1].kind == "STRING"]
    return [token for token in last if len(token.text) > 1 and text.text[token.start] == '"']


def _text_unclosed(text: Text, choices: Choices) -> Seed | None:
    token = some(choices, _titles(text))
    return None if token is None else replaced(token, f'"{token.text}')


def _text_unopened(text: Text, choices: Choices) -> Seed | None:
    token = some(choices, _titles(text))
    return None if token is None else replaced(token, f'{token.text}"')


def _text_without_marks(text: Text, choices: Choices) -> Seed | None:
    token = some(choices, [token for token in _titles(text) if token.text.isidentifier() and token.text.isalpha()])
    return None if token is None else replaced(token, token.text)


def _plain(text: Text) -> list[Line]:
    """Return the lines under a declaration that are no quotes and under which nothing stands."""
    lines = list(text.lines)
    pairs = zip(lines, [*lines[1:], None], strict=True)
    return [
        line
        for line, after in pairs
        if line.indent and line.tokens[0].kind != "QUOTE_LINE" and (after is None or len(after.indent) <= len(line.indent))
    ]


def _indent_odd(text: Text, choices: Choices) -> Seed | None:
    line = some(choices, _plain(text))
    return None if line is None else inserted(line.start, " " * choices.integer(1, 3))


def _indent_too_deep(text: Text, choices: Choices) -> Seed | None:
    lines, plain = list(text.lines), set(_plain(text))
    under = [b for a, b in pairwise(lines) if a.indent == b.indent and a.tokens[-1].kind != "COLON"]
    line = some(choices, [line for line in under if line in plain])
    return None if line is None else inserted(line.start, "    ")


def _indent_missing(text: Text, choices: Choices) -> Seed | None:
    line = some(choices, [line for line in _plain(text) if line.tokens[0].text in _ITEMS])
    return None if line is None else Seed(((line.start - len(line.indent), line.start, ""),), (line.start,))


def _indent_of_the_first(text: Text, choices: Choices) -> Seed | None:
    """Indent the heading of a declaration."""
    line = some(choices, [line for line in _headings(text) if not line.indent and line is not text.lines[0]])
    return None if line is None else inserted(line.start, "    ")


def _indent_by_tab(text: Text, choices: Choices) -> Seed | None:
    line = some(choices, _plain(text))
    return None if line is None else Seed(((line.start - len(line.indent), line.start, "\t"),), (line.start,))


def _swapped(word: str) -> str:
    return word[1] + word[0] + word[2:] if word[0] != word[1] else word[0] + word


def _keyword_misspelt(text: Text, choices: Choices) -> Seed | None:
    line = some(choices, _headings(text))
    return None if line is None else replaced(line.tokens[0], _swapped(line.tokens[0].text))


def _item_misspelt(text: Text, choices: Choices) -> Seed | None:
    fields = {line.name.span.start for line in text.nodes(ast.FieldLine)}
    lines = [line for line in text.lines if line.indent and line.tokens[0].text in _ITEMS and line.start not in fields]
    line = some(choices, lines)
    return None if line is None else replaced(line.tokens[0], _swapped(line.tokens[0].text))


def _bar_missing(text: Text, choices: Choices) -> Seed | None:
    quote = some(choices, text.nodes(ast.Quote))
    return None if quote is None else replaced(quote, quote.text)


def _quote_in_marks(text: Text, choices: Choices) -> Seed | None:
    quote = some(choices, [quote for quote in text.nodes(ast.Quote) if '"' not in quote.text])
    return None if quote is None else replaced(quote, f'"{quote.text}"')


# --- digits, dates, characters ------------------------------------------------------------------------------------------


def _digits_full_width(text: Text, choices: Choices) -> Seed | None:
    literal = some(choices, [node for node in text.every if isinstance(node, ast.MoneyLiteral | ast.PercentLiteral)])
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return None if literal is None else replaced(literal, literal.span.text.translate(wide))


def _thousands_separator(text: Text, choices: Choices) -> Seed | None:
    literal = some(choices, text.nodes(ast.MoneyLiteral))
    return None if literal is None else replaced(literal, f"1,234{literal.unit}")


def _money_of_no_unit(text: Text, choices: Choices) -> Seed | None:
    literal = some(choices, text.nodes(ast.MoneyLiteral))
    return None if literal is None else replaced(literal, f"{literal.span.text.rstrip('元yuan分万千百亿 ')}万圆")


def _exponent(text: Text, choices: Choices) -> Seed | None:
    literal = some(choices, text.nodes(ast.NumberLiteral))
    return None if literal is None else replaced(literal, "1e5")


def _too_many_digits(text: Text, choices: Choices) -> Seed | None:
    literal = some(choices, text.nodes(ast.MoneyLiteral))
    return None if literal is None else replaced(literal, "9" * 40 + "元")


def _of_dates(text: Text, choices: Choices, *forms: str) -> Seed | None:
    """Write a day of the policy in another form."""
    literal, form = some(choices, text.nodes(ast.DateLiteral)), choices.pick(forms)
    if literal is None:
        return None
    day = literal.value
    return replaced(literal, form.format(year=day.year, month=day.month, day=day.day))


def _date_impossible(text: Text, choices: Choices) -> Seed | None:
    return _of_dates(text, choices, "{year}-{month:02}-32", "{year}年{month}月32日", "{year}-02-30")


def _date_of_no_month(text: Text, choices: Choices) -> Seed | None:
    return _of_dates(text, choices, "{year}-13-{day:02}")


def _date_with_slashes(text: Text, choices: Choices) -> Seed | None:
    return _of_dates(text, choices, "{year}/{month}/{day}", "{year}.{month}.{day}")


def _date_without_day(text: Text, choices: Choices) -> Seed | None:
    return _of_dates(text, choices, "{year}年{month}月")


def _names_used(text: Text) -> list[ast.Name]:
    return [name for name in text.nodes(ast.Name) if name in text.checked.bindings and name.span.text == name.name]


def _confusable_letter(text: Text, choices: Choices) -> Seed | None:
    """Write a Cyrillic letter into a name."""
    name = some(choices, _names_used(text))
    return None if name is None else replaced(name, f"{name.name}а", name.name)


def _hidden_character(text: Text, choices: Choices) -> Seed | None:
    name = some(choices, [name for name in _names_used(text) if len(name.name) > 1])
    return None if name is None else inserted(name.span.start + 1, choices.pick(("\u200b", "\u00ad", "\ufeff")))


def _bidi_control(text: Text, choices: Choices) -> Seed | None:
    token = some(choices, text.tokens("STRING"))
    return None if token is None else inserted(token.start + 1, choices.pick(("\u202e", "\u2066")))


def _full_stop(text: Text, choices: Choices) -> Seed | None:
    line = some(choices, [line for line in _plain(text) if line.tokens[-1].kind not in ("QUOTE_LINE", "COMMENT")])
    return None if line is None else inserted(line.tokens[-1].end, "。")


def _semicolon(text: Text, choices: Choices) -> Seed | None:
    token = some(choices, text.tokens("PAUSE"))
    return None if token is None else replaced(token, "；")


def _surplus_word(text: Text, choices: Choices) -> Seed | None:
    line = some(choices, [line for line in text.lines if line.tokens[-1].kind in ("MONEY", "PERCENT", "DATE")])
    return None if line is None else inserted(line.tokens[-1].end, " 左右")


def _foreign_sign(text: Text, choices: Choices) -> Seed | None:
    line = some(choices, [line for line in _plain(text) if len(line.tokens) > 2])
    return None if line is None else inserted(line.tokens[2].start, choices.pick(("★ ", "& ", "^ ")))


# --- expressions ----------------------------------------------------------------------------------------------------------


def _operand_missing(text: Text, choices: Choices) -> Seed | None:
    compared = [one for one in text.nodes(ast.Comparison) if "\n" not in one.span.text]
    one = some(choices, compared)
    return None if one is None else Seed(((one.right.span.start, one.right.span.end, ""),), (one.span.start,))


def _comparison_chained(text: Text, choices: Choices) -> Seed | None:
    one = some(choices, [one for one in text.nodes(ast.Comparison) if one.operator not in ("=", "or_less")])
    return None if one is None else inserted(one.span.end, " < 5")


def _else_missing(text: Text, choices: Choices) -> Seed | None:
    one = some(choices, text.nodes(ast.Conditional))
    return None if one is None else Seed(((one.then.span.end, one.otherwise.span.end, ""),), (one.span.start,))


def _operator_twice(text: Text, choices: Choices) -> Seed | None:
    token = some(choices, text.tokens("TIMES_SIGN", "DIVIDE", "PLUS"))
    return None if token is None else inserted(token.start, "× ")


KINDS: Mapping[str, Kind] = {
    "colon missing after a heading": _colon_after_heading,
    "colon missing after an item": _colon_after_item,
    "colon twice": _colon_twice,
    "bracket not closed": _bracket_unclosed,
    "bracket not opened": _bracket_unopened,
    "bracket closed twice": _bracket_surplus,
    "bracket of another kind": _bracket_of_another_kind,
    "index not closed": _index_unclosed,
    "text not closed": _text_unclosed,
    "text not opened": _text_unopened,
    "text without quotation marks": _text_without_marks,
    "indent that is odd": _indent_odd,
    "indent too deep": _indent_too_deep,
    "indent missing": _indent_missing,
    "heading indented": _indent_of_the_first,
    "indent by a tab": _indent_by_tab,
    "keyword of a declaration misspelt": _keyword_misspelt,
    "keyword of an item misspelt": _item_misspelt,
    "bar before a quote missing": _bar_missing,
    "quote in quotation marks": _quote_in_marks,
    "digits of full width": _digits_full_width,
    "thousands separated": _thousands_separator,
    "unit of money misspelt": _money_of_no_unit,
    "number with an exponent": _exponent,
    "number too long": _too_many_digits,
    "date that does not exist": _date_impossible,
    "month that does not exist": _date_of_no_month,
    "date with slashes or points": _date_with_slashes,
    "date without a day": _date_without_day,
    "letter of another script": _confusable_letter,
    "hidden character": _hidden_character,
    "control of direction": _bidi_control,
    "full stop at the end": _full_stop,
    "semicolon in a list": _semicolon,
    "word too many": _surplus_word,
    "sign of no meaning": _foreign_sign,
    "operand missing": _operand_missing,
    "comparison of three": _comparison_chained,
    "otherwise missing": _else_missing,
    "operator twice": _operator_twice,
}
