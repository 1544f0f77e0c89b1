"""Which condition alone determines an answer: modified condition and decision coverage.

In: what a policy asks (`Written`) and a case that was decided. Out: `Decider`, a condition in a decision; and, of a case, which
conditions determined which decisions, each with the answer that it had.

A condition determines a decision in a case where turning its answer to the opposite truth turns that of the decision: nothing
else in the decision masks it. What is between them is answered again by the rules of the reference, with the answers that all
other conditions have in the case. A decision is what is given, held, qualified for, concerned or counted, a definition that is
true or false, and a condition that a value depends on. Where a definition is used, its name is a condition of the decision that
uses it, and it is a decision of its own. Knows no texts.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import cast

from attrs import define, field, frozen

from policyrules.backends.records import Counted, of_records
from policyrules.backends.reference import combined
from policyrules.core.outline import SiteKind
from policyrules.core.program import Node, Op, Quantifier
from policyrules.explain.scope import Scope
from policyrules.testing.coverage.occurrences import NAMED, Frame, Occurrence, Place, Wanted, Written, inside
from policyrules.values.answers import Answer, Truth
from policyrules.values.types import Scalar

T, U, F = Truth.T, Truth.U, Truth.F

#: What makes a truth of truths.
JOINING = frozenset({Op.AND, Op.OR, Op.NOT, Op.AT_LEAST, Op.CHOOSE, Op.EXCEPTIONS, Op.COMPARE})

#: So many ways to let a condition through are looked at; beside more than so many others, anything lets it through.
WAYS, _OTHERS = 200, 8

#: What makes a truth of what is asked of each record.
OVER_RECORDS = frozenset({Quantifier.SOME, Quantifier.EVERY, Quantifier.AT_LEAST})


@frozen(eq=False)
class Part:
    """A condition of a decision, or what joins some: each of `parts` stands at a place among the arguments.

    The place is `None` where the part is the same question under another name, and where it is asked of each record.
    """

    occurrence: Occurrence
    place: Place
    parts: "tuple[tuple[int | None, Part], ...]" = ()

    @property
    def conditions(self) -> "Iterator[Part]":
        """Yield the conditions, in the order of the text."""
        if not self.parts:
            yield self
        for _, part in self.parts:
            yield from part.conditions


@frozen(eq=False)
class Judgment:
    """A decision: the occurrence that it is, in one place, made of conditions."""

    occurrence: Occurrence
    frame: Frame
    whole: Part


def judgments(written: Written) -> Sequence[Judgment]:
    """Return the decisions of a policy, in each place where they are made."""
    search = _Search(written)
    for place, occurrence in ((Place(*key), occurrence) for key, occurrence in written.at.items()):
        search.look(place, occurrence)
    return search.found


@define(eq=False)
class _Search:
    """Finds the decisions: what is true or false and no condition of what stands above it."""

    written: Written
    inner: set[tuple[Frame, object]] = field(factory=set)
    found: list[Judgment] = field(factory=list)

    def look(self, place: Place, occurrence: Occurrence) -> None:
        """Note a decision. What stands above comes first in the order of the places."""
        is_name = place.site.kind in NAMED and bool(place.site.children)
        is_truth = place.node.type is Scalar.BOOL and not is_name and place.site.kind is not SiteKind.WINDOW
        if is_truth and (place.frame, place.site) not in self.inner and place.node.op is not Op.LITERAL:
            self.found.append(Judgment(occurrence, place.frame, self.part(place, occurrence)))

    def part(self, place: Place, occurrence: Occurrence) -> Part:
        """Return what is decided at a place, down to the conditions."""
        self.inner.add((place.frame, place.site))
        site = place.site
        if site.policy is not None or site.kind in NAMED:
            return Part(occurrence, place)
        frame = inside(place.frame, site)
        children = [Place(frame, child) for child in site.children]
        below = []
        for position, child in _positions(place, children):
            below.append((position, self.part(child, self.written.at[child.frame, child.site])))
        return Part(occurrence, place, tuple(below))


def _positions(place: Place, children: Sequence[Place]) -> Iterator[tuple[int | None, Place]]:
    """Yield the children that are truths of which the truth at a place is made, each with its place among the arguments."""
    home, index = place.source
    node = home.nodes[index]
    truths = [child for child in children if child.node.type is Scalar.BOOL]
    if node.op is Op.EACH and place.site.kind is SiteKind.EACH:
        yield from ((None, child) for child in truths if is_condition(node, child))
        return
    if len(children) == 1 and children[0].source == (home, index):
        yield from ((None, child) for child in truths)
        return
    if node.op not in JOINING:
        return
    free = [home.source(argument) for argument in node.args]
    taken: set[int] = set()
    for child in truths:
        position = next((n for n, source in enumerate(free) if n not in taken and source == child.source), None)
        if position is not None:
            taken.add(position)
            yield position, child


def is_condition(node: Node, child: Place) -> bool:
    """Say whether a child of a question about records is what is asked of each, so that it is a condition of the whole."""
    assert node.body is not None
    return cast(tuple[Quantifier, int], node.data)[0] in OVER_RECORDS and child.site.node == node.body.condition


# --- what determines ------------------------------------------------------------------------------------------------------


def determining(part: Part, scope: Scope) -> Iterator[tuple[Occurrence, Truth]]:
    """Yield the conditions that determine the answer in a case, each with its own answer; a scope is that of the part."""
    waiting = [(part, scope)]
    while waiting:
        part, scope = waiting.pop()
        answer = scope.answer(part.place.site.node)
        if answer is U:
            continue
        if not part.parts:
            yield part.occurrence, cast(Truth, answer)
        waiting.extend((below, inner) for below, inner in _unmasked(part, scope))


def _unmasked(part: Part, scope: Scope) -> Iterator[tuple[Part, Scope]]:
    """Yield the parts that decide what they are parts of: in its scope, or in those of the records that decide."""
    home, index = scope.source(part.place.site.node)
    node, answer = home.nodes[index], cast(Truth, home.answer(index))
    if part.place.site.kind is SiteKind.EACH and node.op is Op.EACH:
        records = list(_records(home, index)) if part.parts else []
        yield from ((below, record) for _, below in part.parts for record in records)
        return
    given = [home.answer(argument) for argument in node.args]
    for position, below in part.parts:
        if position is None or turned(node, given, position, answer):
            yield below, scope


def turned(node: Node, given: Sequence[Answer], position: int, answer: Truth) -> bool:
    """Say whether the answer of a node turns with that of an argument."""
    one = given[position]
    if one is U or not isinstance(one, Truth):
        return False
    if node.op in (Op.AND, Op.OR):
        # All that agree with the answer: then each turns it where that is what all have to do, and else a single one.
        enough = F if node.op is Op.AND else T
        return one is answer and (answer is not enough or (given.count(enough) == 1 and given.count(U) == 0))
    return combined(node, (*given[:position], one.negated(), *given[position + 1 :])) is answer.negated()


def _records(scope: Scope, index: int) -> Iterator[Scope]:
    """Yield the records on each of which alone it depends what is said of all."""
    node, answer = scope.nodes[index], cast(Truth, scope.answer(index))
    assert node.body is not None and node.body.condition is not None
    kind, count = cast(tuple[Quantifier, int], node.data)
    records = scope.records(index) or ()
    holds = [cast(Truth, record.answer(node.body.condition)) for record in records]
    decisive: dict[Truth, bool] = {}
    for place, (record, truth) in enumerate(zip(records, holds, strict=True)):
        if truth is U:
            continue
        if truth not in decisive:  # equal answers are as decisive as each other
            otherwise = [*holds[:place], truth.negated(), *holds[place + 1 :]]
            decisive[truth] = of_records(kind, count, Counted(otherwise), None) is answer.negated()
        if decisive[truth]:
            yield record


# --- what could determine ---------------------------------------------------------------------------------------------------


def needed(whole: Part, condition: Part) -> Iterator[Sequence[Wanted]]:
    """Yield the ways in which nothing masks a condition: what is to be true and false beside it, all at once.

    Of a question about records, the others can always be such that one decides.
    """
    for steps in _ways(whole, condition):
        beside: list[list[Sequence[Wanted]]] = [list(_letting_through(part, position)) for part, position in steps]
        for chosen in islice(product(*beside), WAYS):
            yield [one for each in chosen for one in each]


def _ways(whole: Part, condition: Part) -> Iterator[Sequence[tuple[Part, int]]]:
    """Yield the steps from the whole to a condition, each with the place that is taken."""
    waiting: list[tuple[Part, tuple[tuple[Part, int], ...]]] = [(whole, ())]
    while waiting:
        part, steps = waiting.pop()
        if part is condition:
            yield steps
        for position, below in part.parts:
            waiting.append((below, steps if position is None else (*steps, (part, position))))


def _letting_through(part: Part, position: int) -> Iterator[Sequence[Wanted]]:
    """Yield what all other arguments can be so that the answer turns with the one at a place."""
    home, index = part.place.source
    node = home.nodes[index]
    others = [place for place in range(len(node.args)) if place != position]
    if node.op in (Op.AND, Op.OR):
        yield [(home, node.args[place], T if node.op is Op.AND else F) for place in others]
        return
    if node.op is Op.CHOOSE:
        yield from _choosing(home, node.args, position)
        return
    if len(others) > _OTHERS:
        yield []
        return
    for given in product((T, F), repeat=len(others)):
        whole = [T] * len(node.args)
        for place, answer in zip(others, given, strict=True):
            whole[place] = answer
        if {combined(node, whole), combined(node, [*whole[:position], F, *whole[position + 1 :]])} == {T, F}:
            yield [(home, node.args[place], answer) for place, answer in zip(others, given, strict=True)]


def _choosing(home: Frame, args: Sequence[int], position: int) -> Iterator[Sequence[Wanted]]:
    """Yield what can be beside a condition of a choice, or beside one of its values.

    A value counts where its condition is the first that holds; a condition, where the next value that would count is another.
    """
    before: list[Wanted] = [(home, guard, F) for guard in args[: position - position % 2 : 2] if guard != args[position]]
    last = len(args) - 1
    if position == last or position % 2:
        yield before if position == last else [*before, (home, args[position - 1], T)]
        return
    between: list[Wanted] = []
    for later in range(position + 2, len(args), 2):
        holds: list[Wanted] = [] if later == last else [(home, args[later], T)]
        value = args[later] if later == last else args[later + 1]
        for own in (T, F):
            yield [*before, (home, args[position + 1], own), *between, *holds, (home, value, own.negated())]
        between.append((home, args[later], F))


def conditions_of(found: Sequence[Judgment]) -> Mapping[Occurrence, tuple[Occurrence, ...]]:
    """Return the conditions of each decision, once for all its places."""
    of: dict[Occurrence, dict[Occurrence, None]] = {}
    for one in found:
        of.setdefault(one.occurrence, {}).update((part.occurrence, None) for part in one.whole.conditions)
    return {decision: tuple(conditions) for decision, conditions in of.items()}
