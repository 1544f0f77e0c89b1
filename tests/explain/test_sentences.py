"""Sentences and the words they are made of: whole, the same in both languages, never stronger than the document."""

import string
from datetime import date

import pytest
from attrs import evolve

from policyrules.core.outline import DocumentSpec
from policyrules.core.program import Cause, CauseKind, Comparator
from policyrules.explain import words
from policyrules.explain.documents import DocumentStanding, DocumentStatus
from policyrules.explain.findings import Finding, FindingKind
from policyrules.explain.sentences import caveat_text, document_text, finding_text, truth_words
from policyrules.explain.verdicts import Caveat, CaveatKind
from policyrules.explain.words import Words, say
from policyrules.values.answers import Truth
from policyrules.values.modality import Modality

ROWS: dict[str, Words] = {
    **words.PHRASES,
    **{f"cause {kind}": row for kind, row in words.CAUSES.items()},
    **{f"entitled {modality}": row for modality, row in words.ENTITLED.items()},
}

ENDED = DocumentStatus(DocumentSpec("甲", "甲", None, (), ()), DocumentStanding.ENDED, date(2026, 4, 1))


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", ROWS)
def test_a_phrase_stands_in_both_languages_with_the_same_blanks(name: str) -> None:
    row = ROWS[name]
    assert row["zh"] and row["en"]
    if not name.startswith("cause"):
        assert blanks(row["zh"]) == blanks(row["en"])


def test_the_tables_are_complete() -> None:
    assert set(words.ENTITLED) == set(Modality)
    assert set(words.TRUTH) == set(Truth)
    assert set(words.CAUSES) == set(CauseKind)
    assert set(words.COMPARATORS) == set(words.DAY_COMPARATORS) == set(Comparator)


def test_what_entitled_is_called_differs_with_every_strength() -> None:
    for language in ("zh", "en"):
        assert len({row[language] for row in words.ENTITLED.values()}) == len(Modality)  # type: ignore[index]


def test_blanks_are_filled() -> None:
    assert say("policy-ended", "zh", last="2025-08-04") == "本文件已于 2025-08-04 期满"


def test_a_verdict_is_called_by_the_strength_of_the_promise() -> None:
    assert truth_words(Truth.T, Modality.MAY, "zh") == "可享受"
    assert truth_words(Truth.T, Modality.PRIORITY, "zh") == "属优先对象"
    assert truth_words(Truth.F, Modality.SHALL, "zh") == "不符合"
    assert truth_words(Truth.U, Modality.GUIDE, "en") == "cannot be determined yet"


@pytest.mark.parametrize("kind", CaveatKind)
def test_every_caveat_can_be_said(kind: CaveatKind) -> None:
    for language in ("zh", "en"):
        said = caveat_text(Caveat(kind, "甲", "乙", ENDED if kind is CaveatKind.DOCUMENT else None), language)  # type: ignore[arg-type]
        assert said and ("甲" in said or kind is CaveatKind.RATE_INDICATIVE)


@pytest.mark.parametrize("kind", FindingKind)
def test_every_finding_can_be_said(kind: FindingKind) -> None:
    clash = Cause(CauseKind.CONFLICT, "甲", (("甲", "三"), ("乙", "")))
    said = {
        FindingKind.AMOUNT_NOT_WHOLE: "1/300元",
        FindingKind.DOCUMENT: "《甲》",
        FindingKind.CONFLICT: "「甲」（三）、「乙」",
        FindingKind.SUPERSEDED: "自 2026-04-01 起被 1/3 取代",
    }
    assert said[kind] in finding_text(Finding(kind, "奖", "1/3", ENDED, clash, date(2026, 4, 1)), "zh")


@pytest.mark.parametrize("standing", [one for one in DocumentStanding if one is not DocumentStanding.IN_FORCE])
def test_how_a_document_stands_can_be_said(standing: DocumentStanding) -> None:
    since = None if standing is DocumentStanding.OPEN else date(2026, 4, 1)
    status = evolve(ENDED, standing=standing, since=since, by="新〔2026〕2号")
    assert document_text(status, "zh").startswith("所据《甲》")
    assert "甲" in document_text(evolve(status, spec=evolve(ENDED.spec, number="甲〔2021〕1号")), "en")
