import pytest

from tests.lint.policies import HEAD, places

FACTS = """\
枚举 县区: 东区、西区、南区

记录 项目:
    名次: 整数 1 至 100
    年份: 整数 2000 至 2100

事实:
    所在县区: 县区
    从业人员: 整数 0 至 100000
    营业收入: 金额 按年 0元 至 10万亿元
    在园区: 是否
    项目: 项目 列表

"""
CODES = ("condition-repeated", "condition-implied", "condition-impossible", "condition-exhaustive", "condition-unlabelled")


def found(condition: str, head: str = HEAD) -> dict[str, list[str]]:
    text = (
        f"{head}{FACTS}措施 入园 @一:\n    责任单位: 市工信局\n    支持事项 场地 给予:\n        条文:\n            | 给予场地\n"
    )
    text += "".join(f"        {line}\n" for line in condition.splitlines())
    return {code: said for code in CODES if (said := places(code, text))}


def block(kind: str, *lines: str) -> str:
    return "\n".join((f"{kind}:", *(f"    甲{number}: {line}" for number, line in enumerate(lines))))


ALL, ANY = "符合下列全部条件", "符合下列条件之一"


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("从业人员 不少于 3", "从业人员 不少于 2", "condition-implied"),
        ("从业人员 多于 2", "从业人员 不少于 2", "condition-implied"),
        ("从业人员 在 5 至 9", "从业人员 不多于 10", "condition-implied"),
        ("从业人员 为 5", "3 < 从业人员", "condition-implied"),
        ("所在县区 为 东区", "所在县区 属于 (东区、西区)", "condition-implied"),
        ("所在县区 为 东区", "所在县区 不为 西区", "condition-implied"),
        ("从业人员 不少于 3", "从业人员 少于 3", "condition-impossible"),
        ("从业人员 多于 3", "从业人员 不多于 3", "condition-impossible"),
        ("从业人员 在 5 至 9", "从业人员 为 10", "condition-impossible"),
        ("所在县区 为 东区", "所在县区 为 西区", "condition-impossible"),
        ("在园区", "非 在园区", "condition-impossible"),
        ("在园区", "在园区", "condition-repeated"),
        ("营业收入[上年] 高于 1元", "营业收入[上年] 高于 1元", "condition-repeated"),
        ("从业人员 不少于 3", "从业人员 不多于 3", None),
        ("从业人员 不少于 3", "从业人员 少于 5", None),
        ("营业收入[上年] 高于 2元", "营业收入[上年 - 1] 高于 1元", None),
        ("从业人员 不少于 3", "从业人员 不为 4", None),
        ("所在县区 属于 (东区、西区)", "所在县区 属于 (西区、南区)", None),
        ("项目 中有一项: 名次 为 1", "项目 中有一项: 名次 为 2", None),
    ],
)
def test_two_conditions_that_are_both_required(one: str, other: str, code: str | None) -> None:
    for first, second in ((one, other), (other, one)):
        assert list(found(block(ALL, first, second))) == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("从业人员 不少于 3", "从业人员 不少于 2", "condition-implied"),
        ("从业人员 不少于 3", "从业人员 少于 3", "condition-exhaustive"),
        ("从业人员 不少于 3", "从业人员 不多于 5", "condition-exhaustive"),
        ("所在县区 不为 东区", "所在县区 为 东区", "condition-exhaustive"),
        ("所在县区 属于 (东区、西区)", "所在县区 为 南区", "condition-exhaustive"),
        ("在园区", "非 在园区", "condition-exhaustive"),
        ("从业人员 多于 3", "从业人员 少于 3", None),
        ("所在县区 为 东区", "所在县区 为 西区", None),
        ("从业人员 在 1 至 3", "从业人员 在 5 至 9", None),
    ],
)
def test_two_conditions_of_which_one_is_enough(one: str, other: str, code: str | None) -> None:
    for first, second in ((one, other), (other, one)):
        assert list(found(block(ANY, first, second))) == ([] if code is None else [code])


def test_the_condition_that_changes_nothing_is_marked() -> None:
    assert found(block(ALL, "从业人员 不少于 3", "从业人员 不少于 2")) == {"condition-implied": ["从业人员 不少于 2"]}
    assert found(block(ANY, "从业人员 不少于 3", "从业人员 不少于 2")) == {"condition-implied": ["从业人员 不少于 3"]}


def test_one_block_in_another_of_its_kind_is_one_and_another_kind_is_not() -> None:
    both = "条件: 从业人员 不少于 3 且 (在园区 且 从业人员 少于 2)"
    assert found(both) == {"condition-impossible": ["从业人员 少于 2"]}
    assert found("条件: 从业人员 不少于 3 且 (在园区 或 从业人员 少于 2)") == {}
    nested = block(ALL, "从业人员 不少于 3", f"{ALL}:") + "\n        乙: 从业人员 少于 2\n        丙: 在园区"
    assert list(found(nested)) == ["condition-impossible"]


def test_conditions_about_one_record_are_compared() -> None:
    assert found("条件: 项目 中有一项 甲: 甲.名次 不多于 3，且 甲.名次 不少于 5") == {
        "condition-impossible": ["甲.名次 不少于 5"]
    }
    assert found("条件: 项目 中有一项 甲: 甲.名次 不多于 3，且 甲.年份 不少于 2020") == {}


def test_a_policy_whose_or_less_excludes_the_number_is_taken_at_its_word() -> None:
    pair = block(ALL, "从业人员 为 3 以下", "从业人员 不少于 3")
    assert found(pair) == {}
    exclusive = HEAD.replace("    原文", "    以下: 不含本数\n    原文")
    assert list(found(pair, exclusive)) == ["condition-impossible"]


def test_what_is_repeated_where_so_many_are_required_is_found() -> None:
    repeated = block("至少符合 2 项", "在园区", "从业人员 不少于 3", "在园区")
    assert list(found(repeated)) == ["condition-repeated"]
    assert found(block("至少符合 2 项", "从业人员 不少于 3", "从业人员 不少于 5")) == {}


def test_long_blocks_need_labels() -> None:
    lines = ("在园区", "从业人员 不少于 3", "从业人员 不多于 9", "所在县区 为 东区")
    assert found(block(ALL, *lines)) == {}
    assert found(block(ALL, *lines).replace("甲2: ", "")) == {"condition-unlabelled": ["从业人员 不多于 9"]}
    assert found(block(ALL, *lines[:3]).replace("甲2: ", "")) == {}
