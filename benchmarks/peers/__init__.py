"""The same criteria in the hands of other engines: each module writes them as the documentation of its engine advises.

In: the facts of an enterprise, fully known. Out: the two verdicts, and the answers below them where an engine can return these.
"""
