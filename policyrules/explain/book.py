"""What several policies decide about one enterprise on one day.

In: policies that were lowered together, a case, its answers, and an evaluator for what other readings would give. Out:
`BookDecision`: the `Decision` of each policy, the same as of that policy alone, read from the answers of the book, what comes
of all of them, and the ways to tell it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import partial
from typing import Any

from attrs import field, frozen

from policyrules.core.case import Answered, Answers, Case, Evaluated
from policyrules.core.outline import LoweredBook, Part
from policyrules.core.places import answers_at
from policyrules.core.program import Program
from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block
from policyrules.explain.book_document import book_document
from policyrules.explain.book_page import book_page
from policyrules.explain.decision import Decision
from policyrules.explain.kept import kept
from policyrules.explain.outcome import Outcome
from policyrules.explain.outcomes import entitlements
from policyrules.explain.render import WIDTH, as_markdown, as_text
from policyrules.explain.totals import Citing, TotalOutcome, total_of

Evaluator = Callable[[Program, Case], Answers]


@frozen(eq=False, slots=False)
class BookDecision(Mapping[str, Decision]):
    """What is decided about one enterprise on one day by several policies: their decisions, by their names.

    `answers` are those of the program of the book.
    """

    book: LoweredBook = field(repr=False)
    answered: Answered = field(repr=False)
    evaluator: Evaluator | None = field(default=None, repr=False)

    @property
    def case(self) -> Case:
        """The facts of all policies, the day and the readings."""
        return self.answered.case

    @property
    def answers(self) -> Answers:
        """The answers to all questions of the book."""
        return self.answered.answers

    @kept
    def decisions(self) -> Mapping[str, Decision]:
        """The decisions by the names of their policies, in the order of the book."""
        return {part.alone.outline.name: self._decision(part) for part in self.book.parts}

    def _decision(self, part: Part) -> Decision:
        program = part.alone.program
        facts = {spec.name: self.case.facts[spec.name] for spec in program.facts}
        readings = {spec.name: self.case.readings[part.names[spec.name]] for spec in program.readings}
        again = None if self.evaluator is None else partial(self.evaluator, program)
        case = Case(facts, self.day, readings)
        return Decision.of(part.alone.outline, program, Evaluated(case, answers_at(self.answers, part.places)), again)

    def __getitem__(self, name: str) -> Decision:
        return self.decisions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.decisions)

    def __len__(self) -> int:
        return len(self.book.parts)

    @property
    def day(self) -> date:
        return self.case.day

    @kept
    def entitled(self) -> tuple[Outcome, ...]:
        """The outcomes whose conditions are met, over all policies."""
        return tuple(outcome for decision in self.values() for outcome in decision.entitled)

    @property
    def entitlements(self) -> tuple[Outcome, ...]:
        """All outcomes, over all policies."""
        return tuple(outcome for decision in self.values() for outcome in decision.entitlements)

    def find(self, name: str) -> Outcome | None:
        """Return the outcome of that id or name where only one policy has it, or after the name of the policy and a dot."""
        policy, _, entitlement = name.partition(".")
        if policy in self.decisions and entitlement:
            return self[policy].find(entitlement)
        found = [outcome for decision in self.values() if (outcome := decision.find(name)) is not None]
        return found[0] if len(found) == 1 else None

    def nearest(self, name: str) -> tuple[str, ...]:
        """Return the entitlements that may have been meant, with their policies: those of that name, else similar ones."""
        wanted = name.rpartition(".")[2]
        known = [(f"{outcome.decision.outline.name}.{outcome.id}", outcome) for outcome in self.entitlements]
        same = tuple(full for full, outcome in known if wanted in (outcome.id, outcome.name))
        return same or tuple(get_close_matches(name, [full for full, _ in known], 3, 0.5))

    @kept
    def total(self) -> TotalOutcome | None:
        """What may be received altogether by all policies, where any of them states an amount."""
        spec, citing = self.book.total, Citing.of([part.alone.outline for part in self.book.parts])
        return None if spec is None else total_of(spec, self.book.program, self.answers, citing)

    @property
    def language(self) -> Language:
        """The language of the documents where all have one; Chinese where they differ."""
        return "en" if all(decision.language == "en" for decision in self.values()) else "zh"

    def to_json(
        self, language: Language | None = None, *, explanations: bool | Collection[str] = False, all_readings: bool = False
    ) -> dict[str, Any]:
        """Return the decision as plain data, after `book.schema.json`. `explanations` is as of `Decision.to_json`."""
        said, explained = language or self.language, entitlements(self, explanations)
        program = self.book.program
        return book_document(self.decisions, self.total, program, said, explanations=explained, all_readings=all_readings)

    def to_text(self, language: Language | None = None, *, all_readings: bool = False, columns: int = WIDTH) -> str:
        """Return the decision as text for a terminal that has so many columns, without colours."""
        said = language or self.language
        return as_text(self._page(said, all_readings), said, columns)

    def to_markdown(self, language: Language | None = None, *, all_readings: bool = False) -> str:
        """Return the decision as Markdown."""
        said = language or self.language
        return as_markdown(self._page(said, all_readings), said)

    def to_brief(self, language: Language | None = None) -> str:
        """Return the decision in brief: under the title of each policy, one line for each of its entitlements."""
        said = language or self.language
        return "\n".join(f"{one.outline.title}\n{one.to_brief(said)}" for one in self.values())

    def _page(self, language: Language, all_readings: bool) -> tuple[Block, ...]:
        return book_page(self.decisions, self.total, self.book.program, language, all_readings=all_readings)
