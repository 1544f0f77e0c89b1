"""The testers' kit: enterprises on the thresholds of a policy, what its scenarios cover, the changes that none would notice.

In: a policy. Out: cases, measures and reports about its tests. Everything here draws from a `Choices`, which is a seeded
source of chance or Hypothesis, and needs neither Hypothesis nor pytest.
"""
