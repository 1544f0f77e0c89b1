"""Which readings a verdict rests on, and whether it depends on them.

In: a program, a case, its answers and, for what would be otherwise, the evaluator as a callable. Out: names of readings, and
`Dependence`. A verdict that is definite with the readings left open depends on none; only one that is open is tried with
every combination of the options that can matter to it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import cast

from attrs import evolve, field, frozen

from policyrules.core.case import Answers, Case
from policyrules.core.program import Body, Node, Op, Program, Quantifier, ReadingSpec
from policyrules.explain.kept import kept
from policyrules.explain.missing import Place, live_branches, live_exceptions, met_values, why_open
from policyrules.explain.scope import Scope, whole
from policyrules.values.answers import Absent, Answer, Maybe, Truth

Evaluate = Callable[[Case], Answers]

#: At most so many combinations of options are tried for one verdict.
COMBINATIONS = 64

T, U, F = Truth.T, Truth.U, Truth.F


@frozen
class ReadingTaken:
    """A reading and the option that was taken; `option` is `None` where it was left open."""

    spec: ReadingSpec
    option: str | None

    @property
    def is_default(self) -> bool:
        return self.option == self.spec.default


# --- what a verdict rests on ------------------------------------------------------------------------------------------


def rests_on(program: Program, answers: Answers, node: int) -> tuple[str, ...]:
    """Return the readings on the way from a node through the answers that make it what it is."""
    readings: dict[str, None] = {}
    seen: set[Place] = set()
    waiting: list[Place] = [(whole(program, answers), node)] if program.readings else []
    while waiting:
        scope, index = waiting.pop()
        if (scope, index) not in seen:
            seen.add((scope, index))
            asked = scope.nodes[index]
            if asked.op is Op.READING:
                readings[cast(str, asked.data)] = None
            waiting.extend(reversed(list(_needed(scope, index, asked))))
    return tuple(readings)


def _needed(scope: Scope, index: int, node: Node) -> Iterator[Place]:
    answer = scope.answer(index)
    match node.op:
        case Op.OUTER:
            assert scope.outer is not None
            yield scope.outer, cast(int, node.data)
        case Op.AND if answer is F:
            yield from _that_are(scope, node.args, F)
        case Op.OR if answer is T:
            yield from _that_are(scope, node.args, T)
        case Op.AT_LEAST if answer is not U:
            yield from _that_are(scope, node.args, answer)
        case Op.CHOOSE:
            guards = _guards_asked(scope, node)
            yield from ((scope, part) for part in dict.fromkeys((*guards, *live_branches(scope, node))))
        case Op.BAND:
            yield from ((scope, part) for part in (node.args[0], *met_values(scope, node)))
        case Op.EXCEPTIONS:
            yield from ((scope, part) for part in dict.fromkeys((*node.args[1::2], *live_exceptions(scope, node))))
        case Op.OTHERWISE if not isinstance(scope.answer(node.args[0]), Absent | Maybe):
            yield scope, node.args[0]
        case Op.EACH:
            yield from ((scope, argument) for argument in node.args)
            yield from _records(scope, index, node)
        case _:
            yield from ((scope, argument) for argument in node.args)


def _that_are(scope: Scope, indexes: Iterable[int], answer: Answer) -> Iterator[Place]:
    yield from ((scope, index) for index in indexes if scope.answer(index) is answer)


def _guards_asked(scope: Scope, node: Node) -> Iterator[int]:
    for guard in node.args[:-1:2]:
        yield guard
        if scope.answer(guard) is T:
            return


def _records(scope: Scope, index: int, node: Node) -> Iterator[Place]:
    body, answer = cast(Body, node.body), scope.answer(index)
    kind, _ = cast(tuple[Quantifier, int], node.data)
    for record in scope.records(index) or ():
        holds = T if body.condition is None else record.answer(body.condition)
        if (kind is Quantifier.SOME and answer is T and holds is not T) or (
            kind is Quantifier.EVERY and answer is F and holds is not F
        ):
            continue
        if body.condition is not None:
            yield record, body.condition
        if holds is not F:
            yield from ((record, part) for part in (body.value, body.key) if part is not None)


# --- what it would be otherwise ---------------------------------------------------------------------------------------


@frozen(eq=False, slots=False)
class Rereading:
    """The case with other readings, each evaluated once."""

    case: Case
    evaluate: Evaluate
    _answers: dict[tuple[tuple[str, str | None], ...], Answers] = field(factory=dict, init=False, repr=False)

    def answers(self, readings: Mapping[str, str | None]) -> Answers:
        """Return the answers with some readings changed; `None` leaves one open."""
        key = tuple(sorted(readings.items()))
        if key not in self._answers:
            self._answers[key] = self.evaluate(evolve(self.case, readings={**self.case.readings, **readings}))
        return self._answers[key]

    def is_settled(self, node: int, answer: Answer) -> bool:
        """Say whether the answer of a node is the same with all readings left open: it then depends on none of them.

        What is left open can only make an answer wider.
        """
        return self.opened.values[node] == answer

    @kept
    def opened(self) -> Answers:
        """The answers with all readings left open that were taken."""
        return self.answers({name: None for name, option in self.case.readings.items() if option is not None})

    def decisive_below(self, program: Program, answers: Answers, node: int, below: Sequence[str]) -> tuple[str, ...]:
        """Return the readings, of those that a node may rest on, without which its answer would be another.

        No reading matters that is not on the way to the answer: where one matters alone, that need not be walked.
        """
        answer = answers.values[node]
        if self.is_settled(node, answer):
            return ()
        alone = self._alone(node, answer, tuple(name for name in below if self.case.readings[name] is not None))
        if len(alone) == 1:
            return alone
        names = rests_on(program, answers, node)
        return self.decisive(node, answer, tuple(name for name in names if self.case.readings[name] is not None))

    def decisive(self, node: int, answer: Answer, candidates: Sequence[str]) -> tuple[str, ...]:
        """Return the candidates that the answer of a node depends on: those that, left open, leave it open.

        Where no single one does but all together do, all of them are returned.
        """
        alone = self._alone(node, answer, candidates)
        if alone or not candidates:
            return alone
        together = self.answers(dict.fromkeys(candidates)).values[node]
        return tuple(candidates) if together != answer else ()

    def _alone(self, node: int, answer: Answer, candidates: Sequence[str]) -> tuple[str, ...]:
        """Return the candidates that, left open alone, leave the answer of a node open."""
        return tuple(name for name in candidates if self.answers({name: None}).values[node] != answer)


@frozen
class Alternative:
    """What a verdict is with certain options."""

    options: tuple[tuple[str, str], ...]
    answer: Truth


@frozen
class Dependence:
    """Whether the verdict of one entitlement depends on readings, and what it is with which option."""

    id: str
    name: str
    node: int
    readings: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    capped: bool = False

    @property
    def depends(self) -> bool:
        return bool(self.readings)


def dependence(program: Program, again: Rereading, id_: str, name: str, node: int) -> Dependence:
    """Return whether the truth at `node` depends on the readings of the program."""
    opened = again.answers({spec.name: None for spec in program.readings})
    candidates = why_open(program, opened, node).readings
    if not candidates:
        return Dependence(id_, name, node, (), (Alternative((), cast(Truth, opened.values[node])),))
    tried, capped = _try_all(program, again, node, candidates)
    matter = tuple(name for place, name in enumerate(candidates) if _matters(tried, place))
    places = [candidates.index(name) for name in matter]
    shown = {tuple(options[place] for place in places): truth for options, truth in tried.items()}
    alternatives = tuple(Alternative(tuple(zip(matter, key, strict=True)), truth) for key, truth in shown.items())
    return Dependence(id_, name, node, matter, alternatives, capped)


def shortened(alternatives: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """Leave out the later options of alternatives that agree whatever they are; the first reading counts first."""
    if not alternatives or not alternatives[0].options:
        return tuple(alternatives)
    if all(alternative.answer is alternatives[0].answer for alternative in alternatives):
        return (Alternative((), alternatives[0].answer),)
    by_first: dict[tuple[str, str], list[Alternative]] = {}
    for alternative in alternatives:
        first, *rest = alternative.options
        by_first.setdefault(first, []).append(Alternative(tuple(rest), alternative.answer))
    return tuple(
        Alternative((first, *short.options), short.answer) for first, group in by_first.items() for short in shortened(group)
    )


def _try_all(program: Program, again: Rereading, node: int, names: Sequence[str]) -> tuple[dict[tuple[str, ...], Truth], bool]:
    combinations = product(*(program.reading(name).type.members for name in names))
    tried: dict[tuple[str, ...], Truth] = {}
    for options in islice(combinations, COMBINATIONS):
        answers = again.answers(dict(zip(names, options, strict=True)))
        tried[options] = cast(Truth, answers.values[node])
    return tried, next(combinations, None) is not None


def _matters(tried: Mapping[tuple[str, ...], Truth], place: int) -> bool:
    """Say whether two combinations that differ in one reading alone give different verdicts."""
    seen: dict[tuple[str, ...], Truth] = {}
    return any(seen.setdefault(o[:place] + o[place + 1 :], truth) != truth for o, truth in tried.items())
