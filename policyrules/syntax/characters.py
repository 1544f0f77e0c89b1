"""What characters may stand where: letters of names, hidden characters, look-alikes.

In: text. Out: character classes for the lexer, the plain form of a foreign word, and diagnostics about what the eye cannot
see. Knows no tokens.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from policyrules.diagnostics import LIMIT, Diagnostic, Label, Severity
from policyrules.source import Source, Span

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"

#: What a name is made of, as the inside of a character class: Han, ASCII letters, Ⅰ–Ⅻ and `_`, then digits too.
LETTER = f"A-Za-z_{_HAN}\u2160-\u216b"
NAME_PART = f"{LETTER}0-9"

#: What looks like part of a word to a reader: every letter and digit there is, and the parts of Han characters.
WORD_PART = r"\w\u2e80-\u2fdf\u31c0-\u31ef"

#: Controls, soft hyphen, joiners and fillers, bidirectional marks, line and paragraph separators, variation selectors, tags,
#: lone surrogates: all that changes what is read without being seen.
HIDDEN = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_HIDDEN = re.compile(HIDDEN)

_PLAIN_NAME = re.compile(f"[{LETTER}][{NAME_PART}]*")
_PLAIN_PART = re.compile(f"[{NAME_PART}]")

# Cyrillic and Greek letters that are drawn like Latin ones.
_LATIN = str.maketrans("аАВСсЕеНКМОоРрТХхуΑΒΕΖΗΙΚΜΝΟοΡΤΥΧ", "aABCcEeHKMOoPpTXxyABEZHIKMNOoPTYX")

# Characters that one reads for another; each group is one skeleton.
_GROUPS = ("土士", "未末", "日曰", "己已巳", "人入", "干千于", "戊戌戍", "天夭", "毋母", "冶治", "0OQ", "1lI")
_SKELETON = str.maketrans({other: group[0] for group in _GROUPS for other in group[1:]})


def is_plain_name(text: str) -> bool:
    """Say whether a name can be written without quotation marks."""
    return _PLAIN_NAME.fullmatch(text) is not None


def is_hidden(text: str) -> bool:
    """Say whether a text holds a character that cannot be seen."""
    return _HIDDEN.search(text) is not None


def unhidden(text: str) -> str:
    """Return the text without its hidden characters."""
    return _HIDDEN.sub("", text)


def visible(text: str) -> str:
    """Return the text with every hidden character written out, as in `<U+202E>`."""
    return _HIDDEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def hidden(source: Source) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each hidden character, in comments and strings too."""
    for count, match in enumerate(_HIDDEN.finditer(source.text)):
        if count > LIMIT:
            return
        code = "syntax-nul" if match[0] == "\0" else "syntax-hidden-character"
        yield Diagnostic(code, {"character": visible(match[0])}, Span(source, match.start(), match.end()))


def plain(word: str) -> str:
    """Return a foreign word in the characters of names, as far as it has a plain form."""
    return "".join(part if _PLAIN_PART.match(part) else unicodedata.normalize("NFKC", part).translate(_LATIN) for part in word)


def alike(names: Iterable[tuple[str, Span]]) -> Iterator[Diagnostic]:
    """Yield a warning for each name that is drawn almost like an earlier, different one."""
    first: dict[str, tuple[str, Span]] = {}
    said: set[str] = set()
    for name, span in names:
        earlier, place = first.setdefault(name.translate(_SKELETON), (name, span))
        if earlier != name and name not in said:
            said.add(name)
            labels = (Label(place, "label-first-written", {"name": earlier}),)
            yield Diagnostic(
                "syntax-names-alike", {"name": name, "other": earlier}, span, severity=Severity.WARNING, labels=labels
            )
