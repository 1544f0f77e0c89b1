"""What answers a question can have at all, as far as its structure tells.

In: a program. Out: for each truth which of true, false and unknown it can be, and for every value whether it can be unknown.
What is excluded here is excluded for every enterprise on every day; what is not excluded may be out of reach all the same, for
the conditions beside it are not looked at (`policyrules.testing.coverage.coupling` does). Knows no sites.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from itertools import product
from typing import cast

from attrs import field, frozen

from policyrules.backends.reference import combined
from policyrules.core.program import Comparator, Node, Op, Program, Quantifier
from policyrules.lint.possible import knowing_nothing
from policyrules.testing.coverage.occurrences import Frame
from policyrules.values.answers import Interval, Symbol, Truth
from policyrules.values.bands import Bands
from policyrules.values.types import EnumType, Scalar

T, U, F = Truth.T, Truth.U, Truth.F
_ANY = frozenset({T, U, F})
_KNOWN = frozenset({T, F})

#: What is different from enterprise to enterprise, or from day to day.
_GIVEN = frozenset({Op.FACT, Op.FIELD, Op.UNKNOWN, Op.PARAMETER})

#: What makes a truth of truths.
_JOINING = frozenset({Op.AND, Op.OR, Op.NOT, Op.AT_LEAST, Op.CHOOSE, Op.EXCEPTIONS})

#: So many combinations of what the arguments of one question can be are tried.
_TRIED = 4_000


@frozen(slots=False, eq=False)
class Possible:
    """The answers that the questions of a program can have."""

    program: Program
    _open: dict[Frame, list[bool]] = field(factory=dict, init=False)
    _moves: dict[Frame, list[bool]] = field(factory=dict, init=False)
    _truths: dict[Frame, list[frozenset[Truth]]] = field(factory=dict, init=False)

    def can_be_unknown(self, frame: Frame, index: int) -> bool:
        """Say whether the answer of a node can be unknown."""
        if frame.nodes[index].type is Scalar.BOOL:
            return U in self.truths(frame, index)
        home, at = frame.source(index)
        return self._opens(home)[at]

    def truths(self, frame: Frame, index: int) -> frozenset[Truth]:
        """Return what a truth can be."""
        home, at = frame.source(index)
        if home not in self._truths:
            found = self._truths[home] = []
            for place, node in enumerate(home.nodes):
                found.append(self._of(home, place, node, found) if node.type is Scalar.BOOL else frozenset())
        return self._truths[home][at]

    # --- unknown ----------------------------------------------------------------------------------------------------------

    def _opens(self, frame: Frame) -> list[bool]:
        return self._collected(self._open, frame, lambda node: node.op in _GIVEN, _opening)

    def _moving(self, frame: Frame) -> list[bool]:
        """Say of each node whether it depends on the day."""
        return self._collected(self._moves, frame, lambda node: node.op is Op.DAY, lambda node: False)

    def _collected(
        self, kept: dict[Frame, list[bool]], frame: Frame, own: Callable[[Node], bool], made: Callable[[Node], bool]
    ) -> list[bool]:
        """Say of each node whether it is of a kind, or is made of one that is."""
        if frame not in kept:
            found = kept[frame] = []
            for index, node in enumerate(frame.nodes):
                if node.op is Op.OUTER and frame.outer is not None:
                    home, at = frame.source(index)
                    found.append(self._collected(kept, home, own, made)[at])
                    continue
                within = [] if node.body is None else self._collected(kept, frame.inside(index), own, made)
                found.append(own(node) or made(node) or any(found[part] for part in node.args) or any(within))
        return kept[frame]

    # --- truths -----------------------------------------------------------------------------------------------------------

    def _of(self, frame: Frame, index: int, node: Node, found: Sequence[frozenset[Truth]]) -> frozenset[Truth]:
        if node.op is Op.OUTER and frame.outer is not None:
            return self.truths(*frame.source(index))
        if frame.outer is None and not self._moving(frame)[index]:
            answer = cast(Truth, self._nothing[index])
            if answer is not U:
                return frozenset({answer})
        if node.op in _JOINING and all(frame.nodes[part].type is Scalar.BOOL for part in node.args):
            return _joined(node, [found[part] for part in node.args])
        if node.op is Op.EACH:
            return self._of_records(frame, index, node)
        match node.op:
            case Op.LITERAL:
                return frozenset({cast(Truth, node.data)})
            case Op.UNKNOWN:
                return frozenset({U})
            case Op.COMPARE if (only := self._only(frame, node)) is not None:
                return frozenset({only, *({U} if self._opens(frame)[index] else ())})
            case _:
                return _ANY if self._opens(frame)[index] else _KNOWN

    def _only(self, frame: Frame, node: Node) -> Truth | None:
        """Return what a comparison with a member of an enumeration says that has no other."""
        sides = [home.nodes[at] for home, at in map(frame.source, node.args)]
        members = {member for side in sides if isinstance(side.type, EnumType) for member in side.type.members}
        is_member = any(side.op is Op.LITERAL and isinstance(side.data, Symbol) for side in sides)
        return (T if node.data is Comparator.EQ else F) if is_member and len(members) == 1 else None

    @cached_property
    def _nothing(self) -> Sequence[object]:
        """The answers on some day while nothing is known."""
        return knowing_nothing(self.program, date(2024, 1, 1)).values

    def _of_records(self, frame: Frame, index: int, node: Node) -> frozenset[Truth]:
        """A list can be unknown, and it can be empty."""
        assert node.body is not None
        kind, count = cast(tuple[Quantifier, int], node.data)
        inner = frame.inside(index)
        each = frozenset({T}) if node.body.condition is None else self.truths(inner, node.body.condition)
        if kind is Quantifier.EVERY:
            return frozenset({T, U, *({F} & each)})
        if kind is Quantifier.AT_LEAST and count <= 0:
            return frozenset({T})
        return frozenset({F, U, *({T} & each)})


def _joined(node: Node, parts: Sequence[frozenset[Truth]]) -> frozenset[Truth]:
    """Return what a truth of truths can be, as if they could be anything apart from each other."""
    combinations = 1
    for part in parts:
        combinations *= len(part)
    if combinations > _TRIED:
        return _of_many(node, parts)
    return frozenset(cast(Truth, combined(node, given)) for given in product(*parts))


def _of_many(node: Node, parts: Sequence[frozenset[Truth]]) -> frozenset[Truth]:
    if node.op in (Op.AND, Op.OR):
        found = parts[0]
        for part in parts[1:]:
            found = frozenset(cast(Truth, combined(node, pair)) for pair in product(found, part))
        return found
    return _ANY


def _opening(node: Node) -> bool:
    """Say whether a node can be unknown although all that it is made of is known."""
    match node.op:
        case Op.AT | Op.PRESENT | Op.EXCEPTIONS | Op.GROWTH:
            return True
        case Op.ARITHMETIC:
            return node.data == "/"
        case Op.BAND:
            return None in cast(Bands, node.data).places
        case Op.LITERAL:
            return isinstance(node.data, Interval) and node.data.point is None
        case _:
            return False
