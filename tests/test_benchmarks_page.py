"""The page of the benchmarks: a part that is measured again takes the place of what it found before, and the others stay."""

import dataclasses
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

CLONE = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def run() -> ModuleType:
    sys.path.insert(0, str(CLONE / "benchmarks"))
    spec = importlib.util.spec_from_file_location("benchmark_page", CLONE / "benchmarks" / "run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["benchmark_page"] = module
    spec.loader.exec_module(module)
    return module


def test_every_part_is_a_script_that_is_there(run: ModuleType) -> None:
    assert all((CLONE / "benchmarks" / part.script).exists() for part in run.PARTS.values())


def test_a_part_takes_the_place_of_what_it_found_before(run: ModuleType) -> None:
    first = run.page("", {"load": "## a\n\n1 ms", "one": "## b\n\nkept"})
    second = run.page(first, {"load": "## a\n\n2 ms"})
    assert "2 ms" in second and "kept" in second and "1 ms" not in second
    assert second.index("kept") < second.index("2 ms")  # in the order of the parts
    assert run.page(second, {}) == second


def test_what_is_no_table_stays_as_it_was_printed(run: ModuleType) -> None:
    assert run.readable("a  1.5 ms\nb") == "```text\na  1.5 ms\nb\n```"


def test_beside_a_table_each_line_is_a_paragraph(run: ModuleType) -> None:
    assert run.readable("a\nb\n\n| a |\n|---|\n| 1 |\n\n- c\n- d") == "a\n\nb\n\n| a |\n|---|\n| 1 |\n\n- c\n- d"


def test_a_script_that_fails_leaves_its_section_as_it_was(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = dataclasses.replace(run.PARTS["load"], script="no-such-script.py")
    monkeypatch.setitem(run.PARTS, "load", broken)
    assert list(run.measured(["load"], quick=True)) == []
    with pytest.raises(run.FailedError, match=r"no-such-script\.py 2: exit code 2"):
        run.printed(broken, quick=True)


def test_what_was_found_says_how_and_on_what(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "script.py"
    script.write_text("import sys; print(f'| {sys.argv[1]} |\\n|---|')\n", encoding="utf-8")
    part = dataclasses.replace(run.PARTS["load"], script=str(script), quick=("few",), full=("many",))
    monkeypatch.setattr(run, "machine", lambda: "a machine")
    found = run.printed(part, quick=False)
    assert found.startswith("| many |\n|---|\n\na machine. `python ") and "script.py many`" in found and "load " in found


def test_the_page_that_ships_is_made_of_these_parts(run: ModuleType) -> None:
    text = run.PAGE.read_text(encoding="utf-8")
    assert run.page(text, {}) == text
    assert run.CHART.exists() == (run.CHART.name in text)
