"""江府办函〔2022〕125号 decided for any facts: explanations, missing facts and readings agree with the verdicts."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.explain.verdicts import Verdict
from tests.explain.pipeline import decide, jiangmen

DAYS = st.dates(date(2021, 6, 1), date(2025, 12, 31)).map(date.isoformat)
TITLES = st.sampled_from(["市级后备库", "市级专精特新", "省级创新型", "省级专精特新", "国家级小巨人", "金种子"])
RECORDS = st.fixed_dictionaries({}, optional={"称号": TITLES, "认定日": DAYS, "有效至": DAYS, "撤销日": DAYS})
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "企业名称": st.sampled_from(["甲", "乙"]),
        "所在县区": st.sampled_from(["新会区", "台山市"]),
        "认定": st.lists(RECORDS, max_size=3),
        "贷款发放日": DAYS,
        "贷款年利率": st.sampled_from(["3.35%", "3.65%", "4%"]),
    },
)
ANY = settings(max_examples=60)


@ANY
@given(FACTS, DAYS)
def test_leaves_recompute_to_verdicts_and_only_what_is_open_misses_anything(facts: dict[str, object], day: str) -> None:
    decision = decide(jiangmen(), facts, day)
    for outcome in decision.entitlements:
        assert outcome.explain().fold() is outcome.truth
        assert outcome.explain().pruned().fold() is outcome.truth
        assert bool(outcome.missing) is (outcome.verdict is Verdict.UNDETERMINED)
        assert outcome.because
        assert outcome.verdict is Verdict.NOT_ENTITLED or not outcome.gaps


@settings(max_examples=20)  # four pages each, of all that the document grants
@given(FACTS, DAYS)
def test_every_page_of_any_decision_can_be_told(facts: dict[str, object], day: str) -> None:
    decision = decide(jiangmen(), facts, day)
    for language in ("zh", "en"):
        assert decision.to_text(language, all_readings=True) and decision.to_markdown(language)  # type: ignore[arg-type]


@ANY
@given(FACTS, DAYS, st.integers(-400, 400))
def test_a_date_that_changes_a_verdict_is_missing_while_it_is_not_given(facts: dict[str, object], day: str, shift: int) -> None:
    records = [dict(record) for record in facts.get("认定", [])] or [{"称号": "省级专精特新"}]  # type: ignore[attr-defined]
    without = [{**records[0]}, *records[1:]]
    without[0].pop("认定日", None)
    some = date.fromisoformat(day)
    with_days = [[{**without[0], "认定日": (some + timedelta(days=d)).isoformat()}, *without[1:]] for d in (shift, -1500)]
    unknown = decide(jiangmen(), {**facts, "认定": without}, day)
    known = [decide(jiangmen(), {**facts, "认定": records}, day) for records in with_days]
    for outcome, one, other in zip(unknown.entitlements, known[0].entitlements, known[1].entitlements, strict=True):
        if one.verdict is not other.verdict:
            assert "认定[1].认定日" in outcome.missing
