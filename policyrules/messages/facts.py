"""Sentences of what can go wrong when reading the facts of an enterprise."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {}
