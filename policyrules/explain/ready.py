"""A decision in brief, as quickly as it can be told: by functions of Python that are written for a policy and a language.

In: the first decision that is told, which shows what there is to tell. Out: what tells all decisions that are held as it is: an
entitlement whose conditions can be made ready by what was written for them, any other as `policyrules.explain.brief` tells it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from attrs import define, field

from policyrules.core.outline import AmountSpec, Site, SiteKind
from policyrules.core.program import Op, resting
from policyrules.diagnostics import Language
from policyrules.explain.amounts import AmountStatus
from policyrules.explain.brief import of_determinations, of_tiers, outcome_brief, verdict_said
from policyrules.explain.explanation import LARGEST
from policyrules.explain.kinds import UnreadyError
from policyrules.explain.outcomes import Caveat, Outcome, Outcomes, of_direction, of_notes, of_readings, of_tier
from policyrules.explain.sentences import amount_text, caveat_text
from policyrules.explain.tellers import Line, Readying
from policyrules.explain.templates import Writing, fixed, halves, text
from policyrules.explain.words import CONDITIONS, say
from policyrules.generating import compiled, function
from policyrules.source import unhidden
from policyrules.values.answers import Truth

#: Says all lines, of what a decision holds, and the decision itself where that is not enough.
Teller = Callable[[Any, Outcomes], str]

#: So many lines are made ready: what is written for more would take too long to compile.
MOST_LINES = 20_000

#: Of enterprises with more records in a list, the entitlements that ask for them are explained: the first of these for which no
#: definition has too many lines to be opened.
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
        self.constants["beside"] = _beside(self.language)

    def functions(self) -> Iterator[str]:
        """Yield a function for each entitlement, and the one that calls them."""
        calls = []
        for place, outcome in enumerate(self.decision.entitlements):
            told = self._entitlement(place, outcome)
            explained = partial(_explained, place, self.language)
            if told is None:
                self.constants[f"told{place}"] = explained
            else:
                self.constants[f"explained{place}"] = explained
                yield function(f"told{place}", ["held", "decision"], told)
            calls.append(f"told{place}(held, decision), ")
        if self.decision.outline.tiers or self.decision.outline.determinations:
            self.constants["more"] = partial(_more, self.language)
            calls.append("*more(decision), ")
        yield function("told", ["held", "decision"], [f"return {chr(10)!r}.join(({''.join(calls)}))"])

    def _entitlement(self, place: int, outcome: Outcome) -> list[str] | None:
        """Return the lines that tell an entitlement; `None` where they cannot be made ready."""
        reads, spec = self.decision.reads, outcome.spec
        few = next((count for count in FEW_RECORDS if spec.site.most_lines(count) <= LARGEST), None)
        if reads is None or spec.site.cites or few is None or self.lines > MOST_LINES:
            return None
        self.lines += spec.site.most_lines(1)
        readying = Readying(self.decision, self.language, reads, self.constants)
        try:
            line = readying.line(spec.site, outcome.explanation, 0, None)
            return [*self._unless_many(readying, place, spec.site, few), *self._written(readying, place, outcome, line)]
        except UnreadyError:
            return None

    def _unless_many(self, readying: Readying, place: int, site: Site, few: int) -> Iterator[str]:
        """Yield what leaves to be explained what asks for more records than were counted on."""
        for node in dict.fromkeys(_lists(site, self.decision)):
            (records,) = readying.held(node).texts
            yield f"if {records} is not None and len({records}) > {few}: return explained{place}(held, decision)"

    def _written(self, readying: Readying, place: int, outcome: Outcome, line: Line) -> Iterator[str]:
        """Yield what writes the line of an entitlement."""
        gives = outcome.spec.amount is not None
        yield "said, amount = [], ''" if gives else "said = []"
        for truth in (Truth.T, Truth.F):
            holds = truth is Truth.T
            yield f"{'if' if holds else 'elif'} {line.truths.is_(holds)}:"
            if holds and outcome.spec.amount is not None:
                yield from (f"    {one}" for one in self._amount(readying, place, outcome, outcome.spec.amount))
            yield from (f"    {one}" for one in self._told(outcome, line, truth))
        yield f"else: return explained{place}(held, decision)"
        semicolon, end = say("semicolon", self.language), say("end", self.language)
        yield f"return start + {semicolon!r}.join(said).removesuffix({end!r}){' + amount' if gives else ''} + end"

    def _amount(self, readying: Readying, place: int, outcome: Outcome, spec: AmountSpec) -> Iterator[str]:
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
            yield f"if not ({known}): return explained{place}(held, decision)"
        before, after = ("", "") if spec.kind == "amount" else halves("rate-value", language, "value")
        yield f"amount = {text((label + before, said, after))}"

    def _told(self, outcome: Outcome, line: Line, truth: Truth) -> Iterator[str]:
        """Yield what tells an entitlement of one verdict: the reasons, and what stands before and after them."""
        language, holds = self.language, truth is Truth.T
        start = verdict_said(outcome, truth, language) + say("stop", language) + CONDITIONS[truth][language]
        yield from self.writing.lines(line.tell[holds], "said")
        yield f"start = {fixed(start + say('colon', language))}"
        noted = [one for one in self._noted(outcome, line, truth) if one[1]]
        if all(isinstance(said, list) and not condition for condition, said in noted):
            yield f"end = {fixed(_beside(language)([one for _, said in noted for one in said]))}"
            return
        yield "noted = []"
        for condition, said in noted:
            texts = f"[{', '.join(map(fixed, said))}]" if isinstance(said, list) else said
            yield f"{f'if {condition}: ' if condition else ''}noted += {texts}"
        yield "end = beside(noted)"

    def _noted(self, outcome: Outcome, line: Line, truth: Truth) -> Iterator[tuple[str, list[str] | str]]:
        """Yield what must be said beside a verdict, as texts or as an expression, with the condition for it, if any."""
        tiers = {spec.name: spec for spec in self.decision.outline.all_tiers}
        for conditions, name in line.examined[truth is Truth.T]:
            yield " and ".join(sorted(conditions)), self._texts(of_tier(tiers[name]))
        yield "", self._texts(of_direction(outcome.spec, truth))
        nodes, verdict = self.decision.program.nodes, outcome.spec.verdict
        if any(nodes[one].op is Op.READING for one in resting(nodes, (verdict,))):
            self.constants["readings"] = partial(_readings, self.language)
            yield "", f"readings(decision, {verdict})"
        yield "", self._texts(of_notes(outcome.spec))

    def _texts(self, caveats: Iterable[Caveat]) -> list[str]:
        return [caveat_text(caveat, self.language) for caveat in caveats]


def _lists(site: Site, decision: Outcomes) -> Iterator[int]:
    """Yield the nodes of the lists that are asked for from a site on down. Raises `UnreadyError` for one within another."""
    if site.kind is SiteKind.EACH:
        if any(child.lines is None for child in site.children):
            raise UnreadyError
        yield decision.program.nodes[site.node].args[0]
    elif site.lines is None:
        for child in site.children:
            yield from _lists(child, decision)


def _explained(place: int, language: Language, held: Any, decision: Outcomes) -> str:
    return outcome_brief(decision.entitlements[place], language)


def _readings(language: Language, decision: Outcomes, verdict: int) -> list[str]:
    """Say by which readings a verdict is what it is."""
    return [unhidden(caveat_text(caveat, language)) for caveat in of_readings(decision.readings_of(verdict))]


def _beside(language: Language) -> Callable[[Sequence[str]], str]:
    """Return what says caveats behind all else."""
    stop, end, semicolon = (say(name, language) for name in ("stop", "end", "semicolon"))
    before = stop + say("caveat", language) + say("colon", language)

    def beside(noted: Sequence[str]) -> str:
        if not noted:
            return end
        return before + semicolon.join(one.rstrip("。.；;") for one in dict.fromkeys(noted)).removesuffix(end) + end

    return beside


def _more(language: Language, decision: Outcomes) -> Iterator[str]:
    yield from of_tiers(decision, language)
    yield from of_determinations(decision, language)
