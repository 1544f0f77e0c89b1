"""Explanations: their leaves give the verdict, and what is left out of the short ones does not matter."""

import random

import pytest

from policyrules.backends.reference import evaluate
from policyrules.explain.explanation import LARGEST, Connective, Explainer, Explanation
from policyrules.explain.outcomes import Verdict
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


CHAIN = """政策 链 "链":
    文号: "1"
    发文: "局"
    印发: 2022-01-01
    施行: 2022-01-01 起

事实:
    甲: 是否

定义 d0 = 甲
定义 c0 = 甲

措施 一 @一 "一":
    责任单位: 未载明
    支持事项 奖 给予 "奖":
        条文:
            | 给予奖励
        条件: d60 且 c499
"""


def test_definitions_that_double_each_other_and_long_chains_are_told_all_the_same() -> None:
    doubled = "".join(f"定义 d{n} = d{n - 1} 且 d{n - 1}\n" for n in range(1, 61))
    chained = "".join(f"定义 c{n} = c{n - 1}\n" for n in range(1, 500))
    policy = lowered(CHAIN + doubled + chained)
    for given, verdict in ((True, Verdict.ENTITLED), (False, Verdict.NOT_ENTITLED)):
        decision = decide(policy, {"甲": given}, "2022-01-01")
        assert decision["奖"].verdict is verdict
        assert decision["奖"].because and decision.to_text() and decision["奖"].explain().fold() is decision["奖"].truth


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


NESTED = """\
政策 小 "小":
    文号: "例"
    发文: "例"
    印发: 2022-01-01
    施行: 2022-01-01 起

记录 项:
    额: 金额

事实:
    列: 项 列表

层次 优 位次 1:
    有效期: 未载明
    持有: 列 中有一项 甲: (列 中每一项 乙: 乙.额 低于 甲.额)
"""


def test_records_that_are_held_against_very_many_others_are_told_without_these() -> None:
    for count, withheld in ((5, False), (60, True)):
        decision = decide(lowered(NESTED), {"列": [{"额": f"{n}元"} for n in range(count)]}, "2024-01-01")
        explanation = decision.tiers[0].explanation
        assert explanation is not None
        assert any(leaf.withheld for leaf in explanation.leaves) is withheld
        assert explanation.fold() is explanation.truth
        assert explanation.size < 10 * 60
        assert ("列 项数太多，不逐项列出" in decision.to_text("zh")) is withheld


LONG = """\
政策 长 "长":
    文号: "例"
    发文: "例"
    印发: 2022-01-01
    施行: 2022-01-01 起

记录 项:
    额: 金额
    本: 金额

事实:
    列: 项 列表

定义 有赚 @一 "有一项赚": 是否 = 列 中有一项 甲: 甲.额 超过 甲.本 且 甲.本 超过 10元

层次 优 位次 1:
    有效期: 未载明
    持有: 有赚
"""


@pytest.mark.parametrize(("count", "below"), [(LARGEST // 10, True), (LARGEST, False), (2 * LARGEST, False)])
def test_of_a_long_list_no_more_lines_are_made_than_are_told(monkeypatch: pytest.MonkeyPatch, count: int, below: bool) -> None:
    decision = decide(lowered(LONG), {"列": [{"额": "1元", "本": "2元"}] * count}, "2024-01-01")
    made: list[object] = []
    build = Explainer._build
    monkeypatch.setattr(Explainer, "_build", lambda *given: (made.append(given), build(*given))[1])
    explanation = decision.tiers[0].explanation
    assert explanation is not None and explanation.fold() is explanation.truth is Truth.F
    assert (explanation.size > LARGEST // 2) is below
    assert any(leaf.withheld for leaf in explanation.leaves) is not below
    assert len(made) <= 2 * LARGEST
