"""A draft: an enterprise on a day while it is being made, typed, with the answers of the program on demand.

In: what is derived from the policy (`plans`), and a trial to begin with. Out: changes of facts, records,
periods, readings and the day, each of which only costs what rests on it; at the end a `Trial`.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from policyrules.backends.reference import Scope
from policyrules.core.case import Case
from policyrules.core.facts import read_case, unknown_field
from policyrules.testing.drawing.answering import Answering
from policyrules.testing.drawing.plans import FIRST_DAY, LAST_DAY, Plan
from policyrules.testing.drawing.trial import Trial, written_fact
from policyrules.values.answers import Absent, Answer, Maybe, Records, Series, Truth
from policyrules.values.types import RecordType


class Draft:
    """An enterprise that is being made. `day` is an ordinal; `facts` holds an answer for every fact."""

    def __init__(self, plan: Plan, facts: Mapping[str, Answer], day: int, readings: Mapping[str, str]) -> None:
        self.plan, self.day = plan, day
        self.facts = {spec.name: facts.get(spec.name, plan.unknown[spec.name]) for spec in plan.program.facts}
        self.readings: dict[str, str | None] = {spec.name: spec.default for spec in plan.program.readings}
        self.readings.update(readings)
        self.begin()

    @classmethod
    def of(cls, plan: Plan, trial: Trial) -> "Draft":
        """Begin with a trial."""
        case = read_case(plan.program, trial.facts, trial.day, dict(trial.readings))
        return cls(plan, case.facts, trial.day.toordinal(), trial.readings)

    def copy(self) -> "Draft":
        """Return another one that begins as this one stands."""
        readings = {name: option for name, option in self.readings.items() if option is not None}
        return Draft(self.plan, self.facts, self.day, readings)

    @property
    def case(self) -> Case:
        """What is asked about, as it stands now."""
        return Case(dict(self.facts), date.fromordinal(self.day), dict(self.readings))

    def trial(self) -> Trial:
        """Return what was made."""
        program, language = self.plan.program, self.plan.language
        facts = {spec.name: written_fact(spec, self.facts[spec.name], language) for spec in program.facts}
        known = {name: value for name, value in facts.items() if value is not None and value != {}}
        return Trial(known, date.fromordinal(self.day), dict(self.other_readings()))

    def other_readings(self) -> Iterator[tuple[str, str]]:
        """Yield the readings of which another option is taken than by default."""
        for spec in self.plan.program.readings:
            option = self.readings[spec.name]
            if option is not None and option != spec.default:
                yield spec.name, option

    def given(self, name: str) -> Iterator[tuple[str | int, ...]]:
        """Yield all that is given of a fact: itself, or its periods, or the fields of its records."""
        match self.facts[name]:
            case Records(rows):
                yield from ((name, number, field) for number, row in enumerate(rows or ()) for field in row)
            case Series(values):
                yield from ((name, period) for period in values)
            case _:
                yield (name,)

    # --- changes --------------------------------------------------------------------------------------------------------

    def put(self, name: str, answer: Answer) -> None:
        """Set a fact."""
        self.facts[name] = answer
        self.answers.forget(self.plan.resting_on_fact(name))

    def leave_out(self, name: str) -> None:
        """Make a fact unknown."""
        self.put(name, self.plan.unknown[name])

    def put_period(self, name: str, period: int, answer: Answer | None) -> None:
        """Set the value of a period; `None` leaves it out."""
        series = self.facts[name]
        assert isinstance(series, Series)
        values = {**series.values, period: answer} if answer is not None else {**series.values}
        if answer is None:
            values.pop(period, None)
        self.put(name, Series(values, series.range))

    def put_rows(self, name: str, rows: tuple[Mapping[str, Answer], ...]) -> None:
        """Set the records of a list."""
        self.put(name, Records(rows))

    def rows(self, name: str) -> tuple[Mapping[str, Answer], ...]:
        """Return the records of a list; none of one that is unknown."""
        records = self.facts[name]
        assert isinstance(records, Records)
        return records.rows or ()

    def put_field(self, name: str, number: int, field: str, answer: Answer) -> None:
        """Set a field of a record, counted from 0."""
        rows = list(self.rows(name))
        rows[number] = {**rows[number], field: answer}
        self.put_rows(name, tuple(rows))

    def put_day(self, day: int) -> None:
        """Decide on another day."""
        self.day = min(max(day, FIRST_DAY), LAST_DAY)
        self.begin()

    def put_reading(self, name: str, option: str) -> None:
        """Take an option of a reading."""
        self.readings[name] = option
        self.begin()

    def begin(self) -> None:
        """Ask everything anew."""
        case = Case(self.facts, date.fromordinal(self.day), self.readings)
        self.answers = Answering(self.plan.cones, Scope(self.plan.program, case))

    # --- what holds -----------------------------------------------------------------------------------------------------

    def broken(self) -> tuple[int, ...]:
        """Return the nodes of the relations among the facts that definitely do not hold."""
        return tuple(one.node for one in self.plan.program.relations if self.answers[one.node] is Truth.F)


def unknown_row(type_: RecordType) -> dict[str, Answer]:
    """Return a record of which nothing is known; what is optional is absent."""
    return {field.name: Absent() if field.optional else unknown_field(field) for field in type_.fields}


def is_known(answer: Answer) -> bool:
    """Say whether a fact is given, with all its records and periods."""
    match answer:
        case Records(rows):
            return rows is not None and all(is_known(value) for row in rows for value in row.values())
        case Series(values):
            return all(is_known(value) for value in values.values())
        case Absent():
            return True
        case Maybe():
            return False
        case Truth():
            return answer is not Truth.U
        case _:
            return getattr(answer, "point", None) is not None or getattr(answer, "value", None) is not None
