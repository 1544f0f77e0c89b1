"""What is read in whole columns is what is read row by row, and what is not surely right is marked."""

from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.columns import duck
from policyrules.columns.converting import BAD, conversion, spread_of
from policyrules.columns.layout import BeyondLayoutError, MapColumn, fact_columns, row
from policyrules.columns.mapping import PLAIN, Cell, Constant, Held, Kind, Mapping, Periods, PeriodsIn, RecordsIn, by_name
from policyrules.columns.plain import facts_of
from policyrules.core.facts import read_case
from policyrules.core.program import FactSpec, Program
from policyrules.diagnostics import FactsError
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar, SeriesType

pytest.importorskip("duckdb")

DAY = date(2024, 2, 29)
LEVEL = EnumType("级别", ("省级", "市级", "未知"))
AWARD = RecordType(
    "证书",
    (
        Field("级", LEVEL),
        Field("获得", Scalar.DATE),
        Field("失效", Scalar.DATE, optional=True),
        Field("奖", Scalar.MONEY, optional=True),
    ),
)
MOST = Fraction(10**15)
FACTS = (
    FactSpec("名", Scalar.TEXT),
    FactSpec("级", LEVEL),
    FactSpec("有无", Scalar.BOOL),
    FactSpec("人", Scalar.INTEGER, low=Fraction(0), high=Fraction(10**7)),
    FactSpec("分", Scalar.NUMBER),
    FactSpec("占比", Scalar.PERCENT, low=Fraction(-1), high=Fraction(2)),
    FactSpec("钱", Scalar.MONEY, low=-MOST, high=MOST),
    FactSpec("成立", Scalar.DATE, low=Fraction(date(1900, 1, 1).toordinal())),
    FactSpec("期限", Scalar.MONTHS),
    FactSpec("天数", Scalar.DAYS),
    FactSpec("季", Scalar.QUARTER),
    FactSpec("月", Scalar.MONTH),
    FactSpec("产值", SeriesType(Scalar.MONEY)),
    FactSpec("月产", SeriesType(Scalar.NUMBER, "month")),
    FactSpec("证书", ListType(AWARD)),
)
PROGRAM = Program((), (), FACTS, (), ())

#: One column of texts per fact, or per period or field; the mapping of them.
CELLS = {
    "名": Cell("名"),
    "级": Cell("级"),
    "有无": Cell("有无", codes={"Y": True, "0": "否", "N": "未知"}),
    "人": Cell("人"),
    "分": Cell("分"),
    "占比": Cell("占比", unit="%"),
    "钱": Cell("钱", unit="万元"),
    "成立": Cell("成立"),
    "期限": Cell("期限", unit="年"),
    "天数": Cell("天数", unit="天"),
    "季": Cell("季"),
    "月": Cell("月"),
}
OTHERS = {
    "钱": Cell("钱"),
    "占比": Cell("占比", unit=PLAIN),
    "成立": Cell("成立", form="YYYY年M月D日"),
    "级": Cell("级", codes={"1": "省级", "2": "市级", "3": "县级", "-": "未知"}),
}
AWARDS = RecordsIn(
    "证书", {"级": Cell("级"), "获得": Cell("获得", form="YYYYMMDD"), "失效": Cell("失效"), "奖": Constant("3万元")}
)


def read(mapping: Mapping, table: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the typed columns of each row, and the row as it is read alone."""
    connection = engine()
    connection.register("t", table)
    relation = connection.sql("FROM t")
    held = {name: duck.held(type_) for name, type_ in zip(relation.columns, relation.types, strict=True)}
    found = conversion(PROGRAM, mapping, held, "t")
    typed = rows_of(connection, f"{found.typed} ORDER BY row")
    raw = rows_of(connection, f"{found.raw} ORDER BY row")
    names = mapping.columns()
    pairs = []
    for one, other in zip(typed, raw, strict=True):
        values = {name: other[f"c{place}"] for place, name in enumerate(names)}
        pairs.append((one, alone(mapping, held, values, one["row"])))
    return pairs


@cache
def engine() -> Any:
    return duck.packages()[0].connect(config={"threads": 1})


def rows_of(connection: Any, text: str) -> list[dict[str, Any]]:
    found = connection.execute(text)
    names = [column[0] for column in found.description]
    return [dict(zip(names, values, strict=True)) for values in found.fetchall()]


def alone(mapping: Mapping, held: MappingOf[str, Any], values: dict[str, Any], number: int) -> dict[str, Any]:
    try:
        return row(PROGRAM, read_case(PROGRAM, facts_of(PROGRAM, mapping, held, values), DAY), number)
    except (FactsError, BeyondLayoutError) as error:
        return {"wrong": error}


def same(mapping: Mapping, table: Any) -> int:
    """Hold rows without a mark against the rows read alone; return how many there are."""
    sure = 0
    for typed, expected in read(mapping, table):
        assert typed[BAD] is not None
        if not typed[BAD]:
            sure += 1
            assert "wrong" not in expected, expected
            for name, shape in fact_columns(PROGRAM).items():
                value, other = expected[name], typed[name]
                # A null map is one that holds no period.
                assert (dict(value) == (other or {})) if isinstance(shape, MapColumn) else (value == other), name
    return sure


def texts(columns: MappingOf[str, Iterable[str | None]]) -> Any:
    _, arrow = duck.packages()
    length = max(len(list(values)) for values in columns.values())
    return arrow.table(
        {"row": list(range(length)), **{name: arrow.array(list(values), arrow.string()) for name, values in columns.items()}}
    )


# --- texts of cells -----------------------------------------------------------------------------------------------------

NUMBERS = st.one_of(
    st.integers(-(10**6), 10**12).map(str),
    st.decimals(-(10**9), 10**15, places=3, allow_nan=False).map("{:f}".format),
    st.decimals(0, 9, places=10, allow_nan=False).map("{:f}".format),
    st.sampled_from(
        ["0", "-0", "00", "1.0", "1.50000000", "1.", ".5", "1e3", "+5", "1_000", "1,000", "1,000.5", "9" * 17, "9" * 33, "-"]
    ),
)
DAYS = st.one_of(
    st.dates().map(date.isoformat),
    st.dates().map(lambda one: f"{one.year}年{one.month}月{one.day}日"),
    st.dates().map(lambda one: f"{one:%Y%m%d}"),
    st.sampled_from(
        [
            "2022-02-30",
            "0000-01-01",
            "2022-1-1",
            "2022/01/01",
            "20220101",
            "2022-01-01 00:00:00",
            "9999-12-31",
            "１９９９年１月１日",
        ]
    ),
)
WORDS = st.sampled_from(
    [
        "",
        " ",
        "　",
        "未知",
        "unknown",
        "不存在",
        "does not exist",
        "省级",
        "市级",
        "是",
        "否",
        "Y",
        "N",
        "0",
        "1",
        "2",
        "3",
        "TRUE",
        "true",
        "null",
        "无",
        "/",
        "省 级",
    ]
)
NAMES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["甲公司（江门）", "Cafe\u0301", "é", "ﬁ", "甲\u200b", "豈", "甲\t", "𠮷野家", "e\u0301"]),
)
UNITS = st.sampled_from(
    ["%", " %", "％", "元", "万元", " 亿元", "分", "年", "个月", "天", "3季度", "2024Q3", "2024-09", "2024年9月"]
)
TEXT = st.one_of(st.none(), NUMBERS, DAYS, WORDS, NAMES, st.tuples(NUMBERS, UNITS).map("".join), UNITS)
CELL = st.one_of(
    TEXT,
    st.tuples(TEXT.map(lambda one: one or ""), st.sampled_from([" ", "　", "\t"])).map("".join),
    NUMBERS.map(lambda one: one.translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－"))),
).filter(lambda one: one is None or not any("\ud800" <= character <= "\udfff" for character in one))


@given(st.lists(st.lists(CELL, min_size=len(CELLS), max_size=len(CELLS)), min_size=1, max_size=30))
@settings(max_examples=15)
def test_cells_are_read_as_they_are_read_alone(rows: list[list[str | None]]) -> None:
    table = texts(dict(zip(CELLS, zip(*rows, strict=True), strict=True)))
    for unknown in ((), ("/", "无", "1")):
        for cells in (CELLS, CELLS | OTHERS):
            same(Mapping(cells, unknown=unknown), table)


def test_what_is_written_as_people_write_is_not_marked() -> None:
    written: dict[str, list[str | None]] = {
        "名": ["甲公司（江门）有限公司", " 乙  ", None],
        "级": ["省级", "市级 ", ""],
        "有无": ["Y", "0", "是"],
        "人": ["12", "１２", " 0 "],
        "分": ["12.5", "-0.00000001", "未知"],
        "占比": ["3.65", "100", "０．５"],
        "钱": ["5000", "12.345600", "-1"],
        "成立": ["2020-02-29", "１９９９-01-01", None],
        "期限": ["3", "0", ""],
        "天数": ["30", "1", None],
        "季": ["2024Q3", "0999Q1", None],
        "月": ["2024-09", None, "1999-12"],
    }
    assert same(Mapping(CELLS), texts(written)) == 3
    others = written | {
        "钱": ["5000万元", "3元", "1 亿元"],
        "占比": ["0.04", "1", "0"],
        "成立": ["2020年2月29日", None, "1999年01月1日"],
        "级": ["1", "2", "省级"],
    }
    assert same(Mapping(CELLS | OTHERS), texts(others)) == 3


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=10))
@settings(max_examples=15)
def test_series_are_read_as_they_are_read_alone(rows: list[tuple[str | None, ...]]) -> None:
    names = ["产2021", "产2022", "月1", "月2"]
    table = texts(dict(zip(names, zip(*rows, strict=True), strict=True)))
    of_years = Periods(((2021, Cell("产2021", unit="万元")), (2022, Cell("产2022"))))
    of_months = Periods(((24288, Cell("月1")), (24289, Cell("月2"))))
    same(Mapping({"产值": of_years, "月产": of_months}), table)


#: Periods as people write them, and what is none.
PERIOD = st.sampled_from(
    ["2021", "２０２１", " 2021", "2021年", "0", "x", "2022", "2022-01", "2021-01", "２０２１-01", "2021年1月"]
)


@given(st.lists(st.one_of(st.none(), st.lists(st.tuples(PERIOD, CELL), max_size=3)), min_size=1, max_size=8))
@settings(max_examples=15)
def test_a_column_of_periods_is_read_as_it_is_read_alone(rows: list[list[tuple[str, str | None]] | None]) -> None:
    _, arrow = duck.packages()
    once = [None if row is None else list(dict(row).items()) for row in rows]  # Arrow takes no key twice
    column = arrow.array(once, arrow.map_(arrow.string(), arrow.string()))
    table = arrow.table({"row": arrow.array(range(len(rows)), arrow.int64()), "产值": column, "月产": column})
    same(Mapping({"产值": PeriodsIn(Cell("产值", unit="万元")), "月产": PeriodsIn(Cell("月产"))}), table)


def test_a_period_that_is_given_twice_is_wrong_and_nothing_else_with_it() -> None:
    _, arrow = duck.packages()
    given = [[("２０２１", "1"), ("2021", "2"), ("x", "3")], [("２０２１", "1"), ("2022 ", "2")], [("x", "1")]]
    column = arrow.array(given, arrow.map_(arrow.string(), arrow.string()))
    table = arrow.table({"row": arrow.array(range(3), arrow.int64()), "产值": column})
    (twice, wrong), (fine, alone_), (none, no_year) = read(Mapping({"产值": PeriodsIn(Cell("产值", unit="元"))}), table)
    assert (twice[BAD], fine[BAD], none[BAD]) == (True, False, True)
    assert fine["f12"] == dict(alone_["f12"]) == {2021: 100, 2022: 200}
    said = [(one.code, one.path) for one in wrong["wrong"].diagnostics]
    assert said == [("fact-period-twice", "产值[2021]"), ("fact-year", "产值[x]")]
    assert [one.path for one in no_year["wrong"].diagnostics] == ["产值[x]"]


def test_a_list_that_is_no_json_is_told_with_its_fact_and_all_else_that_is_wrong() -> None:
    held: dict[str, Held] = {"证书": Kind.TEXT, "人": Kind.TEXT}
    mapping = by_name(PROGRAM, held)
    for text, path in (
        ("[", "[7].证书:1:2"),
        ('[{"级": "省级", "级": 1}]', "[7].证书[1].级"),
        ('{"a": 1e999999}', "[7].证书.a"),
    ):
        with pytest.raises(FactsError) as error:
            facts_of(PROGRAM, mapping, held, {"证书": text, "人": "x"}, "[7]")
        assert [one.path for one in error.value.diagnostics] == [path, "[7].人"]


@given(
    st.lists(
        st.one_of(st.none(), st.lists(st.one_of(st.none(), st.tuples(CELL, CELL, CELL)), max_size=3)), min_size=1, max_size=8
    )
)
@settings(max_examples=15)
def test_records_are_read_as_they_are_read_alone(rows: list[Any]) -> None:
    _, arrow = duck.packages()
    names = ["级", "获得", "失效"]
    type_ = arrow.list_(arrow.struct([(name, arrow.string()) for name in names]))
    lists = [
        None if one is None else [None if record is None else dict(zip(names, record, strict=True)) for record in one]
        for one in rows
    ]
    table = arrow.table({"row": list(range(len(rows))), "证书": arrow.array(lists, type_)})
    same(Mapping({"证书": RecordsIn("证书", AWARDS.fields)}, unknown=("/",)), table)


def test_codes_and_unknown_values_are_numbers_too_in_columns_of_numbers() -> None:
    """A column of whole numbers of which some are not known comes as one of real numbers."""
    _, arrow = duck.packages()
    days = arrow.array([date(2022, 1, 1), date(1900, 1, 1), None])
    columns = {"w": arrow.array([1, 9999, None]), "r": arrow.array([1.0, 9999.0, None]), "t": days}
    table = arrow.table({"row": [0, 1, 2], **columns, "d": arrow.array([Decimal("1.00"), Decimal("9999.00"), None])})
    for name in "wrd":
        coded = {"级": Cell(name, codes={"1": "省级", "9999": "市级"}), "有无": Cell(name, codes={"1.0": True, "9999": False})}
        mapping = Mapping({**coded, "人": Cell(name), "成立": Cell("t")}, unknown=("9999", "1900-01-01"))
        found = read(mapping, table)
        assert same(mapping, table) >= 2
        expected = [("省级", True, 1, date(2022, 1, 1)), ("市级", False, None, None), (None, None, None, None)]
        places = [[spec.name for spec in FACTS].index(one) for one in ("级", "有无", "人", "成立")]
        assert [tuple(one[f"f{place}"] for place in places) for _, one in found] == expected


WHOLE = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.integers(-5, 3000), st.sampled_from([20200229, 20210229]))
DECIMALS = st.one_of(st.none(), st.decimals(-(10**15), 10**15, places=4, allow_nan=False))
REALS = st.one_of(st.none(), st.floats(), st.sampled_from([0.1, 12.5, 1e15, 1e16, -0.0, 100.0]))
SOME_DAYS = st.one_of(st.none(), st.dates())
MOMENTS = st.one_of(st.none(), st.datetimes(), st.dates().map(lambda one: f"{one} 00:00:00").map(str))


@given(
    st.lists(st.tuples(WHOLE, DECIMALS, REALS, SOME_DAYS, st.one_of(st.none(), st.booleans())), min_size=1, max_size=10),
    st.data(),
)
@settings(max_examples=20)
def test_columns_with_types_are_read_as_they_are_read_alone(rows: list[tuple[Any, ...]], data: st.DataObject) -> None:
    _, arrow = duck.packages()
    types = {"w": arrow.int64(), "d": arrow.decimal128(20, 4), "r": arrow.float64(), "t": arrow.date32(), "b": arrow.bool_()}
    columns = dict(zip(types, zip(*rows, strict=True), strict=True))
    table = arrow.table(
        {"row": list(range(len(rows))), **{name: arrow.array(columns[name], type_) for name, type_ in types.items()}}
    )
    names = [one for one in CELLS if one != "有无"]
    units = {"钱": [None, "万元", "亿元", "分"], "占比": [None, "%", PLAIN], "期限": [None, "年"], "天数": [None, "天"]}
    cells = {
        name: Cell(data.draw(st.sampled_from("wdrtb")), unit=data.draw(st.sampled_from(units.get(name, [None]))))
        for name in names
    }
    coded = Cell(data.draw(st.sampled_from("wdrtb")), codes={"1": True, "true": "是", "0": False})
    dated = Cell("w", form="YYYYMMDD")
    same(Mapping(cells | {"有无": coded}), table)
    same(Mapping({"成立": dated, "有无": Cell("b")}), table)


@pytest.mark.parametrize(("width", "places"), [(20, 2), (38, 8), (38, 0), (18, 9)])
def test_decimals_are_read_exactly_up_to_where_they_are_doubted(width: int, places: int) -> None:
    _, arrow = duck.packages()
    ends = [Decimal(10) ** power + step for power in range(width - places) for step in (-1, 0, 1)]
    steps = [Decimal(n).scaleb(-places) for n in (0, 1, 5, 10, 10**places)]
    values = [sign * value for value in (*ends, *steps) for sign in (1, -1) if abs(value) < Decimal(10) ** (width - places)]
    table = arrow.table({"row": list(range(len(values))), "d": arrow.array(values, arrow.decimal128(width, places))})
    for unit, factor in ((None, 10**2), ("亿元", 10**10), ("分", 1)):
        whole = [one for one in map(Fraction, values) if (one * factor).denominator == 1 and abs(one * factor) <= MOST]
        assert same(Mapping({"钱": Cell("d", unit=unit)}), table) == len(whole), unit
    same(Mapping({"分": Cell("d"), "人": Cell("d"), "占比": Cell("d", unit="%")}), table)


def test_series_in_columns_per_period_have_such_columns_beside_their_own() -> None:
    table = texts({"甲": ["3元", "", "x"], "乙": [None, "5", "1"]})
    mapping = Mapping({"产值": Periods(((2021, Cell("甲")), (2022, Cell("乙", unit="元"))))})
    twice = Mapping({"产值": Periods(((2021, Cell("甲")), (2021, Cell("乙"))))})
    place = [spec.name for spec in FACTS].index("产值")
    assert spread_of(PROGRAM, mapping) == {place: {2021, 2022}} and spread_of(PROGRAM, twice) == {}
    connection = engine()
    connection.register("t", table)
    held = dict.fromkeys(("甲", "乙"), Kind.TEXT)
    found = rows_of(connection, conversion(PROGRAM, mapping, held, "t", spread=spread_of(PROGRAM, mapping)).typed)
    columns = [(row[f"f{place}"], row[f"f{place}_2021"], row[f"f{place}_2022"], row[BAD]) for row in found]
    assert columns[:2] == [({2021: 300}, 300, None, False), ({2022: 500}, None, 500, False)] and columns[2][3]


def test_a_table_is_read_by_the_names_of_its_columns() -> None:
    text = """SELECT 1 AS row, '甲' AS 名, 100 AS 钱, 5 AS "产值[2021]", MAP {'2024-09': 1.5} AS 月产,
        [{'级': '省级', '失效': DATE '2024-01-01'}] AS 证书, TIMESTAMP '2020-01-01' AS 成立, '91' AS 编号"""
    with duck.connected() as connection:
        relation = connection.sql(text)
        table = relation.to_arrow_table()
        held = {name: duck.held(type_) for name, type_ in zip(relation.columns, relation.types, strict=True)}
    mapping = by_name(PROGRAM, held)
    assert mapping.id == "编号" and set(mapping.places) == {"名", "钱", "产值", "月产", "证书", "成立"}
    ((typed, expected),) = read(mapping, table)
    assert not typed[BAD] and typed["f6"] == 10_000 and typed["f12"] == {2021: 500} and typed["f13"] == {24296: 150_000_000}
    assert (
        typed["f14"]
        == expected["f14"]
        == [{"c0": "省级", "c1": None, "c2": date(2024, 1, 1), "g2": True, "c3": None, "g3": False}]
    )
    assert same(mapping, table) == 1


def test_a_constant_is_the_same_in_every_row() -> None:
    constants = {
        "钱": "5000万元",
        "有无": True,
        "产值": {2021: "3元"},
        "月产": {},
        "证书": [{"级": "省级"}],
        "分": Decimal("1.5"),
        "成立": "未知",
    }
    table = texts({"x": ["a", None]})
    assert same(Mapping({name: Constant(value) for name, value in constants.items()}), table) == 2
    assert same(Mapping({"分": Constant(Decimal("0.000000001"))}), table) == 0, "no column holds so many decimals"
    assert same(Mapping({"人": Constant("-1")}), table) == 0


def test_lists_that_would_take_too_long_together_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Program, "nested_lists", frozenset({("证书", "证书")}))
    _, arrow = duck.packages()
    type_ = arrow.list_(arrow.struct([("级", arrow.string())]))
    table = arrow.table({"row": [0, 1], "证书": arrow.array([[{"级": "省级"}] * 400, [{"级": "省级"}] * 500], type_)})
    place = RecordsIn("证书", {"级": Cell("级")})
    assert [typed[BAD] for typed, _ in read(Mapping({"证书": place}), table)] == [False, True]


def test_a_list_that_is_written_in_json_is_read_alone() -> None:
    given = ['[{"级": "省级", "获得": "2020-01-01"}]', "[]", "", None, "{", "未知"]
    mapping = by_name(PROGRAM, {"证书": Kind.TEXT})
    found = read(mapping, texts({"证书": given}))
    assert [typed[BAD] for typed, _ in found] == [True, True, False, False, True, True]
    lists = [expected.get("f14", "wrong") for _, expected in found]
    assert lists[1:] == [[], None, None, "wrong", None] and lists[0][0]["c0"] == "省级"
