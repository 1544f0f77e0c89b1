"""Lowering: checked policies become a program, and each of them an outline.

In: `CheckedPolicy`s without errors. Out: `Lowered` or `LoweredBook`, after which nothing reads the syntax tree any more. Raises
`PolicyError` where a policy that is right is too large to be decided.

Each policy of a book is lowered alone too: that is what its decision is told by. The answers of the book answer it, since
every question of its own is one of the book's.

A definition is lowered when something uses it, once, whichever policy that is. A tier is held by its condition alone: being
recognised does not end with the policy.
"""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from policyrules.checking.constants import day, number
from policyrules.checking.policy import CheckedPolicy, item
from policyrules.checking.standing import supersessions
from policyrules.core.awards import Awards
from policyrules.core.conditions import Conditions
from policyrules.core.digest import policy_digest
from policyrules.core.documents import Documents
from policyrules.core.ids import node_ids
from policyrules.core.invariants import check_invariants
from policyrules.core.items import clause_of, date_item, expression_item, named, quotes, text_item, text_items, title_of
from policyrules.core.measures import Measures
from policyrules.core.outline import (
    DeterminationSpec,
    Lowered,
    LoweredBook,
    Outline,
    Part,
    Supersession,
    TargetSpec,
    UnitSpec,
)
from policyrules.core.places import places
from policyrules.core.program import Program, Relation
from policyrules.core.questions import Asked, one_line
from policyrules.core.requirements import Requirements
from policyrules.core.scopes import Builder, Scope
from policyrules.core.tiers import tier_spec
from policyrules.core.together import Together, together
from policyrules.core.totals import Totals
from policyrules.syntax import ast


def lower(policy: CheckedPolicy, beside: Sequence[CheckedPolicy] = ()) -> Lowered:
    """Return the program and the outline of a policy that was checked without errors.

    It gives way to those `beside` it that take its place.
    """
    return _lower_alone(together((policy,)), [one.head for one in beside])


def lower_book(policies: Sequence[CheckedPolicy]) -> LoweredBook:
    """Return one program for several policies, with those that they use, and what each of them is alone."""
    world = together(policies)
    program, _ = _lowered(world, ())
    heads = [one.head for one in world.all]
    return LoweredBook(program, tuple(_part(policy, heads, program, world) for policy in policies))


def _part(policy: CheckedPolicy, beside: Sequence[ast.Policy], program: Program, book: Together) -> Part:
    world = together((policy,))
    alone = _lower_alone(world, beside)
    names = {name: book.names[declaration] for declaration, name in world.names.items()}
    return Part(alone, places(alone.program, program, names), names)


def _lower_alone(world: Together, beside: Sequence[ast.Policy]) -> Lowered:
    program, (outline,) = _lowered(world, beside)
    return Lowered(program, outline)


def _lowered(world: Together, beside: Sequence[ast.Policy]) -> tuple[Program, tuple[Outline, ...]]:
    root = Scope(0)
    documents = Documents.of(world, Builder(root), beside)
    outlines = tuple(_outline(policy, documents) for policy in world.policies)
    relations = tuple(relation for policy in world.all for relation in _relations(policy, documents.conditions(policy)))
    used = [documents.used(policy) for policy in world.policies]
    nodes = tuple(root.nodes)
    program = Program(nodes, node_ids(nodes), *world.inputs(nodes), relations)
    check_invariants(program)
    return program, tuple(evolve(one, used=specs) for one, specs in zip(outlines, used, strict=True))


def _outline(policy: CheckedPolicy, documents: Documents) -> Outline:
    head, conditions, in_force = policy.head, documents.conditions(policy), documents.windows(policy)
    requirements = Requirements(conditions, in_force)
    awards = Awards(conditions, requirements, _measures_of(policy))
    conditions.expressions.entitlement = awards.meaning
    measures = Measures(conditions, requirements, awards)
    return Outline(
        name=head.name.name,
        title=title_of(head),
        number=text_item(head.items, "number"),
        issuer=text_item(head.items, "issuer"),
        issued=date_item(head.items, "issued"),
        language=text_item(head.items, "language") or "zh",
        digest=policy_digest(policy),
        in_force=in_force[0][0] if in_force else None,
        in_force_site=in_force[0][1].site if in_force else None,
        units=tuple(_unit(line) for units in policy.all(ast.Units) for line in units.lines),
        tiers=tuple(tier_spec(tier, conditions) for tier in policy.all(ast.Tier)),
        measures=tuple(measures.measure(measure) for measure in policy.all(ast.Measure)),
        targets=tuple(_target(target, conditions) for target in policy.all(ast.Target)),
        scores=tuple(conditions.score(score) for score in policy.all(ast.Score)),
        determinations=tuple(_determination(one, conditions) for one in policy.determined),
        asked=tuple(dict(_asked(policy, conditions)).items()),
        supersedes=tuple(Supersession(*one) for one in supersessions(head, "supersedes")),
        superseded_by=documents.superseded_by(policy),
        total=Totals(conditions, lambda part: awards.question(part, Asked.PAYABLE).ref).total(),
    )


def _measures_of(policy: CheckedPolicy) -> Mapping[ast.Entitlement, ast.Measure]:
    """Return under which measure each entitlement stands."""
    parts = ((part, measure) for measure in policy.all(ast.Measure) for part in measure.items)
    return {part: measure for part, measure in parts if isinstance(part, ast.Entitlement)}


def _asked(policy: CheckedPolicy, conditions: Conditions) -> Iterator[tuple[str, int]]:
    """Yield the values that scenarios expect something of, with their nodes."""
    lines = (line for scenario in policy.all(ast.Scenario) for line in scenario.lines)
    for line in lines:
        if isinstance(line, ast.ExpectDefinition | ast.EachRow):
            yield named(line.target), conditions.index(conditions.one(line.target, conditions.env()).ref)


def _determination(definition: ast.Define, conditions: Conditions) -> DeterminationSpec:
    asked = conditions.expressions.run(conditions.expressions.determined(definition, conditions.env()), definition)
    return DeterminationSpec(
        name=definition.name.name,
        title=title_of(definition),
        clause=clause_of(definition),
        node=conditions.index(asked.ref),
        site=asked.site,
        quotes=quotes(definition.items, "quote"),
        line=definition.span.first.line,
    )


def _relations(policy: CheckedPolicy, conditions: Conditions) -> tuple[Relation, ...]:
    lines = (line for facts in policy.all(ast.Facts) for line in facts.lines)
    return tuple(_relation(line, conditions) for line in lines if isinstance(line, ast.Always))


def _relation(line: ast.Always, conditions: Conditions) -> Relation:
    asked = conditions.one(line.condition, conditions.env())
    return Relation(line.label.name if line.label else one_line(line.condition.span), conditions.index(asked.ref))


def _unit(line: ast.UnitLine) -> UnitSpec:
    renames = sorted((begins, rename.title.text) for rename in line.renames if (begins := day(rename.begins)))
    return UnitSpec(
        line.name.name,
        ((None, line.title.text), *renames),
        line.by.name if line.by else None,
        tuple((member.name.name, member.title.text) for member in line.members),
    )


def _target(target: ast.Target, conditions: Conditions) -> TargetSpec:
    counts = item(target.items, "counts")
    assert isinstance(counts, ast.ConditionItem)
    asked = conditions.one(counts.condition, conditions.env())
    count, by = number(expression_item(target.items, "count")), date_item(target.items, "by_date")
    assert count is not None and by is not None
    quoted = quotes(target.items, "quote")
    return TargetSpec(
        name=target.name.name,
        title=title_of(target),
        clause=clause_of(target),
        count=int(count),
        by=by,
        counts=conditions.index(asked.ref),
        quotes=quoted,
        line=target.span.first.line,
        site=evolve(asked.site, clause=clause_of(target), quotes=quoted),
        notes=text_items(target.items, "note"),
    )
