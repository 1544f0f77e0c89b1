"""The version of the package, in the one place from which the build reads it too.

In: nothing. Out: a text. Knows nothing else.
"""

__version__ = "0.1.0"
