"""An enterprise that is being made: choices, the values of its facts, and what the policy holds them against.

In: a policy and choices. Out: drafts and trials. Knows no goal.
"""
