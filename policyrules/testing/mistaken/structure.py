"""Mistakes of structure: what is missing, stands twice or in the wrong place; and what does not stand in the document.

In: a policy without mistakes. Out: `KINDS`, each of which makes one mistake where there is a place for it, and says where it
is looked for. Whether it is reported is not asked here.
"""

from collections.abc import Mapping

from policyrules.checking.policy import BindingKind
from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.mistaken.places import Kind, Seed, Text, indent_of, inserted, line_after, replaced, some, without
from policyrules.values.modality import verbs_in

#: What can hold items.
_Owner = ast.Policy | ast.Tier | ast.Measure | ast.Entitlement | ast.Duty | ast.Target


def _with_item(text: Text, *keys: str) -> list[tuple[_Owner, ast.Tree]]:
    """Return the items of some keys, each with what it belongs to."""
    owners = [
        node
        for node in text.every
        if isinstance(node, ast.Policy | ast.Tier | ast.Measure | ast.Entitlement | ast.Duty | ast.Target)
    ]
    return [(owner, item) for owner in owners for item in owner.items if getattr(item, "key", None) in keys]


def _missing(text: Text, choices: Choices, *keys: str) -> Seed | None:
    found = some(choices, _with_item(text, *keys))
    if found is None:
        return None
    owner, item = found
    names = [node.name for node in _names_in(item)]
    return without(text, item, owner.name, *names)


def _names_in(node: ast.Tree) -> list[ast.Name]:
    found, waiting = list[ast.Name](), [node]
    while waiting:
        one = waiting.pop()
        found += [one] if isinstance(one, ast.Name) else []
        waiting += ast.children(one)
    return found


def _responsible_missing(text: Text, choices: Choices) -> Seed | None:
    return _missing(text, choices, "responsible")


def _number_missing(text: Text, choices: Choices) -> Seed | None:
    return _missing(text, choices, "number")


def _issuer_missing(text: Text, choices: Choices) -> Seed | None:
    return _missing(text, choices, "issuer")


def _in_force_missing(text: Text, choices: Choices) -> Seed | None:
    return _missing(text, choices, "in_force")


def _source_missing(text: Text, choices: Choices) -> Seed | None:
    return _missing(text, choices, "source")


def _validity_missing(text: Text, choices: Choices) -> Seed | None:
    return _missing(text, choices, "validity")


def _count_missing(text: Text, choices: Choices) -> Seed | None:
    return _missing(text, choices, "count", "by_date")


def _quote_missing(text: Text, choices: Choices) -> Seed | None:
    """Leave out the quote of an entitlement or duty."""
    found = [(owner, item) for owner, item in _with_item(text, "quote") if isinstance(owner, ast.Entitlement | ast.Duty)]
    one = some(choices, found)
    return None if one is None else without(text, one[1], one[0].name)


def _item_twice(text: Text, choices: Choices) -> Seed | None:
    keys = ("number", "issuer", "issued", "responsible", "validity", "rate_ceiling", "cap", "deadline", "count", "by_date")
    found = some(choices, [one for one in _with_item(text, *keys) if "\n" not in one[1].span.text.rstrip()])
    if found is None:
        return None
    start, end = text.line_of(found[1].span.start)
    return Seed(((end, end, text.text[start:end]),), (end,))


def _item_elsewhere(text: Text, choices: Choices) -> Seed | None:
    tier = some(choices, [node for node in text.every if isinstance(node, ast.Tier | ast.Target)])
    return None if tier is None else line_after(text, tier, "    利率上限: 3%")


def _ceiling_beside_an_amount(text: Text, choices: Choices) -> Seed | None:
    found = [(owner, item) for owner, item in _with_item(text, "amount") if isinstance(owner, ast.Entitlement)]
    one = some(choices, found)
    return None if one is None else line_after(text, one[0], f"{indent_of(text, one[1])}利率上限: 3%")


def _cap_without_amount(text: Text, choices: Choices) -> Seed | None:
    plain = [one for one in text.nodes(ast.Entitlement) if not any(getattr(i, "key", "") == "amount" for i in one.items)]
    one = some(choices, [one for one in plain if one.items])
    return None if one is None else line_after(text, one, f"{indent_of(text, one.items[0])}上限: 5万元")


def _cap_per_item_of_one(text: Text, choices: Choices) -> Seed | None:
    given = [owner for owner, _ in _with_item(text, "amount") if isinstance(owner, ast.Entitlement)]
    keys = {owner: {getattr(item, "key", "") for item in owner.items} for owner in given}
    one = some(choices, [owner for owner in given if not keys[owner] & {"per_record", "item_cap"}])
    return None if one is None else line_after(text, one, f"{indent_of(text, one.items[0])}每项上限: 5万元")


def _verb_missing(text: Text, choices: Choices) -> Seed | None:
    part = some(
        choices, [part for part in [node for node in text.every if isinstance(node, ast.Entitlement | ast.Duty)] if part.verb]
    )
    return None if part is None or part.verb is None else replaced(part.verb, "")


def _block_empty(text: Text, choices: Choices) -> Seed | None:
    blocks = [
        block for block in text.nodes(ast.Block) if all(not isinstance(line.condition, ast.Block) for line in block.lines)
    ]
    block = some(choices, blocks)
    if block is None:
        return None
    start, end = text.line_of(block.span.start)[1], text.lines_of(block)[1]
    names = frozenset(node.name for node in _names_in(block))
    return Seed(((start, end, ""),), (block.span.start,), names)


def _definition_empty(text: Text, choices: Choices) -> Seed | None:
    defines = [one for one in text.nodes(ast.Define) if one.type is None and not one.exceptions and not one.items]
    plain = [one for one in defines if one.body is not None and not isinstance(one.body, ast.Block | ast.Table)]
    one = some(choices, plain)
    if one is None or one.body is None:
        return None
    equals = text.text.rfind("=", one.span.start, one.body.span.start)
    names = frozenset({one.name.name, *(node.name for node in _names_in(one.body))})
    return Seed(((equals, one.body.span.end, ":"),), (one.name.span.start,), names)


def _date_of_a_trial_missing(text: Text, choices: Choices) -> Seed | None:
    scenarios = [one for one in text.checked.all(ast.Scenario) if one.title]
    one = some(choices, scenarios)
    if one is None or one.title is None:
        return None
    date = next(line for line in one.lines if isinstance(line, ast.ExpressionItem))
    return without(text, date, one.title)


def _expectations_missing(text: Text, choices: Choices) -> Seed | None:
    expected = (
        ast.ExpectVerdict, ast.ExpectValue, ast.ExpectReason, ast.ExpectMissing, ast.ExpectDefinition, ast.ExpectTotal,
    )  # fmt: skip
    found = []
    for one in text.checked.all(ast.Scenario):
        lines = [line for line in one.lines if isinstance(line, expected)]
        if len(lines) == 1 and one.title is not None and not any(isinstance(line, ast.EachRow) for line in one.lines):
            found.append((one.title, lines[0]))
    pair = some(choices, found)
    return None if pair is None else without(text, pair[1], pair[0])


def _expected_both_ways(text: Text, choices: Choices) -> Seed | None:
    lines = [line for line in text.nodes(ast.ExpectVerdict) if line.kind in ("entitled", "holds")]
    line = some(choices, lines)
    if line is None:
        return None
    word = "应不可享受" if line.kind == "entitled" else "应不持有"
    end = text.line_of(line.span.start)[1]
    new = f"{indent_of(text, line)}{word}: {line.names[0].span.text}\n"
    return Seed(((end, end, new),), (end,))


def _member_of_a_unit_missing(text: Text, choices: Choices) -> Seed | None:
    units = [unit for unit in text.nodes(ast.UnitLine) if len(unit.members) > 1]
    unit = some(choices, units)
    return None if unit is None else without(text, unit.members[-1], unit)


def _unit_of_nothing(text: Text, choices: Choices) -> Seed | None:
    units = some(choices, text.checked.all(ast.Units))
    return None if units is None else line_after(text, units, '    无事办 "无事办"')


def _one_option(text: Text, choices: Choices) -> Seed | None:
    readings = [
        one for one in text.nodes(ast.Reading)
        if len(one.options) == 2 and one.default is not None and one.default.name == one.options[0].name.name
    ]  # fmt: skip
    used = {name.name for name, _ in text.named(BindingKind.MEMBER)}
    one = some(choices, readings)
    if one is None:
        return None
    gone = one.options[1].name.name
    return without(text, one.options[1], one.name, *({gone} & used))


def _reason_missing(text: Text, choices: Choices) -> Seed | None:
    omits = [one for one in text.nodes(ast.Omit) if one.because]
    one = some(choices, omits)
    if one is None or one.because is None:
        return None
    start = one.clause.span.end if one.clause else one.span.start + len(one.span.text.split()[0])
    return Seed(((start, one.because.span.end, ""),), (one.span.start,))


# --- the document -----------------------------------------------------------------------------------------------------


def _quotes(text: Text) -> list[ast.Quote]:
    return [quote for quote in text.nodes(ast.Quote) if len(quote.text.strip()) > 6]


def _word_added(text: Text, choices: Choices) -> Seed | None:
    quote = some(choices, _quotes(text))
    return None if quote is None else inserted(quote.span.end, "并予以公告")


def _words_left_out(text: Text, choices: Choices) -> Seed | None:
    quote = some(choices, _quotes(text))
    if quote is None:
        return None
    first = quote.span.end - len(quote.text.strip())  # the verb stands in the middle
    return Seed(((first + 1, first + 3, ""),), (quote.span.start,))


def _word_changed(text: Text, choices: Choices) -> Seed | None:
    quote = some(choices, _quotes(text))
    if quote is None:
        return None
    first = quote.span.end - len(quote.text.strip())
    return Seed(((first, first + 1, "龘"),), (quote.span.start,))


def _quote_made_up(text: Text, choices: Choices) -> Seed | None:
    quote = some(choices, [quote for quote in _quotes(text) if not verbs_in(quote.text)])
    start = None if quote is None else quote.span.end - len(quote.text.strip())
    return (
        None if quote is None or start is None else Seed(((start, quote.span.end, "凡来者一律加倍发放"),), (quote.span.start,))
    )


def _place_unknown(text: Text, choices: Choices) -> Seed | None:
    clauses = [
        one.clause
        for one in [node for node in text.every if isinstance(node, ast.Measure | ast.Tier | ast.Target)]
        if one.clause
    ]
    clause = some(choices, clauses)
    return None if clause is None else replaced(clause, "@九十(九)")


def _title_changed(text: Text, choices: Choices) -> Seed | None:
    measures = [one.title for one in text.nodes(ast.Measure) if one.title and one.clause]
    title = some(choices, measures)
    return None if title is None else replaced(title, f'"{title.text}龘"')


def _number_wrong(text: Text, choices: Choices) -> Seed | None:
    found = [item for _, item in _with_item(text, "number", "issuer") if isinstance(item, ast.TextItem)]
    item = some(choices, found)
    if item is None:
        return None
    start = text.text.index(item.text, item.span.start)
    return Seed(((start, start + len(item.text), f"龘{item.text}龘"),), (item.span.start,))


def _day_of_issue_wrong(text: Text, choices: Choices) -> Seed | None:
    found = [item for _, item in _with_item(text, "issued") if isinstance(item, ast.ExpressionItem)]
    item = some(choices, found)
    return None if item is None else replaced(item.value, "1987-06-05")


def _verb_of_another_sentence(text: Text, choices: Choices) -> Seed | None:
    parts = [part for part in [node for node in text.every if isinstance(node, ast.Entitlement | ast.Duty)] if part.verb]
    said = {part: "".join(q.text for i in part.items if isinstance(i, ast.QuotesItem) for q in i.quotes) for part in parts}
    part = some(choices, [part for part in parts if "调动" not in said[part]])
    return None if part is None or part.verb is None else replaced(part.verb, "调动")


def _unit_left_out(text: Text, choices: Choices) -> Seed | None:
    items = [
        item for owner, item in _with_item(text, "responsible")
        if isinstance(item, ast.UnitsItem) and len(item.units) > 1 and not item.inferred
    ]  # fmt: skip
    used = [name.name for name, _ in text.named(BindingKind.UNIT)]
    item = some(choices, [item for item in items if used.count(item.units[-1].name) > 1 and _is_in_bracket(text, item)])
    if item is None:
        return None
    return Seed(((item.units[-2].span.end, item.units[-1].span.end, ""),), (item.span.start,))


def _is_in_bracket(text: Text, item: ast.UnitsItem) -> bool:
    """Say whether the document lists the units in a bracket, where it can be seen that one is missing."""
    document = text.checked.document
    title = next(line.title.text for line in text.nodes(ast.UnitLine) if line.name.name == item.units[-1].name)
    return document is not None and any(sign + title in document.text for sign in ("、", ", "))


def _unit_of_another_measure(text: Text, choices: Choices) -> Seed | None:
    """Name a unit as responsible that the document does not name there."""
    document = text.checked.document
    lines = text.nodes(ast.UnitLine)
    items = [i for _, i in _with_item(text, "responsible") if isinstance(i, ast.UnitsItem) and i.units and not i.inferred]
    item = some(choices, items)
    if item is None or document is None:
        return None
    fitting = [line for line in lines if line.title.text not in document.text]
    return None if not fitting else inserted(item.units[-1].span.end, f"、{fitting[0].name.span.text}")


KINDS: Mapping[str, Kind] = {
    "responsible unit missing": _responsible_missing,
    "number of the document missing": _number_missing,
    "issuer missing": _issuer_missing,
    "time in force missing": _in_force_missing,
    "source missing": _source_missing,
    "validity missing": _validity_missing,
    "figure of a target missing": _count_missing,
    "quote missing": _quote_missing,
    "item twice": _item_twice,
    "item where it does not belong": _item_elsewhere,
    "ceiling beside an amount": _ceiling_beside_an_amount,
    "cap without an amount": _cap_without_amount,
    "cap per item of a single award": _cap_per_item_of_one,
    "verb missing": _verb_missing,
    "block without lines": _block_empty,
    "definition without a body": _definition_empty,
    "trial case without a date": _date_of_a_trial_missing,
    "trial case that expects nothing": _expectations_missing,
    "expected both ways": _expected_both_ways,
    "member of a unit missing": _member_of_a_unit_missing,
    "unit that answers for nothing": _unit_of_nothing,
    "reading with one option": _one_option,
    "left out without a reason": _reason_missing,
    "quote with words added": _word_added,
    "quote with words left out": _words_left_out,
    "quote with a sign changed": _word_changed,
    "quote that is made up": _quote_made_up,
    "place that the document does not have": _place_unknown,
    "title that the document does not have": _title_changed,
    "number or issuer that the document does not have": _number_wrong,
    "day of issue that the document does not have": _day_of_issue_wrong,
    "verb that is not in the quote": _verb_of_another_sentence,
    "responsible unit left out": _unit_left_out,
    "responsible unit that the document does not name": _unit_of_another_measure,
}
