"""The enumerating oracle: what is answered while something is not known, found by trying everything that it may turn out to be.

In: a small program, inputs that are known, and the names of those that are not. Out: for each node the answers of all
completions, by a backend that is not the reference and on cases of which everything is known, where three-valued logic and
intervals play no part (but for what the document itself leaves open). So the rules for what is not known are held against
something that does not know them.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from policyrules.backends.registry import Evaluate
from policyrules.values.answers import Answer
from tests.backends.random_programs import COMPLETE, case


def completions(evaluate: Evaluate, inputs: Mapping[str, Answer], left_open: Sequence[str]) -> Iterator[Sequence[Answer]]:
    """Yield the answers of each completion, one per node."""
    for values in product(*(COMPLETE[name] for name in left_open)):
        yield tuple(evaluate(case({**inputs, **dict(zip(left_open, values, strict=True))})).values)


def possible(evaluate: Evaluate, inputs: Mapping[str, Answer], left_open: Sequence[str]) -> list[set[Answer]]:
    """Return for each node every answer that some completion gives."""
    return [set(answers) for answers in zip(*completions(evaluate, inputs, left_open), strict=True)]
