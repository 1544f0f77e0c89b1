"""The files have a column for everything that is told, with names that a reader understands and none twice."""

import policyrules
from policyrules.columns.mapping import Mapping
from policyrules.core.facts import read_case
from policyrules.register.asking import asking
from policyrules.register.running import Run
from tests.register.registers import DAY, policy


def test_columns_are_called_in_the_language_of_the_policy() -> None:
    names = {column.key: column.name for column in asking(Run.of(policy(), DAY)).columns}
    assert names["p0_e0"] == "样.大企业奖"
    assert names["p0_e0_amount_least"] == "样.大企业奖.金额下限" and names["p0_e0_amount_most_of"] == "样.大企业奖.金额上限分母"
    assert [names[f"p0_e0_c{place}"] for place in range(3)] == ["样.大企业奖.施行期间", "样.大企业奖.大", "样.大企业奖.优秀"]
    assert names["p0_e0_short"] == "样.大企业奖.还差条件数"
    english = asking(Run.of(policyrules.load("examples/northport.pol"), DAY)).columns
    assert any(column.name.endswith(".amount_least") for column in english) and not any(
        "金额" in column.name for column in english
    )


def test_no_name_stands_for_two_columns() -> None:
    book = policyrules.load_book(["江门专精特新", "中小企业划型"])
    columns = asking(Run.of(book, DAY)).columns
    assert len({column.name for column in columns}) == len({column.key for column in columns}) == len(columns)
    assert {column.name.split(".")[0] for column in columns} == set(book)


def test_names_and_the_facts_that_say_which_unit_answers_go_along_once() -> None:
    asked = asking(Run.of(policy(), DAY))
    assert list(asked.facts.values()) == ["名称", "行业"]
    case = read_case(policy().program, {"行业": "住宿"}, DAY)
    assert list(asked.along(case).values()) == [None, "住宿"]
    assert list(asking(Run.of(policy(), DAY), Mapping({}, carry=("名称",))).facts.values()) == ["行业"]


def test_what_columns_tell_is_written_in_words() -> None:
    (legend,) = asking(Run.of(policy(), DAY)).legends
    assert [(one["id"], one["column"]) for one in legend["awards"] if one["kind"] != "tier"] == [
        ("大企业奖", "p0_e0"),
        ("成长奖", "p0_e1"),
    ]
