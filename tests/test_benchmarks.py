"""Every script of the benchmarks can be read: what it measures with is where it looks for it. What grows is measured."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
SCRIPTS = sorted(FOLDER.glob("*.py"))


def imported(script: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    name = f"benchmark_{script.stem}"
    spec = importlib.util.spec_from_file_location(name, script)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.syspath_prepend(str(script.parent))
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_can_be_imported(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = imported(script, monkeypatch)
    assert module.__doc__ and callable(module.main)


def test_what_grows_by_questions_and_by_policies_can_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    growth = imported(FOLDER / "growth.py", monkeypatch)
    monkeypatch.setattr(
        growth, "questions", lambda size: [growth.made(f"政策{one}", growth.awards(1, one)) for one in range(size)]
    )
    curves = [*growth.of_nodes([1, 2], 0.001), *growth.of_policies([2], 0.001)]
    assert all(seconds > 0 for curve in curves for _, seconds in curve.points)
