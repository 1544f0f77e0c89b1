"""What is given in money or as a rate, as far as it is known.

In: an `AmountSpec` and the answers. Out: `AmountOutcome`. A ceiling is compared with what an enterprise says it was charged,
and that is all that is said: above it or within it.
"""

from enum import StrEnum
from fractions import Fraction
from typing import cast

from attrs import frozen

from policyrules.core.case import Answers
from policyrules.core.outline import AmountSpec
from policyrules.core.program import CauseKind, Program
from policyrules.explain.alternatives import possible
from policyrules.explain.exceptions import ExceptionsRead, exceptions_below
from policyrules.explain.missing import WhyOpen, why_open
from policyrules.explain.scope import whole
from policyrules.explain.steps import RecordAmount, StageAmount, StepOutcome, records_of, stages_of, steps_of
from policyrules.values.answers import Answer, Interval, Truth
from policyrules.values.types import Type


class AmountStatus(StrEnum):
    """How much is known of an amount."""

    KNOWN = "known"
    RANGE = "range"
    UNSTATED = "unstated"
    UNDETERMINED = "undetermined"


class Position(StrEnum):
    """Where a fact stands beside the ceiling that the document names."""

    ABOVE = "above"
    WITHIN = "within"
    UNDETERMINED = "undetermined"


@frozen
class AmountOutcome:
    """An amount or the ceiling of a rate.

    `alternatives` are the numbers, in order, that one which is open can still be, where they are few. `indicative` is a value
    that is shown, and marked, while the ceiling itself is not known. `compared` is the fact that the ceiling is held against,
    where it was given, and `position` where it stands. `steps` say how an amount comes about, `exceptions` which
    ones it rests on.
    """

    kind: str
    status: AmountStatus
    interval: Interval
    type: Type
    open: WhyOpen
    alternatives: tuple[Fraction, ...] = ()
    indicative: Fraction | None = None
    compared_name: str | None = None
    compared: Fraction | None = None
    position: Position | None = None
    steps: tuple[StepOutcome, ...] = ()
    records: tuple[RecordAmount, ...] = ()
    stages: tuple[StageAmount, ...] = ()
    exceptions: tuple[ExceptionsRead, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """The amount in 分, or the rate as a ratio, where it is known."""
        return self.interval.point


def amount_of(spec: AmountSpec, program: Program, answers: Answers) -> AmountOutcome:
    """Return what the answers say of an amount."""
    interval, scope = cast(Interval, answers.values[spec.node]), whole(program, answers)
    why = why_open(program, answers, spec.node)
    status = _status(interval, why)
    compared = None if spec.compared is None else cast(Interval, answers.values[spec.compared]).point
    indicative = None if spec.indicative is None else cast(Interval, answers.values[spec.indicative]).point
    return AmountOutcome(
        kind=spec.kind,
        status=status,
        interval=interval,
        type=program.nodes[spec.node].type,
        open=why,
        alternatives=() if interval.point is not None else possible(program, answers, spec.node) or (),
        indicative=None if status is AmountStatus.KNOWN else indicative,
        compared_name=spec.compared_text,
        compared=compared,
        steps=steps_of(spec.steps, scope),
        records=records_of(spec.records, scope),
        stages=stages_of(spec, scope),
        position=None if compared is None or spec.within is None else _position(answers.values[spec.within]),
        exceptions=tuple(dict.fromkeys(read for site in spec.sites for read in exceptions_below(scope, site))),
    )


def status_of(program: Program, answers: Answers, node: int) -> AmountStatus:
    """Return how much is known of the amount at a node."""
    return _status(cast(Interval, answers.values[node]), why_open(program, answers, node))


def _status(interval: Interval, why: WhyOpen) -> AmountStatus:
    if interval.point is not None:
        return AmountStatus.KNOWN
    if not why.missing and any(cause.kind is CauseKind.UNSTATED for cause in why.causes):
        return AmountStatus.UNSTATED
    return AmountStatus.UNDETERMINED if None in (interval.low, interval.high) else AmountStatus.RANGE


def _position(within: Answer) -> Position:
    match within:
        case Truth.T:
            return Position.WITHIN
        case Truth.F:
            return Position.ABOVE
        case _:
            return Position.UNDETERMINED
