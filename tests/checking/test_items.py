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


@pytest.mark.parametrize(
    "declared",
    [
        "层次 乙:\n    有效期: 未载明\n    持有: 是\n    条文:\n",
        "定义 乙 @一 = 1\n    条文:\n",
        "定义 乙 @一 = 1\n    例外 丙: 是 则 2\n        条文:\n",
        MEASURE + "    条文:\n",
        MEASURE + "    引语:\n",
        "评分 乙 @一 满分 1:\n    条文:\n    指标 丙 满分 1:\n        得分: 1\n",
    ],
)
def test_a_quote_quotes_something_wherever_it_stands(declared: str) -> None:
    assert said(declared) == ["quote-empty"]


def test_each_missing_item_is_named_in_both_languages() -> None:
    found = checked("措施 甲 @一:\n\n层次 乙:\n    持有: 是\n").diagnostics
    assert [d.message("zh") for d in found] == ["`甲` 缺少`责任单位`", "`乙` 缺少`有效期`"]
    assert [d.message("en") for d in found] == ["`甲` lacks `responsible`", "`乙` lacks `validity`"]
