"""How each kind of obligation is found in a policy, and recognised in the answers of a case.

In: what a policy asks, and its decisions. Out: `Watch`es. One function per kind; what each kind means is told in
`docs/testing/coverage.md`.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import cast

from attrs import field, frozen

from policyrules.core.exceptions import effective
from policyrules.core.outline import RowSpec, RuleKind, RuleSpec, Site, SiteKind, StepKind, TableSpec
from policyrules.core.program import Exceptions, Node, Op
from policyrules.explain.placements import possible_rows
from policyrules.explain.scope import Scope
from policyrules.policy import Policy
from policyrules.syntax import ast
from policyrules.testing.aiming.goals import OneOf, Side
from policyrules.testing.coverage.coupling import Coupling
from policyrules.testing.coverage.determining import WAYS, Judgment, Part, determining, needed
from policyrules.testing.coverage.fitting import fitting
from policyrules.testing.coverage.occurrences import Frame, Occurrence, Owner, Place, Written
from policyrules.testing.coverage.possible import Possible
from policyrules.testing.coverage.watches import TRUTHS, Kind, Meant, Obligation, Watch
from policyrules.testing.drawing.thresholds import ABOVE, AT, BELOW
from policyrules.values.answers import Answer, Interval, Symbol, Truth
from policyrules.values.types import EnumType, Scalar

T, U, F = Truth.T, Truth.U, Truth.F

#: Ways to show something that ask for more than this at once are not kept.
_KEPT = 60


def watches(policy: Policy, asked: Written, found: Sequence[Judgment], possible: Possible) -> Iterator[Watch]:
    """Yield what there is to show of a policy, and what recognises it."""
    search = _Search(policy, asked, found, possible)
    yield from search.verdicts()
    yield from search.readings()
    for (frame, site), occurrence in asked.at.items():
        yield from search.of(Place(frame, site), occurrence)
    for judgment in found:
        yield from search.determined(judgment)
    yield from search.limits()


@frozen(eq=False)
class _Search:
    """Finds what is to be shown of one policy."""

    policy: Policy
    asked: Written
    found: Sequence[Judgment]
    possible: Possible
    coupling: Coupling = field(init=False)
    conditions: frozenset[Occurrence] = field(init=False)

    def __attrs_post_init__(self) -> None:
        parts = (part.occurrence for judgment in self.found for part in judgment.whole.conditions)
        object.__setattr__(self, "conditions", frozenset(parts))
        object.__setattr__(self, "coupling", Coupling(self.possible))

    def one(
        self, of: Occurrence, kind: Kind, seen: str, *, text: str = "", line: int = 0, what: str = "", never: str | None = None
    ) -> Obligation:
        """Return an obligation about an occurrence; a verdict is that of its declaration, and `what` says which."""
        name, owner = f"{of.id}|{kind}|{seen}", of.owner
        at, about = (owner.line, owner.name) if what else (line or of.line, text or of.name)
        return Obligation(name, kind, seen, at, of.clause, about, owner.path, owner.line, decision=what, impossible=never)

    def of(self, place: Place, occurrence: Occurrence) -> Iterator[Watch]:
        """Yield what there is to show of what is written in a place."""
        site, node = place.site, place.node
        if site.policy is not None:
            yield from self.truth(place, occurrence)
            return
        if site.kind is SiteKind.WINDOW:
            yield from self.window(place, occurrence)
            return
        if occurrence.under is not None and occurrence.under.site.kind is SiteKind.WINDOW:
            return
        yield from self.truth(place, occurrence)
        if node.op is Op.COMPARE:
            yield from self.dates(place, occurrence)
        elif site.kind is SiteKind.ANY and len(site.children) > 1:
            yield from self.routes(place, occurrence)
        elif site.table is not None and site.table.rows:
            yield self.rows(place, occurrence, site.table)
        elif site.exceptions:
            yield self.exceptions(place, occurrence)
        elif node.op in (Op.OTHERWISE, Op.ROUND, Op.EXTREME) and site.kind is SiteKind.VALUE:
            yield from self.made(place, occurrence, node)

    # --- truths -----------------------------------------------------------------------------------------------------------

    def truth(self, place: Place, occurrence: Occurrence) -> Iterator[Watch]:
        """A condition, or a line with a label, that is true, false, and unknown."""
        is_asked = (occurrence in self.conditions or occurrence.label is not None) and occurrence not in self.asked.decided
        if is_asked and place.node.type is Scalar.BOOL and place.node.op is not Op.LITERAL:
            yield self.of_truth(place, occurrence, Kind.CONDITION)

    def of_truth(self, place: Place, occurrence: Occurrence, kind: Kind, what: str = "") -> Watch:
        index, can_be = place.site.node, self.possible.truths(place.frame, place.site.node)
        known = {
            truth: self.one(occurrence, kind, word, what=what, never=None if truth in can_be else "structure")
            for truth, word in TRUTHS.items()
            if truth is not U or U in can_be
        }
        ids = {truth: (one.id,) for truth, one in known.items()}
        ways = {one.id: [[(place.frame, index, truth)]] for truth, one in known.items()}
        return Watch(place.frame, tuple(known.values()), lambda scope: ids.get(cast(Truth, scope.answer(index)), ()), ways)

    def verdicts(self) -> Iterator[Watch]:
        """The verdicts of what is decided: given, held, met, concerned, counted, determined."""
        outline = self.policy.outline
        of_tiers = [(site, what) for one in outline.tiers for site, what in ((one.held, "held"), (one.criteria, "criteria"))]
        sites: list[tuple[Site | None, str]] = [*of_tiers, *((one.site, "given") for one in outline.entitlements)]
        sites += [(duty.site, "concerns") for duty in outline.duties]
        sites += [(target.site, "counts") for target in outline.targets]
        for site, what in sites:
            occurrence = None if site is None else self.asked.at.get((self.asked.root, site))
            if site is not None and occurrence is not None:
                yield self.of_truth(Place(self.asked.root, site), occurrence, Kind.VERDICT, what)
        for determined in outline.determinations:
            place = Place(self.asked.root, determined.site)
            yield self.determination(place, self.asked.at[place.frame, place.site])

    def determination(self, place: Place, occurrence: Occurrence) -> Watch:
        """What the document determines: each member of an enumeration, true and false; and unknown, where it can be."""
        type_, index = place.node.type, place.site.node
        if type_ is Scalar.BOOL:
            return self.of_truth(place, occurrence, Kind.VERDICT, "determined")
        members = type_.members if isinstance(type_, EnumType) else ()
        known = {name: self.one(occurrence, Kind.VERDICT, f"={name}", what="determined") for name in members}
        opens = self.possible.can_be_unknown(place.frame, index)
        unknown = (self.one(occurrence, Kind.VERDICT, "unknown", what="determined"),) if opens else ()

        def shows(scope: Scope) -> Iterator[str]:
            answer = scope.answer(index)
            if isinstance(answer, Symbol) and answer.value in known:
                yield known[answer.value].id
            elif _is_open(answer):
                yield from (one.id for one in unknown)

        return Watch(place.frame, (*known.values(), *unknown), shows)

    def routes(self, place: Place, occurrence: Occurrence) -> Iterator[Watch]:
        """A route of an `any of`: what fulfils it alone."""
        children = place.site.children
        names = [self.asked.at[place.frame, child] for child in children]
        nodes = [child.node for child in children]
        if any(place.frame.nodes[node].type is not Scalar.BOOL for node in nodes):
            return
        found, ways = [], {}
        for name, node in zip(names, nodes, strict=True):
            alone = [(place.frame, other, T if other == node else F) for other in nodes]
            never = None if T in self.possible.truths(place.frame, node) else "structure"
            if never is None and not self.coupling.can_occur(alone):
                never = "beside"
            found.append(self.one(name, Kind.ROUTE, "alone", never=never))
            ways[found[-1].id] = [alone]

        def shows(scope: Scope) -> Iterator[str]:
            answers = [scope.answer(node) for node in nodes]
            if answers.count(T) == 1 and answers.count(F) == len(answers) - 1:
                yield found[answers.index(T)].id

        yield Watch(place.frame, tuple(found), shows, ways)

    def determined(self, judgment: Judgment) -> Iterator[Watch]:
        """A condition that alone determines a decision, being true and being false."""
        whole = judgment.whole
        if not whole.parts:
            return  # a decision of one condition is shown by what the condition is
        known, ways = {}, {}
        for part in whole.conditions:
            if part.place.node.op is Op.LITERAL:
                continue
            beside = list(needed(whole, part))
            for truth in (T, F):
                own = (part.place.frame, part.place.site.node, truth)
                enough = [[own, *one] for one in beside if self.coupling.can_occur([own, *one])]
                one = self._determining(judgment, part, truth, is_masked=not enough and len(beside) < WAYS)
                known[part.occurrence, truth], ways[one.id] = one, [way for way in enough if len(way) <= _KEPT]

        def shows(scope: Scope) -> Iterator[str]:
            for condition, truth in determining(whole, scope):
                if (condition, truth) in known:
                    yield known[condition, truth].id

        if known:
            yield Watch(judgment.frame, tuple(known.values()), shows, ways)

    def _determining(self, judgment: Judgment, part: Part, truth: Truth, *, is_masked: bool) -> Obligation:
        decision, condition = judgment.occurrence, part.occurrence
        owner = decision.owner
        name, line = (owner.name, owner.line) if decision.is_whole else (decision.name, decision.line)
        can_be = self.possible.truths(part.place.frame, part.place.site.node)
        never = "structure" if truth not in can_be else "beside" if is_masked else None
        return Obligation(
            f"{condition.id}|{Kind.DETERMINES}|{TRUTHS[truth]}|{decision.id}", Kind.DETERMINES, TRUTHS[truth],
            condition.line, decision.clause or condition.clause, condition.name, condition.owner.path, condition.owner.line,
            decision=name, decision_line=line, impossible=never,
        )  # fmt: skip

    # --- days -------------------------------------------------------------------------------------------------------------

    def window(self, place: Place, occurrence: Occurrence) -> Iterator[Watch]:
        """A window: the decision date before it, inside, and after it."""
        frame, site = place.frame, place.site
        sides = []
        for child in site.children if place.node.op is Op.AND or len(site.children) == 1 else (site,):
            home, index = frame.source(child.node)
            if home.nodes[index].op is not Op.COMPARE:
                return
            is_last = home.nodes[home.nodes[index].args[0]].op is Op.DAY
            sides.append((child.node, self.one(occurrence, Kind.WINDOW, "after" if is_last else "before").id))
        words = {"inside": None, "before": None, "after": None}
        wanted = [word for word in words if word == "inside" or any(name.endswith(f"|{word}") for _, name in sides)]
        found = {word: self.one(occurrence, Kind.WINDOW, word) for word in wanted}

        def shows(scope: Scope) -> Iterator[str]:
            if scope.answer(site.node) is T:
                yield found["inside"].id
            yield from (name for node, name in sides if scope.answer(node) is F)

        ways = {name: [[(frame, node, F)]] for node, name in sides} | {found["inside"].id: [[(frame, site.node, T)]]}
        yield Watch(frame, tuple(found.values()), shows, ways)

    def dates(self, place: Place, occurrence: Occurrence) -> Iterator[Watch]:
        """A comparison of dates: the one earlier than the other, on the same day, and later."""
        home, index = place.source
        left = home.nodes[index].args[0]
        if home.nodes[left].type is not Scalar.DATE:
            return
        found = {word: self.one(occurrence, Kind.DATES, word) for word in ("earlier", "same", "later")}

        def shows(scope: Scope) -> Iterator[str]:
            where, at = scope.source(place.site.node)
            one, other = (cast(Interval, where.answer(side)).point for side in where.nodes[at].args)
            if one is not None and other is not None:
                yield found["earlier" if one < other else "same" if one == other else "later"].id

        right, day = home.nodes[index].args[1], Fraction(1)
        sides = {"earlier": BELOW, "same": AT, "later": ABOVE}
        ways = {found[word].id: [[(home, index, Side(side, left, right, day))]] for word, side in sides.items()}
        yield Watch(place.frame, tuple(found.values()), shows, ways)

    # --- tables, exceptions, readings -------------------------------------------------------------------------------------

    def rows(self, place: Place, occurrence: Occurrence, table: TableSpec) -> Watch:
        """A row of a table that counts."""
        found: dict[RowSpec, Obligation] = {}
        for number, row in enumerate(table.rows, 1):
            found[row] = self.one(occurrence, Kind.ROW, str(number), text=row.text, line=row.line)

        def shows(scope: Scope) -> Iterator[str]:
            where, at = scope.source(place.site.node)
            met = list(possible_rows(scope, table, where.answer(at)))
            if len(met) == 1:
                yield found[met[0]].id

        ways = {one.id: [list(fitting(place.frame, table, row))] for row, one in found.items()}
        return Watch(place.frame, tuple(found.values()), shows, ways)

    def exceptions(self, place: Place, occurrence: Occurrence) -> Watch:
        """The default of a definition that applies; each exception that applies, does not, and is overridden by another."""
        home, index = place.source
        data, specs = cast(Exceptions, home.nodes[index].data), place.site.exceptions
        words = {"applied": True, "idle": True, "overridden": False}
        found = {
            (number, word): self.one(occurrence, Kind.EXCEPTION, f"{spec.name}.{word}", text=spec.name, line=spec.line)
            for number, spec in enumerate(specs)
            for word, always in words.items()
            if always or data.overridden_by[number]
        }
        default = self.one(occurrence, Kind.EXCEPTION, "default", text=occurrence.owner.name, line=occurrence.owner.line)

        def shows(scope: Scope) -> Iterator[str]:
            where, at = scope.source(place.site.node)
            guards = [cast(Truth, where.answer(guard)) for guard in where.nodes[at].args[1::2]]
            base, *effects = effective(data, guards)
            if base is T:
                yield default.id
            for number, (guard, effect) in enumerate(zip(guards, effects, strict=True)):
                word = (
                    "applied" if effect is T else "idle" if guard is F else "overridden" if guard is T and effect is F else ""
                )
                if (number, word) in found:
                    yield found[number, word].id

        guards = [(home, guard) for guard in home.nodes[index].args[1::2]]
        ways: dict[str, list[list[Meant]]] = {default.id: [[(*guard, F) for guard in guards]]}
        for (number, word), one in found.items():
            over = [guards[other] for other in data.overridden_by[number]]
            beside = [[(*guard, F) for guard in over]] if word == "applied" else [[(*guard, T)] for guard in over]
            own = (*guards[number], F if word == "idle" else T)
            ways[one.id] = [[own]] if word == "idle" else [[own, *others] for others in beside]
        return Watch(place.frame, (default, *found.values()), shows, ways)

    def readings(self) -> Iterator[Watch]:
        """Each option of a reading."""
        lines = {one.name.name: one for one in self.policy.checked.all(ast.Reading)}
        for index, node in enumerate(self.policy.program.nodes):
            declared = lines.get(cast(str, node.data)) if node.op is Op.READING else None
            if declared is not None:
                yield self._reading(index, declared)

    def _reading(self, index: int, declared: ast.Reading) -> Watch:
        name, clause = declared.name.name, declared.clause.clause if declared.clause else ""
        found = {
            option.name.name: Obligation(
                f"reading:{name}|{Kind.READING}|{option.name.name}", Kind.READING, option.name.name,
                option.span.first.line, clause, name, f"reading:{name}", declared.span.first.line,
            )
            for option in declared.options
        }  # fmt: skip

        def shows(scope: Scope) -> Iterator[str]:
            taken = cast(Symbol, scope.answer(index)).value
            if taken is not None and taken in found:
                yield found[taken].id

        ways = {one.id: [[(self.asked.root, index, OneOf((option,)))]] for option, one in found.items()}
        return Watch(self.asked.root, tuple(found.values()), shows, ways)

    # --- what is made of values -------------------------------------------------------------------------------------------

    def made(self, place: Place, occurrence: Occurrence, node: Node) -> Iterator[Watch]:
        """What stands for something left out, a rounding, the greatest or least of several."""
        if node.op is Op.OTHERWISE:
            kind, words = Kind.DEFAULT, ["given", "left_out"]
        elif node.op is Op.ROUND:
            kind, words = Kind.LIMIT, ["rounds", "exact"]
        else:
            kind, words = Kind.LIMIT, [f"operand {number}" for number in range(1, len(node.args) + 1)]
        found = [self.one(occurrence, kind, word) for word in words]

        def shows(scope: Scope) -> Iterator[str]:
            where, at = scope.source(place.site.node)
            given = [where.answer(argument) for argument in where.nodes[at].args]
            yield from (found[number].id for number in _MADE[node.op](where.answer(at), given))

        yield Watch(place.frame, tuple(found), shows)

    def limits(self) -> Iterator[Watch]:
        """Each cap of an amount, and each rule over several awards, that changes what is given, and that does not."""
        for promise in self.policy.outline.entitlements:
            amount = promise.amount
            if amount is None:
                continue
            owner = self.asked.owners[promise.line]
            frames = [(self.asked.root, amount.steps)]
            if amount.records is not None:
                frames.append((self.asked.root.inside(amount.records.node), amount.records.steps))
            for frame, steps in frames:
                for before, step in pairwise(steps):
                    if step.kind not in (StepKind.SHARE, StepKind.SUM):
                        yield _limit(frame, owner, str(step.kind), step.text, step.line, _of_pair(before.node, step.node))
        total = self.policy.outline.total
        yield from () if total is None else self._rules(total.members, "total")

    def _rules(self, members: Sequence[object], where: str) -> Iterator[Watch]:
        rules = [one for one in members if isinstance(one, RuleSpec) and one.policy == self.policy.name]
        for number, rule in enumerate(rules, 1):
            nodes = [one.node if isinstance(one, RuleSpec) else one.payable for one in rule.members]
            changes = _of_pair(rule.before, rule.node) if rule.kind is RuleKind.TOTAL_CAP else _of_sum(nodes, rule.node)
            name, owner = f"{where}/{rule.kind}.{number}", self.asked.owners[rule.line]
            yield _limit(self.asked.root, owner, name, rule.place or owner.name, rule.line, changes)
            yield from self._rules(rule.members, name)


def _limit(frame: Frame, owner: Owner, name: str, text: str, line: int, changes: Callable[[Scope], bool | None]) -> Watch:
    found = {
        bites: Obligation(
            f"{owner.path}/{name}|{Kind.LIMIT}|{word}", Kind.LIMIT, word, line, owner.clause, text, owner.path, owner.line
        )
        for bites, word in ((True, "bites"), (False, "idle"))
    }

    def shows(scope: Scope) -> Iterator[str]:
        bites = changes(scope)
        if bites is not None:
            yield found[bites].id

    return Watch(frame, tuple(found.values()), shows)


# --- answers --------------------------------------------------------------------------------------------------------------


def _is_open(answer: Answer) -> bool:
    return answer is U or answer == Symbol(None) or (isinstance(answer, Interval) and answer.point is None)


def _otherwise(answer: Answer, given: Sequence[Answer]) -> Iterator[int]:
    if not _is_open(given[0]):
        yield 0 if isinstance(given[0], Interval | Symbol | Truth) else 1


def _rounded(answer: Answer, given: Sequence[Answer]) -> Iterator[int]:
    if not _is_open(given[0]):
        yield 1 if answer == given[0] else 0


def _extreme(answer: Answer, given: Sequence[Answer]) -> Iterator[int]:
    if not _is_open(answer) and given.count(answer) == 1:
        yield given.index(answer)


_MADE: dict[Op, Callable[[Answer, Sequence[Answer]], Iterator[int]]] = {
    Op.OTHERWISE: _otherwise,
    Op.ROUND: _rounded,
    Op.EXTREME: _extreme,
}


def _of_pair(before: int, after: int) -> Callable[[Scope], bool | None]:
    """Say whether a step changes an amount, where both are known."""

    def changes(scope: Scope) -> bool | None:
        one, other = (cast(Interval, scope.answer(node)).point for node in (before, after))
        return None if one is None or other is None else one != other

    return changes


def _of_sum(members: Sequence[int], after: int) -> Callable[[Scope], bool | None]:
    """Say whether what counts of several awards is less than all of them together."""

    def changes(scope: Scope) -> bool | None:
        given = [cast(Interval, scope.answer(node)).point for node in (*members, after)]
        known = [one for one in given if one is not None]
        return sum(known[:-1]) != known[-1] if len(known) == len(given) else None

    return changes
