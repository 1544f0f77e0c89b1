"""A view asks a table of answers; what stands in names and texts ends nothing."""

import attrs
import pytest

from policyrules.columns.quoting import literal_text, quoted
from policyrules.register.refusing import MatchError
from policyrules.register.views.viewed import Viewed


def test_rows_of_a_query_are_those_of_the_table(viewed: Viewed) -> None:
    assert list(viewed.rows('SELECT id FROM register WHERE "所在县区" IS NULL')) == [("004",)]
    assert viewed.place == "所在县区" and attrs.evolve(viewed, places=()).place is None


def test_names_and_texts_are_quoted(viewed: Viewed) -> None:
    name, text = quoted('a"; b'), literal_text("it's")
    odd = attrs.evolve(viewed, table=f"SELECT 1 AS {name}, {text} AS c")
    assert list(odd.rows(f"SELECT {name}, c FROM register")) == [(1, "it's")]


def test_what_the_engine_says_is_no_accident(viewed: Viewed) -> None:
    with pytest.raises(MatchError) as raised:
        list(viewed.rows("SELECT nothing FROM register"))
    assert [one.code for one in raised.value.diagnostics] == ["match-view"]
