"""The items of a declaration: collected by key, each where it belongs and as often as it may stand.

In: the items as written, and which the declaration takes and needs. Out: the first of each key. Knows no types.
"""

from collections.abc import Iterable
from typing import TypeVar

from attrs import frozen

from policyrules.checking.findings import Findings, label
from policyrules.checking.lost import Lost
from policyrules.syntax import ast

I = TypeVar("I", bound=ast.Tree)  # noqa: E741

_REQUIRED = ("must_hold", "must_be_known", "must_not_fall", "may_fall_by")

#: May stand more than once.
_REPEATED = frozenset({"note", "supersedes", "superseded_by", "highest_only", "choose_one", "top_up", "total_cap", *_REQUIRED})


@frozen
class Items:
    """The items of one declaration by their keys."""

    owner: ast.Name
    by_key: dict[str, ast.Tree]

    def get(self, key: str, kind: type[I]) -> I | None:
        """Return the item with the key."""
        found = self.by_key.get(key)
        return found if isinstance(found, kind) else None


def collect_items(
    name: ast.Name, items: Iterable[ast.Tree], takes: frozenset[str], needs: Iterable[str], findings: Findings, lost: Lost
) -> Items:
    """Return the items of the declaration called `name`; report those that are misplaced, stand twice, are empty or missing."""
    by_key: dict[str, ast.Tree] = {}
    for item in items:
        key = getattr(item, "key", None)
        if key is None:
            continue
        if key not in takes:
            findings.error("item-misplaced", item, item=(f"item-{key}",), name=name.name)
        elif by_key.setdefault(key, item) is not item and key not in _REPEATED:
            findings.error("item-twice", item, [label(by_key[key], "label-first")], item=(f"item-{key}",), name=name.name)
        elif isinstance(item, ast.QuotesItem) and not item.quotes and not lost.in_declaration(item):
            findings.error("quote-empty", item, item=(f"item-{key}",))
    for key in needs:
        if key not in by_key and not lost.in_declaration(name):
            findings.error("item-missing", name, item=(f"item-{key}",), name=name.name)
    return Items(name, by_key)
