"""One mistake is reported once: what only follows from it is not."""

import pytest

from policyrules.checking.check import check
from policyrules.source import Source
from policyrules.syntax.parser import parse
from tests.checking.texts import HEAD

FACTS = "事实:\n    甲: 金额 按季\n    乙: 金额\n    己: 日期 2039-12-31 至 2000-01-01\n"

MEASURE = """
措施 资金扶持 @二(一):
    责任单位: 未载明
    支持事项 奖励 给予:
        条文:
            | 给予奖励
        金额: 10元
    支持事项 补助 给予:
        条文:
            | 给予补助
        金额: 20元
"""

MORE = """    支持事项 加奖 给予:
        条文:
            | 给予加奖
        金额: 30元
"""


def said(text: str) -> list[tuple[str, str]]:
    """Return the errors of a policy, each with the line on which it stands."""
    source = Source("样例.pol", HEAD + text)
    tree, mistakes = parse(source)
    checked = check(source, tree, None, is_part=bool(mistakes))
    found = [one for one in (*mistakes, *checked.diagnostics) if one.severity == "error"]
    return [(one.code, source.line(one.span.first.line).strip()) for one in found if one.span is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A series of unknown values is not by year for that.
        ("定义 丙[该期 按季] = 无[该期]\n\n定义 丁: 金额 = 丙[上季度]\n", [("name-unknown", "定义 丙[该期 按季] = 无[该期]")]),
        # Nothing lies within a range that ends before it begins.
        (
            f'{FACTS}\n{MEASURE}\n试算 "一":\n    日期: 2024-05-01\n    己: 2024-01-01\n    应不可享受: 奖励\n',
            [("range-reversed", "己: 日期 2039-12-31 至 2000-01-01")],
        ),
        # The verb may stand in the quote that could not be read.
        (
            MEASURE.replace("| 给予奖励", "给予奖励\n            | 另一句"),
            [("syntax-quote-mark-missing", "给予奖励")],
        ),
        # What a table takes of an unknown value is not known.
        (
            "事实:\n    丙: 无此类型\n\n定义 丁: 数\n    按 丙:\n        6元 以上: 2\n        5元 以上: 1\n        否则: 0\n",
            [("type-unknown", "丙: 无此类型")],
        ),
        # An amount that could not be read is an amount.
        (
            MEASURE.replace("        金额: 20元\n", "").replace("10元", "10元 元 元")
            + '\n试算 "一":\n    日期: 2024-05-01\n    合计 应为 1元\n',
            [("syntax-unexpected", "金额: 10元 元 元")],
        ),
        # Rules of which one speaks of an unknown award are not held against each other.
        (
            MEASURE.replace("    支持", "    择一申报: 奖励、补助、如奖\n    就高不重复: 补助、加奖\n    支持", 1) + MORE,
            [("entitlement-unknown", "择一申报: 奖励、补助、如奖")],
        ),
    ],
)
def test_one_mistake_is_reported_once(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected
