"""How the cost grows: with the questions of a policy, the records of a list, the rows of a register, the policies of a book.

`python benchmarks/growth.py [--questions N] [--records N] [--rows N] [--policies N] [--chart FILE]` makes policies from a
template, ever larger ones up to so many, and prints what each step takes with the slopes of its curve: 1 is a cost that grows
as the input does, 2 one that grows with its square. The chart is drawn where matplotlib is installed.
"""

import argparse
import gc
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib.util import find_spec
from itertools import count, pairwise, takewhile
from pathlib import Path
from statistics import median
from typing import Any

from criteria.enterprises import DAY as CRITERIA_DAY
from criteria.enterprises import enterprises
from criteria.enterprises import policy as criteria
from measuring import Timed, machine, seconds

import policyrules
from policyrules.backends.answering import FIRST, Answering
from policyrules.book import Book
from policyrules.columns.duck import packages, schema
from policyrules.columns.layout import columns, rows
from policyrules.columns.outcomes import Asked, statement_of
from policyrules.columns.query import TABLE, query
from policyrules.core.facts import no_facts, read_case
from policyrules.policy import Policy

DAY = date(2024, 3, 1)

HEAD = """\
政策 {name} "测速用政策{name}":
    文号: "测{name}号"
    发文: "某市人民政府"
    印发: 2022-06-01
    施行: 2022-08-01 起
    语言: "zh"
    以下: 含本数

记录 合同记录:
    金额: 金额 0元 至 10亿元
    签订日: 日期

事实:
    收入: 金额 0元 至 10万亿元    "上年度营业收入"
    费用: 金额 0元 至 10万亿元    "上年度研发费用"
    人数: 整数 0 至 1000000    "职工总数"
    合格: 是否    "产品合格"
    合同: 合同记录 列表    "签订的合同"

单位:
    某局 "某市某局"

措施 扶持 @一 "扶持":
    责任单位: 某局
"""

#: Eight questions each, of which no two ask the same, and more for all of them together.
AWARD = """
    支持事项 事项{number} @一 给予 "补助{number}":
        条文:
            | 给予补助
        符合下列全部条件:
            收入: 收入 不低于 {income}元
            占比: 费用 ÷ 收入 不低于 {share}%
            人数: 人数 不少于 {people}
            合格: 合格
        金额: 费用 × {share}%
"""

#: So many awards stand in one policy at most; a file has a limit, at about twice as many.
MOST = 500

OF_RECORDS = """
    支持事项 合同奖 @一 给予 "合同奖":
        条文:
            | 给予补助
        符合下列全部条件:
            大合同: 合同 中有一项 甲: 甲.金额 不低于 9亿元，且 甲.签订日 在 2023-01-01 至 2023-12-31
            合同额: (合同 中合计 甲: 甲.金额 其中 甲.签订日 早于 当日) 不低于 1元
        金额: 未载明
"""

FACTS: Mapping[str, object] = {"收入": 30_000_000, "费用": 2_000_000, "人数": 120, "合格": True, "合同": []}


def awards(many: int, shift: int = 0) -> str:
    """Return so many awards."""
    return "".join(
        AWARD.format(number=number, income=1_000 * number + 1, share=1 + (number + shift) % 40, people=number + 1)
        for number in range(shift, shift + many)
    )


def made(name: str, text: str) -> str:
    """Return the text of a policy."""
    return HEAD.format(name=name) + text


# --- curves -----------------------------------------------------------------------------------------------------------


@dataclass
class Curve:
    """What one step takes, in seconds, by the size of its input."""

    title: str
    unit: str
    points: list[tuple[int, float]] = field(default_factory=list)

    @property
    def slopes(self) -> list[float]:
        """The slopes between sizes that follow one another, where both are told in logarithms."""
        ends = pairwise(self.points)
        return [math.log(takes / took) / math.log(last / first) for (first, took), (last, takes) in ends]


def once(step: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds of the processor that something takes once, with no garbage of others, and what it gives."""
    gc.collect()
    start = time.process_time()
    found = step()
    return time.process_time() - start, found


def often(step: Callable[[Any], object], argument: object, budget: float) -> float:
    """Return the median seconds of some calls."""
    first = seconds(Timed(step, [argument]), 1)
    calls = max(1, min(1_000, int(budget / 5 / max(first, 1e-6))))
    return median(seconds(Timed(step, [argument]), calls) for _ in range(5))


def of_nodes(sizes: Sequence[int], budget: float) -> list[Curve]:
    """Measure policies of so many questions, eight for each award, and beyond what one file may hold, books of them."""
    titles = ("load", "write functions", "decide", "explain as JSON", "write the query")
    curves = [Curve(title, "questions") for title in titles]
    for size in sizes:
        texts = questions(size)
        loading, held = once(partial(policyrules.load_book, texts) if len(texts) > 1 else partial(policyrules.load, texts[0]))
        decide, facts = held.decide, dict(FACTS)
        writing, _ = once(partial(Answering(held.program, first=0), facts, DAY))
        decision = [decide(facts, DAY) for _ in range(FIRST + 1)][-1]  # the first are answered without functions
        deciding = often(partial(decide, on=DAY), facts, budget)
        telling, _ = once(decision.to_json)
        asking, _ = once(partial(asked, held))
        for curve, took in zip(curves, (loading, writing, deciding, telling, asking), strict=True):
            curve.points.append((len(held.program.nodes), took))
    return curves


def questions(size: int) -> list[str]:
    """Return the texts of policies that ask so many questions together, no two of them the same."""
    whole, rest = divmod(max(1, size // 8), MOST)
    counts = [MOST] * whole + [rest] * bool(rest)
    return [made(f"甲{place}", awards(many, MOST * place)) for place, many in enumerate(counts)]


def asked(held: Policy | Book) -> str:
    """Write the query of a policy or of a book."""
    if isinstance(held, Policy):
        return held.sql(DAY)
    parts = [Asked(f"p{n}_", part.alone.outline, part.alone.program, part.places) for n, part in enumerate(held.lowered.parts)]
    return statement_of(parts, held.program, no_facts(held.program, DAY)).text


def of_records(sizes: Sequence[int], budget: float) -> list[Curve]:
    """Measure lists of so many records."""
    decided, told = Curve("decide", "records"), Curve("explain as JSON", "records")
    decide = policyrules.load(made("甲", OF_RECORDS)).decider()
    for size in sizes:
        contracts = [{"金额": 1_000 + number, "签订日": DAY.replace(day=1 + number % 28)} for number in range(size)]
        facts = {**FACTS, "合同": contracts}
        decision = decide(facts, DAY)
        decided.points.append((size, often(partial(decide, on=DAY), facts, budget)))
        told.points.append((size, once(decision.to_json)[0]))
    return [decided, told]


def of_rows(sizes: Sequence[int], kinds: int) -> list[Curve]:
    """Measure registers of so many rows, by the query of the criteria."""
    duckdb, pyarrow = packages()
    policy, curve = criteria(), Curve("decide in DuckDB", "rows")
    case = read_case(policy.program, {}, CRITERIA_DAY)
    wanted = [spec.verdict for spec in policy.outline.entitlements]
    text = query(policy.program, wanted, case=case).text
    cases = [read_case(policy.program, facts, CRITERIA_DAY) for facts in enterprises(policy, kinds)]
    table = pyarrow.Table.from_pylist(list(rows(policy.program, cases)), schema=schema(columns(policy.program)))
    for size in sizes:
        with duckdb.connect() as connection:
            connection.register("drawn", table)
            many = f"SELECT drawn.* FROM drawn, range({-(-size // kinds)}) LIMIT {size}"
            connection.execute(f"CREATE TABLE {TABLE} AS {many}")
            counting = partial(connection.sql(f"SELECT count(COLUMNS(*)) FROM ({text})").fetchall)
            curve.points.append((size, once(counting)[0]))
    return [curve]


def of_policies(sizes: Sequence[int], budget: float) -> list[Curve]:
    """Measure books of so many policies, of five awards each."""
    loaded, decided = Curve("load a book", "policies"), Curve("decide by a book", "policies")
    for size in sizes:
        texts = [made(f"政策{number}", awards(5, 5 * number)) for number in range(size)]
        loading, book = once(partial(policyrules.load_book, texts))
        for _ in range(10):  # functions are written after the first few
            book.decide(dict(FACTS), DAY)
        loaded.points.append((size, loading))
        decided.points.append((size, often(partial(book.decide, on=DAY), dict(FACTS), budget)))
    return [loaded, decided]


# --- told -------------------------------------------------------------------------------------------------------------

#: The least size of each kind, and how far the curves go unless something else is asked for.
LEAST: Mapping[str, int] = {"questions": 100, "records": 1, "rows": 10_000, "policies": 1}
MOST_OF: Mapping[str, int] = {"questions": 1_000, "records": 1_000, "rows": 100_000, "policies": 10}


def sizes(unit: str, most: int) -> list[int]:
    """Return sizes up to the most, each ten times the one before."""
    return list(takewhile(lambda size: size <= most, (LEAST[unit] * 10**place for place in count())))


def measured(unit: str, most: int, budget: float, kinds: int) -> list[Curve]:
    """Measure the curves by one kind of size."""
    match unit:
        case "questions":
            return of_nodes(sizes(unit, most), budget)
        case "records":
            return of_records(sizes(unit, most), budget)
        case "rows":
            return of_rows(sizes(unit, most), kinds)
        case _:
            return of_policies(sizes(unit, most), budget)


def table(unit: str, among: Sequence[Curve]) -> Iterator[str]:
    """Yield the curves of a unit as a table, with the slope of each piece."""
    yield f"| {unit} | {' | '.join(f'{size:,}' for size, _ in among[0].points)} | slopes |"
    yield "|---" * (len(among[0].points) + 2) + "|"
    for curve in among:
        slopes = ", ".join(f"{slope:.2f}" for slope in curve.slopes)
        yield f"| {curve.title} | {' | '.join(said(took) for _, took in curve.points)} | {slopes} |"
    yield ""


def said(seconds: float) -> str:
    """Return a time in the unit in which it is read best."""
    for unit, least in (("s", 1.0), ("ms", 1e-3), ("µs", 0.0)):
        if seconds >= least:
            return f"{seconds / (least or 1e-6):.3g} {unit}"
    return "0"


def chart(curves: Sequence[Curve], path: Path) -> None:
    """Draw the curves, both ways in logarithms, beside a line of slope 1."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "policyrules", "svg.fonttype": "none"})  # text stays text, and the file small
    from matplotlib import pyplot

    figure, places = pyplot.subplots(2, 2, figsize=(11, 10), layout="constrained")
    for unit, axes in zip(LEAST, places.flat, strict=True):
        among = [curve for curve in curves if curve.unit == unit]
        for curve, marker in zip(among, "osD^v", strict=False):
            axes.loglog(
                *zip(*curve.points, strict=True), marker=marker, label=f"{curve.title} (at the end {curve.slopes[-1]:.2f})"
            )
        first, last = (among[0].points[place][0] for place in (0, -1))
        least = min(curve.points[0][1] for curve in among) / 2
        axes.loglog([first, last], [least, least * last / first], "--", color="0.6", label="slope 1: as its input grows")
        axes.set(xlabel=unit, ylabel="CPU seconds", title=f"by {unit}")
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.yaxis.set_major_formatter(lambda value, _: said(value))
        axes.grid(True, which="major", color="0.9")
        axes.legend(fontsize=9, loc="upper center", bbox_to_anchor=(0.5, -0.13), ncols=2, frameon=False)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def report(most: Mapping[str, int], budget: float, kinds: int, drawn: Path | None) -> Iterator[str]:
    """Yield the tables, and draw the chart where one is wanted and matplotlib is installed."""
    yield f"Measured on: {machine()}. CPU time; of what takes long, once."
    yield ""
    curves: list[Curve] = []
    for unit, size in most.items():
        among = measured(unit, size, budget, kinds)
        curves += among
        yield from table(unit, among)
    if drawn is not None and find_spec("matplotlib") is None:
        yield "No chart: matplotlib is not installed (benchmarks/requirements.txt)."
    elif drawn is not None:
        chart(curves, drawn)


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser()
    for unit, size in MOST_OF.items():
        options.add_argument(f"--{unit}", type=int, default=size, help=f"the most {unit}, at least {10 * LEAST[unit]:,}")
    options.add_argument("--budget", type=float, default=0.1, help="seconds for what is timed several times")
    options.add_argument("--kinds", type=int, default=100, help="so many enterprises are drawn for the rows")
    options.add_argument("--chart", type=Path)
    given = options.parse_args()
    most = {unit: max(getattr(given, unit), 10 * LEAST[unit]) for unit in MOST_OF}
    for line in report(most, given.budget, given.kinds, given.chart):
        print(line, flush=True)


if __name__ == "__main__":
    main()
