"""Advice on the scenarios of a policy: what they leave untried.

In: a policy with its scenarios. Out: entitlements, tiers and thresholds that no scenario shows from each side, and scenarios
that stand twice.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from policyrules.core.case import Answers
from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Comparator, Node, Op, Program
from policyrules.diagnostics import Diagnostic, Label
from policyrules.lint.subject import Subject, advice
from policyrules.source import Span
from policyrules.syntax import ast
from policyrules.values.answers import Answer, Interval, Truth
from policyrules.values.bands import Bands
from policyrules.values.quantity import show
from policyrules.values.types import Scalar

#: Thresholds of these types are looked at: before and after a day is for windows to say.
_THRESHOLDS = frozenset({Scalar.MONEY, Scalar.PERCENT, Scalar.RATIO, Scalar.NUMBER, Scalar.INTEGER})
_EQUAL = (Comparator.EQ, Comparator.NE)


def scenario_none(subject: Subject) -> Iterator[Diagnostic]:
    """Find policies that decide something and carry no scenario."""
    if not subject.checked.all(ast.Scenario) and subject.expected:
        yield advice("scenario-none", subject.head.name, name=subject.head.name.name)


def entitlement_untried(subject: Subject) -> Iterator[Diagnostic]:
    """Find entitlements that the scenarios do not show given, refused and open, as far as they can be."""
    shown = set(_expectations(subject))
    for spec in subject.lowered.outline.entitlements if subject.checked.all(ast.Scenario) else ():
        can_be_open = any(subject.unknown(day).values[spec.verdict] is Truth.U for day in subject.days)
        kinds = ("entitled", "not_entitled", "undetermined") if can_be_open else ()
        missing = tuple(f"word-{kind}" for kind in kinds if (spec.name, kind) not in shown)
        if missing:
            name = next(part.name for _, part in subject.promises if part.name.name == spec.name)
            yield advice("entitlement-untried", name, name=spec.name, missing=missing)


def tier_untried(subject: Subject) -> Iterator[Diagnostic]:
    """Find tiers that the scenarios do not show held and not held, or reached and not reached."""
    shown = set(_expectations(subject))
    for spec in subject.lowered.outline.tiers if subject.checked.all(ast.Scenario) else ():
        kinds = ("holds", "holds_not", *(("qualifies", "qualifies_not") if spec.criteria is not None else ()))
        missing = tuple(f"word-{kind}" for kind in kinds if (spec.name, kind) not in shown)
        if missing:
            name = next(tier.name for tier in subject.checked.all(ast.Tier) if tier.name.name == spec.name)
            yield advice("tier-untried", name, name=spec.name, missing=missing)


def threshold_untried(subject: Subject) -> Iterator[Diagnostic]:
    """Find thresholds at which no scenario stands exactly: there it shows whether the number itself is included."""
    for threshold in thresholds(subject) if subject.cases else ():
        tried = {value.point for value in threshold.values(subject.cases) if isinstance(value, Interval)}
        missed = [limit for limit in threshold.limits if limit not in tried]
        if missed:
            site, comma = threshold.site, "、" if subject.language == "zh" else ", "
            limits = comma.join(show(limit, threshold.type, subject.language) for limit in missed)
            yield advice("threshold-untried", subject.place(site.line, site.text), text=site.text, limits=limits)


def threshold_one_sided(subject: Subject) -> Iterator[Diagnostic]:
    """Find comparisons that come out in one way only, in all scenarios."""
    for threshold in thresholds(subject) if subject.cases else ():
        truths = set(threshold.truths(subject.cases))
        if threshold.is_comparison and not {Truth.T, Truth.F} <= truths:
            missing = tuple(word for truth, word in ((Truth.T, "word-met"), (Truth.F, "word-failed")) if truth not in truths)
            site = threshold.site
            yield advice("threshold-one-sided", subject.place(site.line, site.text), text=site.text, missing=missing)


def scenario_twice(subject: Subject) -> Iterator[Diagnostic]:
    """Find scenarios that give the same and expect nothing of what another does not, and rows that give the same twice."""
    before: dict[Hashable, list[ast.Scenario]] = {}
    for scenario in subject.checked.all(ast.Scenario):
        tables = [line for line in scenario.lines if isinstance(line, ast.EachRow)]
        for one, other in (pair for table in tables for pair in _rows_twice(table)):
            yield advice("scenario-twice", _head(other), [Label(_head(one), "label-first")])
        if not tables:
            alike = before.setdefault(_given(scenario), [])
            first = next((one for one in alike if _asked(scenario) <= _asked(one)), None)
            alike.append(scenario)
            if first is not None:
                yield advice("scenario-twice", _head(scenario), [Label(_head(first), "label-first")])


# --- what scenarios give and expect ---------------------------------------------------------------------------------------


def _expectations(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield what is expected of what; an amount is given to who is entitled."""
    for line in (line for scenario in subject.checked.all(ast.Scenario) for line in scenario.lines):
        if isinstance(line, ast.ExpectVerdict):
            yield from ((name.name, line.kind) for name in line.names)
        elif isinstance(line, ast.ExpectValue) and line.value.values:
            yield line.entitlement.name, "entitled"


def _given(scenario: ast.Scenario) -> Hashable:
    """Return all that a scenario gives, however it is ordered."""
    lines = (line for line in scenario.lines if isinstance(line, ast.ExpressionItem) or type(line).__name__.startswith("Given"))
    return frozenset(_words(line) for line in lines)


def _asked(scenario: ast.Scenario) -> set[str]:
    """Return what a scenario expects something of."""
    asked: set[str] = set()
    for line in scenario.lines:
        match line:
            case ast.ExpectVerdict(names=names):
                asked |= {name.name for name in names}
            case ast.ExpectValue(entitlement=name) | ast.ExpectReason(entitlement=name) | ast.ExpectMissing(entitlement=name):
                asked.add(name.name)
            case ast.ExpectDefinition(target=target):
                asked.add(_words(target))
            case ast.ExpectTotal():
                asked.add("")
            case _:
                pass  # what is given
    return asked


def _rows_twice(table: ast.EachRow) -> Iterator[tuple[ast.TrialRow, ast.TrialRow]]:
    """Yield the rows of a table that give what one above them gives, each with that one."""
    first: dict[Hashable, ast.TrialRow] = {}
    for row in table.rows:
        one = first.setdefault(tuple(_words(cell.value) for cell in row.cells), row)
        if one is not row:
            yield one, row


def _words(node: ast.Tree | None) -> str:
    return "" if node is None else " ".join(node.span.text.split())


def _head(node: ast.Tree) -> Span:
    """Return the first line of a scenario or row."""
    first = node.span.text.partition("\n")[0].rstrip()
    return Span(node.span.source, node.span.start, node.span.start + len(first))


# --- thresholds -----------------------------------------------------------------------------------------------------------


@frozen(eq=False)
class Threshold:
    """A number, or several in a table, that a value is held against.

    `each` is the question about records in whose body it is asked, `None` where it is asked of the enterprise; `node` is what
    compares, `value` what is compared.
    """

    site: Site
    node: int
    value: int
    each: int | None
    limits: tuple[Fraction, ...]
    type: Scalar
    is_comparison: bool

    def values(self, cases: Iterable[Answers]) -> Iterator[Answer]:
        """Yield the values that are compared in some cases."""
        return (level.values[self.value] for level in self._levels(cases))

    def truths(self, cases: Iterable[Answers]) -> Iterator[Answer]:
        """Yield how the comparison comes out in some cases."""
        return (level.values[self.node] for level in self._levels(cases))

    def _levels(self, cases: Iterable[Answers]) -> Iterator[Answers]:
        for case in cases:
            yield from [case] if self.each is None else case.bodies.get(self.each, ())


def thresholds(subject: Subject) -> Iterator[Threshold]:
    """Yield the thresholds of a policy, each once; those of other policies are theirs to try."""
    program = subject.lowered.program
    waiting: list[tuple[Site, int | None]] = [(site, None) for site in reversed(subject.sites)]
    seen, walked = set[tuple[int | None, int]](), set[tuple[int | None, int]]()
    while waiting:
        site, each = waiting.pop()
        # A definition is one site, however often it is used.
        if site.policy is not None or (each, id(site)) in walked:
            continue
        walked.add((each, id(site)))
        body = program.nodes[each].body if each is not None else None
        found = _threshold(site, each, body.nodes if body else program.nodes, program)
        if found is not None and (each, site.node) not in seen:
            seen.add((each, site.node))
            yield found
        if site.kind is SiteKind.EACH and each is None and program.nodes[site.node].op is Op.EACH:
            waiting += [(child, site.node) for child in reversed(site.children)]
        elif site.kind is not SiteKind.EACH:
            waiting += [(child, each) for child in reversed(site.children)]


def _threshold(site: Site, each: int | None, nodes: Sequence[Node], program: Program) -> Threshold | None:
    node = nodes[site.node]
    if site.kind not in (SiteKind.COMPARE, SiteKind.TABLE):
        return None
    if node.op is Op.BAND and isinstance(node.data, Bands):
        value, limits = node.args[0], tuple(dict.fromkeys(cut for cut, _ in node.data.cuts))
    elif node.op is Op.COMPARE and node.data not in _EQUAL:
        sides = [_literal(nodes[argument], program) for argument in node.args]
        if (sides[0] is None) == (sides[1] is None):
            return None
        value = node.args[0] if sides[0] is None else node.args[1]
        limits = tuple(side for side in sides if side is not None)
    else:
        return None
    type_ = nodes[value].type
    if not isinstance(type_, Scalar) or type_ not in _THRESHOLDS:
        return None
    return Threshold(site, site.node, value, each, limits, type_, node.op is Op.COMPARE)


def _literal(node: Node, program: Program) -> Fraction | None:
    """Return the number that a node is, also where it stands outside of the body of a question about records."""
    node = program.nodes[node.data] if node.op is Op.OUTER and isinstance(node.data, int) else node
    return node.data.point if node.op is Op.LITERAL and isinstance(node.data, Interval) else None
