"""What the automaton makes of tokens: the nodes of the grammar, before they become the syntax tree.

In: reductions. Out: `Node`, and what is nested too deep. Knows the names of rules, nothing of what they mean.
"""

from typing import NamedTuple, Union

from policyrules.syntax.layout import MAX_NESTING
from policyrules.syntax.lexer import Token

#: The rules that can stand within themselves. A tree is no deeper than `MAX_NESTING` of them.
NESTING = frozenset(
    {
        "conditional", "quantified", "disjunction", "conjunction", "negation", "comparison", "between", "membership",
        "is_absent", "sum", "product", "prefix", "otherwise", "access", "index", "call", "block", "over", "periods", "rounded",
        "is_passed", "discretion",
    }
)  # fmt: skip


class Node(NamedTuple):
    """A rule of the grammar with its parts."""

    rule: str
    children: tuple[Union["Node", Token], ...]
    start: int
    end: int

    def parts(self) -> tuple[Union["Node", Token], ...]:
        """Return the parts, with those of rules that make no node of their own (`_…`) in their place."""
        for part in self.children:  # most nodes have none
            if type(part) is Node and part.rule[0] == "_":
                break
        else:
            return self.children
        found: list[Node | Token] = []
        stack: list[Node | Token] = [*self.children]
        while stack:  # from the end, since what repeats is nested to the left
            part = stack.pop()
            if isinstance(part, Node) and part.rule[0] == "_":
                stack.extend(part.children)
            else:
                found.append(part)
        return tuple(reversed(found))


def too_deep(node: Node) -> Node | None:
    """Return the first node under more than `MAX_NESTING` others that can be nested."""
    stack: list[tuple[Node, int]] = [(node, 0)]
    while stack:
        at, depth = stack.pop()
        depth += at.rule in NESTING
        if depth > MAX_NESTING:
            return at
        stack.extend((child, depth) for child in reversed(at.children) if isinstance(child, Node))
    return None
