import pytest

from policyrules.source import Source
from policyrules.syntax.layout import MAX_DECLARATIONS, MAX_NESTING, lay_out
from policyrules.syntax.lexer import lex


def laid_out(text: str) -> tuple[list[str], list[str]]:
    """Return the kinds of the tokens of each declaration, and the codes of what is wrong."""
    source = Source("text.pol", text)
    layout = lay_out(source, lex(source).lines)
    short = {"NEWLINE": "/", "INDENT": ">", "DEDENT": "<", "WORD": "w"}
    kinds = ["".join(short.get(token.kind, "s") for token in tokens) for tokens in layout.declarations]
    return kinds, [diagnostic.code for diagnostic in layout.diagnostics]


def test_indentation_becomes_tokens() -> None:
    assert laid_out("a\n    b\n        c\n    d\ne\n") == (["w/>w/>w/<w/<", "w/"], [])


def test_blank_lines_and_comments_say_nothing() -> None:
    assert laid_out("a\n\n  # x\n    b # y\n \t\n        # z\n") == (["w/>w/<"], [])


def test_layout_tokens_stand_at_the_end_of_the_line_before() -> None:
    source = Source("text.pol", "a\n    b  # x\n\nc\n")
    layout = lay_out(source, lex(source).lines)
    assert [(t.start, t.end) for t in layout.declarations[0]] == [(0, 1), (1, 1), (1, 1), (6, 7), (7, 7), (7, 7)]


def test_a_tab_is_one_level() -> None:
    assert laid_out("a\n\tb\n\t\tc\n") == (["w/>w/>w/<<"], [])


@pytest.mark.parametrize(
    ("text", "kinds", "code"),
    [
        ("a\n    b\n\tc\n", "w/>w/w/<", "syntax-indent-mixed"),
        ("a\n  \tb\n", "w/>w/<", "syntax-indent-mixed"),
        ("a\n　　b\n", "w/>w/<", "syntax-indent-character"),
        ("a\n   b\n   c\n", "w/>w/w/<", "syntax-indent-odd"),
        ("a\n     b\n    c\n", "w/>w/w/<", "syntax-indent-odd"),
    ],
)
def test_a_doubtful_indentation_is_reported_once(text: str, kinds: str, code: str) -> None:
    assert laid_out(text) == ([kinds], [code])


@pytest.mark.parametrize("spaces", [5, 6, 7])
def test_an_indentation_between_two_levels_is_reported_once(spaces: int) -> None:
    assert laid_out(f"a\n    b\n        c\n{' ' * spaces}d\ne\n")[1] == ["syntax-indent-between"]


def test_blocks_are_nested_no_deeper_than_allowed() -> None:
    lines = ["    " * depth + "a\n" for depth in range(MAX_NESTING + 3)]
    assert laid_out("".join(lines[: MAX_NESTING + 1]))[1] == []
    assert set(laid_out("".join(lines))[1]) == {"syntax-too-deep"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("(a", "syntax-bracket-unclosed"),
        ("(a]", "syntax-bracket-unopened"),
        ("a)", "syntax-bracket-unopened"),
        ("(" * 65 + ")" * 65, "syntax-too-deep"),
    ],
)
def test_brackets_close_in_their_line(line: str, code: str) -> None:
    assert laid_out(line)[1] == [code]


def test_brackets_may_be_nested_as_deep_as_allowed() -> None:
    assert laid_out("(" * 64 + ")" * 64)[1] == []


def test_a_file_has_no_more_declarations_than_allowed() -> None:
    kinds, codes = laid_out("a\n" * (MAX_DECLARATIONS + 5))
    assert (len(kinds), codes) == (MAX_DECLARATIONS, ["syntax-too-many-declarations"])
