"""What is known is kept in a file, used as far as it still holds, and never trusted where it does not look right."""

import json
from datetime import date
from pathlib import Path

import pytest

import policyrules
from policyrules.syntax import ast
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.mutation.accepted import entry_digest
from policyrules.testing.mutation.edits import edits
from policyrules.testing.mutation.remembering import Memory, Remembered, ToldApart, scenario_digest
from policyrules.testing.points import Kind, Point
from policyrules.testing.suites.suite import Entry, entry_of
from tests.testing.slips import policy

SCENARIO = '\n试算 "{title}":\n    日期: 2024-01-01\n    人数: {number}\n    应可享受: 补助\n'
ONE, OTHER = SCENARIO.format(title="一", number=300), SCENARIO.format(title="二", number=400)


def made(*scenarios: str) -> policyrules.Policy:
    return policy("条件: 人数 不低于 300", scenarios="".join(scenarios))


def keys(memory: Memory, of: policyrules.Policy) -> list[str]:
    return [memory.key(edit) for edit in edits(of)]


def digest_of(of: policyrules.Policy, place: int) -> str:
    return scenario_digest(of.checked.all(ast.Scenario)[place])


def test_edits_are_known_by_what_they_change_whatever_the_scenarios() -> None:
    one, other = made(ONE), made(ONE, OTHER)
    assert keys(Memory(one, "1"), one) == keys(Memory(other, "1"), other)
    assert len(set(keys(Memory(one, "1"), one))) == len(list(edits(one)))
    changed = policy("条件: 人数 不低于 200", scenarios=ONE)
    assert not {*keys(Memory(one, "1"), one)} & {*keys(Memory(changed, "1"), changed)}


def test_what_a_scenario_caught_holds_as_long_as_the_scenario_is_there(tmp_path: Path) -> None:
    before = made(ONE, OTHER)
    memory = Memory(before, "1")
    first, second, third = keys(memory, before)[:3]
    memory.learn(first, Remembered("a", caught=digest_of(before, 0)))
    memory.learn(second, Remembered("b"))
    memory.learn(third, Remembered(None, ("code",)))
    memory.write(tmp_path / "known.json")

    def known(policy: policyrules.Policy) -> list[Remembered | None]:
        again = Memory(policy, "1")
        assert again.read(tmp_path / "known.json")
        return [again.known(key) for key in (first, second, third)]

    caught, passed, refused = Remembered("a", caught=digest_of(before, 0)), Remembered("b"), Remembered(None, ("code",))
    assert known(before) == [caught, passed, refused]
    assert known(made(ONE)) == [caught, None, refused]  # what passed two scenarios is tried anew where there are others
    assert known(made(OTHER)) == [None, None, refused]


def test_what_an_accepted_case_noticed_holds_as_long_as_there_are_the_same_cases_and_scenarios(tmp_path: Path) -> None:
    before = made(ONE)
    cases = [entry_of(before, Trial({"人数": number}, date(2024, 1, 1)), "例", ()) for number in (300, 299)]
    memory = Memory(before, "1", cases)
    key = keys(memory, before)[0]
    memory.learn(key, Remembered("a", caught=entry_digest(cases[1])))
    memory.write(tmp_path / "known.json")

    def known(policy: policyrules.Policy, accepted: list[Entry]) -> Remembered | None:
        again = Memory(policy, "1", accepted)
        assert again.read(tmp_path / "known.json")
        return again.known(key)

    found = known(before, cases)
    assert found is not None and memory.noticing(str(found.caught)) is cases[1]
    assert known(before, cases[::-1]) == found
    assert known(before, cases[1:]) is None
    assert known(made(ONE, OTHER), cases) is None  # a scenario may notice it now


def test_a_case_that_was_found_is_found_again(tmp_path: Path) -> None:
    memory = Memory(made(ONE), "1")
    found = ToldApart(7, Point(Kind.VERDICT, "补助"), "试算")
    memory.learn_told("a", 40, 1, found)
    memory.learn_told("b", 40, 1, ToldApart(40))
    memory.write(tmp_path / "known.json")
    again = Memory(made(ONE), "1")
    assert again.read(tmp_path / "known.json")
    assert (again.told("a", 40, 1), again.told("b", 40, 1)) == (found, ToldApart(40))
    assert again.told("a", 41, 1) is None and again.told("a", 40, 2) is None


def test_a_file_that_is_not_there_knows_nothing(tmp_path: Path) -> None:
    assert Memory(made(ONE), "1").read(tmp_path / "none.json")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"schema": "policyrules/mutation-cache/1", "version": "0", "edits": {}, "told": {}}',
             '{"schema": "policyrules/mutation-cache/1", "version": "1", "edits": [], "told": {}}', "[" * 100_000, "\\xff"],
)  # fmt: skip
def test_a_file_that_is_something_else_is_not_used(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    assert not Memory(made(ONE), "1").read(path)


def test_entries_that_do_not_look_right_are_left_out(tmp_path: Path) -> None:
    memory = Memory(made(ONE), "1")
    key = "a key"
    entries = [
        {"program": 5, "codes": [], "caught": None, "scenarios": ""},
        {"program": "a", "codes": [1], "caught": None, "scenarios": ""},
        {"program": "a", "codes": [], "caught": None},
        "x",
        None,
    ]
    for entry in entries:
        data = {"schema": "policyrules/mutation-cache/1", "version": "1", "edits": {key: entry}, "told": {"k": {"cases": "1"}}}
        path = tmp_path / "known.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        assert memory.read(path)
        assert memory.known(key) is None


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.mkdir()
    with pytest.raises(OSError):
        Memory(made(ONE), "1").write(path)
    assert path.is_dir() and not list(path.iterdir())
