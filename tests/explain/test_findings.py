"""Findings: of outcomes and of tiers, each once."""

from policyrules.explain.findings import Finding, FindingKind, of_outcome
from tests.explain.pipeline import decide, lowered

POLICY = """\
政策 样例 "样例":
    文号: "例"
    发文: "例"
    印发: 2022-07-26
    施行: 2022-08-01 起 3年

事实:
    投入: 金额 "投入"

措施 资助 @一 "资助":
    责任单位: 未载明
    支持事项 补贴 给予 "补贴":
        条文:
            | 给予补贴
        条件: 投入 大于 0元
        金额: 投入 / 3
"""


def test_an_amount_that_is_no_whole_fen_is_to_be_looked_at() -> None:
    decision = decide(lowered(POLICY), {"投入": "100元"}, "2023-01-01")
    expected = Finding(FindingKind.AMOUNT_NOT_WHOLE, "补贴", "10000/3")
    assert list(of_outcome(decision["补贴"])) == [expected] and expected in decision.findings


def test_an_amount_that_nobody_is_given_is_not() -> None:
    text = POLICY.replace("投入 大于 0元", "投入 大于 100元")
    assert decide(lowered(text), {"投入": "100元"}, "2023-01-01").findings == ()


def test_what_comes_out_even_is_not() -> None:
    assert decide(lowered(POLICY), {"投入": "300元"}, "2023-01-01").findings == ()
