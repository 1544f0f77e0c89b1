"""What a document determines: the definitions that it gives and nothing else uses, with the steps that gave the value."""

from policyrules.explain.determinations import Determination
from policyrules.values.answers import Symbol, Truth, point
from tests.explain.determined import decision


def determined(name: str, **facts: object) -> Determination:
    return next(one for one in decision(**facts).determinations if one.spec.name == name)


def test_definitions_with_a_clause_that_nothing_else_uses_are_determined() -> None:
    assert [(one.spec.name, one.spec.clause) for one in decision().determinations] == [
        ("类型", "二"),
        ("较小", "三"),
        ("员工倍数", "四"),
    ]


def test_each_definition_and_row_that_gave_the_value_is_a_step() -> None:
    size = determined("类型", 行业代码="3912", 员工数=300)
    assert size.answer == Symbol("中型") and size.names == ("中型",)
    told = [(step.title, step.clause, step.answer, step.placement and step.placement.rows[0].text) for step in size.steps]
    assert told == [
        ("行业", "一", Symbol("工业"), '"06" 至 "46"'),
        ("工业企业类型", "二(一)", Symbol("中型"), "员工数 不少于 300"),
        ("企业类型", "二", Symbol("中型"), "工业"),
    ]


def test_a_definition_of_the_row_that_does_not_count_is_no_step() -> None:
    assert [step.title for step in determined("类型", 行业代码="5101", 员工数=3).steps] == ["行业", "商业类型", "企业类型"]


def test_what_is_open_names_what_it_can_be_and_what_is_missing() -> None:
    size = determined("类型", 行业代码="3912")
    assert size.answer == Symbol(None) and size.names == ("大型", "中型", "小型")
    assert size.open.missing == ("员工数",)


def test_a_truth_is_explained_by_the_row_that_counts() -> None:
    small = determined("较小", 行业代码="3912", 员工数=299)
    assert small.answer is Truth.T
    table = small.explanation.children[0]
    assert [child.text for child in table.children] == ["工业小"]


def test_a_number_is_told_by_what_it_was_read_from() -> None:
    twice = determined("员工倍数", 员工数=7)
    assert twice.answer == point(14)
    assert [[operand.path for operand in step.read] for step in twice.steps] == [["员工数"]]
