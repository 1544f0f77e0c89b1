import pytest

from policyrules.diagnostics import Language
from policyrules.explain.awards import MOST_RECORDS
from policyrules.explain.decision import Decision
from policyrules.explain.reasons import flat
from tests.awards import award, decided, policy, project
from tests.decision_documents import VALIDATOR

TITLES = (award("国家奖", "条件: 甲可", "金额: 30万元"), award("省级奖", "条件: 乙可", "金额: 10万元"))
BOTH = {"甲可": True, "乙可": True, "已领": "10万元"}


def rows(decision: Decision) -> list[str]:
    """Return the lines of the section on the total."""
    _, _, section = decision.to_text().partition("\n合计\n")
    return [" ".join(line.split()) for line in section.splitlines()[1:] if line.strip()]


def test_the_award_that_is_dropped_is_told_with_the_rule_and_where_it_stands() -> None:
    assert rows(decided(policy(*TITLES, rules=("就高不重复: 全部",)), BOTH)) == [
        "合计 30万元",
        "计入 国家奖 30万元",
        "不另计 省级奖 10万元：就高不重复（一 资金奖励）",
        "规则 就高不重复（一 资金奖励）：只计最高的 国家奖",
    ]


def test_the_difference_is_told_with_what_was_received() -> None:
    assert rows(decided(policy(*TITLES, rules=("补差: 全部 已获 已领",)), BOTH)) == [
        "合计 20万元",
        "计入 国家奖 30万元",
        "不另计 省级奖 10万元：补差（一 资金奖励）",
        "规则 补差（一 资金奖励）：最高的是 国家奖，扣除已获 10万元，计 20万元",
    ]


def test_what_was_received_may_be_open() -> None:
    given = {name: value for name, value in BOTH.items() if name != "已领"}
    told = rows(decided(policy(*TITLES, rules=("补差: 全部 已获 已领",)), given))
    assert "最高的是 国家奖，扣除已获部分（0元 至 1亿元 之间），计 0元 至 30万元 之间" in "".join(told)


def test_beside_an_award_that_is_dropped_the_rule_is_told() -> None:
    decision = decided(policy(*TITLES, rules=("就高不重复: 全部",)), BOTH)
    higher, lower = " ".join(decision.to_text("zh").partition("合计\n")[0].split()).split("省级奖：")
    assert "不另计 就高不重复（一 资金奖励）：只计最高的 国家奖" in lower
    assert "不另计" not in higher


def beside(decision: Decision, name: str) -> list[str]:
    """Return the lines that stand under the heading of an award, from its amount on."""
    _, _, told = decision.to_text().partition("合计\n---")[0].partition(f"{name}：符合")
    lines = [" ".join(line.split()) for line in told.splitlines()[1:]]
    block = lines[: lines.index("")] if "" in lines else lines
    return block[next(place for place, line in enumerate(block) if line.startswith("金额")) :]


def test_beside_an_award_that_may_be_dropped_that_is_told() -> None:
    decision = decided(policy(*TITLES, rules=("就高不重复: 全部",)), {"乙可": True})
    assert beside(decision, "省级奖") == [
        "金额 10万元",
        "可能不另计 就高不重复（一 资金奖励）：只计最高的一项，哪一项最高尚不能确定",
    ]


def test_beside_the_highest_what_was_received_is_told() -> None:
    decision = decided(policy(*TITLES, rules=("补差: 全部 已获 已领",)), BOTH)
    assert beside(decision, "国家奖") == [
        "金额 30万元",
        "另有规则 补差（一 资金奖励）：最高的是 国家奖，扣除已获 10万元，计 20万元",
    ]


def test_awards_that_are_equally_high_are_told_as_one_of_them() -> None:
    lowered = policy(award("甲奖", "金额: 1万元"), award("乙奖", "金额: 1万元"), rules=("择一申报: 全部",))
    decision = decided(lowered, {})
    assert rows(decision)[:3] == ["合计 1万元", "计其一 甲奖 1万元", "计其一 乙奖 1万元"]
    assert beside(decision, "甲奖")[1].startswith("计其一 择一申报（一 资金奖励）")
    assert [one["tied_by"] for one in decision.to_json()["total"]["awards"]] == [[0], [0]]


def test_what_comes_to_less_than_nothing_is_told_and_counts_as_nothing() -> None:
    decision = decided(policy(award("甲奖", "金额: 甲数 - 乙数"), award("乙奖", "金额: 1万元")), {"甲数": "1元", "乙数": "3元"})
    assert beside(decision, "甲奖") == ["金额 0元", "计算 甲数 - 乙数 为 -2元，低于零，计 0元"]
    assert rows(decision) == ["合计 1万元", "计入 乙奖 1万元"]


def test_a_rule_over_an_amount_that_is_not_stated_leaves_open_which_is_the_highest() -> None:
    decision = decided(policy(award("甲奖", "金额: 未载明"), award("乙奖", "金额: 1万元"), rules=("就高不重复: 全部",)), {})
    assert rows(decision) == [
        "合计 不低于 1万元（甲奖：原文未载明金额）",
        "未定 甲奖 原文未载明金额",
        "未定 乙奖 1万元",
        "规则 就高不重复（一 资金奖励）：只计最高的一项，哪一项最高尚不能确定",
    ]


def test_an_amount_that_is_not_stated_is_held_by_the_cap_on_the_sum() -> None:
    decision = decided(policy(award("甲奖", "金额: 未载明"), award("乙奖", "金额: 1万元"), rules=("合计上限: 5万元",)), {})
    assert rows(decision)[0] == "合计 1万元 至 5万元 之间（甲奖：原文未载明金额）"


def test_the_winner_is_named_though_the_other_may_be_nothing() -> None:
    lowered = policy(award("甲奖", "条件: 甲可", "金额: 1万元"), award("乙奖", "金额: 3万元"), rules=("就高不重复: 全部",))
    assert rows(decided(lowered, {}))[-1] == "规则 就高不重复（一 资金奖励）：只计最高的 乙奖"


def test_an_amount_that_is_not_stated_is_told_with_its_maximum_and_no_reckoning() -> None:
    decision = decided(policy(award("奖", "金额: 未载明", "上限: 50万元"), award("补", "金额: 1元")), {})
    text = " ".join(decision.to_text("zh").split())
    assert "金额 原文未载明金额，不超过 50万元 " in text
    assert "计算" not in text
    assert "奖：原文未载明金额" in rows(decision)[0]


def test_an_amount_that_is_open_is_told_within_what_is_known_of_it() -> None:
    capped = policy(
        award("奖", "金额: 甲数 - 乙数", "上限: 50万元"),
        award("补", "金额: 租金[上年]", "上限: 5万元"),
        award("贴", "金额: 租金[上年]"),
        award("助", "金额: 3万元 + 较大者(0元, 租金[上年])"),
    )
    text = " ".join(decided(capped, {"甲数": "1万元"}).to_text("zh").split())
    assert "金额 0元 至 1万元 之间（未提供 乙数）" in text
    assert "金额 0元 至 5万元 之间（未提供 2023年租金）" in text
    assert "金额 尚不能确定（未提供 2023年租金）" in text
    assert "金额 尚不能确定，不低于 3万元（未提供 2023年租金）" in text


def test_the_sentence_of_a_rule_is_told_and_promises_nothing_of_its_own() -> None:
    said = ("条文:", "    | 同一企业可以择一申报", "择一申报: 全部")
    decision = decided(policy(*TITLES, rules=said), BOTH)
    assert "一 资金奖励 ----------- 原文 「同一企业可以择一申报」 " in " ".join(decision.to_text("zh").split())
    assert {str(outcome.modality) for outcome in decision.entitlements} == {"shall"}


def test_a_choice_is_left_to_the_enterprise() -> None:
    decision = decided(policy(*TITLES, rules=("择一申报: 全部",)), BOTH)
    assert "规则 择一申报（一 资金奖励）：企业须择一申报，这里按金额最高的 国家奖 计" in rows(decision)
    assert [str(outcome.verdict) for outcome in decision.entitlements] == ["entitled", "entitled"]


def test_a_cap_on_the_sum_is_told() -> None:
    told = rows(decided(policy(*TITLES, above=("合计上限: 35万元",)), BOTH))
    assert told[0] == "合计 35万元"
    assert told[-1] == "规则 合计上限（小政策）：各项合计 40万元，超过 35万元，计 35万元"


def test_of_awards_that_are_equally_high_one_counts() -> None:
    lowered = policy(award("甲奖", "金额: 1万元"), award("乙奖", "金额: 1万元"), rules=("就高不重复: 全部",))
    assert "规则 就高不重复（一 资金奖励）：只计最高的 甲奖、乙奖（金额相同，计其一）" in rows(decided(lowered, {}))


def test_of_a_single_award_without_a_rule_no_total_is_told_beside_it() -> None:
    assert "合计" not in decided(policy(award("奖", "金额: 30万元")), {}).to_text("zh")
    assert "合计" in decided(policy(award("奖", "金额: 30万元"), rules=("合计上限: 20万元",)), {}).to_text("zh")


def test_what_only_points_a_direction_is_not_told_as_something_due() -> None:
    decision = decided(policy(award("奖", "金额: 30万元", verb="鼓励"), award("补", "金额: 1元")), {})
    assert rows(decision)[-1] == "提示 奖 的金额是政策导向（“鼓励”），不等于确定的给付"
    assert "属鼓励对象" in decision.to_text()


def test_nothing_is_told_of_an_award_that_is_not_given() -> None:
    decision = decided(policy(*TITLES), {"甲可": False, "乙可": False})
    assert rows(decision) == ["合计 0元", "计入 没有可以计入的金额"]


def test_an_award_with_an_unstated_amount_is_named_outside_of_the_total() -> None:
    lowered = policy(award("奖", "金额: 未载明"), award("补", "金额: 1万元"), award("贴", "条件: 甲可", "金额: 未载明"))
    assert rows(decided(lowered, {"甲可": False}))[-1] == "不在合计之内 奖：原文未载明金额"


RECORDS = award(
    "奖", "对每个: 项目 甲", "条件: 甲.类 为 “技改”", "金额: 甲.投资额 × 10%", "每项上限: 5万元",
    "年度上限: 6万元 按 甲.验收日", "已获: 已领", "分期支付:", "    立项后: 30%", "    验收后: 70%",
)  # fmt: skip


def test_each_step_and_each_record_is_told() -> None:
    projects = [project("一", "90万元"), project("二", "30万元", kind=None), project("三", "9万元", kind="设备")]
    text = decided(policy(RECORDS), {"项目": projects, "已领": "1万元"}).to_text()
    told = " ".join(text.split()).replace(" ", "")
    assert "计算各项合计5万元至8万元之间；每年不超过6万元，计5万元至6万元之间；扣除已获1万元，计4万元至5万元之间" in told
    assert "5万元（投资额×10%计9万元；超过每项上限5万元，计5万元）" in told
    assert "尚不能确定，3万元（投资额×10%计3万元；未超过每项上限5万元）；尚缺：项目第2项的类" in told
    assert "不符合（类为技改：实际设备）" in told
    assert "分期支付立项后30%，1.2万元至1.5万元之间；验收后70%，2.8万元至3.5万元之间" in told


def test_the_document_says_the_same_in_both_languages() -> None:
    projects = [project("一", "90万元"), project("二", None, kind=None)]
    lowered = policy(RECORDS, *TITLES, rules=("就高不重复: 国家奖、省级奖",), above=("合计上限: 35万元",))
    decision = decided(lowered, {"项目": projects, "甲可": True})
    for language in ("zh", "en"):
        VALIDATOR.validate(decision.to_json(language, explanations=True))
    total = decision.to_json()["total"]
    assert total["awards"][1] == {
        "policy": "小", "entitlement": "国家奖", "value": "30000000", "low": "30000000", "high": "30000000", "alternatives": [],
        "counts": True, "dropped_by": None, "open_by": [], "tied_by": [], "cut_by": [1], "words": "国家奖 30万元",
    }  # fmt: skip
    assert [rule["kind"] for rule in total["rules"]] == ["highest_only", "total_cap"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", ["享受 甲奖", "不得兼得 丙奖", "享受 丙奖：乙可 否"]),
        ("en", ["entitled to 甲奖", "not together with 丙奖", "entitled to 丙奖: 乙可 no"]),
    ],
)
def test_what_is_asked_of_another_award_is_told_in_the_language_of_the_page(language: Language, expected: list[str]) -> None:
    lowered = policy(
        award("甲奖", "条件: 甲可", "金额: 1元"),
        award("乙奖", "加成: 甲奖", "不得兼得: 丙奖", "金额: 1元"),
        award("丙奖", "条件: 乙可", "金额: 1元"),
    )
    told = flat(decided(lowered, {"甲可": True, "乙可": False})["乙奖"].reasons(language))
    assert [line for line in told if "甲奖" in line or "丙奖" in line] == expected


def test_of_very_many_records_the_page_tells_some_and_the_document_all() -> None:
    many = MOST_RECORDS + 12
    lowered = policy(award("奖", "对每个: 项目 某", "条件: 某.投资额 高于 0元", "金额: 某.投资额"))
    decision = decided(lowered, {"项目": [project(str(n), "1元") for n in range(many)]})
    assert len(decision.to_json()["entitlements"][0]["amount"]["records"]) == many
    page = decision.to_text("zh")
    assert page.count("逐项") == MOST_RECORDS + 2 and "逐项      另有 12 项，此处不逐项列出" in page
    assert page.count("投资额 高于 0元") == MOST_RECORDS and "项目 另有 12 项" in page
    assert "12 more of 项目" in decision.to_text("en")
