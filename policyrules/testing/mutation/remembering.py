"""What is known of the edits of a policy from an earlier run, so that nothing is done twice.

In: a policy, the cases of its suite that were accepted, and a file that an earlier run wrote. Out: `Memory`: what became of an
edit, as far as that still holds, and the file anew. An edit is known by what it changes and in which policy, a scenario or a
case by what it says: those that are added or changed make only those edits be tried again that no scenario caught which is
still there. A file that is no such file, or was written by another version, is not used; nothing in it is ever run.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from policyrules.checking.trials import trials
from policyrules.core.digest import policy_digest, tree_digest
from policyrules.files.replacing import write
from policyrules.policy import Policy
from policyrules.scenarios import Trial
from policyrules.syntax import ast
from policyrules.testing.mutation.accepted import entry_digest
from policyrules.testing.mutation.edits import Edit, program_digest
from policyrules.testing.points import Kind, Point
from policyrules.testing.suites.suite import Entry

SCHEMA = "policyrules/mutation-cache/1"

#: The most bytes that such a file may have.
_MAX_BYTES = 64 * 2**20


@frozen
class Remembered:
    """What became of an edit: the digest of what it asks, or none and the codes by which checking refuses it.

    `caught` is the digest of a scenario that fails, or of an accepted case that comes out otherwise; none where there is none.
    """

    program: str | None
    codes: tuple[str, ...] = ()
    caught: str | None = None


@frozen
class ToldApart:
    """How many cases were tried, and the point at which one came out otherwise, with its scenario, where one did.

    `broken` is a property of the policy that does not hold any more.
    """

    cases: int
    point: Point | None = None
    scenario: str | None = None
    broken: str | None = None


def scenario_digest(tree: ast.Scenario) -> str:
    """Return what tells a scenario, or a row of one, from others."""
    return tree_digest(ast.File((tree,), span=tree.span))


class Memory:
    """What is known of the edits of one policy; `accepted` are the cases that notice them, besides its scenarios."""

    def __init__(self, policy: Policy, version: str, accepted: Sequence[Entry] = ()) -> None:
        checked = policy.checked
        kept = tuple(one for one in checked.tree.declarations if not isinstance(one, ast.Scenario | ast.Property))
        self._base = policy_digest(evolve(checked, tree=evolve(checked.tree, declarations=kept)))
        self._places = {one: place for place, one in enumerate(checked.tree.declarations)}
        self._properties = tree_digest(ast.File(checked.all(ast.Property), span=checked.tree.span))
        self._version = version
        rows = (one for each in checked.all(ast.Scenario) for one in trials(each))
        self._scenarios = {scenario_digest(one): Trial.of(checked, one) for one in rows}
        self.accepted = tuple(accepted)
        self._entries = {entry_digest(one): one for one in accepted}
        self._all = sha256(" ".join(sorted((*self._scenarios, *self._entries))).encode()).hexdigest()
        self._known: dict[str, tuple[Remembered, str]] = {}
        self._told: dict[str, ToldApart] = {}
        self.original = program_digest(policy.lowered)

    # --- what is known ------------------------------------------------------------------------------------------------

    def key(self, edit: Edit) -> str:
        """Return what an edit is known by."""
        changed = tree_digest(ast.File((edit.changed,), span=edit.changed.span))
        return sha256(f"{self._base} {self._places[edit.declaration]} {changed}".encode()).hexdigest()

    def known(self, key: str) -> Remembered | None:
        """Return what became of an edit, where that still holds. A case is said to notice what no scenario does."""
        if key not in self._known:
            return None
        one, tried = self._known[key]
        if one.program is None or one.caught in self._scenarios:
            return one
        return one if tried == self._all and (one.caught is None or one.caught in self._entries) else None

    def learn(self, key: str, one: Remembered) -> None:
        """Note what became of an edit."""
        self._known[key] = (one, self._all)

    def noticing(self, digest: str) -> Trial | Entry:
        """Return a scenario of the policy, or a case that was accepted."""
        return self._scenarios[digest] if digest in self._scenarios else self._entries[digest]

    def told(self, program: str, cases: int, seed: int) -> ToldApart | None:
        """Return what came of looking for a case that tells what is asked so from the policy."""
        return self._told.get(self._search(program, cases, seed))

    def learn_told(self, program: str, cases: int, seed: int, one: ToldApart) -> None:
        """Note what came of looking for such a case."""
        self._told[self._search(program, cases, seed)] = one

    def _search(self, program: str, cases: int, seed: int) -> str:
        return f"{self._base} {self._properties} {program} {cases} {seed}"

    # --- the file -----------------------------------------------------------------------------------------------------

    def read(self, path: Path) -> bool:
        """Take in what a file knows; say whether it is one that can be used. One that is not there knows nothing.

        Raises `OSError` where it cannot be read.
        """
        try:
            with path.open("rb") as file:
                data = file.read(_MAX_BYTES + 1)
        except FileNotFoundError:
            return True
        found = _loaded(data)
        edits, told = found.get("edits"), found.get("told")
        if (found.get("schema"), found.get("version")) != (SCHEMA, self._version):
            return False
        if not isinstance(edits, dict) or not isinstance(told, dict):
            return False
        self._known = {key: one for key, value in edits.items() if (one := _remembered(value)) is not None}
        self._told = {key: case for key, value in told.items() if (case := _told(value)) is not None}
        return True

    def write(self, path: Path) -> None:
        """Write all that is known to a file, whole or not at all; raises `OSError` where that cannot be done."""
        edits = {
            key: {"program": one.program, "codes": one.codes, "caught": one.caught, "scenarios": scenarios}
            for key, (one, scenarios) in self._known.items()
        }
        told = {key: _written(one) for key, one in self._told.items()}
        data = {"schema": SCHEMA, "version": self._version, "edits": edits, "told": told}
        write(path, json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace"))


def _written(one: ToldApart) -> Mapping[str, object]:
    if one.point is None:
        return {"cases": one.cases, "kind": None}
    return {"cases": one.cases, "kind": one.point.kind, "name": one.point.name, "text": one.scenario, "broken": one.broken}


def _loaded(data: bytes) -> Mapping[str, Any]:
    """Return the object that a file holds, an empty one where it holds anything else."""
    try:
        found = json.loads(data) if len(data) <= _MAX_BYTES else None
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {}


def _remembered(value: object) -> tuple[Remembered, str] | None:
    match value:
        case {
            "program": str() | None as program,
            "codes": list(codes),
            "caught": str() | None as caught,
            "scenarios": str(scenarios),
        } if all(isinstance(code, str) for code in codes):
            return Remembered(program, tuple(codes), caught), scenarios
    return None


def _told(value: object) -> ToldApart | None:
    match value:
        case {"cases": int(cases), "kind": None}:
            return ToldApart(cases)
        case {
            "cases": int(cases),
            "kind": str(kind),
            "name": str(name),
            "text": str() | None as text,
            "broken": str() | None as broken,
        } if kind in {*Kind}:
            return ToldApart(cases, Point(Kind(kind), name), text, broken)
    return None
