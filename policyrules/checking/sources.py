"""What of a policy stands in its document, and what of the document no declaration encodes.

In: a syntax tree and the document. Out: diagnostics (`verify`), and the document clause by clause with the declarations that
encode each (`coverage`). Every quote, title and unit is held against the text, white space aside and nothing else folded.
Knows nothing of types or of what the conditions mean.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from attrs import evolve, field, frozen

from policyrules.checking.coverage import Coverage, CoveredClause, Encoding, Mark, covered_clauses
from policyrules.checking.document import LENGTH_LIMIT, Document, fold, read_document, unit_names
from policyrules.checking.numbering import Section
from policyrules.checking.passages import NearMiss, Passages
from policyrules.diagnostics import LIMIT, Diagnostic, Label, Severity, by_place
from policyrules.source import Source, Span
from policyrules.syntax import ast, literals

__all__ = ["Coverage", "CoveredClause", "Encoding", "Mark", "coverage", "verify"]

#: So many wrong quotes are traced to the passage they were probably copied from.
_TRACED = 40


def verify(tree: ast.File, document: Source | None) -> tuple[Diagnostic, ...]:
    """Return what is wrong between a policy and its document; clauses that nothing encodes are warnings."""
    if document is None:
        return ()
    return tuple(
        evolve(d, severity=Severity.WARNING) if d.code == "clause-uncovered" else d
        for d in coverage(tree, document).diagnostics
    )


def coverage(tree: ast.File, document: Source) -> Coverage:
    """Hold a policy against its document; clauses that nothing encodes are errors."""
    pass_ = _Pass(tree, read_document(document))
    for declaration in tree.declarations:
        pass_.declaration(declaration)
    rows = tuple(covered_clauses(pass_.document, pass_.marks))
    diagnostics = [*pass_.diagnostics, *_uncovered(pass_, rows)]
    return Coverage(rows, tuple(pass_.marks), by_place(diagnostics))


def _uncovered(pass_: "_Pass", rows: tuple[CoveredClause, ...]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each clause that is not covered, where no wrong quote, title or bracket explains it."""
    for row in rows:
        unexplained = [
            gap for gap in row.uncovered if not any(c.start <= gap.start and gap.end <= c.end for c in pass_.claimed)
        ]
        if unexplained and not (row.clause.units and row.clause.place in pass_.measured):
            rest = unexplained[0]
            arguments = {"place": row.clause.place, "text": _short(row.clause.span.text), "rest": _short(rest.text)}
            yield Diagnostic("clause-uncovered", arguments, rest)


def _short(text: str) -> str:
    """Return a passage on one line, shortened in its middle."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:50]}…{line[-25:]}"


@frozen(slots=False, eq=False)
class _Pass:
    """One pass over the tree: marks and diagnostics as they are found.

    `claimed` are passages that a wrong quote or title was meant to encode, `measured` the places under a measure.
    """

    tree: ast.File
    document: Document
    marks: list[Mark] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)
    claimed: list[Span] = field(factory=list)
    measured: set[str] = field(factory=set)
    _next: dict[tuple[str, str], int] = field(factory=dict)
    _unknown: set[int] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        if self.document.truncated:
            head = next((d.span for d in self.tree.declarations if isinstance(d, ast.Policy)), None)
            self.diagnostics.append(Diagnostic("source-too-long", {"limit": str(LENGTH_LIMIT)}, head))

    @cached_property
    def passages(self) -> Passages:
        return Passages(self.document)

    @cached_property
    def units(self) -> Mapping[str, ast.UnitLine]:
        lines = (line for d in self.tree.declarations if isinstance(d, ast.Units) for line in d.lines)
        return {line.name.name: line for line in lines}

    # --- declarations -------------------------------------------------------------------------------------------

    def declaration(self, node: ast.Declaration) -> None:
        """Hold one declaration against the document."""
        match node:
            case ast.Policy():
                self.policy(node)
            case ast.Measure():
                self.measure(node)
            case ast.Tier() | ast.Target() | ast.Define():
                kind = type(node).__name__.lower()
                self.quotes(node.items, node.clause, Encoding(kind, node.name.name, _line(node)))
                for exception in node.exceptions if isinstance(node, ast.Define) else ():
                    by = Encoding("except", f"{node.name.name}.{exception.name.name}", _line(exception))
                    self.quotes(exception.items, exception.clause or node.clause, by)
            case ast.Score():
                self.score(node)
            case ast.Property():
                self.cited(node)
            case ast.Omit():
                because = node.because.text if node.because else None
                by = Encoding("omit", "", _line(node), because=because)
                section = self.section(node.clause)
                for quote in node.quotes:
                    self.quote(quote, section, by)
            case _:
                pass  # types, facts, units, parameters, readings and scenarios quote nothing

    def cited(self, node: ast.Property) -> None:
        """Look for the passages that a property rests on. It encodes none of them: it follows from what does."""
        marked, after = len(self.marks), dict(self._next)
        self.quotes(node.items, node.clause, Encoding("property", node.name.name, _line(node)))
        del self.marks[marked:]
        self._next.clear()
        self._next.update(after)

    def score(self, node: ast.Score) -> None:
        """Hold a score and its parts against the document; what has no clause of its own stands in that above."""
        waiting: list[tuple[ast.Score | ast.ScoreGroup | ast.Indicator, ast.Clause | None]] = [(node, None)]
        while waiting:
            part, above = waiting.pop(0)
            clause = part.clause or above
            inner = part.items if isinstance(part, ast.Indicator) else part.parts
            items = tuple(one for one in inner if not isinstance(one, ast.ScoreGroup | ast.Indicator))
            self.quotes(items, clause, Encoding(type(part).__name__.lower(), part.name.name, _line(part)))
            waiting += [(one, clause) for one in inner if isinstance(one, ast.ScoreGroup | ast.Indicator)]

    def policy(self, node: ast.Policy) -> None:
        """Hold the head against the document: title, number and issuer stand in it, and so does the day of issue."""
        by = Encoding("policy", node.name.name, _line(node))
        if node.title:
            self.stated(node.title.text, node.title.span, by)
        for item in node.items:
            if isinstance(item, ast.TextItem) and item.key in ("number", "issuer"):
                self.stated(item.text, item.span, by)
            elif isinstance(item, ast.ExpressionItem) and item.key == "issued" and isinstance(item.value, ast.DateLiteral):
                self.day(item.value, by)
        if not any(isinstance(getattr(item, "value", None), ast.DateLiteral) for item in node.items):
            self.claimed.extend(_lone_days(self.document))
        self.quotes(node.items, None, by)

    def stated(self, text: str, span: Span, by: Encoding) -> None:
        """Mark every occurrence of a title, number or issuer."""
        at = self.document.find(text, self.document.whole)
        if at is None:
            near = self.passages.nearest(text, self.document.whole)
            arguments = {"text": text} | ({"near": packed(near.span.text)} if near else {})
            self.diagnostics.append(Diagnostic("policy-not-in-source", arguments, span))
            self.claimed.extend([near.span] if near else [])
        while at is not None:
            self.marks.append(Mark(at, by))
            at = self.document.find(text, self.document.whole, at.end)

    def day(self, node: ast.DateLiteral, by: Encoding) -> None:
        """Mark a day where the document writes it; a policy may have its day of issue from elsewhere."""
        for written in _written(node.value):
            at = self.document.find(written, self.document.whole)
            if at is not None:
                self.marks.append(Mark(at, by))
                return
        self.claimed.extend(_lone_days(self.document))
        if literals.is_mistaken(node.span.text):
            return  # that it is no day has been said, and no other one was meant
        arguments = {"date": node.value.isoformat()}
        self.diagnostics.append(Diagnostic("date-not-in-source", arguments, node.span, severity=Severity.WARNING))

    def measure(self, node: ast.Measure) -> None:
        by = Encoding("measure", node.name.name, _line(node))
        section = self.section(node.clause)
        if section is not None and node.clause is not None:
            self.measured.update(s.place for s in self.document.sections if section.start <= s.start < section.end)
            self.heading(node, section, by)
            self.responsible(node, section, by)
        else:
            self.measured.update(place for text in _passages(node) for place in self.misplaced(text))
        self.quotes(node.items, node.clause, by)
        for part in node.items:
            if isinstance(part, ast.Entitlement | ast.Duty):
                kind = "entitlement" if isinstance(part, ast.Entitlement) else "duty"
                name, verb = f"{node.name.name}.{part.name.name}", part.verb.text if part.verb else None
                clause = part.clause or node.clause
                self.quotes(part.items, clause, Encoding(kind, name, _line(part), verb))
                self.acting(part, self.document.section(clause.clause) if clause else None)

    def heading(self, node: ast.Measure, section: Section, by: Encoding) -> None:
        if node.title is None:
            return
        at = self.document.find(node.title.text, section)
        if at is not None:
            self.marks.append(Mark(at, by))
            return
        arguments = {"title": node.title.text, "place": section.place, "heading": _short(self.document.heading(section))}
        self.diagnostics.append(Diagnostic("title-not-in-source", arguments, node.title.span))
        heading = self.document.find(self.document.heading(section), section)
        self.claimed.extend([heading] if heading else [])

    # --- quotes -------------------------------------------------------------------------------------------------

    def quotes(self, items: tuple[ast.Tree, ...], clause: ast.Clause | None, by: Encoding) -> None:
        section = self.section(clause)
        for item in items:
            for quote in item.quotes if isinstance(item, ast.QuotesItem) else ():
                self.quote(quote, section, by)

    def section(self, clause: ast.Clause | None) -> Section | None:
        """Return the section that a declaration names, the whole document where it names none."""
        if clause is None:
            return self.document.whole
        section = self.document.section(clause.clause)
        if section is None and clause.span.start not in self._unknown:
            self._unknown.add(clause.span.start)
            # Once there are as many mistakes as are ever reported, nothing near is looked for.
            places = self.document.places[:2_000] if len(self.diagnostics) <= LIMIT else []
            near = get_close_matches(fold(clause.clause), places, 1, 0.3)
            arguments = {"place": clause.clause} | ({"near": near[0]} if near else {})
            self.diagnostics.append(Diagnostic("clause-unknown", arguments, clause.span))
        return section

    def quote(self, quote: ast.Quote, section: Section | None, by: Encoding) -> None:
        """Mark where a quote stands: its next occurrence in the section that is not marked by an equal quote already.

        Once there are as many mistakes as are ever reported, no further quote is looked for.
        """
        if not quote.text.strip() or len(self.diagnostics) > LIMIT:
            return
        if section is None:
            self.misplaced(quote.text)
            return
        key = (section.place, quote.text)
        after = self._next.get(key, 0)
        at = self.document.find(quote.text, section, after)
        at = self.document.find(quote.text, section) if at is None and after else at
        if at is not None:
            self._next[key] = at.end
            self.marks.append(Mark(at, by))
        else:
            self.diagnostics.append(self.misquote(quote, section))

    def misplaced(self, text: str) -> tuple[str, ...]:
        """Take a passage for encoded whose place the document does not have, so that it is reported once; say where it is."""
        at = self.document.find(text, self.document.whole)
        if at is None:
            return ()
        self.claimed.append(at)
        return (self.document.place_at(at.start),)

    def misquote(self, quote: ast.Quote, section: Section) -> Diagnostic:
        """Say of a wrong quote where it stands instead, or what it was probably copied from."""
        arguments = {"quote": _short(quote.text), "place": section.place or _short(self.document.source.name)}
        elsewhere = self.document.find(quote.text, self.document.whole)
        if elsewhere is not None:
            arguments["actual"] = self.document.place_at(elsewhere.start)
            return Diagnostic("quote-elsewhere", arguments, quote.span, labels=(Label(elsewhere, "label-in-source"),))
        traced = sum(d.code.startswith("quote-") for d in self.diagnostics)
        near = self.passages.nearest(quote.text, section) if traced < _TRACED else None
        if near is None:
            return Diagnostic("quote-not-in-source", arguments, quote.span)
        return self.differs(quote, near, arguments)

    def differs(self, quote: ast.Quote, near: NearMiss, arguments: dict[str, str]) -> Diagnostic:
        """Say what differs first, and take the passage for the one that was meant."""
        self.claimed.append(near.span)
        match near:
            case NearMiss(punctuation=True):
                code = "quote-punctuation"
            case NearMiss(found=""):
                code = "quote-leaves-out"
            case NearMiss(expected=""):
                code = "quote-adds"
            case _:
                code = "quote-differs"
        right = " ".join(near.span.text.split())
        actual = self.document.place_at(near.span.start)
        more = {"found": near.found, "expected": near.expected, "right": right, "actual": actual}
        return Diagnostic(code, arguments | more, quote.span, labels=(Label(near.span, "label-in-source"),))

    # --- units --------------------------------------------------------------------------------------------------

    def responsible(self, node: ast.Measure, section: Section, by: Encoding) -> None:
        """Hold the responsible units against the bracket of the section; without one they stand in its words."""
        item = next((i for i in node.items if isinstance(i, ast.UnitsItem) and i.key == "responsible"), None)
        listed = {} if item is None else {self.title(name): name for name in item.units if name.name in self.units}
        brackets = [c.span for c in self.document.clauses if c.units and section.start <= c.span.start < section.end]
        in_bracket = {packed(span.text): span for bracket in brackets for span in _units_of(bracket)}
        # A name that nothing declares may stand for any of them: it is reported, and to be mended first.
        undeclared = item is not None and len(listed) < len(item.units)
        for written, span in in_bracket.items():
            if written in listed:
                self.marks.append(Mark(span, by))
        left_out = {written: span for written, span in in_bracket.items() if written not in listed}
        if left_out and not undeclared:
            whole = len(brackets) == 1 and len(left_out) == len(in_bracket)
            self.diagnostics.append(self.left_out(left_out, item.span if item else node.name.span, section, whole=whole))
        if brackets:
            self.labels(brackets, by)
        for title, name in listed.items():
            if title not in in_bracket and not (item and item.inferred):
                self.unit_in_words(name, section, bool(brackets))

    def left_out(self, units: Mapping[str, Span], place: Span, section: Section, *, whole: bool) -> Diagnostic:
        """Say which units are left out, the `whole` of a bracket or some, and by which names they are written in the policy."""
        declared = {packed(unit.title.text): name for name, unit in self.units.items()}
        said = "`、`".join(span.text for span in units.values())
        names = "、".join(declared.get(written, span.text) for written, span in units.items())
        how = "word-add-units" if declared.keys() >= units.keys() else "word-declare-units"
        spans = list(units.values())
        if whole:
            spans = [Span(spans[0].source, spans[0].start, spans[-1].end)]
        labels = tuple(Label(span, "label-in-source") for span in spans)
        arguments = {"unit": said, "place": section.place, "names": names}
        return Diagnostic("unit-left-out", arguments, place, labels=labels, words={"how": (how,)})

    def labels(self, brackets: list[Span], by: Encoding) -> None:
        """Mark what stands in a bracket before and between its units."""
        for bracket in brackets:
            units = list(_units_of(bracket))
            if units:
                self.marks.append(Mark(Span(bracket.source, bracket.start, units[0].start), by))

    def title(self, name: ast.Name) -> str:
        return packed(self.units[name.name].title.text)

    def acting(self, part: ast.Entitlement | ast.Duty, section: Section | None) -> None:
        """Hold the units of an entitlement or duty against the words of its section, inferred ones aside."""
        for item in part.items:
            if section is not None and isinstance(item, ast.UnitsItem) and item.key == "by" and not item.inferred:
                for name in item.units:
                    if name.name in self.units:
                        self.unit_in_words(name, section, False)

    def unit_in_words(self, name: ast.Name, section: Section, bracketed: bool) -> None:
        title = self.units[name.name].title.text
        if bracketed or self.document.find(title, section) is None:
            arguments = {"unit": title, "place": section.place}
            self.diagnostics.append(Diagnostic("unit-not-in-source", arguments, name.span))


def packed(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def _passages(node: ast.Measure) -> Iterator[str]:
    """Yield what a measure takes from the document, whole: its title and its quotes."""
    if node.title:
        yield node.title.text
    quoting = (item for item in node.items if isinstance(item, ast.QuotesItem))
    yield from (quote.text for item in quoting for quote in item.quotes)


def _units_of(bracket: Span) -> Iterator[Span]:
    for start, end in unit_names(bracket.text):
        yield Span(bracket.source, bracket.start + start, bracket.start + end)


def _written(day: date) -> Iterator[str]:
    """Yield the ways in which official documents write a day."""
    month = day.strftime("%B") if day.year >= 1000 else ""
    yield f"{day.year}年{day.month}月{day.day}日"
    yield f"{day.year}年{day.month:02}月{day.day:02}日"
    yield day.isoformat()
    yield f"{day.day} {month} {day.year}"
    yield f"{month} {day.day}, {day.year}"


#: A day that stands on a line of its own, as that of issue does.
_LONE_DAY = re.compile(
    r"^[ \t\u3000]*([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}"
    r"|[A-Z][a-z]+ [0-9]{1,2}, [0-9]{4})[ \t\u3000]*$",
    re.MULTILINE,
)


def _lone_days(document: Document) -> Iterator[Span]:
    """Yield the days that stand on lines of their own: one of them is the day of issue that a wrong one was meant to be."""
    for match in _LONE_DAY.finditer(document.source.text[:LENGTH_LIMIT]):
        yield Span(document.source, match.start(1), match.end(1))


def _line(node: ast.Tree) -> int:
    return node.span.first.line
