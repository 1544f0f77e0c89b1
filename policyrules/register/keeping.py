"""Files that are there whole or not at all, and what is kept of them.

In: a place and what writes the file. Out: the file, flushed to disk and moved to its place, with its size and digest. A mistake
of the disk is told as a `MatchError`. Knows no register.
"""

import errno
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from policyrules.register.refusing import MatchError, diagnostic


def keep(place: Path, write: Callable[[Path], None]) -> dict[str, object]:
    """Have a file written under another name, flush it to disk and move it to its place; return its size and digest."""
    beside = place.with_name(place.name + ".tmp")
    with told(place):
        try:
            beside.unlink(missing_ok=True)  # left by a process that was killed, or a link that leads elsewhere
            beside.touch(exist_ok=False)
            write(beside)
            with open(beside, "rb+") as stream:
                os.fsync(stream.fileno())
            kept = kept_of(beside)
            os.replace(beside, place)
            _flush(place.parent)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    return kept


def keep_json(place: Path, data: object) -> None:
    """Write data as JSON, in the same bytes for the same data."""
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=False) + "\n"

    def write(path: Path) -> None:
        path.write_bytes(text.encode())

    keep(place, write)


def kept_of(place: Path) -> dict[str, object]:
    """Return the size and the digest of a file."""
    sink, size = sha256(), 0
    with open(place, "rb") as stream:
        while block := stream.read(2**20):
            sink.update(block)
            size += len(block)
    return {"bytes": size, "sha256": sink.hexdigest()}


def is_kept(place: Path, kept: object) -> bool:
    """Say whether a file is there as it was kept."""
    try:
        if not isinstance(kept, Mapping) or not place.is_file() or place.stat().st_size != kept.get("bytes"):
            return False
        return kept_of(place)["sha256"] == kept.get("sha256")
    except OSError:
        return False


def copied(place: Path, copy: Callable[[Path], None]) -> Path:
    """Have a copy made, unless it is there as it was made, and return its place."""
    note = place.with_suffix(".json")
    if not is_kept(place, read_json(note)):
        copy(place)
        keep_json(note, kept_of(place))
    return place


def read_json(place: Path) -> object:
    """Return what a JSON file says; `None` where there is none, or it is none. Of a pipe or a device nothing is read."""
    try:
        return json.loads(place.read_bytes()) if place.is_file() else None
    except (OSError, ValueError, RecursionError):
        return None


def _flush(folder: Path) -> None:
    """Flush to disk what a folder calls its files."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Tell a mistake of the disk in so many words."""
    try:
        yield
    except OSError as error:
        code = {
            errno.ENOSPC: "match-disk-full",
            errno.EDQUOT: "match-disk-full",
            errno.EROFS: "match-read-only",
            errno.EACCES: "match-read-only",
            errno.EPERM: "match-read-only",
        }.get(error.errno or 0, "match-not-written")
        raise MatchError([diagnostic(code, str(place), reason=error.strerror or str(error))]) from None
