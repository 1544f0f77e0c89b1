"""Who misses an award by one condition is told with the distance that the explanation tells, the nearest first."""

from fractions import Fraction
from pathlib import Path

import attrs

import policyrules
from policyrules.explain.phrases import distance_words
from policyrules.explain.render import as_text
from policyrules.register.views.near import near
from policyrules.register.views.pages import near_data, near_page, near_rows
from policyrules.register.views.viewed import Viewed
from tests.register.few import CRITERIA, DAY
from tests.register.matched import matched

#: Two conditions failed: 005; none: 006; one that is not a number: 007; one is not known: 008.
FOUND = [("003", 0), ("008", 1), ("004", 10), ("002", Fraction(1, 1000)), ("001", Fraction(1, 100))]


def test_each_condition_has_its_own_order(near_ones: Viewed) -> None:
    found = list(near(near_ones))
    assert [(one.id, one.distance.value if one.distance else None) for one in found] == FOUND
    assert [one.condition.words[0] for one in found[2:4]] == ["人数 高于 100", "研发占比 不低于 3%"]
    assert [one.open for one in found] == [0, 1, 0, 0, 0]
    assert [one.name for one in found[:2]] == ["第3家", "第8家"]


def test_the_distance_is_that_of_the_explanation(near_ones: Viewed) -> None:
    policy = policyrules.load(CRITERIA)
    share = next(one for one in near(near_ones) if one.id == "002")
    facts = {"人数": 101, "研发": {"2022": "2.9万元"}, "收入": {"2022": "100万元"}, "有证": True}
    (tier,) = policy.decide(facts, DAY).tiers
    (gap,) = tier.gaps
    assert gap.comparison.distance is not None and share.distance is not None
    assert gap.comparison.distance.value == share.distance.value and gap.comparison.distance.exact and share.distance.exact
    assert distance_words(share.distance, "zh") == "相差 0.1 个百分点"


def test_of_each_condition_no_more_than_the_limit_is_told_and_how_many_there_are(near_ones: Viewed) -> None:
    assert [(one.id, one.alike) for one in near(near_ones, limit=1)] == [("003", 3), ("002", 2)]


def test_enterprises_of_one_number_stand_in_an_order_of_their_own(near_ones: Viewed) -> None:
    alike = f"SELECT * REPLACE ('1' AS id, 5 AS p0_t0_d0) FROM ({near_ones.table})"
    ways = [f"{alike} ORDER BY 企业名称 {way} LIMIT 9" for way in ("ASC", "DESC")]
    one, other = (list(near(attrs.evolve(near_ones, table=way), limit=2)) for way in ways)
    assert one == other and [who.name for who in one[:2]] == ["第3家", "第4家"]


def test_a_condition_without_a_distance_is_told_where_it_is_asked_for(near_ones: Viewed) -> None:
    (one,) = [one for one in near(near_ones, all_=True) if one.distance is None]
    assert (one.id, one.condition.words[0]) == ("007", "有证")


ALTERNATIVES = CRITERIA.replace(
    """        有证: 有证
""",
    """        途径: 符合下列条件之一:
            各类企业: 范围 为 各类
            有证: 有证
            规模大: 人数 超过 500
            两项: 符合下列全部条件:
                有收入: 收入[上年] 不低于 200万元
                有研发: 研发[上年] 不低于 50万元
""",
).replace(
    "层次 优",
    """疑义 范围 @三 "范围":
    选项 优等 "优等企业"
    选项 各类 "各类企业"
    采用: 优等
    因: "例"

层次 优""",
)


def test_alternatives_are_told_together_and_a_reading_is_nobodys_to_meet(tmp_path: Path) -> None:
    fine = {"企业名称": "甲", "人数": 101, "研发": {"2022": "3万元"}, "收入": {"2022": "100万元"}, "有证": False}
    viewed = matched(policyrules.load(ALTERNATIVES), [fine], DAY, tmp_path / "m.parquet", name="企业名称", places=())
    (one,) = near(viewed, all_=True)
    assert one.condition.words[0] == "有证" and [other.words[0] for other in one.instead] == ["人数 高于 500"]
    told = as_text(near_page([one], "zh", None), "zh")
    assert "只差“有证”一项（或者“规模大：人数 高于 500”）：1 家" in told and "各类" not in told
    english = as_text(near_page([one], "en", None), "en")
    assert "only “有证” is missed (“规模大: 人数 more than 500” would be enough too), by 1" in english
    assert [data["instead"] for data in near_data([one], "zh")] == [["规模大：人数 高于 500"]]
    header, row = near_rows([one], "zh")
    assert dict(zip(header, row, strict=True))["或者"] == "规模大：人数 高于 500"


def test_only_the_awards_that_are_wanted_are_told(near_ones: Viewed, viewed: Viewed) -> None:
    assert len(list(near(near_ones, frozenset({"优"})))) == len(FOUND)
    assert list(near(near_ones, frozenset({"别的"}))) == []
    lacking = list(near(viewed, frozenset({"税务服务"}), all_=True))
    assert [one.id for one in lacking] == ["003"] and lacking[0].distance is None
