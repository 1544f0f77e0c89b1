"""Which facts of an enterprise belong together, and which can be taken from another one.

In: what is derived from a policy. Out: groups of facts, in the order of the policy: the facts that a relation among the facts
speaks of, and the part of a whole with the whole, are in one group. What takes each group whole from an enterprise that breaks
no relation breaks none either. Draws nothing.
"""

from policyrules.core.program import FactSpec
from policyrules.testing.drawing.plans import Plan
from policyrules.values.types import WHOLE, Scalar


def groups(plan: Plan) -> tuple[tuple[str, ...], ...]:
    """Return the groups of facts, each fact in one."""
    group = {spec.name: {spec.name} for spec in plan.program.facts}
    for names in (*_related(plan), *plan.wholes.items()):
        joined = set[str]().union(*(group[name] for name in names))
        group.update(dict.fromkeys(joined, joined))
    order = [spec.name for spec in plan.program.facts]
    found = {id(members): tuple(name for name in order if name in members) for members in group.values()}
    return tuple(sorted(found.values(), key=lambda names: order.index(names[0])))


def _related(plan: Plan) -> list[tuple[str, ...]]:
    """Return the facts that each relation speaks of."""
    names = [spec.name for spec in plan.program.facts]
    nodes = [relation.node for relation in plan.program.relations]
    return [tuple(name for name in names if node in plan.resting_on_fact(name)) for node in nodes]


def movable(plan: Plan) -> tuple[FactSpec, ...]:
    """Return the single numbers that stand alone in their group: one may be a little more or less and break nothing."""
    kinds = (WHOLE | {Scalar.MONEY, Scalar.PERCENT}) - {Scalar.QUARTER, Scalar.MONTH}
    related = {name for names in _related(plan) for name in names}
    alone = {names[0] for names in groups(plan) if len(names) == 1} - related
    return tuple(spec for spec in plan.program.facts if spec.name in alone and spec.type in kinds)


def names(plan: Plan) -> tuple[str, ...]:
    """Return the texts that nothing rests on, such as the name of the enterprise: each enterprise can have its own."""
    asked = plan.counting | {relation.node for relation in plan.program.relations}
    texts = (spec.name for spec in plan.program.facts if spec.type is Scalar.TEXT)
    return tuple(name for name in texts if not asked & plan.resting_on_fact(name))
