import pytest

from policyrules.columns import duck
from policyrules.columns.quoting import literal_text, quoted

pytest.importorskip("duckdb")


@pytest.mark.parametrize("text", ["", "甲", "it's", 'a"; b', "\\", "'--", "${x}"])
def test_a_text_stays_what_it_is_and_so_does_a_name(text: str) -> None:
    with duck.connected() as connection:
        found = connection.execute(f"SELECT {literal_text(text)} AS {quoted(text or 'x')}")
        assert found.description[0][0] == (text or "x")
        assert found.fetchall() == [(text,)]
