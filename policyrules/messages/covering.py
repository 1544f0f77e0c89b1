"""What is said of the coverage of a policy by its scenarios, in Chinese and English.

A row is `name: (Chinese, English)`; words in braces are filled. What a scenario is needed for is named `need.` and the kind of
obligation, with what is to be seen; a row that names no more of it speaks for all of that kind.
"""

from collections.abc import Mapping
from types import MappingProxyType

from policyrules.messages.filling import filled

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # the report
        "head": (
            "{file}：{cases} 个试算试到 {met} 种情形，共 {reachable} 种（{percent}）",
            "{file}: {cases:scenario shows|scenarios show} {met} of {reachable:case|cases} ({percent})",
        ),
        "head-impossible": ("；另有 {count} 种不可能出现", "; {count} more can never occur"),
        "kind": ("类别", "what is shown"),
        "clause": ("条款", "clause"),
        "no-clause": ("（不属于条款）", "(none)"),
        "met": ("已试到", "shown"),
        "of": ("共", "of"),
        "percent": ("比例", "share"),
        "missing": ("没有试到的情形（{count} 种）：需要这样的试算", "Not shown ({count}): a scenario is needed in which"),
        "impossible": ("不可能出现的情形（{count} 种）", "Can never occur ({count})"),
        "nothing-missing": ("能出现的情形都试到了", "everything that can occur is shown"),
        "suite-hint": (
            "缺少的情形可以由程序生成用例来补，能找到多少补多少。生成的结果是照现在的政策算出的，请逐例对照原文，复核以后采用：",
            "Cases for what is missing can be generated, as far as any are found. What they expect is what the policy says "
            "now: a person compares each with the document before it is accepted.",
        ),
        "line": ("第 {line} 行", "line {line}"),
        "passages": ("没有试到的原文（{count} 处）", "Sentences of the document not put to the test ({count})"),
        "passages-fine": (
            "有判断可试的 {count} 处原文都试到了",
            "all {count} sentences with something to decide are put to the test",
        ),
        "passage-partly": ("{place}（部分）", "{place} (in part)"),
        "below": (
            "试到的情形占 {percent}，低于要求的 {least}%",
            "{percent} of the cases are shown, less than the {least}% asked for",
        ),
        "case": ("用例 {id}：{title}", "case {id}: {title}"),
        # the kinds
        "kind.verdict": ("结论", "verdicts"),
        "kind.condition": ("条件", "conditions"),
        "kind.determines": ("条件单独决定结论", "conditions that alone decide"),
        "kind.route": ("任一条件的各条途径", "routes of an any of"),
        "kind.row": ("表的各行", "rows of tables"),
        "kind.exception": ("例外", "exceptions"),
        "kind.window": ("期间", "windows"),
        "kind.dates": ("日期先后", "dates compared"),
        "kind.reading": ("疑义的选项", "options of readings"),
        "kind.default": ("可不填的项", "what may be left out"),
        "kind.limit": ("上限、取整和就高", "caps, rounding, highest only"),
        # why not
        "never.structure": ("不论什么企业，都不会有这种结果", "no enterprise can bring it about"),
        "never.beside": ("与同一判断中的其他条件不能同时出现", "the other conditions of the same decision exclude it"),
        # what is needed
        "need.verdict.given.true": ("可享受“{text}”", "the enterprise is entitled to `{text}`"),
        "need.verdict.given.false": ("不可享受“{text}”", "the enterprise is not entitled to `{text}`"),
        "need.verdict.given.unknown": ("是否可享受“{text}”未定", "it is open whether the enterprise is entitled to `{text}`"),
        "need.verdict.held.true": ("持有“{text}”", "`{text}` is held"),
        "need.verdict.held.false": ("不持有“{text}”", "`{text}` is not held"),
        "need.verdict.held.unknown": ("是否持有“{text}”未定", "it is open whether `{text}` is held"),
        "need.verdict.criteria.true": ("达到“{text}”的标准", "the criteria of `{text}` are met"),
        "need.verdict.criteria.false": ("达不到“{text}”的标准", "the criteria of `{text}` are not met"),
        "need.verdict.criteria.unknown": ("是否达到“{text}”的标准未定", "it is open whether the criteria of `{text}` are met"),
        "need.verdict.concerns.true": ("企业是职责“{text}”的对象", "the duty `{text}` concerns the enterprise"),
        "need.verdict.concerns.false": ("企业不是职责“{text}”的对象", "the duty `{text}` does not concern the enterprise"),
        "need.verdict.concerns.unknown": (
            "企业是否职责“{text}”的对象未定",
            "it is open whether the duty `{text}` concerns the enterprise",
        ),
        "need.verdict.counts.true": ("企业计入目标“{text}”", "the enterprise counts towards the target `{text}`"),
        "need.verdict.counts.false": ("企业不计入目标“{text}”", "the enterprise does not count towards the target `{text}`"),
        "need.verdict.counts.unknown": (
            "企业是否计入目标“{text}”未定",
            "it is open whether the enterprise counts towards the target `{text}`",
        ),
        "need.verdict.determined.true": ("“{text}”为是", "`{text}` is yes"),
        "need.verdict.determined.false": ("“{text}”为否", "`{text}` is no"),
        "need.verdict.determined.unknown": ("“{text}”不能确定", "`{text}` is open"),
        "need.verdict.determined": ("“{text}”为“{seen}”", "`{text}` is `{seen}`"),
        "need.condition.true": ("“{text}”成立", "`{text}` holds"),
        "need.condition.false": ("“{text}”不成立", "`{text}` does not hold"),
        "need.condition.unknown": ("“{text}”不能确定", "it is open whether `{text}` holds"),
        "need.determines.true": (
            "“{text}”成立，并且单凭这一条就能左右“{decision}”（第 {line} 行）的结论",
            "`{text}` holds, and it alone decides `{decision}` (line {line})",
        ),
        "need.determines.false": (
            "“{text}”不成立，并且单凭这一条就能左右“{decision}”（第 {line} 行）的结论",
            "`{text}` does not hold, and it alone decides `{decision}` (line {line})",
        ),
        "need.route": ("只符合“{text}”，其余各项都不符合", "only `{text}` is met, and none of the others"),
        "need.row": ("落在“{text}”这一行", "the row `{text}` counts"),
        "need.exception.default": ("“{text}”没有例外适用", "no exception to `{text}` applies"),
        "need.exception.applied": ("例外“{text}”适用", "the exception `{text}` applies"),
        "need.exception.idle": ("例外“{text}”不适用", "the exception `{text}` does not apply"),
        "need.exception.overridden": (
            "例外“{text}”的条件成立，但优先的例外取代了它",
            "the condition of the exception `{text}` holds, and another overrides it",
        ),
        "need.window.before": ("当日早于这一期间（{text}）", "the day lies before the window (`{text}`)"),
        "need.window.inside": ("当日在这一期间之内（{text}）", "the day lies inside the window (`{text}`)"),
        "need.window.after": ("当日晚于这一期间（{text}）", "the day lies after the window (`{text}`)"),
        "need.dates.earlier": ("“{text}”中，前一日期早于后一日期", "in `{text}` the first date is earlier than the second"),
        "need.dates.same": ("“{text}”中，两个日期是同一天", "in `{text}` both dates are the same day"),
        "need.dates.later": ("“{text}”中，前一日期晚于后一日期", "in `{text}` the first date is later than the second"),
        "need.reading": ("疑义“{text}”采用“{seen}”", "the reading `{text}` is taken as `{seen}`"),
        "need.default.given": ("“{text}”中，可不填的项填了", "in `{text}` what may be left out is given"),
        "need.default.left_out": ("“{text}”中，可不填的项没有填", "in `{text}` what may be left out is left out"),
        "need.limit.bites": ("“{text}”改变了金额", "`{text}` changes the amount"),
        "need.limit.idle": ("“{text}”没有改变金额", "`{text}` leaves the amount as it is"),
        "need.limit.rounds": ("“{text}”取整后数值有变", "rounding in `{text}` changes the number"),
        "need.limit.exact": ("“{text}”取整前后数值相同", "rounding in `{text}` leaves the number as it is"),
        "need.limit": ("“{text}”取的是第 {seen} 项", "in `{text}` the value number {seen} is the one that counts"),
        # the page
        "title": ("试算覆盖：{policy}", "Coverage by scenarios: {policy}"),
        "full": ("全部试到", "all shown"),
        "part": ("部分试到", "some shown"),
        "none": ("没有试到", "none shown"),
        "text": ("政策全文", "The policy"),
        "scenarios-at": ("试算（第 {first} 行至第 {last} 行）", "scenarios (lines {first} to {last})"),
        "and-more": ("等 {count} 个", "and others, {count} in all"),
        "by-kind": ("按类别", "By what is shown"),
        "by-clause": ("按条款", "By clause"),
        "at-line": ("第 {line} 行：试到 {met} 种，共 {reachable} 种", "line {line}: {met} of {reachable} shown"),
        "still-needed": ("还需要这样的试算：", "A scenario is still needed in which:"),
        "already": ("已试到：", "Shown:"),
        "never": ("不可能出现：", "Can never occur:"),
        "in": ("{need}，见 {names}", "{need}, in {names}"),
        "because": ("{need}（{why}）", "{need} ({why})"),
    }
)

_PLACE = {"zh": 0, "en": 1}


def said(name: str, language: str, /, **words: object) -> str:
    """Return a phrase in a language, filled."""
    return filled(_WORDS[name][_PLACE[language]], words)


def nearest(name: str) -> str:
    """Return the name of the row that speaks for a name: its own, or that of the shortest beginning that has one."""
    while name not in _WORDS:
        name = name.rpartition(".")[0]
    return name
