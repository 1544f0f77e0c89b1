"""Tables as grids."""

from fractions import Fraction

from policyrules.checking.axes import AFTER, BEFORE, EVERYTHING, Line, Stretch
from policyrules.checking.grids import Grid, declared_range, element, grid
from policyrules.syntax import ast
from policyrules.values.types import OptionalType, Scalar
from tests.checking.texts import checked

FACTS = """事实:
    甲: 数 0 至 15
    乙: 数 按年 1 至 2
    丙: 数
    规模: 称号名

"""


def made(*lines: str) -> Grid:
    text = "".join(f"    {line}\n" for line in lines)
    policy = checked(f"{FACTS}定义 得: 数\n{text}")
    (define,) = policy.all(ast.Define)
    assert isinstance(define.body, ast.ByTable)
    return grid(define.body, policy.types, policy.bindings, policy.or_less)


def test_the_first_row_that_fits_stands_first() -> None:
    cut = made("按 甲:", "    5 以上: 2", "    3 以上: 1", "    否则: 0")
    assert [cut.fits(cell) for cell in cut.cells()] == [[2], [1, 2], [1, 2], [0, 1, 2], [0, 1, 2]]


def test_only_rows_that_share_an_end_meet() -> None:
    cut = made("按 甲 边界取高:", "    5 以上: 2", "    3 至 5: 1", "    1 以上: 0", "    否则: 0")
    assert [cut.meeting(cell) for cell in cut.cells()] == [(3,), (2,), (2,), (1,), (1,), (0, 1), (0,)]


def test_the_range_of_a_fact_is_that_of_its_years_and_nothing_else() -> None:
    policy = checked(f"{FACTS}定义 一 = 乙[上年]\n定义 二 = 甲 + 1\n定义 三 = 丙\n")
    bodies = [define.body for define in policy.all(ast.Define)]
    found = [declared_range(body, policy.bindings) for body in bodies if isinstance(body, ast.Expression)]
    assert found == [Stretch((Fraction(1), BEFORE), (Fraction(2), AFTER)), EVERYTHING, EVERYTHING]


def test_members_are_the_pieces_of_an_enumeration() -> None:
    cut = made("按 甲、规模:", "    任意、省级专精特新: 1", "    否则: 0")
    assert isinstance(cut.axes[0], Line)
    assert cut.axes[1].pieces == ("省级专精特新", "国家级小巨人")
    assert cut.size == 2


def test_what_may_be_left_out_is_a_value_as_a_key() -> None:
    assert element(OptionalType(Scalar.DATE)) is Scalar.DATE
    assert element(None) is None
