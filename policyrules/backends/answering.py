"""From the facts of enterprises to answers, one enterprise after another.

In: a program, then facts as plain data. Out: `Answered`: the case and the answers, or one `FactsError` with everything that is
wrong. The first few are answered by the reference, so that one question need not wait until functions are written; the others
by generated Python, whose answers are the same. Knows no policy.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from policyrules.backends.decoding import Decoded
from policyrules.backends.python import Found, Generated, Taken
from policyrules.backends.reference import evaluate
from policyrules.core.case import Answered, Answers, Case, Evaluated
from policyrules.core.facts import broken_relations, read_case
from policyrules.core.program import Program
from policyrules.diagnostics import FactsError
from policyrules.values.answers import Records

T = TypeVar("T")

#: So many enterprises are answered by the reference before functions are written.
FIRST = 8

#: With more records than this, answering a single enterprise by the reference takes longer than writing functions.
MANY_RECORDS = 200


class Answering:
    """Answers enterprises by a program. Safe to share between threads, and to send to another process.

    Of the nodes, those that are `wanted` and what they rest on are answered at once, the others when someone looks.
    """

    def __init__(self, program: Program, wanted: frozenset[int] | None = None, first: int = FIRST) -> None:
        self.program = program
        self._generated = Generated(program, wanted)
        self._left = first
        self._options = {spec.name: (spec.type.members, spec.default) for spec in program.readings}

    @property
    def is_early(self) -> bool:
        """Whether the next enterprise is answered by the reference."""
        return self._left > 0

    def direct(
        self,
        made: Callable[[], T],
        terms: Callable[[Found | Taken], object],
        otherwise: Callable[..., T],
        only: bool,
    ) -> Callable[..., T]:
        """Return what takes facts and answers on the spot, and calls `otherwise` where they are not in order."""
        return self._generated.direct(made, terms, self._generated.taking(made, terms, otherwise), only)

    def __reduce__(self) -> tuple[object, ...]:
        return Answering, (self.program, self._generated.wanted, self._left)

    def __call__(self, facts: object, on: date, readings: Mapping[str, str | None] | None = None, path: str = "") -> Answered:
        """Answer the questions about one enterprise on a day. Raises `FactsError` with everything that is wrong."""
        early = self._left > 0
        if not early and type(facts) is dict and type(on) is date:
            found = self._by_functions(facts, on, readings)
            if found is not None:
                return found
        case = read_case(self.program, facts, on, readings, path)
        if early and _has_many_records(case):
            early, self._left = False, 0
        answers = self.evaluate(case)
        broken = broken_relations(self.program, answers, path)
        if broken:
            raise FactsError(broken)
        self._left -= early
        return Evaluated(case, answers)

    def evaluate(self, case: Case) -> Answers:
        """Return the answers of a case."""
        return evaluate(self.program, case) if self._left > 0 else self._generated(case)

    def _by_functions(self, facts: dict[object, object], on: date, readings: Mapping[str, str | None] | None) -> Decoded | None:
        """Answer facts that are in order; `None` where something is wrong with them, or may be."""
        options = self._taken(readings) if readings else self._generated.defaults
        return None if options is None else self._generated.answered(facts, on, options)

    def _taken(self, readings: Mapping[str, str | None]) -> tuple[str | None, ...] | None:
        """Return the options taken, in the order of the program; `None` where one of them is none."""
        if any(name not in self._options for name in readings):
            return None
        taken = [readings.get(name, default) for name, (_, default) in self._options.items()]
        given = zip(taken, self._options.values(), strict=True)
        return tuple(taken) if all(one is None or one in members for one, (members, _) in given) else None


def _has_many_records(case: Case) -> bool:
    return sum(len(one.rows or ()) for one in case.facts.values() if isinstance(one, Records)) > MANY_RECORDS
