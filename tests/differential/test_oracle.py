"""What the reference says while something is not known is held against an oracle that tries all that it may turn out to be."""

import random

from policyrules.backends import reference, registry
from policyrules.core.program import Op
from policyrules.testing.selfcheck.differential import covers
from policyrules.values.answers import Records, Series, Truth
from tests.backends.random_programs import COMPLETE, case, random_program, unknown_inputs
from tests.backends.test_reference import used
from tests.differential.oracle import possible


def test_the_reference_allows_all_that_can_turn_out_and_mostly_nothing_else() -> None:
    """Every answer of a completion is covered. Where all completions agree on a truth, the reference mostly knows it."""
    allowed = agreed = known = 0
    for seed in range(3_000, 3_200):
        program, rng = random_program(seed), random.Random(seed)
        names = used(program)
        left_open = rng.sample(names, min(len(names), 2))
        inputs = unknown_inputs() | {name: rng.choice(COMPLETE[name]) for name in COMPLETE if name not in left_open}
        found = possible(registry.backend("python")(program), inputs, left_open)
        said = reference.evaluate(program, case(inputs)).values
        for node, answer, answers in zip(program.nodes, said, found, strict=True):
            assert all(covers(answer, one) for one in answers), (seed, node.op, answer, answers)
            allowed += len(answers)
            if node.op is not Op.LITERAL and not isinstance(answer, Records | Series) and answers in ({Truth.T}, {Truth.F}):
                agreed += 1
                known += {answer} == answers
    assert allowed > 4_500 and agreed > 600
    assert known > agreed * 9 // 10  # what stands twice in a question is taken for two things that are not known
