"""The receipt of a decision: by what was decided, on what, and what came out.

In: a decision by one policy, or by those of a book. Out: plain data, after `receipt.schema.json` beside this module, with a
digest of the whole. Where only a digest of the facts is kept, so it is with the answers, which would tell them. Knows no file.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from policyrules.backends.reference import evaluate
from policyrules.backends.registry import REFERENCE
from policyrules.core.outline import Outline
from policyrules.core.program import Program
from policyrules.core.stated import stated_facts
from policyrules.explain.book import BookDecision
from policyrules.explain.decision import Decision
from policyrules.explain.missing import WhyOpen
from policyrules.explain.outcomes import Outcomes
from policyrules.receipts.answers import kept, named, sealed, shortened
from policyrules.values.answers import Answer, Truth
from policyrules.values.canonical import canonical, digest
from policyrules.values.types import Scalar, Type
from policyrules.version import __version__

SCHEMA = "policyrules/receipt/1"

Json = dict[str, Any]

#: What something can come out of.
KINDS = ("tier", "criteria", "score", "determination", "entitlement", "total")

#: What is said of a truth, by what it is about.
VERDICTS: Mapping[str, Mapping[Truth, str]] = {
    "tier": {Truth.T: "holds", Truth.F: "holds_not", Truth.U: "holds_unknown"},
    "criteria": {Truth.T: "qualifies", Truth.F: "qualifies_not", Truth.U: "qualifies_unknown"},
    "entitlement": {Truth.T: "entitled", Truth.F: "not_entitled", Truth.U: "undetermined"},
}


@cache
def receipt_schema() -> Mapping[str, Any]:
    """Return the JSON Schema of a receipt."""
    schema: Mapping[str, Any] = json.loads((files("policyrules.receipts") / "receipt.schema.json").read_text("utf-8"))
    return schema


def receipt(decision: Decision | BookDecision, *, facts_digest_only: bool = False) -> Json:
    """Return the receipt of a decision as plain data.

    Its answers are those of the reference, whatever backend decided. With `facts_digest_only`, neither the facts nor any answer
    that tells them is kept, but digests of them; to verify such a receipt, the same facts have to be given again.
    """
    program = program_of(decision)
    facts = stated_facts(program, decision.case)
    key = digest(["key", facts]) if facts_digest_only else ""
    answers = kept(named(program), evaluate(program, decision.case))
    data: Json = {
        "schema": SCHEMA,
        "engine": {"version": __version__, "backend": REFERENCE},
        "policies": [_policy(outline) for outline in _outlines(decision)],
        "date": decision.case.day.isoformat(),
        "readings": dict(sorted(decision.case.readings.items())),
        "facts": None if facts_digest_only else facts,
        "facts_digest": digest(facts),
        "answers": {
            "digest": digest([key, answers]),
            "nodes": sealed(answers, key) if facts_digest_only else shortened(answers),
        },
        "outcomes": list(_outcomes(decision, key)),
    }
    return {**data, "digest": digest(data)}


def program_of(decision: Decision | BookDecision) -> Program:
    """Return the program that a decision answers."""
    return decision.book.program if isinstance(decision, BookDecision) else decision.program


def _outlines(decision: Decision | BookDecision) -> Iterator[Outline]:
    if isinstance(decision, BookDecision):
        yield from (part.alone.outline for part in decision.book.parts)
    else:
        yield decision.outline


def _policy(outline: Outline) -> Json:
    return {"name": outline.name, "title": outline.title, "number": outline.number, "digest": outline.digest}


# --- what came out ----------------------------------------------------------------------------------------------------


def _outcomes(decision: Decision | BookDecision, key: str) -> Iterator[Json]:
    if isinstance(decision, BookDecision):
        for name, one in decision.items():
            yield from _of_policy(one, key, f"{name}.")
        total, name = decision.total, ""
    else:
        yield from _of_policy(decision, key, "")
        total, name = decision.total, decision.outline.name
    if total is not None:
        yield _outcome(("total", name, name), None, (total.interval, Scalar.MONEY), WhyOpen(), key)


def _of_policy(decision: Outcomes, key: str, before: str) -> Iterator[Json]:
    for tier in decision.tiers:
        about = (f"{before}{tier.spec.name}", tier.spec.title)
        yield _outcome(("tier", *about), tier.held, None, tier.open, key)
        if tier.qualifies is not None:
            yield _outcome(("criteria", *about), tier.qualifies, None, tier.criteria_open or WhyOpen(), key)
    for score in decision.scores:
        about = (f"{before}{score.spec.name}", score.spec.title)
        yield _outcome(("score", *about), None, (score.points, Scalar.NUMBER), score.open, key)
    for one in decision.determinations:
        about = (f"{before}{one.spec.name}", one.spec.title)
        yield _outcome(("determination", *about), None, (one.answer, one.type), one.open, key)
    for outcome in decision.entitlements:
        amount = None if outcome.amount is None else (outcome.amount.interval, outcome.amount.type)
        about = (f"{before}{outcome.id}", outcome.title)
        of_entitlement = _outcome(("entitlement", *about), outcome.truth, amount, outcome.open, key)
        yield {**of_entitlement, "modality": outcome.modality.value}


def _outcome(
    about: tuple[str, str, str], truth: Truth | None, value: tuple[Answer, Type] | None, why: WhyOpen, key: str
) -> Json:
    """Return what came out of one thing; the digest covers why it is open too."""
    kind, name, title = about
    verdict = None if truth is None else VERDICTS[kind][truth]
    text = None if value is None else canonical(value[0])
    causes = sorted([cause.kind.value, cause.subject] for cause in why.causes)
    return {
        "kind": kind,
        "id": name,
        "title": title,
        "modality": None,
        "verdict": verdict,
        "type": value[1].value if value is not None and isinstance(value[1], Scalar) else None,
        "value": None if key else text,
        "digest": digest([key, kind, name, verdict, text, causes])[:32],
    }
