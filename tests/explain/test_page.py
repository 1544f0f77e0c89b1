"""Pages: what every page says, what none does, and what is said once for several entitlements."""

import pytest

from policyrules.explain.blocks import Heading, ReasonList, Rows
from policyrules.explain.decision import Decision, outcome_markdown, outcome_text
from policyrules.explain.page import decision_page
from policyrules.explain.verdicts import Verdict
from tests.explain.cases import EXAMPLES, LATE, MUNICIPAL, PROVINCIAL, Example, Facts, enterprise, title
from tests.explain.pipeline import decide, jiangmen


def decided(facts: Facts, day: str, **readings: str | None) -> Decision:
    return decide(jiangmen(), facts, day, readings)


def pages(example: Example) -> list[str]:
    decision = decided(example.facts, example.day, **example.readings)
    return [tell(language) for language in ("zh", "en") for tell in (decision.to_text, decision.to_markdown)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_no_page_promises_more_than_the_document(example: Example) -> None:
    for page in pages(example):
        for word in ("应当发放", "应予发放", "有权", "right to", "violat", "match of", "匹配度", "null", "None", "Fraction"):
            assert word not in page


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_entitlement_is_told_with_clause_quote_unit_and_date(example: Example) -> None:
    decision = decided(example.facts, example.day, **example.readings)
    for outcome in decision.entitlements:
        page = outcome_markdown(outcome)
        plain = page.replace("\\", "")
        assert example.day in plain and outcome.clause in plain and "责任单位" in plain
        assert all(quote in plain for quote in outcome.quotes)
        assert outcome.verdict is not Verdict.UNDETERMINED or "尚缺" in plain or "疑义未定" in plain


def test_a_weaker_promise_is_never_called_by_a_stronger_name() -> None:
    page = decided(PROVINCIAL, "2023-03-01").to_text()
    assert "贷款利率：属支持对象（原文用语“推动”）" in page
    assert "工业用地：属优先对象（原文用语“优先给予”）" in page
    assert "税务服务：可享受（原文用语“纳入”）" in page
    assert "资金奖励：符合给予条件（原文用语“给予”）" in page


def test_a_unit_that_was_renamed_is_told_by_its_name_of_the_day() -> None:
    told = {day: outcome_text(decided(LATE, day)["贷款利率"]) for day in ("2023-08-17", "2023-08-18")}
    assert "中国人民银行江门市分行" not in told["2023-08-17"]
    assert "中国人民银行江门市分行（原文称 人民银行江门市中心支行）" in told["2023-08-18"]


def test_the_head_says_on_which_reading_the_last_day_of_the_policy_rests() -> None:
    head = decided(PROVINCIAL, "2023-03-01").to_markdown().split("\n## ")[0]
    assert (
        "2022-08-05 至 2025-08-04（取决于疑义「“自2022年8月5日起实施,有效期3年”，末日是哪一天」的读法，"
        "现采用「施行当日计入，末日是2025年8月4日」）"
    ) in head
    later = decided(PROVINCIAL, "2023-03-01", 方案期间算法="首日不计入").to_markdown("en").split("\n## ")[0]
    assert "2022-08-05 to 2025-08-05 (which depends on how 「“自2022年8月5日起实施," in later


def test_the_head_of_a_policy_of_which_the_last_day_is_open_never_says_that_it_has_none() -> None:
    page = decided(PROVINCIAL, "2023-03-01", 方案期间算法=None)
    assert "施行      首日 2022-08-05，末日 2025-08-04 至 2025-08-05 之间\n" in page.to_text()
    assert "first day 2022-08-05, last day between 2025-08-04 and 2025-08-05\n" in page.to_text("en")


# --- said once ----------------------------------------------------------------------------------------------------------


def test_what_seven_entitlements_fail_for_alike_is_said_once() -> None:
    page = decided(MUNICIPAL, "2024-01-10").to_text()
    assert page.count("省级及以上专精特新：须持有下列之一") == 1
    assert "税务服务、工业用地、供电保障、子女教育、医疗保障、交通出行、贷款利率（7 项）：不符合" in page.replace("\n  ", "")


def test_why_a_tier_is_held_or_lapsed_is_said_once_and_first() -> None:
    page = decided(PROVINCIAL, "2025-06-02").to_text()
    assert page.count("有效期末日 2025-05-31") == 1
    assert page.index("有效期末日 2025-05-31") < page.index("二(一) 加大资金扶持")


def test_the_summary_comes_before_the_measures_and_names_every_entitlement() -> None:
    decision = decided(PROVINCIAL, "2023-03-01")
    blocks = decision_page(decision, "zh")
    headings = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
    assert headings[:4] == ["一览", "层次", "认定标准", "二(一) 加大资金扶持"]
    assert all(outcome.name in decision.to_text().split("二(一) 加大资金扶持")[0] for outcome in decision.entitlements)


def test_duties_that_may_or_may_not_apply_are_counted_and_not_listed() -> None:
    assert "\n有 19 项工作是否与本企业有关，尚不能确定" in decided({}, "2023-03-01").to_text()
    seed = {"称号": "金种子", "认定日": "2022-09-01"}
    partly = decided({"认定": [seed, {"称号": "市级专精特新"}]}, "2023-03-01").to_text()
    assert "\n另有 " in partly, "some are listed, and there are others"
    assert "邀请国家级评审组织机构授课" in decided(PROVINCIAL, "2023-03-01").to_text()


def test_a_page_has_no_empty_blocks() -> None:
    for example in EXAMPLES:
        for block in decision_page(decided(example.facts, example.day), "zh"):
            assert not isinstance(block, Rows) or block.rows
            assert not isinstance(block, ReasonList) or block.reasons


def test_a_seed_is_told_that_no_validity_is_stated_beside_each_group() -> None:
    page = decided(enterprise(title("金种子", "2022-12-01")), "2024-05-01").to_text()
    seven = page[page.index("二(八) 强化专项保障") : page.index("三(二) 强化动态管理")]
    assert "原文未载明 “金种子”企业 的有效期" in seven


def test_what_is_to_be_known_about_a_tier_is_said_with_it_and_once_in_a_brief() -> None:
    decision = decided(enterprise(title("金种子", "2022-12-01")), "2024-05-01")
    tiers = decision.to_text().split("认定标准\n")[0]
    assert tiers.count("原文未载明 “金种子”企业 的有效期") == 1 and tiers.count("“金种子”企业：按当日在库认定") == 1
    (line,) = (line for line in decision.to_brief().splitlines() if line.startswith("税务服务"))
    assert line.count("有效期") == 1


def test_a_reading_is_told_as_taken_and_not_as_what_the_enterprise_is() -> None:
    page = decided(enterprise(title("金种子", "2022-12-01")), "2024-05-01").to_text()
    assert "专精特新企业的范围 为 含后备库企业：现采用 三级认定企业" in page and "实际 三级认定企业" not in page


def test_several_directions_of_policy_are_told_of_as_several() -> None:
    text = decided(PROVINCIAL, "2023-03-01").to_text("en")
    assert "are directions of policy, not promises of something definite." in " ".join(text.split())
