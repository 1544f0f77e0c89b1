from pathlib import Path

import policyrules
from policyrules.testing.coverage.occurrences import written
from tests.testing.covered import TEXT, policy


def test_what_is_written_once_counts_once_wherever_it_is_asked() -> None:
    asked = written(policy(TEXT + '    支持事项 乙补助 给予 "乙补助":\n        条文:\n            | 给予\n'
                                  "        条件: 认定 中有一项 项: 项.类别 为 乙类，且 有效(项)\n"))  # fmt: skip
    known = asked.occurrences["define:有效/all/已认定"]
    assert (known.line, known.text, known.name) == (30, "项.认定日 不晚于 当日", "已认定")
    assert len(known.places) == 2
    assert {place.frame.way != () for place in known.places} == {True}


def test_an_occurrence_has_the_clause_of_its_declaration() -> None:
    asked = written(policy())
    assert asked.occurrences["entitlement:补助.设备补助/given/any/大企业"].clause == "二"
    assert asked.occurrences["define:有效/all/已认定"].clause == ""


def test_names_stay_when_a_text_is_laid_out_differently() -> None:
    loose = TEXT.replace("，且", ",且 ").replace("当日\n", "当日   # 注\n").replace("\n措施", "\n\n\n# 措施\n\n措施")
    assert set(written(policy(loose)).occurrences) == set(written(policy()).occurrences)


def test_what_another_policy_asks_is_not_gone_into() -> None:
    asked = written(policyrules.load("江门专精特新"))
    known = asked.occurrences["define:省级专精特新标准/all/国家标准"]
    assert known.site.policy == "优质中小企业"
    assert not [one for one in asked.occurrences.values() if one.under is known]


def test_chains_of_definitions_of_any_length_are_walked() -> None:
    chain = "\n".join(f"定义 第{n}: 是否 = 第{n + 1} 或 上市" for n in range(1500)) + "\n定义 第1500: 是否 = 山区\n"
    asked = written(
        policy(TEXT.replace("层次 甲等", f"{chain}\n层次 甲等").replace("大企业: 规模", "首: 第0\n            大企业: 规模"))
    )
    assert "define:第1500/definition" in asked.occurrences or "define:第1500/value" in asked.occurrences


def test_an_entitlement_that_others_speak_of_is_written_once() -> None:
    asked = written(policyrules.load(Path(__file__).parents[3] / "examples" / "northport.pol"))
    verdict = "entitlement:equipment_grant.new_equipment/given"
    (given,) = (one for name, one in asked.occurrences.items() if name.startswith(verdict) and one.under is None)
    assert len(given.places) == 2
