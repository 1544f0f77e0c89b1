from tests.lint.policies import HEAD, places

MEASURE = """\
措施 其他 @二:
    责任单位: 市工信局

措施 服务 @一:
    责任单位: 未载明
    职责 培训 开展:
        条文:
            | 开展培训
"""


def test_a_measure_without_a_unit_is_found_unless_all_in_it_have_one() -> None:
    assert places("unit-unstated", HEAD + MEASURE) == ["责任单位: 未载明"]
    assert places("unit-unstated", HEAD + MEASURE + "        由: 市工信局\n") == []
    more = "    职责 宣传 加强:\n        条文:\n            | 加强宣传\n"
    assert places("unit-unstated", HEAD + MEASURE + "        由: 市工信局\n" + more) == ["责任单位: 未载明"]
    assert places("unit-unstated", HEAD + MEASURE.replace("未载明", "市工信局", 1)) == []


def test_the_members_of_a_unit_have_titles_of_their_own() -> None:
    county = """\
枚举 县区: 东城区、西城区

事实:
    所在县区: 县区

单位:
    区政府 "各区政府" 按 所在县区 对应:
        东城区: "{east}人民政府"
        西城区: "西城区人民政府"
"""
    assert places("unit-exchanged", HEAD + county.format(east="西城区") + MEASURE.replace("未载明", "区政府")) == [
        '"西城区人民政府"'
    ]
    assert places("unit-exchanged", HEAD + county.format(east="东城区") + MEASURE.replace("未载明", "区政府")) == []
    assert places("unit-exchanged", HEAD + county.format(east="某某") + MEASURE.replace("未载明", "区政府")) == []
