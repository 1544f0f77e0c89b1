"""What a match writes of each enterprise, and the query that answers it.

In: a policy or a book, the day and the readings. Out: `Asking`: the statement, and the columns of the files in their order,
each with a name that a reader understands and a name that programs use (`p0_e0`). Knows no file.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from attrs import frozen

from policyrules.columns.converting import spread_of
from policyrules.columns.dialect import DUCKDB, Dialect
from policyrules.columns.distances import Needed
from policyrules.columns.filling import filled
from policyrules.columns.layout import NUMBER, Given, fact_column
from policyrules.columns.mapping import Mapping as Places
from policyrules.columns.naming import tried, words
from policyrules.columns.outcomes import BROKEN, Asked, Kind, Statement, Told, statement_of, told
from policyrules.columns.query import BEYOND
from policyrules.columns.relying import VERDICTS, for_people
from policyrules.core.case import Answers, Case
from policyrules.core.outline import Part
from policyrules.core.program import Op, Program
from policyrules.register.legend import legend, to_data
from policyrules.register.running import Run
from policyrules.values.answers import Symbol
from policyrules.values.types import Scalar

#: The column of what tells an enterprise from any other.
ID = "id"


@frozen
class Column:
    """A column of the files: its name, what programs call it, and what is told in it (`None` for a fact that goes along)."""

    name: str
    key: str
    told: Told | None = None


@frozen(eq=False)
class Asking:
    """What is asked of each enterprise. `along_names` are the names of the columns that go along, by those that hold them, and
    `facts` the facts among them.
    """

    run: Run
    given: Given
    statement: Statement
    needs: Mapping[str, Needed]
    along_names: Mapping[str, str]
    facts: Mapping[str, str]
    columns: tuple[Column, ...]

    @property
    def program(self) -> Program:
        return self.run.program

    @property
    def names(self) -> dict[str, str]:
        """The names of the columns of the files, by those of the query."""
        told = {f"o{place}": column.name for place, column in enumerate(self.columns)}
        return {NUMBER: NUMBER, **self.along_names, **told}

    def query(self, answers: str) -> str:
        """Return the query of the files of what a statement answers, with a mark on what is to be decided one by one."""
        told = [(column.key, cast(Told, column.told)) for column in self.columns]
        texts = [for_people(key, one, self.statement.columns[one.column]) for key, one in told]
        outputs = [f"{text} AS o{place}" for place, text in enumerate(texts)]
        along = (NUMBER, *self.given.along)
        return f"SELECT {', '.join([*along, *outputs, f'{BEYOND} OR {BROKEN} AS {BEYOND}'])} FROM {answers}"

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
            f"o{place}": VERDICTS[values[column.key]] if _is_verdict(column) else values[column.key]  # type: ignore[index]
            for place, column in enumerate(self.columns)
        }

    def along(self, case: Case) -> dict[str, str | None]:
        """Return the facts of a case that go along."""
        return {column: answer.value for column, name in self.facts.items() if isinstance(answer := case.facts[name], Symbol)}


def asking(run: Run, mapping: Places | None = None, dialect: Dialect = DUCKDB) -> Asking:
    """Return what is asked by the policies of a run; what is carried under the name of a fact need not go along twice."""
    mapping = mapping or Places({})
    parts = [Asked(f"p{place}_", part.alone.outline, part.alone.program, part.places) for place, part in enumerate(run.parts)]
    needs = {name: of for part in parts for name, of in part.needs().items()}
    along = set(_along(run)) - set(mapping.carry)
    facts = {fact_column(place): spec.name for place, spec in enumerate(run.program.facts) if spec.name in along}
    named = {ID: ID, **{f"a{place}": name for place, name in enumerate(mapping.carry)}, **facts}
    taken = {NUMBER, BEYOND}
    names = {column: _free(name, taken) for column, name in named.items()}
    given = Given(tuple(names), spread_of(run.program, mapping))
    stated = statement_of(parts, run.program, run.case, dialect, distances=True, relations=True, given=given)
    return Asking(run, given, stated, needs, names, facts, tuple(_columns(run.parts, stated, taken)))


def _along(run: Run) -> Iterator[str]:
    """Yield the facts by which it is found which unit answers for an enterprise, and the texts that nothing rests on: names."""
    for part in run.parts:
        yield from (unit.by for unit in part.alone.outline.units if unit.by is not None)
    asked = {node.data for node in run.program.nodes if node.op is Op.FACT}
    yield from (spec.name for spec in run.program.facts if spec.type is Scalar.TEXT and spec.name not in asked)


# --- columns ------------------------------------------------------------------------------------------------------------


def _columns(parts: Sequence[Part], stated: Statement, taken: set[str]) -> Iterator[Column]:
    for one in stated.told:
        place = int(one.column.partition("_")[0].removeprefix("p"))
        outline = parts[place].alone.outline
        for key in stated.columns[one.column]:
            name = f"{outline.name}.{words(one, key, english=outline.language == 'en')}"
            yield Column(_free(name, taken), key, one)


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other column has, in whatever case: no engine tells them apart by that."""
    free = next(one for one in tried(name) if one.casefold() not in taken)
    taken.add(free.casefold())
    return free


def _is_verdict(column: Column) -> bool:
    return column.told is not None and column.told.kind is Kind.VERDICT
