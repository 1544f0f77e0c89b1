import pytest

from policyrules.checking.policy import BindingKind
from tests.checking.texts import checked, said

UNITS = '单位:\n    市工信局 "市工业和信息化局"\n\n'
QUOTE = "        条文:\n            | 对企业优先给予奖励，鼓励参展\n"


def measure(*items: str, verb: str = "鼓励", lead: str = "", kind: str = "支持事项", quote: str = QUOTE) -> str:
    lines = "".join(f"        {item}\n" for item in items)
    start = f"    引语:\n        | {lead}\n" if lead else ""
    return f"{UNITS}措施 甲 @一:\n    责任单位: 市工信局\n{start}    {kind} 乙 {verb}:\n{quote}{lines}"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (measure(), []),
        (measure(verb="优先给予"), []),
        (measure(verb="给予"), ["verb-cut"]),
        (measure(verb="给予", lead="给予下列支持"), ["verb-cut"]),
        (measure(verb="可享受", lead="企业可享受下列支持"), []),
        (measure(verb="可享受"), ["verb-not-in-quote"]),
        (measure(verb="encourage"), []),
        (measure(verb="按"), ["verb-unknown"]),
        (measure(verb=""), ["verb-missing"]),
        (measure("金额: 3%"), ["type-mismatch"]),
        (measure("金额: 3"), ["unit-missing"]),
        (measure("利率上限: 未载明", "参考: 4%", "对照: 3.5%"), []),
        (measure("利率上限: 4元"), ["type-mismatch"]),
        (measure("参考: 4%", "对照: 3.5%"), ["only-with-ceiling", "only-with-ceiling"]),
        (measure("期间: 2022-01-01 起 18个月"), []),
        (measure("期间: 2022-01-01 起 0天"), ["period-empty"]),
        (measure("期间: 至 2022"), ["date-without-day"]),
        (measure("由: 推定 市工信局"), ["inferred-without-reason"]),
        (measure("由: 未载明"), []),
        (measure("由: 县政府"), ["unit-unknown"]),
        (measure("提示: \"一\"", "提示: \"二\""), []),
        (measure("期限: 2023-06-30", kind="职责"), []),
        (measure("期限: 2022-06-30", kind="职责"), ["deadline-outside"]),
        (measure("期限: 3年", kind="职责"), ["type-mismatch"]),
        (measure("周期: 每 6个月 1 次 自 当日", kind="职责"), ["constant-expected"]),
        (measure('后果: "取消资格"'), ["item-misplaced"]),
        (measure(quote=""), ["item-missing"]),
        ("措施 甲 @一:\n    引语:\n        | 下列支持\n", ["item-missing"]),
        ("措施 甲 @一:\n    责任单位: 未载明\n    引语:\n", ["quote-empty"]),
    ],
)  # fmt: skip
def test_a_measure_says_who_answers_and_what_is_promised(text: str, codes: list[str]) -> None:
    assert sorted(said(text)) == codes


def test_the_units_of_items_are_bound() -> None:
    bindings = checked(measure("由: 市工信局")).bindings
    assert [b.kind for b in bindings.values()] == [BindingKind.UNIT, BindingKind.UNIT]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("市工业和信息化局", "市工信局"),
        ("市工业和信息化局和市财政局", "市工信局、市财政局"),
        ("市财政局以及市工信局", "市财政局、市工信局"),
        ("市财政局与市工信局及市财政局", "市财政局、市工信局、市财政局"),
        ("市财政局和市商务局", None),
        ("和与及" * 20, None),  # with every way to part it looked at, this would not end
        ("和与及" * 1000, None),
    ],
)
def test_a_unit_is_known_by_its_name_in_the_document_and_units_that_are_joined_are_parted(name: str, meant: str | None) -> None:
    text = f'{UNITS.rstrip()}\n    市财政局 "市财政局"\n\n措施 甲 @一:\n    责任单位: {name}\n'
    (found,) = [
        one for one in checked(text.replace('"市工信局"', '"市工业和信息化局"')).diagnostics if one.code == "unit-unknown"
    ]
    assert found.arguments.get("nearest") == meant
