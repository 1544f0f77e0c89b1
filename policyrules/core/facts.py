"""The facts of one enterprise, read into a case.

In: a program, and facts as plain data: a mapping, or an attrs instance whose fields are the facts. Out: a `Case` with an
answer for every fact of the program, or one `FactsError` that says everything that is wrong, each with its path
(`认定[1].认定日`, records counted from 1; `营业收入[2021]`, `产值[2024Q3]`). Knows no files and no operators.

What is not given, or given as null, `未知` or `unknown`, is unknown: never false, never zero, never an empty list. An optional
field of a record that is left out is known to be absent; `不存在` and `does not exist` say the same in so many words, also of
a period of a series. How each type is written is told in `policyrules.values.reading`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from fractions import Fraction
from math import prod
from types import MappingProxyType
from typing import Final

import attrs

from policyrules.core.case import Answers, Case
from policyrules.core.program import FactSpec, Program
from policyrules.diagnostics import LIMIT, Diagnostic, FactsError, Language
from policyrules.source import visible
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth, point
from policyrules.values.periods import Period, period_of, read_period, show_period
from policyrules.values.quantity import show
from policyrules.values.reading import Misread, read_scalar, read_text, written
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar, SeriesType

#: No list of one enterprise has more records than this.
RECORDS = 10_000

#: So many times may records be held against one another in questions within questions about lists.
COMBINATIONS = 200_000

#: Words that say that a value is not known, and that there is none. A member of an enumeration with such a name comes first.
UNKNOWN_WORDS: Final = ("未知", "unknown")
ABSENT_WORDS: Final = ("不存在", "does not exist")

_PERIODS: Mapping[Period, Mapping[Language, str]] = MappingProxyType(
    {"year": {"zh": "年份", "en": "year"}, "quarter": {"zh": "季度", "en": "quarter"}, "month": {"zh": "月份", "en": "month"}}
)
_SOME_DAY = date(2021, 1, 1).toordinal()


def read_case(
    program: Program,
    facts: object,
    on: date,
    readings: Mapping[str, str | None] | None = None,
    path: str = "",
) -> Case:
    """Return the case of an enterprise on a day.

    `readings` maps readings to the option to take, or to `None` to leave one open; the others take their default. `path`
    is where the facts stand in something larger (`[3]` in a list of enterprises) and begins every path.

    Raises `FactsError` with all that is wrong with the facts, the day and the readings.
    """
    reader = _Reader()
    if isinstance(on, datetime) or not isinstance(on, date):
        reader.report("case-day", path, found=written(on))
    case = Case(reader.facts(program, facts, path), on, reader.readings(program, readings or {}, path))
    reader.combinations(program, case.facts, path)
    reader.finish()
    return case


def read_change(program: Program, case: Case, facts: object) -> Case:
    """Return a case with other facts in place of some of its own: of what is not named, each stays as it is.

    Raises `FactsError` with all that is wrong with the facts.
    """
    reader = _Reader()
    read = reader.facts(program, facts, "")
    others = {name: read[name] for name in _entries(facts) or () if isinstance(name, str) and name in read}
    changed = Case({**case.facts, **others}, case.day, case.readings)
    reader.combinations(program, changed.facts, "")
    reader.finish()
    return changed


def fact_names(program: Program, names: Iterable[str]) -> frozenset[str]:
    """Return names of facts. Raises `FactsError` with all that are names of none."""
    reader, known = _Reader(), {spec.name for spec in program.facts}
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        if name not in known:
            reader.unknown_key("fact-unknown", name, "", [spec.name for spec in program.facts])
    reader.finish()
    return frozenset(wanted)


def no_facts(program: Program, on: date) -> Case:
    """Return the case of an enterprise of which nothing is known."""
    return read_case(program, {}, on)


def unknown_value(
    type_: Scalar | EnumType, low: Fraction | None = None, high: Fraction | None = None
) -> Truth | Interval | Symbol:
    """Return what is known of a value that was not given: its declared range."""
    match type_:
        case Scalar.BOOL:
            return Truth.U
        case Scalar.TEXT | EnumType():
            return Symbol(None)
        case _:
            return Interval(low, high)


def unknown_answer(spec: FactSpec) -> Answer:
    """Return what is known of a fact that was not given."""
    match spec.type:
        case ListType():
            return Records(None)
        case SeriesType(element):
            return Series({}, unknown_value(element, spec.low, spec.high))
        case type_:
            return unknown_value(type_, spec.low, spec.high)


def unknown_field(spec: Field) -> Answer:
    """Return what is known of a field that is said to be unknown; an optional one may be absent."""
    value = unknown_value(spec.type, spec.low, spec.high)
    return Maybe(value) if spec.optional else value


def read_fact(spec: FactSpec, raw: object) -> Answer | None:
    """Return a single fact; `None` where anything is wrong with it."""
    reader = _Reader()
    answer = reader.fact(spec, raw, spec.name)
    return None if reader.found else answer


def read_field(spec: Field, raw: object) -> Answer | None:
    """Return a single field of a record; `None` where anything is wrong with it."""
    reader = _Reader()
    answer = reader.field(spec, raw, spec.name)
    return None if reader.found else answer


def broken_relations(program: Program, answers: Answers, path: str = "") -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each relation among the facts that definitely does not hold."""
    return tuple(
        Diagnostic("fact-relation", {"relation": relation.label}, path=path or None)
        for relation in program.relations
        if answers.values[relation.node] is Truth.F
    )


class _Reader:
    """Reads facts and collects what is wrong; what was reported is unknown from then on."""

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []
        self._more = 0

    def report(self, code: str, path: str, **arguments: str) -> None:
        if len(self._diagnostics) < LIMIT:
            self._diagnostics.append(Diagnostic(code, arguments, path=path or None))
        else:
            self._more += 1

    @property
    def found(self) -> bool:
        """Whether anything was reported."""
        return bool(self._diagnostics)

    def finish(self) -> None:
        if self._more:
            self._diagnostics.append(Diagnostic("too-many", {"count": str(self._more)}))
        if self._diagnostics:
            raise FactsError(self._diagnostics)

    def facts(self, program: Program, raw: object, path: str) -> Mapping[str, Answer]:
        specs = {spec.name: spec for spec in program.facts}
        answers = {spec.name: unknown_answer(spec) for spec in program.facts}
        entries = _entries(raw)
        if entries is None:
            self.report("facts-not-mapping", path, found=written(raw))
            return answers
        for key, value in entries.items():
            spec = specs.get(key) if isinstance(key, str) else None
            if spec is not None:
                answers[spec.name] = self.fact(spec, value, _under(path, spec.name))
            else:
                self.unknown_key("fact-unknown", key, path, specs)
        return answers

    def combinations(self, program: Program, facts: Mapping[str, Answer], path: str) -> None:
        """Report lists whose records would be held against one another more often than can be done in good time."""
        sizes = {name: len(answer.rows or ()) for name, answer in facts.items() if isinstance(answer, Records)}
        for lists in program.nested_lists:
            count = prod(sizes[name] for name in lists)
            if len(lists) > 1 and count > COMBINATIONS:
                shown = {f"lists_{language}": "、".join(dict.fromkeys(lists)) for language in ("zh", "en")}
                self.report("case-combinations", path, count=str(count), limit=str(COMBINATIONS), **shown)
                return

    def readings(self, program: Program, taken: Mapping[str, str | None], path: str) -> Mapping[str, str | None]:
        specs = {spec.name: spec for spec in program.readings}
        options: dict[str, str | None] = {spec.name: spec.default for spec in program.readings}
        for name, option in taken.items():
            spec = specs.get(name) if isinstance(name, str) else None
            if spec is None:
                self.unknown_key("case-reading-unknown", name, path, specs)
            elif option is None or option in spec.type.members:
                options[name] = option
            else:
                near = self._near(option, spec.type.members)
                members = listed("options", spec.type.members)
                self.report("case-option-unknown", _under(path, name), found=written(option), **members, **near)
        return options

    def fact(self, spec: FactSpec, raw: object, path: str) -> Answer:
        if _is_unknown(raw, spec.type):
            return unknown_answer(spec)
        match spec.type:
            case ListType(element):
                return self._records(element, raw, path)
            case SeriesType():
                return self._series(spec, spec.type, raw, path)
            case type_:
                return self._value(type_, raw, path, spec.low, spec.high)

    def _records(self, type_: RecordType, raw: object, path: str) -> Records:
        if not isinstance(raw, list | tuple):
            self.report("fact-not-list", path, found=written(raw))
            return Records(None)
        if len(raw) > RECORDS:
            self.report("fact-list-long", path, count=str(len(raw)), limit=str(RECORDS))
            return Records(None)
        return Records(tuple(self._record(type_, item, f"{path}[{n}]") for n, item in enumerate(raw, 1)))

    def _record(self, type_: RecordType, raw: object, path: str) -> Mapping[str, Answer]:
        row: dict[str, Answer] = {f.name: Absent() if f.optional else unknown_field(f) for f in type_.fields}
        entries = _entries(raw)
        if entries is None:
            self.report("fact-not-record", path, found=written(raw))
            return row
        for key, value in entries.items():
            spec = type_.field(key) if isinstance(key, str) else None
            if spec is not None:
                row[spec.name] = self.field(spec, value, _under(path, spec.name))
            else:
                self.unknown_key("fact-field-unknown", key, path, row)
        return row

    def field(self, spec: Field, raw: object, path: str) -> Answer:
        if _is_unknown(raw, spec.type):
            return unknown_field(spec)
        if _is_absent(raw, spec.type):
            if not spec.optional:
                self.report("fact-not-optional", path)
            return Absent()
        return self._value(spec.type, raw, path, spec.low, spec.high)

    def _series(self, spec: FactSpec, type_: SeriesType, raw: object, path: str) -> Series:
        values: dict[int, Answer] = {}
        seen: set[int] = set()
        for key, value in self._periods(type_, raw, path):
            period = read_period(key, type_.period)
            if period is None:
                place = f"{path}[{visible(str(key))}]" if isinstance(key, str) else path
                self.report(f"fact-{type_.period}", place, found=written(key))
                continue
            shown = show_period(period, type_.period)
            place = f"{path}[{shown}]"
            if period in seen:
                self.report("fact-period-twice", place, period=shown)
            elif _is_absent(value, type_.element):
                values[period] = Absent()
            elif not _is_unknown(value, type_.element):
                values[period] = self._value(type_.element, value, place, spec.low, spec.high)
            seen.add(period)
        return Series(values, unknown_value(type_.element, spec.low, spec.high))

    def _periods(self, type_: SeriesType, raw: object, path: str) -> Iterable[tuple[object, object]]:
        if isinstance(raw, Mapping):
            return raw.items()
        names = {f"period_{language}": name for language, name in _PERIODS[type_.period].items()}
        one, following = (show_period(period_of(_SOME_DAY, type_.period) + more, type_.period) for more in (0, 1))
        self.report("fact-not-series", path, found=written(raw), one=one, next=following, **names)
        return ()

    def _value(
        self, type_: Scalar | EnumType, raw: object, path: str, low: Fraction | None, high: Fraction | None
    ) -> Truth | Interval | Symbol:
        value = self._member(type_, raw, path) if isinstance(type_, EnumType) else read_scalar(raw, type_)
        match value:
            case Misread(code, arguments):
                self.report(code, path, **arguments)
            case Truth():
                return value
            case str():
                return Symbol(value)
            case Fraction():
                self._in_range(value, raw, type_, path, low, high)
                return point(value)
        return unknown_value(type_, low, high)

    def _member(self, type_: EnumType, raw: object, path: str) -> str | Misread:
        text = read_text(raw)
        if isinstance(text, Misread) or text in type_.members:
            return text
        found = {"found": written(raw), "enum": type_.name}
        return Misread("fact-member-unknown", {**found, **listed("members", type_.members), **self._near(text, type_.members)})

    def _in_range(
        self, value: Fraction, raw: object, type_: Scalar | EnumType, path: str, low: Fraction | None, high: Fraction | None
    ) -> None:
        for code, end, beyond in (
            ("fact-too-low", low, low is not None and value < low),
            ("fact-too-high", high, high is not None and value > high),
        ):
            if beyond and end is not None:
                ends = {f"end_{language}": show(end, type_, language) for language in ("zh", "en")}
                shown = {f"value_{language}": show(value, type_, language) for language in ("zh", "en")}
                plain = type_ is Scalar.PERCENT and not isinstance(raw, str)
                self.report(code, path, **ends, **shown, **({"percent": f"{written(raw)}%"} if plain else {}))

    def unknown_key(self, code: str, key: object, path: str, names: Iterable[str]) -> None:
        if isinstance(key, str):
            self.report(code, _under(path, visible(key)), found=visible(key), **self._near(key, names))
        else:
            self.report("fact-key", path, found=written(key))

    def _near(self, found: object, names: Iterable[str]) -> Mapping[str, str]:
        """Return the nearest name as the argument `near`; nothing once so much is wrong that it is only counted."""
        if len(self._diagnostics) >= LIMIT or not isinstance(found, str) or len(found) > 60:
            return {}
        near = get_close_matches(found, list(names)[:2_000], 1, 0.5)
        return {"near": near[0]} if near else {}


def _entries(raw: object) -> Mapping[object, object] | None:
    """Return a mapping as it is, the fields of an attrs instance by name, or `None` for anything else."""
    if isinstance(raw, Mapping):
        return raw
    kind = type(raw)
    if attrs.has(kind):
        return {a.name: getattr(raw, a.name) for a in attrs.fields(kind) if hasattr(raw, a.name)}
    return None


def listed(argument: str, names: tuple[str, ...]) -> Mapping[str, str]:
    """Return the first names of a list as an argument for each language."""
    few = [*names[:12], *(["…"] if len(names) > 12 else [])]
    return {f"{argument}_zh": "、".join(few), f"{argument}_en": ", ".join(few)}


def _is_unknown(raw: object, type_: object) -> bool:
    if raw is None:
        return True
    return isinstance(raw, str) and raw in UNKNOWN_WORDS and not (isinstance(type_, EnumType) and raw in type_.members)


def _is_absent(raw: object, type_: object) -> bool:
    """Say whether a value says that there is none; an attrs instance can say it with `Absent()`."""
    if isinstance(raw, Absent):
        return True
    return isinstance(raw, str) and raw in ABSENT_WORDS and not (isinstance(type_, EnumType) and raw in type_.members)


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
