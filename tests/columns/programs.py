"""Small programs for tests of the columns: nodes and facts in, and every answer of a query held against the reference."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import product

from policyrules.core.case import Case
from policyrules.core.facts import read_case
from policyrules.core.program import Body, Comparator, FactSpec, Node, Op, ParameterSpec, Program
from policyrules.explain.scope import is_open
from policyrules.testing.selfcheck.batches import BatchTally, compare
from policyrules.values.answers import point
from policyrules.values.types import Scalar, Type

DAY = date(2024, 2, 29)


class Nodes(list[Node]):
    """Nodes that are added one by one; each call gives the index of its node."""

    def add(
        self, op: Op, args: Sequence[int] = (), type_: Type = Scalar.NUMBER, data: object = None, body: Body | None = None
    ) -> int:
        node = Node(op, tuple(args), type_, data, body)  # type: ignore[arg-type]
        if node not in self:
            self.append(node)
        return self.index(node)

    def fact(self, spec: FactSpec) -> int:
        return self.add(Op.FACT, (), spec.type, spec.name)

    def number(self, value: object, type_: Type = Scalar.NUMBER) -> int:
        return self.add(Op.LITERAL, (), type_, point(value))  # type: ignore[arg-type]

    def comparisons(self, left: int, right: int) -> None:
        for comparator in Comparator:
            self.add(Op.COMPARE, (left, right), Scalar.BOOL, comparator)


def program(nodes: Sequence[Node], facts: Sequence[FactSpec], parameters: Sequence[ParameterSpec] = ()) -> Program:
    return Program(tuple(nodes), tuple(map(str, range(len(nodes)))), tuple(facts), tuple(parameters), ())


def every(choices: Mapping[str, Sequence[object]], asked: Program, day: date = DAY) -> list[Case]:
    """Return the cases of all combinations of what facts can be; `None` is not known."""
    return [read_case(asked, dict(zip(choices, values, strict=True)), day) for values in product(*choices.values())]


def same(asked: Program, cases: Iterable[Case], *, on_one_day: bool = False, may_leave: bool = False) -> BatchTally:
    """Compare every answer, and return what was compared.

    Queries that rely on it that some facts are known are held against the reference too: of the cases in which the first fact
    is, and of those in which all are.
    """
    tally, cases = BatchTally(), list(cases)
    compare(asked, cases, tally, on_one_day=on_one_day)
    for sure in (asked.facts[:1], asked.facts):
        known = [case for case in cases if not any(is_open(case.facts[spec.name]) for spec in sure)]
        compare(asked, known, BatchTally(differences=tally.differences), on_one_day=on_one_day, knowing=True)
    assert tally.differences == []
    assert may_leave or not tally.left
    return tally
