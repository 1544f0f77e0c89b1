"""A text stays a text whatever stands in it, and division leaves out what is behind the point; what is Spark's is not DuckDB's.

What is asked of Spark itself stands in `test_spark.py`.
"""

import re
from collections.abc import Iterator
from datetime import date

import pytest

import policyrules
from policyrules.columns import duck
from policyrules.columns.dialect import DUCKDB, SPARK, Dialect, Spark
from policyrules.columns.layout import ListColumn, MapColumn, Plain
from policyrules.columns.query import query
from policyrules.core.program import Program
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.wild.policies import draw_policy

pytest.importorskip("duckdb")

TEXTS = ["'", "''; DROP TABLE register; --", "\\", "\\'", "k0", "v1", "{{}}", "${env:HOME}", "$", "省级", "\n"]


def ask(text: str) -> object:
    with duck.connected() as connection:
        return connection.execute(f"SELECT {text}").fetchone()[0]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_nothing_but_a_text(text: str) -> None:
    assert ask(DUCKDB.text(text)) == text


def test_whole_numbers_are_divided_towards_zero_at_any_width() -> None:
    assert ask(DUCKDB.quotient("(-7)", "2", 3)) == -3
    assert ask(DUCKDB.quotient(DUCKDB.widened(str(10**37)), "3", 10**37)) == 10**37 // 3


def test_days_are_moved_to_the_last_day_of_a_shorter_month() -> None:
    leap = DUCKDB.literal_day(738945)
    assert str(ask(leap)) == "2024-02-29"
    assert str(ask(DUCKDB.later_by_months(leap, "12"))) == "2025-02-28"
    assert str(ask(DUCKDB.later_by_days(leap, "(-366)"))) == "2023-02-28"
    assert ask(DUCKDB.days_between(leap, DUCKDB.literal_day(738946))) == 1


def test_the_type_of_every_column_is_one_that_the_engine_knows() -> None:
    for shape in (*Plain, MapColumn(Plain.WHOLE), ListColumn({"c0": Plain.TEXT, "g0": Plain.TRUTH})):
        assert ask(f"CAST(NULL AS {DUCKDB.type_of(shape)})") is None


def test_a_null_in_a_list_is_left_out_by_the_greatest_and_the_sum() -> None:
    assert ask(DUCKDB.greatest_of("[1, NULL, 3]")) == 3
    assert ask(DUCKDB.sum_of("[1, NULL, 3]", "BIGINT")) == 4
    assert ask(DUCKDB.how_many(DUCKDB.those("[1, NULL, 3]", "q", "q IS NULL"))) == 1


# --- what Spark writes otherwise ----------------------------------------------------------------------------------------


def read(literal: str) -> str:
    """Read a text as Spark reads it."""
    assert re.fullmatch(r"'(?:[^'\\]|\\.)*'", literal, re.DOTALL)
    found = re.sub(r"\\u([0-9A-F]{4})|\\(.)", lambda one: chr(int(one[1], 16)) if one[1] else one[2], literal[1:-1])
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_spark_reads_the_text_that_was_meant_and_puts_in_no_setting_for_it(text: str) -> None:
    assert read(SPARK.text(text)) == text
    assert "${" not in SPARK.text(text) and "${" not in SPARK.comment(text)


def test_a_comment_ends_with_its_line_in_spark_too() -> None:
    assert not SPARK.comment("ends with \\").endswith("\\")


def test_whole_numbers_of_spark_have_64_bits_or_38_digits() -> None:
    assert [SPARK.whole(number) for number in (5, -5, 2**63 - 1, -(2**63))] == [
        "5L",
        "(-5L)",
        f"{2**63 - 1}L",
        f"(-{2**63}BD)",
    ]
    assert SPARK.quotient("x", "y", 2**63 - 1) == "(x div y)"
    assert SPARK.quotient("x", "y", 2**63).count("/") == 1  # not `div` alone, which wraps
    assert SPARK.type_of(MapColumn(Plain.TEXT)) == "MAP<BIGINT, STRING>"
    assert SPARK.type_of(ListColumn({"c0": Plain.WHOLE, "g0": Plain.TRUTH})) == "ARRAY<STRUCT<c0: BIGINT, g0: BOOLEAN>>"


def test_whatever_is_written_otherwise_by_some_engine_is_written_for_spark() -> None:
    """What a new rule writes through the dialect must not be DuckDB's by an oversight."""
    alike = {"literal_day", "null", "widened", "beginning"}
    named = {name for name, member in vars(Dialect).items() if callable(member) and not name.startswith("_")}
    assert named - vars(Spark).keys() == alike


def programs() -> Iterator[Program]:
    yield policyrules.load("江门专精特新").program
    for seed in range(12):
        yield draw_policy(Seeded(seed)).build().program


#: What only DuckDB knows, or what it writes otherwise.
DUCKDBS_OWN = re.compile(r"\b(?:VARCHAR|HUGEINT|lambda|list_\w+|len|to_months|regexp_full_match)\b|//|[{}\[]STRUCT|STRUCT\(")


def test_the_same_questions_are_answered_in_spark_and_nothing_is_written_as_for_duckdb() -> None:
    for program in programs():
        one, other = (query(program, range(len(program.nodes)), dialect=dialect, bodies=True) for dialect in (DUCKDB, SPARK))
        assert (one.shown.keys(), one.constant, one.left) == (other.shown.keys(), other.constant, other.left)
        bare = re.sub(r"'(?:[^'\\]|\\.)*'", "''", other.text)
        assert not DUCKDBS_OWN.search(bare), DUCKDBS_OWN.search(bare)
        assert bare.count("(") == bare.count(")")


def test_the_text_for_spark_says_which_settings_it_needs() -> None:
    lines = policyrules.load("江门专精特新").sql(date(2023, 3, 1), dialect="spark").splitlines()
    assert any(line.startswith("-- ") and line.endswith("spark.sql.ansi.enabled = true") for line in lines)
    assert "-- f1: 所在县区: STRING" in lines
