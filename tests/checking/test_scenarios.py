import pytest

from policyrules.checking.check import check
from policyrules.checking.policy import BindingKind
from policyrules.source import Source
from policyrules.syntax.parser import parse
from tests.checking.texts import FACTS, HEAD, checked, said

BASE = f"""{FACTS}    比率: 比例 0% 至 100%

疑义 算法:
    选项 甲法
    选项 乙法
    采用: 甲法
    因: "惯例"

层次 小巨人:
    有效期: 3年
    持有: 认定 中有一项: 称号 为 国家级小巨人

措施 甲 @一:
    责任单位: 未载明
    支持事项 奖励 给予:
        条文:
            | 给予奖励
        金额: 1万元
    职责 公布 公开:
        条文:
            | 向社会公开

"""
LINES = [
    ("等级: 国家级小巨人", []),
    ("等级: 未知", []),
    ("等级: 国家级小具人", ["member-unknown"]),
    ("等级: 等级", ["constant-expected"]),
    ("等级: \"国家级小巨人\"", ["member-in-quotes"]),
    ("企业名称: \"甲公司\"", []),
    ("上市: 是", []),
    ("上市: 1", ["type-mismatch"]),
    ("人数: 30", []),
    ("人数: 3.5", ["type-mismatch"]),
    ("注册资本: 30", ["unit-missing"]),
    ("注册资本: 1万元 + 1元", ["constant-expected"]),
    ("比率: 3.65%", []),
    ("比率: 101%", ["given-out-of-range"]),
    ("营业收入 2021: 5亿元", []),
    ("营业收入 2021: 5", ["unit-missing"]),
    ("营业收入: 5亿元", ["given-series"]),
    ("人数 2021: 5", ["given-not-series"]),
    ("认定: 无", []),
    ("认定: 未知", []),
    ("认定: 国家级小巨人", ["given-list"]),
    ("人数: 无", ["given-not-list"]),
    ("人数 一项: 称号 国家级小巨人", ["given-not-list"]),
    ("认定 一项: 称号 国家级小巨人，认定日 2022-06-01，撤销日 未知", []),
    ("认定 一项: 称号 国家级小巨人，称号 国家级小巨人", ["given-twice"]),
    ("认定 一项: 称呼 国家级小巨人", ["field-unknown"]),
    ("认定 一项: 认定日 2022", ["date-without-day"]),
    ("读法: 算法 为 乙法", []),
    ("读法: 算法 为 丙法", ["member-unknown"]),
    ("读法: 演算 为 乙法", ["reading-unknown"]),
    ("应缺: 认定", []),
    ("应缺: 认证", ["fact-not-declared"]),
    ("应持有: 小巨人", []),
    ("应不持有: 中巨人", ["tier-unknown"]),
    ("应未定: 奖励", ["expected-twice"]),
    ("应不可享受: 公布", ["duty-expected"]),
    ("奖励 的 金额 应为 1万元", []),
    ("奖励 的 金额 应为 未载明", []),
    ("奖励 的 金额 应为 1%", ["type-mismatch"]),
    ("奖励 的 利率上限 应为 1%", ["expected-no-ceiling"]),
    ("奖励 的 理由 应含 \"小巨人\"", []),
    ("奖金 的 理由 应含 \"小巨人\"", ["entitlement-unknown"]),
    ("日期: 2023-04-01", ["item-twice"]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "codes"), LINES)
def test_a_scenario_gives_facts_that_fit_and_expects_what_there_is(line: str, codes: list[str]) -> None:
    assert said(f'{BASE}试算 "样例":\n    日期: 2023-03-01\n    {line}\n    应可享受: 奖励\n') == codes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("人数: 3", "人数: 4"),
        ("认定: 无", "认定 一项: 称号 国家级小巨人"),
        ("认定 一项: 称号 国家级小巨人", "认定: 无"),
        ("营业收入 2021: 1元", "营业收入 2021: 2元"),
        ("读法: 算法 为 乙法", "读法: 算法 为 甲法"),
    ],
)
def test_nothing_is_given_twice(one: str, other: str) -> None:
    lines = f"    日期: 2023-03-01\n    {one}\n    {other}\n    应可享受: 奖励\n"
    assert said(f'{BASE}试算 "样例":\n{lines}') == ["given-twice"]


def test_a_list_is_given_record_by_record_and_a_series_year_by_year() -> None:
    lines = (
        "    认定 一项: 称号 国家级小巨人\n    认定 一项: 称号 省级专精特新\n"
        "    营业收入 2021: 1元\n    营业收入 2022: 未知\n    应可享受: 奖励\n"
    )
    assert said(f'{BASE}试算 "样例":\n    日期: 2023-03-01\n{lines}') == []


def test_a_scenario_has_a_day_and_an_expectation() -> None:
    assert said(f'{BASE}试算 "样例":\n    应可享受: 奖励\n') == ["item-missing"]
    assert said(f'{BASE}试算 "样例":\n    日期: 当日\n    人数: 3\n') == ["scenario-without-expectation", "constant-expected"]


def test_what_a_scenario_names_is_bound() -> None:
    text = f'{BASE}试算 "样例":\n    日期: 2023-03-01\n    等级: 国家级小巨人\n    应可享受: 奖励\n    应持有: 小巨人\n'
    kinds = {node.name: b.kind for node, b in checked(text).bindings.items() if node.span.start > len(HEAD) + len(BASE)}
    assert kinds == {
        "等级": BindingKind.FACT,
        "国家级小巨人": BindingKind.MEMBER,
        "奖励": BindingKind.ENTITLEMENT,
        "小巨人": BindingKind.TIER,
    }


ROWS = f'{BASE}定义 大型 = 人数 不少于 1000，且 营业收入[上年] 不低于 4亿元\n\n试算 "样例":\n    日期: 2024-03-01\n'


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("逐行 人数、营业收入 2023: 大型|    1000、4亿元: 是|    未知、未知: 未知|    未知、4亿元: 是 或 否", []),
        ("逐行 等级: 大型|    国家级小巨人: 否|    省级小巨人: 否", ["member-unknown"]),
        ("逐行 人数、营业收入 2023: 大型|    1000: 是|    1、1元、1元: 是", ["trial-cells", "trial-cells"]),
        ("逐行 人数: 大型", ["rows-missing"]),
        ("逐行 人数: 大型|    1.5: 是|    1元: 是|    1 + 1: 是", ["type-mismatch", "type-mismatch", "constant-expected"]),
        ("逐行 人数: 大型|    1: 3|    2: 大型|    3: 否", ["type-mismatch", "constant-expected"]),
        ("逐行 人数: 大型|    1: 否 至 是", ["order-of-names"]),
        ("逐行 比率: 大型|    101%: 否|    100%: 否", ["given-out-of-range"]),
        ("逐行 认数: 大型|    1: 否|    2: 否", ["fact-not-declared"]),
        ("逐行 营业收入: 大型|    1: 否|    2: 否", ["given-series"]),
        ("逐行 营业收入 0: 大型|    1: 否|    2: 否", ["given-year"]),
        ("逐行 人数 2023: 大型|    1: 否|    2: 否", ["given-not-series"]),
        ("逐行 认定: 大型|    未知: 否|    未知: 否", ["given-list"]),
        ("逐行 人数: 小型|    1: 否|    2: 否", ["name-unknown"]),
        ("逐行 人数: 上市|    1: 否|    2: 否", ["definition-expected"]),
        ("逐行 人数、人数: 大型|    1、2: 否|    2、3: 否", ["given-twice"]),
        ("逐行 营业收入 2022、营业收入 2023: 大型|    1元、2元: 否", []),
        ("人数: 3|逐行 人数: 大型|    1: 否|    2: 否", ["given-twice"]),
        ("逐行 人数: 大型|    1: 否|    2: 否|人数: 3", ["given-twice"]),
        ("逐行 人数: 大型|    1: 否|逐行 人数: 大型|    2: 否", []),
        ("人手: 3|应可享受: 奖金|逐行 人数: 大型|    1: 否|    2: 否", ["fact-not-declared", "entitlement-unknown"]),
    ],
)  # fmt: skip
def test_the_rows_of_a_scenario_are_checked_each_and_what_they_share_once(lines: str, codes: list[str]) -> None:
    assert said(ROWS + "".join(f"    {line}\n" for line in lines.split("|"))) == codes


def test_a_row_that_cannot_be_read_is_not_missed_a_second_time() -> None:
    source = Source("样例.pol", f"{HEAD}{ROWS}    逐行 人数: 大型\n        1 名额 否\n")
    tree, mistakes = parse(source)
    assert [mistake.span.text for mistake in mistakes if mistake.span] == ["名额"]
    assert check(source, tree, None, is_part=True).diagnostics == ()
