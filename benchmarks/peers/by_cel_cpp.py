"""CEL in C++ (`cel-expr-python`): one expression, compiled once against declared types."""

from cel_expr_python import cel

from .by_cel_rust import LEAVES, leaves_text, verdicts_text
from .peer import Peer, Way
from .rules import NAMES, grown

TRUTHS = ("rights_pay", "has_systems", "certified", "well_known", "strong_brand", "key_link")
TEXTS = ("institute", "contest")


def types() -> dict[str, cel.Type]:
    """Return the types of the facts."""
    names = (*NAMES.values(), "day", "growth_percent")
    return {name: cel.Type.BOOL if name in TRUTHS else cel.Type.STRING if name in TEXTS else cel.Type.INT for name in names}


def peer() -> Peer:
    """Return CEL as `compile` and `eval` have it, which take a dict; the result is read as plain values."""
    environment = cel.NewEnv(variables=types())
    verdicts, leaves = (environment.compile(f"[{', '.join(texts)}]").eval for texts in (verdicts_text(), leaves_text()))
    return Peer(
        grown,
        (
            Way("compiled", lambda facts: verdicts(data=facts).plain_value(), tuple),
            Way(
                "compiled, with leaves",
                lambda facts: leaves(data=facts).plain_value(),
                lambda found: tuple(found[:2]),
                lambda found: dict(zip(LEAVES, found[2:], strict=True)),
            ),
        ),
        "int64; the average growth is computed for it beforehand, in whole percents",
    )
