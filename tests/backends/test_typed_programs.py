"""Programs over every type are well made, and generated Python answers them as the reference does."""

from policyrules.backends.python import generate
from policyrules.backends.reference import evaluate
from policyrules.core.invariants import check_invariants
from policyrules.core.program import Op, Quantifier
from policyrules.diagnostics import FactsError
from tests.backends.typed_programs import typed_cases, typed_program

#: In these, numbers were held against others than those that cut the line for them.
FOUND = (22, 465)


def test_programs_are_well_made_and_ask_every_operator_and_quantifier() -> None:
    asked: set[object] = set()
    for seed in range(150):
        program = typed_program(seed)
        check_invariants(program)
        waiting = list(program.nodes)
        while waiting:
            node = waiting.pop()
            asked |= {node.op, *(node.data[:1] if node.op is Op.EACH and isinstance(node.data, tuple) else ())}
            waiting += node.body.nodes if node.body is not None else ()
    assert set(Op) | set(Quantifier) <= asked


def test_programs_are_answered_as_by_the_reference() -> None:
    for seed in (*FOUND, *range(25)):
        program = typed_program(seed)
        generated = generate(program)
        for known in (1.0, 0.5, 0.0):
            for case in typed_cases(program, seed, 2, known=known):
                try:
                    expected = evaluate(program, case)
                except FactsError:  # a number that is too long
                    continue
                assert generated(case) == expected, seed
