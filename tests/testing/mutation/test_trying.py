"""The quick way to find the scenario that fails of a changed policy is held against the plain one."""

import random
from collections.abc import Iterator
from itertools import islice

import pytest

import policyrules
from policyrules.checking.check import check
from policyrules.core.lower import lower
from policyrules.policy import Policy
from policyrules.testing.mutation.edits import Edit, Workshop, edits
from policyrules.testing.mutation.trying import Changed, Scenarios
from tests.testing.slips import policy

#: So many edits of each policy are tried both ways.
SAMPLE = {"江门专精特新": 3, "中小企业划型": 3}


def sampled(made: Policy, count: int, seed: int) -> Iterator[tuple[Edit, Changed]]:
    """Yield some of the edits of a policy that checking does not refuse."""
    workshop, chance = Workshop(made), random.Random(seed)
    found = [*edits(made)]
    chance.shuffle(found)
    built = ((edit, workshop.build(edit).lowered) for edit in found)
    kept = ((edit, Changed.of(made.lowered, lowered)) for edit, lowered in built if lowered is not None)
    yield from islice(kept, count)


def plainly(made: Policy, edit: Edit) -> int | None:
    """Return the line of the first scenario that fails when all of them are run."""
    checked = check(made.checked.source, edit.tree, None, made.checked.used)
    return next((result.line for result in Policy(checked, lower(checked)).test() if not result.passed), None)


@pytest.mark.parametrize("name", SAMPLE)
def test_the_first_scenario_that_fails_is_the_one_that_fails_first_when_all_are_run(name: str) -> None:
    made = policyrules.load(name)
    scenarios = Scenarios(made)
    for edit, changed in sampled(made, SAMPLE[name], seed=7):
        failing = scenarios.first_failing(changed)
        assert (None if failing is None else failing.trial.line) == plainly(made, edit), (edit.before, edit.after)


ALL_KINDS = """
疑义 读法 @一 "怎么读":
    选项 宽 "宽"
    选项 严 "严"
    采用: 宽
    因: "试"

参数 利率: 比例
    2023-01-01: 4%
    2024-01-01: 5%
    完整至: 2024-12-31

定义 档: 数
    按 人数:
        300 以上: 3
        不满 300: 1
"""
SCENARIOS = """
试算 "一":
    日期: 2024-06-01
    人数: 300
    小微: 是
    应可享受: 补助
    补助 的 金额 应为 6万元
    档 应为 3
    合计 应为 6万元

试算 "二":
    日期: 2023-06-01
    人数: 299
    档 应为 1

试算 "三":
    日期: 2024-06-01
    小微: 未知
    档 应为 1 或 3
    补助 应缺: 小微、人数

试算 "四":
    日期: 2024-06-01
    读法: 读法 为 严
    小微: 否
    人数: 400
    应不可享受: 补助
    补助 的 理由 应含 "够大"
"""


def test_every_edit_of_a_policy_with_all_kinds_of_expectations_is_tried_alike() -> None:
    made = policy(
        "符合下列条件之一:\n    够小: 小微 且 人数 不低于 300\n    够大: 读法 为 宽，且 档 高于 2\n"
        "金额: 人数 × 200元 × (利率 ÷ 5%)",
        ALL_KINDS,
        SCENARIOS,
    )
    assert all(result.passed for result in made.test()), [result for result in made.test() if not result.passed]
    scenarios = Scenarios(made)
    found = [(scenarios.first_failing(changed), plainly(made, edit), edit) for edit, changed in sampled(made, 1000, 1)]
    for failing, line, edit in found:
        assert (None if failing is None else failing.trial.line) == line, (edit.before, edit.after)
    assert len({line for _, line, _ in found}) >= 4
