"""Mistakes of names: misspelt, declared twice, taken for something else.

In: a policy without mistakes. Out: `KINDS`, each of which makes one mistake where there is a place for it, and says where it
is looked for. Whether it is reported is not asked here.
"""

from collections.abc import Mapping

from policyrules.checking.policy import BindingKind
from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.mistaken.places import Kind, Seed, Text, inserted, line_after, misspelt, replaced, some


def _use(text: Text, choices: Choices, *kinds: BindingKind) -> Seed | None:
    """Misspell a name where it is used."""
    uses = [name for name, _ in text.named(*kinds) if name.span.text == name.name]
    name = some(choices, uses)
    return None if name is None else replaced(name, misspelt(name.name))


def _fact(text: Text, choices: Choices) -> Seed | None:
    return _use(text, choices, BindingKind.FACT)


def _definition(text: Text, choices: Choices) -> Seed | None:
    return _use(text, choices, BindingKind.DEFINITION, BindingKind.FUNCTION)


def _member(text: Text, choices: Choices) -> Seed | None:
    return _use(text, choices, BindingKind.MEMBER)


def _field(text: Text, choices: Choices) -> Seed | None:
    return _use(text, choices, BindingKind.FIELD)


def _tier(text: Text, choices: Choices) -> Seed | None:
    return _use(text, choices, BindingKind.TIER)


def _unit(text: Text, choices: Choices) -> Seed | None:
    return _use(text, choices, BindingKind.UNIT)


def _reading(text: Text, choices: Choices) -> Seed | None:
    return _use(text, choices, BindingKind.READING)


def _parameter(text: Text, choices: Choices) -> Seed | None:
    return _use(text, choices, BindingKind.PARAMETER)


def _entitlement(text: Text, choices: Choices) -> Seed | None:
    return _use(text, choices, BindingKind.ENTITLEMENT)


def _argument(text: Text, choices: Choices) -> Seed | None:
    return _use(text, choices, BindingKind.ARGUMENT, BindingKind.RECORD)


def _used_policy(text: Text, choices: Choices) -> Seed | None:
    return _use(text, choices, BindingKind.USE)


def _type_name(text: Text, choices: Choices) -> Seed | None:
    line = some(choices, [line for line in text.nodes(ast.FieldLine) if line.type.span.text == line.type.name.span.text])
    if line is None:
        return None
    wrong = misspelt(line.type.name.span.text)
    return replaced(line.type.name, wrong, line.name.name)


def _verb(text: Text, choices: Choices) -> Seed | None:
    verbs = [part.verb for part in [node for node in text.every if isinstance(node, ast.Entitlement | ast.Duty)] if part.verb]
    one = some(choices, verbs)
    return None if one is None else replaced(one, misspelt(one.text))


def _option(text: Text, choices: Choices) -> Seed | None:
    defaults = [one.default for one in text.nodes(ast.Reading) if one.default]
    one = some(choices, defaults)
    return None if one is None else replaced(one, misspelt(one.name))


def _overridden(text: Text, choices: Choices) -> Seed | None:
    names = [name for one in text.nodes(ast.Except) for name in one.overrides]
    one = some(choices, names)
    return None if one is None else replaced(one, misspelt(one.name))


def _part_of_score(text: Text, choices: Choices) -> Seed | None:
    parts = [n for n, b in text.named(BindingKind.SCORE) if isinstance(b.declaration, ast.ScoreGroup | ast.Indicator)]
    one = some(choices, parts)
    return None if one is None else replaced(one, misspelt(one.name))


def _in_scenario(text: Text, choices: Choices) -> Seed | None:
    given = [
        line.fact
        for line in [
            node for node in text.every if isinstance(node, ast.Given | ast.GivenPeriod | ast.GivenRecord | ast.GivenEmpty)
        ]
    ]
    one = some(choices, [name for name in given if name.span.text == name.name])
    return None if one is None else replaced(one, misspelt(one.name))


def _in_expectation(text: Text, choices: Choices) -> Seed | None:
    names = [name for line in text.nodes(ast.ExpectVerdict) for name in line.names if name.span.text == name.name]
    one = some(choices, names)
    return None if one is None else replaced(one, misspelt(one.name))


# --- declared twice -------------------------------------------------------------------------------------------------------


def _again(text: Text, choices: Choices, *kinds: type[ast.Tree]) -> Seed | None:
    """Let a line stand twice."""
    nodes = [node for node in text.nodes(*kinds) if "\n" not in node.span.text.rstrip()]
    node = some(choices, nodes)
    if node is None:
        return None
    start, end = text.line_of(node.span.start)
    return Seed(((end, end, text.text[start:end]),), (end,))


def _fact_twice(text: Text, choices: Choices) -> Seed | None:
    return _again(text, choices, ast.FieldLine)


def _unit_twice(text: Text, choices: Choices) -> Seed | None:
    return _again(text, choices, ast.UnitLine)


def _option_twice(text: Text, choices: Choices) -> Seed | None:
    return _again(text, choices, ast.Option)


def _stage_twice(text: Text, choices: Choices) -> Seed | None:
    """Name two stages alike."""
    item = some(choices, [item for item in text.nodes(ast.StagesItem) if len(item.stages) > 1])
    return None if item is None else replaced(item.stages[1].name, item.stages[0].name.span.text)


def _exception_twice(text: Text, choices: Choices) -> Seed | None:
    nodes = [node for node in text.nodes(ast.Except) if not node.items]
    node = some(choices, nodes)
    if node is None:
        return None
    start, end = text.line_of(node.span.start)
    return Seed(((end, end, text.text[start:end]),), (end,))


def _member_twice(text: Text, choices: Choices) -> Seed | None:
    enum = some(choices, text.nodes(ast.Enum))
    if enum is None:
        return None
    return inserted(enum.members[-1].span.end, f"、{enum.members[0].span.text}")


def _unit_named_twice(text: Text, choices: Choices) -> Seed | None:
    items = [item for item in text.nodes(ast.UnitsItem) if item.units]
    item = some(choices, items)
    return None if item is None else inserted(item.units[-1].span.end, f"、{item.units[0].span.text}")


def _entitlement_twice(text: Text, choices: Choices) -> Seed | None:
    """Call an entitlement like another one."""
    parts = [node for node in text.every if isinstance(node, ast.Entitlement | ast.Duty)]
    if len(parts) < 2:
        return None
    place = choices.integer(1, len(parts) - 1)
    return replaced(parts[place].name, parts[0].name.span.text, parts[place].name.name, parts[0].name.name)


def _tier_twice(text: Text, choices: Choices) -> Seed | None:
    tiers = text.nodes(ast.Tier)
    if len(tiers) < 2:
        return None
    return replaced(tiers[-1].name, tiers[0].name.span.text, tiers[-1].name.name, tiers[0].name.name)


def _builtin_type(text: Text, choices: Choices) -> Seed | None:
    enum = some(choices, text.nodes(ast.Enum))
    return None if enum is None else replaced(enum.name, "金额", enum.name.name, *(member.name for member in enum.members))


def _label_twice(text: Text, choices: Choices) -> Seed | None:
    blocks = [block for block in text.nodes(ast.Block) if len([line for line in block.lines if line.label]) > 1]
    block = some(choices, blocks)
    if block is None:
        return None
    labels = [line.label for line in block.lines if line.label]
    return replaced(labels[-1], labels[0].span.text)


def _fact_undeclared(text: Text, choices: Choices) -> Seed | None:
    """Take away the declaration of a fact; whatever speaks of it is its consequence."""
    used = {name.name: name for name, _ in text.named(BindingKind.FACT)}
    lines = [line for one in text.checked.all(ast.Facts) for line in one.lines if isinstance(line, ast.FieldLine)]
    line = some(choices, [line for line in lines if line.name.name in used])
    if line is None or len(lines) < 2:
        return None
    start, end = text.lines_of(line)
    places = tuple(n.span.start for n, _ in text.named(BindingKind.FACT) if n.name == line.name.name)
    return Seed(((start, end, ""),), places, frozenset({line.name.name}))


def _words_joined(text: Text, choices: Choices) -> Seed | None:
    """Leave out the spaces around a word of comparison."""
    found = []
    for one in text.nodes(ast.Comparison):
        left, right = one.left.span, one.right.span
        between = text.text[left.end : right.start]
        alike = isinstance(one.left, ast.Name) and between.strip().isalpha() and not between.isascii()
        if alike and "「" not in left.text and isinstance(one.right, ast.Name | ast.NumberLiteral) and "「" not in right.text:
            found.append((left, right, between))
    one_of = some(choices, found)
    if one_of is None:
        return None
    left, right, between = one_of
    return Seed(((left.end, right.start, between.strip()),), (left.start,), frozenset({left.text, right.text}))


def _tier_as_value(text: Text, choices: Choices) -> Seed | None:
    tiers, facts = text.checked.all(ast.Tier), text.named(BindingKind.FACT)
    name = some(choices, [name for name, _ in facts])
    known = set(text.checked.values) | {one.name for one, _ in text.named(BindingKind.MEMBER)}
    fitting = [tier for tier in tiers if tier.name.name not in known]
    if name is None or not fitting:
        return None
    return replaced(name, fitting[0].name.span.text)


def _duty_as_entitlement(text: Text, choices: Choices) -> Seed | None:
    duties = text.nodes(ast.Duty)
    uses = [name for name, _ in text.named(BindingKind.ENTITLEMENT)]
    use = some(choices, uses)
    return None if use is None or not duties else replaced(use, duties[0].name.span.text)


def _unknown_fact_in_scenario(text: Text, choices: Choices) -> Seed | None:
    scenario = some(choices, [one for one in text.checked.all(ast.Scenario) if one.lines])
    return None if scenario is None else line_after(text, scenario, "    不存在的事实: 3")


KINDS: Mapping[str, Kind] = {
    "fact misspelt": _fact,
    "definition misspelt": _definition,
    "member misspelt": _member,
    "field misspelt": _field,
    "tier misspelt": _tier,
    "unit misspelt": _unit,
    "reading misspelt": _reading,
    "parameter misspelt": _parameter,
    "entitlement misspelt": _entitlement,
    "argument misspelt": _argument,
    "used policy misspelt": _used_policy,
    "type misspelt": _type_name,
    "verb misspelt": _verb,
    "option misspelt": _option,
    "overridden exception misspelt": _overridden,
    "part of a score misspelt": _part_of_score,
    "fact of a trial case misspelt": _in_scenario,
    "expected name misspelt": _in_expectation,
    "fact or field declared twice": _fact_twice,
    "unit declared twice": _unit_twice,
    "option declared twice": _option_twice,
    "stage named twice": _stage_twice,
    "exception named twice": _exception_twice,
    "member declared twice": _member_twice,
    "unit named twice": _unit_named_twice,
    "entitlement or duty named twice": _entitlement_twice,
    "tier declared twice": _tier_twice,
    "enumeration called like a type": _builtin_type,
    "label twice": _label_twice,
    "fact not declared": _fact_undeclared,
    "words without spaces": _words_joined,
    "tier as a value": _tier_as_value,
    "duty as an entitlement": _duty_as_entitlement,
    "unknown fact in a trial case": _unknown_fact_in_scenario,
}
