"""Which unit has to do what for which enterprises.

In: a matched register. Out: `Work`, one for each unit, enterprise and thing to be done: an entitlement that the enterprise
has, or a duty that concerns it. A unit that stands for the governments of the counties is that of the enterprise's own. Knows
no way to show it.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from attrs import frozen

from policyrules.columns.quoting import literal_text, quoted
from policyrules.register.legend import Award, Duty, Legend, Unit
from policyrules.register.views.viewed import ID, Viewed


@frozen
class Task:
    """A thing that a unit has to do for some enterprises."""

    legend: Legend
    thing: Award | Duty
    unit: Unit


@frozen
class Work:
    """A task for an enterprise; `unit` is the title, or that of the county's own government, `resolved` where that is known."""

    task: Task
    unit: str
    resolved: bool
    id: str
    name: str | None
    place: str | None


@frozen
class Load:
    """For how many enterprises a unit has a task."""

    task: Task
    unit: str
    resolved: bool
    count: int


def tasks(viewed: Viewed, unit: str | None = None) -> tuple[Task, ...]:
    """Return the tasks of a unit under any of its names, or of all units, in the order of the document."""
    return tuple(
        Task(legend, thing, one)
        for legend in viewed.legends
        for thing in _things(legend)
        if thing.column is not None
        for one in thing.units
        if unit is None or _is_asked(viewed, one, unit)
    )


def _is_asked(viewed: Viewed, one: Unit, unit: str) -> bool:
    """Say whether it is the unit; of one that stands for the counties' governments, only where the county is known."""
    return one.answers_to(unit) and (one.by is None or one.by in viewed.places or unit in (one.name, one.title, one.written))


def _things(legend: Legend) -> tuple[Award | Duty, ...]:
    return (*legend.awards, *legend.duties)


def near_units(viewed: Viewed, name: str) -> Sequence[str]:
    """Return the names of units that are like another one."""
    known = [
        title
        for legend in viewed.legends
        for unit in legend.units
        for title in (unit.title, unit.name, *(member for _, member in unit.members))
    ]
    return get_close_matches(name, list(dict.fromkeys(known)), 3, 0.4)


def loads(viewed: Viewed, unit: str | None = None) -> Iterator[Load]:
    """Yield for how many enterprises each unit has each task, in the order of the document."""
    found = tasks(viewed, unit)
    counts: dict[str | None, dict[str | None, Sequence[int]]] = {}
    for by in dict.fromkeys(_by(viewed, task) for task in found):
        texts = [f"count(*) FILTER ({_concerned(task, unit)})" for task in found]
        place, group = ("NULL", "") if by is None else (quoted(by), " GROUP BY 1 ORDER BY 1 NULLS LAST")
        rows = viewed.rows(f"SELECT {', '.join((place, *texts))} FROM register{group}")
        counts[by] = {value: numbers for value, *numbers in rows}
    for number, task in enumerate(found):
        sums: dict[tuple[str, bool], int] = {}
        for value, numbers in counts[_by(viewed, task)].items():
            title = _title(task, value)
            sums[title] = sums.get(title, 0) + numbers[number]
        yield from (Load(task, *title, count) for title, count in sums.items() if count)


def worklist(viewed: Viewed, unit: str | None = None) -> Iterator[Work]:
    """Yield what a unit, or each unit, has to do for each enterprise: task by task, the enterprises in their order."""
    found = tasks(viewed, unit)
    if not found:
        return
    who = [f"{quoted(column) if column else 'NULL'} AS {name}" for name, column in (("id", ID), ("name", viewed.name))]
    places = [f"{quoted(column)} AS place{number}" for number, column in enumerate(viewed.places)]
    numbers = ", ".join(f"CASE WHEN {_concerned(task, unit)} THEN {number} END" for number, task in enumerate(found))
    columns = ", ".join((*who, *places))
    order = ", ".join(("task", *(f"place{number} NULLS LAST" for number in range(len(places))), "id", "name"))
    query = (
        f"SELECT * FROM (SELECT UNNEST([{numbers}]) AS task, {columns} FROM register) WHERE task IS NOT NULL ORDER BY {order}"
    )
    for number, id_, name, *where in viewed.rows(query):
        task = found[number]
        by = _by(viewed, task)
        title = _title(task, None if by is None else where[viewed.places.index(by)])
        yield Work(task, *title, str(id_), name, where[0] if where else None)


def _by(viewed: Viewed, task: Task) -> str | None:
    """Return the column that tells which government a unit is, where there is one."""
    return task.unit.by if task.unit.by in viewed.places else None


def _title(task: Task, value: str | None) -> tuple[str, bool]:
    """Return the title of a unit for an enterprise, and whether it is known which government it is."""
    if task.unit.by is None:
        return task.unit.title, True
    own = dict(task.unit.members).get(value) if value is not None else None
    return (task.unit.title, False) if own is None else (own, True)


def _concerned(task: Task, unit: str | None) -> str:
    """Return who is concerned: where the government of counties is asked for, only the enterprises that are there."""
    own = quoted(str(task.thing.column))
    values = ", ".join(literal_text(value) for value, title in task.unit.members if title == unit)
    return f"{own} AND {quoted(str(task.unit.by))} IN ({values})" if values else own
