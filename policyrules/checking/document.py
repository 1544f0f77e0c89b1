"""The document that a policy is made from: its sections and its clauses (分句).

In: the text of an official document, Chinese or English. Out: `Document`, which knows where every section and clause stands,
and finds passages in it, white space aside. The text itself is never folded or normalised. Knows nothing of `.pol` files.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from policyrules.checking.numbering import PREFACE, Section, numbered_sections
from policyrules.source import Source, Span

#: More characters of a document than this are not read.
LENGTH_LIMIT = 200_000

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

_BRACKETS = str.maketrans("（）", "()")


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
    sections = tuple(numbered_sections(text))
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
