"""The policy that users hold: checked, lowered, and ready to decide.

In: a checked policy and what it was lowered to. Out: decisions about enterprises, and all else that is read from a policy:
its schema, trial cases, tasks, targets, the document clause by clause. Knows no file.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from policyrules.backends.reference import evaluate
from policyrules.checking.policy import CheckedPolicy
from policyrules.checking.sources import Coverage, coverage
from policyrules.core.facts import fact_names, no_facts, read_case
from policyrules.core.outline import Lowered, Outline
from policyrules.core.program import Program
from policyrules.core.schema import facts_schema
from policyrules.deciding import Decide, Deciding
from policyrules.diagnostics import Diagnostic, Language
from policyrules.explain.decision import Decision
from policyrules.explain.grounds import date_of
from policyrules.explain.readings import Dependence
from policyrules.library import Examination
from policyrules.lint.linting import LintReport, lint
from policyrules.pickling import received, sent
from policyrules.scenarios import ScenarioResult, run_scenarios
from policyrules.targets import TargetCount, count_targets, each_decided
from policyrules.tasks import TaskList, task_lists

if TYPE_CHECKING:
    from policyrules.columns.frames import Bad, Frames
    from policyrules.columns.outcomes import Statement


#: Of so many days, or ways to read it, a policy keeps what was written to decide frames.
_DAYS = 8


@frozen(eq=False, repr=False)
class Policy:
    """A policy that was checked and can decide. Immutable, and safe to share between threads.

    Facts are a mapping, or an attrs instance whose fields are named like the facts; what is not given is unknown. Methods
    that read facts raise `FactsError` with everything that is wrong with them.
    """

    _checked: CheckedPolicy | Examination
    lowered: Lowered
    #: Say that checking found nothing, so that nobody need check to know.
    _is_silent: bool = field(default=False, kw_only=True)
    _deciding: Deciding = field(init=False)
    #: What decides frames, by the day, the readings, and whether distances are told.
    _frames: "dict[tuple[object, ...], Frames]" = field(init=False, factory=dict)

    @_deciding.default
    def _decides(self) -> Deciding:
        return Deciding(self.lowered.outline, self.lowered.program)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (sent((self._checked, self.lowered)), self._is_silent)

    def __repr__(self) -> str:
        return f"<Policy {self.name} {self.digest[:12]}>"

    @property
    def checked(self) -> CheckedPolicy:
        """The tree with what checking knows of it. Of a policy that was kept ready, the text is read only now."""
        return self._checked.policy() if isinstance(self._checked, Examination) else self._checked

    @property
    def outline(self) -> Outline:
        """The document as data: units, tiers, measures, targets."""
        return self.lowered.outline

    @property
    def program(self) -> Program:
        """The questions that a decision answers."""
        return self.lowered.program

    @property
    def name(self) -> str:
        return self.outline.name

    @property
    def title(self) -> str:
        return self.outline.title

    @property
    def number(self) -> str | None:
        """The number of the document (文号)."""
        return self.outline.number

    @property
    def digest(self) -> str:
        """What tells this policy from any other, whatever its white space, comments and spelling of keywords."""
        return self.outline.digest

    @property
    def language(self) -> Language:
        """The language of the document, in which it is told unless another is asked for."""
        return self.outline.language

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What checking found that does not stop the policy from being used."""
        return () if self._is_silent else self.checked.diagnostics

    def decide(self, facts: object, on: date, readings: Mapping[str, str | None] | None = None, path: str = "") -> Decision:
        """Decide about one enterprise on a day.

        `readings` takes other options than the defaults, or leaves a reading open with `None`. `path` says where the facts
        stand in something larger, and begins the paths of diagnostics.
        """
        decide = self._deciding.decide  # CPython is quicker to call it by a name of its own
        return decide(facts, on, readings, path)

    def decider(self, only: str | Iterable[str] = (), *, lazily: bool = False) -> Decide:
        """Return what decides as `decide` does, ready from the first enterprise on.

        Of the entitlements and tiers that are named, by their ids or names, all is answered at once; whatever else a decision
        is asked is answered then. Without names, everything is answered at once. With `lazily`, only verdicts and amounts are
        kept, and what they rest on is answered again when someone looks. Raises `KeyError` for a name that is none.
        """
        names = (only,) if isinstance(only, str) else only
        wanted = frozenset(node for name in names for node in asked(self.outline, name))
        if lazily and not wanted:
            wanted = frozenset(node for name in _names(self.outline) for node in asked(self.outline, name))
        return Deciding(self.outline, self.program, wanted or None, first=0, only=lazily).decide

    def decide_all_readings(self, facts: object, on: date) -> tuple[Dependence, ...]:
        """Say of every entitlement whether its verdict depends on how an ambiguity is read, and what it is each way."""
        return self.decide(facts, on).dependences

    def sql(
        self,
        on: date,
        readings: Mapping[str, str | None] | None = None,
        *,
        dialect: str = "duckdb",
        distances: bool = False,
        known: Iterable[str] = (),
    ) -> str:
        """Return the query that decides a whole register on a day, for people who run it where the register is.

        With `distances` it also tells how far each enterprise is from what it does not get. `known` names facts whose columns
        hold no null: the query relies on it, and is shorter. The table that is read is told by `docs/columns.md`. Raises
        `KeyError` for a dialect that there is none of, and `FactsError` with all facts that the policy does not ask for.
        """
        return self.statement(on, readings, dialect=dialect, distances=distances, known=known).text

    def statement(
        self,
        on: date,
        readings: Mapping[str, str | None] | None = None,
        *,
        dialect: str = "duckdb",
        distances: bool = False,
        known: Iterable[str] = (),
    ) -> "Statement":
        """Return the query of `sql` with what each of its columns tells, and where it leaves rows to be decided in Python."""
        from policyrules.columns.dialect import DIALECTS  # who decides about one enterprise needs no SQL
        from policyrules.columns.layout import Given, fact_columns
        from policyrules.columns.outcomes import statement

        case = read_case(self.program, {}, on, readings)
        names = fact_names(self.program, (known,) if isinstance(known, str) else known)
        columns = zip(self.program.facts, fact_columns(self.program), strict=True)
        given = Given(known=frozenset(column for spec, column in columns if spec.name in names))
        return statement(self.outline, self.program, case, DIALECTS[dialect], distances=distances, given=given)

    def decide_frame(
        self,
        frame: Any,
        *,
        day: date,
        readings: Mapping[str, str | None] | None = None,
        distances: bool = False,
        bad: "Bad" = "raise",
    ) -> Any:
        """Decide about the enterprises of a frame on a day, whole columns at a time; return a frame of the same kind.

        A frame is one of Polars, pandas, Arrow, DuckDB or Spark, whose rows are fetched to this machine; its columns are called
        what the facts are called, as `docs/columns.md` tells. For each of its rows there is one in the result: the columns that
        no fact is read from, and what is told of the enterprise. Raises `FactsError` with all that is wrong with any row, or,
        where `bad` is `"return"`, says it beside the row in the column `errors`; `TypeError` for what is no frame; and
        `ModuleNotFoundError` without the extra `[batch]`.
        """
        from policyrules.columns.frames import Frames
        from policyrules.columns.relying import Statements

        asked = (day, frozenset(read_case(self.program, {}, day, readings).readings.items()), distances)
        frames = self._frames.get(asked)
        if frames is None:
            statements = Statements(self.outline, self.program, day, dict(readings or {}), distances)
            if len(self._frames) >= _DAYS:
                self._frames.clear()
            frames = self._frames[asked] = Frames(statements, self._deciding.answering)
        return frames.decide(frame, bad)

    def schema(self, language: Language | None = None) -> dict[str, Any]:
        """Return the JSON Schema of the facts, with their titles."""
        return facts_schema(self.program, self.outline, language or self.language)

    def test(self, language: Language | None = None) -> tuple[ScenarioResult, ...]:
        """Run the scenarios that the policy carries."""
        return tuple(run_scenarios(self.checked, self.decide, language or self.language))

    def lint(self) -> LintReport:
        """Return advice for who drafts the policy, and what of it the policy allows in place, with the reasons."""
        return lint(self.checked, self.lowered, self.in_force())

    def sources(self) -> Coverage:
        """Return the document clause by clause with what encodes each; no clause where the policy names no document."""
        return covered(self.checked)

    def tasks(self) -> tuple[TaskList, ...]:
        """Return what each unit is to do, recurring duties dated until the policy ends or another takes its place."""
        first, last = self.in_force()
        ends = [one.since - timedelta(days=1) for one in self.outline.superseded_by]
        return task_lists(self.outline, first, min(ends if last is None else [last, *ends], default=None))

    def in_force(self) -> tuple[date | None, date | None]:
        """Return the first and the last day, by the default readings; `None` where there is none."""
        window = self.outline.in_force
        if window is None:
            return None, None
        values = evaluate(self.program, no_facts(self.program, date.min)).values
        first, last = (date_of(None if end is None else values[end]) for end in (window.first, window.last))
        return first, last

    def targets(self, register: Iterable[object], on: date) -> tuple[TargetCount, ...]:
        """Count the enterprises of a register towards the targets of the document.

        Raises `FactsError` with what is wrong with any of them.
        """
        decided = each_decided(register, lambda facts, path: self.decide(facts, on, path=path))
        return count_targets(self.outline, (decision.answers for decision in decided))


def _names(outline: Outline) -> tuple[str, ...]:
    return (*(spec.id for spec in outline.entitlements), *(spec.name for spec in outline.tiers))


def asked(outline: Outline, name: str) -> Iterator[int]:
    """Yield the nodes that say what becomes of the entitlements or the tier of an id or a name."""
    entitlements = [spec for spec in outline.entitlements if name in (spec.id, spec.name)]
    tiers = [spec for spec in outline.tiers if spec.name == name]
    if not entitlements and not tiers:
        known = [key for spec in outline.entitlements for key in (spec.name, spec.id)] + [spec.name for spec in outline.tiers]
        near = "、".join(get_close_matches(name, dict.fromkeys(known), 3, 0.5))
        raise KeyError(f"{name} ({near}?)" if near else name)
    for spec in entitlements:
        yield spec.verdict
        if spec.amount is not None:
            yield from (node for node in (spec.amount.node, spec.amount.payable) if node is not None)
    for tier in tiers:
        yield from (site.node for site in (tier.held, tier.criteria) if site is not None)


def _rebuilt(bytes_: bytes, is_silent: bool) -> Policy:
    return Policy(*received(bytes_), is_silent=is_silent)


def covered(checked: CheckedPolicy) -> Coverage:
    """Hold a policy against its document; no clause where it names none."""
    return Coverage((), (), ()) if checked.document is None else coverage(checked.tree, checked.document)
