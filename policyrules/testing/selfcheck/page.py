"""What a check of the installation by itself says: a page for people, plain data for programs.

In: a `SelfCheck`. Out: blocks that `policyrules.explain.render` writes as text or Markdown, and plain data for JSON, in
Chinese or English. Knows no file and prints nothing.
"""

import json
from collections.abc import Iterator
from typing import Any

from policyrules.diagnostics import Language, shorten
from policyrules.explain.blocks import Block, Heading, Listing, Paragraph, Rows
from policyrules.messages.face import phrase
from policyrules.messages.selfchecking import said
from policyrules.testing.enterprises import Trial
from policyrules.testing.selfcheck.checking import REACHABLE, ChangeDiffers, Changing, SelfCheck
from policyrules.testing.selfcheck.differential import Difference, Tally
from policyrules.testing.selfcheck.edges import EDGES

SCHEMA = "policyrules/selfcheck/1"

Json = dict[str, Any]


def selfcheck_page(checked: SelfCheck, language: Language) -> Iterator[Block]:
    """Yield the page: what was done, with counts, and what differs."""
    yield Heading(1, said("title", language))
    conclusion = said("fine", language) if checked.holds else said("differs", language, count=checked.failures)
    yield Rows(
        (
            (said("version", language), checked.version),
            (said("seed", language), str(checked.seed)),
            (said("conclusion", language), conclusion),
        )
    )
    yield Heading(2, said("policies", language))
    yield Rows(tuple(_policies(checked, language)))
    if checked.conformed:
        yield Heading(2, said("conformance", language))
        rows = (
            (one.backend, said("conformed", language, count=one.cases, failed=len(one.differing))) for one in checked.conformed
        )
        yield Rows(tuple(rows))
    for name, tally in checked.tallies:
        yield Heading(2, said("differential", language, backend=name))
        yield Rows(tuple(_tally(tally, language)))
    yield Heading(2, said("changing", language))
    yield Rows(tuple(_changing(checked.changing, language)))
    if not checked.holds:
        yield Heading(2, said("differences", language))
        yield from _differences(checked, language)


def _policies(checked: SelfCheck, language: Language) -> Iterator[tuple[str, str]]:
    for one in checked.policies:
        if one.error is not None:
            yield one.name, said("policy-unusable", language)
        else:
            yield one.name, said("policy", language, count=one.scenarios, failed=len(one.failed), digest=one.digest[:12])


def _tally(tally: Tally, language: Language) -> Iterator[tuple[str, str]]:
    counts = (
        ("of-policies", tally.policies), ("cases", tally.cases), ("answers", tally.answers), ("unknown", tally.unknown),
        ("refined", tally.refined), ("refused", tally.refused), *((("in-python", tally.in_python),) * (tally.in_python > 0)),
    )  # fmt: skip
    yield from ((said(name, language), str(count)) for name, count in counts)
    missing = [name for name in REACHABLE if not tally.reached[name]]
    reached = said("reached-of", language, reached=len(REACHABLE) - len(missing), all=len(REACHABLE))
    if missing:
        names = phrase("list", language).join(missing)
        reached += phrase("brackets", language, text=said("not-reached", language, names=names))
    yield said("reached", language), reached
    edges = (said("edge", language, what=said(name, language), count=tally.edges[name]) for name in EDGES)
    yield said("edges", language), phrase("list", language).join(edges)


def _changing(changing: Changing, language: Language) -> Iterator[tuple[str, str]]:
    yield said("of-policies", language), str(changing.policies)
    yield said("cases", language), str(changing.cases)
    counted = (f"{name} {count}" for name, count in changing.changes.items())
    yield said("changes", language), phrase("list", language).join(counted)


# --- what differs -----------------------------------------------------------------------------------------------------


def _differences(checked: SelfCheck, language: Language) -> Iterator[Block]:
    for one in checked.policies:
        for failed in one.failed:
            yield Paragraph(said("of-scenario", language, policy=one.name, name=failed))
        for diagnostic in () if one.error is None else one.error.diagnostics:
            yield Paragraph(said("of-policy", language, policy=one.name, message=diagnostic.message(language)))
    for conformed in checked.conformed:
        for case in conformed.differing:
            about = {"backend": conformed.backend, "file": case.case.file, "name": case.case.name, "what": case.what}
            yield Paragraph(said("of-case", language, **about, expected=case.expected, found=case.found))
    for name, tally in checked.tallies:
        for difference in tally.differences:
            yield from _difference(name, difference, language)
    for drawing in (*(one for _, tally in checked.tallies for one in tally.failed), *checked.changing.failed):
        yield Paragraph(said("of-drawing", language, seed=drawing.seed, error=drawing.error))
    for one_changed in checked.changing.differences:
        yield from _of_change(one_changed, language)


def _of_change(one: ChangeDiffers, language: Language) -> Iterator[Block]:
    yield Paragraph(said("of-change", language, policy=one.policy.name, what=one.what))
    yield Rows(tuple(_enterprise(one.trial, language)))
    if one.text:
        yield Paragraph(said("text", language))
        yield Listing(one.text, "pol")


def _difference(backend: str, one: Difference, language: Language) -> Iterator[Block]:
    about = {"backend": backend, "policy": one.policy.name}
    yield Paragraph(said("of-answer", language, **about, expected=shorten(one.expected), found=shorten(one.found)))
    yield Rows(tuple(_where(one, language)))
    if one.text:
        yield Paragraph(said("text", language))
        yield Listing(one.text, "pol")


def _where(one: Difference, language: Language) -> Iterator[tuple[str, str]]:
    if one.point is not None:
        records = " ".join(said("record", language, number=number) for number in one.point.records)
        question = f"{'/'.join(one.point.ids)} {one.point.node.op.value} {records}".strip()
        yield said("question", language), question
        if one.made_of:
            yield said("made-of", language), "; ".join(map(shorten, one.made_of))
        if one.place is not None:
            yield said("place", language), said("at-line", language, line=one.place[0], text=one.place[1])
    yield from _enterprise(one.trial, language)


def _enterprise(trial: Trial, language: Language) -> Iterator[tuple[str, str]]:
    yield said("on", language), trial.day.isoformat()
    yield said("facts", language), _json(trial.facts)
    if trial.readings:
        yield said("readings", language), _json(trial.readings)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, default=str)


# --- plain data -------------------------------------------------------------------------------------------------------


def selfcheck_data(checked: SelfCheck, language: Language) -> Json:
    """Return the same as plain data."""
    return {
        "schema": SCHEMA,
        "version": checked.version,
        "seed": checked.seed,
        "holds": checked.holds,
        "policies": [
            {
                "name": one.name,
                "digest": one.digest,
                "scenarios": one.scenarios,
                "failed": list(one.failed),
                "errors": [] if one.error is None else [d.message(language) for d in one.error.diagnostics],
            }
            for one in checked.policies
        ],
        "conformance": [
            {
                "backend": one.backend,
                "cases": one.cases,
                "differences": [
                    {
                        "file": case.case.file,
                        "name": case.case.name,
                        "what": case.what,
                        "expected": str(case.expected),
                        "found": str(case.found),
                    }
                    for case in one.differing
                ],
            }
            for one in checked.conformed
        ],
        "differential": [{"backend": name, **_tally_data(tally)} for name, tally in checked.tallies],
        "changing": {
            "policies": checked.changing.policies,
            "cases": checked.changing.cases,
            "changes": dict(checked.changing.changes),
            "failed": [{"seed": one.seed, "error": one.error} for one in checked.changing.failed],
            "differences": [
                {"policy": one.policy.name, "text": one.text or None, "what": one.what, **_enterprise_data(one.trial)}
                for one in checked.changing.differences
            ],
        },
    }


def _tally_data(tally: Tally) -> Json:
    return {
        "policies": tally.policies,
        "cases": tally.cases,
        "answers": tally.answers,
        "unknown": tally.unknown,
        "refined": tally.refined,
        "refused": tally.refused,
        "in_python": tally.in_python,
        "reached": {name: tally.reached[name] for name in REACHABLE},
        "edges": {name: tally.edges[name] for name in EDGES},
        "differences": [_difference_data(one) for one in tally.differences],
        "failed": [{"seed": one.seed, "error": one.error} for one in tally.failed],
    }


def _difference_data(one: Difference) -> Json:
    point = None
    if one.point is not None:
        place = None if one.place is None else {"line": one.place[0], "text": one.place[1]}
        point = {
            "ids": list(one.point.ids),
            "operator": one.point.node.op.value,
            "records": list(one.point.records),
            "made_of": list(one.made_of),
            "written": place,
        }
    return {
        "policy": one.policy.name,
        "text": one.text or None,
        **_enterprise_data(one.trial),
        "question": point,
        "expected": one.expected,
        "found": one.found,
    }


def _enterprise_data(trial: Trial) -> Json:
    return {"date": trial.day.isoformat(), "facts": json.loads(_json(trial.facts)), "readings": dict(trial.readings)}
