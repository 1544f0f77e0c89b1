"""Who gains and who loses between two matches is what the decisions about each enterprise say."""

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from policyrules.policy import Policy
from policyrules.register.refusing import MatchError
from policyrules.register.views import changes as changes_
from policyrules.register.views.changes import Change, Changed, changed, changes, compared
from policyrules.register.views.viewed import Viewed
from policyrules.values.answers import Interval, Truth
from tests.awards import award
from tests.register.drafts import AFTER, BEFORE, DAY, REGISTER, draft, view

pytest.importorskip("duckdb")

_VERDICTS = {"entitled": Truth.T, "not_entitled": Truth.F, "undetermined": Truth.U}


def said(policy: Policy, facts: dict[str, Any], name: str) -> tuple[Truth, Interval | None]:
    """Return the verdict and the amount that a decision gives; nobody has what a policy does not give."""
    decision = policy.decide({key: value for key, value in facts.items() if value is not None}, DAY)
    if all(one.id != name for one in policy.outline.entitlements):
        return Truth.F, None
    outcome = decision[name]
    return _VERDICTS[outcome.verdict], None if outcome.amount is None else outcome.amount.interval


def expected(name: str, facts: dict[str, Any]) -> Change | None:
    (was, old), (now, new) = (said(policy, facts, name) for policy in (BEFORE, AFTER))
    if was is Truth.T and now is Truth.T:
        return Change.AMOUNT if old != new else None
    if now is Truth.T:
        return Change.GAIN
    if was is Truth.T:
        return Change.LOSS
    return Change.OTHER if was is not now else None


def test_each_enterprise_changes_as_its_decisions_do(before: Viewed, after: Viewed) -> None:
    found = {(one.both.shown[1].name, one.name): one for one in changed(compared(before, after))}
    wanted = {
        (name, facts["企业名称"]): change
        for name in ("甲奖", "乙奖", "旧奖", "新奖")
        for facts in REGISTER
        if (change := expected(name, facts)) is not None
    }
    assert {key: one.change for key, one in found.items()} == wanted
    assert set(wanted.values()) == set(Change)
    for (name, who), one in found.items():
        facts = next(facts for facts in REGISTER if facts["企业名称"] == who)
        for side, policy in ((one.before, BEFORE), (one.after, AFTER)):
            assert side is None or (side.verdict, side.amount) == said(policy, facts, name)
        assert one.place == facts["县"]


def test_the_conditions_that_decide_are_told(before: Viewed, after: Viewed) -> None:
    gains = [one for one in changed(compared(before, after), frozenset({"甲奖"})) if one.change is Change.GAIN]
    told = {_facts(one): _conditions(one) for one in gains}
    assert told[True, False] == (["乙可"], []) and told[True, None] == ([], ["乙可"]) and told[None, True] == ([], ["甲可"])


def _facts(one: Changed) -> tuple[bool | None, bool | None]:
    return next((facts["甲可"], facts["乙可"]) for facts in REGISTER if facts["企业名称"] == one.name)


def _conditions(one: Changed) -> tuple[list[str], list[str]]:
    assert one.before is not None
    return [label.words[0] for label in one.before.failed], [label.words[0] for label in one.before.unknown]


def test_the_counts_are_those_of_the_enterprises(before: Viewed, after: Viewed) -> None:
    both = compared(before, after)
    found = list(changed(both))
    counts = changes(both, "县")
    assert {count.place for count in counts} == {"东", "西", None}
    assert [one.shown[1].name for one in both.awards] == ["新奖", "甲奖", "乙奖", "旧奖"]
    for count in counts:
        own = [one for one in found if one.both is count.both or one.both == count.both if one.place == count.place]
        assert [sum(one.change is change for one in own) for change in Change] == [
            count.gain, count.loss, count.other, count.amount,
        ]  # fmt: skip
        assert count.after - count.before == count.gain - count.loss


def test_rows_are_counted_some_at_a_time(before: Viewed, after: Viewed, monkeypatch: pytest.MonkeyPatch) -> None:
    both = compared(before, after)
    expected = changes(both, "县")
    for size in (1, 7, 54, 107, 109):
        monkeypatch.setattr(changes_, "_SLICE", size)
        assert changes(both, "县") == expected
    assert sum(one.before for one in expected if one.both.shown[1].name == "旧奖") == 36


def test_what_a_query_leaves_is_neither_new_nor_gone(before: Viewed, after: Viewed) -> None:
    for side in ("before", "after"):
        (legend,) = (before if side == "before" else after).legends
        awards = tuple(evolve(one, column=None) if one.name == "乙奖" else one for one in legend.awards)
        sides = {"before": before, "after": after}
        sides[side] = evolve(sides[side], legends=(evolve(legend, awards=awards),))
        both = compared(**sides)
        assert [one.name for one in both.left] == ["乙奖"]
        assert [one.shown[1].name for one in both.awards] == ["新奖", "甲奖", "旧奖"]
        assert {one.both.shown[1].name for one in changed(both)} == {"新奖", "甲奖", "旧奖"}


def test_matches_of_two_registers_are_paired_by_ids_that_stand_once(tmp_path: Path) -> None:
    earlier, later = REGISTER[:8], [REGISTER[3], REGISTER[40], *REGISTER[5:9]]
    ids = (["a", "b", "b", "c", "d", "e", "f", "g"], ["c", "b", "e", None, "h", "g"])
    sides = []
    for number, (policy, register, own) in enumerate(zip((BEFORE, AFTER), (earlier, later), ids, strict=True)):
        seen = view(policy, register, tmp_path / f"{number}.parquet")
        listed = ", ".join("NULL" if one is None else f"'{one}'" for one in own)
        table = f"SELECT * REPLACE ([{listed}][row] AS id) FROM ({seen.table})"
        sides.append(evolve(seen, table=table, register=str(number)))
    both = compared(*sides)
    assert (both.by, both.paired) == ("id", 3)  # c, e, g
    assert {one.id for one in changed(both)} <= {"c", "e", "g"}
    assert (both.before.decided - both.paired, both.after.decided - both.paired) == (5, 3)


def test_two_registers_of_which_one_has_no_ids_are_not_compared(before: Viewed, after: Viewed) -> None:
    without = evolve(after, table=f"SELECT * REPLACE (row::VARCHAR AS id) FROM ({after.table})", register="other")
    for sides in ((before, without), (without, before)):
        with pytest.raises(MatchError) as raised:
            compared(*sides)
        assert [one.code for one in raised.value.diagnostics] == ["changes-no-ids"]
    assert compared(before, evolve(without, register=before.register)).by == "row"


def test_a_draft_that_gives_the_policy_another_name_is_compared_all_the_same(before: Viewed, tmp_path: Path) -> None:
    renamed = view(draft(award("乙奖", "条件: 乙可"), name="新小"), REGISTER, tmp_path / "m.parquet")
    found = {one.shown[1].name: one for one in compared(before, renamed).awards}
    assert found["乙奖"].before is not None and found["乙奖"].after is not None
    assert found["甲奖"].after is None and {one.policy for one in found.values()} == {"新小"}
    gone = [one for one in changed(compared(before, renamed), frozenset({"乙奖"})) if one.change is Change.AMOUNT]
    assert gone and all(
        one.after is not None and one.after.amount is None for one in gone
    )  # an amount that is no longer stated
