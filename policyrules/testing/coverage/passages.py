"""The sentences of the document, and which of them nothing puts to the test.

In: the obligations of a policy, and those that are met. Out: `Passage`, a clause of the document with what encodes it.

A declaration is exercised once it has come out in two ways: an entitlement, a duty, a tier or a target when it has been decided
for and against; the time that the policy is in force, when a case lies inside and one outside; a definition, a score or a
measure, when something that it asks has. A sentence is exercised when everything that encodes it is, as far as there is
anything to decide: titles, lists of units, and what is deliberately left out ask nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from attrs import frozen

from policyrules.checking.sources import CoveredClause, Encoding, packed
from policyrules.core.items import quotes
from policyrules.syntax import ast
from policyrules.testing.coverage.obligations import Obligations
from policyrules.testing.coverage.watches import Kind, Obligation


class Exercised(StrEnum):
    """Whether cases put a sentence to the test."""

    WHOLLY = "wholly"
    PARTLY = "partly"
    NEVER = "never"
    NOTHING = "nothing"


@frozen
class Passage:
    """A clause of the document: where it stands, what it says, the lines that encode it, and whether that was exercised.

    `lacking` are the declarations that did not come out in two ways.
    """

    place: str
    text: str
    lines: tuple[int, ...]
    exercised: Exercised
    lacking: tuple[str, ...] = ()


def passages(obligations: Obligations, met: frozenset[str]) -> tuple[Passage, ...]:
    """Return the sentences of the document in its order; none where the policy names no document."""
    ways, tree = dict(_ways(obligations.all, met)), obligations.policy.checked.tree
    quoted = {
        one.span.first.line: [packed(text) for key in ("quote", "lead") for text in quotes(one.items, key)]
        for one in tree.declarations
        if isinstance(one, ast.Policy | ast.Measure)
    }
    return tuple(_passage(clause, ways, quoted) for clause in obligations.policy.sources().clauses)


def _passage(clause: CoveredClause, ways: Mapping[int, bool], quoted: Mapping[int, Sequence[str]]) -> Passage:
    """Return a clause; what a policy or a measure encodes without quoting it is a title, a list of units and the like."""
    words = packed(clause.clause.span.text)

    def decides(by: Encoding) -> bool:
        if by.line not in ways or by.kind == "omit":
            return False
        own = quoted.get(by.line)
        return own is None or any(quote in words or words.rstrip("。.;；,，:：") in quote for quote in own)

    asked = {by: ways[by.line] for by in clause.by if decides(by)}
    both = sum(asked.values())
    state = (
        Exercised.NOTHING if not asked
        else Exercised.WHOLLY if both == len(asked)
        else Exercised.PARTLY if both
        else Exercised.NEVER
    )  # fmt: skip
    text = " ".join(clause.clause.span.text.split())
    lacking = tuple(by.name for by, done in asked.items() if not done)
    return Passage(clause.clause.place, text, tuple(by.line for by in asked), state, lacking)


def _ways(every: Mapping[str, Obligation], met: frozenset[str]) -> Iterator[tuple[int, bool]]:
    """Yield the lines of the declarations in which something is decided, and whether they came out in two ways."""
    families: dict[int, dict[str, list[Obligation]]] = {}
    for one in (one for one in every.values() if one.kind is not Kind.DETERMINES):
        of = one.line if one.kind is Kind.EXCEPTION else one.owner_line
        families.setdefault(of, {}).setdefault(one.id.rpartition("|")[0], []).append(one)
    for owner, family in families.items():
        verdicts = [of for of in family.values() if of[0].kind is Kind.VERDICT]
        yield owner, any(sum(one.id in met for one in of if one.seen != "unknown") > 1 for of in verdicts or family.values())
