"""The columns that a query defines for a flat list of questions: for a program, or for what is asked of each record.

In: nodes, and one rule per operator. Out: for each node the texts that hold its answer, and the columns that these name. A name
is made up from the places of nodes, and a text that somebody wrote stands as a constant of its own (`k0`), so that no user's
word is ever part of SQL. What rests on nothing but constants is answered by the reference. Knows no operator.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, cast

from attrs import define, evolve, field, frozen

from policyrules.backends import reference
from policyrules.backends.reference import Scope as Seen
from policyrules.columns import pairs
from policyrules.columns.dialect import Dialect
from policyrules.columns.exact import Exact
from policyrules.columns.held import End, Flag, Held, Name, Number, Optional, Value, Whole
from policyrules.columns.layers import Usage
from policyrules.columns.layout import Given, Plain
from policyrules.columns.skipping import cost_with
from policyrules.core.case import Case
from policyrules.core.program import Node, Op, Program, resting
from policyrules.diagnostics import FactsError
from policyrules.values.answers import Answer, Interval, Maybe, Symbol, Truth
from policyrules.values.types import EnumType, RecordType, Scalar, Type

Rule = Callable[["Part", int, Node], Held | Truth]


class LeftOpenError(Exception):
    """A question that the query does not answer, and why."""


@define
class Level:
    """The columns that are defined one by one from the others of a level: of the whole query, or within one kind of record.

    `usage` tells in which rows they are asked for. `beyond` are conditions of rows that the query does not answer; within
    records there can be none.
    """

    definitions: dict[str, str] = field(factory=dict)
    usage: Usage = field(factory=Usage)
    beyond: list[str] | None = None
    helpers: dict[tuple[str, str], str] = field(factory=dict)


@frozen
class Emission:
    """What all parts of a query have in common. `case` holds the day and the readings, where they are the same for all rows.

    `given` is what else the table has.
    """

    program: Program
    dialect: Dialect
    rules: Mapping[Op, Rule]
    case: Case | None
    given: Given = field(factory=Given)
    texts: dict[str, str] = field(factory=dict)

    @cached_property
    def seen(self) -> Seen:
        """What the reference sees where it answers what is the same in every row."""
        return Seen(self.program, self.case or Case({}, date.min, {}))

    def text(self, value: str) -> str:
        """Return the name of the constant that stands for a text."""
        return self.texts.setdefault(value, f"k{len(self.texts)}")


_NAME = r"(?:\w+(?:\.\w+)?|\(-\d\w*\)|DATE '[0-9-]+')"

_PLAIN = re.compile(_NAME)

#: A column that is held against a number or a date that is written.
_LIMIT = re.compile(r"\(([a-z]\w*(?:\.\w+)?) (?:>=|<=|<|>) (?:\d\w*|\(-\d\w*\)|DATE '[0-9-]+')\)")

_RECKONING = (Op.ARITHMETIC, Op.GROWTH)

#: What costs so little that it may stand in several places.
_LIGHT = re.compile(rf"{_NAME}|COALESCE\({_NAME}, {_NAME}\)|\(CASE WHEN {_NAME} IS NULL THEN {_NAME} ELSE {_NAME} END\)")


@define
class Part:
    """The columns of a flat list of nodes.

    Within records, `variable` is the record; it is empty where the record is one of which nothing is known. `left` says of
    the nodes that the query does not answer why it does not: nothing is taken to be known of them. `weakened` are they and all
    that rest on them, whose answers may be more open than they should. `rows` are what is asked of each record, by quantifier;
    `unsure` are the nodes with numbers that may be too large in some rows; `passed_on` those that one other reckons with, and
    no more; `compared` those that one other holds against others, and no more; `asking` is the one whose columns are written,
    and `guard` the condition of the rows in which alone they are looked at.
    """

    emission: Emission
    level: Level
    around: "Part | None" = None
    place: str = ""
    variable: str = ""
    record: RecordType | None = None
    nodes: Sequence[Node] = ()
    held: list[Held | None] = field(factory=list)
    answers: list[Answer | None] = field(factory=list)
    left: dict[int, str] = field(factory=dict)
    weakened: set[int] = field(factory=set)
    rows: dict[int, Any] = field(factory=dict)
    unsure: list[int] = field(factory=list)
    temporary: int = 0
    passed_on: set[int] = field(factory=set)
    compared: set[int] = field(factory=set)
    asking: int = 0
    guard: str = ""

    @cached_property
    def exact(self) -> Exact:
        return Exact(self.emission.dialect, self._beyond)

    @property
    def depth(self) -> int:
        """How many records stand around what is asked here, this one among them."""
        around = 0 if self.around is None else self.around.depth
        return around + (self.variable != "")

    def out(self, level: int) -> "Part":
        """Return the part that is about the record so many quantifiers further out."""
        part = self
        for _ in range(level):
            part = cast(Part, part.around)
        return part

    def _beyond(self, condition: str) -> None:
        if self.level.beyond is None:
            raise LeftOpenError("width")
        self.decide_otherwise(condition)
        if self.asking not in self.unsure:
            self.unsure.append(self.asking)

    # --- reading ---

    def read(self, nodes: Sequence[Node], asked: Collection[int] | None = None) -> None:
        """Hold the answers of all nodes, or of some and what they rest on; of a body, all, or raise `LeftOpenError`."""
        self.nodes = nodes
        needed = None if asked is None else resting(nodes, asked)
        rests_on = [node.rests_on for node in nodes]
        uses = Counter(chain.from_iterable(rests_on if needed is None else map(rests_on.__getitem__, needed)))
        self.passed_on = {one for node in nodes if node.op in _RECKONING for one in node.args if uses[one] == 1}
        if asked is not None:
            compared = {one for node in nodes if node.op is Op.EXTREME for one in node.args if uses[one] == 1}
            self.compared = compared.difference(asked)
        for index, node in enumerate(nodes):
            self.asking = index
            held: Held | None = None
            answer: Answer | None = None
            if needed is not None and index not in needed:
                self.held.append(None)
                self.answers.append(None)
                continue
            try:
                held, answer = self._read(index, node)
            except (LeftOpenError, OverflowError) as why:
                if self.place:
                    raise LeftOpenError(str(why) or "width") from None
                self.left[index], held = str(why) or "width", self.nothing(node.type)
            if index in self.left or not self.weakened.isdisjoint(rests_on[index]):
                self.weakened.add(index)
            self.held.append(held)
            self.answers.append(answer)

    def _read(self, index: int, node: Node) -> tuple[Held, Answer | None]:
        for argument in node.args:
            self.of(argument)
        answer = self._constant(node)
        if answer is not None:
            if node.op is Op.OUTER:
                return cast(Part, self.around).of(cast(int, node.data)), answer
            return self.constant(answer, node.type), answer
        found = self.emission.rules[node.op](self, index, node)
        if isinstance(found, Truth):
            return self.constant(found, node.type), found
        return self._kept(index, found), None

    def _constant(self, node: Node) -> Answer | None:
        """Return the answer that a node has in every row, as the reference gives it."""
        match node.op:
            case Op.OUTER:
                return None if self.around is None else self.around.answers[cast(int, node.data)]
            case Op.FIELD:
                return self._constant_field(node)
            case Op.FACT | Op.EACH:
                return None
            case Op.DAY | Op.READING if self.emission.case is None:
                return None
        given: list[Answer] = []
        for argument in node.args:
            if (answer := self.answers[argument]) is None:
                return None
            given.append(answer)
        try:
            return reference.RULES[node.op](self.emission.seen, node, given)
        except FactsError:
            raise LeftOpenError("long") from None

    def _constant_field(self, node: Node) -> Answer | None:
        level, name = cast(tuple[int, str], node.data)
        part = self.out(level)
        return None if part.variable or part.record is None else reference.any_record(part.record)[name]

    # --- what is held ---

    def of(self, index: int) -> Held:
        held = self.held[index]
        if held is None:
            raise LeftOpenError("rests")
        return held

    def number(self, index: int) -> Number:
        return cast(Number, self.of(index))

    def flag(self, index: int) -> Flag:
        return cast(Flag, self.of(index))

    def value(self, index: int) -> Value:
        return cast(Value, self.of(index))

    def constant(self, answer: Answer, type_: Type) -> Held:
        """Hold an answer that is the same in every row."""
        match answer:
            case Truth():
                text = {Truth.T: "TRUE", Truth.F: "FALSE", Truth.U: self.emission.dialect.null(Plain.TRUTH)}[answer]
                return Flag(text, answer is Truth.U)
            case Symbol(None):
                return Name(self.emission.dialect.null(Plain.TEXT), True)
            case Symbol(str() as text):
                return Name(self.emission.text(text), False)
            case Interval():
                return self.exact.known(answer, date=type_ is Scalar.DATE)
            case Maybe(range_):
                element = getattr(type_, "element", type_)
                return Optional(
                    cast(Value, self.constant(range_, element)), Flag(self.emission.dialect.null(Plain.TRUTH), True)
                )
            case _:
                raise LeftOpenError("form")

    def nothing(self, type_: Type) -> Held | None:
        """Hold that nothing is known of a value of a type; `None` for a series, a list or an optional field."""
        if isinstance(type_, Scalar | EnumType):
            return self.constant(reference.unknown(type_), type_)
        return None

    def open(self, index: int) -> str:
        """Return the condition that an answer is open."""
        match self.of(index):
            case Flag(text) | Name(text):
                return f"{text} IS NULL"
            case Number(_, _, End() as point):
                return f"{point.above.text} IS NULL"
            case Number(low, high, known=known):
                apart = f"{self.exact.equal(low, high)} IS NOT TRUE"
                return apart if known is None else f"({self.exact.lacks(known)} AND {apart})"
            case _:
                return "TRUE"

    def decide_otherwise(self, condition: str) -> None:
        """Leave the rows in which a condition holds to whoever runs the query."""
        if self.guard:
            condition = f"({self.guard} AND {condition})"
        if self.level.beyond is not None and condition not in self.level.beyond:
            self.level.beyond.append(condition)

    # --- columns ---

    def is_at_hand(self, text: str) -> bool:
        """Say whether a condition holds a column against what is written, in all rows."""
        found = _LIMIT.fullmatch(text)
        return found is not None and found[1] not in self.level.usage.guards

    def define(self, name: str, text: str) -> str:
        """Define a column and return how to ask for it; what is a name or a constant already stays as it is."""
        if _PLAIN.fullmatch(text):
            return text
        self.level.definitions[name] = text
        return name

    def cost(self, text: str) -> int:
        """Return how much a text costs, with all that it rests on."""
        usage = self.level.usage
        return cost_with(text, self.level.definitions, usage.guards, usage.costs)

    @contextmanager
    def only_where(self, condition: str) -> Iterator[None]:
        """Write meanwhile what is looked at only in rows in which a condition holds: helpers are nothing in the others."""
        before, self.guard = self.guard, condition
        try:
            yield
        finally:
            self.guard = before

    def helper(self, text: str) -> str:
        """Define a column that no node is, unless it is as cheap to write the text again."""
        if _LIGHT.fullmatch(text):
            return text
        guard = "" if ("", text) in self.level.helpers else self.guard
        found = self.level.helpers.get((guard, text))
        if found is None:
            self.temporary += 1
            found = self.level.helpers[guard, text] = self.define(f"v{self.place}0t{self.temporary}", text)
            if guard:
                self.level.usage.guards[found] = guard
        return found

    def helping(self, end: End) -> End:
        """Define columns for an end that is asked for more than once."""
        above = Whole(self.helper(end.above.text), end.above.extent, end.above.date, end.above.constant)
        under = Whole(self.helper(end.under.text), end.under.extent, constant=end.under.constant)
        return End(above, under, end.open, end.alone)

    def _kept(self, index: int, held: Held) -> Held:
        """Define the columns of a node."""
        name = f"v{self.place}{index}"
        match held:
            case Flag(text, is_open, lacks):
                return Flag(self.define(name, text), is_open, lacks)
            case Name(text, is_open):
                return Name(self.define(name, text), is_open)
            case Number(known=End()):
                return held  # all of it has columns already
            case Number(pair=Whole() as pair):
                return pairs.named(self.exact, held, self.define(name, pair.text))
            case Number(low, high, None):
                first = self._end(name + "l", low)
                return Number(first, first if high is low else self._end(name + "h", high))
            case Number(_, _, End() as known, unknown):
                kept = self._end(name, known)
                # What is passed on need not be a column first, and is written where it is asked for.
                if known.above.among and index in self.passed_on:
                    kept = evolve(kept, above=evolve(kept.above, among=known.above.among))
                return self.exact.number(kept, unknown)
            case _:
                return held

    def _end(self, name: str, end: End) -> End:
        above, under = end.above, end.under
        kept = Whole(self.define(name, above.text), above.extent, above.date, above.constant)
        return End(kept, Whole(self.define(name + "u", under.text), under.extent, constant=under.constant), end.open)
