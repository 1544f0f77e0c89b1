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
from policyrules.core.ids import node_ids
from policyrules.core.program import Comparator, Node, Op, Quantifier
from policyrules.testing.coverage.occurrences import Frame, Wanted
from policyrules.testing.coverage.possible import Possible
from policyrules.values.answers import Interval, Symbol, Truth, point
from policyrules.values.types import EnumType, Scalar

T, U, F = Truth.T, Truth.U, Truth.F

#: Where a node stands.
Spot = tuple[Frame, int]

#: A value: its frame, or the list whose record it is one of, and its id there.
Key = tuple[object, str]

#: For each value the places in which it can still be, each by its number.
State = Mapping[Key, frozenset[int]]

#: So many steps are taken before anything is held possible, and so deep into what conditions are made of.
_STEPS, _DEPTH = 20_000, 40

#: More answers than these at once are held possible.
_ANSWERS = 100

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
    _values: Mapping[Key, _Line | _Names] | None = field(default=None, init=False)
    _ids: dict[Frame, tuple[str, ...]] = field(factory=dict, init=False)
    _lists: frozenset[Spot] = field(default=frozenset(), init=False)
    _steps: int = field(default=0, init=False)

    def can_occur(self, wanted: Sequence[Wanted]) -> bool:
        """Say whether questions can have these answers at once; those about records, of one record of each list."""
        if len(wanted) > _ANSWERS:
            return True
        self._steps = 0
        self._lists = frozenset(spot for frame, *_ in wanted if (spot := _list_of(frame)) is not None)
        return next(self._all(wanted, {}, 0), None) is not None

    def _all(self, wanted: Sequence[Wanted], state: State, depth: int) -> Iterator[State]:
        """Yield the states in which all have their answers: one after the other, and back where one cannot."""
        waiting: list[Iterator[State]] = [iter((state,))]
        while waiting:
            one = next(waiting[-1], None)
            if one is None:
                waiting.pop()
            elif len(waiting) > len(wanted):
                yield one
            else:
                waiting.append(self._one(wanted[len(waiting) - 1], one, depth))

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
            yield from _narrowed(state, compared[0], compared[1][answer])
        elif node.op is Op.ABSENT:
            left = frozenset({_LEFT_OUT if answer is T else _GIVEN})
            yield from _narrowed(state, self._key(*frame.source(node.args[0])), left)
        elif node.op is Op.EACH and (of_record := self._of_record(frame, index, node, answer)) is not None:
            for one in self._free(frame, index, node, answer, state):
                yield from self._one(of_record, one, depth + 1)
        else:
            yield from self._free(frame, index, node, answer, state)

    def _free(self, frame: Frame, index: int, node: Node, answer: Truth, state: State) -> Iterator[State]:
        """What is true or false by itself; it is neither while something that it compares is left out."""
        states: list[State] = [state]
        for optional in _needs(frame, index):
            states = [one for before in states for one in _narrowed(before, self._key(*optional), frozenset({_GIVEN}))]
        for one in states:
            yield from _narrowed(one, self._key(frame, index), frozenset({answer.value}))

    def _of_record(self, frame: Frame, index: int, node: Node, answer: Truth) -> Wanted | None:
        """Return what an answer about all records of a list says of the one that is looked at."""
        kind, _ = cast(tuple[Quantifier, int], node.data)
        says = (kind, answer) in ((Quantifier.SOME, F), (Quantifier.EVERY, T))
        if not says or node.body is None or node.body.condition is None or frame.source(node.args[0]) not in self._lists:
            return None
        return frame.inside(index), node.body.condition, answer

    def _key(self, frame: Frame, index: int) -> Key:
        """Return what a value is, wherever it is asked: two questions about the record of a list ask about the same one."""
        listed = _list_of(frame)
        return (frame if listed is None else listed), self._named(frame)[index]

    def _named(self, frame: Frame) -> tuple[str, ...]:
        if frame not in self._ids:
            self._ids[frame] = node_ids(frame.nodes, () if frame.outer is None else self._named(frame.outer))
        return self._ids[frame]

    # --- values that are compared with constants --------------------------------------------------------------------------

    def _compared(self, frame: Frame, node: Node) -> tuple[Key, Mapping[Truth, frozenset[int]]] | None:
        """Return the value that a node compares with a constant, and the places in which it answers what."""
        found = _constant(frame, node)
        if found is None:
            return None
        (home, index), constant, is_left = found
        key = self._key(home, index)
        if _needs(home, index):
            return None
        value = self._compared_with(frame)[key]
        answers: dict[Truth, set[int]] = {T: set(), F: set(), U: set()}
        for place in value.places:
            pair = (value.sample(place), constant) if is_left else (constant, value.sample(place))
            answers[_answer(cast(Comparator, node.data), *pair)].add(place)
        return key, {truth: frozenset(places) for truth, places in answers.items()}

    def _compared_with(self, frame: Frame) -> Mapping[Key, _Line | _Names]:
        """Return all values that are compared with constants anywhere."""
        if self._values is None:
            constants: dict[Key, set[Fraction | str]] = {}
            nodes: dict[Key, Node] = {}
            for (home, index), constant in _constants(_outermost(frame)):
                known = constant.point if isinstance(constant, Interval) else constant.value
                if known is not None:
                    key = self._key(home, index)
                    nodes[key] = home.nodes[index]
                    constants.setdefault(key, set()).add(known)
            self._values = {key: _value(nodes[key], found) for key, found in constants.items()}
        return self._values


def _list_of(frame: Frame) -> Spot | None:
    """Return the list that a frame asks about record by record; `None` for the program, and deeper within records."""
    if frame.outer is None or frame.outer.outer is not None:
        return None
    return frame.outer.source(frame.outer.nodes[frame.each].args[0])


def _outermost(frame: Frame) -> Frame:
    while frame.outer is not None:
        frame = frame.outer
    return frame


#: The places of what may be left out.
_LEFT_OUT, _GIVEN = 0, 1

_JOINING = frozenset({Op.AND, Op.OR, Op.NOT, Op.AT_LEAST, Op.CHOOSE, Op.EXCEPTIONS})


def _narrowed(state: State, key: Key, allowed: frozenset[int]) -> Iterator[State]:
    left = state[key] & allowed if key in state else allowed
    if left:
        yield {**state, key: left}


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
