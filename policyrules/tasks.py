"""The task table: which unit is to do what, under which measure, by when.

In: an outline and the days between which its duties are due. Out: one `TaskList` per unit, one per county where a unit
stands for the governments of the counties, and one for what the document gives to nobody. Knows no facts, and no way to
show a table.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from attrs import frozen

from policyrules.core.outline import DutySpec, EntitlementSpec, MeasureSpec, Outline, Recurrence, Responsible, UnitSpec
from policyrules.values.modality import Modality
from policyrules.values.quantity import add_months

#: A recurring duty of a policy without an end is dated so many times, no more.
MOST_OCCURRENCES = 60


@frozen
class Occurrence:
    """One period of a recurring duty, from `first` to `last` day; `cut_short` where the policy ends within it."""

    first: date
    last: date
    cut_short: bool = False


@frozen
class Task:
    """What a unit is to do: a duty, or an entitlement that it answers for.

    `bearer` is who acts where that is not the unit (a bank, an enterprise). `inferred` is why the unit was concluded, where
    the document does not name it. `occurrences` date a recurring duty, `times` a period; `notes` say what of this is assumed.
    """

    id: str
    kind: str  # "duty" or "entitlement"
    title: str
    measure: str
    clause: str
    verb: str
    modality: Modality
    bearer: str | None
    inferred: str | None
    deadline: date | None
    times: int | None
    occurrences: tuple[Occurrence, ...]
    consequence: str | None
    notes: tuple[str, ...]
    quotes: tuple[str, ...]


@frozen
class TaskList:
    """The tasks of one unit.

    `unit` is its name in the `.pol` file, `title` its name in the document; both are `None` for the tasks whose unit the
    document does not state. `member` is the county whose government this is, `renamed` are later names with their first day.
    """

    unit: str | None
    title: str | None
    member: str | None
    renamed: tuple[tuple[date, str], ...]
    tasks: tuple[Task, ...]

    def answers_to(self, name: str) -> bool:
        """Say whether this is the list of the unit, under any of its names."""
        return name in {self.unit, self.title, self.member, *(later for _, later in self.renamed)} - {None}


def task_lists(outline: Outline, first: date | None, last: date | None) -> tuple[TaskList, ...]:
    """Return the lists of all units that have tasks, in the order of their declaration, the unstated last."""
    duties = [(_task(measure, spec, first, last), spec.responsible) for measure, spec in _specs(outline)]
    lists = [row for unit in outline.units for row in _of_unit(unit, tuple(t for t, who in duties if unit.name in who.units))]
    unstated = tuple(task for task, who in duties if not who.units)
    if unstated:
        lists.append(TaskList(None, None, None, (), unstated))
    return tuple(row for row in lists if row.tasks)


def _specs(outline: Outline) -> Iterator[tuple[MeasureSpec, EntitlementSpec | DutySpec]]:
    """Yield what each measure contains, in the order of the text."""
    for measure in outline.measures:
        specs: list[EntitlementSpec | DutySpec] = [*measure.entitlements, *measure.duties]
        for spec in sorted(specs, key=lambda spec: spec.line):
            yield measure, spec


def _of_unit(unit: UnitSpec, tasks: tuple[Task, ...]) -> Iterator[TaskList]:
    """Yield the list of a unit, or one for each government that it stands for."""
    if unit.members:
        for member, title in unit.members:
            yield TaskList(unit.name, title, member, (), tasks)
    else:
        renamed = tuple((begins, name) for begins, name in unit.names if begins is not None)
        yield TaskList(unit.name, unit.names[0][1], None, renamed, tasks)


def _task(measure: MeasureSpec, spec: EntitlementSpec | DutySpec, first: date | None, last: date | None) -> Task:
    duty = spec if isinstance(spec, DutySpec) else None
    recurrence = duty.recurrence if duty else None
    return Task(
        id=spec.id,
        kind="duty" if duty else "entitlement",
        title=spec.title,
        measure=measure.title,
        clause=spec.clause,
        verb=spec.verb,
        modality=spec.modality,
        bearer=duty.bearer if duty else None,
        inferred=_why(spec.responsible),
        deadline=duty.deadline if duty else None,
        times=recurrence.times if recurrence else None,
        occurrences=tuple(occurrences(recurrence, first, last)) if recurrence else (),
        consequence=duty.consequence if duty else None,
        notes=spec.notes,
        quotes=spec.quotes,
    )


def _why(responsible: Responsible) -> str | None:
    return None if responsible.unstated else responsible.inferred


def occurrences(recurrence: Recurrence, first: date | None, last: date | None) -> Iterator[Occurrence]:
    """Yield the periods, counted from the anchor, that meet the days from `first` to `last`.

    The one in which either of them falls is cut short there. Each period is counted from the anchor itself, so that a day
    which a short month lacks comes back in the next.
    """
    begins = recurrence.anchor
    found = 0
    for number in count(1):
        after = date.fromordinal(add_months(recurrence.anchor.toordinal(), number * recurrence.months))
        ends = after - timedelta(days=1)
        if found == MOST_OCCURRENCES or after <= begins or (last is not None and begins > last):
            return
        if first is None or ends >= first:
            found += 1
            within = max(begins, first or begins), min(ends, last or ends)
            yield Occurrence(*within, cut_short=within != (begins, ends))
        begins = after
