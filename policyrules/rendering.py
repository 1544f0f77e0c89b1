"""Diagnostics as text for people: the sentence, the line of the source, and marks under the place.

In: diagnostics. Out: plain text in Chinese or English; colour is for whoever prints it. Han characters take two columns, and
characters that cannot be seen are written out. Knows no terminal and no syntax.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from policyrules.diagnostics import Diagnostic, Label, Language, Severity
from policyrules.source import Span

#: Columns of a source line that are shown; of a longer one, those around the place.
_WIDTH = 96
_BEFORE = 48

_SEVERITY: Mapping[Language, Mapping[Severity, str]] = MappingProxyType(
    {
        "zh": {Severity.ERROR: "错误", Severity.WARNING: "注意", Severity.ADVICE: "建议"},
        "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "advice"},
    }
)
_HELP: Mapping[Language, str] = MappingProxyType({"zh": "改法", "en": "help"})

#: The comment by which what an advice is about is kept, with a reason.
_KEEP: Mapping[Language, str] = MappingProxyType({"zh": '保留: # 允许 {code} 因 "…"', "en": 'keep: # allow {code} because "…"'})

# What changes a text without being seen: controls, formats, surrogates, fillers, variation selectors.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")


def render(diagnostic: Diagnostic, language: Language) -> str:
    """Return a diagnostic as lines of text, without a last line end."""
    word = _SEVERITY[language][diagnostic.severity]
    lines = [f"{word}[{diagnostic.code}]: {visible(diagnostic.message(language))}"]
    if diagnostic.span is not None:
        lines += _place(diagnostic.span, "", "^")
        for label in diagnostic.labels:
            lines += _label(label, language)
    elif diagnostic.path:
        lines.append(f"  --> {visible(diagnostic.path)}")
    if advice := diagnostic.help(language):
        lines.append(f"  = {_HELP[language]}: {visible(advice)}")
    if diagnostic.severity is Severity.ADVICE:
        lines.append(f"  = {_KEEP[language].format(code=diagnostic.code)}")
    return "\n".join(lines)


def render_all(diagnostics: Iterable[Diagnostic], language: Language) -> str:
    """Return diagnostics one after the other, with a blank line between them."""
    return "\n\n".join(render(diagnostic, language) for diagnostic in diagnostics)


def _label(label: Label, language: Language) -> list[str]:
    return _place(label.span, visible(label.message(language)), "-")


def _place(span: Span, note: str, mark: str) -> list[str]:
    """Return where a span stands, its first line, and marks under it."""
    first = span.first
    number = str(first.line)
    text = span.source.line(first.line)
    start = first.column - 1
    length = max(min(span.end - span.start, len(text) - start), 0)
    # A window of a long line: a line may be as long as a file.
    left = max(start - _BEFORE, 0)
    shown, at = text[left : left + _WIDTH], start - left
    before = ("…" if left else "") + visible(shown[:at])
    marked, after = visible(shown[at : at + length]), visible(shown[at + length :])
    tail = "…" if left + _WIDTH < len(text) else ""
    gutter = " " * len(number)
    underline = " " * width(before) + mark * max(width(marked), 1)
    return [
        f"{gutter}--> {visible(span.source.name)}:{first.line}:{first.column}",
        f"{gutter} |",
        f"{number} | {before}{marked}{after}{tail}".rstrip(),
        f"{gutter} | {underline}{' ' + note if note else ''}",
    ]


def visible(text: str) -> str:
    """Return a text with each character that cannot be seen written out, as in `<U+202E>`; a tab as four spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character == "\t":
        return "    "
    hidden = unicodedata.category(character) in _INVISIBLE or character in _FILLERS
    return (
        f"<U+{ord(character):04X}>" if hidden or unicodedata.name(character, "").startswith("VARIATION SELECTOR") else character
    )


def width(text: str) -> int:
    """Return the columns that a text takes: two for a wide character, none for one that is put on the one before."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
