"""Answers on demand: only the nodes that somebody asks for, and only once until a fact changes.

In: nodes, and the facts of a case that may change. Out: the answers of the reference evaluator, each by its own rule. This is
for searching, where a full evaluation for each small step would cost too much; what was found is verified with a full one.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import cast, overload

from policyrules.backends.reference import RULES, Row, Scope, each
from policyrules.core.program import Node
from policyrules.values.answers import Answer, Records


class Cones:
    """For each node of a program, or of a body, what it is made of, in order; found when first asked for, and kept."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self.rules = [RULES.get(node.op) for node in nodes]
        self._found: dict[int, tuple[int, ...]] = {}
        self._bodies: dict[int, Cones] = {}

    def of(self, index: int) -> tuple[int, ...]:
        """Return the node itself, after all that it is made of."""
        if index not in self._found:
            waiting, seen = [index], set[int]()
            while waiting:
                place = waiting.pop()
                if place not in seen:
                    seen.add(place)
                    waiting.extend(self.nodes[place].rests_on)
            self._found[index] = tuple(sorted(seen))
        return self._found[index]

    def body(self, index: int) -> "Cones":
        """Return those of the body of a quantifier."""
        if index not in self._bodies:
            body = self.nodes[index].body
            assert body is not None
            self._bodies[index] = Cones(body.nodes)
        return self._bodies[index]

    @cached_property
    def users(self) -> Sequence[Sequence[int]]:
        """Return for each node those that it is an argument of, or that bring it into their body."""
        users: list[list[int]] = [[] for _ in self.nodes]
        for index, node in enumerate(self.nodes):
            for part in dict.fromkeys(node.rests_on):
                users[part].append(index)
        return users

    def resting_on(self, sources: Iterable[int]) -> frozenset[int]:
        """Return some nodes with all that are made of them, also by way of others."""
        waiting, seen = list(sources), set[int]()
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                waiting.extend(self.users[place])
        return frozenset(seen)


class Answering(Sequence[Answer]):
    """The answers of a program, or of a body for one record, by the index of the node."""

    def __init__(self, cones: Cones, scope: Scope) -> None:
        self.cones, self.scope = cones, scope
        self._known: dict[int, Answer] = {}
        self._rows: dict[int, tuple[Answering, ...]] = {}

    def __len__(self) -> int:
        return len(self.cones.nodes)

    @overload
    def __getitem__(self, index: int) -> Answer: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Answer]: ...
    def __getitem__(self, index: int | slice) -> Answer | Sequence[Answer]:
        if isinstance(index, slice):
            return [self[place] for place in range(len(self))[index]]
        known = self._known
        if index not in known:
            for place in self.cones.of(index):
                if place not in known:
                    known[place] = self._answer(place)
        return known[index]

    def _answer(self, index: int) -> Answer:
        node, rule, known = self.cones.nodes[index], self.cones.rules[index], self._known
        given = [known[argument] for argument in node.args]
        return each(node, given, self.rows(index), self.scope, self) if rule is None else rule(self.scope, node, given)

    def rows(self, index: int) -> "tuple[Answering, ...]":
        """Return the answers of the body of a quantifier, record by record; none of an unknown list."""
        if index not in self._rows:
            records = cast(Records, self[self.cones.nodes[index].args[0]]).rows or ()
            self._rows[index] = tuple(Answering(self.cones.body(index), self._inside(row)) for row in records)
        return self._rows[index]

    def _inside(self, row: Row) -> Scope:
        scope = self.scope
        return Scope(scope.program, scope.case, (row, *scope.records), self)

    def begin(self, known: Mapping[int, Answer]) -> None:
        """Take answers that are known already."""
        self._known.update(known)

    def forget(self, indexes: AbstractSet[int]) -> None:
        """Ask some nodes anew from now on."""
        for index in self._known.keys() & indexes:
            del self._known[index]
        for index in self._rows.keys() & indexes:
            del self._rows[index]
