"""Generated Python: the answers of a program from functions that are written for it.

In: a program. Out: `Generated`, which gives the same `Answers` as the reference for every case. The functions are written when
they are first needed, and their text is kept where tracebacks find it. What they do not answer is answered by the rules of the
reference, question by question, when it is asked for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar, cast

from attrs import evolve, field, frozen

from policyrules.backends.decoding import Decoded, Natives, answers_of
from policyrules.backends.direct import BEFORE, Direct, direct
from policyrules.backends.direct_reads import DirectReads
from policyrules.backends.emitting import Emitted, emit
from policyrules.backends.helpers import HELPERS
from policyrules.backends.holding import LONGEST, Cases
from policyrules.backends.native import ABSENT, MAYBE, BeyondError, Form, Partly, Slot, native_fact
from policyrules.backends.plain import plain_facts
from policyrules.backends.ranges import TRUTHS
from policyrules.backends.reading import reading
from policyrules.backends.reference import RULES, Scope, evaluate
from policyrules.backends.taking import take
from policyrules.backends.widths import watched
from policyrules.core.case import Answers, Case
from policyrules.core.facts import broken_relations, no_facts
from policyrules.core.program import FactSpec, Node, Program
from policyrules.generating import compiled, constant
from policyrules.values.answers import Answer, Truth
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.types import Scalar

T = TypeVar("T")


@frozen
class Function:
    """A function that was written: its text, the layout of what it returns, and itself."""

    emitted: Emitted
    call: Callable[..., Natives | None] = field(repr=False)


#: What a `bool` says, by it.
_TRUTHS = (Truth.F, Truth.T)


#: What is said of a truth that does not hold, that is open, and that holds.
Said = tuple[T, T, T]


@frozen
class Found:
    """Makes of what a direct function found a case and its answers: a day, bodies, rows of facts and others."""

    program: Program
    written: Direct
    options: tuple[str | None, ...]
    is_known: bool = False

    @property
    def reads(self) -> DirectReads:
        """What reads single answers."""
        return DirectReads(self.program, self.written, self.is_known)

    def __call__(self, held: tuple[Any, ...]) -> Decoded:
        """Return the case and its answers, made when someone looks."""
        (day, (bodies, beside)), found = held[:BEFORE], self.written.found(held)

        def facts() -> tuple[Any, ...]:
            return tuple(
                _in_fen(spec, found[place]) for spec, place in zip(self.program.facts, self.written.places, strict=True)
            )

        return Decoded(self.program, self.written.layout, facts, beside, day, self.options, (*found, bodies))

    def truth(self, node: int, said: Said[T]) -> Callable[[tuple[Any, ...]], T] | None:
        """Return what says the truth that a node answers in what was found; `None` for one that is not held, or not sure."""
        slot = self.written.layout.slots[node]
        return None if slot is None or slot.form is not Form.TRUTH or not slot.sure or slot.optional else self._says(slot, said)

    def _says(self, slot: Slot, said: Said[T]) -> Callable[[tuple[Any, ...]], T]:
        row, place = self.written.place(slot.place)
        values = tuple(said[cast(Truth, truth)] for truth in slot.row or _TRUTHS)
        if slot.most is not None:
            is_so = (False, True, True)
            holds, may_hold = self._says(evolve(slot, most=None), is_so), self._says(slot.most, is_so)
            return lambda held: said[Truth.T if holds(held) else Truth.U if may_hold(held) else Truth.F]
        if slot.row is None:  # a truth itself
            no, yes = values
            if place is None:
                return lambda held: yes if held[row] else no
            return lambda held: yes if held[row][place] else no
        if place is None:
            return lambda held: values[held[row]]
        return lambda held: values[held[row][place]]


@frozen
class Taken:
    """Makes a case and its answers of facts that were taken first: a layout, the facts, what they are more, a day, natives."""

    program: Program
    options: tuple[str | None, ...]

    def __call__(self, held: tuple[Any, ...]) -> Decoded:
        """Return the case and its answers, made when someone looks."""
        layout, inputs, beside, day, natives = held
        return Decoded(self.program, layout, lambda: inputs, beside, day, self.options, natives)

    @property
    def reads(self) -> None:
        """Nothing is read as it is held: in each layout it is held otherwise."""

    def truth(self, node: int, said: Said[T]) -> Callable[[tuple[Any, ...]], T | None]:
        """Return what says the truth that a node answers in what was found, or `None` where it is not held."""

        def truth(held: tuple[Any, ...]) -> T | None:
            slot: Slot | None = held[0].slots[node]
            if slot is None or slot.form is not Form.TRUTH or slot.optional:
                return None
            natives = held[-1]
            least = _truth(natives, slot)
            is_sure = slot.most is None or least is not Truth.F or _truth(natives, slot.most) is Truth.F
            return said[least if is_sure else Truth.U]

        return truth


def _truth(natives: Natives, slot: Slot) -> Truth:
    return cast(Truth, (slot.row or (_TRUTHS if slot.sure else TRUTHS))[natives[slot.place]])


class OnTheSpot:
    """What a function found that answers on the spot, as it left it."""

    __slots__ = ("_held", "_terms")

    _terms: Found | Taken
    _held: tuple[Any, ...]

    @property
    def found(self) -> Decoded:
        """The case and its answers."""
        return self._terms(self._held)

    @property
    def answers(self) -> Answers:
        """The answers; of truths those that decisions read as they are held."""
        told = self.found.answers
        read = (self._terms.truth(node, (Truth.F, Truth.U, Truth.T)) for node in range(len(told.values)))
        truths = (None if one is None else one(self._held) for one in read)
        return evolve(told, values=tuple(two if one is None else one for one, two in zip(truths, told.values, strict=True)))


def _in_fen(spec: FactSpec, value: Any) -> Any:
    return value * MONEY_UNITS["元"] if spec.type is Scalar.MONEY and value is not None else value


class Generated:
    """A program with the functions that answer it, written when they are first needed. Safe to share between threads.

    Of the nodes, those that are `wanted` and what they rest on are answered at once, the others when someone looks.
    """

    def __init__(self, program: Program, wanted: frozenset[int] | None = None) -> None:
        self.program = program
        self.wanted = wanted
        self._last: tuple[Mapping[str, Answer] | None, tuple[Any, ...]] = (None, ())

    def __reduce__(self) -> tuple[object, ...]:
        return Generated, (self.program, self.wanted)

    @cached_property
    def watched(self) -> tuple[int, ...]:
        """The nodes whose numbers may come to be too long."""
        return watched(self.program.nodes, LONGEST)

    @cached_property
    def known(self) -> Function:
        """What answers a case of which every input is known, or gives `None`."""
        return self._written("known")

    @cached_property
    def open(self) -> Function:
        """What answers every case."""
        return self._written("open")

    def _written(self, cases: Cases) -> Function:
        emitted = emit(self.program, {**HELPERS, "by_rule": self._by_rule}, cases, self.wanted)
        return Function(emitted, compiled(emitted.source, cases, emitted.constants))

    @cached_property
    def _take(self) -> Callable[[dict[object, object]], Any]:
        """What takes the facts of an enterprise: see `policyrules.backends.taking`."""
        constants = dict(self._reading)
        source = take(self.program, lambda value: constant(constants, value))
        return compiled(source, "take", constants)

    @cached_property
    def defaults(self) -> tuple[str | None, ...]:
        """The options of the readings that are taken unless others are asked for."""
        return tuple(spec.default for spec in self.program.readings)

    def answered(self, facts: dict[object, object], on: date, options: tuple[str | None, ...]) -> "Decoded | None":
        """Answer the questions about one enterprise; `None` where something is wrong with its facts, or may be."""
        held = self._held(facts, on, options)
        found = None if held is None else Taken(self.program, options)(held)
        has_broken = found is not None and self._has_more_relations and broken_relations(self.program, found.answers)
        return None if has_broken else found

    def _held(self, facts: dict[object, object], on: date, options: tuple[str | None, ...]) -> tuple[Any, ...] | None:
        """Take facts and answer, as `Taken` reads it."""
        if self.watched:
            return None
        try:
            lacking, inputs, beside = self._take(facts)
        except (ValueError, BeyondError):
            return None
        day, function, natives = on.toordinal(), self.open, None
        try:
            if not lacking and None not in options:
                function = self.known
                natives = function.call(*inputs, day, *options)
            if natives is None:
                function = self.open
                natives = function.call(*inputs, day, *options)
        except BeyondError:
            return None
        return None if natives is None else (function.emitted.layout, inputs, beside, on, natives)

    @cached_property
    def _has_more_relations(self) -> bool:
        """Whether there are relations among the facts that the functions do not look at."""
        return any(self.open.emitted.layout.slots[one.node] is None for one in self.program.relations)

    @cached_property
    def _scope(self) -> Scope:
        return Scope(self.program, no_facts(self.program, date.min))

    def _by_rule(self, node: Node, given: Sequence[Answer]) -> Answer:
        return RULES[node.op](self._scope, node, given)

    def direct(
        self,
        made: Callable[[], T],
        terms: Callable[[Found], object],
        otherwise: Callable[..., T],
        only: bool,
    ) -> Callable[..., T]:
        """Return what takes facts and answers on the spot: see `policyrules.backends.direct`.

        What `made` gives has the attributes `_terms`, which know how what was found becomes a case and answers, and `_held`.
        """
        found: Callable[..., T] | None = None

        def if_any(facts: object, on: object, readings: object = None, path: str = "") -> T:
            nonlocal found
            if found is None:
                found = self._direct("open", made, terms, otherwise, only=False)
            return found(facts, on, readings, path)

        return self._direct("known", made, terms, if_any, only)

    def _direct(
        self, cases: Cases, made: Callable[[], T], terms: Callable[[Found], object], otherwise: Callable[..., T], only: bool
    ) -> Callable[..., T]:
        written = None if self.watched else direct(self.program, HELPERS, self.wanted, cases=cases, only=only)
        if written is None:
            return otherwise
        found = Found(self.program, written, self.defaults, cases == "known")
        names = {"by_rule": self._by_rule, "made": made, "terms": terms(found), "otherwise": otherwise, "nothing": _NOTHING}
        return compiled(written.source, "direct", {**written.constants, **self._reading, **names})

    def taking(self, made: Callable[[], T], terms: Callable[[Taken], object], otherwise: Callable[..., T]) -> Callable[..., T]:
        """Return what takes facts of which not all are known, or written as `direct` has them, and answers as it does.

        What is not in order is left to `otherwise`.
        """
        common = terms(Taken(self.program, self.defaults))

        def taken(facts: object, on: object, readings: object = None, path: str = "") -> T:
            if readings is not None or type(facts) is not dict or type(on) is not date:
                return otherwise(facts, on, readings, path)
            held = self._held(facts, on, self.defaults)
            if held is None or self._has_more_relations:
                return otherwise(facts, on, readings, path)
            one: Any = made()
            one._terms = common
            one._held = held
            return cast(T, one)

        return taken

    @cached_property
    def _reading(self) -> Mapping[str, object]:
        """What reads what is not at once as it should be."""
        return {
            "ABSENT": ABSENT,
            "MAYBE": MAYBE,
            "Partly": Partly,
            "date": date,
            "BeyondError": BeyondError,
            **reading(self.program),
        }

    def __call__(self, case: Case) -> Answers:
        """Return one answer per node of the program, and per record for the bodies of quantifiers.

        Raises `FactsError` where a number is too long to be reckoned with.
        """
        try:
            inputs = tuple(self._inputs(case))
            function = self.open if any(one is None or type(one) is Partly for one in inputs) else self.known
            natives = function.call(*inputs)
            if natives is None:
                function = self.open
                natives = function.call(*inputs)
        except BeyondError:
            natives = None
        if natives is None:
            return evaluate(self.program, case)
        answers = answers_of(self.program.nodes, function.emitted.layout, lambda: Scope(self.program, case), natives)
        for index in self.watched:
            answers.values[index]
        return answers

    def _inputs(self, case: Case) -> Iterator[Any]:
        yield from self._facts(case.facts)
        yield case.day.toordinal()
        for spec in self.program.readings:
            yield case.readings[spec.name]

    def _facts(self, facts: Mapping[str, Answer]) -> tuple[Any, ...]:
        """Return facts as functions take them; those of a case that is answered again with other readings are at hand."""
        of, found = self._last
        if of is not facts:
            found = tuple(native_fact(facts[fact.name], fact) for fact in self.program.facts)
            self._last = facts, found
        return found


#: No bodies, and nothing that facts are more.
_NOTHING: tuple[Mapping[int, object], Mapping[str, Answer]] = (MappingProxyType({}), MappingProxyType({}))


def generate(program: Program) -> Generated:
    """Return what answers the cases of a program."""
    return Generated(program)


def directly(program: Program) -> Callable[[Case], Answers]:
    """Return what answers cases as decisions do, where these are made on the spot of facts as a program would write them."""
    generated = Generated(program)
    taken: Callable[..., OnTheSpot | None] = generated.taking(OnTheSpot, lambda found: found, _nothing)
    found: Callable[..., OnTheSpot | None] = generated.direct(OnTheSpot, lambda found: found, taken, only=False)

    def answers(case: Case) -> Answers:
        facts = plain_facts(program.facts, case.facts)
        is_default = tuple(case.readings[spec.name] for spec in program.readings) == generated.defaults
        answered = found(facts, case.day) if facts is not None and is_default else None
        return evaluate(program, case) if answered is None else answered.answers

    return answers


def _nothing(*_: object, **__: object) -> OnTheSpot | None:
    """Return what is found of facts that are not answered on the spot."""
    return None
