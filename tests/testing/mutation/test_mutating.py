"""Every edit has one fate, however many processes find it out, and nothing is done twice."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import pytest

import policyrules
from policyrules import api
from policyrules.source import Source
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.mutation.mutating import Fate, Mutation, Options, mutate
from policyrules.testing.mutation.remembering import Memory
from policyrules.testing.mutation.rewrites import EditKind
from policyrules.testing.suites.suite import entry_of
from tests.testing.slips import HEAD, MEASURE

SCENARIOS = """
试算 "够大":
    日期: 2024-01-01
    人数: 300
    小微: 是
    应可享受: 补助

试算 "太小":
    日期: 2024-01-01
    逐行 人数、小微: 结论
        299、是: 否
        300、否: 否
"""
TEXT = f"{HEAD}定义 结论: 是否 = 人数 不低于 300 且 小微\n{MEASURE}        条件: 结论\n{SCENARIOS}"


def run(text: str = TEXT, *, jobs: int = 1, accepted: Sequence[Trial] = (), **options: object) -> Mutation:
    read = partial(api.build, Source("试.pol", text), None)
    made = read()
    memory = Memory(made, "1", [entry_of(made, trial, "例", ()) for trial in accepted])
    return mutate(made, read, Options(jobs=jobs, cases=40, **options), memory)  # type: ignore[arg-type]


def fates(found: Mutation) -> dict[tuple[str, str], Fate]:
    return {one.words: one.fate for one in found.mutants}


def test_every_edit_is_refused_caught_told_apart_or_not() -> None:
    found = run()
    told = fates(found)
    assert told["300", "301"] is Fate.CAUGHT
    assert told["且 小微", ""] is Fate.CAUGHT
    assert told["小微", "本市"] is Fate.CAUGHT
    assert told["2025-12-31", "2025-12-30"] is Fate.SURVIVED  # no scenario looks at the last day
    assert found.left == 0
    assert len(found.mutants) + found.same == found.edits
    assert found.score() is not None and 0 < found.score() < 1  # type: ignore[operator]


def test_what_caught_an_edit_is_the_first_scenario_that_fails() -> None:
    caught = {one.words: (one.by, one.by_line) for one in run().mutants if one.fate is Fate.CAUGHT}
    assert caught["300", "301"][0] == "够大"
    assert caught["300", "299"][0] == "太小 · 299、是"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_no_scenario_notices_an_accepted_case_may(jobs: int) -> None:
    last_day = Trial({"人数": 300, "小微": True}, date(2025, 12, 31))
    found = run(jobs=jobs, accepted=[last_day])
    caught = {one.words: one for one in found.mutants if one.fate is Fate.CAUGHT}
    by_case, by_scenario = caught["2025-12-31", "2025-12-30"], caught["300", "301"]
    assert (by_case.by, by_case.by_case) == ("例", entry_of(found.policy, last_day, "", ()).id)
    assert (by_scenario.by, by_scenario.by_case) == ("够大", None)  # scenarios come first
    assert found.accepted == 1


def test_one_that_survives_has_a_scenario_that_would_catch_it() -> None:
    found = run()
    survivors = [one for one in found.mutants if one.fate is Fate.SURVIVED]
    assert survivors and all(one.scenario for one in survivors)
    again = run(TEXT + "".join(f"\n{one.scenario}" for one in survivors))
    assert not [one for one in again.mutants if one.fate is Fate.SURVIVED]
    assert again.score() == 1


PROPERTY = """
普遍要求 人少的不给 "人数不足200的企业，不给补助":
    条件: 人数 低于 200
    应成立: 非 享受 补助
"""


def test_a_property_catches_what_no_scenario_does() -> None:
    text = f"{HEAD}{MEASURE}        条件: 人数 不低于 200 且 占比 高于 3%\n{SCENARIO_OF_SHARE}"
    assert fates(run(text))["200", "199"] is Fate.SURVIVED
    found = run(text + PROPERTY)
    assert fates(found)["200", "199"] is Fate.CAUGHT
    assert next(one.by for one in found.mutants if one.words == ("200", "199")) == "人少的不给"


SCENARIO_OF_SHARE = """
试算 "占比高":
    日期: 2024-01-01
    人数: 300
    占比: 4%
    应可享受: 补助
"""


def test_several_processes_find_out_the_same() -> None:
    one, two = run(limit=12), run(jobs=2, limit=12)
    assert one.mutants == two.mutants and one.same == two.same


def test_edits_are_chosen_by_kind_line_and_chance() -> None:
    assert {one.kind for one in run(kinds=(EditKind.BOUND,)).mutants} == {EditKind.BOUND}
    line = TEXT.split("\n").index("定义 结论: 是否 = 人数 不低于 300 且 小微") + 1
    assert {one.line for one in run(lines=(line, line)).mutants} == {line}
    assert len(run(limit=3, seed=5).mutants) <= 3
    assert run(limit=3, seed=5).mutants == run(limit=3, seed=5).mutants


def test_nothing_that_is_known_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made = policyrules.load(TEXT)
    memory = Memory(made, "1")
    options = Options(cases=40)
    first = mutate(made, lambda: made, options, memory)
    monkeypatch.setattr("policyrules.testing.mutation.mutating._tried", None)
    monkeypatch.setattr("policyrules.testing.mutation.mutating._told_apart", None)
    assert mutate(made, lambda: made, options, memory) == first


def test_what_was_known_is_returned_when_the_work_is_broken_off() -> None:
    made = policyrules.load(TEXT)

    def stop(done: int, of: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    found = mutate(made, lambda: made, Options(cases=40), Memory(made, "1"), stop)
    assert found.left > 0
    assert len(found.mutants) + found.same + found.left == found.edits
