"""Lowering of tiers: when each is held, and what an enterprise needs to qualify for it.

In: a tier of a checked policy. Out: a `TierSpec` with the nodes that decide it.
"""

from collections.abc import Collection

from policyrules.checking.constants import number
from policyrules.checking.policy import item
from policyrules.core.conditions import Conditions
from policyrules.core.items import expression_item, notes, title_of
from policyrules.core.outline import Site, TierSpec
from policyrules.syntax import ast


def tier_spec(
    tier: ast.Tier,
    conditions: Conditions,
    policy: str | None = None,
    asked: Collection[str] = ("holds", "qualifies", "expires"),
) -> TierSpec:
    """Lower what is `asked` of a tier; that of another policy is called by its name too."""
    months = number(expression_item(tier.items, "validity"))
    expires = expression_item(tier.items, "expires") if "expires" in asked else None
    return TierSpec(
        name=tier.name.name if policy is None else f"{policy}.{tier.name.name}",
        title=title_of(tier),
        rank=tier.rank,
        held=_asked(tier, "holds", conditions) if "holds" in asked else None,
        validity_months=None if months is None else int(months),
        validity_unstated=months is None,
        clause=tier.clause.clause if tier.clause else None,
        line=tier.span.first.line,
        notes=notes(tier.items),
        criteria=_asked(tier, "qualifies", conditions) if "qualifies" in asked else None,
        expires=None if expires is None else conditions.index(conditions.one(expires, conditions.env()).ref),
    )


def _asked(tier: ast.Tier, key: str, conditions: Conditions) -> Site | None:
    """Return where it is asked whether a tier is held, or its criteria are met; `None` where the policy does not say."""
    if item(tier.items, key) is None:
        return None
    expressions = conditions.expressions
    asked = expressions.tier(tier.name, tier, conditions.env(), criteria=key == "qualifies")
    return expressions.run(asked, tier).site
