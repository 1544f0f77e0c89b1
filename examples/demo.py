"""What `make demo` shows: the shipped policy decides about invented enterprises on days that matter.

The first decision is printed whole, the others shortened to the measures in which they differ most. Of an enterprise without
a title it is shown how far it is from each. Run it from anywhere: `python examples/demo.py`.
"""

import json
import sys
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import policyrules

#: An enterprise by the beginning of its name (none of which anything is known: `None`), the day, and facts that are added.
CASES: tuple[tuple[str | None, date, dict[str, object]], ...] = (
    ("甲一", date(2023, 3, 1), {}),
    ("甲一", date(2025, 6, 2), {}),
    ("乙二", date(2024, 1, 10), {}),
    ("丙三", date(2024, 5, 1), {}),
    ("丁四", date(2024, 8, 1), {}),
    ("甲一", date(2022, 8, 21), {"贷款发放日": "2022-08-21", "贷款年利率": "4%"}),
    ("甲一", date(2022, 8, 22), {"贷款发放日": "2022-08-22", "贷款年利率": "4%"}),
    (None, date(2023, 3, 1), {}),
    ("己六", date(2023, 3, 1), {}),
    ("庚七", date(2023, 3, 1), {}),
    ("辛八", date(2023, 3, 1), {}),
    ("壬九", date(2023, 3, 1), {}),
    ("戊五", date(2025, 9, 1), {}),
    ("戊五", date(2025, 8, 5), {}),
)


#: An enterprise without a title, and the day on which it asks how far it is from one.
WITHOUT_TITLE = ("子一", date(2024, 6, 1))

#: The measures that the shortened decisions show.
MEASURES = ("资金扶持", "专项保障", "动态管理")


def main() -> None:
    sys.stdout.reconfigure(encoding="utf-8")
    policy = policyrules.load("江门专精特新")
    enterprises = json.loads((Path(__file__).parent / "enterprises.json").read_text(encoding="utf-8"))
    for place, (name, day, more) in enumerate(CASES):
        facts = called(name, enterprises)
        decision = policy.decide({**facts, **more}, on=day)
        if place == 0:
            print(decision.to_text())
            continue
        print(f"\n{decision.enterprise or '没有任何事实的企业'}，{day}")
        shown = [outcome for outcome in decision.to_json()["entitlements"] if outcome["measure"] in MEASURES]
        for line in shortened(shown):
            print(f"  {line}")
        names = {outcome["id"] for outcome in shown}
        depending = [dependence for dependence in decision.dependences if dependence.depends and dependence.id in names]
        for readings, group in groupby(depending, lambda dependence: dependence.readings):
            print(f"  取决于疑义 {'、'.join(readings)} 的读法：{'、'.join(dependence.name for dependence in group)}")

    name, day = WITHOUT_TITLE
    decision = policy.decide(called(name, enterprises), on=day)
    print(f"\n{decision.enterprise}，{day}\n\n{section(decision, '认定标准')}")


def called(name: str | None, enterprises: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the facts of the enterprise whose name begins like this; none where there is no such one."""
    return next((facts for facts in enterprises if name and facts["企业名称"].startswith(name)), {})


def section(decision: policyrules.Decision, heading: str) -> str:
    """Return one section of a decision."""
    return next(part for part in decision.to_text().split("\n\n\n") if part.startswith(heading))


def shortened(outcomes: list[dict[str, Any]]) -> list[str]:
    """Return the verdicts, each with its reasons once for all that share them."""
    lines = []
    for (because, missing), group in groupby(outcomes, lambda o: (tuple(o["because"]), tuple(o["missing_words"]))):
        same = list(group)
        lines.append("、".join(f"{outcome['name']}（{outcome['verdict_words']}）" for outcome in same))
        lines += [f"    {reason}" for reason in because]
        lines += [f"    缺：{fact}" for fact in missing]
        lines += amounts(same)
    return lines


def amounts(outcomes: list[dict[str, Any]]) -> list[str]:
    """Return what is given in money or as a rate by those that are not out of reach."""
    found = []
    for outcome in outcomes:
        amount = outcome["amount"]
        if amount and outcome["verdict"] != "not_entitled":
            compared = amount["compared"]
            found.append(f"    {outcome['name']}：{amount['words']}" + (f"；{compared['words']}" if compared else ""))
    return found


if __name__ == "__main__":
    main()
