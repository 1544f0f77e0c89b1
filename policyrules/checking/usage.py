"""What is declared and never used.

In: the bindings of a policy without its scenarios. Out: an error for a unit that answers for nothing, and warnings for facts,
parameters, definitions, readings and periods of validity that decide nothing. A text identifies an enterprise, and is not asked
to decide anything.
Where names could not be bound or lines not be read, it is not known what was meant to be used, and nothing is warned of.
"""

from fractions import Fraction

from policyrules.checking.constants import number
from policyrules.checking.findings import Findings
from policyrules.checking.lost import Lost
from policyrules.checking.policy import BindingKind, item
from policyrules.checking.resolve import Names
from policyrules.syntax import ast
from policyrules.values.types import Scalar, UnknownType

_CODES = {
    BindingKind.FACT: "fact-unused",
    BindingKind.PARAMETER: "parameter-unused",
    BindingKind.READING: "reading-unused",
    BindingKind.DEFINITION: "definition-unused",
    BindingKind.FUNCTION: "definition-unused",
}


#: Codes of names that nothing declares. Where the declaration was in a line that could not be read, that line is the mistake.
UNDECLARED = frozenset(
    {
        "name-unknown", "use-unknown", "use-name-unknown", "type-unknown", "tier-unknown", "function-unknown",
        "parameter-unknown", "member-unknown", "field-unknown", "fact-not-declared", "unit-unknown", "reading-unknown",
        "entitlement-unknown",
    }
)  # fmt: skip
_UNBOUND = UNDECLARED | {"name-without-spaces", "name-ambiguous", "member-ambiguous"}


def check_usage(names: Names, findings: Findings, lost: Lost) -> tuple[ast.Define, ...]:
    """Report what nothing speaks of; return the definitions among it that the document gives: they are what it determines."""
    # The default of a reading names an option: a reading is used where it is asked about.
    bindings = (binding for binding in findings.bindings.values() if binding.kind is not BindingKind.MEMBER)
    used = {binding.declaration for binding in bindings}
    said = (d.arguments.get("nearest", "") for d in findings.diagnostics if d.code == "unit-unknown")
    meant = {name for names in said for name in names.split("、")}
    for unit in names.units.values():
        if unit not in used and unit.name.name not in meant and unit.name.name not in lost.words:
            findings.error("unit-unused", unit.name, name=unit.name.name)
    determined = [b.declaration for b in names.values.values() if _is_of_document(b.declaration) and b.declaration not in used]
    spoken_of = used.union(determined)
    unbound = any(diagnostic.code in _UNBOUND for diagnostic in findings.diagnostics)
    for binding in names.values.values():
        declaration = binding.declaration
        is_silent = binding.type is Scalar.TEXT or isinstance(binding.type, UnknownType)
        is_asked_elsewhere = binding.kind is BindingKind.FACT and (is_silent or binding.name in names.shared)
        if unbound or lost.lines or declaration in spoken_of or is_asked_elsewhere:
            continue
        if isinstance(declaration, ast.FieldLine | ast.Parameter | ast.Reading | ast.Define):
            findings.warning(_CODES[binding.kind], declaration.name, name=binding.name)
    for one in names.uses.values():
        if one.use not in used and one.policy is not None and not unbound and not lost.lines:
            findings.warning("use-unused", one.use.name, name=one.use.name.name)
    for tier in names.tiers.values():
        if not unbound and not lost.lines and not _is_wrong(tier, findings):
            _check_validity(tier, findings)
    return tuple(one for one in determined if isinstance(one, ast.Define))


def _is_of_document(declaration: ast.Tree | None) -> bool:
    """Say whether a declaration is a value that the document itself gives, with its place."""
    if not isinstance(declaration, ast.Define) or declaration.clause is None:
        return False
    return not declaration.parameters and declaration.period is None


def _is_wrong(tier: ast.Tier, findings: Findings) -> bool:
    """Say whether something of a tier was found to be wrong: what its condition was meant to rest on is then not known."""
    start, end = tier.span.start, tier.span.end
    return any(d.span is not None and start <= d.span.start < end for d in findings.diagnostics)


def _check_validity(tier: ast.Tier, findings: Findings) -> None:
    """Report a period of validity that the condition for holding the tier does not count with: one of the two is wrong."""
    validity, holds = item(tier.items, "validity"), item(tier.items, "holds")
    if not isinstance(validity, ast.ExpressionItem) or not isinstance(holds, ast.ConditionItem):
        return
    stated = number(validity.value)
    if stated and stated > 0 and stated not in _durations(holds.condition, findings):
        findings.warning("validity-unused", validity.value, name=tier.name.name, validity=validity.value.span.text)


def _durations(written: ast.Tree, findings: Findings) -> set[Fraction | None]:
    """Return the durations in a condition and in all definitions that it rests on."""
    found: set[Fraction | None] = set()
    waiting, seen = [written], set[ast.Tree]()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        if isinstance(node, ast.DurationLiteral):
            found.add(number(node))
        waiting.extend(ast.children(node))
        binding = findings.bindings.get(node) if isinstance(node, ast.Name) else None
        if binding is not None and isinstance(binding.declaration, ast.Define):
            waiting.append(binding.declaration)
    return found
