"""`python -m policyrules`: the command line."""

from policyrules.cli import main

main()
