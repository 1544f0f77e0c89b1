"""What a scenario can expect of a decision, point by point: verdicts, tiers, amounts, values, the total, what is missing.

In: a policy, and decisions by it or by a changed copy of it. Out: `Point`s, what came out at each, and the points at which two
decisions differ. Knows no text and no tree but the references by which definitions are named.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import assert_never

from attrs import frozen

from policyrules.core.items import named
from policyrules.core.outline import Outline, ScoreSpec
from policyrules.explain.alternatives import possible, possible_names
from policyrules.explain.amounts import AmountOutcome, AmountStatus
from policyrules.explain.outcomes import Outcomes
from policyrules.policy import Policy
from policyrules.source import Source, Span
from policyrules.syntax import ast
from policyrules.values.answers import Answer, Interval, Symbol, Truth, point
from policyrules.values.types import Scalar, Type

#: Where made nodes stand: nowhere.
NOWHERE = Span(Source("", ""), 0, 0)


class Kind(StrEnum):
    """What is expected of what a point names."""

    VERDICT = "verdict"
    HELD = "held"
    QUALIFIES = "qualifies"
    AMOUNT = "amount"
    DETERMINED = "determined"
    TOTAL = "total"
    MISSING = "missing"


@frozen(order=True)
class Point:
    """One thing that a scenario can expect: of an entitlement, a tier, a definition or a score, by its name.

    The total has no name. What is missing is that of all verdicts where there is no name, otherwise of one.
    """

    kind: Kind
    name: str = ""


@frozen
class Came:
    """What came out at a point: an answer of a type, and the few values that an open one can still be.

    `unstated` says that the document states no amount. Of what is missing, `facts` are the names, in their order.
    """

    answer: Answer
    type: Type
    alternatives: tuple[Answer, ...] = ()
    unstated: bool = False
    facts: tuple[str, ...] | None = None


def points(policy: Policy) -> tuple[Point, ...]:
    """Return all that a scenario of a policy can expect, in the order in which it is written."""
    outline = policy.outline
    given = [spec for spec in outline.entitlements if spec.amount is not None]
    return (
        *(Point(Kind.VERDICT, spec.name) for spec in outline.entitlements),
        *((Point(Kind.MISSING),) if outline.entitlements else ()),
        *(Point(Kind.HELD, spec.name) for spec in outline.tiers if spec.held is not None),
        *(Point(Kind.QUALIFIES, spec.name) for spec in outline.tiers if spec.criteria is not None),
        *(Point(Kind.AMOUNT, spec.name) for spec in given),
        *(Point(Kind.DETERMINED, name) for name in references(policy)),
        *((Point(Kind.TOTAL),) if outline.total is not None else ()),
    )


def told(policy: Policy) -> tuple[Point, ...]:
    """Return the points that a decision is told by: no parts of scores, and no definition that only scenarios ask for."""
    outline = policy.outline
    concluded = {*(one.name for one in outline.determinations), *(score.name for score in outline.scores)}
    return tuple(one for one in points(policy) if one.kind is not Kind.DETERMINED or one.name in concluded)


def told_nodes(outline: Outline) -> tuple[int, ...]:
    """Return the nodes of what a decision is told by."""
    tiers = (site for tier in outline.tiers for site in (tier.held, tier.criteria))
    found = [site.node for site in tiers if site is not None]
    for spec in outline.entitlements:
        found += [spec.verdict] if spec.amount is None else [spec.verdict, spec.amount.node]
    found += [one.node for one in outline.determinations]
    found += [one.node for one in outline.scores]
    return (*found, *(() if outline.total is None else (outline.total.node,)))


def references(policy: Policy) -> Mapping[str, ast.Reference]:
    """Return what a scenario names definitions and scores by: what is determined, scores, what scenarios ask for already."""
    outline = policy.outline
    found: dict[str, ast.Reference] = {one.name: _name(one.name) for one in outline.determinations}
    for score in outline.scores:
        found[score.name] = _name(score.name)
        for part in _parts(score):
            found[f"{score.name}.{part.name}"] = ast.Access(_name(score.name), _name(part.name), span=NOWHERE)
    for scenario in policy.checked.all(ast.Scenario):
        for line in scenario.lines:
            if isinstance(line, ast.ExpectDefinition | ast.EachRow):
                found.setdefault(named(line.target), line.target)
    return found


def _name(name: str) -> ast.Name:
    return ast.Name(name, span=NOWHERE)


def _parts(score: ScoreSpec) -> Iterator[ScoreSpec]:
    for part in score.parts:
        yield part
        yield from _parts(part)


def nodes(outline: Outline) -> Mapping[str, int]:
    """Return the nodes of the definitions and scores that can be expected, by the names of `references`."""
    found = {one.name: one.node for one in outline.determinations}
    for score in outline.scores:
        found[score.name] = score.node
        found.update({f"{score.name}.{part.name}": part.node for part in _parts(score)})
    return {**found, **dict(outline.asked)}


# --- what came out ----------------------------------------------------------------------------------------------------


def came(decision: Outcomes, asked: Point) -> Came | None:
    """Return what came out at a point; `None` where the policy of the decision has nothing of the kind."""
    match asked.kind:
        case Kind.VERDICT:
            outcome = decision.find(asked.name)
            return None if outcome is None else Came(outcome.truth, Scalar.BOOL)
        case Kind.HELD | Kind.QUALIFIES:
            return _tier(decision, asked)
        case Kind.AMOUNT:
            outcome = decision.find(asked.name)
            return None if outcome is None or outcome.amount is None else _amount(outcome.amount)
        case Kind.DETERMINED:
            node = nodes(decision.outline).get(asked.name)
            return None if node is None else _determined(decision, node)
        case Kind.TOTAL:
            total = decision.total
            return None if total is None else Came(total.interval, Scalar.MONEY, tuple(map(point, total.alternatives)))
        case Kind.MISSING:
            return _missing(decision, asked.name)
        case _:
            assert_never(asked.kind)


def _tier(decision: Outcomes, asked: Point) -> Came | None:
    status = next((status for status in decision.tiers if status.spec.name == asked.name), None)
    if status is None:
        return None
    answer = status.held if asked.kind is Kind.HELD else status.qualifies
    return None if answer is None else Came(answer, Scalar.BOOL)


def _amount(amount: AmountOutcome) -> Came:
    """Return what a scenario compares with: a rate that is only indicative counts as the rate."""
    answer = amount.interval if amount.indicative is None else point(amount.indicative)
    unstated = amount.status is AmountStatus.UNSTATED
    return Came(answer, amount.type, tuple(map(point, amount.alternatives)), unstated)


def _determined(decision: Outcomes, node: int) -> Came:
    program, answers = decision.program, decision.answers
    answer = answers.values[node]
    still: Iterable[Answer] = ()
    if isinstance(answer, Symbol) and answer.value is None:
        still = map(Symbol, possible_names(program, answers, node) or ())
    elif isinstance(answer, Interval) and answer.point is None:
        still = map(point, possible(program, answers, node) or ())
    return Came(answer, program.nodes[node].type, tuple(still))


def _missing(decision: Outcomes, name: str) -> Came | None:
    outcomes = decision.entitlements
    if name:
        one = decision.find(name)
        if one is None:
            return None
        outcomes = (one,)
    paths = (path for outcome in outcomes for path in outcome.missing)
    return Came(Truth.T, Scalar.BOOL, facts=tuple(dict.fromkeys(path.partition("[")[0] for path in paths)))


def differing(one: Outcomes, other: Outcomes, among: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points at which two decisions came out otherwise, of those that the first has."""
    pairs = ((asked, came(one, asked), came(other, asked)) for asked in among)
    return tuple(asked for asked, here, there in pairs if here is not None and here != there)
