"""What is named of another policy."""

from pathlib import Path

import pytest

from policyrules.checking.policy import BindingKind
from policyrules.syntax import ast
from tests.beside import LOCAL, NATIONAL, codes, examined, head


def asked(condition: str, folder: Path, before: str = "", national: str = NATIONAL) -> list[str]:
    text = head("本地", "1号") + f'引用 国标 "国标.pol"\n\n{before}\n\n定义 甲 = {condition}\n'
    found = codes({"本地.pol": text, "国标.pol": national}, folder)
    return [code for code in found if code != "definition-unused"]


def test_definitions_facts_parameters_functions_scores_and_tiers_can_be_named(tmp_path: Path) -> None:
    policy = examined({"本地.pol": LOCAL, "国标.pol": NATIONAL}, tmp_path)
    assert {one.code for one in policy.diagnostics} == {"source-missing", "use-ended"}
    kinds = {binding.kind for name, binding in policy.bindings.items() if isinstance(name, ast.Name)}
    wanted = {BindingKind.USE, BindingKind.DEFINITION, BindingKind.FUNCTION, BindingKind.SCORE, BindingKind.TIER}
    assert wanted | {BindingKind.PARAMETER} <= kinds


@pytest.mark.parametrize(
    "condition",
    [
        "国标.人数 高于 1",
        "国标.营业收入[上年] 高于 1元",
        "国标.认定 中有一项: 称号 为 其他",
        "国标.利率 高于 1%",
        "国标.评价.规模 高于 1",
        "国标.评价 合格",
        "达标 国标.小巨人 且 非 持有 国标.小巨人",
    ],
)
def test_what_can_be_named(condition: str, tmp_path: Path) -> None:
    assert asked(condition, tmp_path) == []


@pytest.mark.parametrize(
    "condition, code",
    [
        ("国标.人敉 高于 1", "use-unknown"),
        ("国标.口径 为 日历年", "use-reading"),
        ("持有 国标.小巨入", "use-unknown"),
        ("持有 省标.小巨人", "use-name-unknown"),
        ("国标.没有(1元) 高于 1元", "use-unknown"),
        ("国标.达到标准(1元) 高于 1元", "call-of-value"),
        ("国标", "use-as-value"),
        ("国标.达到标准.甲", "field-of-value"),
    ],
)
def test_what_cannot_be_named_is_reported(condition: str, code: str, tmp_path: Path) -> None:
    assert code in asked(condition, tmp_path)


def test_the_argument_of_a_function_has_its_own_type(tmp_path: Path) -> None:
    assert asked("国标.较低额(3) 高于 1元", tmp_path) == ["unit-missing"]
    assert asked("国标.较低额(3元, 4元) 高于 1元", tmp_path) == ["arguments-count"]


def test_a_record_of_that_name_comes_first(tmp_path: Path) -> None:
    before = "记录 证书:\n    号: 整数\n\n事实:\n    证: 证书 列表\n"
    condition = "证 中有一项 国标: 国标.号 高于 1"
    assert asked(condition, tmp_path, before) == ["use-unused"]


def test_what_may_stand_in_a_line_that_is_wrong_is_not_missed(tmp_path: Path) -> None:
    broken = NATIONAL.replace("定义 达到标准", "定义 达 到标准")
    assert "use-unknown" not in asked("国标.达到标准", tmp_path, national=broken)
