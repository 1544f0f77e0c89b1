"""Facts files: bytes of JSON, JSON Lines or YAML, read into plain data. Knows no program and no facts."""

from policyrules.files.entries import Entry, Notation, read_entries, read_file

__all__ = ["Entry", "Notation", "read_entries", "read_file"]
