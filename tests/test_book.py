"""A folder of policies is decided in one pass, and every policy comes to what it comes to alone."""

import json
import random
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyrules
from policyrules.backends import reference
from policyrules.core.program import Op
from tests import beside
from tests.beside import NATIONAL, head, put
from tests.core.random_policies import DAYS, Writer, enterprise
from tests.facts_strategies import days, facts

POLICIES = Path(__file__).parents[1] / "policies"
DAY = date(2024, 3, 1)

LOCAL = beside.LOCAL.replace("整数 1 至 10000", "整数 0 至 5000")
NEIGHBOUR = LOCAL.replace("本地办法", "邻地办法").replace("本地〔2023〕", "邻地〔2023〕").replace("50万元", "60万元")
THREE = {"本地.pol": LOCAL, "国标.pol": NATIONAL, "邻地.pol": NEIGHBOUR}


PROMISE = "措施 奖励 @一:\n    责任单位: 未载明\n    支持事项 奖 给予:\n        条文:\n            | 给予奖励\n"


@pytest.fixture(scope="module")
def shipped() -> policyrules.Book:
    return policyrules.load_book([*policyrules.shipped()])


def document(decision: policyrules.Decision) -> dict[str, Any]:
    return decision.to_json(explanations=True, all_readings=True)


# --- the same as alone ------------------------------------------------------------------------------------------------


@cache
def load(name: str) -> policyrules.Policy:
    policy: policyrules.Policy = policyrules.load(name)
    return policy


@settings(max_examples=6)
@given(data=st.data())
def test_the_shipped_policies_come_to_the_same_together_as_alone(shipped: policyrules.Book, data: st.DataObject) -> None:
    given_facts = data.draw(facts(shipped.program))
    day = data.draw(days(shipped.program))
    try:
        together = shipped.decide(given_facts, on=day)
    except policyrules.FactsError as error:
        assert {one.code for one in error.diagnostics} == {"fact-relation"}
        return
    for name in policyrules.shipped():
        alone = load(name)
        own = {key: value for key, value in given_facts.items() if key in {spec.name for spec in alone.program.facts}}
        assert together[alone.name].to_json(explanations=True) == alone.decide(own, on=day).to_json(explanations=True)


def generated(seed: int, folder: Path) -> dict[str, policyrules.Policy]:
    """Write some random policies into a folder, and return each alone."""
    alone = {}
    for number in range(3):
        text = Writer(seed * 3 + number).policy(definitions=3, promises=3)
        text = text.replace("政策 小 ", f"政策 小{number} ").replace("〔2022〕1号", f"〔2022〕{number}号")
        text = text.replace("基准: 比例\n    2021-06-01: 4%", f"基准: 比例\n    2021-06-01: {4 + number % 2}%")
        (folder / f"小{number}.pol").write_text(text.replace('    原文: "小.txt"\n', ""), encoding="utf-8")
        try:
            policy = policyrules.load(folder / f"小{number}.pol")
        except policyrules.PolicyError:  # chance writes constants that come to nothing worth asking
            (folder / f"小{number}.pol").unlink()
        else:
            alone[policy.name] = policy
    return alone


def test_generated_policies_come_to_the_same_together_as_alone(tmp_path: Path) -> None:
    compared = 0
    for seed in range(10):
        folder = tmp_path / str(seed)
        folder.mkdir()
        alone, rng = generated(seed, folder), random.Random(seed)
        book = policyrules.load_book(folder)
        assert list(book) == sorted(alone)
        for _ in range(2):
            known = {name: value for name, value in enterprise(rng).items() if rng.random() < 0.7}
            day = rng.choice(DAYS)
            together = book.decide(known, on=day)
            for name, policy in alone.items():
                assert document(together[name]) == document(policy.decide(known, on=day)), (seed, name)
                compared += 1
    assert compared > 40


def test_policies_that_use_one_another_come_to_the_same_together_as_alone(tmp_path: Path) -> None:
    put(tmp_path, THREE)
    book = policyrules.load_book(tmp_path)
    known = {"人数": 100, "营业收入": {2023: "120万元"}, "认定": [{"称号": "小巨人", "认定日": "2022-01-01"}]}
    for given_facts in ({}, known, {**known, "人数": None}):
        together = book.decide(given_facts, on=DAY)
        for name, file in (("本地办法", "本地.pol"), ("国家标准", "国标.pol"), ("邻地办法", "邻地.pol")):
            alone = policyrules.load(tmp_path / file)
            own = {key: value for key, value in given_facts.items() if key in {spec.name for spec in alone.program.facts}}
            assert document(together[name]) == document(alone.decide(own, on=DAY))


def test_of_two_ranges_of_a_fact_the_narrower_counts_for_all(tmp_path: Path) -> None:
    def text(name: str, range_: str, condition: str) -> str:
        return head(name, name) + f"事实:\n    人数: 整数 {range_}\n\n" + PROMISE + f"        条件: 人数 {condition}\n"

    put(tmp_path, {"甲.pol": text("甲", "0 至 100", "不少于 0"), "乙.pol": text("乙", "-9 至 50", "不多于 50")})
    book = policyrules.load_book(tmp_path)
    assert [decision["奖"].verdict.value for decision in book.decide({}, on=DAY).values()] == ["entitled", "entitled"]
    with pytest.raises(policyrules.FactsError):
        book.decide({"人数": 51}, on=DAY)


# --- once -------------------------------------------------------------------------------------------------------------


def test_what_policies_share_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, THREE)
    book = policyrules.load_book(tmp_path)
    assert book.shared.together == len(book.program.nodes) < book.shared.apart
    asked: Counter[int] = Counter()
    comparing = reference.RULES[Op.COMPARE]

    def counted(scope: Any, node: Any, given: Any) -> Any:
        asked[id(node)] += 1
        return comparing(scope, node, given)

    monkeypatch.setattr(reference, "RULES", {**reference.RULES, Op.COMPARE: counted})
    decision = book.decide({"人数": 100, "营业收入": {2023: "120万元"}, "认定": []}, on=DAY)
    assert len(decision) == 3
    standard = [node for node in book.program.nodes if node.op is Op.COMPARE]
    assert {asked[id(node)] for node in standard} == {1}
    assert [len(one.entitled) for one in decision.values()] == [0, 3, 3]


# --- what stands together ---------------------------------------------------------------------------------------------


def test_a_book_holds_its_policies_by_their_names_in_the_order_of_the_files(tmp_path: Path) -> None:
    put(tmp_path, THREE)
    book = policyrules.load_book(tmp_path)
    assert list(book) == ["国家标准", "本地办法", "邻地办法"]
    assert book["本地办法"].number == "本地〔2023〕1号"
    assert len(book) == 3 and book.language == "zh"
    assert repr(book) == "<Book 国家标准, 本地办法, 邻地办法>"
    assert Counter(one.code for one in book.warnings)["source-missing"] == 3
    assert next(one.span.source.name for one in book.warnings if one.span) == str(tmp_path / "国标.pol")
    several = policyrules.load_book([tmp_path / "邻地.pol", tmp_path, tmp_path / "邻地.pol"])
    assert list(several) == ["邻地办法", "国家标准", "本地办法"]


def test_the_facts_of_all_policies_are_asked_for_together(shipped: policyrules.Book) -> None:
    schema = shipped.schema("en")
    assert json.loads(json.dumps(schema)) == schema
    singles = [policyrules.load(name).schema()["properties"] for name in policyrules.shipped()]
    assert set(schema["properties"]) == {name for properties in singles for name in properties}
    assert schema["title"].count("; ") == 2


def test_readings_of_one_name_are_called_by_their_policies(tmp_path: Path) -> None:
    other = head("地方标准", "地标〔2021〕1号") + NATIONAL.partition("\n\n")[2].replace("小巨人", "新星")
    other = other.replace("认定: 认定记录 列表", "称号们: 认定记录 列表").replace("持有: 认定", "持有: 称号们")
    put(tmp_path, {"国标.pol": NATIONAL, "地标.pol": other})
    book = policyrules.load_book(tmp_path)
    facts = {"人数": 1, "营业收入": {2023: "120万元"}}
    taken = book.decide(facts, on=DAY, readings={"国家标准.口径": "会计年"})
    assert [one.readings[0].option for one in taken.values()] == ["会计年", "日历年"]
    assert [one.readings[0].spec.name for one in taken.values()] == ["口径", "口径"]
    with pytest.raises(policyrules.FactsError) as raised:
        book.decide(facts, on=DAY, readings={"口径": "会计年"})
    assert [one.code for one in raised.value.diagnostics] == ["case-reading-unknown"]


OLD = head("旧办法", "市〔2020〕1号", "2020-01-01 起") + PROMISE + "        金额: 10万元\n"
NEW = (
    head("新办法", "市〔2024〕9号", '2024-02-01 起\n    取代: "市〔2020〕1号" 自 2024-02-01')
    + PROMISE
    + "        金额: 20万元\n"
)


def test_of_two_versions_the_day_says_which_one_gives_something(tmp_path: Path) -> None:
    put(tmp_path, {"一.pol": OLD, "二.pol": NEW})
    book = policyrules.load_book(tmp_path)
    given = {
        day: [name for name, decision in book.decide({}, on=date.fromisoformat(day)).items() if decision.entitled]
        for day in ("2019-12-31", "2024-01-31", "2024-02-01")
    }
    assert given == {"2019-12-31": [], "2024-01-31": ["旧办法"], "2024-02-01": ["新办法"]}
    because = book.decide({}, on=date(2024, 2, 1))["旧办法"]["奖"].because
    assert "市〔2024〕9号" in because[0]
    assert book["旧办法"].decide({}, on=date(2024, 2, 1)).entitled == ()
    assert policyrules.load(tmp_path / "一.pol").decide({}, on=date(2024, 2, 1)).entitled != ()


def test_that_a_standard_was_superseded_is_known_where_what_takes_its_place_stands_beside_it(tmp_path: Path) -> None:
    newer = head("新标准", "国标〔2024〕9号", '2024-02-01 起\n    取代: "国标〔2021〕1号" 自 2024-02-01') + PROMISE
    put(tmp_path, {**THREE, "新标.pol": newer})
    facts = {"人数": 100, "营业收入": {2023: "120万元"}, "认定": []}
    told = policyrules.load_book(tmp_path).decide(facts, on=DAY)["本地办法"]
    assert next((one.about, one.document and one.document.by) for one in told.findings) == ("甲", "国标〔2024〕9号")
    assert policyrules.load(tmp_path / "本地.pol").decide(facts, on=DAY).findings == ()


def test_facts_that_break_a_relation_of_one_policy_are_refused(tmp_path: Path) -> None:
    relation = LOCAL.replace("    人数: 整数 0 至 5000\n", "    人数: 整数 0 至 5000\n    总是 少: 人数 不多于 50\n", 1)
    put(tmp_path, {"本地.pol": relation, "国标.pol": NATIONAL})
    with pytest.raises(policyrules.FactsError) as raised:
        policyrules.load_book(tmp_path).decide({"人数": 60}, on=DAY, path="[2]")
    assert [(one.code, one.path) for one in raised.value.diagnostics] == [("fact-relation", "[2]")]


def test_everything_that_is_wrong_in_all_files_is_said_at_once(tmp_path: Path) -> None:
    broken = {
        "甲.pol": head("甲", "1号") + "定义 一 = 没有的 + 1\n",
        "乙.pol": "这不是政策\n",
        "丙.pol": head("甲", "1号"),
    }
    put(tmp_path, broken)
    (tmp_path / "丁.pol").write_bytes("政策 丁 “丁”：\n    发文：“某市人民政府办公室”\n".encode("gb18030"))
    with pytest.raises(policyrules.PolicyError) as raised:
        policyrules.load_book(tmp_path)
    found = raised.value.diagnostics
    files = [Path(one.span.source.name if one.span else one.path or "").name for one in found]
    assert list(dict.fromkeys(files)) == ["丁.pol", "丙.pol", "乙.pol", "甲.pol"]
    assert {"syntax-gbk", "policy-name-taken", "name-unknown", "syntax-unexpected", "number-taken"} <= {
        one.code for one in found
    }
    assert policyrules.check(tmp_path) == found
    assert len(set(map(id, found))) == len(found)
