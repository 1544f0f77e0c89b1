"""Where the questions of a policy stand in the program of a book.

In: the program of a policy alone, that of a book in which the policy is, and what parameters and readings are called there.
Out: the place in the book of every question of the policy, and by these places the answers of the policy. Two questions are
one where the same is asked of the same; what their types are called does not matter to an answer.
"""

from collections.abc import Hashable, Mapping, Sequence

from policyrules.core.case import Answers
from policyrules.core.program import Node, Op, Program
from policyrules.values.types import Scalar

_NAMED = (Op.PARAMETER, Op.READING)


class Places:
    """Where the questions of a book stand, by what they ask."""

    def __init__(self, book: Program) -> None:
        self._keys: dict[Hashable, int] = {}
        self._first: dict[int, int] = {}
        for index, key in enumerate(_keys(book.nodes, self._keys, {})):
            self._first.setdefault(key, index)

    def of(self, policy: Program, names: Mapping[str, str]) -> tuple[int, ...]:
        """Return the index in the book of each node of a policy.

        `names` says what the parameters and readings of the policy are called in the book.
        """
        return tuple(self._first[key] for key in _keys(policy.nodes, self._keys, names))


def answers_at(book: Answers, indexes: Sequence[int]) -> Answers:
    """Return the answers of the nodes at these places; the records of a quantifier are the same in both programs."""
    bodies = {place: book.bodies[index] for place, index in enumerate(indexes) if index in book.bodies}
    return Answers(tuple(book.values[index] for index in indexes), bodies)


def _keys(
    nodes: Sequence[Node], keys: dict[Hashable, int], names: Mapping[str, str], outer: Sequence[int] = ()
) -> Sequence[int]:
    """Return a number for each node, the same for those that ask the same; `keys` holds the numbers so far."""
    found: list[int] = []
    for node in nodes:
        type_ = node.type if isinstance(node.type, Scalar) else None
        data: Hashable = node.data
        if node.op is Op.OUTER:
            assert isinstance(node.data, int)
            data = outer[node.data]
        elif node.op in _NAMED:
            assert isinstance(node.data, str)
            data = names.get(node.data, node.data)
        key = (node.op, type_, data, tuple(found[argument] for argument in node.args), _body(node, keys, names, found))
        found.append(keys.setdefault(key, len(keys)))
    return found


def _body(node: Node, keys: dict[Hashable, int], names: Mapping[str, str], around: Sequence[int]) -> Hashable:
    if node.body is None:
        return None
    inside = tuple(_keys(node.body.nodes, keys, names, around))
    return inside, node.body.condition, node.body.value, node.body.key
