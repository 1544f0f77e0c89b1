"""Strategies for property-based tests of policies: the only door to Hypothesis.

In: a policy. Out: strategies that draw what `policyrules.testing` makes, from Hypothesis, so that a failing case shrinks.
"""

from policyrules.messages.drawing import both

try:
    import hypothesis as hypothesis
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(both("no-hypothesis"), name=missing.name) from missing

from policyrules.strategies.cases import cases as cases
from policyrules.strategies.cases import dates as dates
from policyrules.strategies.cases import facts as facts
from policyrules.strategies.edits import edits as edits
from policyrules.strategies.policies import policies as policies
from policyrules.strategies.policies import wrong_texts as wrong_texts
from policyrules.testing.drawing.trial import Trial as Trial
from policyrules.testing.mistaken.mistakes import WrongText as WrongText
from policyrules.testing.mutation.edits import Edit as Edit
from policyrules.testing.wild.policies import WildPolicy as WildPolicy
