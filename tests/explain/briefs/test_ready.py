"""Decisions told by what was written for them: always as `policyrules.explain.briefs.brief` tells them."""

import gc
import linecache
import sys
from datetime import date
from itertools import product
from pathlib import Path
from weakref import ref

import pytest
from hypothesis import assume, given, settings

import policyrules
from policyrules.deciding import Deciding
from policyrules.diagnostics import Language
from policyrules.explain.briefs import ready
from policyrules.explain.briefs.brief import brief
from policyrules.explain.decision import Decision
from policyrules.strategies.policies import policies
from policyrules.testing.wild.policies import WildPolicy
from tests.explain.decided import on_the_spot
from tests.explain.pipeline import POLICIES, lowered

BENCHMARKS = POLICIES.parent / "benchmarks"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def agree(decision: Decision) -> None:
    """See that a decision is told as it is told the plain way."""
    for language in LANGUAGES:
        assert decision.to_brief(language) == "\n".join(brief(decision, language))


@settings(max_examples=3)
@given(policies(size=12))
def test_whatever_a_policy_asks_its_decisions_are_told_alike(wild: WildPolicy) -> None:
    assume(not wild.diagnostics)
    policy = wild.build()
    for decision in (*on_the_spot(policy, 3), *on_the_spot(policy, 3, unknown=20)):
        agree(decision)


@pytest.mark.parametrize("path", sorted(POLICIES.glob("*.pol")), ids=lambda p: p.stem)
def test_decisions_by_shipped_policies_are_told_alike(path: Path) -> None:
    policy = policyrules.load(path)
    for decision in (*on_the_spot(policy, 6), *on_the_spot(policy, 6, unknown=20)):
        agree(decision)


def test_entitlements_that_ask_for_titles_are_told_without_being_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    decide, told = policyrules.load("江门专精特新").decider(), []
    for title, year in product(("省级专精特新", "国家级小巨人", "金种子"), (2020, 2022)):
        facts = {"所在县区": "新会区", "认定": [{"称号": title, "认定日": date(year, 6, 1)}]}
        decision, day = decide(facts, date(2023, 9, 1)), date(2023, 9, 1)
        agree(decision)
        with monkeypatch.context() as patched:
            patched.setattr(ready, "outcome_brief", lambda outcome, language: "")
            lines = decide(facts, day).to_brief().splitlines()
        told.append(sum(line != "" for line in lines[: len(decision.entitlements)]))
    assert min(told) >= 19  # all but the ceiling of a rate, of which not everything is known


def test_more_records_than_were_counted_on_are_told_alike() -> None:
    policy = policyrules.load("江门专精特新")
    titles = [{"称号": "市级后备库", "认定日": date(2020, 6, 1)}] * 60
    agree(policy.decider()({"所在县区": "新会区", "认定": titles}, date(2023, 9, 1)))


def test_enterprises_on_the_thresholds_are_told_alike_and_nothing_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from criteria.enterprises import DAY, enterprises, policy

    one = policy()
    decide = one.decider()
    drawn = enterprises(one, 12)
    decide(drawn[0], DAY).to_brief()
    verdicts = set()
    for facts in drawn:
        decision = decide(facts, DAY)
        said = decision.to_brief()
        assert "explainer" not in decision.__dict__ and "answered" not in decision.__dict__
        assert said == "\n".join(brief(decision, "zh"))
        verdicts |= {outcome.verdict for outcome in decision.entitlements}
    assert len(verdicts) == 2
    sys.modules.pop("criteria.enterprises", None)


def test_what_is_made_ready_holds_on_to_no_enterprise() -> None:
    decision = next(on_the_spot(policyrules.load(BENCHMARKS / "criteria" / "criteria.pol"), 1))
    decision.to_brief()
    gone = ref(decision)
    del decision
    gc.collect()
    assert gone() is None


HEAD = """\
政策 甲 "甲":
    文号: "甲〔2024〕1号"
    发文: "甲"
    印发: 2024-01-01
    施行: 2024-01-01 起
    语言: "zh"

事实:
"""

TEXTS = (
    HEAD
    + """\
    名称: 文本
    别名: 文本

措施 乙 @一 "乙":
    责任单位: 未载明
    支持事项 丙 可 "丙":
        条文:
            | 可
        符合下列全部条件:
            名称: 名称 为 别名
    支持事项 丁 可 "丁":
        条文:
            | 可
        符合下列全部条件:
            异名: 名称 不为 名称
"""
)


def test_two_sides_of_texts_are_told_with_their_names_and_one_side_once() -> None:
    meaning = lowered(TEXTS)
    decide = Deciding(meaning.outline, meaning.program, first=0).decide
    for decision in (decide({"名称": name, "别名": "乙公司"}, date(2024, 3, 1)) for name in ("甲公司", "甲 公司")):
        name = decision.enterprise
        assert decision.to_brief().splitlines() == [
            f"丙：不符合（原文用语“可”）。未满足的条件：名称（名称 为 别名）：名称 {name}，别名 乙公司。",
            f"丁：不符合（原文用语“可”）。未满足的条件：异名（名称 不为 名称）：名称 {name}。",
        ]


HOSTILE = (
    HEAD
    + """\
    数量: 整数 0 至 9
    名称: 文本

定义 倍数 "%d %s {held} ' + held + '\\' \\" = 数量 + 数量

措施 乙 @一 "乙":
    责任单位: 未载明
    支持事项 丙 可 "丙":
        条文:
            | 可
        符合下列全部条件:
            倍数: 倍数 不低于 4
            名称: 名称 不为 "%s{decision}\\"
        提示: "''' % (held,) \\N{BULLET} 100%"
"""
)


def test_texts_of_a_policy_are_said_and_never_run() -> None:
    meaning = lowered(HOSTILE)
    decide = Deciding(meaning.outline, meaning.program, first=0).decide
    for count, name in ((1, "'%s"), (3, '{0}" \\'), (3, "%s{decision}\\"), (1, "甲 乙")):
        agree(decide({"数量": count, "名称": name}, date(2024, 3, 1)))


def test_what_is_written_can_be_read_and_is_too_long_for_no_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    meaning = lowered(TEXTS)
    decide = Deciding(meaning.outline, meaning.program, first=0).decide
    facts, day = {"名称": "甲公司", "别名": "乙公司"}, date(2024, 3, 1)
    said = decide(facts, day).to_brief()
    written = ["".join(lines) for _, _, lines, name in list(linecache.cache.values()) if name.endswith("told>")]
    assert any(
        "def entitlement1(held, decision):" in text and "'丁：不符合（原文用语“可”）。未满足的条件：'" in text
        for text in written
    )
    monkeypatch.setattr(ready, "MOST_LINES", 0)
    decide = Deciding(meaning.outline, meaning.program, first=0).decide
    assert decide(facts, day).to_brief() == said
