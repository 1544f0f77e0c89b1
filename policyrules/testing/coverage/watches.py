"""What is to be shown of a policy, as data: an obligation, and what watches for some of them.

In: nothing. Out: `Obligation`, `Kind`, `Watch`. Knows neither how obligations are found nor what is done with them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from attrs import field, frozen

from policyrules.explain.scope import Scope
from policyrules.testing.aiming import goals
from policyrules.testing.coverage.occurrences import Frame
from policyrules.values.answers import Truth


class Kind(StrEnum):
    """What an obligation is about."""

    VERDICT = "verdict"
    CONDITION = "condition"
    DETERMINES = "determines"
    ROUTE = "route"
    ROW = "row"
    EXCEPTION = "exception"
    WINDOW = "window"
    DATES = "dates"
    READING = "reading"
    DEFAULT = "default"
    LIMIT = "limit"


#: What is to be seen of a truth.
TRUTHS: Mapping[Truth, str] = MappingProxyType({Truth.T: "true", Truth.F: "false", Truth.U: "unknown"})


@frozen
class Obligation:
    """Something to show: `seen` of what is written in a line, `text` as a reader finds it there.

    `seen` is a word of the kind (`true`, `before`, …), or the row, exception or option that it is about. `owner` is the
    declaration that it is written in. `decision` is what a condition determines, in the words of the text, and of a
    verdict what it is about (`held`, `given`, …). `impossible` is the
    word for why no case can ever show it.
    """

    id: str
    kind: Kind
    seen: str
    line: int
    clause: str
    text: str
    owner: str
    owner_line: int
    decision: str = ""
    decision_line: int = 0
    impossible: str | None = None


#: What a node is to be.
Meant = tuple[Frame, int, goals.Wanted]

#: Yields the names of what a case shows, in the scope of one frame.
Watcher = Callable[[Scope], Iterable[str]]


@frozen(eq=False)
class Watch:
    """Obligations, and what says which of them a case shows, in a frame.

    `ways` tell of some by their names what is enough: what nodes are at once, in one of several ways.
    """

    frame: Frame
    obligations: tuple[Obligation, ...]
    shows: Watcher
    ways: Mapping[str, Sequence[Sequence[Meant]]] = field(factory=dict)
