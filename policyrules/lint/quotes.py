"""Advice on what stands in quotes and what is encoded of it.

In: a policy. Out: figures that no quote names, and tables whose rows stand otherwise than in the quote.
"""

from collections.abc import Iterable, Iterator, Sequence

from policyrules.checking.graphs import walk
from policyrules.core.items import quotes
from policyrules.diagnostics import Diagnostic
from policyrules.lint.figures import Figure, Kind, figures, written
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast

#: A declaration that quotes, what it encodes of the quotes, and the quotes, those above it included.
Encoding = tuple[ast.Name, Sequence[ast.Tree], tuple[str, ...]]

#: What a quote says in other words than figures, or what is not said in quotes.
_SILENT = frozenset({"deadline", "recurrence", "indicative", "compared", "window"})


def figure_unquoted(subject: Subject) -> Iterator[Diagnostic]:
    """Find figures in conditions and amounts that no quote names which they can come from."""
    for name, nodes, quoted in _encodings(subject):
        if quoted:
            yield from _unnamed(name, nodes, _figures(quoted))
    texts = [node.text for node in walk(subject.checked.tree.declarations) if isinstance(node, ast.Quote)]
    if texts:
        yield from _unnamed_anywhere(subject, _figures(texts))


def _unnamed_anywhere(subject: Subject, everything: frozenset[Figure]) -> Iterator[Diagnostic]:
    """Yield the figures of what quotes nothing itself that no quote of the policy names."""
    for definition in subject.checked.all(ast.Define):
        if definition.body is not None and not _quoted(definition.items):
            # Days and numbers are often worked out; sums and shares are taken over.
            yield from _unnamed(definition.name, [definition.body], everything, frozenset({Kind.MONEY, Kind.SHARE}))
    for score in subject.checked.all(ast.Score):
        for part in (score, *ast.score_parts(score)):
            yield from _unnamed(part.name, part.figures, everything)


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
    """Yield what quotes, with all that it encodes; promises and tiers may rest on what definitions quote."""
    above, defined = _quoted(subject.head.items), tuple(_defined(subject))
    for measure, part in subject.promises:
        nodes = [item for item in part.items if getattr(item, "key", None) not in _SILENT]
        yield part.name, nodes, (*_quoted(part.items), *_quoted(measure.items), *above, *defined)
    for definition in subject.checked.all(ast.Define):
        own = _quoted(definition.items)
        if own and definition.body is not None:
            yield definition.name, [definition.body], (*own, *above)
        for exception in definition.exceptions:
            if quoted := _quoted(exception.items):
                yield exception.name, [exception.condition, exception.value], (*quoted, *own, *above)
    for tier in subject.checked.all(ast.Tier):
        if own := _quoted(tier.items):
            yield tier.name, tier.items, (*own, *above, *defined)
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


def _unnamed(
    name: ast.Name, nodes: Sequence[ast.Tree], named: frozenset[Figure], kinds: frozenset[Kind] = frozenset(Kind)
) -> Iterator[Diagnostic]:
    """Yield the figures of some kinds that are not named."""
    for node, figure in written(nodes):
        if figure.kind in kinds and figure not in named:
            yield advice("figure-unquoted", node, figure=node.span.text, name=name.name)


def _figures(texts: Iterable[str]) -> frozenset[Figure]:
    return frozenset(figure for text in texts for figure in figures(text))


def _quoted(items: Sequence[ast.Tree]) -> tuple[str, ...]:
    return (*quotes(items, "quote"), *quotes(items, "lead"))


def _defined(subject: Subject) -> Iterator[str]:
    """Yield what definitions, their exceptions and tiers quote."""
    for definition in subject.checked.all(ast.Define):
        for items in (definition.items, *(exception.items for exception in definition.exceptions)):
            yield from _quoted(items)
    for tier in subject.checked.all(ast.Tier):
        yield from _quoted(tier.items)


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
