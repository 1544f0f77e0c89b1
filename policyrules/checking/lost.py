"""The lines of a file that could not be read.

In: a source and the tree of what could be read. Out: `Lost`. Those lines have been reported; what they may have declared is not
reported a second time as missing. Nothing is looked for before something is missing.
"""

import re
from bisect import bisect_right
from functools import cached_property

from attrs import field, frozen

from policyrules.checking.graphs import walk
from policyrules.source import Source
from policyrules.syntax import ast

_WORD = re.compile(r"\w+")
_CONTENT = re.compile(r"[^\S\r\n]*+(?!#)[^\r\n]*?\w")


@frozen(slots=False)
class Lost:
    """The lines with something in them of which the tree holds nothing."""

    source: Source = field(repr=False)
    tree: ast.File = field(repr=False)
    is_part: bool = True

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """The numbers of the lost lines; there are none where the tree is no part, but all that was read or made otherwise."""
        if not self.is_part:
            return ()
        held: set[int] = set()
        for node in walk(self.tree.declarations):
            if node.span.source is self.source:
                held.add(node.span.first.line)
        text, starts = self.source.text, enumerate(self.source.line_starts, 1)
        return tuple(number for number, start in starts if number not in held and _CONTENT.match(text, start))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that stand in the lost lines."""
        return frozenset(word for line in self.lines for word in _WORD.findall(self.source.line(line)))

    @cached_property
    def text(self) -> str:
        """What stands in the lost lines."""
        return "\n".join(self.source.line(line) for line in self.lines)

    def in_declaration(self, node: ast.Tree) -> bool:
        """Say whether a line of the declaration around a node is lost."""
        line = node.span.first.line
        begins = self._begins
        place = bisect_right(begins, line)
        start = begins[place - 1] if place else 1
        end = begins[place] if place < len(begins) else len(self.source.line_starts) + 1
        after = bisect_right(self.lines, start - 1)
        return after < len(self.lines) and self.lines[after] < end

    @cached_property
    def _begins(self) -> tuple[int, ...]:
        """The lines at which the declarations begin."""
        return tuple(declaration.span.first.line for declaration in self.tree.declarations)
