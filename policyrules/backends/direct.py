"""The text of one function that takes the facts of an enterprise and answers on the spot where all is in order.

In: a program, and whether all facts are known. Out: `Direct`: the source of `direct`, which calls `made` with what it found, or
else `otherwise`, which reads the facts again, and says what is wrong with them. In the text, amounts are in whole yuan as they
were given, and of members it is known which of those declared they are. Knows no case.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import Any, TypeVar, cast

from attrs import frozen

from policyrules.backends.again import shortened
from policyrules.backends.emitting import refusals
from policyrules.backends.ends import OPEN_RULES
from policyrules.backends.holding import ROW, Cases, Counted, Layout, rows_of, tuple_of
from policyrules.backends.later import late, partial_sums, uses
from policyrules.backends.later import lines as lines_of
from policyrules.backends.parts import Part
from policyrules.backends.rules import RULES
from policyrules.backends.taking import Constant, combinations, own, whole_ends
from policyrules.core.facts import RECORDS
from policyrules.core.program import FactSpec, Op, Program, resting
from policyrules.generating import function
from policyrules.values.types import EnumType, ListType, Scalar, SeriesType

T = TypeVar("T")

#: What is done with facts that are not all known, or not at once as they should be.
_OTHERWISE = "return otherwise(facts, on, readings, path)"


#: The type in which programs write what is checked here; anything else is read by `fact`.
_WRITTEN: Mapping[Scalar, type] = MappingProxyType(
    {
        Scalar.BOOL: bool,
        Scalar.MONEY: int,
        Scalar.INTEGER: int,
        Scalar.MONTHS: int,
        Scalar.DAYS: int,
        Scalar.DATE: date,
    }
)

#: What is found begins with the day and what is more than the facts, then come the facts as they were given.
BEFORE = 2

#: So few other locals stand right behind the facts, and in no rows.
_FEW = ROW - BEFORE - 1

#: So many types of facts are compared in one statement, and so many facts held against their ranges: in a long one, jumps are
#: too far to be quick.
_TYPES_AT_ONCE, _RANGES_AT_ONCE = 30, 8


@frozen
class Direct:
    """The text of a function, the constants that it names, and the layout of what it finds.

    What it finds are the facts as they were given, `given` of them, then other locals, in rows unless they are `few`; `places`
    are where among all these the facts are that the answers rest on.
    """

    source: str
    constants: Mapping[str, object]
    layout: Layout
    given: int
    few: bool
    places: tuple[int, ...]

    def place(self, place: int) -> tuple[int, int | None]:
        """Return where what stands at a place is found, and where in that if it is a row: the facts are the first one."""
        if place < self.given:
            return BEFORE, place
        row, one = divmod(place - self.given, ROW)
        return (BEFORE + 1 + one, None) if self.few else (BEFORE + 1 + row, one)

    def found(self, held: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return all that was found by its places."""
        given, *others = held[BEFORE:]
        return (*given, *others) if self.few else (*given, *chain.from_iterable(others))


def direct(
    program: Program,
    helpers: Mapping[str, object],
    wanted: frozenset[int] | None = None,
    *,
    cases: Cases = "known",
    only: bool = False,
) -> Direct | None:
    """Return the text of the function that takes facts and answers; `None` where it could not see every relation among them.

    `helpers` are what it calls, by the names that the text has for them. Of the nodes, only those that are `wanted` are
    answered, and what they rest on; with `only`, the answers of what they rest on are not kept.
    """
    related = {relation.node for relation in program.relations}
    rules, lacking = RULES if cases == "known" else OPEN_RULES, _OTHERWISE.removeprefix("return ")
    part = Part(program, rules, dict(helpers), cases, direct=True, lacking=lacking)
    part.given = [f"{'f' if cases == 'open' or _is_as_given(spec) else 'given'}{n}" for n, spec in enumerate(program.facts)]
    part.ends = _ends(program)
    asked = frozenset(range(len(program.nodes))) if wanted is None else resting(program.nodes, wanted | related)
    if cases == "known":
        part.partial = partial_sums(program.nodes, asked) - (wanted or frozenset())
    if only and wanted is not None:
        used = uses(program.nodes, asked)
        part.kept, part.late = wanted, late(program.nodes, asked, wanted | related)
        part.once = frozenset(index for index in part.late if used[index] == 1)
    part.read(program.nodes, asked)
    if any(part.held[node] is None for node in related):
        return None
    layout, facts = part.layout(), [f"f{place}" for place in range(len(program.facts))]
    names = list(dict.fromkeys((*layout.names, *facts)))
    kept = names[len(facts) :]
    few, places = len(kept) <= _FEW, tuple(map(names.index, facts))
    source = _text(program, part, kept if few else tuple(map(tuple_of, rows_of(kept))))
    return Direct(f"{source}\n", MappingProxyType(part.constants), layout, len(facts), few, places)


def _is_as_given(spec: FactSpec) -> bool:
    return isinstance(spec.type, EnumType) or (spec.type in _WRITTEN and spec.type is not Scalar.DATE)


def _ends(program: Program) -> Mapping[int, tuple[int, int]]:
    """Return between which whole numbers facts lie as they are written, by the nodes that ask for them."""
    specs = {spec.name: spec for spec in program.facts if _written_as(spec) is int}
    asked = ((index, specs.get(cast(str, node.data))) for index, node in enumerate(program.nodes) if node.op is Op.FACT)
    return {index: whole_ends(cast(Scalar, spec.type), (spec.low, spec.high)) for index, spec in asked if spec is not None}


def _counted(part: Part) -> Mapping[int, Counted]:
    """Return what counts the cuts that facts have passed as they are taken, by the places of the facts."""
    places = {spec.name: place for place, spec in enumerate(part.program.facts)}
    held = (index for index in part.ends if part.held[index] is not None)
    found = ((places[cast(str, part.nodes[index].data)], part.counted(index)) for index in held)
    return {place: counted for place, counted in found if counted is not None}


def _text(program: Program, part: Part, kept: Sequence[str]) -> str:
    """Return the text of the function, and of those that it calls; it keeps some locals, or rows of them, beside the facts."""
    is_open = part.cases == "open"
    functions = [text for place, spec in enumerate(program.facts) for text in own(place, spec, part.constant)]
    given = tuple_of(f"f{place}" for place in range(len(program.facts))) if is_open else "given"
    bodies = part.answered_bodies() if part.kept is None else "{}"
    beside = "beside" if is_open and _has_more(program) else "{}"
    more = "nothing" if bodies == beside == "{}" else f"({bodies}, {beside})"
    lacking = "" if is_open else f" or len(facts) != {len(program.facts)}"
    answered = [*shortened(part, lines_of(part)), *refusals(part, _OTHERWISE)]
    lines = [
        f"if readings is not None or type(facts) is not dict or type(on) is not date{lacking}: {_OTHERWISE}",
        *(_taken_if_any if is_open else _taken)(program, part.constant, _counted(part)),
        *_day_and_options(part, answered),
        *answered,
        "one = made()",
        "one._terms = terms",
        f"one._held = {tuple_of(('on', more, given, *kept))}",
        "return one",
    ]
    # CPython is quicker to call a function whose parameters may all be given by their place.
    text = function("direct", ["facts", "on", "readings=None", "path=''"], lines)
    return "\n\n\n".join((*functions, *part.functions, text))


def _taken(program: Program, constant: Constant, counted: Mapping[int, Counted]) -> Iterator[str]:
    """Yield the lines that take the facts; an error of any of them is told by who reads them again."""
    specs = program.facts
    if not specs:
        yield "given = ()"
        return
    get = constant(itemgetter(*(spec.name for spec in specs)))
    yield "try:"
    yield (
        f"    {''.join(f'f{place}, ' for place in range(len(specs)))}= given = {get}(facts)"
        if len(specs) > 1
        else (f"    f0, = given = ({get}(facts),)")
    )
    yield from (f"    {line}" for line in _checked(specs, constant, counted))
    if _has_more(program):
        yield "    beside = {}"
    for place, spec in enumerate(specs):
        yield from (f"    {line}" for line in _fact(place, spec, constant))
    yield from (f"    {line}" for line in combinations(program))
    yield "except (KeyError, ValueError, BeyondError):"
    yield f"    {_OTHERWISE}"


def _has_more(program: Program) -> bool:
    """Say whether any fact is more than a single value."""
    return any(isinstance(spec.type, ListType | SeriesType) for spec in program.facts)


def _taken_if_any(program: Program, constant: Constant, counted: Mapping[int, Counted]) -> Iterator[str]:
    """Yield the lines that take the facts, as far as they are known; where there are more, a name may be that of no fact."""
    if _has_more(program):
        yield "beside = {}"
    yield "get, type_, lacking = facts.get, type, 0"
    yield "try:"
    for place, spec in enumerate(program.facts):
        yield f"    f{place} = get({constant(spec.name)})"
        yield from (f"    {line}" for line in _fact_if_any(place, spec, constant, counted.get(place)))
    names = constant(frozenset(spec.name for spec in program.facts))
    yield f"    if len(facts) + lacking != {len(program.facts)} and not facts.keys() <= {names}: raise ValueError"
    yield from (f"    {line}" for line in combinations(program))
    yield "except (KeyError, ValueError, BeyondError):"
    yield f"    {_OTHERWISE}"


def _fact_if_any(place: int, spec: FactSpec, constant: Constant, counted: Counted | None) -> Iterator[str]:
    """Yield the lines that take a fact, where it is known, and count it otherwise."""
    name, written = f"f{place}", _written_as(spec)
    nothing = ""
    match spec.type:
        case SeriesType():
            yield f"if type_({name}) is dict: {name} = series{place}({name}, beside)"
            nothing = f"{name} = {{}}; "
        case ListType():
            yield f"if type_({name}) is list and len({name}) <= {RECORDS}: {name} = records{place}({name})"
        case EnumType(_, members):
            places = constant({member: number for number, member in enumerate(members)})
            yield f"if type_({name}) is str: m{place} = {places}[{name}]"
            nothing = f"m{place} = {len(members)}; "
        case Scalar.BOOL:
            yield f"if {name} is True or {name} is False: pass"
        case Scalar.DATE if written is not None:
            yield f"if type_({name}) is date: {name} = {name}.toordinal()"
        case Scalar() if counted is not None:
            local = counted.local
            yield f"if type_({name}) is int: {local.upper()} = {local} = {counted.text}"
            nothing = f"{local} = {counted.least}; {local.upper()} = {counted.most}; "
        case Scalar() as type_ if written is int:
            low, high = whole_ends(type_, (spec.low, spec.high))
            yield f"if type_({name}) is int:"
            yield f"    if {name} < {constant(low)} or {name} > {constant(high)}: raise ValueError"
        case _:
            yield f"if {name} is not None: {name} = fact({place}, {name}, None)"
            yield "else: lacking += 1"
            return
    yield f"elif {name} is None: {nothing}lacking += 1"
    yield "else: raise ValueError"


def _checked(specs: Sequence[FactSpec], constant: Constant, counted: Mapping[int, Counted]) -> Iterator[str]:
    """Yield the lines that refuse facts of other types, or of values out of their ranges, and count cuts that were passed."""
    yield "type_ = type"  # a local is looked up more quickly
    types = [(f"f{place}", type_) for place, spec in enumerate(specs) if (type_ := _written_as(spec)) is not None]
    for row in rows_of(types, _TYPES_AT_ONCE):
        # CPython is quicker to make and compare a list of so many than a tuple.
        found, expected = ", ".join(f"type_({name})" for name, _ in row), constant([type_ for _, type_ in row])
        yield f"if [{found}] != {expected}: raise ValueError"
    ranges = [
        (f"f{place}", whole_ends(cast(Scalar, spec.type), (spec.low, spec.high)))
        for place, spec in enumerate(specs)
        if _written_as(spec) is int and place not in counted
    ]
    for few in rows_of(ranges, _RANGES_AT_ONCE):
        beyond = (f"{name} < {constant(low)} or {name} > {constant(high)}" for name, (low, high) in few)
        yield f"if {' or '.join(beyond)}: raise ValueError"
    yield from (f"{one.local} = {one.text}" for one in counted.values())


def _written_as(spec: FactSpec) -> type | None:
    """Return the type that a fact has which is at once as it should be; `None` where it has to be read to know that."""
    match spec.type:
        case EnumType():
            return str
        case SeriesType():
            return dict
        case ListType():
            return list
        case Scalar.DATE if (spec.low, spec.high) != (None, None):
            return None
        case type_:
            return _WRITTEN.get(type_)


def _fact(place: int, spec: FactSpec, constant: Constant) -> Iterator[str]:
    name = f"f{place}"
    match spec.type:
        case SeriesType():
            yield f"{name} = series{place}({name}, beside)"
            yield "if beside: raise ValueError"
        case ListType():
            yield f"if len({name}) > {RECORDS}: raise ValueError"
            yield f"{name} = records{place}({name})"
            yield f"if type({name}) is not tuple: raise ValueError"
        case EnumType(_, members):
            yield f"m{place} = {constant({member: number for number, member in enumerate(members)})}[{name}]"
        case _ if _written_as(spec) is None:
            yield f"{name} = fact({place}, {name}, None)"
            yield f"if {name} is None: raise ValueError"
        case Scalar.DATE:
            yield f"{name} = {name}.toordinal()"


def _day_and_options(part: Part, answered: Sequence[str]) -> Iterator[str]:
    """Yield what gives the locals of the day and of the readings, as far as they are asked for."""
    asked = {(node.op, node.data) for node, held in zip(part.nodes, part.held, strict=True) if held is not None}
    if any("today" in line for line in answered):
        yield "today = on.toordinal()"
    for place, spec in enumerate(part.program.readings):
        if (Op.READING, spec.name) in asked:
            yield f"o{place} = {part.constant(spec.default)}"
