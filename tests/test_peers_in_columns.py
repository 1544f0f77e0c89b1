"""The engines that take whole columns decide as the function by hand, row by row."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

pytest.importorskip("numpy", reason="pip install -r benchmarks/requirements.txt")
pytest.importorskip("openfisca_core", reason="pip install -r benchmarks/requirements.txt")

from criteria.by_hand import by_hand
from criteria.enterprises import DAY, policy
from peers.columns import ENGINES, columns, in_columns
from peers.in_memory import faults, ours
from peers.quickly import drawn


@pytest.mark.parametrize("package", ["policyrules", *ENGINES])
def test_an_engine_decides_columns_as_the_function_by_hand(package: str) -> None:
    import numpy

    enterprises = drawn(200)
    held = columns(enterprises, 500)
    expected = numpy.array([by_hand(facts, DAY) for facts in enterprises])[held["place"]].T
    engines = ours(policy(), enterprises) if package == "policyrules" else in_columns(package)
    if not engines:
        pytest.skip(f"{package} is not installed: pip install -r benchmarks/requirements.txt")
    for engine in engines:
        wrong, left = faults(engine, engine.prepare(held), expected)
        floats = "floats of" in engine.numbers
        assert (floats or wrong == 0) and (left == 0 or package == "policyrules"), engine.name
