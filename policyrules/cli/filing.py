"""Files that commands write: each whole or not at all, and over a file that is there only where that was asked for.

In: where to write, and whether `--force` was given. Out: a place to write at, which takes the place of the file in the end; or
`Wrong`, which says what is in the way. Knows nothing of what is written.
"""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from policyrules.cli.terminal import Wrong, spoken
from policyrules.files.replacing import beside
from policyrules.messages.face import phrase

F = TypeVar("F", bound=Callable[..., Any])

_WHY = {
    errno.ENOSPC: "why-full",
    errno.EDQUOT: "why-full",
    errno.EACCES: "why-not-allowed",
    errno.EPERM: "why-not-allowed",
    errno.EROFS: "why-read-only",
    errno.EISDIR: "why-folder",
    errno.ENOTDIR: "why-no-folder",
    errno.EEXIST: "why-no-folder",
    errno.ENAMETOOLONG: "why-long",
    errno.EINVAL: "why-no-file",
}


def force_option(command: F) -> F:
    """Add `--force`."""
    return click.option("--force", is_flag=True, help="Write over a file that is there already.")(command)


def refuse_taken(path: Path | None, *, force: bool = False, read: Iterable[str | Path] = ()) -> None:
    """Refuse to write where something is already, and in any case over what is read; long work asks before it begins."""
    if path is None:
        return
    if not force and os.path.lexists(path):
        raise Wrong("taken", path=str(path))
    if any(_is_one(path, Path(other)) for other in read):
        raise Wrong("taken-read", path=str(path))


def _is_one(path: Path, other: Path) -> bool:
    """Say whether two paths lead to one file, which need not be there."""
    try:
        return path.resolve() == other.resolve() or path.samefile(other)
    except (OSError, ValueError, RuntimeError):  # what cannot be looked at is neither read nor written
        return False


@contextmanager
def filing(path: Path, *, force: bool = False, read: Iterable[str | Path] = ()) -> Iterator[Path]:
    """Give a place to write at, which becomes the file in the end; where anything goes wrong, nothing is left of it."""
    if str(path) == "-":  # whoever writes that means no file of that name
        raise not_written(path, OSError(errno.EINVAL, ""))
    refuse_taken(path, force=force, read=read)
    with ExitStack() as stack:
        try:
            place = stack.enter_context(beside(path))
        except (OSError, ValueError) as error:  # that a name is none that a file can have is a ValueError
            raise not_written(path, error) from None
        try:
            yield place
            stack.close()
        except OSError as error:  # all else has other reasons than the file
            raise not_written(path, error) from None


def not_written(path: Path, error: OSError | ValueError) -> Wrong:
    """Return what is said of a file that cannot be written."""
    return Wrong("not-written", path=str(path), why=why(error))


def why(error: OSError | ValueError) -> str:
    """Say why something cannot be written."""
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    said = str(getattr(error, "strerror", None) or error)
    return phrase(_WHY[number], spoken()) if number in _WHY else said
