import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.checking.spelling import distance, nearest, spaced, written_out
from tests.ending import ending


@pytest.mark.parametrize(
    ("word", "names", "expected"),
    [
        ("营业收人", ["研发费用", "营业收入"], "营业收入"),
        ("reveneu", ["revenue", "avenue"], "revenue"),
        ("营收", ["营业收入", "营收总额"], "营收总额"),
        ("市级", ["市级后备库", "市级专精特新"], None),
        ("甲", ["乙", "丙"], None),
        ("甲乙", ["甲丙"], "甲丙"),
        ("完全不同", ["营业收入"], None),
        ("x" * 100, ["x" * 99], None),
    ],
)
def test_the_nearest_name_is_one_that_could_have_been_meant(word: str, names: list[str], expected: str | None) -> None:
    assert nearest(word, names) == expected


@settings(max_examples=200)
@given(st.text("ab甲", max_size=6), st.text("ab甲", max_size=6))
def test_the_distance_within_the_limit_is_symmetric_and_zero_for_the_same(one: str, other: str) -> None:
    assert distance(one, other, 6) == distance(other, one, 6)
    assert (distance(one, other, 6) == 0) == (one == other)
    assert distance(one, other, 2) == distance(one, other, 6) or distance(one, other, 6) > 2


def test_a_swap_is_one_mistake() -> None:
    assert distance("收营", "营收", 2) == 1
    assert distance("abc", "xyz", 2) == 3


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("营收不低于3元", "营收 不低于 3元"),
        ("营收不低于研发费", "营收 不低于 研发费"),
        ("营收不低于3万元且研发费高于1元", "营收 不低于 3万元 且 研发费 高于 1元"),
        ("成立日早于当日", "成立日 早于 当日"),
        ("营收研发费", None),
        ("不低于3元", None),
        ("营收不低于某数", None),
        ("营收", None),
    ],
)
def test_a_run_of_words_is_taken_apart(word: str, expected: str | None) -> None:
    assert spaced(word, dict.fromkeys(["营收", "研发费", "成立日"])) == expected


def test_suggestions_for_hostile_names_are_found() -> None:
    names = {f"{'甲乙丙丁戊己庚辛' * 4}{number:06d}": None for number in range(20_000)}
    with ending():
        for number in range(30):
            nearest(f"{'甲乙丙丁戊己庚辛' * 4}x{number:06d}", names)
            spaced("不低于" * 19, names)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("一百万元", "100万元"), ("二千元", "2000元"), ("一亿二千万元", "12000万元"), ("一千零五元", "1005元"), ("三年", "3年"),
        ("十八个月", "18个月"), ("百分之五十", "50%"), ("两百五十", "250"), ("十五", "15"), ("去年", "上年"),
        ("二〇二二年十月三日", "2022-10-03"), ("三年内认定", None), ("万", None), ("十", None), ("半年", None),
        ("三万五元", None), ("两百五", None), ("二〇二二年十三月一日", None),
        ("百分之三年", None), ("认定", None),
    ],
)  # fmt: skip
def test_what_is_written_out_in_characters_is_read_as_figures(word: str, meant: str | None) -> None:
    assert written_out(word) == meant
