"""What would be answered if some facts were others: only what rests on them is asked again.

In: a program, a case with its answers, and other facts for it. Out: the case as it would be, and its answers. What rests on no
fact that is another is answered as it was; the rest by the rules of the reference, question by question, when someone looks.
"""

from collections.abc import Iterable

from policyrules.backends.lazy import Lazy, LazyRows, Made
from policyrules.backends.reference import Scope, ask
from policyrules.core.case import Answered, Answers, Evaluated
from policyrules.core.facts import broken_relations, read_change
from policyrules.core.program import Op, Program
from policyrules.diagnostics import FactsError


class Changing:
    """Answers cases of a program again with other facts. Safe to share between threads."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._resting: dict[str, frozenset[int]] = {}

    def __call__(self, answered: Answered, facts: object) -> Answered:
        """Return the case with some other facts, and its answers. Raises `FactsError` with everything that is wrong."""
        before = answered.case
        case = read_change(self._program, before, facts)
        others = [name for name, answer in case.facts.items() if answer != before.facts[name]]
        values = _changed(answered.answers, Scope(self._program, case), self.resting_on(others))
        answers = Answers(values, LazyRows(values))
        broken = broken_relations(self._program, answers)
        if broken:
            raise FactsError(broken)
        return Evaluated(case, answers)

    def resting_on(self, names: Iterable[str]) -> frozenset[int]:
        """Return the nodes that rest on any of some facts."""
        return frozenset[int]().union(*map(self._resting_on, names))

    def _resting_on(self, name: str) -> frozenset[int]:
        found = self._resting.get(name)
        if found is None:
            resting: set[int] = set()
            for index, node in enumerate(self._program.nodes):
                if (node.op is Op.FACT and node.data == name) or not resting.isdisjoint(node.rests_on):
                    resting.add(index)
            found = self._resting[name] = frozenset(resting)
        return found


def _changed(before: Answers, scope: Scope, resting: frozenset[int]) -> Lazy:
    if isinstance(before.values, _Changed):
        return before.values.again(scope, resting)
    return _Changed(before, scope, resting)


class _Changed(Lazy):
    """The answers of a case of which some facts are others."""

    def __init__(self, before: Answers, scope: Scope, resting: frozenset[int]) -> None:
        super().__init__(scope.program.nodes)
        self._before, self._scope, self._resting = before, scope, resting

    def again(self, scope: Scope, resting: frozenset[int]) -> "_Changed":
        """Return the answers of the case with yet other facts, with those that were made and do not rest on them.

        However often facts are changed, all are held against the first answers: nothing is handed through a long row.
        """
        found = _Changed(self._before, scope, self._resting | resting)
        found._made = [None if index in resting else made for index, made in enumerate(self._made)]
        found.rows = dict(self.rows)
        return found

    def is_held(self, index: int) -> bool:
        return index not in self._resting

    def answer(self, index: int) -> Made:
        if index in self._resting:
            return ask(self.nodes[index], self._scope, self)
        answer = self._before.values[index]
        return answer, self._before.bodies.get(index) if self.nodes[index].body is not None else None
