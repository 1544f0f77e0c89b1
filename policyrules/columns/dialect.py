"""What differs between the engines that run a query: how a few things are written in their SQL.

In: texts of SQL. Out: texts of SQL. Knows no program. What stands in no method here is written alike for all engines.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from attrs import frozen

from policyrules.columns.extents import NARROW
from policyrules.columns.layout import ListColumn, MapColumn, Plain, Shape
from policyrules.columns.quoting import literal_text


@frozen
class Dialect:
    """SQL as DuckDB writes it; another engine is a subclass that says what it writes otherwise.

    `wide` is the type of whole numbers of more than 64 bits. `needs` are settings without which an engine would answer
    otherwise. `room` is how long a query may become so that less of it stands in subselects.
    """

    name: str = "duckdb"
    wide: str = "HUGEINT"
    needs: Mapping[str, str] = MappingProxyType({})
    room: int = 0

    def comment(self, line: str) -> str:
        """Write a comment: nothing that stands in the line is more than that."""
        return f"-- {line}"

    # --- types and literals ---

    def type_of(self, shape: Shape) -> str:
        """Write the type of a column."""
        match shape:
            case Plain():
                return shape.value
            case MapColumn(element):
                return f"MAP(BIGINT, {self.type_of(element)})"
            case ListColumn(fields):
                inside = ", ".join(f"{name} {self.type_of(type_)}" for name, type_ in fields.items())
                return f"STRUCT({inside})[]"

    def null(self, type_: Plain) -> str:
        """Write what is not known."""
        return f"CAST(NULL AS {self.type_of(type_)})"

    def text(self, value: str) -> str:
        """Write a text: whatever stands in it, it stays one."""
        return literal_text(value)

    def whole(self, number: int) -> str:
        """Write a whole number: of 64 bits where it fits them."""
        return str(number) if number >= 0 else f"({number})"

    def of_64_bits(self, literal: str) -> str:
        """Write a whole number, where one of 32 bits would be taken for such."""
        return f"CAST({literal} AS BIGINT)"

    def literal_day(self, ordinal: int) -> str:
        return f"DATE '{date.fromordinal(ordinal).isoformat()}'"

    # --- numbers and dates ---

    def widened(self, number: str) -> str:
        return f"CAST({number} AS {self.wide})"

    def negated(self, number: str, *, narrow: bool) -> str:
        """Turn the sign; what is `narrow` fits 64 bits."""
        return f"(-{number})"

    def magnitude(self, number: str, *, narrow: bool) -> str:
        return f"abs({number})"

    def quotient(self, number: str, by: str, most: int) -> str:
        """Divide two whole numbers and leave out what is behind the point; nothing larger than `most` comes out.

        Where that has more than 64 bits, both are above zero.
        """
        return f"({number} // {by})"

    def of_day(self, part: str, day: str) -> str:
        """Return the `year`, `month` or `day` of a date, in 64 bits."""
        return f"{part}({day})"

    def later_by_months(self, day: str, months: str) -> str:
        """Move a day by months, to the last day of the month where there is no such day."""
        return f"CAST({day} + to_months(CAST({months} AS INTEGER)) AS DATE)"

    def later_by_days(self, day: str, days: str) -> str:
        return f"({day} + CAST({days} AS INTEGER))"

    def days_between(self, first: str, last: str) -> str:
        return f"({last} - {first})"

    # --- texts ---

    def beginning(self, text: str, length: int) -> str:
        return f"left({text}, {length})"

    def is_digits(self, text: str, length: int) -> str:
        return f"regexp_full_match({text}, '[0-9]{{{length}}}')"

    # --- series and lists ---

    def value_at(self, series: str, period: str) -> str:
        return f"{series}[{period}]"

    def struct(self, fields: Mapping[str, str]) -> str:
        return "{" + ", ".join(f"'{name}': {text}" for name, text in fields.items()) + "}"

    def each(self, records: str, variable: str, text: str) -> str:
        return f"list_transform({records}, lambda {variable}: {text})"

    def those(self, records: str, variable: str, condition: str) -> str:
        return f"list_filter({records}, lambda {variable}: {condition})"

    def how_many(self, records: str) -> str:
        return f"len({records})"

    def distinct(self, values: str) -> str:
        return f"list_distinct({values})"

    def greatest_of(self, values: str) -> str:
        """Return the greatest of a list, leaving out nulls; null where there is none."""
        return f"list_aggregate({values}, 'max')"  # what `list_max` stands for, and takes longer to be found

    def least_of(self, values: str) -> str:
        return f"list_aggregate({values}, 'min')"

    def sum_of(self, values: str, type_: str) -> str:
        """Add up a list of whole numbers, in a type that holds every sum; null or nothing where it is empty."""
        return f"list_aggregate({values}, 'sum')"


#: A number of 21 digits, by which a number of 38 is cut in two of which each can be divided.
_HALF = f"1{'0' * 20}BD"


@frozen
class Spark(Dialect):
    """SQL as Spark writes it.

    Whole numbers are of 64 bits or `DECIMAL(38,0)` throughout, as literals too: those of 32 bits, which Spark counts days and
    lists in, would be multiplied in 32 bits. Between subselects, Spark copies every column that is asked for further up; what
    is written twice in one of them, it finds, and computes once. What is longer than `room` may become a method of more than
    64 KB, which Spark does not compile.
    """

    name: str = "spark"
    wide: str = "DECIMAL(38,0)"
    needs: Mapping[str, str] = MappingProxyType(
        {
            "spark.sql.ansi.enabled": "true",  # otherwise what is too large is null, and null is what is not known
            "spark.sql.decimalOperations.allowPrecisionLoss": "true",
            "spark.sql.parser.escapedStringLiterals": "false",
            "spark.sql.ansi.enforceReservedKeywords": "false",
        }
    )
    room: int = 20_000

    def comment(self, line: str) -> str:
        """Spark puts in settings of its machine for `${…}` even here, and lets a comment go on after a backslash."""
        line = line.replace("${", "$ {")
        return super().comment(f"{line} --" if line.endswith("\\") else line)

    def type_of(self, shape: Shape) -> str:
        match shape:
            case Plain.TEXT:
                return "STRING"
            case MapColumn(element):
                return f"MAP<BIGINT, {self.type_of(element)}>"
            case ListColumn(fields):
                inside = ", ".join(f"{name}: {self.type_of(type_)}" for name, type_ in fields.items())
                return f"ARRAY<STRUCT<{inside}>>"
            case _:
                return super().type_of(shape)

    def text(self, value: str) -> str:
        """Spark reads a backslash as the beginning of something else, and puts in settings for `${…}` in texts too."""
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("$", "\\u0024") + "'"

    def whole(self, number: int) -> str:
        literal = f"{number}{'L' if abs(number) <= NARROW else 'BD'}"
        return literal if number >= 0 else f"({literal})"

    def of_64_bits(self, literal: str) -> str:
        return literal  # `whole` writes them so

    def negated(self, number: str, *, narrow: bool) -> str:
        """The sign before a number of more than 34 digits rounds it to so many, and so does `abs`; to subtract it does not."""
        return super().negated(number, narrow=True) if narrow else f"(0L - {number})"

    def magnitude(self, number: str, *, narrow: bool) -> str:
        return super().magnitude(number, narrow=True) if narrow else f"GREATEST({number}, 0L - {number})"

    def quotient(self, number: str, by: str, most: int) -> str:
        """What `div` gives has 64 bits, and wraps: what is longer is divided in halves, with nothing behind the point."""
        if most <= NARROW:
            return f"({number} div {by})"
        high = self.widened(f"({number} div {_HALF})")
        rest = f"(({high} % {by}) * {_HALF} + {number} % {_HALF})"
        halves = (f"({high} div {by})", f"(({rest} - {rest} % {by}) / {by})")
        return f"({self.widened(halves[0])} * {_HALF} + {self.widened(halves[1])})"

    def of_day(self, part: str, day: str) -> str:
        return f"CAST({part}({day}) AS BIGINT)"

    def later_by_months(self, day: str, months: str) -> str:
        return f"add_months({day}, CAST({months} AS INTEGER))"

    def later_by_days(self, day: str, days: str) -> str:
        return f"date_add({day}, CAST({days} AS INTEGER))"

    def days_between(self, first: str, last: str) -> str:
        return f"CAST(datediff({last}, {first}) AS BIGINT)"

    def is_digits(self, text: str, length: int) -> str:
        return f"({text} RLIKE '^[0-9]{{{length}}}$')"

    def value_at(self, series: str, period: str) -> str:
        return f"{series}[CAST({period} AS BIGINT)]"

    def struct(self, fields: Mapping[str, str]) -> str:
        return "named_struct(" + ", ".join(f"'{name}', {text}" for name, text in fields.items()) + ")"

    def each(self, records: str, variable: str, text: str) -> str:
        return f"transform({records}, {variable} -> {text})"

    def those(self, records: str, variable: str, condition: str) -> str:
        return f"filter({records}, {variable} -> {condition})"

    def how_many(self, records: str) -> str:
        return f"CAST(array_size({records}) AS BIGINT)"

    def distinct(self, values: str) -> str:
        return f"array_distinct({values})"

    def greatest_of(self, values: str) -> str:
        return f"array_max({values})"

    def least_of(self, values: str) -> str:
        return f"array_min({values})"

    def sum_of(self, values: str, type_: str) -> str:
        return f"aggregate({values}, CAST(0 AS {type_}), (total, one) -> CAST(total + COALESCE(one, 0L) AS {type_}))"


DUCKDB, SPARK = Dialect(), Spark()

#: The dialects by name.
DIALECTS: Mapping[str, Dialect] = MappingProxyType({dialect.name: dialect for dialect in (DUCKDB, SPARK)})
