"""The samples of the pages of the language: policies, their documents, and what is said of their trial cases.

A fenced block names the file that it belongs to: "```pol 临江.pol", "```text 临府〔2024〕8号.txt". Blocks of one name are one
file, in the order in which they stand, so that a section can go on with the policy of the sections before it, or begin one.
Under "```zh 临江.pol 没有认定" (or `en`) stands what the decision of the trial case of that title says, or a part of it; a line
`…` leaves something out.
"""

import re
from pathlib import Path

from attrs import frozen

import policyrules
from policyrules.scenarios import run_scenarios
from policyrules.source import Source
from tests.beside import put

DOCS = Path(__file__).parents[2] / "docs"
LANGUAGE = DOCS / "language.md"
TEXT = LANGUAGE.read_text(encoding="utf-8")

_FILE = re.compile(r"^```(pol|text) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SAID = re.compile(r"^```(zh|en) (\S+) ([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@frozen
class Said:
    """What the page shows of a decision: of which policy, which trial case, and the lines."""

    language: str
    file: str
    title: str
    text: str


def files(page: str = TEXT) -> dict[str, str]:
    """Return the policies and documents of a page, by the names of their files."""
    pieces: dict[str, list[str]] = {}
    for match in _FILE.finditer(page):
        pieces.setdefault(match[2], []).append(match[3])
    return {name: ("\n" if name.endswith(".pol") else "").join(parts) for name, parts in pieces.items()}


def said(page: str = TEXT) -> tuple[Said, ...]:
    """Return what a page shows of decisions."""
    return tuple(Said(match[1], match[2], match[3], match[4]) for match in _SAID.finditer(page))


def policies(folder: Path) -> dict[str, policyrules.Policy]:
    """Return the policies of the page, read from files in a folder."""
    put(folder, files())
    return {name: policyrules.load(folder / name) for name in files() if name.endswith(".pol")}


def source(name: str) -> Source:
    """Return a policy of the page as it stands there."""
    return Source(name, files()[name])


def told(policy: policyrules.Policy, language: str) -> dict[str, str]:
    """Return what is said of each trial case of a policy, by their titles."""
    pages: list[str] = []

    def decide(facts: object, day: object, readings: object) -> policyrules.Decision:
        decision = policy.decide(facts, day, readings)  # type: ignore[arg-type]
        pages.append(decision.to_text("en" if language == "en" else "zh"))
        return decision

    results = tuple(run_scenarios(policy.checked, decide, "zh"))
    return dict(zip((result.title for result in results), pages, strict=True))


def shown_in(part: str, whole: str) -> bool:
    """Say whether lines stand in a text in this order, each run of them up to `…` without a gap; margins do not count."""
    lines = [line.strip() for line in whole.splitlines()]
    runs = [[line.strip() for line in run.strip().splitlines()] for run in re.split(r"^\s*…\s*$", part, flags=re.MULTILINE)]
    start = 0
    for run in runs:
        places = [n for n in range(start, len(lines) - len(run) + 1) if lines[n : n + len(run)] == run]
        if not places:
            return False
        start = places[0] + len(run)
    return True
