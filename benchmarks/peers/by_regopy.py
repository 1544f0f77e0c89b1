"""Rego in C++ (`regopy`, Microsoft's rego-cpp): a bundle that is built once, each enterprise is the input."""

import json
from collections.abc import Callable
from typing import Any

from regopy import Interpreter

from . import by_rego
from .peer import Peer, Way
from .rules import dated


def peer() -> Peer:
    """Return the interpreter with its bundle: asked for the verdicts, or for the comparisons too."""
    interpreter = Interpreter()
    interpreter.add_module("criteria.rego", by_rego.module())
    bundle = interpreter.build(None, ["criteria/verdicts", "criteria/explained"])

    def asked(entry: str) -> Callable[[Any], Any]:
        def decide(facts: Any) -> Any:
            interpreter.set_input(facts)
            return json.loads(str(interpreter.query_bundle_entrypoint(bundle, entry)))["expressions"][0]

        return decide

    return Peer(
        dated,
        (
            Way("bundle", asked("criteria/verdicts"), by_rego.verdicts),
            Way("bundle, with leaves", asked("criteria/explained"), by_rego.verdicts, by_rego.leaves),
        ),
        "whole numbers of any size",
    )
