"""What has to be so that the answer of one node tells in that of others.

In: a program, the way to a node, and to those that are made of it. Out: goals for what stands beside the shortest way from the
one to the others: what else an `and` joins is true, what else an `or` joins is false, a choice takes the branch that leads
there. That is enough where truths are joined; of numbers that are added up and compared it is a beginning.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import cast

from attrs import define, field

from policyrules.core.program import Body, Node, Op, Program, Quantifier
from policyrules.testing.aiming.goals import Goal
from policyrules.testing.drawing.answering import Cones
from policyrules.testing.drawing.thresholds import Path
from policyrules.values.answers import Truth
from policyrules.values.types import Scalar

T, F = Truth.T, Truth.F

#: Beyond numbers that are compared, little tells: such ways are taken last.
_FAR = 20


@define(eq=False)
class Beside:
    """The ways from nodes of a program to others."""

    program: Program
    _cones: Cones = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._cones = Cones(self.program.nodes)

    def along(self, path: Path, above: Iterable[Path]) -> tuple[Goal, ...] | None:
        """Return what has to be so beside the way from a node through those above it; `None` where none leads there."""
        found: list[Goal] = []
        for end in above:
            beside = self.beside(path, {end})
            if beside is None:
                return None
            found += beside
            path = end
        return tuple(found)

    def beside(self, path: Path, ends: Collection[Path]) -> tuple[Goal, ...] | None:
        """Return what has to be so beside the shortest way from a node to any of some; `None` where none leads there."""
        waiting: list[tuple[int, int, Path, tuple[Goal, ...]]] = [(0, 0, path, ())]
        seen: set[Path] = set()
        count = 0
        while waiting:
            cost, _, at, goals = heappop(waiting)
            if at in ends:
                return goals
            if at in seen:
                continue
            seen.add(at)
            for up, wanted, far in self._up(at):
                count += 1
                heappush(waiting, (cost + far, count, up, (*goals, *wanted)))
        return None

    def _up(self, path: Path) -> Iterator[tuple[Path, tuple[Goal, ...], int]]:
        """Yield the nodes right above a node, what has to be so beside it there, and how far that is."""
        *around, index = path
        cones = self._cones
        for each in around:
            cones = cones.body(each)
        for user in cones.users[index]:
            node = cones.nodes[user]
            if index in node.args:
                wanted = tuple(Goal((*around, part), truth) for part, truth in _siblings(node, index))
                yield (*around, user), wanted, _distance(node)
            if node.body is not None:
                brought = (n for n, one in enumerate(node.body.nodes) if one.op is Op.OUTER and one.data == index)
                yield from (((*around, user, place), (), 1) for place in brought)
        if around:
            yield from self._out_of(path, cones)

    def _out_of(self, path: Path, cones: Cones) -> Iterator[tuple[Path, tuple[Goal, ...], int]]:
        """Yield the question about records that a node of its body answers, and what the record has to be."""
        *around, index = path
        outer = self._cones
        for each in around[:-1]:
            outer = outer.body(each)
        node = outer.nodes[around[-1]]
        body = cast(Body, node.body)
        if index == body.condition:
            yield tuple(around), (), _distance(node)
        elif index in (body.value, body.key):
            wanted = () if body.condition is None else (Goal((*around, body.condition), T),)
            yield tuple(around), wanted, _distance(node)


def _distance(node: Node) -> int:
    """Say how far it is to a node: a long way where a number becomes a truth, or one of several numbers."""
    numbers = node.op in (Op.COMPARE, Op.BAND, Op.EXTREME, Op.ROUND)
    counts = node.op is Op.EACH and cast(tuple[Quantifier, int], node.data)[0] not in (Quantifier.SOME, Quantifier.EVERY)
    return _FAR if (numbers and node.type is Scalar.BOOL) or counts else 2 if numbers else 1


def _siblings(node: Node, index: int) -> Sequence[tuple[int, Truth]]:
    """Return what the other arguments of a node have to be so that one of them tells."""
    others = [part for part in node.args if part != index]
    match node.op:
        case Op.AND:
            return [(part, T) for part in others]
        case Op.OR:
            return [(part, F) for part in others]
        case Op.AT_LEAST:
            return [(part, T if place < cast(int, node.data) - 1 else F) for place, part in enumerate(others)]
        case Op.CHOOSE:
            return _branch(node, index)
        case Op.EXCEPTIONS:
            place = node.args.index(index)
            guards = [(n, part) for n, part in enumerate(node.args) if n % 2 == 1]
            return [(part, T if n == place - 1 else F) for n, part in guards if part != index]
        case _:
            return []


def _branch(node: Node, index: int) -> Sequence[tuple[int, Truth]]:
    """Return the guards on the way to a guard or a value of a choice; of truths, a guard chooses one of two that differ."""
    args, place = node.args, node.args.index(index)
    last = len(args) - 1
    guards = [(n, part) for n, part in enumerate(args) if n % 2 == 0 and n != last]
    if place % 2 == 1:
        return [(part, T if n == place - 1 else F) for n, part in guards if n < place]
    chosen = [(args[place + 1], T), (args[min(place + 3, last)], F)] if node.type is Scalar.BOOL and place != last else []
    return [*((part, F) for n, part in guards if n < place), *chosen]
