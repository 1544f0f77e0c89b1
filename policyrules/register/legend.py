"""What the columns of a matched register tell, in words: written beside it, so that its views need no policy.

In: an outline, its program, and what a query tells of it. Out: `Legend`, and the same as plain data and back. Knows no file,
and no way to show a table.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from policyrules.backends.reference import evaluate
from policyrules.columns.distances import Needed, comparisons, needed
from policyrules.columns.outcomes import IN_FORCE, IN_FORCE_WORDS, Kind, Told
from policyrules.core.facts import no_facts
from policyrules.core.outline import DutySpec, EntitlementSpec, Outline, Responsible, Site, SiteKind
from policyrules.core.program import Op, Program, resting
from policyrules.explain.explainer import Explainer
from policyrules.explain.lines import ask
from policyrules.explain.scope import whole

#: A thing told is found by what kind of it, of which declaration, and of a distance by its question.
_Key = tuple[Kind, str, int | None]


@frozen
class Unit:
    """A unit that answers: its name in the policy, in the document and on the day.

    One that stands for the governments of the counties is told by the column `by`, whose values `members` maps to their names.
    """

    name: str
    title: str
    written: str
    by: str | None
    members: tuple[tuple[str, str], ...]

    def answers_to(self, name: str) -> bool:
        """Say whether this is the unit, under any of its names."""
        return name in (self.name, self.title, self.written, *(title for _, title in self.members))


@frozen
class Far:
    """How far a comparison is from holding: the type of its numbers, and the columns of the distance.

    `under` holds what stands under the line, `exact` whether it is just so far and not only at least; `None` stands for 1, and
    for always.
    """

    type: str
    column: str
    under: str | None
    exact: str | None


@frozen
class Condition:
    """A condition that may alone be missing: what it asks, the name of the criteria that it stands within, its distance.

    Only a single comparison has a distance. One that is `timed` is only a matter of time, or of how the text is read: nobody
    can meet it. `instead` are the places of others that are enough as well.
    """

    words: tuple[str, str]  # in Chinese and in English
    within: str
    timed: bool
    far: Far | None
    instead: tuple[int, ...] = ()


@frozen
class Label:
    """A condition that the document names, and the column that says whether it holds."""

    words: tuple[str, str]  # in Chinese and in English
    column: str


@frozen
class Amount:
    """What an award comes to: the type of its number, and the columns of its ends, each with what stands under the line.

    An `_of` is `None` where it is 1 in all rows.
    """

    type: str
    least: str
    least_of: str | None
    most: str
    most_of: str | None


@frozen
class Award:
    """An entitlement, or a tier by its criteria (of these `kind` is "tier").

    `column` says whether it is had; the other columns are `None` where the query leaves them. `conditions` are in the order
    in which `nearest` counts them, `labels` those that have a column of their own. `inferred` is why the units were concluded.
    """

    kind: str
    id: str
    name: str
    title: str
    clause: str
    measure: str
    verb: str
    modality: str
    column: str | None
    short: str | None
    open: str | None
    nearest: str | None
    conditions: tuple[Condition, ...]
    labels: tuple[Label, ...]
    amount: Amount | None
    units: tuple[Unit, ...]
    inferred: str | None


@frozen
class Duty:
    """A duty that concerns some enterprises only; `bearer` is who acts where that is not the unit."""

    id: str
    title: str
    clause: str
    measure: str
    verb: str
    bearer: str | None
    column: str | None
    units: tuple[Unit, ...]
    inferred: str | None


@frozen
class Target:
    """A figure to be reached by a day, and the column of the enterprises that count towards it."""

    name: str
    title: str
    clause: str
    figure: int
    by: date
    quotes: tuple[str, ...]
    column: str | None


@frozen
class Legend:
    """What the columns of a policy tell: its awards in the order of the document, the tiers last, its duties, its targets."""

    name: str
    title: str
    number: str | None
    digest: str
    language: str
    awards: tuple[Award, ...]
    duties: tuple[Duty, ...]
    targets: tuple[Target, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units that answer for anything, each once."""
        every = (*(one.units for one in self.awards), *(one.units for one in self.duties))
        return tuple({unit.name: unit for units in every for unit in units}.values())


def legend(
    outline: Outline, program: Program, told: Sequence[Told], columns: Mapping[str, tuple[str, ...]], on: date, prefix: str = ""
) -> Legend:
    """Return what the columns of a policy tell on a day; `prefix` stands before the name of each."""
    names = {_key(one): tuple(prefix + name for name in columns[one.column]) for one in told}
    labels = {(one.of, one.node): one.label for one in told if one.kind is Kind.DISTANCE and one.label != one.text}
    labelled: dict[str, list[Label]] = {}
    for one in told:
        if one.kind is Kind.CONDITION and columns[one.column]:
            words = IN_FORCE_WORDS if one.label == IN_FORCE else (one.label, one.label)
            labelled.setdefault(one.of, []).append(Label(words, prefix + columns[one.column][0]))
    scope = whole(program, evaluate(program, no_facts(program, on)))
    writer = _Writer(outline, program, names, labels, labelled, on, Explainer(scope, on.toordinal(), outline.all_tiers))
    return Legend(
        outline.name,
        outline.title,
        outline.number,
        outline.digest,
        outline.language,
        (*map(writer.entitlement, outline.entitlements), *writer.tiers()),
        tuple(writer.duties()),
        tuple(writer.targets()),
    )


def _key(one: Told) -> _Key:
    return one.kind, one.of, one.node if one.kind is Kind.DISTANCE else None


@frozen
class _Writer:
    outline: Outline
    program: Program
    names: Mapping[_Key, tuple[str, ...]]
    labels: Mapping[tuple[str, int], str]
    labelled: Mapping[str, Sequence[Label]]
    on: date
    explainer: Explainer

    def entitlement(self, spec: EntitlementSpec) -> Award:
        measure = next(one.title for one in self.outline.measures if one.name == spec.measure)
        said = (spec.name, spec.title, spec.clause, measure, spec.verb, spec.modality.value)
        amount = None if spec.amount is None else self._amount(spec.id, str(self.program.nodes[spec.amount.node].type))
        return self._award(("entitlement", spec.id, *said), Kind.VERDICT, spec.site, spec.responsible, amount)

    def tiers(self) -> Iterator[Award]:
        for tier in self.outline.tiers:
            if tier.criteria is not None:
                said = ("tier", tier.name, tier.name, tier.title, tier.clause or "", "", "", "")
                yield self._award(said, Kind.QUALIFIES, tier.criteria, Responsible(()))

    def _award(
        self,
        said: tuple[str, str, str, str, str, str, str, str],
        verdict: Kind,
        site: Site,
        who: Responsible,
        amount: Amount | None = None,
    ) -> Award:
        of = said[1]
        return Award(
            *said,
            column=self._one(verdict, of),
            short=self._one(Kind.SHORT, of),
            open=self._one(Kind.UNKNOWN, of),
            nearest=self._one(Kind.NEAREST, of),
            conditions=tuple(self._conditions(of, needed(self.program, site))),
            labels=tuple(self.labelled.get(of, ())),
            amount=amount,
            units=self._units(who),
            inferred=who.inferred,
        )

    def _conditions(self, of: str, needed_: Needed) -> Iterator[Condition]:
        for leaf, instead in zip(needed_.leaves, needed_.instead(), strict=True):
            yield attrs.evolve(self._condition(of, leaf), instead=instead)

    def _amount(self, of: str, type_: str) -> Amount | None:
        columns = self.names.get((Kind.AMOUNT, of, None), ())
        ends = {name.rpartition("_amount_")[2]: name for name in columns}
        return Amount(type_, ends["least"], ends.get("least_of"), ends["most"], ends.get("most_of")) if ends else None

    def _condition(self, of: str, leaf: Site) -> Condition:
        compared = [one for one, _ in comparisons(self.program, leaf)] if leaf.kind is not SiteKind.WINDOW else []
        single = compared[0] if len(compared) == 1 and compared[0].node == leaf.node else None
        timed = leaf.kind is SiteKind.WINDOW or not self._asks(leaf.node)
        if single is None and leaf.label is not None:
            return Condition((leaf.label, leaf.label), "", timed, None)
        asked = self.explainer.explain(single or leaf)
        within = leaf.label or ("" if single is None else self.labels.get((of, single.node), ""))
        far = None if single is None else self._far(of, single)
        return Condition((ask(asked, "zh"), ask(asked, "en")), within, timed, far)

    def _far(self, of: str, site: Site) -> Far | None:
        columns = self.names.get((Kind.DISTANCE, of, site.node), ())
        if not columns:
            return None
        type_ = self.program.nodes[self.program.nodes[site.node].args[0]].type
        ends = {name.rpartition("_")[2]: name for name in columns[1:]}
        return Far(str(type_), columns[0], ends.get("of"), ends.get("exact"))

    def duties(self) -> Iterator[Duty]:
        """Yield the duties that ask for facts: the others concern all enterprises alike."""
        for duty in self.outline.duties:
            if self._asks(duty.applies):
                measure = next(one.title for one in self.outline.measures if one.name == duty.measure)
                yield self._duty(duty, measure)

    def _duty(self, spec: DutySpec, measure: str) -> Duty:
        column, who = self._one(Kind.DUTY, spec.id), spec.responsible
        return Duty(spec.id, spec.title, spec.clause, measure, spec.verb, spec.bearer, column, self._units(who), who.inferred)

    def targets(self) -> Iterator[Target]:
        for one in self.outline.targets:
            yield Target(one.name, one.title, one.clause, one.count, one.by, one.quotes, self._one(Kind.TARGET, one.name))

    def _asks(self, node: int) -> bool:
        """Say whether a node asks for any fact."""
        return any(self.program.nodes[one].op is Op.FACT for one in resting(self.program.nodes, (node,)))

    def _units(self, responsible: Responsible) -> tuple[Unit, ...]:
        specs = (self.outline.unit(name) for name in responsible.units)
        return tuple(Unit(spec.name, spec.on(self.on), spec.names[0][1], spec.by, spec.members) for spec in specs)

    def _one(self, kind: Kind, of: str) -> str | None:
        """Return the column of a truth or a count; `None` where the query leaves it."""
        return next(iter(self.names.get((kind, of, None), ())), None)


# --- plain data ---------------------------------------------------------------------------------------------------------


def to_data(one: Legend) -> dict[str, Any]:
    """Return a legend as plain data."""
    return attrs.asdict(one, value_serializer=lambda _, __, value: value.isoformat() if isinstance(value, date) else value)


def from_data(data: object) -> Legend:
    """Return the legend that plain data tells. Raises `TypeError` or `ValueError` where it is none."""
    found: Legend = _of_type(data, Legend)
    if any(not 0 <= n < len(award.conditions) for award in found.awards for one in award.conditions for n in one.instead):
        raise ValueError("a condition that there is none of")
    return found


def _of_type(data: Any, hint: Any) -> Any:
    """Return the value of a type that plain data tells: nothing in it is believed."""
    arguments = get_args(hint)
    if get_origin(hint) is UnionType:  # something or nothing
        return None if data is None else _of_type(data, arguments[0])
    if get_origin(hint) is tuple:
        each = repeat(arguments[0], len(data)) if arguments[-1] is Ellipsis else arguments
        return tuple(_of_type(one, of) for one, of in zip(_only(list, data), each, strict=True))
    if attrs.has(hint):
        hints = get_type_hints(hint)
        if _only(dict, data).keys() != hints.keys():
            raise ValueError(f"other fields than those of {hint.__name__}")
        return hint(**{name: _of_type(one, hints[name]) for name, one in data.items()})
    return date.fromisoformat(data) if hint is date else _only(hint, data)


def _only(type_: type, data: Any) -> Any:
    if type(data) is not type_:
        raise TypeError(f"{type(data).__name__} in the place of {type_.__name__}")
    return data
