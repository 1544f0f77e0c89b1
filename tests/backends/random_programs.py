"""Small random programs over small domains, whose completions can all be tried.

Every operator occurs. The inputs are few: two truths, two numbers in 0–3, a date among four, an enum value, a text, a yearly
series, a reading, and a list of at most two records with an optional field.
"""

import itertools
import random
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from attrs import define, field

from policyrules.core.case import Case
from policyrules.core.program import (
    Body,
    Cause,
    CauseKind,
    Comparator,
    Exceptions,
    FactSpec,
    Node,
    Op,
    Open,
    ParameterSpec,
    Program,
    Quantifier,
    ReadingSpec,
)
from policyrules.values.answers import WHOLE_LINE, Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import EnumType, Field, ListType, OptionalType, RecordType, Scalar, SeriesType, Type

DAY = date(2023, 3, 31)
DAYS = [date(2022, 8, 21), date(2022, 8, 22), date(2023, 1, 31), date(2024, 2, 29)]
COLOUR = EnumType("colour", ("red", "green", "blue"))
OPTIONS = EnumType("way", ("one", "other"))
ITEM = RecordType(
    "item",
    (
        Field("size", Scalar.NUMBER, low=Fraction(0), high=Fraction(2)),
        Field("colour", COLOUR),
        Field("ends", Scalar.DATE, optional=True, low=Fraction(DAYS[0].toordinal()), high=Fraction(DAYS[-1].toordinal())),
    ),
)
ENDS = Interval(Fraction(DAYS[0].toordinal()), Fraction(DAYS[-1].toordinal()))
SIZES = Interval(Fraction(0), Fraction(2))

FACTS = (
    FactSpec("p", Scalar.BOOL),
    FactSpec("q", Scalar.BOOL),
    FactSpec("x", Scalar.NUMBER, low=Fraction(0), high=Fraction(3)),
    FactSpec("y", Scalar.NUMBER, low=Fraction(-1), high=Fraction(1)),
    FactSpec("d", Scalar.DATE),
    FactSpec("c", COLOUR),
    FactSpec("t", Scalar.TEXT),
    FactSpec("s", SeriesType(Scalar.NUMBER), low=Fraction(0), high=Fraction(3)),
    FactSpec("items", ListType(ITEM)),
)
PARAMETER = ParameterSpec(
    "rate",
    Scalar.NUMBER,
    ((date(2022, 1, 1), Fraction(1)), (date(2022, 8, 22), Fraction(3)), (date(2023, 2, 1), Fraction(2))),
    date(2023, 12, 31),
    low=Fraction(0),
    high=Fraction(4),
)
READING = ReadingSpec("way", OPTIONS, "one")


ONE, TWO = Fraction(1), Fraction(2)
BANDS = (
    Bands(((ONE, True),), (0, 1)),
    Bands(((ONE, False), (TWO, True)), (1, 0, 1)),
    Bands(((ONE, True), (ONE, False)), (0, 1, 2)),
    Bands(((ONE, True), (ONE, False), (TWO, False)), (0, None, 1, 0)),
    Bands(((Fraction(0), True), (ONE, False), (TWO, True)), (None, 0, None, 1), whole=True),
)
EXCEPTIONS = (
    Exceptions(("a",), ((),)),
    Exceptions(("a", "b"), ((), ())),
    Exceptions(("a", "b"), ((1,), ())),
    Exceptions(("a", "b", "c"), ((1, 2), (2,), ())),
    Exceptions(("a", "b", "c"), ((2,), (2,), ())),
)


# --- what is known of the inputs ------------------------------------------------------------------------------------


def unknown_inputs() -> dict[str, Answer]:
    return {
        "p": Truth.U,
        "q": Truth.U,
        "x": Interval(Fraction(0), Fraction(3)),
        "y": Interval(Fraction(-1), Fraction(1)),
        "d": WHOLE_LINE,
        "c": Symbol(None),
        "t": Symbol(None),
        "s": Series({}, Interval(Fraction(0), Fraction(3))),
        "items": Records(None),
        "way": Symbol(None),
    }


def _row(size: int | None, colour: str | None, ends: "date | Absent | None") -> dict[str, Answer]:
    ending: Answer = Maybe(ENDS) if ends is None else ends if isinstance(ends, Absent) else point(ends.toordinal())
    return {"size": SIZES if size is None else point(size), "colour": Symbol(colour), "ends": ending}


ROWS = [_row(0, "red", Absent()), _row(1, "green", DAYS[1]), _row(2, "red", DAYS[2]), _row(2, "blue", Absent())]
OPEN_ROWS = [_row(None, "red", DAYS[1]), _row(1, None, Absent()), _row(2, "green", None), _row(None, None, None)]

COMPLETE: dict[str, list[Answer]] = {
    "p": [Truth.F, Truth.T],
    "q": [Truth.F, Truth.T],
    "x": [point(n) for n in range(4)],
    "y": [point(n) for n in (-1, 0, 1)],
    "d": [point(day.toordinal()) for day in DAYS],
    "c": [Symbol(member) for member in COLOUR.members],
    "t": [Symbol(text) for text in ("0130", "13", "7A")],
    "s": [
        Series({2022: first, 2023: second}, Interval(Fraction(0), Fraction(3)))
        for first, second in ((point(0), point(3)), (Absent(), point(1)), (point(2), point(2)))
    ],
    "items": [Records(()), *(Records((row,)) for row in ROWS), *(Records(pair) for pair in itertools.pairwise(ROWS))],
    "way": [Symbol(option) for option in OPTIONS.members],
}


def completed_rows(row: dict[str, Answer]) -> Iterator[dict[str, Answer]]:
    """Yield complete rows that a row with unknown fields may turn out to be."""
    sizes = [point(n) for n in range(3)] if row["size"] == SIZES else [row["size"]]
    colours = [Symbol(m) for m in COLOUR.members] if row["colour"] == Symbol(None) else [row["colour"]]
    endings = [Absent(), point(DAYS[0].toordinal()), point(DAYS[3].toordinal())]
    for size, colour, ends in itertools.product(sizes, colours, endings if isinstance(row["ends"], Maybe) else [row["ends"]]):
        yield {"size": size, "colour": colour, "ends": ends}


def refinements(rng: random.Random, name: str) -> list[Answer]:
    """Return what is known of an input little by little: something of it, and then all."""
    complete = rng.choice(COMPLETE[name])
    match complete:
        case Interval(low, high) if name != "d":
            unknown = unknown_inputs()[name]
            assert isinstance(unknown, Interval)
            return [rng.choice((Interval(unknown.low, high), Interval(low, unknown.high))), complete]
        case Interval(low, high):
            return [Interval(Fraction(DAYS[0].toordinal()), high), complete]
        case Series(values, range_):
            given = rng.choice(list(values))
            return [Series({given: values[given]}, range_), complete]
        case Records():
            rows = rng.sample(OPEN_ROWS, rng.randint(1, 2))
            return [Records(tuple(rows)), Records(tuple(rng.choice(list(completed_rows(row))) for row in rows))]
        case _:
            return [complete]


def case(inputs: dict[str, Answer]) -> Case:
    way = inputs["way"]
    assert isinstance(way, Symbol)
    return Case({name: answer for name, answer in inputs.items() if name != "way"}, DAY, {"way": way.value})


# --- programs -------------------------------------------------------------------------------------------------------


@define
class Builder:
    """Adds random well-typed nodes; `inside` is the builder around this one when a body is built."""

    rng: random.Random
    inside: "Builder | None" = None
    nodes: list[Node] = field(factory=list)

    @property
    def level(self) -> int:
        """How many quantifiers there are around."""
        return 0 if self.inside is None else self.inside.level + 1

    def add(self, op: Op, args: tuple[int, ...], type_: Type, data: object = None, body: Body | None = None) -> int:
        node = Node(op, args, type_, data, body)  # type: ignore[arg-type]
        if node not in self.nodes:
            self.nodes.append(node)
        return self.nodes.index(node)

    def literal(self, type_: Type) -> int:
        values: dict[Type, list[Answer]] = {
            Scalar.BOOL: [Truth.T, Truth.F],
            Scalar.NUMBER: [point(n) for n in (-1, 0, 1, 2)],
            Scalar.DATE: [point(day.toordinal()) for day in DAYS],
            Scalar.TEXT: [Symbol(text) for text in ("01", "7B1", "x")],
            Scalar.MONTHS: [point(n) for n in (0, 6, 12)],
            Scalar.DAYS: [point(n) for n in (0, 1, 160)],
            COLOUR: [Symbol(member) for member in COLOUR.members],
        }
        return self.add(Op.LITERAL, (), type_, self.rng.choice(values[type_]))

    def pick(self, type_: Type, depth: int) -> int:
        makers = [f"{kind}_{_NAMES[type_]}" for kind in (("input",) if depth <= 0 else ("input", "made", "made", "made"))]
        return int(getattr(self, self.rng.choice(makers))(depth - 1))

    def either(self, type_: Type, depth: int) -> int:
        return self.pick(type_, depth) if self.rng.random() < 0.75 else self.literal(type_)

    # inputs

    def from_inputs(self, names: tuple[str, ...], type_: Type) -> int:
        if self.inside is not None:
            return self.add(Op.OUTER, (), type_, self.inside.pick(type_, 1))
        return self.add(Op.FACT, (), type_, self.rng.choice(names))

    def input_truth(self, depth: int) -> int:
        return self.from_inputs(("p", "q"), Scalar.BOOL)

    def input_number(self, depth: int) -> int:
        if self.inside is not None and self.rng.random() < 0.7:
            return self.add(Op.FIELD, (), Scalar.NUMBER, (0, "size"))
        return self.from_inputs(("x", "y"), Scalar.NUMBER)

    def input_date(self, depth: int) -> int:
        if self.inside is not None and self.rng.random() < 0.7:
            return self.add(Op.PRESENT, (self.ending(),), Scalar.DATE)
        return self.add(Op.DAY, (), Scalar.DATE) if self.rng.random() < 0.3 else self.from_inputs(("d",), Scalar.DATE)

    def input_colour(self, depth: int) -> int:
        if self.inside is not None and self.rng.random() < 0.7:
            return self.add(Op.FIELD, (), COLOUR, (0, "colour"))
        return self.from_inputs(("c",), COLOUR)

    def input_text(self, depth: int) -> int:
        return self.from_inputs(("t",), Scalar.TEXT)

    def ending(self) -> int:
        return self.add(Op.FIELD, (), OptionalType(Scalar.DATE), (0, "ends"))

    # truths

    def made_truth(self, depth: int) -> int:
        makers = [self.connected, self.negated, self.compared, self.compared, self.alike, self.chosen_truth]
        makers += [self.started, self.picked_truth, self.connected, self.connected, self.negated]
        makers += [self.missing_end, self.connected] if self.inside is not None else [self.quantified, self.read]
        makers += [self.quantified] if self.level == 1 else []
        return self.rng.choice(makers)(depth)

    def connected(self, depth: int) -> int:
        op = self.rng.choice((Op.AND, Op.OR, Op.AT_LEAST))
        args = tuple(self.pick(Scalar.BOOL, depth) for _ in range(self.rng.randint(1, 3)))
        return self.add(op, args, Scalar.BOOL, self.rng.randint(1, 3) if op is Op.AT_LEAST else None)

    def negated(self, depth: int) -> int:
        return self.add(Op.NOT, (self.pick(Scalar.BOOL, depth),), Scalar.BOOL)

    def compared(self, depth: int) -> int:
        type_ = Scalar.DATE if self.rng.random() < (0.3 if self.inside is None else 0.6) else Scalar.NUMBER
        args = (self.pick(type_, depth), self.either(type_, depth))
        return self.add(Op.COMPARE, args, Scalar.BOOL, self.rng.choice(list(Comparator)))

    def alike(self, depth: int) -> int:
        type_ = self.rng.choice((COLOUR, Scalar.BOOL))
        args = (self.pick(type_, depth), self.either(type_, depth))
        return self.add(Op.COMPARE, args, Scalar.BOOL, self.rng.choice((Comparator.EQ, Comparator.NE)))

    def chosen_truth(self, depth: int) -> int:
        return self.chosen(Scalar.BOOL, depth)

    def picked_truth(self, depth: int) -> int:
        return self.picked(Scalar.BOOL, depth)

    def started(self, depth: int) -> int:
        prefixes = self.rng.choice(((("01", "15"),), (("7", "7"), ("013", "013")), (("0", "6"), ("7B", "7B"))))
        return self.add(Op.STARTS, (self.pick(Scalar.TEXT, depth),), Scalar.BOOL, prefixes)

    def missing_end(self, depth: int) -> int:
        return self.add(Op.ABSENT, (self.ending(),), Scalar.BOOL)

    def read(self, depth: int) -> int:
        option = self.add(Op.LITERAL, (), OPTIONS, Symbol(self.rng.choice(OPTIONS.members)))
        return self.add(Op.COMPARE, (self.add(Op.READING, (), OPTIONS, "way"), option), Scalar.BOOL, Comparator.EQ)

    def quantified(self, depth: int) -> int:
        kind = self.rng.choice((Quantifier.SOME, Quantifier.EVERY, Quantifier.AT_LEAST))
        return self.each(kind, Scalar.BOOL, depth)

    def items(self) -> int:
        """Return the list, brought in from further out where this is the body of a quantifier."""
        if self.inside is None:
            return self.add(Op.FACT, (), ListType(ITEM), "items")
        return self.add(Op.OUTER, (), ListType(ITEM), self.inside.items())

    def each(self, kind: Quantifier, type_: Type, depth: int) -> int:
        body = Builder(self.rng, self)
        needs_value = kind in (Quantifier.SUM, Quantifier.SUM_PER_YEAR, Quantifier.MAX, Quantifier.MIN)
        condition = None if needs_value and self.rng.random() < 0.3 else body.pick(Scalar.BOOL, 3)
        value = body.pick(type_, 1) if needs_value else None
        yearly = kind is Quantifier.SUM_PER_YEAR
        key = body.pick(Scalar.DATE, 1) if yearly else None
        items = self.items()
        args = (items, self.either(Scalar.NUMBER, depth)) if yearly else (items,)
        count = self.rng.randint(1, 2) if kind is Quantifier.AT_LEAST else 0
        return self.add(Op.EACH, args, type_, (kind, count), Body(tuple(body.nodes), condition, value, ITEM, key))

    # numbers

    def made_number(self, depth: int) -> int:
        makers = [self.calculated, self.calculated, self.extreme, self.chosen_number, self.calendar]
        makers += [self.grown, self.rounded, self.elapsed, self.picked_number]
        makers += [] if self.inside is not None else [self.counted, self.yearly, self.dated, self.left_open]
        return self.rng.choice(makers)(depth)

    def calculated(self, depth: int) -> int:
        args = (self.pick(Scalar.NUMBER, depth), self.either(Scalar.NUMBER, depth))
        return self.add(Op.ARITHMETIC, args, Scalar.NUMBER, self.rng.choice("+-*/"))

    def grown(self, depth: int) -> int:
        args = (self.pick(Scalar.NUMBER, depth), self.either(Scalar.NUMBER, depth))
        return self.add(Op.GROWTH, args, Scalar.NUMBER)

    def rounded(self, depth: int) -> int:
        return self.rounded_to(self.rng.choice((1, 2, Fraction(3, 4))), depth)

    def rounded_to(self, size: int | Fraction, depth: int) -> int:
        step = self.add(Op.LITERAL, (), Scalar.NUMBER, point(size))
        args = (self.pick(Scalar.NUMBER, depth), step)
        return self.add(Op.ROUND, args, Scalar.NUMBER, self.rng.choice(("half_up", "down", "up")))

    def elapsed(self, depth: int) -> int:
        args = (self.pick(Scalar.DATE, depth), self.either(Scalar.DATE, depth))
        return self.add(Op.ELAPSED, args, Scalar.NUMBER, self.rng.choice(("years", "months")))

    def picked_number(self, depth: int) -> int:
        return self.picked(Scalar.NUMBER, depth)

    def extreme(self, depth: int) -> int:
        args = tuple(self.either(Scalar.NUMBER, depth) for _ in range(self.rng.randint(1, 3)))
        return self.add(Op.EXTREME, args, Scalar.NUMBER, self.rng.choice(("min", "max")))

    def chosen_number(self, depth: int) -> int:
        return self.chosen(Scalar.NUMBER, depth)

    def calendar(self, depth: int) -> int:
        part = self.rng.choice(("year", "month", "day", "year_quarter"))
        return self.add(Op.CALENDAR, (self.pick(Scalar.DATE, depth),), Scalar.NUMBER, part)

    def counted(self, depth: int) -> int:
        kinds = (
            Quantifier.COUNT,
            Quantifier.SUM,
            Quantifier.SUM_PER_YEAR,
            Quantifier.SUM_PER_YEAR,
            Quantifier.MAX,
            Quantifier.MIN,
        )
        return self.each(self.rng.choice(kinds), Scalar.NUMBER, depth)

    def yearly(self, depth: int) -> int:
        year = self.year(depth) if self.rng.random() < 0.4 else self.literal_year()
        series = self.add(Op.FACT, (), SeriesType(Scalar.NUMBER), "s")
        return self.add(Op.AT, (series, year), Scalar.NUMBER)

    def literal_year(self) -> int:
        return self.add(Op.LITERAL, (), Scalar.NUMBER, point(self.rng.choice((2022, 2023))))

    def year(self, depth: int) -> int:
        return self.add(Op.CALENDAR, (self.pick(Scalar.DATE, depth),), Scalar.NUMBER, "year")

    def dated(self, depth: int) -> int:
        return self.add(Op.PARAMETER, (self.pick(Scalar.DATE, depth),), Scalar.NUMBER, "rate")

    def left_open(self, depth: int) -> int:
        cause = Cause(CauseKind.UNSTATED, "amount")
        ranges = (Open(cause), Open(cause, low=Fraction(1)), Open(cause, Fraction(0), Fraction(2)))
        return self.add(Op.UNKNOWN, (), Scalar.NUMBER, self.rng.choice(ranges))

    # dates, enum values, choices

    def made_date(self, depth: int) -> int:
        if self.inside is not None and self.rng.random() < 0.7:
            return self.add(Op.OTHERWISE, (self.ending(), self.either(Scalar.DATE, depth)), Scalar.DATE)
        if self.rng.random() < 0.3:
            return self.chosen(Scalar.DATE, depth)
        unit = self.rng.choice((Scalar.MONTHS, Scalar.DAYS))
        args = (self.pick(Scalar.DATE, depth), self.literal(unit))
        return self.add(Op.SHIFT, args, Scalar.DATE, self.rng.choice("+-") + unit.value)

    def made_text(self, depth: int) -> int:
        return self.chosen(Scalar.TEXT, depth)

    def made_colour(self, depth: int) -> int:
        return self.chosen(COLOUR, depth) if self.rng.random() < 0.5 else self.picked(COLOUR, depth)

    def picked(self, type_: Type, depth: int) -> int:
        return self.banded(type_, depth) if self.rng.random() < 0.5 else self.excepted(type_, depth)

    def banded(self, type_: Type, depth: int) -> int:
        bands = self.rng.choice(BANDS)
        count = 1 + max(place for place in bands.places if place is not None)
        values = tuple(self.either(type_, depth) for _ in range(count))
        number = self.rounded_to(1, depth) if bands.whole else self.pick(Scalar.NUMBER, depth)
        return self.add(Op.BAND, (number, *values), type_, bands)

    def excepted(self, type_: Type, depth: int) -> int:
        exceptions = self.rng.choice(EXCEPTIONS)
        pairs = [(self.pick(Scalar.BOOL, depth), self.either(type_, depth)) for _ in exceptions.names]
        return self.add(Op.EXCEPTIONS, (self.either(type_, depth), *itertools.chain(*pairs)), type_, exceptions)

    def chosen(self, type_: Type, depth: int) -> int:
        pairs = [
            self.pick(Scalar.BOOL, depth) if i % 2 == 0 else self.either(type_, depth) for i in range(self.rng.choice((2, 4)))
        ]
        return self.add(Op.CHOOSE, (*pairs, self.either(type_, depth)), type_)


_NAMES: dict[Type, str] = {
    Scalar.BOOL: "truth",
    Scalar.NUMBER: "number",
    Scalar.DATE: "date",
    COLOUR: "colour",
    Scalar.TEXT: "text",
}


def random_program(seed: int) -> Program:
    """Return a program of a few dozen nodes: truths, and numbers that are calculated."""
    builder = Builder(random.Random(seed))
    for _ in range(builder.rng.randint(1, 2)):
        builder.pick(Scalar.BOOL, 3)
    builder.made_number(2)
    ids = tuple(str(index) for index in range(len(builder.nodes)))
    return Program(tuple(builder.nodes), ids, FACTS, (PARAMETER,), (READING,))
