"""The page of the benchmarks: a part that is measured again takes the place of what it found before, and the others stay."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

CLONE = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def run() -> ModuleType:
    import sys

    spec = importlib.util.spec_from_file_location("benchmark_page", CLONE / "benchmarks" / "run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["benchmark_page"] = module
    spec.loader.exec_module(module)
    return module


def test_every_part_is_a_script_that_is_there(run: ModuleType) -> None:
    assert all((CLONE / "benchmarks" / part.script).exists() for part in run.PARTS.values())


def test_a_part_takes_the_place_of_what_it_found_before(run: ModuleType) -> None:
    first = run.page("", {"load": "## a\n\nold", "one": "## b\n\nkept"})
    second = run.page(first, {"load": "## a\n\nnew"})
    assert "new" in second and "kept" in second and "old" not in second
    assert second.index("kept") < second.index("new")  # in the order of the parts
    assert run.page(second, {}) == second


def test_what_is_no_table_stays_as_it_was_printed(run: ModuleType) -> None:
    assert "```text\n1.5 ms\n```" in run.section(run.PARTS["load"], "1.5 ms")
    assert "```" not in run.section(run.PARTS["one"], "| a |\n|---|\n| 1 |")


def test_the_page_that_ships_is_made_of_these_parts(run: ModuleType) -> None:
    text = run.PAGE.read_text(encoding="utf-8")
    assert run.page(text, {}) == text
    assert run.CHART.exists() == (run.CHART.name in text)
