"""rule-engine: two rules, parsed once, on a dict whose keys are the names."""

import decimal
from typing import Any

import rule_engine

from .peer import Peer, Verdicts, Way
from .rules import GIANT, SPECIALISED, Words, comparisons, dated


def peer() -> Peer:
    """Return the rules; it has no way to return what stands below them but a rule for each."""
    context = rule_engine.Context(resolver=rule_engine.resolve_item, decimal_context=decimal.Context(prec=40))
    words = Words(" and ", " or ", "({0} ? {1} : {2})", comparisons().__getitem__)
    specialised, giant = (rule_engine.Rule(words.condition(one), context=context).matches for one in (SPECIALISED, GIANT))

    def decide(facts: Any) -> Verdicts:
        return specialised(facts), giant(facts)

    return Peer(dated, (Way("rules", decide, tuple),), "decimals, here of 40 digits")
