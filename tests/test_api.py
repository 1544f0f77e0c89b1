import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import frozen
from attrs.exceptions import FrozenInstanceError

import policyrules
from policyrules import api, public, resources
from policyrules.diagnostics import FactsError, PolicyError, Severity

DAY = date(2023, 3, 1)
FACTS = {"企业名称": "甲", "所在县区": "新会区", "认定": [{"称号": "省级专精特新", "认定日": "2022-06-01"}]}
GUARANTEES = ("税务服务", "工业用地", "供电保障", "子女教育", "医疗保障", "交通出行", "贷款利率")


def test_the_public_names_are_the_same_in_both_places_and_all_exist() -> None:
    assert policyrules.__all__ == public.__all__ == dir(policyrules)
    assert sorted(policyrules.__all__) == policyrules.__all__
    assert all(getattr(policyrules, name) is getattr(public, name) for name in policyrules.__all__)
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        _ = policyrules.lode  # type: ignore[attr-defined]


def test_importing_the_package_brings_in_nothing_heavy() -> None:
    code = "import policyrules, policyrules.api, sys; print([m for m in ('click', 'yaml', 'lark') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_policy_is_loaded_by_its_path_its_name_or_its_text(small: Path, jiangmen: policyrules.Policy) -> None:
    text = small.read_text(encoding="utf-8")
    by_path, by_string, by_text = (policyrules.load(what) for what in (small, str(small), text))
    assert by_path.digest == by_string.digest == by_text.digest != jiangmen.digest
    assert repr(by_path) == f"<Policy 示例政策 {by_path.digest[:12]}>"
    assert (by_path.name, by_path.number, by_path.language) == ("示例政策", "某府〔2026〕1号", "zh")
    assert by_path.title == "某市促进中小企业发展若干措施"
    assert policyrules.shipped() == ("中小企业划型", "优质中小企业", "江门专精特新")
    assert jiangmen.warnings == by_path.warnings == ()


def test_the_quotes_of_a_text_are_not_compared_and_that_is_said(small: Path) -> None:
    policy = policyrules.load(small.read_text(encoding="utf-8"))
    assert [(d.code, d.severity) for d in policy.warnings] == [("document-not-compared", Severity.WARNING)]
    assert policy.sources().clauses == ()


def test_every_mistake_is_in_one_error(small: Path) -> None:
    text = (
        small.read_text(encoding="utf-8")
        .replace("对象: 持有 示范企业", "对象: 持有 示范企叶")
        .replace("10万元\n", "11万元\n", 1)
    )
    small.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as raised:
        policyrules.load(small)
    codes = {d.code for d in raised.value.diagnostics}
    assert {"quote-not-in-source", "quote-differs"} & codes
    assert {"tier-unknown", "name-unknown"} & codes
    assert policyrules.check(small) == raised.value.diagnostics


@pytest.mark.parametrize("what", ["没有.pol", ".", "", "a\0b"])
def test_what_cannot_be_read_is_a_policy_error(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PolicyError) as raised:
        policyrules.load(what)
    assert [d.code for d in raised.value.diagnostics] in (["policy-not-found"], ["policy-unreadable"])


def test_a_file_in_another_encoding_is_a_policy_error(small: Path) -> None:
    small.write_bytes(small.read_text(encoding="utf-8").encode("gb18030"))
    assert [d.code for d in policyrules.check(small)] == ["syntax-gbk"]


def test_a_document_outside_of_the_folder_is_never_read(small: Path) -> None:
    (small.parent.parent / "秘密.txt").write_text("秘密", encoding="utf-8")
    small.write_text(small.read_text(encoding="utf-8").replace("示例政策.txt", "../秘密.txt"), encoding="utf-8")
    assert "document-elsewhere" in {d.code for d in policyrules.check(small)}


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
    assert list(schema["properties"]) == ["企业名称", "所在县区", "认定", "贷款发放日", "贷款年利率"]
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


def test_the_skeletons_are_policies_with_nothing_wrong(tmp_path: Path) -> None:
    for language, name in (("zh", "示例政策"), ("en", "sample")):
        policy, document = resources.skeleton(language)
        (tmp_path / f"{name}.txt").write_text(document, encoding="utf-8")
        (tmp_path / f"{name}.pol").write_text(policy, encoding="utf-8")
        loaded = policyrules.load(tmp_path / f"{name}.pol")
        assert loaded.warnings == ()
        assert [result.passed for result in loaded.test()] == [True, True]
        assert loaded.sources().uncovered == ()
