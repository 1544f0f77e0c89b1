"""Why an answer is what it is: the tree of what was written, read together with the answers.

In: a site, a program and its answers. Out: `Explanation`. Each record of a quantifier has a group of its own. `decisive`
are the children that make the answer what it is: the failing ones of a conjunction that fails, those that hold of an
alternative that holds, the open ones of what is open. Folding the leaves by their connectives gives the verdict.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import assert_never, cast

from attrs import evolve, field, frozen

from policyrules.core.exceptions import effective
from policyrules.core.outline import Site, SiteKind, TierSpec, Window
from policyrules.core.program import Body, CauseKind, Exceptions, Node, Op, Open, Quantifier
from policyrules.explain.exceptions import ExceptionsRead, exceptions_below, exceptions_read
from policyrules.explain.kept import kept
from policyrules.explain.operands import Comparison, Operand, calendar_period, comparison, input_operand, inputs, is_figure
from policyrules.explain.placements import Placement, placement, tables
from policyrules.explain.scope import Record, Scope
from policyrules.values.answers import Answer, Interval, Records, Truth
from policyrules.values.periods import Period as Calendar
from policyrules.values.types import ListType, Scalar, Type

#: Definitions that stand deeper than this are not opened; no policy that people read comes near it.
_DEEPEST = 120

#: A definition with more lines than this below it is not opened: what is written once may be used in very many places.
LARGEST = 5_000

#: A question about a list within one about a list is not opened where more records are held against one another.
_MOST_RECORDS = 2_000

#: The label of the window site that is the policy's own, and of the one that ends because another document takes its place.
POLICY_WINDOW = "policy"
SUPERSEDED = "superseded"

#: Sites that are a name for what is under them.
_NAMES = (SiteKind.DEFINITION, SiteKind.TIER, SiteKind.CRITERIA, SiteKind.ENTITLED)

#: Sites that ask for a tier.
_TIERS = (SiteKind.TIER, SiteKind.CRITERIA)

T, U, F = Truth.T, Truth.U, Truth.F


class Connective(StrEnum):
    """How the answers of the children make the answer; a `LEAF` has its own, and `SAME` that of its one child."""

    LEAF = "leaf"
    SAME = "same"
    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"
    NOT = "not"
    CHOOSE = "choose"
    EXCEPTIONS = "exceptions"


@frozen
class Period:
    """A window as it was decided; an end that does not exist is `None`. `superseded_by` is what takes its place.

    `elsewhere` says that it is one of another document.
    """

    first: Interval | None
    last: Interval | None
    day: int
    of_policy: bool
    superseded_by: str | None = None
    elsewhere: bool = False


@frozen(eq=False, slots=False)
class Details:
    """What the line of a site was read from; each part is looked up when someone asks: most lines are never told."""

    scope: Scope
    site: Site
    connective: Connective

    @kept
    def comparison(self) -> Comparison | None:
        return comparison(self.scope, self.site) if self.site.kind is SiteKind.COMPARE else None

    @kept
    def placements(self) -> tuple[Placement, ...]:
        if self.comparison is None:
            return ()
        return tuple(placement(self.scope, table) for side in self.site.children for table in tables(side))

    @kept
    def exceptions(self) -> tuple[ExceptionsRead, ...]:
        if self.site.kind is SiteKind.EXCEPTIONS:
            return (exceptions_read(self.scope, self.site),)
        if self.comparison is None:
            return ()
        return tuple(one for side in self.site.children for one in exceptions_below(self.scope, side))

    @kept
    def absent(self) -> Operand | None:
        home, index = self.scope.source(self.site.node)
        node = home.nodes[index]
        return input_operand(home, node.args[0]) if node.op is Op.ABSENT else None

    @kept
    def values(self) -> tuple[Operand, ...]:
        home, index = self.scope.source(self.site.node)
        told = _tells_inputs(home.nodes[index], self.connective, self.comparison)
        return _values(self.scope, self.site) if told else ()

    @kept
    def rows(self) -> tuple[str, ...]:
        return _open_rows(self.scope, self.site) if self.connective is Connective.LEAF else ()


def _no_lines() -> "tuple[Explanation, ...]":
    return ()


@frozen(eq=False, slots=False)
class Explanation:
    """One line of the reasons.

    `overriding` says which of the exceptions of a line come first. `at` is the year, quarter or month that a `PERIOD` is
    about; `left_to` is the body that decides what the document leaves open. `kind` is `None` for a record; `quantifier` and
    `list_name` are those of an `EACH`, whose records are `withheld` where they are too many to be told; `tier` is the name of
    the tier that a `TIER` asks for. The lines `below` are made, and the `details` looked up, when someone asks for them.
    """

    kind: SiteKind | None
    connective: Connective
    text: str
    answer: Answer
    type: Type
    label: str | None = None
    clause: str | None = None
    quotes: tuple[str, ...] = ()
    line: int | None = None
    node: int | None = None
    count: int = 0
    overriding: Exceptions | None = None
    record: Record | None = None
    period: Period | None = None
    tier: str | None = None
    quantifier: Quantifier | None = None
    list_name: str | None = None
    withheld: bool = False
    policy: str | None = None
    document: str | None = None
    at: tuple[Calendar, int] | None = None
    left_to: str | None = None
    details: Details | None = field(default=None, repr=False)
    below: "Callable[[], tuple[Explanation, ...]]" = field(default=_no_lines, repr=False)

    @kept
    def children(self) -> "tuple[Explanation, ...]":
        """The lines below."""
        return self.below()

    @property
    def cites(self) -> bool:
        """Whether another document may be named below."""
        return self.details is None or self.details.site.cites

    def asks_for(self, kind: SiteKind) -> bool:
        """Say whether a tier, or its criteria, may be asked for here or below: never of a record."""
        return self.details is not None and kind in self.details.site.asks

    @property
    def comparison(self) -> Comparison | None:
        """The comparison that the line is."""
        return None if self.details is None else self.details.comparison

    @property
    def placements(self) -> tuple[Placement, ...]:
        """Where the sides of a comparison stand in the tables that they are read from."""
        return () if self.details is None else self.details.placements

    @property
    def exceptions(self) -> tuple[ExceptionsRead, ...]:
        """Which exceptions the sides of a comparison rest on, or which of the line's own apply."""
        return () if self.details is None else self.details.exceptions

    @property
    def absent(self) -> Operand | None:
        """What the line asks to be left out."""
        return None if self.details is None else self.details.absent

    @property
    def values(self) -> tuple[Operand, ...]:
        """The inputs that the line was computed from, as far as they are of interest."""
        return () if self.details is None else self.details.values

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of a table that can count, where it is open which does."""
        return () if self.details is None else self.details.rows

    @property
    def truth(self) -> Truth | None:
        """The answer, where it is a truth."""
        return self.answer if isinstance(self.answer, Truth) else None

    @kept
    def size(self) -> int:
        """How many lines there are, this one among them; lines that are used twice count twice."""
        return 1 + sum(child.size for child in self.children)

    @property
    def leaves(self) -> "Iterator[Explanation]":
        """The lines that the verdict is folded from."""
        if self.connective is Connective.LEAF:
            yield self
        else:
            for child in self.children:
                yield from child.leaves

    def fold(self) -> Answer:
        """Return the answer that the leaves give by their connectives alone."""
        if self.connective is Connective.LEAF:
            return self.answer
        answers = [child.fold() for child in self.children]
        if self.overriding is not None:
            return _fold_exceptions(self.overriding, cast(Sequence[Truth], answers))
        return _fold(self.connective, self.count, answers)

    @kept
    def decisive(self) -> "tuple[Explanation, ...]":
        """The children that make the answer what it is."""
        match self.connective:
            case Connective.ALL:
                return self._children_that(self.truth)
            case Connective.ANY:
                return self._children_that(self.truth)
            case Connective.AT_LEAST if self.truth is U:
                return tuple(child for child in self.children if child.truth is not F)
            case Connective.AT_LEAST:
                return self._children_that(self.truth)
            case Connective.CHOOSE:
                return self._taken()
            case Connective.EXCEPTIONS:
                return self._excepted()
            case _:
                return self.children

    def _taken(self) -> "tuple[Explanation, ...]":
        """Return the branches of a choice that can be the one taken, each with its condition."""
        taken: list[Explanation] = []
        for guard, value in zip(self.children[:-1:2], self.children[1::2], strict=True):
            if guard.truth is not F:
                taken += [guard, value]
            if guard.truth is T:
                return tuple(taken)
        return (*taken, self.children[-1])

    def _excepted(self) -> "tuple[Explanation, ...]":
        """Return the exceptions that can apply, each with its condition, and the default where it can."""
        assert self.overriding is not None
        base, *pairs = self.children
        effects = effective(self.overriding, [cast(Truth, guard.truth) for guard in pairs[::2]])
        able = [child for n, child in enumerate(pairs) if effects[1 + n // 2] is not F]
        return (*able, base) if effects[0] is not F else tuple(able)

    def _children_that(self, truth: Truth | None) -> "tuple[Explanation, ...]":
        return tuple(child for child in self.children if child.truth is truth)

    def pruned(self) -> "Explanation":
        """Return the tree with the decisive children only, all the way down."""
        return evolve(self, below=lambda: tuple(child.pruned() for child in self.decisive))


def _fold(connective: Connective, count: int, answers: Sequence[Answer]) -> Answer:
    match connective:
        case Connective.ALL:
            return min(cast(Sequence[Truth], answers), default=T)
        case Connective.ANY:
            return max(cast(Sequence[Truth], answers), default=F)
        case Connective.AT_LEAST:
            possible = sum(answer is not F for answer in answers)
            return T if answers.count(T) >= count else F if possible < count else U
        case Connective.NOT:
            return cast(Truth, answers[0]).negated()
        case Connective.SAME:
            return answers[0]
        case Connective.CHOOSE:
            return _fold_choice(cast(Sequence[Truth], answers))
        case Connective.LEAF | Connective.EXCEPTIONS:
            raise AssertionError("a leaf has no children to fold, and exceptions say which come first")
        case _:
            assert_never(connective)


def _fold_exceptions(exceptions: Exceptions, answers: Sequence[Truth]) -> Truth:
    effects = effective(exceptions, answers[1::2])
    possible = {value for value, effect in zip((answers[0], *answers[2::2]), effects, strict=True) if effect is not F}
    return possible.pop() if len(possible) == 1 else U


def _fold_choice(answers: Sequence[Truth]) -> Truth:
    possible: set[Truth] = set()
    for guard, value in zip(answers[:-1:2], answers[1::2], strict=True):
        if guard is not F:
            possible.add(value)
        if guard is T:
            break
    else:
        possible.add(answers[-1])
    return possible.pop() if len(possible) == 1 else U


# --- building -----------------------------------------------------------------------------------------------------------


@frozen(eq=False, slots=False)
class Explainer:
    """Explains sites of one case; a site that is shared is read once per scope.

    `day` is the ordinal of the decision date; `tiers` and `windows` are those that sites may ask for; `documents` say what
    other policies are cited by, `units` what units are called on the day.
    """

    scope: Scope
    day: int
    tiers: tuple[TierSpec, ...] = ()
    windows: tuple[Window, ...] = ()
    documents: Mapping[str, str] = field(factory=dict)
    units: Mapping[str, str] = field(factory=dict)
    _read: dict[tuple[Scope, Site], Explanation] = field(factory=dict, init=False, repr=False)

    def explain(self, site: Site, depth: int = 0, policy: str | None = None) -> Explanation:
        """Return the explanation of a site of the program: one that stands so deep, and where names are those of a policy."""
        return self._explain(self.scope, site, depth, policy)

    def _explain(self, scope: Scope, site: Site, depth: int, policy: str | None) -> Explanation:
        """Explain a site; what it names belongs to `policy` unless the site says otherwise."""
        key = (scope, site)
        if key not in self._read:
            self._read[key] = self._build(scope, site, depth, site.policy or policy)
        return self._read[key]

    def _build(self, scope: Scope, site: Site, depth: int, policy: str | None) -> Explanation:
        home, index = scope.source(site.node)
        node = home.nodes[index]
        if site.kind is SiteKind.EACH and node.op is Op.EACH and depth < _DEEPEST:
            return self._each(home, index, site, depth, policy)
        inside = () if depth >= _DEEPEST else _row_taken(scope, site) if site.kind is SiteKind.TABLE else site.children

        def below() -> tuple[Explanation, ...]:
            return tuple(self._explain(scope, child, depth + 1, policy) for child in inside)

        if site.kind in _NAMES and self._is_long(site, below):
            inside = ()
        below_types = [scope.type(child.node) for child in inside] if node.type is Scalar.BOOL else ()
        connective = _connective(site, node, below_types)
        return Explanation(
            kind=site.kind,
            connective=connective,
            text=site.text,
            answer=home.answer(index),
            type=node.type,
            label=None if site.kind is SiteKind.WINDOW else site.label,
            clause=site.clause,
            quotes=site.quotes,
            line=site.line,
            node=site.node if scope.outer is None else None,
            count=node.data if isinstance(node.data, int) else 0,
            overriding=node.data if connective is Connective.EXCEPTIONS and isinstance(node.data, Exceptions) else None,
            period=self._period(scope, site, elsewhere=policy is not None) if site.kind is SiteKind.WINDOW else None,
            tier=self._tier(home, index, site) if site.kind in _TIERS else None,
            at=None if site.period is None or site.kind is not SiteKind.PERIOD else calendar_period(scope, site.period),
            left_to=self._body(node),
            policy=policy,
            document=None if site.policy is None else self.documents[site.policy],
            details=Details(scope, site, connective),
            below=below,
        )

    def _is_long(self, site: Site, below: Callable[[], Sequence[Explanation]]) -> bool:
        """Say whether more lines stand below a site than are told: they are counted only where that many may be written.

        No more of them are made than that: of a long list of records there may be hundreds of thousands.
        """
        if site.most_lines(self.records) <= LARGEST:
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
            return tuple(self._record(record, cast(Body, node.body), site, depth + 1, policy) for record in records or ())

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
            below=below if opened else _no_lines,
        )

    def _record(self, scope: Scope, body: Body, site: Site, depth: int, policy: str | None) -> Explanation:
        def below() -> tuple[Explanation, ...]:
            told = (child for child in site.children if scope.type(child.node) is Scalar.BOOL)
            return tuple(self._explain(scope, child, depth + 1, policy) for child in told)

        return Explanation(
            kind=None,
            connective=Connective.ALL,
            text="",
            answer=T if body.condition is None else scope.answer(body.condition),
            type=Scalar.BOOL,
            record=scope.record,
            policy=policy,
            below=below,
        )

    def _body(self, node: Node) -> str | None:
        """Return the body that decides what the document leaves to it, under the name that it has on the day."""
        left = node.data if node.op is Op.UNKNOWN else None
        if not isinstance(left, Open) or left.cause.kind is not CauseKind.DISCRETION:
            return None
        return self.units.get(left.cause.subject, left.cause.subject)

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


def _values(scope: Scope, site: Site) -> tuple[Operand, ...]:
    """Return the inputs of a line; of a table whose row is open, those of the conditions that keep it so."""
    home, index = scope.source(site.node)
    guards = [row.guard for row in site.table.rows if row.guard is not None] if site.table is not None else []
    read = [operand for guard in guards if scope.answer(guard) is U for operand in inputs(*scope.source(guard))]
    return tuple(dict.fromkeys(read)) or inputs(home, index)


def _open_rows(scope: Scope, site: Site) -> tuple[str, ...]:
    """Return the rows of a table that can count, where it is open which does."""
    rows = () if site.table is None else placement(scope, site).rows
    return tuple(row.text for row in rows) if len(rows) > 1 else ()


def _row_taken(scope: Scope, site: Site) -> tuple[Site, ...]:
    """Return what stands in the row of a table that counts, where it is known which one does."""
    row = None if site.table is None else placement(scope, site).row
    return tuple(child for child in site.children if row is not None and child.node == row.node)[:1]


def _tells_inputs(node: Node, connective: Connective, compared: Comparison | None) -> bool:
    """Say whether the inputs of a line are of interest: those of a comparison only where a side is computed from them."""
    if connective is not Connective.LEAF or node.type is not Scalar.BOOL or node.op is Op.ABSENT:
        return False
    return compared is None or is_figure(compared.left) or is_figure(compared.right)


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
