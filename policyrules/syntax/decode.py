"""From the bytes of a file to its text.

In: bytes and the name of their file. Out: a source, or a diagnostic that says in what other encoding the file probably is.
Knows nothing of what the text says.
"""

from policyrules.diagnostics import Diagnostic
from policyrules.source import Source

#: A file longer than this is refused before it is decoded.
MAX_BYTES = 4 * 1024 * 1024

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, name: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Return the text of a file in UTF-8, with or without a byte order mark."""
    if len(data) > MAX_BYTES:
        return None, (Diagnostic("syntax-too-many-bytes", {"limit": f"{MAX_BYTES:,}", "size": f"{len(data):,}"}, path=name),)
    if _is_utf16(data):
        return None, (Diagnostic("syntax-utf16", path=name),)
    try:
        return Source(name, data.decode("utf-8-sig")), ()
    except UnicodeDecodeError as error:
        if _is_gbk(data):
            return None, (Diagnostic("syntax-gbk", path=name),)
        line = data.count(b"\n", 0, error.start) + 1
        return None, (Diagnostic("syntax-not-utf8", {"line": str(line)}, path=name),)


def _is_utf16(data: bytes) -> bool:
    """Say whether a file begins with a mark of UTF-16, or has NUL in every second place, as ASCII has in it."""
    sample = data[:1024]
    halves = (sample[::2], sample[1::2])
    blank = [len(half) > 1 and half.count(0) * 4 > len(half) * 3 for half in halves]
    return sample.startswith(_UTF16_MARKS) or blank[0] != blank[1]


def _is_gbk(data: bytes) -> bool:
    """Say whether the bytes are a text of mostly Han characters in GB18030."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    foreign = [character for character in text if not character.isascii()]
    han = sum("\u4e00" <= c <= "\u9fff" or c in "，。、：；“”（）《》〔〕—－" for c in foreign)
    return han * 5 >= len(foreign) * 4
