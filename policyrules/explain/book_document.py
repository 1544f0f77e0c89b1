"""The decision of several policies as one JSON document: `"schema": "policyrules/book/1"`.

In: the decisions, and the total of all. Out: plain data with stable keys, described by `book.schema.json` beside this module.
Each decision stands in it as the document `policyrules/decision/1` that its policy alone gives.
"""

import json
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from policyrules.core.program import Program
from policyrules.diagnostics import Language
from policyrules.explain.book_page import Decisions, amount_words, enterprise, of_verdict, unit_titles
from policyrules.explain.document import decision_schema, document
from policyrules.explain.outcome import Outcome
from policyrules.explain.sentences import verdict_words
from policyrules.explain.total_document import total_data
from policyrules.explain.totals import TotalOutcome
from policyrules.explain.verdicts import Verdict

SCHEMA = "policyrules/book/1"

Json = dict[str, Any]


@cache
def book_schema() -> Mapping[str, Any]:
    """Return the JSON Schema of the document. It says of each decision what the schema of a decision says."""
    schema: dict[str, Any] = json.loads((files("policyrules.explain") / "book.schema.json").read_text("utf-8"))
    decision = {key: value for key, value in decision_schema().items() if key not in ("$schema", "$id", "$defs")}
    return {**schema, "$defs": {**decision_schema()["$defs"], **schema["$defs"], "decision": decision}}


def book_document(
    decisions: Decisions,
    total: TotalOutcome | None,
    program: Program,
    language: Language,
    *,
    explanations: bool | Collection[Outcome] = False,
    all_readings: bool = False,
) -> Json:
    """Return the decision as data; `program` is the one that the total is reckoned in."""
    each = decisions.values()
    return {
        "schema": SCHEMA,
        "language": language,
        "date": next(iter(each)).day.isoformat(),
        "enterprise": enterprise(decisions),
        "entitled": [_entitled(one, total, language) for one in of_verdict(decisions, Verdict.ENTITLED)],
        "undetermined": [
            {**_outcome(one, language), "missing": list(one.missing)} for one in of_verdict(decisions, Verdict.UNDETERMINED)
        ],
        "total": None if total is None else total_data(program, unit_titles(decisions), total, language),
        "decisions": [document(one, language, explanations=explanations, all_readings=all_readings) for one in each],
    }


def _outcome(outcome: Outcome, language: Language) -> Json:
    outline = outcome.decision.outline
    return {
        "policy": outline.name,
        "number": outline.number,
        "entitlement": outcome.id,
        "name": outcome.name,
        "clause": outcome.clause,
        "modality": outcome.modality.value,
        "verdict_words": verdict_words(outcome, language),
    }


def _entitled(outcome: Outcome, total: TotalOutcome | None, language: Language) -> Json:
    return {**_outcome(outcome, language), "amount_words": amount_words(outcome, total, language) or None}
