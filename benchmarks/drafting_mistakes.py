"""What notices each of the mistakes of drafting_mistakes.toml: checking, the comparison with the document, lint, or a scenario.

`python benchmarks/drafting_mistakes.py` makes docs/drafting-mistakes.md anew. Each mistake is made in a copy of the policies
that ship. Where checking finds an error, nothing else can run; otherwise all findings are told, and the first scenario that
fails.
"""

import re
import shutil
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from policyrules import api, library
from policyrules.checking.trials import trials
from policyrules.diagnostics import PolicyError
from policyrules.messages import sources
from policyrules.policy import Policy
from policyrules.scenarios import Trial, run_scenario
from policyrules.syntax import ast

CLONE = Path(__file__).parents[1]
MISTAKES = Path(__file__).with_suffix(".toml")
PAGE = CLONE / "docs" / "drafting-mistakes.md"
FOLDERS = ("policies", "examples")
FINDERS = ("check", "sources", "lint", "scenario")

_BY_FINDER = re.compile(r"(check|sources|lint): ([^;]*)")


@frozen
class Mistake:
    """A change to a line of a policy that ships."""

    policy: str
    kind: str
    zh: str
    en: str
    old: str
    new: str
    after: str = ""

    def made(self, text: str) -> str:
        """Return the text with the mistake; raises `ValueError` where it does not say what to change, and only that."""
        start = text.find(self.after)
        place = text.find(self.old, start)
        if start < 0 or place < 0 or (not self.after and text.count(self.old) != 1):
            raise ValueError(f"{self.policy}: {self.zh}")
        return text[:place] + self.new + text[place + len(self.old) :]


def mistakes() -> tuple[Mistake, ...]:
    """Return the mistakes in the order of the file."""
    return tuple(Mistake(**row) for row in tomllib.loads(MISTAKES.read_text(encoding="utf-8"))["mistake"])


def found(mistake: Mistake, named: Mapping[str, tuple[str, ...]] | None = None) -> Mapping[str, tuple[str, ...]]:
    """Return what each of the finders says of a policy with a mistake: codes, and the title of a scenario that fails.

    With `named`, what was found before, neither lint nor scenarios are asked for more than is named there.
    """
    with TemporaryDirectory() as place:
        for name in FOLDERS:
            shutil.copytree(CLONE / name, Path(place) / name, ignore=shutil.ignore_patterns("__pycache__"))
        path = Path(place) / mistake.policy
        path.write_text(mistake.made(path.read_text(encoding="utf-8")), encoding="utf-8")
        return said(path, named)


def said(path: Path, named: Mapping[str, tuple[str, ...]] | None = None) -> Mapping[str, tuple[str, ...]]:
    """Return what each of the finders says of a policy, or of lint and scenarios only what is named."""
    try:
        policy = api.build(*library.read(path))
    except PolicyError as error:
        return _codes(one.code for one in error.diagnostics)
    advice = () if named is not None and "lint" not in named else policy.lint().findings
    titles = None if named is None else named.get("scenario", ())
    failed = next((title for title in _failing(policy, titles)), None)
    return {
        **_codes(one.code for one in policy.warnings),
        "lint": _once(one.code for one in advice),
        "scenario": () if failed is None else (failed,),
    }


def _failing(policy: Policy, titles: Sequence[str] | None) -> Iterator[str]:
    """Yield the titles of the scenarios that fail, of all or of those with a title."""
    checked = policy.checked
    for trial in (trial for scenario in checked.all(ast.Scenario) for trial in trials(scenario)):
        if titles is None or Trial.of(checked, trial).title in titles:
            result = run_scenario(checked, trial, policy.decide, policy.language)
            if not result.passed:
                yield result.title


def named_in(row: str) -> Mapping[str, tuple[str, ...]]:
    """Return what a row of the page names, by finder."""
    cell = row.rpartition(" | ")[2].removesuffix(" |")
    codes, _, title = cell.partition("scenario: ")
    found = {finder: tuple(re.findall(r"`([^`]+)`", names)) for finder, names in _BY_FINDER.findall(codes)}
    return {**found, "scenario": (title.removeprefix("“").removesuffix("”"),)} if title else found


def _codes(codes: Iterator[str]) -> Mapping[str, tuple[str, ...]]:
    every = _once(codes)
    of_document = tuple(code for code in every if code in sources.MESSAGES)
    return {"check": tuple(code for code in every if code not in of_document), "sources": of_document}


def _once(codes: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


# --- the page ---------------------------------------------------------------------------------------------------------


def page(rows: Sequence[tuple[Mistake, Mapping[str, tuple[str, ...]]]]) -> str:
    """Return the page: how many each finder finds of each kind, then every mistake with what finds it."""
    return "\n".join([*_head(rows), "", *_summary(rows), "", "## 逐项 · One by one", "", *_table(rows), ""])


def _head(rows: Sequence[tuple[Mistake, Mapping[str, tuple[str, ...]]]]) -> Iterator[str]:
    caught = sum(any(by.values()) for _, by in rows)
    yield "# 起草差错：由什么发现 · Mistakes of drafting, and what finds them"
    yield ""
    yield f"{len(rows)} 处差错，逐一改在随包政策的副本里，{caught} 处被发现。"
    yield ""
    yield (
        f"{len(rows)} mistakes, each made in a copy of a policy that ships; {caught} are found. Written by "
        "`benchmarks/drafting_mistakes.py`; do not edit it by hand."
    )
    yield ""
    yield (
        "A mistake that `check` reports as an error stops there: neither `lint` nor the scenarios run. `sources` is the part "
        "of checking that holds the policy against the text of its document."
    )


def _summary(rows: Sequence[tuple[Mistake, Mapping[str, tuple[str, ...]]]]) -> Iterator[str]:
    yield "| | mistakes | " + " | ".join(FINDERS) + " | not found |"
    yield "|---|---|" + "---|" * (len(FINDERS) + 1)
    for kind in dict.fromkeys(mistake.kind for mistake, _ in rows):
        yield _counts(kind, [by for mistake, by in rows if mistake.kind == kind])
    yield _counts("all", [by for _, by in rows])


def _counts(kind: str, of_kind: Sequence[Mapping[str, tuple[str, ...]]]) -> str:
    by_finder = [sum(bool(by.get(finder)) for by in of_kind) for finder in FINDERS]
    missed = sum(not any(by.values()) for by in of_kind)
    return f"| {kind} | {len(of_kind)} | {' | '.join(map(str, by_finder))} | {missed} |"


def _table(rows: Sequence[tuple[Mistake, Mapping[str, tuple[str, ...]]]]) -> Iterator[str]:
    yield "| | policy | mistake | found by |"
    yield "|---|---|---|---|"
    for number, (mistake, by) in enumerate(rows, 1):
        names = "; ".join(f"{finder}: {', '.join(map(_shown, by[finder]))}" for finder in FINDERS if by.get(finder))
        yield f"| {number} | {Path(mistake.policy).stem} | {mistake.zh} · {mistake.en} | {names or '—'} |"


def _shown(what: str) -> str:
    return f"`{what}`" if what.isascii() and " " not in what else f"“{what}”"


def main() -> None:
    """Write the page, with progress on the other stream."""
    every = mistakes()
    for name in dict.fromkeys(mistake.policy for mistake in every):
        if any(before := said(CLONE / name).values()):
            sys.exit(f"{name} has findings before any mistake is made in it: {list(before)}")
    rows = []
    with ProcessPoolExecutor() as pool:
        for number, (mistake, by) in enumerate(zip(every, pool.map(found, every), strict=True), 1):
            print(f"\r{number}/{len(every)}", end="", file=sys.stderr, flush=True)
            rows.append((mistake, by))
    print(file=sys.stderr)
    PAGE.write_text(page(rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
