"""工信部企业〔2022〕63号 is encoded whole, in its order, and its trial cases hold."""

from datetime import date
from itertools import pairwise

import pytest

import policyrules
from policyrules.explain.documents import DocumentStanding
from policyrules.explain.reasons import flat
from policyrules.explain.tiers import TierStatus
from policyrules.syntax import ast

NAME = "优质中小企业"


@pytest.fixture(scope="module")
def policy() -> policyrules.Policy:
    return policyrules.load(NAME)


def test_nothing_is_wrong_and_every_clause_is_covered(policy: policyrules.Policy) -> None:
    assert [warning.message("en") for warning in policy.warnings] == []
    assert [row.clause.span.text for row in policy.sources().clauses if row.uncovered] == []


def test_every_trial_case_holds(policy: policyrules.Policy) -> None:
    results = policy.test()
    assert len(results) > 600
    assert [(result.title, result.line) for result in results if not result.passed] == []


def test_every_condition_has_its_article(policy: policyrules.Policy) -> None:
    places = {
        "参评条件": "第三条", "创新型公告条件": "附件1一", "创新型评价": "附件1二", "专精特新认定条件": "附件2一",
        "专精特新评价": "附件2二", "小巨人认定条件": "附件3", "有效": "第十三条", "有复核资格": "第十四条",
        "禁止申报": "第十六条", "旧称号末日": "第五章",
    }  # fmt: skip
    declared = {d.name.name: d for d in policy.checked.all(ast.Define)} | {
        d.name.name: d for d in policy.checked.all(ast.Score)
    }
    found = {name: clause.clause for name in places if (clause := declared[name].clause) is not None}
    assert found == places


def test_the_four_conditions_and_the_six_sides_stand_in_the_order_of_their_annexes(policy: policyrules.Policy) -> None:
    clauses = [d.clause.clause for d in policy.checked.all(ast.Define) if d.clause is not None]
    for annex, items in (("附件2一", ("(一)", "(二)", "(三)", "(四)")), ("附件3", "一二三四五六")):
        at = [clauses.index(f"{annex}{item}") for item in items]
        assert all(one < other for one, other in pairwise(at)), annex


def test_it_gives_way_to_the_document_that_took_its_place(policy: policyrules.Policy) -> None:
    (given,) = policy.outline.superseded_by
    assert (given.number, given.since) == ("工信部企业〔2026〕2号", date(2026, 4, 1))


def test_the_size_of_an_enterprise_is_that_of_the_other_standard(policy: policyrules.Policy) -> None:
    decision = policy.decide({"行业代码": "3484", "从业人员": 1000, "营业收入": {"2023": "4亿元"}}, date(2024, 6, 1))
    assert decision.documents["中小企业划型"].standing is DocumentStanding.IN_FORCE
    assert all("工信部联企业〔2011〕300号 四" in " ".join(flat(tier.criteria_reasons())) for tier in decision.tiers)


def tiers(policy: policyrules.Policy, day: date, **record: object) -> dict[str, TierStatus]:
    return {tier.spec.name: tier for tier in policy.decide({"公告和认定": [record]}, day).tiers}


@pytest.mark.parametrize(
    ("granted", "until", "ends"),
    [
        (date(2023, 9, 1), None, date(2026, 8, 31)),
        (date(2023, 9, 1), date(2026, 9, 15), date(2026, 9, 15)),
        (date(2022, 7, 31), date(2026, 12, 31), date(2025, 7, 30)),  # 第五章: three years at the most
        (date(2022, 8, 1), date(2025, 12, 31), date(2025, 12, 31)),
    ],
)
def test_a_title_ends_after_three_years_and_is_reviewed_in_that_year(
    policy: policyrules.Policy, granted: date, until: date | None, ends: date
) -> None:
    record = {"层次": "小巨人", "认定日": granted, **({} if until is None else {"有效至": until})}
    tier = tiers(policy, date(2024, 1, 1), **record)["小巨人"]
    assert (tier.expires, tier.review_year) == (ends, ends.year)
