import pytest

from policyrules.lint.catalogue import CHECKS
from tests.lint.policies import HEAD, report

PART = """\
事实:
    是科技企业: 是否

措施 支持 @一:
    责任单位: 市工信局
    {kind} 支持 支持:
        条文:
            | 支持科技企业{said}
        对象: 是科技企业
"""
FLAGS = [code for code in CHECKS if code.startswith("competition-")]


def flags(said: str, more: str = "", kind: str = "支持事项", head: str = HEAD) -> list[str]:
    codes = [finding.code for finding in report(head + PART.format(kind=kind, said=said) + more).findings]
    return [code.removeprefix("competition-") for code in codes if code in FLAGS]


@pytest.mark.parametrize(
    ("said", "flag"),
    [
        ("使用指定的服务商", "supplier"),
        ("，由限定机构服务", "supplier"),
        ("，注册地在本市的给予场地", "residence"),
        ("，总部迁入我省的给予场地", "residence"),
        ("在我区设立分公司", "residence"),
        ("，承诺五年不迁出", "residence"),
        ("，落户本地", "residence"),
        ("采购本市企业的产品", "goods"),
        ("推广本地产品", "goods"),
        ("赴港澳发债融资并将募集资金用于江门地区", "outflow"),
        ("，投资收益留在本地", "outflow"),
        ("，给予所得税优惠", "tax"),
        ("，按地方财力贡献的50%奖励", "tax"),
        ("，在工业用地方面,优先给予安排扩大经营用地", "land"),
        ("，供地价格给予优惠", "land"),
        ("，减免行政事业性收费", "fees"),
        ("，社会保险费缓缴", "fees"),
        ("，贷款利率最高不超过LPR", "price"),
        ("，享受优惠电价", "price"),
    ],
)
def test_words_at_which_a_reviewer_stops_are_flagged(said: str, flag: str) -> None:
    assert flag in flags(said)


@pytest.mark.parametrize(
    "said",
    [
        "，在境内工商注册登记的均可申请",
        "采购服务",
        "积极参与政府采购",
        "开拓海内外市场",
        "，对辖区内各类企业一视同仁",
        "，土地按规定公开出让",
        "，税务部门提供个性化服务",
        "，推动银行机构发放贷款",
        "申报科技创新领域扶持资金",
        "通过并购重组等方式对接资本市场",
    ],
)
def test_ordinary_support_is_not_flagged(said: str) -> None:
    assert flags(said) == []


def test_what_units_are_to_do_is_not_flagged() -> None:
    assert flags("采购本市企业的产品", kind="职责") == []


def test_what_a_lead_in_says_is_flagged() -> None:
    lead = PART.format(kind="支持事项", said="").replace("    支持事项", "    引语:\n        | 在我市注册的企业\n    支持事项")
    assert "competition-residence" in [finding.code for finding in report(HEAD + lead).findings]


def test_awards_of_money_for_titles_are_flagged_and_other_awards_are_not() -> None:
    assert flags("，对获得称号的奖励10万元", "        金额: 10万元\n") == ["selective"]
    assert flags("，对研发费用给予奖励", "        金额: 10万元\n") == []
    assert flags("，对获得称号的给予表扬") == []
    tier = "\n层次 科技企业 @二:\n    有效期: 未载明\n    持有: 是科技企业\n"
    held = PART.format(kind="支持事项", said="，奖励10万元").replace(
        "对象: 是科技企业", "对象: 持有 科技企业\n        金额: 10万元"
    )
    assert "competition-selective" in [finding.code for finding in report(HEAD + held + tier).findings]


def test_a_policy_that_ended_before_the_regulations_is_not_looked_at() -> None:
    ended = HEAD.replace("至 2026-12-31", "至 2024-07-31")
    assert flags("在我区设立分公司", head=ended) == []
    assert flags("在我区设立分公司", head=HEAD.replace("至 2026-12-31", "至 2024-08-01")) == ["residence"]
    assert flags("在我区设立分公司", head=HEAD.replace("至 2026-12-31", "起")) == ["residence"]


def test_a_flag_names_its_basis_and_leaves_the_decision_to_the_review() -> None:
    (found,) = [
        one for one in report(HEAD + PART.format(kind="支持事项", said="在我区设立分公司")).findings if one.code in FLAGS
    ]
    assert "公平竞争审查条例》第九条" in (found.help("zh") or "") and "由审查认定" in (found.help("zh") or "")
    assert "article 9" in (found.help("en") or "") and "the review decides" in (found.help("en") or "")
