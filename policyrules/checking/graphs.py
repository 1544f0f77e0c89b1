"""Which declarations stand on which, and circles among them.

In: a graph as a mapping from a node to the nodes that it stands on. Out: its strongly connected components, what is stood on
first. Nothing here recurses: a chain may be as long as a file.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from policyrules.syntax import ast

N = TypeVar("N", bound=Hashable)


def components(graph: Mapping[N, Sequence[N]]) -> list[tuple[N, ...]]:
    """Return the strongly connected components, each after those that it stands on (Tarjan, with its own stack)."""
    index: dict[N, int] = {}
    low: dict[N, int] = {}
    waiting: list[N] = []
    is_waiting: set[N] = set()
    found: list[tuple[N, ...]] = []
    for root in graph:
        if root in index:
            continue
        path: list[tuple[N, Iterator[N]]] = []
        pending: N | None = root
        while pending is not None or path:
            if pending is not None:
                index[pending] = low[pending] = len(index)
                waiting.append(pending)
                is_waiting.add(pending)
                path.append((pending, iter(graph[pending])))
                pending = None
            node, successors = path[-1]
            for successor in successors:
                if successor not in index:
                    pending = successor
                    break
                if successor in is_waiting:
                    low[node] = min(low[node], index[successor])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_taken(waiting, is_waiting, node))
    return found


def _taken(waiting: list[N], is_waiting: set[N], root: N) -> tuple[N, ...]:
    """Take a component off the stack; its nodes in the order in which they were met."""
    taken = []
    while True:
        node = waiting.pop()
        is_waiting.discard(node)
        taken.append(node)
        if node == root:
            return tuple(reversed(taken))


def circle(graph: Mapping[N, Sequence[N]], component: Sequence[N]) -> tuple[N, ...]:
    """Return a shortest way from the first node of a component back to itself."""
    inside, start = set(component), component[0]
    came_from: dict[N, N] = {}
    level = [start]
    while level:
        following = []
        for node in level:
            for successor in graph[node]:
                if successor == start:
                    return _way(came_from, start, node)
                if successor in inside and successor not in came_from:
                    came_from[successor] = node
                    following.append(successor)
        level = following
    return tuple(component)


def _way(came_from: Mapping[N, N], start: N, end: N) -> tuple[N, ...]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


def is_circular(graph: Mapping[N, Sequence[N]], component: Sequence[N]) -> bool:
    """Say whether the nodes of a component stand on themselves."""
    return len(component) > 1 or component[0] in graph[component[0]]


def walk(nodes: Iterable[ast.Tree]) -> Iterator[ast.Tree]:
    """Yield the nodes and all that is under them, in the order of the text."""
    stack = list(nodes)[::-1]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(tuple(ast.children(node))))
