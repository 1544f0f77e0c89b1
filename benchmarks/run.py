"""All benchmarks in one command, and the page that tells what they found.

`python benchmarks/run.py [PART…]` runs the scripts named below, or some of them, each in a process of its own, and puts what
they print into docs/benchmarks.md, in the place of what they found before; all together take more than an hour. With `--quick`
they take some minutes, measure little, and what they found is printed and not written.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from measuring import machine

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
CHART = PAGE.with_name("benchmarks-growth.svg")


@dataclass(frozen=True)
class Part:
    """A script, what it is given with `--quick` and for the page, and what the page says before what it found."""

    title: str
    script: str
    quick: Sequence[str]
    full: Sequence[str]
    text: str

    def command(self, quick: bool) -> list[str]:
        """Return what is run, from the folder of the project."""
        return [(Path("benchmarks") / self.script).as_posix(), *(self.quick if quick else self.full)]


class FailedError(Exception):
    """A script did not come to its end."""


PARTS = {
    "one": Part(
        "一户企业 · One decision",
        "one_decision.py",
        ("200", "5"),
        (),
        "与手写的 Python 函数相比：函数只算两项结论，不检查事实；我们的时间包括检查事实。\n\n"
        "Beside a function of Python that computes two verdicts and checks no fact; checking is counted on our side.",
    ),
    "peers": Part(
        "与其他引擎相比 · Beside other engines",
        "peers",
        ("--enterprises", "200", "--rounds", "3", "--most", "2"),
        ("--enterprises", "10000", "--rounds", "9", "--most", "20"),
        "同一标准分别用各引擎编写，先在站在界线上的企业上核对结论，再同场计时。引擎不能精确表示的，错了多少写在表中。"
        "每个引擎计时两次：一次事先备好它要读的数据，一次连同每户企业都要做的准备一并计入。"
        "我们的时间一律包括检查全部事实。\n\n"
        "The same criteria as each engine wants them, first held against the function by hand on enterprises that stand on the "
        "thresholds, then timed in turn. Each engine is timed twice: given what it reads ready made, and with what has to be "
        "done for that of every enterprise. In ours, all facts are checked each time.",
    ),
    "memory": Part(
        "已在内存中的列 · Columns in memory",
        "in_memory.py",
        ("--rows", "20000", "--rounds", "2", "--kinds", "100"),
        ("--rows", "1000000", "--rounds", "5", "--kinds", "1000"),
        "事实全部已知；只有我们的查询同时回答“未知”：每次先看各列有没有空值，再用依此写成并留用的查询；另有一行逐行核对每一个事实是否已知。\n\n"
        "All facts are known; ours is the only query that would also say what is not. Each time, it is looked first in which "
        "columns no fact is unknown, and a query is used that was written, once, for such tables, as `decide_frame` does; the "
        "row `each row asked` is the query for any table. What would close the distance to Polars, NumPy and C: DuckDB works "
        "through a query node by node, 2,048 rows at a time, and checks each product for overflow, where the others run over "
        "plain arrays; and products of two growths need 128 bits, which costs Polars much and C nothing (their rows `growth "
        "given` are without them). A writer of plain arrays or C could take over what is asked of rows in which all facts are "
        "known.",
    ),
    "columns": Part(
        "登记册：DuckDB 与手写 SQL · Registers: DuckDB beside SQL by hand",
        "columns.py",
        ("--rows", "20000", "--rounds", "1", "--policies", "3"),
        ("--rows", "1000000", "--larger", "10000000", "--rounds", "3", "--policies", "100"),
        "从 Parquet 到 Parquet，每条查询各用一个进程；手写的三值 SQL 给出同样的列。\n\n"
        "From Parquet to Parquet, each query in a process of its own; the three-valued SQL by hand gives the same columns.",
    ),
    "spark": Part(
        "登记册：Spark 与手写 SQL · Registers: Spark beside SQL by hand",
        "spark.py",
        ("--rows", "2000", "--rounds", "1", "--kinds", "40"),
        ("--rows", "1000000", "--rounds", "7"),
        "先逐行核对 Spark 与 DuckDB 给出的每一列，再计时。需要 `policyrules[spark]` 和 Java。\n\n"
        "Every column of every row is first held against what DuckDB gives, then the queries are timed. Needs "
        "`policyrules[spark]` and Java.",
    ),
    "register": Part(
        "整本名册 · A whole register",
        "register.py",
        ("--rows", "10_000"),
        ("--rows", "1_000_000", "10_000_000"),
        "江门这件政策，`policyrules sample` 写出的 Parquet 名册，从 `match` 到各种查看；"
        "每条命令各用一个进程，内存是它用过的最多内存。\n\n"
        "The policy of Jiangmen and registers that `policyrules sample` writes, from `match` to every view; each command "
        "in a process of its own, with the most memory that it ever held.",
    ),
    "growth": Part(
        "随规模增长 · How the cost grows",
        "growth.py",
        (),
        (
            *("--questions", "100000", "--records", "10000", "--rows", "10000000", "--policies", "1000"),
            *("--budget", "0.5", "--kinds", "1000", "--chart", "docs/benchmarks-growth.svg"),
        ),
        "![每一步所用的处理器时间随规模增长 · CPU time of each step, by size](benchmarks-growth.svg)\n\n"
        "规模：政策中的问题数、一个列表中的记录数、登记册的行数、一册中的政策数。表末是相邻两个规模之间的斜率："
        "1 表示与规模成正比，2 表示与规模的平方成正比。起始一段低于 1，是因为有一份固定的开销。"
        "一个政策文件至多四万个词，这里每个政策至多放四千个问题，再多就量一册政策；一册政策由另一条路径作出结论。"
        "记录、政策或解释很多时，Python 的垃圾回收一再检查它们，曲线因此在末段略向上折。\n\n"
        "Sizes: the questions of a policy, the records of a list, the rows of a register, the policies of a book. Beside each "
        "curve stand its slopes from one size to the next: 1 is a cost that grows as its input does, 2 one that grows with its "
        "square. Below 1 at first, since something is spent whatever the size. A file holds 40,000 words at most, and a policy "
        "here 4,000 questions; more of them are a book of policies, which decides by another path. Where records, policies or "
        "explanations are many, the curves bend up a little at their end, since Python's garbage collector looks through them "
        "again and again.",
    ),
    "where": Part(
        "时间花在哪里 · Where the time goes",
        "where_time_goes.py",
        ("20",),
        ("300",),
        "各部分所占的份额，由 cProfile 统计。\n\nThe shares of the parts of the library, as cProfile sees them.",
    ),
    "load": Part(
        "导入与载入 · Import and load",
        "load.py",
        ("2",),
        ("15",),
        "一个政策：导入、读取、检查、编译、计算。\n\nOne policy: import, read, check, lower, decide.",
    ),
}

HEAD = """\
# 测速 · Benchmarks

先 `pip install -r benchmarks/requirements.txt`。`python benchmarks/run.py --quick` 用几分钟试一遍；
`python benchmarks/run.py 部分…` 重新测量并改写本页的相应各节，不要手工修改。比率都取自同一次运行，时间是处理器时间。

First `pip install -r benchmarks/requirements.txt`. `python benchmarks/run.py --quick` shows in some minutes what is measured;
`python benchmarks/run.py PART…` measures, and writes its sections anew, which are not edited by hand. Ratios are of one run
each; times are those of the processor.
"""

_SECTION = re.compile(r"<!-- (\w+) -->\n(.*?)\n<!-- end -->", re.DOTALL)


def printed(part: Part, quick: bool) -> str:
    """Return what a script prints, and on what and how it was run. Raises `FailedError` where it does not come to its end."""
    command, begun, before = part.command(quick), time.monotonic(), os.getloadavg()[0]
    done = subprocess.run([sys.executable, *command], cwd=HERE.parent, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode:
        raise FailedError(f"python {' '.join(command)}: exit code {done.returncode}")
    minutes, after = (time.monotonic() - begun) / 60, os.getloadavg()[0]
    ran = f"`python {' '.join(command)}`, {date.today()}, {minutes:.1f} min; load {before:.1f} before, {after:.1f} after"
    return f"{readable(done.stdout.strip())}\n\n{machine()}. {ran}."


def readable(found: str) -> str:
    """Return what was printed as Markdown: a table stays one, and each line beside it is a paragraph; else all as it stands."""
    if "|---" not in found:
        return f"```text\n{found}\n```"
    lines = found.split("\n")
    apart = ("\n" if _is_text(one) and _is_text(next_) else "" for one, next_ in pairwise([*lines, ""]))
    return "\n".join(line + end for line, end in zip(lines, apart, strict=True))


def _is_text(line: str) -> bool:
    return line != "" and not line.startswith(("|", "- "))


def section(part: Part, found: str) -> str:
    """Return the section of a part."""
    return f"## {part.title}\n\n{part.text}\n\n{found}"


def page(old: str, new: dict[str, str]) -> str:
    """Return the page with sections in place of those of the same parts."""
    sections = dict(_SECTION.findall(old)) | new
    return HEAD + "".join(f"\n<!-- {name} -->\n{sections[name]}\n<!-- end -->\n" for name in PARTS if name in sections)


def measured(names: Sequence[str], quick: bool) -> Iterator[tuple[str, str]]:
    """Yield the section of each part, and tell on the other stream which is being measured and which failed."""
    for name in names:
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            yield name, section(PARTS[name], printed(PARTS[name], quick))
        except FailedError as failed:
            print(failed, file=sys.stderr, flush=True)


def main() -> int:
    """Measure, and write the page, or print what was found; return 1 where a script failed."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    options.add_argument("--quick", action="store_true", help="measure little, in some minutes, and print what was found")
    given = options.parse_args()
    if unknown := [name for name in given.parts if name not in PARTS]:
        options.error(f"no such part: {', '.join(unknown)}")
    count, names = 0, given.parts or [*PARTS]
    for name, text in measured(names, given.quick):
        count += 1
        if given.quick:
            print(text, end="\n\n", flush=True)
        else:  # at once, so that what took long is not lost with what comes after it
            PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), {name: text}), encoding="utf-8", newline="\n")
    return 0 if count == len(names) else 1


if __name__ == "__main__":
    sys.exit(main())
