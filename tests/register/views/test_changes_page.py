"""The changes between two matches as tables, rows and data, in both languages."""

import json

import pytest
from attrs import evolve

from policyrules.explain.render import as_text
from policyrules.register.views.changes import changed, changes, compared
from policyrules.register.views.changes_page import (
    changed_data,
    changed_page,
    changed_rows,
    changes_data,
    changes_head,
    changes_page,
)
from policyrules.register.views.viewed import Viewed

pytest.importorskip("duckdb")


def test_readings_that_differ_are_told(before: Viewed) -> None:
    one, other = (
        evolve(before, readings={"甲": "宽", "乙": "严", "丙": "宽"}),
        evolve(before, readings={"乙": "严", "甲": None}),
    )
    both = compared(one, other)
    assert both.readings == (("甲", "宽", None),)
    assert "疑义 甲：宽 → 未选" in as_text(changes_head(both, ("a", "b"), "zh"), "zh")
    assert "reading 甲: 宽 → none" in as_text(changes_head(both, ("a", "b"), "en"), "en")


def test_the_page_tells_what_changes_and_names_what_does_not(before: Viewed, after: Viewed) -> None:
    counts = changes(compared(before, after), "县")
    lines = as_text(changes_page(counts, "zh", "县"), "zh").splitlines()
    cells = [line.split() for line in lines]
    assert ["一", "新奖", "没有此项", "36", "36", "0", "36", "0"] in cells
    assert ["一", "旧奖", "36", "没有此项", "0", "36", "36", "0"] in cells
    assert "没有变化的：乙奖" in lines
    assert ["旧奖", "−12", "−12", "−12"] in cells and ["新奖", "+12", "+12", "+12"] in cells


def test_who_changes_is_told_with_the_reason(before: Viewed, after: Viewed) -> None:
    both = compared(before, after)
    of = frozenset({"甲奖"})
    told = {row[-4:] for row in changed_rows(changed(both, of), "zh")}
    assert ("东", "不符合", "符合给予条件（4元）", "改前不满足：乙可") in told
    assert ("东", "未定", "符合给予条件（4元）", "改前未知：甲可") in told
    assert ("东", "符合给予条件（2元）", "符合给予条件（4元）", "") in told
    few = as_text(changed_page(changed(both, of, limit=2), "en", "县", 2), "en")
    assert "of each, 2 enterprises are shown" in few and "before, not met: 乙可" in few
    rows = list(changed_rows(changed(both), "zh"))
    assert len(rows) == 1 + len(list(changed(both))) and all(len(row) == len(rows[0]) for row in rows)
    assert "的结论或者金额" in as_text(changed_page(changed(compared(before, before)), "zh", "县", 9), "zh")


def test_programs_get_counts_and_enterprises(before: Viewed, after: Viewed) -> None:
    both = compared(before, after)
    data = json.loads(json.dumps(changes_data(both, changes(both, None), None)))
    (gone,) = [one for one in data["counts"] if not one["in_after"]]
    assert (gone["award"]["name"], gone["before"], gone["loss"], data["paired_by"], data["paired"]) == (
        "旧奖",
        36,
        36,
        "row",
        108,
    )
    (first, *_) = changed_data(changed(both, frozenset({"甲奖"})), "zh")
    assert first["before"]["verdict"] == "not_entitled" and first["after"]["verdict"] == "entitled"
    assert first["after"]["amount"] == {"least": "0", "most": "0", "type": "money"} and first["before"]["failed"] == ["乙可"]
