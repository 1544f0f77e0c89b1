"""Does the decision of a receipt still hold?

In: a receipt, what decides now, and facts where they are to be given again. Out: `Verification`: it was decided again in the
same way, and what differs is named: the policies, the facts, the engine, what came out, and the answers of which questions.
There is no second way to decide and none to compare: two receipts are held against each other. Knows no layout.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from typing import Any, Protocol, cast

from attrs import evolve, field, frozen

from policyrules.core.stated import as_read
from policyrules.diagnostics import Diagnostic, FactsError, ReceiptError
from policyrules.explain.book import BookDecision
from policyrules.explain.decision import Decision
from policyrules.receipts.answers import Ids, Way, differing, ids_of, kept, named, text_of
from policyrules.receipts.making import Json, program_of, receipt
from policyrules.receipts.reading import read_receipt
from policyrules.receipts.written import Asked, questions_of

#: How a period of a series is written.
_PERIOD = re.compile("[0-9]{4}(?:Q[1-4]|-[0-9]{2})?")


class Decides(Protocol):
    """A policy, or a book of them."""

    def decide(
        self, facts: object, on: date, readings: Mapping[str, str | None] | None = None, *, path: str = ""
    ) -> Decision | BookDecision: ...


class Change(StrEnum):
    """How a question differs: it has another answer; it was not asked then, since it is written otherwise or since it is made
    of one that is; it is not asked now.
    """

    OTHER = "other"
    NEW = "new"
    FOLLOWS = "follows"
    GONE = "gone"


@frozen(eq=False)
class AnswerDifference:
    """A question whose answer differs, then and now in canonical form; `None` where it is not asked, or only a digest is kept.

    `way` are the ids of the questions about records around it, each with the number of the record, and its own. `asked` is what
    is asked now, and where that is written.
    """

    way: Way
    change: Change
    then: str | None
    now: str | None
    asked: Asked | None = field(default=None, repr=False)

    @property
    def ids(self) -> Ids:
        """The way without the numbers of records."""
        return ids_of(self.way)

    @property
    def exactly(self) -> bool:
        """Whether the question itself is written somewhere, and not only something that it is a part of."""
        return self.asked is not None and self.asked.site is not None and self.asked.whole == self.ids


@frozen
class OutcomeDifference:
    """Something that came out otherwise: as it stands in the receipt, and in that of today; `None` where it is in one only."""

    then: Json | None
    now: Json | None


@frozen
class PartDifference:
    """A part of a receipt that stands there otherwise, such as a fact; `None` where there is none, or where it is not known."""

    path: str
    then: object
    now: object


@frozen(eq=False)
class Verification:
    """What came of verifying a receipt.

    `now` is the receipt of the decision as it is today; `None` where the policy can no longer decide about what is in the
    receipt, for the reasons in `refused`. `parts` is what else stands otherwise in the receipt, although nothing that it tells
    changed: as only somebody has it who made it up. `sealed` tells that the receipt keeps only digests of the facts and the
    answers.
    """

    then: Json
    now: Json | None
    policies: tuple[tuple[str, bool], ...]
    answers: tuple[AnswerDifference, ...] = ()
    outcomes: tuple[OutcomeDifference, ...] = ()
    facts: tuple[PartDifference, ...] = ()
    parts: tuple[PartDifference, ...] = ()
    refused: tuple[Diagnostic, ...] = ()

    @property
    def sealed(self) -> bool:
        return self.then["facts"] is None

    @property
    def same_facts(self) -> bool:
        return self.now is not None and self.then["facts_digest"] == self.now["facts_digest"]

    @property
    def same_policies(self) -> bool:
        return all(same for _, same in self.policies)

    @property
    def same_engine(self) -> bool:
        return self.now is not None and self.then["engine"] == self.now["engine"]

    @property
    def same_answers(self) -> bool:
        """Whether every question is still asked, none is new, and each has the same answer."""
        return self.now is not None and self.then["answers"]["digest"] == self.now["answers"]["digest"]

    @property
    def holds(self) -> bool:
        """Whether the same facts give the same answers, the same comes out, and all else stands there as it would today."""
        differs = self.answers or self.outcomes or self.facts or self.parts
        return self.same_facts and self.same_answers and not differs


def verify(given: object, policy: Decides, facts: object = None, *, path: str = "", facts_path: str = "") -> Verification:
    """Decide again about what a receipt is of, and say whether the same comes out.

    `facts` are needed where the receipt keeps only their digest; otherwise those of the receipt are taken, unless some are
    given.
    `path` and `facts_path` say where both stand in files of several.

    Raises `ReceiptError` for what is no receipt or was changed, and `FactsError` for given facts that cannot be read.
    """
    then = read_receipt(given, path)
    if facts is None and then["facts"] is None:
        raise ReceiptError([Diagnostic("receipt-without-facts", path=path or None)])
    day, readings = date.fromisoformat(then["date"]), then["readings"]
    try:
        decision = policy.decide(as_read(then["facts"]) if facts is None else facts, day, readings, path=facts_path)
    except FactsError as error:
        if facts is not None:
            raise
        return Verification(then, None, (), refused=error.diagnostics)
    now = receipt(decision, facts_digest_only=then["facts"] is None)
    compared = then["facts"] is not None or then["facts_digest"] == now["facts_digest"]
    answers = _answers(then, now, decision) if compared else ()
    found = Verification(
        then, now, _policies(then, now), tuple(answers), tuple(_outcomes(then, now, compared)), tuple(_facts(then, now))
    )
    return evolve(found, parts=tuple(_parts(then, now, found, compared)))


def _policies(then: Json, now: Json) -> tuple[tuple[str, bool], ...]:
    """Return the policies of both, each with whether it is the same."""
    before, after = ({one["name"]: one["digest"] for one in side["policies"]} for side in (then, now))
    return tuple((name, before.get(name) == after.get(name)) for name in dict.fromkeys((*before, *after)))


def _outcomes(then: Json, now: Json, compared: bool) -> Iterator[OutcomeDifference]:
    """Yield what came out otherwise; of other facts than those that a sealed receipt is of, only verdicts can be told."""
    before, after = (_by_name(side["outcomes"]) for side in (then, now))
    parts = _OUTCOME if compared else ("verdict",)
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        if one is None or other is None or any(one[part] != other[part] for part in parts):
            yield OutcomeDifference(one, other)


#: The parts of an outcome that are compared: what it is called is no part of what comes out.
_OUTCOME = ("modality", "verdict", "type", "value", "digest")


def _by_name(outcomes: Sequence[Json]) -> Mapping[tuple[str, str, int], Json]:
    """Return outcomes by what they are about; one that stands there again, as no receipt has it, is one more."""
    found: dict[tuple[str, str, int], Json] = {}
    times = Counter[tuple[str, str]]()
    for one in outcomes:
        key = one["kind"], one["id"]
        found[*key, times[key]] = one
        times[key] += 1
    return found


# --- facts and other parts --------------------------------------------------------------------------------------------


def _facts(then: Json, now: Json) -> Iterator[PartDifference]:
    if then["facts"] is not None:
        yield from _stated(then["facts"], now["facts"], "")


def _parts(then: Json, now: Json, found: Verification, compared: bool) -> Iterator[PartDifference]:
    """Yield what stands otherwise and is not told yet. What a policy that changed is called is no part of what comes out."""
    if found.same_policies:
        yield from _stated(then["policies"], now["policies"], "policies")
        if not found.outcomes:
            yield from _stated(then["outcomes"], now["outcomes"], "outcomes")
    else:
        before, after = ([{"name": one["name"]} for one in side["policies"]] for side in (then, now))
        yield from _stated(before, after, "policies")
    yield from _stated(then["readings"], now["readings"], "readings")
    if then["facts"] is not None and not found.facts:
        yield from _stated(then["facts_digest"], now["facts_digest"], "facts_digest")
    if compared and not found.answers:
        yield from _stated(then["answers"]["digest"], now["answers"]["digest"], "answers.digest")


def _stated(then: Any, now: Any, path: str) -> Iterator[PartDifference]:
    """Yield the single values that differ, with their paths as in a facts file.

    Where one is left out on one side and not known on the other, the whole that it belongs to differs.
    """
    if then == now:
        return
    found: list[PartDifference] = []
    if isinstance(then, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*then, *now)):
            step = f"[{key}]" if _PERIOD.fullmatch(key) and path else f".{key}" if path else key
            found += _stated(then.get(key), now.get(key), path + step)
    elif isinstance(then, list) and isinstance(now, list):
        for number, (one, other) in enumerate(zip_longest(then, now), 1):
            found += _stated(one, other, f"{path}[{number}]")
    yield from found or [PartDifference(path, then, now)]


# --- answers ----------------------------------------------------------------------------------------------------------


def _answers(then: Json, now: Json, decision: Decision | BookDecision) -> Iterator[AnswerDifference]:
    if then["answers"] == now["answers"]:
        return
    asked, seals = questions_of(decision), then["facts"] is None
    plain = kept(named(program_of(decision)), decision.answers) if seals else {}
    found = list(differing(then["answers"]["nodes"], now["answers"]["nodes"]))
    told = _begun({ids_of(way) for way, before, after in found if before is None and after is not None}, asked)
    for way, before, after in found:
        one = asked.get(ids_of(way))
        change = _change(before, after, one, told, ids_of(way))
        if seals:
            before, after = None, text_of(plain.get(cast(str, way[0])))
        yield AnswerDifference(way, change, before, None if change is Change.GONE else after, one)


def _change(before: str | None, after: str | None, one: Asked | None, told: Set[Ids], ids: Ids) -> Change:
    if (after is None and before is not None) or one is None:
        return Change.GONE
    if before is None and after is not None:
        return Change.NEW if ids in told else Change.FOLLOWS
    return Change.OTHER


def _begun(new: set[Ids], asked: Mapping[Ids, Asked]) -> frozenset[Ids]:
    """Return what is written anew: the wholes of new questions that are made of old ones only. All others follow from these."""
    first = (one for ids in new if (one := asked.get(ids)) is not None and not new.intersection(one.parts))
    return frozenset(one.whole for one in first)
