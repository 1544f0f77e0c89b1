"""Cedar (`cedarpy`): two policies that permit, each with an action of its own, parsed once; the facts are the context.

Both requests go in one batch, which its documentation recommends.
"""

import json
from collections.abc import Mapping
from typing import Any

from cedarpy import Entities, PolicySet, is_authorized_batch

from .peer import Peer, Way
from .rules import GIANT, GROWTH_GIVEN, NAMES, SPECIALISED, Words, comparisons, grown

KNOWN = frozenset((*NAMES.values(), "day", "growth_percent"))
NOBODY = {"principal": 'Enterprise::"it"', "resource": 'Title::"it"'}


def _in_context(text: str) -> str:
    """Return a comparison that reads its names from the context."""
    parts = text.replace("(", "( ").replace(")", " )").split()
    return " ".join(f"context.{part}" if part in KNOWN else part for part in parts)


class Cedar(Words):
    """What is put together in Cedar: the points of an enterprise are in the context too, and `if` has words."""

    def score(self) -> str:
        return super().score().replace("other_points", "context.other_points")


def policies() -> str:
    """Return both policies."""
    leaves = {name: _in_context(text) for name, text in comparisons(GROWTH_GIVEN).items()}
    words = Cedar(" && ", " || ", "(if {0} then {1} else {2})", leaves.__getitem__)
    return "\n".join(
        f'permit (principal, action == Action::"{name}", resource) when {{ {words.condition(condition)} }};'
        for name, condition in (("specialised", SPECIALISED), ("giant", GIANT))
    )


def requests(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return both requests about an enterprise."""
    context = json.dumps(grown(facts), ensure_ascii=False)
    return [{**NOBODY, "action": f'Action::"{name}"', "context": context} for name in ("specialised", "giant")]


def peer() -> Peer:
    """Return Cedar; of what stands below a policy it tells nothing."""
    told, nobody = PolicySet.from_str(policies()), Entities.from_json_str("[]")
    return Peer(
        requests,
        (
            Way(
                "policies, in one batch",
                lambda asked: is_authorized_batch(asked, told, nobody),
                lambda found: (found[0].allowed, found[1].allowed),
            ),
        ),
        "int64; the average growth is computed for it beforehand, in whole percents",
    )
