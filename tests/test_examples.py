import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import policyrules
from policyrules.cli.commands import PLACES
from tests.cli.command_line import Run

EXAMPLES = Path(__file__).parents[1] / "examples"

#: What an example needs besides the package.
NEEDED = {"frames.py": ("duckdb", "polars", "pandas")}


@cache
def ran(script: Path) -> tuple[int, str, str]:
    """Return how an example ends in a process of its own, and what it prints, from a folder that has nothing to do with it."""
    with TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, script], cwd=folder, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


#: What needs Spark has a test of its own.
SCRIPTS = sorted(path for path in EXAMPLES.glob("*.py") if path.name != "spark_job.py")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_an_example_runs_from_any_folder(script: Path) -> None:
    for library in NEEDED.get(script.name, ()):
        pytest.importorskip(library, reason=f"{script.name} needs {library}: pip install -e '.[dev]'")
    code, printed, complained = ran(script)
    assert (code, complained) == (0, "") and printed


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.pol")), ids=lambda path: path.name)
def test_an_example_policy_checks_covers_its_document_and_its_trial_cases_hold(path: Path) -> None:
    policy = policyrules.load(path)
    assert policy.warnings == ()
    assert [row.clause.span.text for row in policy.sources().clauses if row.uncovered] == []
    results = policy.test()
    assert len(results) > 5
    assert [result.title for result in results if not result.passed] == []


@pytest.fixture(scope="module")
def demo() -> str:
    return ran(EXAMPLES / "demo.py")[1]


def test_the_demo_shows_the_verdicts_that_matter(demo: str) -> None:
    parts = demo.split("\n\n")
    shown = {part.strip("\n").split("\n")[0]: part for part in parts}
    assert "3.65%，仅供参考" in demo
    assert "税务服务（不符合）" in shown["甲一精密试样有限公司(虚构)，2025-06-02"]
    assert "优先推荐（属优先对象）" in shown["乙二传动试样有限公司(虚构)，2024-01-10"]
    assert "3.35%" in shown["丁四机电试样股份有限公司(虚构)，2024-08-01"]
    assert "3.7%" in shown["甲一精密试样有限公司(虚构)，2022-08-21"]
    assert "3.65%" in shown["甲一精密试样有限公司(虚构)，2022-08-22"]
    assert "缺：认定" in shown["没有任何事实的企业，2023-03-01"]
    assert "撤销日 2023-01-15" in shown["壬九化工试样有限公司(虚构)，2023-03-01"]
    assert "期满" in shown["戊五光学试样有限公司(虚构)，2025-09-01"]
    assert "取决于疑义 方案期间算法 的读法：税务服务" in shown["戊五光学试样有限公司(虚构)，2025-08-05"]
    distances = demo.split("子一阀门试样有限公司(虚构)，2024-06-01")[1]
    assert "不低于 60）：实际 58，相差 2" in distances and "（工信部企业〔2022〕63号 第十二条）" in distances


README = (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")


def test_the_decision_in_the_readme_is_what_the_demo_prints(demo: str) -> None:
    shown = re.search(r"(?s)```text\n(.*?)```", README)
    assert shown is not None
    lines = iter(demo.split("\n"))
    missing = [line for line in shown[1].splitlines() if line != "…" and line not in lines]
    assert missing == []


def test_frames_are_decided_as_the_demo_decides(demo: str) -> None:
    for library in NEEDED["frames.py"]:
        pytest.importorskip(library, reason=f"frames.py needs {library}: pip install -e '.[dev]'")
    printed = ran(EXAMPLES / "frames.py")[1]
    assert "新会区  可享受  1\n  新会区  不符合  1" in printed
    assert "2022-08-05  2\n  2023-03-01  4\n  2024-03-01  5\n  2025-03-01  5\n  2025-09-01  0" in printed
    assert "  甲  可享受\n  乙  [2].所在县区: " in printed and "2022-02-30" in printed
    reason = "省级及以上专精特新：持有 省级专精特新中小企业：认定第1项（省级专精特新，认定日 2022-06-01）：称号在有效期内"
    assert reason in printed and reason in demo.replace("\n", "")


def test_the_python_of_the_readme_and_of_the_embedding_page_runs_in_an_empty_folder(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    embedding = (EXAMPLES.parent / "docs" / "embedding.md").read_text(encoding="utf-8")
    for page in (README, embedding):
        exec("\n".join(re.findall(r"(?s)```python\n(.*?)```", page)), {})
    assert capsys.readouterr().err == ""


#: What is added to commands of the README that take minutes on so large a policy.
SHORT = {
    "mutate": ("--limit", "1", "--cases", "20"),
    "sample": ("-n", "200", "--kinds", "20"),
    "selfcheck": ("--cases", "4", "--policy", "中小企业划型"),
    "suite": ("--cases", "1"),
    "test": ("--cases", "5"),
}


def test_the_commands_of_the_readme_are_all_there_are_and_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb")
    lines = [shlex.split(line, comments=True)[1:] for line in re.findall(r"^\$ (policyrules .*)", README, re.MULTILINE)]
    assert {command for command, *_ in lines} == set(PLACES)
    for folder in ("examples", "policies"):
        (tmp_path / folder).symlink_to(EXAMPLES.parent / folder, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    for command, *arguments in lines:
        done = run(command, *arguments, *SHORT.get(command, ()), "--lang", "zh")
        assert done.code == 0 and done.out, (command, *arguments, done)
