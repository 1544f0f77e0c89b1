"""Several policies that users hold as one: they are decided in one pass.

In: checked policies and what they were lowered to together. Out: `Book`, the policies by their names, which decides all of them
about an enterprise. Knows no file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from attrs import field, frozen

from policyrules.backends.answering import Answering
from policyrules.backends.reference import evaluate
from policyrules.checking.policy import CheckedPolicy
from policyrules.core.outline import LoweredBook
from policyrules.core.program import Program
from policyrules.core.schema import schema_of_all
from policyrules.diagnostics import Diagnostic, Language
from policyrules.explain.book import BookDecision
from policyrules.pickling import received, sent
from policyrules.policy import Policy
from policyrules.targets import TargetCount, TargetCounter, each_decided


class Shared(NamedTuple):
    """How many questions the policies ask one by one, and how many the book asks."""

    apart: int
    together: int


@frozen(eq=False, repr=False)
class Book(Mapping[str, Policy]):
    """Policies by their names, in the order of their files. Immutable, and safe to share between threads.

    A policy of the book can decide alone too. It gives way to those of the book that take its place.
    """

    policies: Mapping[str, Policy]
    lowered: LoweredBook
    warnings: tuple[Diagnostic, ...]
    _answering: Answering = field(init=False)

    @_answering.default
    def _answers(self) -> Answering:
        return Answering(self.lowered.program)

    @staticmethod
    def of(policies: Sequence[CheckedPolicy], lowered: LoweredBook, warnings: tuple[Diagnostic, ...]) -> "Book":
        """Put policies that were checked without errors into a book."""
        held = (Policy(policy, part.alone) for policy, part in zip(policies, lowered.parts, strict=True))
        return Book(MappingProxyType({policy.name: policy for policy in held}), lowered, warnings)

    def __reduce__(self) -> tuple[object, ...]:
        checked = tuple(policy.checked for policy in self.values())
        return _rebuilt, (sent((checked, self.lowered, self.warnings)),)

    def __getitem__(self, name: str) -> Policy:
        return self.policies[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.policies)

    def __len__(self) -> int:
        return len(self.policies)

    def __repr__(self) -> str:
        return f"<Book {', '.join(self)}>"

    @property
    def program(self) -> Program:
        """The questions that a decision answers."""
        return self.lowered.program

    @property
    def language(self) -> Language:
        """The language of the documents, where they have one; else Chinese."""
        return "en" if all(policy.language == "en" for policy in self.values()) else "zh"

    @property
    def shared(self) -> Shared:
        """How much is asked once that several policies ask."""
        return Shared(sum(len(policy.program.nodes) for policy in self.values()), len(self.program.nodes))

    def decide(
        self, facts: object, on: date, readings: Mapping[str, str | None] | None = None, *, path: str = ""
    ) -> BookDecision:
        """Decide about one enterprise on a day, by all policies.

        `facts` are those of all policies. `readings` takes other options than the defaults, or leaves a reading open with
        `None`; one that two policies have under the same name is called by the name of its policy too. `path` says where the
        facts stand in something larger, and begins the paths of diagnostics.
        """
        return BookDecision(self.lowered, self._answering(facts, on, readings, path), evaluate)

    def targets(self, register: Iterable[object], on: date) -> Mapping[str, tuple[TargetCount, ...]]:
        """Count the enterprises of a register towards the targets of each policy.

        Raises `FactsError` with what is wrong with any of them.
        """
        counters = {policy.name: TargetCounter(policy.outline) for policy in self.values()}
        for decision in each_decided(register, lambda facts, path: self.decide(facts, on, path=path)):
            for name, counter in counters.items():
                counter.add(decision[name].answers)
        return {name: counter.counts for name, counter in counters.items()}

    def schema(self, language: Language | None = None) -> dict[str, Any]:
        """Return the JSON Schema of the facts of all policies, with their titles."""
        return schema_of_all(self.program, [policy.outline for policy in self.values()], language or self.language)


def _rebuilt(bytes_: bytes) -> Book:
    return Book.of(*received(bytes_))
