"""A case, and the answers that a program has for it.

In: a program and typed inputs. Out: `Case` (what is asked about) and `Answers` (one answer per node). Backends make
`Answers` from a `Program` and a `Case`; every explanation is read from them. `Answered` is both together.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from attrs import field, frozen

from policyrules.values.answers import Answer


@frozen
class Case:
    """The facts of one enterprise, typed, and the day on which is decided.

    `facts` holds an answer for every fact of the program (an unknown one where it was not given). `readings` maps
    each reading to the option taken, or to `None` when it is left open.
    """

    facts: Mapping[str, Answer] = field(hash=False)
    day: date
    readings: Mapping[str, str | None] = field(hash=False)


@frozen
class Answers:
    """One answer per node, in the order of the nodes.

    `bodies` maps the index of a quantifier to the answers of its body, one `Answers` per record; a list that is unknown
    has none.
    """

    values: Sequence[Answer]
    bodies: Mapping[int, tuple["Answers", ...]] = field(factory=dict, hash=False)


class Answered(Protocol):
    """A case and its answers, which may be made only when someone looks."""

    @property
    def case(self) -> Case:
        """What was asked about."""

    @property
    def answers(self) -> Answers:
        """What was answered."""


@frozen
class Evaluated:
    """A case and its answers as they were made."""

    case: Case
    answers: Answers
