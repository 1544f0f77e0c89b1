"""The text that takes facts holds nothing that a policy calls something; what it takes is compared in `test_answering`."""

from policyrules.backends.taking import take
from policyrules.core.program import FactSpec, Program
from policyrules.generating import constant
from policyrules.values.types import EnumType, Scalar

HOSTILE = "x'); import os; os._exit(1) #\n"


def test_names_stand_in_constants_only() -> None:
    constants: dict[str, object] = {}
    facts = (FactSpec(HOSTILE, EnumType("色", (HOSTILE,))), FactSpec("人数", Scalar.INTEGER))
    source = take(Program((), (), facts, (), ()), lambda value: constant(constants, value))
    assert "import" not in source and "人数" not in source and {HOSTILE: None, "人数": None} in constants.values()


def test_a_program_without_facts_takes_none() -> None:
    assert "return lacking, (), beside" in take(Program((), (), (), (), ()), lambda value: constant({}, value))
