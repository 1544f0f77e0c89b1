"""The quick way to find the accepted case that comes out otherwise is held against deciding all of them anew."""

from collections.abc import Sequence

from attrs import evolve

import policyrules
from policyrules.diagnostics import FactsError
from policyrules.policy import Policy
from policyrules.testing.mutation.accepted import Accepted, entry_digest
from policyrules.testing.mutation.edits import Edit, Workshop, edits
from policyrules.testing.mutation.trying import Changed
from policyrules.testing.suites.suite import Entry
from tests.testing.suite_policy import REVIEW, TEXT, entry

RELATED = (
    TEXT.replace("认定: 认定记录 列表\n", "认定: 认定记录 列表\n    总是 够数: 人数 不多于 上限\n") + "\n定义 上限 = 9000\n"
)


def entries(of: Policy) -> tuple[Entry, ...]:
    """Return entries of which some are known in full, some are open, and one takes another reading."""
    titled = {"认定日": "2024-06-01"}
    made = (
        entry(of, "恰为50人", 人数=50, 收入={2023: "3元"}, 认定=[]),
        entry(of, "不知人数", 收入={2023: "100元"}, 认定=[titled]),
        entry(of, "按户", {"算法": "按户"}, 人数=100, 收入={2023: "3元"}),
        entry(of, "最多", 人数=9000, 认定=[{**titled, "有效至": "2024-05-31"}]),
        entry(of, "不知认定日", 人数=9, 认定=[{}]),
    )
    return tuple(evolve(one, review=REVIEW) for one in made)


def plainly(edit: Edit, every: Sequence[Entry]) -> Entry | None:
    """Return the first entry that does not hold when all of them are decided anew."""
    policy = edit.applied()
    return next((one for one in every if not _holds(one, policy)), None)


def _holds(one: Entry, policy: Policy) -> bool:
    try:
        return not one.changes(policy)
    except FactsError:
        return False


def test_the_first_case_that_comes_out_otherwise_is_the_one_that_does_so_when_all_are_decided() -> None:
    made = policyrules.load(RELATED)
    every = entries(made)
    accepted, workshop = Accepted(made, every), Workshop(made)
    built = ((edit, workshop.build(edit).lowered) for edit in edits(made))
    changed = [(edit, Changed.of(made.lowered, lowered)) for edit, lowered in built if lowered is not None]
    found = [(accepted.first_changed(one), plainly(edit, every), edit.before, edit.after) for edit, one in changed]
    assert [one for one in found if one[0] is not one[1]] == []
    assert {one.title for one, *_ in found if one is not None} >= {"恰为50人", "不知人数", "按户", "最多"}
    assert None in [one for one, *_ in found]


def test_without_cases_nothing_is_noticed() -> None:
    made = policyrules.load(RELATED)
    workshop = Workshop(made)
    for edit in edits(made):
        lowered = workshop.build(edit).lowered
        assert lowered is None or Accepted(made, ()).first_changed(Changed.of(made.lowered, lowered)) is None


def test_what_an_entry_says_tells_it_from_others_whoever_accepted_it() -> None:
    made = policyrules.load(RELATED)
    one, other, *_ = entries(made)
    assert entry_digest(one) == entry_digest(evolve(one, review=None)) != entry_digest(other)
    assert entry_digest(evolve(one, expected=other.expected)) != entry_digest(one)
