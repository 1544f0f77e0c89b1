"""Rego in Rust (`gordon-to-regorus`, a binding of Microsoft's regorus): a program for its virtual machine, compiled once.

Inputs and results are JSON: that of the facts is made beforehand, that of the result is read each time.
"""

import json
from collections.abc import Callable
from typing import Any

from regorus import Program, Rvm

from . import by_rego
from .peer import Peer, Way
from .rules import dated


def peer() -> Peer:
    """Return the machine with its program: asked for the verdicts, or for the comparisons too."""
    machine, entries = Rvm(), [f"data.criteria.{name}" for name in ("verdicts", "explained")]
    machine.load_program(Program.compile_from_modules("{}", [("criteria.rego", by_rego.module())], entries))
    machine.set_data_json("{}")

    def asked(entry: str) -> Callable[[str], Any]:
        def decide(facts: str) -> Any:
            machine.set_input_json(facts)
            return json.loads(machine.execute_entry_point(entry))

        return decide

    verdicts, explained = map(asked, entries)
    return Peer(
        lambda facts: json.dumps(dated(facts), ensure_ascii=False),
        (
            Way("compiled rules", verdicts, by_rego.verdicts),
            Way("compiled rules, with leaves", explained, by_rego.verdicts, by_rego.leaves),
        ),
        "whole numbers of any size",
    )
