from pathlib import Path

import pytest

from policyrules.api import load
from policyrules.lint.catalogue import CHECKS
from tests.lint.policies import HEAD, SHIPPED, report
from tests.lint.test_awards import AWARD


def test_what_is_allowed_is_no_finding_and_is_shown_with_its_reason() -> None:
    plain = report(HEAD + AWARD)
    assert "amount-unstated" in [finding.code for finding in plain.findings]
    assert plain.allowed == ()
    kept = report(HEAD + AWARD.replace("金额: 未载明", '金额: 未载明  # 允许 amount-unstated 因 "原文没有写"'))
    assert "amount-unstated" not in [finding.code for finding in kept.findings]
    assert [(one.diagnostic.code, one.reason) for one in kept.allowed] == [("amount-unstated", "原文没有写")]
    assert len(kept.findings) == len(plain.findings) - 1


def test_the_nearest_of_several_allowances_gives_the_reason() -> None:
    text = AWARD.replace("措施", '# 允许 amount-unstated 因 "远"\n措施').replace(
        "    支持", '    # 允许 amount-unstated 因 "近"\n    支持'
    )
    both = report(HEAD + text)
    assert [one.reason for one in both.allowed if one.diagnostic.code == "amount-unstated"] == ["近"]
    assert "allowance-idle" not in [finding.code for finding in both.findings]


def test_an_allowance_that_allows_nothing_is_a_finding_that_cannot_be_allowed() -> None:
    text = '# 允许 allowance-idle 因 "理由"\n# 允许 unit-unstated 因 "理由"\n' + AWARD
    codes = [finding.code for finding in report(HEAD + text).findings]
    assert codes.count("allowance-idle") == 1
    assert codes.count("allowance-unknown") == 1


def test_findings_are_in_the_order_of_the_text() -> None:
    found = [finding.span.start for finding in report(HEAD + AWARD).findings if finding.span]
    assert found == sorted(found)


def test_every_check_finds_under_its_own_code_only() -> None:
    assert all(finding.code in CHECKS for finding in report(HEAD + AWARD).findings)


def test_definitions_that_use_one_another_many_times_are_walked_once() -> None:
    facts = "事实:\n    人数: 整数 0 至 100\n\n定义 甲0 = 人数 不少于 20\n"
    chain = "".join(f"\n定义 甲{n} = 甲{n - 1} 且 (甲{n - 1} 或 人数 不少于 {n})\n" for n in range(1, 60))
    part = AWARD + "        条件: 甲59\n" + '\n试算 "一":\n    日期: 2025-01-01\n    人数: 20\n    应可享受: 奖励\n'
    codes = {finding.code for finding in report(HEAD + facts + chain + part).findings}
    assert "threshold-untried" in codes


def test_a_block_of_very_many_conditions_is_read_in_time() -> None:
    facts = "事实:\n    人数: 整数 0 至 100000\n\n"
    lines = "".join(f"            人数 不少于 {n}\n" for n in range(500))
    text = HEAD + facts + AWARD + "        符合下列全部条件:\n" + lines
    assert "condition-implied" in {finding.code for finding in report(text).findings}


SHIPS = sorted([*SHIPPED.glob("*.pol"), *(SHIPPED.parent / "examples").glob("*.pol")])


@pytest.mark.parametrize("path", SHIPS, ids=lambda path: path.stem)
def test_what_ships_is_clean_or_says_in_place_why_it_stays(path: Path) -> None:
    found = load(path).lint()
    assert [(finding.code, finding.message("zh")) for finding in found.findings] == []
    assert all(len(kept.reason) > 8 for kept in found.allowed)
