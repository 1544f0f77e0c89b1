"""Which thresholds of a policy its scenarios sit on.

In: a policy with its scenarios. Out: every number that a value is held against (in a comparison or at an end of a band, also in
what is asked of the records of a list), and which of the four were shown: the value one unit below, at it, one unit above, and
not known. One unit is 1 分, 0.01 %, one person, one day; of points, the least by which they can differ.

A scenario shows it only where it matters: were the comparison to come out the other way, something that this scenario expects
would come out otherwise too. Duties and targets are left out, since no scenario can expect anything of them; so is what
another policy holds, which has scenarios of its own. `python -m tests.policies.boundaries 优质中小企业` prints the list.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import cast

from attrs import define, evolve, field, frozen

import policyrules
from policyrules.backends.reference import evaluate
from policyrules.checking.trials import trials
from policyrules.core.case import Answers, Case
from policyrules.core.items import named as name_of
from policyrules.core.outline import Outline
from policyrules.core.program import Body, Node, Op, Prefixes, Program
from policyrules.explain.alternatives import possible, possible_names
from policyrules.explain.decision import Decision
from policyrules.explain.phrases import number
from policyrules.explain.scope import whole
from policyrules.scenarios import ScenarioResult, run_scenarios
from policyrules.syntax import ast
from policyrules.testing.drawing.thresholds import ABOVE, AT, BELOW, UNKNOWN, Held, otherwise, users_of
from policyrules.testing.suites.sides import Key, Place, Sides, Threshold, Way
from policyrules.values.answers import Answer, Records, Symbol
from policyrules.values.types import Scalar

#: A field of a record that is not among those that are declared.
_FORCED = "(forced)"


# --- what a scenario shows ----------------------------------------------------------------------------------------------


@frozen(eq=False)
class Decided:
    """A case that was decided. What it would be otherwise is computed from what depends on it only."""

    program: Program
    case: Case
    answers: Answers
    users: Sequence[frozenset[int]]

    @cached_property
    def _known(self) -> list[Node]:
        pairs = zip(self.program.nodes, self.answers.values, strict=True)
        return [Node(Op.LITERAL, (), node.type, answer) for node, answer in pairs]

    def forced(self, way: Way, index: int, answer: Answer) -> Answers:
        """Return what the answers were if that of one node, for one record, were another."""
        if way:
            return self._forced_inside(way, index, answer)
        return self._again(index, Node(Op.LITERAL, (), self.program.nodes[index].type, answer), self.case)

    def _forced_inside(self, way: Way, index: int, answer: Answer) -> Answers:
        ((each, record),) = way  # no policy that ships asks about records for each record
        node = self.program.nodes[each]
        body = cast(Body, node.body)
        own = [row.values[index] for row in self.answers.bodies[each]]
        own[record] = answer
        name = cast(str, self.program.nodes[node.args[0]].data)
        rows = cast(Records, self.case.facts[name]).rows or ()
        given = Records(tuple({**row, _FORCED: one} for row, one in zip(rows, own, strict=True)))
        instead = Node(Op.FIELD, (), body.nodes[index].type, (0, _FORCED))
        nodes = (*body.nodes[:index], instead, *body.nodes[index + 1 :])
        case = evolve(self.case, facts={**self.case.facts, name: given})
        return self._again(each, evolve(node, body=evolve(body, nodes=nodes)), case, node.args[0])

    def _again(self, index: int, node: Node, case: Case, *more: int) -> Answers:
        nodes = list(self._known)
        nodes[index] = node
        for place in (*more, *self.users[index]):
            nodes[place] = self.program.nodes[place]
        return evaluate(evolve(self.program, nodes=tuple(nodes)), case)


def expected(outline: Outline, lines: Sequence[ast.ScenarioLine]) -> set[int]:
    """Return the nodes that the lines of a scenario expect something of."""
    asked, promises = dict(outline.asked), {one.name: one for one in outline.entitlements}
    tiers = {tier.name: tier for tier in outline.tiers}
    found: set[int] = set()
    for line in lines:
        match line:
            case ast.ExpectDefinition(target):
                found.add(asked[name_of(target)])
            case ast.ExpectVerdict("missing"):
                found.update(one.verdict for one in promises.values())
            case ast.ExpectVerdict("holds" | "holds_not", names):
                found.update(site.node for name in names if (site := tiers[name.name].held) is not None)
            case ast.ExpectVerdict("qualifies" | "qualifies_not", names):
                found.update(site.node for name in names if (site := tiers[name.name].criteria) is not None)
            case ast.ExpectVerdict(_, names):
                found.update(promises[name.name].verdict for name in names)
            case ast.ExpectReason(entitlement) | ast.ExpectMissing(entitlement):
                found.add(promises[entitlement.name].verdict)
            case ast.ExpectValue(entitlement):
                found.update(amount.node for amount in (promises[entitlement.name].amount,) if amount is not None)
            case ast.ExpectTotal() if outline.total is not None:
                found.add(outline.total.node)
            case _:
                pass
    return found


@define(eq=False, slots=False)
class Survey:
    """The thresholds of a policy, and which of the four its scenarios show of each."""

    policy: policyrules.Policy
    shown: dict[Key, set[str]] = field(factory=dict, init=False)
    texts: set[str] = field(factory=set, init=False)
    results: tuple[ScenarioResult, ...] = field(default=(), init=False)

    def __attrs_post_init__(self) -> None:
        for lines, decision in self._decisions():
            self._look(decision, sorted(expected(self.policy.outline, lines)))
            self.texts |= {one.value for one in decision.case.facts.values() if isinstance(one, Symbol) and one.value}

    def _decisions(self) -> Iterator[tuple[Sequence[ast.ScenarioLine], Decision]]:
        """Decide every row of every scenario, as testing the policy does."""
        decided: list[Decision] = []

        def decide(facts, day, readings):  # type: ignore[no-untyped-def]
            decided.append(self.policy.decide(facts, day, readings))
            return decided[-1]

        self.results = tuple(run_scenarios(self.policy.checked, decide, "zh"))
        rows = [trial for scenario in self.policy.checked.all(ast.Scenario) for trial in trials(scenario)]
        return ((row.lines, decision) for row, decision in zip(rows, decided, strict=True))

    # --- what there is --------------------------------------------------------------------------------------------------

    @cached_property
    def sides(self) -> Sides:
        return Sides(self.policy)

    @property
    def thresholds(self) -> Mapping[Key, Threshold]:
        """Every threshold, in the order of the text."""
        return self.sides.thresholds

    @cached_property
    def _users(self) -> Sequence[frozenset[int]]:
        return users_of(self.policy.program.nodes)

    # --- what is shown --------------------------------------------------------------------------------------------------

    def _look(self, decision: Decision, nodes: Sequence[int]) -> None:
        decided = Decided(self.policy.program, decision.case, decision.answers, self._users)
        known = {(key, side) for key, sides in self.shown.items() for side in sides}
        scope = whole(self.policy.program, decision.answers)
        for one in self.sides.shown(scope, lambda place, held: self._matters(decided, place, held, nodes), known):
            self.shown.setdefault(one.key, set()).add(one.side)

    def _matters(self, decided: Decided, place: Place, one: Held, nodes: Sequence[int]) -> bool:
        """Say whether anything that is expected would come out otherwise with the value on the other side."""
        top = place.way[0][0] if place.way else one.node
        if not decided.users[top].union([top]).intersection(nodes):
            return False
        now = place.scope.answer(one.node)
        cases = [
            decided.answers if answer == now else decided.forced(place.way, one.node, answer)
            for answer in otherwise(place.scope, one)
        ]
        return len({tuple(_outcome(decided.program, case, node) for node in nodes) for case in cases}) > 1

    def codes_missing(self) -> tuple[str, ...]:
        """Return the codes that no scenario gives, of those at the ends of each run of a code table and right outside."""
        runs = (cast(Prefixes, node.data) for node in self.policy.program.nodes if node.op is Op.STARTS)
        wanted = {
            code for each in runs for first, last in each for code in (first, last, *_beside(first, -1), *_beside(last, 1))
        }
        return tuple(sorted(code for code in wanted if not any(text.startswith(code) for text in self.texts)))

    def missing(self) -> dict[Threshold, tuple[str, ...]]:
        """Return the thresholds that are not shown whole, with what no scenario shows of them."""
        lacking = {
            threshold: tuple(kind for kind in threshold.possible if kind not in self.shown.get(key, ()))
            for key, threshold in self.thresholds.items()
        }
        return {threshold: kinds for threshold, kinds in lacking.items() if kinds}


def _beside(code: str, by: int) -> tuple[str, ...]:
    """Return the code right beside one of digits, where there is one of as many digits."""
    other = f"{int(code) + by:0{len(code)}}" if code.isascii() and code.isdigit() else ""
    return (other,) if len(other) == len(code) and not other.startswith("-") else ()


def _outcome(program: Program, answers: Answers, node: int) -> tuple[Answer, object]:
    answer = answers.values[node]
    still = possible_names if isinstance(answer, Symbol) else possible
    return answer, still(program, answers, node)


def named(threshold: Threshold) -> str:
    """Say where a threshold stands."""
    key = threshold.key
    at = "" if key.against is None else f" [{number(key.against, threshold.type, 'zh')}]"
    return f"第{key.line}行 {threshold.clause} {re.split('[:：]', key.text)[0]}{at}"


def said(threshold: Threshold, kind: str) -> str:
    """Say one of the four sides as the value that a scenario needs."""
    if kind == UNKNOWN:
        return "未知"
    if threshold.key.against is None:
        words = ("早一日", "当日", "晚一日") if threshold.type is Scalar.DATE else ("少一", "恰好", "多一")
        return dict(zip((BELOW, AT, ABOVE), words, strict=True))[kind]
    by = {BELOW: -threshold.unit, AT: Fraction(0), ABOVE: threshold.unit}[kind]
    return number(threshold.key.against + by, threshold.type, "zh")


def report(survey: Survey) -> str:
    """Write the list of thresholds, with what is missing in the words of a drafter."""
    missing = survey.missing()
    lines = []
    for threshold in survey.thresholds.values():
        lacking = [said(threshold, kind) for kind in missing.get(threshold, ())]
        lines.append(f"{named(threshold)}：{'缺 ' + '、'.join(lacking) if lacking else '齐'}")
    lines.append(f"{len(survey.thresholds)} 处界线，{len(missing)} 处不齐")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(Survey(policyrules.load(sys.argv[1]))))
