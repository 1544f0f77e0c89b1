"""Policies are collected, named, run and told of as tests, and a run that asks for none pays nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

POLICY = """\
policy P "a policy":
    number: "1"
    issuer: "the city"
    issued: 2024-01-01
    in force: 2024-01-01 onwards
    language: "en"

facts:
    staff: integer

define large = staff not below 100

measure M @一 "support":
    responsible: unstated
    entitlement award @一(一) may "an award":
        quote:
            | an award may be given
        when: large

scenario "rows: one::two":
    date: 2024-06-01
    each row staff: large
        99: no
        100: yes
        100: {odd}

scenario "rows: one::two":
    date: 2024-06-01
    staff: 100
    expect entitled: award

scenario:
    date: 2024-06-01
    staff: 99
    large should be no
"""


PROPERTY = """
property needs_staff:
    must hold: not entitled to award or staff not below {least}
"""


@pytest.fixture
def file(pytester: pytest.Pytester) -> Path:
    path = pytester.path / "p.pol"
    path.write_text(POLICY.format(odd="yes"), encoding="utf-8")
    return path


def names(pytester: pytest.Pytester, *arguments: str) -> list[str]:
    lines = pytester.runpytest_inprocess("--collect-only", "-q", *arguments).stdout.lines
    return [line for line in lines if "::" in line]


def test_rows_are_tests_of_their_own_and_names_that_occur_twice_are_numbered(pytester: pytest.Pytester, file: Path) -> None:
    assert names(pytester, str(file)) == [
        "p.pol::rows: one：：two · 99",
        "p.pol::rows: one：：two · 100",
        "p.pol::rows: one：：two · 100 #2",
        "p.pol::rows: one：：two",
        "p.pol::(untitled)",
    ]


def test_a_policy_in_a_folder_is_left_alone_until_the_configuration_asks_for_it(pytester: pytest.Pytester, file: Path) -> None:
    assert names(pytester) == []
    assert names(pytester, "-o", "policy_files=q*.pol") == []
    assert len(names(pytester, "-o", "policy_files=q*.pol p*.pol")) == 5


def test_a_test_is_chosen_by_its_name_by_what_it_is_about_and_by_marks(pytester: pytest.Pytester, file: Path) -> None:
    (pytester.path / "test_other.py").write_text("def test_other(): pass\n", encoding="utf-8")
    every = (str(file), "test_other.py", "--strict-markers")
    assert len(names(pytester, *every)) == 6
    assert names(pytester, *every, "-k", "award") == ["p.pol::rows: one：：two"]
    assert len(names(pytester, *every, "-k", "large")) == 4
    assert len(names(pytester, *every, "-m", "policy")) == len(names(pytester, *every, "-m", "P")) == 5
    assert names(pytester, f"{file}::rows: one：：two · 99") == ["p.pol::rows: one：：two · 99"]


def test_a_failure_says_what_came_out_and_the_facts_without_a_traceback(pytester: pytest.Pytester, file: Path) -> None:
    file.write_text(POLICY.format(odd="no"), encoding="utf-8")
    result = pytester.runpytest_inprocess(str(file))
    result.assert_outcomes(passed=4, failed=1)
    said = result.stdout.str()
    assert "p.pol:25: expected large no, came out large yes" in said
    assert "    date: 2024-06-01\n    staff: 100\n" in said
    assert "scenarios.py" not in said


def test_facts_that_contradict_one_another_are_a_failure_in_words(pytester: pytest.Pytester, file: Path) -> None:
    file.write_text(POLICY.format(odd="yes").replace("staff: integer\n", "staff: integer\n    always few: staff below 100\n"))
    result = pytester.runpytest_inprocess(str(file), "--policy-lang", "zh")
    result.assert_outcomes(passed=2, failed=3)
    assert "p.pol:25: " in result.stdout.str()
    assert "few" in result.stdout.str()


def test_a_policy_that_does_not_check_is_an_error_in_the_words_of_check(pytester: pytest.Pytester, file: Path) -> None:
    file.write_text(POLICY.format(odd="maybe").replace("large = staff", "large = staf"), encoding="utf-8")
    result = pytester.runpytest_inprocess(str(file))
    result.assert_outcomes(errors=1)
    said = result.stdout.str()
    assert "error[name-unknown]: `staf` is not declared\n  --> p.pol:11:16" in said
    assert "Traceback" not in said
    assert "pytest_plugin.py" not in said


def test_a_title_with_hidden_characters_is_shown_with_them_written_out(pytester: pytest.Pytester, file: Path) -> None:
    file.write_text(POLICY.format(odd="no").replace("one::two", "a\tb"), encoding="utf-8")
    assert all("\t" not in name for name in names(pytester, str(file)))


def test_the_fixture_takes_the_policy_of_the_mark_before_that_of_the_configuration(
    pytester: pytest.Pytester, file: Path
) -> None:
    (pytester.path / "test_it.py").write_text(
        "import pytest\n"
        "def test_configured(policy): assert policy.name == 'P'\n"
        "@pytest.mark.policy_file('中小企业划型')\n"
        "def test_marked(policy): assert policy.name == '中小企业划型'\n"
        "def test_read_once(policy, load_policy): assert load_policy('p.pol') is policy\n"
        "def test_missing(load_policy): load_policy('q.pol')\n",
        encoding="utf-8",
    )
    result = pytester.runpytest_inprocess("-o", "policy_file=p.pol", "test_it.py")
    result.assert_outcomes(passed=3, failed=1)
    assert "there is no policy `q.pol`" in result.stdout.str()
    result = pytester.runpytest_inprocess("test_it.py", "-k", "configured")
    result.assert_outcomes(errors=1)
    assert "the fixture `policy` needs" in result.stdout.str()


def test_a_run_that_asks_for_no_policy_imports_nothing() -> None:
    code = "import sys, policyrules.pytest_plugin; print(*sorted(m for m in sys.modules if m.startswith('policyrules')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {"policyrules", "policyrules.pytest_plugin", "policyrules.version"}


# --- properties -------------------------------------------------------------------------------------------------------


def test_a_property_is_a_test_after_the_scenarios(pytester: pytest.Pytester, file: Path) -> None:
    file.write_text(POLICY.format(odd="yes") + PROPERTY.format(least=100), encoding="utf-8")
    assert names(pytester, str(file))[5:] == ["p.pol::needs_staff"]
    assert names(pytester, str(file), "-m", "policy_property") == ["p.pol::needs_staff"]
    assert names(pytester, str(file), "--policy-cases", "0")[5:] == []
    pytester.runpytest_inprocess(str(file), "--policy-cases", "40").assert_outcomes(passed=6)


def test_a_property_that_does_not_hold_is_a_failure_with_its_counterexample(pytester: pytest.Pytester, file: Path) -> None:
    file.write_text(POLICY.format(odd="yes") + PROPERTY.format(least=101), encoding="utf-8")
    result = pytester.runpytest_inprocess(str(file), "--policy-seed", "1", "-m", "policy_property")
    result.assert_outcomes(failed=1)
    said = result.stdout.str()
    assert "p.pol:38: needs_staff: does not hold: case " in said
    assert 'scenario "a counterexample to needs_staff":\n' in said
    assert "        staff: 100\n" in said
    assert "properties.py" not in said


# --- coverage ---------------------------------------------------------------------------------------------------------


def shown(said: str) -> str:
    return next(line for line in said.splitlines() if line.startswith("p.pol: "))


def test_what_a_run_shows_is_said_at_its_end_and_written_where_it_is_asked_for(pytester: pytest.Pytester, file: Path) -> None:
    (pytester.path / "test_more.py").write_text(
        "from datetime import date\ndef test_unknown(load_policy): load_policy('p.pol').decide({}, on=date(2024, 6, 1))\n",
        encoding="utf-8",
    )
    assert "policy coverage" not in pytester.runpytest_inprocess(str(file)).stdout.str()
    alone = shown(pytester.runpytest_inprocess(str(file), "--policy-coverage").stdout.str())
    both = pytester.runpytest_inprocess(str(file), "test_more.py", "--policy-coverage", "--policy-coverage-html=pages")
    assert (alone.split()[1], shown(both.stdout.str()).split()[1]) == ("5", "6")
    assert "test_more.py::test_unknown" in (pytester.path / "pages" / "P.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_several_processes_agree_on_the_tests_and_show_together_what_one_shows(pytester: pytest.Pytester, file: Path) -> None:
    one = pytester.runpytest_inprocess(str(file), "--policy-coverage")
    several = pytester.runpytest_subprocess("-n", "2", str(file), "--policy-coverage")
    several.assert_outcomes(passed=5)
    assert shown(several.stdout.str()) == shown(one.stdout.str())
