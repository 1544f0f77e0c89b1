"""The page says what a document determines, by which rows, and what is missing to it."""

from policyrules.explain.blocks import Heading, ReasonList, Rows
from policyrules.explain.determination_page import determination_blocks
from tests.explain.determined import decision


def test_a_value_is_told_with_its_steps_and_a_truth_with_its_reasons() -> None:
    outcomes = decision(行业代码="3912", 员工数=300)
    heading, size, steps, small, why, twice, _ = determination_blocks(outcomes.determinations, {}, "zh")
    assert isinstance(heading, Heading) and isinstance(why, ReasonList)
    assert isinstance(size, Rows) and size.rows == (("企业类型（二）", "中型"),)
    assert isinstance(steps, Rows) and steps.rows[1] == (
        "工业企业类型（二(一)）",
        "中型（员工数 300，属“员工数 不少于 300”一档）",
    )
    assert isinstance(small, Rows) and small.rows == (("较小的企业（三）", "否"),)
    assert isinstance(twice, Rows) and twice.rows == (("员工倍数（四）", "600"),)


def test_what_is_open_is_told_with_what_is_missing() -> None:
    _, size, steps, *_ = determination_blocks(decision(行业代码="3912").determinations, {}, "en")
    assert isinstance(size, Rows) and size.rows == (("企业类型 (二)", "one of 大型, 中型, 小型, not known yet"),)
    assert isinstance(steps, Rows) and steps.rows[-1] == ("Missing", "员工数")


def test_nothing_is_said_where_nothing_is_determined() -> None:
    assert list(determination_blocks((), {}, "zh")) == []
