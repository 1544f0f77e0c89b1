from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.checking.check import check
from policyrules.checking.policy import BindingKind, CheckedPolicy
from policyrules.diagnostics import LIMIT
from policyrules.library import Library, read
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse
from tests.checking.test_scenarios import BASE
from tests.checking.texts import FACTS, HEAD

ROOT = Path(__file__).parents[2]
POLICY = ROOT / "policies" / "江门专精特新.pol"
PAGES = sorted((ROOT / "docs" / "codes" / "checking").glob("*.md"))
SAMPLE = f'{HEAD}{BASE}试算 "样例":\n    日期: 2023-03-01\n    等级: 国家级小巨人\n    应可享受: 奖励\n'
WORDS = [
    "甲", "国家级小巨人", "认定", "认定日", "营业收入", "3%", "1万元", "2022-01-01", "3年", "未载明", "当日", "且", "为",
    "(", ")", "不低于", "[上年]", "中有一项", ":", "、", "+", "/ 0", "持有", "未填", "如果", "\n", "    ", "定义",
    "奖励", "小巨人", "算法",
]  # fmt: skip


def checked(text: str) -> CheckedPolicy:
    source = Source("样例.pol", text)
    tree, mistakes = parse(source)
    return check(source, tree, None, is_part=bool(mistakes))


def test_the_first_policy_has_nothing_wrong_and_every_name_and_expression_is_known() -> None:
    policy = Library().examine(*read(POLICY))
    assert policy.diagnostics == ()
    assert {binding.kind for binding in policy.bindings.values()} >= set(BindingKind) - {
        BindingKind.BUILTIN,
        BindingKind.SCORE,
        BindingKind.USE,
    }
    assert policy.head.name.name == "江门专精特新"
    assert policy.document is not None
    assert policy.document.text == next(POLICY.parent.glob("*125号.txt")).read_text(encoding="utf-8")


def test_all_mistakes_of_a_file_are_found_in_one_run() -> None:
    policy = checked(
        SAMPLE.replace("不低于", "为").replace("1万元", "1万").replace("3年", "3%").replace("甲法\n    选", "乙法\n    选")
    )
    assert len({d.span.first.line for d in policy.diagnostics if d.span}) >= 3


def test_diagnostics_stand_in_the_order_of_the_text_and_are_limited() -> None:
    policy = checked(HEAD + "".join(f"定义 甲{number} = 乙 + {number}%\n" for number in range(LIMIT + 5)))
    assert len(policy.diagnostics) == LIMIT + 1
    starts = [d.span.start for d in policy.diagnostics if d.span]
    assert starts == sorted(starts)


def test_the_same_text_gives_the_same_diagnostics() -> None:
    text = PAGES[-1].read_text(encoding="utf-8").split("```")[1].removeprefix("pol\n")
    assert checked(text).diagnostics == checked(text).diagnostics


@settings(max_examples=150)
@given(st.data())
def test_no_change_of_a_text_makes_checking_fail(data: st.DataObject) -> None:
    lines = SAMPLE.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(lines) - 1))
        words = lines[number].split(" ")
        at = data.draw(st.integers(0, len(words) - 1))
        change = data.draw(st.sampled_from(["replace", "insert", "delete", "double", "drop"]))
        word = data.draw(st.sampled_from(WORDS))
        words[at : at + 1] = {"replace": [word], "insert": [words[at], word], "delete": []}.get(change, [words[at]])
        lines[number] = {"double": lines[number] * 2, "drop": ""}.get(change, " ".join(words))
    for diagnostic in checked("".join(lines)).diagnostics:
        assert diagnostic.message("zh")
        assert diagnostic.message("en")
        assert all(label.message("en") for label in diagnostic.labels)


@settings(max_examples=100)
@given(st.data())
def test_no_tree_makes_checking_fail(data: st.DataObject) -> None:
    """Trees that no text gives: declarations of all kinds with names, conditions and values exchanged."""
    source = Source("样例.pol", SAMPLE)
    tree = parse(source)[0]
    shuffled = data.draw(st.permutations(tree.declarations))
    kept = tuple(shuffled[: data.draw(st.integers(0, len(shuffled)))])
    expressions = [node for declaration in tree.declarations for node in _all(declaration) if isinstance(node, ast.Name)]
    name = data.draw(st.sampled_from(expressions))
    extra = (
        ast.Define(name, (), None, None, None, None, (), data.draw(st.sampled_from([name, None])), (), span=name.span),
        ast.Tier(
            name,
            None,
            None,
            None,
            (ast.ConditionItem("holds", ast.Holds((name,), span=name.span), span=name.span),),
            span=name.span,
        ),
        ast.Enum(name, (), span=name.span),
        ast.Measure(name, None, None, (ast.UnitsItem("responsible", (), False, True, None, span=name.span),), span=name.span),
    )
    for diagnostic in check(source, ast.File((*kept, *extra), span=tree.span), None).diagnostics:
        assert diagnostic.message("zh")


def _all(node: ast.Tree) -> list[ast.Tree]:
    return [node, *(part for child in ast.children(node) for part in _all(child))]


@pytest.mark.parametrize(
    "text", ["", "\n", "# 说明\n", "枚举 甲:", "政策", "定义 甲 = ((((((((((((((((((((((1))))))))))))))))))))))"]
)
def test_next_to_nothing_is_checked_too(text: str) -> None:
    assert isinstance(checked(text), CheckedPolicy)


#: A text with one mistake, and what is said of it beside what is merely unused: that mistake, once.
ONCE = {
    "a line that is lost is the mistake, not what its block lacks": (
        "层次 甲:\n    有效期: 未载明\n    持有:\n        下列全部:\n            注册资本 × / 5元\n",
        [],
    ),
    "a row that is lost leaves no gap": ("定义 得 @一: 数\n    按 人数:\n        10 以上: 5\n        不满 10: 3 左右 左\n", []),
    "a range that is reversed takes no row away": (
        "事实:\n    年数: 整数 50 至 0\n\n定义 得 @一: 数\n    按 年数:\n        10 以上: 5\n        不满 10: 3\n",
        ["range-reversed"],
    ),
    "a key that means nothing says nothing of its rows": (
        "定义 得 @一: 数\n    按 无此名:\n        省级专精特新: 5\n        否则: 3\n",
        ["name-unknown"],
    ),
    "a misspelt member is not missing too": (
        '单位:\n    县区 "县区" 按 等级 对应:\n        省级专精特新: "省"\n        国家级小巨呱: "国"\n\n'
        "措施 甲 @一:\n    责任单位: 县区\n",
        ["member-unknown"],
    ),
    "of a tier that is wrong it is not known what its validity was meant for": (
        "层次 甲:\n    有效期: 3年\n    持有: 当日 不晚于 2024\n",
        ["date-without-day"],
    ),
}


@pytest.mark.parametrize("what", ONCE)
def test_one_mistake_is_reported_once(what: str) -> None:
    text, codes = ONCE[what]
    source = Source("甲.pol", HEAD + FACTS + "\n" + text)
    tree, mistakes = parse(source)
    assert [d.code for d in check(source, tree, None, is_part=bool(mistakes)).diagnostics if d.code != "fact-unused"] == codes
