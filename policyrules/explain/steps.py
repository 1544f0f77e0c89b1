"""How an amount comes about: its steps, the records that it is the sum over, and the stages in which it is paid.

In: an `AmountSpec` and a scope. Out: `StepOutcome`, `RecordAmount` and `StageAmount`, in values; words are added when they
are shown.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import cast

from attrs import frozen

from policyrules.core.outline import AmountSpec, AmountStep, RecordSteps, StepKind
from policyrules.core.program import Body
from policyrules.explain.missing import WhyOpen, why_open_at
from policyrules.explain.scope import Record, Scope
from policyrules.values.answers import Interval, Truth

T, U, F = Truth.T, Truth.U, Truth.F

_NOTHING = Interval(Fraction(0), Fraction(0))


@frozen
class StepOutcome:
    """One step of an amount: what it was before, what it comes to, and whether the step made a difference.

    `operand` is the cap, the share or what was received before, and of what is written what that is where it may be below
    zero; `year` is the number of the year that a share is that of.
    """

    kind: StepKind
    text: str
    line: int
    before: Interval | None
    after: Interval
    operand: Interval | None
    year: Interval | None

    @property
    def changes(self) -> Truth:
        """Whether the amount is another after this step."""
        before, operand = self.before, self.operand
        if operand is not None and self.kind is StepKind.BASE:
            return exceeds(_NOTHING, operand)
        if before is None or operand is None:
            return F
        match self.kind:
            case StepKind.CAP | StepKind.ITEM_CAP:
                return exceeds(before, operand)
            case StepKind.RECEIVED:
                return exceeds(operand, _NOTHING)
            case StepKind.YEARLY_CAP if exceeds(before, operand) is F:
                return F
            case _ if before.point is not None and self.after.point is not None:
                return F if before.point == self.after.point else T
            case _:
                return U


@frozen(eq=False)
class RecordAmount:
    """What one record gives: whether it counts, how much, by which steps, and what is missing to know that."""

    record: Record
    counts: Truth
    amount: Interval
    steps: tuple[StepOutcome, ...]
    open: tuple[WhyOpen, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths of the facts that can still change whether it counts, or how much."""
        return tuple(dict.fromkeys(path for one in self.open for path in one.missing))


@frozen
class StageAmount:
    """A stage of a payment and the part of the amount that it is."""

    name: str
    share: Fraction
    amount: Interval


def exceeds(one: Interval, other: Interval) -> Truth:
    """Say whether a number is greater than another."""
    if one.low is not None and other.high is not None and one.low > other.high:
        return T
    if one.high is not None and other.low is not None and one.high <= other.low:
        return F
    return U


def steps_of(steps: Sequence[AmountStep], scope: Scope) -> tuple[StepOutcome, ...]:
    """Return the steps of an amount with their answers."""
    return tuple(_steps(steps, scope))


def _steps(steps: Sequence[AmountStep], scope: Scope) -> Iterator[StepOutcome]:
    before: Interval | None = None
    for step in steps:
        after, operand, year = (
            None if index is None else cast(Interval, scope.answer(index)) for index in (step.node, step.operand, step.year)
        )
        assert after is not None
        yield StepOutcome(step.kind, step.text, step.line, before, after, operand, year)
        before = after


def records_of(spec: RecordSteps | None, scope: Scope) -> tuple[RecordAmount, ...]:
    """Return what each record gives; nothing where the list is not known, or the amount is not over a list."""
    records = None if spec is None else scope.records(spec.node)
    if spec is None or records is None:
        return ()
    body = cast(Body, scope.nodes[spec.node].body)
    return tuple(_record(spec, record, body, scope) for record in records)


def _record(spec: RecordSteps, record: Scope, body: Body, scope: Scope) -> RecordAmount:
    assert record.record is not None and body.value is not None
    holds = T if body.condition is None else cast(Truth, record.answer(body.condition))
    places = [(scope, spec.apart), *((record, index) for index in (body.condition, body.value) if index is not None)]
    return RecordAmount(
        record=record.record,
        counts=min(holds, cast(Truth, scope.answer(spec.apart))),
        amount=cast(Interval, record.answer(body.value)),
        steps=steps_of(spec.steps, record),
        open=() if holds is F else tuple(why_open_at(*place) for place in places),
    )


def stages_of(spec: AmountSpec, scope: Scope) -> tuple[StageAmount, ...]:
    """Return the stages in which an amount is paid."""
    return tuple(StageAmount(one.name, one.share, cast(Interval, scope.answer(one.node))) for one in spec.stages)
