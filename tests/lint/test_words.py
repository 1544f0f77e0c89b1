import pytest

from tests.lint.policies import HEAD, places

AWARD = """\
措施 资金 @一:
    责任单位: 市工信局
    支持事项 奖励 给予:
        条文:
            | 给予奖励{said}
        金额: {sum}
"""


@pytest.mark.parametrize(
    ("written", "is_found"),
    [
        ("1000000元", True),
        ("12000万元", True),
        ("20000元", True),
        ("100百万元", True),
        ("100万元", False),
        ("1050万元", False),
        ("12345万元", False),
        ("9999元", False),
        ("1000元", False),
        ("1.2亿元", False),
        ("1000000 yuan", False),
    ],
)
def test_zeros_that_a_larger_unit_would_save_are_found(written: str, is_found: bool) -> None:
    assert places("sum-zeros", HEAD + AWARD.format(said="", sum=written)) == ([written] if is_found else [])


def test_a_sum_that_the_document_writes_so_is_not_found() -> None:
    assert places("sum-zeros", HEAD + AWARD.format(said="1,000,000元", sum="1000000元")) == []


def test_sums_in_scenarios_are_left_alone() -> None:
    text = AWARD.format(said="", sum="100万元") + '\n试算 "甲":\n    日期: 2025-01-01\n    奖励 的 金额 应为 1000000元\n'
    assert places("sum-zeros", HEAD + text) == []


@pytest.mark.parametrize(
    ("title", "said", "is_found"),
    [
        ("实施方案", "本工作方案", True),
        ("实施方案", "本方案", False),
        ("实施方案(2024—2026年)", "本方案", False),
        ("实施方案(2024—2026年)", "本办法", True),
        ("若干措施", "本措施", False),
        ("奖励标准", "本标准之外另有本办法", False),
    ],
)
def test_a_document_is_to_call_itself_what_its_title_says(title: str, said: str, is_found: bool) -> None:
    text = HEAD.replace("发展办法", f"发展{title}") + AWARD.format(said=f",由{said}规定", sum="10万元")
    assert len(places("self-name", text)) == is_found


TIER = """\
事实:
    是专精特新: 是否

层次 专精特新 @一 "专精特新{kind}":
    有效期: 未载明
    持有: 是专精特新

"""


def test_a_title_is_to_be_written_in_one_way() -> None:
    one, both = ",对专精特新企业", ",对专精特新企业、专精特新中小企业"
    for kind in ("企业", "中小企业"):
        assert places("title-varies", HEAD + TIER.format(kind=kind) + AWARD.format(said=one, sum="10万元")) == []
        assert places("title-varies", HEAD + TIER.format(kind=kind) + AWARD.format(said=both, sum="10万元")) == [
            f'"专精特新{kind}"'
        ]
    assert places("title-varies", HEAD + TIER.format(kind="称号") + AWARD.format(said=both, sum="10万元")) == []
