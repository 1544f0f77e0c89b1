"""Sentences of what can go wrong when reading the text of a .pol file."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {}
