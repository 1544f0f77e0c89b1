"""Changed policies held against the scenarios of the policy, and against cases: quickly, by what they ask otherwise.

In: a policy, and what a changed copy of it was lowered to. Out: the first scenario that fails, or whether a case comes out
otherwise. The answers of the policy are kept; of a changed one only the questions are answered whose ids are new, and a
scenario is run only where something that it expects can come out otherwise. That the result is the same as that of running all
scenarios is held by tests.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import assert_never

from attrs import evolve, frozen

from policyrules.backends.reference import evaluate, evaluate_again
from policyrules.checking.trials import trials
from policyrules.core.case import Answers, Case, Evaluated
from policyrules.core.facts import broken_relations, read_case
from policyrules.core.items import named
from policyrules.core.outline import Lowered
from policyrules.core.program import Node, Op, Program
from policyrules.explain.decision import Decision
from policyrules.policy import Policy
from policyrules.scenarios import Trial, expectations
from policyrules.syntax import ast
from policyrules.testing.mutation.edits import outcomes
from policyrules.testing.points import Kind, Point
from policyrules.values.answers import Answer, Interval, Maybe, Symbol, Truth


@frozen(eq=False)
class Decided:
    """A case, and all answers to it."""

    case: Case
    readings: Mapping[str, str]
    answers: Answers


@frozen(eq=False)
class Changed:
    """A changed policy beside the one that it was.

    `kept` says for each of its nodes which node of the policy asks the same. `asks_otherwise` are the points that rest on
    something new, in their order; `before` and `after` are where all of them are answered.
    """

    lowered: Lowered
    original: Lowered
    kept: tuple[int | None, ...]
    asks_otherwise: Mapping[Point, None]
    before: Mapping[Point, tuple[int, ...]]
    after: Mapping[Point, tuple[int, ...]]

    @staticmethod
    def of(original: Lowered, lowered: Lowered) -> "Changed":
        """Hold a changed policy beside the one that it was."""
        before, after = original.program, lowered.program
        stale = _resting_on(before, _inputs_changed(before, after))
        places = {one: place for place, one in enumerate(before.ids) if place not in stale}
        kept = tuple(places.get(one) for one in after.ids)
        now = outcomes(lowered.outline)
        asked = outcomes(original.outline)
        otherwise = {one: None for one, at in asked.items() if tuple(kept[node] for node in now.get(one, ())) != at}
        return Changed(lowered, original, kept, otherwise, asked, now)

    def decided(self, before: Decided) -> Decided:
        """Return what the changed policy answers to a case."""
        case = before.case
        if self.original.program.readings != self.lowered.program.readings:
            taken = {one.name: before.readings.get(one.name, one.default) for one in self.lowered.program.readings}
            case = evolve(case, readings=taken)
        return Decided(case, before.readings, evaluate_again(self.lowered.program, case, before.answers, self.kept))

    def decision(self, decided: Decided) -> Decision:
        """Return the decision of the changed policy about a case."""
        program = self.lowered.program
        return Decision.of(self.lowered.outline, program, Evaluated(decided.case, decided.answers), partial(evaluate, program))

    def told_apart(self, before: Decided) -> tuple[Point, ...]:
        """Return the points at which a case comes out otherwise, those first at which the policy decides something."""
        found = self.differing(before, self.decided(before), self.asks_otherwise)
        return tuple(sorted(found, key=lambda one: not self.is_decided(before, one)))

    def is_decided(self, before: Decided, one: Point) -> bool:
        """Say whether the policy decides a point in a case, and does not leave it open."""
        return all(answer is not Truth.U and _is_known(answer) for answer in _at(before, self.before[one]))

    @property
    def relations_changed(self) -> bool:
        """Whether what must hold of all facts is asked otherwise."""
        pairs = zip(self.original.program.relations, self.lowered.program.relations, strict=True)
        return any(self.kept[after.node] != before.node for before, after in pairs)

    def refuses(self, after: Decided) -> bool:
        """Say whether the changed policy refuses the facts of a case that the policy decides."""
        return self.relations_changed and bool(broken_relations(self.lowered.program, after.answers))

    def differing(self, before: Decided, after: Decided, among: Iterable[Point]) -> Iterator[Point]:
        """Yield the points, of those that rest on something new, at which other answers came out."""
        for one in among:
            if one in self.asks_otherwise and _at(before, self.before[one]) != _at(after, self.after.get(one, ())):
                yield one


def _inputs_changed(before: Program, after: Program) -> frozenset[tuple[Op, str]]:
    """Return the parameters that are published otherwise, and the readings that are taken otherwise."""
    pairs = [
        *((Op.PARAMETER, one.name, one == other) for one, other in zip(before.parameters, after.parameters, strict=False)),
        *((Op.READING, one.name, one == other) for one, other in zip(before.readings, after.readings, strict=False)),
    ]
    return frozenset((op, name) for op, name, is_same in pairs if not is_same)


def _resting_on(program: Program, inputs: frozenset[tuple[Op, str]]) -> set[int]:
    """Return the nodes that rest on some of the inputs."""
    found: set[int] = set()
    for index, node in enumerate(program.nodes) if inputs else ():
        if _asks(node, inputs, found) or not found.isdisjoint(node.args):
            found.add(index)
    return found


def _asks(node: Node, inputs: frozenset[tuple[Op, str]], around: set[int]) -> bool:
    """Say whether a node, or anything in its body, asks for an input, or for one of the nodes around."""
    if node.body is not None:
        inside: set[int] = set()
        for place, inner in enumerate(node.body.nodes):
            is_brought = inner.op is Op.OUTER and inner.data in around
            if is_brought or _asks(inner, inputs, inside) or not inside.isdisjoint(inner.args):
                inside.add(place)
        return bool(inside)
    return isinstance(node.data, str) and (node.op, node.data) in inputs


def _at(decided: Decided, at: Sequence[int]) -> tuple[Answer, ...]:
    return tuple(decided.answers.values[node] for node in at)


@frozen(eq=False)
class Scenario:
    """A scenario, or a row of one, with what it expects something of.

    `exact` are the points whose reasons or missing facts it looks at, so that it is not only the answer that counts.
    """

    tree: ast.Scenario
    trial: Trial
    decided: Decided
    points: tuple[Point, ...]
    exact: bool


class Scenarios:
    """The scenarios of a policy with the answers to them."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy.checked
        self._language = policy.language
        self._original = policy.lowered
        written = (one for each in policy.checked.all(ast.Scenario) for one in trials(each))
        self.all = tuple(self._scenario(one) for one in written)

    def _scenario(self, tree: ast.Scenario) -> Scenario:
        trial = Trial.of(self._policy, tree)
        program = self._original.program
        case = read_case(program, trial.facts, trial.day, trial.readings)
        looked_at = [one for line in tree.lines for one in _points(line, self._original)]
        exact = any(isinstance(line, ast.ExpectReason | ast.ExpectMissing) or _asks_missing(line) for line in tree.lines)
        return Scenario(tree, trial, Decided(case, trial.readings, evaluate(program, case)), tuple(looked_at), exact)

    def first_failing(self, changed: Changed) -> Scenario | None:
        """Return the first scenario that fails of a changed policy, in the order of the text."""
        return next((one for one in self.all if self._fails(one, changed)), None)

    def _fails(self, scenario: Scenario, changed: Changed) -> bool:
        looked_at = [one for one in scenario.points if one in changed.asks_otherwise]
        if not looked_at and not changed.relations_changed:
            return False
        before = scenario.decided
        after = changed.decided(before)
        if changed.refuses(after):
            return True
        is_same = not scenario.exact and not any(changed.differing(before, after, looked_at))
        if is_same and all(_is_known(answer) for one in looked_at for answer in _at(after, changed.after[one])):
            return False
        decision = changed.decision(after)
        return not all(found.passed for found in expectations(self._policy, scenario.tree, decision, self._language))


def _points(line: ast.ScenarioLine, original: Lowered) -> Iterator[Point]:
    """Yield the points that a line expects something of."""
    match line:
        case ast.ExpectVerdict("missing"):
            yield from (Point(Kind.VERDICT, one.name) for one in original.outline.entitlements)
        case ast.ExpectVerdict("holds" | "holds_not", names):
            yield from (Point(Kind.HELD, one.name) for one in names)
        case ast.ExpectVerdict("qualifies" | "qualifies_not", names):
            yield from (Point(Kind.QUALIFIES, one.name) for one in names)
        case ast.ExpectVerdict(names=names):
            yield from (Point(Kind.VERDICT, one.name) for one in names)
        case ast.ExpectValue(entitlement):
            yield Point(Kind.AMOUNT, entitlement.name)
        case ast.ExpectReason(entitlement) | ast.ExpectMissing(entitlement):
            yield Point(Kind.VERDICT, entitlement.name)
        case ast.ExpectDefinition(target):
            yield Point(Kind.DETERMINED, named(target))
        case ast.ExpectTotal():
            yield Point(Kind.TOTAL)
        case (
            ast.ExpressionItem() | ast.Given() | ast.GivenRecord() | ast.GivenEmpty() | ast.GivenPeriod() | ast.GivenReading()
            | ast.EachRow()
        ):  # fmt: skip
            pass  # what is given
        case _:
            assert_never(line)


def _asks_missing(line: ast.ScenarioLine) -> bool:
    return isinstance(line, ast.ExpectVerdict) and line.kind == "missing"


def _is_known(answer: Answer) -> bool:
    """Say whether an answer is one value: what else it could be does not depend on how it came about."""
    match answer:
        case Truth():
            return True  # an open verdict is all that is expected of it
        case Interval():
            return answer.point is not None
        case Symbol():
            return answer.value is not None
        case _:
            return not isinstance(answer, Maybe)
