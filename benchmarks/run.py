"""All benchmarks in one command, and the page that tells what they found.

`python benchmarks/run.py [--full] [PART…]` runs the scripts named below, or some of them, each in a process of its own, and
puts what they print into docs/benchmarks.md, in the place of what they found before. Without `--full` each takes a few minutes
at most.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
CHART = PAGE.with_name("benchmarks-growth.svg")


@dataclass(frozen=True)
class Part:
    """A script, what it is given at once and with `--full`, and what the page says before what it found."""

    title: str
    script: str
    short: Sequence[str]
    full: Sequence[str]
    text: str


PARTS = {
    "one": Part(
        "一户企业 · One decision",
        "one_decision.py",
        ("300", "11"),
        (),
        "与手写的 Python 函数相比：函数只算两项结论，不检查事实；我们的时间包括检查事实。\n\n"
        "Beside a function of Python that computes two verdicts and checks no fact; checking is counted on our side.",
    ),
    "peers": Part(
        "与其他引擎相比 · Beside other engines",
        "peers",
        ("--enterprises", "300"),
        ("--enterprises", "10000", "--rounds", "9", "--most", "20"),
        "同一标准分别用各引擎编写，先在站在界线上的企业上核对结论，再同场计时。引擎不能精确表示的，错了多少写在表中；"
        "事先为它准备数据的时间单列，不计入。\n\n"
        "The same criteria as each engine wants them, first held against the function by hand on enterprises that stand on the "
        "thresholds, then timed in turn. What was prepared for an engine beforehand is told apart and not counted.",
    ),
    "memory": Part(
        "已在内存中的列 · Columns in memory",
        "in_memory.py",
        (),
        ("--rows", "1000000", "--rounds", "5", "--kinds", "1000"),
        "事实全部已知；只有我们的查询同时回答“未知”，也核对每一个事实是否已知。\n\n"
        "All facts are known; ours is the only query that would also say what is not, and it asks of every fact whether it is "
        "known. What would close the distance to Polars, NumPy and C: a query is planned twice as long as it was for one kind "
        "of rows, which counts the less the more rows there are; DuckDB works through it node by node, 2,048 rows at a time, "
        "and checks each product for overflow, where the others run over plain arrays; and products of two growths need 128 "
        "bits, which costs Polars much and C nothing (their rows `growth given` are without them). A writer of plain arrays or "
        "C for rows in which all facts are known could take over the shorter half of the query as it is.",
    ),
    "growth": Part(
        "随规模增长 · How the cost grows",
        "growth.py",
        ("--chart", str(CHART)),
        ("--full", "--chart", str(CHART)),
        "![](benchmarks-growth.svg)\n\n"
        "斜率 1 表示与规模成正比。规模：政策中的问题数、一个列表中的记录数、登记册的行数、一册中的政策数。\n\n"
        "Slope 1 is a cost that grows as its input does. Long lists pay for Python's garbage collector, which looks at the "
        "records again and again while they are many.",
    ),
    "where": Part(
        "时间花在哪里 · Where the time goes",
        "where_time_goes.py",
        ("60",),
        ("300",),
        "各部分所占的份额，由 cProfile 统计。\n\nThe shares of the parts of the library, as cProfile sees them.",
    ),
    "load": Part(
        "导入与载入 · Import and load",
        "load.py",
        ("5",),
        ("15",),
        "一个政策：导入、读取、检查、编译、计算。\n\nOne policy: import, read, check, lower, decide.",
    ),
}

HEAD = """\
# 测速 · Benchmarks

先 `pip install -r benchmarks/requirements.txt`，再 `python benchmarks/run.py`。各节由脚本写入，不要手工修改；
比率都取自同一次运行。

`python benchmarks/run.py` writes each section; do not edit them by hand. Ratios are of one run each; times are those of the
processor. Registers in DuckDB and Spark beside SQL by hand: `python benchmarks/columns.py` ([columns.md](columns.md)).
"""

_SECTION = re.compile(r"<!-- (\w+) -->\n(.*?)\n<!-- end -->", re.DOTALL)


def printed(part: Part, full: bool) -> str:
    """Return what a script prints."""
    command = [sys.executable, str(HERE / part.script), *(part.full if full else part.short)]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout.strip()


def section(part: Part, found: str) -> str:
    """Return the section of a part; what is no table stays as it was printed."""
    told = found if "|---" in found else f"```text\n{found}\n```"
    return f"## {part.title}\n\n{part.text}\n\n{told}"


def page(old: str, new: dict[str, str]) -> str:
    """Return the page with sections in place of those of the same parts."""
    sections = dict(_SECTION.findall(old)) | new
    return HEAD + "".join(f"\n<!-- {name} -->\n{sections[name]}\n<!-- end -->\n" for name in PARTS if name in sections)


def main() -> None:
    """Measure, and write the page."""
    options = argparse.ArgumentParser()
    options.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    options.add_argument("--full", action="store_true", help="as docs/benchmarks.md has it: about half an hour")
    options.add_argument("--print", action="store_true", help="print the page instead of writing it")
    given = options.parse_args()
    if unknown := [name for name in given.parts if name not in PARTS]:
        options.error(f"no such part: {', '.join(unknown)}")
    for name in given.parts or PARTS:
        print(f"{name} …", file=sys.stderr, flush=True)
        old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        text = page(old, {name: section(PARTS[name], printed(PARTS[name], given.full))})
        if given.print:
            print(text)
        else:
            PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
