"""What is derived from a policy once, and kept, so that drawing an enterprise costs little.

In: a policy. Out: `Plan`: what its program compares with, fact by fact and field by field, the periods that it asks for, what
is a part of what, and the nodes that rest on each fact.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import cast
from weakref import WeakKeyDictionary

from attrs import frozen

from policyrules.backends.reference import Scope as Within
from policyrules.backends.reference import any_record
from policyrules.core.case import Answers
from policyrules.core.facts import no_facts, unknown_answer
from policyrules.core.outline import Outline
from policyrules.core.program import Body, FactSpec, Node, Op, Prefixes, Program, resting
from policyrules.explain.scope import Scope, whole
from policyrules.policy import Policy
from policyrules.testing.drawing.answering import Answering, Cones
from policyrules.testing.drawing.thresholds import (
    ABOVE,
    AT,
    BELOW,
    UNKNOWN,
    Compared,
    Path,
    compared,
    depends,
    outcomes,
)
from policyrules.testing.drawing.thresholds import inside as body_of
from policyrules.values.answers import Answer, Interval, Symbol
from policyrules.values.types import Scalar, is_numeric

#: A fact, or a field of the records of a list, by name.
Slot = tuple[str, ...]

_SOME_DAY = date(2024, 1, 1)

#: How many enterprises are searched for that stand right at a threshold, and on how many days.
_VARIANTS, _KEY_DAYS = 3, 3

#: The days that can be decided on, so that years can still be added and taken away.
FIRST_DAY, LAST_DAY = date(1900, 1, 1).toordinal(), date(2199, 12, 31).toordinal()


@frozen
class Kept:
    """An enterprise that was searched for: the facts that it takes, the day and the readings."""

    facts: Mapping[str, Answer]
    day: int
    readings: Mapping[str, str]


@frozen
class Target:
    """A side of a threshold that a value is to stand on, and the day on which the search for such an enterprise begins."""

    threshold: Compared
    side: str
    day: int


class Plan:
    """What is derived from a policy. Everything is found when it is first asked for."""

    def __init__(self, program: Program, outline: Outline, days: tuple[date | None, date | None]) -> None:
        self.program, self.outline, self._in_force = program, outline, days
        self.language = outline.language
        self.cones = Cones(program.nodes)
        self.unknown: Mapping[str, Answer] = {spec.name: unknown_answer(spec) for spec in program.facts}
        self._resting: dict[str, frozenset[int]] = {}
        self._scopes: dict[Path, Scope] = {}
        self._unknowing: dict[Path, Answering] = {}
        self.kept: dict[tuple[str, int, date | None], Kept | None] = {}
        self._ranges: dict[tuple[Path, int], Answer] = {}
        self._moves: dict[tuple[Path, int], int] = {}

    # --- the program ----------------------------------------------------------------------------------------------------

    def resting_on_fact(self, name: str) -> frozenset[int]:
        """Return the nodes that rest on a fact."""
        if name not in self._resting:
            facts = (index for index, node in enumerate(self.program.nodes) if node.op is Op.FACT and node.data == name)
            self._resting[name] = self.cones.resting_on(facts)
        return self._resting[name]

    @cached_property
    def facts(self) -> Mapping[str, FactSpec]:
        """The facts by name."""
        return {spec.name: spec for spec in self.program.facts}

    def range(self, around: Path, index: int) -> Answer:
        """Return what is known of a node for an enterprise of which nothing is known: of a number, its range.

        Of the value of a period this is the declared range, as if the period existed.
        """
        if (around, index) not in self._ranges:
            self._ranges[around, index] = self._range(around, index)
        return self._ranges[around, index]

    def _range(self, around: Path, index: int) -> Answer:
        slot = self.slot(around, index) if self.scope(around).nodes[index].op is Op.AT else None
        if slot is not None and is_numeric(self.scope(around).nodes[index].type):
            return Interval(self.facts[slot[0]].low, self.facts[slot[0]].high)
        return self._nothing_known(around)[index]

    def _nothing_known(self, around: Path) -> Answering:
        if around not in self._unknowing:
            if around:
                outer, body = self._nothing_known(around[:-1]), self.scope(around[:-1]).nodes[around[-1]].body
                records = (any_record(cast(Body, body).record), *outer.scope.records)
                found = Answering(outer.cones.body(around[-1]), Within(self.program, outer.scope.case, records, outer))
            else:
                case = no_facts(self.program, date.fromordinal(self.first_day))
                found = Answering(self.cones, Within(self.program, case))
            self._unknowing[around] = found
        return self._unknowing[around]

    def sides(self, one: Compared) -> tuple[str, ...]:
        """Return the sides of a threshold that its value can stand on, as far as its range tells."""
        around = one.path[:-1]
        node = self.scope(around).nodes[one.path[-1]]
        parts = node.args if one.value is None else (one.value,)
        given = max((self.moves(around, part) for part in parts), default=0)
        against = one.against if isinstance(one.against, Fraction) else self._literal(around, one.against)
        low, high = self._ends(around, node, one.value) if given == 2 else (None, None)
        possible = {
            BELOW: against is None or low is None or low < against,
            AT: True,
            ABOVE: against is None or high is None or high > against,
            UNKNOWN: given == 2,
        }
        return tuple(side for side, can_be in possible.items() if can_be)

    def _literal(self, around: Path, index: int) -> Fraction | None:
        scope, at = self.scope(around).source(index)
        data = scope.nodes[at].data
        return data.point if isinstance(data, Interval) else None

    def _ends(self, around: Path, node: Node, value: int | None) -> tuple[Fraction | None, Fraction | None]:
        if value is None:
            return Fraction(0), None if node.body is not None else Fraction(len(node.args))
        range_ = self.range(around, value)
        return (range_.low, range_.high) if isinstance(range_, Interval) else (None, None)

    def moves(self, around: Path, index: int) -> int:
        """Say how well a node can be moved: 2 by facts, 1 by the day or a reading only, 0 not at all."""
        if (around, index) not in self._moves:
            scope, given = self.scope(around), (Op.FACT, Op.FIELD)
            by_day = depends(scope, index, (Op.DAY, Op.READING))
            self._moves[around, index] = 2 if depends(scope, index, given) else 1 if by_day else 0
        return self._moves[around, index]

    def scope(self, around: Path) -> Scope:
        """Return the program, or the body within some quantifiers, of which nothing is known."""
        if around not in self._scopes:
            found = whole(self.program, Answers(())) if not around else body_of(self.scope(around[:-1]), around[-1])
            self._scopes[around] = found
        return self._scopes[around]

    def list_name(self, around: Path) -> str:
        """Return the list whose records the innermost of some quantifiers asks about."""
        return self.scope(around[:-1]).list_name(around[-1])

    @cached_property
    def outcomes(self) -> tuple[int, ...]:
        """The nodes that a decision shows."""
        return outcomes(self.outline)

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """Every place where something that a decision shows holds a value against another."""
        return compared(self.program, self.outcomes)

    @cached_property
    def _asked(self) -> tuple[tuple[Path, Node], ...]:
        """The nodes that count for what a decision shows, and for the relations among facts, each after the way to it."""
        sought = (*self.outcomes, *(one.node for one in self.program.relations))
        return tuple(
            pair for index in sorted(resting(self.program.nodes, sought)) for pair in _within(self.program.nodes, index, ())
        )

    # --- what facts are held against ------------------------------------------------------------------------------------

    def slot(self, around: Path, index: int) -> Slot | None:
        """Return the fact or field that a node is the value of, as it is given; `None` where it is made of more."""
        while True:
            node = self.scope(around).nodes[index]
            match node.op:
                case Op.OUTER:
                    around, index = around[:-1], cast(int, node.data)
                case Op.PRESENT | Op.OTHERWISE | Op.AT | Op.ABSENT | Op.ROUND:
                    index = node.args[0]
                case Op.FACT:
                    return (cast(str, node.data),)
                case Op.FIELD:
                    level, field = cast(tuple[int, str], node.data)
                    return self.list_name(around[: len(around) - level]), field
                case _:
                    return None

    @cached_property
    def numbers(self) -> Mapping[Slot, tuple[Fraction, ...]]:
        """The numbers that each fact and field is held against."""
        found: dict[Slot, set[Fraction]] = {}
        for one in self.compared:
            sides = (one.value, one.against) if isinstance(one.against, int) else (one.value,)
            for side in sides:
                slot = None if side is None else self.slot(one.path[:-1], side)
                if slot is not None:
                    found.setdefault(slot, set()).update(self._literals(one, cast(int, side)))
        return {slot: tuple(sorted(values)) for slot, values in found.items()}

    def _literals(self, one: Compared, side: int) -> Iterator[Fraction]:
        """Yield the numbers on the other side: what is written there, or between what there is a choice."""
        if isinstance(one.against, Fraction):
            yield one.against
            return
        other = cast(int, one.value if side == one.against else one.against)
        waiting = [self.scope(one.path[:-1]).source(other)]
        while waiting:
            scope, index = waiting.pop()
            node = scope.nodes[index]
            if isinstance(node.data, Interval) and node.data.point is not None:
                yield node.data.point
            elif node.op is Op.CHOOSE:
                waiting.extend(scope.source(part) for part in (*node.args[1::2], node.args[-1]))

    @cached_property
    def texts(self) -> Mapping[Slot, tuple[str, ...]]:
        """The texts that each fact and field is held against: the codes at the ends of each run, and right outside."""
        found: dict[Slot, dict[str, None]] = {}
        for path, node in self._asked:
            texts: tuple[str, ...] = ()
            if node.op is Op.STARTS:
                texts = tuple(code for run in cast(Prefixes, node.data) for code in _codes(*run))
            elif node.op is Op.COMPARE:
                sides = (self.scope(path[:-1]).source(part) for part in node.args)
                texts = tuple(
                    data.value for scope, at in sides if isinstance(data := scope.nodes[at].data, Symbol) and data.value
                )
            for part in node.args if texts else ():
                slot = self.slot(path[:-1], part)
                if slot is not None:
                    found.setdefault(slot, {}).update(dict.fromkeys(texts))
        # An empty text is no fact: it is refused, and what is held against it is never so.
        return {slot: tuple(text for text in texts if text) for slot, texts in found.items()}

    @cached_property
    def periods(self) -> Mapping[str, tuple[tuple[Path, int], ...]]:
        """The nodes of the periods that are asked for of each series, with the quantifiers around them."""
        found: dict[str, dict[tuple[Path, int], None]] = {}
        for path, node in self._asked:
            slot = self.slot(path[:-1], node.args[0]) if node.op is Op.AT else None
            if slot is not None:
                around, index = path[:-1], node.args[1]
                while self.scope(around).nodes[index].op is Op.OUTER:
                    around, index = around[:-1], cast(int, self.scope(around).nodes[index].data)
                found.setdefault(slot[0], {})[around, index] = None
        return {name: tuple(places) for name, places in found.items()}

    @cached_property
    def wholes(self) -> Mapping[str, str]:
        """What is a part of what: facts whose quotient is only ever held against shares of a whole."""
        found: dict[str, str] = {}
        beyond: set[str] = set()
        for one in self.compared:
            if one.value is None:
                continue
            node = self.scope(one.path[:-1]).nodes[one.value]
            if node.op is not Op.ARITHMETIC or node.data != "/":
                continue
            part, all_ = (self.slot(one.path[:-1], side) for side in node.args)
            if part is None or all_ is None or len(part) != 1 or len(all_) != 1 or part == all_:
                continue
            if any(not 0 <= number <= 1 for number in self._literals(one, one.value)):
                beyond.add(part[0])
            found.setdefault(part[0], all_[0])
        return {part: all_ for part, all_ in found.items() if part not in beyond and found.get(all_) != part}

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """What to aim at: each side of each threshold that a value can stand on; at it several times, on several days."""
        sides = ((one, side) for one in self.compared for side in self.sides(one) if side != UNKNOWN)
        days = self.key_days
        return tuple(
            Target(one, side, days[variant % len(days)])
            for number, (one, side) in enumerate(sides)
            for variant in (range(_VARIANTS) if side == AT else (number,))
        )

    @cached_property
    def firsts(self) -> Mapping[tuple[Compared, str], int]:
        """The first target of each side of each threshold: on one and the same day the others are no different."""
        return {(one.threshold, one.side): number for number, one in reversed([*enumerate(self.targets)])}

    @cached_property
    def aims(self) -> Mapping[int, tuple[int, ...]]:
        """The numbers of the targets by their day; those right at a threshold, where a slip shows most, three times."""
        found: dict[int, list[int]] = {}
        for number, target in enumerate(self.targets):
            found.setdefault(target.day, []).extend([number] * (3 if target.side == AT else 1))
        return {day: tuple(numbers) for day, numbers in found.items()}

    @cached_property
    def other_options(self) -> tuple[tuple[str, str], ...]:
        """The options of readings that are not taken by default."""
        readings = self.program.readings
        return tuple((one.name, option) for one in readings for option in one.type.members if option != one.default)

    @cached_property
    def truths(self) -> tuple[int, ...]:
        """The truths that a decision shows: verdicts, titles, conditions."""
        return tuple(index for index in self.outcomes if self.program.nodes[index].type is Scalar.BOOL)

    @cached_property
    def named_outcomes(self) -> tuple[int, ...]:
        """What a decision shows, except for numbers and days."""
        return tuple(index for index in self.outcomes if not is_numeric(self.program.nodes[index].type))

    @cached_property
    def counting(self) -> frozenset[int]:
        """The nodes that anything that a decision shows rests on."""
        return resting(self.program.nodes, self.outcomes)

    # --- days -----------------------------------------------------------------------------------------------------------

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The days that the policy names: of its windows, of its conditions, and of the values of its parameters."""
        named = {day.toordinal() for day in self._in_force if day is not None}
        for _, node in self._asked:
            if node.type is Scalar.DATE and isinstance(node.data, Interval) and node.data.point is not None:
                named.add(int(node.data.point))
        for parameter in self.program.parameters:
            ends = (*(day for day, _ in parameter.values[:1]), parameter.complete_to)
            named.update(day.toordinal() for day in ends if day is not None)
        return tuple(sorted(day for day in named if date(1950, 1, 1).toordinal() < day < date(2150, 1, 1).toordinal()))

    @cached_property
    def all_days(self) -> Interval:
        """The days that can be decided on."""
        return Interval(Fraction(FIRST_DAY), Fraction(LAST_DAY))

    @cached_property
    def first_day(self) -> int:
        """The day that an enterprise is decided on where nothing speaks for another."""
        first = self._in_force[0] or self.outline.issued
        return (_SOME_DAY if first is None or not 1950 < first.year < 2150 else first).toordinal()

    @cached_property
    def key_days(self) -> tuple[int, ...]:
        """The days on which enterprises are searched for: the first and the last in force, then others that the policy names.

        What a window includes is then wrong by a day on many of them.
        """
        first, last = self._in_force
        ends = (self.first_day, *(day.toordinal() for day in (last,) if day is not None and first is not None))
        inside = (day for day in reversed(self.days) if ends[0] < day < ends[-1])
        return tuple(dict.fromkeys((*ends, *inside)))[:_KEY_DAYS]


def _within(nodes: tuple[Node, ...], index: int, around: Path) -> Iterator[tuple[Path, Node]]:
    node = nodes[index]
    yield (*around, index), node
    if node.body is not None:
        for place in range(len(node.body.nodes)):
            yield from _within(node.body.nodes, place, (*around, index))


def _codes(first: str, last: str) -> Iterator[str]:
    """Yield the codes at both ends of a run, and those right outside."""
    yield from (first, last)
    for code, by in ((first, -1), (last, 1)):
        beside = f"{int(code) + by:0{len(code)}}" if code.isascii() and code.isdecimal() else ""
        if len(beside) == len(code) and not beside.startswith("-"):
            yield beside


_PLANS: "WeakKeyDictionary[Policy, Plan]" = WeakKeyDictionary()


def plan_of(policy: Policy) -> Plan:
    """Return what is derived from a policy."""
    if policy not in _PLANS:
        _PLANS[policy] = Plan(policy.program, policy.outline, policy.in_force())
    return _PLANS[policy]
