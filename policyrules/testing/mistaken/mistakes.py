"""Texts with one mistake each, and how well the mistake is reported.

In: a policy without mistakes, a kind of mistake, and choices. Out: a `WrongText`: the text with the mistake and the line that
it stands on; and what checking says of it.

A mistake is reported *rightly* where a diagnostic stands on its line. Another diagnostic is *spurious* unless the mistake
explains it: one of its labels points to that line; or a name stands on its line whose meaning the mistake took away (it was
declared on the line of the mistake, or it stood in what was taken out); or it speaks of a passage of the document that was
quoted on the lines that were changed.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from attrs import field, frozen

from policyrules.checking.check import check
from policyrules.checking.policy import CheckedPolicy, Used
from policyrules.checking.sources import packed
from policyrules.diagnostics import Diagnostic
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.mistaken import meaning, naming, spelling, structure
from policyrules.testing.mistaken.places import Edit, Kind, Seed, Text

#: Every kind of mistake by what it is called.
KINDS: Mapping[str, Kind] = MappingProxyType({**spelling.KINDS, **naming.KINDS, **meaning.KINDS, **structure.KINDS})

#: So many kinds are tried where the first has no place in a policy.
_TRIES = 20


@frozen(eq=False)
class WrongText:
    """A text with one mistake. `line` is where it stands; `lines` are all on which it could be said to stand."""

    kind: str
    text: str
    line: int
    lines: frozenset[int]
    #: The names whose meaning the mistake takes away, and what stood on the lines that were changed, without white space.
    names: frozenset[str] = field(repr=False)
    changed: str = field(repr=False)
    policy: CheckedPolicy = field(repr=False)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return what is said of the text, beside the same document and the same used policies."""
        source = Source(self.policy.source.name, self.text)
        tree, mistakes = parse(source)
        known = {used.use.path.text: used.policy for used in self.policy.used}
        used = tuple(Used(use, known.get(use.path.text)) for use in tree.declarations if isinstance(use, ast.Use))
        return (*mistakes, *check(source, tree, self.policy.document, used, is_part=bool(mistakes)).diagnostics)

    def is_reported(self, diagnostics: tuple[Diagnostic, ...]) -> bool:
        """Say whether the mistake is reported on its line."""
        return any(_line(one) in self.lines for one in diagnostics)

    def spurious(self, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Return the diagnostics that the mistake does not explain."""
        return tuple(one for one in diagnostics if not self._explains(one))

    def _explains(self, diagnostic: Diagnostic) -> bool:
        if diagnostic.span is None or diagnostic.span.source.text != self.text:
            return diagnostic.span is not None and packed(diagnostic.span.text) in self.changed
        line = diagnostic.span.first.line
        places = {label.span.first.line for label in diagnostic.labels if label.span.source.text == self.text}
        if line in self.lines or self.lines & places:
            return True
        return any(name in diagnostic.span.source.line(line) for name in self.names)


def _line(diagnostic: Diagnostic) -> int | None:
    return None if diagnostic.span is None else diagnostic.span.first.line


def wrong_text(policy: CheckedPolicy, choices: Choices, *, kinds: tuple[str, ...] = tuple(KINDS)) -> WrongText | None:
    """Return the text of a policy with a mistake of one of the kinds; `None` where none that was tried has a place."""
    text, left = Text(policy), list(kinds)
    for _ in range(min(_TRIES, len(left))):
        kind = left.pop(choices.integer(0, len(left) - 1))
        seed = KINDS[kind](text, choices)
        found = None if seed is None else _seeded(text, kind, seed)
        if found is not None:
            return found
    return None


def _seeded(text: Text, kind: str, seed: Seed) -> WrongText | None:
    before = text.text
    new = _edited(before, seed.edits)
    if new == before:
        return None
    lines = [1 + len(re.findall(r"\r\n|\r|\n", new[: _moved(at, seed.edits)])) for at in seed.at]
    changed = packed(
        "".join(before[text.line_of(start)[0] : text.line_of(max(start, end - 1))[1]] for start, end, _ in seed.edits)
    )
    names = seed.names | _taken_away(text, seed)
    return WrongText(kind, new, lines[0], frozenset(lines), names, changed, text.checked)


def _taken_away(text: Text, seed: Seed) -> frozenset[str]:
    """Return the names that stood in what is changed, and those that are declared on the lines of the mistake."""
    ranges = [(start, end) for start, end, _ in seed.edits]
    heads = {text.line_of(at)[0] for at in (*seed.at, *(start for start, _ in ranges))}
    found = set()
    for node in text.every:
        name = node if isinstance(node, ast.Name) else None
        if name is not None and any(start < name.span.end and name.span.start < end for start, end in ranges):
            found.add(name.name)
        called = getattr(node, "name", None)
        if isinstance(called, ast.Name) and isinstance(node, _DECLARING) and text.line_of(called.span.start)[0] in heads:
            found.add(called.name)
    return frozenset(found)


#: What gives a meaning to a name.
_DECLARING = (
    ast.Enum, ast.Record, ast.FieldLine, ast.UnitLine, ast.Parameter, ast.Reading, ast.Define, ast.Score, ast.ScoreGroup,
    ast.Indicator, ast.Tier, ast.Entitlement, ast.Duty, ast.Use,
)  # fmt: skip


def _moved(at: int, edits: tuple[Edit, ...]) -> int:
    """Return where a character stands after the changes before it."""
    return at + sum(len(new) - (end - start) for start, end, new in edits if start < at)


def _edited(text: str, edits: tuple[Edit, ...]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def wrong_texts(policy: CheckedPolicy, choices: Choices) -> Iterator[WrongText]:
    """Yield a text for every kind of mistake that has a place in a policy."""
    for kind in KINDS:
        found = wrong_text(policy, choices, kinds=(kind,))
        if found is not None:
            yield found
