"""The views as tables, rows and data, in both languages; nothing is called more than the document promises."""

import csv
import io
import json
from itertools import islice

from attrs import evolve

from policyrules.explain.blocks import Paragraph, Table
from policyrules.explain.render import as_text
from policyrules.register.views.near import near
from policyrules.register.views.pages import (
    head,
    loads_page,
    near_data,
    near_page,
    near_rows,
    shown,
    summary_data,
    summary_page,
    summary_rows,
    worklist_data,
    worklist_page,
    worklist_rows,
)
from policyrules.register.views.summary import summary
from policyrules.register.views.viewed import Viewed
from policyrules.register.views.worklist import loads, worklist
from policyrules.reports import as_csv


def test_the_summary_tells_counts_and_places(viewed: Viewed) -> None:
    counts = summary(viewed, "所在县区")
    text = as_text([*head(viewed, "zh"), *summary_page(counts, "zh", "所在县区")], "zh")
    assert text.startswith("2023-03-01，名册中已判定 5 家企业，事实有错未判定 0 家\n")
    lines = [line.split() for line in text.splitlines()]
    assert ["二(八)", "税务服务", "可享受", "3", "1", "1"] in lines
    assert ["二(八)", "工业用地", "属优先对象", "3", "1", "1"] in lines
    assert ["事项", "台山市", "新会区", "县(市、区)未知"] in lines and ["税务服务", "1", "1", "1"] in lines
    assert "符合条件的企业数，按所在县区" in text


def test_the_summary_in_english_and_without_places(viewed: Viewed) -> None:
    text = as_text([*head(viewed, "en"), *summary_page(summary(viewed, None), "en", None)], "en")
    assert "2023-03-01, 5 enterprises decided, 0 not decided since their facts are bad" in text
    assert ["二(八)", "工业用地", "to", "be", "given", "priority", "3", "1", "1"] in [
        line.split() for line in text.splitlines()
    ]


def test_many_places_have_a_row_each(viewed: Viewed) -> None:
    many = summary(viewed, "id") * 2
    assert len(dict.fromkeys(one.place for one in many)) == 5
    wide = as_text(summary_page(many, "zh", "id"), "zh")
    assert "001" in wide.split("按id")[1].splitlines()[2]


def test_rows_for_a_spreadsheet_have_every_verdict(viewed: Viewed) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(summary_rows(summary(viewed, "所在县区"), "zh")))))
    tax = [row for row in rows if row["事项"] == "税务服务" and row["县(市、区)"] == "新会区"]
    assert [(row["结论"], row["企业数"]) for row in tax] == [("可享受", "1"), ("不符合", "1"), ("未定", "0")]
    data = summary_data(viewed, summary(viewed, None), None)
    assert json.loads(json.dumps(data))["schema"] == "policyrules/summary/1" and data["decided"] == 5


def test_who_is_near_is_told_with_the_condition_and_the_distance(near_ones: Viewed) -> None:
    text = as_text(near_page(near(near_ones, limit=2), "zh", None), "zh")
    assert "只差“规模：人数 高于 100”一项：3 家，列出最接近的 2 家" in text
    assert ["003", "第3家", "正好在界线上，界线本身不算"] in [line.split() for line in text.splitlines()]
    assert "只差“研发：研发占比 不低于 3%”一项：2 家\n" in text and "相差 0.1 个百分点" in text
    assert text.count("优等企业") == 1
    english = as_text(near_page(near(near_ones, limit=2), "en", None), "en")
    assert "only “规模: 人数 more than 100” is missed, by 3, the nearest 2 of them" in english
    assert as_text(near_page([], "zh", None), "zh") == "没有只差一项条件的企业\n"


def test_near_misses_as_rows_and_data(near_ones: Viewed) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(near_rows(near(near_ones, all_=True), "zh")))))
    assert [(row["编号"], row["差距"]) for row in rows][-3:] == [
        ("002", "相差 0.1 个百分点"), ("001", "相差 1 个百分点"), ("007", "不是数值条件"),
    ]  # fmt: skip
    found = list(near_data(near(near_ones), "zh"))
    assert [(one["id"], one["distance"], one["type"]) for one in found[2:4]] == [
        ("004", "10", "integer"),
        ("002", "0.001", "ratio"),
    ]


def test_work_is_told_unit_by_unit(viewed: Viewed) -> None:
    text = as_text(loads_page(loads(viewed), "zh"), "zh")
    assert "市税务局\n--------\n条款" in text and "县区政府" not in text
    (banks,) = (load for load in loads(viewed) if load.unit == "市财政局" and load.task.thing.id == "专属融资产品")
    other = evolve(banks, task=evolve(banks.task, thing=evolve(banks.task.thing, bearer="各银行")))
    told = as_text(loads_page([banks, other], "zh"), "zh")
    assert "  金融机构提供专属融资产品  " in told, "who does it is named already"
    assert "  各银行：金融机构提供专属融资产品  " in told
    own = as_text(worklist_page(islice(worklist(viewed, "新会区人民政府"), 2), "zh", 7), "zh")
    assert "新会区人民政府  二(一) 资金奖励" in own and "用语：给予；符合给予条件" in own
    assert own.endswith("另有 7 行没有列出；要全部列出，用 -o 写入文件\n")
    assert as_text(worklist_page([], "en", 0), "en") == "there is nothing to be done\n"
    assert as_text(loads_page([], "zh"), "zh") == "没有需要办理的事项\n"


def test_work_as_rows_and_data(viewed: Viewed) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(worklist_rows(worklist(viewed, "市税务局"), "zh")))))
    assert {(row["单位"], row["编号"], row["企业名称"]) for row in rows} == {
        ("市税务局", "001", "甲公司"), ("市税务局", "002", "乙公司"), ("市税务局", "004", "丁公司"),
    }  # fmt: skip
    assert {row["单位依据"] for row in rows} == {"推定：原文称“税务部门”，方括号内的税务部门是市税务局"}
    assert {one["resolved"] for one in worklist_data(worklist(viewed, "市税务局"))} == {True}


def test_what_a_register_says_does_not_command_a_terminal() -> None:
    (table, text) = shown([Table(("名\x1b[2J",), (("甲\r\x07乙",),)), Paragraph("行\n")])
    assert table == Table(("名<U+001B>[2J",), (("甲<U+000D><U+0007>乙",),)) and text == Paragraph("行\n")
