from policyrules.testing.coverage.occurrences import written
from policyrules.testing.coverage.possible import Possible
from policyrules.values.answers import Truth
from tests.testing.covered import TEXT, policy

T, U, F = Truth.T, Truth.U, Truth.F


def possible(name: str, text: str = TEXT) -> str:
    """Return what an occurrence can be, as letters."""
    tried = policy(text)
    place = written(tried).occurrences[name].places[0]
    return "".join(sorted(one.name for one in Possible(tried.program).truths(place.frame, place.site.node)))


def with_definition(body: str) -> str:
    return TEXT.replace("层次 甲等", f'定义 试定义 @五 "试": 是否 = {body}\n\n层次 甲等')


def test_a_fact_can_be_everything_and_a_reading_is_always_taken() -> None:
    assert possible("entitlement:补助.设备补助/given/any/大企业") == "FTU"
    assert possible("define:末日/choose/compare") == "FT"


def test_a_window_between_constant_days_is_never_unknown() -> None:
    assert possible("policy:补贴/in_force") == "FT"


def test_what_is_out_of_the_range_of_a_fact_is_impossible() -> None:
    assert possible("define:试定义/determined", with_definition("人数 不少于 0")) == "T"
    assert possible("define:试定义/determined", with_definition("人数 不少于 2000000 且 上市")) == "F"


def test_what_is_left_to_a_body_is_always_unknown_and_what_rests_on_it_never_true() -> None:
    text = with_definition('如果 山区 则 待定 "某厅" 否则 否')
    assert possible("define:试定义/determined", text) == "FU"
    assert possible("define:试定义/determined/choose/value.2", text) == "U"


def test_lists_can_be_empty_and_unknown() -> None:
    assert possible("tier:甲等/held") == "FTU"
    assert possible("define:试定义/determined", with_definition("认定 中每一项 项: 有效(项)")) == "FTU"


def test_a_value_can_be_unknown_where_a_fact_can_or_the_document_leaves_a_gap() -> None:
    tried = policy()
    asked, can = written(tried), Possible(tried.program)
    by_name = {name: can.can_be_unknown(one.places[0].frame, one.site.node) for name, one in asked.occurrences.items()}
    assert not by_name["define:末日/choose"]
    assert by_name["define:规模/exceptions"]


def test_what_has_one_member_is_no_other() -> None:
    text = with_definition("认定 中有一项 项: 项.类别 为 甲类").replace("枚举 类别名: 甲类、乙类", "枚举 类别名: 甲类")
    assert possible("define:试定义/determined/each/compare", text) == "TU"
    assert possible("define:试定义/determined/each/compare", with_definition("认定 中有一项 项: 项.类别 为 甲类")) == "FTU"
