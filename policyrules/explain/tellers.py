"""What is said of an entitlement in brief, made ready for a policy: decisions only fill in whether lines hold, and numbers.

In: a decision that shows which lines there are, and what reads of what decisions hold without making answers of it. Out:
`Teller`s, which say exactly what `policyrules.explain.brief` says of any decision that is held alike. A line of a kind that is
not known here is explained and told as everywhere else. Knows no form in which decisions hold what they hold.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from attrs import evolve, field, frozen

from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Op
from policyrules.diagnostics import Language
from policyrules.explain.brief import (
    beside,
    of_determinations,
    of_tiers,
    one_line,
    outcome_brief,
    sentence,
    verdict_said,
)
from policyrules.explain.explanation import LARGEST, Connective, Explanation, Period
from policyrules.explain.headings import Headings, are_tiers
from policyrules.explain.lines import head, is_part, is_simple, says_itself, window_line
from policyrules.explain.operands import Comparison, Operand, OperandKind
from policyrules.explain.outcomes import Outcome, Outcomes
from policyrules.explain.phrases import operand_name, writer
from policyrules.explain.reasons import Telling, conjunction, has_clause, reasons
from policyrules.explain.sentences import truth_text
from policyrules.explain.words import CONDITIONS, say
from policyrules.values.answers import Interval, Truth
from policyrules.values.types import EnumType, Scalar, Type, is_numeric

#: Reads something of what a decision holds.
Read = Callable[[Any], Any]

#: Returns what reads the answer of a node: a truth, a text, or a number as what stands above and under the line; `None` for one
#: that is not held, or need not be known.
Reads = Callable[[int | None], Read | None]

#: Says the sentences of a line, of what a decision holds; the decision itself is asked where that is not enough.
Tell = Callable[[Any, Outcomes], list[str]]

#: Says the line of an entitlement, or all lines.
Teller = Callable[[Any, Outcomes], str]

#: Lines that stand deeper are explained.
_DEEPEST = 40

#: Kinds of lines that can be made ready.
_KINDS = frozenset(
    {
        SiteKind.ALL, SiteKind.ANY, SiteKind.NOT, SiteKind.COMPARE, SiteKind.CHOOSE, SiteKind.DEFINITION, SiteKind.TIER,
        SiteKind.WINDOW, SiteKind.VALUE, SiteKind.TABLE,
    }
)  # fmt: skip

#: Kinds of sides whose name does not depend on the case.
_SIDES = (OperandKind.FACT, OperandKind.DAY, OperandKind.NAMED, OperandKind.COMPUTED, OperandKind.SCORE, OperandKind.PARAMETER)

F, T = False, True


class UnreadyError(Exception):
    """A line that has to be explained."""


@frozen(eq=False)
class Line:
    """A line made ready: whether it holds, and its sentences where it does not, and where it does.

    A `single` one has one sentence, which is as true as the line.
    """

    holds: Read
    tell: tuple[Tell, Tell]
    single: bool = False


@frozen(eq=False)
class Value:
    """A value that is told: what it is told by, and what says it, alone or with its name."""

    key: tuple[object, ...]
    node: int
    read: Read = field(repr=False)
    name: str
    text: Callable[[Any], str]

    def say(self, held: Any) -> str:
        return f"{self.name} {self.text(self.read(held))}".strip()


@frozen(eq=False)
class Readying:
    """Makes lines ready in one language, from those of one decision."""

    decision: Outcomes
    language: Language
    reads: Reads
    day: Read

    @property
    def telling(self) -> Telling:
        return Telling(Headings(self.language, self.decision.tier_titles), True, True)

    def line(self, site: Site, one: Explanation, depth: int, above: str | None) -> Line:
        """Return a line made ready, as far as it can be. Raises `UnreadyError` where it cannot be read whether it holds."""
        holds = self.reads(one.node)
        if holds is None or one.type is not Scalar.BOOL:
            raise UnreadyError
        try:
            return self._line(holds, site, one, depth)
        except UnreadyError:
            told = self._explained(site, depth, above)
            return Line(holds, (told, told))

    def _explained(self, site: Site, depth: int, above: str | None) -> Tell:
        language = self.language

        def tell(held: Any, decision: Outcomes) -> list[str]:
            one = decision.explainer.explain(site, depth, above)
            told = reasons(one, language, decision.tier_titles, tiers_apart=True, brief=True)
            return [sentence(reason, cast(Truth, one.truth), language) for reason in told]

        return tell

    def _line(self, holds: Read, site: Site, one: Explanation, depth: int) -> Line:
        is_long = site.lines is None or site.lines > LARGEST
        if one.kind not in _KINDS or is_long or depth > _DEEPEST or site.excepts:
            raise UnreadyError
        if one.kind is SiteKind.WINDOW:
            return self._window(holds, one)
        if one.kind is SiteKind.TIER:
            if one.policy is not None:
                raise UnreadyError
            return _fixed(holds, self.telling.headings.held(one))
        if one.kind is SiteKind.TABLE:
            return self._table(holds, site, one, depth)
        if is_simple(one) and not has_clause(one):
            return self._simple(holds, site, one, depth)
        return self._compound(holds, site, one, depth)

    def _below(self, site: Site, one: Explanation, depth: int) -> list[Line]:
        if len(site.children) != len(one.children) or not one.children:
            raise UnreadyError
        return [self.line(child, line, depth + 1, one.policy) for child, line in zip(site.children, one.children, strict=True)]

    # --- windows ---

    def _window(self, holds: Read, one: Explanation) -> Line:
        if one.period is None or not self._is_fixed(one):
            raise UnreadyError
        period, language = one.period, self.language
        inside = window_line(period, Truth.T, language)
        if period.superseded_by is not None:
            return _fixed(holds, window_line(period, Truth.F, language), inside)
        after, before = (_outside(period, end, language) for end in (period.last, period.first))
        last, day = None if period.last is None else period.last.high, self.day

        def outside(held: Any, decision: Outcomes) -> list[str]:
            return [after if last is not None and last < day(held) else before]

        return Line(holds, (outside, _saying(inside)), single=True)

    def _is_fixed(self, one: Explanation) -> bool:
        """Say whether the ends of a window are written out."""
        nodes = self.decision.program.nodes
        ends = [window for window in self.decision.explainer.windows if window.node == one.node]
        return all(
            end is None or nodes[end].op is Op.LITERAL for window in ends for end in (window.first, window.last)
        ) and bool(ends)

    # --- lines with others below them ---

    def _compound(self, holds: Read, site: Site, one: Explanation, depth: int) -> Line:
        """Make a line ready as `policyrules.explain.reasons` tells it: under its name, or each of its parts."""
        if one.connective is Connective.CHOOSE:
            return self._chosen(holds, site, one, depth)
        below = self._below(site, one, depth)
        if one.connective is Connective.NOT:
            return self._denied(holds, one, below)
        name = self.telling.name(one)
        fails, met = (self._named(name, _those(below, one.connective, truth)) for truth in (F, T))
        if one.kind is SiteKind.ANY and len(one.children) > 1:
            fails = self._alternatives(one, below)
        return Line(holds, (fails, met))

    def _alternatives(self, one: Explanation, below: Sequence[Line]) -> Tell:
        heading = self.telling.headings.of(one)
        if not are_tiers(one):
            return self._named(heading, _those(below, Connective.ANY, F))
        if any(child.policy is not None for child in one.children):
            raise UnreadyError
        return _saying(heading)

    def _named(self, name: str | None, below: Tell) -> Tell:
        """Put sentences under a name, as `policyrules.explain.brief` writes what a sentence rests on."""
        if name is None:
            return below
        colon, semicolon = say("colon", self.language), say("semicolon", self.language)
        start, end = _around("square-brackets", self.language, "text")

        def tell(held: Any, decision: Outcomes) -> list[str]:
            told = below(held, decision)
            if len(told) == 1:
                return [name + colon + told[0]]
            return [name + start + semicolon.join(told) + end] if told else [name]

        return tell

    def _denied(self, holds: Read, one: Explanation, below: Sequence[Line]) -> Line:
        """Make a line ready that denies what is below it: that is as true as the line is not."""
        (child,) = below
        if not child.single:
            raise UnreadyError
        heading = self.telling.headings.of(one)
        start, end = _around("square-brackets", self.language, "text")

        def saying(truth: bool) -> Tell:
            mark = self._mark(not truth)
            return lambda held, decision: [heading + start + mark + child.tell[not truth](held, decision)[0] + end]

        return Line(holds, (saying(F), saying(T)), single=True)

    def _chosen(self, holds: Read, site: Site, one: Explanation, depth: int) -> Line:
        """Make a choice ready: it is told by the condition that holds, and by what is then asked."""
        nodes = self.decision.program.nodes
        if any(child.kind is SiteKind.VALUE and nodes[child.node or 0].op is not Op.FACT for child in one.children):
            raise UnreadyError  # what is written out is not told beside others
        *pairs, last = self._below(site, one, depth)
        guards, values = pairs[::2], pairs[1::2]
        if not all(guard.single for guard in guards):
            raise UnreadyError

        def saying(truth: bool) -> Tell:
            mark = "" if truth else self._mark(T)

            def tell(held: Any, decision: Outcomes) -> list[str]:
                for guard, value in zip(guards, values, strict=True):
                    if guard.holds(held):
                        return [mark + guard.tell[T](held, decision)[0], *value.tell[truth](held, decision)]
                return last.tell[truth](held, decision)

            return tell

        name = self.telling.name(one)
        return Line(holds, (self._named(name, saying(F)), self._named(name, saying(T))))

    def _table(self, holds: Read, site: Site, one: Explanation, depth: int) -> Line:
        """Make a table of conditions ready: it is told by the row of the first that holds."""
        rows = () if site.table is None or site.table.meets else site.table.rows
        if not rows or rows[-1].guard is not None or any(row.cells or row.guard is None for row in rows[:-1]) or rows[-1].cells:
            raise UnreadyError
        below = [self._row(site, row.value, one, depth + 1) for row in rows]
        guards = [self.reads(row.guard) for row in rows[:-1] if row.guard is not None]
        known = [guard for guard in guards if guard is not None]
        if len(known) < len(guards):
            raise UnreadyError

        def saying(truth: bool) -> Tell:
            *others, last = (line.tell[truth] for line in below)
            pairs = list(zip(known, others, strict=True))

            def tell(held: Any, decision: Outcomes) -> list[str]:
                return next((tell for holds, tell in pairs if holds(held)), last)(held, decision)

            return tell

        name = self.telling.name(one)
        return Line(holds, (self._named(name, saying(F)), self._named(name, saying(T))))

    def _row(self, site: Site, value: int, table: Explanation, depth: int) -> Line:
        """Make ready what a row of a table asks."""
        child = next((child for child in site.children if child.node == value), None)
        if child is None:
            raise UnreadyError
        one = self.decision.explainer.explain(child, depth, table.policy)
        if one.label is None and is_part(one):
            raise UnreadyError  # it is told with the table in one line
        return self.line(child, one, depth, table.policy)

    def _mark(self, truth: bool) -> str:
        return truth_text(Truth.T if truth else Truth.F, self.language) + say("colon", self.language)

    # --- lines that are told with all that is under them ---

    def _simple(self, holds: Read, site: Site, one: Explanation, depth: int) -> Line:
        values: dict[int, list[Value]] = {}
        leaves = self._leaf(site, one, values)
        keys: dict[tuple[object, ...], int] = {}
        for value in (value for told in values.values() for value in told):
            if keys.setdefault(value.key, value.node) != value.node:
                raise UnreadyError  # two sides of one name, which are told once where they are alike
        start = head(one, self.language)
        fails, met = (self._read(start, one, leaves, truth) for truth in (F, T))
        apart = conjunction(one)
        if apart is not None:
            fails = self._apart(fails, site, one, depth)
        return Line(holds, (fails, met), single=apart is None)

    def _apart(self, whole: Tell, site: Site, one: Explanation, depth: int) -> Tell:
        """Tell the parts of a conjunction each on its own, where several of them are not met."""
        below = self._below(site, one, depth)
        parts = self._named(self.telling.name(one), _those(below, one.connective, F))
        counted = below
        while one.connective is Connective.SAME:
            (site,), (one,), depth = site.children, one.children, depth + 1
            counted = self._below(site, one, depth)

        def tell(held: Any, decision: Outcomes) -> list[str]:
            failing = sum(not line.holds(held) for line in counted)
            return (parts if failing > 1 else whole)(held, decision)

        return tell

    def _leaf(self, site: Site, one: Explanation, values: dict[int, list[Value]]) -> "_Leaves":
        """Return what a line is folded from, with the values that each leaf tells."""
        holds = self.reads(one.node)
        if holds is None or one.absent is not None or one.rows or one.left_to is not None or one.record is not None:
            raise UnreadyError
        if one.connective is Connective.LEAF:
            told = values[id(site)] = self._values(site, one)
            says = one.comparison is not None and says_itself(one.comparison)
            return _Leaves(holds, one.connective, (), tuple(told), says, one.comparison)
        if len(site.children) != len(one.children) or not one.children:
            raise UnreadyError
        below = tuple(self._leaf(child, line, values) for child, line in zip(site.children, one.children, strict=True))
        return _Leaves(holds, one.connective, below)

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
        read, node = self.reads(index), self.decision.program.nodes[index]
        if read is None or operand.kind not in _SIDES or operand.parts or operand.at is not None or node.op is Op.AT:
            raise UnreadyError
        key = (operand.kind, operand.name, operand.type, operand.path)
        name = operand_name(operand, self.language)
        return Value(key, index, read, name, _text_of(operand.type, self.language))

    def _found(self, start: str, value: Value) -> Tell:
        """Return what says a line with the one value that it asks for, which it has named."""
        pre, post = _around("actual", self.language, "value")
        pre, read, text = start + say("colon", self.language) + pre, value.read, value.text
        return lambda held, decision: [pre + text(read(held)) + post]

    def _read(self, start: str, one: Explanation, leaves: "_Leaves", truth: bool) -> Tell:
        """Return what says a line with the values that it read."""
        colon, comma = say("colon", self.language), say("comma", self.language)
        only = leaves.only
        if only is not None:
            told = tuple({value.key: value for value in only.told(truth)}.values())
            if not told:
                return _saying(start)
            if _asked(only.comparison):
                return self._found(start, told[0])
            return lambda held, decision: [start + colon + comma.join([value.say(held) for value in told])]

        def tell(held: Any, decision: Outcomes) -> list[str]:
            found = {value.key: value for leaf in leaves.decisive(held) for value in leaf.told(truth)}
            said = comma.join(value.say(held) for value in found.values())
            return [start + colon + said if found else start]

        return tell


@frozen(eq=False)
class _Leaves:
    """What a line is folded from: a leaf with the values that it tells, or others below."""

    holds: Read
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

    def told(self, truth: bool) -> tuple[Value, ...]:
        """Return the values that a leaf tells where the line is true, or not."""
        return () if truth and self.says_itself else self.values

    def decisive(self, held: Any) -> "Iterator[_Leaves]":
        """Yield the leaves that make the line what it is."""
        if self.connective is Connective.LEAF:
            yield self
            return
        every = self.connective not in (Connective.ALL, Connective.ANY)
        truth = self.holds(held)
        for one in self.below:
            if every or one.holds(held) is truth:
                yield from one.decisive(held)


def _asked(compared: Comparison | None) -> bool:
    """Say whether a line asks for a value that is written out: the side that it names need not be named again."""
    return compared is not None and compared.right.kind is OperandKind.LITERAL and compared.left.kind is not OperandKind.LITERAL


def _those(below: Sequence[Line], connective: Connective, truth: bool) -> Tell:
    """Return what tells those lines that make a conjunction or an alternative true, or not."""
    lines = [(line.holds, line.tell[truth]) for line in below]
    if connective is Connective.SAME or (connective is Connective.ALL) is truth:
        if len(lines) == 1:
            return lines[0][1]
        return lambda held, decision: [said for _, tell in lines for said in tell(held, decision)]

    def tell(held: Any, decision: Outcomes) -> list[str]:
        told: list[str] = []
        for holds, tell in lines:
            if holds(held) is truth:
                told += tell(held, decision)
        return told

    return tell


def _saying(text: str) -> Tell:
    told = [text]
    return lambda held, decision: told


def _fixed(holds: Read, fails: str, met: str | None = None) -> Line:
    return Line(holds, (_saying(fails), _saying(fails if met is None else met)), single=True)


def _outside(period: Period, end: Interval | None, language: Language) -> str:
    """Say that the day is beyond an end of a window."""
    if end is None:
        return ""
    is_last = end is period.last
    ordinal = int(cast(Any, end.high if is_last else end.low)) + (1 if is_last else -1)
    return window_line(evolve(period, day=ordinal), Truth.F, language)


def _around(phrase: str, language: Language, name: str) -> tuple[str, str]:
    """Return what stands before and after the one word of a phrase."""
    before, _, after = say(phrase, language, **{name: "\0"}).partition("\0")
    return before, after


def _is_of_a_period(site: Site) -> bool:
    return site.kind in (SiteKind.OVER, SiteKind.PERIOD) or site.period is not None or any(map(_is_of_a_period, site.children))


def _text_of(type_: Type, language: Language) -> Callable[[Any], str]:
    """Return what says a value of a type."""
    if type_ is Scalar.BOOL:
        words = say("no", language), say("yes", language)
        return lambda value: words[value]
    if is_numeric(type_):
        return writer(type_, language)
    if isinstance(type_, EnumType) or type_ is Scalar.TEXT:
        return str
    raise UnreadyError


# --- entitlements -----------------------------------------------------------------------------------------------------


def told_in_brief(decision: Outcomes, language: Language) -> str:
    """Return what `policyrules.explain.brief` says of a decision, one line after the other, as quickly as it can be said."""
    return decision.teller(language, ready)(decision.held, decision)


def ready(decision: Outcomes, language: Language) -> Teller:
    """Make what tells all decisions that are held as this one is."""
    tellers = [_teller(decision, outcome, place, language) for place, outcome in enumerate(decision.entitlements)]
    has_more = bool(decision.outline.tiers or decision.outline.determinations)

    def teller(held: Any, decision: Outcomes) -> str:
        lines = [tell(held, decision) for tell in tellers]
        if has_more:
            lines += [*of_tiers(decision, language), *of_determinations(decision, language)]
        return "\n".join(lines)

    return teller


def _teller(decision: Outcomes, outcome: Outcome, place: int, language: Language) -> Teller:
    def explained(held: Any, decision: Outcomes) -> str:
        return outcome_brief(decision.entitlements[place], language)

    reads, spec = decision.reads, outcome.spec
    rests_on_more = decision.program.readings or decision.outline.used or decision.outline.all_tiers
    if reads is None or spec.amount is not None or rests_on_more:
        return explained
    holds, day = reads(spec.verdict), reads(None)
    if holds is None or day is None:
        return explained
    try:
        line = Readying(decision, language, reads, day).line(spec.site, outcome.explanation, 0, None)
    except UnreadyError:
        return explained
    return _written(outcome, holds, line, language)


def _written(outcome: Outcome, holds: Read, ready: Line, language: Language) -> Teller:
    """Return what writes the line of an entitlement: what stands before and after the reasons is known."""
    semicolon, end, stop = (say(name, language) for name in ("semicolon", "end", "stop"))
    starts, ends = [], []
    for truth in (Truth.F, Truth.T):
        said, notes = verdict_said(outcome, truth, language), beside(outcome, truth, language)
        starts.append(said + stop + CONDITIONS[truth][language] + say("colon", language))
        ends.append("".join(stop + note.removesuffix(end) for note in notes) + end)

    def teller(held: Any, decision: Outcomes) -> str:
        truth = holds(held)
        told = semicolon.join(ready.tell[truth](held, decision))
        return one_line(starts[truth] + told.removesuffix(end) + ends[truth])

    return teller
