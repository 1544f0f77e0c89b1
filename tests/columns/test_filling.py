"""A row that is decided in Python has in every column what the query has for it."""

from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest

import policyrules
from policyrules.backends.reference import evaluate
from policyrules.columns.duck import run
from policyrules.columns.filling import filled
from policyrules.columns.layout import columns, rows
from policyrules.columns.outcomes import BEYOND, BROKEN, Asked, alone, statement_of
from policyrules.core.facts import no_facts
from policyrules.testing.enterprises import trials
from policyrules.testing.selfcheck.batches import cases_of
from policyrules.values.answers import Truth
from tests.testing.policies import POLICY

DAY = date(2023, 3, 1)


def reduced(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its fractions in lowest terms."""
    found = dict(row)
    for name, under in row.items():
        if name.endswith("_of") and under is not None:
            above = row[name.removesuffix("_of")]
            value = None if above is None else Fraction(above, under)
            found[name.removesuffix("_of")], found[name] = value, None
        elif name.endswith("_of"):
            found[name] = None
    return found


@pytest.mark.parametrize("text", ["江门专精特新", "中小企业划型", POLICY])
def test_a_row_is_filled_as_the_query_fills_it(text: str) -> None:
    pytest.importorskip("duckdb")
    policy = policyrules.load(text)
    asked = alone(policy.outline, policy.program)
    stated = statement_of([asked], policy.program, no_facts(policy.program, DAY), distances=True)
    cases = list(cases_of(policy, islice(trials(policy, 7, unknown=20), 12)))
    staged = [one for one in rows(policy.program, iter(cases)) if one is not None]
    found = run(stated.text, columns(policy.program), staged)
    assert len(found) > 6
    for row in found:
        case = cases[row["row"]]
        same_day = type(case)(case.facts, DAY, no_facts(policy.program, DAY).readings)
        values = filled(stated, asked.needs(), policy.program, evaluate(policy.program, same_day))
        own = {name: value for name, value in row.items() if name not in ("row", BEYOND)}
        assert reduced(values) == reduced(own)


def test_a_book_is_asked_in_one_query_and_broken_relations_are_told() -> None:
    pytest.importorskip("duckdb")
    book = policyrules.load_book(["江门专精特新", "优质中小企业"])
    parts = [
        Asked(f"p{place}_", part.alone.outline, part.alone.program, part.places)
        for place, part in enumerate(book.lowered.parts)
    ]
    stated = statement_of(parts, book.program, no_facts(book.program, DAY), distances=True, relations=True)
    policy = book["江门专精特新"]
    cases = list(cases_of(policy, islice(trials(policy, 7), 5)))
    cases = [
        type(one)({**no_facts(book.program, DAY).facts, **one.facts}, DAY, no_facts(book.program, DAY).readings)
        for one in cases
    ]
    needs = {name: of for part in parts for name, of in part.needs().items()}
    staged = [one for one in rows(book.program, iter(cases)) if one is not None]
    for row in run(stated.text, columns(book.program), staged):
        answers = evaluate(book.program, cases[row["row"]])
        own = {name: value for name, value in row.items() if name not in ("row", BEYOND, BROKEN)}
        assert reduced(filled(stated, needs, book.program, answers)) == reduced(own)
        assert row[BROKEN] is any(answers.values[one.node] is Truth.F for one in book.program.relations)
