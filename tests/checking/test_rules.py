import pytest

from policyrules.checking.check import check
from policyrules.checking.rules import DEEPEST, all_awards, placed_rules
from policyrules.source import Source
from policyrules.syntax.parser import parse
from tests.awards import HEAD, award
from tests.checking.texts import said

AWARDS = "".join(award(name, "金额: 甲数") for name in ("甲奖", "乙奖", "丙奖")) + award("服务")
MORE = f"\n措施 补贴 @二:\n    责任单位: 未载明\n{award('丁奖', '金额: 乙数')}"


def text(rules: tuple[str, ...], above: tuple[str, ...] = ()) -> str:
    head = HEAD.format(rules="".join(f"    {rule}\n" for rule in above))
    return f"{head}措施 奖励 @一:\n    责任单位: 未载明\n{''.join(f'    {rule}' + chr(10) for rule in rules)}{AWARDS}{MORE}"


def found(*rules: str, above: tuple[str, ...] = ()) -> list[str]:
    return [code for code in said(text(rules, above), "") if code != "source-missing"]


@pytest.mark.parametrize(
    ("rules", "codes"),
    [
        (("就高不重复: 甲奖、乙奖", "合计上限: 5万元"), []),
        (("就高不重复: 甲奖、乙奖", "合计上限: 5万元 其中 甲奖、乙奖"), []),
        (("就高不重复: 全部", "合计上限: 5万元 其中 甲奖、乙奖"), []),
        (("补差: 甲奖、乙奖 已获 已领", "合计上限: 1万元 其中 丙奖"), []),
        (("就高不重复: 甲奖、乙奖", "就高不重复: 乙奖、丙奖"), ["rules-cross"]),
        (("就高不重复: 甲奖、乙奖", "择一申报: 乙奖、甲奖"), ["rule-twice"]),
        (("合计上限: 5万元", "合计上限: 4万元"), ["rule-twice"]),
        (("合计上限: 5%",), ["type-mismatch"]),
        (("合计上限: 0元",), ["cap-positive"]),
        (("就高不重复: 甲奖",), ["rule-of-too-few"]),
        (("就高不重复: 甲奖、丁奖",), ["rule-award-elsewhere"]),
        (("就高不重复: 甲奖、服务",), ["expected-no-amount"]),
        (("就高不重复: 甲奖、没有",), ["entitlement-unknown"]),
        (("就高不重复: 甲奖、乙奖、甲奖",), ["award-twice"]),
        (("分期支付:", "    首期: 40%"), ["stages-sum"]),
    ],
)
def test_a_rule_governs_awards_below_it_and_crosses_no_other(rules: tuple[str, ...], codes: list[str]) -> None:
    assert found(*rules) == codes


def test_the_rules_of_the_policy_stand_above_those_of_the_measures() -> None:
    assert found("合计上限: 5万元", above=("就高不重复: 甲奖、乙奖、丙奖、丁奖", "合计上限: 9万元")) == []
    assert found("合计上限: 5万元", above=("就高不重复: 甲奖、丁奖",)) == ["rules-cross"]
    assert found("合计上限: 5万元", above=("合计上限: 6万元 其中 甲奖、乙奖、丙奖",)) == []


def test_rules_stand_in_order_from_the_innermost_to_the_outermost() -> None:
    rules = ("合计上限: 5万元 其中 甲奖、乙奖", "合计上限: 9万元", "就高不重复: 甲奖、乙奖")
    source = Source("样例.pol", text(rules, ("合计上限: 10万元", "合计上限: 8万元 其中 甲奖、乙奖、丙奖")))
    tree, _ = parse(source)
    placed = placed_rules(tree, check(source, tree, None).bindings)
    found = [(one.rule.key, len(one.awards), one.measure is None) for one in placed]
    assert found == [
        ("highest_only", 2, False), ("total_cap", 2, False), ("total_cap", 3, False), ("total_cap", 3, True),
        ("total_cap", 4, True),
    ]  # fmt: skip
    assert [award.name.name for award in all_awards(tree)] == ["甲奖", "乙奖", "丙奖", "丁奖"]


def test_rules_do_not_stand_in_one_another_without_end() -> None:
    def nested(count: int) -> list[str]:
        names = [f"奖{number}" for number in range(count + 1)]
        rules = "".join(f"    合计上限: 5万元 其中 {'、'.join(names[: end + 1])}\n" for end in range(1, count + 1))
        awards = "".join(award(name, "金额: 甲数") for name in names)
        policy = f"{HEAD.format(rules='')}措施 奖励 @一:\n    责任单位: 未载明\n{rules}{awards}"
        return [code for code in said(policy, "") if code == "rules-too-deep"]

    assert nested(DEEPEST) == []
    assert nested(DEEPEST + 2) == ["rules-too-deep"]
