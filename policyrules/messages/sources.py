"""Sentences of what can go wrong when holding quotes against the source text."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {}
