"""What is done to amounts of money, as questions: held by a cap, less what was received, never below zero.

In: amounts, as references to questions. Out: the questions that come of them. A policy that subtracts may come to less than
nothing; nobody owes that to anybody, so that it counts as nothing. Knows neither awards nor rules.
"""

from policyrules.core.program import Node, Op, Open
from policyrules.core.scopes import Builder, Ref
from policyrules.values.answers import Interval, point
from policyrules.values.types import Scalar

NOTHING = Node(Op.LITERAL, (), Scalar.MONEY, point(0))


def at_least_nothing(build: Builder, amount: Ref) -> Ref:
    """Return the amount, or nothing where it is below zero; itself where it is a constant that is not."""
    known = amount.data if isinstance(amount, Node) else None
    if isinstance(known, Interval | Open) and known.low is not None and known.low >= 0:
        return amount
    return build.ask(Op.EXTREME, (amount, NOTHING), Scalar.MONEY, "max")


def capped(build: Builder, amount: Ref, cap: Ref) -> Ref:
    """Return no more than a cap of an amount; a cap below zero leaves nothing."""
    return build.ask(Op.EXTREME, (amount, at_least_nothing(build, cap)), Scalar.MONEY, "min")


def less(build: Builder, amount: Ref, received: Ref) -> Ref:
    """Return what is left of an amount after what was received. To have received less than nothing adds nothing."""
    rest = build.ask(Op.ARITHMETIC, (amount, at_least_nothing(build, received)), Scalar.MONEY, "-")
    return at_least_nothing(build, rest)
