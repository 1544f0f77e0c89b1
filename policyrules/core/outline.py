"""The outline of a policy: what it promises to whom, as data beside the program.

Tiers, measures, entitlements, duties and targets, with the nodes that decide them and the sites where they are written. All
that a decision, an explanation, a task table or a schema needs of the document stands here, so that nothing after
lowering reads the syntax tree.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import zip_longest

from attrs import field, frozen

from policyrules.core.program import Program
from policyrules.diagnostics import Language
from policyrules.values.answers import Answer
from policyrules.values.bands import Bands
from policyrules.values.modality import Modality


class SiteKind(StrEnum):
    """What a written occurrence is.

    `OVER` is a figure of several periods, `PERIOD` what is asked of one. `DEFINITION`, `TIER` (is it held?), `CRITERIA` (is it
    qualified for?), `SCORE` and `ENTITLED` (is the award given?) are names that stand for what is under them. `EXCLUDED` asks
    that an award is not given; the label of both is its name.
    """

    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"
    NOT = "not"
    COMPARE = "compare"
    EACH = "each"
    CHOOSE = "choose"
    DEFINITION = "definition"
    TIER = "tier"
    CRITERIA = "criteria"
    ENTITLED = "entitled"
    EXCLUDED = "excluded"
    OVER = "over"
    PERIOD = "period"
    WINDOW = "window"
    TABLE = "table"
    EXCEPTIONS = "exceptions"
    SCORE = "score"
    VALUE = "value"


@frozen
class CellSpec:
    """What a row asks of a key: a number in the pieces with a place of `bands`, or one of `names`; of a code, how it begins."""

    bands: Bands | None = None
    names: tuple[str | bool, ...] = ()
    codes: bool = False


@frozen(eq=False)
class KeySpec:
    """What a table is read by: its node, and as it is written."""

    node: int
    text: str
    site: "Site"


@frozen
class RowSpec:
    """A row of a table: as it is written, the node of its value, and when it fits.

    Its value stands `at` that place among the children of the site of the table: rows that ask the same have one node, and
    stand in clauses of their own. It fits where each key is in its cell (`None` where anything will do; no cells in the row
    否则), or where its `guard` holds.
    """

    text: str
    value: int
    cells: tuple[CellSpec | None, ...] = ()
    guard: int | None = None
    line: int = field(kw_only=True)
    at: int = field(kw_only=True)


@frozen(eq=False)
class TableSpec:
    """A table as it is written: the first row that fits counts, or, where it has a rule for numbers at which two rows
    meet (`meets`), the one of both that the rule says. The nodes are those of where its site stands.
    """

    keys: tuple[KeySpec, ...]
    rows: tuple[RowSpec, ...]
    meets: bool = False


@frozen
class ExceptionSpec:
    """An exception to a definition: its name and clause, and the nodes of its condition and of its value."""

    name: str
    clause: str | None
    guard: int
    value: int
    line: int


#: Sites that ask for a tier, and for its criteria.
_TIERS = (SiteKind.TIER, SiteKind.CRITERIA)
_NONE: frozenset[SiteKind] = frozenset()

#: More lines are not counted: what is written once may be used in very many places.
MOST_LINES = 1_000_000


@frozen(eq=False)
class Site:
    """A place where a question is written.

    `node` is an index into the program, or into the body of the nearest `EACH` site above. `text` is what stands there
    (one line), `line` its line in the `.pol` file. The children of an `EACH` site belong to its body. `period` is the node of
    the period that a `PERIOD` site is about, or that the use of a derived series asks for. `policy` names
    the policy that what is named here belongs to, with all that is below, where that is another than above. The children of
    an `EXCEPTIONS` site are the default, and the condition and the value of each of the `exceptions`. `counts` say how many
    lines are written at most from here on down, a site that is used twice counted twice: so many, and so many more for each
    record of a list, for each of a list within one, and so on.
    `cites` and `excepts` say whether, from here on down, another policy is named or exceptions are written, and `asks` whether
    there are sites that ask for a tier, or for its criteria.
    """

    kind: SiteKind
    node: int
    text: str
    line: int
    label: str | None = None
    clause: str | None = None
    quotes: tuple[str, ...] = ()
    children: tuple["Site", ...] = field(default=(), repr=False)
    table: TableSpec | None = field(default=None, repr=False)
    exceptions: tuple[ExceptionSpec, ...] = field(default=(), repr=False)
    period: int | None = None
    policy: str | None = None
    counts: tuple[int, ...] = field(init=False, repr=False)
    cites: bool = field(init=False, repr=False)
    excepts: bool = field(init=False, repr=False)
    asks: frozenset[SiteKind] = field(init=False, repr=False)

    # Most sites have no children, and a policy has very many sites: these are told at once.

    @counts.default
    def _count_lines(self) -> tuple[int, ...]:
        if not self.children:
            return (1, 1) if self.kind is SiteKind.EACH else (1,)
        each = [child.counts for child in self.children]
        if self.kind is not SiteKind.EACH and max(map(len, each)) == 1:  # of most sites, none asks of records
            return (min(1 + sum([count for (count,) in each]), MOST_LINES),)
        below = [sum(counts) for counts in zip_longest(*each, fillvalue=0)]
        whole = [1, *_one_more(below)] if self.kind is SiteKind.EACH else _one_more(below)
        return tuple(min(count, MOST_LINES) for count in whole)

    @property
    def lines(self) -> int | None:
        """At most as many lines as are written from here on down; `None` where that depends on the records."""
        return self.counts[0] if len(self.counts) == 1 else None

    def most_lines(self, records: int) -> int:
        """Return how many lines are written at most from here on down where each list has at most so many records."""
        return sum(count * records**power for power, count in enumerate(self.counts))

    @cites.default
    def _names_another(self) -> bool:
        return self.policy is not None or True in [child.cites for child in self.children]

    @excepts.default
    def _has_exceptions(self) -> bool:
        return self.kind is SiteKind.EXCEPTIONS or True in [child.excepts for child in self.children]

    @asks.default
    def _asks_for_tiers(self) -> frozenset[SiteKind]:
        own = frozenset((self.kind,)) if self.kind in _TIERS else _NONE
        return own.union(*[child.asks for child in self.children]) if self.children else own


def _one_more(counts: Sequence[int]) -> list[int]:
    """Return how many lines there are with one more."""
    return [1 + counts[0], *counts[1:]] if counts else [1]


@frozen
class Window:
    """When something is in force: `node` is true inside; `first` and `last` are nodes of its ends, where they exist.

    `superseded_by` is the document that takes its place on the day after the last.
    """

    node: int
    first: int | None
    last: int | None
    superseded_by: str | None = None


@frozen
class UnitSpec:
    """A responsible unit. `names` are its names with the day each begins (`None` for the one in the document).

    A unit that stands for one of several is resolved by the fact `by`: `members` maps the values of that enum to names.
    """

    name: str
    names: tuple[tuple[date | None, str], ...]
    by: str | None = None
    members: tuple[tuple[str, str], ...] = ()

    def on(self, day: date) -> str:
        """Return the name that the unit has on `day`."""
        current = self.names[0][1]
        for begins, name in self.names:
            if begins is None or begins <= day:
                current = name
        return current


@frozen
class Responsible:
    """Who answers: units by name; `unstated` where the document names none; `inferred` is why, where it was concluded."""

    units: tuple[str, ...]
    unstated: bool = False
    inferred: str | None = None


@frozen
class TierSpec:
    """A tier of the ladder. `validity_months` is `None` where the document states none (`validity_unstated`).

    `criteria` is what an enterprise needs to qualify, where the policy knows it; `expires` the node of the day on which the
    title that is held ends.
    """

    name: str
    title: str
    rank: int | None
    held: Site | None
    validity_months: int | None
    validity_unstated: bool
    clause: str | None
    line: int
    notes: tuple[str, ...] = ()
    criteria: Site | None = None
    expires: int | None = None


@frozen(eq=False)
class ScoreSpec:
    """A score, a group of it or an indicator: `kind` is score, group or indicator; `node` are its points.

    `minimum` is what a group has to reach, `pass_mark` what the whole has to; `maximum` is `None` where it cannot be told.
    `parts` are those of a score or a group, `points` is where an indicator says how many points there are.
    """

    kind: str
    name: str
    title: str
    clause: str | None
    node: int
    maximum: Fraction | None
    minimum: Fraction | None
    pass_mark: Fraction | None
    parts: "tuple[ScoreSpec, ...]"
    points: Site | None
    line: int
    quotes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def nodes(self) -> "Iterator[int]":
        """The nodes of all its parts."""
        for part in self.parts:
            yield part.node
            yield from part.nodes


class StepKind(StrEnum):
    """What is done to an amount on its way from what is written to what is given, in the order in which it is done."""

    BASE = "base"
    SHARE = "share"
    ITEM_CAP = "item_cap"
    SUM = "sum"
    CAP = "cap"
    YEARLY_CAP = "yearly_cap"
    RECEIVED = "received"


@frozen
class AmountStep:
    """One step of an amount. `node` is what it comes to, `operand` the cap, the share or what was received before, `year` the
    number of the year that the share is that of. The `operand` of what is written is what it comes to where that may be below
    zero, and `node` no less than nothing.

    The indexes are into the program, or into the body of the sum over the records for what is done to each record.
    """

    kind: StepKind
    node: int
    text: str
    line: int
    operand: int | None = None
    year: int | None = None


@frozen
class RecordSteps:
    """An amount that is the sum over the records of a list: `node` is the sum, `steps` are those of each record.

    `apart` is the node of all that is required apart from the records, `sites` what the amount of each is computed from.
    """

    node: int
    list_name: str
    apart: int
    steps: tuple[AmountStep, ...]
    sites: tuple[Site, ...] = ()


@frozen
class StageSpec:
    """A stage of a payment: its share, and the node of the part of the amount that it is."""

    name: str
    share: Fraction
    node: int


@frozen
class AmountSpec:
    """What is given in money or as a rate.

    `node` is the amount, or the ceiling of a rate. `indicative` is shown, and marked, while `node` is unknown;
    `compared` is the fact that the ceiling is held against and `within` the node of that comparison. `payable` is the amount
    where the verdict is in favour, and nothing where it is not. `documents` are the names of the other policies that it is
    computed by, `sites` what it is computed from, as far as that stands in no record.
    """

    kind: str  # "amount" or "rate_ceiling"
    node: int
    text: str
    payable: int | None = None
    steps: tuple[AmountStep, ...] = ()
    records: RecordSteps | None = None
    stages: tuple[StageSpec, ...] = ()
    indicative: int | None = None
    compared: int | None = None
    compared_text: str | None = None
    within: int | None = None
    documents: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()


@frozen
class EntitlementSpec:
    """A promise to an enterprise. `verdict` is the node of all its conditions; `site` shows them, windows among them."""

    id: str
    name: str
    title: str
    measure: str
    clause: str
    verb: str
    modality: Modality
    verdict: int
    site: Site
    responsible: Responsible
    quotes: tuple[str, ...]
    lead: tuple[str, ...]
    windows: tuple[Window, ...]
    amount: AmountSpec | None
    notes: tuple[str, ...]
    line: int


class RuleKind(StrEnum):
    """How a rule counts the awards that it governs."""

    HIGHEST_ONLY = "highest_only"
    CHOOSE_ONE = "choose_one"
    TOP_UP = "top_up"
    TOTAL_CAP = "total_cap"


@frozen
class AwardSpec:
    """An award in a total: the policy that gives it, its id there, and the nodes of its amount and of what of it is payable.

    One that is not `counted` is of a policy that the total is not made of, and is only held against those that are.
    """

    policy: str
    id: str
    amount: int
    payable: int
    counted: bool = True


@frozen
class RuleSpec:
    """A rule over several awards.

    `members` are awards and rules within, in the order of the document. `before` is their sum, or the highest of them, those
    that are not counted among them; `node` what counts of it, and `whole` what would if all of them were counted; `operand` the
    cap, or what was received before. `policy` is the one whose rule it is, `place` says where in it, `""` for one of the policy
    itself.
    """

    kind: RuleKind
    node: int
    before: int
    whole: int
    members: "tuple[AwardSpec | RuleSpec, ...]"
    policy: str
    place: str
    line: int
    operand: int | None = None


@frozen
class TotalSpec:
    """What an enterprise may receive altogether: `node` is the sum of the members, `unstated` are awards outside of it."""

    node: int
    members: tuple[AwardSpec | RuleSpec, ...]
    unstated: tuple[AwardSpec, ...] = ()


@frozen
class MentionedSpec:
    """An entitlement of another policy that something rests on: what to cite it by, and its windows."""

    name: str
    title: str
    clause: str
    windows: tuple[Window, ...] = ()


@frozen
class Recurrence:
    """`times` in every `months` months, counted from `anchor`."""

    months: int
    times: int
    anchor: date


@frozen
class DutySpec:
    """What a unit, an enterprise or a third party is to do. `bearer` is who acts, where that is not the unit."""

    id: str
    name: str
    title: str
    measure: str
    clause: str
    verb: str
    modality: Modality
    applies: int
    site: Site | None
    responsible: Responsible
    bearer: str | None
    quotes: tuple[str, ...]
    deadline: date | None
    recurrence: Recurrence | None
    consequence: str | None
    notes: tuple[str, ...]
    line: int


@frozen
class MeasureSpec:
    """A numbered measure and what it contains."""

    name: str
    title: str
    clause: str
    responsible: Responsible
    lead: tuple[str, ...]
    entitlements: tuple[EntitlementSpec, ...]
    duties: tuple[DutySpec, ...]
    line: int
    notes: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@frozen
class TargetSpec:
    """A figure to be reached by a day: how many enterprises of a register are to satisfy `counts`."""

    name: str
    title: str
    clause: str
    count: int
    by: date
    counts: int
    quotes: tuple[str, ...]
    line: int
    site: Site | None = None
    notes: tuple[str, ...] = ()


@frozen(eq=False)
class DeterminationSpec:
    """A value that the document determines: a definition that stands in it and that nothing else in the policy uses."""

    name: str
    title: str
    clause: str
    node: int
    site: Site
    quotes: tuple[str, ...]
    line: int


class Requirement(StrEnum):
    """What a property requires of a node: that it is never false, that it is known, that a change does not let it fall."""

    HOLDS = "holds"
    KNOWN = "known"
    NO_FALL = "no_fall"


class Direction(StrEnum):
    """How the fact of a property becomes another."""

    INCREASES = "increases"
    DECREASES = "decreases"
    GAINS_ONE = "gains_one"
    BECOMES = "becomes"


@frozen
class Change:
    """The one fact that becomes another. `period` is the node of which one, of a series; `value` is what it becomes, or by how
    much it changes, where that is said; `text` as it is written.
    """

    fact: str
    period: int | None
    direction: Direction
    value: Answer | None
    text: str
    line: int


@frozen(eq=False)
class RequiredSpec:
    """One thing that a property requires: its node is that of `site`. It may fall by `allowance`, in the unit of its type.

    `item` is what is required, and `text` of what, as they are written.
    """

    kind: Requirement
    site: Site
    item: str
    text: str
    allowance: Fraction
    line: int


@frozen(eq=False)
class PropertySpec:
    """What must be true of every enterprise: of those for which `applies` is true on the day.

    Of `given_only`, where there are any, all is known, and of other facts nothing.
    """

    name: str
    title: str
    clause: str | None
    applies: Site
    given_only: tuple[str, ...] | None
    change: Change | None
    requires: tuple[RequiredSpec, ...]
    quotes: tuple[str, ...]
    notes: tuple[str, ...]
    line: int


@frozen
class Supersession:
    """A document, by its number, in whose place another one stands from a day on."""

    number: str
    since: date


@frozen
class DocumentSpec:
    """Another policy that this one rests on: what to cite it by, when it is in force, and what of it is asked for.

    The names of its tiers begin with its own (`国标.小巨人`).
    """

    name: str
    title: str
    number: str | None
    windows: tuple[Window, ...]
    tiers: tuple[TierSpec, ...]
    entitlements: tuple[MentionedSpec, ...] = ()


@frozen
class Outline:
    """The document: who issued it and when, and what it holds, in the order of the text.

    `asked` are the values that its scenarios ask for, by name, with their nodes; `properties` what must be true of every
    enterprise.
    """

    name: str
    title: str
    number: str | None
    issuer: str | None
    issued: date | None
    language: Language
    digest: str
    in_force: Window | None
    in_force_site: Site | None
    units: tuple[UnitSpec, ...]
    tiers: tuple[TierSpec, ...]
    measures: tuple[MeasureSpec, ...]
    targets: tuple[TargetSpec, ...]
    scores: tuple[ScoreSpec, ...] = ()
    determinations: tuple[DeterminationSpec, ...] = ()
    asked: tuple[tuple[str, int], ...] = ()
    total: TotalSpec | None = None
    supersedes: tuple[Supersession, ...] = ()
    superseded_by: tuple[Supersession, ...] = ()
    used: tuple[DocumentSpec, ...] = ()
    properties: tuple[PropertySpec, ...] = ()

    @property
    def all_tiers(self) -> tuple[TierSpec, ...]:
        """The tiers, and those of other policies that are asked for."""
        return (*self.tiers, *(tier for document in self.used for tier in document.tiers))

    @cached_property
    def entitlements(self) -> tuple[EntitlementSpec, ...]:
        return tuple(e for measure in self.measures for e in measure.entitlements)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The places of the entitlements in the document, by their ids and, where only one has it, their names."""
        names = Counter(spec.name for spec in self.entitlements)
        by_name = {spec.name: place for place, spec in enumerate(self.entitlements) if names[spec.name] == 1}
        return {**by_name, **{spec.id: place for place, spec in enumerate(self.entitlements)}}

    @property
    def duties(self) -> tuple[DutySpec, ...]:
        return tuple(d for measure in self.measures for d in measure.duties)

    def unit(self, name: str) -> UnitSpec:
        return next(spec for spec in self.units if spec.name == name)


@frozen
class Lowered:
    """What lowering makes of a policy: what it asks, and the document beside it."""

    program: Program
    outline: Outline


@frozen
class Part:
    """A policy of a book: what it is alone, and where it is found in the book.

    `places` are the indexes, in the program of the book, of the nodes of its own. `names` says what its parameters and readings
    are called in the book.
    """

    alone: Lowered
    places: tuple[int, ...]
    names: Mapping[str, str] = field(hash=False)


@frozen
class LoweredBook:
    """What lowering makes of several policies: one program that answers all of them, and their total."""

    program: Program
    parts: tuple[Part, ...]
    total: TotalSpec | None = None
