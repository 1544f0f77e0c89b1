"""A policy kept ready, as the bytes of one file.

In: a policy that was loaded, or the bytes of an entry. Out: the one from the other. An entry begins with the digest of all
that follows, so that damage is noticed, and says from which texts it was made, by their digests. It is data: whatever it holds,
it is read as a program and an outline that are well made, or not at all. What it cannot show is who wrote it. Knows no folder.
"""

import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from attrs import frozen

from policyrules.caching.lowered import pack, unpack
from policyrules.caching.shapes import DamagedError, Shapes, Shared
from policyrules.checking.policy import CheckedPolicy
from policyrules.core.outline import Lowered
from policyrules.library import Text
from policyrules.resources import tables_text
from policyrules.source import Source
from policyrules.version import __version__

#: The first word of an entry: what follows it is read as this module writes it.
_FORMAT = "policyrules-kept/1"

#: What of the package a lowered policy depends on.
_ENGINE = ("syntax", "checking", "core", "values", "caching", "library.py", "source.py")


@frozen
class TextNote:
    """A text that a policy was made from: its digest, its document with its digest, and the places of those that it uses."""

    digest: str
    document: tuple[str, str] | None
    uses: tuple[tuple[str, int], ...]


class Entry(NamedTuple):
    """What is kept of a policy: what it was lowered to, from which texts (its own first), and whether checking was silent."""

    lowered: Lowered
    texts: tuple[TextNote, ...]
    is_silent: bool


def key(text: Text) -> str:
    """Return the key of a policy: the digest of its text, of what makes it ready, and whether it stands beside a document."""
    is_beside = text.folder is not None
    return sha256(f"{_FORMAT} {_engine()} {is_beside} {text_digest(text.source)}".encode()).hexdigest()


def text_digest(source: Source) -> str:
    """Return the digest of a text, as it was written."""
    return sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _engine() -> str:
    """Return the digest of what reads, checks and lowers policies: of an installation that was changed, nothing is taken."""
    sink = sha256(f"{__version__} {sys.version_info[:2]} {unicodedata.unidata_version} {tables_text()}".encode())
    package = str(Path(__file__).parents[1])
    for name in _ENGINE:
        for path in sorted(_modules(os.path.join(package, name))):
            sink.update(f"{path.removeprefix(package)} ".encode())
            with open(path, "rb") as file:
                sink.update(file.read())
    return sink.hexdigest()


def _modules(path: str) -> Iterator[str]:
    """Yield the modules at a path: it is one, or a folder of some."""
    if path.endswith(".py"):
        yield path
    for folder, _, names in os.walk(path):
        yield from (os.path.join(folder, name) for name in names if name.endswith(".py"))


_TEXTS = Shapes().of(tuple[TextNote, ...])


# --- bytes ------------------------------------------------------------------------------------------------------------


def written(name: str, entry: Entry) -> bytes:
    """Return an entry as bytes; it holds its own name, so that it is not taken for another."""
    said = [name, _TEXTS.pack(entry.texts, Shared()), entry.is_silent, pack(entry.lowered)]
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return f"{_FORMAT} {sha256(body).hexdigest()}\n".encode() + body


def read(name: str, data: bytes) -> Entry | None:
    """Return the entry of a name that bytes hold, or `None` where they hold none that is whole and well made."""
    head, _, body = data.partition(b"\n")
    if head != f"{_FORMAT} {sha256(body).hexdigest()}".encode():
        return None
    try:
        said = json.loads(body.decode("utf-8", "surrogatepass"))
        if type(said) is not list or len(said) != 4 or said[0] != name or type(said[2]) is not bool:
            return None
        texts = _TEXTS.unpack(said[1], Shared())
        if not texts or any(not 0 <= place < len(texts) for note in texts for _, place in note.uses):
            return None
        return Entry(unpack(said[3]), texts, said[2])
    except (DamagedError, ValueError, RecursionError):
        return None


# --- texts ------------------------------------------------------------------------------------------------------------


def notes(policy: CheckedPolicy) -> tuple[TextNote, ...]:
    """Return from which texts a policy was made."""
    places: dict[CheckedPolicy, int] = {policy: 0}
    waiting = [policy]
    for one in waiting:
        for used in _used(one):
            if used not in places:
                places[used] = len(places)
                waiting.append(used)
    return tuple(_note(one, places) for one in places)


def _note(policy: CheckedPolicy, places: dict[CheckedPolicy, int]) -> TextNote:
    document = policy.document
    uses = tuple((use.use.path.text, places[use.policy]) for use in policy.used if use.policy is not None)
    named = None if document is None else (document.name, text_digest(document))
    return TextNote(text_digest(policy.source), named, uses)


def _used(policy: CheckedPolicy) -> Iterator[CheckedPolicy]:
    return (use.policy for use in policy.used if use.policy is not None)
