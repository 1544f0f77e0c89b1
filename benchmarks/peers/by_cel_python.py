"""CEL in Python (`cel-python`): two programs, each made into Python code once by its `CompiledRunner`, the faster of two."""

from typing import Any

import celpy

from .by_cel_rust import verdicts_text
from .peer import Peer, Way
from .rules import grown


def peer() -> Peer:
    """Return CEL as its compiled runner has it; facts are made into values of CEL beforehand."""
    environment = celpy.Environment(runner_class=celpy.CompiledRunner)
    programs = [environment.program(environment.compile(text)) for text in verdicts_text()]

    def decide(facts: Any) -> list[Any]:
        return [program.evaluate(facts) for program in programs]

    return Peer(
        lambda facts: celpy.json_to_cel(grown(facts)),
        (Way("compiled", decide, lambda found: tuple(map(bool, found))),),
        "int64; the average growth is computed for it beforehand, in whole percents",
    )
