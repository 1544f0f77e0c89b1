"""Spark gives what the reference says and what DuckDB gives; without the package, one error says how it is had.

Tests with the marker `spark` share one session.
"""

import random
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from itertools import product as product_of
from pathlib import Path
from typing import Any

import pytest

import policyrules
from policyrules.columns import duck
from policyrules.columns import spark as door
from policyrules.columns.dialect import SPARK
from policyrules.columns.engines import of_spark
from policyrules.columns.layout import ListColumn, MapColumn, Plain, columns, rows
from policyrules.core.facts import read_case
from policyrules.core.program import Body, Comparator, FactSpec, Node, Op, Program, Quantifier
from policyrules.messages.columns import no_cluster, no_spark
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import trials
from policyrules.testing.selfcheck.batches import BatchTally, cases_of, compare
from policyrules.testing.wild.policies import draw_policy
from policyrules.values.answers import Symbol
from policyrules.values.types import Field, ListType, RecordType, Scalar
from tests.columns.programs import Nodes, program
from tests.columns.test_dialect import TEXTS
from tests.columns.test_records import LISTS, ROWS, asked_of, asked_per_year
from tests.testing.policies import POLICY

DAY = date(2024, 2, 29)


def test_a_missing_package_is_named_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ModuleNotFoundError) as raised:
        door.session("local[1]")
    assert "pyspark" in str(raised.value) and str(raised.value).count("policyrules[spark]") == 2
    assert no_spark("pyspark").count("Java") == 2


def test_a_cluster_that_there_is_not_is_named_in_both_languages() -> None:
    said = no_cluster("nonsense")
    assert said.count("`nonsense`") == said.count("spark://") == 2


def test_the_schema_is_that_of_the_layout() -> None:
    asked = {"row": Plain.WHOLE, "f0": MapColumn(Plain.DATE), "f1": ListColumn({"c0": Plain.TEXT})}
    assert door.schema(asked) == "row BIGINT, f0 MAP<BIGINT, DATE>, f1 ARRAY<STRUCT<c0: STRING>>"


# --- what an engine does ------------------------------------------------------------------------------------------------


@pytest.mark.spark
def test_rows_come_and_go_as_they_are(spark: Any) -> None:
    asked = {"row": Plain.WHOLE, "m": MapColumn(Plain.WHOLE), "l": ListColumn({"c0": Plain.TEXT, "g0": Plain.TRUTH})}
    given = [
        {"row": 0, "m": [(2020, 5), (2021, None)], "l": [{"c0": "甲", "g0": None}, None]},
        {"row": 1, "m": [], "l": None},
    ]
    found = of_spark(spark).run("SELECT row, m[2020] AS a, m[2021] AS b, l FROM register", asked, given)
    assert sorted(found, key=lambda one: one["row"]) == [
        {"row": 0, "a": 5, "b": None, "l": [{"c0": "甲", "g0": None}, None]},
        {"row": 1, "a": None, "b": None, "l": None},
    ]


@pytest.mark.spark
def test_a_text_is_nothing_but_a_text_and_a_comment_nothing_but_a_comment(spark: Any) -> None:
    """In a session without our settings, too: who runs a query in a shell of their own has none of them."""
    literals = ", ".join(f"{SPARK.text(text)} AS t{place}" for place, text in enumerate(TEXTS))
    comments = "\n".join(SPARK.comment(text) for text in TEXTS if "\n" not in text)
    assert list(spark.sql(f"{comments}\nSELECT {literals}").collect()[0]) == TEXTS


@pytest.mark.spark
def test_whole_numbers_of_38_digits_are_divided_as_exactly_as_small_ones(spark: Any) -> None:
    """`div` wraps at 64 bits, and `/` rounds behind the sixth digit: neither may be seen."""
    draw = random.Random(7)
    ends = [1, 2, 9, 10**15, 2**63 - 1, 2**63, 10**19, 10**20, 10**20 + 1, 10**32 - 1, 10**32, 10**37 + 1, 10**38 - 1]
    pairs = [(one, other) for one in ends for other in ends]
    pairs += [
        (draw.randrange(10 ** draw.randrange(1, 39)), 1 + draw.randrange(10 ** draw.randrange(1, 39))) for _ in range(400)
    ]
    asked = [(place, Decimal(one), Decimal(other)) for place, (one, other) in enumerate(pairs)]
    table = spark.createDataFrame(asked, "row BIGINT, x DECIMAL(38,0), y DECIMAL(38,0)")
    table.createOrReplaceTempView("pairs")
    found = spark.sql(f"SELECT row, {SPARK.quotient('x', 'y', 10**38 - 1)} AS q FROM pairs").collect()
    assert {one["row"]: int(one["q"]) for one in found} == {p: one // other for p, (one, other) in enumerate(pairs)}


@pytest.mark.spark
def test_no_digit_is_lost_by_a_sign(spark: Any) -> None:
    """Spark's own sign before a number of more than 34 digits rounds it, and so does `abs`."""
    numbers = [10**38 - 1, 10**35 + 1, 21773683928843601428571428571428571, 0]
    texts = ("x", "negated", "size", "size_below", "literal")
    for number in numbers:
        below = SPARK.negated("x", narrow=False)
        made = (SPARK.widened(SPARK.whole(number)), below, *(SPARK.magnitude(one, narrow=False) for one in ("x", below)))
        table = f"(SELECT {made[0]} AS x, 1L AS y)"
        asked = ", ".join(f"{text} AS {name}" for name, text in zip(texts, ("x", *made[1:], SPARK.whole(-number)), strict=True))
        found = spark.sql(f"SELECT {asked} FROM {table}").collect()[0]
        assert [int(found[name]) for name in texts] == [number, -number, number, number, -number]


@pytest.mark.spark
def test_days_are_moved_to_the_last_day_of_a_shorter_month_and_beyond_the_last_year(spark: Any) -> None:
    asked = {
        SPARK.later_by_months("day", "12"): date(2025, 2, 28),
        SPARK.later_by_months("day", "(-1)"): date(2024, 1, 29),
        SPARK.later_by_days("day", "(-366L)"): date(2023, 2, 28),
        SPARK.days_between("day", "DATE '2024-03-01'"): 1,
        f"{SPARK.later_by_months('day', '120000')} > {SPARK.literal_day(3652059)}": True,
        f"{SPARK.later_by_days('day', '-4000000')} < {SPARK.literal_day(1)}": True,
        SPARK.of_day("year", "day") + " * 4000000": 2024 * 4_000_000,
    }
    texts = ", ".join(f"{text} AS c{place}" for place, text in enumerate(asked))
    found = of_spark(spark).run(f"SELECT {texts} FROM register", {"day": Plain.DATE}, [{"day": DAY}])
    assert list(found[0].values()) == list(asked.values())


@pytest.mark.spark
def test_what_is_too_large_for_its_column_is_an_error_and_never_null(spark: Any) -> None:
    """Whatever the session says that it is run beside."""
    spark.conf.set("spark.sql.ansi.enabled", "false")
    try:
        run = of_spark(spark).run
        assert spark.sql("SELECT 9223372036854775807L + row AS a FROM VALUES (1L) AS t(row)").collect()[0]["a"] < 0
        for text in ("9223372036854775807L + row", f"CAST({10**38 - 1} AS DECIMAL(38,0)) + row"):
            with pytest.raises(Exception, match=r"ARITHMETIC_OVERFLOW|NUMERIC_VALUE_OUT_OF_RANGE"):
                run(f"SELECT {text} AS a FROM register", {"row": Plain.WHOLE}, [{"row": 1}])
    finally:
        spark.conf.unset("spark.sql.ansi.enabled")


# --- answers ------------------------------------------------------------------------------------------------------------

ITEM = RecordType("item", (Field("worth", Scalar.MONEY), Field("on", Scalar.DATE, optional=True), Field("name", Scalar.TEXT)))
LARGEST = 10**13  # 元, which is 10¹⁵ 分
FACTS = {name: FactSpec(name, Scalar.MONEY, low=Fraction(-(10**15)), high=Fraction(10**15)) for name in "abc"}
ITEMS, CODE, SINCE = FactSpec("items", ListType(ITEM)), FactSpec("code", Scalar.TEXT), FactSpec("since", Scalar.DATE)


def at_the_ends() -> Program:
    """Ask for products of the largest amounts, their quotients by anything, rounded; for sums of lists, and for texts."""
    nodes = Nodes()
    a, b, c = (nodes.fact(spec) for spec in FACTS.values())
    product = nodes.add(Op.ARITHMETIC, (a, b), Scalar.NUMBER, "*")
    third = nodes.add(Op.ARITHMETIC, (product, c), Scalar.NUMBER, "*")
    for way, step in product_of(("half_up", "up", "down"), (Fraction(1, 3), 7)):
        for number in (product, third, nodes.add(Op.ARITHMETIC, (product, c), Scalar.NUMBER, "/")):
            nodes.add(Op.ROUND, (number, nodes.number(step)), Scalar.NUMBER, way)
    rate = nodes.add(Op.GROWTH, (a, b), Scalar.RATIO)
    for other in (nodes.add(Op.GROWTH, (b, c), Scalar.RATIO), nodes.number(Fraction(1, 3))):
        nodes.comparisons(rate, other)
        nodes.add(Op.ARITHMETIC, (rate, other), Scalar.NUMBER, "+")
    items, code, since = nodes.fact(ITEMS), nodes.fact(CODE), nodes.fact(SINCE)
    for name in ("café", "豈"):
        literal = nodes.add(Op.LITERAL, (), Scalar.TEXT, Symbol(name))
        nodes.add(Op.COMPARE, (code, literal), Scalar.BOOL, Comparator.EQ)
    nodes.add(Op.SHIFT, (since, nodes.number(12, Scalar.MONTHS)), Scalar.DATE, "+months")
    worth = Body((Node(Op.FIELD, (), Scalar.MONEY, (0, "worth")),), None, 0, ITEM)
    for kind in (Quantifier.SUM, Quantifier.MAX, Quantifier.MIN):
        nodes.add(Op.EACH, (items,), Scalar.MONEY, (kind, 0), worth)
    return program(nodes, [*FACTS.values(), ITEMS, CODE, SINCE])


@pytest.mark.spark
def test_at_the_ends_of_what_can_be_given_every_answer_is_that_of_the_reference(spark: Any) -> None:
    asked, amounts = at_the_ends(), (LARGEST, -LARGEST, 0, Fraction(1, 100), Fraction(-7, 100), 123_456_789, None)
    lists = (None, [], [{"worth": LARGEST, "name": "甲"}] * 3, [{}, {"worth": -LARGEST}, {"worth": Fraction(1, 100)}])
    texts, days = ("cafe\u0301", "\uf900", None), (date(2024, 2, 29), date(1, 1, 1), date(9998, 12, 31))
    given = [
        {"a": a, "b": b, "c": c, "items": lists[n % 4], "code": texts[n % 3], "since": days[n % 3]}
        for n, (a, b, c) in enumerate(product_of(amounts, amounts, amounts))
    ]
    cases = [read_case(asked, {name: value for name, value in one.items() if value is not None}, DAY) for one in given]
    tally, other = BatchTally(), BatchTally()
    compare(asked, cases, tally, engine=of_spark(spark))
    compare(asked, cases, other)
    assert tally.differences == [] and tally.answers > 7_000
    assert (tally.answers, tally.beyond, tally.left) == (other.answers, other.beyond, other.left)


@pytest.mark.spark
@pytest.mark.parametrize("asked", [asked_of(Quantifier.COUNT), asked_per_year("worth")], ids=["count", "per year"])
def test_what_random_policies_seldom_ask_of_records_is_answered_too(spark: Any, asked: Program) -> None:
    known = [row for row in ROWS if None not in row.values()]
    lists = [*LISTS, *([one, two] for one, two in product_of(known, known[::3]))]
    cases = [read_case(asked, {"items": one, "limit": Fraction(4 + n % 2, 100)}, DAY) for n, one in enumerate(lists)]
    tally = BatchTally()
    compare(asked, cases, tally, engine=of_spark(spark))
    assert tally.differences == [] and tally.answers > 500 and not tally.left


def differing(session: Any, policy: policyrules.Policy, seed: int, count: int) -> BatchTally:
    tally = BatchTally()
    cases = cases_of(policy, islice(trials(policy, seed, unknown=20), count))
    compare(policy.program, cases, tally, engine=of_spark(session))
    return tally


@pytest.mark.spark
@pytest.mark.parametrize("seed", [3, 6])
def test_every_answer_of_a_random_policy_is_that_of_the_reference(spark: Any, seed: int) -> None:
    tally = differing(spark, draw_policy(Seeded(seed)).build(), seed, 40)
    assert tally.differences == [] and tally.answers > 3000


@pytest.mark.spark
def test_every_answer_of_a_small_policy_with_all_kinds_of_facts_is_that_of_the_reference(spark: Any) -> None:
    tally = differing(spark, policyrules.load(POLICY), 1, 80)
    assert tally.differences == [] and tally.answers > 3000 and tally.unknown > 300
    assert {"each some", "each sum", "growth", "at", "absent"} <= tally.reached.keys()


def staged(policy: policyrules.Policy, seed: int, count: int) -> Sequence[dict[str, Any]]:
    cases = cases_of(policy, islice(trials(policy, seed, unknown=20), count))
    return [one for one in rows(policy.program, cases) if one is not None]


@pytest.mark.spark
def test_from_parquet_to_parquet_every_row_is_what_duckdb_gives(spark: Any, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    policy = policyrules.load(POLICY)
    given, shapes = staged(policy, 2, 300), columns(policy.program)
    lists = [name for name, shape in shapes.items() if isinstance(shape, ListColumn)]
    for one in given[::3]:  # a record of which nothing at all is known
        one |= {name: [None, *(one[name] or ())] for name in lists}
    duckdb, arrow = duck.packages()
    import pyarrow.parquet

    table = arrow.Table.from_pylist(given, schema=duck.schema(shapes))
    pyarrow.parquet.write_table(table, tmp_path / "register.parquet")
    text = policy.sql(DAY, dialect="spark", distances=True)
    door.convert(spark, text, tmp_path / "register.parquet", tmp_path / "found")
    wanted = duck.run(policy.sql(DAY, distances=True), shapes, given)
    with duckdb.connect() as connection:
        read = connection.execute(f"SELECT * FROM '{tmp_path}/found/*.parquet'")
        names = [column[0] for column in read.description]
        found = [dict(zip(names, one, strict=True)) for one in read.fetchall()]
    assert sorted(found, key=lambda one: one["row"]) == sorted(wanted, key=lambda one: one["row"])
    assert len(found) == len(given) > 200
