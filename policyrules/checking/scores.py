"""Scores: figures that add up, indicators that say how many points there are and never give more.

In: the scores of a policy whose definitions have their types. Out: the names and types in them, and diagnostics. How many
points something can give at most is asked of `policyrules.checking.reach`.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import define, field

from policyrules.checking.declarations import OUTSIDE
from policyrules.checking.findings import Findings, label
from policyrules.checking.items import collect_items
from policyrules.checking.lost import Lost
from policyrules.checking.reach import Reach
from policyrules.checking.tables import Tables
from policyrules.syntax import ast
from policyrules.syntax.pieces import digits
from policyrules.values.types import Scalar

#: Which figures may stand at what, and what its lines may be besides indicators.
_FIGURES = {ast.Score: ("maximum", "pass"), ast.ScoreGroup: ("maximum", "minimum"), ast.Indicator: ("maximum",)}
_ITEMS = frozenset({"note", "origin", "because", "quote"})

Part = ast.Score | ast.ScoreGroup | ast.Indicator


@define(eq=False)
class Scores:
    """Checks the scores of one policy."""

    tables: Tables
    lost: Lost
    reach: Reach = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.reach = Reach(self.findings.types, self.findings.bindings)

    @property
    def findings(self) -> Findings:
        return self.tables.findings

    def score(self, score: ast.Score) -> None:
        """Check a score, its groups and its indicators."""
        self._names(score)
        for part in score.parts:
            match part:
                case ast.ScoreGroup():
                    self._group(part, score)
                case ast.Indicator():
                    self._indicator(part, score.boundary)
                case _:
                    pass
        self._whole(score, [part for part in score.parts if isinstance(part, ast.ScoreGroup | ast.Indicator)])

    def _group(self, group: ast.ScoreGroup, score: ast.Score) -> None:
        indicators = [part for part in group.parts if isinstance(part, ast.Indicator)]
        for indicator in indicators:
            self._indicator(indicator, group.boundary or score.boundary)
        self._whole(group, indicators)

    def _indicator(self, indicator: ast.Indicator, boundary: str | None) -> None:
        self._figures(indicator)
        self._items(indicator, indicator.items)
        maximum = figure(indicator, "maximum")
        lost = self.lost.in_declaration(indicator)
        if maximum is None and not lost:
            self.findings.error("indicator-without-maximum", indicator.name, name=indicator.name.name)
        if len(indicator.points) != 1 and not lost:
            self.findings.error("indicator-points", indicator.name, name=indicator.name.name, count=str(len(indicator.points)))
        for points in indicator.points:
            before = len(self.findings.diagnostics)
            if isinstance(points, ast.Table):
                self.tables.table(points, OUTSIDE, Scalar.NUMBER, indicator.boundary or boundary)
            else:
                self.tables.types.wanted(points, OUTSIDE, Scalar.NUMBER)
            if maximum is not None and len(self.findings.diagnostics) == before:
                self._within(indicator, points, maximum)

    def _within(self, indicator: ast.Indicator, points: ast.Expression | ast.Table, maximum: Fraction) -> None:
        """Report points beyond what an indicator may give."""
        reached = self.reach.of(points)
        name = indicator.name.name
        if reached.high is None or reached.low is None:
            self.findings.error("points-unbounded", points, name=name, maximum=digits(maximum))
        elif reached.high > maximum:
            self.findings.error("points-above", points, name=name, points=str(reached.high), maximum=digits(maximum))
        elif reached.low < 0:
            self.findings.error("points-below", points, name=name, points=str(reached.low))

    # --- what all parts have ----------------------------------------------------------------------------------------

    def _names(self, score: ast.Score) -> None:
        """Report parts of a score that are called the same."""
        first: dict[str, ast.Name] = {}
        for part in ast.score_parts(score):
            name = part.name
            if first.setdefault(name.name, name) is not name:
                self.findings.error("name-duplicate", name, [label(first[name.name], "label-first")], name=name.name)

    def _whole(self, whole: ast.Score | ast.ScoreGroup, inside: Sequence[ast.ScoreGroup | ast.Indicator]) -> None:
        """Check what the parts of a whole add up to."""
        self._figures(whole)
        self._items(whole, [part for part in whole.parts if not isinstance(part, ast.ScoreGroup | ast.Indicator)])
        if not inside and not self.lost.in_declaration(whole):
            self.findings.error("score-empty", whole.name, name=whole.name.name)
        maximum, most = figure(whole, "maximum"), [highest(part) for part in inside]
        known = [one for one in most if one is not None]
        if maximum is None or len(known) < len(most) or not most or self.lost.in_declaration(whole):
            return
        if sum(known) != maximum:
            added = " + ".join(map(digits, known))
            self.findings.error(
                "score-sum",
                whole.name,
                name=whole.name.name,
                added=added,
                found=digits(sum(known, Fraction(0))),
                maximum=digits(maximum),
            )

    def _figures(self, part: Part) -> None:
        first: dict[str, ast.Figure] = {}
        for written in part.figures:
            if first.setdefault(written.kind, written) is not written:
                labels = [label(first[written.kind], "label-first")]
                self.findings.error("figure-twice", written, labels, figure=written.span.text.split()[0])
            elif written.kind not in _FIGURES[type(part)]:
                self.findings.error("figure-misplaced", written, figure=written.span.text, name=part.name.name)
        maximum = highest(part)
        for written in part.figures:
            if written.kind != "maximum" and maximum is not None and written.value > maximum:
                self.findings.error("figure-above", written, figure=written.span.text, maximum=digits(maximum))

    def _items(self, part: Part, items: Iterable[ast.Tree]) -> None:
        collect_items(part.name, items, _ITEMS, (), self.findings, self.lost)


def figure(part: Part, kind: str) -> Fraction | None:
    """Return a figure of a score or a part of it, where it is written."""
    return next((written.value for written in part.figures if written.kind == kind), None)


def highest(part: Part) -> Fraction | None:
    """Return the points that there are at most: as written, or what the parts add up to."""
    written = figure(part, "maximum")
    if written is not None or isinstance(part, ast.Indicator):
        return written
    most = [highest(inside) for inside in part.parts if isinstance(inside, ast.ScoreGroup | ast.Indicator)]
    known = [one for one in most if one is not None]
    return sum(known, Fraction(0)) if len(known) == len(most) else None
