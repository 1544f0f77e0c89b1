"""What a match writes of each enterprise, and the query that answers it.

In: a policy or a book, the day and the readings. Out: `Asking`: the statement, and the columns of the files in their order,
each with a name that a reader understands and a name that programs use (`p0_e0`). Knows no file.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from policyrules.columns import duck
from policyrules.columns.distances import Needed
from policyrules.columns.filling import filled
from policyrules.columns.layout import NUMBER, fact_column
from policyrules.columns.outcomes import BROKEN, IN_FORCE, Asked, Kind, Statement, Told, statement_of, told
from policyrules.columns.query import BEYOND
from policyrules.core.case import Answers, Case
from policyrules.core.outline import Part
from policyrules.core.program import Op, Program
from policyrules.register.legend import legend, to_data
from policyrules.register.running import Run
from policyrules.values.answers import Symbol
from policyrules.values.types import Scalar

_VERDICTS = {True: "entitled", False: "not_entitled", None: "undetermined"}


@frozen
class Column:
    """A column of the files: its name, what programs call it, and what is told in it (`None` for a fact that goes along)."""

    name: str
    key: str
    told: Told | None = None


@frozen(eq=False)
class Asking:
    """What is asked of each enterprise. `facts` are the facts that go along, by the columns that hold them."""

    run: Run
    statement: Statement
    needs: Mapping[str, Needed]
    facts: Mapping[str, str]
    columns: tuple[Column, ...]

    @property
    def program(self) -> Program:
        return self.run.program

    def query(self) -> str:
        """Return the query of the typed rows: number, columns, and which of the rows are to be decided one by one."""
        outputs = [f"{_written(column, self.statement)} AS o{place}" for place, column in enumerate(self.columns)]
        return f"SELECT {', '.join([NUMBER, *outputs, f'{BEYOND} OR {BROKEN} AS {BEYOND}'])} FROM (\n{self.statement.text}\n)"

    @property
    def legends(self) -> list[dict[str, Any]]:
        """Return what the columns tell of each policy, in words."""
        return [self._legend(place, part) for place, part in enumerate(self.run.parts)]

    def _legend(self, place: int, part: Part) -> dict[str, Any]:
        outline, program, prefix = part.alone.outline, part.alone.program, f"p{place}_"
        own = told(outline, program, distances=True)
        columns = {
            one.column: tuple(name.removeprefix(prefix) for name in self.statement.columns[prefix + one.column]) for one in own
        }
        return to_data(legend(outline, program, own, columns, self.run.on, prefix))

    def row(self, answers: Answers) -> dict[str, Any]:
        """Return the columns of an enterprise that was decided one by one."""
        values = filled(self.statement, self.needs, self.program, answers)
        return {
            f"o{place}": _VERDICTS[values[column.key]] if _is_verdict(column) else values[column.key]  # type: ignore[index]
            for place, column in enumerate(self.columns)
        }

    def along(self, case: Case) -> dict[str, str | None]:
        """Return the facts of a case that go along."""
        return {column: answer.value for column, name in self.facts.items() if isinstance(answer := case.facts[name], Symbol)}


def asking(run: Run, carry: Sequence[str] = ()) -> Asking:
    """Return what is asked by the policies of a run; what the register has under the name of a fact need not go along twice."""
    parts = [Asked(f"p{place}_", part.alone.outline, part.alone.program, part.places) for place, part in enumerate(run.parts)]
    stated = statement_of(parts, run.program, run.case, distances=True, relations=True)
    needs = {name: of for part in parts for name, of in part.needs().items()}
    along = set(_along(run)) - set(carry)
    facts = {fact_column(place): spec.name for place, spec in enumerate(run.program.facts) if spec.name in along}
    return Asking(run, stated, needs, facts, tuple(_columns(run.parts, stated)))


def _along(run: Run) -> Iterator[str]:
    """Yield the facts by which it is found which unit answers for an enterprise, and the texts that nothing rests on: names."""
    for part in run.parts:
        yield from (unit.by for unit in part.alone.outline.units if unit.by is not None)
    asked = {node.data for node in run.program.nodes if node.op is Op.FACT}
    yield from (spec.name for spec in run.program.facts if spec.type is Scalar.TEXT and spec.name not in asked)


# --- columns ------------------------------------------------------------------------------------------------------------


def _columns(parts: Sequence[Part], stated: Statement) -> Iterator[Column]:
    taken: set[str] = set()
    for one in stated.told:
        place = int(one.column.partition("_")[0].removeprefix("p"))
        outline = parts[place].alone.outline
        for key in stated.columns[one.column]:
            name = f"{outline.name}.{_name(one, key, outline.language == 'en')}"
            unique = name if name not in taken else next(f"{name}({n})" for n in range(2, 10**6) if f"{name}({n})" not in taken)
            taken.add(unique)
            yield Column(unique, key, one)


#: How the part of a name that says what is told is written, in Chinese and English.
_WORDS: Mapping[Kind, tuple[str, str]] = {
    Kind.HELD: ("持有", "held"),
    Kind.QUALIFIES: ("达标", "qualifies"),
    Kind.FAILED: ("不满足数", "failed"),
    Kind.UNKNOWN: ("未知数", "unknown"),
    Kind.SHORT: ("还差条件数", "short"),
    Kind.NEAREST: ("最近的条件", "nearest"),
    Kind.DUTY: ("适用", "applies"),
    Kind.TARGET: ("计入", "counts"),
    Kind.DETERMINED: ("认定", "determined"),
    Kind.AMOUNT: ("金额", "amount"),
    Kind.DISTANCE: ("相差", "distance"),
}

_ENDINGS = {
    "_least": ("下限", "least"),
    "_most": ("上限", "most"),
    "_least_of": ("下限分母", "least_of"),
    "_most_of": ("上限分母", "most_of"),
    "_of": ("分母", "of"),
    "_exact": ("确切", "exact"),
    "": ("", ""),
}


def _name(one: Told, key: str, english: bool) -> str:
    ending = _ENDINGS[key.removeprefix(one.column)][english]
    joined = f"_{ending}" if english and ending else ending
    if one.kind is Kind.VERDICT:
        return one.of
    if one.kind is Kind.CONDITION:
        label = one.label if one.label else IN_FORCE
        return f"{one.of}.{label.split(' · ')[english] if label == IN_FORCE else label}"
    word = _WORDS[one.kind][english]
    return f"{one.of}.{one.label}.{word}{joined}" if one.kind is Kind.DISTANCE else f"{one.of}.{word}{joined}"


def _is_verdict(column: Column) -> bool:
    return column.told is not None and column.told.kind is Kind.VERDICT


def _written(column: Column, stated: Statement) -> str:
    """Write a column of the files from those of the statement: verdicts in words, fractions in lowest terms."""
    key = column.key
    if _is_verdict(column):
        return f"CASE WHEN {key} IS NULL THEN 'undetermined' WHEN {key} THEN 'entitled' ELSE 'not_entitled' END"
    assert column.told is not None
    own = stated.columns[column.told.column]
    above, under = key.removesuffix("_of"), f"{key.removesuffix('_of')}_of"
    if under not in own:
        return key
    return f"CASE WHEN {above} IS NOT NULL THEN {key} // gcd({above}, {under}) END"


def types_of(connection: Any, query: str) -> Any:
    """Return the Arrow schema of a query's result."""
    duck.packages()
    return connection.sql(f"FROM ({query}) LIMIT 0").to_arrow_table().schema
