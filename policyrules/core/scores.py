"""What scores are made of, for those that lower them.

In: scores of a checked policy. Out: their parts, the rule that holds for each indicator, and the question for a sum of points.
Lowers no expression.
"""

from collections.abc import Iterator, Mapping, Sequence

from policyrules.checking.policy import CheckedPolicy
from policyrules.core.program import Op
from policyrules.core.scopes import Builder, Ref
from policyrules.syntax import ast
from policyrules.values.types import Scalar

Part = ast.Score | ast.ScoreGroup | ast.Indicator

KINDS: Mapping[type[ast.Tree], str] = {ast.Score: "score", ast.ScoreGroup: "group", ast.Indicator: "indicator"}


def boundaries(policy: CheckedPolicy) -> Mapping[ast.Tree, str | None]:
    """Return the rule for numbers at which two bands meet, for each indicator: its own, or that around it."""
    found: dict[ast.Tree, str | None] = {}
    for score in policy.all(ast.Score):
        for part in score.parts:
            if isinstance(part, ast.ScoreGroup):
                found.update({one: one.boundary or part.boundary or score.boundary for one in inside(part)})
            elif isinstance(part, ast.Indicator):
                found[part] = part.boundary or score.boundary
    return found


def inside(part: Part) -> "Iterator[ast.ScoreGroup | ast.Indicator]":
    """Yield the parts right under a score or a group."""
    if not isinstance(part, ast.Indicator):
        yield from (one for one in part.parts if isinstance(one, ast.ScoreGroup | ast.Indicator))


def added(build: Builder, parts: Sequence[Ref]) -> Ref:
    """Ask for the sum of the points of all parts."""
    total = parts[0]
    for part in parts[1:]:
        total = build.ask(Op.ARITHMETIC, (total, part), Scalar.NUMBER, "+")
    return total
