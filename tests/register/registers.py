"""A small policy with every type of fact, registers for it, and what each row is when it is decided alone."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import policyrules
from policyrules.columns import duck
from policyrules.register.opening import matched
from policyrules.register.output import opened
from policyrules.register.running import Matched, Run, Wanted
from tests.testing import policies

DAY = date(2024, 6, 1)

AWARDS = """
单位:
    市局 "市局"
    行业局 "行业局" 按 行业 对应:
        住宿: "文旅局"
        餐饮: "商务局"

措施 奖励 @四 "奖励":
    责任单位: 市局、行业局
    支持事项 大企业奖 给予 "大企业奖":
        条文:
            | 给予大企业奖
        符合下列条件之一:
            大: 大
            优秀: 优秀
        金额: 研发[上年] × 3%
    支持事项 成长奖 给予 "成长奖":
        条文:
            | 给予成长奖
        条件: 成长
        金额: 未载明
"""


@cache
def policy() -> policyrules.Policy:
    head, sign, scenario = policies.POLICY.partition("\n试算 ")
    return policyrules.load(head + AWARDS + sign + scenario)


def match(register: Path, out: Path, *, mapping: str | None = None, resume: bool = False, shard_rows: int = 100_000) -> Matched:
    """Match a register, with a mapping beside it."""
    place = None
    if mapping is not None:
        place = register.parent / "对应表.yaml"
        place.write_text(mapping, encoding="utf-8")
    wanted = Wanted(Run.of(policy(), DAY), str(register), out, place, shard_rows, "300MB", resume)
    return matched(wanted, lambda done, of: None)


def decided(out: Path) -> list[dict[str, Any]]:
    """Return the decided rows by the names that programs use."""
    return _rows(f"{opened(out).relation} ORDER BY row")


def rejected(out: Path) -> list[dict[str, Any]]:
    return _rows(f"{opened(out).rejected} ORDER BY row")


def _rows(text: str) -> list[dict[str, Any]]:
    with duck.connected() as connection:
        found = connection.execute(text)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def verdicts(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the verdicts of a row as a decision says them."""
    said = {True: "entitled", False: "not_entitled", None: "undetermined"}
    return {spec.id: said[row[f"p0_e{place}"]] for place, spec in enumerate(policy().outline.entitlements)}


def files(out: Path) -> dict[str, bytes]:
    """Return what a match wrote, apart from what is only needed until it is over."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.relative_to(out).parts[0].startswith(".") and path.name != "run.json"
    }
