"""The ladder: what is held and what is qualified for are told side by side, and the next tier with its distances."""

from datetime import date

import pytest
from attrs import evolve, frozen

from policyrules.core.outline import Site, SiteKind, TierSpec
from policyrules.explain.decision import Decision
from policyrules.explain.findings import FindingKind
from policyrules.explain.ladder import Standing, next_rung, standing
from policyrules.values.answers import Truth
from tests.explain.pipeline import decide, lowered

T, U, F = Truth.T, Truth.U, Truth.F

POLICY = """\
政策 样例 "样例":
    文号: "例"
    发文: "例"
    印发: 2022-07-26
    施行: 2022-08-01 至 2030-12-31

枚举 称号名: 创新型、专精特新

记录 认定记录:
    称号: 称号名
    认定日: 日期

事实:
    认定: 认定记录 列表
    营业收入: 金额 按年 "营业收入总额"
    员工数: 整数

定义 有效(某项: 认定记录) = 当日 不晚于 某项.认定日 + 3年 - 1天

层次 创新型 @一 "创新型中小企业" 位次 1:
    有效期: 3年
    持有: 认定 中有一项 甲: 甲.称号 为 创新型，且 有效(甲)
    到期: 认定 中最晚: 认定日 + 3年 - 1天 其中 称号 为 创新型
    达标: 营业收入[上年] 不低于 500万元

层次 专精特新 @二 "专精特新中小企业" 位次 2:
    有效期: 3年
    持有: 认定 中有一项 甲: 甲.称号 为 专精特新，且 有效(甲)
    达标:
        符合下列全部条件:
            收入: 营业收入[上年] 不低于 1000万元
            规模: 员工数 不少于 20

定义 较高 = 达标 创新型、专精特新 之一
"""


def decision(**facts: object) -> Decision:
    return decide(lowered(POLICY), facts, "2024-06-01")


@pytest.mark.parametrize(
    ("held", "qualifies", "expected"),
    [
        (T, T, Standing.RECOGNISED), (F, T, Standing.QUALIFIED), (T, F, Standing.NO_LONGER_QUALIFIED), (F, F, Standing.NEITHER),
        (U, T, Standing.OPEN), (T, U, Standing.OPEN), (F, U, Standing.OPEN), (U, U, Standing.OPEN),
    ],
)  # fmt: skip
def test_being_recognised_and_meeting_the_criteria_are_two_things(held: Truth, qualifies: Truth, expected: Standing) -> None:
    assert standing(held, qualifies) is expected


@frozen
class Rung:
    spec: TierSpec
    held: Truth


def rungs(*held: Truth) -> list[Rung]:
    site = Site(SiteKind.CRITERIA, 0, "", 1)
    spec = TierSpec("", "", 0, None, None, True, None, 1, criteria=site)
    return [Rung(evolve(spec, name=str(rank), rank=rank), truth) for rank, truth in enumerate(held, 1)]


def test_the_next_tier_is_the_lowest_above_all_that_are_held() -> None:
    def name(rung: Rung | None) -> str | None:
        return rung and rung.spec.name

    assert name(next_rung(rungs(F, F, F))) == "1"
    assert name(next_rung(rungs(F, T, F))) == "3"
    assert name(next_rung(rungs(T, U, F))) == "2"
    assert name(next_rung(rungs(T, F, T))) is None
    without = [evolve(rung, spec=evolve(rung.spec, criteria=None)) for rung in rungs(F)]
    assert next_rung([*without, *rungs(F, F)[1:]]) is not None
    assert next_rung(without) is None


def test_who_meets_the_criteria_is_not_recognised_yet() -> None:
    lower, upper = decision(认定=[], 营业收入={"2023": 20_000_000}, 员工数=15).tiers
    assert (lower.standing, upper.standing) == (Standing.QUALIFIED, Standing.NEITHER)
    assert lower.expires is None


def test_who_is_recognised_stays_so_until_the_title_ends() -> None:
    made = decision(认定=[{"称号": "创新型", "认定日": "2023-01-01"}], 营业收入={"2023": 4_000_000}, 员工数=30)
    lower, upper = made.tiers
    assert lower.standing is Standing.NO_LONGER_QUALIFIED
    assert (lower.expires, lower.review_year) == (date(2025, 12, 31), 2025)
    assert made.next_tier == upper
    assert [str(gap.comparison.distance.value) for gap in upper.gaps if gap.comparison.distance] == ["600000000"]
    assert "2025年复核" in made.to_text("zh")
    assert "the review falls in 2025" in made.to_text("en")


def test_what_is_missing_to_the_next_tier_is_named() -> None:
    made = decision(认定=[], 营业收入={"2023": 20_000_000})
    upper = made.tiers[1]
    assert upper.standing is Standing.OPEN
    assert upper.criteria_open is not None
    assert upper.criteria_open.missing == ("员工数",)
    data = made.to_json("zh")
    assert data["next_tier"] == "创新型"
    assert [tier["criteria"]["standing"] for tier in data["tiers"]] == ["qualified", "open"]


def test_a_tier_without_criteria_says_nothing_of_them() -> None:
    text = POLICY.replace("    达标: 营业收入[上年] 不低于 500万元\n", "").replace(
        "定义 较高 = 达标 创新型、专精特新 之一\n", ""
    )
    lower = decide(lowered(text), {"认定": []}, "2024-06-01").tiers[0]
    assert (lower.qualifies, lower.standing, lower.criteria_reasons(), lower.gaps) == (None, None, (), ())


def section(made: Decision) -> str:
    return made.to_text("zh").split("认定标准\n")[1]


def test_what_is_missing_to_each_tier_above_is_told_and_nothing_of_those_that_are_open_further_up() -> None:
    told = section(decision(认定=[], 营业收入={"2023": 4_990_000}, 员工数=19))
    assert "创新型中小企业的标准（一）" in told and "相差 1万元" in told
    assert "专精特新中小企业的标准（二）" in told and "相差 501万元" in told and "相差 1\n" in told
    open_above = section(decision(认定=[], 营业收入={"2023": 20_000_000}))
    assert "创新型中小企业的标准（一）" in open_above and "专精特新中小企业的标准" not in open_above


WIDE = "".join(f"    甲{n}: 是否\n" for n in range(9))
MANY = POLICY.replace("    员工数: 整数\n", f"    员工数: 整数\n{WIDE}").replace(
    "    达标: 营业收入[上年] 不低于 500万元\n",
    "    达标:\n        符合下列全部条件:\n" + "".join(f"            甲{n}\n" for n in range(9)),
)


def test_of_criteria_that_are_wide_open_only_what_is_missing_is_told() -> None:
    told = section(decide(lowered(MANY), {"认定": []}, "2024-06-01"))
    assert "未定    尚缺 9 项事实：甲0、甲1" in told
    told = section(decide(lowered(MANY), {"认定": [], "甲0": True}, "2024-06-01"))
    assert "项事实" not in told and "尚缺  甲1、甲2" in told


READ = POLICY.replace(
    "定义 有效(",
    '疑义 口径 @三 "收入的口径":\n    选项 合并\n    选项 单独\n    采用: 合并\n    因: "惯例"\n\n定义 有效(',
).replace("    达标: 营业收入[上年] 不低于 500万元\n", "    达标: 口径 为 合并 且 营业收入[上年] 不低于 500万元\n")


def test_criteria_name_the_readings_without_which_they_would_not_be_met() -> None:
    made = decide(lowered(READ), {"认定": [], "营业收入": {"2023": 6_000_000}}, "2024-06-01")
    assert [taken.spec.name for taken in made.tiers[0].readings] == ["口径"]
    assert "结论取决于疑义「收入的口径」的读法，现采用「合并」" in section(made)
    assert made.to_json("zh")["tiers"][0]["criteria"]["readings"] == ["口径"]
    assert "收入的口径  合并（默认）" in made.to_text("zh")
    poor = decide(lowered(READ), {"认定": [], "营业收入": {"2023": 4_000_000}}, "2024-06-01")
    assert poor.tiers[0].readings == ()


def test_a_policy_that_was_superseded_tells_its_criteria_with_that() -> None:
    text = POLICY.replace("至 2030-12-31\n", '至 2030-12-31\n    被取代: "例〔2024〕9号" 自 2024-06-01\n')
    before, after = (decide(lowered(text), {"认定": []}, day) for day in ("2024-05-31", "2024-06-01"))
    assert before.findings == ()
    (finding,) = after.findings
    assert (finding.kind, finding.subject, finding.since) == (FindingKind.SUPERSEDED, "例〔2024〕9号", date(2024, 6, 1))
    said = "样例  本文件自 2024-06-01 起被 例〔2024〕9号 取代；这里列示的是本文件的标准，不是当日施行的标准"
    assert "".join(said.split()) in "".join(after.to_text("zh").split())
    (data,) = after.to_json("zh")["findings"]
    assert (data["kind"], data["about"]) == ("superseded", "样例")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"认定": []}, "尚未认定；是否达到标准，尚不能确定"),
        ({"认定": [{"称号": "创新型", "认定日": "2023-01-01"}]}, "已认定；是否达到标准，尚不能确定；有效期至 2025-12-31"),
        ({"营业收入": {"2023": 6_000_000}}, "达到标准；是否已认定，尚不能确定"),
        ({"营业收入": {"2023": 1}}, "未达到标准；是否已认定，尚不能确定"),
        ({}, "创新型中小企业    尚不能确定"),
    ],
)
def test_which_of_the_two_is_open_is_said(facts: dict[str, object], said: str) -> None:
    assert said in section(decision(**facts))


def test_a_tier_that_may_be_held_already_is_told_beside_the_next_one() -> None:
    words = section(decision(营业收入={"2023": 1}))
    assert "下一层次          创新型中小企业（尚不能确定是否已持有 创新型中小企业、专精特新中小企业）" in words
    lower = {"称号": "创新型", "认定日": "2023-01-01"}
    words = section(decision(认定=[lower, {"称号": "专精特新"}]))
    assert "下一层次          专精特新中小企业（尚不能确定是否已持有 专精特新中小企业）" in words
    assert "下一层次          专精特新中小企业\n" in section(decision(认定=[lower]))
