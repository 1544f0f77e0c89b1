"""Random programs over every type, put together as no policy would: what `random_programs` is too small to say.

In: a seed. Out: a program, and cases of it. Facts, fields and parameters are of all types, with ranges that are closed, open on
either side or none; numbers are huge, minute or below zero, days at the ends of months and of the calendar. A quantifier stands
in the body of another, over its own list or the same. The completions are too many to be tried: answers are held against those
of the reference.
"""

import random
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor

from attrs import define, field, frozen

from policyrules.core.case import Case
from policyrules.core.facts import unknown_answer, unknown_field, unknown_value
from policyrules.core.invariants import CALENDAR
from policyrules.core.program import (
    Body,
    Cause,
    CauseKind,
    Comparator,
    Data,
    Exceptions,
    FactSpec,
    Node,
    Op,
    Open,
    ParameterSpec,
    Prefixes,
    Program,
    Quantifier,
    ReadingSpec,
)
from policyrules.values.answers import Absent, Answer, Interval, Records, Series, Symbol, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.operators import ARITHMETIC, SUMMABLE, fits
from policyrules.values.periods import Period, period_of
from policyrules.values.types import (
    INDEXES,
    WHOLE,
    EnumType,
    Field,
    ListType,
    OptionalType,
    RecordType,
    Scalar,
    SeriesType,
    Type,
    is_numeric,
)

S = Scalar
COLOUR = EnumType("colour", ("red", "green", "blue"))
WAY = EnumType("way", ("one", "other", "third"))

#: The types of facts, fields and what a program asks for in the end.
SINGLE = (S.BOOL, S.TEXT, S.INTEGER, S.NUMBER, S.PERCENT, S.MONEY, S.DATE, S.MONTHS, S.DAYS, COLOUR)
PERIODS: tuple[Period, ...] = ("year", "quarter", "month")

DAYS = (
    date(2019, 12, 31), date(2020, 1, 1), date(2020, 2, 29), date(2021, 2, 28), date(2022, 1, 31), date(2022, 8, 31),
    date(2023, 3, 31), date(2024, 2, 29), date(2024, 3, 1), date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30),
)  # fmt: skip
FAR = (date.min, date(1, 1, 31), date(1, 3, 1), date(1900, 2, 28), date(9998, 12, 31), date(9999, 1, 31), date.max)
TEXTS = ("0", "01", "0130", "13", "7A", "甲", "C39", "C40", "c39", "Café", "99", "10", "a'b", 'x"y', "%", "_", "\\", "０１")
BEGINNINGS: tuple[Prefixes, ...] = (
    (("01", "15"),), (("7", "7"), ("013", "013")), (("C39", "C39"), ("00", "99")), (("甲", "甲"),), (("%", "%"), ("_", "_")),
    (("a'", "a'"), ("0000", "9999")),
)  # fmt: skip

NUMBERS: dict[Type, tuple[int | Fraction, ...]] = {
    S.INTEGER: (-3, -1, 0, 0, 1, 1, 2, 3, 5, 10, 100, 2022, 2023, 10**9),
    S.MONEY: (-300, -1, 0, 1, 99, 100, 5_000, 10**6, 10**8, 3 * 10**10),
    S.NUMBER: (-2, -1, 0, 0, 1, 1, 2, 3, 10, Fraction(1, 2), Fraction(-1, 2), Fraction(5, 4), Fraction(1, 10**8), 10**6),
    S.PERCENT: (
        Fraction(-1, 10),
        0,
        Fraction(1, 100),
        Fraction(3, 100),
        Fraction(1, 20),
        Fraction(73, 2_000),
        1,
        Fraction(3, 2),
    ),
    S.RATIO: (Fraction(-1, 10), 0, Fraction(1, 100), Fraction(1, 20), Fraction(1, 2), 1, Fraction(3, 2)),
    S.MONTHS: (0, 0, 1, 2, 11, 12, 13, 36, 120_000),
    S.DAYS: (0, 0, 1, 28, 30, 31, 365, 366, 4_000_000),
}
HUGE: dict[Type, tuple[int | Fraction, ...]] = {
    S.INTEGER: (10**17, -(10**18), 10**18),
    S.MONEY: (10**15, 10**15 + 1, 10**18, -(10**17)),
    S.NUMBER: (Fraction(7, 3), 10**10, 10**18),
    S.PERCENT: (Fraction(1, 3),),
    S.RATIO: (Fraction(1, 3),),
}
STEPS: dict[Type, tuple[int | Fraction, ...]] = {
    S.MONEY: (1, 100, 10**6, 3),
    S.PERCENT: (Fraction(1, 100), Fraction(3, 1_000)),
    S.RATIO: (Fraction(1, 100), Fraction(1, 3)),
    S.NUMBER: (1, Fraction(1, 2), Fraction(3, 4), 7),
    S.INTEGER: (1, 2, 10),
}


@frozen
class Values:
    """Draws values of any type; `huge` says that some have more digits than columns or machine words hold."""

    rng: random.Random
    huge: bool

    def answer(self, type_: Type, low: Fraction | None = None, high: Fraction | None = None) -> Truth | Interval | Symbol:
        if type_ is S.BOOL:
            return self.rng.choice((Truth.T, Truth.F))
        if isinstance(type_, EnumType):
            return Symbol(self.rng.choice(type_.members))
        return Symbol(self.rng.choice(TEXTS)) if type_ is S.TEXT else point(self.number(type_, low, high))

    def number(self, type_: Type, low: Fraction | None = None, high: Fraction | None = None) -> Fraction:
        """Return a number within a range; an end of it, where none is soon found."""
        for _ in range(12):
            found = self._number(type_)
            if (low is None or low <= found) and (high is None or found <= high):
                return found
        is_whole, end = type_ in WHOLE or type_ is S.MONEY, high if low is None else low
        assert end is not None
        return Fraction(floor(end) if low is None else ceil(end)) if is_whole else end

    def _number(self, type_: Type) -> Fraction:
        day = self.rng.choice(DAYS if self.rng.random() < 0.85 else FAR)
        match type_:
            case S.DATE:
                return Fraction(day.toordinal())
            case S.QUARTER | S.MONTH:
                return Fraction(period_of(day.toordinal(), "quarter" if type_ is S.QUARTER else "month"))
        usual = NUMBERS[type_]
        return Fraction(self.rng.choice((*usual, *HUGE.get(type_, ())) if self.huge else usual))

    def range(self, type_: Type) -> tuple[Fraction | None, Fraction | None]:
        """Return a declared range: none, one that is open on one side, or closed."""
        if not is_numeric(type_):
            return None, None
        low, high = sorted((self.number(type_), self.number(type_)))
        if low == high:
            return None, None
        return self.rng.choice(((None, None), (low, None), (None, high), (low, high), (low, high)))


@frozen
class Inputs:
    """What a program can ask for."""

    facts: tuple[FactSpec, ...]
    parameters: tuple[ParameterSpec, ...]


def _inputs(values: Values) -> Inputs:
    rng = values.rng

    def single(name: str, type_: Scalar | EnumType) -> FactSpec:
        low, high = values.range(type_)
        return FactSpec(name, type_, low=low, high=high)

    def a_field(name: str, type_: Scalar | EnumType) -> Field:
        low, high = values.range(type_)
        return Field(name, type_, rng.random() < 0.4, low, high)

    facts = [single(f"f{place}", type_) for place, type_ in enumerate((*SINGLE, S.BOOL, S.MONEY, S.DATE))]
    for period in PERIODS:
        of = single(period, rng.choice(SINGLE))
        assert isinstance(of.type, Scalar | EnumType)
        facts.append(FactSpec(period, SeriesType(of.type, period), low=of.low, high=of.high))
    for number in range(2):
        types = [*(rng.choice(SINGLE) for _ in range(rng.randint(1, 4))), S.MONEY, S.DATE, S.BOOL]
        record = RecordType(f"r{number}", tuple(a_field(f"a{place}", type_) for place, type_ in enumerate(types)))
        facts.append(FactSpec(f"l{number}", ListType(record)))
    return Inputs(tuple(facts), tuple(_parameter(f"p{number}", values) for number in range(3)))


def _parameter(name: str, values: Values) -> ParameterSpec:
    rng = values.rng
    type_ = rng.choice((S.NUMBER, S.PERCENT, S.MONEY, S.INTEGER))
    low, high = values.range(type_)
    days = sorted(rng.sample((*DAYS, *FAR), rng.choice((0, 1, 2, 3, 5))))
    published = tuple((day, values.number(type_, low, high)) for day in days)
    return ParameterSpec(name, type_, published, rng.choice((None, *DAYS, *DAYS, *FAR)), low=low, high=high)


# --- programs -----------------------------------------------------------------------------------------------------------


NOTHING = RecordType("", ())


@define
class Builder:
    """Adds random well-typed nodes; `inside` is the builder around this one when the body of a quantifier is built."""

    values: Values
    inputs: Inputs
    inside: "Builder | None" = None
    record: RecordType = NOTHING
    nodes: list[Node] = field(factory=list)

    @property
    def rng(self) -> random.Random:
        return self.values.rng

    @property
    def level(self) -> int:
        """How many quantifiers there are around."""
        return 0 if self.inside is None else self.inside.level + 1

    def add(self, op: Op, args: Sequence[int], type_: Type, data: Data = None, body: Body | None = None) -> int:
        node = Node(op, tuple(args), type_, data, body)
        if node not in self.nodes:
            self.nodes.append(node)
        return self.nodes.index(node)

    def literal(self, type_: Type) -> int:
        return self.add(Op.LITERAL, (), type_, self.values.answer(type_))

    def number(self, value: int | Fraction, type_: Type) -> int:
        return self.add(Op.LITERAL, (), type_, point(value))

    def pick(self, type_: Type, depth: int) -> int:
        """Return a question of just this type: an input, one that is there already, or a new one."""
        chance = self.rng.random()
        there = [place for place, node in enumerate(self.nodes) if node.type == type_]
        if there and chance < 0.2:
            return self.rng.choice(there)
        if depth <= 0 or chance < 0.32:
            return self.input(type_)
        if chance < 0.4 and type_ != WAY:
            return self.literal(type_)
        if chance < 0.46 and self.inside is not None:
            return self.add(Op.OUTER, (), type_, self.inside.pick(type_, depth - 1))
        return self.made(type_, depth - 1)

    def value(self, type_: Type, depth: int) -> int:
        """Return a question whose answer can stand where the type is wanted."""
        narrower = {S.NUMBER: (S.NUMBER, S.INTEGER, S.RATIO), S.PERCENT: (S.PERCENT, S.RATIO)}
        type_ = self.rng.choice(narrower[type_]) if type_ in narrower else type_
        return self.literal(type_) if self.rng.random() < 0.3 and type_ != WAY else self.pick(type_, depth)

    # inputs

    def input(self, type_: Type) -> int:
        if self.inside is not None:
            return self._of_record(type_, self.inside)
        found: list[Callable[[], int]] = []
        for spec in self.inputs.facts:
            if spec.type == type_:
                found.append(lambda spec=spec: self.add(Op.FACT, (), spec.type, spec.name))
            elif isinstance(spec.type, SeriesType) and spec.type.element == type_:
                found.append(lambda spec=spec, of=spec.type: self._of_period(spec.name, of))
        for published in self.inputs.parameters:
            if published.type == type_:
                found.append(lambda spec=published: self.add(Op.PARAMETER, (self.pick(S.DATE, 1),), spec.type, spec.name))
        if type_ is S.DATE:
            found.append(lambda: self.add(Op.DAY, (), S.DATE))
        if type_ == WAY:
            found = [lambda: self.add(Op.READING, (), WAY, "way")]
        elif self.rng.random() < 0.05:
            open_ = Open(Cause(CauseKind.DISCRETION, "the jury"), *self.values.range(type_))
            found = [lambda: self.add(Op.UNKNOWN, (), type_, open_)]
        return self.rng.choice(found)() if found else self.literal(type_)

    def _of_record(self, type_: Type, around: "Builder") -> int:
        fields = [one for one in self.record.fields if one.type == type_]
        if not fields or self.rng.random() < 0.3:
            return self.add(Op.OUTER, (), type_, around.pick(type_, 1))
        one = self.rng.choice(fields)
        if not one.optional:
            return self.add(Op.FIELD, (), type_, (0, one.name))
        optional = self._optional(one)
        is_present = self.rng.random() < 0.5
        args = (optional,) if is_present else (optional, self.value(type_, 1))
        return self.add(Op.PRESENT if is_present else Op.OTHERWISE, args, type_)

    def _optional(self, one: Field) -> int:
        return self.add(Op.FIELD, (), OptionalType(one.type), (0, one.name))

    def _of_period(self, name: str, type_: SeriesType) -> int:
        index, part = INDEXES[type_.period], "year" if type_.period == "year" else f"year_{type_.period}"
        day = self.add(Op.DAY, (), S.DATE) if self.rng.random() < 0.8 else self.pick(S.DATE, 1)
        period = self.add(Op.CALENDAR, (day,), index, part)
        if self.rng.random() < 0.7:
            back = self.number(self.rng.choice((-3, -2, -1, 1)), S.INTEGER)
            period = self.add(Op.ARITHMETIC, (period, back), index, "+")
        return self.add(Op.AT, (self.add(Op.FACT, (), type_, name), period), type_.element)

    # what is made of others

    def made(self, type_: Type, depth: int) -> int:
        makers = [self.chosen, self.chosen, self.banded, self.excepted]
        if type_ is S.BOOL:
            makers += [self.connected] * 5 + [self.compared] * 8 + [self.alike, self.alike, self.begun, self.negated]
            makers += [self.left_out] if any(one.optional for one in self.record.fields) else []
        if is_numeric(type_):
            makers += [self.extreme] * 3
            makers += [self.moved] * 7 if type_ is S.DATE else [self.calculated] * 6
            makers += [self.rounded] * 2 if type_ in STEPS else []
            makers += [self.grown] if type_ in (S.RATIO, S.NUMBER, S.PERCENT) else []
            makers += [self.taken_apart] * 2 if type_ in CALENDAR.values() else []
            makers += [self.elapsed] * 3 if type_ is S.INTEGER else []
        if self.level < 3 and (type_ is S.BOOL or is_numeric(type_)):
            makers += [self.each] * 3
        return self.rng.choice(makers)(type_, depth)

    def connected(self, type_: Type, depth: int) -> int:
        op = self.rng.choice((Op.AND, Op.OR, Op.AT_LEAST))
        args = [self.pick(S.BOOL, depth) for _ in range(self.rng.randint(2, 4))]
        return self.add(op, args, type_, self.rng.randint(0, 4) if op is Op.AT_LEAST else None)

    def negated(self, type_: Type, depth: int) -> int:
        return self.add(Op.NOT, (self.pick(S.BOOL, depth),), type_)

    def compared(self, type_: Type, depth: int) -> int:
        alike = (S.INTEGER, S.MONEY, S.MONEY, S.PERCENT, S.RATIO, S.DATE, S.DATE, S.MONTHS, S.DAYS, S.QUARTER, S.MONTH)
        pairs = (*((one, one) for one in alike), (S.PERCENT, S.RATIO), (S.RATIO, S.NUMBER), (S.INTEGER, S.NUMBER))
        one, other = self.rng.choice(pairs)
        sides = [self.pick(one, depth), self.literal(other) if self.rng.random() < 0.4 else self.pick(other, depth)]
        self.rng.shuffle(sides)
        return self.add(Op.COMPARE, sides, type_, self.rng.choice(list(Comparator)))

    def alike(self, type_: Type, depth: int) -> int:
        of: Type = self.rng.choice((S.TEXT, COLOUR, S.BOOL, WAY))
        sides = (self.pick(of, depth), self.literal(of) if self.rng.random() < 0.5 else self.pick(of, depth))
        return self.add(Op.COMPARE, sides, type_, self.rng.choice((Comparator.EQ, Comparator.NE)))

    def begun(self, type_: Type, depth: int) -> int:
        return self.add(Op.STARTS, (self.pick(S.TEXT, depth),), type_, self.rng.choice(BEGINNINGS))

    def left_out(self, type_: Type, depth: int) -> int:
        one = self.rng.choice([one for one in self.record.fields if one.optional])
        return self.add(Op.ABSENT, (self._optional(one),), type_)

    def chosen(self, type_: Type, depth: int) -> int:
        guarded = [(self.pick(S.BOOL, depth), self.value(type_, depth)) for _ in range(self.rng.choice((1, 1, 2, 3)))]
        return self.add(Op.CHOOSE, [*(one for pair in guarded for one in pair), self.value(type_, depth)], type_)

    def banded(self, type_: Type, depth: int) -> int:
        key = self.rng.choice((S.INTEGER, S.INTEGER, S.NUMBER, S.MONEY, S.RATIO, S.PERCENT, S.DATE, S.DAYS, S.MONTH))
        cuts: list[tuple[Fraction, bool]] = []
        for cut in sorted({self.values.number(key) for _ in range(self.rng.randint(1, 4))}):
            cuts += self.rng.choice(([(cut, True)], [(cut, False)], [(cut, True), (cut, False)]))
        count = self.rng.randint(1, 3)
        places = [None if self.rng.random() < 0.15 else self.rng.randrange(count) for _ in range(len(cuts))]
        bands = Bands(tuple(cuts), (0, *places), whole=key in WHOLE)
        return self.add(Op.BAND, (self.value(key, depth), *(self.value(type_, depth) for _ in range(count))), type_, bands)

    def excepted(self, type_: Type, depth: int) -> int:
        count = self.rng.randint(1, 4)
        over: list[set[int]] = [set() for _ in range(count)]
        for one in reversed(range(count)):
            for other in range(one + 1, count):
                over[one] |= {other, *over[other]} if self.rng.random() < 0.4 else set()
        data = Exceptions(tuple(f"e{one}" for one in range(count)), tuple(tuple(sorted(one)) for one in over))
        guarded = [(self.pick(S.BOOL, depth), self.value(type_, depth)) for _ in range(count)]
        base = self.value(type_, depth)
        return self.add(Op.EXCEPTIONS, (base, *(one for pair in guarded for one in pair)), type_, data)

    def extreme(self, type_: Type, depth: int) -> int:
        args = [self.value(type_, depth) for _ in range(self.rng.randint(1, 4))]
        return self.add(Op.EXTREME, args, type_, self.rng.choice(("min", "max")))

    def calculated(self, type_: Type, depth: int) -> int:
        sign, left, right = self.rng.choice([key for key, made in ARITHMETIC.items() if fits(made, type_)])
        return self.add(Op.ARITHMETIC, (self.pick(left, depth), self.value(right, depth)), type_, sign)

    def grown(self, type_: Type, depth: int) -> int:
        of = self.rng.choice((S.MONEY, S.INTEGER, S.NUMBER))
        return self.add(Op.GROWTH, (self.pick(of, depth), self.pick(of, depth)), type_)

    def rounded(self, type_: Type, depth: int) -> int:
        step = self.number(self.rng.choice(STEPS[type_]), type_)
        return self.add(Op.ROUND, (self.value(type_, depth), step), type_, self.rng.choice(("half_up", "down", "up")))

    def taken_apart(self, type_: Type, depth: int) -> int:
        part = self.rng.choice([part for part, made in CALENDAR.items() if made is type_])
        return self.add(Op.CALENDAR, (self.pick(S.DATE, depth),), type_, part)

    def elapsed(self, type_: Type, depth: int) -> int:
        days = (self.pick(S.DATE, depth), self.pick(S.DATE, depth))
        return self.add(Op.ELAPSED, days, type_, self.rng.choice(("years", "months")))

    def moved(self, type_: Type, depth: int) -> int:
        unit = self.rng.choice((S.MONTHS, S.DAYS))
        args = (self.pick(S.DATE, depth), self.value(unit, depth))
        return self.add(Op.SHIFT, args, type_, f"{self.rng.choice('+-')}{unit.value}")

    # questions about lists

    def list_of(self, spec: FactSpec) -> int:
        """Return a list, brought in from further out where this is the body of a quantifier."""
        if self.inside is None:
            return self.add(Op.FACT, (), spec.type, spec.name)
        return self.add(Op.OUTER, (), spec.type, self.inside.list_of(spec))

    def each(self, type_: Type, depth: int) -> int:
        spec = self.rng.choice([spec for spec in self.inputs.facts if isinstance(spec.type, ListType)])
        assert isinstance(spec.type, ListType)
        kind = self.rng.choice(_kinds(type_))
        body, depth = Builder(self.values, self.inputs, self, spec.type.element), min(depth, 2)
        adds_up = kind in (Quantifier.SUM, Quantifier.SUM_PER_YEAR, Quantifier.MAX, Quantifier.MIN)
        condition = None if adds_up and self.rng.random() < 0.3 else body.pick(S.BOOL, depth)
        worth = body.value(type_, depth) if adds_up else None
        key = body.pick(S.DATE, 1) if kind is Quantifier.SUM_PER_YEAR else None
        args = (self.list_of(spec), *(() if key is None else (self.value(S.MONEY, depth),)))
        count = self.rng.randint(1, 3) if kind is Quantifier.AT_LEAST else 0
        asked = Body(tuple(body.nodes), condition, worth, spec.type.element, key)
        return self.add(Op.EACH, args, type_, (kind, count), asked)


def _kinds(type_: Type) -> list[Quantifier]:
    if type_ is S.BOOL:
        return [Quantifier.SOME, Quantifier.EVERY, Quantifier.AT_LEAST]
    kinds = [Quantifier.MAX, Quantifier.MIN]
    kinds += [Quantifier.SUM] * 2 if type_ in SUMMABLE else []
    kinds += [Quantifier.SUM_PER_YEAR] * 3 if type_ is S.MONEY else []
    return kinds + ([Quantifier.COUNT] * 2 if type_ is S.INTEGER else [])


def typed_program(seed: int) -> Program:
    """Return a program of some dozens of nodes."""
    rng = random.Random(seed)
    values = Values(rng, rng.random() < 0.3)
    inputs = _inputs(values)
    builder = Builder(values, inputs)
    for _ in range(rng.randint(2, 5)):
        builder.pick(rng.choice((S.BOOL, S.BOOL, S.MONEY, S.DATE, S.INTEGER, S.PERCENT, S.NUMBER)), 4)
    ids = tuple(map(str, range(len(builder.nodes))))
    return Program(tuple(builder.nodes), ids, inputs.facts, inputs.parameters, (ReadingSpec("way", WAY, "one"),))


# --- cases --------------------------------------------------------------------------------------------------------------


def typed_cases(program: Program, seed: int, count: int, *, known: float) -> list[Case]:
    """Return cases of a program; of so many of its facts something is known in all of them, and of others in most."""
    rng = random.Random(seed)
    values = Values(rng, rng.random() < 0.3)
    sure = {spec.name for spec in program.facts if rng.random() < known}
    found = []
    for _ in range(count):
        facts = {spec.name: _fact(spec, values, is_known=spec.name in sure) for spec in program.facts}
        day = rng.choice(DAYS if rng.random() < 0.85 else FAR)
        found.append(Case(facts, day, {"way": rng.choice((*WAY.members, *(() if known == 1 else (None,))))}))
    return found


def _fact(spec: FactSpec, values: Values, *, is_known: bool) -> Answer:
    rng = values.rng
    if not is_known and rng.random() < 0.3:
        return unknown_answer(spec)
    match spec.type:
        case ListType(record):
            rows = (
                {one.name: _field(one, values, is_known=is_known) for one in record.fields} for _ in range(rng.choice(_SIZES))
            )
            return Records(tuple(rows))
        case SeriesType(element, period):
            given = {
                one: _period(spec, element, values) for one in _periods(period) if rng.random() < (0.98 if is_known else 0.7)
            }
            return Series(given, unknown_value(element, spec.low, spec.high))
        case type_:
            return values.answer(type_, spec.low, spec.high)


_SIZES = (0, 1, 1, 2, 2, 3, 5)


def _periods(period: Period) -> Sequence[int]:
    return sorted({period_of(day.toordinal(), period) + more for day in DAYS for more in (-1, 0)})


def _period(spec: FactSpec, element: Type, values: Values) -> Answer:
    return Absent() if values.rng.random() < 0.08 else values.answer(element, spec.low, spec.high)


def _row(record: RecordType, values: Values, *, is_known: bool) -> dict[str, Answer]:
    return {one.name: _field(one, values, is_known=is_known) for one in record.fields}


def _field(one: Field, values: Values, *, is_known: bool) -> Answer:
    if one.optional and values.rng.random() < 0.35:
        return Absent()
    if not is_known and values.rng.random() < 0.25:
        return unknown_field(one)
    return values.answer(one.type, one.low, one.high)
