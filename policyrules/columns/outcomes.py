"""What a query tells of each enterprise of a register: tiers, entitlements with their amounts, and what each rests on.

In: an outline and its program, the day, the readings. Out: the text of a query, with a comment for every column that says
what it is about. Needs no engine.
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from policyrules.columns.dialect import DUCKDB, Dialect
from policyrules.columns.held import End, Flag, Number
from policyrules.columns.layout import DAY, NUMBER, fact_columns
from policyrules.columns.parts import Part
from policyrules.columns.query import BEYOND, read_part, select
from policyrules.core.case import Case
from policyrules.core.outline import EntitlementSpec, Outline, Site, SiteKind
from policyrules.core.program import Program
from policyrules.core.sites import places
from policyrules.source import unhidden

#: The dialects by name.
DIALECTS = {dialect.name: dialect for dialect in (DUCKDB,)}


@frozen
class Told:
    """A question that a query tells the answer of: the name of its column, its node, and what it is about."""

    column: str
    node: int
    about: str


def told(outline: Outline) -> tuple[Told, ...]:
    """Return what is told of each enterprise, in the order of the document."""
    return (*_tiers(outline), *(one for place, spec in enumerate(outline.entitlements) for one in _award(place, spec)))


def _tiers(outline: Outline) -> Iterator[Told]:
    for place, tier in enumerate(outline.tiers):
        for name, site in (("held", tier.held), ("qualifies", tier.criteria)):
            if site is not None:
                yield Told(f"t{place}_{name}", site.node, f"{tier.name} {tier.title}")


def _award(place: int, spec: EntitlementSpec) -> Iterator[Told]:
    name = f"e{place}"
    yield Told(name, spec.verdict, f"{spec.id} {spec.title} ({spec.clause})")
    if spec.amount is not None:
        unit = "（分）" if spec.amount.kind == "amount" else ""
        yield Told(f"{name}_amount", spec.amount.node, f"{spec.id}: {spec.amount.text}{unit}")
    for number, site in enumerate(_labelled(spec.site)):
        label = "施行期间 · in force" if site.kind is SiteKind.WINDOW else site.label
        yield Told(f"{name}_c{number}", site.node, f"{spec.id}: {label}")


def _labelled(site: Site) -> Iterator[Site]:
    """Yield the outermost conditions with a label that an award rests on; what is asked of each record is none of them."""
    for child in site.children:
        if child.label is not None:
            yield child
        elif child.kind is not SiteKind.EACH:
            yield from _labelled(child)


def statement(outline: Outline, program: Program, case: Case, dialect: Dialect = DUCKDB) -> str:
    """Return the query of all that is told, for the day and the readings of a case."""
    asked = told(outline)
    part = read_part(program, sorted({one.node for one in asked}), dialect, case)
    outputs: dict[str, str] = {}
    said: list[tuple[str, str]] = [("", f"{outline.name} {outline.title}"), (DAY, case.day.isoformat())]
    for one in asked:
        columns = _columns(part, one)
        outputs |= columns
        said.append((", ".join(columns) or f"({one.column})", one.about if columns else f"{one.about} — {_LEFT}"))
    said += [(BEYOND, "这一行须另行逐户计算 · the row is to be decided in Python"), (NUMBER, "行号 · the number of the row")]
    said += [(BEYOND, f"{place} — {_UNSURE}") for place in _written(outline, part.unsure)]
    said += [
        ("", f"{place} — {_LEFT}") for place in _written(outline, [one for one, why in part.left.items() if why != "rests"])
    ]
    for spec, (name, shape) in zip(program.facts, fact_columns(program).items(), strict=True):
        said.append((name, f"{spec.name}: {dialect.type_of(shape)}"))
    return "\n".join((*(_comment(*one) for one in said), select(part, outputs)))


#: What is said of a question that the query leaves.
_LEFT = "本查询不能计算，须另行逐户计算 · not answered by this query; to be decided in Python"


#: What is said of a question whose numbers may be larger than any column holds.
_UNSURE = "数值过大时另行逐户计算 · to be decided in Python where its numbers are too large"


def _written(outline: Outline, nodes: Sequence[int]) -> Iterator[str]:
    """Yield where questions are written, each line once: the clause, the line of the policy, what stands there."""
    sites = places(outline)
    lines: set[int] = set()
    for node in nodes:
        site = sites.get((node,))
        if site is not None and site.line not in lines:
            lines.add(site.line)
            clause = "" if site.clause is None else f"{site.clause} "
            yield f"{clause}第{site.line}行 · line {site.line}: {site.text}"


def _columns(part: Part, one: Told) -> dict[str, str]:
    """Return the columns of an answer: of a number, those of both ends, with what stands under the line where that is not 1."""
    match part.held[one.node]:
        case Flag(text):
            return {one.column: text}
        case Number(low, high):
            return {**_end(f"{one.column}_least", low), **_end(f"{one.column}_most", high)}
        case _:
            return {}


def _end(name: str, end: End) -> dict[str, str]:
    return {name: end.above.text} if end.scale == 1 else {name: end.above.text, f"{name}_of": end.under.text}


def _comment(column: str, about: str) -> str:
    """Write a comment of one line, whatever stands in it."""
    return "-- " + " ".join(unhidden(f"{column}: {about}" if column else about).split())
