"""A program as the text of Python functions: a statement or two per question, in whole numbers only.

In: a program. Out: `Emitted`: the source of a function, the constants that it names, and where in what it returns the answer
of each node stands. The text is built from numbers, from names that are made up here, and from names of constants: nothing
that a policy calls something stands in it. Knows no case.

`known` answers a case of which every input is known, and returns `None` as soon as a question turns out to have no known
answer that was sure to have one. `open` answers every case, but for those whose facts contradict an `always` line. Both are
written by the same rules (`policyrules.backends.rules`): what is sure to be known is held as it is, of what is not, also what
it may be. So `open` is `known` with no input that is sure.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from attrs import frozen

from policyrules.backends.again import shortened
from policyrules.backends.ends import OPEN_RULES
from policyrules.backends.holding import Cases, Layout
from policyrules.backends.parts import Part
from policyrules.backends.rules import RULES
from policyrules.core.program import Program, resting
from policyrules.generating import function


@frozen
class Emitted:
    """The text of a function, the constants that it names, and the layout of what it returns.

    Its parameters are `inputs`: the facts in the order of the program, the day, the readings.
    """

    source: str
    constants: Mapping[str, object]
    inputs: tuple[str, ...]
    layout: Layout


def emit(program: Program, helpers: Mapping[str, object], cases: Cases, wanted: frozenset[int] | None = None) -> Emitted:
    """Return the text of the function that answers a program.

    `helpers` are the functions that it calls, by the names that the text has for them. Of the nodes, only those that are
    `wanted` are answered, and what they rest on.
    """
    part = Part(program, RULES if cases == "known" else OPEN_RULES, dict(helpers), cases)
    part.read(program.nodes, None if wanted is None else resting(program.nodes, wanted))
    lines = [*shortened(part, part.all_lines()), *refusals(part, "return None"), f"return {part.answers()}"]
    source = "\n\n\n".join((*part.functions, function(cases, part.inputs, lines)))
    return Emitted(f"{source}\n", MappingProxyType(part.constants), part.inputs, part.layout())


def refusals(part: Part, end: str) -> Iterator[str]:
    """Yield what ends a text where a relation among the facts does not hold: the reference then says which."""
    for relation in part.program.relations:
        if part.held[relation.node] is not None:
            held, most = part.of(relation.node), relation.node
            if held.ends is not None:
                _, most = held.ends
            yield f"if {f'not {part.v(most)}' if part.is_sure(most) else f'{part.v(most)} == 0'}: {end}"
