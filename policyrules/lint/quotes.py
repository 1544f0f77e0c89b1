"""Advice on what stands in quotes and what is encoded of it.

In: a policy. Out: figures that no quote names, and tables whose rows stand otherwise than in the quote.
"""

from collections.abc import Iterable, Iterator, Sequence

from policyrules.checking.graphs import walk
from policyrules.core.items import quotes
from policyrules.diagnostics import Diagnostic
from policyrules.lint.figures import Figure, figures, written
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast

#: A declaration that quotes, what it encodes of the quotes, and the quotes, those above it included.
Encoding = tuple[ast.Name, Sequence[ast.Tree], tuple[str, ...]]

#: What a quote says in other words than figures, or what is not said in quotes.
_SILENT = frozenset({"deadline", "recurrence", "indicative", "compared", "window"})


def figure_unquoted(subject: Subject) -> Iterator[Diagnostic]:
    """Find figures in conditions and amounts that neither the quote of the declaration nor that of a definition names."""
    defined = set(_figures_of_definitions(subject))
    for name, nodes, quoted in _encodings(subject):
        if quoted:
            named = defined.union(*(figures(text) for text in quoted))
            for node, figure in written(nodes):
                if figure not in named:
                    yield advice("figure-unquoted", node, figure=node.span.text, name=name.name)


def rows_reordered(subject: Subject) -> Iterator[Diagnostic]:
    """Find tables whose bands or values stand in another order than in the quote, which names all of them."""
    for name, nodes, quoted in _encodings(subject):
        said = [figure for text in quoted for figure in figures(text)]
        for table in walk(nodes):
            if isinstance(table, ast.ByTable | ast.FirstMatch):
                row = _first_out_of_order(table, said)
                if row is not None:
                    yield advice("rows-reordered", row, row=row.span.text, name=name.name)


# --- declarations that quote --------------------------------------------------------------------------------------------


def _encodings(subject: Subject) -> Iterator[Encoding]:
    """Yield what quotes, with all that it encodes."""
    above = _quoted(subject.head.items)
    for measure, part in subject.promises:
        nodes = [item for item in part.items if getattr(item, "key", None) not in _SILENT]
        yield part.name, nodes, (*_quoted(part.items), *_quoted(measure.items), *above)
    for definition in subject.checked.all(ast.Define):
        own = _quoted(definition.items)
        if own and definition.body is not None:
            yield definition.name, [definition.body], (*own, *above)
        for exception in definition.exceptions:
            if quoted := _quoted(exception.items):
                yield exception.name, [exception.condition, exception.value], (*quoted, *own, *above)
    for tier in subject.checked.all(ast.Tier):
        if own := _quoted(tier.items):
            yield tier.name, tier.items, (*own, *above)
    for target in subject.checked.all(ast.Target):
        yield target.name, [item for item in target.items if item.key == "count"], (*_quoted(target.items), *above)
    for score in subject.checked.all(ast.Score):
        yield from _indicators(score, ())


def _indicators(part: ast.Score | ast.ScoreGroup, above: tuple[str, ...]) -> Iterator[Encoding]:
    quoted = (*_quoted(part.parts), *above)
    for inner in part.parts:
        if isinstance(inner, ast.ScoreGroup):
            yield from _indicators(inner, quoted)
        elif isinstance(inner, ast.Indicator) and _quoted(inner.items):
            yield inner.name, inner.points, (*_quoted(inner.items), *quoted)


def _quoted(items: Sequence[ast.Tree]) -> tuple[str, ...]:
    return (*quotes(items, "quote"), *quotes(items, "lead"))


def _figures_of_definitions(subject: Subject) -> Iterator[Figure]:
    items = [definition.items for definition in subject.checked.all(ast.Define)]
    items += [one.items for definition in subject.checked.all(ast.Define) for one in definition.exceptions]
    for own in (*items, *(tier.items for tier in subject.checked.all(ast.Tier))):
        for text in _quoted(own):
            yield from figures(text)


# --- tables -------------------------------------------------------------------------------------------------------------


def _first_out_of_order(table: ast.ByTable | ast.FirstMatch, said: Sequence[Figure]) -> ast.Tree | None:
    """Return the first row whose band or value comes too early or late in what is said; none where the words say less."""
    rows: Sequence[ast.Row | ast.CaseRow] = table.rows
    heads = [(row, _heads(row)) for row in rows]
    values = [(row, [row.value]) for row in rows]
    for column in (heads, values):
        order = [(row, figure) for row, nodes in column for _, figure in written(nodes)]
        if all(figure in said for _, figure in order):
            row = _out_of_order(order, said)
            if row is not None:
                return row
    return None


def _heads(row: ast.Row | ast.CaseRow) -> Sequence[ast.Tree]:
    if isinstance(row, ast.Row):
        return row.cells
    return [] if row.condition is None else [row.condition]


def _out_of_order(order: Iterable[tuple[ast.Tree, Figure]], said: Sequence[Figure]) -> ast.Tree | None:
    at, last = 0, None
    for row, figure in order:
        if figure == last:
            continue
        place = next((n for n in range(at, len(said)) if said[n] == figure), None)
        if place is None:
            return row
        at, last = place + 1, figure
    return None
