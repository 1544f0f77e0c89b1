"""A decision in brief, as quickly as it can be told: by functions of Python that are written for a policy and a language.

In: the first decision that is told, which shows what there is to tell. Out: what tells all decisions that are held as it is: an
entitlement whose conditions can be made ready by what was written for them, any other as `policyrules.explain.brief` tells it.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from attrs import define, field

from policyrules.diagnostics import Language
from policyrules.explain.brief import beside, of_determinations, of_tiers, outcome_brief, verdict_said
from policyrules.explain.outcomes import Outcome, Outcomes
from policyrules.explain.tellers import Line, Readying, UnreadyError
from policyrules.explain.templates import Writing, fixed
from policyrules.explain.words import CONDITIONS, say
from policyrules.generating import compiled, function
from policyrules.values.answers import Truth

#: Says all lines, of what a decision holds, and the decision itself where that is not enough.
Teller = Callable[[Any, Outcomes], str]

#: So many lines are made ready: what is written for more would take too long to compile.
MOST_LINES = 20_000


def told_in_brief(decision: Outcomes, language: Language | None = None) -> str:
    """Return what `policyrules.explain.brief` says of a decision, one line after the other, as quickly as it can be said."""
    return decision.teller(language, ready)(decision.held, decision)


def ready(decision: Outcomes, language: Language | None) -> Teller:
    """Make what tells all decisions that are held as this one is; without a language, in that of the policy."""
    constants: dict[str, object] = {}
    functions = _Ready(decision, language or decision.language, constants).functions()
    return compiled("\n\n\n".join(functions) + "\n", "told", constants)


@define
class _Ready:
    """Writes what tells decisions by one policy in one language."""

    decision: Outcomes
    language: Language
    constants: dict[str, object]
    lines: int = 0
    writing: Writing = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.writing = Writing(self.language, self.constants)

    def functions(self) -> Iterator[str]:
        """Yield a function for each entitlement, and the one that calls them."""
        calls = []
        for place, outcome in enumerate(self.decision.entitlements):
            line = self._line(outcome)
            if line is None:
                self.constants[f"told{place}"] = partial(_explained, place, self.language)
            else:
                yield function(f"told{place}", ["held", "decision"], list(self._written(outcome, line)))
            calls.append(f"told{place}(held, decision), ")
        if self.decision.outline.tiers or self.decision.outline.determinations:
            self.constants["more"] = partial(_more, self.language)
            calls.append("*more(decision), ")
        yield function("told", ["held", "decision"], [f"return {chr(10)!r}.join(({''.join(calls)}))"])

    def _line(self, outcome: Outcome) -> Line | None:
        """Return the conditions of an entitlement made ready, where they can be."""
        reads, spec, decision = self.decision.reads, outcome.spec, self.decision
        rests_on_more = decision.program.readings or decision.outline.used or decision.outline.all_tiers
        if reads is None or spec.amount is not None or rests_on_more or self.lines > MOST_LINES:
            return None
        holds, day = reads(spec.verdict), reads(None)
        if holds is None or day is None:
            return None
        self.lines += spec.site.lines or 0
        readying = Readying(decision, self.language, reads, day[0], self.constants)
        try:
            return readying.line(spec.site, outcome.explanation, 0, None)
        except UnreadyError:
            return None

    def _written(self, outcome: Outcome, line: Line) -> Iterator[str]:
        """Yield what writes the line of an entitlement: what stands before and after the reasons is known."""
        semicolon, end, stop = (say(name, self.language) for name in ("semicolon", "end", "stop"))
        yield "said = []"
        for truth in (Truth.T, Truth.F):
            said, notes = verdict_said(outcome, truth, self.language), beside(outcome, truth, self.language)
            start = said + stop + CONDITIONS[truth][self.language] + say("colon", self.language)
            after = "".join(stop + note.removesuffix(end) for note in notes) + end
            yield f"if {line.holds}:" if truth is Truth.T else "else:"
            yield from (f"    {one}" for one in self.writing.lines(line.tell[truth is Truth.T], "said"))
            yield f"    start, end = {fixed(start)}, {fixed(after)}"
        yield f"return start + {semicolon!r}.join(said).removesuffix({end!r}) + end"


def _explained(place: int, language: Language, held: Any, decision: Outcomes) -> str:
    return outcome_brief(decision.entitlements[place], language)


def _more(language: Language, decision: Outcomes) -> Iterator[str]:
    yield from of_tiers(decision, language)
    yield from of_determinations(decision, language)
