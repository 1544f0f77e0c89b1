import pytest

from policyrules.values.modality import VERBS, Modality, modality_of, strength, stronger_than_said, verb_in, verbs_in, weaker

LEAD = "省级及以上专精特新中小企业和“金种子”企业在有效期内可享受以下方面的专项保障"


@pytest.mark.parametrize(
    ("verb", "quote", "expected"),
    [
        ("给予", "对企业给予资金奖励", Modality.SHALL),
        ("纳入", "纳入税务部门“一企一策”对象", Modality.SHALL),
        ("列入", "列入B类企业给予用电保障", Modality.SHALL),
        ("开设", "根据需求开设个性化定制公交", Modality.SHALL),
        ("组织", "每年组织遴选一次", Modality.SHALL),
        ("统筹安排", "统筹安排职工子女入读公办教育学校", Modality.SHALL),
        ("优先给予", "优先给予安排扩大经营用地", Modality.PRIORITY),
        ("优先安排", "优先安排二甲以上医院与企业对接", Modality.PRIORITY),
        ("优先推荐", "优先推荐市级专精特新中小企业申报", Modality.PRIORITY),
        ("推动", "推动辖区内银行机构", Modality.SUPPORT),
        ("支持", "支持企业采用新技术", Modality.SUPPORT),
        ("鼓励", "鼓励企业参加展会", Modality.ENCOURAGE),
        ("引导", "引导企业申报扶持资金", Modality.GUIDE),
        ("可享受", "可享受专项保障", Modality.MAY),
    ],
)
def test_a_verb_promises_what_the_document_says(verb: str, quote: str, expected: Modality) -> None:
    assert modality_of(verb, [quote], []) is expected


def test_what_the_lead_in_lets_enjoy_is_never_more_than_a_may() -> None:
    assert modality_of("纳入", ["纳入税务部门“一企一策”对象"], [LEAD]) is Modality.MAY
    assert modality_of("统筹安排", ["统筹安排职工子女入读"], [LEAD]) is Modality.MAY
    assert modality_of("优先给予", ["优先给予安排扩大经营用地"], [LEAD]) is Modality.PRIORITY
    assert modality_of("推动", ["推动辖区内银行机构"], [LEAD]) is Modality.SUPPORT


def test_a_verb_of_the_lead_in_is_weakened_by_that_of_the_quote() -> None:
    assert modality_of("给予", ["优先安排用地"], ["给予以下支持"]) is Modality.PRIORITY
    assert modality_of("鼓励", ["给予资金奖励"], ["鼓励各县(市、区)"]) is Modality.ENCOURAGE


def test_a_modality_may_be_named_but_not_made_stronger_than_the_quote() -> None:
    assert modality_of("guide", ["向企业推送信息"], []) is Modality.GUIDE
    assert modality_of("shall", ["鼓励企业参加"], []) is Modality.ENCOURAGE


def test_the_longest_verb_at_a_place_counts() -> None:
    assert verbs_in("优先给予安排，并给予奖励") == ("优先给予", "给予", "奖励")
    assert verb_in("在有效期内可享受支持") == "可享受"
    assert verb_in("支持、鼓励") == "鼓励"
    assert verb_in("税务方面") is None


def test_a_verb_cut_from_a_weaker_one_is_found_out() -> None:
    assert stronger_than_said("给予", "优先给予安排") == "优先给予"
    assert stronger_than_said("给予", "优先给予安排，并给予奖励") is None
    assert stronger_than_said("统筹", "统筹安排入读") is None
    assert stronger_than_said("推荐", "优先推荐企业") is None


def test_every_row_of_the_table_is_a_verb_of_its_own() -> None:
    assert all(strength(verb) is modality for verb, modality in VERBS.items())
    assert strength("按") is None
    assert all(strength(modality.value) is modality for modality in Modality)
    assert weaker(Modality.MAY, Modality.SUPPORT) is Modality.SUPPORT
