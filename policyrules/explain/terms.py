"""What all decisions by one policy have in common.

In: the outline and the program of a policy, and what answers a case. Out: `Terms`, which are made once for a policy; what is
worked out for every decision alike is kept with them. Knows no case.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from attrs import field, frozen

from policyrules.core.case import Answered
from policyrules.core.outline import EntitlementSpec, Outline
from policyrules.core.program import Op, Program, resting
from policyrules.core.reads import Reads
from policyrules.diagnostics import Language
from policyrules.explain.explainer import Book
from policyrules.explain.readings import Evaluate
from policyrules.explain.verdicts import VERDICTS, Verdict
from policyrules.values.answers import Truth

T = TypeVar("T")

#: All truths, in their order.
_TRUTHS = (Truth.F, Truth.U, Truth.T)

#: Of a node and what is to be said of each truth: returns what says so of what a decision holds, or `None`, where that does not
#: hold the truth that the node answers; `None` where none does.
Saying = Callable[[int, tuple[T, T, T]], Callable[[Any], T | None] | None]


def as_it_is(held: Any) -> Answered:
    """Return what is held, where that is the case and its answers."""
    return cast(Answered, held)


def _not_held(held: Any) -> None:
    return None


@frozen(eq=False)
class Terms:
    """What all decisions by one policy have in common.

    `answered` makes a case and its answers of what a decision holds, where it holds anything else; `truth` gives what says
    there what a node answers, where that is a truth and is held, and `reads` gives the expressions, of what is `held`, that
    read any answer that is held as it is. `changed` answers a case again with other facts. What tells decisions is made when
    they are first told, and kept by the language, or by `None` for that of the policy; what is `written` of lines, when they
    are explained.
    """

    outline: Outline
    program: Program
    evaluate: Evaluate | None = None
    answered: Callable[[Any], Answered] = as_it_is
    changed: Callable[[Answered, object], Answered] | None = None
    truth: Saying[Any] | None = None
    reads: Reads | None = None
    told_by: dict[Language | None, Any] = field(factory=dict, init=False, repr=False)
    written: Book = field(factory=dict, init=False, repr=False)
    #: Of each entitlement by its id, and by its name where only that has it, the place in the document; and what says its
    #: verdict.
    places: Mapping[str, int] = field(init=False, repr=False)
    verdicts: tuple[tuple[EntitlementSpec, Callable[[Any], Verdict | None]], ...] = field(init=False, repr=False)
    _truths: dict[int, Callable[[Any], Truth | None]] = field(factory=dict, init=False, repr=False)
    _below: dict[int, tuple[str, ...]] = field(factory=dict, init=False, repr=False)
    _asking: dict[int, bool] = field(factory=dict, init=False, repr=False)

    def asks_for_facts(self, node: int) -> bool:
        """Say whether a node depends on any fact of the enterprise; looked up once for each node."""
        found = self._asking.get(node)
        if found is None:
            nodes = self.program.nodes
            found = self._asking[node] = any(nodes[one].op is Op.FACT for one in resting(nodes, (node,)))
        return found

    @places.default
    def _places(self) -> Mapping[str, int]:
        return self.outline.places

    @verdicts.default
    def _verdicts(self) -> tuple[tuple[EntitlementSpec, Callable[[Any], Verdict | None]], ...]:
        return tuple((spec, self._saying(spec.verdict, VERDICTS)) for spec in self.outline.entitlements)

    def _saying(self, node: int, said: tuple[T, T, T]) -> Callable[[Any], T | None]:
        found = None if self.truth is None else self.truth(node, said)
        return _not_held if found is None else found

    def truth_in(self, held: Any, node: int) -> Truth | None:
        """Return the truth that a node answers in what is held; `None` for one that is not held."""
        found = self._truths.get(node) or self._truths.setdefault(node, self._saying(node, _TRUTHS))
        return found(held)

    def readings_below(self, node: int) -> tuple[str, ...]:
        """Return the readings that a node may rest on, whatever is answered; looked up once for each node."""
        found = self._below.get(node)
        if found is None:
            nodes = self.program.nodes
            below = resting(nodes, (node,)) if self.program.readings else ()
            found = tuple(cast(str, nodes[one].data) for one in sorted(below) if nodes[one].op is Op.READING)
            self._below[node] = found
        return found
