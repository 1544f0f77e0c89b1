"""Registers to play with: as many made-up enterprises as are wanted, dense where a policy decides differently.

In: a policy, how many, a seed. Out: a Parquet or CSV file that is written as it grows. Knows no command.
"""
