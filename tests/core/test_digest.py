"""The digest of a policy."""

import pytest
from attrs import evolve

import policyrules
from policyrules.core.digest import policy_digest, rules_digest, tree_digest
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse
from tests.core.texts import HEAD, MEASURE

TEXT = f"{HEAD}{MEASURE}        符合下列条件之一:\n            甲: 有证\n            乙: 预算 > 1元\n"


def digest(text: str) -> str:
    tree, diagnostics = parse(Source("小.pol", text))
    assert not diagnostics
    return tree_digest(tree)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("预算 > 1元", "预算    ＞  1元"),
        ("有证\n", "有证  # 证书\n"),
        ("有证\n", "有证\n\n\n"),
        ("符合下列条件之一:", "any of:"),
        (":", "："),
        ("\n", "\r\n"),
    ],
    ids=["spaces", "comment", "empty lines", "keyword", "colon", "line ends"],
)
def test_what_a_text_looks_like_does_not_change_it(old: str, new: str) -> None:
    assert digest(TEXT.replace(old, new)) == digest(TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1元", "2元"),
        ("1元", "1%"),
        ("甲: 有证", "证: 有证"),
        ("| 给予奖励", "| 可给予奖励"),
        (" > ", " >= "),
    ],
    ids=["value", "type", "label", "quote", "operator"],
)
def test_what_it_says_does(old: str, new: str) -> None:
    assert digest(TEXT.replace(old, new)) != digest(TEXT)


def test_where_one_part_ends_and_the_next_begins_is_part_of_what_it_says() -> None:
    one = TEXT.replace("枚举 颜色: 红、绿", "枚举 颜色: 红、绿、蓝")
    other = TEXT.replace("枚举 颜色: 红、绿", "枚举 颜色: 红、绿蓝")
    assert digest(one) != digest(other)


def test_what_a_policy_decides_by_has_a_digest_without_its_tests() -> None:
    policy = policyrules.load("中小企业划型")
    tests = [one for one in policy.checked.tree.declarations if isinstance(one, ast.Scenario | ast.Property)]
    others = tuple(one for one in policy.checked.tree.declarations if one not in tests)
    bare = evolve(policy.checked, tree=evolve(policy.checked.tree, declarations=others))
    fewer = evolve(policy.checked, tree=evolve(policy.checked.tree, declarations=others[:-1]))
    assert tests and rules_digest(bare) == rules_digest(policy.checked) == policy_digest(bare) != policy.digest
    assert rules_digest(fewer) != rules_digest(policy.checked)
