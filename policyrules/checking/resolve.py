"""Declarations collected into name spaces, and their types.

In: a tree, and the policies that it uses. Out: `Names`, the names that the rest of the policy may use, with what they stand
for; names that are declared twice are reported, and the first declaration counts. Knows nothing of expressions.
"""

from collections.abc import Mapping, Sequence

from attrs import define, field

from policyrules.checking import constants
from policyrules.checking.findings import Findings, label, words
from policyrules.checking.policy import Binding, BindingKind, Used, facts_among, or_less_includes, used_by
from policyrules.checking.spelling import nearest
from policyrules.syntax import ast
from policyrules.syntax.keywords import BUILTIN_TYPES
from policyrules.values.operators import BUILTINS
from policyrules.values.types import (
    UNKNOWN_TYPE,
    EnumType,
    Field,
    ListType,
    OptionalType,
    RecordType,
    Scalar,
    SeriesType,
    Type,
    UnknownType,
    is_numeric,
)


@define
class Names:
    """The name spaces. Facts, parameters, readings, definitions, functions and scores share `values`."""

    values: dict[str, Binding] = field(factory=dict)
    #: What a member may mean: several enumerations may have one of that name.
    members: dict[str, list[Binding]] = field(factory=dict)
    enums: dict[str, EnumType] = field(factory=dict)
    records: dict[str, RecordType] = field(factory=dict)
    #: The lines of record fields by record and field.
    fields: dict[tuple[str, str], ast.FieldLine] = field(factory=dict)
    tiers: dict[str, ast.Tier] = field(factory=dict)
    units: dict[str, ast.UnitLine] = field(factory=dict)
    measures: dict[str, ast.Measure] = field(factory=dict)
    entitlements: dict[str, ast.Entitlement | ast.Duty] = field(factory=dict)
    targets: dict[str, ast.Target] = field(factory=dict)
    properties: dict[str, ast.Property] = field(factory=dict)
    #: Other policies by the names that they have here, and the facts of them all, which are inputs here too.
    uses: dict[str, Used] = field(factory=dict)
    shared: dict[str, Binding] = field(factory=dict)
    #: Whether 以下 includes the number.
    or_less: bool = True

    def fact(self, name: str) -> Binding | None:
        """Return a fact, one that only a used policy declares among them."""
        binding = self.values.get(name)
        return binding if binding is not None and binding.kind is BindingKind.FACT else self.shared.get(name)

    def facts(self) -> list[str]:
        """Return the names of all facts."""
        return list({**facts_among(self.values), **self.shared})


def collect(tree: ast.File, findings: Findings, used: Sequence[Used] = ()) -> Names:
    """Return the names that a policy declares, and those of the policies that it uses."""
    names = Names()
    for policy in used_by(used):
        names.shared = {**facts_among(policy.values), **names.shared}
    return _Collector(findings, names, {one.use: one for one in used}).collect(tree)


@define(eq=False)
class _Collector:
    findings: Findings
    names: Names
    used: Mapping[ast.Use, Used]
    #: Where each name of a space was declared first.
    first: dict[tuple[str, str], ast.Name] = field(factory=dict)

    def collect(self, tree: ast.File) -> Names:
        self.names.or_less = or_less_includes(tree)
        for declaration in tree.declarations:
            self._claim(declaration)
        for declaration in tree.declarations:
            if isinstance(declaration, ast.Enum):
                self._enum(declaration)
            elif isinstance(declaration, ast.Reading):
                self._reading(declaration)
        for declaration in tree.declarations:
            if isinstance(declaration, ast.Record):
                self._record(declaration)
        for declaration in tree.declarations:
            self._other(declaration)
        return self.names

    def _claim(self, declaration: ast.Declaration) -> None:
        """Note where names are declared, in the order of the text."""
        match declaration:
            case ast.Enum(name) | ast.Record(name):
                self.first.setdefault(("types", name.name), name)
            case ast.Reading(name) | ast.Parameter(name) | ast.Define(name) | ast.Score(name):
                self.first.setdefault(("values", name.name), name)
            case ast.Use(name):
                self.first.setdefault(("values", name.name), name)
            case ast.Facts(lines):
                for line in lines:
                    if isinstance(line, ast.FieldLine):
                        self.first.setdefault(("values", line.name.name), line.name)
            case _:
                pass

    def _is_new(self, space: str, name: ast.Name) -> bool:
        """Say whether a name is declared here first; report it where it was declared before."""
        first = self.first.setdefault((space, name.name), name)
        if first is not name:
            self.findings.error("name-duplicate", name, [label(first, "label-first")], name=name.name)
        return first is name

    # --- types ------------------------------------------------------------------------------------------------------

    def _enum(self, declaration: ast.Enum) -> None:
        type_ = self._as_elsewhere(EnumType(declaration.name.name, self._unique(declaration, declaration.members)))
        if self._is_new_type(declaration.name):
            self.names.enums[type_.name] = type_
            self._members(type_, declaration)

    def _as_elsewhere(self, type_: EnumType) -> EnumType:
        """Return the enumeration as a used policy declares it, where both have the same name and the same members."""
        declared = (one for policy in used_by(self.used.values()) for one in policy.enums.values())
        return next((one for one in declared if one.name == type_.name and set(one.members) == set(type_.members)), type_)

    def _is_new_type(self, name: ast.Name) -> bool:
        if name.name in BUILTIN_TYPES:
            self.findings.error("name-builtin", name, name=name.name)
            return False
        return self._is_new("types", name)

    def _unique(self, owner: ast.Tree, names: tuple[ast.Name, ...]) -> tuple[str, ...]:
        """Return the names once each, and report those that stand twice."""
        first: dict[str, ast.Name] = {}
        for name in names:
            if first.setdefault(name.name, name) is not name:
                self.findings.error("name-duplicate", name, [label(first[name.name], "label-first")], name=name.name)
        return tuple(first)

    def _members(self, type_: EnumType, declaration: ast.Enum | ast.Reading) -> None:
        for member in type_.members:
            binding = Binding(BindingKind.MEMBER, member, type_, declaration)
            self.names.members.setdefault(member, []).append(binding)

    def _reading(self, declaration: ast.Reading) -> None:
        options = tuple(option.name for option in declaration.options)
        type_ = EnumType(declaration.name.name, self._unique(declaration, options))
        if self._value(declaration.name, BindingKind.READING, type_, declaration):
            self._members(type_, declaration)

    def _record(self, declaration: ast.Record) -> None:
        name = declaration.name.name
        if not declaration.fields:
            self.findings.error("record-empty", declaration.name, name=name)
        self._unique(declaration, tuple(line.name for line in declaration.fields))
        fields: dict[str, Field] = {}
        lines: dict[str, ast.FieldLine] = {}
        for line in declaration.fields:
            lines.setdefault(line.name.name, line)
            if (declared := self._field(line)) is not None:
                fields.setdefault(line.name.name, declared)
        if self._is_new_type(declaration.name):
            self.names.records[name] = RecordType(name, tuple(fields.values()))
            self.names.fields.update({(name, key): line for key, line in lines.items()})

    def _field(self, line: ast.FieldLine) -> Field | None:
        """Return the field, or `None` where its type is wrong: nothing is said of what follows from that."""
        type_ = self._type(line.type)
        element = type_.element if isinstance(type_, OptionalType) else type_
        if not isinstance(element, Scalar | EnumType):
            if not isinstance(element, UnknownType):
                self.findings.error("field-type", line.type, name=line.name.name, type=words(element))
            self.findings.types[line.type] = UNKNOWN_TYPE
            return None
        low, high = (constants.number(end) if constants.is_literal(end) else None for end in (line.low, line.high))
        return Field(line.name.name, element, isinstance(type_, OptionalType), low, high)

    def _type(self, written: ast.TypeName) -> Type:
        """Return the type that is written, and note it."""
        type_ = self._marked(written, self._base(written.name))
        self.findings.types[written] = type_
        return type_

    def _base(self, name: ast.Name) -> Type:
        if name.name in BUILTIN_TYPES:
            return Scalar(BUILTIN_TYPES[name.name])
        found = self.names.enums.get(name.name) or self.names.records.get(name.name)
        if found is not None:
            return found
        known = (*self.names.enums, *self.names.records, *BUILTIN_TYPES)
        near = nearest(name.name, known)
        self.findings.error("type-unknown", name, name=name.name, nearest=near)
        return UNKNOWN_TYPE

    def _marked(self, written: ast.TypeName, base: Type) -> Type:
        if isinstance(base, UnknownType):
            return base
        if written.list_of:
            if isinstance(base, RecordType) and not written.per and not written.optional:
                return ListType(base)
            self.findings.error("list-of-values", written, name=written.name.name)
            return UNKNOWN_TYPE
        if (written.per or written.optional) and not isinstance(base, Scalar | EnumType):
            self.findings.error("record-marked", written, name=written.name.name)
            return UNKNOWN_TYPE
        if written.per and written.optional:
            self.findings.error("series-optional", written)
            return UNKNOWN_TYPE
        if isinstance(base, Scalar | EnumType):
            return SeriesType(base, written.per) if written.per else OptionalType(base) if written.optional else base
        return base

    # --- values -----------------------------------------------------------------------------------------------------

    def _value(self, name: ast.Name, kind: BindingKind, type_: Type, declaration: ast.Tree) -> bool:
        if not self._is_new("values", name):
            return False
        self.names.values[name.name] = Binding(kind, name.name, type_, declaration)
        return True

    def _other(self, declaration: ast.Declaration) -> None:
        names = self.names
        match declaration:
            case ast.Facts():
                for line in declaration.lines:
                    if isinstance(line, ast.FieldLine):
                        self._fact(line)
            case ast.Parameter():
                self._parameter(declaration)
            case ast.Define():
                self._define(declaration)
            case ast.Use() if self._is_new("values", declaration.name):
                self.names.uses[declaration.name.name] = self.used.get(declaration, Used(declaration, None))
            case ast.Score():
                self._value(declaration.name, BindingKind.SCORE, Scalar.NUMBER, declaration)
            case ast.Units():
                for unit in declaration.lines:
                    if self._is_new("units", unit.name):
                        names.units[unit.name.name] = unit
            case ast.Tier() if self._is_new("tiers", declaration.name):
                names.tiers[declaration.name.name] = declaration
            case ast.Target() if self._is_new("targets", declaration.name):
                names.targets[declaration.name.name] = declaration
            case ast.Property() if self._is_new("properties", declaration.name):
                names.properties[declaration.name.name] = declaration
            case ast.Measure():
                self._measure(declaration)
            case _:
                pass

    def _fact(self, line: ast.FieldLine) -> None:
        type_ = self._type(line.type)
        if isinstance(type_, RecordType | OptionalType):
            code = "fact-record" if isinstance(type_, RecordType) else "fact-optional"
            self.findings.error(code, line.type, name=line.name.name, type=words(type_))
            self.findings.types[line.type] = type_ = UNKNOWN_TYPE
        self._value(line.name, BindingKind.FACT, type_, line)

    def _parameter(self, declaration: ast.Parameter) -> None:
        type_ = self._type(declaration.type)
        if not is_numeric(type_) and not isinstance(type_, UnknownType):
            self.findings.error("parameter-type", declaration.type, name=declaration.name.name, type=words(type_))
            self.findings.types[declaration.type] = type_ = UNKNOWN_TYPE
        self._value(declaration.name, BindingKind.PARAMETER, type_, declaration)

    def _define(self, declaration: ast.Define) -> None:
        self._unique(declaration, tuple(parameter.name for parameter in declaration.parameters))
        for parameter in declaration.parameters:
            self._type(parameter.type)
        type_: Type = UNKNOWN_TYPE if declaration.type is None else self._type(declaration.type)
        if not isinstance(type_, Scalar | EnumType | OptionalType | UnknownType):
            assert declaration.type is not None
            self.findings.error("definition-type", declaration.type, name=declaration.name.name, type=words(type_))
            self.findings.types[declaration.type] = type_ = UNKNOWN_TYPE
        if declaration.parameters and declaration.name.name in BUILTINS:
            self.findings.error("name-builtin", declaration.name, name=declaration.name.name)
        kind = BindingKind.FUNCTION if declaration.parameters else BindingKind.DEFINITION
        if declaration.period is not None and isinstance(type_, Scalar | EnumType):
            type_ = SeriesType(type_, declaration.period.unit)
        self._value(declaration.name, kind, type_, declaration)

    def _measure(self, declaration: ast.Measure) -> None:
        if self._is_new("measures", declaration.name):
            self.names.measures[declaration.name.name] = declaration
        for part in declaration.items:
            if isinstance(part, ast.Entitlement | ast.Duty) and self._is_new("entitlements", part.name):
                self.names.entitlements[part.name.name] = part
