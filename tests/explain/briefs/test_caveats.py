"""What must be said beside a verdict, made ready."""

from datetime import date

import policyrules
from policyrules.explain.briefs.brief import brief
from policyrules.explain.briefs.caveats import beside_all

DAY = date(2023, 9, 1)


def test_what_is_said_beside_a_verdict_stands_behind_all_else_and_once() -> None:
    beside = beside_all("zh")
    assert beside([]) == "。"
    assert beside(["未载明有效期。", "按通说计算；", "未载明有效期。"]) == "。提示：未载明有效期；按通说计算。"
    assert beside_all("en")(["none is stated."]) == " – Note: none is stated."


def test_by_which_readings_a_verdict_is_what_it_is_is_told_as_ever() -> None:
    decide = policyrules.load("江门专精特新").decider()
    facts = {"所在县区": "新会区", "认定": [{"称号": "省级专精特新", "认定日": date(2022, 8, 5)}]}
    said = set()
    for day in (DAY, date(2025, 8, 4), date(2025, 8, 5), date(2025, 8, 6)):
        decision = decide(facts, day)
        told = decision.to_brief()
        assert told == "\n".join(brief(decision, "zh"))
        said |= {any(taken.spec.title in told for taken in decision.readings if taken.spec.title)}
    assert said == {True, False}
