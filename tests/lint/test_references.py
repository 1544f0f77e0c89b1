from pathlib import Path

import pytest

from policyrules.api import load
from tests.lint.policies import HEAD, places

DUTY = """\
措施 采购 @一:
    责任单位: 市工信局
    职责 落实办法 落实:
        条文:
            | {said}
"""


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("落实(财库〔2025〕46号)", ["财库〔2025〕46号"]),
        ("落实(财库[2025]46号)和(财库〔2020〕46号)", ["财库[2025]46号"]),
        ("落实(财库〔2024〕46号)", []),
        ("落实2025年的第46号通知", []),
    ],
)
def test_a_document_of_a_later_year_is_no_basis(said: str, found: list[str]) -> None:
    assert places("reference-later", HEAD + DUTY.format(said=said)) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("按例〔2021〕9号落实", ["例〔2021〕9号"]),
        ("按例[2021]9 号落实", ["例[2021]9 号"]),
        ("落实后,例〔2021〕9号同时废止", []),
        ("按例〔2021〕10号落实", []),
    ],
)
def test_a_document_that_this_one_replaces_is_no_basis(said: str, found: list[str]) -> None:
    head = HEAD.replace("    原文", '    取代: "例〔2021〕9号" 自 2024-02-01\n    原文')
    assert places("reference-superseded", head + DUTY.format(said=said)) == found


def test_what_is_replaced_after_the_policy_has_ended_is_a_basis() -> None:
    head = HEAD.replace("    原文", '    取代: "例〔2021〕9号" 自 2027-02-01\n    原文')
    assert places("reference-superseded", head + DUTY.format(said="按例〔2021〕9号落实")) == []


def test_a_policy_that_is_used_says_what_replaced_it(tmp_path: Path) -> None:
    used = HEAD.replace("政策 样例", "政策 旧办法").replace("〔2024〕1号", "〔2023〕5号").replace('    原文: "例.txt"\n', "")
    used = used.replace(
        "单位:", '    被取代: "例〔2025〕2号" 自 2025-01-01\n\n事实:\n    是大企业: 是否\n\n定义 大 @一 = 是大企业\n'
    ).partition("    市工信局")[0]
    (tmp_path / "旧办法.pol").write_text(used, encoding="utf-8")
    text = HEAD.replace('    原文: "例.txt"\n', "").replace("单位:", '引用 旧 "旧办法.pol"\n\n单位:') + DUTY.format(
        said="按例〔2023〕5号落实"
    )
    (tmp_path / "样例.pol").write_text(text + "        对象: 旧.大\n", encoding="utf-8")
    policy = load(tmp_path / "样例.pol")
    (found,) = [finding for finding in policy.lint().findings if finding.code == "reference-superseded"]
    assert found.arguments == {"number": "例〔2023〕5号", "by": "例〔2025〕2号", "since": "2025-01-01"}
