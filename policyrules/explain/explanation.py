"""Why an answer is what it is: the tree of what was written, read together with the answers.

In: a site, a program and its answers. Out: `Explanation`. Each record of a quantifier has a group of its own. `decisive`
are the children that make the answer what it is: the failing ones of a conjunction that fails, those that hold of an
alternative that holds, the open ones of what is open. Folding the leaves by their connectives gives the verdict.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Any, assert_never, cast

from attrs import evolve, field, frozen

from policyrules.core.exceptions import effective
from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Exceptions, Node, Op, Quantifier
from policyrules.diagnostics import Language
from policyrules.explain.exceptions import ExceptionsRead, exceptions_below, exceptions_read
from policyrules.explain.kept import kept
from policyrules.explain.operands import Comparison, Operand, comparison, input_operand, inputs, is_figure
from policyrules.explain.placements import Placement, placement, tables
from policyrules.explain.scope import Record, Scope
from policyrules.values.answers import Answer, Interval, Truth
from policyrules.values.periods import Period as Calendar
from policyrules.values.types import Scalar, Type

T, U, F = Truth.T, Truth.U, Truth.F


class Connective(StrEnum):
    """How the answers of the children make the answer; a `LEAF` has its own, and `SAME` that of its one child."""

    LEAF = "leaf"
    SAME = "same"
    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"
    NOT = "not"
    CHOOSE = "choose"
    EXCEPTIONS = "exceptions"


@frozen
class Period:
    """A window as it was decided; an end that does not exist is `None`. `superseded_by` is what takes its place.

    `elsewhere` says that it is one of another document.
    """

    first: Interval | None
    last: Interval | None
    day: int
    of_policy: bool
    superseded_by: str | None = None
    elsewhere: bool = False


def _no_lines() -> "tuple[Explanation, ...]":
    return ()


@frozen(eq=False, slots=False)
class Explanation:
    """One line of the reasons.

    `overriding` says which of the exceptions of a line come first. `at` is the year, quarter or month that a `PERIOD` is
    about; `left_to` is the body that decides what the document leaves open. `kind` is `None` for a record; `quantifier` and
    `list_name` are those of an `EACH`, whose records are `withheld` where they are too many to be told; `tier` is the name of
    the tier that a `TIER` asks for. `site` is where it is written, and `scope` where that is read, of a line that is neither a
    record nor an `EACH`. The lines `below` are made, and what else a line was read from is looked up, when someone asks; where
    there is a site, `below` makes only those of one truth for who gives it that.
    `steady` is what is kept with a line that has the same below it in every case, for all of them, and `said` how one is said,
    by the language, that asks the same.
    """

    kind: SiteKind | None
    connective: Connective
    text: str
    answer: Answer
    type: Type
    label: str | None = None
    clause: str | None = None
    quotes: tuple[str, ...] = ()
    line: int | None = None
    node: int | None = None
    count: int = 0
    overriding: Exceptions | None = None
    record: Record | None = None
    period: Period | None = None
    tier: str | None = None
    quantifier: Quantifier | None = None
    list_name: str | None = None
    withheld: bool = False
    policy: str | None = None
    document: str | None = None
    at: tuple[Calendar, int] | None = None
    left_to: str | None = None
    site: Site | None = field(default=None, repr=False)
    scope: Scope | None = field(default=None, repr=False)
    steady: dict[str, Any] | None = field(default=None, repr=False)
    said: dict[Language, str] | None = field(default=None, repr=False)
    below: "Callable[..., tuple[Explanation, ...]]" = field(default=_no_lines, repr=False)

    @kept
    def children(self) -> "tuple[Explanation, ...]":
        """The lines below."""
        return self.below()

    @property
    def cites(self) -> bool:
        """Whether another document may be named below."""
        return self.site is None or self.site.cites

    def asks_for(self, kind: SiteKind) -> bool:
        """Say whether a tier, or its criteria, may be asked for here or below: never of a record."""
        return self.site is not None and kind in self.site.asks

    @kept
    def comparison(self) -> Comparison | None:
        """The comparison that the line is."""
        if self.scope is None or self.site is None or self.site.kind is not SiteKind.COMPARE:
            return None
        return comparison(self.scope, self.site)

    @kept
    def placements(self) -> tuple[Placement, ...]:
        """Where the sides of a comparison stand in the tables that they are read from."""
        if self.scope is None or self.site is None or self.comparison is None:
            return ()
        return tuple(placement(self.scope, table) for side in self.site.children for table in tables(side))

    @kept
    def exceptions(self) -> tuple[ExceptionsRead, ...]:
        """Which exceptions the sides of a comparison rest on, or which of the line's own apply."""
        if self.scope is None or self.site is None or not self.site.excepts:
            return ()
        if self.site.kind is SiteKind.EXCEPTIONS:
            return (exceptions_read(self.scope, self.site),)
        if self.comparison is None:
            return ()
        return tuple(one for side in self.site.children for one in exceptions_below(self.scope, side))

    @kept
    def absent(self) -> Operand | None:
        """What the line asks to be left out."""
        if self.scope is None or self.site is None:
            return None
        home, index = self.scope.source(self.site.node)
        node = home.nodes[index]
        return input_operand(home, node.args[0]) if node.op is Op.ABSENT else None

    @kept
    def values(self) -> tuple[Operand, ...]:
        """The inputs that the line was computed from, as far as they are of interest."""
        if self.scope is None or self.site is None:
            return ()
        home, index = self.scope.source(self.site.node)
        told = _tells_inputs(home.nodes[index], self.connective, self.comparison)
        return _values(self.scope, self.site) if told else ()

    @kept
    def rows(self) -> tuple[str, ...]:
        """The rows of a table that can count, where it is open which does."""
        if self.scope is None or self.site is None or self.connective is not Connective.LEAF:
            return ()
        return _open_rows(self.scope, self.site)

    @kept
    def truth(self) -> Truth | None:
        """The answer, where it is a truth."""
        return self.answer if isinstance(self.answer, Truth) else None

    @kept
    def size(self) -> int:
        """How many lines there are, this one among them; lines that are used twice count twice."""
        return 1 + sum(child.size for child in self.children)

    @property
    def leaves(self) -> "Iterator[Explanation]":
        """The lines that the verdict is folded from."""
        if self.connective is Connective.LEAF:
            yield self
        else:
            for child in self.children:
                yield from child.leaves

    def fold(self) -> Answer:
        """Return the answer that the leaves give by their connectives alone."""
        if self.connective is Connective.LEAF:
            return self.answer
        answers = [child.fold() for child in self.children]
        if self.overriding is not None:
            return _fold_exceptions(self.overriding, cast(Sequence[Truth], answers))
        return _fold(self.connective, self.count, answers)

    @kept
    def decisive(self) -> "tuple[Explanation, ...]":
        """The children that make the answer what it is."""
        match self.connective:
            case Connective.ALL:
                return self._children_that(self.truth)
            case Connective.ANY:
                return self._children_that(self.truth)
            case Connective.AT_LEAST if self.truth is U:
                return tuple(child for child in self.children if child.truth is not F)
            case Connective.AT_LEAST:
                return self._children_that(self.truth)
            case Connective.CHOOSE:
                return self._taken()
            case Connective.EXCEPTIONS:
                return self._excepted()
            case _:
                return self.children

    def _taken(self) -> "tuple[Explanation, ...]":
        """Return the branches of a choice that can be the one taken, each with its condition."""
        taken: list[Explanation] = []
        for guard, value in zip(self.children[:-1:2], self.children[1::2], strict=True):
            if guard.truth is not F:
                taken += [guard, value]
            if guard.truth is T:
                return tuple(taken)
        return (*taken, self.children[-1])

    def _excepted(self) -> "tuple[Explanation, ...]":
        """Return the exceptions that can apply, each with its condition, and the default where it can."""
        assert self.overriding is not None
        base, *pairs = self.children
        effects = effective(self.overriding, [cast(Truth, guard.truth) for guard in pairs[::2]])
        able = [child for n, child in enumerate(pairs) if effects[1 + n // 2] is not F]
        return (*able, base) if effects[0] is not F else tuple(able)

    def _children_that(self, truth: Truth | None) -> "tuple[Explanation, ...]":
        if self.site is not None and truth is not None and "children" not in self.__dict__:
            return self.below(truth)  # the others need not be explained for that
        return tuple([child for child in self.children if child.truth is truth])

    def pruned(self) -> "Explanation":
        """Return the tree with the decisive children only, all the way down."""
        return evolve(self, below=lambda: tuple(child.pruned() for child in self.decisive), steady=None, said=None)


def _fold(connective: Connective, count: int, answers: Sequence[Answer]) -> Answer:
    match connective:
        case Connective.ALL:
            return min(cast(Sequence[Truth], answers), default=T)
        case Connective.ANY:
            return max(cast(Sequence[Truth], answers), default=F)
        case Connective.AT_LEAST:
            possible = sum(answer is not F for answer in answers)
            return T if answers.count(T) >= count else F if possible < count else U
        case Connective.NOT:
            return cast(Truth, answers[0]).negated()
        case Connective.SAME:
            return answers[0]
        case Connective.CHOOSE:
            return _fold_choice(cast(Sequence[Truth], answers))
        case Connective.LEAF | Connective.EXCEPTIONS:
            raise AssertionError("a leaf has no children to fold, and exceptions say which come first")
        case _:
            assert_never(connective)


def _fold_exceptions(exceptions: Exceptions, answers: Sequence[Truth]) -> Truth:
    effects = effective(exceptions, answers[1::2])
    possible = {value for value, effect in zip((answers[0], *answers[2::2]), effects, strict=True) if effect is not F}
    return possible.pop() if len(possible) == 1 else U


def _fold_choice(answers: Sequence[Truth]) -> Truth:
    possible: set[Truth] = set()
    for guard, value in zip(answers[:-1:2], answers[1::2], strict=True):
        if guard is not F:
            possible.add(value)
        if guard is T:
            break
    else:
        possible.add(answers[-1])
    return possible.pop() if len(possible) == 1 else U


# --- what a line was read from ---------------------------------------------------------------------------------------


def _values(scope: Scope, site: Site) -> tuple[Operand, ...]:
    """Return the inputs of a line; of a table whose row is open, those of the conditions that keep it so."""
    home, index = scope.source(site.node)
    guards = [row.guard for row in site.table.rows if row.guard is not None] if site.table is not None else []
    read = [operand for guard in guards if scope.answer(guard) is U for operand in inputs(*scope.source(guard))]
    return tuple(dict.fromkeys(read)) or inputs(home, index)


def _open_rows(scope: Scope, site: Site) -> tuple[str, ...]:
    """Return the rows of a table that can count, where it is open which does."""
    rows = () if site.table is None else placement(scope, site).rows
    return tuple(row.text for row in rows) if len(rows) > 1 else ()


def _tells_inputs(node: Node, connective: Connective, compared: Comparison | None) -> bool:
    """Say whether the inputs of a line are of interest: those of a comparison only where a side is computed from them."""
    if connective is not Connective.LEAF or node.type is not Scalar.BOOL or node.op is Op.ABSENT:
        return False
    return compared is None or is_figure(compared.left) or is_figure(compared.right)
