"""What a query tells of each enterprise of a register: tiers, entitlements with their amounts, and what each rests on.

In: an outline and its program, the day, the readings. Out: a query, with a comment for every column that says what it is
about. Needs no engine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from attrs import evolve, frozen

from policyrules.collecting import put_off
from policyrules.columns.dialect import DUCKDB, Dialect
from policyrules.columns.distances import Needed, comparisons, counted, distance, labelled, nearest, needed, shortfall
from policyrules.columns.held import End, Flag, Held, Name, Number
from policyrules.columns.layout import DAY, NUMBER, Given, fact_columns
from policyrules.columns.parts import LeftOpenError, Part
from policyrules.columns.query import BEYOND, read_part, select
from policyrules.core.case import Case
from policyrules.core.outline import Outline, Site, SiteKind
from policyrules.core.program import Program
from policyrules.core.sites import places
from policyrules.source import unhidden
from policyrules.values.types import Scalar, Type

#: The column that is true where a relation among the facts is broken: such facts are refused.
BROKEN = "broken"


class Kind(StrEnum):
    """What a column tells of a tier, an entitlement, a duty, a target, or a value that the document determines.

    A `DISTANCE` is null where the comparison holds or is open; `FAILED` and `UNKNOWN` count the conditions with a label, and
    `SHORT` is the fewest conditions that fail and would have to hold, and `NEAREST`, where that is one, which one it is.
    """

    HELD = "held"
    QUALIFIES = "qualifies"
    VERDICT = "verdict"
    AMOUNT = "amount"
    CONDITION = "condition"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SHORT = "short"
    NEAREST = "nearest"
    DISTANCE = "distance"
    DUTY = "duty"
    TARGET = "target"
    DETERMINED = "determined"


@frozen
class Told:
    """What a query tells: the name of its column, the question, and what it is about.

    `of` is the name of the tier or of another declaration, or the id of the entitlement or the duty, that it belongs to;
    `label` the name of a condition, or of the condition that a comparison belongs to, and `text` what stands there.
    """

    column: str
    kind: Kind
    of: str
    node: int
    about: str
    label: str = ""
    text: str = ""


def told(outline: Outline, program: Program, *, distances: bool = False) -> tuple[Told, ...]:
    """Return what is told of each enterprise, in the order of the document; with `distances`, how far it is from an award."""
    return (*_tiers(outline, program, distances), *_awards(outline, program, distances), *_others(outline))


def _tiers(outline: Outline, program: Program, distances: bool) -> Iterator[Told]:
    for place, tier in enumerate(outline.tiers):
        name, about = f"t{place}", f"{tier.name} {tier.title}"
        if tier.held is not None:
            yield Told(f"{name}_held", Kind.HELD, tier.name, tier.held.node, about)
        if tier.criteria is not None:
            yield Told(f"{name}_qualifies", Kind.QUALIFIES, tier.name, tier.criteria.node, about)
            yield from _conditions(name, tier.name, tier.criteria, program)
            if distances:
                yield from _far(name, tier.name, tier.criteria, program)


def _awards(outline: Outline, program: Program, distances: bool) -> Iterator[Told]:
    for place, spec in enumerate(outline.entitlements):
        name = f"e{place}"
        yield Told(name, Kind.VERDICT, spec.id, spec.verdict, f"{spec.id} {spec.title} ({spec.clause})")
        if spec.amount is not None:
            about = f"{spec.id}: {spec.amount.text}{'（分）' if spec.amount.kind == 'amount' else ''}"
            yield Told(f"{name}_amount", Kind.AMOUNT, spec.id, spec.amount.node, about, text=spec.amount.text)
        yield from _conditions(name, spec.id, spec.site, program)
        if distances:
            yield from _far(name, spec.id, spec.site, program)


def _conditions(name: str, of: str, site: Site, program: Program) -> Iterator[Told]:
    for number, one in enumerate(labelled(program, site)):
        label = IN_FORCE if one.kind is SiteKind.WINDOW else str(one.label)
        yield Told(f"{name}_c{number}", Kind.CONDITION, of, one.node, f"{of}: {label}", label, one.text)


def _far(name: str, of: str, site: Site, program: Program) -> Iterator[Told]:
    for kind, words in _COUNTS.items():
        yield Told(f"{name}_{kind.value}", kind, of, site.node, f"{of}: {words}")
    for number, (one, label) in enumerate(comparisons(program, site)):
        unit = _UNITS.get(program.nodes[program.nodes[one.node].args[0]].type, "")
        about = f"{of}: {label}: {one.text} {_DISTANCE}{unit}"
        yield Told(f"{name}_d{number}", Kind.DISTANCE, of, one.node, about, label, one.text)


def _others(outline: Outline) -> Iterator[Told]:
    for place, duty in enumerate(outline.duties):
        yield Told(f"duty{place}", Kind.DUTY, duty.id, duty.applies, f"{duty.id} {duty.title} ({duty.clause})")
    for place, target in enumerate(outline.targets):
        yield Told(f"target{place}", Kind.TARGET, target.name, target.counts, f"{target.name} {target.title} ({target.clause})")
    for place, value in enumerate(outline.determinations):
        yield Told(f"value{place}", Kind.DETERMINED, value.name, value.node, f"{value.name} {value.title} ({value.clause})")


def _needs(outline: Outline, program: Program) -> dict[str, Needed]:
    """Return what tiers and awards need, by the beginnings of the names of their columns."""
    sites = {f"t{place}": tier.criteria for place, tier in enumerate(outline.tiers)}
    sites |= {f"e{place}": spec.site for place, spec in enumerate(outline.entitlements)}
    return {name: needed(program, site) for name, site in sites.items() if site is not None}


#: What a window is called among the conditions, in Chinese and in English, and in both at once.
IN_FORCE_WORDS = ("施行期间", "in force")
IN_FORCE = " · ".join(IN_FORCE_WORDS)

_COUNTS = {
    Kind.FAILED: "不满足的条件数 · how many conditions fail",
    Kind.UNKNOWN: "未知的条件数 · how many conditions are not known",
    Kind.SHORT: "至少还须满足的条件数 · the fewest conditions that fail and would have to hold",
    Kind.NEAREST: "只差一项时是第几项（从 0 起） · which condition that is where it is one, counted from 0",
}

_DISTANCE = "相差多少 · how far from holding"
_UNITS: Mapping[Type, str] = {Scalar.MONEY: "（分）", Scalar.DATE: "（天）"}


@frozen
class Statement:
    """A query, what each of its columns tells, and what it leaves.

    `columns` are the names of the columns in which a thing told stands, none where the query leaves it: one for a truth or a
    count; of a number the ends (`_least`, `_most`), each with what stands under the line (`_of`) where that is not 1. `left`
    and `unsure` are where the questions are written that are not answered, and those whose numbers may be too large.
    """

    text: str
    told: tuple[Told, ...]
    columns: Mapping[str, tuple[str, ...]]
    left: tuple[str, ...]
    unsure: tuple[str, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """Return a sentence for each line of the policy for which rows are left to be decided in Python."""
        return (*(f"{place} — {_LEFT}" for place in self.left), *(f"{place} — {_UNSURE}" for place in self.unsure))


@frozen
class Asked:
    """A policy that is asked about, alone or in a book: what the names of its columns begin with, and where in the program that
    is asked the nodes of its own program stand.
    """

    prefix: str
    outline: Outline
    program: Program
    places: Sequence[int]

    def told(self, *, distances: bool) -> tuple[Told, ...]:
        """Return what is told of each enterprise, by the nodes of the program that is asked."""
        own = told(self.outline, self.program, distances=distances)
        return tuple(evolve(one, column=self.prefix + one.column, node=self.places[one.node]) for one in own)

    def needs(self) -> dict[str, Needed]:
        """Return what tiers and awards need, by the names of the columns that count it."""
        own = _needs(self.outline, self.program)
        return {self.prefix + name: _placed(of, self.places) for name, of in own.items()}

    def written(self, nodes: Iterable[int]) -> Iterator[str]:
        """Yield where questions of its own are written."""
        own = {place: node for node, place in enumerate(self.places)}
        return _written(self.outline, [own[node] for node in nodes if node in own])


def _placed(of: Needed, places: Sequence[int]) -> Needed:
    site = evolve(of.site, node=places[of.node])
    return evolve(of, site=site, parts=tuple(_placed(part, places) for part in of.parts))


def alone(outline: Outline, program: Program) -> Asked:
    """Return how a policy is asked about alone."""
    return Asked("", outline, program, range(len(program.nodes)))


def statement(
    outline: Outline,
    program: Program,
    case: Case,
    dialect: Dialect = DUCKDB,
    *,
    distances: bool = False,
    given: Given = Given(),  # noqa: B008  # it is frozen
) -> Statement:
    """Return the query of all that is told, for the day and the readings of a case; `given` is what is sure of the table."""
    return statement_of([alone(outline, program)], program, case, dialect, distances=distances, given=given)


@put_off()
def statement_of(
    policies: Sequence[Asked],
    program: Program,
    case: Case,
    dialect: Dialect = DUCKDB,
    *,
    distances: bool = False,
    relations: bool = False,
    given: Given = Given(),  # noqa: B008  # it is frozen
) -> Statement:
    """Return the query of all that several policies tell; with `relations`, also whether one among the facts is broken.

    `given` is what else is sure of the table.
    """
    asked = tuple(one for policy in policies for one in policy.told(distances=distances))
    needs = {name: of for policy in policies for name, of in policy.needs().items()} if distances else {}
    between = [one.node for one in program.relations] if relations else []
    wanted = {one.node for one in asked}.union(between, (site.node for of in needs.values() for site in of.leaves))
    part = read_part(program, sorted(wanted), dialect, case, given=given)
    outputs = _outputs(part, asked, needs)
    left = tuple(place for policy in policies for place in policy.written(part.left))
    unsure = tuple(place for policy in policies for place in policy.written(part.unsure))
    comments = [_line("", f"{one.outline.name} {one.outline.title}") for one in policies]
    comments += _comments(case, [(tuple(outputs[one.column]), one) for one in asked], left, unsure)
    comments += [
        _line(name, f"{spec.name}: {dialect.type_of(shape)}{' NOT NULL' if name in given.known else ''}")
        for spec, (name, shape) in zip(program.facts, fact_columns(program).items(), strict=True)
    ]
    every = _every(part, asked, needs, outputs, between if relations else None)
    comments += [_line("", f"{_NEEDS}: {setting} = {value}") for setting, value in dialect.needs.items()]
    text = "\n".join((*map(dialect.comment, comments), select(part, every)))
    return Statement(text, asked, {name: tuple(columns) for name, columns in outputs.items()}, left, unsure)


def _outputs(part: Part, asked: Sequence[Told], needs: Mapping[str, Needed]) -> dict[str, dict[str, str]]:
    """Return the texts of the columns of all that is told, by the names of what is told."""
    writer = _Writer(part, asked, needs)
    return {one.column: writer.columns(one) for one in asked}


def _every(
    part: Part,
    asked: Sequence[Told],
    needs: Mapping[str, Needed],
    outputs: Mapping[str, Mapping[str, str]],
    relations: Sequence[int] | None,
) -> dict[str, str]:
    """Return the texts of all columns, once the rows are named that the query leaves."""
    writer = _Writer(part, asked, needs)
    for one in asked:
        writer.leave(one)
    every = {name: text for columns in outputs.values() for name, text in columns.items()}
    return every if relations is None else {**every, BROKEN: writer.broken(relations)}


def _comments(
    case: Case,
    asked: Sequence[tuple[tuple[str, ...], Told]],
    left: Sequence[str],
    unsure: Sequence[str],
) -> list[str]:
    """Return a comment for each column of the result, and for what is left."""
    said = [(DAY, case.day.isoformat())]
    for columns, one in asked:
        said.append((", ".join(columns) or f"({one.column})", one.about if columns else f"{one.about} — {_LEFT}"))
    said += [(BEYOND, "这一行须另行逐户计算 · the row is to be decided in Python"), (NUMBER, "行号 · the number of the row")]
    said += [(BEYOND, f"{place} — {_UNSURE}") for place in unsure]
    said += [("", f"{place} — {_LEFT}") for place in left]
    return [_line(*one) for one in said]


#: What is said of a question that the query leaves.
_LEFT = "本查询不能计算，须另行逐户计算 · not answered by this query; to be decided in Python"


#: What is said of a setting without which an engine would answer otherwise.
_NEEDS = "运行前须设置 · to be set beforehand"


#: What is said of a question whose numbers may be larger than any column holds.
_UNSURE = "数值过大时另行逐户计算 · to be decided in Python where its numbers are too large"


def _written(outline: Outline, nodes: Sequence[int]) -> Iterator[str]:
    """Yield where questions are written, each line once: the clause, the line of the policy, what stands there."""
    sites = places(outline) if nodes else {}
    lines: set[int] = set()
    for node in nodes:
        site = sites.get((node,))
        if site is not None and site.line not in lines:
            lines.add(site.line)
            clause = "" if site.clause is None else f"{site.clause} "
            yield f"{clause}第{site.line}行 · line {site.line}: {site.text}"


@frozen
class _Writer:
    """Writes the columns of what is told."""

    part: Part
    asked: Sequence[Told]
    needs: Mapping[str, Needed]

    def columns(self, one: Told) -> dict[str, str]:
        """Return the texts of the columns of a thing told, none where the query leaves a question that it rests on."""
        try:
            match one.kind:
                case Kind.FAILED | Kind.UNKNOWN | Kind.SHORT | Kind.NEAREST:
                    return {one.column: self._count(one)}
                case Kind.DISTANCE:
                    return self._distance(one)
                case _:
                    return _answer(one.column, self.part.of(one.node))
        except LeftOpenError:
            return {}

    def leave(self, one: Told) -> None:
        """Leave the rows in which it is open what is told, if a question that the query does not answer may be why."""
        own = self.needs.get(one.column.removesuffix(f"_{Kind.SHORT.value}"))
        conditions = () if one.kind is not Kind.SHORT or own is None else own.leaves
        for node in (one.node, *(site.node for site in conditions)):
            if node in self.part.weakened:
                self.part.decide_otherwise(self.part.open(node))
        if one.kind is Kind.DISTANCE and one.node in self.part.weakened and (exact := distance(self.part, one.node).exact):
            self.part.decide_otherwise(f"NOT {exact}")

    def broken(self, relations: Sequence[int]) -> str:
        """Return whether a relation among the facts does not hold; whoever cannot be answered decides that otherwise."""
        for node in relations:
            if node in self.part.weakened:
                self.part.decide_otherwise(self.part.open(node))
        return " OR ".join(f"({self.part.flag(node).text} IS FALSE)" for node in relations) or "FALSE"

    def _count(self, one: Told) -> str:
        own = one.column.removesuffix(f"_{one.kind.value}")
        if one.kind is Kind.SHORT:
            return shortfall(self.part, self.needs[own])
        if one.kind is Kind.NEAREST:
            return nearest(self.part, self.needs[own])
        conditions = [
            other.node for other in self.asked if other.kind is Kind.CONDITION and other.column.startswith(f"{own}_c")
        ]
        return counted([self.part.flag(node) for node in conditions], "IS FALSE" if one.kind is Kind.FAILED else "IS NULL")

    def _distance(self, one: Told) -> dict[str, str]:
        far = distance(self.part, one.node)
        exact = {f"{one.column}_exact": far.exact} if far.exact else {}
        return {**_end(one.column, far.end), **exact}


def _answer(column: str, held: Held) -> dict[str, str]:
    """Return the columns of an answer: of a number, those of both ends, with what stands under the line where that is not 1."""
    match held:
        case Flag(text) | Name(text):
            return {column: text}
        case Number(low, high):
            return {**_end(f"{column}_least", low), **_end(f"{column}_most", high)}
        case _:
            return {}


def _end(name: str, end: End) -> dict[str, str]:
    return {name: end.above.text} if end.scale == 1 else {name: end.above.text, f"{name}_of": end.under.text}


def _line(column: str, about: str) -> str:
    """Write one line, whatever stands in it."""
    return " ".join(unhidden(f"{column}: {about}" if column else about).split())
