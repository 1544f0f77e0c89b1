"""Putting a new content in the place of a file's own, whole or not at all.

In: the path of a file that is there, and bytes. Out: the file with these bytes, its mode kept, or an `OSError` and the file as
it was. Knows nothing of what the bytes say.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Write a file anew: beside it first, then in its place, so that nobody ever finds half of it.

    Through a link it is the file that the link leads to. A file that may not be written stays as it is, although its folder
    would allow it to be replaced.
    """
    place = path.resolve()
    _refuse(place)
    _put(place, data, lambda beside: shutil.copymode(place, beside))


def write(path: Path, data: bytes) -> None:
    """Write a file, whether or not there is one, so that nobody ever finds half of it; make its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        replace(path, data)
    else:
        _put(path, data, lambda beside: os.chmod(beside, 0o666 & ~_mask()))


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give the path of an empty file beside another, to be written at leisure; at the end it takes the place of the other.

    Where anything goes wrong it is gone, and the other file is as it was. The folder is made where there is none.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    place = path.resolve()
    _refuse(place)
    descriptor, found = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    os.close(descriptor)
    try:
        yield Path(found)
        with open(found, "rb") as file:
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, found)
        else:
            os.chmod(found, 0o666 & ~_mask())
        os.replace(found, place)
    except BaseException:
        os.unlink(found)
        raise


def _refuse(place: Path) -> None:
    """Refuse a file that may not be written, and what is no file: a device or a pipe would be gone, and a file in its place."""
    if not place.exists():
        return
    if not place.is_file():
        number = errno.EISDIR if place.is_dir() else errno.EINVAL
        raise OSError(number, os.strerror(number), str(place))
    if not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def _mask() -> int:
    """Return the permissions that new files of this process do not have; asking for them is setting them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _put(place: Path, data: bytes, prepare: Callable[[str], None]) -> None:
    """Write a file beside its place, and move it there."""
    descriptor, beside = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        prepare(beside)
        os.replace(beside, place)
    except BaseException:
        os.unlink(beside)
        raise
