"""Rules over several awards: the highest only, a choice of one, the difference only, a cap on the sum.

In: a tree whose names are collected. Out: `PlacedRule`s from the innermost to the outermost, and diagnostics. A rule
governs the awards that it names, or all below it; of two rules either one governs all awards of the other, or they have
none in common.
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from policyrules.checking.awards import Awards
from policyrules.checking.declarations import OUTSIDE
from policyrules.checking.findings import label
from policyrules.checking.mentions import entitlement
from policyrules.checking.policy import item
from policyrules.syntax import ast

#: The keys of rules. Where two rules govern the same awards, the cap comes after the other.
RULE_KEYS = ("highest_only", "choose_one", "top_up", "total_cap")


@frozen(eq=False)
class PlacedRule:
    """A rule with the awards that it governs, in the order of the document; `measure` is `None` for one of the policy."""

    rule: ast.RuleItem
    measure: ast.Measure | None
    awards: tuple[ast.Entitlement, ...]

    @property
    def order(self) -> tuple[int, bool, bool, int]:
        """From the inside to the outside: fewer awards, the measure before the policy, the cap after the others."""
        return len(self.awards), self.measure is None, self.rule.key == "total_cap", self.rule.span.start


def placed_rules(tree: ast.File) -> tuple[PlacedRule, ...]:
    """Return the rules of a policy from the innermost to the outermost."""
    found = [PlacedRule(rule, measure, _governed(rule, below)) for rule, measure, below in _rules(tree)]
    return tuple(sorted(found, key=lambda placed: placed.order))


def all_awards(tree: ast.File) -> tuple[ast.Entitlement, ...]:
    """Return the entitlements that give money, in the order of the document."""
    measures = (one for one in tree.declarations if isinstance(one, ast.Measure))
    return tuple(award for measure in measures for award in _awards(measure))


def _awards(measure: ast.Measure) -> Iterator[ast.Entitlement]:
    for part in measure.items:
        if isinstance(part, ast.Entitlement) and item(part.items, "amount") is not None:
            yield part


def _rules(tree: ast.File) -> Iterator[tuple[ast.RuleItem, ast.Measure | None, tuple[ast.Entitlement, ...]]]:
    for declaration in tree.declarations:
        if not isinstance(declaration, ast.Policy | ast.Measure):
            continue
        measure = declaration if isinstance(declaration, ast.Measure) else None
        below = all_awards(tree) if measure is None else tuple(_awards(measure))
        yield from ((rule, measure, below) for rule in declaration.items if isinstance(rule, ast.RuleItem))


def _governed(rule: ast.RuleItem, below: Sequence[ast.Entitlement]) -> tuple[ast.Entitlement, ...]:
    if not rule.awards:
        return tuple(below)
    named = {name.name for name in rule.awards}
    return tuple(award for award in below if award.name.name in named)


# --- checking -----------------------------------------------------------------------------------------------------------


def check_rules(tree: ast.File, awards: Awards) -> None:
    """Report rules that govern what is not there, and rules that cross."""
    rules = placed_rules(tree)
    for placed in sorted(rules, key=lambda placed: placed.rule.span.start):
        _names(placed, awards)
        if placed.rule.value is not None:
            awards.cap(placed.rule.value, OUTSIDE, positive=placed.rule.key == "total_cap")
    _nesting(rules, awards)
    for declaration in tree.declarations:
        if isinstance(declaration, ast.Policy | ast.Measure):
            stages = item(declaration.items, "stages")
            if isinstance(stages, ast.StagesItem):
                awards.stages(stages)


def _names(placed: PlacedRule, awards: Awards) -> None:
    rule, findings = placed.rule, awards.findings
    before = len(findings.diagnostics)
    first: dict[str, ast.Name] = {}
    for name in rule.awards:
        if first.setdefault(name.name, name) is not name:
            findings.error("award-twice", name, [label(first[name.name], "label-first")], name=name.name)
            continue
        declared = entitlement(awards.types.resolver, name)
        if declared is None or declared in placed.awards:
            continue
        code = "rule-award-elsewhere" if item(declared.items, "amount") is not None else "expected-no-amount"
        findings.error(code, name, [label(declared.name, "label-declared")], name=name.name)
    least = 1 if rule.key == "total_cap" else 2
    if len(placed.awards) < least and len(findings.diagnostics) == before and not awards.declarations.lost.lines:
        findings.error("rule-of-too-few", rule, item=(f"item-{rule.key}",), count=str(least))


def _nesting(rules: Sequence[PlacedRule], awards: Awards) -> None:
    """Report rules that cross. Each rule is held against the outermost rules so far of the awards that it governs."""
    around: dict[ast.Entitlement, PlacedRule] = {}
    for placed in rules:
        own = set(placed.awards)
        for inner in dict.fromkeys(around[award] for award in placed.awards if award in around):
            others = [award.name.name for award in inner.awards if award not in own]
            if others:
                first, second = sorted((inner, placed), key=lambda one: one.rule.span.start)
                names = {"name": others[0], "first": _shown(first.rule), "second": _shown(second.rule)}
                awards.findings.error("rules-cross", second.rule, [label(first.rule, "label-other-rule")], **names)
            elif _says_twice(inner, placed):
                awards.findings.error("rule-twice", placed.rule, [label(inner.rule, "label-first")])
        around.update(dict.fromkeys(placed.awards, placed))


def _says_twice(inner: PlacedRule, outer: PlacedRule) -> bool:
    """Say whether two rules at one place are about the same awards, and both caps or both no caps."""
    same = inner.measure is outer.measure and len(inner.awards) == len(outer.awards)
    return same and (inner.rule.key == "total_cap") == (outer.rule.key == "total_cap")


def _shown(rule: ast.RuleItem) -> str:
    return " ".join(rule.span.text.split())
