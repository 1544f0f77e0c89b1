import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest

import policyrules
from policyrules.core.facts import read_case
from policyrules.core.program import FactSpec, Program
from policyrules.core.stated import as_read, stated_facts
from policyrules.testing.enterprises import trials
from policyrules.values.types import Scalar
from tests.core.facts_program import PROGRAM

DAY = date(2023, 3, 1)


def stated(raw: Mapping[str, Any]) -> Any:
    return stated_facts(PROGRAM, read_case(PROGRAM, raw, DAY))


@pytest.mark.parametrize("name", policyrules.shipped())
def test_what_is_stated_reads_back_as_the_same_case(name: str) -> None:
    policy = policyrules.load(name)
    for trial in islice(trials(policy, 1, unknown=20), 60):
        case = read_case(policy.program, trial.facts, trial.day, trial.readings)
        kept = json.loads(json.dumps(stated_facts(policy.program, case)))
        again = read_case(policy.program, as_read(kept), trial.day, trial.readings)
        assert repr(again) == repr(case)
        assert stated_facts(policy.program, again) == kept


def test_other_spellings_are_stated_alike() -> None:
    one = {"贷款发放日": "2022年8月22日", "认定": [{"称号": "金种子", "认定日": date(2022, 6, 1)}]}
    other = {
        "认定": ({"认定日": "2022-06-01", "称号": "金种子", "有效至": "不存在"},),
        "贷款发放日": "2022-08-22",
        "所在县区": None,
    }
    assert stated(one) == stated(other) == {"贷款发放日": "2022-08-22", "认定": [{"称号": "金种子", "认定日": "2022-06-01"}]}


def test_what_is_not_known_is_left_out_but_an_optional_field_that_is_said_to_be() -> None:
    assert stated({"认定": []}) == {"认定": []}
    assert stated({"认定": None}) == {}
    assert stated({"认定": [{"称号": None, "有效至": "未知"}]}) == {"认定": [{"有效至": None}]}


@pytest.mark.parametrize("type_", [Scalar.NUMBER, Scalar.PERCENT, Scalar.RATIO])
@pytest.mark.parametrize("number", [Fraction(1, 3), Fraction(-22, 7), Decimal("0.125"), 10**31, Decimal("1E-20"), 0])
def test_a_number_that_no_decimal_writes_is_stated_exactly(number: Any, type_: Scalar) -> None:
    program = Program((), (), (FactSpec("数", type_),), (), ())
    case = read_case(program, {"数": number}, DAY)
    kept = json.loads(json.dumps(stated_facts(program, case)))
    assert read_case(program, as_read(kept), DAY) == case


def test_each_type_has_its_spelling() -> None:
    facts = {
        "是否上市": False, "注册资本": 1234, "贷款年利率": Decimal("0.0365"), "贷款期限": "2年", "停产天数": 30, "职工人数": 12,
        "产值": {"2024年第3季度": "1万元", "2024Q4": "不存在"}, "用电量": {"2024-09": "1.50"}, "营业收入": {2023: "1亿元"},
    }  # fmt: skip
    assert stated(facts) == {
        "营业收入": {"2023": "100000000元"}, "贷款年利率": "3.65%", "职工人数": "12", "是否上市": False, "注册资本": "1234元",
        "贷款期限": "24个月", "停产天数": "30天",
        "产值": {"2024Q3": "10000元", "2024Q4": "不存在"}, "用电量": {"2024-09": "1.5"},
    }  # fmt: skip


def test_only_two_whole_numbers_are_a_fraction() -> None:
    assert as_read({"企业名称": "1/3", "数": ["1", "3"]}) == {"企业名称": "1/3", "数": Fraction(1, 3)}
    for other in (["1", "0"], ["1", "9" * 99], ["1", "-3"], ["", "3"], ["1", "³"]):
        assert as_read({"数": other}) == {"数": other}
