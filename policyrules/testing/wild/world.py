"""What a random policy has declared so far, and its inputs, which are declared as something asks for them.

In: choices. Out: facts, records, enumerations, readings, parameters and units of the types that are asked for, with names that
nothing else has. Since nothing is declared that is not asked for, nothing stands in the policy that is not used. Knows no
expressions.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Protocol

from attrs import define, field, frozen

from policyrules.checking import constants
from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.wild import nodes
from policyrules.testing.wild.document import Document
from policyrules.testing.wild.nodes import made
from policyrules.testing.wild.words import STEMS, Language
from policyrules.values.periods import IN_YEAR, Period
from policyrules.values.types import EnumType, Field, ListType, OptionalType, RecordType, Scalar, SeriesType, Type

#: The types that a fact can have, the plainest first.
FACT_TYPES = (
    Scalar.BOOL, Scalar.MONEY, Scalar.INTEGER, Scalar.PERCENT, Scalar.DATE, Scalar.NUMBER, Scalar.TEXT, Scalar.MONTHS,
    Scalar.DAYS,
)  # fmt: skip

#: What a series can consist of.
SERIES_TYPES = (
    Scalar.MONEY, Scalar.INTEGER, Scalar.PERCENT, Scalar.NUMBER, Scalar.DATE, Scalar.BOOL, Scalar.MONTHS, Scalar.DAYS,
)  # fmt: skip

PERIODS: tuple[Period, ...] = ("year", "quarter", "month")

FIRST_DAY = date(2024, 3, 1)

Reference = Callable[[], ast.Reference]


@frozen
class Declared:
    """Something that can be spoken of: its name, its type, and how it is referred to."""

    name: str
    type: Type
    reference: Reference
    #: The bounds of its values as they are declared, in the unit of the type.
    low: Fraction | None = None
    high: Fraction | None = None
    is_own: bool = True


@frozen
class Function:
    """A function: what it takes and gives."""

    name: str
    parameters: tuple[Type, ...]
    type: Type
    reference: Reference
    is_own: bool = True


@frozen
class DeclaredTier:
    """A tier, and whether it says who qualifies."""

    name: str
    has_criteria: bool
    reference: Reference
    is_own: bool = True


@frozen
class DeclaredScore:
    """A score, its parts, and whether it has a pass mark."""

    name: str
    parts: tuple[str, ...]
    has_pass: bool
    reference: Reference
    is_own: bool = True


@frozen
class DeclaredAward:
    """An entitlement, and whether it gives money or names a ceiling; is it in the total, whatever else there is?"""

    name: str
    gives_money: bool
    has_ceiling: bool
    reference: Reference
    is_own: bool = True
    is_counted: bool = False


@frozen
class Seen:
    """A record that can be spoken of: its type and its name, where it has one."""

    record: RecordType
    variable: str | None
    collection: str
    #: An argument of a function is a record too, of which no field stands alone.
    is_argument: bool = False


@frozen
class Sight:
    """What can be spoken of at a place besides what is declared."""

    records: tuple[Seen, ...] = ()
    arguments: tuple[tuple[str, Type], ...] = ()
    #: The kind of period that is asked about, or that a series is calculated for; only the first is called 该年.
    period: Period | None = None
    is_asked: bool = False

    def taken(self) -> set[str]:
        """Return the names that no further variable may have."""
        return {seen.variable for seen in self.records if seen.variable} | {name for name, _ in self.arguments}


OUTSIDE = Sight()


class Definer(Protocol):
    """Declares what stands on expressions, when an expression asks for it. `None` where there is enough of it."""

    def definition(self, type_: Type) -> Declared | None: ...

    def function(self, type_: Type, given: Sequence[Type]) -> Function | None: ...

    def series(self, element: Scalar, period: Period) -> Declared | None: ...

    def tier(self, has_criteria: bool) -> DeclaredTier | None: ...

    def score(self) -> DeclaredScore | None: ...


@define(eq=False)
class World:
    """One policy while it is drawn. `size` bounds how much there is of everything, `depth` how deep expressions are."""

    choices: Choices
    size: int
    document: Document
    taken: set[str]
    or_less: bool = True
    language: Language = "zh"
    definer: Definer | None = None
    #: The first day on which the policy is in force.
    first: date = FIRST_DAY
    #: How many expressions there may still be.
    budget: int = 0
    depth: int = 3
    enums: list[EnumType] = field(factory=list)
    records: list[RecordType] = field(factory=list)
    record_lines: dict[str, tuple[ast.FieldLine, ...]] = field(factory=dict)
    facts: list[Declared] = field(factory=list)
    lists: list[Declared] = field(factory=list)
    series: list[Declared] = field(factory=list)
    lines: list[ast.FieldLine | ast.Always] = field(factory=list)
    parameters: list[Declared] = field(factory=list)
    readings: list[EnumType] = field(factory=list)
    units: dict[str, ast.UnitLine] = field(factory=dict)
    definitions: list[Declared] = field(factory=list)
    functions: list[Function] = field(factory=list)
    tiers: list[DeclaredTier] = field(factory=list)
    scores: list[DeclaredScore] = field(factory=list)
    awards: list[DeclaredAward] = field(factory=list)
    #: Declarations that are not facts, in the order in which they were finished.
    declarations: list[ast.Declaration] = field(factory=list)
    #: The names of used policies that something speaks of.
    spoken_of: set[str] = field(factory=set)

    # --- names ----------------------------------------------------------------------------------------------------------

    def fresh(self, kind: str) -> str:
        """Return a name that nothing has, and take it."""
        stem = self.choices.pick(STEMS[kind])
        found = next(name for name in _numbered(stem) if name not in self.taken)
        self.taken.add(found)
        return found

    def free(self, sight: Sight, options: Sequence[str]) -> str:
        """Return a name for a variable that means nothing else there."""
        return next(one for one in options if one not in sight.taken() and one not in self.taken)

    def label(self, taken: set[str]) -> str:
        """Return a label that none of the lines beside it has."""
        return next(name for name in _numbered(self.choices.pick(STEMS["label"])) if name not in taken)

    # --- types ----------------------------------------------------------------------------------------------------------

    def enum(self) -> EnumType:
        """Return an enumeration, a new one where there are few."""
        if self.enums and not (len(self.enums) < 3 and self.choices.chance(25)):
            return self.choices.pick(self.enums)
        members = tuple(self.fresh("member") for _ in range(self.choices.integer(2, 5)))
        enum = EnumType(self.fresh("enum"), members)
        self.enums.append(enum)
        self.declarations.append(made(ast.Enum, nodes.name(enum.name), nodes.names(members)))
        return enum

    def record(self) -> RecordType:
        """Return a record, a new one where there are few."""
        if self.records and not (len(self.records) < 3 and self.choices.chance(25)):
            return self.choices.pick(self.records)
        kinds: list[tuple[Type, bool]] = [(Scalar.DATE, False), (Scalar.MONEY, False), (self.enum(), False)]
        kinds.append((Scalar.DATE, True))
        for _ in range(self.choices.integer(0, 4)):
            types: tuple[Type, ...] = (*FACT_TYPES, self.enum())
            kinds.append((self.choices.pick(types), self.choices.chance(40)))
        lines = tuple(self._line(self.fresh(_stem(type_)), type_, optional) for type_, optional in kinds)
        fields = tuple(_field(line, type_, optional) for line, (type_, optional) in zip(lines, kinds, strict=True))
        record = RecordType(self.fresh("record"), fields)
        self.records.append(record)
        self.record_lines[record.name] = lines
        self.declarations.append(made(ast.Record, nodes.name(record.name), lines))
        return record

    def is_own(self, type_: Type) -> bool:
        """Say whether the policy can name a type: not one that the policy it uses declares."""
        match type_:
            case ListType(element):
                return element in self.records
            case RecordType():
                return type_ in self.records
            case EnumType():
                return type_ in self.enums
            case _:
                return True

    # --- facts ----------------------------------------------------------------------------------------------------------

    def can_give(self, type_: Type) -> bool:
        """Say whether there is something of a type, or can be."""
        return self.is_own(type_) or any(one.type == type_ for one in (*self.facts, *self.lists))

    def fact(self, type_: Type, *, ranged: bool = False) -> Declared:
        """Return a fact of a type; `ranged` asks for one whose values are bounded on both sides."""
        known = [one for one in self.facts if one.type == type_ and (one.low is not None or not ranged)]
        if known and (len(known) >= self.size or not self.is_own(type_) or not self.choices.chance(30)):
            return self.choices.pick(known)
        return self.declare(type_, ranged=ranged)

    def declare(self, type_: Type, *, ranged: bool = False, decided_by: str | None = None) -> Declared:
        """Declare a fact."""
        line = self._line(self.fresh(_stem(type_)), type_, False, ranged, decided_by)
        self.lines.append(line)
        fact = _declared(line, type_)
        into = self.lists if isinstance(type_, ListType) else self.series if isinstance(type_, SeriesType) else self.facts
        if decided_by is None:
            into.append(fact)
        return fact

    def list_fact(self, record: RecordType | None = None, *, own: bool = False) -> Declared:
        """Return a list of records, of a certain record where one is named, or one that the policy itself declares."""
        known = [one for one in self.lists if (record is None or one.type == ListType(record)) and (one.is_own or not own)]
        if known and (len(known) >= 3 or (record and not self.is_own(record)) or not self.choices.chance(25)):
            return self.choices.pick(known)
        return self.declare(ListType(record or self.record()))

    def series_fact(self, element: Scalar, period: Period) -> Declared:
        """Return a series of a type."""
        known = [one for one in self.series if one.type == SeriesType(element, period)]
        if known and (len(known) >= self.size or not self.choices.chance(30)):
            return self.choices.pick(known)
        return self.declare(SeriesType(element, period))

    def _line(
        self, called: str, type_: Type, optional: bool, ranged: bool = False, decided_by: str | None = None
    ) -> ast.FieldLine:
        element = type_.element if isinstance(type_, SeriesType) else type_
        low = high = None
        if isinstance(element, Scalar) and element in _RANGES and (ranged or self.choices.chance(35)):
            low, high = (end() for end in self.choices.pick(_RANGES[element]))
        title = nodes.text(f"{called}的说明") if self.choices.chance(30) else None
        body = None if decided_by is None else nodes.text(decided_by)
        return made(ast.FieldLine, nodes.name(called), nodes.written_type(type_, optional=optional), low, high, body, title)

    # --- readings, parameters, units ------------------------------------------------------------------------------------

    def reading(self) -> EnumType:
        """Return a reading as the enumeration of its options."""
        if self.readings and not (len(self.readings) < 2 and self.choices.chance(30)):
            return self.choices.pick(self.readings)
        options = tuple(self.fresh("option") for _ in range(self.choices.integer(2, 3)))
        reading = EnumType(self.fresh("reading"), options)
        lines = tuple(made(ast.Option, nodes.name(o), self.title(o)) for o in options)
        items = [made(ast.TextItem, "because", "原文两可"), *self.remarks("note", "origin")]
        default, clause = nodes.name(self.choices.pick(options)), self.clause()
        parts = (nodes.name(reading.name), clause, self.title(reading.name), lines, default, tuple(items))
        self.readings.append(reading)
        self.declarations.append(made(ast.Reading, *parts))
        return reading

    def parameter(self, type_: Scalar) -> Declared:
        """Return a parameter of a type."""
        known = [one for one in self.parameters if one.type is type_]
        if known and not (len(known) < 2 and self.choices.chance(30)):
            return self.choices.pick(known)
        called, day = self.fresh("parameter"), FIRST_DAY - timedelta(days=self.choices.integer(0, 400))
        values = []
        for number in range(self.choices.integer(1, 4)):
            values.append(made(ast.Published, nodes.day(day), _parameter_value(type_, number)))
            day += timedelta(days=self.choices.integer(1, 200))
        items = self.remarks("origin", "note")
        if self.choices.chance(50):
            items.append(made(ast.ExpressionItem, "complete_to", nodes.day(day)))
        low, high = (_parameter_value(type_, 0), _parameter_value(type_, 9)) if self.choices.chance(40) else (None, None)
        parts = (nodes.name(called), nodes.written_type(type_), low, high, self.title(called), tuple(values), tuple(items))
        self.declarations.append(made(ast.Parameter, *parts))
        self.parameters.append(Declared(called, type_, lambda: nodes.name(called)))
        return self.parameters[-1]

    def unit(self) -> str:
        """Return the name of a unit."""
        if self.units and not (len(self.units) < 5 and self.choices.chance(35)):
            return self.choices.pick(tuple(self.units))
        called = self.fresh("unit")
        by, members = None, tuple[ast.Member, ...]()
        if self.choices.chance(25):
            enum = self.enum()
            by = nodes.name(self.fact(enum).name)
            members = tuple(made(ast.Member, nodes.name(m), nodes.text(f"{m}人民政府")) for m in enum.members)
        renames, day = [], date(2025, 1, 1)
        for number in range(self.choices.integer(0, 2) if by is None else 0):
            renames.append(made(ast.Rename, nodes.day(day), nodes.text(f"新{called}{number}")))
            day += timedelta(days=self.choices.integer(1, 300))
        title = nodes.text(f"{called}全称" if self.choices.chance(50) else called)
        self.units[called] = made(ast.UnitLine, nodes.name(called), title, by, tuple(renames), members)
        return called

    # --- small parts ----------------------------------------------------------------------------------------------------

    def title(self, of: str) -> ast.Text | None:
        """Return a title, or none."""
        return nodes.text(f"{of}一事") if self.choices.chance(50) else None

    def clause(self) -> ast.Clause | None:
        """Return a place, or none; it is not held against the document."""
        return made(ast.Clause, self.choices.pick(("一", "二(一)", "附件1"))) if self.choices.chance(30) else None

    def remarks(self, *keys: str) -> list[ast.Item]:
        """Return remarks of some kinds, each there or not."""
        return [made(ast.TextItem, key, _REMARKS[key]) for key in keys if self.choices.chance(20)]


_REMARKS = {
    "note": "以“窗口”答复为准 # 不是注释",
    "origin": "公开发布:2024年",
    "because": "文中如此",
    "bearer": "申报企业",
    "consequence": "予以通报",
}


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 1
    while True:
        number += 1
        yield f"{stem}{number}"


def _stem(type_: Type) -> str:
    match type_:
        case Scalar():
            return type_.value
        case EnumType():
            return "enum"
        case ListType():
            return "list"
        case _:
            return "series"


def _declared(line: ast.FieldLine, type_: Type) -> Declared:
    called = line.name.name
    low, high = (None if end is None else constants.number(end) for end in (line.low, line.high))
    return Declared(called, type_, lambda: nodes.name(called), low, high)


def _field(line: ast.FieldLine, type_: Type, optional: bool) -> Field:
    assert isinstance(type_, Scalar | EnumType)
    low, high = (None if end is None else constants.number(end) for end in (line.low, line.high))
    return Field(line.name.name, type_, optional, low, high)


def value_type(type_: Type) -> Type:
    """Return the type of a value that may be left out."""
    return type_.element if isinstance(type_, OptionalType) else type_


#: The ranges that facts are declared with, as they are written.
_RANGES: dict[Scalar, tuple[tuple[Callable[[], ast.Expression], Callable[[], ast.Expression]], ...]] = {
    Scalar.MONEY: (
        (lambda: nodes.money(0, "元"), lambda: nodes.money(10, "亿元")),
        (lambda: made(ast.Minus, nodes.money(1, "亿元")), lambda: nodes.money(1, "万亿元")),
    ),
    Scalar.INTEGER: ((lambda: nodes.number(0), lambda: nodes.number(10_000)),),
    Scalar.NUMBER: ((lambda: nodes.number(0), lambda: nodes.number(1_000)),),
    Scalar.PERCENT: (
        (lambda: nodes.percent(0), lambda: nodes.percent(100)),
        (lambda: made(ast.Minus, nodes.percent(100)), lambda: nodes.percent(500)),
    ),
    Scalar.DATE: ((lambda: nodes.day(date(2000, 1, 1)), lambda: nodes.day(date(2039, 12, 31))),),
    Scalar.MONTHS: ((lambda: nodes.duration(0, "month"), lambda: nodes.duration(50, "year")),),
    Scalar.DAYS: ((lambda: nodes.duration(0, "day"), lambda: nodes.duration(3650, "day")),),
}


def _parameter_value(type_: Scalar, number: int) -> ast.Expression:
    match type_:
        case Scalar.PERCENT:
            return nodes.percent(3 + Fraction(number, 20))
        case Scalar.MONEY:
            return nodes.money(100 + 50 * number, "元")
        case Scalar.DATE:
            return nodes.day(date(2024 + number, 1, 1))
        case Scalar.MONTHS:
            return nodes.duration(1 + number, "year")
        case Scalar.DAYS:
            return nodes.duration(30 + number, "day")
        case Scalar.NUMBER:
            return nodes.number(Fraction(1, 2) + number)
        case _:
            return nodes.number(10 + number)


def first_of(period: Period, year: int) -> int:
    """Return the first period of a year."""
    return year * IN_YEAR[period]
