"""Rules over several awards: the highest only, a choice of one, the difference only, a cap on the sum.

In: trees whose names are bound. Out: `PlacedRule`s from the innermost to the outermost, and diagnostics. A rule governs the
awards that it names, of its own policy or of those that this one uses, or all below it; of two rules, of one policy or of two,
either one governs all awards of the other, or they have none in common.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from policyrules.checking.awards import Awards
from policyrules.checking.declarations import OUTSIDE
from policyrules.checking.findings import Findings, label
from policyrules.checking.lost import Lost
from policyrules.checking.policy import Binding, CheckedPolicy, item
from policyrules.syntax import ast

#: The keys of rules. Where two rules govern the same awards, the cap comes after the other.
RULE_KEYS = ("highest_only", "choose_one", "top_up", "total_cap")

#: No more rules than these stand in one another.
DEEPEST = 64


@frozen(eq=False)
class PlacedRule:
    """A rule with the awards that it governs: its own in the order of the document, then those of other policies.

    `measure` is `None` for one of the policy. `rank` is the place of its policy among several.
    """

    rule: ast.RuleItem
    measure: ast.Measure | None
    awards: tuple[ast.Entitlement, ...]
    rank: int = 0

    @property
    def order(self) -> tuple[int, bool, bool, int, int]:
        """From the inside to the outside: fewer awards, the measure before the policy, the cap after the others."""
        return len(self.awards), self.measure is None, self.rule.key == "total_cap", *self.place

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands: in which policy, and where there."""
        return self.rank, self.rule.span.start


def placed_rules(tree: ast.File, bindings: Mapping[ast.Name, Binding], rank: int = 0) -> tuple[PlacedRule, ...]:
    """Return the rules of a policy from the innermost to the outermost."""
    rules = _rules(tree)
    found = [PlacedRule(rule, measure, _governed(rule, below, bindings), rank) for rule, measure, below in rules]
    return tuple(sorted(found, key=lambda placed: placed.order))


def rules_of(policies: Iterable[CheckedPolicy]) -> tuple[PlacedRule, ...]:
    """Return the rules of several policies from the innermost to the outermost."""
    found = (placed_rules(policy.tree, policy.bindings, rank) for rank, policy in enumerate(policies))
    return tuple(sorted((placed for rules in found for placed in rules), key=lambda placed: placed.order))


def all_awards(tree: ast.File) -> tuple[ast.Entitlement, ...]:
    """Return the entitlements that give money, in the order of the document."""
    measures = (one for one in tree.declarations if isinstance(one, ast.Measure))
    return tuple(award for measure in measures for award in _awards(measure))


def may_give_money(lost: Lost) -> bool:
    """Say whether any entitlement gives money, or might: its amount may stand in a line that could not be read."""
    return bool(all_awards(lost.tree) or lost.lines)


def _awards(measure: ast.Measure) -> Iterator[ast.Entitlement]:
    yield from (part for part in measure.items if isinstance(part, ast.Entitlement) and _gives_money(part))


def _gives_money(part: ast.Entitlement) -> bool:
    return item(part.items, "amount") is not None


def _rules(tree: ast.File) -> Iterator[tuple[ast.RuleItem, ast.Measure | None, tuple[ast.Entitlement, ...]]]:
    for declaration in tree.declarations:
        if not isinstance(declaration, ast.Policy | ast.Measure):
            continue
        measure = declaration if isinstance(declaration, ast.Measure) else None
        below = all_awards(tree) if measure is None else tuple(_awards(measure))
        yield from ((rule, measure, below) for rule in declaration.items if isinstance(rule, ast.RuleItem))


def _governed(
    rule: ast.RuleItem, below: Sequence[ast.Entitlement], bindings: Mapping[ast.Name, Binding]
) -> tuple[ast.Entitlement, ...]:
    if not rule.awards:
        return tuple(below)
    bound = (bindings.get(ast.last_name(name)) for name in rule.awards)
    named = dict.fromkeys(one.declaration for one in bound if one is not None and isinstance(one.declaration, ast.Entitlement))
    of_others = (award for award in named if award.span.source is not rule.span.source and _gives_money(award))
    return (*(award for award in below if award in named), *of_others)


# --- checking -----------------------------------------------------------------------------------------------------------


def check_rules(tree: ast.File, awards: Awards, used: Sequence[CheckedPolicy]) -> None:
    """Report rules that govern what is not there, and rules that cross; `used` are the policies whose rules hold too."""
    for rule, _, below in _rules(tree):
        _check(rule, below, awards)
    rules = placed_rules(tree, awards.findings.bindings, len(used))
    others = rules_of(used)
    ordered = sorted((*rules, *others), key=lambda placed: placed.order)
    bound = awards.findings.bindings
    # What a rule governs is open where a name of it is unknown, which is reported.
    doubtful = {rule for rule, _, _ in _rules(tree) if any(ast.last_name(name) not in bound for name in rule.awards)}

    def is_asked(first: PlacedRule, second: PlacedRule) -> bool:
        return len(used) in (first.rank, second.rank) and doubtful.isdisjoint((first.rule, second.rule))

    check_nesting(ordered, awards.findings, is_asked)
    for declaration in tree.declarations:
        if isinstance(declaration, ast.Policy | ast.Measure):
            stages = item(declaration.items, "stages")
            if isinstance(stages, ast.StagesItem):
                awards.stages(stages)


def _check(rule: ast.RuleItem, below: Sequence[ast.Entitlement], awards: Awards) -> None:
    """Bind the awards that a rule names, and report those that it cannot govern."""
    findings = awards.findings
    before = len(findings.diagnostics)
    for declared, name in awards.named(rule).items():
        labels = [label(declared.name, "label-declared")]
        if not _gives_money(declared):
            findings.error("expected-no-amount", name, labels, name=name.span.text)
        elif isinstance(name, ast.Name) and declared not in below:
            findings.error("rule-award-elsewhere", name, labels, name=name.name)
    least = 1 if rule.key == "total_cap" else 2
    governed = _governed(rule, below, findings.bindings)
    if len(governed) < least and len(findings.diagnostics) == before and not awards.declarations.lost.lines:
        findings.error("rule-of-too-few", rule, item=(f"item-{rule.key}",), count=str(least))
    if rule.value is not None:
        awards.cap(rule.value, OUTSIDE, positive=rule.key == "total_cap")


def check_nesting(rules: Sequence[PlacedRule], findings: Findings, is_asked: Callable[[PlacedRule, PlacedRule], bool]) -> None:
    """Report rules that cross or contradict each other, of the pairs that are asked about.

    `rules` stand from the innermost to the outermost. Each is held against the outermost so far of the awards that it governs.
    """
    around: dict[ast.Entitlement, PlacedRule] = {}
    depths: dict[PlacedRule, int] = {}
    for placed in rules:
        within = list(dict.fromkeys(around[award] for award in placed.awards if award in around))
        depths[placed] = 1 + max((depths[inner] for inner in within), default=0)
        for inner in within:
            first, second = sorted((inner, placed), key=lambda one: one.place)
            if is_asked(first, second):
                _check_pair(inner, placed, first, second, findings)
                if depths[placed] == DEEPEST + 1 and depths[inner] == DEEPEST:
                    findings.error("rules-too-deep", placed.rule, limit=str(DEEPEST))
        around.update(dict.fromkeys(placed.awards, placed))


def _check_pair(inner: PlacedRule, outer: PlacedRule, first: PlacedRule, second: PlacedRule, findings: Findings) -> None:
    """Hold a rule against one that governs some of its awards; `first` of the two is the one that is written first."""
    names = {"first": _shown(first.rule), "second": _shown(second.rule)}
    governed = set(outer.awards)
    others = [award.name.name for award in inner.awards if award not in governed]
    if others:
        findings.error("rules-cross", second.rule, [label(first.rule, "label-other-rule")], name=others[0], **names)
    elif _says_twice(inner, outer):
        findings.error("rule-twice", outer.rule, [label(inner.rule, "label-first")])
    elif _contradicts(inner, outer):
        findings.error("rules-contradict", second.rule, [label(first.rule, "label-other-rule")], **names)


def _says_twice(inner: PlacedRule, outer: PlacedRule) -> bool:
    """Say whether two rules at one place are about the same awards, and both caps or both no caps."""
    same = inner.rank == outer.rank and inner.measure is outer.measure and len(inner.awards) == len(outer.awards)
    return same and (inner.rule.key == "total_cap") == (outer.rule.key == "total_cap")


def _contradicts(inner: PlacedRule, outer: PlacedRule) -> bool:
    """Say whether two policies rule over the same awards, and one of them takes off what was received."""
    same = inner.rank != outer.rank and len(inner.awards) == len(outer.awards)
    keys = (inner.rule.key, outer.rule.key)
    return same and "top_up" in keys and "total_cap" not in keys


def _shown(rule: ast.RuleItem) -> str:
    return " ".join(rule.span.text.split())
