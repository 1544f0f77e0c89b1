"""Views of a register that was matched: who is entitled to what where, who nearly is, who has to do what, what is reached.

In: what was written of each enterprise, with its legend. Out: counts and rows, and tables of them. Decides nothing anew.
"""
