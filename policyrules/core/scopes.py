"""Where nodes are put: one node per question and scope, as far out as what it depends on.

In: operators and references to what they ask about. Out: nodes in scopes, the root and one per quantifier. Knows no syntax.

A question belongs to the outermost scope that it depends on. A constant depends on nothing and is put where it is used. What
a quantifier's body uses from further out is noted as an import; when the body is done, the quantifier itself is put as far out
as its list and its imports allow, and only then do the imports become `OUTER` nodes of that place.
"""

from collections.abc import Iterable, Sequence

from attrs import define, evolve, field, frozen

from policyrules.core.program import Body, Data, Node, Op, Quantifier
from policyrules.values.types import RecordType, Type


@define(eq=False)
class Scope:
    """The nodes made so far that depend on the record of one quantifier, or on none (the root, at depth 0)."""

    depth: int
    record: RecordType | None = None
    nodes: list[Node] = field(factory=list, repr=False)
    indexes: dict[Node, int] = field(factory=dict, repr=False)
    imports: "dict[Placed, int]" = field(factory=dict, repr=False)

    def inner(self, record: RecordType) -> "Scope":
        """Return a new scope for the records of a quantifier that is written here."""
        return Scope(self.depth + 1, record)

    def add(self, node: Node) -> "Placed":
        """Return where the node stands here, once per node."""
        index = self.indexes.get(node)
        if index is None:
            index = self.indexes[node] = self._append(node)
        return Placed(self, index)

    def index(self, ref: "Ref") -> int:
        """Return the index here of what `ref` asks, brought in from further out where it is not from here."""
        if isinstance(ref, Node):
            return self.add(ref).index
        if ref.scope is self:
            return ref.index
        index = self.imports.get(ref)
        if index is None:
            index = self.imports[ref] = self._append(Node(Op.OUTER, (), type_of(ref)))
        return index

    def close(self, around: "Scope", condition: int | None, value: int | None, key: int | None = None) -> Body:
        """Return the body of a quantifier that is put into `around`."""
        assert self.record is not None
        nodes = list(self.nodes)
        for ref, index in self.imports.items():
            nodes[index] = evolve(nodes[index], data=around.index(ref))
        return Body(tuple(nodes), condition, value, self.record, key)

    def _append(self, node: Node) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1


@frozen
class Placed:
    """The node at an index of a scope."""

    scope: Scope
    index: int


#: A question that can be asked about: a constant (a node that stands nowhere yet), or a node of a scope.
Ref = Node | Placed


def type_of(ref: Ref) -> Type:
    """Return the type of the answer."""
    return ref.type if isinstance(ref, Node) else ref.scope.nodes[ref.index].type


@frozen
class Builder:
    """Makes the questions of a program. `root` holds those that depend on no record."""

    root: Scope

    def leaf(self, op: Op, type_: Type, data: str | None = None) -> Placed:
        """Return a question that depends on no other and on no record: a fact, a reading, the decision date."""
        return self.root.add(Node(op, (), type_, data))

    def ask(self, op: Op, args: Sequence[Ref], type_: Type, data: Data = None) -> Placed:
        """Return the question about the answers of `args`."""
        scope = self._outermost(args)
        return scope.add(Node(op, tuple(scope.index(ref) for ref in args), type_, data))

    def each(
        self, asked: tuple[Quantifier, int], records: Ref, type_: Type, inside: Scope, condition: Ref | None, value: Ref | None
    ) -> Placed:
        """Return the question about all records of a list; the condition and the value are asked `inside`."""
        return self._each(asked, (records,), type_, inside, (condition, value))

    def sum_per_year(
        self, records_and_cap: tuple[Ref, Ref], inside: Scope, condition: Ref | None, value: Ref, day: Ref
    ) -> Placed:
        """Return the sum over all records of a list, of those of one calendar year no more than the cap."""
        type_ = type_of(records_and_cap[1])
        return self._each((Quantifier.SUM_PER_YEAR, 0), records_and_cap, type_, inside, (condition, value, day))

    def _each(
        self, asked: tuple[Quantifier, int], args: Sequence[Ref], type_: Type, inside: Scope, parts: Sequence[Ref | None]
    ) -> Placed:
        indexes = [None if ref is None else inside.index(ref) for ref in parts]
        scope = self._outermost((*args, *inside.imports))
        body = inside.close(scope, *indexes)
        return scope.add(Node(Op.EACH, tuple(scope.index(ref) for ref in args), type_, asked, body))

    def _outermost(self, refs: Iterable[Ref]) -> Scope:
        """Return the outermost scope in which all of `refs` can be asked about."""
        scopes = (ref.scope for ref in refs if isinstance(ref, Placed))
        return max(scopes, key=lambda scope: scope.depth, default=self.root)
