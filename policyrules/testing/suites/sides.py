"""The thresholds of a policy as a drafter finds them, and which sides of each a case shows.

In: a policy, and cases that were decided. Out: `Threshold`s, each with the sides from which it can be shown (right below, at,
right above, not known), and of a case the sides that it shows. A side is shown only where it matters: were the value on the
other side, something that the case decides would come out otherwise too. Duties and targets are left out, since no scenario can
expect anything of them; so is what another policy holds, which has scenarios of its own.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum
from fractions import Fraction
from functools import cached_property
from typing import cast, overload

from attrs import define, evolve, field, frozen

from policyrules.backends.reference import RULES, each, evaluate
from policyrules.backends.reference import Scope as Asking
from policyrules.core.case import Answers
from policyrules.core.facts import no_facts
from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Op
from policyrules.explain.outcomes import Outcomes
from policyrules.explain.placements import placement
from policyrules.explain.scope import Scope, is_open, whole
from policyrules.policy import Policy
from policyrules.testing.drawing.answering import Answering, Cones
from policyrules.testing.drawing.thresholds import (
    ABOVE,
    AT,
    BELOW,
    UNKNOWN,
    Compared,
    Held,
    Path,
    held,
    inside,
    otherwise,
    relation,
    roots,
    unit,
)
from policyrules.testing.points import told_nodes
from policyrules.values.answers import Answer, Interval, Records, Truth
from policyrules.values.types import Type

#: Where a node is asked: the quantifiers around it, each with the place of the record.
Way = tuple[tuple[int, int], ...]

_SOME_DAY = date(2024, 1, 1)


@frozen
class Key:
    """What tells a threshold from others: where it stands, and what the value is held against."""

    line: int
    text: str
    against: Fraction | None


@frozen
class Threshold:
    """A threshold: its clause, the type and the unit of the value, the sides from which it can be shown, and where it stands.

    Each place comes with the nodes of what is written around it, from the inside to what is decided.
    """

    key: Key
    clause: str
    type: Type
    unit: Fraction
    possible: tuple[str, ...]
    places: tuple[tuple[Compared, tuple[Path, ...]], ...] = ()


@frozen(eq=False)
class Place:
    """Where a site is looked at, and the way there from the program itself."""

    scope: Scope
    way: Way = ()

    def around(self, outwards: int) -> "Place":
        """Return the place that stands so many scopes further out."""
        scope = self.scope
        for _ in range(outwards):
            assert scope.outer is not None
            scope = scope.outer
        return Place(scope, self.way[: len(self.way) - outwards])


@frozen(eq=False)
class Standing:
    """What is held against a threshold at a site: so many scopes further out, in every case the same."""

    outwards: int
    held: Held
    unit: Fraction
    key: Key


@frozen(eq=False)
class Shown:
    """A side of a threshold that a case shows: the site, where it is looked at, and what is held there.

    It is `firm` where something that is known would come out otherwise, and known too, on the other side; a value that is not
    known is on no side, and always firm.
    """

    key: Key
    side: str
    firm: bool
    site: Site
    scope: Scope
    held: Held
    place: Place


class Weight(IntEnum):
    """How much it matters on which side of a threshold a value stands."""

    NOT = 0
    LOOSE = 1
    FIRM = 2


#: Says of a place and what is held there whether it matters on which side the value stands.
Matters = Callable[[Place, Held], bool | Weight]


# --- what there is ------------------------------------------------------------------------------------------------------


@define(eq=False, slots=False)
class Sides:
    """The thresholds of a policy."""

    policy: Policy
    _standing: dict[Site, tuple[Standing, ...]] = field(factory=dict, init=False)

    @cached_property
    def thresholds(self) -> Mapping[Key, Threshold]:
        """Every threshold, in the order of the text."""
        program = self.policy.program
        least = evaluate(program, no_facts(program, _SOME_DAY))
        found: dict[Key, Threshold] = {}
        places: dict[Key, dict[Compared, tuple[Path, ...]]] = {}
        seen: set[tuple[Site, str]] = set()
        waiting = [_Written(whole(program, least), (), site, clause) for site, clause in roots(self.policy.outline)]
        while waiting:
            one = waiting.pop()
            if one.site.policy is not None or (one.site, one.clause) in seen:
                continue
            seen.add((one.site, one.clause))
            for where, value in held(one.scope, one.site):
                threshold = one.threshold(where, value)
                found.setdefault(threshold.key, threshold)
                places.setdefault(threshold.key, {}).setdefault(one.place(where, value, threshold), one.nodes)
            waiting.extend(one.below())
        ordered = sorted(found.items(), key=lambda pair: (pair[0].line, pair[0].against or 0, pair[0].text))
        return {key: evolve(one, places=tuple(places[key].items())) for key, one in ordered}

    def shown(self, answers: Scope, matters: Matters, known: Collection[tuple[Key, str]] = ()) -> Iterator[Shown]:
        """Yield the sides that a case shows, of those that are not known yet; a scope is that of the whole program."""
        found: set[tuple[Key, str]] = set()
        for place, site in live(Place(answers), (site for site, _ in roots(self.policy.outline))):
            for one in self._held(place.scope, site):
                where = place.around(one.outwards)
                side = relation(one.held.value_in(where.scope), one.held.against_in(where.scope), one.unit)
                if side is None or (one.key, side) in known or (one.key, side) in found:
                    continue
                weight = matters(where, one.held)
                if weight:
                    found.add((one.key, side))
                    firm = weight is Weight.FIRM or side == UNKNOWN
                    yield Shown(one.key, side, firm, site, place.scope, one.held, where)

    def weight(self, answers: Scope, threshold: Threshold, side: str, matters: Matters) -> Weight:
        """Say how much a case shows of one side, wherever the threshold stands; at most what `shown` finds."""
        most = Weight.NOT
        for compared, _ in threshold.places:
            one = Held(compared.path[-1], compared.value, compared.against)
            for place in _places(Place(answers), compared.path[:-1]):
                if relation(one.value_in(place.scope), one.against_in(place.scope), compared.unit) == side:
                    most = max(most, Weight(matters(place, one)))
                if most is Weight.FIRM:
                    return most
        return most

    def _held(self, scope: Scope, site: Site) -> Sequence[Standing]:
        """Return what is held against a threshold at a site."""
        if site not in self._standing:
            self._standing[site] = tuple(
                Standing(_outwards(scope, where), one, unit(where, one.value), _key(where, one, site))
                for where, one in held(scope, site)
            )
        return self._standing[site]


@frozen(eq=False)
class _Written:
    """A site, the scope that it stands in with nothing known of any record, and the way there; `above` as for thresholds."""

    scope: Scope
    path: Path
    site: Site
    around: str
    above: tuple[Path, ...] = ()

    @property
    def clause(self) -> str:
        return self.site.clause or self.around

    def at(self, where: Scope) -> Path:
        """Return the way to a scope around."""
        return self.path[: len(self.path) - _outwards(self.scope, where)]

    def threshold(self, where: Scope, one: Held) -> Threshold:
        key, by = _key(where, one, self.site), unit(where, one.value)
        kinds = [AT, *([UNKNOWN] if one.is_given(where) else [])]
        low, high = _range(where, one)
        if key.against is None or low is None or low <= key.against - by:
            kinds.append(BELOW)
        if key.against is None or high is None or high >= key.against + by:
            kinds.append(ABOVE)
        possible = tuple(kind for kind in (BELOW, AT, ABOVE, UNKNOWN) if kind in kinds)
        return Threshold(key, self.clause, one.type_in(where), by, possible)

    def place(self, where: Scope, one: Held, threshold: Threshold) -> Compared:
        """Return where a value is held against a threshold."""
        return Compared((*self.at(where), one.node), one.value, one.against, threshold.type, threshold.unit)

    @property
    def nodes(self) -> tuple[Path, ...]:
        """The node of the site, and those above."""
        home, index = self.scope.source(self.site.node)
        return ((*self.at(home), index), *self.above)

    def below(self) -> "Iterator[_Written]":
        """Yield what is written below."""
        home, index = self.scope.source(self.site.node)
        scope, path = self.scope, self.path
        if self.site.kind is SiteKind.EACH and home.nodes[index].body is not None:
            scope, path = inside(home, index), (*self.at(home), index)
        return (_Written(scope, path, child, self.clause, self.nodes) for child in self.site.children)


def _range(scope: Scope, one: Held) -> tuple[Fraction | None, Fraction | None]:
    """Return the ends between which a value can lie, as far as that is known outside of records."""
    node = scope.nodes[one.node]
    if one.value is None:
        return Fraction(0), None if node.body is not None else Fraction(len(node.args))
    answer = scope.answer(one.value) if scope.outer is None else None
    return (answer.low, answer.high) if isinstance(answer, Interval) and answer.point is None else (None, None)


def _key(scope: Scope, one: Held, site: Site) -> Key:
    if isinstance(one.against, Fraction):
        return Key(site.line, site.text, one.against)
    where, index = scope.source(one.against)
    literal = where.nodes[index].data if where.nodes[index].op is Op.LITERAL else None
    return Key(site.line, site.text, literal.point if isinstance(literal, Interval) else None)


def _places(place: Place, path: Path) -> Iterator[Place]:
    """Yield the places at the end of a path through questions about records: one for each record."""
    if not path:
        yield place
        return
    first, *rest = path
    for number, record in enumerate(place.scope.records(first) or ()):
        yield from _places(Place(record, (*place.way, (first, number))), tuple(rest))


def _outwards(inner: Scope, scope: Scope) -> int:
    """Return how many scopes further out a scope stands."""
    count = 0
    while inner is not scope:
        assert inner.outer is not None
        count, inner = count + 1, inner.outer
    return count


# --- what counts in a case ----------------------------------------------------------------------------------------------


def live(place: Place, sites: Iterable[Site]) -> Iterator[tuple[Place, Site]]:
    """Yield the sites that can still count, from some on down: no branch that is not taken, every record on its own."""
    waiting, seen = [(place, site) for site in sites], set[tuple[Scope, Site]]()
    while waiting:
        place, site = waiting.pop()
        if (place.scope, site) in seen or site.policy is not None:
            continue
        seen.add((place.scope, site))
        yield place, site
        home, index = place.scope.source(site.node)
        if site.kind is SiteKind.EACH and home.nodes[index].op is Op.EACH:
            way = place.around(_outwards(place.scope, home)).way
            records = enumerate(home.records(index) or ())
            within = [Place(record, (*way, (index, number))) for number, record in records]
            waiting.extend((one, child) for one in within for child in site.children)
        else:
            waiting.extend((place, child) for child in _taken(place.scope, site))


def _taken(scope: Scope, site: Site) -> Sequence[Site]:
    table = site.table
    if site.kind is SiteKind.CHOOSE:
        return _until_true(scope, site.children)
    if table is None:
        return site.children
    if not table.keys:
        return _until_true(scope, site.children)
    return (*site.children[: len(table.keys)], *(site.children[row.at] for row in placement(scope, site).rows))


def _until_true(scope: Scope, children: Sequence[Site]) -> Sequence[Site]:
    """Return the conditions and values of a choice that can still be taken; the last value may stand alone."""
    taken: list[Site] = []
    for place in range(0, len(children), 2):
        pair = children[place : place + 2]
        guard = scope.answer(pair[0].node) if len(pair) == 2 else Truth.T
        taken += pair[:1] if guard is Truth.F else pair
        if guard is Truth.T:
            break
    return taken


# --- whether it matters -------------------------------------------------------------------------------------------------


class Turned(Sequence[Answer]):
    """The answers of a case, or of the body of a question for one record, were one of them another.

    Only what rests on that one is asked anew, and only when it is looked at.
    """

    def __init__(self, cones: Cones, scope: Asking, answers: Answers) -> None:
        self._cones, self._scope, self._answers = cones, scope, answers
        self._anew: frozenset[int] = frozenset()
        self._known: dict[int, Answer] = {}
        self._rows: dict[int, list[Sequence[Answer]]] = {}

    def force(self, way: Way, index: int, answer: Answer) -> None:
        """Let the answer of a node be another: of this program, or of the body at the end of the way."""
        first = way[0][0] if way else index
        self._anew = frozenset(self._cones.resting_on([first]))
        if not way:
            self._known[index] = answer
            return
        bodies = self._answers.bodies[first]
        record = self._inside(first, way[0][1])
        record.force(way[1:], index, answer)
        self._rows[first] = [record if number == way[0][1] else one.values for number, one in enumerate(bodies)]

    def _inside(self, each_: int, number: int) -> "Turned":
        rows = cast(Records, self[self._cones.nodes[each_].args[0]]).rows or ()
        scope = Asking(self._scope.program, self._scope.case, (rows[number], *self._scope.records), self)
        return Turned(self._cones.body(each_), scope, self._answers.bodies[each_][number])

    def __len__(self) -> int:
        return len(self._cones.nodes)

    @overload
    def __getitem__(self, index: int) -> Answer: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Answer]: ...
    def __getitem__(self, index: int | slice) -> Answer | Sequence[Answer]:
        if isinstance(index, slice):
            return [self[place] for place in range(len(self))[index]]
        if index in self._anew and index not in self._known:
            for place in self._cones.of(index):
                if place in self._anew and place not in self._known:
                    self._known[place] = self._ask(place)
        return self._known[index] if index in self._known else self._answers.values[index]

    def _ask(self, index: int) -> Answer:
        node = self._cones.nodes[index]
        given = [self[argument] for argument in node.args]
        if node.op is not Op.EACH:
            return RULES[node.op](self._scope, node, given)
        if index not in self._rows:
            inside_ = (Asking(self._scope.program, self._scope.case, (row, *self._scope.records), self) for row in _rows(given))
            self._rows[index] = [Answering(self._cones.body(index), scope) for scope in inside_]
        return each(node, given, self._rows[index], self._scope, self)


def _rows(given: Sequence[Answer]) -> Sequence[Mapping[str, Answer]]:
    return cast(Records, given[0]).rows or ()


class Turning:
    """Says of a case what would come out otherwise, were a value on the other side of its threshold."""

    def __init__(self, policy: Policy) -> None:
        self._program = policy.program
        self._cones = Cones(policy.program.nodes)
        self._told = frozenset(told_nodes(policy.outline))
        self._resting: dict[int, tuple[int, ...]] = {}

    def of(self, decision: Outcomes) -> Matters:
        """Return what says of the places of a case how much they matter."""

        def matters(place: Place, one: Held) -> Weight:
            asked = self._asked(place.way[0][0] if place.way else one.node)
            now, sides = place.scope.answer(one.node), otherwise(place.scope, one)
            came = [tuple(decision.answers.values[index] for index in asked)] if now in sides else []
            for answer in sides:
                if answer != now:
                    turned = Turned(self._cones, Asking(self._program, decision.case), decision.answers)
                    turned.force(place.way, one.node, answer)
                    came.append(tuple(turned[index] for index in asked))
            return _weight(came)

        return matters

    def _asked(self, index: int) -> tuple[int, ...]:
        """Return what a decision is told by, and rests on a node."""
        if index not in self._resting:
            self._resting[index] = tuple(one for one in self._cones.resting_on([index]) if one in self._told)
        return self._resting[index]


def _weight(came: Sequence[tuple[Answer, ...]]) -> Weight:
    """Weigh what came out on the sides of a threshold, outcome by outcome."""
    weight = Weight.NOT
    for answers in zip(*came, strict=True):
        if len({*answers}) > 1:
            known = {answer for answer in answers if not is_open(answer)}
            weight = max(weight, Weight.FIRM if len(known) > 1 else Weight.LOOSE)
    return weight
