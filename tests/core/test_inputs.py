"""Facts, parameters and readings of a program."""

from datetime import date
from fractions import Fraction

from policyrules.core.program import FactSpec, ParameterSpec, ReadingSpec
from policyrules.values.types import EnumType, ListType, Scalar, SeriesType
from tests.core.texts import HEAD, MEASURE, lowered

FACTS = """
记录 贷款:
    日: 日期 "放款日"
    额: 金额
事实:
    贷: 贷款 列表 "各笔贷款"
    占比: 比例 0% 至 100% "占比重"
    温度: 整数 -5 至 40
    年额: 金额 按年 0元 至 1亿元
    所在地: 地区
"""


def specs() -> dict[str, FactSpec]:
    return {spec.name: spec for spec in lowered(f"{HEAD}{FACTS}{MEASURE}").program.facts}


def test_every_fact_is_there_whether_it_is_used_or_not() -> None:
    names = ["货", "店", "预算", "人数", "有证", "营收", "开业日", "利率", "贷", "占比", "温度", "年额", "所在地"]
    assert list(specs()) == names


def test_a_fact_has_its_type_title_and_range_in_its_own_unit() -> None:
    facts = specs()
    assert facts["占比"] == FactSpec("占比", Scalar.PERCENT, "占比重", Fraction(0), Fraction(1))
    assert (facts["温度"].low, facts["温度"].high) == (Fraction(-5), Fraction(40))
    assert facts["年额"].type == SeriesType(Scalar.MONEY) and facts["年额"].high == 10**10
    assert facts["所在地"].type == EnumType("地区", ("东", "西"))


def test_a_list_knows_the_titles_of_the_fields_of_its_records() -> None:
    loans = specs()["贷"]
    assert isinstance(loans.type, ListType) and loans.type.element.name == "贷款"
    assert loans.field_titles == {"日": "放款日"}


def test_a_parameter_has_its_values_by_day() -> None:
    text = HEAD.replace("2023-01-01: 2%", '2023-01-01: 2%\n    出处: "公报"')
    (spec,) = lowered(f"{text}{MEASURE}").program.parameters
    values = ((date(2022, 1, 1), Fraction(3, 100)), (date(2023, 1, 1), Fraction(2, 100)))
    assert spec == ParameterSpec("基准", Scalar.PERCENT, values, date(2025, 1, 1), None, "公报")


def test_a_parameter_has_its_declared_range() -> None:
    (spec,) = lowered(f"{HEAD.replace('基准: 比例', '基准: 比例 0% 至 36%')}{MEASURE}").program.parameters
    assert (spec.low, spec.high) == (0, Fraction(36, 100))


def test_a_reading_has_its_options_and_the_one_that_is_taken() -> None:
    text = HEAD.replace('疑义 末日算法 "末日"', '疑义 末日算法 @四 "末日"').replace("选项 计入", '选项 计入 "首日计入"')
    (spec,) = lowered(f"{text}{MEASURE}").program.readings
    options = EnumType("末日算法", ("计入", "不计入"))
    assert spec == ReadingSpec("末日算法", options, "计入", "末日", "四", "惯例", {"计入": "首日计入"})
