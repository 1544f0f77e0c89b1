"""The policies that the service decides by, exchanged all at once.

In: paths of policies or folders, or names of shipped ones. Out: `Held`, what every request takes hold of once and keeps until
it is answered. New policies are loaded beside the old ones, which stay where any of the new cannot be used.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import policyrules
from policyrules import Decision, Diagnostic, Policy, PolicyError


@dataclass(frozen=True)
class Served:
    """A policy, and what decides by it, ready from the first enterprise on."""

    policy: Policy
    decide: Callable[..., Decision]


@dataclass(frozen=True)
class Held:
    """The policies of one loading, by their names, and which loading it was."""

    policies: Mapping[str, Served]
    number: int


@dataclass
class Policies:
    """Holds the policies of today. `refused` says why those of the last loading were not taken, where they were not."""

    named: Sequence[str]
    cache: str | None = None
    refused: tuple[Diagnostic, ...] = ()
    _lock: Lock = field(default_factory=Lock)
    _held: Held | None = None

    def __post_init__(self) -> None:
        self.reload()

    @property
    def held(self) -> Held:
        """The policies: another object after each loading, so that whoever took it goes on with what he took."""
        assert self._held is not None
        return self._held

    def reload(self) -> Held:
        """Load all policies anew and let them take the place of the old ones; or raise `PolicyError`, and the old ones stay."""
        with self._lock:
            try:
                policies = {policy.name: Served(policy, policy.decider()) for policy in self._loaded()}
            except PolicyError as error:
                self.refused = error.diagnostics
                raise
            self.refused = ()
            self._held = Held(policies, 1 if self._held is None else self._held.number + 1)
            return self._held

    def _loaded(self) -> Iterator[Policy]:
        for named in self.named:
            if Path(named).is_dir():
                yield from policyrules.load_book(named).values()
            else:
                yield policyrules.load(named, cache=self.cache)
