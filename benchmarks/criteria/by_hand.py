"""The criteria of `criteria.pol` as a person writes them in Python who wants two verdicts, and quickly.

In: the dict that `policy.decide` takes, and the day. Out: whether the criteria of 专精特新 and of 小巨人 are met. It takes for
granted that every fact is there and is what it should be, in yuan, and keeps nothing of what it looked at. Shares are compared
by multiplying out, since a quotient of floats would decide wrongly right at a threshold.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

IN_FORCE = date(2022, 8, 1)
PLACES = {"国家级": 10, "省级": 8, "市级": 4, "市级以下": 2, "未建立": 0}


def by_hand(facts: Mapping[str, Any], on: date) -> tuple[bool, bool]:
    """Return whether an enterprise meets the criteria of 专精特新, and those of 小巨人."""
    revenue = facts["上年营业收入"]
    main, main_before, main_earlier = facts["上年主营收入"], facts["前年主营收入"], facts["大前年主营收入"]
    research, research_before = facts["上年研发费用"], facts["前年研发费用"]
    debts, assets = facts["负债总额"], facts["资产总额"]
    raised = facts["近两年融资"]
    years = facts["从事年数"]
    staff, researchers = facts["职工总数"], facts["研发人员"]
    rights, place = facts["知识产权"], facts["研发机构"]
    national, contest = facts["国家级奖励排名"], facts["大赛"]
    # The average of two growths, (a/b − 1 + b/c − 1) / 2, is growth / of.
    growth = main * main_earlier + main_before * main_before - 2 * main_before * main_earlier
    of = 2 * main_before * main_earlier
    score = facts["其余得分"] + PLACES[place] + min(years // 2, 5)
    score += 5 if main * 5 >= revenue * 4 else 3 if main * 10 >= revenue * 7 else 1 if main * 5 >= revenue * 3 else 0
    if growth * 10 >= of:
        score += 10
    elif growth * 25 >= of * 2:
        score += 8
    elif growth * 50 >= of * 3:
        score += 6
    elif growth * 25 >= of:
        score += 4
    elif growth >= 0:
        score += 2
    score += 5 if debts * 2 <= assets else 3 if debts * 5 <= assets * 3 else 1 if debts * 10 <= assets * 7 else 0
    score += 10 if facts["高价值知识产权"] >= 1 else 6 if rights >= 1 else 0
    if research >= 5_000_000 or research * 10 >= revenue:
        score += 10
    elif research >= 4_000_000 or research * 25 >= revenue * 2:
        score += 8
    elif research >= 3_000_000 or research * 50 >= revenue * 3:
        score += 6
    elif research >= 2_000_000 or research * 25 >= revenue:
        score += 4
    elif research >= 1_000_000 or research * 100 >= revenue * 3:
        score += 2
    score += 5 if researchers * 5 >= staff else 3 if researchers * 10 >= staff else 1 if researchers * 20 >= staff else 0
    specialised = (
        on >= IN_FORCE
        and years >= 2
        and research >= 1_000_000
        and research * 100 >= revenue * 3
        and (revenue >= 10_000_000 or raised >= 20_000_000)
        and (
            score >= 60
            or facts["省级奖励排名"] <= 3
            or national <= 5
            or research + research_before >= 20_000_000
            or raised >= 60_000_000
            or contest in ("全国五十强", "全国五百强")
        )
    )
    if revenue >= 100_000_000:
        invests = research * 100 >= revenue * 3 and research_before * 100 >= facts["前年营业收入"] * 3
    elif revenue >= 50_000_000:
        invests = research * 50 >= revenue * 3 and research_before * 50 >= facts["前年营业收入"] * 3
    else:
        invests = raised >= 80_000_000 and research >= 30_000_000 and researchers * 2 >= staff
    giant = (
        on >= IN_FORCE
        and years >= 3
        and main * 10 >= revenue * 7
        and growth * 20 >= of
        and facts["核心业务用信息系统"]
        and facts["有管理体系或产品认证"]
        and debts * 10 <= assets * 7
        and facts["市场占有率"] >= 10
        and facts["享有知名度"]
        and facts["品牌有竞争优势"]
        and (
            (invests and place != "未建立" and rights >= 2 and facts["知识产权已产生效益"])
            or national <= 3
            or contest == "全国五十强"
        )
        and facts["位于关键环节"]
    )
    return specialised, giant
