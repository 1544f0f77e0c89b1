"""A register in Polars and pandas, decided in whole columns: cell by cell, as in a notebook.

It needs `pip install 'policyrules[batch]' polars pandas`. Run it from anywhere: `python examples/frames.py`, or cell by cell
in an editor that knows `# %%`.
"""

# %% The register: eleven invented enterprises, a row each, with a list of the titles that each was given; null is what is not
# known. `编号` is no fact of the policy, so that it goes along into the result.
import json
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl

import policyrules

sys.stdout.reconfigure(encoding="utf-8")
policy = policyrules.load("江门专精特新")
enterprises = json.loads((Path(__file__).parent / "enterprises.json").read_text(encoding="utf-8"))
register = pl.DataFrame(
    [
        {"编号": number, "企业": facts["企业名称"], "所在县区": facts.get("所在县区"), "认定": facts.get("认定")}
        for number, facts in enumerate(enterprises, 1)
    ],
    infer_schema_length=None,
)

# %% Who may enjoy the guarantees of the policy on a day, county by county. A verdict is `entitled`, `not_entitled` or
# `undetermined`: what is not known is never taken for a no.
DAY = date(2023, 3, 1)
WORDS = {"entitled": "可享受", "not_entitled": "不符合", "undetermined": "暂不能判断"}
decided = policy.decide_frame(register, day=DAY)
by_county = (
    register.select("编号", "所在县区")
    .join(decided.select("编号", "税务服务"), on="编号")
    .group_by("所在县区", "税务服务")
    .len("企业数")
    .sort("所在县区", "税务服务")
)
print(f"税务服务，{DAY}")
for county, verdict, count in by_county.iter_rows():
    print(f"  {county}  {WORDS[verdict]}  {count}")

# %% The same register on other days: what lapses, and when.
print("\n可享受税务服务的企业数")
for day in (date(2022, 8, 5), date(2023, 3, 1), date(2024, 3, 1), date(2025, 3, 1), date(2025, 9, 1)):
    found = policy.decide_frame(register, day=day)
    print(f"  {day}  {(found['税务服务'] == 'entitled').sum()}")

# %% With distances: of how many conditions at least each enterprise is short (another title, or another day, is one).
far = policy.decide_frame(register, day=DAY, distances=True)
short = register.join(far.select("编号", short=pl.col("税务服务.还差条件数")), on="编号").sort("short", "编号")
print("\n税务服务，至少还差几个条件")
for name, count in short.select("企业", "short").iter_rows():
    print(f"  {name}  {'未知' if count is None else count}")

# %% The same with pandas. Here two rows are wrong: with `bad="return"` the others are decided, and what is wrong stands beside
# the row.
frame = pd.DataFrame(
    {
        "编号": ["甲", "乙", "丙"],
        "所在县区": ["新会区", "新会", "江海区"],
        "认定": [
            [{"称号": "省级专精特新", "认定日": "2022-06-01"}],
            [],
            [{"称号": "省级专精特新", "认定日": "2022-02-30"}],
        ],
    }
)
checked = policy.decide_frame(frame, day=DAY, bad="return")
print("\n有错的行")
for number, verdict, errors in checked[["编号", "税务服务", "errors"]].itertuples(index=False):
    print(f"  {number}  {'；'.join(errors) if errors is not None else WORDS[verdict]}")

# %% The reasons of a row are those of its enterprise, decided alone: the same answers, told.
first = policy.decide(enterprises[0], on=DAY)["税务服务"]
print(f"\n{enterprises[0]['企业名称']}：税务服务")
for reason in first.because:
    print(f"  {reason}")
