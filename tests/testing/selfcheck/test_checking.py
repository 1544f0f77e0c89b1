from pathlib import Path

import pytest

import policyrules
from policyrules import resources
from policyrules.explain.render import as_text
from policyrules.testing.selfcheck import checking as selfchecking
from policyrules.testing.selfcheck.checking import PER_CHANGE, REACHABLE, selfcheck
from policyrules.testing.selfcheck.conformance import conformance_cases
from policyrules.testing.selfcheck.page import selfcheck_data, selfcheck_page
from tests.testing.broken import STRICT


@pytest.fixture(autouse=True)
def few(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one small policy be all that ships: the scenarios of the others are run by their own tests."""
    monkeypatch.setattr(resources, "policies_folder", lambda: small.parent)


@pytest.fixture
def few_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run some of the conformance cases only, where it is something else that is looked at."""
    monkeypatch.setattr(selfchecking, "conformance_cases", lambda: conformance_cases()[:20])


def test_a_sound_installation_holds_and_says_what_was_done() -> None:
    steps: list[None] = []
    checked = selfcheck(["python"], cases=12, seed=1, step=lambda: steps.append(None))
    assert checked.holds and checked.failures == 0
    assert [(one.name, one.scenarios, len(one.digest)) for one in checked.policies] == [("示例政策", 4, 64)]
    assert [one.backend for one in checked.conformed] == ["reference", "python"]
    assert all(one.cases > 200 for one in checked.conformed)
    ((name, tally),) = checked.tallies
    assert (name, tally.cases, len(steps)) == ("python", 12, 12)
    assert checked.changing.policies == 1 and checked.changing.cases >= 5 * PER_CHANGE


def test_a_wrong_backend_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selfchecking, "backend", lambda name: STRICT)
    checked = selfcheck(["python"], cases=80, seed=1)
    assert not checked.holds
    assert checked.conformed[1].differing and checked.tallies[0][1].differences
    assert checked.failures >= len(checked.conformed[1].differing) + 1


def test_of_one_policy_only_it_is_checked(small: Path) -> None:
    policy = policyrules.load(small)
    assert isinstance(policy, policyrules.Policy)
    checked = selfcheck(["python"], cases=10, seed=1, policy=policy)
    assert [one.name for one in checked.policies] == ["示例政策"]
    assert checked.holds and checked.conformed == () and checked.tallies[0][1].policies == 1


@pytest.mark.usefixtures("few_cases")
def test_a_policy_that_was_damaged_is_named(small: Path) -> None:
    (small.parent / "坏.pol").write_text("政策 坏\n", encoding="utf-8")
    text = small.read_text(encoding="utf-8").replace("应不持有: 示范企业", "应持有: 示范企业")
    small.write_text(text, encoding="utf-8")
    checked = selfcheck([], cases=1, seed=1)
    assert {one.name: (one.error is not None, one.failed) for one in checked.policies} == {
        "坏": (True, ()),
        "示例政策": (False, ("没有称号",)),
    }
    assert checked.failures == 2


@pytest.mark.usefixtures("few_cases")
def test_everything_that_a_run_reaches_is_known() -> None:
    checked = selfcheck(["reference"], cases=20, seed=2)
    assert set(checked.tallies[0][1].reached) <= set(REACHABLE)


def test_a_change_that_may_not_change_a_decision_and_does_is_named(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selfchecking, "differences", lambda policy, changed, trial: (f"{changed.what}: total",))
    policy = policyrules.load(small)
    assert isinstance(policy, policyrules.Policy)
    checked = selfcheck(["python"], cases=1, seed=1, policy=policy)
    assert not checked.holds
    assert {one.what for one in checked.changing.differences} == {f"{what}: total" for what in checked.changing.changes}
    said = as_text(selfcheck_page(checked, "zh"), "zh")
    assert "改写后的判定不同（comments: total）" in said
    assert selfcheck_data(checked, "zh")["changing"]["differences"][0]["facts"] is not None


@pytest.mark.usefixtures("few_cases")
def test_a_policy_that_cannot_be_drawn_counts_as_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(choices: object) -> object:
        raise ValueError("no such day")

    monkeypatch.setattr(selfchecking, "draw_policy", never)
    checked = selfcheck([], cases=101, seed=4)
    assert [one.seed for one in checked.changing.failed] == [4, 5] and checked.failures == 2
    assert "种子 4）不能用来比对：ValueError: no such day" in as_text(selfcheck_page(checked, "zh"), "zh").replace("\n", "")
