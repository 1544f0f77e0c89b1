"""Only what is asked for is answered, and only once until it is forgotten."""

from datetime import date

import policyrules
from policyrules.backends.reference import Scope, evaluate
from policyrules.core.facts import no_facts
from policyrules.core.program import Op
from policyrules.testing.drawing.answering import Answering, Cones
from tests.testing.policies import POLICY


def test_answers_are_those_of_the_reference_evaluator_in_any_order() -> None:
    program = policyrules.load(POLICY).program
    case = no_facts(program, date(2024, 5, 1))
    answers = Answering(Cones(program.nodes), Scope(program, case))
    whole = evaluate(program, case).values
    for index in reversed(range(len(program.nodes))):
        assert answers[index] == whole[index]
    assert answers[2:5] == list(whole[2:5])


def test_what_rests_on_a_node_is_found_also_through_bodies() -> None:
    program = policyrules.load(POLICY).program
    cones = Cones(program.nodes)
    day = next(index for index, node in enumerate(program.nodes) if node.op is Op.DAY)
    asked = next(index for index, node in enumerate(program.nodes) if node.op is Op.EACH and day in cones.of(index))
    assert asked in cones.resting_on([day])
    assert day not in cones.resting_on([asked])
