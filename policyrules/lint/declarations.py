"""Advice on what a policy declares: facts, fields, names of lists, definitions.

In: a policy. Out: what decides nothing, what nobody mentions, what has no range, and definitions that hide what they say.
"""

from collections import Counter
from collections.abc import Iterator

from policyrules.checking.graphs import walk
from policyrules.checking.policy import Binding, BindingKind, facts_among, used_by
from policyrules.diagnostics import Diagnostic
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast
from policyrules.values.types import EnumType, Scalar, SeriesType, Type, is_numeric

_MOMENTS = frozenset({Scalar.DATE, Scalar.QUARTER, Scalar.MONTH})


def fact_idle(subject: Subject) -> Iterator[Diagnostic]:
    """Find facts that decide nothing: those that only stand in relations, and texts but for the name of the enterprise."""
    deciding = {binding.declaration for binding in _used(subject, without=ast.Always)}
    lines = [line for facts in subject.checked.all(ast.Facts) for line in facts.lines if isinstance(line, ast.FieldLine)]
    texts = [line for line in lines if subject.checked.types.get(line.type) is Scalar.TEXT]
    elsewhere = {name for policy in used_by(subject.checked.used) for name in facts_among(policy.values)}
    for line in lines:
        if line not in deciding and line not in texts[:1] and line.name.name not in elsewhere:
            yield advice("fact-idle", line.name, name=line.name.name)


def field_idle(subject: Subject) -> Iterator[Diagnostic]:
    """Find fields of records that no condition looks at; a text tells records apart."""
    read = {binding.declaration for binding in _used(subject)}
    for record in subject.checked.all(ast.Record):
        for line in record.fields:
            if line not in read and subject.checked.types.get(line.type) is not Scalar.TEXT:
                yield advice("field-idle", line.name, name=line.name.name, record=record.name.name)


def fact_unbounded(subject: Subject) -> Iterator[Diagnostic]:
    """Find sums, shares and numbers that may be anything."""
    for line in (line for facts in subject.checked.all(ast.Facts) for line in facts.lines):
        type_ = subject.checked.types.get(line.type) if isinstance(line, ast.FieldLine) else None
        element = type_.element if isinstance(type_, SeriesType) else type_
        is_number = element is not None and is_numeric(element) and element not in _MOMENTS
        if isinstance(line, ast.FieldLine) and is_number and line.low is None:
            yield advice("fact-unbounded", line.name, name=line.name.name)


def member_unmentioned(subject: Subject) -> Iterator[Diagnostic]:
    """Find names of a list that nothing mentions, where others are mentioned and no "otherwise" speaks for the rest."""
    mentioned = {(binding.type, binding.name) for binding in _used(subject) if binding.kind is BindingKind.MEMBER}
    spoken_for = set(_spoken_for(subject))
    for enum in subject.checked.all(ast.Enum):
        type_ = subject.checked.enums.get(enum.name.name)
        silent = [name for name in enum.members if (type_, name.name) not in mentioned]
        if silent and len(silent) < len(enum.members) and type_ not in spoken_for:
            names = "、".join(name.name for name in silent)
            yield advice("member-unmentioned", silent[0], name=enum.name.name, members=names)


def definition_hidden(subject: Subject) -> Iterator[Diagnostic]:
    """Find conditions that are defined without a title and used once: an explanation shows but their name."""
    uses = Counter(binding.declaration for binding in _used(subject))
    for definition in subject.checked.all(ast.Define):
        binding = subject.checked.values.get(definition.name.name)
        is_condition = isinstance(definition.body, ast.Block) or (binding is not None and binding.type is Scalar.BOOL)
        if is_condition and definition.title is None and uses[definition] == 1:
            yield advice("definition-hidden", definition.name, name=definition.name.name)


# --- what is used -------------------------------------------------------------------------------------------------------


def _used(subject: Subject, without: type[ast.Tree] = ast.Scenario) -> Iterator[Binding]:
    """Yield what names stand for, outside of scenarios, properties and nodes of another kind."""
    waiting: list[ast.Tree] = list(subject.checked.tree.declarations)
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.Scenario | ast.Property | without):
            binding = subject.checked.bindings.get(node) if isinstance(node, ast.Name) else None
            yield from [] if binding is None else [binding]
            waiting.extend(ast.children(node))


def _spoken_for(subject: Subject) -> Iterator[Type]:
    """Yield the lists of which some names are mentioned where "otherwise" or "not" speaks for the others."""
    for node in walk(one for one in subject.checked.tree.declarations if not isinstance(one, ast.Scenario)):
        if _has_otherwise(node):
            for name in walk([node]):
                binding = subject.checked.bindings.get(name) if isinstance(name, ast.Name) else None
                if binding is not None and binding.kind is BindingKind.MEMBER:
                    yield binding.type
        elif isinstance(node, ast.UnitLine) and node.by is not None:
            fact = subject.checked.values.get(node.by.name)
            yield from [fact.type] if fact is not None and isinstance(fact.type, EnumType) else []


def _has_otherwise(node: ast.Tree) -> bool:
    match node:
        case ast.Comparison(operator="!=") | ast.Negation() | ast.Conditional():
            return True
        case ast.ByTable(rows=rows):
            return any(not row.cells for row in rows)
        case ast.FirstMatch(rows=rows):
            return any(row.condition is None for row in rows)
        case _:
            return False
