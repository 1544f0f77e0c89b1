import csv
import io
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import policyrules
from policyrules import reports
from policyrules.core.outline import Recurrence
from policyrules.explain.render import as_markdown, as_text
from policyrules.tasks import occurrences

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1+1", "\u3000=1", "\ufeff=1", "\u200b -1"])
def test_a_cell_that_a_spreadsheet_would_compute_is_text(cell: str) -> None:
    assert next(csv.reader(io.StringIO(reports.as_csv([[cell]])))) == [f"'{cell}"]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), max_size=4))
@settings(max_examples=100)
def test_what_is_written_as_csv_is_read_again(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(reports.as_csv(rows), newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [[c.removeprefix("'") for c in row] for row in rows]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in read for cell in row)


def test_pages_are_in_one_language(jiangmen: policyrules.Policy) -> None:
    page = list(reports.tasks_page(jiangmen.tasks(), "en"))
    for written in (as_text(page, "en"), as_markdown(page, "en")):
        assert "basis of the unit" in written
        assert "单位依据" not in written
        assert "in each period, which end on: 2023-08-04, 2024-08-04, 2025-08-04" in written


def test_nothing_to_show_is_said() -> None:
    assert as_text(reports.tasks_page((), "zh"), "zh") == "没有事项\n"
    assert "no targets" in as_text(reports.targets_page((), policyrules.load("江门专精特新").outline.targets[0].by, "en"), "en")
    assert "没有试算" in as_text(reports.scenarios_page("甲.pol", (), "zh"), "zh")


def test_a_scenario_that_could_not_be_run_says_what_is_wrong_with_its_facts(jiangmen: policyrules.Policy) -> None:
    with pytest.raises(policyrules.FactsError) as raised:
        jiangmen.decide({"所在县区": "新会"}, on=jiangmen.outline.targets[0].by)
    result = policyrules.ScenarioResult("甲", None, 3, (), raised.value.diagnostics)
    assert not result.passed
    assert "所在县区" in as_text(reports.scenarios_page("甲.pol", (result,), "zh"), "zh")


def test_what_recurs_without_an_end_is_told_by_its_first_periods_and_what_is_assumed_is_told_beside_it(
    jiangmen: policyrules.Policy,
) -> None:
    (row,) = (row for row in jiangmen.tasks() if row.unit == "市工信局")
    (yearly,) = (task for task in row.tasks if task.id == "年度遴选")
    endless = tuple(occurrences(Recurrence(12, 1, date(2024, 1, 1)), None, None))
    lists = (evolve(row, tasks=(evolve(yearly, occurrences=endless),)),)
    told = as_text(reports.tasks_page(lists, "zh"), "zh")
    assert "每期 1 次，各期末日：2024-12-31、2025-12-31、2026-12-31，以后依此类推" in told
    assert "备注      原文没有写起算日，按施行日起算，属于推定" in told
    rows = list(csv.DictReader(io.StringIO(reports.tasks_csv(lists, "zh"))))
    assert len(rows) == len(endless) and {row["备注"] for row in rows} == {"原文没有写起算日，按施行日起算，属于推定"}
