"""Where a node is looked at: the program, or the body of a quantifier for one record.

In: a program and its answers. Out: `Scope`, through which every view asks for nodes and answers alike, whether they are
asked once or once per record. Knows no sites and no words.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import cast
from weakref import ref

from attrs import field, frozen

from policyrules.core.case import Answers
from policyrules.core.program import Body, Node, Op, Program
from policyrules.values.answers import Answer, Interval, Maybe, Records, Symbol, Truth
from policyrules.values.types import RecordType, Type


@frozen(eq=False)
class Record:
    """The record that a body is asked about; `number` counts from 1, `path` is that of a facts file (`认定[1]`)."""

    list_name: str
    number: int
    row: Mapping[str, Answer]
    type: RecordType

    @property
    def path(self) -> str:
        return f"{self.list_name}[{self.number}]"


@frozen(eq=False)
class Scope:
    """Nodes with their answers; `outer` and `record` are those of a body, which is asked about `many` records altogether.

    Those of records are the same while anyone has them: they hold what stands around them, and are not held by it.
    """

    program: Program
    nodes: tuple[Node, ...]
    answers: Answers
    outer: "Scope | None" = None
    record: Record | None = None
    many: int = 1
    _values: Sequence[Answer] = field(init=False, repr=False)
    _inner: "dict[int, tuple[Callable[[], Scope | None], ...]]" = field(factory=dict, init=False, repr=False)

    @_values.default
    def _of_answers(self) -> Sequence[Answer]:
        return self.answers.values

    def answer(self, index: int) -> Answer:
        return self._values[index]

    def type(self, index: int) -> Type:
        """Return the type of a node, wherever it is asked."""
        home, at = self.source(index)
        return home.nodes[at].type

    def source(self, index: int) -> "tuple[Scope, int]":
        """Return where the node is really asked: what a body brings in from outside stands around it."""
        scope, node = self, self.nodes[index]
        while node.op is Op.OUTER and scope.outer is not None:
            scope, index = scope.outer, cast(int, node.data)
            node = scope.nodes[index]
        return scope, index

    def record_at(self, level: int) -> Record:
        """Return the record `level` quantifiers further out, 0 the innermost."""
        scope = self
        for _ in range(level):
            assert scope.outer is not None
            scope = scope.outer
        assert scope.record is not None
        return scope.record

    def list_name(self, index: int) -> str:
        """Return the name of the list that the quantifier at `index` asks about."""
        scope, source = self.source(self.nodes[index].args[0])
        return cast(str, scope.nodes[source].data)

    def records(self, index: int) -> "tuple[Scope, ...] | None":
        """Return a scope for each record of the quantifier at `index`, or `None` for a list that is unknown."""
        rows = cast(Records, self.answer(self.nodes[index].args[0])).rows
        if rows is None:
            return None
        known = self._inner.get(index) or (_let_go,) * len(rows)
        scopes = tuple(one() or self._body(index, place) for place, one in enumerate(known))
        self._inner[index] = tuple(map(ref, scopes))
        return scopes

    def _body(self, index: int, place: int) -> "Scope":
        node = self.nodes[index]
        body, rows = cast(Body, node.body), cast(Records, self.answer(node.args[0])).rows or ()
        record = Record(self.list_name(index), place + 1, rows[place], body.record)
        return Scope(self.program, body.nodes, self.answers.bodies[index][place], self, record, self.many * len(rows))


def _let_go() -> None:
    return None


def whole(program: Program, answers: Answers) -> Scope:
    """Return the scope of the program itself."""
    return Scope(program, program.nodes, answers)


def is_open(answer: Answer) -> bool:
    """Say whether an answer can still shrink."""
    match answer:
        case Truth():
            return answer is Truth.U
        case Interval():
            return answer.point is None
        case Symbol():
            return answer.value is None
        case Records():
            return answer.rows is None
        case Maybe():
            return True
        case _:
            return False
