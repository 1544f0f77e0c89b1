"""The total as data: its awards, and which rule dropped or cut which of them."""

from policyrules.explain.total_document import total_data
from tests.awards import award, decided, policy

RULES = ("就高不重复: 甲、乙", "合计上限: 20万元")
TWO = policy(award("甲", "金额: 甲数"), award("乙", "金额: 乙数"), rules=RULES)


def test_an_award_names_the_rules_that_drop_and_cut_it() -> None:
    decision = decided(TWO, {"甲数": "10万元", "乙数": "30万元"})
    assert decision.total is not None
    data = total_data(decision.program, decision.unit_titles, decision.total, "zh")
    dropped, kept = data["awards"]
    assert (data["value"], data["words"]) == ("20000000", "20万元")
    assert (dropped["counts"], data["rules"][dropped["dropped_by"]]["kind"]) == (False, "highest_only")
    assert (kept["counts"], kept["dropped_by"]) == (True, None)
    assert [data["rules"][number]["kind"] for number in kept["cut_by"]] == ["total_cap"]
