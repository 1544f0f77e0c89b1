"""The sections of a document, by the numbers that its lines begin with.

In: the text of a document. Out: its sections, in order. Recognised are `附件1`, `第一章`, `第一节`, `一、`, `第十三条`, `(一)`,
`1.`, `1.2`, `(1)` and `Section 3`. A place is written as its numbers one after the other, in half-width brackets: `二(一)`,
`第十三条(二)1`. Knows nothing of clauses.
"""

import re
from collections.abc import Iterator

from attrs import frozen

#: Everything before the first numbered section.
PREFACE = "前言"

_HAN_NUMBER = "[零〇一二三四五六七八九十百]{1,7}"
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}


@frozen
class _Numbering:
    """One way of numbering sections; a smaller `level` stands further out. An `absolute` number is its own place."""

    level: int
    pattern: re.Pattern[str]
    place: str
    absolute: bool = False


def _numbering(level: int, pattern: str, place: str, absolute: bool = False) -> _Numbering:
    return _Numbering(level, re.compile(rf"[ \t\u3000\xa0]*(?P<mark>{pattern})[ \t\u3000\xa0]*"), place, absolute)


_NUMBERINGS = (
    _numbering(0, r"附件(?P<n>[0-9]{0,3})(?=[ \t\u3000\xa0]*$)", "附件{n}"),
    _numbering(1, rf"第(?P<n>{_HAN_NUMBER})[章编]", "第{n}章"),
    _numbering(2, rf"第(?P<n>{_HAN_NUMBER})节", "第{n}节"),
    _numbering(3, rf"(?P<n>{_HAN_NUMBER})、", "{n}"),
    _numbering(4, rf"第(?P<n>{_HAN_NUMBER}|[0-9]{{1,4}})条", "第{n}条", absolute=True),
    _numbering(4, r"(?:Section|SECTION) (?P<n>[0-9]{1,4})(?:[.:]|(?=\s))", "Section {n}", absolute=True),
    _numbering(4, r"(?:Article|ARTICLE) (?P<n>[0-9]{1,4})(?:[.:]|(?=\s))", "Article {n}", absolute=True),
    _numbering(5, rf"[(（](?P<n>{_HAN_NUMBER})[)）]", "({n})"),
    _numbering(6, r"(?P<n>[0-9]{1,3})[.．、](?![0-9])", "{n}"),
    _numbering(7, r"(?P<outer>[0-9]{1,3})\.(?P<n>[0-9]{1,3})\.?(?=\s)", ".{n}"),
    _numbering(8, r"[(（](?P<n>[0-9]{1,3})[)）]", "({n})"),
)


@frozen
class Section:
    """A numbered part of the document, with the sections inside of it. Its own words begin at `body`, after the number."""

    place: str
    start: int
    body: int
    end: int
    level: int


def numbered_sections(text: str) -> Iterator[Section]:
    """Yield the preface and the numbered sections of a text, in order."""
    found = list(_headings(text))
    first = found[0][0].start if found else len(text)
    if first:
        yield Section(PREFACE, 0, 0, first, -1)
    ends, open_ = [len(text)] * len(found), list[int]()
    for index, (section, _) in enumerate(found):
        while open_ and found[open_[-1]][0].level >= section.level:
            ends[open_.pop()] = section.start
        open_.append(index)
    for (section, _), end in zip(found, ends, strict=True):
        yield Section(section.place, section.start, section.body, end, section.level)


def _headings(text: str) -> Iterator[tuple[Section, int]]:
    """Yield each heading with its number; a number that does not grow under its parent is no heading (`一、二、三产业`)."""
    open_: list[tuple[Section, int]] = []
    for line in re.finditer(r"[^\r\n]+", text):
        heading = _heading(text, line, open_)
        if heading is None:
            continue
        while open_ and open_[-1][0].level >= heading[0].level:
            open_.pop()
        open_.append(heading)
        yield heading


def _heading(text: str, line: re.Match[str], open_: list[tuple[Section, int]]) -> tuple[Section, int] | None:
    for numbering in _NUMBERINGS:
        match = numbering.pattern.match(text, line.start(), line.end())
        if match is None:
            continue
        number = _number(match["n"])
        before = next((n for section, n in reversed(open_) if section.level == numbering.level), 0)
        if number <= before and match["n"]:
            continue
        parents = [section for section, _ in open_ if section.level < numbering.level]
        if numbering.level == 7 and not (parents and parents[-1].level == 6 and parents[-1].place.endswith(match["outer"])):
            continue
        outer = (
            next((s.place for s in parents if s.level == 0), "") if numbering.absolute else parents[-1].place if parents else ""
        )
        place = outer + numbering.place.format(n=match["n"])
        return Section(place, match.start("mark"), match.end(), line.end(), numbering.level), number
    return None


def _number(written: str) -> int:
    """Return the value of `十三`, `二十`, `一百零二` or `13`; of nothing, 0."""
    if written.isdecimal():
        return int(written)
    total = digit = 0
    for character in written:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit
