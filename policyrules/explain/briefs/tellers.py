"""What is said of the conditions of an entitlement in brief, made ready for a policy.

In: a decision that shows which lines there are, and the expressions that read what decisions hold without making answers of it.
Out: `Line`s: templates that say exactly what `policyrules.explain.briefs.brief` says of any decision that is held alike. A
line of a kind that is not known here is explained and told as everywhere else. Knows no form in which decisions hold what they
hold.
"""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from attrs import evolve, field, frozen

from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Op, resting
from policyrules.core.reads import Reads, Truths
from policyrules.core.reads import Value as Held
from policyrules.diagnostics import Language
from policyrules.explain.briefs.brief import sentence
from policyrules.explain.briefs.kinds import UnreadyError, kinds_asked, of_kind
from policyrules.explain.briefs.templates import (
    Asked,
    Choice,
    Filled,
    Lines,
    Listing,
    Piece,
    Sentence,
    Template,
    around,
    every,
    halves,
    under,
)
from policyrules.explain.explanation import Connective, Explanation, Period
from policyrules.explain.headings import Headings, are_tiers
from policyrules.explain.lines import head, is_part, is_simple, repeats, says_itself, window_line
from policyrules.explain.numbers import YUAN, writer
from policyrules.explain.operands import Comparison, Operand, OperandKind
from policyrules.explain.outcomes import Outcomes
from policyrules.explain.phrases import actual, operand_name, operand_value
from policyrules.explain.reasons import Telling, conjunction, has_clause
from policyrules.explain.sentences import truth_text
from policyrules.explain.words import say
from policyrules.source import unhidden
from policyrules.values.answers import Interval, Truth
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.types import EnumType, Scalar, Type, is_numeric

#: Lines that stand deeper are explained.
_DEEPEST = 40

#: Kinds of lines that can be made ready.
_KINDS = frozenset(
    {
        SiteKind.ALL, SiteKind.ANY, SiteKind.NOT, SiteKind.COMPARE, SiteKind.CHOOSE, SiteKind.DEFINITION, SiteKind.TIER,
        SiteKind.WINDOW, SiteKind.VALUE, SiteKind.TABLE, SiteKind.CRITERIA,
    }
)  # fmt: skip

#: Kinds of sides whose name does not depend on the case.
_SIDES = (OperandKind.FACT, OperandKind.DAY, OperandKind.NAMED, OperandKind.COMPUTED, OperandKind.SCORE, OperandKind.PARAMETER)

F, T = False, True


#: The tiers that a line turns on, by their names, each with the conditions under which it does.
Examined = tuple[tuple[frozenset[str], str], ...]


@frozen(eq=False)
class Line:
    """A line made ready: whether it holds; where it does not, and where it does, what is told, and on which tiers it turns.

    A `single` one has one sentence, which is as true as the line. Where it is open, the line is explained.
    """

    truths: Truths
    tell: tuple[Template, Template]
    single: bool = False
    examined: tuple[Examined, Examined] = ((), ())


@frozen(eq=False)
class Value:
    """A value that is told: what it is told by, what says it with its name, or where that was asked for, and if it is known."""

    key: tuple[object, ...]
    node: int
    named: tuple[Piece, ...]
    asked: tuple[Piece, ...]
    known: str | None = None


@frozen(eq=False)
class Readying:
    """Makes lines ready in one language, from those of one decision; `constants` are what their expressions name.

    With `tiers_apart` it is not told why a tier is held or not, and a line says on which tiers it turns.
    """

    decision: Outcomes
    language: Language
    reads: Reads
    constants: dict[str, object] = field(factory=dict)
    tiers_apart: bool = True

    @property
    def telling(self) -> Telling:
        return Telling(Headings(self.language, self.decision.tier_titles), self.tiers_apart, True)

    def truths(self, node: int | None) -> Truths:
        """Return the expressions of a truth. Raises `UnreadyError` where it cannot be read."""
        found = None if node is None else self.reads(node)
        if not isinstance(found, Truths):
            raise UnreadyError
        return found

    def held(self, node: int | None) -> Held:
        """Return the expressions of a value, or of the day. Raises `UnreadyError` where it cannot be read."""
        found = self.reads(node)
        if not isinstance(found, Held):
            raise UnreadyError
        return found

    def is_fixed(self, node: int) -> bool:
        """Say whether a node rests on nothing but what is written out, and on readings, which are the same in all decisions."""
        nodes = self.decision.program.nodes
        resting_on = (nodes[one] for one in resting(nodes, (node,)))
        return all(one.rests_on or one.op in (Op.LITERAL, Op.READING) for one in resting_on)

    def line(self, site: Site, one: Explanation, depth: int, above: str | None) -> Line:
        """Return a line made ready, as far as it can be.

        Raises `UnreadyError` where it cannot be read whether it holds, or on which tiers it turns.
        """
        if one.type is not Scalar.BOOL:
            raise UnreadyError
        truths, explained = self.truths(one.node), self._explained(site, depth, above)
        try:
            return self._line(truths, site, one, depth, explained)
        except UnreadyError:
            if self._turns_on_tiers(site):
                raise
            return Line(truths, (explained, explained))

    def _turns_on_tiers(self, site: Site) -> bool:
        """Say whether it is to be known on which tiers a line turns."""
        return self.tiers_apart and SiteKind.TIER in site.asks

    def headed(self, site: Site, one: Explanation) -> Line:
        """Return a line that stands under a heading that says what it asks: what is told are those below it.

        Raises `UnreadyError` as `line` does.
        """
        truths, explained = self.truths(one.node), self._explained(site, 0, None, headed=True)
        try:
            if one.connective not in (Connective.SAME, Connective.ALL, Connective.ANY):
                raise UnreadyError
            below = self._below(site, one, 0)
        except UnreadyError:
            return Line(truths, (explained, explained))
        return Line(truths, (_those(below, one.connective, F), _those(below, one.connective, T)))

    def _explained(self, site: Site, depth: int, above: str | None, *, headed: bool = False) -> Asked:
        language, apart = self.language, self.tiers_apart

        def asked(decision: Outcomes) -> list[str]:
            one = decision.explainer.explain(site, depth, above)
            told = decision.telling(language, tiers_apart=apart, brief=True).reasons(one, headed=headed)
            return [unhidden(sentence(reason, cast(Truth, one.truth), language)) for reason in told]

        return Asked(asked)

    def _line(self, truths: Truths, site: Site, one: Explanation, depth: int, explained: Asked) -> Line:
        if one.kind not in _KINDS or depth > _DEEPEST or site.excepts:
            raise UnreadyError
        if one.kind is SiteKind.WINDOW:
            return self._window(truths, one)
        if one.kind is SiteKind.TIER:
            return self._tier(truths, site, one)
        if one.kind is SiteKind.CRITERIA:
            return self._criteria(truths, site, one, depth)
        if one.kind is SiteKind.TABLE:
            return self._table(truths, site, one, depth, explained)
        if is_simple(one) and not has_clause(one):
            return self._simple(truths, site, one, depth, explained)
        return self._compound(truths, site, one, depth, explained)

    def _below(self, site: Site, one: Explanation, depth: int) -> list[Line]:
        if len(site.children) != len(one.children) or not one.children:
            raise UnreadyError
        return [self.line(child, line, depth + 1, one.policy) for child, line in zip(site.children, one.children, strict=True)]

    # --- windows and tiers ---

    def _window(self, truths: Truths, one: Explanation) -> Line:
        windows = [window for window in self.decision.explainer.windows if window.node == one.node]
        ends = [end for window in windows for end in (window.first, window.last) if end is not None]
        if one.period is None or not all(map(self.is_fixed, ends)):
            raise UnreadyError
        period, language = one.period, self.language
        inside = window_line(period, Truth.T, language)
        if period.superseded_by is not None:
            return _fixed(truths, window_line(period, Truth.F, language), inside)
        after, before = (_said(_outside(period, end, language)) for end in (period.last, period.first))
        last, (day,) = None if period.last is None else period.last.high, self.held(None).texts
        outside = before if last is None else Choice(((f"{day} > {int(last)}", after),), before)
        return Line(truths, (outside, _said(inside)), single=True)

    def _tier(self, truths: Truths, site: Site, one: Explanation) -> Line:
        """Make ready a line that asks for a tier: it turns on one that is held, or that a record of its kind fails to give."""
        if not self.tiers_apart or one.policy is not None or one.tier is None:
            raise UnreadyError
        kinds, facts = kinds_asked(site, self.decision.program)
        (records,) = self.held(facts).texts
        self.constants["of_kind"] = of_kind
        fails = frozenset((f"of_kind({records}, {kinds!r})",))
        examined = ((fails, one.tier),), ((frozenset[str](), one.tier),)
        return evolve(_fixed(truths, self.telling.headings.held(one)), examined=examined)

    def _criteria(self, truths: Truths, site: Site, one: Explanation, depth: int) -> Line:
        """Make ready a line that asks whether the criteria for a tier are met."""
        below, heading = self._below(site, one, depth), self.telling.headings.held(one)
        fails, met = (under(heading, _those(below, one.connective, truth), self.language) for truth in (F, T))
        return Line(truths, (fails, met), examined=(_examined(below, one.connective, F), _examined(below, one.connective, T)))

    # --- lines with others below them ---

    def _compound(self, truths: Truths, site: Site, one: Explanation, depth: int, explained: Asked) -> Line:
        """Make a line ready as `policyrules.explain.reasons` tells it: under its name, or each of its parts."""
        if one.connective is Connective.CHOOSE:
            return self._chosen(truths, site, one, depth, explained)
        below = self._below(site, one, depth)
        if one.connective is Connective.NOT:
            return self._denied(truths, one, below)
        fails, met = (self._named(one, _those(below, one.connective, truth)) for truth in (F, T))
        if one.kind is SiteKind.ANY and len(one.children) > 1:
            fails = self._alternatives(one, below)
        examined = _examined(below, one.connective, F), _examined(below, one.connective, T)
        return Line(truths, (fails, met), examined=examined)

    def _alternatives(self, one: Explanation, below: Sequence[Line]) -> Template:
        heading = self.telling.headings.of(one)
        if are_tiers(one) and not self.tiers_apart:
            raise UnreadyError  # what several rest on is told once
        return _said(heading) if are_tiers(one) else under(heading, _those(below, Connective.ANY, F), self.language)

    def _named(self, one: Explanation, below: Template) -> Template:
        """Put what is told under the name of a line, where it has one."""
        return under(self.telling.name(one), below, self.language)

    def _denied(self, truths: Truths, one: Explanation, below: Sequence[Line]) -> Line:
        """Make a line ready that denies what is below it: that is as true as the line is not."""
        (child,) = below
        if not child.single:
            raise UnreadyError
        heading = self.telling.headings.of(one)
        start, end = halves("square-brackets", self.language, "text")
        fails, met = (around(heading + start + self._mark(not truth), child.tell[not truth], end) for truth in (F, T))
        return Line(truths, (fails, met), single=True, examined=child.examined[::-1])

    def _chosen(self, truths: Truths, site: Site, one: Explanation, depth: int, explained: Asked) -> Line:
        """Make a choice ready: it is told by the condition that holds, and by what is then asked."""
        nodes = self.decision.program.nodes
        if any(child.kind is SiteKind.VALUE and nodes[child.node or 0].op is not Op.FACT for child in one.children):
            raise UnreadyError  # what is written out is not told beside others
        *pairs, last = self._below(site, one, depth)
        taken = list(zip(pairs[::2], pairs[1::2], strict=True))
        if not all(guard.single for guard, _ in taken) or self._turns_on_tiers(site):
            raise UnreadyError

        def chosen(truth: bool) -> Template:
            mark = "" if truth else self._mark(T)
            cases = [(guard.truths, every((around(mark, guard.tell[T], ""), value.tell[truth]))) for guard, value in taken]
            return _first(cases, last.tell[truth], explained)

        return Line(truths, (self._named(one, chosen(F)), self._named(one, chosen(T))))

    def _table(self, truths: Truths, site: Site, one: Explanation, depth: int, explained: Asked) -> Line:
        """Make a table of conditions ready: it is told by the row of the first that holds."""
        rows = () if site.table is None or site.table.meets else site.table.rows
        if not rows or rows[-1].guard is not None or any(row.cells or row.guard is None for row in rows[:-1]) or rows[-1].cells:
            raise UnreadyError
        if self._turns_on_tiers(site):
            raise UnreadyError
        *below, last = (self._row(site.children[row.at], one, depth + 1) for row in rows)
        guards = [self.truths(row.guard) for row in rows[:-1]]

        def taken(truth: bool) -> Template:
            return _first([*zip(guards, (row.tell[truth] for row in below), strict=True)], last.tell[truth], explained)

        return Line(truths, (self._named(one, taken(F)), self._named(one, taken(T))))

    def _row(self, child: Site, table: Explanation, depth: int) -> Line:
        """Make ready what a row of a table asks."""
        one = self.decision.explainer.explain(child, depth, table.policy)
        if one.label is None and is_part(one):
            raise UnreadyError  # it is told with the table in one line
        return self.line(child, one, depth, table.policy)

    def _mark(self, truth: bool) -> str:
        return truth_text(Truth.T if truth else Truth.F, self.language) + say("colon", self.language)

    # --- lines that are told with all that is under them ---

    def _simple(self, truths: Truths, site: Site, one: Explanation, depth: int, explained: Asked) -> Line:
        leaves = self._leaf(site, one)
        keys: dict[tuple[object, ...], int] = {}
        for value in leaves.all_values:
            if keys.setdefault(value.key, value.node) != value.node:
                raise UnreadyError  # two sides of one name, which are told once where they are alike
        start = head(one, self.language)
        fails, met = (self._read(start, leaves, truth, explained) for truth in (F, T))
        apart = conjunction(one)
        if apart is not None:
            fails = self._apart(fails, site, one, depth)
        return Line(truths, (fails, met), single=apart is None)

    def _apart(self, whole: Template, site: Site, one: Explanation, depth: int) -> Template:
        """Tell the parts of a conjunction each on its own, where several of them are not met."""
        below = counted = self._below(site, one, depth)
        parts = self._named(one, _those(below, one.connective, F))
        while one.connective is Connective.SAME:
            (site,), (one,), depth = site.children, one.children, depth + 1
            counted = self._below(site, one, depth)
        failing = " + ".join(f"({line.truths.fails})" for line in counted)
        return Choice(((f"{failing} > 1", parts),), whole) if len(counted) > 1 else whole

    def _leaf(self, site: Site, one: Explanation) -> "_Leaves":
        """Return what a line is folded from, with the values that each leaf tells."""
        truths = self.truths(one.node)
        if one.absent is not None or one.rows or one.left_to is not None or one.record is not None:
            raise UnreadyError
        if one.connective is Connective.LEAF:
            says = one.comparison is not None and says_itself(one.comparison)
            return _Leaves(truths, one.connective, (), tuple(self._values(site, one)), says, one.comparison)
        if len(site.children) != len(one.children) or not one.children or one.connective not in _FOLDED:
            raise UnreadyError
        below = tuple(self._leaf(child, line) for child, line in zip(site.children, one.children, strict=True))
        return _Leaves(truths, one.connective, below)

    def _values(self, site: Site, one: Explanation) -> list[Value]:
        nodes = self.decision.program.nodes
        assert one.node is not None
        node = nodes[one.node]
        if one.comparison is None:
            if node.op is not Op.FACT or len(one.values) != 1:
                raise UnreadyError
            return [self._value(one.values[0], one.node)]
        if node.op is not Op.COMPARE or any(map(_is_of_a_period, site.children)):
            raise UnreadyError
        sides = zip((one.comparison.left, one.comparison.right), node.args, strict=True)
        return [self._value(side, index) for side, index in sides if side.kind is not OperandKind.LITERAL]

    def _value(self, operand: Operand, index: int) -> Value:
        if operand.parts or operand.at is not None or self.decision.program.nodes[index].op is Op.AT:
            raise UnreadyError
        key = (operand.kind, operand.name, operand.type, operand.path)
        if self.is_fixed(index):
            return Value(key, index, (operand_value(operand, self.language),), (actual(operand, self.language),))
        if operand.kind not in _SIDES:
            raise UnreadyError
        name = operand_name(operand, self.language)
        said, known = self._said_of(operand.type, index)
        before, after = halves("actual", self.language, "value")
        return Value(key, index, (f"{name} ", said) if name else (said,), (before, said, after), known)

    def _said_of(self, type_: Type, node: int) -> tuple[Filled, str | None]:
        """Return what says a value of a type, and the condition under which it is known."""
        if type_ is Scalar.BOOL:
            truths = self.truths(node)
            known = None if truths.is_known else f"{truths.holds} or {truths.fails}"
            return Filled(f"({say('yes', self.language)!r} if {truths.holds} else {say('no', self.language)!r})"), known
        held = self.held(node)
        return Filled(self._text(type_, held)), held.known

    def number(self, node: int) -> tuple[Filled, str | None]:
        """Return what says the number that a node answers, and the condition under which it is known."""
        return self._said_of(self.decision.program.nodes[node].type, node)

    def _text(self, type_: Type, held: Held) -> str:
        is_whole = held.texts[1:] == ("1",)
        if is_whole and type_ in (Scalar.INTEGER, Scalar.NUMBER) and self.language == "zh":
            return held.number[0]  # as Python writes it
        if is_whole and type_ is Scalar.MONEY and held.unit == MONEY_UNITS["元"]:
            self.constants["yuan"] = YUAN[self.language]
            return f"yuan({held.texts[0]})"
        if isinstance(type_, Scalar) and is_numeric(type_):
            self.constants[type_.value] = writer(type_, self.language)
            return f"{type_.value}({', '.join(held.number)})"
        if type_ is Scalar.TEXT or (isinstance(type_, EnumType) and all(unhidden(one).strip() == one for one in type_.members)):
            return held.texts[0]  # nothing is hidden in a text that is given
        raise UnreadyError

    def _read(self, start: str, leaves: "_Leaves", truth: bool, explained: Asked) -> Template:
        """Return what says a line with the values that it read, as far as they are known."""
        told = tuple(_once(leaves.told(truth)))
        unknown = tuple(_unless(value.known, condition) for condition, value in told if value.known is not None)
        said = self._listed(start, leaves, told)
        return Choice(((" or ".join(unknown), explained),), said) if unknown else said

    def _listed(self, start: str, leaves: "_Leaves", told: Sequence[tuple[str | None, Value]]) -> Template:
        if not told:
            return _said(start)
        if leaves.only is not None and _asked(leaves.only.comparison):
            return Sentence((start + say("colon", self.language), *told[0][1].asked))
        if any(condition is not None for condition, _ in told):
            return Listing(start, tuple((condition, value.named) for condition, value in told))
        first, *others = (value.named for _, value in told)
        if not others and isinstance(first[0], str) and repeats(start, first[0], self.language):
            return Sentence(first)
        more = (piece for pieces in others for piece in (say("comma", self.language), *pieces))
        return Sentence((start, say("colon", self.language), *first, *more))


#: How what is told in one line is folded from what is below it.
_FOLDED = (Connective.SAME, Connective.NOT, Connective.ALL, Connective.ANY)


@frozen
class _Leaves:
    """What a line is folded from: a leaf with the values that it tells, or others below."""

    truths: Truths
    connective: Connective
    below: "tuple[_Leaves, ...]" = ()
    values: tuple[Value, ...] = ()
    says_itself: bool = False
    comparison: Comparison | None = None

    @property
    def only(self) -> "_Leaves | None":
        """The only leaf, where the line is another name of it; of what is denied, too, though it is then named again."""
        if self.connective is Connective.LEAF:
            return self
        return self.below[0].only if len(self.below) == 1 and self.connective is not Connective.NOT else None

    @property
    def all_values(self) -> "Iterator[Value]":
        yield from self.values
        for one in self.below:
            yield from one.all_values

    def told(self, truth: bool) -> "Iterator[tuple[frozenset[str], Value]]":
        """Yield the values that the line tells where it is true, or not, each with the conditions that must hold for that."""
        for conditions, leaf in self._decisive(truth, frozenset()):
            if not (truth and leaf.says_itself):
                yield from ((conditions, value) for value in leaf.values)

    def _decisive(self, truth: bool, conditions: frozenset[str]) -> "Iterator[tuple[frozenset[str], _Leaves]]":
        """Yield the leaves that make the line true, or not, each with the conditions under which it is one of them."""
        if self.connective is Connective.LEAF:
            yield conditions, self
        is_some = self.connective is (Connective.ANY if truth else Connective.ALL) and len(self.below) > 1
        for one in self.below:
            own = truth is not (self.connective is Connective.NOT)
            asked = {one.truths.is_(truth)} if is_some else set()
            yield from one._decisive(own, conditions | asked)


def _once(told: Iterator[tuple[frozenset[str], Value]]) -> Iterator[tuple[str | None, Value]]:
    """Yield each value where it is first told, with the condition for that."""
    before: dict[tuple[object, ...], list[frozenset[str]]] = {}
    for conditions, value in told:
        earlier = before.setdefault(value.key, [])
        if not any(one <= conditions for one in earlier):
            unless = [f"not ({_all(one)})" for one in earlier]
            yield " and ".join([*sorted(conditions), *unless]) or None, value
        earlier.append(conditions)


def _all(conditions: frozenset[str]) -> str:
    return " and ".join(sorted(conditions))


def _asked(compared: Comparison | None) -> bool:
    """Say whether a line asks for a value that is written out: the side that it names need not be named again."""
    return compared is not None and compared.right.kind is OperandKind.LITERAL and compared.left.kind is not OperandKind.LITERAL


def _those(below: Sequence[Line], connective: Connective, truth: bool) -> Template:
    """Return what tells those lines that make a conjunction or an alternative true, or not."""
    if _are_all_told(below, connective, truth):
        return every([line.tell[truth] for line in below])
    return Lines(tuple((line.truths.is_(truth), line.tell[truth]) for line in below))


def _are_all_told(below: Sequence[Line], connective: Connective, truth: bool) -> bool:
    """Say whether every line makes a conjunction or an alternative true, or not, where it is."""
    return len(below) == 1 or connective is Connective.SAME or (connective is Connective.ALL) is truth


def _examined(below: Sequence[Line], connective: Connective, truth: bool) -> Examined:
    """Return the tiers that a line turns on that is true, or not."""
    are_all = _are_all_told(below, connective, truth)
    asked = ((frozenset() if are_all else frozenset((line.truths.is_(truth),)), line.examined[truth]) for line in below)
    return tuple((own | conditions, tier) for own, tiers in asked for conditions, tier in tiers)


def _first(cases: Sequence[tuple[Truths, Template]], otherwise: Template, explained: Asked) -> Template:
    """Return what is told of the first condition that holds; where it is open which one that is, it is explained."""
    told: list[tuple[str, Template]] = []
    for truths, one in cases:
        told.append((truths.holds, one))
        if not truths.is_known:
            told.append((f"not ({truths.fails})", explained))
    return Choice(tuple(told), otherwise) if told else otherwise


def _unless(known: str, condition: str | None) -> str:
    """Return the condition under which something is not known that is told under one."""
    return f"not ({known})" if condition is None else f"({condition}) and not ({known})"


def _said(text: str) -> Sentence:
    return Sentence((text,))


def _fixed(truths: Truths, fails: str, met: str | None = None) -> Line:
    return Line(truths, (_said(fails), _said(fails if met is None else met)), single=True)


def _outside(period: Period, end: Interval | None, language: Language) -> str:
    """Say that the day is beyond an end of a window."""
    if end is None:
        return ""
    is_last = end is period.last
    ordinal = int(cast(Any, end.high if is_last else end.low)) + (1 if is_last else -1)
    return window_line(evolve(period, day=ordinal), Truth.F, language)


def _is_of_a_period(site: Site) -> bool:
    return site.kind in (SiteKind.OVER, SiteKind.PERIOD) or site.period is not None or any(map(_is_of_a_period, site.children))
