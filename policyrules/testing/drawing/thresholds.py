"""What a policy holds values against: thresholds in comparisons, ends of bands and windows, how many conditions or records.

In: a program and the outline of what it decides. Out: `Held` for each such place, with the value, what it is held against and
the unit by which the value can differ: 1 分, 0.01 %, one person, one day; of points, the least by which they can differ. `held`
tells it site by site, `compared` of the program as a whole. Knows no scenario and draws nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd
from types import MappingProxyType
from typing import cast

from attrs import frozen

from policyrules.backends.reference import unknown
from policyrules.core.case import Answers
from policyrules.core.outline import Outline, ScoreSpec, Site, SiteKind
from policyrules.core.program import Body, Node, Op, Program, Quantifier, resting
from policyrules.explain.scope import Scope, whole
from policyrules.values.answers import Answer, Interval, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import Scalar, Type, is_numeric

BELOW, AT, ABOVE, UNKNOWN = "below", "at", "above", "unknown"

#: The least difference that a scenario can show; of what is not here, 1.
UNITS: Mapping[Type, Fraction] = MappingProxyType({Scalar.PERCENT: Fraction(1, 10_000), Scalar.RATIO: Fraction(1, 10_000)})

#: What an enterprise, or the document, gives.
GIVEN = (Op.FACT, Op.FIELD, Op.UNKNOWN)

#: Where a node stands: the quantifiers around it, from the outside to the inside, then its own index in what is innermost.
Path = tuple[int, ...]


@frozen(eq=False)
class Held:
    """A value that is held against another which is the same for every enterprise: the node that does so, and both sides.

    `value` is `None` where it is how many conditions, or records, hold. `against` is the number itself where it is written in
    the node, otherwise the index of the other side.
    """

    node: int
    value: int | None
    against: Fraction | int

    def value_in(self, scope: Scope) -> Answer:
        """Return what is known of the value."""
        if self.value is not None:
            return scope.answer(self.value)
        node = scope.nodes[self.node]
        truths = [scope.answer(part) for part in node.args]
        if node.body is not None:
            condition = cast(int, node.body.condition)
            records = scope.records(self.node)
            if records is None:
                return Interval(Fraction(0), None)
            truths = [record.answer(condition) for record in records]
        certain, open_ = (sum(truth is wanted for truth in truths) for wanted in (Truth.T, Truth.U))
        return Interval(Fraction(certain), Fraction(certain + open_))

    def against_in(self, scope: Scope) -> Answer:
        """Return what is known of the other side."""
        return point(self.against) if isinstance(self.against, Fraction) else scope.answer(self.against)

    def type_in(self, scope: Scope) -> Type:
        return Scalar.INTEGER if self.value is None else scope.nodes[self.value].type

    def is_given(self, scope: Scope) -> bool:
        """Say whether the value is made of facts, so that it can be unknown."""
        parts = scope.nodes[self.node].args if self.value is None else (self.value,)
        return any(depends(scope, part, GIVEN) for part in parts)


# --- what there is ------------------------------------------------------------------------------------------------------


def held(scope: Scope, site: Site) -> Iterator[tuple[Scope, Held]]:
    """Yield what is held against a threshold at a site, and at none of the sites below it."""
    below = {scope.source(child.node) for child in site.children} if site.kind is not SiteKind.EACH else set()
    waiting, seen = [scope.source(site.node)], set(below)
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        where, index = place
        yield from ((where, one) for one in held_by(where, index))
        waiting.extend(where.source(argument) for argument in where.nodes[index].args)


def held_by(scope: Scope, index: int) -> Iterator[Held]:
    """Yield what a single node holds against thresholds."""
    node = scope.nodes[index]
    if node.op is Op.BAND:
        for against in dict.fromkeys(cut for cut, _ in cast(Bands, node.data).cuts):
            yield Held(index, node.args[0], against)
    elif node.op is Op.AT_LEAST:
        yield Held(index, None, Fraction(cast(int, node.data)))
    elif node.op is Op.EACH and cast(tuple[Quantifier, int], node.data)[0] is Quantifier.AT_LEAST:
        yield Held(index, None, Fraction(cast(tuple[Quantifier, int], node.data)[1]))
    elif node.op is Op.COMPARE and is_numeric(scope.nodes[node.args[0]].type):
        left, right = node.args
        varying = [depends(scope, side, (*GIVEN, Op.DAY)) for side in (left, right)]
        given = [depends(scope, side, GIVEN) for side in (left, right)]
        if varying[0] and not given[1]:
            yield Held(index, left, right)
        elif varying[1] and not given[0]:
            yield Held(index, right, left)


def depends(scope: Scope, index: int, on: Sequence[Op]) -> bool:
    """Say whether a node is made of one of these."""
    waiting, seen = [scope.source(index)], set[tuple[Scope, int]]()
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            where, at = place
            if where.nodes[at].op in on:
                return True
            waiting.extend(where.source(argument) for argument in where.nodes[at].args)
    return False


def roots(outline: Outline) -> Iterator[tuple[Site, str]]:
    """Yield the sites of all that scenarios can expect something of, with the clauses that they stand under."""
    for tier in outline.tiers:
        yield from ((site, tier.clause or "") for site in (tier.held, tier.criteria) if site is not None)
    for promise in outline.entitlements:
        yield promise.site, promise.clause
        yield from ((site, promise.clause) for site in (promise.amount.sites if promise.amount else ()))
    for one in outline.determinations:
        yield one.site, one.clause
    yield from (pair for score in outline.scores for pair in _points(score))


def _points(score: ScoreSpec) -> Iterator[tuple[Site, str]]:
    if score.points is not None:
        yield score.points, score.clause or ""
    yield from (pair for part in score.parts for pair in _points(part))


def inside(scope: Scope, index: int) -> Scope:
    """Return the body of a quantifier, with nothing known of the record that it is asked about."""
    return Scope(scope.program, cast(Body, scope.nodes[index].body).nodes, Answers(()), scope)


# --- the unit of a value, and what it shows ---------------------------------------------------------------------------


def relation(value: Answer, against: Answer, unit: Fraction) -> str | None:
    """Say which of the four a value shows of a number; `None` if it is further away, or known well enough."""
    if not isinstance(value, Interval) or not isinstance(against, Interval) or against.point is None:
        return None
    if value.point is None:
        below, above = (end is None for end in (value.low, value.high))
        around = (below or cast(Fraction, value.low) <= against.point) and (
            above or cast(Fraction, value.high) >= against.point
        )
        return UNKNOWN if around else None
    distance = value.point - against.point
    return AT if distance == 0 else None if abs(distance) > unit else BELOW if distance < 0 else ABOVE


def otherwise(scope: Scope, one: Held) -> tuple[Answer, ...]:
    """Return what the node could say if the value stood right below, at or right above."""
    node = scope.nodes[one.node]
    if node.op is not Op.BAND:
        return Truth.F, Truth.T
    bands = cast(Bands, node.data)
    ends = [place for place, (cut, _) in enumerate(bands.cuts) if cut == one.against]
    places = dict.fromkeys(bands.places[piece] for piece in range(ends[0], ends[-1] + 2))
    return tuple(unknown(node.type) if place is None else scope.answer(node.args[1 + place]) for place in places)


def unit(scope: Scope, index: int | None) -> Fraction:
    """Return the least by which a value can differ from another: of points, what those that are given have in common."""
    if index is None:
        return Fraction(1)
    where, at = scope.source(index)
    type_ = where.nodes[at].type
    return (_common(scope, index) if type_ is Scalar.NUMBER else None) or UNITS.get(type_, Fraction(1))


def _common(scope: Scope, index: int) -> Fraction | None:
    where, at = scope.source(index)
    node = where.nodes[at]
    match node.op:
        case Op.LITERAL if isinstance(node.data, Interval):
            return node.data.point
        case Op.BAND:
            parts = node.args[1:]
        case Op.CHOOSE:
            parts = (*node.args[1::2], node.args[-1])
        case Op.ARITHMETIC if node.data == "+":
            parts = node.args
        case Op.EXTREME:
            parts = node.args
        case _:
            return None
    found = [_common(where, part) for part in parts]
    whole_ = [int(one) for one in found if one is not None and one.denominator == 1]
    return Fraction(gcd(*whole_)) if len(whole_) == len(parts) else None


# --- what is asked of a program as a whole ------------------------------------------------------------------------------


@frozen
class Compared:
    """A place of the program where a value is held against another.

    `path` leads to the node. `value` is the index of the value beside it, `None` where it is how many conditions, or records,
    hold; `against` the number where it is written there, otherwise the index of the other side, which may be made of facts too.
    """

    path: Path
    value: int | None
    against: Fraction | int
    type: Type
    unit: Fraction


def compared(program: Program, asked: Iterable[int]) -> tuple[Compared, ...]:
    """Return every place where some nodes, or what they are made of, hold a value against another."""
    scope = whole(program, Answers(()))
    found = (one for index in sorted(resting(program.nodes, asked)) for one in _compared(scope, index, ()))
    return tuple(dict.fromkeys(found))


def _compared(scope: Scope, index: int, around: Path) -> Iterator[Compared]:
    node, path = scope.nodes[index], (*around, index)
    for one in held_by(scope, index):
        yield Compared(path, one.value, one.against, one.type_in(scope), unit(scope, one.value))
    if node.op is Op.COMPARE and is_numeric(scope.nodes[node.args[0]].type):
        left, right = node.args
        if all(depends(scope, side, GIVEN) for side in (left, right)):
            yield Compared(path, left, right, scope.nodes[left].type, unit(scope, left))
    if node.body is not None:
        within = inside(scope, index)
        for place in range(len(node.body.nodes)):
            yield from _compared(within, place, path)


def outcomes(outline: Outline) -> tuple[int, ...]:
    """Return the nodes that a decision shows, each once: verdicts, tiers, amounts, definitions and scores."""
    return tuple(dict.fromkeys(_outcomes(outline)))


def _outcomes(outline: Outline) -> Iterator[int]:
    for tier in outline.tiers:
        yield from (site.node for site in (tier.held, tier.criteria) if site is not None)
        yield from (node for node in (tier.expires,) if node is not None)
    for promise in outline.entitlements:
        yield promise.verdict
        yield from (promise.amount.node for _ in (promise.amount,) if promise.amount is not None)
    yield from (one.site.node for one in outline.determinations)
    yield from (node for _, node in outline.asked)
    yield from (outline.total.node for _ in (outline.total,) if outline.total is not None)


def users_of(nodes: Sequence[Node]) -> tuple[frozenset[int], ...]:
    """Return for each node those that are made of it, also by way of others."""
    users = [set[int]() for _ in nodes]
    for index, node in reversed(list(enumerate(nodes))):
        for part in set(node.rests_on):
            users[part] |= {index, *users[index]}
    return tuple(map(frozenset, users))
