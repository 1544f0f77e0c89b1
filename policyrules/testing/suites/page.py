"""What is told of suites: pages for people, plain data for programs, scenarios to be pasted.

In: suites, what came of running them again, and of accepting entries. Out: blocks, plain data, and texts of scenarios, each of
which says whether a person has reviewed it. Prints nothing.
"""

import re
import shlex
from collections.abc import Iterator, Sequence

from policyrules.diagnostics import FactsError, Language
from policyrules.explain.blocks import Block, Heading, Listing, Paragraph, Table
from policyrules.messages.face import phrase
from policyrules.messages.suites import said
from policyrules.policy import Policy
from policyrules.reports import Data, diagnostics_data
from policyrules.testing.points import Kind
from policyrules.testing.results import Change, plain_words, point_words
from policyrules.testing.suites.generating import Generated
from policyrules.testing.suites.suite import Acceptance, Entry, Rerun, Suite
from policyrules.testing.writing import Written, keyword_language, scenario

#: What `explain` can be asked about.
_EXPLAINED = (Kind.VERDICT, Kind.AMOUNT)


#: What a shell takes as it is written.
_PLAIN = re.compile(r"[\w./:=@%+-]+")


def shell_word(text: str) -> str:
    """Return a word as a shell has to be given it."""
    return text if _PLAIN.fullmatch(text) else shlex.quote(text)


# --- a suite that was generated -----------------------------------------------------------------------------------------


def generated_page(file: str, policy: str, suite: Suite, found: Generated, language: Language) -> Iterator[Block]:
    """Yield what was written, and that nobody has reviewed it."""
    accepted, unreviewed = len(suite.accepted), len(suite.unreviewed)
    yield Paragraph(said("generated", language, file=file, all=len(suite.entries), accepted=accepted, unreviewed=unreviewed))
    yield Paragraph(said("reached", language, reached=len(found.reached), goals=len(found.goals), seed=suite.seed))
    if unreviewed:
        yield Paragraph(said("not-proof", language))
        yield Listing(f"policyrules suite {shell_word(policy)} --accept {said('ids', language)}", "console")


def generated_data(file: str, suite: Suite, found: Generated) -> Data:
    """Return the same as plain data."""
    return {
        "schema": "policyrules/suite-written/1",
        "file": file,
        "entries": len(suite.entries),
        "accepted": len(suite.accepted),
        "unreviewed": len(suite.unreviewed),
        "goals": len(found.goals),
        "reached": len(found.reached),
        "seed": suite.seed,
    }


def as_scenarios(policy: Policy, suite: Suite) -> str:
    """Return the entries as scenarios to be pasted, each under a comment that says who reviewed it, or that nobody did."""
    return "\n".join(_commented(policy, entry) for entry in suite.entries)


def _commented(policy: Policy, entry: Entry) -> str:
    language, review = keyword_language(policy), entry.review
    try:
        found = scenario(policy, entry.trial, entry.title, expecting=entry.expected)
        changed = bool(entry.changes(policy))
    except FactsError:
        return f"# {said('comment-unreadable', language, id=entry.id)}\n"
    kind = "unreviewed" if review is None else "changed" if changed else "reviewed"
    words = {} if review is None else {"by": review.by, "on": review.on}
    text = found.text if isinstance(found, Written) else f"# {found.message(language)}\n"
    return f"# {said(f'comment-{kind}', language, id=entry.id, **words)}\n{text}"


# --- accepted entries that were run again -------------------------------------------------------------------------------


def rerun_page(file: str, policy: str, found: Rerun, language: Language) -> Iterator[Block]:
    """Yield how many accepted entries hold, the changes of the others, and that nobody has reviewed the rest."""
    suite, failed = found.suite, len(found.changed)
    yield Paragraph(said("rerun", language, file=file, accepted=len(suite.accepted), changed=failed))
    if suite.unreviewed:
        yield Paragraph(said("unreviewed", language, count=len(suite.unreviewed)))
    if found.is_other:
        yield Paragraph(said("policy-changed", language))
    for entry, changes in found.changed:
        yield from _changed(policy, entry, changes, language)


def _changed(policy: str, entry: Entry, changes: Sequence[Change], language: Language) -> Iterator[Block]:
    line = phrase("line", language, line=entry.line)
    yield Heading(3, f"✗ {entry.title}" + phrase("brackets", language, text=f"{entry.trial.day} {line}"))
    yield changes_table(changes, language)
    yield Paragraph(said("how-to-look", language))
    yield Listing("\n".join(_commands(policy, entry, changes, language)), "console")


def changes_table(changes: Sequence[Change], language: Language) -> Table:
    """Return what came out before beside what comes out now."""
    header = tuple(said(name, language) for name in ("what", "before", "after"))
    rows = [
        (
            point_words(one.point, language),
            plain_words(one.point, one.before, language),
            plain_words(one.point, one.after, language),
        )
        for one in changes
    ]
    return Table(header, tuple(rows))


def _commands(policy: str, entry: Entry, changes: Sequence[Change], language: Language) -> Iterator[str]:
    """Yield how to see the reasons, and how to accept what comes out now."""
    named, asked = shell_word(policy), [one.point.name for one in changes if one.point.kind in _EXPLAINED]
    readings = "".join(f" --reading {shell_word(f'{name}={option}')}" for name, option in entry.trial.readings.items())
    rest = f"--on {entry.trial.day}{readings}"
    show = f"policyrules suite {named} --show {entry.id}"
    if asked:
        yield f"{show} | policyrules explain {named} - {shell_word(asked[0])} {rest}"
    else:
        yield f"{show} | policyrules decide {named} - {rest} --explain"
    yield f"policyrules suite {named} --accept {entry.id} {said('by-and-on', language)}"


def rerun_data(file: str, found: Rerun, language: Language) -> Data:
    """Return the same as plain data."""
    return {
        "file": file,
        "accepted": len(found.suite.accepted),
        "passed": len(found.passed),
        "unreviewed": len(found.suite.unreviewed),
        "policy_changed": found.is_other,
        "changed": [{**_entry_data(entry), "changes": list(map(_change_data, changes))} for entry, changes in found.changed],
        "diagnostics": diagnostics_data(found.wrong, language),
    }


def _entry_data(entry: Entry) -> Data:
    review = None if entry.review is None else {"by": entry.review.by, "on": entry.review.on.isoformat()}
    return {"id": entry.id, "title": entry.title, "date": entry.trial.day.isoformat(), "line": entry.line, "reviewed": review}


def _change_data(change: Change) -> Data:
    return {"kind": change.point.kind.value, "name": change.point.name, "before": change.before, "after": change.after}


# --- entries that were accepted -----------------------------------------------------------------------------------------


def acceptance_page(file: str, done: Acceptance, language: Language) -> Iterator[Block]:
    """Yield which entries were accepted, and what of those that were accepted before was replaced."""
    counts = {"new": len(done.new), "replaced": len(done.replaced), "kept": len(done.kept)}
    yield Paragraph(said("accepted", language, file=file, **counts))
    for entry, changes in done.replaced:
        yield Heading(3, entry.title)
        yield changes_table(changes, language)
    if done.suite.unreviewed:
        yield Paragraph(said("still-unreviewed", language, count=len(done.suite.unreviewed)))


def acceptance_data(file: str, done: Acceptance) -> Data:
    """Return the same as plain data."""
    return {
        "schema": "policyrules/suite-accepted/1",
        "file": file,
        "new": [_entry_data(entry) for entry in done.new],
        "replaced": [{**_entry_data(entry), "changes": list(map(_change_data, changes))} for entry, changes in done.replaced],
        "kept": [_entry_data(entry) for entry in done.kept],
        "unreviewed": len(done.suite.unreviewed),
    }
