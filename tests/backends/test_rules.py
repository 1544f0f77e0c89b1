"""Every operator has a rule, and what a rule writes is compiled; what it answers is compared in `test_python`."""

import pytest

from policyrules.backends.emitting import emit
from policyrules.backends.helpers import HELPERS
from policyrules.backends.holding import Cases
from policyrules.backends.rules import RULES
from policyrules.core.program import Comparator, Node, Op
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.wild.policies import draw_policy
from policyrules.values.answers import point
from policyrules.values.types import Scalar
from tests.backends.test_emitting import program


def test_every_operator_has_a_rule() -> None:
    assert set(RULES) == set(Op)


@pytest.mark.parametrize("cases", ["known", "open"])
def test_what_is_written_for_random_policies_can_be_compiled(cases: Cases) -> None:
    written = set[Op]()
    for seed in range(6):
        drawn = draw_policy(Seeded(seed)).build().program
        compile(emit(drawn, HELPERS, cases).source, "<drawn>", "exec")
        written |= {node.op for node in drawn.nodes}
    assert len(written) > 20


def test_of_a_number_of_which_nothing_is_known_nothing_follows() -> None:
    asked = program(
        Node(Op.FACT, (), Scalar.DATE, "日"),
        Node(Op.LITERAL, (), Scalar.MONTHS, point(12)),
        Node(Op.SHIFT, (0, 1), Scalar.DATE, "+months"),
        Node(Op.DAY, (), Scalar.DATE),
        Node(Op.COMPARE, (2, 3), Scalar.BOOL, Comparator.GE),
    )
    source = emit(asked, HELPERS, "open").source
    assert "by_rule" not in source
    assert "v4 = True if v2 is not None and v2 >= on else False\n    V4 = True if v2 is None or v2 >= on else False\n" in source
