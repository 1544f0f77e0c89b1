"""A policy decides, immutably, and tells what else is read from it."""

import json
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest
from attrs import frozen
from attrs.exceptions import FrozenInstanceError

import policyrules
from policyrules import api
from policyrules.diagnostics import FactsError
from policyrules.testing.enterprises import trials

DAY = date(2023, 3, 1)
FACTS = {"企业名称": "甲", "所在县区": "新会区", "认定": [{"称号": "省级专精特新", "认定日": "2022-06-01"}]}
GUARANTEES = ("税务服务", "工业用地", "供电保障", "子女教育", "医疗保障", "交通出行", "贷款利率")


def test_a_decision_names_what_the_enterprise_is_entitled_to(jiangmen: policyrules.Policy) -> None:
    decision = jiangmen.decide(FACTS, on=DAY)
    assert set(GUARANTEES) <= {outcome.name for outcome in decision.entitled}
    assert decision["贷款利率"].verdict is policyrules.Verdict.ENTITLED
    assert [unit.title for unit in decision["工业用地"].units] == ["新会区人民政府"]


def test_facts_can_be_an_attrs_instance(jiangmen: policyrules.Policy) -> None:
    @frozen
    class 认定记录:
        称号: str
        认定日: date

    @frozen
    class 企业:
        所在县区: str
        认定: tuple[认定记录, ...]
        贷款年利率: Decimal

    enterprise = 企业("新会区", (认定记录("省级专精特新", date(2022, 6, 1)),), Decimal("0.04"))
    decision = jiangmen.decide(enterprise, on=DAY)
    assert {outcome.name for outcome in decision.entitled} >= set(GUARANTEES)


def test_bad_facts_are_one_error_with_every_path(jiangmen: policyrules.Policy) -> None:
    with pytest.raises(FactsError) as raised:
        jiangmen.decide({"所在县区": "新会", "认定": [{"认定日": 20220601}], "地址": 1}, on=DAY, path="[3]")
    assert [d.path for d in raised.value.diagnostics] == ["[3].所在县区", "[3].认定[1].认定日", "[3].地址"]


def test_readings_are_taken_or_tried(jiangmen: policyrules.Policy) -> None:
    facts = {"认定": [{"称号": "省级专精特新", "认定日": "2023-01-01"}]}
    day = date(2025, 8, 5)
    assert jiangmen.decide(facts, on=day)["税务服务"].verdict is policyrules.Verdict.NOT_ENTITLED
    other = jiangmen.decide(facts, on=day, readings={"方案期间算法": "首日不计入"})
    assert other["税务服务"].verdict is policyrules.Verdict.ENTITLED
    tried = {dependence.name: dependence for dependence in jiangmen.decide_all_readings(facts, on=day)}
    assert tried["税务服务"].readings == ("方案期间算法",)
    with pytest.raises(FactsError):
        jiangmen.decide(facts, on=day, readings={"方案期间算法": "随便"})


def test_the_schema_is_json_and_titled_in_the_language_asked_for(jiangmen: policyrules.Policy) -> None:
    schema = jiangmen.schema()
    assert json.loads(json.dumps(schema)) == schema
    own = ["企业名称", "所在县区", "认定", "贷款发放日", "贷款年利率"]
    used = policyrules.load("优质中小企业").schema()["properties"]
    assert list(schema["properties"])[:5] == own
    assert set(schema["properties"]) == {*own, *used}
    assert jiangmen.schema("en")["description"] != schema["description"]


def test_the_days_in_force_are_those_of_the_default_readings(jiangmen: policyrules.Policy, small: Path) -> None:
    assert jiangmen.in_force() == (date(2022, 8, 5), date(2025, 8, 4))
    assert api.load(small).in_force() == (date(2026, 2, 1), date(2029, 1, 31))


def test_a_policy_is_immutable(jiangmen: policyrules.Policy) -> None:
    with pytest.raises(FrozenInstanceError):
        jiangmen.lowered = None  # type: ignore[misc, assignment]


def test_threads_that_share_a_policy_get_the_same_decisions(jiangmen: policyrules.Policy) -> None:
    def decide(_: int) -> str:
        return json.dumps(jiangmen.decide(FACTS, on=DAY).to_json(explanations=True), ensure_ascii=False)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(decide, range(8)))) == 1


def test_white_space_comments_and_the_language_of_keywords_change_no_decision(small: Path) -> None:
    text = small.read_text(encoding="utf-8")
    other = "# 另一个开头\n\n" + text.replace("    文号:", "    number :   ").replace("\n试算", "\n\n\n试算")
    other = other.replace("，且", ",  and").replace("，认定日", ", 认定日")
    assert other != text
    facts = {"认定": [{"称号": "示范企业", "认定日": "2026-06-01"}], "营业收入": {"2026": "800万元"}}
    documents = []
    for written in (text, other):
        small.write_text(written, encoding="utf-8")
        policy = policyrules.load(small)
        documents.append((policy.program.ids, policy.decide(facts, on=date(2027, 3, 1)).to_json()))
    assert documents[0] == documents[1]


def test_advice_can_be_had_from_python(jiangmen: policyrules.Policy) -> None:
    report = jiangmen.lint()
    assert isinstance(report, policyrules.LintReport)
    assert all(kept.reason and kept.diagnostic.severity is policyrules.Severity.ADVICE for kept in report.allowed)


# --- many decisions -----------------------------------------------------------------------------------------------------


def test_a_policy_can_be_sent_to_another_process() -> None:
    policy = policyrules.load("中小企业划型")
    with ProcessPoolExecutor(1) as pool:
        there = pool.submit(_told, policy).result()
    assert there == _told(policy)


def _told(policy: policyrules.Policy) -> list[str]:
    return [policy.decide({"从业人员": number}, date(2024, 1, 1)).to_text() for number in (5, 500, 50)]


@pytest.mark.parametrize("only", [(), ("小巨人",)])
def test_a_decider_decides_as_the_policy_does_whatever_is_asked_at_once(only: tuple[str, ...]) -> None:
    policy = policyrules.load("优质中小企业")
    decide = policy.decider(only)
    for trial in islice(trials(policy, 3), 5):
        try:
            expected = policy.decide(trial.facts, trial.day, trial.readings)
        except policyrules.FactsError:
            continue
        found = decide(dict(trial.facts), trial.day, dict(trial.readings))
        assert found.to_json() == expected.to_json()


def test_a_decider_is_not_asked_for_what_there_is_not() -> None:
    with pytest.raises(KeyError, match="没有这个"):
        policyrules.load("中小企业划型").decider(["没有这个"])


def test_a_decider_of_one_name_is_asked_for_by_it_and_a_near_name_is_told() -> None:
    policy = policyrules.load("江门专精特新")
    decide = policy.decider("贷款利率")
    assert decide({}, date(2023, 3, 1))["贷款利率"].verdict == policy.decide({}, date(2023, 3, 1))["贷款利率"].verdict
    with pytest.raises(KeyError, match=r"\(贷款利率\?\)"):
        policy.decider(["贷款的利率"])
