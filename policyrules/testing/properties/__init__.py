"""What must be true of every enterprise, tried on many.

In: a policy with properties. Out: what came of trying them, and the counterexamples.
"""
