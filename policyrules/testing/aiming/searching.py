"""The search that takes a program back: from what is wanted of a node to what is given.

In: a draft, a rule per operator, and what is wanted of a node. Out: the draft changed, and whether it is as wanted now. It is a
search with bounded steps, not a proof: it may fail where there is a way. Knows no operator but what all rules need.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from policyrules.core.program import Node, Op
from policyrules.explain.scope import is_open
from policyrules.testing.aiming.goals import Wanted, meets
from policyrules.testing.aiming.leaves import Given, Leaves, Place, RecordGoneError, around
from policyrules.testing.aiming.taking_back import both
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.drawing.drafts import Draft
from policyrules.values.answers import Answer, Interval, Records

#: How many nodes are looked at to reach one goal, and how deep.
STEPS, DEPTH = 600, 80

Rule = Callable[["Search", Place, int, Node, Wanted], None]


class Search:
    """Changes a draft until nodes have the answers that are wanted."""

    def __init__(self, draft: Draft, choices: Choices, rules: Mapping[Op, Rule]) -> None:
        self.draft, self.choices, self._rules = draft, choices, rules
        self.leaves = Leaves(draft, choices)
        self.steps, self._depth = STEPS, 0

    def answer(self, place: Place, index: int) -> Answer:
        """Return the answer of a node as it stands."""
        return self.leaves.answers(place)[index]

    def make(self, place: Place, index: int, wanted: Wanted) -> bool:
        """See to it that a node has an answer that is wanted; say whether it has.

        What is asked about a record may be such that the record is best dropped: then nothing more can be made of it.
        """
        try:
            return self._make(place, index, wanted)
        except RecordGoneError:
            return False

    def _make(self, place: Place, index: int, wanted: Wanted) -> bool:
        if meets(self.leaves.answers(place), index, wanted):
            return True
        if self.steps <= 0 or self._depth >= DEPTH or not self.possible(place, index, wanted):
            return False
        where, at, node = self.leaves.source(place, index)
        self.steps -= 1
        self._depth += 1
        try:
            self._rules[node.op](self, where, at, node, wanted)
        finally:
            self._depth -= 1
        return meets(self.leaves.answers(place), index, wanted)

    def make_all(self, place: Place, indexes: Sequence[int], wanted: Wanted) -> bool:
        """See to it that several nodes have the same answer at once."""
        for _ in range(2):
            if not all(self.make(place, index, wanted) for index in indexes):
                return False
            if all(meets(self.leaves.answers(place), index, wanted) for index in indexes):
                return True
        return False

    def make_any(self, place: Place, indexes: Sequence[int], wanted: Wanted) -> bool:
        """See to it that one of several nodes has an answer."""
        return any(self.make(place, index, wanted) for index in self.leaves.shuffled(indexes))

    # --- what can be moved ------------------------------------------------------------------------------------------------

    def moves(self, place: Place, index: int) -> int:
        """Say how well a node can be moved: 2 by facts, 1 by the day or a reading only, 0 not at all."""
        return self.draft.plan.moves(around(place), index)

    def possible(self, place: Place, index: int, wanted: Wanted) -> bool:
        """Say whether a node might have an answer: not where its range leaves none, or where it is always the same."""
        if isinstance(wanted, Interval):
            range_ = self.draft.plan.range(around(place), index)
            if isinstance(range_, Interval) and self.moves(place, index) == 2 and both(range_, wanted) is None:
                return False
        return self.moves(place, index) > 0 or meets(self.leaves.answers(place), index, wanted)

    # --- what is not known yet --------------------------------------------------------------------------------------------

    def known(self, place: Place, index: int) -> bool:
        """See to it that a node has an answer at all: what is not given is drawn."""
        if not is_open(self.answer(place, index)):
            return True
        if self.steps <= 0 or self._depth >= DEPTH:
            return False
        self.steps -= 1
        self._depth += 1
        try:
            self._fill(*self.leaves.source(place, index))
        finally:
            self._depth -= 1
        return not is_open(self.answer(place, index))

    def _fill(self, place: Place, index: int, node: Node) -> None:
        given = self.leaves.given(place, index)
        if given is not None:
            if node.op is Op.FACT and isinstance(self.answer(place, index), Records):
                self.draft.put_rows(cast(str, given[0]), ())
            else:
                self.leaves.fill(given)
        elif node.op is Op.EACH and node.body is not None:
            self._fill_records(place, index, node)
        elif node.op is Op.AT:
            self.known(place, node.args[1])
            if self.leaves.given(place, index) is not None:
                self._fill(place, index, node)
        else:
            for part in node.args:
                self.known(place, part)

    def _fill_records(self, place: Place, index: int, node: Node) -> None:
        self.known(place, node.args[0])
        name, body = self.leaves.list_of(place, index), node.body
        assert body is not None
        for number in range(self.leaves.count(name)):
            for part in (body.condition, body.value, body.key):
                if part is not None:
                    self.known((*place, (index, number)), part)

    def is_unknown(self, place: Place, index: int) -> bool:
        """Say whether a node has no certain answer."""
        return is_open(self.answer(place, index))

    # --- absence ------------------------------------------------------------------------------------------------------------

    def given(self, place: Place, index: int) -> Given | None:
        """Return what a node asks for as it is given."""
        return self.leaves.given(place, index)
