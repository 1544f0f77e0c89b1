"""The text of a function that takes the facts of an enterprise as plain data, and gives the inputs of generated Python.

In: the facts of a program. Out: the source of `take`. What is as programs write it (an `int`, a `date`, a `dict`, a member of
an enumeration) is checked and taken on the spot. For whatever else may be right (`5000万元`, `2023年3月1日`, `未知`) it calls
`fact`, `field` or `element` (`policyrules.backends.reading`). What is wrong raises `ValueError`: it is then for
`policyrules.core.facts` to say all that is wrong. Knows no case.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from policyrules.backends.native import ABSENT
from policyrules.core.facts import COMBINATIONS, RECORDS
from policyrules.core.program import FactSpec, Program
from policyrules.generating import function
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.reading import DIGITS
from policyrules.values.types import EnumType, Field, ListType, Scalar, SeriesType

#: How a constant is written.
Constant = Callable[[object], str]

_YUAN = MONEY_UNITS["元"]
_BOUND = 10**DIGITS - 1

#: Between which a value is declared to lie.
Ends = tuple[Fraction | None, Fraction | None]

#: Whole numbers that are not below zero, whatever is declared.
_LENGTHS = (Scalar.MONTHS, Scalar.DAYS)


def take(program: Program, constant: Constant) -> str:
    """Return the source of `take(given)`: whether any fact is unknown, the facts, and the answers that are more than they."""
    names = [f"f{place}" for place in range(len(program.facts))]
    functions = [text for place, spec in enumerate(program.facts) for text in own(place, spec, constant)]
    nothing = constant({spec.name: None for spec in program.facts})
    lines = ["lacking, beside = False, {}"]
    if names:
        lines.append(f"{', '.join(names)}, = ({nothing} | given).values()")
    lines += [line for place, spec in enumerate(program.facts) for line in _fact(place, spec, constant)]
    lines += combinations(program)
    values = "".join(f"{name}, " for name in names)
    return "\n\n\n".join((*functions, function("take", ["given"], [*lines, f"return lacking, ({values}), beside"]))) + "\n"


def _fact(place: int, spec: FactSpec, constant: Constant) -> Iterator[str]:
    """Yield the lines that take a fact; what is not at once as it should be is read by `fact`."""
    name, read = f"f{place}", f"fact({place}, f{place}, beside)"
    match spec.type:
        case SeriesType():
            yield f"if type({name}) is dict: {name} = series{place}({name}, beside)"
            yield f"else: {name} = {{}} if {name} is None else {read}"
        case ListType():
            yield f"if type({name}) is list and len({name}) <= {RECORDS}: {name} = records{place}({name})"
            yield f"elif {name} is not None: {name} = {read}"
            yield f"if type({name}) is not tuple: lacking = True"
        case type_:
            first, *others = _single(name, type_, (spec.low, spec.high), read, constant)
            if others[0] == "else:":
                yield from (first, f"elif {name} is None: lacking = True", *others)
            else:
                yield from (f"if {name} is None: lacking = True", f"el{first}", *others)
            yield f"    if {name} is None: lacking = True"


def combinations(program: Program) -> Iterator[str]:
    """Yield what refuses lists whose records would be held against one another more often than can be done in good time."""
    places = {spec.name: place for place, spec in enumerate(program.facts)}
    for lists in sorted(one for one in program.nested_lists if len(one) > 1):
        count = " * ".join(f"len(f{places[name]} or ())" for name in lists)
        yield f"if {count} > {COMBINATIONS}: raise ValueError"


def own(place: int, spec: FactSpec, constant: Constant) -> Iterator[str]:
    """Yield the function that takes what a fact consists of, where it is no single value."""
    match spec.type:
        case SeriesType(element, period):
            lines = [
                "held = {}",
                "for n, x in given.items():",
                f"    if {'not (type(n) is int and 0 < n < 10000)' if period == 'year' else 'True'}: n = period({place}, n)",
                *(f"    {line}" for line in _single("x", element, (spec.low, spec.high), f"element({place}, x)", constant)),
                "    held[n] = x",
                f"return held if len(held) == len(given) and None not in held.values() else fact({place}, given, beside)",
            ]
            yield function(f"series{place}", ["given", "beside"], lines)
        case ListType(record):
            nothing = constant({field.name: ABSENT if field.optional else None for field in record.fields})
            names = [f"x{number}" for number in range(len(record.fields))]
            row = "".join(f"{name}, " for name in names)
            lines = ["lacking, rows = False, []", "for one in given:", "    if type(one) is not dict: raise ValueError"]
            lines += [f"    {row}= ({nothing} | one).values()"] if names else []
            for number, field in enumerate(record.fields):
                lines += [f"    {line}" for line in _field(place, number, field, constant)]
            lines += [f"    rows.append(({row}))", "return Partly(rows) if lacking else tuple(rows)"]
            yield function(f"records{place}", ["given"], lines)


def _field(place: int, number: int, field: Field, constant: Constant) -> Sequence[str]:
    name, lacking = f"x{number}", f"x{number} is MAYBE" if field.optional else f"x{number} is None"
    lines = list(_single(name, field.type, (field.low, field.high), f"field({place}, {number}, {name})", constant))
    lines.append(f"    if {lacking}: lacking = True")
    return [f"if {name} is not ABSENT:", *(f"    {line}" for line in lines)] if field.optional else lines


def _single(name: str, type_: Scalar | EnumType, ends: Ends, read: str, constant: Constant) -> Iterator[str]:
    """Yield the lines that take a single value; those of what is read otherwise come last, indented."""
    plain = is_plain(name, type_, ends, constant)
    match type_:
        case Scalar.MONEY:
            yield f"if {plain}: {name} *= {_YUAN}"
            yield "else:"
        case Scalar.DATE if plain:
            yield f"if {plain}: {name} = {name}.toordinal()"
            yield "else:"
        case _:
            yield f"if not ({plain}):" if plain else "if True:"
    yield f"    {name} = {read}"


def is_plain(name: str, type_: Scalar | EnumType, ends: Ends, constant: Constant) -> str | None:
    """Return the condition under which a value is at once as it should be; `None` where it has to be read to know that."""
    match type_:
        case EnumType(_, members):
            return f"type({name}) is str and {name} in {constant(frozenset(members))}"
        case Scalar.BOOL:
            return f"{name} is True or {name} is False"
        case Scalar.MONEY | Scalar.INTEGER | Scalar.MONTHS | Scalar.DAYS:
            low, high = whole_ends(type_, ends)
            return f"type({name}) is int and {constant(low)} <= {name} <= {constant(high)}"
        case Scalar.DATE if ends == (None, None):
            return f"type({name}) is date"
        case _:
            return None


def whole_ends(type_: Scalar, ends: Ends) -> tuple[int, int]:
    """Return between which whole numbers a value lies as programs write it: an amount in yuan."""
    low, high = (-_BOUND if ends[0] is None else ends[0]), (_BOUND if ends[1] is None else ends[1])
    if type_ is Scalar.MONEY:
        return ceil(low / _YUAN), floor(high / _YUAN)
    return max(ceil(low), 0) if type_ in _LENGTHS else ceil(low), floor(high)
