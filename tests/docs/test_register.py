"""The commands of the page about a register run, and its sample of a mapping reads a register of a bureau."""

import json
import re
import shlex
from pathlib import Path

import pytest

import policyrules
from tests.cli.command_line import Run
from tests.docs.sessions import DOCS

PAGE = (DOCS / "register.md").read_text(encoding="utf-8")

#: A register as the mapping of the page says that it is written, and the table of titles that it names.
REGISTER = """统一社会信用代码,企业名称,区划代码,从业人数,2021年营收,2022年营收,利率,放款日期
91440700MA00000017,甲公司,440703,120,3500,4000.5,4.35,2023/1/5
91440700MA00000018,乙公司,440704,-,/,1亿元,,2023/2/28
91440700MA00000019,丙公司,440703,八十,"3,500",1200,4.1,
"""
TITLES = "信用代码,称号,认定时间\n91440700MA00000017,省级专精特新,20220601\n"

#: What is added to commands, for a register that is made in good time.
SHORT = ("-n", "20", "--kinds", "10")


def test_the_commands_of_the_page_run_by_its_mapping(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policies").symlink_to(DOCS.parent / "policies", target_is_directory=True)
    (tmp_path / "新稿.pol").write_text(
        (DOCS.parent / "policies" / "江门专精特新.pol").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "江府办函〔2022〕125号.txt").symlink_to(DOCS.parent / "policies" / "江府办函〔2022〕125号.txt")
    (tmp_path / "名册.csv").write_text(REGISTER, encoding="gb18030")
    (tmp_path / "认定.csv").write_text(TITLES, encoding="utf-8")
    assert run("sample", "江门专精特新", *SHORT, "-o", "名册.parquet").code == 0
    (mapping,) = re.findall(r"(?s)```yaml\n(.*?)```", PAGE)
    lines = re.findall(r"^\$ policyrules (.*)", PAGE, re.MULTILINE)
    assert len(lines) > 12
    for line in lines:
        if "--engine" in line or "--chart" in line:  # these need a cluster and a font
            continue
        command, *arguments = shlex.split(line, comments=True)
        if ">" in arguments:
            assert run(command, *arguments[: arguments.index(">")]).code == 0
            (tmp_path / arguments[-1]).write_text(mapping, encoding="utf-8")
            continue
        done = run(command, *arguments, *(SHORT if command == "sample" else ()))
        assert done.code == (1 if command == "match" and "名册.csv" in arguments else 0) and done.out, (line, done)
    wrong = {one["fact"]: one["reason"] for one in json.loads(run("rejected", "结果", "--format", "json").out)}
    assert set(wrong) == {"从业人员", "营业收入[2021]"} and "3500万元" in wrong["营业收入[2021]"]
    explained = run("explain", "江门专精特新", "结果", "--row", "91440700MA00000017", "--format", "json").out
    verdicts = {one["name"]: one["verdict"] for one in json.loads(explained)["entitlements"]}
    assert verdicts["税务服务"] == policyrules.Verdict.ENTITLED
