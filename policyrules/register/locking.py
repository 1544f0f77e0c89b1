"""A folder that one process at a time writes to.

In: a folder. Out: a context in which no other process that asks so has it. The lock is one of the operating system on a file
in the folder, so that it is gone with the process, however that ends. Where a file system knows no locks, there is none.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policyrules.register.keeping import told
from policyrules.register.refusing import MatchError, diagnostic

#: The file that is locked: it stays, and says nothing.
LOCK = ".lock"

#: A link in its place is not followed: what stands elsewhere is not made, nor waited for.
_HERE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Have a folder alone. Raises `MatchError` where another process has it."""
    with told(folder):
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | _HERE, 0o666)
    try:
        if not _taken(descriptor):
            raise MatchError([diagnostic("match-folder-busy", str(folder))])
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    """Take the lock, unless another process has it."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system without locks
        return True
    return True
