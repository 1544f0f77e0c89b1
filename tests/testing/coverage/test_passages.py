from datetime import date

import policyrules
from policyrules.testing.coverage.obligations import obligations
from policyrules.testing.coverage.passages import Exercised, Passage, passages
from policyrules.testing.coverage.recording import Recorder

POLICY = policyrules.load("江门专精特新")


def state(of: tuple[Passage, ...], text: str) -> Exercised:
    (found,) = (one.exercised for one in of if text in one.text)
    return found


def test_nothing_is_exercised_by_nothing() -> None:
    of = passages(obligations(POLICY), frozenset())
    assert state(of, "纳入税务部门“一企一策”对象") is Exercised.NEVER
    assert state(of, "特制定本方案") is Exercised.NOTHING
    assert state(of, "江府办函〔2022〕125号") is Exercised.NOTHING
    assert state(of, "有效期3年") is Exercised.NEVER
    assert state(of, "(八)强化专项保障") is Exercised.NOTHING
    assert state(of, "在有效期内可享受以下方面的专项保障") is Exercised.NEVER
    assert state(of, "严格执行面向中小企业预留采购份额") is Exercised.NOTHING


def test_a_sentence_is_exercised_once_its_entitlement_was_decided_both_ways() -> None:
    recorder = Recorder(POLICY)
    day = date(2023, 3, 1)
    recorder.saw(POLICY.decide({"认定": []}, day), "没有")
    assert state(recorder.report().passages, "纳入税务部门“一企一策”对象") is Exercised.NEVER
    recorder.saw(POLICY.decide({"认定": [{"称号": "省级专精特新", "认定日": "2022-06-01"}]}, day), "有")
    found = recorder.report().passages
    assert state(found, "纳入税务部门“一企一策”对象") is Exercised.WHOLLY
    assert state(found, "有效期3年") is Exercised.NEVER
    assert state(found, "累计培育300家") is Exercised.PARTLY
    recorder.saw(POLICY.decide({"认定": []}, date(2022, 1, 1)), "施行前")
    assert state(recorder.report().passages, "有效期3年") is Exercised.WHOLLY
