"""A mapping file: where the facts of a policy stand in somebody's register, as its writer says.

In: the text of a YAML file, a program, what the columns of the register hold, and a way to open another table. Out: a
`columns.mapping.Mapping`, and the tables that it takes records from; or one `MatchError` with everything that is wrong, each
with its line. Knows no engine.
"""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingOf
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import PurePath

from attrs import define, evolve, field, frozen

from policyrules.columns.mapping import (
    PLAIN,
    Cell,
    Constant,
    Held,
    Kind,
    Mapping,
    Periods,
    PeriodsIn,
    PeriodsKind,
    Place,
    RecordsIn,
    RecordsKind,
    Written,
    is_single,
)
from policyrules.columns.plain import date_pattern, tidy_text
from policyrules.core.facts import ABSENT_WORDS, read_case
from policyrules.core.program import FactSpec, Program
from policyrules.diagnostics import FactsError
from policyrules.files.places import Faults
from policyrules.files.yamltext import Places, read_placed
from policyrules.register.refusing import MatchError
from policyrules.register.sources import tidy_name
from policyrules.source import Source, visible
from policyrules.values.periods import read_period
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.reading import written
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar, SeriesType

#: The words of a mapping, in Chinese and English.
WORDS: MappingOf[str, tuple[str, str]] = {
    "id": ("编号", "id"),
    "carry": ("带出", "carry"),
    "unknown": ("视为未知", "unknown"),
    "facts": ("事实", "facts"),
    "column": ("列", "column"),
    "columns": ("各列", "columns"),
    "unit": ("单位", "unit"),
    "codes": ("代码", "codes"),
    "date": ("日期", "date"),
    "value": ("定值", "value"),
    "table": ("表", "table"),
    "key": ("键", "key"),
    "none": ("无记录时", "no records"),
    "fields": ("字段", "fields"),
}

_TOP = ("id", "carry", "unknown", "facts")
_CELL = ("column", "unit", "codes", "date")
_FACT = (*_CELL, "columns", "value", "table", "key", "none", "fields")

#: What may be said where an enterprise has no record in the other table.
_NONE = {"没有": True, "none": True, "未知": False, "unknown": False}

#: How a plain ratio is called.
_PLAIN = {PLAIN: PLAIN, "ratio": PLAIN}

#: The units that a column may be said to be in, and what each stands for.
_UNITS: MappingOf[Scalar, MappingOf[str, str]] = {
    Scalar.MONEY: {one: one for one in MONEY_UNITS},
    Scalar.PERCENT: {"%": "%", **_PLAIN},
    Scalar.MONTHS: {"年": "年", "years": "年", "个月": "个月", "月": "个月", "months": "个月"},
    Scalar.DAYS: {"天": "天", "日": "天", "days": "天"},
}

Path = tuple[object, ...]

#: For so many unknown names the nearest is sought, for none that is longer than this, and among so many.
_SOUGHT, _LONGEST, _NAMES = 50, 60, 2_000

#: Opens a table that is named in a mapping and tells what its columns hold; raises `MatchError`.
Open = Callable[[str], MappingOf[str, Held]]


@frozen
class OtherTable:
    """A table that records come from: its name as written, the column that holds the number of the enterprise, and which
    columns. `complete`: it is known that an enterprise of which it has no record has none.
    """

    name: str
    key: str
    fields: tuple[str, ...]
    complete: bool = False


@frozen
class ReadMapping:
    """A mapping that was read, and the other tables by the names of the columns that they stand for."""

    mapping: Mapping
    tables: MappingOf[str, OtherTable]


def read_mapping(source: Source, program: Program, columns: MappingOf[str, Held], open_: Open) -> ReadMapping:
    """Read a mapping. Raises `MatchError` with everything that is wrong with it."""
    try:
        data, places = read_placed(source)
        reader = _Reader(program, columns, open_, Faults(source), places)
        found = reader.mapping(data)
        reader.faults.refuse()
    except FactsError as error:
        raise MatchError(evolve(one, code=_OF_MAPPINGS.get(one.code, one.code)) for one in error.diagnostics) from None
    return found


#: What is said otherwise of a mapping than of a file of facts.
_OF_MAPPINGS = {
    "file-yaml-alias": "mapping-yaml-alias",
    "file-yaml-tag": "mapping-yaml-tag",
    "file-yaml-key": "mapping-yaml-key",
    "file-yaml-documents": "mapping-yaml-documents",
    "file-too-deep": "mapping-too-deep",
}


@define
class _Reader:
    """Reads a mapping and collects what is wrong with it."""

    program: Program
    columns: MappingOf[str, Held]
    open: Open
    faults: Faults
    places: Places
    tables: dict[str, OtherTable] = field(factory=dict)
    sought: int = 0

    def fault(self, path: Path, code: str, **words: str) -> None:
        start, end = next((self.places[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.places), (0, 0))
        self.faults.add(start, end, code, **words)

    def mapping(self, data: object) -> ReadMapping:
        parts = self._parts(data, (), _TOP)
        own = self._column(parts["id"], self.columns) if "id" in parts else None
        carried = [self._column(one, self.columns) for one in self._list(parts.get("carry"))]
        unknown = [word for one in self._list(parts.get("unknown")) if (word := self._text(one)) is not None]
        places = self._facts(parts.get("facts"))
        if self.tables and "id" not in parts:
            self.fault((), "mapping-missing", **_named("word", "id"))
        carry = tuple(one for one in carried if one is not None)
        return ReadMapping(Mapping(places, own, carry, tuple(unknown)), self.tables)

    def _facts(self, given: "_Given | None") -> dict[str, Place]:
        if given is None:
            self.fault((), "mapping-missing", **_named("word", "facts"))
            return {}
        specs = {spec.name: spec for spec in self.program.facts}
        found: dict[str, Place] = {}
        for path, name, value in self._entries(given):
            spec = specs.get(str(name))
            if spec is None:
                self.fault(path, "mapping-fact-unknown", found=visible(str(name)), **self._near(str(name), specs))
            elif (place := self._place(path, value, spec)) is not None:
                found[spec.name] = place
        return found

    # --- facts ---

    def _place(self, path: Path, value: object, spec: FactSpec) -> Place | None:
        if isinstance(value, str):
            value, path = {_said("column"): value}, path
        parts = self._parts(value, path, _FACT)
        ways = [word for word in ("column", "columns", "value", "table") if word in parts]
        if len(ways) != 1:
            if isinstance(value, dict):
                self.fault(path, "mapping-one-of", **_named("words", "column", "columns", "value", "table"))
            return None
        match ways[0], spec.type:
            case "value", _:
                return self._constant(parts, spec)
            case "columns", SeriesType():
                return self._periods(parts, spec, spec.type)
            case "table", ListType(record):
                return self._table(path, parts, spec, record)
            case "column", _:
                return self._in_column(parts, spec)
        self.fault(parts[ways[0]][0], "mapping-not-for", **_named("word", ways[0]), fact=spec.name)
        return None

    def _constant(self, parts: "dict[str, _Given]", spec: FactSpec) -> Constant | None:
        self._only(parts, ("value",), spec.name)
        path, value = parts["value"]
        return Constant(value) if self._fits(path, spec, value) else None

    def _in_column(self, parts: "dict[str, _Given]", spec: FactSpec) -> Place | None:
        column = self._column(parts["column"], self.columns)
        held = self.columns.get(column or "")
        match spec.type:
            case ListType(record):
                self._only(parts, ("column",), spec.name)
                if held is Kind.TEXT and column is not None:
                    return Written(column)
                if isinstance(held, RecordsKind) and held.holds(record) and column is not None:
                    return RecordsIn(column, {one.name: Cell(one.name) for one in record.fields if one.name in held.fields})
            case SeriesType(element):
                cell = self._cell(parts, element, spec, column)
                if isinstance(held, PeriodsKind) and cell is not None:
                    return PeriodsIn(cell)
            case Scalar() | EnumType():
                cell = self._cell(parts, spec.type, spec, column)
                if is_single(held):
                    return cell
        if column is not None and held is not Kind.NOTHING:
            self.fault(parts["column"][0], "mapping-column-kind", column=visible(column), fact=spec.name)
        return None

    def _periods(self, parts: "dict[str, _Given]", spec: FactSpec, type_: SeriesType) -> Periods | None:
        self._only(parts, ("columns", *_CELL[1:]), spec.name)
        cells: list[tuple[int, Cell]] = []
        said: dict[object, object] = {}
        for path, key, value in self._entries(parts["columns"]):
            period = read_period(key, type_.period)
            if period is None:
                self.fault(path, f"fact-{type_.period}", found=written(key))
            else:
                self._once(path, said, period, key)
            column = self._column((path, value), self.columns)
            cell = self._cell(parts, type_.element, spec, column)
            held = None if column is None else self.columns[column]
            if period is not None and cell is not None and is_single(held):
                cells.append((period, cell))
            elif column is not None and not isinstance(held, Kind):
                self.fault(path, "mapping-column-kind", column=visible(column), fact=spec.name)
        return Periods(tuple(cells))

    def _table(self, path: Path, parts: "dict[str, _Given]", spec: FactSpec, record: RecordType) -> RecordsIn | None:
        self._only(parts, ("table", "key", "none", "fields"), spec.name)
        for word in ("key", "fields"):
            if word not in parts:
                self.fault(path, "mapping-missing", **_named("word", word))
        columns = self._opened(parts["table"])
        if columns is None or not {"key", "fields"} <= parts.keys():
            return None
        key = self._column(parts["key"], columns)
        fields = self._fields(parts["fields"], record, columns)
        complete = False
        if "none" in parts:
            where, said = parts["none"]
            complete = _NONE.get(str(said), False)
            if str(said) not in _NONE:
                self.fault(where, "mapping-choice", found=written(said), choices="、".join(_NONE))
        name = str(parts["table"][1])
        alias = f"{name}: {spec.name}"
        if key is None:
            return None
        used = tuple(dict.fromkeys(cell.column for cell in fields.values() if isinstance(cell, Cell)))
        self.tables[alias] = OtherTable(name, key, used, complete)
        return RecordsIn(alias, fields)

    def _opened(self, given: "_Given") -> MappingOf[str, Held] | None:
        path, name = given
        try:
            if not isinstance(name, str) or PurePath(name).name != name:
                self.fault(path, "mapping-table-elsewhere", found=written(name))
                return None
            return self.open(name)
        except MatchError as error:
            self.fault(path, "mapping-table-unreadable", name=visible(str(name)), **_reason(error))
            return None

    def _fields(self, given: "_Given", record: RecordType, columns: MappingOf[str, Held]) -> dict[str, Cell | Constant]:
        found: dict[str, Cell | Constant] = {}
        for path, name, value in self._entries(given):
            one = record.field(str(name))
            if one is None:
                names = [other.name for other in record.fields]
                self.fault(path, "mapping-fact-unknown", found=visible(str(name)), **self._near(str(name), names))
            elif (cell := self._field(path, value, one, columns)) is not None:
                found[one.name] = cell
        return found

    def _field(self, path: Path, value: object, one: Field, columns: MappingOf[str, Held]) -> Cell | Constant | None:
        value = {_said("column"): value} if isinstance(value, str) else value
        parts = self._parts(value, path, (*_CELL, "value"))
        spec = FactSpec(one.name, one.type, low=one.low, high=one.high)
        if "value" in parts and "column" not in parts:
            where, constant = parts["value"]
            absent = one.optional and constant in ABSENT_WORDS
            return Constant(constant) if absent or self._fits(where, spec, constant) else None
        if "column" not in parts or "value" in parts:
            if isinstance(value, dict):
                self.fault(path, "mapping-one-of", **_named("words", "column", "value"))
            return None
        column = self._column(parts["column"], columns)
        if column is not None and not is_single(columns[column]):
            if columns[column] is not Kind.NOTHING:
                self.fault(path, "mapping-column-kind", column=visible(column), fact=one.name)
            return None
        return self._cell(parts, one.type, spec, column)

    # --- cells ---

    def _cell(self, parts: "dict[str, _Given]", type_: Scalar | EnumType, spec: FactSpec, column: str | None) -> Cell | None:
        self._only(parts, (*_CELL, "columns"), spec.name)
        unit = self._unit(parts["unit"], type_, spec.name) if "unit" in parts else None
        form = self._form(parts["date"], type_, spec.name) if "date" in parts else None
        codes = self._codes(parts["codes"], type_, spec) if "codes" in parts else None
        return None if column is None else Cell(column, unit, codes, form)

    def _unit(self, given: "_Given", type_: Scalar | EnumType, fact: str) -> str | None:
        units = _UNITS.get(type_, {}) if isinstance(type_, Scalar) else {}
        path, unit = given
        if not units:
            self.fault(path, "mapping-not-for", **_named("word", "unit"), fact=fact)
        elif not isinstance(unit, str) or unit not in units:
            self.fault(path, "mapping-choice", found=written(unit), choices="、".join(map(str, units)))
        return units.get(unit) if isinstance(unit, str) else None

    def _form(self, given: "_Given", type_: Scalar | EnumType, fact: str) -> str | None:
        path, form = given
        if type_ is not Scalar.DATE:
            self.fault(path, "mapping-not-for", **_named("word", "date"), fact=fact)
        elif not isinstance(form, str) or date_pattern(form) is None:
            self.fault(path, "mapping-date", found=written(form))
        else:
            return form
        return None

    def _codes(self, given: "_Given", type_: Scalar | EnumType, spec: FactSpec) -> dict[str, object]:
        found: dict[str, object] = {}
        said: dict[object, object] = {}
        single = FactSpec(spec.name, type_, low=spec.low, high=spec.high)
        for path, code, value in self._entries(given):
            text = tidy_text(str(code))
            self._once(path, said, text, code)
            if self._fits(path, single, value):
                found[text] = value
        return found

    def _once(self, path: Path, said: dict[object, object], meant: object, key: object) -> None:
        """Say so where two keys, that are written differently, mean the same."""
        if meant in said:
            first = said[meant]
            shown = written if str(key) == str(first) else lambda one: visible(str(one))
            self.fault(path, "mapping-twice", found=shown(key), first=shown(first))
        said.setdefault(meant, key)

    def _text(self, given: "_Given") -> str | None:
        path, text = given
        if isinstance(text, str | int | Decimal) and not isinstance(text, bool):
            return tidy_text(str(text))
        self.fault(path, "mapping-text-expected", found=written(text))
        return None

    def _fits(self, path: Path, spec: FactSpec, value: object) -> bool:
        """Say what is wrong with a value that a fact is to have."""
        try:
            read_case(Program((), (), (spec,), (), ()), {spec.name: value}, date.min)
        except FactsError as error:
            for one in error.diagnostics:
                self.fault(path, one.code, **one.arguments)
            return False
        return True

    def _column(self, given: "_Given", columns: MappingOf[str, Held]) -> str | None:
        path, name = given
        if isinstance(name, int) and not isinstance(name, bool):
            name = str(name)
        if not isinstance(name, str):
            self.fault(path, "mapping-column-expected", found=written(name))
            return None
        found = name if name in columns else tidy_name(name)
        if found not in columns:
            self.fault(path, "mapping-column-unknown", found=visible(name), **self._near(name, columns))
            return None
        return found

    def _near(self, found: str, names: Iterable[str]) -> dict[str, str]:
        """Return the name that is probably meant, where one is near; where there is no end of unknown ones, of the first."""
        if len(found) > _LONGEST or self.sought >= _SOUGHT:
            return {}
        self.sought += 1
        near = get_close_matches(found, list(names)[:_NAMES], 1, 0.5)
        return {"near": near[0]} if near else {}

    # --- form ---

    def _parts(self, data: object, path: Path, words: Iterable[str]) -> "dict[str, _Given]":
        """Return the parts of a block by their words, each with where it stands."""
        known = {spelling: word for word in words for spelling in WORDS[word]}
        found: dict[str, _Given] = {}
        said: dict[object, object] = {}
        if not isinstance(data, dict):
            self.fault(path, "mapping-block", found=written(data), **_named("words", *words))
            return found
        for key, value in data.items():
            word = known.get(str(key))
            if word is None:
                self.fault((*path, key), "mapping-word-unknown", found=visible(str(key)), **self._near(str(key), known))
            else:
                self._once((*path, key), said, word, key)
                found.setdefault(word, ((*path, key), value))
        return found

    def _entries(self, given: "_Given") -> list[tuple[Path, object, object]]:
        path, data = given
        if not isinstance(data, dict):
            self.fault(path, "mapping-pairs", found=written(data))
            return []
        return [((*path, key), key, value) for key, value in data.items()]

    def _list(self, given: "_Given | None") -> "list[_Given]":
        if given is None:
            return []
        path, data = given
        if isinstance(data, list):
            return [((*path, place), one) for place, one in enumerate(data)]
        return [(path, data)]

    def _only(self, parts: "dict[str, _Given]", words: Iterable[str], fact: str) -> None:
        allowed = set(words)
        for word, (path, _) in parts.items():
            if word not in allowed:
                self.fault(path, "mapping-not-for", **_named("word", word), fact=fact)


#: A value with where it stands.
_Given = tuple[Path, object]


def _said(word: str) -> str:
    return WORDS[word][0]


def _named(argument: str, *words: str) -> dict[str, str]:
    """Return words of a mapping as an argument for each language."""
    return {f"{argument}_{language}": comma.join(WORDS[word][place] for word in words) for place, language, comma in _LANGUAGES}


_LANGUAGES = ((0, "zh", "、"), (1, "en", ", "))


def _reason(error: MatchError) -> dict[str, str]:
    first = error.diagnostics[0]
    return {"reason_zh": first.message("zh"), "reason_en": first.message("en")}
