"""The canonical text of a policy that somebody wrote, comments and all.

In: a source, and a language of keywords if one is asked for. Out: its canonical text, or what is wrong with it. The text that
is returned has been read again: it has the same tree and the same comments. Knows no files.
"""

from collections.abc import Iterator, Sequence

from policyrules.diagnostics import Diagnostic, Language, Severity
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.comments import comments, weave
from policyrules.syntax.nodes import Node
from policyrules.syntax.parser import Parsed, parse_whole
from policyrules.syntax.respelling import Respeller, language_of

#: What begins after a blank line, where it is not the first under its heading.
_APART = frozenset({"entitlement", "duty"})


def canonical(source: Source, keywords: Language | None = None) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the canonical text of a source, or nothing and all that is wrong with its syntax.

    Keywords stay as they are spelled unless a language is given. Lines end as the first one does, `\\r\\n` or else `\\n`.
    """
    parsed = parse_whole(source)
    if _has_mistakes(parsed):
        return None, parsed.diagnostics
    text = "".join(f"{line}\n" for line in _lines(source, parsed, keywords))
    if not _says_the_same(parsed, parse_whole(Source(source.name, text))):
        return None, (Diagnostic("format-not-the-same", {}, path=source.name),)
    first = source.text.find("\n")
    return (text.replace("\n", "\r\n") if first > 0 and source.text[first - 1] == "\r" else text), ()


def _has_mistakes(parsed: Parsed) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in parsed.diagnostics)


def _says_the_same(written: Parsed, printed: Parsed) -> bool:
    """Say whether what was printed is without mistakes, and has the tree and the comments of what was written."""
    if _has_mistakes(printed):
        return False
    return ast.same(written.tree, printed.tree) and comments(written.lines) == comments(printed.lines)


def _lines(source: Source, parsed: Parsed, keywords: Language | None) -> Iterator[str]:
    language = keywords or language_of(source, parsed.nodes[0])
    printed: list[str] = []
    apart: set[int] = set()
    alone = True  # whether the declaration before has one line
    for declaration in parsed.nodes:
        writer = Respeller(source, language, translated=keywords is not None)
        writer.declaration(declaration)
        lines = tuple(writer.lines())
        if not (alone and len(lines) == 1):
            apart.add(declaration.start)
        alone = len(lines) == 1
        printed.extend(lines)
        apart.update(_parts_apart(declaration))
    return weave(source, parsed.lines, printed, apart)


def _parts_apart(declaration: Node) -> Sequence[int]:
    """Return where the entitlements and duties of a measure start."""
    if declaration.rule != "measure":
        return ()
    return [part.start for part in declaration.parts() if isinstance(part, Node) and part.rule in _APART]
