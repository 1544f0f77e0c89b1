"""Facts and names that policies share: what several of them declare must be declared alike.

In: a policy and those that it uses. Out: diagnostics. Facts of one name are one input, whichever policy asks for it: they have
the same type, enumerations the same members and records the same fields, in any order and under any name of the type. Ranges
may differ, and the narrower one counts. The names of policies tell which document a decision rests on: no two are alike.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from policyrules.checking.constants import number
from policyrules.checking.findings import Findings, label
from policyrules.checking.policy import Binding, CheckedPolicy, Used, facts_among, used_by
from policyrules.checking.resolve import Names
from policyrules.syntax import ast
from policyrules.values.types import EnumType, Field, ListType, RecordType, SeriesType, Type, UnknownType


def check_agreement(tree: ast.File, names: Names, used: Sequence[Used], findings: Findings) -> None:
    """Report facts that two policies declare in different ways, and policies of the same name."""
    first: dict[str, Binding] = {}
    seen: set[CheckedPolicy] = set()
    for one in used:
        for policy in used_by([one]):
            if policy not in seen:
                seen.add(policy)
                _check(facts_among(policy.values), first, one.use.name, findings)
    _check(facts_among(names.values), first, None, findings)
    _check_names(tree, used, findings)


def _check(facts: Mapping[str, Binding], first: dict[str, Binding], use: ast.Name | None, findings: Findings) -> None:
    """Hold facts against those met before; `use` is where a used policy is named, whose facts they are."""
    for name, fact in facts.items():
        before = first.setdefault(name, fact)
        what = None if before is fact else difference(before, fact)
        if what is None or not isinstance(fact.declaration, ast.FieldLine) or before.declaration is None:
            continue
        labels = [label(before.declaration, "label-declared")]
        if use is not None:
            labels.append(label(fact.declaration, "label-declared"))
        findings.error("fact-differs", use or fact.declaration.name, labels, name=name, what=(what,))


def _check_names(tree: ast.File, used: Sequence[Used], findings: Findings) -> None:
    taken = {head.name.name: head.name for head in tree.declarations if isinstance(head, ast.Policy)}
    seen: set[CheckedPolicy] = set()
    for one in used:
        for policy in used_by([one]):
            head = next(iter(policy.all(ast.Policy)), None)
            if policy in seen or head is None:
                continue
            seen.add(policy)
            before = taken.setdefault(head.name.name, head.name)
            if before is not head.name:
                findings.error("policy-name-taken", one.use.name, [label(before, "label-declared")], name=head.name.name)


# --- what differs -----------------------------------------------------------------------------------------------------


def difference(one: Binding, other: Binding) -> str | None:
    """Return the code of what differs between two declarations of a fact; `None` where they agree."""
    first, second = one.declaration, other.declaration
    if not isinstance(first, ast.FieldLine) or not isinstance(second, ast.FieldLine):
        return None
    if _body(first) != _body(second):
        return "word-differs-body"
    found = _of_types(one.type, other.type)
    low, high = (_ends((first, second), name) for name in ("low", "high"))
    return found or ("word-differs-range" if low and high and max(low) > min(high) else None)


def _body(line: ast.FieldLine) -> str | None:
    return line.decided_by.text if line.decided_by else None


def _ends(lines: Sequence[ast.FieldLine], name: str) -> list[Fraction]:
    return [end for line in lines if (end := number(getattr(line, name))) is not None]


def _of_types(one: Type, other: Type) -> str | None:
    match one, other:
        case (UnknownType(), _) | (_, UnknownType()):
            return None
        case EnumType(), EnumType():
            return None if set(one.members) == set(other.members) else "word-differs-members"
        case SeriesType(), SeriesType() if one.period == other.period:
            return _of_types(one.element, other.element)
        case ListType(), ListType():
            return _of_records(one.element, other.element)
        case _:
            return None if one == other else "word-differs-type"


def _of_records(one: RecordType, other: RecordType) -> str | None:
    fields = {field.name: field for field in other.fields}
    if set(fields) != {field.name for field in one.fields}:
        return "word-differs-fields"
    found = (_of_fields(field, fields[field.name]) for field in one.fields)
    return next((code for code in found if code is not None), None)


def _of_fields(one: Field, other: Field) -> str | None:
    if one.optional != other.optional or _of_types(one.type, other.type) is not None:
        return "word-differs-fields"
    lows, highs = ([end for end in ends if end is not None] for ends in ((one.low, other.low), (one.high, other.high)))
    return "word-differs-range" if lows and highs and max(lows) > min(highs) else None
