"""Decisions by policyrules beside those of other engines that were told the same criteria, in one run.

`python benchmarks/peers [--enterprises N] [--rounds N] [--slice SECONDS]` first sees how many of N enterprises that stand on
the thresholds each engine decides as the function by hand does, then times all of them in turn, and prints the tables. What is
not installed (`benchmarks/requirements.txt`) is named as missing.
"""

import sys
from pathlib import Path

# In place of this folder: its modules are named after what they import.
sys.path[0] = str(Path(__file__).parents[1])

from peers.comparing import main  # noqa: E402

if __name__ == "__main__":
    main()
