"""Policies that are decided together: what can only be wrong between them.

In: checked policies, some of which may use others. Out: everything that is wrong, file by file: what is wrong with each, and
where two of them do not fit together. What is wrong between a policy and those that it uses is found when it is checked, and
not said again.
"""

from collections.abc import Mapping, Sequence

from attrs import define, field

from policyrules.checking.agreement import difference
from policyrules.checking.findings import Findings, label
from policyrules.checking.policy import Binding, CheckedPolicy, facts_among, item, used_by
from policyrules.checking.rules import PlacedRule, check_nesting, rules_of
from policyrules.checking.standing import folded_number
from policyrules.diagnostics import Diagnostic, by_place
from policyrules.source import Source
from policyrules.syntax import ast


def check_together(policies: Sequence[CheckedPolicy]) -> tuple[tuple[Diagnostic, ...], ...]:
    """Return what is wrong in each of the policies, in their order, each thing once.

    Of a policy that is only used, it stands with the first one that uses it.
    """
    together = _Together(policies)
    together.names()
    together.numbers()
    together.facts()
    together.rules()
    between = [(one, one.span.source) for one in together.findings.diagnostics if one.span is not None]
    own = {policy.source for policy in policies}
    said: set[int] = set()
    found = []
    for policy in policies:
        used = {one.source for one in together.circles[policy]} - own
        beside = [one for one, source in between if source is policy.source]
        of_used = [one for one, source in between if source in used and id(one) not in said]
        here = [one for one in policy.diagnostics if not _is_elsewhere(one, policy, own) and id(one) not in said]
        said.update(map(id, (*here, *of_used)))
        at_home = [one for one in here if one.span is None or one.span.source is policy.source]
        found.append((*by_place((*at_home, *beside)), *(one for one in here if one not in at_home), *of_used))
    return tuple(found)


def _is_elsewhere(diagnostic: Diagnostic, policy: CheckedPolicy, sources: set[Source]) -> bool:
    """Say whether a diagnostic is about another of the policies, where it is said."""
    source = None if diagnostic.span is None else diagnostic.span.source
    return source is not None and source is not policy.source and source in sources


@define(eq=False)
class _Together:
    """The policies, with those that they use, and what is found between them."""

    policies: Sequence[CheckedPolicy]
    findings: Findings = field(factory=Findings, init=False)
    every: tuple[CheckedPolicy, ...] = field(init=False)
    circles: Mapping[CheckedPolicy, frozenset[CheckedPolicy]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        used = used_by([one for policy in self.policies for one in policy.used])
        # Those that are only used come first, so that what is wrong is said of a policy that was asked for.
        only_used = (policy for policy in used if policy not in set(self.policies))
        self.every = tuple(policy for policy in (*only_used, *self.policies) if policy.all(ast.Policy))
        self.circles = {policy: frozenset((policy, *used_by(policy.used))) for policy in self.policies}

    def were_compared(self, one: CheckedPolicy, other: CheckedPolicy) -> bool:
        """Say whether two policies were held against each other already: one uses the other, or a third one both."""
        return any(one in circle and other in circle for circle in self.circles.values())

    def names(self) -> None:
        """Report policies of one name."""
        first: dict[str, CheckedPolicy] = {}
        for policy in self.every:
            name = policy.head.name
            before = first.setdefault(name.name, policy)
            if before is not policy and not self.were_compared(before, policy):
                self.findings.error("policy-name-taken", name, [label(before.head.name, "label-declared")], name=name.name)

    def numbers(self) -> None:
        """Report policies that are one and the same document."""
        first: dict[str, CheckedPolicy] = {}
        for policy in self.policies:
            number = item(policy.head.items, "number") if policy.all(ast.Policy) else None
            if not isinstance(number, ast.TextItem):
                continue
            before = first.setdefault(folded_number(number.text), policy)
            if before is not policy:
                names = {"name": policy.head.name.name, "other": before.head.name.name, "number": number.text}
                self.findings.warning("number-taken", number, **names)

    def facts(self) -> None:
        """Report facts that two policies declare in different ways."""
        first: dict[str, tuple[Binding, CheckedPolicy]] = {}
        for policy in self.every:
            for name, fact in facts_among(policy.values).items():
                before, other = first.setdefault(name, (fact, policy))
                what = None if before is fact else difference(before, fact)
                if what is None or before.declaration is None or not isinstance(fact.declaration, ast.FieldLine):
                    continue
                if not self.were_compared(other, policy):
                    labels = [label(before.declaration, "label-declared")]
                    self.findings.error("fact-differs", fact.declaration.name, labels, name=name, what=(what,))

    def rules(self) -> None:
        """Report rules over awards that cross, or contradict each other."""

        def is_asked(first: PlacedRule, second: PlacedRule) -> bool:
            one, other = self.every[first.rank], self.every[second.rank]
            # Of two that a third one uses, the third one says nothing.
            return other not in self.circles.get(one, ()) and one not in self.circles.get(other, ())

        check_nesting(rules_of(self.every), self.findings, is_asked)
