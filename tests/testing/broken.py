"""Backends that are wrong in one operator, to see that they are found out."""

from collections.abc import Callable
from types import MappingProxyType

import pytest

from policyrules.backends import reference
from policyrules.backends.registry import Evaluate
from policyrules.core.case import Answers, Case
from policyrules.core.program import Comparator, Node, Op, Program
from policyrules.values.answers import Answer, Truth

Prepare = Callable[[Program], Evaluate]


def with_rule(op: Op, rule: Callable[..., Answer]) -> Prepare:
    """Return the reference with another rule for one operator."""

    def prepare(program: Program) -> Evaluate:
        def evaluate(case: Case) -> Answers:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(reference, "RULES", MappingProxyType({**reference.RULES, op: rule}))
                return reference.evaluate(program, case)

        return evaluate

    return prepare


COMPARE = reference.RULES[Op.COMPARE]


def strictly(scope: object, node: Node, given: list[Answer]) -> Answer:
    """Compare, with `>` for `>=`."""
    one = Node(node.op, node.args, node.type, Comparator.GT) if node.data is Comparator.GE else node
    return COMPARE(scope, one, given)  # type: ignore[arg-type]


def unknown_is_false(scope: object, node: Node, given: list[Answer]) -> Answer:
    """Take what is unknown for false."""
    return max((one if one is Truth.T else Truth.F for one in given), default=Truth.F)  # type: ignore[type-var,return-value]


def crashing(scope: object, node: Node, given: list[Answer]) -> Answer:
    raise ZeroDivisionError("no such rule")


STRICT = with_rule(Op.COMPARE, strictly)
CLOSED = with_rule(Op.OR, unknown_is_false)
CRASHING = with_rule(Op.AND, crashing)
