"""The passage of a document that a wrong quote was probably copied from.

In: a document and a quote that does not stand in it. Out: `NearMiss`, the words of the document with the first difference, or
nothing where the document says nothing of the kind. Knows nothing of `.pol` files.
"""

from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher

from attrs import field, frozen

from policyrules.checking.document import Document
from policyrules.checking.numbering import Section
from policyrules.source import Span

#: Only so many characters of a wrong quote are compared.
_QUOTE_LENGTH = 400
#: A passage that agrees with less of the quote than this is another passage.
_LIKENESS = 0.6
_GRAM = 3
_PLACES_OF_A_GRAM = 40

_TWINS = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict(zip("。“”„‘’【】〔〕「」『』《》—–‐－―·•", '.""""\'[][]""""<>-----··', strict=False))
)


@frozen
class NearMiss:
    """Where a quote probably comes from: `found` in the quote stands against `expected` in the document.

    One of them is empty where the quote adds or leaves out something. `punctuation` says that nothing differs but
    full-width and half-width signs.
    """

    span: Span
    found: str
    expected: str
    punctuation: bool


@frozen(slots=False, eq=False)
class Passages:
    """An index of the passages of a document."""

    document: Document
    _folded: str = field(init=False, repr=False)
    _grams: Mapping[str, list[int]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        folded = self.document.packed.translate(_TWINS)
        grams: dict[str, list[int]] = {}
        for at in range(len(folded) - _GRAM + 1):
            places = grams.setdefault(folded[at : at + _GRAM], [])
            if len(places) < _PLACES_OF_A_GRAM:
                places.append(at)
        object.__setattr__(self, "_folded", folded)
        object.__setattr__(self, "_grams", grams)

    def nearest(self, quote: str, section: Section) -> NearMiss | None:
        """Return the passage nearest to a quote, one in `section` before one elsewhere."""
        packed = "".join(quote.split())[:_QUOTE_LENGTH]
        return self._twin(packed, section) or self._alike(packed)

    def _twin(self, packed: str, section: Section) -> NearMiss | None:
        """Return the passage that differs from the quote in the width of its signs only."""
        folded = packed.translate(_TWINS)
        start, end = self.document.packed_range(section)
        at = self._folded.find(folded, start, end) if folded else -1
        at = self._folded.find(folded) if at < 0 and folded else at
        if at < 0:
            return None
        right = self.document.packed[at : at + len(packed)]
        first = next((n for n, (mine, theirs) in enumerate(zip(packed, right, strict=True)) if mine != theirs), None)
        if first is None:
            return None
        return NearMiss(self.document.span(at, at + len(packed)), packed[first], right[first], True)

    def _alike(self, packed: str) -> NearMiss | None:
        """Return the passage that shares most of the quote's triples of characters."""
        folded = packed.translate(_TWINS)
        votes: Counter[int] = Counter()
        for at in range(len(folded) - _GRAM + 1):
            votes.update(place - at for place in self._grams.get(folded[at : at + _GRAM], ()))
        if not votes:
            return None
        begin = max(0, max(votes, key=lambda shift: (sum(votes[shift + near] for near in range(-3, 4)), -shift)) - 3)
        window = self.document.packed[begin : begin + len(packed) + len(packed) // 4 + 6]
        matcher = SequenceMatcher(None, packed, window, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if sum(block.size for block in blocks) < _LIKENESS * len(packed):
            return None
        start = max(0, blocks[0].b - blocks[0].a)
        end = min(len(window), blocks[-1].b + blocks[-1].size + len(packed) - blocks[-1].a - blocks[-1].size)
        found, expected = _first_difference(packed, window[start:end])
        return NearMiss(self.document.span(begin + start, begin + end), found, expected, False)


def _first_difference(mine: str, theirs: str) -> tuple[str, str]:
    """Return what differs first; nothing on the side that has nothing there."""
    opcodes = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    return next(((mine[a:b], theirs[c:d]) for tag, a, b, c, d in opcodes if tag != "equal"), (mine, theirs))
