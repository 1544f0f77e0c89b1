"""The text of a flat list of questions while it is written: how each answer is held, and under which names.

In: nodes. Out: `Part`: for each node how its answer is held, and the lines that give it. Knows the text, not the rules by which
it is written, and no case.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from attrs import define, evolve, field

from policyrules.backends.cuts import (
    Cut,
    Cuts,
    counting,
    held_against,
    of_divided,
    of_quotient,
    of_whole,
    refusing,
    written,
)
from policyrules.backends.holding import (
    LONGEST,
    Again,
    Alias,
    Cases,
    Counted,
    Held,
    Layout,
    LeftOpenError,
    Row,
    Written,
    end_of,
    is_local,
    tuple_of,
)
from policyrules.backends.native import Form, Slot, row_of
from policyrules.backends.ranges import LINE
from policyrules.core.program import Node, Op, Program
from policyrules.generating import constant
from policyrules.values.types import RecordType

#: What writes an operator: how the answer is held, and the lines that give it.
Rule = Callable[["Part", int, Node], Written]


@define
class Part:
    """The text of a flat list of nodes: of a program, or of the body of a quantifier `around` which there is another.

    `place` is empty or ends in `_`, and tells the locals of this part from those of others. `aliases` are the locals, or the
    constants, that stand for what needs none of its own. `lacking` is what is returned where `known` cannot go on. A `direct`
    text has facts as they were given: amounts in whole yuan, and members that are the very texts that are declared. The locals
    that are `given` are held before what is returned. Where some answers are `kept`, no others are returned, truths
    that are asked for `once` are written there, and the lines of what is `late` come where it is asked for, in between those of
    truths that are `joined`: see `policyrules.backends.later`. Sums that are `partial` are written where they are added to, and
    not returned: what was added is. Where it is counted which cuts a fact has passed, and these lie between its `ends`, it is
    seen there, as the fact is taken, that it does too. `members` are the locals that say of a fact which of those declared it
    is, and `rows` tell answers that are not held themselves. Behind the `nodes` of the program stand questions that are asked
    for them (`further`), each once (`asked`), under the names of those that they are `called` after; their lines wait
    (`waiting`) for the node that is written. Where the inputs are known that a question is `known_by`, it need not be asked
    `again`: the lines that ask it at the most are left out, and one that names them stands for them.
    """

    program: Program
    rules: Mapping[Op, Rule]
    constants: dict[str, object]
    cases: Cases
    around: "Part | None" = None
    record: RecordType | None = None
    place: str = ""
    lacking: str = "None"
    direct: bool = False
    functions: list[str] = field(factory=list)
    nodes: list[Node] = field(factory=list)
    count: int = 0
    held: list[Held | None] = field(factory=list)
    lines: list[Sequence[str]] = field(factory=list)
    bodies: dict[int, Layout] = field(factory=dict)
    aliases: dict[int, Alias] = field(factory=dict)
    outer: dict[int, int] = field(factory=dict)
    cuts: dict[int, frozenset[Cut]] = field(factory=dict)
    cutting: dict[tuple[int, bool], Cuts | None] = field(factory=dict)
    ends: Mapping[int, tuple[int, int]] = field(factory=dict)
    rows: dict[int, Row] = field(factory=dict)
    members: dict[int, str] = field(factory=dict)
    given: Sequence[str] = ()
    kept: frozenset[int] | None = None
    once: frozenset[int] = frozenset()
    late: frozenset[int] = frozenset()
    partial: frozenset[int] = frozenset()
    joined: dict[int, str] = field(factory=dict)
    asked: dict[object, int] = field(factory=dict)
    called: dict[int, tuple[int, bool]] = field(factory=dict)
    waiting: list[str] = field(factory=list)
    known_by: dict[int, frozenset[str] | None] = field(factory=dict)
    again: dict[str, Again] = field(factory=dict)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The parameters of the function of a whole program."""
        facts = tuple(f"f{number}" for number in range(len(self.program.facts)))
        return (*facts, "on", *(f"o{number}" for number in range(len(self.program.readings))))

    # --- how answers are held ---

    def of(self, index: int) -> Held:
        held = self.held[index]
        if held is None:
            raise LeftOpenError
        return held

    def is_sure(self, *indexes: int) -> bool:
        return all(self.of(index).sure for index in indexes)

    def name(self, letter: str, index: int) -> str:
        """Return a local of a node, of this part or of one around it."""
        if index in self.outer:
            assert self.around is not None
            return self.around.name(letter, self.outer[index])
        if index not in self.called:
            return f"{letter}{self.place}{index}"
        after, is_upper = self.called[index]
        return f"{letter.upper() if is_upper else letter}{self.place}{after}"

    def _alias(self, index: int) -> Alias | None:
        if index in self.outer:
            assert self.around is not None
            return self.around._alias(self.outer[index])
        return self.aliases.get(index)

    def is_pair(self, index: int) -> bool:
        held = self.of(index)
        return held.form is Form.PAIR and not held.optional

    def v(self, index: int) -> str:
        """Return an answer that is held in one local; of a pair, what stands above the line."""
        unit, raw = self.of(index).unit, self.raw(index)
        return raw if unit == 1 else f"({unit} * {raw})"

    def raw(self, index: int) -> str:
        """Return the local itself, of which a number is so many times as much as its unit says."""
        alias = self._alias(index)
        return alias.text if alias else self.name("n" if self.is_pair(index) else "v", index)

    def d(self, index: int) -> str:
        """Return what stands under the line; a whole number has 1 there."""
        over, under = self.of(index).over, self.raw_d(index)
        return under if over == 1 else f"({under} * {over})"

    def raw_d(self, index: int) -> str:
        """Return what is held of what stands under the line."""
        alias = self._alias(index)
        return alias.under if alias else self.name("d", index) if self.is_pair(index) else "1"

    def cuts_of(self, index: int, up: bool) -> Cuts | None:
        """Return the cuts of which a local tells how many a number has passed; `None` where there is none."""
        if index not in self.cuts or index in self.outer:
            return None
        if (index, up) not in self.cutting:
            self.cutting[index, up] = self._cuts_of(index, up)
        return self.cutting[index, up]

    def _cuts_of(self, index: int, up: bool) -> Cuts | None:
        held, cuts = self.of(index), self.cuts[index]
        if held.optional or not held.is_number or held.ends is not None:
            return None
        if held.form is Form.PAIR:
            return of_quotient(cuts, held.unit, up)
        if up or self.kept is not None:
            return None
        found = of_whole(cuts, held.unit, 1) if index in self.ends else None
        is_between = found is not None and found.lie_between(*self.ends[index])
        return found if is_between else of_whole(cuts, held.unit)

    def passed(self, index: int, cut: Cut) -> Row | None:
        """Return what tells whether a number has passed a cut; `None` where that is not counted."""
        up = self.is_pair(index) and not cut[1]
        cuts = self._cuts_with(index, cut, up)
        return None if cuts is None or self.kept is not None else Row(self.name("u" if up else "p", index), cuts.passed(cut))

    def against(self, index: int, cut: Cut, passed: bool) -> str | None:
        """Return whether a number has passed a cut, or has not, as it is counted or divided; `None` where it is neither."""
        up, row = self.is_pair(index) and not cut[1], self.passed(index, cut)
        if row is not None:
            return row.text if passed else row.denied.text
        cuts = self._cuts_with(index, cut, up)
        divided = self.name("c" if up else "q", index)
        return None if cuts is None else f"{divided} {'>=' if passed else '<'} {self.constant(cuts.of(cut))}"

    def _cuts_with(self, index: int, cut: Cut, up: bool) -> Cuts | None:
        """Return the cuts of a number where this is one of them: what is rounded for them need not tell of any other."""
        return self.cuts_of(index, up) if cut in self.cuts.get(index, ()) else None

    def row(self, index: int) -> Row | None:
        """Return the row that tells an answer, of this part or of one around it; `None` for one that is held itself."""
        if index in self.outer:
            assert self.around is not None
            return self.around.row(self.outer[index])
        return self.rows.get(index)

    def pair(self, index: int) -> str:
        return f"({self.v(index)}, {self.d(index)})"

    def code(self, index: int) -> str:
        """Return the code of a truth."""
        known = {"True": "3", "False": "0"}
        return known.get(self.v(index), f"3 * {self.v(index)}") if self.of(index).sure else self.v(index)

    def holds(self, index: int) -> str:
        """Return whether a truth that is known holds."""
        return self.v(index) if self.of(index).sure else f"{self.v(index)} == 3"

    def range(self, index: int) -> str:
        """Return the range of a number."""
        held = self.of(index)
        literal = self.number_of(index)
        if literal is not None:
            return self.constant((end_of(literal), end_of(literal)))
        name = self.v(index)
        known = f"of_pair({name}, {self.d(index)})" if held.form is Form.PAIR else f"({name}, {name})"
        if held.sure:
            return known
        if held.fixed is not None:
            return f"({self.constant(held.fixed)} if {name} is None else {known})"
        return f"({self.name('w', index)} or {known})"

    def range_if_open(self, index: int) -> str:
        """Return the range of a number that is not known, `None` where it is known."""
        held = self.of(index)
        if held.has_range:
            return self.name("w", index)
        if held.sure:
            return "None"
        return f"None if {self.v(index)} is not None else {self.constant(held.fixed)}"

    def known(self, index: int) -> str:
        """Return the condition under which an answer that is not sure is known."""
        held, name = self.of(index), self.v(index)
        if held.optional:
            return f"{name} is not MAYBE"
        return f"{name} != 1" if held.form is Form.TRUTH else f"{name} is not None"

    def answer(self, index: int) -> str:
        """Return an answer as the reference takes it."""
        held, name = self.of(index), self.v(index)
        if held.optional:
            return f"optional({name}, {self.constant(held.form)}, {self.constant(held.fixed)})"
        match held.form:
            case Form.TRUTH:
                return f"TRUTHS[{self.code(index)}]"
            case Form.NAME:
                return f"Symbol({name})"
            case _:
                return f"interval({self.range(index)})"

    def number_of(self, index: int) -> Fraction | None:
        """Return the number that a node writes, here or further out; `None` for any other node."""
        if index in self.outer:
            assert self.around is not None
            return self.around.number_of(self.outer[index])
        return written(self.nodes[index])

    def truncated(self, index: int) -> str:
        """Return a number without what stands behind its point, which is how a date or an index is taken."""
        return f"truncated({self.v(index)}, {self.d(index)})" if self.is_pair(index) else self.v(index)

    def value(self, index: int, form: Form) -> str:
        """Return an answer that is known as one expression, in a form that it can be held in."""
        return self.pair(index) if form is Form.PAIR else self.v(index)

    def constant(self, value: object) -> str:
        """Return how a constant is written."""
        return constant(self.constants, value)

    # --- records ---

    @property
    def depth(self) -> int:
        return 0 if self.around is None else self.around.depth + 1

    def record_at(self, level: int) -> RecordType:
        """Return of which type the records are that are gone through `level` quantifiers further out."""
        if level:
            assert self.around is not None
            return self.around.record_at(level - 1)
        assert self.record is not None
        return self.record

    def records(self) -> tuple[str, ...]:
        """Return the locals of the records of the quantifiers around, the outermost first."""
        return tuple(f"r{number}" for number in range(self.depth))

    def locals(self, index: int) -> tuple[str, ...]:
        """Return every local that an answer is held in."""
        alias, row = self._alias(index), self.row(index)
        if row is not None:
            return (row.local,)
        if alias is not None:
            return tuple(text for text in (alias.text, alias.under) if is_local(text)) if alias.is_local else ()
        return self.results(index)

    # --- the text ---

    def read(self, nodes: Sequence[Node], wanted: frozenset[int] | None = None) -> None:
        """Write the lines of every node; of a body, raise `LeftOpenError` where one cannot be answered."""
        self.nodes, self.cuts, self.count = list(nodes), dict(held_against(nodes)), len(nodes)
        self.held, self.lines = [None] * len(nodes), [()] * len(nodes)
        for index, node in enumerate(nodes):
            if wanted is None or index in wanted:
                self._read(index, node)

    def _read(self, index: int, node: Node) -> None:
        lines: Sequence[str] = ()
        try:
            for argument in node.args:
                self.of(argument)
            held, lines = self.rules[node.op](self, index, node)
            self.keep(index, held)
            if index not in self.late:
                lines = [*lines, *self._passing(index)]
        except LeftOpenError:
            if self.around is not None:
                raise
            self.held[index], lines = None, ()
            self.bodies.pop(index, None)
        self.lines[index] = [*self.waiting, *lines]
        self.waiting = []

    def keep(self, index: int, held: Held) -> None:
        """Keep how an answer is held. Raise `LeftOpenError` for a number that may come to be too long."""
        if max(held.bits, held.under) > LONGEST:
            raise LeftOpenError
        self.held[index] = held

    def further(self, node: Node, after: int | None = None, is_upper: bool = False) -> int:
        """Return the index of a question that does not stand among the nodes, called after one of them, or after none."""
        index = len(self.nodes)
        self.nodes.append(node)
        self.held.append(None)
        self.lines.append(())
        if after is not None:
            self.called[index] = after, is_upper
            if after in self.cuts:
                self.cuts[index] = self.cuts[after]
        return index

    def ask(self, node: Node, after: int | None = None, is_upper: bool = False, is_inline: bool = False) -> int:
        """Return the index of a question of what is sure that does not stand among the nodes: see `further`.

        A truth that is `is_inline` is written where it is asked for.
        """
        key = node.op, node.args, id(node.data), self.cuts.get(after, None) if after is not None else None
        index = self.asked.get(key)
        if index is None:
            index = self.asked[key] = self.further(node, after, is_upper)
            self.once |= {index} if is_inline else frozenset()
            held, lines = self.rules[node.op](self, index, node)
            assert held.sure
            self.keep(index, held)
            self.waiting += [*lines, *self._passing(index)]
        return index

    def divided(self, index: int) -> Sequence[str]:
        """Return the lines that divide a number that is asked only where it is asked for, which a table needs for its own."""
        return tuple(self._passing(index)) if index in self.late else ()

    def needs_lines(self, index: int) -> bool:
        """Say whether lines of its own have to come where an answer is asked for."""
        if index not in self.late:
            return False
        return bool(self.lines[index]) or index in self.joined or any(map(self.needs_lines, self.nodes[index].args))

    def _passing(self, index: int) -> Iterator[str]:
        """Yield the lines that divide a number once for all cuts, and say how many of them it has passed."""
        for up in (False, True):
            cuts = self.cuts_of(index, up)
            if cuts is None or self.counted(index) is not None:
                continue
            number = self.raw(index)
            held, raw = self.of(index), number
            unknown = "" if held.sure else f"None if {raw} is None else "
            if self.is_pair(index):
                scale, under = cuts.factor.numerator, self.d(index)
                if scale % held.over == 0:
                    scale, under = scale // held.over, self.raw_d(index)
                divided = f"({number} * {scale} - 1) // {under}" if up else f"{number} * {scale} // {under}"
                number = self.name("c" if up else "q", index)
                yield f"{number} = {unknown}{divided}"
            if self.kept is not None:
                continue
            name = self.name("u" if up else "p", index)
            if self.is_pair(index):
                count = of_divided(number, cuts, held.least is not None and held.least >= 0, self.constant)
            else:
                count = counting(number, cuts.at, self.constant)
            if held.sure or held.fixed is None or self.around is not None:
                yield f"{name} = {unknown}{count}"
            else:
                least, most = cuts.counts(*held.fixed)
                yield f"{name} = {least} if {raw} is None else {count}"
                yield f"{name.upper()} = {most} if {raw} is None else {name}"

    def counted(self, index: int) -> Counted | None:
        """Return what counts the cuts that a fact has passed as it is taken; `None` for one that is held against its ends."""
        cuts = self.cuts_of(index, up=False) if index in self.ends else None
        if cuts is None or not cuts.lie_between(*self.ends[index]):
            return None
        least, most = cuts.counts(*(self.of(index).fixed or LINE))
        text = refusing(self.raw(index), cuts.at, self.ends[index], self.constant)
        return Counted(self.name("p", index), text, least, most)

    def all_lines(self) -> Iterator[str]:
        for lines in self.lines:
            yield from lines

    def shown(self, index: int) -> bool:
        """Say whether an answer is held in what is returned: inputs and what is written are told without it."""
        given = (Op.FACT, Op.DAY, Op.READING, Op.LITERAL, Op.OUTER, Op.UNKNOWN)
        if index in self.partial:
            return False
        is_kept = self.kept is None or (index in self.kept and self.nodes[index].body is None)
        return is_kept and self.held[index] is not None and self.nodes[index].op not in given

    def results(self, index: int) -> tuple[str, ...]:
        """Return what an answer is made of."""
        row = self.row(index)
        if row is not None:
            return (row.local,)
        under = [self.raw_d(index)] if self.is_pair(index) else []
        return (self.raw(index), *under, *([self.name("w", index)] if self.of(index).has_range else []))

    def layout(self) -> Layout:
        """Return where the answers are held in what is returned: each local once, whatever it stands for."""
        places, slots = {name: place for place, name in enumerate(self.given)}, list[Slot | None]()
        for index in range(self.count):
            slots.append(self._slot(index, places) if self.shown(index) else None)
        return Layout(tuple(slots), MappingProxyType(dict(self.bodies)), tuple(places))

    def _slot(self, index: int, places: dict[str, int]) -> Slot:
        """Return where an answer is held; a local that is not yet held comes behind those that are."""
        held = self.of(index)
        if held.ends is not None:
            least, most = (self._slot(end, places) for end in held.ends)
            return evolve(least, most=most)
        one, *others = (places.setdefault(name, len(places)) for name in self.results(index))
        row, apart = self.row(index), _apart(held, others)
        told = None if row is None else row_of(row.values, held.form)
        return Slot(one, held.form, held.sure, held.optional, held.fixed, *apart, held.unit, held.over, told)

    def answers(self) -> str:
        """Return the expression of all answers; those of bodies, where there are any, stand last."""
        return tuple_of([*self.layout().names, *([self.answered_bodies()] if self.bodies else [])])

    def answered_bodies(self) -> str:
        """Return the expression of the answers of the bodies by the index of their quantifier."""
        return f"{{{', '.join(f'{index}: b{self.place}{index}' for index in self.bodies)}}}"


def _apart(held: Held, others: Sequence[int]) -> tuple[int, int]:
    """Return the places of what stands under the line, and of the range, of those of the locals after the first."""
    under = others[0] if held.form is Form.PAIR and not held.optional else 0
    return under, others[-1] if held.has_range else 0
