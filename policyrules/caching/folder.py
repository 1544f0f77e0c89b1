"""A folder in which data is kept that only its owner may have written.

In: a folder. Out: what a file in it holds, or nothing where there is none that can be trusted; files written whole or not at
all. A folder or a file that others may change, or that belongs to someone else, is refused, as ssh refuses such keys: where the
system knows no owners and modes, as Windows does not, nothing is refused. Knows nothing of what the data says.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG, S_IWGRP, S_IWOTH

from attrs import frozen

from policyrules.diagnostics import Diagnostic, PolicyError

#: A file longer than this is not read.
MOST_BYTES = 64 * 1024 * 1024

_HAS_OWNERS = hasattr(os, "geteuid")


@frozen
class Folder:
    """A folder that may be trusted. What it is called may lead to another one tomorrow: each time, it is looked at anew."""

    path: Path

    @staticmethod
    def at(path: Path) -> "Folder":
        """Return the folder at a path, made where there is none, or raise `PolicyError`."""
        folder = Folder(path)
        with suppress(OSError, ValueError):
            path.mkdir(mode=0o700, parents=True)
        try:
            with folder._opened():
                return folder
        except (OSError, ValueError):  # that a name is none that a folder can have is a ValueError
            raise PolicyError([Diagnostic("cache-unusable", {"name": str(path)}, path=str(path))]) from None

    def read(self, name: str) -> bytes | None:
        """Return what a file holds, `None` where there is none, or none that may be trusted."""
        try:
            with self._opened() as place:
                descriptor = os.open(name if place is not None else self.path / name, _READ, dir_fd=place)
                with open(descriptor, "rb") as file:
                    found = os.fstat(file.fileno())
                    if not S_ISREG(found.st_mode) or not _is_ours(found) or found.st_size > MOST_BYTES:
                        return None
                    return file.read(MOST_BYTES + 1)
        except OSError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all; not at all where the folder may only be read."""
        beside = f".{secrets.token_hex(8)}"
        with suppress(OSError), self._opened() as place:
            at = self.path if place is None else Path()
            try:
                with open(os.open(at / beside, _WRITE, 0o600, dir_fd=place), "wb") as file:
                    file.write(data)
                os.replace(at / beside, at / name, src_dir_fd=place, dst_dir_fd=place)
            except OSError:
                with suppress(OSError):
                    os.unlink(at / beside, dir_fd=place)

    @contextmanager
    def _opened(self) -> Iterator[int | None]:
        """Open the folder, so that what is done in it is done in the one that was looked at; `None` where that is not known."""
        if os.open not in os.supports_dir_fd:
            yield None
            return
        place = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            found = os.fstat(place)
            if not S_ISDIR(found.st_mode) or not _is_ours(found):
                raise PolicyError([Diagnostic("cache-shared", {"name": str(self.path)}, path=str(self.path))])
            yield place
        finally:
            os.close(place)


#: How files are opened: what is no plain file is not waited for, and no link is followed.
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def _is_ours(found: os.stat_result) -> bool:
    """Say whether something belongs to who runs this, or to the administrator, and nobody else may write to it."""
    if not _HAS_OWNERS:
        return True
    return found.st_uid in (0, os.geteuid()) and not found.st_mode & (S_IWGRP | S_IWOTH)
