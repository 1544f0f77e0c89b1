"""Lowering: checked policies become a program, and each of them an outline.

In: `CheckedPolicy`s without errors. Out: `Lowered` or `LoweredBook`, after which nothing reads the syntax tree any more. Raises
`PolicyError` where a policy that is right is too large to be decided.

Each policy of a book is lowered alone too: that is what its decision is told by. The answers of the book answer it, since
every question of its own is one of the book's.

A definition is lowered when something uses it, once, whichever policy that is. A tier is held by its condition alone: being
recognised does not end with the policy.
"""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from policyrules.checking.constants import day, number
from policyrules.checking.policy import CheckedPolicy, item
from policyrules.checking.standing import supersessions
from policyrules.core.awards import Awards
from policyrules.core.conditions import Conditions
from policyrules.core.digest import policy_digest
from policyrules.core.documents import Documents, measures_of
from policyrules.core.ids import node_ids
from policyrules.core.invariants import check_invariants
from policyrules.core.items import clause_of, date_item, expression_item, language_of, named, notes, quotes, text_item, title_of
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
    Window,
)
from policyrules.core.places import Places
from policyrules.core.program import Program, Relation
from policyrules.core.properties import Properties
from policyrules.core.questions import Asked, one_line
from policyrules.core.requirements import Requirements
from policyrules.core.scopes import Builder, Ref, Scope
from policyrules.core.tiers import tier_spec
from policyrules.core.together import Together, together
from policyrules.core.totals import Totals
from policyrules.source import Source
from policyrules.syntax import ast


def lower(policy: CheckedPolicy) -> Lowered:
    """Return the program and the outline of a policy that was checked without errors."""
    return _alone(together((policy,)), ())


def lower_book(policies: Sequence[CheckedPolicy]) -> LoweredBook:
    """Return one program for several policies, with those that they use, and what each of them is alone."""
    world = together(policies)
    lowering = _Lowering.of(world, ())
    for policy in world.policies:
        lowering.outline(policy)
    total = lowering.totals(world.all).total(world.policies)
    program, superseding = lowering.program(), lowering.documents.superseding
    places = Places(program)

    def part(policy: CheckedPolicy) -> Part:
        own = together((policy,))
        alone = _alone(own, superseding)
        names = {name: world.names[declaration] for declaration, name in own.names.items()}
        return Part(alone, places.of(alone.program, names), names)

    return LoweredBook(program, tuple(map(part, policies)), total)


def _alone(world: Together, beside: Sequence[ast.Policy]) -> Lowered:
    lowering, (policy,) = _Lowering.of(world, beside), world.policies
    outline = lowering.outline(policy)
    return Lowered(lowering.program(), outline)


@frozen(eq=False)
class _Lowering:
    """Policies that are being lowered into one program."""

    world: Together
    root: Scope
    documents: Documents
    awards: Mapping[Source, Awards]

    @staticmethod
    def of(world: Together, beside: Sequence[ast.Policy]) -> "_Lowering":
        root = Scope(0)
        documents = Documents.of(world, Builder(root), beside)
        return _Lowering(world, root, documents, {policy.source: _awards(policy, documents) for policy in world.all})

    def program(self) -> Program:
        """Return the program of all that was lowered."""
        policies = self.world.all
        relations = (relation for policy in policies for relation in _relations(policy, self.documents.conditions(policy)))
        relations_of_all, nodes = tuple(relations), tuple(self.root.nodes)
        program = Program(nodes, node_ids(nodes), *self.world.inputs(nodes), relations_of_all)
        check_invariants(program)
        return program

    def outline(self, policy: CheckedPolicy) -> Outline:
        """Lower a policy, and what it rests on."""
        outline = _outline(policy, self.documents, self.awards[policy.source])
        total = self.totals(self.documents.around(policy)).total([policy])
        awards = self.awards[policy.source]
        properties = Properties(awards.conditions, awards.requirements.in_force, total)
        required = tuple(properties.property(one) for one in policy.all(ast.Property))
        return evolve(outline, total=total, properties=required, used=self.documents.used(policy, self._windows))

    def totals(self, policies: Sequence[CheckedPolicy]) -> Totals:
        """Return what lowers the totals of policies, whose rules all hold."""
        return Totals(policies, Builder(self.root), self._payable, self._amount, self.documents.conditions)

    def _amount(self, part: ast.Entitlement) -> int:
        return self.awards[part.span.source].amounts[part].node

    def _payable(self, part: ast.Entitlement) -> Ref:
        return self.awards[part.span.source].question(part, Asked.PAYABLE).ref

    def _windows(self, part: ast.Entitlement) -> tuple[Window, ...]:
        return self.awards[part.span.source].windows.get(part, ())


def _awards(policy: CheckedPolicy, documents: Documents) -> Awards:
    """Let the entitlements of a policy be lowered, its own and where others speak of them."""
    conditions = documents.conditions(policy)
    awards = Awards(conditions, Requirements(conditions, documents.windows(policy)), measures_of(policy))
    conditions.expressions.entitlement = awards.meaning
    return awards


def _outline(policy: CheckedPolicy, documents: Documents, awards: Awards) -> Outline:
    head, conditions, in_force = policy.head, awards.conditions, awards.requirements.in_force
    measures = Measures(conditions, awards.requirements, awards)
    return Outline(
        name=head.name.name,
        title=title_of(head),
        number=text_item(head.items, "number"),
        issuer=text_item(head.items, "issuer"),
        issued=date_item(head.items, "issued"),
        language=language_of(head),
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
    )


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
        notes=notes(target.items),
    )
