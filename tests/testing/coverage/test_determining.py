"""Masking, held against turning the answer of a condition and answering everything again."""

from itertools import product

from policyrules.explain.scope import whole
from policyrules.policy import Policy
from policyrules.testing.coverage.determining import conditions_of, determining, judgments
from policyrules.testing.coverage.occurrences import written
from policyrules.values.answers import Truth
from tests.testing.covered import TEXT, decided, policy, record

T, U, F = Truth.T, Truth.U, Truth.F
FACTS = "    甲: 是否\n    乙: 是否\n    丙: 是否\n    丁: 是否\n"


def of(condition: str) -> Policy:
    """Return the policy with a definition that stands in the document."""
    text = TEXT.replace("    山区: 是否\n", f"    山区: 是否\n{FACTS}")
    return policy(text.replace("层次 甲等", f'定义 试定义 @五 "试": 是否 = {condition}\n\n层次 甲等'))


def shown(policy: Policy, **facts: object) -> set[tuple[str, str]]:
    """Return what determines the definition of `of`, each condition with its answer."""
    asked, decision = written(policy), decided(policy, **facts)
    scope = whole(policy.program, decision.answers)
    (one,) = (one for one in judgments(asked) if one.occurrence.owner.name == "试定义")
    return {(condition.text, truth.name) for condition, truth in determining(one.whole, scope)}


def test_every_condition_determines_what_turning_it_turns() -> None:
    """By brute force: a condition determines the answer where turning the fact that it is turns the answer."""
    for text in ("甲 且 (乙 或 丙)", "甲 或 非 (乙 且 丙)", "如果 甲 则 乙 否则 丙 且 丁", "甲 = (乙 或 丙)"):
        tried = of(text)
        node = next(one.node for one in tried.outline.determinations if one.name == "试定义")
        for values in product((True, False, None), repeat=4):
            facts = dict(zip("甲乙丙丁", values, strict=True))
            answer = decided(tried, **facts).answers.values[node]
            expected = set()
            for name in (name for name in facts if name in text and facts[name] is not None):
                turned = decided(tried, **{**facts, name: not facts[name]}).answers.values[node]
                if {answer, turned} == {T, F}:
                    expected.add((name, "T" if facts[name] else "F"))
            assert shown(tried, **facts) == expected, (text, facts)


def test_each_of_several_that_are_enough_together_determines_where_no_other_masks_it() -> None:
    text = "上市 或 山区"
    assert shown(of(text), 上市=True, 山区=True) == set()
    assert shown(of(text), 上市=True, 山区=False) == {("上市", "T")}
    assert shown(of(text), 上市=False, 山区=False) == {("上市", "F"), ("山区", "F")}
    assert shown(of(text), 上市=True) == set()  # with the other unknown, it would be unknown and not false


def test_a_record_determines_where_all_others_fail() -> None:
    tried = policy()
    asked = written(tried)
    (held,) = (one for one in judgments(asked) if one.occurrence.owner.path == "tier:甲等")

    def found(*records: dict[str, str]) -> set[tuple[str, str]]:
        scope = whole(tried.program, decided(tried, 认定=list(records)).answers)
        return {(condition.name, truth.name) for condition, truth in determining(held.whole, scope)}

    good, wrong, late = record("甲类", "2023-01-01"), record("乙类", "2023-01-01"), record("甲类", "2023-09-01")
    assert found(good) == {("项.类别 为 甲类", "T"), ("在有效期内", "T")}
    assert found(good, wrong) == {("项.类别 为 甲类", "T"), ("在有效期内", "T")}
    assert found(good, good) == set()
    assert found(wrong, late) == {("项.类别 为 甲类", "F"), ("在有效期内", "F")}
    assert found() == set()


def test_a_definition_is_a_condition_where_it_is_used_and_a_decision_of_its_own() -> None:
    conditions = {decision.id: [one.name for one in of] for decision, of in conditions_of(judgments(written(policy()))).items()}
    assert conditions["define:有效/all"] == ["已认定", "项.撤销日 未填", "项.撤销日 晚于 当日"]
    assert "在有效期内" in conditions["tier:甲等/held/each"]
    assert conditions["entitlement:补助.设备补助/given"][-2:] == ["大企业", "甲等"]
