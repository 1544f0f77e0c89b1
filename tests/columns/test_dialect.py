"""A text stays a text whatever stands in it, and division leaves out what is behind the point."""

import pytest

from policyrules.columns.dialect import DUCKDB
from policyrules.columns.layout import ListColumn, MapColumn, Plain

duckdb = pytest.importorskip("duckdb")


def ask(text: str) -> object:
    return duckdb.connect().execute(f"SELECT {text}").fetchone()[0]


@pytest.mark.parametrize("text", ["'", "''; DROP TABLE register; --", "\\", "\\'", "k0", "v1", "{{}}", "省级", "\n"])
def test_a_text_is_nothing_but_a_text(text: str) -> None:
    assert ask(DUCKDB.text(text)) == text


def test_whole_numbers_are_divided_towards_zero_at_any_width() -> None:
    assert ask(DUCKDB.quotient("(-7)", "2")) == -3
    assert ask(DUCKDB.quotient(DUCKDB.widened(str(10**37)), "3")) == 10**37 // 3


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
    assert ask(DUCKDB.sum_of("[1, NULL, 3]")) == 4
    assert ask(DUCKDB.how_many(DUCKDB.those("[1, NULL, 3]", "q", "q IS NULL"))) == 1
