"""What checks look at: one policy, as it is written and as it is understood.

In: a policy that checks without errors, and what lowering made of it. Out: `Subject`, from which each check reads what it
needs, and `advice`, by which it says what it found. Knows no check.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from attrs import field, frozen

from policyrules.checking.document import Document, read_document
from policyrules.checking.graphs import walk
from policyrules.checking.policy import CheckedPolicy
from policyrules.core.case import Answers
from policyrules.core.outline import Lowered, Site
from policyrules.core.sites import roots
from policyrules.diagnostics import Diagnostic, Label, Language, Severity
from policyrules.lint.possible import knowing_nothing, scenario_answers
from policyrules.source import Span
from policyrules.syntax import ast

#: A measure, and an entitlement or a duty in it.
Promise = tuple[ast.Measure, ast.Entitlement | ast.Duty]


def advice(code: str, at: ast.Tree | Span, labels: Iterable[Label] = (), **filling: str | tuple[str, ...]) -> Diagnostic:
    """Return a finding; what fills its sentence is a text, or codes of words that are said in the reader's language."""
    arguments = {name: value for name, value in filling.items() if isinstance(value, str)}
    words = {name: value for name, value in filling.items() if isinstance(value, tuple)}
    span = at if isinstance(at, Span) else at.span
    return Diagnostic(code, arguments, span, severity=Severity.ADVICE, labels=tuple(labels), words=words)


#: A day on which a policy is tried that names none.
_SOME_DAY = date(2024, 1, 1)


@frozen(slots=False, eq=False)
class Subject:
    """A policy that checks without errors, what it was lowered to, and the days on which it begins and ends, if it does."""

    checked: CheckedPolicy
    lowered: Lowered
    first: date | None
    last: date | None
    _unknown: dict[tuple[date, int | None], Answers] = field(factory=dict, init=False, repr=False)

    @property
    def head(self) -> ast.Policy:
        """The `政策` declaration."""
        return self.checked.head

    @cached_property
    def document(self) -> Document | None:
        """The text that the policy encodes, where it is at hand."""
        return None if self.checked.document is None else read_document(self.checked.document)

    @cached_property
    def said(self) -> str:
        """What the document says, without white space; where it is not at hand, what the policy quotes of it."""
        if self.document is not None:
            return self.document.packed
        quoted = (node.text for node in walk(self.checked.tree.declarations) if isinstance(node, ast.Quote))
        return "".join("".join(text.split()) for text in quoted)

    def place(self, line: int, text: str) -> Span:
        """Return where something that is known by its line and words stands: those words, or else the whole line."""
        source = self.checked.source
        whole = source.line(line)
        start = source.line_starts[line - 1]
        at = whole.find(text)
        if at >= 0:
            return Span(source, start + at, start + at + len(text))
        return Span(source, start + len(whole) - len(whole.lstrip()), start + len(whole.rstrip()))

    @property
    def begins(self) -> str:
        """The first day, as it is said."""
        return "…" if self.first is None else self.first.isoformat()

    @property
    def ends(self) -> str:
        """The last day, as it is said."""
        return "…" if self.last is None else self.last.isoformat()

    @property
    def issued(self) -> date | None:
        """The day of issue."""
        return self.lowered.outline.issued

    @property
    def measures(self) -> tuple[ast.Measure, ...]:
        return self.checked.all(ast.Measure)

    @property
    def promises(self) -> Iterator[Promise]:
        """The entitlements and duties, each with its measure, in the order of the text."""
        for measure in self.measures:
            for part in measure.items:
                if isinstance(part, ast.Entitlement | ast.Duty):
                    yield measure, part

    # --- as it is understood --------------------------------------------------------------------------------------------

    @property
    def language(self) -> Language:
        """The language of the document."""
        return self.lowered.outline.language

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Some days on which the policy is in force: the first and the last, and one between them."""
        ends = [end for end in (self.first, self.last) if end is not None]
        if len(ends) == 2:
            ends.insert(1, date.fromordinal((ends[0].toordinal() + ends[1].toordinal()) // 2))
        return tuple(ends) or (self.issued or _SOME_DAY,)

    def unknown(self, day: date, records: int | None = None) -> Answers:
        """Return the answers on a day while nothing is known; lists are unknown, or have so many unknown records."""
        key = (day, records)
        if key not in self._unknown:
            self._unknown[key] = knowing_nothing(self.lowered.program, day, records)
        return self._unknown[key]

    @cached_property
    def cases(self) -> tuple[Answers, ...]:
        """The answers in each of its scenarios, row by row where it has rows."""
        return tuple(scenario_answers(self.checked, self.lowered.program))

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """Where all its conditions and points are written."""
        return roots(self.lowered.outline)

    @cached_property
    def expected(self) -> frozenset[int]:
        """The nodes that scenarios can expect something of."""
        outline = self.lowered.outline
        found = [node for _, node in outline.asked]
        found += [one.node for one in outline.determinations]
        found += [spec.verdict for spec in outline.entitlements]
        found += [spec.amount.node for spec in outline.entitlements if spec.amount is not None]
        found += [site.node for tier in outline.tiers for site in (tier.held, tier.criteria) if site is not None]
        found += [node for score in outline.scores for node in (score.node, *score.nodes)]
        return frozenset(found)

    @cached_property
    def told(self) -> frozenset[int]:
        """The nodes that a decision tells, or that are counted in a register."""
        outline = self.lowered.outline
        found = [duty.applies for duty in outline.duties] + [target.counts for target in outline.targets]
        found += [tier.expires for tier in outline.tiers if tier.expires is not None]
        found += [end for end in (outline.in_force.first, outline.in_force.last) if end is not None] if outline.in_force else []
        return self.expected.union(found)
