"""A checked policy: the tree, with what is known about its nodes in tables beside it.

The tables are keyed by the nodes themselves. A half-filled table still serves: what could not be resolved is simply not in it,
and has been reported.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from attrs import field, frozen

from policyrules.diagnostics import Diagnostic, Severity
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.values.types import EnumType, RecordType, Type


class BindingKind(StrEnum):
    """What a name stands for."""

    FACT = "fact"
    PARAMETER = "parameter"
    READING = "reading"
    DEFINITION = "definition"
    FUNCTION = "function"
    BUILTIN = "builtin"
    MEMBER = "member"  # of an enumeration, or an option of a reading
    RECORD = "record"  # the variable of a quantifier: the record itself
    FIELD = "field"  # a bare field of the record of a quantifier, or the field after a dot
    ARGUMENT = "argument"  # of a function
    TIER = "tier"
    UNIT = "unit"
    USE = "use"  # another policy, by the name that it has here
    ENTITLEMENT = "entitlement"
    SCORE = "score"  # the total of a score, or the points of a part of it


#: What gives a name to a record: a question about the records of a list, or an entitlement that is decided for each of them.
Binder = ast.Quantified | ast.PerRecordItem


@frozen
class Binding:
    """What a name resolved to.

    `declaration` is the node that declares it: `FieldLine` (fact, field), `Parameter`, `Reading`, `Define` (definition,
    function), `ParameterLine` (argument), `Binder` (record variable), `Enum` or `Reading` (member), `Tier`, `UnitLine`,
    `Entitlement`, `Score`, `ScoreGroup` or `Indicator` (score), `Use`; `None` for a built-in, and for members and fields of a
    type that another policy declares. `binder` is the node whose record a bare field belongs to.
    """

    kind: BindingKind
    name: str
    type: Type
    declaration: ast.Tree | None = None
    binder: Binder | None = None


def facts_among(values: Mapping[str, Binding]) -> dict[str, Binding]:
    """Return the facts among the values that a policy declares."""
    return {name: value for name, value in values.items() if value.kind is BindingKind.FACT}


D = TypeVar("D", bound=ast.Tree)


@frozen(eq=False)
class Used:
    """A policy that another one uses, under the name `use.name`; `policy` is `None` where it could not be had."""

    use: ast.Use
    policy: "CheckedPolicy | None"


@frozen(eq=False)
class CheckedPolicy:
    """The tree with its side tables.

    `bindings` is keyed by `Name` nodes (those in expressions, and those that mention a tier, unit, fact, reading or
    entitlement), `types` by expression nodes and by `TypeName` nodes. `document` is the source text that the quotes stand in,
    `None` where the policy names none. `values` are the facts, parameters, readings and definitions that it declares, which
    those that use it may name. `determined` are the definitions that the document gives and nothing else in the policy uses:
    they are what it determines.
    """

    source: Source
    tree: ast.File
    bindings: Mapping[ast.Name, Binding]
    types: Mapping[ast.Tree, Type]
    enums: Mapping[str, EnumType]
    records: Mapping[str, RecordType]
    document: Source | None
    diagnostics: tuple[Diagnostic, ...]
    values: Mapping[str, Binding] = field(factory=dict)
    used: tuple[Used, ...] = ()
    determined: tuple[ast.Define, ...] = ()

    @property
    def head(self) -> ast.Policy:
        """The `policy` declaration."""
        return self.all(ast.Policy)[0]

    @property
    def entitlements(self) -> "Mapping[str, ast.Entitlement]":
        """The entitlements by their names, in the order of the text."""
        parts = (part for measure in self.all(ast.Measure) for part in measure.items)
        return {part.name.name: part for part in parts if isinstance(part, ast.Entitlement)}

    @property
    def or_less(self) -> bool:
        """Say whether 以下 includes the number."""
        return or_less_includes(self.tree)

    @property
    def is_sound(self) -> bool:
        """Say whether nothing stops the policy from being used."""
        return all(diagnostic.severity is not Severity.ERROR for diagnostic in self.diagnostics)

    def all(self, kind: type[D]) -> tuple[D, ...]:
        """Return the top-level declarations of a kind, in order."""
        return tuple(d for d in self.tree.declarations if isinstance(d, kind))


def or_less_includes(tree: ast.File) -> bool:
    """Say whether 以下 includes the number in a policy, as it does where the policy does not say otherwise."""
    said = (part for head in tree.declarations if isinstance(head, ast.Policy) for part in head.items)
    return next((part.inclusive for part in said if isinstance(part, ast.OrLessItem)), True)


def used_by(used: Iterable[Used]) -> tuple[CheckedPolicy, ...]:
    """Return the used policies and all that they use in turn, each once and after those that it uses."""
    found: dict[CheckedPolicy, None] = {}
    waiting = [(one.policy, False) for one in used if one.policy is not None][::-1]
    while waiting:
        policy, is_done = waiting.pop()
        if is_done:
            found.setdefault(policy)
        elif policy not in found:
            waiting.append((policy, True))
            waiting.extend((one.policy, False) for one in reversed(policy.used) if one.policy is not None)
    return tuple(found)


def item(items: Iterable[ast.Tree], key: str) -> ast.Tree | None:
    """Return the first item with the key, or `None`."""
    return next((i for i in items if getattr(i, "key", None) == key), None)
