"""The way back through a program: from the answer that a node is to have to the facts that give it.

In: a policy, goals, and an enterprise to begin with. Out: an enterprise that reaches them; or a smaller one for which something
still holds.
"""
