"""What explains: what is written once for a policy is right in every case."""

import random
from itertools import islice

import pytest

from policyrules.backends.reference import evaluate
from policyrules.core.outline import Site
from policyrules.diagnostics import FactsError
from policyrules.explain.explainer import LARGEST, Book, Explainer
from policyrules.explain.explanation import Explanation
from policyrules.explain.reasons import reasons, whole_tree
from policyrules.explain.scope import whole
from policyrules.explain.verdicts import Verdict
from policyrules.policy import Policy
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import trials
from policyrules.testing.wild.policies import draw_policy
from policyrules.values.answers import Records, Truth
from policyrules.values.types import Scalar
from tests.backends.random_programs import COMPLETE, DAY, OPEN_ROWS, case, random_program, unknown_inputs
from tests.explain.pipeline import decide, lowered
from tests.explain.sites import site_of


def told(explanations: list[Explanation]) -> list[object]:
    """Return all that is told of some explanations."""
    return [
        (tell(one, language, {}), one.fold(), one.size)
        for one in explanations
        for language in ("zh", "en")
        for tell in (reasons, whole_tree)
    ]


def test_what_is_written_in_one_case_tells_every_other_as_well() -> None:
    for seed in range(60):
        program, rng = random_program(seed), random.Random(seed)
        sites: list[Site] = [site_of(program, index) for index, node in enumerate(program.nodes) if node.type is Scalar.BOOL]
        written: Book = {}
        for _ in range(4):
            inputs = {name: rng.choice([unknown, *COMPLETE[name]]) for name, unknown in unknown_inputs().items()}
            if rng.random() < 0.5:
                inputs["items"] = Records(tuple(rng.sample(OPEN_ROWS, rng.randint(1, 3))))
            scope = whole(program, evaluate(program, case(inputs)))
            known, anew = Explainer(scope, DAY.toordinal(), written=written), Explainer(scope, DAY.toordinal())
            assert told([*map(known.explain, sites)]) == told([*map(anew.explain, sites)])


@pytest.mark.parametrize("seed", [68, 70])
def test_what_is_told_of_an_enterprise_does_not_depend_on_those_before(seed: int) -> None:
    """Of tables that name other documents in some rows, among others."""
    policy = draw_policy(Seeded(seed)).build()
    given = [*islice(trials(policy, seed, unknown=10), 10), *islice(trials(policy, seed, unknown=0), 10)]
    compared = 0
    for trial in given:
        fresh = Policy(policy.checked, policy.lowered)
        try:
            one, other = (by.decide(trial.facts, trial.day, trial.readings) for by in (policy, fresh))
        except FactsError:
            continue
        compared += 1
        assert one.to_json(explanations=True) == other.to_json(explanations=True)
        assert one.to_text() == other.to_text() and one.to_brief("en") == other.to_brief("en")
    assert compared > 5


def test_nothing_of_a_case_is_written_down() -> None:
    policy = lowered(NESTED)
    decision = decide(policy, {"列": [{"额": "5元"}]}, "2024-01-01")
    assert decision.to_text() and decision.to_json(explanations=True)
    for one in decision.explainer.written.values():
        assert one.fields["answer"] is Truth.U and one.fields["scope"] is None and one.fields["record"] is None


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


LIST = """\
政策 小 "小":
    文号: "例"
    发文: "例"
    印发: 2022-01-01
    施行: 2022-01-01 起

记录 项:
    额: 金额
    本: 金额

事实:
    列: 项 列表

"""

NESTED = f"""{LIST}\
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


LONG = f"""{LIST}\
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
