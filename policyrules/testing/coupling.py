"""Which answers of conditions can occur together: conditions about the same value exclude each other.

In: answers that several questions are to have at once. Out: whether that is possible, as far as structure tells. `True` does
not promise an enterprise; `False` holds for every one: a value is in one place of the line, a choice has one member, what is
left out cannot be compared, and a truth is what its parts make of it. Knows no sites.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import cast

from attrs import define, field, frozen

from policyrules.backends.numbers import compare
from policyrules.backends.reference import combined
from policyrules.core.program import Comparator, Node, Op
from policyrules.testing.occurrences import Frame
from policyrules.testing.possible import Possible
from policyrules.values.answers import Interval, Symbol, Truth, point
from policyrules.values.types import EnumType, Scalar

T, U, F = Truth.T, Truth.U, Truth.F

#: Where a node stands.
Spot = tuple[Frame, int]

#: That a node has an answer.
Wanted = tuple[Frame, int, Truth]

#: For each value the places in which it can still be, each by its number.
State = Mapping[Spot, frozenset[int]]

#: So many steps are taken before anything is held possible, and so deep into what conditions are made of.
_STEPS, _DEPTH = 20_000, 40

#: So many truths are combined in every way; of more, any answer is held possible.
_COMBINED = 8

#: Whole numbers: between two that follow each other there is none.
_WHOLE = frozenset({Scalar.INTEGER, Scalar.DATE, Scalar.DAYS, Scalar.MONTHS})


@frozen(eq=False)
class _Line:
    """A number that is compared with constants: its places are those right at a constant (odd) and between two (even)."""

    cuts: tuple[Fraction, ...]
    is_whole: bool

    @property
    def places(self) -> frozenset[int]:
        between = {2 * n for n in range(len(self.cuts) + 1) if self._is_there(n)}
        return frozenset(between | {2 * n + 1 for n in range(len(self.cuts))})

    def _is_there(self, number: int) -> bool:
        if not self.is_whole or number in (0, len(self.cuts)):
            return True
        return self.cuts[number] - self.cuts[number - 1] > 1

    def sample(self, place: int) -> Interval:
        """Return a number in a place."""
        if place % 2:
            return point(self.cuts[place // 2])
        if place == 0:
            return point(self.cuts[0] - 1)
        after = self.cuts[place // 2 - 1]
        return point(after + 1 if place == 2 * len(self.cuts) else (after + self.cuts[place // 2]) / 2)


@frozen(eq=False)
class _Names:
    """A choice that is compared with some of its members: its places are those, and one for all others, where there are any."""

    members: tuple[str, ...]
    has_others: bool

    @property
    def places(self) -> frozenset[int]:
        return frozenset(range(len(self.members) + self.has_others))

    def sample(self, place: int) -> Symbol:
        return Symbol(self.members[place] if place < len(self.members) else "\0")


@define(eq=False)
class Coupling:
    """What excludes what in the questions of one program."""

    possible: Possible
    _values: dict[Frame, Mapping[int, _Line | _Names]] = field(factory=dict, init=False)
    _steps: int = field(default=0, init=False)

    def can_occur(self, wanted: Sequence[Wanted]) -> bool:
        """Say whether questions can have these answers at once."""
        self._steps = 0
        return next(self._all(wanted, {}, 0), None) is not None

    def _all(self, wanted: Sequence[Wanted], state: State, depth: int) -> Iterator[State]:
        if not wanted:
            yield state
            return
        for one in self._one(wanted[0], state, depth):
            yield from self._all(wanted[1:], one, depth)

    def _one(self, wanted: Wanted, state: State, depth: int) -> Iterator[State]:
        """Yield the states in which one question has its answer."""
        self._steps += 1
        frame, index = wanted[0].source(wanted[1])
        answer, node = wanted[2], frame.nodes[index]
        if self._steps > _STEPS or depth > _DEPTH:
            yield state
        elif answer not in self.possible.truths(frame, index):
            return
        elif node.op in _JOINING:
            for alternative in _alternatives(frame, node, answer):
                yield from self._all(alternative, state, depth + 1)
        elif node.op is Op.COMPARE and (compared := self._compared(frame, node)) is not None:
            spot, allowed = compared[0], compared[1][answer]
            yield from _narrowed(state, spot, allowed)
        elif node.op is Op.ABSENT:
            yield from _narrowed(state, (frame, node.args[0]), frozenset({_LEFT_OUT}) if answer is T else frozenset({_GIVEN}))
        else:
            yield from self._free(frame, index, node, answer, state)

    def _free(self, frame: Frame, index: int, node: Node, answer: Truth, state: State) -> Iterator[State]:
        """What is true or false by itself; it is neither while something that it compares is left out."""
        states: list[State] = [state]
        for optional in _needs(frame, index):
            states = [one for before in states for one in _narrowed(before, optional, frozenset({_GIVEN}))]
        for one in states:
            yield from _narrowed(one, (frame, index), frozenset({answer.value}))

    # --- values that are compared with constants --------------------------------------------------------------------------

    def _compared(self, frame: Frame, node: Node) -> tuple[Spot, Mapping[Truth, frozenset[int]]] | None:
        """Return the value that a node compares with a constant, and the places in which it answers what."""
        found = _constant(frame, node)
        if found is None:
            return None
        (home, index), constant, is_left = found
        value = self._of(home).get(index)
        if value is None or _needs(home, index):
            return None
        answers: dict[Truth, set[int]] = {T: set(), F: set(), U: set()}
        for place in value.places:
            pair = (value.sample(place), constant) if is_left else (constant, value.sample(place))
            answers[_answer(cast(Comparator, node.data), *pair)].add(place)
        return (home, index), {truth: frozenset(places) for truth, places in answers.items()}

    def _of(self, frame: Frame) -> Mapping[int, _Line | _Names]:
        """Return the values of a frame that are compared with constants, there or in what stands within."""
        if frame not in self._values:
            constants: dict[int, set[Fraction | str]] = {}
            for spot, constant in _constants(frame):
                known = constant.point if isinstance(constant, Interval) else constant.value
                if spot[0] is frame and known is not None:
                    constants.setdefault(spot[1], set()).add(known)
            self._values[frame] = {index: _value(frame.nodes[index], found) for index, found in constants.items()}
        return self._values[frame]


#: The places of what may be left out.
_LEFT_OUT, _GIVEN = 0, 1

_JOINING = frozenset({Op.AND, Op.OR, Op.NOT, Op.AT_LEAST, Op.CHOOSE, Op.EXCEPTIONS})


def _narrowed(state: State, spot: Spot, allowed: frozenset[int]) -> Iterator[State]:
    left = state[spot] & allowed if spot in state else allowed
    if left:
        yield {**state, spot: left}


def _alternatives(frame: Frame, node: Node, answer: Truth) -> Iterator[Sequence[Wanted]]:
    """Yield the ways in which what joins truths comes to an answer: what its parts are to be."""
    parts = [(frame, argument) for argument in node.args]
    match node.op:
        case Op.AND | Op.OR if answer is not U:
            if (answer is T) == (node.op is Op.AND):
                yield [(*part, answer) for part in parts]
            else:
                yield from ([(*part, answer)] for part in parts)
        case Op.NOT:
            yield [(*parts[0], answer.negated())]
        case Op.CHOOSE if answer is not U:
            before: list[Wanted] = []
            for guard, value in zip(parts[:-1:2], parts[1::2], strict=True):
                yield [*before, (*guard, T), (*value, answer)]
                before.append((*guard, F))
            yield [*before, (*parts[-1], answer)]
        case _ if len(parts) <= _COMBINED and answer is not U:
            for given in product((T, F), repeat=len(parts)):
                if combined(node, given) is answer:
                    yield [(*part, one) for part, one in zip(parts, given, strict=True)]
        case _:
            yield []


def _needs(frame: Frame, index: int) -> Sequence[Spot]:
    """Return what may be left out and has to be there for a comparison to be made."""
    found: list[Spot] = []
    waiting, seen = [frame.source(index)], set[Spot]()
    while waiting:
        home, at = waiting.pop()
        node = home.nodes[at]
        if (home, at) in seen:
            continue
        seen.add((home, at))
        if node.op is Op.PRESENT:
            found.append(home.source(node.args[0]))
        elif node.op in _STRICT:
            waiting.extend(home.source(argument) for argument in node.args)
    return found


#: What is unknown as soon as an argument is.
_STRICT = frozenset({Op.COMPARE, Op.ARITHMETIC, Op.SHIFT, Op.CALENDAR, Op.ELAPSED, Op.ROUND, Op.NOT})


def _constants(frame: Frame) -> Iterator[tuple[Spot, Interval | Symbol]]:
    """Yield what is compared with a constant in a frame, and in those within it."""
    for index, node in enumerate(frame.nodes):
        found = _constant(frame, node)
        if found is not None:
            yield found[:2]
        if node.body is not None:
            yield from _constants(frame.inside(index))


def _constant(frame: Frame, node: Node) -> tuple[Spot, Interval | Symbol, bool] | None:
    """Return the value that a node compares with a constant, and whether it stands on the left."""
    if node.op is not Op.COMPARE:
        return None
    left, right = (frame.source(argument) for argument in node.args)
    for value, other, is_left in ((left, right, True), (right, left, False)):
        literal = other[0].nodes[other[1]]
        constant = literal.data if literal.op is Op.LITERAL else None
        is_point = isinstance(constant, Interval) and constant.point is not None
        if is_point or (isinstance(constant, Symbol) and constant.value is not None):
            return value, cast(Interval | Symbol, constant), is_left
    return None


def _value(node: Node, constants: set[Fraction | str]) -> _Line | _Names:
    if all(isinstance(one, Fraction) for one in constants):
        return _Line(tuple(sorted(cast(set[Fraction], constants))), node.type in _WHOLE)
    members = tuple(sorted(cast(set[str], constants)))
    others = not isinstance(node.type, EnumType) or len(members) < len(node.type.members)
    return _Names(members, others)


def _answer(comparator: Comparator, left: Interval | Symbol, right: Interval | Symbol) -> Truth:
    if isinstance(left, Interval) and isinstance(right, Interval):
        return compare(comparator, left, right)
    return T if (left == right) == (comparator is Comparator.EQ) else F
