import pytest

from policyrules.syntax.keywords import KEYWORDS
from tests.syntax.test_canonical import formatted


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("定义 x＝(1+2)*3", "定义 x = (1 + 2) * 3"),
        ("定义 x = 1×2÷（3）", "定义 x = 1 × 2 ÷ (3)"),
        ("定义 x=-  y", "定义 x = -y"),
        ("定义 x = 甲 ≥ 3.0％ 或 甲＞＝30％", "定义 x = 甲 ≥ 3.0% 或 甲 >= 30%"),
        ("定义 x = 甲 不少于 100 且 乙 为 100万元 以上", "定义 x = 甲 不少于 100 且 乙 为 100万元 以上"),
        ("定义 x = 甲 达到 1.50亿元，并且 乙 大于等于 3", "定义 x = 甲 达到 1.50亿元，并且 乙 大于等于 3"),
        ("定义 x = 2022年8月5日 + 30日 + 3年", "定义 x = 2022-08-05 + 30天 + 3年"),
        ("定义 x = 甲 属于（乙，丙）", "定义 x = 甲 属于 (乙、丙)"),
        ("定义 x = 持有 乙、丙", "定义 x = 持有 乙、丙"),
        ("定义 x = f( 甲，乙 )", "定义 x = f(甲, 乙)"),
        ("定义 x(甲：数值，乙:数) ： 数 = 甲 的 乙", "定义 x(甲: 数值, 乙: 数): 数 = 甲 的 乙"),
        ("定义 x = 「甲」.「5G」", "定义 x = 甲.「5G」"),
        ("定义 x “甲”： 数 = 1", '定义 x "甲": 数 = 1'),
        ('定义 x “甲"乙” = 1', '定义 x “甲"乙” = 1'),
        ("枚举 甲： 乙 ， 丙、丁", "枚举 甲: 乙、丙、丁"),
        ('事实:\n    x: 文本 "甲"\n    y: 文本 "甲" 至 "乙"', '事实:\n    x: 文本    "甲"\n    y: 文本 "甲" 至 "乙"'),
        ("枚举 甲： 「或」", "枚举 甲: 「或」"),
        ("define x = a is 1 yuan or more", "define x = a is 1 yuan or more"),
        ("define x = a in (b、c)", "define x = a in (b, c)"),
        ("define x = holds b、c  one of", "define x = holds b、c one of"),
        ("define x = a in b、c", "define x = a in b、c"),
        ("define x = f(entitled to b、c, 1)", "define x = f(entitled to b、c, 1)"),
        ("define x = a in ((holds b、c), d)", "define x = a in ((holds b、c), d)"),
        ("define x = 1 years + 2 year", "define x = 1 year + 2 years"),
    ],
)
def test_words_and_values_stay_and_signs_and_blanks_are_those_of_the_language(written: str, expected: str) -> None:
    assert formatted(written) == expected + "\n"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("定义 x = 甲 不少于 3 且 乙 不早于 当日", "define x = 甲 no fewer than 3 and 乙 not before decision date"),
        ("定义 x = 甲 超过 3年，或 乙 不满 1个月", "define x = 甲 exceeds 3 years, or 乙 under 1 month"),
        ("定义 x = 甲 属于 乙、丙", "define x = 甲 in (乙, 丙)"),
        ("定义 x = 甲 属于 乙、丙 之一", "define x = 甲 in (乙, 丙) one of"),
        ("定义 x = 甲 属于 (1、2)", "define x = 甲 in (1, 2)"),
        ("定义 x = 甲 属于 (1)", "define x = 甲 in (1)"),
        ("定义 x = 持有 甲、乙 之一", "define x = holds (甲, 乙)"),
        ("定义 x = 持有 (国标.甲、乙) 之一", "define x = holds (国标.甲, 乙)"),
        ("定义 x = 享受 国标.甲", "define x = entitled to 国标.甲"),
        ("定义 x: 金额 列表 = 甲", "define x: money list = 甲"),
        ("定义 x: 「金额」 = 甲", "define x: 「金额」 = 甲"),
        ("定义 x: 「money」 = amount", "define x: 「money」 = amount"),
        ("定义 x = f(甲, 乙)", "define x = f(甲, 乙)"),
        ("定义 x:\n    按 甲:\n        1 或 多于 2: 1", "define x:\n    by 甲:\n        1 or more than 2: 1"),
        ("定义 x = 记录 的 甲 × 2", "define x = 记录 its 甲 × 2"),
        ("定义 x = 5000 yuan + 1万元", "define x = 5000 yuan + 1万元"),
        ("枚举 甲: 乙、丙", "enum 甲: 乙, 丙"),
        ('事实:\n    x: 数 0 至 15 由 "乙" 评定    "丙"', 'facts:\n    x: number 0 to 15 as decided by "乙"    "丙"'),
        ("试算:\n    甲 一项: 乙 1，丙 未知", "scenario:\n    甲 includes: 乙 1, 丙 unknown"),
        (
            "措施 甲:\n    支持事项 乙:\n        分年: 自 丙\n            第 1年 至 第 2年: 80%",
            "measure 甲:\n    entitlement 乙:\n        schedule: since 丙\n            year 1 to year 2: 80%",
        ),
    ],
)
def test_a_text_can_be_translated_there_and_back(zh: str, en: str) -> None:
    assert formatted(zh) == zh + "\n"
    assert formatted(zh, "en") == en + "\n"
    assert formatted(en, "zh") == zh + "\n"
    assert formatted(en, "en") == en + "\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("定义 x = 持有 甲、乙", "定义 x = 持有 甲、乙 之一"),
        ("定义 x = 甲 属于 (乙、丙)", "定义 x = 甲 属于 乙、丙"),
        ("定义 x: yesno = not a", "定义 x: 是否 = 非 a"),
        ('事实:\n    x: number as decided by "乙"', '事实:\n    x: 数 由 "乙" 评定'),
    ],
)
def test_a_language_that_is_asked_for_brings_its_own_marks_and_small_words(written: str, expected: str) -> None:
    assert formatted(written, "zh") == expected + "\n"


def test_every_chinese_spelling_has_an_english_one_of_its_own() -> None:
    assert [keyword.terminal for keyword in KEYWORDS.values() if len(keyword.en) < len(keyword.zh)] == []


def test_a_name_is_marked_only_where_it_would_be_read_as_a_keyword() -> None:
    assert formatted("试算:\n    「企业」: 1\n    「date」: 2\n") == "试算:\n    企业: 1\n    「date」: 2\n"


def test_signs_follow_the_first_keyword_of_the_file() -> None:
    assert formatted("enum a: b、c\n枚举 甲: 乙、丙\n") == "enum a: b, c\n枚举 甲: 乙, 丙\n"
