"""A wrong quote is traced to the words that it was probably copied from."""

import pytest

from policyrules.checking.document import read_document
from policyrules.checking.passages import NearMiss, Passages
from policyrules.source import Source
from tests.ending import ending

TEXT = """一、目标
支持“专精特新”企业采用新技术、新工艺,提高产品竞争力。
二、措施
引导各类企业申报科技创新领域扶持资金,并给予奖励(一次)。
"""


def nearest(quote: str, place: str = "一", text: str = TEXT) -> NearMiss | None:
    document = read_document(Source("原文.txt", text))
    section = document.section(place)
    assert section is not None
    return Passages(document).nearest(quote, section)


@pytest.mark.parametrize(
    ("quote", "found", "expected", "right"),
    [
        ("新工艺，提高产品竞争力", "，", ",", "新工艺,提高产品竞争力"),
        ('"专精特新"企业', '"', "“", "“专精特新”企业"),
        ("奖励（一次）", "（", "(", "奖励(一次)"),
    ],
)
def test_signs_of_another_width_are_named(quote: str, found: str, expected: str, right: str) -> None:
    near = nearest(quote)
    assert near is not None and near.punctuation
    assert (near.found, near.expected, near.span.text) == (found, expected, right)


@pytest.mark.parametrize(
    ("quote", "found", "expected"),
    [
        ("支持“专精特新”企业采用新技木、新工艺", "木", "术"),
        ("支持“专精特新”企业采用技术、新工艺", "", "新"),
        ("支持“专精特新”的企业采用新技术、新工艺", "的", ""),
        ("引导各类企业申请科技创新领域扶持资金", "请", "报"),
    ],
)
def test_the_first_difference_is_shown(quote: str, found: str, expected: str) -> None:
    near = nearest(quote)
    assert near is not None and not near.punctuation
    assert (near.found, near.expected) == (found, expected)


def test_the_right_words_are_given_whole() -> None:
    near = nearest("引导各类企业申请科技创新领域扶持资金")
    assert near is not None and near.span.text == "引导各类企业申报科技创新领域扶持资金"


def test_words_that_stand_nowhere_are_near_nothing() -> None:
    assert nearest("对员工宿舍每月补贴五百元") is None


def test_a_passage_of_the_named_section_comes_first() -> None:
    near = nearest("给予奖励，按年", "二", "一、给予奖励;按年\n二、给予奖励,按年")
    assert near is not None and near.span.start > 10


def test_the_search_of_a_monotonous_document_ends() -> None:
    with ending():
        nearest("甲" * 300 + "乙" * 300, "一", "一、" + "甲" * 150_000)
