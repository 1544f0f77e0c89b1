"""Lists that are written in cells are read once for each text, as strictly as in a facts file."""

from pathlib import Path

import pytest

import policyrules
from policyrules.columns import duck
from policyrules.register import written
from policyrules.register.calling import match as matched
from tests.register.registers import DAY, decided, match, policy, rejected, verdicts

pytest.importorskip("duckdb")

TEXTS = [
    "[]", '[{"名次": 1}]', '[{"名次": 1}]', ' [{"名次": 2}]\u3000', "未知", None, "", "/",
    "[", '[{"名次": "甲"}]', '[{"名次": 1, "名次": 2}]', '{"名次": 1}', "[" * 100, '[{"没有": 1}]', '[{"名次": 1.0}]',
]  # fmt: skip


def register(place: Path, texts: list[str | None]) -> Path:
    arrow = duck.arrow()
    numbers = [str(number) for number in range(len(texts))]
    given = {"编号": numbers, "人数": ["100"] * len(texts), "获奖": arrow.array(texts, arrow.string()), "policyrules": numbers}
    arrow.parquet.write_table(arrow.table(given), place)
    return place


def test_a_row_is_decided_by_the_query_where_its_list_is_in_order(tmp_path: Path) -> None:
    found = match(register(tmp_path / "r.parquet", TEXTS * 3), tmp_path / "out")
    rows, wrong = decided(tmp_path / "out"), rejected(tmp_path / "out")
    refused = [number % len(TEXTS) for number in range(3 * len(TEXTS)) if number + 1 in {row["row"] for row in wrong}]
    assert found.alone == len(wrong) == len(refused), "only what is wrong is looked at one by one"
    assert {TEXTS[number] for number in refused} == {"/", *TEXTS[8:14]}
    facts = {"[]": [], "未知": None, None: None, "": None, '[{"名次": 1.0}]': [{"名次": 1}]}
    lists = facts | {TEXTS[1]: [{"名次": 1}], TEXTS[3]: [{"名次": 2}]}
    for row in rows:
        alone = policy().decide({"人数": 100, "获奖": lists[TEXTS[(row["row"] - 1) % len(TEXTS)]]}, DAY)
        assert verdicts(row) == {one.id: one.verdict.value for one in alone.entitlements}


def test_texts_that_were_read_are_not_read_again_while_they_are_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    reader = written.read_list
    monkeypatch.setattr(written, "read_list", lambda name, text, mapping: (read.append(text), reader(name, text, mapping))[1])
    place = register(tmp_path / "r.parquet", [f'[{{"名次": {number % 4 + 1}}}]' for number in range(20)])
    match(place, tmp_path / "one", shard_rows=5)
    assert sorted(read) == [f'[{{"名次": {number}}}]' for number in (1, 2, 3, 4)]
    monkeypatch.setattr(written, "_KEPT", 2)
    read.clear()
    match(place, tmp_path / "two", shard_rows=5)
    assert len(read) == 16 and decided(tmp_path / "one") == decided(tmp_path / "two")


TWO_LISTS = """\
政策 两表 "两表":
    文号: "两〔2024〕1号"
    发文: "两"
    印发: 2022-01-01
    施行: 2022-01-01 至 2026-12-31
    原文: "两.txt"

记录 奖:
    名次: 整数 可不填
    号: 文本 可不填

记录 证:
    号: 文本 可不填
    名次: 整数 可不填

事实:
    奖: 奖 列表
    证: 证 列表

层次 优 "优等" 位次 1:
    有效期: 3年
    持有: 奖 中有一项: 名次 为 1
    达标: 证 中有一项: 号 为 "甲"
"""


def test_two_lists_may_be_read_from_one_column(tmp_path: Path) -> None:
    place = register(tmp_path / "r.parquet", ['[{"名次": 1}]', '[{"号": "甲"}]', '[{"名次": 1, "号": "甲"}]', "[]"])
    mapping = tmp_path / "对应表.yaml"
    mapping.write_text("编号: 编号\n事实: {奖: 获奖, 证: 获奖}\n", encoding="utf-8")
    found = matched(policyrules.load(TWO_LISTS), place, tmp_path / "out", DAY, mapping=mapping)
    rows = decided(tmp_path / "out")
    assert (found.decided, found.alone) == (4, 0)
    assert [(row["p0_t0_held"], row["p0_t0_qualifies"]) for row in rows] == [
        (True, None), (None, True), (True, True), (False, False),
    ]  # fmt: skip
