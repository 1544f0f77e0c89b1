"""What a bare name means at a place.

In: a name, the records and arguments that are in sight there, and the type that is expected. Out: its binding, or a
diagnostic that offers what was probably meant.

A name next to something of an enumeration is one of its members. Otherwise it is a record variable or an argument, a field of
a record around it (the innermost first), a fact, definition, parameter or reading, or the one member of that name.
"""

from collections.abc import Mapping

from attrs import define, evolve, field, frozen

from policyrules.checking.findings import Findings, label, listed
from policyrules.checking.policy import Binder, Binding, BindingKind
from policyrules.checking.resolve import Names
from policyrules.checking.spelling import nearest, spaced, written_out
from policyrules.syntax import ast
from policyrules.values.periods import Period
from policyrules.values.types import UNKNOWN_TYPE, EnumType, OptionalType, RecordType, Type, UnknownType

#: So many unknown names are held against all others; those after them are only reported.
_SUGGESTIONS = 30


@frozen(eq=False)
class Records:
    """What speaks of each record of a list, and the record; `record` is `None` where its list was wrong."""

    quantified: Binder
    record: RecordType | None


@frozen(eq=False)
class Scope:
    """What is in sight: the arguments of a function, and the quantifiers around, the innermost last."""

    arguments: Mapping[str, Binding] = field(factory=dict)
    records: tuple[Records, ...] = ()
    #: The type of 该年, where there is one.
    period: Period | None = None

    def inside(self, quantified: Binder, record: RecordType | None) -> "Scope":
        """Return the scope in which the records of a list can be spoken of."""
        return evolve(self, records=(*self.records, Records(quantified, record)))

    def variable(self, name: str) -> Binding | None:
        """Return the record variable or the argument of that name."""
        for around in reversed(self.records):
            named = around.quantified.variable
            if named is not None and named.name == name:
                type_: Type = around.record or UNKNOWN_TYPE
                return Binding(BindingKind.RECORD, name, type_, around.quantified)
        return self.arguments.get(name)

    @property
    def is_broken(self) -> bool:
        """Say whether a name may be a field of a record that is not known."""
        return any(around.record is None for around in self.records)


@define(eq=False)
class Resolver:
    """Binds names, and reports those that mean nothing."""

    names: Names
    findings: Findings
    suggested: int = 0

    def is_value(self, name: str, scope: Scope) -> bool:
        """Say whether a name means something whatever stands next to it."""
        return bool(scope.variable(name) or self._field(name, scope) or name in self.names.values or name in self.names.uses)

    def resolve(self, name: ast.Name, scope: Scope, expected: Type | None) -> Binding | None:
        """Bind a bare name, or report it."""
        binding = self._member_of(name.name, expected) or self._by_scope(name, scope)
        if binding is None and not self._is_ambiguous(name, scope):
            binding = self._by_member(name, scope, expected)
        if binding is not None:
            self.findings.bindings[name] = binding
        return binding

    def field(self, record: RecordType, name: ast.Name, binder: Binder | None = None) -> Binding | None:
        """Bind the field of a record, or report that it has none of that name."""
        binding = self._field_of(record, name.name, binder)
        if binding is None:
            known = [field_.name for field_ in record.fields]
            self.findings.error(
                "field-unknown",
                name,
                name=name.name,
                record=record.name,
                known=listed(known),
                nearest=self.near(name.name, known),
            )
            return None
        self.findings.bindings[name] = binding
        return binding

    # --- places where a name may come from --------------------------------------------------------------------------

    def _member_of(self, name: str, expected: Type | None) -> Binding | None:
        if not isinstance(expected, EnumType):
            return None
        declared = next((binding for binding in self.names.members.get(name, ()) if binding.type == expected), None)
        if declared is None and name in expected.members:
            return Binding(BindingKind.MEMBER, name, expected)  # of an enumeration that another policy declares
        return declared

    def _field_of(self, record: RecordType, name: str, binder: Binder | None) -> Binding | None:
        line = self.names.fields.get((record.name, name)) if record == self.names.records.get(record.name) else None
        declared = record.field(name)
        if line is None and declared is None:
            return None
        type_: Type = UNKNOWN_TYPE
        if declared is not None:
            type_ = OptionalType(declared.type) if declared.optional else declared.type
        return Binding(BindingKind.FIELD, name, type_, line, binder)

    def _field(self, name: str, scope: Scope) -> Binding | None:
        for around in reversed(scope.records):
            binding = self._field_of(around.record, name, around.quantified) if around.record else None
            if binding is not None:
                return binding
        return None

    def _by_scope(self, name: ast.Name, scope: Scope) -> Binding | None:
        """Return the variable, field or value; nothing where it may be both a field and something else."""
        plain = scope.variable(name.name) or self.names.values.get(name.name)
        found = self._field(name.name, scope)
        if found is None or (plain is not None and found.binder is not None and found.binder.variable is not None):
            return plain
        return None if plain is not None else found

    def _is_ambiguous(self, name: ast.Name, scope: Scope) -> bool:
        """Report a bare field whose name is also that of something else."""
        plain = scope.variable(name.name) or self.names.values.get(name.name)
        found = self._field(name.name, scope)
        if plain is None or found is None:
            return False
        places = [at for at in (found.declaration, plain.declaration) if at is not None]
        self.findings.error("name-ambiguous", name, [label(at, "label-declared") for at in places], name=name.name)
        return True

    def _by_member(self, name: ast.Name, scope: Scope, expected: Type | None) -> Binding | None:
        if isinstance(expected, EnumType):
            known = expected.members
            self.findings.error(
                "member-unknown",
                name,
                name=name.name,
                enum=expected.name,
                known=listed(known),
                nearest=self.near(name.name, known),
            )
            return None
        found = self.names.members.get(name.name, [])
        if len(found) == 1:
            return found[0]
        if found:
            if not isinstance(expected, UnknownType):
                places = [binding.declaration for binding in found[:3] if binding.declaration is not None]
                self.findings.error("member-ambiguous", name, [label(at, "label-declared") for at in places], name=name.name)
            return None
        if not scope.is_broken:
            self._unknown(name, scope)
        return None

    # --- what was meant ---------------------------------------------------------------------------------------------

    def _unknown(self, name: ast.Name, scope: Scope) -> None:
        code = "tier-as-value" if name.name in self.names.tiers else "use-as-value" if name.name in self.names.uses else None
        if code is not None:
            self.findings.error(code, name, name=name.name)
            return
        if self.suggested >= _SUGGESTIONS:
            self.findings.error("name-unknown", name, name=name.name)
            return
        known = self._in_sight(scope)
        words = spaced(name.name, known)
        if words is not None:
            self.suggested += 1
            self.findings.error("name-without-spaces", name, name=name.name, spaced=words)
        else:
            meant = written_out(name.name) or self.near(name.name, known)
            self.findings.error("name-unknown", name, name=name.name, nearest=meant)

    def _in_sight(self, scope: Scope) -> Mapping[str, object]:
        fields = {field_.name: field_ for around in scope.records if around.record for field_ in around.record.fields}
        variables = {around.quantified.variable.name: around for around in scope.records if around.quantified.variable}
        return {**variables, **scope.arguments, **fields, **self.names.values, **self.names.members}

    def near(self, name: str, known: Mapping[str, object] | tuple[str, ...] | list[str]) -> str | None:
        """Return what is nearest to a name among what is known, where it is near enough."""
        self.suggested += 1
        return nearest(name, known) if self.suggested <= _SUGGESTIONS else None
