"""CEL in Rust (`common-expression-language`): one program, compiled once, whose list holds both verdicts."""

import cel

from .peer import Peer, Way
from .rules import GIANT, GROWTH_GIVEN, SPECIALISED, comparisons, grown, spelled

LEAVES = comparisons(GROWTH_GIVEN)


def verdicts_text() -> list[str]:
    """Return both conditions in CEL."""
    return [spelled(GROWTH_GIVEN).condition(condition) for condition in (SPECIALISED, GIANT)]


def leaves_text() -> list[str]:
    """Return both conditions, then every comparison on its own."""
    return [*verdicts_text(), *(f"({text})" for text in LEAVES.values())]


def peer() -> Peer:
    """Return CEL as `compile` and `execute` have it, which take a dict."""
    verdicts, leaves = (cel.compile(f"[{', '.join(texts)}]").execute for texts in (verdicts_text(), leaves_text()))
    return Peer(
        grown,
        (
            Way("compiled", verdicts, tuple),
            Way(
                "compiled, with leaves",
                leaves,
                lambda found: tuple(found[:2]),
                lambda found: dict(zip(LEAVES, found[2:], strict=True)),
            ),
        ),
        "int64; the average growth is computed for it beforehand, in whole percents",
    )
