import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyrules.diagnostics import Language
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax import canonical as module
from policyrules.syntax.canonical import canonical
from policyrules.syntax.comments import comments
from policyrules.syntax.formatter import print_file
from policyrules.syntax.parser import Parsed, parse_whole
from tests.syntax.trees import DECLARATIONS, of

CLONE = Path(__file__).parents[2]
SHIPPED = sorted((*CLONE.glob("policies/*.pol"), *CLONE.glob("examples/**/*.pol"), *CLONE.glob("policyrules/skeletons/*.pol")))
WRITTEN = sorted(CLONE.glob("tests/**/*.pol"))
LANGUAGES: tuple[Language, ...] = ("zh", "en")
OTHER: dict[Language, Language] = {"zh": "en", "en": "zh"}


@lru_cache(16)
def parsed(text: str) -> Parsed:
    """Read a text once, however often it is formatted: nothing but its letters decides what it is read as."""
    return parse_whole(Source("text.pol", text))


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "parse_whole", lambda source: parsed(source.text))
        yield


def formatted(text: str, keywords: Language | None = None) -> str:
    result, found = canonical(Source("text.pol", text), keywords)
    assert result is not None, ([(d.code, d.span and d.span.first) for d in found], text)
    return result


def read(text: str) -> ast.File:
    return parsed(text).tree


def said(text: str) -> tuple[str, ...]:
    return comments(parsed(text).lines)


def code(text: str) -> list[str]:
    """Return the lines without comments and blank lines."""
    return [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]


def with_comments(text: str, seed: int) -> str:
    """Return a text with comments and blank lines in random places."""
    chance = random.Random(seed)
    result = []
    for number, line in enumerate(text.split("\n")):
        for extra in range(chance.choice((0, 0, 0, 1, 3))):
            blank = chance.random() < 0.4
            result.append("" if blank else " " * chance.randrange(13) + f'# {number}.{extra}: “「"|  甲')
        after = line and not line.lstrip().startswith("|") and chance.random() < 0.3
        result.append(line + f'{" " * chance.randrange(3)}#{number}, "定义  ' if after else line)
    return "\n".join(result)


def hold(text: str) -> str:
    """Hold all that formatting promises against a text, and return its canonical form."""
    once = formatted(text)
    assert ast.same(read(text), read(once))
    assert said(once) == said(text)
    assert formatted(once) == once
    chinese = formatted(text, "zh")
    english = formatted(chinese, "en")
    assert said(english) == said(text)
    assert formatted(english, "en") == english
    assert formatted(english, "zh") == chinese
    return once


def hold_generated(tree: ast.File, language: Language, seed: int) -> None:
    """Hold it against a tree, which the printer of trees prints in the same way."""
    text = print_file(tree, language)
    assert formatted(text) == text
    assert formatted(text, OTHER[language]) == print_file(tree, OTHER[language])
    once = hold(with_comments(text, seed))
    for line, bare in zip(code(once), code(text), strict=True):
        assert line == bare or line.startswith(f"{bare}  #")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_is_in_its_canonical_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text


@pytest.mark.parametrize("path", [*SHIPPED, *WRITTEN], ids=lambda path: path.stem)
def test_a_policy_keeps_its_tree_and_its_comments_and_comes_back_from_the_other_language(path: Path) -> None:
    hold(with_comments(path.read_text(encoding="utf-8"), 1))


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(LANGUAGES), st.integers(0, 10**6))
@pytest.mark.parametrize("kind", DECLARATIONS, ids=lambda kind: kind.__name__)
def test_what_was_generated_keeps_its_tree_and_its_comments(
    kind: type, data: st.DataObject, language: Language, seed: int
) -> None:
    hold_generated(data.draw(of(kind)), language, seed)


@pytest.mark.slow
@settings(max_examples=5000 // len(DECLARATIONS) + 1, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(LANGUAGES), st.integers(0, 10**6))
@pytest.mark.parametrize("kind", DECLARATIONS, ids=lambda kind: kind.__name__)
def test_five_thousand_generated_ones_keep_them_too(kind: type, data: st.DataObject, language: Language, seed: int) -> None:
    hold(with_comments(print_file(data.draw(of(kind)), language), seed))


# --- what is refused --------------------------------------------------------------------------------------------------


def test_a_text_with_mistakes_is_not_touched_and_all_of_them_are_said() -> None:
    result, found = canonical(Source("text.pol", "定义 x=\n定义 y=1+\n  定义\n"))
    assert result is None
    assert len([d for d in found if d.code.startswith("syntax-")]) > 1


def test_a_doubtful_indentation_is_mended() -> None:
    assert formatted("枚举 甲: a\n事实:\n   x: 数\n   y: 数\n") == "枚举 甲: a\n\n事实:\n    x: 数\n    y: 数\n"
    assert formatted("事实:\n\tx: 数\n\t# 注\n") == "事实:\n    x: 数\n    # 注\n"


@pytest.mark.parametrize("printed", ["定义 x = 2", "定义 x = ", "定义 x = 1  # 注"])
def test_what_would_say_something_else_is_not_returned(printed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_lines", lambda source, parsed, keywords: iter([printed]))
    result, found = canonical(Source("text.pol", "定义 x = 1\n"))
    assert (result, [d.code for d in found]) == (None, ["format-not-the-same"])


# --- line ends --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("定义 x = 1", "定义 x = 1\n"),
        ("定义 x = 1\n\n\n", "定义 x = 1\n"),
        ("定义 x = 1\r\n定义 y = 2\n", "定义 x = 1\r\n定义 y = 2\r\n"),
        ("定义 x = 1\n定义 y = 2\r\n", "定义 x = 1\n定义 y = 2\n"),
        ("定义 x = 1\r定义 y = 2", "定义 x = 1\n定义 y = 2\n"),
        ("\r\n定义 x = 1", "定义 x = 1\r\n"),
        ("\n定义 x = 1", "定义 x = 1\n"),
    ],
)
def test_lines_end_as_the_first_one_does(written: str, expected: str) -> None:
    assert formatted(written) == expected
    assert formatted(expected) == expected
