import pytest

from policyrules.checking.findings import Findings
from policyrules.checking.resolve import collect
from policyrules.values.types import EnumType, ListType, OptionalType, RecordType, Scalar, SeriesType
from tests.checking.texts import FACTS, HEAD, checked, said


def test_each_kind_of_declaration_has_its_name_space() -> None:
    text = (
        f"{FACTS}    总是: 持有 甲 且 注册资本 高于 甲\n\n定义 甲 = 1元\n\n层次 甲:\n    有效期: 未载明\n    持有: 上市\n\n"
        '单位:\n    甲 "甲局"\n\n'
        "措施 甲 @一:\n    责任单位: 甲\n    支持事项 甲 给予:\n        条文:\n            | 给予奖励\n\n"
        "目标 甲 @一:\n    条文:\n        | 三百家\n    数量: 300\n    截至: 2024-12-31\n    计入: 上市\n"
    )
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "定义 注册资本 = 1元\n",
        "参数 注册资本: 金额\n    2022-01-01: 1元\n",
        '疑义 注册资本:\n    选项 甲\n    选项 乙\n    采用: 甲\n    因: "惯例"\n',
        "枚举 认定记录: 甲、乙\n",
        "枚举 大小: 大、小、大\n",
        "记录 人员:\n    姓名: 文本\n    姓名: 文本\n",
        "层次 甲:\n    有效期: 未载明\n    持有: 上市\n层次 甲:\n    有效期: 未载明\n    持有: 上市\n",
        "措施 甲 @一:\n    责任单位: 未载明\n    支持事项 丙 给予:\n        条文:\n            | 给予\n\n"
        "措施 乙 @二:\n    责任单位: 未载明\n    职责 丙 给予:\n        条文:\n            | 给予\n",
    ],
)
def test_a_name_is_declared_once_in_its_name_space(text: str) -> None:
    assert said(f"{FACTS}\n{text}") == ["name-duplicate"]


def test_the_first_of_two_declarations_counts() -> None:
    assert said(f"{FACTS}    注册资本: 文本\n    总是: 注册资本 高于 1元\n") == ["name-duplicate"]


def test_types_are_what_was_written() -> None:
    names = collect(checked(FACTS).tree, Findings())
    title = EnumType("称号名", ("省级专精特新", "国家级小巨人"))
    record = names.records["认定记录"]
    assert isinstance(record, RecordType)
    assert [(f.name, f.type, f.optional) for f in record.fields][:3] == [
        ("称号", title, False), ("认定日", Scalar.DATE, False), ("撤销日", Scalar.DATE, True),
    ]  # fmt: skip
    assert names.values["认定"].type == ListType(record)
    assert names.values["营业收入"].type == SeriesType(Scalar.MONEY)
    assert names.enums == {"称号名": title}
    optional = [type_ for type_ in checked(FACTS).types.values() if isinstance(type_, OptionalType)]
    assert optional == [OptionalType(Scalar.DATE)]


def test_the_names_of_builtin_types_exist_in_both_languages() -> None:
    assert said("facts:\n    甲: money\n    乙: 金额\n    always: 甲 not above 乙\n", HEAD) == []


def test_a_wrong_type_is_said_once() -> None:
    assert said("事实:\n    甲: 数额\n    总是: 甲 高于 1元 且 甲 早于 当日\n") == ["type-unknown"]
    assert said("记录 名单:\n    列: 认定记录\n\n事实:\n    名单们: 名单 列表\n    总是: 名单们 中有一项 甲: 甲.列 为 3\n") == [
        "field-type"
    ]
