"""A row is told again as it was matched, and not where the policy, the register or the mapping is another by now."""

from pathlib import Path

import pytest

import policyrules
from policyrules.diagnostics import FactsError
from policyrules.register.explaining import row_again
from policyrules.register.refusing import MatchError
from tests.register.registers import DAY, decided, match, policy, verdicts
from tests.register.test_opening import MAPPING, ROWS, written

pytest.importorskip("duckdb")


def test_the_facts_of_a_row_are_read_again(tmp_path: Path) -> None:
    match(written(tmp_path / "名册.csv", [*ROWS, [*ROWS[0], "多"]]), tmp_path / "out", mapping=MAPPING, shard_rows=2)
    for row in decided(tmp_path / "out"):
        again = row_again(policy(), tmp_path / "out", row["id"])
        decision = policy().decide(again.facts, again.on, again.readings)
        assert again.on == DAY and verdicts(row) == {one.id: one.verdict.value for one in decision.entitlements}
    with pytest.raises(FactsError):
        policy().decide(row_again(policy(), tmp_path / "out", "A3").facts, DAY)
    for id_, code in (("A9", "match-no-row"), ("' OR 1 --", "match-no-row")):
        with pytest.raises(MatchError) as raised:
            row_again(policy(), tmp_path / "out", id_)
        assert raised.value.diagnostics[0].code == code


def test_what_is_another_by_now_is_not_told(tmp_path: Path) -> None:
    match(written(tmp_path / "名册.csv", ROWS), tmp_path / "out", mapping=MAPPING)
    (tmp_path / "对应表.yaml").write_text(MAPPING + "  天数: {定值: 3天}\n", encoding="utf-8")
    with pytest.raises(MatchError) as raised:
        row_again(policy(), tmp_path / "out", "A1")
    assert raised.value.diagnostics[0].arguments["what_zh"] == "对应表"
    (tmp_path / "对应表.yaml").write_text(MAPPING, encoding="utf-8")
    written(tmp_path / "名册.csv", ROWS[:2])
    other = policyrules.load("中小企业划型")
    with pytest.raises(MatchError) as raised:
        row_again(policy(), tmp_path / "out", "A1")
    assert raised.value.diagnostics[0].arguments["what_en"] == "the register"
    with pytest.raises((MatchError, FactsError)):
        row_again(other, tmp_path / "out", "A1")
