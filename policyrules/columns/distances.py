"""How far an enterprise is from an award: the distances of comparisons that fail, and how many conditions are not met.

In: where the conditions of an award are written, and what a query holds of their questions. Out: the comparisons of numbers
that it rests on, and the texts of what is told of them. The distances are those of an explanation
(`policyrules.explain.operands`). Comparisons of the records of a list are none of them: there is one for each record.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import cast

from attrs import frozen

from policyrules.columns.comparing import tells_nothing
from policyrules.columns.held import End, Flag, Number, Whole
from policyrules.columns.parts import Part
from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Comparator, Op, Program
from policyrules.values.types import Scalar, is_numeric

# --- what an award rests on ---------------------------------------------------------------------------------------------


#: Where a comparison is written, and the name of the condition that it belongs to.
Compared = tuple[Site, str]


def labelled(program: Program, site: Site) -> Iterator[Site]:
    """Yield the outermost conditions with a label that an award rests on; what is asked of each record is none of them."""
    for child in _conditions(program, site):
        if child.label is not None:
            yield child
        elif child.kind not in (SiteKind.EACH, SiteKind.COMPARE):
            yield from labelled(program, child)


def _conditions(program: Program, site: Site) -> tuple[Site, ...]:
    if site.kind is SiteKind.EACH:
        return ()  # the nodes of what is asked of each record are those of the question about the list
    return tuple(child for child in site.children if program.nodes[child.node].type is Scalar.BOOL)


def comparisons(program: Program, site: Site) -> tuple[Compared, ...]:
    """Return the comparisons of numbers that an award rests on, each once under each name, in the order of the document."""
    found: dict[tuple[int, str], Compared] = {}
    _collect(program, site, None, found, set())
    return tuple(found.values())


#: What stands under these sites does not come nearer to holding by a distance: it is to fail, or time alone changes it.
_APART = (SiteKind.EACH, SiteKind.NOT, SiteKind.EXCLUDED, SiteKind.WINDOW)


def _collect(
    program: Program, site: Site, label: str | None, found: dict[tuple[int, str], Compared], seen: set[tuple[int, str | None]]
) -> None:
    """Collect the comparisons below a site; one that stands in several places is gone through once."""
    node, label = program.nodes[site.node], site.label or label
    if site.kind in _APART or (id(site), label) in seen:
        return
    seen.add((id(site), label))
    if site.kind is SiteKind.COMPARE:
        if node.op is Op.COMPARE and node.data is not Comparator.NE and is_numeric(program.nodes[node.args[0]].type):
            found.setdefault((site.node, label or site.text), (site, label or site.text))
        return
    for child in _lines(site):
        _collect(program, child, label, found, seen)


def _lines(site: Site) -> Iterable[Site]:
    """Return what an answer may be taken from: of a choice the values, not the conditions by which they are chosen."""
    match site.kind:
        case SiteKind.CHOOSE:
            return (*site.children[1::2], site.children[-1]) if len(site.children) % 2 else ()
        case SiteKind.EXCEPTIONS:
            return (*site.children[:1], *site.children[2::2])
        case SiteKind.TABLE:
            values = {row.value for row in site.table.rows} if site.table is not None else set[int]()
            return [child for child in site.children if child.node in values]
        case _:
            return site.children


# --- distances ----------------------------------------------------------------------------------------------------------


@frozen
class Distance:
    """How far a comparison is from holding, null where it holds or is open. `exact` says where it is not only at least so far,
    and is empty where it always is just so far.
    """

    end: End
    exact: str = ""


def distance(part: Part, index: int) -> Distance:
    """Return how far the two sides of a comparison are apart, in the rows in which it fails."""
    part.asking = index
    node, fails = part.nodes[index], f"(NOT {part.flag(index).text})"
    left, right = (cast(Number, part.of(argument)) for argument in node.args)
    if left.point is not None and right.point is not None and tells_nothing(left, right):
        apart = _apart(part, cast(Comparator, node.data), (left.point, left.point), (right.point, right.point))
        return Distance(_where(part, fails, apart))
    apart = _apart(part, cast(Comparator, node.data), (left.low, left.high), (right.low, right.high))
    is_open = left.open or right.open
    known = " AND ".join(text for text in (_known(part, left), _known(part, right)) if text)
    return Distance(_where(part, fails, apart), f"(CASE WHEN {fails} THEN {known} END)" if is_open and known else "")


def _where(part: Part, fails: str, end: End) -> End:
    return part.exact.case([(fails, end)], part.exact.lacking())


def _apart(part: Part, comparator: Comparator, left: tuple[End, End], right: tuple[End, End]) -> End:
    """Return the least distance between what two sides can be, given the lowest and the highest of each."""
    upwards, downwards = (right[0], left[1]), (left[0], right[1])
    match comparator:
        case Comparator.GE | Comparator.GT:
            return _difference(part, *upwards)
        case Comparator.LE | Comparator.LT:
            return _difference(part, *downwards)
        case _:
            above = part.exact.below(downwards[1], downwards[0])
            return part.exact.case([(above, _difference(part, *downwards))], _difference(part, *upwards))


def _difference(part: Part, more: End, less: End) -> End:
    if not more.above.date:
        return part.exact.subtract(more, less)
    text = part.emission.dialect.days_between(less.above.text, more.above.text)
    extent = more.above.extent.plus(less.above.extent.negated())
    return End(Whole(text, extent), part.exact.constant(1), more.open or less.open)


def _known(part: Part, number: Number) -> str:
    """Say whether a number is known; empty where it always is."""
    if number.point is not None:
        return f"{number.point.above.text} IS NOT NULL" if number.point.open else ""
    return f"({part.exact.equal(number.low, number.high)} IS TRUE)"


# --- how many conditions ------------------------------------------------------------------------------------------------


def counted(flags: Sequence[Flag], truth: str) -> str:
    """Return how many truths are what `truth` says: `IS FALSE`, `IS NULL`."""
    return " + ".join(f"(CASE WHEN {flag.text} {truth} THEN 1 ELSE 0 END)" for flag in flags) or "0"


@frozen
class Needed:
    """Of how many parts so many are needed: a single condition has none, and is written at its `site`."""

    site: Site
    count: int = 0
    parts: "tuple[Needed, ...]" = ()

    @property
    def node(self) -> int:
        return self.site.node

    @property
    def leaves(self) -> Iterator[Site]:
        """The conditions that it comes down to."""
        if not self.parts:
            yield self.site
        for part in self.parts:
            yield from part.leaves

    def instead(self, first: int = 0, beside: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
        """Yield, of each condition in turn, which others are enough as well wherever it is the first that alone is short.

        Conditions are told by their places, counted from `first`; those `beside` it all are. Of alternatives that may be short
        by more than one condition that is not known, and they are none of them. Of very many, only some are told.
        """
        if not self.parts:
            yield beside
        for n, part in enumerate(self.parts):
            after = first + len(list(part.leaves))
            others = beside
            if self.count == 1:
                following = (self.parts[place] for place in range(n + 1, len(self.parts)))
                others = tuple(islice(chain(_enough(following, after), beside), MOST_INSTEAD))
            yield from part.instead(first, others)
            first = after


#: So many other conditions are told that are enough as well: each of many alternatives would tell all the others.
MOST_INSTEAD = 20


def _enough(parts: "Iterable[Needed]", first: int) -> Iterator[int]:
    """Yield the places of the conditions of alternatives each of which is enough, where none of the alternatives holds."""
    for part in parts:
        if not part.parts:
            yield first
        elif part.count == 1:
            yield from _enough(part.parts, first)
        first += len(list(part.leaves))


def needed(program: Program, site: Site) -> Needed:
    """Return what an award needs, down to the single conditions that somebody could meet; the items of a list of which so many
    are needed stay whole.
    """
    children = _conditions(program, site)
    match site.kind:
        case SiteKind.ALL if children:
            return Needed(site, len(children), tuple(needed(program, child) for child in children))
        case SiteKind.ANY if children:
            return Needed(site, 1, tuple(needed(program, child) for child in children))
        case SiteKind.AT_LEAST if children:
            return Needed(site, cast(int, program.nodes[site.node].data), tuple(Needed(child) for child in children))
        case SiteKind.TIER | SiteKind.WINDOW | SiteKind.NOT | SiteKind.EXCLUDED | SiteKind.EACH | SiteKind.COMPARE:
            return Needed(site)
        case _ if len(children) == 1 and children[0].node == site.node:
            within = needed(program, children[0])
            return within if within.parts else Needed(site)
        case _:
            return Needed(site)


def shortfall(part: Part, of: Needed) -> str:
    """Return the fewest conditions that fail and would have to hold; one that is open is taken to hold."""
    if not of.parts:
        return counted([part.flag(of.node)], "IS FALSE")
    each = [shortfall(part, one) for one in of.parts]
    if of.count == len(each):
        return f"({' + '.join(each)})"
    if of.count == 1:
        return f"LEAST({', '.join(each)})"
    return f"GREATEST({' + '.join(each)} - {len(each) - of.count}, 0)"


def nearest(part: Part, of: Needed) -> str:
    """Return the place, among the conditions that an award comes down to, of the one that fails and alone would have to hold.

    Of several alternatives it is that of the first; null where there is no such condition.
    """
    return f"(CASE WHEN {shortfall(part, of)} = 1 THEN {_nearest(part, of, 0)} END)"


def _nearest(part: Part, of: Needed, first: int) -> str:
    """Return the place, counted from `first`, where it is known that one condition is short."""
    cases: list[str] = []
    for one in of.parts:
        cases.append(f"WHEN {shortfall(part, one)} = 1 THEN {_nearest(part, one, first)}")
        first += sum(1 for _ in one.leaves)
    return f"CASE {' '.join(cases)} END" if cases else str(first)
