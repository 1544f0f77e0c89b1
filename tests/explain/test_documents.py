"""Documents that a decision rests on, and how they stand on the day."""

from datetime import date
from pathlib import Path

import pytest

import policyrules
from policyrules.explain.documents import DocumentStanding
from policyrules.explain.findings import FindingKind
from policyrules.explain.verdicts import CaveatKind
from tests.beside import BOTH, LOCAL, NATIONAL, put

FACTS = {"人数": 100, "营业收入": {2020: "1元", 2023: "100万元", 2026: "100万元"}, "认定": []}


@pytest.mark.parametrize(
    "day, standing, since",
    [
        (date(2021, 7, 31), DocumentStanding.NOT_BEGUN, date(2021, 8, 1)),
        (date(2024, 3, 1), DocumentStanding.IN_FORCE, None),
        (date(2026, 12, 31), DocumentStanding.IN_FORCE, None),
        (date(2027, 1, 1), DocumentStanding.ENDED, date(2027, 1, 1)),
    ],
)
def test_a_document_stands_as_its_own_dates_say(
    day: date, standing: DocumentStanding, since: date | None, tmp_path: Path
) -> None:
    put(tmp_path, BOTH)
    decision = policyrules.load(tmp_path / "本地.pol").decide(FACTS, day)
    (status,) = decision.documents.values()
    assert (status.standing, status.since) == (standing, since)


def test_that_the_ground_has_gone_is_said_beside_the_verdict_and_changes_it_not(tmp_path: Path) -> None:
    put(tmp_path, BOTH)
    decision = policyrules.load(tmp_path / "本地.pol").decide(FACTS, date(2027, 3, 1))
    outcome = decision["甲"]
    assert outcome.verdict.value == "entitled"
    assert [one.subject for one in outcome.caveats if one.kind is CaveatKind.DOCUMENT] == ["国家标准"]
    assert {one.kind for one in decision.findings} == {FindingKind.DOCUMENT}
    assert "所据《国家标准》（国标〔2021〕1号）已于 2026-12-31 期满" in decision.to_text("zh")
    assert "国家标准 (国标〔2021〕1号), on which this rests, was in force until 2026-12-31 only" in decision.to_markdown("en")
    (document,) = decision.to_json("zh")["entitlements"][0]["documents"]
    assert (document["standing"], document["since"]) == ("ended", "2027-01-01")


def test_what_the_verdict_does_not_rest_on_is_not_spoken_of(tmp_path: Path) -> None:
    put(tmp_path, BOTH)
    decision = policyrules.load(tmp_path / "本地.pol").decide({**FACTS, "人数": 5, "营业收入": {2026: "1元"}}, date(2022, 3, 1))
    assert decision["甲"].documents == ()


@pytest.mark.parametrize("day, is_superseded", [(date(2026, 3, 31), False), (date(2026, 4, 1), True), (date(2026, 5, 1), True)])
def test_a_standard_that_was_replaced_is_never_used_in_silence(day: date, is_superseded: bool, tmp_path: Path) -> None:
    replaced = NATIONAL.replace("至 2026-12-31\n", '至 2026-12-31\n    被取代: "国标〔2026〕2号" 自 2026-04-01\n')
    put(tmp_path, {**BOTH, "国标.pol": replaced})
    decision = policyrules.load(tmp_path / "本地.pol").decide({**FACTS, "营业收入": {2025: "100万元"}}, day)
    said = {"zh": "自 2026-04-01 起被 国标〔2026〕2号 取代", "en": "is superseded by 国标〔2026〕2号 from 2026-04-01"}
    assert all((words in decision.to_markdown(language)) is is_superseded for language, words in said.items())  # type: ignore[arg-type]
    for data in decision.to_json("zh")["entitlements"]:
        assert [one["document"]["by"] for one in data["caveats"] if one["kind"] == "document"] == [
            "国标〔2026〕2号"
        ] * is_superseded


def test_a_policy_that_was_replaced_gives_nothing_any_more(tmp_path: Path) -> None:
    local = LOCAL.replace("2023-01-01 起\n", '2023-01-01 起\n    被取代: "本地〔2026〕9号" 自 2026-04-01\n')
    put(tmp_path, {**BOTH, "本地.pol": local})
    decision = policyrules.load(tmp_path / "本地.pol").decide({**FACTS, "营业收入": {2025: "100万元"}}, date(2026, 4, 1))
    assert {one.verdict.value for one in decision.entitlements} == {"not_entitled"}
    assert "本文件自 2026-04-01 起被 本地〔2026〕9号 取代" in decision.to_text("zh")
    assert decision.to_json("zh")["policy"]["superseded_by"] == [{"number": "本地〔2026〕9号", "since": "2026-04-01"}]
