"""A frame is decided row for row as its enterprises are one by one, and comes back as what it was given as."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import policyrules
from policyrules.columns import duck, pieces
from policyrules.diagnostics import FactsError
from policyrules.policy import Policy
from tests.testing.policies import POLICY

pytest.importorskip("duckdb")
arrow = duck.arrow()

DAY = date(2024, 6, 1)

AWARD = """
措施 扶持 @十 "扶持":
    责任单位: 未载明
    支持事项 补助 给予 "补助":
        条文:
            | 给予补助
        符合下列全部条件:
            规模: 人数 为 100 以上 且 收入[上年] 不低于 50万元
            得奖: 获奖 中有一项 甲: 甲.名次 不超过 3
        金额: 收入[上年] × 10%
"""

#: Enterprises as a facts file has them.
GIVEN: Sequence[dict[str, Any]] = (
    {"人数": 120, "收入": {2023: "60万元"}, "获奖": [{"名次": 2, "获奖日": date(2024, 1, 2)}], "行业": "餐饮"},
    {"人数": 120, "收入": {2023: "60万元"}, "获奖": [], "行业": "餐饮"},
    {"人数": 90, "收入": {2023: "60万元"}, "获奖": None},
    {"人数": None, "收入": {}, "获奖": [{"名次": 1, "获奖日": date(2024, 1, 2), "有效至": date(2025, 1, 1)}]},
)


@pytest.fixture(autouse=True, params=["any table", "what is known"])
def relying_on(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decide by the query for any table, and by one that relies on what is known of all rows, as where there are many."""
    if request.param == "what is known":
        monkeypatch.setattr(pieces, "_MANY", 0)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return policyrules.load(POLICY.replace("\n试算 ", f"{AWARD}\n试算 ", 1))


def table(**others: Any) -> Any:
    """Return the enterprises as a table, with a number of each; a list of records has the fields that anyone of it has."""
    record = arrow.struct([("名次", arrow.int32()), ("获奖日", arrow.date32()), ("有效至", arrow.date32())])
    money = arrow.decimal128(20, 2)
    columns = {
        "编号": arrow.array(["甲", "乙", "丙", "丁"]),
        "人数": arrow.array([one["人数"] for one in GIVEN], arrow.int64()),
        "收入[2023]": arrow.array([Decimal(600000), Decimal(600000), Decimal(600000), None], money),
        "获奖": arrow.array([one["获奖"] for one in GIVEN], arrow.list_(record)),
        "行业": arrow.array([one.get("行业") for one in GIVEN]),
    }
    return arrow.table({**columns, **others})


def verdicts(policy: Policy, facts: Sequence[dict[str, Any]] = GIVEN) -> list[str]:
    return [policy.decide(one, DAY)["补助"].verdict.value for one in facts]


def test_each_row_is_decided_as_an_enterprise_is(policy: Policy) -> None:
    found = policy.decide_frame(table(), day=DAY, distances=True)
    assert found["编号"].to_pylist() == ["甲", "乙", "丙", "丁"] and "人数" not in found.column_names
    assert found["补助"].to_pylist() == verdicts(policy) == ["entitled", "not_entitled", "not_entitled", "undetermined"]
    assert found["补助.得奖"].to_pylist() == [True, False, None, True]
    assert found["补助.金额下限"].to_pylist() == [6_000_000, 6_000_000, 6_000_000, 0]
    assert found["补助.金额下限分母"].to_pylist() == [1, 1, 1, 1]
    assert found["补助.不满足数"].to_pylist() == [0, 1, 1, 0]
    assert found["补助.规模.相差"].to_pylist() == [None, None, 10, None]


def test_a_frame_comes_back_as_what_it_was_given_as(policy: Policy) -> None:
    expected = policy.decide_frame(table(), day=DAY).to_pylist()
    reader = policy.decide_frame(table().to_reader(), day=DAY)
    assert isinstance(reader, arrow.RecordBatchReader) and reader.read_all().to_pylist() == expected
    (batch,) = table().to_batches()
    assert policy.decide_frame(batch, day=DAY).to_pylist() == expected
    none = policy.decide_frame(batch.slice(0, 0), day=DAY)
    assert isinstance(none, arrow.RecordBatch) and none.schema == policy.decide_frame(batch, day=DAY).schema
    duckdb, _ = duck.packages()
    relation = policy.decide_frame(duckdb.from_arrow(table()), day=DAY)
    assert type(relation) is type(duckdb.from_arrow(table())) and relation.to_arrow_table().to_pylist() == expected
    nothing = policy.decide_frame(table().slice(0, 0), day=DAY)
    assert len(nothing) == 0 and nothing.schema == policy.decide_frame(table(), day=DAY).schema


@pytest.mark.parametrize("readings", [{"算法": []}, {"算法": "甲"}])
def test_readings_that_are_none_are_told(policy: Policy, readings: dict[str, Any]) -> None:
    with pytest.raises(FactsError):
        policy.decide_frame(table(), day=DAY, readings=readings)


def test_a_frame_of_nothing_comes_back_without_rows(policy: Policy) -> None:
    assert policy.decide_frame(arrow.table({}), day=DAY).schema.names == policy.decide_frame(table(), day=DAY).schema.names[1:]


def test_a_frame_of_polars_comes_back_as_one(policy: Policy) -> None:
    polars = pytest.importorskip("polars")
    given = polars.DataFrame(table())
    found = policy.decide_frame(given, day=DAY)
    assert isinstance(found, polars.DataFrame) and found["补助"].to_list() == verdicts(policy)
    lazy = policy.decide_frame(given.lazy(), day=DAY)
    assert isinstance(lazy, polars.LazyFrame) and lazy.collect().equals(found)


def test_a_frame_of_pandas_comes_back_as_one_with_its_index(policy: Policy) -> None:
    pandas = pytest.importorskip("pandas")
    given = table().to_pandas(types_mapper={arrow.int64(): pandas.Int64Dtype()}.get)
    given.index = [7, 3, 5, 9]
    found = policy.decide_frame(given, day=DAY)
    assert isinstance(found, pandas.DataFrame) and list(found.index) == [7, 3, 5, 9]
    assert list(found["补助"]) == verdicts(policy)
    assert found["补助.得奖"].isna().tolist() == [False, False, True, False]


def test_a_frame_of_pandas_may_have_columns_whose_types_pandas_cannot_read_by_their_names(policy: Policy) -> None:
    pandas = pytest.importorskip("pandas")
    counted = pandas.ArrowDtype(arrow.dictionary(arrow.int32(), arrow.string()))
    given = table().to_pandas(types_mapper=pandas.ArrowDtype).astype({"行业": counted, "编号": counted})
    found = policy.decide_frame(given, day=DAY)
    assert list(found["补助"]) == verdicts(policy)
    assert list(found["编号"]) == ["甲", "乙", "丙", "丁"]


@pytest.mark.spark
def test_a_frame_of_spark_comes_back_as_one(policy: Policy, spark: Any) -> None:
    asked = table()
    frame = spark.createDataFrame(asked)
    found = policy.decide_frame(frame, day=DAY)
    assert type(found) is type(frame)
    assert found.toArrow().to_pylist() == policy.decide_frame(asked, day=DAY).to_pylist()


def test_bad_rows_are_all_told_in_one_error_or_beside_them(policy: Policy) -> None:
    broken = table(行业=arrow.array(["餐馆", "餐饮", None, None]), 研发人数=arrow.array([5, 121, 5, None]))
    with pytest.raises(FactsError) as error:
        policy.decide_frame(broken, day=DAY)
    found = [(one.code, one.path) for one in error.value.diagnostics]
    assert found == [("fact-member-unknown", "[1].行业"), ("fact-relation", "[2]")]
    with pytest.raises(FactsError):
        policy.decide_frame(broken, day=DAY, bad="retrun")  # type: ignore[arg-type]  # nothing is left unsaid for a slip
    returned = policy.decide_frame(broken, day=DAY, bad="return")
    assert returned["补助"].to_pylist() == [None, None, "not_entitled", "undetermined"]
    said = returned["errors"].to_pylist()
    assert said[0] == [f"[1].行业: {error.value.diagnostics[0].message('zh')}"] and len(said[1]) == 1 and said[2:] == [None] * 2


def test_rows_that_the_query_cannot_answer_are_answered_in_python(policy: Policy) -> None:
    """A percentage of more decimals than a column holds; what is written as a text; a number that was never exact."""
    share = arrow.array(["50.0000000001%", "5%", None, "49%"])
    count = arrow.array([Decimal("120.0"), Decimal("120"), Decimal(90), None])
    found = policy.decide_frame(table(占有率=share, 人数=count), day=DAY)
    assert found["补助"].to_pylist() == verdicts(policy)


def test_what_is_no_frame_and_a_column_that_no_fact_can_be_read_from_are_refused(policy: Policy) -> None:
    with pytest.raises(TypeError, match="dict"):
        policy.decide_frame({"人数": [1]}, day=DAY)
    with pytest.raises(TypeError, match="列“获奖”"):
        policy.decide_frame(table(获奖=arrow.array([1, 2, 3, 4])), day=DAY)
    day = arrow.struct([("名次", arrow.int32()), ("获奖日", arrow.binary())])
    with pytest.raises(TypeError, match="列“获奖”"):  # a day that is not read would seem not to be there
        policy.decide_frame(table(获奖=arrow.array([[{"名次": 1, "获奖日": b""}], [], [], []], arrow.list_(day))), day=DAY)
    with pytest.raises(TypeError, match=r"列“人数”的类型是 halffloat") as error:
        policy.decide_frame(
            table(人数=arrow.nulls(4, arrow.float16()), 研发人数=arrow.nulls(4, arrow.decimal256(50, 2))), day=DAY
        )
    assert "列“研发人数”的类型是 decimal256(50, 2)" in str(error.value)
    with pytest.raises(TypeError, match=r"列“收入\[2023年\]”"):
        policy.decide_frame(table(**{"收入[2023年]": arrow.array([1, 2, 3, 4])}), day=DAY)


def test_of_two_columns_that_are_called_alike_none_is_taken_for_the_other(policy: Policy) -> None:
    twice = arrow.Table.from_arrays([*table().columns, arrow.array([1, 2, 3, 4])], [*table().column_names, "人数"])
    with pytest.raises(TypeError, match="`人数`"):
        policy.decide_frame(twice, day=DAY)
    pandas = pytest.importorskip("pandas")
    with pytest.raises(TypeError, match="人数"):
        policy.decide_frame(pandas.DataFrame([[1, 2]], columns=["人数", "人数"]), day=DAY)
    with pytest.raises(TypeError, match="人数"):
        policy.decide_frame(pandas.DataFrame({"人数": [1, "x"]}), day=DAY)


def test_lists_without_a_record_are_read_whatever_their_type_says_of_records(policy: Policy) -> None:
    """Where no row has a record, nobody can say what its fields are: to pandas, Polars and Arrow they are of no type."""
    nothing = [[], None, [], []]
    expected = [policy.decide({**one, "获奖": row}, DAY)["补助"].verdict.value for one, row in zip(GIVEN, nothing, strict=True)]
    for type_ in (arrow.list_(arrow.null()), arrow.list_(arrow.struct([("名次", arrow.null())]))):
        found = policy.decide_frame(table(获奖=arrow.array(nothing, type_)), day=DAY)
        assert found["补助"].to_pylist() == expected
    rows = [[{"名次": None}], [None], [], [{"名次": None}]]
    found = policy.decide_frame(
        table(获奖=arrow.array(rows, arrow.list_(arrow.struct([("名次", arrow.null())])))), day=DAY, bad="return"
    )
    assert found["补助"].to_pylist() == ["undetermined", None, "not_entitled", "undetermined"]
    assert [said is None for said in found["errors"].to_pylist()] == [True, False, True, True]


def test_what_goes_along_is_not_looked_at(policy: Policy) -> None:
    others = [arrow.nulls(4, arrow.float16()), arrow.array([1, 2, 3, 4]), arrow.array([5, 6, 7, 8])]
    given = arrow.Table.from_arrays([*table().columns, *others], [*table().column_names, "半", "a", "A"])
    found = policy.decide_frame(given, day=DAY)
    assert found["补助"].to_pylist() == verdicts(policy)
    assert found["a"].to_pylist() == [1, 2, 3, 4] and found["半"].type == arrow.float16()
    nothing = policy.decide_frame(table().select(["编号"]), day=DAY)
    assert nothing["编号"].to_pylist() == ["甲", "乙", "丙", "丁"] and set(nothing["补助"].to_pylist()) == {"undetermined"}
    assert len(policy.decide_frame(arrow.table({}), day=DAY)) == 0


def test_a_row_with_a_period_that_is_none_is_told_and_the_others_are_decided(policy: Policy) -> None:
    texts = arrow.map_(arrow.string(), arrow.string())
    income = [[("x", "1元")], [("２０２３", "60万元")], [("2023", "1元"), (" 2023", "2元")], None]
    lists = ["[{", '[{"名次": 2, "获奖日": "2024-01-02"}]', None, "[]"]
    given = table(收入=arrow.array(income, texts), 获奖=arrow.array(lists)).drop_columns(["收入[2023]"])
    found = policy.decide_frame(given, day=DAY, bad="return")
    assert found["补助"].to_pylist() == [None, "entitled", None, "not_entitled"]
    said = [None if one is None else [text.partition(": ")[0] for text in one] for one in found["errors"].to_pylist()]
    assert said == [["[1].获奖:1:3", "[1].收入[x]"], None, ["[3].收入[2023]"], None]


@pytest.mark.parametrize("keys", ["text", "whole", "dictionary"])
def test_a_map_that_has_a_key_twice_is_told_and_the_others_are_decided(policy: Policy, keys: str) -> None:
    type_ = arrow.int64() if keys == "whole" else arrow.string()
    year: Any = 2023 if keys == "whole" else "2023"
    income = [[(year, "1元"), (year, "2元")], [(year, "60万元")], [], None]
    column = arrow.array([[(year, "9元")] * 3, *income], arrow.map_(type_, arrow.string()))[1:]  # a part of a longer one
    if keys == "dictionary":
        column = arrow.MapArray.from_arrays(column.offsets, column.keys.dictionary_encode(), column.items)
    given = table(获奖=arrow.array([None, '[{"名次": 2, "获奖日": "2024-01-02"}]', None, "[]"]))
    given = given.drop_columns(["收入[2023]"]).append_column("收入", arrow.chunked_array([column[:1], column[1:]]))
    found = policy.decide_frame(given, day=DAY, bad="return")
    said = found["errors"].to_pylist()
    assert [None if one is None else [text.partition(": ")[0] for text in one] for one in said[:2]] == [
        ["[1].收入[2023]"],
        None,
    ]
    assert "收入" not in found.column_names and found["补助"].to_pylist()[:2] == [None, "entitled"]
    with pytest.raises(FactsError) as raised:
        policy.decide_frame(given, day=DAY)
    first = raised.value.diagnostics[0]
    assert (first.code, first.path) == ("fact-period-twice", "[1].收入[2023]")


def test_of_two_fields_with_one_name_none_is_read(policy: Policy) -> None:
    def given(*names: str) -> Any:
        values = [arrow.array([2]), arrow.array([DAY]), arrow.array([9])]
        return arrow.table({"获奖": arrow.ListArray.from_arrays([0, 1], arrow.StructArray.from_arrays(values, names=names))})

    with pytest.raises(TypeError, match="`获奖`"):
        policy.decide_frame(given("名次", "获奖日", "名次"), day=DAY)
    assert len(policy.decide_frame(given("名次", "a", "A"), day=DAY)) == 1  # what no record has is not looked at


@pytest.mark.parametrize("place", ["texts", "keys"])
def test_bytes_that_are_no_text_are_told(policy: Policy, place: str) -> None:
    ends = arrow.py_buffer(bytes([0, 0, 0, 0, 2, 0, 0, 0]))
    text = arrow.Array.from_buffers(arrow.string(), 1, [None, ends, arrow.py_buffer(b"\xff\xfe")])
    column = text if place == "texts" else arrow.MapArray.from_arrays([0, 1], text, arrow.array(["1元"]))
    with pytest.raises(TypeError, match="UTF8"):
        policy.decide_frame(arrow.table({"名称" if place == "texts" else "收入": column}), day=DAY)
