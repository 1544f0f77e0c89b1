"""What the scenarios of a policy show, told: a page of blocks, and plain data.

In: a `Report`. Out: blocks for text and Markdown, and a JSON value. The share is cut, never rounded up: 100 % is all.
Knows no terminal and no HTML.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block, Heading, Paragraph, Rows, Table
from policyrules.messages.covering import nearest, said
from policyrules.rendering import visible
from policyrules.testing.coverage.passages import Exercised, Passage
from policyrules.testing.coverage.recording import Report, Tally
from policyrules.testing.coverage.watches import Kind, Obligation

#: More of a text than this is not repeated beside the line that it stands in.
_LONGEST = 60


def coverage_page(file: str, report: Report, language: Language) -> Iterator[Block]:
    """Yield how much is shown by kind and by clause, the sentences that are not put to the test, and what is missing."""
    yield Heading(2, headline(file, report, language))
    yield tally_table(report.kinds, "kind", language)
    yield tally_table(report.clauses, "clause", language)
    yield from _passages(report.passages, language)
    if not report.missing:
        yield Paragraph(said("nothing-missing", language))
    yield from _listed("missing", report.missing, language)
    yield from _listed("impossible", report.impossible, language)


def headline(file: str, report: Report, language: Language) -> str:
    """Return in one sentence how much is shown."""
    total = report.total
    share = percent(total.percent)
    text = said("head", language, file=file, cases=len(report.cases), met=total.met, reachable=total.reachable, percent=share)
    never = total.all - total.reachable
    return text + (said("head-impossible", language, count=never) if never else "")


def tally_table(tallies: Iterable[Tally], what: str, language: Language) -> Table:
    """Return a table of how much is shown of each kind, or in each clause."""
    header = tuple(said(name, language) for name in (what, "met", "of", "percent"))
    rows = ((tally_name(one, what, language), str(one.met), str(one.reachable), percent(one.percent)) for one in tallies)
    return Table(header, tuple(rows))


def tally_name(tally: Tally, what: str, language: Language) -> str:
    """Return what a kind or a clause is called."""
    return said(f"kind.{tally.name}", language) if what == "kind" else tally.name or said("no-clause", language)


def percent(share: Fraction) -> str:
    """Return a share with one decimal, cut: 99.97 is not 100."""
    tenths = int(share * 10)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"


def needed(one: Obligation, language: Language) -> str:
    """Say what a scenario has to bring about, in the words of a drafter."""
    seen = one.seen.rpartition(".")[2] if one.kind is Kind.EXCEPTION else one.seen
    about = one.decision if one.kind is Kind.VERDICT else ""
    row = nearest(".".join(part for part in ("need", one.kind.value, about, seen) if part))
    words = {"text": _short(one.text), "decision": _short(one.decision), "line": one.decision_line}
    return said(row, language, seen=one.seen.removeprefix("=").removeprefix("operand "), **words)


def told(one: Obligation, language: Language) -> str:
    """Say what a scenario has to bring about, or what none can and why."""
    need = needed(one, language)
    return (
        need if one.impossible is None else said("because", language, need=need, why=said(f"never.{one.impossible}", language))
    )


def _short(text: str) -> str:
    line = visible(" ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _passages(passages: Sequence[Passage], language: Language) -> Iterator[Block]:
    asked = [one for one in passages if one.exercised is not Exercised.NOTHING]
    lacking = [one for one in asked if one.exercised is not Exercised.WHOLLY]
    if lacking:
        yield Heading(3, said("passages", language, count=len(lacking)))
        yield Rows(tuple((passage_place(one, language), visible(one.text)) for one in lacking))
    elif asked:
        yield Paragraph(said("passages-fine", language, count=len(asked)))


def passage_place(one: Passage, language: Language) -> str:
    """Return where a sentence stands, and whether some of it is put to the test."""
    return said("passage-partly", language, place=one.place) if one.exercised is Exercised.PARTLY else one.place


def _listed(name: str, of: Sequence[Obligation], language: Language) -> Iterator[Block]:
    if of:
        yield Heading(3, said(name, language, count=len(of)))
        yield Rows(tuple((said("line", language, line=one.line), told(one, language)) for one in of))


# --- as data --------------------------------------------------------------------------------------------------------------


def coverage_data(report: Report, language: Language) -> dict[str, Any]:
    """Return what is shown as plain data; shares in percent, as text with one decimal."""
    return {
        "cases": list(report.cases),
        "total": _tally(report.total),
        "kinds": [{"kind": one.name, **_tally(one)} for one in report.kinds],
        "clauses": [{"clause": one.name, **_tally(one)} for one in report.clauses],
        "obligations": [_obligation(one, report, language) for one in report.obligations.all.values()],
        "passages": [
            {"clause": one.place, "text": one.text, "exercised": one.exercised.value, "lines": list(one.lines)}
            for one in report.passages
        ],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {"met": tally.met, "reachable": tally.reachable, "all": tally.all, "percent": percent(tally.percent)}


def _obligation(one: Obligation, report: Report, language: Language) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "line": one.line,
        "clause": one.clause,
        "needed": needed(one, language),
        "impossible": one.impossible,
        "met_by": list(report.met_by.get(one.id, ())),
    }
