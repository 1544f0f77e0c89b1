"""The query of a policy tells each enterprise's tiers and awards as decisions do, and says what each column is about."""

from datetime import date
from fractions import Fraction
from itertools import islice

import pytest

import policyrules
from policyrules.columns.duck import run
from policyrules.columns.layout import columns, row, rows
from policyrules.columns.outcomes import told
from policyrules.core.facts import read_case
from policyrules.testing.enterprises import trials
from policyrules.testing.selfcheck.batches import cases_of
from policyrules.values.answers import Interval, Symbol, Truth
from tests.testing.policies import POLICY

DAY = date(2023, 3, 1)
TRUTHS = {True: Truth.T, False: Truth.F, None: Truth.U}


@pytest.mark.parametrize("text", ["江门专精特新", "中小企业划型", POLICY])
def test_the_query_tells_what_decisions_tell(text: str) -> None:
    pytest.importorskip("duckdb")
    policy = policyrules.load(text)
    given = list(islice(trials(policy, 5, unknown=20), 8))
    cases = list(cases_of(policy, given))
    staged = [one for one in rows(policy.program, iter(cases)) if one is not None]
    found = run(policy.sql(DAY), columns(policy.program), staged)
    assert len(found) == len(staged) > 4 and not any(one["beyond"] for one in found)
    for told_of in found:
        decision = policy.decide(given[told_of["row"]].facts, DAY)
        for one in told(policy.outline, policy.program):
            answer = decision.answers.values[one.node]
            if isinstance(answer, Truth):
                assert TRUTHS[told_of[one.column]] is answer, one
            elif isinstance(answer, Symbol):
                assert told_of[one.column] == answer.value, one
            else:
                ends = [_end(told_of, f"{one.column}_{side}") for side in ("least", "most")]
                assert Interval(*ends) == answer, one


def _end(found: dict[str, object], name: str) -> Fraction | None:
    above, under = found[name], found.get(f"{name}_of", 1)
    assert isinstance(under, int)
    return Fraction(above, under) if isinstance(above, int) else None


def test_every_column_is_explained_in_a_comment() -> None:
    policy = policyrules.load("江门专精特新")
    lines = policy.sql(DAY).splitlines()
    comments = [line for line in lines if line.startswith("-- ")]
    assert comments[:2] == [f"-- {policy.name} {policy.title}", "-- day: 2023-03-01"]
    assert any(line.startswith("-- e0: ") for line in comments) and "-- f1: 所在县区: VARCHAR" in comments
    assert lines[len(comments)].startswith("SELECT")


def test_a_query_may_rely_on_facts_whose_columns_hold_no_null() -> None:
    policy = policyrules.load("江门专精特新")
    assert "-- f1: 所在县区: VARCHAR NOT NULL" in policy.sql(DAY, known="所在县区").splitlines()
    text = policy.sql(DAY, known=[spec.name for spec in policy.program.facts])
    assert text.count(" NOT NULL\n") == len(policy.program.facts) and len(text) < len(policy.sql(DAY))
    with pytest.raises(policyrules.FactsError) as raised:
        policy.sql(DAY, known=["所在县", "所在县区", "无此事实"])
    assert [(one.code, one.path) for one in raised.value.diagnostics] == [
        ("fact-unknown", "所在县"),
        ("fact-unknown", "无此事实"),
    ]


def test_no_word_of_a_policy_ends_a_comment() -> None:
    policy = policyrules.load(POLICY)
    text = policy.sql(DAY)
    assert all(line.startswith("-- ") for line in text[: text.index("\nSELECT")].splitlines())


AWARD = """
措施 扶持 @十 "扶持":
    责任单位: 未载明
    支持事项 补助 给予 "补助":
        条文:
            | 给予补助
        符合下列全部条件:
            占比: (研发[上年] ÷ 收入[上年]) × 占有率 × 占有率 × 占有率 × 占有率 不低于 1%
"""


def test_a_number_that_may_be_too_large_is_named_by_its_place_and_only_rows_in_which_it_is_are_left() -> None:
    pytest.importorskip("duckdb")
    policy, day = policyrules.load(POLICY.replace("\n试算 ", f"{AWARD}\n试算 ", 1)), date(2024, 6, 1)
    text = policy.sql(day)
    place = next(line for line in text.splitlines() if line.startswith("-- beyond: ") and "line" in line)
    assert "(研发[上年] ÷ 收入[上年]) × 占有率" in place and "数值过大时另行逐户计算" in place
    facts = [
        {"研发": {"2023": "0.02元"}, "收入": {"2023": "0.01元"}, "占有率": "0.01%"},
        {"研发": {"2023": "100亿元"}, "收入": {"2023": "1亿元"}, "占有率": "99.999999%"},
    ]
    cases = [read_case(policy.program, one, day) for one in facts]
    staged = [row(policy.program, case, number) for number, case in enumerate(cases)]
    found = {one["row"]: one for one in run(text, columns(policy.program), staged)}
    assert (found[0]["beyond"], found[0]["e0"]) == (False, False)
    assert policy.decide(facts[0], day)["补助"].verdict == "not_entitled"
    assert found[1]["beyond"] and policy.decide(facts[1], day)["补助"].verdict == "entitled"


LEFT = """
措施 扶持 @十 "扶持":
    责任单位: 未载明
    支持事项 补助 给予 "补助":
        条文:
            | 给予补助
        符合下列全部条件:
            规模: 人数 不低于 100
            份额: (获奖 中合计 甲: (甲.名次 ÷ 研发人数)) 不低于 10%
"""


def test_rows_in_which_a_question_matters_that_the_query_leaves_are_decided_in_python() -> None:
    """The sum of fractions with any denominators: the line is named, and no row is answered as if it were not asked."""
    pytest.importorskip("duckdb")
    policy, day = policyrules.load(POLICY.replace("\n试算 ", f"{LEFT}\n试算 ", 1)), date(2024, 6, 1)
    text = policy.sql(day)
    assert any("(甲.名次 ÷ 研发人数)" in line and "不能计算" in line for line in text.splitlines())
    facts = [{"人数": 200, "研发人数": 30, "获奖": [{"名次": rank} for rank in ranks]} for ranks in ((), (1,), (1, 2))]
    cases = [read_case(policy.program, one, day) for one in facts]
    staged = [row(policy.program, case, number) for number, case in enumerate(cases)]
    assert all(one["beyond"] for one in run(text, columns(policy.program), staged))
    assert [policy.decide(one, day)["补助"].verdict for one in facts] == ["not_entitled", "not_entitled", "entitled"]


def test_there_is_no_other_dialect() -> None:
    with pytest.raises(KeyError):
        policyrules.load("江门专精特新").sql(DAY, dialect="oracle")
