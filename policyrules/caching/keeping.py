"""Policies loaded from what is kept of them, where that is of the very same texts; else anew, and kept.

In: the text of a policy, a folder, and what builds the policy. Out: a `Policy`, the same either way. The text, its document and
all that it uses are read each time, and looked for anew, since another file may stand in the way today; only parsing, checking
and lowering are spared. Of a kept policy the text is parsed and checked when someone asks for what only that can tell.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from attrs import define

from policyrules.caching import entries
from policyrules.caching.entries import Entry, TextNote
from policyrules.caching.folder import Folder
from policyrules.library import Examination, Held, Library, Text, read_beside
from policyrules.policy import Policy
from policyrules.source import Source


def load_kept(text: Text, search: Sequence[Path], folder: Path, build: Callable[[], Policy]) -> Policy:
    """Return the policy of a text: from the folder, or built and kept there.

    Raises `PolicyError` for a folder that others may write to or that is none, and what `build` raises.
    """
    kept, name = Folder.at(folder), entries.key(text)
    data = kept.read(f"{name}.json")
    entry = None if data is None else entries.read(name, data)
    held = None if entry is None else _held(entry, text, search)
    if entry is not None and held is not None:
        return Policy(Examination(held), entry.lowered, is_silent=entry.is_silent)
    policy = build()
    entry = Entry(policy.lowered, entries.notes(policy.checked), not policy.warnings)
    kept.write(f"{name}.json", entries.written(name, entry))
    return policy


@define(eq=False)
class _Texts:
    """The texts that an entry was made from, read anew."""

    notes: tuple[TextNote, ...]
    library: Library
    texts: dict[int, Text]
    places: dict[Path, int]

    def held(self) -> tuple[Held, ...] | None:
        """Return them, `None` where any is another than it was."""
        held: list[Held] = []
        for place, note in enumerate(self.notes):
            one = self.texts.get(place)
            if one is None or entries.text_digest(one.source) != note.digest:
                return None
            document = _document(note, one.folder)
            if (document is None) != (note.document is None):
                return None
            if not all(self.is_used(one, name, used) for name, used in note.uses):
                return None
            held.append(Held(one.source, document, dict(note.uses)))
        return tuple(held)

    def is_used(self, by: Text, name: str, used: int) -> bool:
        """Say whether a text uses the one at a place by a name; read that where it was not."""
        path = self.library.find(name, None if by.path is None else by.path.resolve())
        if isinstance(path, str):
            return False
        place = path.resolve()
        if place in self.places or used in self.texts:
            return self.places.get(place) == used
        source = read_beside(path)
        if source is None:
            return False
        self.texts[used] = Text(source, path.parent, path)
        self.places[place] = used
        return True


def _held(entry: Entry, text: Text, search: Sequence[Path]) -> tuple[Held, ...] | None:
    """Return the texts that an entry was made from as they are now, `None` where any of them is another."""
    library = Library(tuple(search))
    place = None if text.path is None else text.path.resolve()
    library.begin(place)
    return _Texts(entry.texts, library, {0: text}, {} if place is None else {place: 0}).held()


def _document(note: TextNote, folder: Path | None) -> Source | None:
    """Return the document of a text where it is the one that it was."""
    if note.document is None or folder is None:
        return None
    name, digest = note.document
    source = None if any(sign in name for sign in "/\\\0") else read_beside(folder / name)
    return source if source is not None and entries.text_digest(source) == digest else None
