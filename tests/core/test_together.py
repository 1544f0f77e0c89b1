"""Policies that are lowered together share their facts, and keep apart what is not the same."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from policyrules.backends.reference import evaluate
from policyrules.core.facts import read_case
from policyrules.core.lower import lower, lower_book
from policyrules.core.outline import Lowered
from policyrules.core.together import together
from policyrules.values.answers import Truth
from tests.beside import BOTH, LOCAL, NATIONAL, examined, head

T, F, U = Truth.T, Truth.F, Truth.U

FACTS = {"人数": 100, "营业收入": {2023: "99万元"}, "认定": [{"称号": "小巨人", "认定日": "2022-01-01"}]}


def both(folder: Path, local: str = LOCAL, national: str = NATIONAL) -> Lowered:
    return lower(examined({"本地.pol": local, "国标.pol": national}, folder))


def verdicts(policy: Lowered, facts: dict[str, object], day: str) -> dict[str, Truth]:
    case = read_case(policy.program, facts, date.fromisoformat(day), None)
    answers = evaluate(policy.program, case)
    found = {spec.name: answers.values[spec.verdict] for spec in policy.outline.entitlements}
    assert all(isinstance(answer, Truth) for answer in found.values())
    return found  # type: ignore[return-value]


def test_what_is_named_of_another_policy_means_what_it_means_there(tmp_path: Path) -> None:
    policy = both(tmp_path)
    assert verdicts(policy, FACTS, "2024-03-01") == {"甲": F, "乙": T, "丙": F, "丁": T}
    assert verdicts(policy, {**FACTS, "营业收入": {2023: "100万元"}}, "2024-03-01") == {"甲": T, "乙": T, "丙": T, "丁": T}
    assert verdicts(policy, {"人数": 9}, "2024-03-01") == {"甲": F, "乙": U, "丙": U, "丁": F}


def test_of_a_fact_that_two_declare_the_narrower_range_counts(tmp_path: Path) -> None:
    program = both(tmp_path).program
    (staff,) = [fact for fact in program.facts if fact.name == "人数"]
    assert (staff.low, staff.high) == (Fraction(1), Fraction(5000))


def test_nothing_of_a_used_policy_is_an_input_that_no_answer_rests_on(tmp_path: Path) -> None:
    unused = NATIONAL.replace("参数 利率", "参数 旁率: 比例\n    2022-01-01: 3%\n    完整至: 2030-01-01\n\n参数 利率")
    program = both(tmp_path, national=unused).program
    assert [one.name for one in program.parameters] == ["利率"]
    assert [one.name for one in program.readings] == ["口径"]


def test_parameters_and_readings_of_one_name_are_told_apart(tmp_path: Path) -> None:
    own = """参数 利率: 比例
    2020-01-01: 9%
    完整至: 2030-01-01

疑义 口径 "我们的口径":
    选项 日历年
    选项 自然年
    采用: 自然年
    因: "惯例"

事实:
    人数: 整数 1 至 10000
    总是: 利率 高于 0% 或 口径 为 自然年
"""
    local = LOCAL.replace("事实:\n    人数: 整数 1 至 10000\n", own)
    program = both(tmp_path, local).program
    assert sorted(one.name for one in program.parameters) == ["利率", "国家标准.利率"]
    assert sorted(one.name for one in program.readings) == ["口径", "国家标准.口径"]


def test_a_parameter_that_is_published_alike_is_one(tmp_path: Path) -> None:
    own = "参数 利率: 比例\n    2022-01-01: 3%\n    2023-01-01: 2%\n    完整至: 2030-01-01\n\n事实:\n    总是: 利率 高于 0%\n"
    program = both(tmp_path, LOCAL.replace("事实:\n", own, 1)).program
    assert [one.name for one in program.parameters] == ["利率"]


def test_a_policy_alone_is_lowered_as_it_stands(tmp_path: Path) -> None:
    policy = examined({"国标.pol": NATIONAL}, tmp_path)
    world = together([policy])
    assert world.policies == (policy,)
    assert world.used == ()


def test_policies_in_one_program_share_what_they_have_in_common(tmp_path: Path) -> None:
    other = LOCAL.replace("本地办法", "邻地办法").replace("本地〔2023〕", "邻地〔2023〕")
    policies = []
    for name, text in (("一", LOCAL), ("二", other)):
        folder = tmp_path / name
        folder.mkdir()
        policies.append(examined({**BOTH, "本地.pol": text}, folder))
    apart = [lower(policy).program for policy in policies]
    book = lower_book(policies[:1])
    assert len(book.program.nodes) == len(apart[0].nodes)


def test_the_names_of_types_that_differ_are_told_apart(tmp_path: Path) -> None:
    kinds = "枚举 档次: 甲档、乙档\n\n事实:\n    级: 档次\n"
    local = head("本地办法", "1号") + '引用 国标 "国标.pol"\n\n' + kinds.replace("级:", "本地级:").replace("乙档", "丙档")
    local += "    总是: 本地级 为 丙档 或 国标.级 为 甲档\n"
    program = both(tmp_path, local, head("国家标准", "2号") + kinds + "    总是: 级 为 乙档\n").program
    assert sorted(getattr(fact.type, "name", "") for fact in program.facts) == ["国家标准.档次", "档次"]


def test_a_series_that_another_policy_derives_is_asked_there(tmp_path: Path) -> None:
    national = NATIONAL + "\n定义 人均收入[年] = 营业收入[年] / 人数\n"
    local = LOCAL.replace(
        "国标.达到标准\n", "国标.人均收入[上年] 不低于 1万元\n                (国标.人均收入 近 2年 合计) 不低于 1万元\n"
    )
    policy = both(tmp_path, local, national)
    facts = {"人数": 10, "营业收入": {2022: "0元", 2023: "10万元"}}
    assert verdicts(policy, facts, "2024-03-01")["甲"] is T
    assert verdicts(policy, {**facts, "人数": 11}, "2024-03-01")["甲"] is F
