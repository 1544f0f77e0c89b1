"""The enterprises that a register is made of: some hundreds or thousands, each drawn with care.

In: a policy, a seed, a day. Out: the facts of enterprises as columns can hold them, each of them accepted by the policy as the
facts of an enterprise. To draw one takes milliseconds, which is too long for each of ten million. Knows no file.
"""

from collections.abc import Callable, Mapping
from datetime import date

from policyrules.core.facts import read_case
from policyrules.diagnostics import FactsError
from policyrules.policy import Policy
from policyrules.sampling.cells import storable
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.plans import plan_of
from policyrules.testing.drawing.trial import written_fact
from policyrules.testing.enterprises import draw_draft
from policyrules.values.answers import Answer

#: The facts of an enterprise, each with an answer.
Facts = Mapping[str, Answer]

#: Called after each enterprise with how many there are and how many there will be.
Watch = Callable[[int, int], None]


def first_day(policy: Policy) -> date:
    """Return the day that an enterprise is decided on where nobody says which: the first on which the policy is in force."""
    return date.fromordinal(plan_of(policy).first_day)


def draw_pool(
    policy: Policy, seed: int, size: int, on: date, *, unknown: int = 10, watch: Watch | None = None
) -> tuple[Facts, ...]:
    """Draw enterprises that stand on the thresholds of a policy on a day; `unknown` of a hundred facts are not given.

    There is at least one; a few may be lacking where what no column can hold had to be left out and a relation broke by that.
    """
    choices = Seeded(seed)
    found: list[Facts] = []
    for number in range(1, size + 1):
        draft = draw_draft(policy, choices, unknown=unknown, on=on)
        for spec in policy.program.facts:
            answer = storable(spec, draft.facts[spec.name])
            if answer != draft.facts[spec.name]:
                draft.put(spec.name, answer)
        if not draft.broken():
            found.append(draft.facts)
        if watch is not None:
            watch(number, size)
    return tuple(found) or (read_case(policy.program, {}, on).facts,)


def plain(policy: Policy, facts: Facts) -> dict[str, object]:
    """Write the facts of an enterprise as a facts file does; what is not known is left out."""
    written = {spec.name: written_fact(spec, facts[spec.name], policy.language) for spec in policy.program.facts}
    return {name: value for name, value in written.items() if value is not None and value != {}}


def is_refused(policy: Policy, facts: Mapping[str, object], on: date) -> bool:
    """Say whether a policy refuses facts."""
    try:
        policy.decide(facts, on)
    except FactsError:
        return True
    return False
