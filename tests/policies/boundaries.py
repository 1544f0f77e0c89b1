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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import cast

from attrs import define, evolve, field, frozen

import policyrules
from policyrules.backends.reference import evaluate
from policyrules.checking.trials import trials
from policyrules.core.case import Answers, Case
from policyrules.core.facts import no_facts
from policyrules.core.items import named
from policyrules.core.outline import Outline, Site, SiteKind
from policyrules.core.program import Body, Node, Op, Prefixes, Program
from policyrules.explain.alternatives import possible, possible_names
from policyrules.explain.decision import Decision
from policyrules.explain.phrases import number
from policyrules.explain.placements import placement
from policyrules.explain.scope import Scope, whole
from policyrules.scenarios import ScenarioResult, run_scenarios
from policyrules.syntax import ast
from policyrules.testing.thresholds import ABOVE, AT, BELOW, UNKNOWN, Held, held, otherwise, relation, roots, unit, users_of
from policyrules.testing.thresholds import inside as inside_each
from policyrules.values.answers import Answer, Interval, Records, Symbol, Truth
from policyrules.values.types import Scalar, Type

#: Where a node is asked: the quantifiers around it, each with the place of the record, and its index in what is innermost.
Way = tuple[tuple[int, int], ...]

#: A field of a record that is not among those that are declared.
_FORCED = "(forced)"
_SOME_DAY = date(2024, 1, 1)


@frozen
class Key:
    """What tells a threshold from others: where it stands, and what the value is held against."""

    line: int
    text: str
    against: Fraction | None


@frozen
class Threshold:
    """A threshold as a drafter finds it: line, clause, what stands there, and what it is to be shown with."""

    key: Key
    clause: str
    type: Type
    unit: Fraction
    possible: tuple[str, ...]

    def __str__(self) -> str:
        at = "" if self.key.against is None else f" [{number(self.key.against, self.type, 'zh')}]"
        return f"第{self.key.line}行 {self.clause} {re.split('[:：]', self.key.text)[0]}{at}"

    def said(self, kind: str) -> str:
        """Say one of the four as the value that a scenario needs."""
        if kind == UNKNOWN:
            return "未知"
        if self.key.against is None:
            words = ("早一日", "当日", "晚一日") if self.type is Scalar.DATE else ("少一", "恰好", "多一")
            return dict(zip((BELOW, AT, ABOVE), words, strict=True))[kind]
        by = {BELOW: -self.unit, AT: Fraction(0), ABOVE: self.unit}[kind]
        return number(self.key.against + by, self.type, "zh")


# --- what a scenario shows ----------------------------------------------------------------------------------------------


@frozen(eq=False)
class Place:
    """Where a site is looked at, and the way there from the program itself."""

    scope: Scope
    way: Way = ()

    def of(self, scope: Scope) -> Way:
        """Return the way to a scope that this one stands in."""
        return self.way[: len(self.way) - _outwards(self.scope, scope)]


def _around(scope: Scope, outwards: int) -> Scope:
    """Return the scope that stands so many scopes further out."""
    for _ in range(outwards):
        assert scope.outer is not None
        scope = scope.outer
    return scope


def _outwards(inner: Scope, scope: Scope) -> int:
    """Return how many scopes further out a scope stands."""
    count = 0
    while inner is not scope:
        assert inner.outer is not None
        count, inner = count + 1, inner.outer
    return count


def live(place: Place, sites: Iterable[Site]) -> Iterator[tuple[Place, Site]]:
    """Yield the sites that can still count, from some on down: no branch that is not taken, every record on its own."""
    waiting, seen = [(place, site) for site in sites], set[tuple[Scope, Site]]()
    while waiting:
        place, site = waiting.pop()
        if (place.scope, site) in seen or site.policy is not None:
            continue
        seen.add((place.scope, site))
        yield place, site
        home, index = place.scope.source(site.node)
        if site.kind is SiteKind.EACH and home.nodes[index].op is Op.EACH:
            way = place.of(home)
            inside = [Place(record, (*way, (index, count))) for count, record in enumerate(home.records(index) or ())]
            waiting.extend((one, child) for one in inside for child in site.children)
        else:
            waiting.extend((place, child) for child in _taken(place.scope, site))


def _taken(scope: Scope, site: Site) -> Sequence[Site]:
    table = site.table
    if site.kind is SiteKind.CHOOSE:
        return _until_true(scope, site.children)
    if table is None:
        return site.children
    if not table.keys:
        return _until_true(scope, site.children)
    rows = {(row.text, row.node) for row in placement(scope, site).rows}
    keys, values = site.children[: len(table.keys)], site.children[len(table.keys) :]
    return (*keys, *(value for value, row in zip(values, table.rows, strict=True) if (row.text, row.value) in rows))


def _until_true(scope: Scope, children: Sequence[Site]) -> Sequence[Site]:
    """Return the conditions and values of a choice that can still be taken; the last value may stand alone."""
    taken: list[Site] = []
    for place in range(0, len(children), 2):
        pair = children[place : place + 2]
        guard = scope.answer(pair[0].node) if len(pair) == 2 else Truth.T
        taken += pair[:1] if guard is Truth.F else pair
        if guard is Truth.T:
            break
    return taken


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
                found.add(asked[named(target)])
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
    _found: dict[Site, tuple[tuple[int, Held, Fraction, Key], ...]] = field(factory=dict, init=False)
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
    def thresholds(self) -> Mapping[Key, Threshold]:
        """Every threshold, in the order of the text."""
        program = self.policy.program
        least = evaluate(program, no_facts(program, _SOME_DAY))
        found: dict[Key, Threshold] = {}
        seen: set[tuple[Site, str]] = set()
        waiting = [(whole(program, least), site, clause) for site, clause in roots(self.policy.outline)]
        while waiting:
            scope, site, clause = waiting.pop()
            if site.policy is not None or (site, clause) in seen:
                continue
            seen.add((site, clause))
            clause = site.clause or clause
            for where, one in held(scope, site):
                threshold = self._threshold(where, one, site, clause)
                found.setdefault(threshold.key, threshold)
            inside = _inside(scope, site)
            waiting.extend((inside, child, clause) for child in site.children)
        return dict(sorted(found.items(), key=lambda pair: (pair[0].line, pair[0].against or 0, pair[0].text)))

    def _threshold(self, scope: Scope, one: Held, site: Site, clause: str) -> Threshold:
        key, by = _key(scope, one, site), unit(scope, one.value)
        kinds = [AT, *([UNKNOWN] if one.is_given(scope) else [])]
        low, high = _range(scope, one)
        if key.against is None or low is None or low <= key.against - by:
            kinds.append(BELOW)
        if key.against is None or high is None or high >= key.against + by:
            kinds.append(ABOVE)
        return Threshold(
            key, clause, one.type_in(scope), by, tuple(kind for kind in (BELOW, AT, ABOVE, UNKNOWN) if kind in kinds)
        )

    @cached_property
    def _users(self) -> Sequence[frozenset[int]]:
        return users_of(self.policy.program.nodes)

    # --- what is shown --------------------------------------------------------------------------------------------------

    def _look(self, decision: Decision, nodes: Sequence[int]) -> None:
        decided = Decided(self.policy.program, decision.case, decision.answers, self._users)
        start = Place(whole(self.policy.program, decision.answers))
        for place, site in live(start, (site for site, _ in roots(self.policy.outline))):
            for outwards, one, by, key in self._held(place.scope, site):
                where = _around(place.scope, outwards)
                kind = relation(one.value_in(where), one.against_in(where), by)
                shown = self.shown.setdefault(key, set())
                if kind and kind not in shown and self._matters(decided, Place(where, place.of(where)), one, nodes):
                    shown.add(kind)

    def _held(self, scope: Scope, site: Site) -> Sequence[tuple[int, Held, Fraction, Key]]:
        """Return what is held against a threshold at a site, with how far out, its unit and its key: in every case the same."""
        if site not in self._found:
            self._found[site] = tuple(
                (_outwards(scope, where), one, unit(where, one.value), _key(where, one, site))
                for where, one in held(scope, site)
            )
        return self._found[site]

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


def _inside(scope: Scope, site: Site) -> Scope:
    """Return where the children of a site stand, with nothing known of the record that they may be asked about."""
    home, index = scope.source(site.node)
    return inside_each(home, index) if site.kind is SiteKind.EACH and home.nodes[index].body is not None else scope


def _range(scope: Scope, one: Held) -> tuple[Fraction | None, Fraction | None]:
    """Return the ends between which a value can lie, as far as that is known outside of records."""
    node = scope.nodes[one.node]
    if one.value is None:
        return Fraction(0), None if node.body is not None else Fraction(len(node.args))
    answer = scope.answer(one.value) if scope.outer is None else None
    return (answer.low, answer.high) if isinstance(answer, Interval) and answer.point is None else (None, None)


def _key(scope: Scope, one: Held, site: Site) -> Key:
    if isinstance(one.against, Fraction):
        return Key(site.line, site.text, one.against)
    where, index = scope.source(one.against)
    literal = where.nodes[index].data if where.nodes[index].op is Op.LITERAL else None
    return Key(site.line, site.text, literal.point if isinstance(literal, Interval) else None)


def _outcome(program: Program, answers: Answers, node: int) -> tuple[Answer, object]:
    answer = answers.values[node]
    still = possible_names if isinstance(answer, Symbol) else possible
    return answer, still(program, answers, node)


def report(survey: Survey) -> str:
    """Write the list of thresholds, with what is missing in the words of a drafter."""
    missing = survey.missing()
    lines = []
    for threshold in survey.thresholds.values():
        lacking = [threshold.said(kind) for kind in missing.get(threshold, ())]
        lines.append(f"{threshold}：{'缺 ' + '、'.join(lacking) if lacking else '齐'}")
    lines.append(f"{len(survey.thresholds)} 处界线，{len(missing)} 处不齐")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(Survey(policyrules.load(sys.argv[1]))))
