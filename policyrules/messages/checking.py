"""Sentences of what can go wrong when checking names, types, units, windows and declarations."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {}
