"""What explains the sites of a policy in one case.

In: a site, a program and its answers. Out: `Explanation`s. What of a line is the same for every enterprise is `Written` once
for a policy; of a case, only what is looked at is read.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, assert_never, cast
from weakref import ref

from attrs import field, frozen

from policyrules.core.outline import Site, SiteKind, TierSpec, Window
from policyrules.core.program import Body, CauseKind, Exceptions, Node, Op, Open, Quantifier
from policyrules.diagnostics import Language
from policyrules.explain.explanation import Connective, Explanation, Period
from policyrules.explain.kept import kept
from policyrules.explain.operands import calendar_period
from policyrules.explain.placements import placement, tables
from policyrules.explain.scope import Scope
from policyrules.values.answers import Interval, Records, Truth
from policyrules.values.types import ListType, Scalar, Type

#: Definitions that stand deeper than this are not opened; no policy that people read comes near it.
_DEEPEST = 120

#: A definition with more lines than this below it is not opened: what is written once may be used in very many places.
LARGEST = 5_000

#: A question about a list within one about a list is not opened where more records are held against one another.
_MOST_RECORDS = 2_000

#: Where no list has more records, most definitions are opened in every case.
_FEW_RECORDS = 50

#: So many lines of a policy are kept as they are written.
_MOST_WRITTEN = 20_000

#: The label of the window site that is the policy's own, and of the one that ends because another document takes its place.
POLICY_WINDOW = "policy"
SUPERSEDED = "superseded"

#: Sites that are a name for what is under them.
_NAMES = (SiteKind.DEFINITION, SiteKind.TIER, SiteKind.CRITERIA, SiteKind.ENTITLED)

#: Sites that ask for a tier.
_TIERS = (SiteKind.TIER, SiteKind.CRITERIA)


@frozen(eq=False)
class Written:
    """What of a line is the same in every case in which as much stands below it: the `fields` of its explanation.

    `decided_by` is the unit that decides what the document leaves open. `lines` are written from here on down, if each list
    has one record; where they are the same in every case with few, what is kept with it is `steady`: it is kept for all cases.
    `said` is how the line is said, by the language, where it asks the same in every case and on every day.
    """

    fields: Mapping[str, Any]
    decided_by: str | None
    steady: dict[str, Any] | None
    said: dict[Language, str] | None
    lines: int


#: What is written of a policy, by its sites, with what stands below where that is not all.
Book = dict[Site | tuple[Site, tuple[Site, ...]], Written]


class Lines(dict[tuple[Scope, Site], Explanation]):
    """The lines that were explained so far of one case: whoever holds them has each made once."""

    __slots__ = ("__weakref__",)


def _unheld(lines: Lines) -> "ref[Lines]":
    return ref(lines)


@frozen(eq=False, slots=False)
class Explainer:
    """Explains sites of one case; a site that is shared is read once per scope, as long as someone holds the lines.

    Lines hold what explains those below them, and are not held by it: they are let go together with the decision.

    `day` is the ordinal of the decision date; `tiers` and `windows` are those that sites may ask for; `documents` say what
    other policies are cited by, `units` what units are called on the day.
    """

    scope: Scope
    day: int
    tiers: tuple[TierSpec, ...] = ()
    windows: tuple[Window, ...] = ()
    documents: Mapping[str, str] = field(factory=dict)
    units: Mapping[str, str] = field(factory=dict)
    written: Book = field(factory=dict, repr=False)
    _lines: "ref[Lines]" = field(factory=Lines, converter=_unheld, repr=False)

    def explain(self, site: Site, depth: int = 0, policy: str | None = None) -> Explanation:
        """Return the explanation of a site of the program: one that stands so deep, and where names are those of a policy."""
        return self._explain(self._read(), self.scope, site, depth, policy)

    def _read(self) -> Lines:
        """Return the lines that were explained so far; where nobody holds them any more, others for the time that it takes."""
        lines = self._lines()
        if lines is None:
            lines = Lines()
            object.__setattr__(self, "_lines", ref(lines))
        return lines

    def _explain(self, lines: Lines, scope: Scope, site: Site, depth: int, policy: str | None) -> Explanation:
        """Explain a site; what it names belongs to `policy` unless the site says otherwise."""
        found = lines.get((scope, site))
        if found is None:
            found = lines[scope, site] = self._build(scope, site, depth, site.policy or policy)
        return found

    def _build(self, scope: Scope, site: Site, depth: int, policy: str | None) -> Explanation:
        home, index = scope.source(site.node)
        if site.kind is SiteKind.EACH and depth < _DEEPEST and home.nodes[index].op is Op.EACH:
            return self._each(home, index, site, depth, policy)
        inside = () if depth >= _DEEPEST else _row_taken(scope, site) if site.kind is SiteKind.TABLE else site.children
        below = partial(self._below, scope, inside, depth + 1, policy)
        if site.kind in _NAMES and self._is_long(site, below):
            inside = ()
        key = site if inside is site.children else (site, inside)
        written = self.written.get(key)
        if written is None:
            written = self._write(scope, site, inside)
            if len(self.written) < _MOST_WRITTEN:
                self.written[key] = written
        answer = home.answer(index)
        one = Explanation.__new__(Explanation)  # made as it always is, it would be given what is written field by field
        fields = one.__dict__
        fields |= written.fields
        fields["answer"], fields["scope"], fields["policy"] = answer, scope, policy
        fields["truth"] = answer if isinstance(answer, Truth) else None
        if inside:
            fields["below"] = below
        if depth + written.lines < _DEEPEST and self.records <= _FEW_RECORDS:
            fields["steady"], fields["said"] = written.steady, written.said
        if site.kind is SiteKind.WINDOW:
            fields["period"] = self._period(scope, site, elsewhere=policy is not None)
        elif site.kind is SiteKind.PERIOD and site.period is not None:
            fields["at"] = calendar_period(scope, site.period)
        if written.decided_by is not None:
            fields["left_to"] = self.units.get(written.decided_by, written.decided_by)
        return one

    def _below(
        self, scope: Scope, inside: Sequence[Site], depth: int, policy: str | None, truth: Truth | None = None
    ) -> tuple[Explanation, ...]:
        """Explain what stands below a line, or of that only what has one truth."""
        asked = inside if truth is None else [child for child in inside if scope.answer(child.node) is truth]
        lines = self._read()
        return tuple([self._explain(lines, scope, child, depth, policy) for child in asked])

    def _write(self, scope: Scope, site: Site, inside: tuple[Site, ...]) -> Written:
        """Return what is the same of a line in every case in which so much stands below it."""
        home, index = scope.source(site.node)
        node = home.nodes[index]
        below_types = [scope.type(child.node) for child in inside] if node.type is Scalar.BOOL else ()
        connective = _connective(site, node, below_types)
        one = Explanation(
            kind=site.kind,
            connective=connective,
            text=site.text,
            answer=Truth.U,
            type=node.type,
            label=None if site.kind is SiteKind.WINDOW else site.label,
            clause=site.clause,
            quotes=site.quotes,
            line=site.line,
            node=site.node if scope.outer is None else None,
            count=node.data if isinstance(node.data, int) else 0,
            overriding=node.data if connective is Connective.EXCEPTIONS and isinstance(node.data, Exceptions) else None,
            tier=self._tier(home, index, site) if site.kind in _TIERS else None,
            document=None if site.policy is None else self.documents[site.policy],
            site=site,
        )
        fields = {**one.__dict__, **_known(site, node, connective, inside)}
        lines = sum(site.counts)
        steady: dict[str, Any] | None = {} if lines < _DEEPEST and _is_steady(scope, site) else None
        said: dict[Language, str] | None = None if steady is None or not _asks_the_same(scope, site) else {}
        return Written(fields, _decided_by(node), steady, said, lines)

    def _is_long(self, site: Site, below: Callable[[], Sequence[Explanation]]) -> bool:
        """Say whether more lines stand below a site than are told: they are counted only where that many may be written.

        No more of them are made than that: of a long list of records there may be hundreds of thousands.
        """
        if (site.most_lines(self.records) if site.lines is None else site.lines) <= LARGEST:
            return False
        waiting, count = list(below()), 0
        while waiting and count <= LARGEST:
            waiting += waiting.pop().children
            count += 1
        return count > LARGEST

    @kept
    def records(self) -> int:
        """How many records the longest list has."""
        lists = (self.scope.answer(index) for index, node in enumerate(self.scope.nodes) if isinstance(node.type, ListType))
        return max((len(one.rows or ()) for one in lists if isinstance(one, Records)), default=0)

    def _each(self, scope: Scope, index: int, site: Site, depth: int, policy: str | None) -> Explanation:
        node, records = scope.nodes[index], scope.records(index)
        quantifier, count = cast(tuple[Quantifier, int], node.data)

        def below() -> tuple[Explanation, ...]:
            return tuple([self._record(record, cast(Body, node.body), site, depth + 1, policy) for record in records or ()])

        few = records is not None and (scope.outer is None or scope.many * len(records) <= _MOST_RECORDS)
        opened = few and not self._is_long(site, below)
        return Explanation(
            kind=site.kind,
            connective=_of_records(quantifier) if opened else Connective.LEAF,
            text=site.text,
            answer=scope.answer(index),
            type=node.type,
            label=site.label,
            clause=site.clause,
            quotes=site.quotes,
            line=site.line,
            node=index if scope.outer is None else None,
            count=count,
            quantifier=quantifier,
            list_name=scope.list_name(index),
            withheld=records is not None and not opened,
            policy=policy,
            document=None if site.policy is None else self.documents[site.policy],
            below=below if opened else tuple,
        )

    def _record(self, scope: Scope, body: Body, site: Site, depth: int, policy: str | None) -> Explanation:
        told = [child for child in site.children if scope.type(child.node) is Scalar.BOOL]
        return Explanation(
            kind=None,
            connective=Connective.ALL,
            text="",
            answer=Truth.T if body.condition is None else scope.answer(body.condition),
            type=Scalar.BOOL,
            record=scope.record,
            policy=policy,
            below=partial(self._below, scope, told, depth + 1, policy),
        )

    def _tier(self, scope: Scope, index: int, site: Site) -> str | None:
        """Return the tier that a site asks for: the one that it names, of those that this node decides."""
        if scope.outer is not None:
            return None
        tiers = [spec for spec in self.tiers if spec.name.startswith(f"{site.policy}.") is (site.policy is not None)]
        asked = [(spec.name, spec.held if site.kind is SiteKind.TIER else spec.criteria) for spec in tiers]
        names = [name for name, one in asked if one is not None and one.node == index]
        return next((name for name in names if name in site.text), names[0] if names else None)

    def _period(self, scope: Scope, site: Site, *, elsewhere: bool) -> Period | None:
        """Return the window that a site stands for: windows are asked of the whole program."""
        home, index = scope.source(site.node)
        by_another = site.label == SUPERSEDED
        fitting = (window for window in self.windows if window.node == index)
        window = next((window for window in fitting if (window.superseded_by is not None) is by_another), None)
        if window is None:
            return None
        first, last = (None if end is None else cast(Interval, home.answer(end)) for end in (window.first, window.last))
        return Period(first, last, self.day, site.label == POLICY_WINDOW, window.superseded_by, elsewhere)


# --- what is the same in every case -----------------------------------------------------------------------------------


def _decided_by(node: Node) -> str | None:
    """Return the unit that decides what the document leaves to it."""
    left = node.data if node.op is Op.UNKNOWN else None
    return left.cause.subject if isinstance(left, Open) and left.cause.kind is CauseKind.DISCRETION else None


def _known(site: Site, node: Node, connective: Connective, inside: Sequence[Site]) -> dict[str, Any]:
    """Return what is looked up of a line as far as it is known beforehand that there is nothing: an explanation keeps it."""
    nothing: dict[str, Any] = {}
    compares = site.kind is SiteKind.COMPARE and node.op is Op.COMPARE
    is_leaf = connective is Connective.LEAF
    if not compares:
        nothing |= {"comparison": None}
    if not compares or not any(True for side in site.children for _ in tables(side)):
        nothing |= {"placements": ()}
    if not site.excepts or not (compares or site.kind is SiteKind.EXCEPTIONS):
        nothing |= {"exceptions": ()}
    if node.op is not Op.ABSENT:
        nothing |= {"absent": None}
    if not is_leaf or node.type is not Scalar.BOOL or node.op is Op.ABSENT:
        nothing |= {"values": ()}
    if not is_leaf or site.table is None:
        nothing |= {"rows": ()}
    return nothing if inside else {**nothing, "children": (), "decisive": (), "size": 1}


def _is_steady(scope: Scope, site: Site) -> bool:
    """Say whether the same lines stand below a site in every case with few records, but for those of the records."""
    if site.kind is SiteKind.EACH:
        return True
    if site.kind is SiteKind.TABLE and site.children and scope.type(site.node) is Scalar.BOOL:
        return False
    if site.kind in _NAMES and site.most_lines(_FEW_RECORDS) > LARGEST:
        return False
    return all(_is_steady(scope, child) for child in site.children)


#: Sites whose words may be the same in every case, and what reads an input whose name is.
_FIXED = (SiteKind.COMPARE, SiteKind.ALL, SiteKind.ANY, SiteKind.NOT, SiteKind.DEFINITION, SiteKind.VALUE)
_READS = (Op.FACT, Op.FIELD, Op.LITERAL, Op.DAY, Op.READING, Op.PARAMETER)


def _asks_the_same(scope: Scope, site: Site) -> bool:
    """Say whether what a site asks is said in the same words in every case: it names no period, row or unit that may differ."""
    home, index = scope.source(site.node)
    node = home.nodes[index]
    if site.kind not in _FIXED or (site.period is not None) or _decided_by(node) is not None or not _cites_the_same(site):
        return False
    if site.kind is SiteKind.COMPARE and node.op is Op.COMPARE:
        sides = [home.source(argument) for argument in node.args]
        dated = any(where.nodes[at].op in (Op.AT, Op.PRESENT) for where, at in sides)
        return not dated and all(side.period is None for side in site.children)
    if node.type is Scalar.BOOL and not site.children:
        return node.op in _READS
    return node.op is not Op.ABSENT and all(_asks_the_same(scope, child) for child in site.children)


def _cites_the_same(site: Site) -> bool:
    """Say whether the same documents are named in every case: of a table only the row that counts is told, and of a list its
    records.
    """
    if site.policy is not None or not site.cites:
        return True
    return site.kind not in (SiteKind.TABLE, SiteKind.EACH) and all(map(_cites_the_same, site.children))


def _row_taken(scope: Scope, site: Site) -> tuple[Site, ...]:
    """Return what stands in the row of a table that counts, where it is known which one does."""
    row = None if site.table is None else placement(scope, site).row
    return () if row is None else (site.children[row.at],)


def _of_records(quantifier: Quantifier) -> Connective:
    match quantifier:
        case Quantifier.SOME:
            return Connective.ANY
        case Quantifier.EVERY:
            return Connective.ALL
        case Quantifier.AT_LEAST:
            return Connective.AT_LEAST
        case Quantifier.COUNT | Quantifier.SUM | Quantifier.SUM_PER_YEAR | Quantifier.MAX | Quantifier.MIN:
            return Connective.LEAF
        case _:
            assert_never(quantifier)


def _connective(site: Site, node: Node, below: Sequence[Type]) -> Connective:
    """Return how the answers of what is below, of these types, make that of a site."""
    if node.type is not Scalar.BOOL or not below:
        return _without_children(site, node)
    truths = all(type_ is Scalar.BOOL for type_ in below)
    match site.kind:
        case SiteKind.ALL:
            return Connective.ALL
        case SiteKind.ANY:
            return Connective.ANY
        case SiteKind.AT_LEAST:
            return Connective.AT_LEAST
        case SiteKind.NOT | SiteKind.EXCLUDED if truths and len(below) == 1:
            return Connective.NOT
        case _ if site.kind in (*_NAMES, SiteKind.PERIOD, SiteKind.TABLE) and truths and len(below) == 1:
            return Connective.SAME
        case SiteKind.CHOOSE if truths and len(below) == len(node.args):
            return Connective.CHOOSE
        case SiteKind.EXCEPTIONS if truths and len(below) == len(node.args):
            return Connective.EXCEPTIONS
        case _:
            return Connective.LEAF


def _without_children(site: Site, node: Node) -> Connective:
    if node.type is Scalar.BOOL and site.kind in (SiteKind.ALL, SiteKind.ANY):
        return Connective.ALL if site.kind is SiteKind.ALL else Connective.ANY
    return Connective.LEAF
