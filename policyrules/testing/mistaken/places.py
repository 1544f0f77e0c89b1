"""Places of a policy where a mistake can be made, and what is changed there.

In: a checked policy without mistakes. Out: its nodes and tokens with their places, and `Seed`s: changes of the text, with the
place at which whoever reads the policy would look for the mistake. Knows no kind of mistake.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from attrs import field, frozen

from policyrules.checking.graphs import walk
from policyrules.checking.policy import Binding, BindingKind, CheckedPolicy
from policyrules.syntax import ast
from policyrules.syntax.lexer import Line, Token, lex
from policyrules.testing.drawing.choices import Choices
from policyrules.values.types import Type

#: A place of the text and what stands there instead.
Edit = tuple[int, int, str]

N = TypeVar("N", bound=ast.Tree)
T = TypeVar("T")


@frozen
class Seed:
    """Changes of a text. `at` is where the mistake is looked for, or one of several such places, in the text as it was.

    `names` are those whose meaning the mistake takes away: what is said wherever they are spoken of is its consequence.
    """

    edits: tuple[Edit, ...]
    at: tuple[int, ...]
    names: frozenset[str] = field(factory=frozenset)


#: Makes a mistake of one kind, or `None` where there is no place for it.
Kind = Callable[["Text", Choices], Seed | None]


@frozen(eq=False, slots=False)
class Text:
    """A policy, with what stands where in its text."""

    checked: CheckedPolicy

    @property
    def text(self) -> str:
        """The text as it was."""
        return self.checked.source.text

    @cached_property
    def every(self) -> tuple[ast.Tree, ...]:
        """All nodes, in the order of the text."""
        return tuple(walk(self.checked.tree.declarations))

    def nodes(self, *kinds: type[N]) -> list[N]:
        """Return the nodes of some classes."""
        return [node for node in self.every if isinstance(node, kinds)]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines with their raw tokens."""
        return lex(self.checked.source).lines

    def tokens(self, *kinds: str) -> list[Token]:
        """Return the tokens of some kinds."""
        return [token for line in self.lines for token in line.tokens if token.kind in kinds]

    def named(self, *kinds: BindingKind) -> list[tuple[ast.Name, Binding]]:
        """Return the names that speak of something of some kinds."""
        bindings = self.checked.bindings
        return [(n, bindings[n]) for n in self.nodes(ast.Name) if n in bindings and bindings[n].kind in kinds]

    def type(self, node: ast.Tree) -> Type | None:
        """Return the type of an expression."""
        return self.checked.types.get(node)

    def line_of(self, offset: int) -> tuple[int, int]:
        """Return where the line of a character begins, and where the next one does."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end + 1

    def lines_of(self, node: ast.Tree) -> tuple[int, int]:
        """Return where the lines of a node begin and end."""
        return self.line_of(node.span.start)[0], self.line_of(max(node.span.start, node.span.end - 1))[1]


def some(choices: Choices, options: Sequence[T]) -> T | None:
    """Return one of the options, `None` where there are none."""
    return choices.pick(options) if options else None


def replaced(node: ast.Tree | Token, new: str, *names: str) -> Seed:
    """Return a seed that puts something in the place of a node or a token."""
    start, end = (node.start, node.end) if isinstance(node, Token) else (node.span.start, node.span.end)
    return Seed(((start, end, new),), (start,), frozenset(names))


def inserted(at: int, new: str) -> Seed:
    """Return a seed that puts something before a character."""
    return Seed(((at, at, new),), (at,))


def line_after(text: Text, node: ast.Tree, line: str) -> Seed:
    """Return a seed that puts a line below the first line of a node."""
    end = text.line_of(node.span.start)[1]
    return Seed(((end, end, line + "\n"),), (end,))


def without(text: Text, node: ast.Tree, at: ast.Tree, *names: str) -> Seed:
    """Return a seed that leaves out the lines of a node; the mistake is looked for at another."""
    start, end = text.lines_of(node)
    return Seed(((start, end, ""),), (at.span.start,), frozenset(names))


def indent_of(text: Text, node: ast.Tree) -> str:
    """Return the white space before a node."""
    return text.text[text.line_of(node.span.start)[0] : node.span.start]


def misspelt(name: str) -> str:
    """Return a name that is not quite the same."""
    return f"{name}某" if len(name) < 2 else f"{name[:-1]}呱"


def own(nodes: Sequence[N], text: Text) -> Iterator[N]:
    """Yield the nodes that stand in the text itself."""
    yield from (node for node in nodes if node.span.source is text.checked.source)
