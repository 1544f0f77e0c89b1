"""Units: the enterprise's own county, the name of the day, and what is inferred or not known said so."""

from datetime import date

from policyrules.core.case import Case
from policyrules.core.outline import Outline, Responsible, UnitSpec
from policyrules.explain.units import resolve, unit_text, units_text
from policyrules.values.answers import Answer, Symbol

BANK = UnitSpec("人行", ((None, "人民银行江门市中心支行"), (date(2023, 8, 18), "中国人民银行江门市分行")))
COUNTY = UnitSpec("县区政府", ((None, "各县(市、区)政府"),), "所在县区", (("新会区", "新会区人民政府"),))
TAX = UnitSpec("市税务局", ((None, "市税务局"),))

OUTLINE = Outline("p", "p", None, None, None, "zh", "", None, None, (BANK, COUNTY, TAX), (), (), ())


def said(*units: str, county: str | None = "新会区", day: date = date(2023, 3, 1), inferred: str | None = None) -> str:
    responsible = Responsible(units, not units, inferred)
    facts: dict[str, Answer] = {"所在县区": Symbol(county)}
    return units_text(resolve(responsible, OUTLINE, Case(facts, day, {})), responsible, "zh")


def test_a_unit_of_every_county_is_that_of_the_enterprises_own() -> None:
    assert said("县区政府") == "新会区人民政府"


def test_while_the_county_is_not_given_that_is_said() -> None:
    assert said("县区政府", county=None) == "各县(市、区)政府（未提供 所在县区，不能确定是哪一个）"


def test_a_county_for_which_no_unit_is_named_is_said_so() -> None:
    assert said("县区政府", county="台山市") == "各县(市、区)政府（所在县区 为 台山市，原文未载明对应单位）"


def test_a_unit_has_the_name_of_the_day_and_the_one_in_the_document() -> None:
    assert said("人行", day=date(2023, 8, 17)) == "人民银行江门市中心支行"
    assert said("人行", day=date(2023, 8, 18)) == "中国人民银行江门市分行（原文称 人民银行江门市中心支行）"


def test_an_inferred_unit_is_marked_with_the_reason() -> None:
    assert said("市税务局", inferred="原文称“税务部门”") == "市税务局（推定：原文称“税务部门”）"


def test_a_document_that_names_no_unit_is_said_to_name_none() -> None:
    assert said() == "原文未载明责任单位"


def test_units_are_said_in_english_too() -> None:
    case = Case({}, date(2023, 3, 1), {})
    (unit,) = resolve(Responsible(("县区政府",)), OUTLINE, case)
    assert unit_text(unit, "en") == "各县(市、区)政府 (which one depends on 所在县区, which is not given)"
