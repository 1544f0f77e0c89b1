"""Scores as blocks of a page: the table of the indicators, sub-totals and the total.

In: `ScoreStatus`es and the names of units. Out: a heading, a table and a sentence for each. An indicator that is open shows how
many points it can still give, and what is missing or who decides.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block, Heading, Paragraph, Table
from policyrules.explain.causes import open_text
from policyrules.explain.lines import next_row
from policyrules.explain.phrases import number, operand_value, value
from policyrules.explain.placements import NextRow, Placement
from policyrules.explain.scores import ScoreStatus
from policyrules.explain.words import say
from policyrules.messages.filling import Said
from policyrules.values.answers import Interval, Truth
from policyrules.values.types import Scalar

#: An indicator is told by so many of the values that it was read by.
_VALUES = 4

_HEADER = ("indicator", "indicator-value", "indicator-row", "indicator-points", "indicator-maximum", "indicator-next")
_REACHES = {Truth.T: "minimum-reached", Truth.F: "minimum-missed", Truth.U: "minimum-open"}
_PASSED = {Truth.T: "score-passed", Truth.F: "score-failed", Truth.U: "score-open"}

_Row = tuple[str, ...]


def score_blocks(score: ScoreStatus, units: Mapping[str, str], language: Language) -> Iterator[Block]:
    """Yield what is told of a score; `units` are the names of units on the day."""
    yield Heading(2, say("score-heading", language, title=score.spec.title))
    header = tuple(say(name, language) for name in _HEADER)
    yield Table(header, (*_rows(score, units, language), _total(score, language)))
    yield Paragraph(result(score, language))


def result(score: ScoreStatus, language: Language) -> str:
    """Say how many points there are, and whether the score is passed."""
    points, maximum = _points(score.points, language), _figure(score.spec.maximum, language)
    if score.passed is None:
        return say("score-points", language, points=points, maximum=maximum)
    said = say(_PASSED[score.passed], language)
    mark = _figure(score.spec.pass_mark, language)
    return say("score-result", language, points=points, maximum=maximum, mark=mark, result=said)


def _rows(part: ScoreStatus, units: Mapping[str, str], language: Language) -> Iterator[_Row]:
    for one in part.parts:
        if one.spec.kind == "indicator":
            yield _indicator(one, units, language)
        else:
            yield from _rows(one, units, language)
            yield _sub_total(one, language)


def _indicator(one: ScoreStatus, units: Mapping[str, str], language: Language) -> _Row:
    read = one.placement
    assert read is not None
    said = say("semicolon", language).join(operand_value(key, language) for key in read.keys[:_VALUES])
    points, maximum = _points(one.points, language), _figure(one.spec.maximum, language)
    return one.spec.title, said, _row(read, language), points, maximum, _ahead(one, read, units, language)


def _row(read: Placement, language: Language) -> str:
    """Say the row that counts, or all that can; of items, those that hold."""
    if read.row is not None:
        return read.row.text
    if read.among:
        return say("semicolon", language).join(_of_several(name, one, language) for name, one in read.among)
    return say("list", language).join(read.met or (row.text for row in read.rows))


def _of_several(name: str, read: Placement, language: Language) -> str:
    """Say where a value stands in one of the tables of which the better counts, and what that gives."""
    points = Said(value(read.answer, read.type, language))
    return say("among-row", language, name=name, row=_row(read, language), points=points)


def _ahead(one: ScoreStatus, read: Placement, units: Mapping[str, str], language: Language) -> str:
    """Say how far the next row is, or what keeps the points open."""
    if one.points.point is not None:
        ahead = [part.next for _, part in read.among] or [read.next]
        better = (next_ for next_ in ahead if next_ is not None and _gives_more(next_, one.points.point))
        return say("semicolon", language).join(next_row(next_, language) for next_ in better)
    return open_text(one.open, one.scope.program, units, language)


def _gives_more(following: NextRow, points: Fraction) -> bool:
    more = following.row.answer
    return isinstance(more, Interval) and more.low is not None and more.low > points


def _sub_total(group: ScoreStatus, language: Language) -> _Row:
    minimum = group.spec.minimum
    name = say("sub-total", language, name=group.spec.title)
    points, maximum = _points(group.points, language), _figure(group.spec.maximum, language)
    if minimum is None or group.reaches is None:
        return name, "", "", points, maximum, ""
    said = say(_REACHES[group.reaches], language, mark=_figure(minimum, language))
    short = _short_of(group.points, minimum, language) if group.reaches is Truth.F else ""
    return name, "", said, points, maximum, short


def _total(score: ScoreStatus, language: Language) -> _Row:
    mark, points = score.spec.pass_mark, _points(score.points, language)
    said = "" if mark is None else say("pass-mark", language, mark=_figure(mark, language))
    short = "" if mark is None else _short_of(score.points, mark, language)
    return say("total", language), "", said, points, _figure(score.spec.maximum, language), short


def _short_of(points: Interval, mark: Fraction, language: Language) -> str:
    """Say how far the points that there are at most are from a mark."""
    if points.high is None or points.high >= mark:
        return ""
    said = "points-missing" if points.point is not None else "points-missing-at-least"
    return say(said, language, points=Said(number(mark - points.high, Scalar.NUMBER, language)))


def _points(points: Interval, language: Language) -> str:
    return value(points, Scalar.NUMBER, language)


def _figure(figure: Fraction | None, language: Language) -> str:
    return "" if figure is None else number(figure, Scalar.NUMBER, language)
