import pytest

from policyrules.checking.policy import BindingKind
from policyrules.values.types import OptionalType, Scalar
from tests.checking.texts import FACTS, checked, said

USE = f"{FACTS}    总是: 结果 高于 0元\n"


def kinds(text: str) -> dict[str, object]:
    return {node.name: b.type for node, b in checked(text).bindings.items() if b.kind is BindingKind.DEFINITION}


def test_a_definition_has_the_type_of_its_body_wherever_it_stands() -> None:
    text = USE + "\n定义 结果 = 甲数 * 2\n定义 甲数 = 乙数 + 1元\n定义 乙数 = 注册资本\n"
    assert said(text) == []
    assert kinds(text) == {"结果": Scalar.MONEY, "甲数": Scalar.MONEY, "乙数": Scalar.MONEY}


def test_a_function_of_a_record_gives_an_optional_field_as_it_is() -> None:
    text = f"{FACTS}    总是: 认定 中有一项 甲: 撤销(甲) 未填\n\n定义 撤销(项: 认定记录) = 项.撤销日\n"
    assert said(text) == []
    functions = [b.type for b in checked(text).bindings.values() if b.kind is BindingKind.FUNCTION]
    assert functions == [OptionalType(Scalar.DATE)]


def test_a_long_chain_is_typed_without_recursion() -> None:
    chain = "".join(f"定义 结果{number} = 结果{number + 1}\n" for number in range(3_000))
    assert said(f"{USE}\n定义 结果 = 结果0\n{chain}定义 结果3000 = 1元\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "\n定义 结果 = 结果\n",
        "\n定义 结果 = 甲数\n定义 甲数 = 乙数\n定义 乙数 = 甲数\n",
        "\n定义 结果 = 双(1元)\n定义 双(数额: 金额): 金额 = 如果 上市 则 双(数额) 否则 数额\n",
        "\n定义 结果 = 如果 持有 甲层 则 1元 否则 2元\n层次 甲层:\n    有效期: 未载明\n    持有: 结果 高于 1元\n",
        "\n定义 结果 = 1元\n层次 甲层:\n    有效期: 未载明\n    持有: 持有 乙层\n"
        "层次 乙层:\n    有效期: 未载明\n    持有: 非 持有 甲层\n",
    ],
)
def test_a_circle_is_reported_once(text: str) -> None:
    assert said(USE + text) == ["definition-circle"]


def test_a_circle_names_all_that_are_in_it() -> None:
    text = USE + "\n定义 结果 = 甲数\n定义 甲数 = 乙数\n定义 乙数 = 丙数\n定义 丙数 = 甲数\n"
    (circle,) = [d for d in checked(text).diagnostics if d.code == "definition-circle"]
    assert circle.arguments["way"] == "`甲数` → `乙数` → `丙数` → `甲数`"
    assert [label.span.text for label in circle.labels] == ["乙数", "丙数"]


def test_a_label_a_field_or_a_member_of_the_same_name_is_no_circle() -> None:
    text = (
        f"{FACTS}    总是: 国家级小巨人 高于 0元 且 上市了\n\n"
        "定义 国家级小巨人 = 如果 认定 中有一项 甲: 甲.称号 为 国家级小巨人 且 甲.奖金 为 奖金 则 奖金 否则 2元\n"
        "定义 奖金 = (认定 中合计 甲: 甲.奖金)\n"
        "定义 上市了: 是否\n    符合下列条件之一:\n        上市了: 上市\n        人多: 人数 高于 5\n"
    )
    assert said(text) == []
    assert kinds(text) == {"国家级小巨人": Scalar.MONEY, "奖金": Scalar.MONEY, "上市了": Scalar.BOOL}


def test_a_definition_that_looks_circular_is_typed_after_what_it_stands_on() -> None:
    text = (
        f"{FACTS}    总是: 结果 高于 0元\n\n"
        "定义 结果 = 如果 等级 为 国家级小巨人 则 国家级小巨人 否则 国家级小巨人\n"
        "定义 国家级小巨人 = 如果 认定 中有一项 甲: 甲.称号 为 国家级小巨人 则 注册资本 否则 1元\n"
    )
    assert said(text) == []
    assert kinds(text)["结果"] is Scalar.MONEY


def test_a_body_must_be_of_the_declared_type() -> None:
    assert said(f"{USE}\n定义 结果: 金额 = 当日\n") == ["type-mismatch"]
    assert said(f"{USE}\n定义 结果: 金额\n    符合下列全部条件:\n        上市\n") == ["type-mismatch"]
    assert said(f"{USE}\n定义 结果: 等次 = 1元\n") == ["type-unknown"]
