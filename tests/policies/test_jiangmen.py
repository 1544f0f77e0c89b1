"""江府办函〔2022〕125号 is encoded whole: every clause, and each of its 68 items as strongly as the document says it."""

import csv
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from policyrules.api import Policy, load
from policyrules.checking.document import read_document, significant, unit_names
from policyrules.checking.sources import Coverage, coverage
from policyrules.core.program import CauseKind
from policyrules.explain.amounts import AmountStatus
from policyrules.explain.decision import Decision
from policyrules.explain.ladder import Standing
from policyrules.explain.verdicts import Verdict
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse
from policyrules.values.answers import Truth
from policyrules.values.modality import VERBS, Modality, weaker

POLICIES = Path(__file__).parents[2] / "policies"
POLICY = Source("江门专精特新.pol", (POLICIES / "江门专精特新.pol").read_text(encoding="utf-8"))
DOCUMENT = Source("江府办函〔2022〕125号.txt", (POLICIES / "江府办函〔2022〕125号.txt").read_text(encoding="utf-8"))
ITEMS = tuple(
    csv.DictReader((Path(__file__).parent / "items.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
)

#: What an item of each strength may be encoded as: statement, advice, duty, priority or inclusion, award. A lead-in that
#: governs several promises is quoted by their measure.
KINDS = {
    "S0": {"target", "omit", "policy"},
    "S1": {"entitlement", "duty"},
    "S2": {"duty"},
    "S3": {"entitlement", "measure"},
    "S4": {"entitlement"},
}
#: How strongly an item of each strength may be put.
MODALITIES = {
    "S1": {Modality.SUPPORT, Modality.ENCOURAGE, Modality.GUIDE},
    "S2": {Modality.SHALL, Modality.RECOMMEND},
    "S3": {Modality.MAY, Modality.PRIORITY},
    "S4": {Modality.SHALL},
}
LEADS = {"专项保障": Modality.MAY}
GUARANTEES = ("税务服务", "工业用地", "供电保障", "子女教育", "医疗保障", "交通出行", "贷款利率")


@pytest.fixture(scope="module")
def tree() -> ast.File:
    tree, diagnostics = parse(POLICY)
    assert diagnostics == ()
    return tree


@pytest.fixture(scope="module")
def covered(tree: ast.File) -> Coverage:
    return coverage(tree, DOCUMENT)


def measures(tree: ast.File) -> list[ast.Measure]:
    return [declaration for declaration in tree.declarations if isinstance(declaration, ast.Measure)]


def test_nothing_is_wrong_with_the_quotes_and_every_clause_is_covered(covered: Coverage) -> None:
    assert [d.message("en") for d in covered.diagnostics] == []
    assert covered.uncovered == ()
    assert len(covered.clauses) == 157


def test_the_table_holds_the_sixty_eight_items() -> None:
    assert len(ITEMS) == 68
    assert len({item["id"] for item in ITEMS}) == 68


@pytest.mark.parametrize("item", ITEMS, ids=[item["id"] for item in ITEMS])
def test_an_item_is_encoded_as_strongly_as_the_document_says(item: dict[str, str], covered: Coverage) -> None:
    document = read_document(DOCUMENT)
    section = document.section(item["place"])
    assert section is not None
    span = document.find(item["quote"], section)
    assert span is not None
    fitting = [
        mark
        for mark in covered.marks
        if mark.by.kind in KINDS[item["strength"]] and mark.span.start < span.end and mark.span.end > span.start
    ]
    held = {at for mark in fitting for at in range(mark.span.start, mark.span.end)}
    assert [c for at, c in enumerate(span.text, span.start) if significant(c) and at not in held] == []
    for mark in fitting:
        if mark.by.verb:
            modality = VERBS[mark.by.verb]
            modality = weaker(modality, LEADS.get(mark.by.name.split(".")[0], modality))
            assert modality in MODALITIES[item["strength"]]


def test_an_omission_says_why(tree: ast.File) -> None:
    omits = [declaration for declaration in tree.declarations if isinstance(declaration, ast.Omit)]
    assert omits and all(omit.because and len(omit.because.text) >= 2 for omit in omits)


def test_there_are_eight_measures_and_four_safeguards(tree: ast.File) -> None:
    places = [measure.clause.clause for measure in measures(tree) if measure.clause]
    assert places == [f"二({n})" for n in "一二三四五六七八"] + [f"三({n})" for n in "一二三四"]


def test_the_units_are_the_fifteen_of_the_brackets(tree: ast.File) -> None:
    brackets = [clause.span.text for clause in read_document(DOCUMENT).clauses if clause.units]
    named = {bracket[start:end] for bracket in brackets for start, end in unit_names(bracket)}
    (units,) = (declaration for declaration in tree.declarations if isinstance(declaration, ast.Units))
    assert len(units.lines) == 15
    assert {line.title.text for line in units.lines} == named


def test_the_county_governments_are_seven(tree: ast.File) -> None:
    (units,) = (declaration for declaration in tree.declarations if isinstance(declaration, ast.Units))
    (counties,) = (line for line in units.lines if line.by)
    assert [member.title.text for member in counties.members] == [
        f"{county}人民政府" for county in ("蓬江区", "江海区", "新会区", "台山市", "开平市", "鹤山市", "恩平市")
    ]


def test_there_are_six_tiers_and_four_targets(tree: ast.File) -> None:
    assert [d.name.name for d in tree.declarations if isinstance(d, ast.Tier)] == [
        "市级后备库", "市级专精特新", "省级创新型", "省级专精特新", "国家级小巨人", "金种子",
    ]  # fmt: skip
    items = [i for d in tree.declarations if isinstance(d, ast.Target) for i in d.items if isinstance(i, ast.ExpressionItem)]
    counts = [item.value for item in items if item.key == "count"]
    assert [value.value for value in counts if isinstance(value, ast.NumberLiteral)] == [300, 120, 30, 100]


def test_the_seven_guarantees_and_the_award_have_their_ids(tree: ast.File) -> None:
    parts = {m.name.name: [p.name.name for p in m.items if isinstance(p, ast.Entitlement)] for m in measures(tree)}
    assert tuple(parts["专项保障"]) == GUARANTEES
    assert parts["资金扶持"] == ["资金奖励"]
    assert parts["动态管理"] == ["优先推荐"]


def test_no_money_stands_in_the_policy_but_in_the_facts_of_its_scenarios(tree: ast.File) -> None:
    def nodes(node: ast.Tree) -> list[ast.Tree]:
        if isinstance(node, ast.Given | ast.GivenPeriod | ast.GivenRecord):
            return []  # what an enterprise has, and not what the document gives
        return [node, *(below for child in ast.children(node) for below in nodes(child))]

    assert [node for node in nodes(tree) if isinstance(node, ast.MoneyLiteral)] == []


def test_there_are_at_least_forty_scenarios(tree: ast.File) -> None:
    titles = [d.title.text for d in tree.declarations if isinstance(d, ast.Scenario) and d.title]
    assert len(titles) >= 40 and len(set(titles)) == len(titles)


# --- decisions ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load(POLICIES / "江门专精特新.pol")


def title(name: str, day: str, **more: str) -> dict[str, str]:
    return {"称号": name, "认定日": day, **more}


def test_the_policy_has_no_warnings(policy: Policy) -> None:
    assert [warning.message("en") for warning in policy.warnings] == []


def test_every_scenario_of_the_policy_passes(policy: Policy) -> None:
    results = policy.test()
    assert len(results) >= 40
    assert [result.title for result in results if not result.passed] == []
    assert sum(len(result.expectations) for result in results) > 400


def test_the_award_states_no_amount(policy: Policy) -> None:
    award = policy.decide({"认定": [title("省级专精特新", "2022-06-01")]}, date(2023, 3, 1))["资金奖励"]
    assert award.verdict is Verdict.ENTITLED
    assert award.amount is not None and award.amount.status is AmountStatus.UNSTATED


def test_a_county_unit_is_the_government_of_the_county_of_the_enterprise(policy: Policy) -> None:
    facts = {"所在县区": "新会区", "认定": [title("省级专精特新", "2022-06-01")]}
    (unit,) = policy.decide(facts, date(2023, 3, 1))["工业用地"].units
    assert unit.title == "新会区人民政府" and unit.inferred


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2023, 7, 19), {"人民银行江门市中心支行", "江门银保监分局"}),
        (date(2023, 7, 20), {"人民银行江门市中心支行", "国家金融监督管理总局江门监管分局"}),
        (date(2023, 8, 18), {"中国人民银行江门市分行", "国家金融监督管理总局江门监管分局"}),
    ],
)
def test_renamed_units_have_the_name_of_the_day(policy: Policy, day: date, names: set[str]) -> None:
    units = policy.decide({"认定": [title("金种子", "2022-12-01")]}, day)["贷款利率"].units
    assert {unit.title for unit in units} == names | {"市金融局"}


def test_without_a_loan_date_the_ceiling_is_only_indicative(policy: Policy) -> None:
    loan = policy.decide({"认定": [title("省级专精特新", "2022-06-01")]}, date(2023, 3, 1))["贷款利率"]
    assert loan.amount is not None
    assert (loan.amount.value, loan.amount.indicative) == (None, Fraction("0.0365"))
    assert loan.missing == () and loan.missing_for_amount == ("贷款发放日",)


def test_a_rate_above_the_ceiling_is_said_to_be_above_it(policy: Policy) -> None:
    facts = {"认定": [title("省级专精特新", "2022-06-01")], "贷款发放日": "2022-08-21", "贷款年利率": "4%"}
    decision = policy.decide(facts, date(2022, 8, 21))
    loan = decision["贷款利率"]
    assert loan.verdict is Verdict.ENTITLED
    assert loan.amount is not None and loan.amount.value == Fraction("0.037")
    assert "高于 二(八) 所列的上限" in decision.to_text()


@pytest.mark.parametrize(
    ("day", "dependent"),
    [(date(2025, 8, 4), set()), (date(2025, 8, 5), set(GUARANTEES)), (date(2025, 8, 6), set()), (date(2025, 9, 1), set())],
)
def test_the_day_after_the_plan_depends_on_how_its_period_is_counted(policy: Policy, day: date, dependent: set[str]) -> None:
    facts = {"认定": [title("省级专精特新", "2023-01-01")]}
    found = {d.name: d for d in policy.decide_all_readings(facts, day) if d.depends and d.name in GUARANTEES}
    assert set(found) == dependent
    assert all(d.readings == ("方案期间算法",) for d in found.values())
    assert all({a.answer for a in d.alternatives} == {Truth.F, Truth.T} for d in found.values())


def test_every_reading_changes_a_verdict_and_leaves_none_open(policy: Policy) -> None:
    cases = {
        "方案期间算法": ([title("省级专精特新", "2023-01-01")], date(2025, 8, 5)),
        "认定期间算法": ([title("省级专精特新", "2022-06-01")], date(2025, 6, 1)),
        "奖励期间算法": ([title("省级专精特新", "2022-06-01")], date(2023, 3, 1)),
        "省级及以上的范围": ([title("金种子", "2022-12-01")], date(2023, 3, 1)),
        "专精特新企业的范围": ([title("市级后备库", "2022-12-01")], date(2023, 3, 1)),
        "参展企业的范围": ([], date(2023, 3, 1)),
    }
    for reading, (titles, day) in cases.items():
        dependences = [d for d in policy.decide_all_readings({"认定": titles}, day) if reading in d.readings]
        assert dependences, reading
        assert all(a.answer is not Truth.U for d in dependences for a in d.alternatives), reading
    of_the_criteria = {"省级标准", "近年起算", "不足5000万元研发费用"}
    assert {spec.name for spec in policy.program.readings} == {*cases, "目标计数口径", *of_the_criteria}


def test_targets_count_the_titles_of_three_years_unless_read_otherwise(policy: Policy) -> None:
    register = [
        {"认定": [title("市级专精特新", "2021-12-31")]},
        {"认定": [title("市级专精特新", "2022-01-01"), title("省级专精特新", "2024-12-31")]},
        {"认定": [title("省级专精特新", "2025-01-01")]},
        {"认定": []},
    ]
    counts = {count.name: count for count in policy.targets(register, date(2025, 3, 1))}
    assert {name: (count.counted, count.figure) for name, count in counts.items()} == {
        "市级专精特新": (1, 300), "省级专精特新": (1, 120), "国家级小巨人": (0, 30), "金种子": (0, 100),
    }  # fmt: skip


# --- how far it is to a title ------------------------------------------------------------------------------------------


STRONG: dict[str, object] = {
    "境内独立法人": True, "列入异常或失信名单": False, "产品受限": False, "有事故或违法": False, "行业代码": "3484",
    "从业人员": 180, "职工总数": 180, "研发人员": 30, "营业收入": {"2022": "1亿元", "2023": "1亿元"},
    "主营业务收入": {"2021": "8000万元", "2022": "8400万元", "2023": "8820万元"}, "净利润": {"2023": "800万元"},
    "研发费用": {"2022": "300万元", "2023": "300万元"}, "资产总额": {"2023": "1亿元"}, "负债总额": {"2023": "5000万元"},
    "Ⅰ类高价值知识产权": 1, "自主研发Ⅰ类知识产权": 2, "Ⅰ类知识产权": 2, "Ⅱ类知识产权": 0, "知识产权已产生效益": True,
    "获奖": [], "荣誉": [], "融资": [], "大赛入围": [], "研发机构": "市级", "属战略性新兴产业": True,
    "从事细分市场年数": 10, "补短板取得实效": True, "属六基或老字号或服务龙头": True, "数字化水平": 3,
    "有省级以上质量奖": False, "通过质量体系认证": True, "有自主品牌": True, "参与制修订标准": True, "地方特色得分": 9,
    "核心业务用信息系统": True, "有管理体系或产品认证": True, "全国市场占有率": "12%", "享有知名度": True,
    "品牌有竞争优势": True, "位于产业链关键环节": True, "属重点领域": True,
}  # fmt: skip
DAY = date(2024, 6, 1)
RUNGS = ("省级创新型", "省级专精特新", "国家级小巨人")


def standings(decision: Decision) -> dict[str, Standing | None]:
    return {tier.spec.name: tier.standing for tier in decision.tiers if tier.standing is not None}


def test_the_criteria_ask_nothing_of_who_only_wants_the_guarantees(policy: Policy) -> None:
    for facts in ({}, {**STRONG, "营业收入": {}}):
        decision = policy.decide(facts, DAY)
        assert {decision[name].missing for name in (*GUARANTEES, "资金奖励", "优先推荐")} == {("认定",)}
    titled = policy.decide({"认定": [title("省级专精特新", "2023-06-01")]}, DAY)
    assert {titled[name].missing for name in GUARANTEES} == {()}


def test_who_meets_the_criteria_and_has_no_title_has_none_of_the_guarantees(policy: Policy) -> None:
    decision = policy.decide({**STRONG, "认定": []}, DAY)
    assert standings(decision) == dict.fromkeys(RUNGS, Standing.QUALIFIED)
    assert {decision[name].verdict for name in GUARANTEES} == {Verdict.NOT_ENTITLED}
    assert decision.next_tier is not None and decision.next_tier.spec.name == "省级创新型"


def test_an_enterprise_without_a_title_learns_how_far_it_is_from_each(policy: Policy) -> None:
    weak = {**STRONG, "认定": [], "研发费用": {"2022": "300万元", "2023": "299万元"}, "地方特色得分": 0, "净利润": {"2023": 0}}
    decision = policy.decide(weak, DAY)
    assert standings(decision) == dict(zip(RUNGS, (Standing.QUALIFIED, Standing.NEITHER, Standing.NEITHER), strict=True))
    text = " ".join(decision.to_text("zh").split())  # however the lines are broken
    assert "2023年研发费用 还差 1万元" in text
    assert "工信部企业〔2022〕63号 第十二条" in text


def test_a_title_stays_when_the_criteria_are_met_no_more_and_the_year_of_the_review_is_told(policy: Policy) -> None:
    facts = {**STRONG, "认定": [title("国家级小巨人", "2023-03-01")], "研发费用": {"2022": "300万元", "2023": "299万元"}}
    decision = policy.decide(facts, DAY)
    giant = decision.tiers[4]
    assert giant.standing is Standing.NO_LONGER_QUALIFIED
    assert (giant.expires, giant.review_year) == (date(2026, 2, 28), 2026)
    assert {decision[name].verdict for name in GUARANTEES} == {Verdict.ENTITLED}
    assert "有效期至 2026-02-28，2026年复核" in decision.to_text("zh")


def test_that_the_province_may_ask_for_more_is_told_beside_its_titles_only(policy: Policy) -> None:
    decision = policy.decide({**STRONG, "认定": []}, DAY)
    taken = {tier.spec.name: [one.spec.name for one in tier.readings] for tier in decision.tiers if tier.qualifies}
    assert taken == {"省级创新型": ["省级标准"], "省级专精特新": ["省级标准"], "国家级小巨人": []}
    asked = policy.decide({**STRONG, "认定": []}, DAY, {"省级标准": "另有省级细则"})
    province = asked.tiers[3]
    assert province.qualifies is Truth.U and province.criteria_open is not None
    assert [(why.kind, why.subject) for why in province.criteria_open.unanswerable] == [
        (CauseKind.DISCRETION, "广东省工业和信息化厅")
    ]


def test_after_the_standard_was_superseded_the_criteria_are_told_with_that(policy: Policy) -> None:
    for day, lapsed in ((date(2026, 3, 31), False), (date(2026, 5, 1), True)):
        decision = policy.decide({**STRONG, "认定": []}, day)
        assert {finding.about for finding in decision.findings} == (set(RUNGS) if lapsed else set())
        assert ("自 2026-04-01 起被 工信部企业〔2026〕2号 取代" in decision.to_markdown("zh")) is lapsed


def test_the_example_enterprises_decide_without_a_mistake_in_their_facts(policy: Policy) -> None:
    enterprises = json.loads((POLICIES.parent / "examples" / "enterprises.json").read_text(encoding="utf-8"))
    assert len(enterprises) >= 7
    assert all("虚构" in enterprise["企业名称"] for enterprise in enterprises)
    for enterprise in enterprises:
        decision = policy.decide(enterprise, date(2023, 3, 1))
        undetermined = decision["税务服务"].verdict is Verdict.UNDETERMINED
        assert undetermined == ("认定" not in enterprise)
