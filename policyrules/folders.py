"""The policies in a folder: which files they are, in which order.

In: a folder. Out: the paths of the files that end in `.pol`, in it and in the folders in it, and diagnostics about what stands
there but cannot be a policy of the folder. No link is followed out of the folder, nor into another folder of it; what begins
with a dot is left alone. Opens no file, and knows nothing of what stands in one.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from policyrules.diagnostics import Diagnostic

#: How a file of a policy ends.
ENDING = ".pol"

#: No more policies than these are read together.
MOST_POLICIES = 1_000

#: No more files and folders than these are looked at.
MOST_ENTRIES = 100_000


class Folder(NamedTuple):
    """The policies of a folder, by their folders and names, and what is wrong with it."""

    policies: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def policies_in(folder: Path) -> Folder:
    """Return the policies in a folder and in the folders in it."""
    walk = _Walk(folder.resolve())
    found = sorted(walk.policies(folder), key=lambda path: path.parts)
    if walk.entries > MOST_ENTRIES:
        return Folder((), (_about(folder, "folder-too-large", limit=f"{MOST_ENTRIES:,}"),))
    if len(found) > MOST_POLICIES:
        return Folder((), (_about(folder, "folder-too-many", limit=f"{MOST_POLICIES:,}"),))
    if not found and not walk.diagnostics:
        return Folder((), (_about(folder, "folder-empty"),))
    return Folder(tuple(found), tuple(sorted(walk.diagnostics, key=lambda diagnostic: diagnostic.path or "")))


class _Walk:
    """Walks through a folder, and remembers what it met; `home` is the folder as the system knows it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.entries = 0
        self.diagnostics: list[Diagnostic] = []

    def policies(self, folder: Path) -> Iterator[Path]:
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            for entry in self._entries(here):
                path = here / entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif entry.name.endswith(ENDING) and self._is_policy(path, entry):
                    yield path

    def _entries(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    self.entries += 1
                    if self.entries > MOST_ENTRIES:
                        return
                    if not entry.name.startswith("."):
                        yield entry
        except OSError:
            self.diagnostics.append(_about(folder, "folder-unreadable"))

    def _is_policy(self, path: Path, entry: os.DirEntry[str]) -> bool:
        """Say whether a file is one of the folder; a link to another file of the folder is that file once more."""
        if entry.is_symlink():
            if not _target(path).is_relative_to(self.home):
                self.diagnostics.append(_about(path, "folder-link"))
            return False
        if not entry.is_file(follow_symlinks=False):
            self.diagnostics.append(_about(path, "policy-unreadable"))
            return False
        return True


def _target(link: Path) -> Path:
    """Return where a link leads to; nowhere is outside."""
    try:
        return link.resolve(strict=True)
    except (OSError, RuntimeError):  # it leads to nothing, or back to itself
        return Path(os.devnull)


def _about(path: Path, code: str, **arguments: str) -> Diagnostic:
    return Diagnostic(code, {"name": str(path), **arguments}, path=str(path))
