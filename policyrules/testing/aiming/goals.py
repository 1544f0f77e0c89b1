"""Goals: what the answer of a node is to be.

In: a way to a node, and what is wanted there: a truth, a number within ends, a name, a side of a threshold, or that it is not
known. Out: whether an answer is so. Knows no way to get there.
"""

from fractions import Fraction
from typing import cast

from attrs import frozen

from policyrules.core.program import Op
from policyrules.explain.scope import is_open
from policyrules.testing.drawing.answering import Answering
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.thresholds import ABOVE, AT, BELOW, Compared, Path, relation
from policyrules.values.answers import Answer, Interval, Symbol, Truth, point


@frozen
class Unknown:
    """That an answer is not known."""


@frozen
class Side:
    """That a value stands right below, at or right above what it is held against by a node, or is not known.

    `value` and `against` are as those of `Compared`.
    """

    side: str
    value: int | None
    against: Fraction | int
    unit: Fraction

    @property
    def by(self) -> Fraction:
        """How far the value is to be above what it is held against."""
        return {BELOW: -self.unit, AT: Fraction(0), ABOVE: self.unit}[self.side]


@frozen
class OneOf:
    """One of several names or texts."""

    names: tuple[str, ...]


#: What an answer can be wanted to be; an interval is any known number within.
Wanted = Truth | Interval | OneOf | Side | Unknown


@frozen
class Goal:
    """What the answer of a node is to be. Within a quantifier, `path` leads over it, and one of the records is enough."""

    path: Path
    wanted: Wanted


def goal(path: Path | int, wanted: Wanted | Fraction | str) -> Goal:
    """Return a goal; a number or a name is meant as it is."""
    meant = point(wanted) if isinstance(wanted, Fraction) else OneOf((wanted,)) if isinstance(wanted, str) else wanted
    return Goal(path if isinstance(path, tuple) else (path,), meant)


def on_side(one: Compared, side: str) -> Goal:
    """Return the goal that a value stands on a side of a threshold."""
    return Goal(one.path, Side(side, one.value, one.against, one.unit))


def is_met(draft: Draft, one: Goal) -> bool:
    """Say whether a draft reaches a goal."""
    return any(meets(answers, one.path[-1], one.wanted) for answers in _at(draft.answers, one.path[:-1]))


def _at(answers: Answering, around: Path) -> tuple[Answering, ...]:
    found: tuple[Answering, ...] = (answers,)
    for each in around:
        found = tuple(row for outer in found for row in outer.rows(each))
    return found


def meets(answers: Answering, index: int, wanted: Wanted) -> bool:
    """Say whether the answer of a node is what is wanted."""
    if isinstance(wanted, Side):
        against = point(wanted.against) if isinstance(wanted.against, Fraction) else answers[wanted.against]
        return relation(value_held(answers, index, wanted.value), against, wanted.unit) == wanted.side
    return is_so(answers[index], wanted)


def is_so(answer: Answer, wanted: Truth | Interval | OneOf | Unknown) -> bool:
    """Say whether an answer is what is wanted."""
    match wanted:
        case Truth():
            return answer is wanted
        case Unknown():
            return is_open(answer)
        case OneOf(names):
            return isinstance(answer, Symbol) and answer.value in names
        case Interval(low, high):
            number = answer.point if isinstance(answer, Interval) else None
            return number is not None and (low is None or low <= number) and (high is None or number <= high)


def value_held(answers: Answering, index: int, value: int | None) -> Answer:
    """Return what is known of a value that a node holds against another, or of how many conditions, or records, hold."""
    if value is not None:
        return answers[value]
    node = answers.cones.nodes[index]
    truths = [answers[part] for part in node.args]
    if node.op is Op.EACH and node.body is not None:
        if is_open(answers[node.args[0]]):
            return Interval(Fraction(0), None)
        truths = [row[cast(int, node.body.condition)] for row in answers.rows(index)]
    certain, open_ = (sum(truth is wanted for truth in truths) for wanted in (Truth.T, Truth.U))
    return Interval(Fraction(certain), Fraction(certain + open_))
