import pytest

from tests.checking.texts import checked, said

MEASURE = "措施 甲 @一:\n    责任单位: 未载明\n"


@pytest.mark.parametrize(
    ("items", "codes"),
    [
        ('    提示: "一"\n    提示: "二"\n', []),
        ("    责任单位: 未载明\n", ["item-twice"]),
        ('    文号: "1号"\n', ["item-misplaced"]),
        ("    期间: 2022-08-01 起\n    期间: 2023-08-01 起\n", ["item-twice"]),
    ],
)
def test_items_stand_where_they_belong_and_once(items: str, codes: list[str]) -> None:
    assert said(MEASURE + items) == codes


def test_each_missing_item_is_named_in_both_languages() -> None:
    found = checked("措施 甲 @一:\n\n层次 乙:\n    持有: 是\n").diagnostics
    assert [d.message("zh") for d in found] == ["`甲` 缺少`责任单位`", "`乙` 缺少`有效期`"]
    assert [d.message("en") for d in found] == ["`甲` lacks `responsible`", "`乙` lacks `validity`"]
