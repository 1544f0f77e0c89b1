"""Reasons in sentences: what failed and by how much, what is open, and what is left out."""

import pytest

import policyrules
from policyrules.core.program import Cause, CauseKind
from policyrules.explain.amounts import AmountStatus
from policyrules.explain.decision import Decision, outcome_text
from policyrules.explain.findings import FindingKind
from policyrules.explain.reasons import flat, reasons
from policyrules.explain.verdicts import Verdict
from tests.explain.decided import on_the_spot
from tests.explain.pipeline import decide, lowered

TEXT = """
policy growth "Support for growing firms":
    number: "Order 7"
    issuer: "Ministry of Trade"
    issued: 2022-01-01
    in force: 2022-02-01 to 2024-12-31
    language: "en"

enum field: energy, health

record patent:
    kind: field
    granted: date
    value: money 0 yuan to 1000000 yuan

facts:
    firm: text
    revenue: money per year 0 yuan to 100000000 yuan "total revenue"
    spending: money per year 0 yuan to 100000000 yuan
    exports: yesno
    certified: yesno
    patents: patent list

units:
    office "Trade Office"

define intensity "R&D intensity" = spending[last year] / revenue[last year]

measure grants @1 "Grants":
    responsible: office
    entitlement grant shall "a grant for research":
        quote:
            | a grant shall be paid
        at least 2 of:
            research: intensity not below 3%
            abroad: exports
            quality: not certified
        amount: revenue[last year] / 3
    entitlement prize may "a prize for patents":
        quote:
            | a prize may be awarded
        all of:
            several: patents has at least 2 of p: p.value above 100 yuan
            recent: patents has all p: p.granted not before 2020-01-01
        amount: unstated
    entitlement loan encourage "a loan":
        quote:
            | banks are encouraged to lend
        window: 2023-01-01 to 2023-12-31
        when: (patents has sum p: p.value) not below 1000 yuan
        amount: max(100 yuan, min(revenue[last year], spending[last year]))
"""

POLICY = lowered(TEXT)
RICH = {"revenue": {"2022": "1000 yuan"}, "exports": True, "certified": True}


def decided(day: str = "2023-06-01", **facts: object) -> Decision:
    return decide(POLICY, {"firm": "Acme", **facts}, day)


def patent(value: str, granted: str = "2021-05-01") -> dict[str, str]:
    return {"kind": "energy", "granted": granted, "value": value}


def test_a_failed_comparison_is_told_with_both_sides_the_distance_and_what_it_was_computed_from() -> None:
    grant = decided(**RICH, spending={"2022": "24 yuan"})["grant"]
    assert grant.verdict is Verdict.NOT_ENTITLED
    assert grant.because == (
        "2 of 3 are needed, met: 1",
        "research (R&D intensity at least 3%): actually 2.4%, spending 2022 24 yuan, revenue 2022 1,000 yuan, "
        "0.6 percentage points away (6 yuan more of spending 2022)",
        "quality (not certified): certified yes",
    )


def test_the_same_reasons_are_told_in_chinese() -> None:
    grant = decided(**RICH, spending={"2022": "24 yuan"})["grant"]
    lines = [reason.text for top in grant.reasons("zh") for _, reason in top.lines()]
    assert lines[:2] == [
        "下列 3 项须符合 2 项，现符合 1 项",
        "research（R&D intensity 不低于 3%）：实际 2.4%，2022年spending 24元，2022年revenue 1000元，"
        "相差 0.6 个百分点（2022年spending 还差 6元）",
    ]


def test_what_is_open_is_told_with_what_is_not_given() -> None:
    grant = decided(revenue={"2022": "1000 yuan"}, spending={"2022": "24 yuan"}, exports=True)["grant"]
    assert grant.missing == ("certified",)
    assert "quality (not certified): certified not given" in grant.because
    assert "2 of 3 are needed, met: 1, open: 1" in grant.because


def test_a_quotient_by_zero_is_told_as_what_it_is_and_nothing_is_asked_for() -> None:
    grant = decided(revenue={"2022": "0 yuan"}, spending={"2022": "24 yuan"}, exports=True, certified=True)["grant"]
    assert (grant.verdict, grant.missing) == (Verdict.UNDETERMINED, ())
    assert grant.causes == (Cause(CauseKind.ZERO_DIVISOR, "revenue[2022]"),)
    assert "revenue 2022 (total revenue) is zero, and nothing can be divided by it" in outcome_text(grant)


def test_an_amount_that_is_not_whole_is_shown_rounded_and_found_exactly() -> None:
    decision = decided(**RICH, spending={"2022": "50 yuan"})
    grant = decision["grant"]
    assert grant.verdict is Verdict.ENTITLED and "about 333.33 yuan" in outcome_text(grant)
    (finding,) = decision.findings
    assert (finding.kind, finding.about, finding.subject) == (FindingKind.AMOUNT_NOT_WHOLE, "grant", "100000/3")
    assert "the amount of 1,000/3 yuan has a part that is less than 0.01 yuan" in decision.to_text()


def test_an_amount_between_bounds_is_told_with_what_is_missing_for_it() -> None:
    loan = decided(revenue={"2022": "1000 yuan"}, patents=[patent("2000 yuan")])["loan"]
    assert loan.verdict is Verdict.ENTITLED and loan.amount is not None
    assert loan.amount.status is AmountStatus.RANGE
    assert (loan.missing, loan.missing_for_amount) == ((), ("spending[2022]",))
    assert "between 100 yuan and 1,000 yuan (spending 2022 is not given)" in outcome_text(loan)
    assert "loan: to be encouraged (the document says “encourage”)" in outcome_text(loan)


def test_each_record_that_fails_is_told_with_its_own_values() -> None:
    prize = decided(patents=[patent("50 yuan"), patent("500 yuan", "2019-12-31"), patent("200 yuan")])["prize"]
    assert prize.because == (
        "recent: patents no. 2 (energy, granted 2019-12-31, value 500 yuan): granted on or after 2020-01-01: "
        "actually 2019-12-31, 1 day away",
    )


def test_too_few_records_are_each_told() -> None:
    prize = decided(patents=[patent("50 yuan"), patent("500 yuan")])["prize"]
    assert prize.because == (
        "several: at least 2 of patents: patents no. 1 (energy, granted 2021-05-01, value 50 yuan): "
        "value more than 100 yuan: actually 50 yuan, 50 yuan away",
    )


def test_a_satisfied_question_about_all_records_is_told_in_one_line() -> None:
    prize = decided(patents=[patent("300 yuan"), patent("500 yuan")])["prize"]
    assert prize.verdict is Verdict.ENTITLED
    assert "recent: holds for every patents" in prize.because
    assert "the document states no amount" in outcome_text(prize)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2022-01-31", "the policy is in force only from 2022-02-01"),
        ("2022-12-31", "the period begins on 2023-01-01"),
        ("2024-01-01", "the period ended on 2023-12-31"),
        ("2025-01-01", "the policy is no longer in force: its last day was 2024-12-31"),
    ],
)
def test_a_window_is_told_by_the_end_that_the_day_is_beyond(day: str, said: str) -> None:
    assert said in decided(day, patents=[patent("2000 yuan")])["loan"].because


def test_a_sum_over_records_is_told_with_its_distance() -> None:
    loan = decided(patents=[patent("300 yuan"), patent("500 yuan")])["loan"]
    (line,) = loan.because
    assert line.endswith("800 yuan, 200 yuan away")
    assert [gap.comparison.distance.value for gap in loan.gaps if gap.comparison.distance] == [20_000]


def test_the_windows_of_an_entitlement_are_given_with_their_ends() -> None:
    own, policy = sorted(decided()["loan"].windows, key=lambda window: window.of_policy)
    assert [day.isoformat() for day in (own.first, own.last) if day] == ["2023-01-01", "2023-12-31"]
    assert policy.of_policy and policy.last is not None and policy.last.isoformat() == "2024-12-31"


TITLES = """\
政策 样例 "样例":
    文号: "例"
    发文: "例"
    印发: 2022-07-26
    施行: 2022-08-01 起

枚举 称号名: 创新型、专精特新

记录 认定记录:
    称号: 称号名

事实:
    认定: 认定记录 列表
    收入: 金额
    人数: 整数

定义 条件 @一(一) "经营条件": 是否
    符合下列全部条件:
        收入 不低于 100万元
        人数 不少于 10

层次 创新型 @一 "创新型企业" 位次 1:
    有效期: 3年
    持有: 认定 中有一项: 称号 为 创新型
    达标: 条件
    提示: "以省级细则为准"

层次 专精特新 @二 "专精特新企业" 位次 2:
    有效期: 3年
    持有: 认定 中有一项: 称号 为 专精特新
    达标: 达标 创新型

定义 有称号 @三 "有称号": 是否
    持有 创新型、专精特新 之一
"""


def titled(**facts: object) -> Decision:
    return decide(lowered(TITLES), facts, "2024-06-01")


def criteria(tier: int, **facts: object) -> tuple[str, ...]:
    return flat(titled(**facts).tiers[tier].criteria_reasons())


def test_each_part_of_a_conjunction_that_fails_has_its_own_distance() -> None:
    assert criteria(0, 收入="99万元", 人数=8) == (
        "经营条件（一(一)）",
        "收入 不低于 100万元：实际 99万元，相差 1万元",
        "人数 不低于 10：实际 8，相差 2",
    )
    assert criteria(0, 收入="99万元", 人数=10) == ("经营条件（一(一)）：收入 不低于 100万元：实际 99万元，相差 1万元",)


def test_criteria_stand_under_their_own_heading_and_cite_the_tier_that_they_ask_for() -> None:
    assert criteria(1, 收入="99万元", 人数=10) == (
        "达到 创新型企业 的标准（一）：经营条件（一(一)）：收入 不低于 100万元：实际 99万元，相差 1万元",
    )


def test_the_notes_are_those_of_the_tier_whose_criteria_are_written_out() -> None:
    for tier in titled(收入="99万元", 人数=10).tiers:
        assert [(caveat.subject, caveat.detail) for caveat in tier.caveats] == [("创新型企业", "以省级细则为准")]


def test_what_several_tiers_fail_by_alike_is_told_once() -> None:
    (held,) = (one for one in titled(认定=[]).determinations)
    assert flat(reasons(held.explanation, "zh", titled().tier_titles, headed=True)) == (
        "须持有下列之一：创新型企业、专精特新企业：认定 没有任何一项",
    )
    told = flat(reasons(titled(认定=[{"称号": "专精特新"}]).determinations[0].explanation, "zh", {}, headed=True))
    assert told == ("持有 专精特新企业（二）：认定第1项（专精特新）",)


def test_what_two_entitlements_rest_on_is_told_once() -> None:
    decision = next(on_the_spot(policyrules.load("江门专精特新"), 1))
    one, other = (decision[name].reasons() for name in ("工业用地", "供电保障"))
    assert one == other and all(reason is same for reason, same in zip(one, other, strict=True))
