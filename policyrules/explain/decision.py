"""The decision as users hold it: all outcomes, and the ways to tell them.

In: an outline, a program, a case, its answers, and the evaluator for what other readings would give. Out: `Decision`, with the
JSON document, text and Markdown in Chinese or English.
"""

from collections.abc import Collection
from typing import Any

from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block
from policyrules.explain.briefs.ready import ready
from policyrules.explain.document import document
from policyrules.explain.outcome import Outcome
from policyrules.explain.outcomes import Outcomes, entitlements
from policyrules.explain.page import decision_page, outcome_page, readings_page
from policyrules.explain.render import WIDTH, as_markdown, as_text


class Decision(Outcomes):
    """What is decided about one enterprise on one day.

    `decision["贷款利率"]` is an `Outcome`, by its id or its name. Without a language, the policy's own is used. With
    `all_readings`, what each verdict is under every reading is told too, which needs an evaluator.
    """

    __slots__ = ()

    def to_json(
        self, language: Language | None = None, *, explanations: bool | Collection[str] = False, all_readings: bool = False
    ) -> dict[str, Any]:
        """Return the decision as plain data, after `decision.schema.json`.

        `explanations` adds the trees of reasons: of all entitlements, or of those with one of these ids or names; a name that
        there is not raises `KeyError`. They are most of such a document, and of what it takes to make.
        """
        explained = entitlements(self, explanations)
        return document(self, language or self.language, explanations=explained, all_readings=all_readings)

    def to_text(self, language: Language | None = None, *, all_readings: bool = False, columns: int = WIDTH) -> str:
        """Return the decision as text for a terminal that has so many columns, without colours."""
        said = language or self.language
        return as_text(self._page(said, all_readings), said, columns)

    def to_markdown(self, language: Language | None = None, *, all_readings: bool = False) -> str:
        """Return the decision as Markdown."""
        said = language or self.language
        return as_markdown(self._page(said, all_readings), said)

    def to_brief(self, language: Language | None = None) -> str:
        """Return the decision in brief: one line for each entitlement, with its verdict and the reasons that make it so."""
        return self.teller(language, ready)(self._held, self)

    def _page(self, language: Language, all_readings: bool) -> tuple[Block, ...]:
        page = decision_page(self, language)
        return (*page, *readings_page(self, language)) if all_readings else page


def outcome_text(outcome: Outcome, language: Language | None = None, *, whole: bool = False, columns: int = WIDTH) -> str:
    """Return all that is to be said of one entitlement as text; `whole` gives every line of its explanation."""
    said = language or outcome.decision.language
    return as_text(outcome_page(outcome, said, whole=whole), said, columns)


def outcome_markdown(outcome: Outcome, language: Language | None = None, *, whole: bool = False) -> str:
    """Return all that is to be said of one entitlement as Markdown; `whole` gives every line of its explanation."""
    said = language or outcome.decision.language
    return as_markdown(outcome_page(outcome, said, whole=whole), said)
