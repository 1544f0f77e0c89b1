"""Which units answer for a promise, for this enterprise and on this day.

In: a `Responsible`, the unit table and a case. Out: `ResolvedUnit`s: a unit that stands for the government of each county
becomes that of the enterprise's own county, and every unit has the name of the day.
"""

from attrs import frozen

from policyrules.core.case import Case
from policyrules.core.outline import Outline, Responsible, UnitSpec
from policyrules.diagnostics import Language
from policyrules.explain.words import say
from policyrules.values.answers import Symbol


@frozen
class ResolvedUnit:
    """A unit as the enterprise would look for it.

    `title` is its name on the day, `written` the name in the document. `by` is the fact that resolves it and `value` what
    that fact says, `None` where it is not given; `resolved` is false where it could not be told which one it is.
    """

    name: str
    title: str
    written: str
    inferred: str | None = None
    by: str | None = None
    value: str | None = None
    resolved: bool = True


def resolve(responsible: Responsible, outline: Outline, case: Case) -> tuple[ResolvedUnit, ...]:
    """Return the units that answer, in the order of the document; none where it names none."""
    return tuple(_resolve(outline.unit(name), responsible.inferred, case) for name in responsible.units)


def _resolve(spec: UnitSpec, inferred: str | None, case: Case) -> ResolvedUnit:
    title, written = spec.on(case.day), spec.names[0][1]
    if spec.by is None:
        return ResolvedUnit(spec.name, title, written, inferred)
    answer = case.facts.get(spec.by)
    value = answer.value if isinstance(answer, Symbol) else None
    member = dict(spec.members).get(value) if value is not None else None
    if member is None:
        return ResolvedUnit(spec.name, title, written, inferred, spec.by, value, resolved=False)
    return ResolvedUnit(spec.name, member, written, inferred, spec.by, value)


def unit_text(unit: ResolvedUnit, language: Language, *, brief: bool = False) -> str:
    """Say a unit with what is to be known about it; `brief` leaves out all but its name."""
    notes: list[str] = []
    if brief:
        return unit.title
    if not unit.resolved and unit.value is None:
        notes.append(say("unit-county-unknown", language, fact=unit.by))
    elif not unit.resolved:
        notes.append(say("unit-no-member", language, fact=unit.by, value=unit.value))
    if unit.by is None and unit.title != unit.written:
        notes.append(say("unit-renamed", language, name=unit.written))
    return unit.title + say("brackets", language, text=say("semicolon", language).join(notes)) if notes else unit.title


def units_text(units: tuple[ResolvedUnit, ...], responsible: Responsible, language: Language, *, brief: bool = False) -> str:
    """Say all units; the reason of an inference once, for all of them."""
    if not units:
        return say("unit-unstated", language)
    text = say("list", language).join(unit_text(unit, language, brief=brief) for unit in units)
    if responsible.inferred is None:
        return text
    reason = say("unit-inferred-brief", language) if brief else say("unit-inferred", language, reason=responsible.inferred)
    return text + say("brackets", language, text=reason)
