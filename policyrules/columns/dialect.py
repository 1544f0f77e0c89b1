"""What differs between the engines that run a query: how a few things are written in their SQL.

In: texts of SQL. Out: texts of SQL. Knows no program. What stands in no method here is written alike for all engines.
"""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from policyrules.columns.layout import ListColumn, MapColumn, Plain, Shape


@frozen
class Dialect:
    """SQL as DuckDB writes it; another engine is a subclass that says what it writes otherwise."""

    name: str = "duckdb"
    wide: str = "HUGEINT"

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

    def text(self, value: str) -> str:
        """Write a text: whatever stands in it, it stays one."""
        return "'" + value.replace("'", "''") + "'"

    def literal_day(self, ordinal: int) -> str:
        return f"DATE '{date.fromordinal(ordinal).isoformat()}'"

    # --- numbers and dates ---

    def widened(self, number: str) -> str:
        return f"CAST({number} AS {self.wide})"

    def quotient(self, number: str, by: str) -> str:
        """Divide two whole numbers and leave out what is behind the point."""
        return f"({number} // {by})"

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

    def greatest_of(self, values: str) -> str:
        """Return the greatest of a list, leaving out nulls; null where there is none."""
        return f"list_max({values})"

    def least_of(self, values: str) -> str:
        return f"list_min({values})"

    def sum_of(self, values: str) -> str:
        """Add up a list of whole numbers; null where it is empty."""
        return f"list_sum({values})"


DUCKDB = Dialect()
