"""What a scenario expects of a value, beside what came out.

In: the expectation as written, and the answer with the few values that it can still be. Out: whether it comes true, and both in
words. One value is to be known; several are to be all that it can still be; a range is to be how far it can still reach.
"""

from fractions import Fraction

from attrs import frozen

from policyrules.checking import constants
from policyrules.diagnostics import Language
from policyrules.explain.phrases import value as value_text
from policyrules.explain.scope import is_open
from policyrules.explain.words import say
from policyrules.syntax import ast
from policyrules.values.answers import Answer, Interval, Symbol, Truth, point
from policyrules.values.types import Type


@frozen
class Found:
    """What came out: an answer of a type, and the numbers or names that it can still be, where they are few."""

    answer: Answer
    type: Type
    alternatives: tuple[Fraction, ...] | tuple[str, ...] = ()

    def text(self, language: Language) -> str:
        """Say what came out."""
        if isinstance(self.answer, Truth) or not self.alternatives or not is_open(self.answer):
            return value_text(self.answer, self.type, language)
        each = (point(one) if isinstance(one, Fraction) else Symbol(one) for one in self.alternatives)
        return say("or", language).join(value_text(one, self.type, language) for one in each)


def comes_true(expected: ast.Expected, found: Found) -> bool:
    """Say whether what came out is what was expected."""
    values = [constant(written) for written in expected.values]
    if not values:
        return is_open(found.answer)
    if expected.is_range:
        low, high = (one.low for one in values if isinstance(one, Interval))
        return found.answer == Interval(low, high)
    if len(values) == 1:
        return found.answer == values[0]
    if isinstance(found.answer, Truth):
        return found.answer is Truth.U and set(values) == {Truth.T, Truth.F}
    still = {point(one) if isinstance(one, Fraction) else Symbol(one) for one in found.alternatives}
    return is_open(found.answer) and still == set(values)


def expected_text(expected: ast.Expected, type_: Type, language: Language) -> str:
    """Say what was expected."""
    each = [value_text(constant(written), type_, language) for written in expected.values]
    if not each:
        return say("not-known", language)
    if expected.is_range:
        return say("from-to", language, low=each[0], high=each[1])
    return say("or", language).join(each)


def constant(written: ast.Expression) -> Answer:
    """Return a value that is written out."""
    match written:
        case ast.Name(name) | ast.TextLiteral(name):
            return Symbol(name)
        case ast.BoolLiteral(value):
            return Truth.T if value else Truth.F
    number = constants.number(written)
    assert number is not None  # INVARIANT: checking lets constants only stand here
    return point(number)
