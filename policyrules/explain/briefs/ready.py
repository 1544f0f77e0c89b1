"""A decision in brief, as quickly as it can be told: by functions of Python that are written for a policy and a language.

In: the first decision that is told, which shows what there is to tell. Out: what tells all decisions that are held as it is: a
line that can be made ready by what was written for it, any other as `policyrules.explain.briefs.brief` tells it.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from attrs import define, evolve, field

from policyrules.core.outline import AmountSpec, Site, SiteKind
from policyrules.core.program import Op
from policyrules.diagnostics import Language
from policyrules.explain.amounts import AmountStatus
from policyrules.explain.briefs.brief import determination_brief, outcome_brief, tier_brief, verdict_said
from policyrules.explain.briefs.caveats import Noted, ending, rests_on_readings, texts, unless_in_force
from policyrules.explain.briefs.kinds import UnreadyError
from policyrules.explain.briefs.standings import conditions, returned, told_determination, told_tier
from policyrules.explain.briefs.tellers import Line, Readying
from policyrules.explain.briefs.templates import Writing, fixed, halves, text
from policyrules.explain.determinations import Determination
from policyrules.explain.explainer import LARGEST
from policyrules.explain.outcome import Outcome
from policyrules.explain.outcomes import Outcomes
from policyrules.explain.sentences import amount_text
from policyrules.explain.tiers import TierStatus
from policyrules.explain.verdicts import of_direction, of_notes, of_tier
from policyrules.explain.words import say
from policyrules.generating import compiled, function
from policyrules.values.answers import Truth

#: Says all lines, of what a decision holds, and the decision itself where that is not enough.
Teller = Callable[[Any, Outcomes], str]

#: Yields what tells a line, with what is done where that is not ready.
Written = Callable[[Readying, str], Iterator[str]]

#: So many lines are made ready: what is written for more would take too long to compile.
MOST_LINES = 20_000

#: Of enterprises with more records in a list, what asks for them is explained: the first of these for which no definition has
#: too many lines to be opened.
FEW_RECORDS = (50, 20, 5)


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
        """Yield a function for each line that is told, and the one that calls them."""
        calls = []
        for name, site, written, plain in self._lines():
            told = self._ready(site, written, f"return plain_{name}(held, decision)")
            self.constants[name if told is None else f"plain_{name}"] = plain
            if told is not None:
                yield function(name, ["held", "decision"], told)
            calls.append(f"{name}(held, decision), ")
        yield function("told", ["held", "decision"], [f"return {chr(10)!r}.join(({''.join(calls)}))"])

    def _lines(self) -> Iterator[tuple[str, Site, Written, Teller]]:
        """Yield the lines in their order: how each is called, what it is about, what writes it, and what tells it plainly."""
        language = self.language
        for place, outcome in enumerate(self.decision.entitlements):
            plain = partial(_entitlement, language, place)
            yield f"entitlement{place}", outcome.spec.site, partial(self._entitlement, outcome), plain
        for place, tier in enumerate(self.decision.tiers):
            if tier.spec.criteria is not None:
                yield f"tier{place}", tier.spec.criteria, partial(self._tier, tier), partial(_tier, language, place)
        for place, one in enumerate(self.decision.determinations):
            plain = partial(_determination, language, place)
            yield f"value{place}", one.spec.site, partial(self._determination, one), plain

    def _ready(self, site: Site, written: Written, otherwise: str) -> list[str] | None:
        """Return the lines of a function; `None` where they cannot be made ready."""
        reads = self.decision.reads
        few = next((count for count in FEW_RECORDS if site.most_lines(count) <= LARGEST), None)
        if reads is None or few is None or self.lines > MOST_LINES:
            return None
        self.lines += site.most_lines(1)
        readying = Readying(self.decision, self.language, reads, self.constants)
        try:
            return [*_unless_many(readying, site, few, otherwise), *written(readying, otherwise)]
        except UnreadyError:
            return None

    # --- entitlements ---

    def _entitlement(self, outcome: Outcome, readying: Readying, otherwise: str) -> Iterator[str]:
        """Yield what writes the line of an entitlement."""
        spec = outcome.spec
        line = readying.line(spec.site, outcome.explanation, 0, None)
        if spec.site.cites:
            yield from unless_in_force(readying, otherwise)
        for truth in (Truth.T, Truth.F):
            yield f"if {line.truths.is_(truth is Truth.T)}:"
            yield from (f"    {one}" for one in self._of_truth(readying, outcome, line, truth, otherwise))
        yield otherwise

    def _of_truth(self, readying: Readying, outcome: Outcome, line: Line, truth: Truth, otherwise: str) -> Iterator[str]:
        """Yield what tells an entitlement of one verdict: the reasons, and what stands before and after them."""
        amount = outcome.spec.amount if truth is Truth.T else None
        if amount is not None:
            yield from self._amount(readying, outcome, amount, otherwise)
        yield from conditions(line, verdict_said(outcome, truth, self.language), truth, self.writing)
        yield from ending(list(self._noted(readying, outcome, line, truth)), readying)
        yield returned(self.language, "" if amount is None else " + amount")

    def _amount(self, readying: Readying, outcome: Outcome, spec: AmountSpec, otherwise: str) -> Iterator[str]:
        """Yield what says an amount, where it is known, or not stated; any other is explained."""
        language, node = self.language, self.decision.program.nodes[spec.node]
        label = say("stop", language) + say(spec.kind, language) + say("colon", language)
        if spec.documents or (spec.indicative is not None and node.op is Op.UNKNOWN):
            raise UnreadyError
        if node.op is Op.UNKNOWN and outcome.amount is not None and outcome.amount.status is AmountStatus.UNSTATED:
            yield f"amount = {fixed(label + amount_text(outcome, language))}"
            return
        said, known = readying.number(spec.node)
        if known is not None:
            yield f"if not ({known}): {otherwise}"
        before, after = ("", "") if spec.kind == "amount" else halves("rate-value", language, "value")
        yield f"amount = {text((label + before, said, after))}"

    def _noted(self, readying: Readying, outcome: Outcome, line: Line, truth: Truth) -> Iterator[Noted]:
        """Yield what must be said beside a verdict."""
        tiers = {spec.name: spec for spec in self.decision.outline.all_tiers}
        for asked, name in line.examined[truth is Truth.T]:
            yield " and ".join(sorted(asked)), texts(of_tier(tiers[name]), self.language)
        yield "", texts(of_direction(outcome.spec, truth), self.language)
        yield from rests_on_readings(outcome.spec.verdict, readying)
        yield "", texts(of_notes(outcome.spec), self.language)

    # --- tiers, and what the document determines ---

    def _tier(self, tier: TierStatus, readying: Readying, otherwise: str) -> Iterator[str]:
        return told_tier(evolve(readying, tiers_apart=False), self.writing, tier, otherwise)

    def _determination(self, one: Determination, readying: Readying, otherwise: str) -> Iterator[str]:
        return told_determination(evolve(readying, tiers_apart=False), self.writing, one, otherwise)


def _unless_many(readying: Readying, site: Site, few: int, otherwise: str) -> Iterator[str]:
    """Yield what leaves to be explained what asks for more records than were counted on."""
    for node in dict.fromkeys(_lists(site, readying.decision)):
        (records,) = readying.held(node).texts
        yield f"if {records} is not None and len({records}) > {few}: {otherwise}"


def _lists(site: Site, decision: Outcomes) -> Iterator[int]:
    """Yield the nodes of the lists that are asked for from a site on down. Raises `UnreadyError` for one within another."""
    if site.kind is SiteKind.EACH:
        if any(child.lines is None for child in site.children):
            raise UnreadyError
        yield decision.program.nodes[site.node].args[0]
    elif site.lines is None:
        for child in site.children:
            yield from _lists(child, decision)


def _entitlement(language: Language, place: int, held: Any, decision: Outcomes) -> str:
    return outcome_brief(decision.entitlements[place], language)


def _tier(language: Language, place: int, held: Any, decision: Outcomes) -> str:
    return tier_brief(decision.tiers[place], decision, language)


def _determination(language: Language, place: int, held: Any, decision: Outcomes) -> str:
    return determination_brief(decision.determinations[place], decision, language)
