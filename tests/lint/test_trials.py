import pytest

from tests.lint.policies import HEAD, findings, places

FACTS = """\
记录 项目:
    投入: 金额 0元 至 10亿元

事实:
    人数: 整数 0 至 100000
    占比: 比例 0% 至 100%
    项目: 项目 列表

层次 大企业 @一:
    有效期: 未载明
    持有: 人数 不少于 300
    达标: 占比 不低于 3%

"""
PART = """\
措施 入园 @二:
    责任单位: 市工信局
    支持事项 场地 给予:
        条文:
            | 给予场地
        条件: {condition}

"""
POLICY = HEAD + FACTS + PART.format(condition="人数 不少于 20")


def trial(title: str, *lines: str) -> str:
    return f'试算 "{title}":\n    日期: 2025-01-01\n' + "".join(f"    {line}\n" for line in lines) + "\n"


GIVEN, REFUSED = trial("甲", "人数: 20", "应可享受: 场地"), trial("乙", "人数: 19", "应不可享受: 场地")
OPEN = trial("丙", "人数: 未知", "应未定: 场地")


def test_a_policy_that_decides_something_needs_scenarios() -> None:
    assert places("scenario-none", POLICY) == ["样例"]
    assert places("scenario-none", POLICY + GIVEN) == []
    assert places("scenario-none", HEAD + "措施 甲 @一:\n    责任单位: 市工信局\n") == []


@pytest.mark.parametrize(
    ("scenarios", "said"),
    [
        ((), None),
        ((GIVEN, REFUSED, OPEN), None),
        ((GIVEN, REFUSED), "没有 `场地` 应未定的试算"),
        ((GIVEN,), "没有 `场地` 应不可享受或应未定的试算"),
        ((OPEN,), "没有 `场地` 应可享受或应不可享受的试算"),
    ],
)
def test_an_entitlement_is_to_be_shown_given_refused_and_open(scenarios: tuple[str, ...], said: str | None) -> None:
    found = findings("entitlement-untried", POLICY + "".join(scenarios))
    assert [finding.message("zh") for finding in found] == ([] if said is None else [said])


def test_an_expected_amount_shows_that_it_is_given() -> None:
    text = POLICY.replace("条件: 人数 不少于 20\n", "条件: 人数 不少于 20\n        金额: 10万元\n")
    amount = trial("甲", "人数: 20", "场地 的 金额 应为 10万元")
    assert places("entitlement-untried", text + amount + REFUSED + OPEN) == []


def test_a_tier_is_to_be_shown_held_and_not_reached_and_not() -> None:
    both = trial("甲", "人数: 300", "占比: 3%", "应持有: 大企业", "应达标: 大企业")
    neither = trial("乙", "人数: 299", "占比: 2%", "应不持有: 大企业", "应不达标: 大企业")
    assert places("tier-untried", POLICY) == []
    assert places("tier-untried", POLICY + both + neither) == []
    assert places("tier-untried", POLICY + both) == ["大企业"]
    assert places("tier-untried", POLICY + both + neither.replace("    应不达标: 大企业\n", "")) == ["大企业"]


def untried(code: str, condition: str, *scenarios: str) -> list[str]:
    tier = FACTS[: FACTS.index("层次")]
    return places(code, HEAD + tier + PART.format(condition=condition) + "".join(scenarios))


@pytest.mark.parametrize(
    ("condition", "people", "is_exact", "is_one_sided"),
    [
        ("人数 不少于 20", ("20", "19"), True, False),
        ("人数 不少于 20", ("21", "19"), False, False),
        ("人数 不少于 20", ("20", "21"), True, True),
        ("20 < 人数", ("20", "21"), True, False),
        ("人数 ÷ 2 不低于 10", ("20", "19"), True, False),
        ("人数 为 20", ("19", "21"), True, False),
    ],
)
def test_a_threshold_is_to_be_tried_exactly_and_from_both_sides(
    condition: str, people: tuple[str, ...], is_exact: bool, is_one_sided: bool
) -> None:
    scenarios = [trial(f"第{number}", f"人数: {number}", "应未定: 场地") for number in people]
    assert (untried("threshold-untried", condition, *scenarios) == []) == is_exact
    assert (untried("threshold-one-sided", condition, *scenarios) != []) == is_one_sided


def test_thresholds_of_records_and_in_tables_are_looked_at() -> None:
    some = "项目 中有一项: 投入 不低于 100万元"
    given = [trial(f"第{money}", f"项目 一项: 投入 {money}", "应未定: 场地") for money in ("100万元", "99万元")]
    assert untried("threshold-untried", some, given[1]) == ["投入 不低于 100万元"]
    assert untried("threshold-untried", some, *given) == untried("threshold-one-sided", some, *given) == []


TABLE = """\
定义 分 @三: 数
    按 人数:
        50 以上: 2
        不足 50: 1

"""


def test_the_ends_of_bands_are_thresholds() -> None:
    def rows(first: int) -> str:
        return trial("表", "逐行 人数: 分", f"    {first}: 2", "    20: 1", "    300: 2")

    assert places("threshold-untried", POLICY + TABLE + rows(50)) == ["占比 不低于 3%"]
    assert places("threshold-untried", POLICY + TABLE + rows(51)) == ["占比 不低于 3%", "按 人数"]


def test_the_same_case_twice_is_found_however_its_lines_are_ordered() -> None:
    one = trial("甲", "人数: 20", "占比: 3%", "应可享受: 场地", "应不持有: 大企业")
    other = trial("乙", "占比:  3%", "人数: 20", "应不持有: 大企业")
    assert places("scenario-twice", POLICY + one + other) == ['试算 "乙":']
    assert places("scenario-twice", POLICY + one + other.replace("20", "21")) == []
    assert places("scenario-twice", POLICY + one + other.replace("2025-01-01", "2025-01-02")) == []
    assert places("scenario-twice", POLICY + other + one) == []  # the second expects more


def test_the_same_row_twice_in_one_table_is_found() -> None:
    definition = "定义 分 = 人数 ÷ 2\n\n"
    rows = trial("表", "逐行 人数: 分", "    20: 10", "    30: 15", "    20: 10", "逐行 人数: 分", "    20: 10")
    assert places("scenario-twice", POLICY + definition + rows) == ["20: 10"]
