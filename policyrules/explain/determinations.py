"""What a document determines about an enterprise, such as its size: the value, and each definition and row that gave it.

In: a `DeterminationSpec`, read together with the answers. Out: `Determination`. Knows no words.
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from policyrules.core.outline import DeterminationSpec, Site, SiteKind
from policyrules.explain.alternatives import possible, possible_names
from policyrules.explain.explainer import Explainer
from policyrules.explain.explanation import Explanation
from policyrules.explain.kept import kept
from policyrules.explain.missing import WhyOpen, why_open
from policyrules.explain.operands import Operand, bounds_tell, inputs
from policyrules.explain.placements import Placement, placement
from policyrules.explain.scope import Scope
from policyrules.values.answers import Answer, Interval
from policyrules.values.types import EnumType, Type

#: A chain of definitions that is longer than this is not told to its end.
_STEPS = 20


@frozen
class Step:
    """A definition on the way to the value: what it was read by, and the row of its table that counts, where it has one.

    `bounded` is false where the bounds of an open value say nothing of the enterprise.
    """

    title: str
    clause: str | None
    answer: Answer
    type: Type
    read: tuple[Operand, ...]
    placement: Placement | None
    bounded: bool = True


@frozen(eq=False, slots=False)
class Determination:
    """A value that the document determines, as far as it is known."""

    spec: DeterminationSpec
    scope: Scope = field(repr=False)
    explainer: Explainer = field(repr=False)

    @property
    def answer(self) -> Answer:
        return self.scope.answer(self.spec.node)

    @property
    def type(self) -> Type:
        return self.scope.nodes[self.spec.node].type

    @property
    def names(self) -> tuple[str, ...]:
        """The members that an open value of an enumeration can still be, in their order."""
        if not isinstance(self.type, EnumType):
            return ()
        return possible_names(self.scope.program, self.scope.answers, self.spec.node) or self.type.members

    @kept
    def alternatives(self) -> tuple[Fraction, ...]:
        """The few numbers that an open value can still be."""
        is_open = isinstance(self.answer, Interval) and self.answer.point is None
        return possible(self.scope.program, self.scope.answers, self.spec.node) or () if is_open else ()

    @property
    def bounded(self) -> bool:
        """Whether the bounds of an open value say something of the enterprise."""
        return bounds_tell(self.scope, self.spec.node)

    @kept
    def open(self) -> WhyOpen:
        """Why the value is not known."""
        return why_open(self.scope.program, self.scope.answers, self.spec.node)

    @kept
    def explanation(self) -> Explanation:
        return self.explainer.explain(self.spec.site)

    @kept
    def steps(self) -> tuple[Step, ...]:
        """The definitions that gave the value, each after those that it was read by."""
        found: dict[_Place, Step] = {}
        _collect(self.scope, self.spec.site, found)
        return tuple(found.values())


#: A definition: what it asks, its title and its clause; another may ask the same under another clause.
_Place = tuple[int, str, str | None]


def _collect(scope: Scope, site: Site, found: dict[_Place, Step]) -> None:
    this = (site.node, _title(site), site.clause)
    if site.kind is not SiteKind.DEFINITION or this in found or len(found) >= _STEPS:
        return
    home, index = scope.source(site.node)
    type_ = home.nodes[index].type
    table = next((child for child in site.children if child.kind is SiteKind.TABLE), None)
    if table is None:
        tell = bounds_tell(home, index)
        found[this] = Step(_title(site), site.clause, home.answer(index), type_, inputs(home, index), None, tell)
        return
    read = placement(scope, table)
    for key in table.table.keys if table.table else ():
        _collect(scope, key.site, found)
    for taken in _taken(table, read):
        _collect(scope, taken, found)
    found[this] = Step(_title(site), site.clause, home.answer(index), type_, read.keys, read)


def _taken(table: Site, read: Placement) -> Iterator[Site]:
    """Yield the definition that the row which counts gives the value of."""
    if read.row is not None and table.children[read.row.at].kind is SiteKind.DEFINITION:
        yield table.children[read.row.at]


def _title(site: Site) -> str:
    return site.label or site.text
