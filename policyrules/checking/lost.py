"""The lines of a file that could not be read.

In: a source and the tree of what could be read. Out: `Lost`. Those lines have been reported; what they may have declared is not
reported a second time as missing.
"""

import re
from bisect import bisect_right
from functools import cached_property

from attrs import field, frozen

from policyrules.checking.graphs import walk
from policyrules.source import Source
from policyrules.syntax import ast

_WORD = re.compile(r"\w+")
_CONTENT = re.compile(r"\s*[^\s#|]")


@frozen(slots=False)
class Lost:
    """The lines that are not in the tree, by their numbers, and the lines at which declarations begin."""

    source: Source = field(repr=False)
    lines: tuple[int, ...]
    declarations: tuple[int, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that stand in the lost lines."""
        return frozenset(word for line in self.lines for word in _WORD.findall(self.source.line(line)))

    def in_declaration(self, node: ast.Tree) -> bool:
        """Say whether a line of the declaration around a node is lost."""
        if not self.lines:
            return False
        line = node.span.first.line
        place = bisect_right(self.declarations, line)
        end = self.declarations[place] if place < len(self.declarations) else len(self.source.line_starts) + 1
        start = self.declarations[place - 1] if place else 1
        return any(start <= lost < end for lost in self.lines)


def lost_lines(source: Source, tree: ast.File) -> Lost:
    """Return the lines with something in them of which the tree holds nothing."""
    held: set[int] = set()
    for node in walk(tree.declarations):
        if node.span.source is source:
            held.add(node.span.first.line)
            held.add(node.span.last.line)
    lines = (number for number in range(1, len(source.line_starts) + 1) if number not in held)
    lost = tuple(number for number in lines if _CONTENT.match(source.line(number)))
    return Lost(source, lost, tuple(declaration.span.first.line for declaration in tree.declarations))
