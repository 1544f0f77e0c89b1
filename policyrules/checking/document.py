"""The document that a policy is made from: its sections and its clauses (分句).

In: the text of an official document, Chinese or English. Out: `Document`, which knows where every section and clause stands,
and finds passages in it, white space aside. The text itself is never folded or normalised. Knows nothing of `.pol` files.

Sections are recognised by the numbers that lines begin with: `附件1`, `第一章`, `第一节`, `一、`, `第十三条`, `(一)`, `1.`, `1.2`, `(1)`,
`Section 3`. A place is written as its numbers one after the other, in half-width brackets: `二(一)`, `第十三条(二)1`.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from policyrules.source import Source, Span

#: More characters of a document than this are not read.
LENGTH_LIMIT = 200_000

#: Everything before the first numbered section.
PREFACE = "前言"
_PREFACE_NAMES = frozenset({PREFACE, "preamble", "preface"})

#: Brackets and quotation marks: a clause is not cut inside of them.
_PAIRS: Mapping[str, str] = dict(zip("“‘《〈「『(（[［【〔{", "”’》〉」』)）]］】〕}", strict=True))
_CLOSERS: Mapping[str, str] = {closer: opener for opener, closer in _PAIRS.items()}
#: A pair that encloses more than this is taken for two stray signs.
_PAIR_LENGTH = 1_000

_STOPS = re.compile(r"[，,。；;：:！？!?\r\n]|\.(?=\s|$)|[“‘《〈「『(（\[［【〔{]")
_BETWEEN_DIGITS = frozenset(",:：，")
_UNITS_LABEL = re.compile(
    r"\s*(?:(?:责任|牵头|配合|主办|协办|参与|负责)(?:单位|部门)|(?:responsible|lead|supporting)(?: units?)?)\s*[:：]",
    re.IGNORECASE,
)

_HAN_NUMBER = "[零〇一二三四五六七八九十百]{1,7}"
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_BRACKETS = str.maketrans("（）", "()")


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


@frozen
class Clause:
    """A 分句 with its place. `units` says that it is a bracket which lists responsible units."""

    place: str
    span: Span
    units: bool = False


@frozen(slots=False, eq=False)
class Document:
    """A document, cut into sections and clauses. `truncated` says that it is too long and its end was not read."""

    source: Source
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    truncated: bool = field(default=False)

    @cached_property
    def _kept(self) -> "array[int]":
        text = self.source.text[:LENGTH_LIMIT]
        return array("L", (offset for offset, character in enumerate(text) if not character.isspace()))

    @cached_property
    def packed(self) -> str:
        """The text without white space."""
        return "".join(self.source.text[:LENGTH_LIMIT].split())

    @cached_property
    def _by_place(self) -> Mapping[str, Section]:
        return {fold(section.place): section for section in reversed(self.sections)}

    @property
    def whole(self) -> Section:
        end = min(len(self.source.text), LENGTH_LIMIT)
        return Section("", 0, 0, end, -1)

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(section.place for section in self.sections)

    def section(self, place: str) -> Section | None:
        """Return the section that a reference such as `二(一)` or `前言` names."""
        name = fold(place)
        return self._by_place.get(PREFACE if name in _PREFACE_NAMES else name)

    def place_at(self, offset: int) -> str:
        """Return the place of the innermost section around a character."""
        at = bisect_right(self.sections, offset, key=lambda section: section.start)
        return self.sections[at - 1].place if at else PREFACE

    def packed_range(self, section: Section) -> tuple[int, int]:
        """Return where a section begins and ends in `packed`."""
        return bisect_left(self._kept, section.start), bisect_left(self._kept, section.end)

    def span(self, start: int, end: int) -> Span:
        """Return the span of the text for a range of `packed`."""
        return Span(self.source, self._kept[start], self._kept[end - 1] + 1)

    def find(self, passage: str, section: Section, after: int = 0) -> Span | None:
        """Return where a passage first stands in a section, white space aside, not before character `after`."""
        packed = "".join(passage.split())
        start, end = self.packed_range(section)
        at = self.packed.find(packed, max(start, bisect_left(self._kept, after)), end) if packed else -1
        return None if at < 0 else self.span(at, at + len(packed))

    def heading(self, section: Section) -> str:
        """Return the words of a section up to its first full stop or line end."""
        return re.split(r"[。\r\n]", self.source.text[section.body : min(section.end, section.body + 200)], maxsplit=1)[
            0
        ].strip()

    def markers(self, span: Span) -> Iterator[range]:
        """Yield where the numbers of sections stand in a span."""
        at = bisect_left(self.sections, span.start, key=lambda section: section.start)
        while at < len(self.sections) and self.sections[at].start < span.end:
            yield range(self.sections[at].start, self.sections[at].body)
            at += 1


def fold(place: str) -> str:
    """Return a place as it is compared: half-width brackets, no white space, small letters."""
    return "".join(place.translate(_BRACKETS).split()).lower()


def significant(character: str) -> bool:
    """Say whether a character says something: neither punctuation nor space."""
    return unicodedata.category(character)[0] not in "PZC"


def read_document(source: Source) -> Document:
    """Cut a document into its sections and clauses; the end of one that is too long is not read."""
    text = source.text[:LENGTH_LIMIT]
    sections = tuple(_sections(text))
    document = Document(source, sections, (), len(source.text) > LENGTH_LIMIT)
    clauses = tuple(
        Clause(document.place_at(span.start), span, units)
        for span, units in _clauses(source, text, sections)
        if _says_something(document, span)
    )
    return Document(source, sections, clauses, document.truncated)


def unit_names(bracket: str) -> tuple[tuple[int, int], ...]:
    """Return where the names stand in a bracket such as `[责任单位:市科技局、各县(市、区)政府]`: ranges of characters."""
    opener = re.match(r"\s*[(（\[［【〔]", bracket)
    begin = opener.end() if opener else 0
    end = max(bracket.rfind(closer) for closer in ")）]］】〕")
    inside = bracket[:end] if end > begin else bracket
    names, depth = [], 0
    for at in range(begin, len(inside) + 1):
        character = inside[at] if at < len(inside) else "、"
        depth += (character in "(（") - (character in ")）")
        if (depth == 0 or at == len(inside)) and character in "、，,；;。:：\r\n":
            if character not in ":：":
                names.append(_stripped(inside, begin, at))
            begin = at + 1
    return tuple((start, stop) for start, stop in names if start < stop)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _says_something(document: Document, span: Span) -> bool:
    numbers = {offset for marker in document.markers(span) for offset in marker}
    return any(significant(c) for at, c in enumerate(span.text, span.start) if at not in numbers)


# --- sections -------------------------------------------------------------------------------------------------------


def _sections(text: str) -> Iterator[Section]:
    """Yield the preface and the numbered sections, in order."""
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


# --- clauses --------------------------------------------------------------------------------------------------------


def _clauses(source: Source, text: str, sections: tuple[Section, ...]) -> Iterator[tuple[Span, bool]]:
    """Yield the clauses with their stops, and whether each is a bracket of responsible units."""
    pairs = _pairs(text, [section.start for section in sections])
    start = at = 0
    while match := _STOPS.search(text, at):
        here, at = match.start(), match.end()
        if here in pairs:
            at = pairs[here] + 1
            if _UNITS_LABEL.match(text, here + 1):
                yield Span(source, *_stripped(text, start, here)), False
                stop = re.compile(r"[。.；;]?").match(text, at)
                at = stop.end() if stop else at
                yield Span(source, here, at), True
                start = at
        elif text[here] not in _PAIRS and not _inside_number(text, here):
            yield Span(source, *_stripped(text, start, at)), False
            start = at
    yield Span(source, *_stripped(text, start, len(text))), False


def _inside_number(text: str, at: int) -> bool:
    """Say whether a comma or colon stands in `1,000` or `10:30`."""
    return text[at] in _BETWEEN_DIGITS and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _pairs(text: str, starts: list[int]) -> dict[int, int]:
    """Map each opening bracket or quotation mark to its closing one. Stray signs, and pairs across sections, are left out."""
    pairs: dict[int, int] = {}
    open_: list[tuple[str, int]] = []
    waiting = dict.fromkeys(_PAIRS, 0)
    for match in re.finditer(r"[“‘《〈「『(（\[［【〔{”’》〉」』)）\]］】〕}]", text):
        sign, at = match.group(), match.start()
        if sign in _PAIRS:
            open_.append((sign, at))
            waiting[sign] += 1
        elif waiting[_CLOSERS[sign]]:
            opener, begin = open_.pop()
            waiting[opener] -= 1
            while opener != _CLOSERS[sign]:
                opener, begin = open_.pop()
                waiting[opener] -= 1
            if at - begin <= _PAIR_LENGTH and bisect_right(starts, begin) == bisect_right(starts, at):
                pairs[begin] = at
    return pairs
