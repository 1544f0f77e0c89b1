"""Strategies for property-based tests of policies: the only door to Hypothesis.

In: a policy. Out: strategies that draw what `policyrules.testing` makes, from Hypothesis, so that a failing case shrinks.
"""
