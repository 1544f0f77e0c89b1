"""What the cases of a suite are to reach, and how that is said.

In: a policy, and cases that were decided. Out: goals by their names, and of a case those that it reaches, each in the words of
the policy: `研发费用占营业收入比重 恰为 3%`. Goals are the sides of every threshold, as far as they matter, and the obligations
of coverage. Knows no entry.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import cast

from attrs import define, field, frozen

from policyrules.backends.python import Generated
from policyrules.backends.python import generate as generated
from policyrules.core.case import Evaluated
from policyrules.core.facts import broken_relations, read_case
from policyrules.core.program import Op
from policyrules.diagnostics import FactsError, Language
from policyrules.explain.operands import Operand, comparison, input_operand
from policyrules.explain.outcomes import Outcomes
from policyrules.explain.phrases import number, operand_name
from policyrules.explain.placements import placement
from policyrules.explain.scope import Scope, whole
from policyrules.messages.suites import said
from policyrules.policy import Policy
from policyrules.testing.coverage.obligations import Obligation, Obligations, obligations
from policyrules.testing.coverage.page import needed
from policyrules.testing.drawing.thresholds import UNKNOWN
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.suites.aims import Aim, Aims
from policyrules.testing.suites.sides import Key, Matters, Shown, Sides, Threshold, Turning, Weight
from policyrules.values.answers import Answer, Interval, Records
from policyrules.values.types import ListType, Scalar


@frozen
class Reached:
    """A goal that a case reaches: what of the case does so; `firm` where what comes out is known on both sides of it."""

    goal: str
    firm: bool
    clause: str
    by: Shown | Obligation = field(repr=False)

    def words(self, language: Language) -> str:
        """Say it, after the clause."""
        by = self.by
        words = needed(by, language) if isinstance(by, Obligation) else side_words(by, language)
        return said("under", language, clause=self.clause, words=words) if self.clause else words


@define(eq=False, slots=False)
class Goals:
    """The goals of a policy."""

    policy: Policy
    _sides: Sides = field(init=False)
    _turning: Turning = field(init=False)
    _obligations: Obligations = field(init=False)
    _answers: Generated = field(init=False)
    _aims: Aims = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._sides, self._turning = Sides(self.policy), Turning(self.policy)
        self._obligations, self._answers = obligations(self.policy), generated(self.policy.program)
        self._aims = Aims(self.policy)

    @cached_property
    def sides(self) -> Mapping[str, tuple[Threshold, str]]:
        """The sides of every threshold, in the order of the text."""
        every = ((one, side) for one in self._sides.thresholds.values() for side in one.possible)
        return {_side(one.key, side): (one, side) for one, side in every}

    @cached_property
    def all(self) -> tuple[str, ...]:
        """Every goal that is not out of reach by the structure of the policy: first sides, then obligations."""
        return (*self.sides, *self._obligations.reachable)

    def aims(self, goal: str) -> Iterator[Aim]:
        """Yield what can be aimed at so that a case reaches a goal."""
        if goal in self.sides:
            yield from self._aims.of_side(*self.sides[goal])
        else:
            yield from self._aims.of_obligation(goal)

    def decide(self, trial: Trial) -> Outcomes | None:
        """Decide about a trial, in a hurry; `None` for one that the policy refuses."""
        program = self.policy.program
        try:
            case = read_case(program, trial.facts, trial.day, dict(trial.readings))
            answers = self._answers(case)
        except FactsError:
            return None
        return (
            None if broken_relations(program, answers) else Outcomes.of(self.policy.outline, program, Evaluated(case, answers))
        )

    def reached(self, decision: Outcomes, among: Collection[str] | None = None) -> Iterator[Reached]:
        """Yield the goals that a case reaches; of some only where it is said which."""
        seen = () if among is None else _AllBut(among)
        for one in self._sides.shown(whole(self.policy.program, decision.answers), self._turning.of(decision), seen):
            goal = _side(one.key, one.side)
            if goal in self.sides:
                yield Reached(goal, one.firm, self._sides.thresholds[one.key].clause, one)
        for name in self._obligations.met_by(decision.answers, among):
            if name in self._obligations.reachable:
                met = self._obligations.all[name]
                yield Reached(name, True, met.clause, met)

    def holds(self, decision: Outcomes, wanted: list[tuple[str, bool]]) -> bool:
        """Say whether a case reaches goals, those firmly that are said to be. What is missed comes first the next time."""
        scope, matters = whole(self.policy.program, decision.answers), self._turning.of(decision)
        for place, (goal, firm) in enumerate(wanted):
            if goal in self.sides and not self._stands(scope, matters, goal, firm):
                wanted.insert(0, wanted.pop(place))
                return False
        others = {goal for goal, _ in wanted if goal not in self.sides}
        if others and self._obligations.met_by(decision.answers, others) != others:
            return False
        # A question that is written in several places is one node: whether it counts in its own place is asked last.
        found = {one.goal: one.firm for one in self.reached(decision, {goal for goal, _ in wanted if goal in self.sides})}
        return all(found.get(goal, -1) >= firm for goal, firm in wanted if goal in self.sides)

    def is_likely(self, decision: Outcomes) -> bool:
        """Say whether in no record anything is dated before the first of its days: what ends has begun."""
        return all(
            _begins_first([row[one.name] for one in spec.type.element.fields if one.type is Scalar.DATE])
            for spec in self.policy.program.facts
            if isinstance(spec.type, ListType)
            for row in cast(Records, decision.case.facts[spec.name]).rows or ()
        )

    def _stands(self, scope: Scope, matters: Matters, goal: str, firm: bool) -> bool:
        threshold, side = self.sides[goal]
        weight = self._sides.weight(scope, threshold, side, matters)
        return weight is Weight.FIRM or (weight is Weight.LOOSE and (not firm or side == UNKNOWN))


def _begins_first(days: Sequence[Answer]) -> bool:
    known = [day.point for day in days if isinstance(day, Interval) and day.point is not None]
    return not known or min(known) == known[0]


@frozen
class _AllBut(Collection[tuple[Key, str]]):
    """All sides but those whose goals are asked for."""

    ids: Collection[str]

    def __contains__(self, pair: object) -> bool:
        return isinstance(pair, tuple) and _side(*pair) not in self.ids

    def __iter__(self) -> Iterator[tuple[Key, str]]:
        raise TypeError("all but some are too many to be gone through")

    def __len__(self) -> int:
        return len(self.ids)


def _side(key: Key, side: str) -> str:
    against = "" if key.against is None else str(key.against)
    return f"side|{key.line}|{key.text}|{against}|{side}"


# --- in words -----------------------------------------------------------------------------------------------------------


def side_words(one: Shown, language: Language) -> str:
    """Say which side of a threshold a case shows: `从业人员 恰为 300`, `认定日 比 当日 晚一天`."""
    type_ = one.held.type_in(one.place.scope)
    of_days = "-day" if type_ is Scalar.DATE and one.side != UNKNOWN else ""
    return said(f"side-{one.side}{of_days}", language, name=_value(one, language), other=_against(one, language))


def _value(one: Shown, language: Language) -> str:
    """Name the value that is held against a threshold."""
    if one.held.value is None:
        return said("how-many", language, name=one.site.label or one.site.text)
    node = one.place.scope.nodes[one.held.node]
    sides = comparison(one.scope, one.site)
    if sides is not None and node.op is Op.COMPARE and one.place.scope.source(one.held.node) == one.scope.source(one.site.node):
        return _named(sides.left if one.held.value == node.args[0] else sides.right, one, language)
    read = input_operand(one.place.scope, one.held.value)
    keys = placement(one.scope, one.site).keys if one.site.table is not None else ()
    answer = one.place.scope.answer(one.held.value)
    named = read or next((key for key in keys if key.answer == answer), None)
    return one.site.label or one.site.text if named is None else _named(named, one, language)


def _named(operand: Operand, one: Shown, language: Language) -> str:
    """Name a side; the end of a period that is written in a line of its own by its value."""
    name = operand_name(operand, language)
    if ":" in name and isinstance(operand.answer, Interval) and operand.answer.point is not None:
        return number(operand.answer.point, operand.type, language)
    return name or one.site.label or one.site.text


def _against(one: Shown, language: Language) -> str:
    """Name what a value is held against: the number, or the other side."""
    scope, type_ = one.place.scope, one.held.type_in(one.place.scope)
    if one.key.against is not None:
        return number(one.key.against, type_, language)
    sides = comparison(one.scope, one.site)
    if sides is not None:
        node = scope.nodes[one.held.node]
        return _named(sides.right if one.held.value == node.args[0] else sides.left, one, language)
    answer = one.held.against_in(scope)
    exact = getattr(answer, "point", None)
    return one.site.text if exact is None else number(exact, type_, language)
