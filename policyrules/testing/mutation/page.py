"""The slips of a drafter that no scenario would notice, told: a page of blocks, and plain data.

In: a `Mutation`. Out: blocks for text and Markdown, and a JSON value. The share is cut, never rounded up: 100 % is all. Knows
no terminal.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from typing import Any

from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block, Heading, Listing, Paragraph, Rows, Table
from policyrules.messages.mutation import said
from policyrules.testing.mutation.mutating import Fate, Mutant, Mutation
from policyrules.testing.mutation.rewrites import EditKind

#: More of a text than this is not repeated in a sentence.
_LONGEST = 60


def mutation_page(file: str, found: Mutation, language: Language) -> Iterator[Block]:
    """Yield how many changes are noticed, of each kind, and each that is not, with the scenario that would notice it."""
    yield Heading(2, headline(file, found, language))
    yield Paragraph(_how(found, language))
    if found.accepted:
        by_cases = sum(one.by_case is not None for one in found.mutants)
        yield Paragraph(said("accepted", language, accepted=found.accepted, caught=by_cases))
    if found.left:
        yield Paragraph(said("left", language, left=found.left))
    yield table(found, language)
    survived = [one for one in found.mutants if one.fate is Fate.SURVIVED]
    if survived:
        yield Heading(2, said("unnoticed", language, count=len(survived)))
    for place, group in groupby(survived, key=lambda one: one.place):
        yield Heading(3, place)
        for one in group:
            yield from _unnoticed(one, language)
    yield from _not_apart(found, language)


def headline(file: str, found: Mutation, language: Language) -> str:
    """Return in one sentence how many changes are noticed."""
    score, caught = found.score(), found.count(Fate.CAUGHT)
    if score is None:
        return said("head-none", language, file=file)
    told = caught + found.count(Fate.SURVIVED)
    name = "head-suite" if found.accepted else "head"
    return said(name, language, file=file, caught=caught, told=told, percent=percent(score))


def percent(share: Fraction) -> str:
    """Return a share of 1 as a percentage with one decimal, cut: 99.97 is not 100."""
    tenths = int(share * 1000)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"


def _how(found: Mutation, language: Language) -> str:
    apart = found.count(Fate.NOT_TOLD_APART)
    tried = len(found.mutants) + found.same
    refused = found.count(Fate.REFUSED)
    return said("how", language, edits=tried, refused=refused, same=found.same, cases=found.cases, apart=apart)


def table(found: Mutation, language: Language) -> Table:
    """Return a table of what became of the changes of each kind."""
    header = tuple(said(name, language) for name in ("kind", *Fate, "percent"))
    kinds = [kind for kind in EditKind if any(one.kind is kind for one in found.mutants)]
    return Table(header, tuple(_row(found, kind, language) for kind in kinds))


def _row(found: Mutation, kind: EditKind, language: Language) -> tuple[str, ...]:
    score = found.score(kind)
    counts = (str(found.count(fate, kind)) for fate in Fate)
    return (said(f"kind.{kind}", language), *counts, "" if score is None else percent(score))


def _unnoticed(one: Mutant, language: Language) -> Iterator[Block]:
    yield Heading(4, sentence(one, language))
    yield Rows(
        ((said("was", language), _lines(one.before, language)), (said("changed", language), _lines(one.after, language))), 1
    )
    if one.scenario is None:
        yield Paragraph(said("no-scenario", language))
    else:
        yield Paragraph(said("would-catch", language))
        yield Listing(one.scenario.rstrip("\n"), "text")


def sentence(one: Mutant, language: Language) -> str:
    """Return a change in one sentence, as a drafter reads it."""
    old, new = (_short(text) for text in one.words)
    name = "could-come" if not old else "could-be" if new else "could-go"
    end = "" if one.fate is Fate.SURVIVED else "-apart"
    return said(name + end, language, line=one.line, old=old, new=new)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _lines(text: str, language: Language) -> str:
    """Return changed lines in one line."""
    return " ‖ ".join(text.splitlines()) or said("nothing", language)


def _not_apart(found: Mutation, language: Language) -> Iterator[Block]:
    alike = [one for one in found.mutants if one.fate is Fate.NOT_TOLD_APART]
    if alike:
        yield Heading(2, said("not-apart", language, cases=found.cases, count=len(alike)))
        yield Rows(tuple((one.place, sentence(one, language)) for one in alike))


# --- data -------------------------------------------------------------------------------------------------------------


def mutation_data(file: str, found: Mutation) -> dict[str, Any]:
    """Return what became of the changes as plain data."""
    score = found.score()
    return {
        "schema": "policyrules/mutation/1",
        "file": file,
        "policy": found.policy.name,
        "digest": found.policy.digest,
        "edits": found.edits,
        "same": found.same,
        "left": found.left,
        "cases": found.cases,
        "seed": found.seed,
        "accepted": found.accepted,
        "counts": {fate.value: found.count(fate) for fate in Fate},
        "score": None if score is None else f"{score.numerator}/{score.denominator}",
        "changes": [_data(one) for one in found.mutants],
    }


def _data(one: Mutant) -> dict[str, Any]:
    point = None if one.point is None else {"kind": one.point.kind.value, "name": one.point.name}
    return {
        "kind": one.kind.value,
        "line": one.line,
        "place": one.place,
        "before": one.before,
        "after": one.after,
        "fate": one.fate.value,
        "by": one.by,
        "by_line": one.by_line,
        "by_case": one.by_case,
        "point": point,
        "scenario": one.scenario,
        "cases": one.cases,
    }
