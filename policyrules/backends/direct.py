"""The text of one function that takes the facts of an enterprise and answers on the spot where all is known and in order.

In: a program. Out: `Direct`: the source of `direct`, which calls `made` with what it found, or else `otherwise`, which reads
the facts again, says what is wrong with them, and answers what is not all known. In the text, amounts are in whole yuan as they
were given, and members are the very texts that are declared. Knows no case.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType

from attrs import frozen

from policyrules.backends.emitting import refusals
from policyrules.backends.parts import Layout, Part, function
from policyrules.backends.rules import RULES
from policyrules.backends.taking import Constant, combinations, is_plain, own
from policyrules.core.facts import RECORDS
from policyrules.core.program import FactSpec, Op, Program, resting
from policyrules.values.types import EnumType, ListType, Scalar, SeriesType

#: What is done with facts that are not all known, or not at once as they should be.
_OTHERWISE = "return otherwise(facts, on, readings, path=path)"


#: What stands at once in a local as it was given.
_AS_GIVEN = frozenset({Scalar.BOOL, Scalar.MONEY, Scalar.INTEGER, Scalar.MONTHS, Scalar.DAYS})


@frozen
class Direct:
    """The text of a function, the constants that it names, and the layout of what it finds.

    What it finds are the facts as they were given, then other locals; `places` are where among all these the facts are that
    the answers rest on.
    """

    source: str
    constants: Mapping[str, object]
    layout: Layout
    places: tuple[int, ...]


def direct(
    program: Program, helpers: Mapping[str, object], wanted: frozenset[int] | None = None, *, only: bool = False
) -> Direct | None:
    """Return the text of the function that takes facts and answers; `None` where it could not see every relation among them.

    `helpers` are what it calls, by the names that the text has for them. Of the nodes, only those that are `wanted` are
    answered, and what they rest on; with `only`, the answers of what they rest on are not kept.
    """
    related = {relation.node for relation in program.relations}
    part = Part(program, RULES, dict(helpers), "known", direct=True, lacking=_OTHERWISE.removeprefix("return "))
    part.given = [f"{'f' if _is_as_given(spec) else 'given'}{place}" for place, spec in enumerate(program.facts)]
    asked = frozenset(range(len(program.nodes))) if wanted is None else resting(program.nodes, wanted | related)
    if only and wanted is not None:
        part.kept, part.inline = wanted, _once(program, asked) - wanted
    part.read(program.nodes, asked)
    if any(part.held[node] is None for node in related):
        return None
    layout, facts = part.layout(), [f"f{place}" for place in range(len(program.facts))]
    names = list(dict.fromkeys((*layout.names, *facts)))
    source = _text(program, part, names[len(facts) :])
    return Direct(f"{source}\n", MappingProxyType(part.constants), layout, tuple(map(names.index, facts)))


def _is_as_given(spec: FactSpec) -> bool:
    return isinstance(spec.type, EnumType) or spec.type in _AS_GIVEN


def _text(program: Program, part: Part, kept: Sequence[str]) -> str:
    """Return the text of the function, and of those that it calls, which keeps some locals beside the facts."""
    functions = [text for place, spec in enumerate(program.facts) for text in own(place, spec, part.constant)]
    bodies = part.answered_bodies() if part.bodies and part.kept is None else "nothing"
    lines = [
        "if readings is not None or type(facts) is not dict or type(on) is not date"
        f" or len(facts) != {len(program.facts)}: {_OTHERWISE}",
        *_taken(program, part.constant),
        *_day_and_options(part),
        *part.all_lines(),
        *refusals(part, _OTHERWISE),
        f"return made(terms, (on, given, ({''.join(f'{name}, ' for name in kept)}), {bodies}))",
    ]
    text = function("direct", ["facts", "on", "readings=None", "*", "path=''"], lines)
    return "\n\n\n".join((*functions, *part.functions, text))


def _once(program: Program, asked: frozenset[int]) -> frozenset[int]:
    """Return the nodes that are asked for once, and in no body: they may be written where they are asked for."""
    nodes = program.nodes
    uses = Counter(argument for index in asked for argument in nodes[index].args)
    brought = {argument for index in asked if (body := nodes[index].body) is not None for argument in body.brought_in}
    return frozenset(index for index, times in uses.items() if times == 1) - brought


def _taken(program: Program, constant: Constant) -> Iterator[str]:
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
    if any(isinstance(spec.type, ListType | SeriesType) for spec in specs):
        yield "    beside = {}"
    for place, spec in enumerate(specs):
        yield from (f"    {line}" for line in _fact(place, spec, constant))
    yield from (f"    {line}" for line in combinations(program))
    yield "except (KeyError, ValueError, BeyondError):"
    yield f"    {_OTHERWISE}"


def _fact(place: int, spec: FactSpec, constant: Constant) -> Iterator[str]:
    name = f"f{place}"
    match spec.type:
        case SeriesType():
            yield f"if type({name}) is not dict: raise ValueError"
            yield f"{name} = series{place}({name}, beside)"
            yield "if beside: raise ValueError"
        case ListType():
            yield f"if type({name}) is not list or len({name}) > {RECORDS}: raise ValueError"
            yield f"{name} = records{place}({name})"
            yield f"if type({name}) is not tuple: raise ValueError"
        case EnumType(_, members):
            yield f"{name} = {constant({member: member for member in members})}[{name} if type({name}) is str else None]"
        case type_:
            plain = is_plain(name, type_, (spec.low, spec.high), constant)
            if plain is not None:
                yield f"if not ({plain}): raise ValueError"
            else:
                yield f"{name} = fact({place}, {name}, None)"
                yield f"if {name} is None: raise ValueError"
            if plain is not None and type_ is Scalar.DATE:
                yield f"{name} = {name}.toordinal()"


def _day_and_options(part: Part) -> Iterator[str]:
    """Yield what gives the locals of the day and of the readings, as far as they are asked for."""
    asked = {(node.op, node.data) for node, held in zip(part.nodes, part.held, strict=True) if held is not None}
    if (Op.DAY, None) in asked:
        yield "today = on.toordinal()"
    for place, spec in enumerate(part.program.readings):
        if (Op.READING, spec.name) in asked:
            yield f"o{place} = {part.constant(spec.default)}"
