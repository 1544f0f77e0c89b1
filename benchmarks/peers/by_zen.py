"""zen-engine: an expression that is compiled once, and a decision graph that is compiled when its engine is made.

The graph has one expression node. With its trace it returns what the node was given and what each of its expressions gave.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import zen

from .peer import Peer, Verdicts, Way
from .rules import GIANT, POINTS, SPECIALISED, Words, comparisons, dated

LEAVES = comparisons()
VERDICTS = {"specialised": SPECIALISED, "giant": GIANT}
WORDS = (" and ", " or ", "({0} ? {1} : {2})")
#: Each comparison written out where it is asked …
SPELLED = Words(*WORDS, LEAVES.__getitem__)


class Named(Words):
    """… or by the key of an expression that stands before, as the points of an indicator are."""

    def points(self, indicator: str) -> str:
        return f"$.{indicator}"


def by_keys() -> dict[str, str]:
    """Return an expression for each comparison, each indicator and each verdict, by its key."""
    called = "$.{}".format
    points = {indicator: Words(*WORDS, called).points(indicator) for indicator in POINTS}
    verdicts = {name: Named(*WORDS, called).condition(condition) for name, condition in VERDICTS.items()}
    return LEAVES | points | verdicts


def graph(expressions: Mapping[str, str]) -> dict[str, Any]:
    """Return a decision graph (JDM) of one expression node."""
    steps = [{"id": key, "key": key, "value": text} for key, text in expressions.items()]
    nodes: list[dict[str, Any]] = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "criteria", "name": "criteria", "type": "expressionNode", "content": {"expressions": steps}},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "first", "type": "edge", "sourceId": "in", "targetId": "criteria"},
        {"id": "second", "type": "edge", "sourceId": "criteria", "targetId": "out"},
    ]
    return {"nodes": [{**node, "position": {"x": 0, "y": 0}} for node in nodes], "edges": edges}


def peer() -> Peer:
    """Return both ways to use it; the content of an engine is static, so that it is compiled at once."""
    spelled = {name: SPELLED.condition(condition) for name, condition in VERDICTS.items()}
    content = {"verdicts": graph(spelled), "leaves": graph(by_keys())}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})
    verdicts = zen.compile_expression(f"[{', '.join(spelled.values())}]").evaluate
    leaves = zen.compile_expression(f"[{', '.join([*spelled.values(), *LEAVES.values()])}]").evaluate
    decide, explain = partial(engine.evaluate, "verdicts"), partial(engine.evaluate, "leaves")
    return Peer(
        dated,
        (
            Way("compiled expression", verdicts, tuple),
            Way(
                "compiled expression, with leaves",
                leaves,
                lambda found: tuple(found[:2]),
                lambda found: dict(zip(LEAVES, found[2:], strict=True)),
            ),
            Way("decision", decide, _verdicts),
            Way("decision, with leaves", explain, _verdicts, _leaves),
            Way("decision, with its trace", lambda facts: explain(facts, {"trace": True}), _verdicts, _leaves),
        ),
        "decimals of 96 bits, which hold all products here",
    )


def _verdicts(found: Mapping[str, Any]) -> Verdicts:
    return found["result"]["specialised"], found["result"]["giant"]


def _leaves(found: Mapping[str, Any]) -> Mapping[str, bool]:
    return {name: found["result"][name] for name in LEAVES}
