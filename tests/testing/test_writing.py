"""Whatever the policies can read comes back from its scenario: the block checks without a diagnostic, and passes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, field, frozen
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import policyrules
from policyrules import api
from policyrules.diagnostics import FactsError
from policyrules.scenarios import given_facts, run_scenarios
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.testing.points import Kind, Point, points
from policyrules.testing.writing import Reason, Unwritable, Written, scenario
from tests import facts_strategies
from tests.beside import put

POLICIES = Path(__file__).parents[2] / "policies"
SHIPPED = ("江门专精特新", "中小企业划型", "优质中小企业")

#: Every type of fact, names that need quotation marks, a policy that is used, two kinds of amount.
KINDS = """\
政策 样 "样":
    文号: "样〔2024〕1号"
    发文: "样"
    印发: 2024-01-01
    施行: 2024-01-01 起
    语言: "zh"

引用 底 "底.pol"

枚举 颜色: 红、绿、「无」

记录 奖:
    名次: 整数 -3 至 100
    名称: 文本 可不填
    颜色: 颜色 可不填
    「5级」: 比例

记录 备注:
    说明: 文本 可不填

事实:
    「5G收入」: 金额
    「日期」: 日期
    净利润: 金额 按年
    产值: 金额 按季
    用电: 数 按月
    有证: 是否
    色: 颜色
    名称: 文本
    人数: 整数
    占比: 比例
    期: 时长
    宽限: 天数
    获奖: 奖 列表
    备注: 备注 列表

疑义 算法 "怎么算":
    选项 计入
    选项 「不」
    采用: 计入
    因: "样"

层次 甲级 位次 1:
    有效期: 3年
    持有: 有证
    达标: 人数 不低于 10

定义 说法 @一 "说法": 颜色 = 色

定义 均数 @二 "均数": 数 = 人数 ÷ 3

单位:
    局 "局"

措施 样 @三 "样":
    责任单位: 局
    支持事项 奖励 给予 "给予奖励":
        条文:
            | 给予奖励
        条件: 获奖 中有一项 甲: 甲.名次 不超过 3 且 有证
        金额: 如果 算法 为 计入 则 净利润[上年] × 10% 否则 1万元
    支持事项 补贴 给予 "给予补贴":
        条文:
            | 给予补贴
        条件: 底.大
        金额: 未载明
"""
USED = """\
政策 底 "底":
    文号: "底〔2024〕1号"
    发文: "样"
    印发: 2024-01-01
    施行: 2024-01-01 起
    语言: "zh"

事实:
    底数: 整数 按年

疑义 底算 "怎么算":
    选项 一
    选项 二
    采用: 一
    因: "样"

定义 大 @一 "大": 是否 = 底数[上年] 不低于 10 且 底算 为 一
"""

ENGLISH = Path(__file__).parents[2] / "examples" / "northport.pol"


@frozen
class Tried:
    """An enterprise on a day."""

    facts: Mapping[str, object]
    day: date = date(2024, 6, 1)
    readings: Mapping[str, str] = field(factory=dict)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kinds")
    put(place, {"样.pol": KINDS, "底.pol": USED})
    return place


@pytest.fixture(scope="module")
def kinds(folder: Path) -> policyrules.Policy:
    return policyrules.load(folder / "样.pol")


def appended(policy: policyrules.Policy, blocks: Iterable[str], folder: Path) -> policyrules.Policy:
    """Return a policy of a folder as it is with scenarios after its own text."""
    source = policy.checked.source
    name, text = Path(source.name).name, "\n".join([source.text, *blocks])
    return api.build(Source(name, text), folder, folder / name)


def blocks_of(policy: policyrules.Policy, trials: Iterable[Tried], among: Sequence[Point] | None = None) -> list[str]:
    """Return the texts of the trials that the policy can read."""
    found = []
    for number, trial in enumerate(trials):
        try:
            one = scenario(policy, trial, f"例{number}", expecting=among)
        except FactsError:
            continue  # facts that do not fit one another
        if isinstance(one, Written):
            found.append(one.text)
        else:
            raise AssertionError(one)
    return found


def codes(policy: policyrules.Policy) -> list[str]:
    """Return what is said of a policy, but for facts that only a new scenario may speak of."""
    return [one.code for one in policy.warnings if one.code != "fact-unused"]


def new_results(policy: policyrules.Policy, whole: policyrules.Policy) -> tuple[policyrules.ScenarioResult, ...]:
    """Return what came of the scenarios that were added, which bring no diagnostic with them."""
    assert codes(whole) == codes(policy)
    added = whole.checked.tree.declarations[len(policy.checked.tree.declarations) :]
    only = evolve(whole.checked, tree=evolve(whole.checked.tree, declarations=added))
    return tuple(run_scenarios(only, whole.decide, whole.language))


def trials(policy: policyrules.Policy) -> st.SearchStrategy[Tried]:
    """Draw trials that a scenario can say: those readings taken that are the policy's own."""
    options = {one.name.name: st.sampled_from([o.name.name for o in one.options]) for one in policy.checked.all(ast.Reading)}
    readings = st.fixed_dictionaries({}, optional=options)
    return st.builds(Tried, facts_strategies.facts(policy.program), facts_strategies.days(policy.program), readings)


@pytest.mark.parametrize("name", SHIPPED)
def test_trials_of_the_policies_that_ship_pass_when_they_are_pasted(name: str) -> None:
    policy = policyrules.load(name)

    @given(st.lists(trials(policy), min_size=12, max_size=12))
    @settings(max_examples=1, deadline=None, database=None, phases=[Phase.generate])
    def holds(drawn: list[Tried]) -> None:
        blocks = blocks_of(policy, drawn)
        results = new_results(policy, appended(policy, blocks, POLICIES))
        assert [result for result in results if not result.passed] == []
        assert len(results) == len(blocks)

    holds()


def test_trials_in_an_english_policy_pass_when_they_are_pasted() -> None:
    policy = policyrules.load(ENGLISH)

    @given(st.lists(trials(policy), min_size=12, max_size=12))
    @settings(max_examples=2, deadline=None, database=None, phases=[Phase.generate])
    def holds(drawn: list[Tried]) -> None:
        blocks = blocks_of(policy, drawn)
        assert all(block.startswith("scenario ") for block in blocks)
        results = new_results(policy, appended(policy, blocks, ENGLISH.parent))
        assert [result for result in results if not result.passed] == []
        assert len(results) == len(blocks)

    holds()


TEXTS = ("甲公司", 'A "B" C', "“甲”公司", '“甲" 乙', "a: b # c", "「5」", "无", "是")
RANDOM = {
    "「5G收入」": ["0.01元", "100元", "1.5亿元", "123456789012345678901234.56元"],
    "「日期」": ["0001-01-01", "2024-02-29", "9999-12-31"],
    "有证": [True, False, "未知"],
    "色": ["红", "无"],
    "名称": TEXTS,
    "人数": [-5, 0, 100],
    "占比": ["0.0001%", "-3.5%", "33.3333333333%", "12345678901234567890%"],
    "期": ["0年", "18个月", "3年"],
    "宽限": ["0天", "30天"],
}


@st.composite
def of_all_kinds(draw: st.DrawFn) -> Tried:
    maybe: Any = lambda options: st.one_of(st.none(), st.sampled_from(list(options)))  # noqa: E731
    facts: dict[str, object] = {name.strip("「」"): draw(maybe(options)) for name, options in RANDOM.items()}
    series = {
        "净利润": [2023, 1, 999, 9999],
        "产值": ["2024Q3", "0001Q1", "9999Q4"],
        "用电": ["2024-09", "1900-01", "2099-12"],
        "底数": [2023],
    }
    for name, keys in series.items():
        value = st.sampled_from([None, "不存在", *([1, -3] if name in ("用电", "底数") else ["1万元", "-1元"])])
        facts[name] = draw(st.dictionaries(st.sampled_from(keys), value, max_size=3))
    awards = st.fixed_dictionaries(
        {},
        optional={
            "名次": maybe([-3, 100]),
            "名称": maybe(TEXTS[:3]),
            "颜色": maybe(["绿", "无", "不存在"]),
            "5级": maybe(["3%"]),
        },
    )
    facts["获奖"] = draw(st.one_of(st.none(), st.lists(awards, max_size=3)))
    readings = draw(st.fixed_dictionaries({}, optional={"算法": st.sampled_from(["计入", "不"])}))
    return Tried(facts, draw(st.sampled_from([date(2024, 6, 1), date(1, 1, 1), date(9999, 12, 31)])), readings)


@given(of_all_kinds())
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_scenario_gives_the_same_case(kinds: policyrules.Policy, folder: Path, trial: Tried) -> None:
    found = scenario(kinds, trial, "例", expecting=points(kinds))
    if isinstance(found, Unwritable):
        assert found.reason is Reason.TEXT and found.path == "名称" and trial.facts["名称"] == TEXTS[3]
        return
    whole = appended(kinds, [found.text], folder)
    (result,) = new_results(kinds, whole)
    assert result.passed, found.text
    read = given_facts(whole.checked, whole.checked.all(ast.Scenario)[-1])
    assert whole.decide(read, trial.day).case.facts == kinds.decide(trial.facts, trial.day).case.facts


def test_only_what_is_asked_for_is_expected(kinds: policyrules.Policy) -> None:
    trial = Tried({"有证": True, "人数": 9, "净利润": {2023: "1万元"}})
    asked = (Point(Kind.QUALIFIES, "甲级"), Point(Kind.MISSING, "奖励"), Point(Kind.AMOUNT, "奖励"))
    found = scenario(kinds, trial, "例", expecting=asked)
    assert isinstance(found, Written)
    assert (
        found.text
        == """\
试算 "例":
    日期: 2024-06-01
    净利润 2023: 1万元
    有证: 是
    人数: 9
    应不达标: 甲级
    奖励 应缺: 获奖
    奖励 的 金额 应为 1000元
"""
    )
    assert found.left_out == ()


def test_what_has_no_words_is_left_out_and_named(kinds: policyrules.Policy) -> None:
    asked = (Point(Kind.HELD, "甲级"), Point(Kind.DETERMINED, "均数"), Point(Kind.VERDICT, "奖励"), Point(Kind.VERDICT, "没有"))
    found = scenario(kinds, Tried({"人数": 10}), "例", expecting=asked)
    assert isinstance(found, Written)
    assert found.left_out == (asked[0], asked[1], asked[3])
    assert "应未定: 奖励" in found.text


@pytest.mark.parametrize(
    ("facts", "title", "readings", "reason", "path"),
    [
        ({"名称": '“甲" 乙'}, "例", {}, Reason.TEXT, "名称"),
        ({"占比": Fraction(1, 3)}, "例", {}, Reason.NUMBER, "占比"),
        ({"备注": [{"说明": "一"}, {}]}, "例", {}, Reason.RECORD, "备注[2]"),
        ({}, "例", {"底算": "二"}, Reason.READING, "底算"),
        ({}, '“例"', {}, Reason.TITLE, '“例"'),
        ({"用电": {"1899-12": 1}}, "例", {}, Reason.LINE, "用电"),
    ],
)
def test_what_no_scenario_says_is_said(
    kinds: policyrules.Policy, facts: Mapping[str, object], title: str, readings: Mapping[str, str], reason: Reason, path: str
) -> None:
    found = scenario(kinds, Tried(facts, readings=readings), title)
    assert found == Unwritable(path, reason)
    assert all(path in found.message(language) for language in ("zh", "en"))


def test_nothing_to_expect_makes_no_scenario(kinds: policyrules.Policy) -> None:
    assert scenario(kinds, Tried({}), "例", expecting=()) == Unwritable("", Reason.NOTHING)


def test_the_default_of_a_reading_of_a_used_policy_needs_no_line(kinds: policyrules.Policy) -> None:
    found = scenario(kinds, Tried({}, readings={"底算": "一", "算法": "不"}), "例")
    assert isinstance(found, Written)
    assert "读法: 底算" not in found.text and "读法: 算法 为 不" in found.text
