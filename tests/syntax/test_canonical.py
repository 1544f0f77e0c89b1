import os
import random
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyrules.diagnostics import Language, Severity
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax import canonical as module
from policyrules.syntax.canonical import canonical
from policyrules.syntax.comments import comments
from policyrules.syntax.formatter import print_file
from policyrules.syntax.nodes import Node
from policyrules.syntax.parser import Parsed, parse_whole
from policyrules.syntax.tables import automaton
from tests.core.random_policies import Writer
from tests.syntax.derivations import Deriver, Production, grammar
from tests.syntax.trees import DECLARATIONS, of

CLONE = Path(__file__).parents[2]
SHIPPED = sorted((*CLONE.glob("policies/*.pol"), *CLONE.glob("examples/**/*.pol"), *CLONE.glob("policyrules/skeletons/*.pol")))
CASES = sorted(CLONE.glob("tests/conformance/cases/*.pol"))
WRITTEN = sorted(CLONE.glob("tests/**/*.pol"))
LANGUAGES: tuple[Language, ...] = ("zh", "en")
SIGNS = ("#", "＃")
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
    return [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith(SIGNS)]


#: What somebody may write in a comment; some of it would be code elsewhere.
COMMENTS = (
    "#", "# 甲", "#甲 # 乙", "＃ 全角，“引号”；（括号）", '# "未完', "# “「", "# | 引文", "# 政策 甲:", "#\t制表", "#    ",
    "# define x = (", '# 允许 x 因 "y"', "# it's 100％", "#!", f"# {'长' * 150}",
)  # fmt: skip
BLANKS = ("", "", "   ", "\t", "\u3000")


def with_comments(text: str, seed: int) -> str:
    """Return a text with comments and blank lines in random places: on lines of their own at any depth, and behind lines."""
    chance = random.Random(seed)
    result = []
    for line in text.split("\n"):
        for _ in range(chance.choice((0, 0, 0, 1, 3))):
            own = " " * chance.randrange(13) + chance.choice(COMMENTS)
            result.append(chance.choice(BLANKS) if chance.random() < 0.4 else own)
        after = line and not line.lstrip().startswith(("|", "｜")) and chance.random() < 0.3
        result.append(line + " " * chance.randrange(3) + chance.choice(COMMENTS) if after else line)
    return chance.choice(("\n", "\n", "\n", "\r\n")).join(result)


def hold(text: str) -> str:
    """Hold all that formatting promises against a text, and return its canonical form."""
    once = formatted(text)
    assert formatted(once) == once
    chinese = formatted(once, "zh")
    english = formatted(chinese, "en")
    assert formatted(english, "zh") == chinese
    for written in (once, english):
        assert ast.same(read(text), read(written))
        assert said(written) == said(text)
    return once


def hold_generated(tree: ast.File, language: Language, seed: int) -> None:
    """Hold it against a tree, which the printer of trees prints in the same way."""
    text = print_file(tree, language)
    assert formatted(text) == text
    assert formatted(text, OTHER[language]) == print_file(tree, OTHER[language])
    once = hold(with_comments(text, seed))
    for line, bare in zip(code(once.replace("\r", "")), code(text), strict=True):
        assert line == bare or line.startswith((f"{bare}  #", f"{bare}  ＃"))


@pytest.mark.parametrize("path", [*SHIPPED, *CASES], ids=lambda path: path.stem)
def test_what_ships_and_what_every_backend_decides_is_in_its_canonical_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text


@pytest.mark.parametrize("path", [*SHIPPED, *WRITTEN], ids=lambda path: path.stem)
def test_a_policy_keeps_its_tree_and_its_comments_and_comes_back_from_the_other_language(path: Path) -> None:
    hold(with_comments(path.read_text(encoding="utf-8"), 1))


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(LANGUAGES), st.integers(0, 10**6))
@pytest.mark.parametrize("kind", DECLARATIONS, ids=lambda kind: kind.__name__)
def test_what_was_generated_keeps_its_tree_and_its_comments(
    kind: type, data: st.DataObject, language: Language, seed: int
) -> None:
    hold_generated(data.draw(of(kind)), language, seed)


@pytest.mark.parametrize("seed", range(3))
def test_what_the_random_policies_of_the_evaluator_say_is_kept(seed: int) -> None:
    hold(with_comments(Writer(seed).policy(), seed))


# --- what the grammar writes ------------------------------------------------------------------------------------------

#: In how many tests the policies that the grammar writes are held, which run side by side, and how many: half as many again as
#: there are productions, each of which is the aim of one at least. `DERIVED=5000` in the environment goes on from there.
PARTS = 10
DERIVED = int(os.environ.get("DERIVED", "1500"))

PRODUCTIONS = tuple(production for rows in grammar().productions.values() for production in rows)

#: What can be wrong with a text although the grammar has a place for every word.
BEYOND_THE_GRAMMAR = {"syntax-number-whole", "syntax-ordinal-year", "syntax-default-twice"}


def rules(text: str) -> set[str]:
    """Return the rules of which a text was made."""
    found = set[str]()
    stack = [*parsed(text).nodes]
    while stack:
        node = stack.pop()
        found.add(node.rule)
        stack.extend(child for child in node.children if isinstance(child, Node))
    return found


def hold_derived(goals: Collection[Production], most: int) -> int:
    """Hold it against so many policies that the grammar writes, among them one at least for every goal; return how many."""
    inline = {production.rule for production in automaton().productions if production.inline}
    deriver = Deriver(len(goals), goals)
    count = 0
    for written in range(most * 3 // 2):
        derived = deriver.policy()
        text = with_comments(derived.text, written)
        mistakes = {d.code for d in parsed(text).diagnostics if d.severity is Severity.ERROR}
        assert mistakes <= BEYOND_THE_GRAMMAR, text
        if mistakes:
            continue
        assert rules(text) == {rule for rule, parts in derived.productions if rule not in inline or len(parts) > 1}
        hold(text)
        deriver.take(derived)
        count += 1
        if count == most:
            break
    assert [goal for goal, times in deriver.reached.items() if not times] == []
    return count


@pytest.mark.parametrize("part", range(2))
def test_what_every_rule_of_the_grammar_writes_keeps_its_tree_and_its_comments(part: int) -> None:
    first = {rule: (rule, parts) for rule, parts in reversed(PRODUCTIONS)}
    goals = [*first.values()][part::2]
    assert hold_derived(goals, len(goals)) == len(goals)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_policies_of_every_production_of_the_grammar_keep_it_too(part: int) -> None:
    assert hold_derived(PRODUCTIONS[part::PARTS], DERIVED // PARTS) * PARTS == DERIVED


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
