"""Members of enumerations as DuckDB counts them: an `ENUM` is compared as a number, where a text is compared as it is spelled.

In: a program. Out: what is selected of a table with its facts, so that such columns are counted. A query tells the same of both
tables; of this one it does so sooner. Needs no engine.
"""

from policyrules.columns.dialect import DUCKDB
from policyrules.columns.layout import fact_columns, field_column, given_column, plain
from policyrules.core.program import Program
from policyrules.values.types import EnumType, ListType, RecordType, Scalar, SeriesType, Type


def counted(program: Program) -> str:
    """Return what a `SELECT` of a table takes: all columns, those with members of enumerations as DuckDB counts them."""
    types = {name: _type(spec.type) for name, spec in zip(fact_columns(program), program.facts, strict=True)}
    casts = [f"CAST({name} AS {type_}) AS {name}" for name, type_ in types.items() if "ENUM(" in type_]
    return f"* REPLACE ({', '.join(casts)})" if casts else "*"


def _type(type_: Type) -> str:
    match type_:
        case EnumType(members=members):
            return f"ENUM({', '.join(map(DUCKDB.text, members))})"
        case SeriesType(element):
            return f"MAP(BIGINT, {_type(element)})"
        case RecordType(fields=fields):
            inside: dict[str, str] = {}
            for place, field in enumerate(fields):
                inside[field_column(place)] = _type(field.type)
                if field.optional:
                    inside[given_column(place)] = _type(Scalar.BOOL)
            return f"STRUCT({', '.join(f'{name} {own}' for name, own in inside.items())})"
        case Scalar():
            return DUCKDB.type_of(plain(type_))
        case ListType(record):
            return f"{_type(record)}[]"
        case _:
            raise AssertionError("no fact is of another type")
