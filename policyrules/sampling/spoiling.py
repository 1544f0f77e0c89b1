"""Enterprises whose facts are bad, each with what a policy says is wrong with them.

In: enterprises whose facts are fine, a seed, whether cells are texts. Out: enterprises each of which the policy refuses, with
the place and the code of everything that it says. Bad are: a number beyond its range, a member that an enumeration does not
have, facts that break a relation and, where cells are texts, a text that is no value of its type. Knows no file.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from policyrules.core.program import FactSpec
from policyrules.diagnostics import FactsError
from policyrules.policy import Policy
from policyrules.sampling.cells import Column, storable
from policyrules.sampling.pool import Facts, plain
from policyrules.testing.drawing.choices import Choices, Seeded
from policyrules.testing.drawing.plans import plan_of
from policyrules.testing.drawing.thresholds import UNITS
from policyrules.values.answers import Answer, Records, Series, Symbol, point
from policyrules.values.periods import show_period
from policyrules.values.types import EnumType, Field, ListType, Scalar, SeriesType, is_numeric

#: What is a member of no enumeration.
STRANGER = {"zh": "不在名单之列", "en": "none of these"}

#: Texts that are no value of a type, however they are tidied; a text is only bad where a character of it is hidden.
WRONG: Mapping[Scalar, tuple[str, ...]] = {
    Scalar.BOOL: ("1", "有", "Y"),
    Scalar.TEXT: ("甲\u200b乙",),
    Scalar.MONEY: ("5000", "约五千万元", "5,000万元", "1.234元"),
    Scalar.PERCENT: ("4", "百分之四", "4％%"),
    Scalar.DATE: ("2023-02-30", "2023.6.1", "20230601", "45000"),
}
_WRONG_NUMBER = ("若干", "1e3", "12人")

#: How far the numbers of records are moved to break a relation among them, beyond any that stands there.
_FAR = 40_000

_TRIES = 40


@frozen
class Bad:
    """An enterprise that is refused: its facts, the texts that stand in some columns instead, and what is wrong where."""

    facts: Facts
    texts: Mapping[str, str] = field(factory=dict)
    wrong: tuple[tuple[str, str], ...] = ()


def spoiled(
    policy: Policy, pool: Sequence[Facts], columns: Sequence[Column], seed: int, on: date, *, texts: bool
) -> tuple[Bad, ...]:
    """Spoil every enterprise in one place; one that the policy still accepts is left out."""
    choices = Seeded(seed)
    broken = tuple(_breaking(policy, pool, choices, on))
    found = (_with_wrong(policy, _spoil(policy, facts, columns, broken, choices, texts), columns, on) for facts in pool)
    return tuple(bad for bad in found if bad.wrong)


def _spoil(
    policy: Policy, facts: Facts, columns: Sequence[Column], broken: Sequence[Facts], choices: Choices, texts: bool
) -> Bad:
    """Spoil an enterprise; of eight, one breaks a relation."""
    if broken and choices.chance(12):
        return Bad({**facts, **choices.pick(broken)})
    column = choices.pick(columns)
    if texts and choices.chance(50):
        type_ = column.type
        wrong = (
            ("见附件",)
            if isinstance(type_, ListType)
            else WRONG.get(type_, _WRONG_NUMBER)
            if isinstance(type_, Scalar)
            else ("？",)
        )
        return Bad(facts, {column.name: choices.pick(wrong)})
    return Bad({**facts, **_beyond(policy, column, facts, choices)})


def _beyond(policy: Policy, column: Column, facts: Facts, choices: Choices) -> Facts:
    """Return a fact with a value beyond its range, or with a member that there is not; nothing where there is no such value."""
    spec, stranger = column.fact, STRANGER[policy.language]
    match facts[spec.name], column.type:
        case Records(rows), ListType(record) if rows:
            number, one = choices.integer(0, len(rows) - 1), choices.pick(record.fields)
            value = _outside(one, one.type, choices, stranger)
            changed = {**rows[number], one.name: value} if value is not None else rows[number]
            return _kept(spec, Records((*rows[:number], changed, *rows[number + 1 :])))
        case Series(values, range_), (Scalar() | EnumType()) as type_ if column.period is not None:
            value = _outside(spec, type_, choices, stranger)
            return {} if value is None else _kept(spec, Series({**values, column.period: value}, range_))
        case _, (Scalar() | EnumType()) as type_:
            value = _outside(spec, type_, choices, stranger)
            return {} if value is None else _kept(spec, value)
        case _:
            return {}


def _kept(spec: FactSpec, answer: Answer) -> Facts:
    return {spec.name: storable(spec, answer)}


def _outside(spec: FactSpec | Field, type_: Scalar | EnumType, choices: Choices, stranger: str) -> Answer | None:
    if isinstance(type_, EnumType):
        return Symbol(stranger)
    unit = UNITS.get(type_, Fraction(1)) * choices.pick((1, 100, 12_345))
    ends = [point(end + by) for end, by in ((spec.low, -unit), (spec.high, unit)) if end is not None]
    return choices.pick(ends) if ends else None


# --- relations ----------------------------------------------------------------------------------------------------------


def _breaking(policy: Policy, pool: Sequence[Facts], choices: Choices, on: date) -> Iterator[Facts]:
    """Yield facts that break a relation among them, one or none for each: those of two enterprises mixed, or moved far."""
    plan = plan_of(policy)
    for relation in policy.program.relations:
        specs = [spec for spec in policy.program.facts if relation.node in plan.resting_on_fact(spec.name)]
        for _ in range(_TRIES):
            one, other = choices.pick(pool), choices.pick(pool)
            changed = choices.pick(specs)
            answer = _far(changed, one[changed.name], choices) if len(specs) == 1 or choices.chance(30) else other[changed.name]
            tried = {**{spec.name: one[spec.name] for spec in specs}, **_kept(changed, answer)}
            if any(code == "fact-relation" for _, code in _said(policy, Bad({**one, **tried}), (), on)):
                yield tried
                break


def _far(spec: FactSpec, answer: Answer, choices: Choices) -> Answer:
    """Return a fact with one number moved far, as far as its range goes."""
    match answer, spec.type:
        case Records(rows), ListType(record) if rows:
            numeric = [one for one in record.fields if is_numeric(one.type)]
            number = choices.integer(0, len(rows) - 1)
            moved = {one.name: _moved(one, choices) for one in (choices.pick(numeric),)} if numeric else {}
            return Records((*rows[:number], {**rows[number], **moved}, *rows[number + 1 :]))
        case Series(values, range_), SeriesType() if values:
            return Series({**values, choices.pick(sorted(values)): _moved(spec, choices)}, range_)
        case _, Scalar() as type_ if is_numeric(type_):
            return _moved(spec, choices)
        case _:
            return answer


def _moved(spec: FactSpec | Field, choices: Choices) -> Answer:
    """Return the least, or the greatest, of a range; of one without ends, a number far from others."""
    middle = Fraction(date(2020, 1, 1).toordinal()) if spec.type is Scalar.DATE else Fraction(0)
    low = spec.low if spec.low is not None else middle - _FAR
    high = spec.high if spec.high is not None else middle + _FAR
    return point(choices.pick((low, high)))


# --- what is said -------------------------------------------------------------------------------------------------------


def _with_wrong(policy: Policy, bad: Bad, columns: Sequence[Column], on: date) -> Bad:
    return Bad(bad.facts, bad.texts, tuple(_said(policy, bad, columns, on)))


def _said(policy: Policy, bad: Bad, columns: Sequence[Column], on: date) -> Iterator[tuple[str, str]]:
    """Yield the place, or the relation that is broken, and the code of everything that a policy says is wrong."""
    facts = plain(policy, bad.facts)
    for column in columns:
        if column.name not in bad.texts:
            continue
        wrong = bad.texts[column.name]
        if column.period is None:
            facts[column.fact.name] = wrong
        else:
            series = facts.get(column.fact.name)
            shown = _shown(column)
            kept = {key: value for key, value in series.items() if str(key) != shown} if isinstance(series, dict) else {}
            facts[column.fact.name] = {**kept, shown: wrong}
    try:
        policy.decide(facts, on)
    except FactsError as error:
        for diagnostic in error.diagnostics:
            yield diagnostic.path or diagnostic.arguments.get("relation", ""), diagnostic.code


def _shown(column: Column) -> str:
    assert isinstance(column.fact.type, SeriesType) and column.period is not None
    return show_period(column.period, column.fact.type.period)
