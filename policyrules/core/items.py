"""What a declaration says in so many words: titles, clauses, notes, quotes, constant dates.

In: declarations and their items. Out: plain texts and dates. Nothing here asks a question.
"""

from collections.abc import Sequence
from datetime import date

from policyrules.checking.constants import day
from policyrules.checking.policy import item
from policyrules.diagnostics import Language
from policyrules.syntax import ast


def title_of(
    declaration: ast.Policy | ast.Tier | ast.Measure | ast.Entitlement | ast.Duty | ast.Target | ast.Define | ast.Property,
) -> str:
    """Return the title, or the name of what has none."""
    return declaration.title.text if declaration.title else declaration.name.name


def named(reference: ast.Reference) -> str:
    """Return the name of what is named, with that of the score before a part of it."""
    if isinstance(reference, ast.Name):
        return reference.name
    return f"{reference.target.span.text}.{reference.field.name}"


def clause_of(declaration: ast.Measure | ast.Entitlement | ast.Duty | ast.Target | ast.Define) -> str:
    """Return the clause of the document, empty where none is given."""
    return declaration.clause.clause if declaration.clause else ""


def text_item(items: Sequence[ast.Tree], key: str) -> str | None:
    """Return the text of the item with the key, where there is one."""
    found = item(items, key)
    return found.text if isinstance(found, ast.TextItem) else None


def notes(items: Sequence[ast.Tree]) -> tuple[str, ...]:
    """Return the notes."""
    return tuple(part.text for part in items if isinstance(part, ast.TextItem) and part.key == "note")


def language_of(head: ast.Policy) -> Language:
    """Return the language of the document, which is Chinese unless the policy says otherwise."""
    return "en" if text_item(head.items, "language") == "en" else "zh"


def quotes(items: Sequence[ast.Tree], key: str) -> tuple[str, ...]:
    """Return the passages under `条文` (key `quote`) or `引语` (key `lead`)."""
    found = (part for part in items if isinstance(part, ast.QuotesItem) and part.key == key)
    return tuple(quote.text for part in found for quote in part.quotes)


def expression_item(items: Sequence[ast.Tree], key: str) -> ast.Expression | None:
    """Return the expression of the item with the key, where there is one."""
    found = item(items, key)
    return found.value if isinstance(found, ast.ExpressionItem) else None


def date_item(items: Sequence[ast.Tree], key: str) -> date | None:
    """Return the constant day of the item with the key, where there is one."""
    return day(expression_item(items, key))
