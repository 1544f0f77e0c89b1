import pytest

from policyrules.checking.policy import BindingKind
from policyrules.syntax import ast
from policyrules.values.types import EnumType, OptionalType, Scalar
from tests.checking.texts import FACTS, checked, said_of

FINE = [
    "营业收入[上年] / 营业收入[2020] - 1 不低于 10%",
    "注册资本 * 增幅 不低于 1万元",
    "注册资本 * 人数 不低于 1万元",
    "注册资本 / 人数 不低于 1万元",
    "注册资本 / 营业收入[上年] 不低于 2",
    "人数 / 2 不低于 系数",
    "增幅 * 2 + 1% 不高于 50%",
    "成立日 + 期限 + 30天 - 1天 晚于 当日",
    "当日 - 成立日 不少于 365天",
    "当日 - 成立日 为 天数差",
    "期限 + 6个月 不少于 3年",
    "期限 * 2 不少于 期限",
    "成立日 + 期限 * 人数 晚于 当日",
    "年份(当日) - 年份(成立日) 不少于 3",
    "year(成立日) 不早于 2000 且 月份(成立日) 为 1 且 日(成立日) 为 1",
    "较大者(成立日, 2020-01-01) 早于 当日",
    "较小者(注册资本, 1万元, 营业收入[上年]) 不高于 1万元",
    "上市 为 是 且 非 上市",
    "等级 为 国家级小巨人 或 国家级小巨人 为 等级",
    "等级 属于 省级专精特新、国家级小巨人",
    "等级 为 (如果 上市 则 国家级小巨人 否则 省级专精特新)",
    "(如果 上市 则 国家级小巨人 否则 省级专精特新) 为 等级",
    '企业名称 不为 "甲"',
    "认定 中有一项: 称号 为 国家级小巨人 且 认定日 在 2022-01-01 至 2023-12-31",
    "认定 中每一项 甲: 甲.撤销日 未填 或 甲.撤销日 晚于 甲.认定日",
    "认定 中有一项 甲: 认定 中有一项 乙: 甲.认定日 早于 乙.认定日 且 称号 为 国家级小巨人",
    "认定 中至少 2 项: (撤销日 未填则 当日) 不早于 当日",
    "(认定 中的项数: 撤销日 未填) 不少于 2",
    "(认定 中合计: 奖金 其中 称号 为 国家级小巨人) 不高于 100万元",
    "(认定 中最晚: 认定日) 不早于 2022-01-01",
    "-1% 低于 增幅",
    "人数 在 10 至 300 且 系数 在 0 至 1",
    "注册资本 不低于 未载明",
    "未载明",
]

WRONG = [
    ("注册资本 + 人数 不低于 1元", "arithmetic-types"),
    ("注册资本 + 1 不低于 1元", "unit-missing"),
    ("成立日 + 3 晚于 当日", "unit-missing"),
    ("1 - 20% 低于 增幅", "unit-missing"),
    ("成立日 + 成立日 晚于 当日", "arithmetic-types"),
    ("期限 + 30天 不少于 3年", "arithmetic-types"),
    ("期限 * 系数 不少于 3年", "arithmetic-types"),
    ("期限 不少于 30天", "comparison-types"),
    ("增幅 为 成立日", "comparison-types"),
    ("增幅 低于 系数", "comparison-types"),
    ("等级 为 上市", "comparison-types"),
    ("等级 高于 省级专精特新", "order-of-names"),
    ("上市 高于 否", "order-of-names"),
    ("企业名称 在 1 至 5", "order-of-names"),
    ("成立日 在 1元 至 5元", "comparison-types"),
    ("等级 属于 省级专精特新、金种子", "member-unknown"),
    ("人数", "condition-expected"),
    ("上市 且 人数", "condition-expected"),
    ("非 人数", "condition-expected"),
    ("-成立日 早于 当日", "number-expected"),
    ("较大者(注册资本) 高于 1元", "arguments-count"),
    ("较大者(注册资本, 成立日) 高于 1元", "comparison-types"),
    ("年份(成立日, 当日) 为 2020", "arguments-count"),
    ("年份(人数) 为 2020", "type-mismatch"),
    ("营业收入[系数] 高于 1元", "type-mismatch"),
    ("营业收入[当日] 高于 1元", "type-mismatch"),
    ("(营业收入 未填则 1元) 高于 1元", "optional-expected"),
    ("认定 中有一项: 奖金", "condition-expected"),
    ("(认定 中合计: 称号) 高于 1元", "sum-of"),
    ("(认定 中最大: 称号) 为 国家级小巨人", "number-expected"),
    ("认定 中有一项 甲: 甲 为 甲", "record-as-value"),
    ("认定 为 认定", "list-as-value"),
    ("300年 不少于 期限", "year-as-period"),
    ("1 为 1", "comparison-constant"),
    ("\"甲\" 为 \"乙\"", "comparison-constant"),
    ("3 属于 (3, 4)", "comparison-constant"),
    ("(如果 人数 则 1元 否则 2元) 高于 注册资本", "condition-expected"),
    ("持有 人数", "tier-unknown"),
    ("注册资本 / (1 - 1) 高于 1元", "division-by-zero"),
]  # fmt: skip


@pytest.mark.parametrize("expression", FINE)
def test_what_goes_together_is_right(expression: str) -> None:
    assert said_of(expression) == []


@pytest.mark.parametrize(("expression", "code"), WRONG)
def test_what_does_not_go_together_is_one_mistake_or_more_of_one_kind(expression: str, code: str) -> None:
    assert set(said_of(expression)) == {code}


def test_a_mistake_silences_what_follows_from_it() -> None:
    assert said_of("(注册资本 + 成立日) * 人数 高于 成立日 且 上市") == ["arithmetic-types"]
    assert said_of("不存在 + 3% 高于 成立日") == ["name-unknown"]
    assert said_of("不存在 中有一项: 不知道什么 为 1元") == ["name-unknown"]


def test_every_expression_has_its_type() -> None:
    policy = checked(f"{FACTS}    总是: 认定 中有一项 甲: 甲.撤销日 + 期限 晚于 当日\n")
    found = {node.span.text: type_ for node, type_ in policy.types.items()}
    assert found["甲.撤销日"] == OptionalType(Scalar.DATE)
    assert found["甲.撤销日 + 期限"] is Scalar.DATE
    assert found["甲.撤销日 + 期限 晚于 当日"] is Scalar.BOOL


def test_an_expected_type_tells_members_apart() -> None:
    reading = '疑义 {0}:\n    选项 计入\n    选项 不计入\n    采用: 计入\n    因: "惯例"\n\n'
    policy = checked(f"{reading.format('首日')}{reading.format('末日')}{FACTS}    总是: 首日 为 计入 且 末日 为 计入\n")
    bound = [
        (node.span.first.column, b) for node, b in policy.bindings.items() if node.name == "计入" and node.span.first.line > 35
    ]
    assert [(b.kind, b.type) for _, b in sorted(bound, key=lambda pair: pair[0])] == [
        (BindingKind.MEMBER, EnumType("首日", ("计入", "不计入"))),
        (BindingKind.MEMBER, EnumType("末日", ("计入", "不计入"))),
    ]


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ("员工数 / 员工数", Scalar.RATIO), ("员工数 / 2", Scalar.NUMBER), ("员工数 / 2.5", Scalar.NUMBER),
        ("注册资本 / 3", Scalar.MONEY), ("(注册资本 / 营业收入[上年]) / 2", Scalar.RATIO),
    ],
)  # fmt: skip
def test_what_is_shared_out_among_a_number_is_no_share(written: str, type_: Scalar) -> None:
    policy = checked(f"{FACTS}    员工数: 整数\n\n定义 甲 = {written}\n")
    (define,) = policy.all(ast.Define)
    assert isinstance(define.body, ast.Arithmetic) and policy.types[define.body] is type_


def test_a_quotient_is_a_ratio_and_fits_what_it_is_compared_with() -> None:
    policy = checked(f"{FACTS}    总是: 注册资本 / 营业收入[上年] 不低于 3%\n")
    types = {node.span.text: type_ for node, type_ in policy.types.items() if isinstance(node, ast.Arithmetic)}
    assert types == {"注册资本 / 营业收入[上年]": Scalar.RATIO}
