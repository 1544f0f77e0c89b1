"""Explanations: their leaves give the verdict, and what is left out of the short ones does not matter."""

import random

from policyrules.backends.reference import evaluate
from policyrules.explain.explainer import Explainer
from policyrules.explain.explanation import Connective, Explanation
from policyrules.explain.scope import whole
from policyrules.values.answers import Records, Truth
from policyrules.values.types import Scalar
from tests.backends.random_programs import COMPLETE, DAY, OPEN_ROWS, case, random_program, unknown_inputs
from tests.explain.pipeline import decide, lowered
from tests.explain.sites import site_of


def random_explanations(seed: int) -> list[Explanation]:
    """Return explanations of all truths of a random program in a random case."""
    program, rng = random_program(seed), random.Random(seed)
    inputs = {name: rng.choice([unknown, *COMPLETE[name]]) for name, unknown in unknown_inputs().items()}
    if rng.random() < 0.5:
        inputs["items"] = Records(tuple(rng.sample(OPEN_ROWS, rng.randint(1, 3))))
    answers = evaluate(program, case(inputs))
    truths = [index for index, node in enumerate(program.nodes) if node.type is Scalar.BOOL]
    explainer = Explainer(whole(program, answers), DAY.toordinal())
    return [explainer.explain(site_of(program, index)) for index in truths]


def test_the_leaves_of_every_explanation_recompute_to_its_verdict() -> None:
    checked = compound = 0
    for seed in range(500):
        for explanation in random_explanations(seed):
            checked += 1
            compound += explanation.connective is not Connective.LEAF
            assert explanation.fold() is explanation.truth, seed
    assert checked > 2_000 and compound > 1_000


def test_what_is_left_out_of_a_short_explanation_does_not_matter() -> None:
    shorter = 0
    for seed in range(500):
        for explanation in random_explanations(seed):
            pruned = explanation.pruned()
            shorter += sum(1 for _ in pruned.leaves) < sum(1 for _ in explanation.leaves)
            assert pruned.fold() is explanation.truth, seed
    assert shorter > 200


def test_every_leaf_has_the_answer_of_its_own_node() -> None:
    for seed in range(100):
        for explanation in random_explanations(seed):
            assert all(isinstance(leaf.fold(), Truth) for leaf in explanation.leaves if leaf.type is Scalar.BOOL)


CHOICE = """政策 择 "择":
    文号: "1"
    发文: "局"
    印发: 2022-01-01
    施行: 2022-01-01 起

事实:
    收入: 金额
    研发: 金额

措施 一 @一 "一":
    责任单位: 未载明
    支持事项 奖 给予 "奖":
        条文:
            | 给予奖励
        条件: 如果 收入 不低于 1亿元 则 研发 不低于 300万元 否则 研发 不低于 600万元
"""


def test_of_a_choice_only_the_branch_that_is_taken_is_a_reason() -> None:
    policy = lowered(CHOICE)
    told = {
        revenue: decide(policy, {"收入": revenue, "研发": "1万元"}, "2022-02-01")["奖"].reasons("zh")
        for revenue in ("1亿元", "9999万元")
    }
    assert ["300万元" in str(told[revenue]) for revenue in told] == [True, False]
    assert ["600万元" in str(told[revenue]) for revenue in told] == [False, True]
