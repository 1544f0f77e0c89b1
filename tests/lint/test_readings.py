from tests.lint.policies import HEAD, places

POLICY = (
    HEAD
    + """\
疑义 口径 @一:
    选项 甲
    选项 乙
    选项 丙
    采用: 甲
    因: "惯例"

事实:
    年数: 整数 0 至 100

定义 起点 "起点": 整数 = {start}

措施 入园 @二:
    责任单位: 市工信局
    支持事项 场地 给予:
        条文:
            | 给予场地
        条件: 年数 不少于 {limit}
"""
)
TWO = "如果 口径 为 甲 则 10 否则 20"
THREE = "如果 口径 为 甲 则 10 否则 如果 口径 为 乙 则 20 否则 30"
TRIAL = '\n试算 "乙":\n    日期: 2025-01-01\n    年数: 15\n    读法: 口径 为 {option}\n    应不可享受: 场地\n'


def test_a_reading_on_which_nothing_depends_is_found() -> None:
    assert places("reading-idle", POLICY.format(start=THREE, limit="起点")) == []
    assert places("reading-idle", POLICY.format(start=THREE, limit="10")) == ["口径"]


def test_a_reading_on_which_only_a_duty_or_the_end_of_the_policy_depends_is_not_idle() -> None:
    text = POLICY.format(start=THREE, limit="10")
    duty = "    职责 培训 开展:\n        条文:\n            | 开展培训\n        对象: 年数 不少于 起点\n"
    assert places("reading-idle", text + duty) == []
    window = text.replace("至 2026-12-31", "至 末日") + "\n定义 末日 = 如果 口径 为 甲 则 2026-12-31 否则 2026-12-30\n"
    assert places("reading-idle", window) == []


def test_options_that_no_condition_tells_apart_are_found() -> None:
    assert places("reading-alike", POLICY.format(start=THREE, limit="起点")) == []
    assert places("reading-alike", POLICY.format(start=TWO, limit="起点")) == ["丙"]
    taken = POLICY.format(start=TWO, limit="起点") + TRIAL.format(option="乙")
    assert places("reading-alike", taken) == ["丙"]


def test_options_that_no_scenario_takes_are_found_where_scenarios_can_show_them() -> None:
    text = POLICY.format(start=THREE, limit="起点")
    assert places("reading-untried", text) == []
    assert places("reading-untried", text + TRIAL.format(option="乙")) == ["丙"]
    assert places("reading-untried", text + TRIAL.format(option="甲")) == ["乙", "丙"]
    idle = POLICY.format(start=THREE, limit="10") + TRIAL.format(option="乙").replace("应不", "应")
    assert places("reading-untried", idle) == []
