"""Strategies for whole policies, and for texts with one mistake.

In: how large a policy may be, which kinds of mistakes. Out: `WildPolicy`s, which are right and bring their documents, and
`WrongText`s, which say where the mistake is. Both shrink towards a small policy.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from hypothesis import reject
from hypothesis import strategies as st

from policyrules.messages.drawing import both
from policyrules.testing.mistaken.mistakes import KINDS, WrongText, wrong_text
from policyrules.testing.wild.policies import SIZE, WildPolicy, draw_policy
from policyrules.values.reading import written

T = TypeVar("T")

#: A policy that is larger takes longer to draw than Hypothesis waits.
LARGEST = 12


def policies(*, size: int = SIZE) -> st.SearchStrategy[WildPolicy]:
    """Draw whole policies that are right: checking has nothing to say of them.

    `policy.text` is the text, `policy.document` that of the document which it quotes, `policy.used` what it uses, and
    `policy.build()` returns what `policyrules.load` does. `size`, from 1 to 12, bounds how much there is of everything.

    Raises `TypeError` or `ValueError` where an option is something else.
    """
    _check_size(size)
    return _policies(size)


def wrong_texts(*, kinds: Iterable[str] | None = None, size: int = SIZE) -> st.SearchStrategy[WrongText]:
    """Draw texts of policies with one mistake each: `wrong.text`, of the kind `wrong.kind`, on the line `wrong.line`.

    `kinds` are some of `policyrules.testing.mistaken.mistakes.KINDS`, all of them where none is named; `size` is that of
    `policies`.

    Raises `TypeError` or `ValueError` where an option is something else.
    """
    _check_size(size)
    if isinstance(kinds, str):
        raise TypeError(both("not-kinds", found=written(kinds)))
    chosen = tuple(KINDS) if kinds is None else tuple(kinds)
    unknown = [kind for kind in chosen if kind not in KINDS]
    if unknown or not chosen:
        raise ValueError(both("not-kinds", found=written(unknown[0]) if unknown else "()"))
    return _wrong_texts(size, chosen)


def _check_size(size: object) -> None:
    if isinstance(size, bool) or not isinstance(size, int):
        raise TypeError(both("not-a-size", largest=str(LARGEST), found=written(size)))
    if not 1 <= size <= LARGEST:
        raise ValueError(both("not-a-size", largest=str(LARGEST), found=written(size)))


@st.composite
def _policies(draw: Callable[[st.SearchStrategy[Any]], Any], size: int) -> WildPolicy:
    return draw_policy(_Choosing(draw), size=size)


@st.composite
def _wrong_texts(draw: Callable[[st.SearchStrategy[Any]], Any], size: int, kinds: tuple[str, ...]) -> WrongText:
    choices = _Choosing(draw)
    found = wrong_text(draw_policy(choices, size=size).checked, choices, kinds=kinds)
    return reject() if found is None else found


class _Choosing:
    """Choices from Hypothesis: each is a whole number from 0, which is what it shrinks to, so that a policy loses its parts."""

    def __init__(self, draw: Callable[[st.SearchStrategy[int]], int]) -> None:
        self._draw = draw

    def section(self) -> None:
        pass  # every choice is one of its own

    def integer(self, low: int, high: int) -> int:
        return low + self._draw(st.integers(0, high - low)) if high > low else low

    def chance(self, percent: int) -> bool:
        return self.integer(0, 99) >= 100 - percent

    def pick(self, options: Sequence[T]) -> T:
        return options[self.integer(0, len(options) - 1)]
