"""What the page about a register in one query shows runs, and prints what the page says."""

import re
from pathlib import Path

import pytest

from policyrules.columns.extents import WIDE
from policyrules.columns.layout import LARGEST, SCALE
from tests.docs.sessions import DOCS, play

PAGE = "columns.md"


def test_the_page_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        raise AssertionError(arguments)

    pytest.importorskip("pyarrow")
    play(PAGE, tmp_path, run)
    printed = capsys.readouterr().out
    assert "-- f1: 所在县区: VARCHAR" in printed and re.search("^-- e0: ", printed, re.MULTILINE)
    assert "{'编号': '甲', '税务服务': 'entitled', '省级专精特新.持有': True}" in printed
    assert "{'编号': '乙', '税务服务': 'not_entitled', '省级专精特新.持有': False}" in printed


def test_the_page_says_how_large_numbers_can_be() -> None:
    text = (DOCS / PAGE).read_text(encoding="utf-8")
    assert f"3.65 % is {365 * SCALE // 10_000}" in text
    assert "10¹⁸ units" in text and LARGEST == 10**18
    assert f"at most {len(str(WIDE))} digits" in text
