"""A mapping in Chinese and the same in English are one; what may stand where is told by the pages of codes."""

from typing import Any

import pytest

from policyrules.columns.mapping import (
    PLAIN,
    Cell,
    Constant,
    Held,
    Kind,
    Periods,
    PeriodsIn,
    PeriodsKind,
    RecordsIn,
    RecordsKind,
    Written,
)
from policyrules.register import reading
from policyrules.register.reading import OtherTable, read_mapping
from policyrules.register.refusing import MatchError
from policyrules.source import Source
from tests.register.registers import policy

COLUMNS: dict[str, Held] = {
    **dict.fromkeys(("编号", "名称", "收2022", "收2023", "率", "日"), Kind.TEXT),
    "产值": PeriodsKind(Kind.TEXT, Kind.NUMBER),
    "奖": RecordsKind({"名次": Kind.WHOLE}),
}
OTHER: dict[str, Held] = {"企业": Kind.TEXT, "名次": Kind.TEXT, "日": Kind.DATE}

CHINESE = """\
编号: 编号
带出: [名称, 率]
视为未知: "-"
事实:
  名称: 名称
  收入: {各列: {2022: 收2022, 2023年: 收2023}, 单位: 万元}
  季度产值: {列: 产值, 单位: 元}
  占有率: {列: 率, 单位: 比率}
  成立日: {列: 日, 日期: YYYY.M.D}
  有证: {定值: 否}
  期限: {定值: 3年}
  获奖:
    表: 奖.csv
    键: 企业
    无记录时: 没有
    字段: {名次: 名次, 获奖日: {列: 日}, 有效至: {定值: 不存在}}
"""

ENGLISH = {
    "编号: 编号": "id: 编号", "带出": "carry", "视为未知": "unknown", "\n事实": "\nfacts", "各列": "columns",
    "单位": "unit", "{列": "{column", "比率": "ratio", "日期": "date", "定值": "value", "表:": "table:", "键:": "key:",
    "无记录时: 没有": "no records: none", "字段": "fields",
}  # fmt: skip


def read(text: str) -> Any:
    return read_mapping(Source("对应表.yaml", text), policy().program, COLUMNS, lambda name: OTHER)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_mapping_says_where_each_fact_stands(language: str) -> None:
    text = CHINESE
    if language == "en":
        for one, other in ENGLISH.items():
            assert one in text
            text = text.replace(one, other)
    found = read(text)
    assert found.mapping.id == "编号" and found.mapping.carry == ("名称", "率") and found.mapping.unknown == ("-",)
    assert found.mapping.places == {
        "名称": Cell("名称"),
        "收入": Periods(((2022, Cell("收2022", "万元")), (2023, Cell("收2023", "万元")))),
        "季度产值": PeriodsIn(Cell("产值", "元")),
        "占有率": Cell("率", PLAIN),
        "成立日": Cell("日", form="YYYY.M.D"),
        "有证": Constant("否"),
        "期限": Constant("3年"),
        "获奖": RecordsIn("奖.csv: 获奖", {"名次": Cell("名次"), "获奖日": Cell("日"), "有效至": Constant("不存在")}),
    }
    assert found.tables == {"奖.csv: 获奖": OtherTable("奖.csv", "企业", ("名次", "日"), complete=True)}


def test_a_list_may_stand_in_a_column_of_its_own() -> None:
    assert read("事实: {获奖: 奖}").mapping.places == {"获奖": RecordsIn("奖", {"名次": Cell("名次")})}
    assert read("事实: {获奖: {列: 名称}}").mapping.places == {"获奖": Written("名称")}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["mapping-block", "mapping-missing"]),
        ("事实: {收入: {定值: 5}}", ["fact-not-series"]),
        ("事实: {人数: {各列: {2022: 名称}}}", ["mapping-not-for"]),
        ("事实: {收入: 名称}", ["mapping-column-kind"]),
        (
            "事实: {获奖: {表: 奖.csv, 键: 企业, 字段: {名: 名次, 名次: {}, 奖金: {列: 日, 单位: 年}}}}",
            ["mapping-fact-unknown", "mapping-one-of", "mapping-choice", "mapping-missing"],
        ),
        ("事实: {获奖: {表: 奖.csv, 键: 企业, 无记录时: 随便, 字段: {}}}\n编号: 编号", ["mapping-choice"]),
        ("事实: {人数: {列: 名称, 列: 率}}", ["file-duplicate-key"]),
        ("事实: {人数: 5.5}", ["mapping-block"]),
        ("事实: {占有率: {列: 率, 单位: [比率]}, 期限: {列: 率, 单位: {年: 年}}}", ["mapping-choice"] * 2),
        ("编号: 编号\nid: 名称\n事实: {人数: {列: 名称, column: 率}}\nfacts: {}", ["mapping-twice"] * 3),
        ("事实: {收入: {各列: {2022: 名称, 2022年: 率, '2022': 率}}}", ["mapping-twice"] * 2),
        (
            "事实: {有证: {列: 名称, 代码: {1: 是, '1 ': 否}}}\n视为未知: [null, [], true, 1]",
            ["mapping-text-expected"] * 3 + ["mapping-twice"],
        ),
    ],
)
def test_what_is_wrong_is_told_all_at_once(text: str, codes: list[str]) -> None:
    with pytest.raises(MatchError) as raised:
        read(text)
    assert [one.code for one in raised.value.diagnostics] == codes
    assert all(one.span is not None for one in raised.value.diagnostics)


def test_of_unknown_names_without_end_only_for_some_the_nearest_is_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    sought: list[str] = []

    def close(found: str, *_: object) -> list[str]:
        sought.append(found)
        return ["年产值"]

    monkeypatch.setattr(reading, "get_close_matches", close)
    for several in ("带出: [{}]\n事实: {{名称: 名称}}", "事实: {{收入: {{各列: {{{}}}}}}}"):
        sought.clear()
        names = ", ".join(f"{1000 + n}: 无{n}" if "各列" in several else f"无{n}" for n in range(2_000))
        with pytest.raises(MatchError) as raised:
            read(several.format(names))
        assert 0 < len(sought) <= 50 and raised.value.diagnostics[-1].code == "too-many"
        assert raised.value.diagnostics[0].arguments["near"] == "年产值"
