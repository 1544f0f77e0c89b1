"""The program: a policy as a flat list of small questions.

A `Node` asks one question of the answers before it. `Program.nodes` is topologically ordered: the arguments of a node stand
before it. The same question occurs once. A quantifier holds a `Body`, a small program of its own that is answered once per
record; what does not depend on the record stands outside of it and is brought in by an `OUTER` node.

Where a question is written is not kept here but in the sites (`policyrules.core.outline`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import cast

from attrs import field, frozen

from policyrules.values.answers import Answer, Interval
from policyrules.values.bands import Bands
from policyrules.values.types import EnumType, ListType, RecordType, Scalar, SeriesType, Type


class Op(StrEnum):
    """The operators. `Node.data` holds what is said in brackets; arguments are listed by what they are."""

    LITERAL = "literal"  # [the answer]
    UNKNOWN = "unknown"  # [Open]: a value that the document leaves open
    FACT = "fact"  # [name]
    FIELD = "field"  # [(level, name)]: a field of the record `level` quantifiers further out, 0 the innermost
    OUTER = "outer"  # [index]: a node of the program around this body
    DAY = "day"  # the decision date
    READING = "reading"  # [name]
    PARAMETER = "parameter"  # [name]; day
    AND = "and"  # truths
    OR = "or"  # truths
    NOT = "not"  # truth
    AT_LEAST = "at_least"  # [n]; truths
    COMPARE = "compare"  # [Comparator]; left, right
    ARITHMETIC = "arithmetic"  # ["+", "-", "*" or "/"]; left, right
    GROWTH = "growth"  # value, base: how much larger than the base, as a share of it
    ROUND = "round"  # ["half_up", "down" or "up"]; value, step: to a multiple of the step, a positive literal
    EXTREME = "extreme"  # ["min" or "max"]; numbers
    SHIFT = "shift"  # ["+months", "-months", "+days" or "-days"]; date, how many
    CALENDAR = "calendar"  # ["year", "month" or "day", or which one: "year_quarter" or "year_month"]; date
    ELAPSED = "elapsed"  # ["years" or "months"]; from, to: how many full ones have passed
    AT = "at"  # series, index of a period
    STARTS = "starts"  # [Prefixes]; text: does it start with one of them?
    CHOOSE = "choose"  # guard, value, guard, value, …, value: the first whose guard is true
    BAND = "band"  # [Bands]; number, value, value, …: the value of the piece that the number lies in
    EXCEPTIONS = "exceptions"  # [Exceptions]; base, guard, value, guard, value, …
    ABSENT = "absent"  # optional: is it absent?
    OTHERWISE = "otherwise"  # optional, default
    PRESENT = "present"  # optional: its value, undefined where it is absent
    EACH = "each"  # [(Quantifier, n)]; list, and a cap for a sum per year; with a body


class Comparator(StrEnum):
    """How two sides are compared; `=` and `≠` also compare texts, enum values and truths."""

    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"
    EQ = "="
    NE = "!="

    @property
    def mirrored(self) -> "Comparator":
        """The comparison of the two sides the other way round."""
        return _MIRRORED[self]


_MIRRORED: Mapping[Comparator, Comparator] = {
    Comparator.GE: Comparator.LE,
    Comparator.GT: Comparator.LT,
    Comparator.LE: Comparator.GE,
    Comparator.LT: Comparator.GT,
    Comparator.EQ: Comparator.EQ,
    Comparator.NE: Comparator.NE,
}


class Quantifier(StrEnum):
    """What is asked of the records of a list. `AT_LEAST` carries its n; the last five give a number.

    `SUM_PER_YEAR` sums up the records of each calendar year on its own, and none of these sums beyond the cap.
    """

    SOME = "some"
    EVERY = "every"
    AT_LEAST = "at_least"
    COUNT = "count"
    SUM = "sum"
    SUM_PER_YEAR = "sum_per_year"
    MAX = "max"
    MIN = "min"


class CauseKind(StrEnum):
    """Why something is unknown. Only what is `MISSING` is ever asked of the enterprise."""

    MISSING = "missing"
    ZERO_DIVISOR = "zero_divisor"
    NO_GROWTH = "no_growth"
    NOT_EXISTING = "not_existing"
    NO_PERIOD = "no_period"
    LEFT_OUT = "left_out"
    UNDEFINED = "undefined"
    UNSTATED = "unstated"
    DISCRETION = "discretion"
    NOT_PUBLISHED = "not_published"
    CONFLICT = "conflict"


@frozen(order=True)
class Cause:
    """A reason for an unknown: its kind, and the fact, body or parameter that it is about.

    `provisions` are those in conflict, each with its clause; an empty text for one whose place is not given.
    """

    kind: CauseKind
    subject: str
    provisions: tuple[tuple[str, str], ...] = ()


@frozen
class Open:
    """A value that the document leaves open, and why. `low` and `high` bound it where the document does."""

    cause: Cause
    low: Fraction | None = None
    high: Fraction | None = None


#: Beginnings of texts, from the first to the last inclusive: of equal length and digits only, or one and the same text.
Prefixes = tuple[tuple[str, str], ...]


@frozen
class Exceptions:
    """The exceptions to a base: their names, and for each the places (from 0) of those that override it.

    `clauses` are where they stand in the document, which is no part of what is asked: an empty text for one without a place.
    INVARIANT: overriding is acyclic and transitive: what overrides the overrider stands there too.
    """

    names: tuple[str, ...]
    overridden_by: tuple[tuple[int, ...], ...]
    clauses: tuple[str, ...] = field(default=(), eq=False)


#: What a node says besides its arguments; each operator has one kind of it.
Data = Answer | Open | Comparator | str | int | tuple[int, str] | tuple[Quantifier, int] | Prefixes | Bands | Exceptions | None


@frozen(cache_hash=True)
class Node:
    """One question: an operator, the indexes of its arguments, the type of its answer."""

    op: Op
    args: tuple[int, ...]
    type: Type
    data: Data = None
    body: "Body | None" = None

    @property
    def rests_on(self) -> tuple[int, ...]:
        """The indexes of all nodes that are looked at when it is asked: its arguments, and what its body brings in."""
        return self.args if self.body is None else (*self.args, *self.body.brought_in)


@frozen
class Body:
    """What is asked once per record of the type `record`.

    `condition`, `value` and `key` (the day that a record belongs to) are indexes of the body's own nodes, `None` where the
    quantifier needs none.
    """

    nodes: tuple[Node, ...]
    condition: int | None
    value: int | None
    record: RecordType
    key: int | None = None

    @property
    def brought_in(self) -> tuple[int, ...]:
        """The indexes of the nodes around it that it asks for, for the bodies within it too."""
        return tuple(cast(int, node.data) for node in self.nodes if node.op is Op.OUTER)


@frozen
class FactSpec:
    """A fact that a policy asks for. `low` and `high` are its declared range in the unit of its type.

    `decided_by` names the body that decides it: until it has, the fact is left to its discretion, and no enterprise is asked.
    """

    name: str
    type: Scalar | EnumType | ListType | SeriesType
    title: str | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    field_titles: Mapping[str, str] = field(factory=dict, hash=False)
    decided_by: str | None = None


@frozen
class ParameterSpec:
    """A dated parameter: values by day of publication, in order, known up to and including `complete_to`.

    `low` and `high` are the range that it is declared to lie in on any day, in the unit of its type.
    """

    name: str
    type: Scalar
    values: tuple[tuple[date, Fraction], ...]
    complete_to: date | None
    title: str | None = None
    origin: str | None = None
    low: Fraction | None = None
    high: Fraction | None = None

    def is_published(self, days: Interval) -> bool:
        """Say whether every one of the days lies between the first publication and the day the data is complete to."""
        if not self.values or self.complete_to is None or days.low is None or days.high is None:
            return False
        return self.values[0][0].toordinal() <= days.low and days.high <= self.complete_to.toordinal()


@frozen
class ReadingSpec:
    """An ambiguity of the document: `type` lists its options, `default` is the one taken unless another is asked for."""

    name: str
    type: EnumType
    default: str
    title: str | None = None
    clause: str | None = None
    why: str | None = None
    option_titles: Mapping[str, str] = field(factory=dict, hash=False)


@frozen
class Relation:
    """An `always` line: facts for which the node is definitely false are refused."""

    label: str
    node: int


@frozen
class Program:
    """The nodes with their ids and the tables of their inputs."""

    nodes: tuple[Node, ...]
    ids: tuple[str, ...]
    facts: tuple[FactSpec, ...]
    parameters: tuple[ParameterSpec, ...]
    readings: tuple[ReadingSpec, ...]
    relations: tuple[Relation, ...] = ()

    @cached_property
    def nested_lists(self) -> frozenset[tuple[str, ...]]:
        """The lists of questions that stand within one another, from the outside to the inside."""
        return frozenset(_nested(self.nodes, (), ()))

    @cached_property
    def _inputs(self) -> dict[int, tuple[int, ...] | None]:
        return {}

    def inputs_of(self, index: int) -> tuple[int, ...] | None:
        """Return the nodes that read the inputs of a node, in order; `None` where that depends on what a choice comes to."""
        if index not in self._inputs:
            self._inputs[index] = _inputs(self.nodes, index)
        return self._inputs[index]

    def fact(self, name: str) -> FactSpec:
        return next(spec for spec in self.facts if spec.name == name)

    def parameter(self, name: str) -> ParameterSpec:
        return next(spec for spec in self.parameters if spec.name == name)

    def reading(self, name: str) -> ReadingSpec:
        return next(spec for spec in self.readings if spec.name == name)


#: What reads an input, and what is written out.
_READ = frozenset({Op.DAY, Op.FACT, Op.READING, Op.PARAMETER, Op.FIELD, Op.AT, Op.LITERAL})


def _inputs(nodes: Sequence[Node], index: int) -> tuple[int, ...] | None:
    found: list[int] = []
    seen, waiting = set[int](), [index]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if nodes[one].op in (Op.CHOOSE, Op.PRESENT):
            return None
        if nodes[one].op not in _READ:
            waiting.extend(reversed(tuple(dict.fromkeys(nodes[one].args))))
        elif nodes[one].op not in (Op.LITERAL, Op.READING):
            found.append(one)
    return tuple(found)


def resting(nodes: Sequence[Node], asked: Iterable[int]) -> frozenset[int]:
    """Return some nodes and all that they rest on."""
    found = set(asked)
    for index in range(len(nodes) - 1, -1, -1):
        if index in found:
            found.update(nodes[index].rests_on)
    return frozenset(found)


def _nested(nodes: Sequence[Node], around: tuple[str, ...], names: Sequence[str | None]) -> Iterator[tuple[str, ...]]:
    """Yield the lists of the quantifiers among nodes, and of those within; `names` say which lists the nodes around are."""
    own: list[str | None] = []
    for node in nodes:
        if node.op is Op.OUTER:
            own.append(names[cast(int, node.data)])
        else:
            own.append(cast(str, node.data) if node.op is Op.FACT and isinstance(node.type, ListType) else None)
        if node.op is Op.EACH and node.body is not None:
            lists = (*around, cast(str, own[node.args[0]]))
            yield lists
            yield from _nested(node.body.nodes, lists, own)
