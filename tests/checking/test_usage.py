from policyrules.diagnostics import Severity
from tests.checking.texts import checked


def unused(text: str) -> list[tuple[str, str]]:
    found = checked(text).diagnostics
    assert all((d.code == "unit-unused") == (d.severity is Severity.ERROR) for d in found)
    return [(d.code, d.arguments["name"]) for d in found]


def test_what_decides_nothing_is_named() -> None:
    text = (
        "事实:\n    企业名称: 文本\n    人数: 整数\n    资本: 金额\n    总是: 资本 高于 0元\n\n定义 门槛 = 1元\n\n"
        "定义 双(数额: 金额): 金额 = 数额 * 2\n\n参数 利率: 比例\n    2022-01-01: 3%\n\n"
        '疑义 算法:\n    选项 甲\n    选项 乙\n    采用: 甲\n    因: "惯例"\n\n单位:\n    某局 "某局"\n'
    )
    assert unused(text) == [
        ("fact-unused", "人数"),
        ("definition-unused", "门槛"),
        ("definition-unused", "双"),
        ("parameter-unused", "利率"),
        ("reading-unused", "算法"),
        ("unit-unused", "某局"),
    ]


def test_what_only_a_scenario_speaks_of_is_unused() -> None:
    text = (
        "事实:\n    人数: 整数\n\n"
        "措施 甲 @一:\n    责任单位: 未载明\n    支持事项 乙 给予:\n        条文:\n            | 给予奖励\n\n"
        '试算 "样例":\n    日期: 2023-03-01\n    人数: 3\n    应可享受: 乙\n'
    )
    assert unused(text) == [("fact-unused", "人数")]


def test_where_names_could_not_be_bound_nothing_is_said_to_be_unused() -> None:
    assert [d.code for d in checked("事实:\n    人数: 整数\n    总是: 人教 高于 3\n").diagnostics] == ["name-unknown"]
    units = '单位:\n    市财政局 "市财政局"\n\n措施 甲 @一:\n    责任单位: 市财正局\n'
    assert [d.code for d in checked(units).diagnostics] == ["unit-unknown"]
