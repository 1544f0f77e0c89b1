"""What is not asked for itself: parts of a sum; and what can no longer matter, when nothing but some truths is kept.

In: nodes, then a part of a text, of whose truths that are joined some need lines of their own. Out: which nodes these are, and
the lines of all of the part: of truths that are joined, those come first that need no lines, and the others only while it is
not settled what comes of them. Knows no operator but the sum.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from policyrules.backends.parts import Part
from policyrules.backends.writing import join, truth
from policyrules.core.program import Node, Op

#: What is asked for in so many places is written in each of them; in so many steps from what is kept it may stand, and so far
#: be indented.
COPIES, STEPS, INDENTED = 2, 100, 20


def uses(nodes: Sequence[Node], asked: Iterable[int]) -> Counter[int]:
    """Return how often each node is asked for; those that bodies bring in count as asked for often."""
    found = Counter(argument for index in asked for argument in nodes[index].args)
    for index in asked:
        body = nodes[index].body
        for brought in () if body is None else body.brought_in:
            found[brought] += COPIES + 1
    return found


def late(nodes: Sequence[Node], asked: frozenset[int], kept: frozenset[int]) -> frozenset[int]:
    """Return the nodes that are asked only where they are asked for: in few places, and of what goes through a list, in one."""
    used = uses(nodes, asked)
    copies, steps, found = Counter[int](), Counter[int](), set[int]()
    for index in sorted(asked, reverse=True):
        most = 1 if nodes[index].body is not None else COPIES
        is_late = index not in kept and 0 < copies[index] <= most and used[index] <= COPIES and steps[index] < STEPS
        if is_late:
            found.add(index)
        else:
            copies[index], steps[index] = 1, 0
        for argument in nodes[index].args:
            copies[argument] += copies[index]
            steps[argument] = max(steps[argument], steps[index] + 1)
    return frozenset(found)


def partial_sums(nodes: Sequence[Node], asked: Iterable[int]) -> frozenset[int]:
    """Return the sums that are asked for only to be added to, each in one place."""
    sums = {index for index in asked if nodes[index].op is Op.ARITHMETIC and nodes[index].data == "+"}
    added, used = {argument for index in sums for argument in nodes[index].args}, uses(nodes, asked)
    return frozenset(index for index in sums & added if used[index] == 1)


def lines(part: Part) -> Iterator[str]:
    """Yield the lines of a part."""
    done = set[int]()
    for index in range(len(part.nodes)):
        if index not in part.late:
            yield from _lines(part, index, done)


def _lines(part: Part, index: int, done: set[int]) -> Iterator[str]:
    """Yield the lines that give an answer, with those of late ones that it rests on, as far as they are not `done`."""
    if index in done or part.held[index] is None:
        return
    done.add(index)
    if index in part.joined:
        yield from _joined(part, index, done)
        return
    for argument in part.nodes[index].args:
        if argument in part.late:
            yield from _lines(part, argument, done)
    yield from part.lines[index]


def _joined(part: Part, index: int, done: set[int]) -> Iterator[str]:
    """Yield the lines of truths that are joined, one after another where they need lines of their own."""
    name, sign, args = part.name("v", index), part.joined[index], dict.fromkeys(part.nodes[index].args)
    needed = {argument: list(_lines(part, argument, set(done))) for argument in args if argument in part.late}
    later = sorted((argument for argument in args if needed.get(argument)), key=lambda argument: len(needed[argument]))
    first = join(part, sign, (argument for argument in args if argument not in later))
    if first:
        yield f"{name} = {truth(first)}"
    for argument in later:
        under = [*needed[argument], f"{name} = {truth(part.v(argument))}"]
        if (not first and argument == later[0]) or any(line.startswith("    " * INDENTED) for line in under):
            yield from under
        else:
            yield f"if {name}:" if sign == "and" else f"if not {name}:"
            yield from (f"    {line}" for line in under)
