"""The reasons of a verdict in sentences: as few lines as make it what it is.

In: an `Explanation`. Out: a tree of `Reason`, each one sentence with what holds it up below. Only decisive lines are told;
`whole_tree` tells every line.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from policyrules.core.outline import SiteKind
from policyrules.core.program import Comparator, Quantifier
from policyrules.diagnostics import Language
from policyrules.explain.explanation import Connective, Explanation
from policyrules.explain.headings import Headings, are_tiers
from policyrules.explain.kept import kept_with
from policyrules.explain.lines import is_simple, simple_line, window_line
from policyrules.explain.operands import Comparison, OperandKind
from policyrules.explain.phrases import plain, record_name, requirement, value
from policyrules.explain.words import say
from policyrules.values.answers import Symbol, Truth

T, U, F = Truth.T, Truth.U, Truth.F

#: So many records are told one by one, and in brief; the JSON tree of an explanation has them all.
MOST_RECORDS, MOST_IN_BRIEF = 30, 5

#: Records of another kind than the one asked for, by what was asked.
_Others = dict[str, list[tuple[Explanation, Comparison]]]


@frozen
class Reason:
    """One sentence, whether it holds, and what it rests on."""

    truth: Truth
    text: str
    children: "tuple[Reason, ...]" = ()

    def lines(self, depth: int = 0) -> "Iterator[tuple[int, Reason]]":
        """Yield this reason and those below it, with their depth."""
        yield depth, self
        for child in self.children:
            yield from child.lines(depth + 1)


def reasons(
    explanation: Explanation,
    language: Language,
    tiers: Mapping[str, str],
    *,
    tiers_apart: bool = False,
    headed: bool = False,
    brief: bool = False,
) -> tuple[Reason, ...]:
    """Return the reasons for the answer of an explanation; `tiers` are the titles of the tiers.

    With `tiers_apart` it is not told why a tier of the policy is held or not: that is said elsewhere, once for all. With
    `headed` the explanation stands under a heading that says what it asks, which is not said again. In `brief`, no line tells
    a distance, or what a figure was computed from, and of many records only some are told.
    """
    return Telling(Headings(language, tiers), tiers_apart, brief).reasons(explanation, headed=headed)


def flat(told: Iterable[Reason]) -> tuple[str, ...]:
    """Return the sentences one after the other."""
    return tuple(reason.text for top in told for _, reason in top.lines())


@frozen(eq=False)
class Telling:
    """Tells explanations of one decision in one language: see `reasons`. A line that is used twice is told once, and kept."""

    headings: Headings
    tiers_apart: bool
    brief: bool = False
    _told: dict[Explanation, tuple[Reason, ...]] = field(factory=dict, init=False, repr=False)
    _joined: dict[int, tuple[Reason, Reason]] = field(factory=dict, init=False, repr=False)

    @property
    def language(self) -> Language:
        return self.headings.language

    def reasons(self, explanation: Explanation, *, headed: bool = False) -> tuple[Reason, ...]:
        """Return the reasons for the answer of an explanation, which stands under a heading that says what it asks or not."""
        told = self.below(explanation) if headed else self.tell(explanation)
        return tuple(map(self._in_one, told))

    def _in_one(self, reason: Reason) -> Reason:
        """Say a heading and the only thing below it in one sentence."""
        if not reason.children:
            return reason
        found = self._joined.get(id(reason))
        if found is None:
            children = tuple(map(self._in_one, reason.children))
            joined = Reason(reason.truth, reason.text, children)
            if len(children) == 1 and children[0].truth is reason.truth:
                text = f"{reason.text}{say('colon', self.language)}{children[0].text}"
                joined = Reason(reason.truth, text, children[0].children)
            # With what is joined, the reason is kept too: no other one then has its identity.
            found = self._joined[id(reason)] = reason, joined
        return found[1]

    def tell(self, explanation: Explanation) -> tuple[Reason, ...]:
        """Return the reasons of one line of the explanation: several, where it has no name of its own."""
        found = self._told.get(explanation)
        if found is None:
            found = self._told[explanation] = self._tell(explanation)
        return found

    def _tell(self, explanation: Explanation) -> tuple[Reason, ...]:
        truth = explanation.truth
        if truth is None:
            return ()
        if explanation.period is not None:
            return (Reason(truth, window_line(explanation.period, truth, self.language)),)
        if is_simple(explanation) and not has_clause(explanation) and not _falls_apart(explanation):
            return (Reason(truth, simple_line(explanation, truth, self.language, brief=self.brief)),)
        if explanation.quantifier is not None:
            return self._named(explanation, truth, self._quantified(explanation, truth))
        return self._compound(explanation, truth)

    def _compound(self, explanation: Explanation, truth: Truth) -> tuple[Reason, ...]:
        if explanation.kind in (SiteKind.TIER, SiteKind.CRITERIA):
            below = () if self._is_told_apart(explanation) else self.below(explanation)
            return (Reason(truth, self.headings.held(explanation), below),)
        if explanation.kind is SiteKind.ANY and truth is not T and not _is_only_choice(explanation):
            below = () if all(map(self._is_told_apart, explanation.children)) else self.below(explanation)
            return (Reason(truth, self.headings.of(explanation), _once(below) if are_tiers(explanation) else below),)
        if explanation.kind is SiteKind.EXCEPTIONS:
            return self._exceptions(explanation, truth)
        if explanation.connective is Connective.CHOOSE:
            return self._named(explanation, truth, self._written(explanation))
        if explanation.connective in (Connective.AT_LEAST, Connective.NOT) or explanation.kind is SiteKind.ENTITLED:
            return (Reason(truth, self.headings.of(explanation), self.below(explanation)),)
        return self._named(explanation, truth, self.below(explanation))

    def _is_told_apart(self, explanation: Explanation) -> bool:
        """Say whether it is told elsewhere why a tier is held or not; those of other policies have no place of their own."""
        return self.tiers_apart and explanation.kind is SiteKind.TIER and explanation.policy is None

    def _exceptions(self, explanation: Explanation, truth: Truth) -> tuple[Reason, ...]:
        """Tell which exceptions apply, and by what; where none does, the default alone."""
        told = self._written(explanation)
        said = self.headings.excepted(explanation)
        return (Reason(truth, said, told),) if said else told

    def _written(self, explanation: Explanation) -> tuple[Reason, ...]:
        """Return the reasons of the lines directly below, without a bare `是` or `否`, if there are others."""
        parts = [child for child in explanation.decisive if not _is_written_out(child)]
        return tuple(reason for child in parts or explanation.decisive for reason in self.tell(child))

    def below(self, explanation: Explanation) -> tuple[Reason, ...]:
        """Return the reasons of the lines directly below."""
        return tuple(reason for child in explanation.decisive for reason in self.tell(child))

    def _named(self, explanation: Explanation, truth: Truth, below: tuple[Reason, ...]) -> tuple[Reason, ...]:
        """Put the reasons under the line's own name, where it has one."""
        name = self.name(explanation)
        return below if name is None else (Reason(truth, name, below),)

    def name(self, explanation: Explanation) -> str | None:
        """Return the name of a line that has one, with the clause that it stands in."""
        name = explanation.label
        if name is None and explanation.kind is SiteKind.DEFINITION:
            name = plain(explanation.text)
        if name is not None and (explanation.document is not None or explanation.kind is SiteKind.DEFINITION):
            name = self.headings.cited(name, explanation)
        return name

    # --- records --------------------------------------------------------------------------------------------------------

    def _quantified(self, explanation: Explanation, truth: Truth) -> tuple[Reason, ...]:
        name, language = explanation.list_name, self.language
        if explanation.connective is Connective.LEAF:
            return (Reason(truth, say("list-withheld" if explanation.withheld else "list-unknown", language, list=name)),)
        if not explanation.children:
            return (Reason(truth, say("list-empty", language, list=name)),)
        match explanation.quantifier:
            case Quantifier.SOME:
                return self._records(explanation)
            case Quantifier.EVERY if truth is T:
                return (Reason(truth, say("each-holds", language, list=name)),)
            case Quantifier.AT_LEAST:
                heading = say("number-of-records", language, list=name, count=explanation.count)
                return (Reason(truth, heading, self._records(explanation)),)
            case _:
                return self._each_record(explanation, explanation.decisive, len(explanation.decisive))

    def _each_record(self, explanation: Explanation, records: Sequence[Explanation], most: int) -> tuple[Reason, ...]:
        """Tell so many records one by one, in brief only a few, and how many there are more."""
        most = min(most, MOST_IN_BRIEF) if self.brief else most
        told = [self._record(record) for record in records[:most]]
        if len(records) > most:
            assert explanation.truth is not None
            more = say("more-records-of", self.language, list=explanation.list_name, count=len(records) - most)
            told.append(Reason(explanation.truth, more))
        return tuple(told)

    def _records(self, explanation: Explanation) -> tuple[Reason, ...]:
        """Tell the records one by one; those of another kind than the one asked for are told together."""
        others: _Others = {}
        alike = []
        for record in explanation.decisive:
            other = mismatch(record)
            if other is None:
                alike.append(record)
            else:
                others.setdefault(requirement(other, self.language), []).append((record, other))
        told = self._each_record(explanation, alike, MOST_RECORDS)
        return (*told, *self._of_another_kind(explanation, others, alone=not told))

    def _of_another_kind(self, explanation: Explanation, others: _Others, *, alone: bool) -> Iterator[Reason]:
        name, language = explanation.list_name, self.language
        for asked, records in others.items():
            values = dict.fromkeys(value(compared.left.answer, compared.left.type, language) for _, compared in records)
            held = say("list", language).join(values)
            if alone:
                yield Reason(F, say("none-matches", language, list=name, requirement=asked, held=held))
                continue
            numbers = say("list", language).join(str(r.record.number) for r, _ in records if r.record is not None)
            which = say("record" if len(records) == 1 else "records", language, list=name, number=numbers)
            yield Reason(F, say("not-matching", language, records=which, field=records[0][1].left.name, held=held))

    def _record(self, record: Explanation) -> Reason:
        assert record.record is not None and record.truth is not None
        below = tuple(reason for child in _parts(record) if not _names_the_kind(child) for reason in self.tell(child))
        return Reason(record.truth, record_name(record.record, self.language), below)


def has_clause(explanation: Explanation) -> bool:
    """Say whether a line is a definition that stands in a clause of its own, by which it is called."""
    return explanation.kind is SiteKind.DEFINITION and explanation.clause is not None and explanation.document is None


def _falls_apart(explanation: Explanation) -> bool:
    """Say whether several parts of a conjunction are not met: each is then told with its own distance."""
    parts = conjunction(explanation)
    return parts is not None and explanation.truth is not T and len(parts.decisive) > 1


def conjunction(explanation: Explanation) -> Explanation | None:
    """Return the conjunction that a line is, or is another name of."""
    while explanation.connective is Connective.SAME and explanation.children:
        (explanation,) = explanation.children
    return explanation if explanation.connective is Connective.ALL else None


def _once(told: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return what several lines rest on, where all of them rest on the same; the lines otherwise."""
    below = {reason.children for reason in told}
    return below.pop() if len(told) > 1 and len(below) == 1 else told


def _is_written_out(explanation: Explanation) -> bool:
    """Say whether a line is nothing but `是` or `否`."""
    is_read = explanation.comparison is not None or explanation.absent is not None or explanation.values or explanation.left_to
    return explanation.kind is SiteKind.VALUE and explanation.label is None and not is_read


def _is_only_choice(explanation: Explanation) -> bool:
    """Say whether an alternative comes down to one line: there is no other, or every other fails."""
    only = explanation.truth is U and len(explanation.decisive) == 1 and not are_tiers(explanation)
    return only or len(explanation.children) == 1


def _parts(explanation: Explanation) -> Iterator[Explanation]:
    """Yield the decisive lines below, those of a conjunction without a name among them."""
    for child in explanation.decisive:
        if child.kind is SiteKind.ALL and child.label is None and not is_simple(child):
            yield from _parts(child)
        else:
            yield child


def _names_the_kind(explanation: Explanation) -> bool:
    """Say whether a line that holds only repeats what the record is called by."""
    compared = explanation.comparison
    return explanation.truth is T and compared is not None and _is_of_kind(compared)


def _is_of_kind(compared: Comparison) -> bool:
    kinds = (compared.left.kind, compared.right.kind)
    symbol = isinstance(compared.left.answer, Symbol) and kinds == (OperandKind.FIELD, OperandKind.LITERAL)
    return symbol and compared.comparator is Comparator.EQ


@kept_with
def mismatch(explanation: Explanation) -> Comparison | None:
    """Return the comparison by which a failing record is of another kind: a text or enum field that is not the one asked."""
    if explanation.truth is not F:
        return None
    if explanation.comparison is not None:
        return explanation.comparison if _is_of_kind(explanation.comparison) else None
    if explanation.connective not in (Connective.ALL, Connective.SAME):
        return None
    return next((found for child in explanation.decisive if (found := mismatch(child)) is not None), None)


@kept_with
def tiers_examined(explanation: Explanation) -> tuple[str | None, ...]:
    """Return the tiers that a verdict turns on: those held, and those that a record of the right kind fails to give."""
    if not explanation.asks_for(SiteKind.TIER):
        return ()
    is_one = explanation.kind is SiteKind.TIER and (explanation.truth is T or fails_otherwise(explanation))
    below = (one for child in explanation.decisive for one in tiers_examined(child))
    return (explanation.tier, *below) if is_one else tuple(below)


def criteria_written(explanation: Explanation) -> Iterator[str]:
    """Yield the tiers whose criteria are written out below: not those that only ask for the criteria of another one."""
    if not explanation.asks_for(SiteKind.CRITERIA):
        return
    asked = [name for child in explanation.children for name in criteria_written(child)]
    if not asked and explanation.kind is SiteKind.CRITERIA and explanation.tier is not None:
        asked = [explanation.tier]
    yield from asked


@kept_with
def fails_otherwise(explanation: Explanation) -> bool:
    """Say whether some record is of the right kind, and yet not enough."""
    if explanation.record is not None:
        return mismatch(explanation) is None
    return any(fails_otherwise(child) for child in explanation.decisive)


# --- the whole tree -----------------------------------------------------------------------------------------------------


def whole_tree(explanation: Explanation, language: Language, tiers: Mapping[str, str]) -> tuple[Reason, ...]:
    """Return every line of an explanation, those too that do not make the answer what it is."""
    return _whole(explanation, Headings(language, tiers))


def _whole(explanation: Explanation, headings: Headings) -> tuple[Reason, ...]:
    truth = explanation.truth
    if truth is None:
        return ()
    if explanation.period is not None:
        return (Reason(truth, window_line(explanation.period, truth, headings.language)),)
    if is_simple(explanation):
        return (Reason(truth, simple_line(explanation, truth, headings.language)),)
    below = tuple(reason for child in explanation.children for reason in _whole(child, headings))
    return (Reason(truth, headings.of(explanation), below),)
