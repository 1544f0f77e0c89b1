"""The words of the report about the slips that nobody would notice, in Chinese and English.

A row is `name: (Chinese, English)`; words in braces are filled. What a kind of slip is called is named `kind.` and the kind.
"""

from collections.abc import Mapping
from types import MappingProxyType

from policyrules.messages.filling import filled

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # how much
        "head": (
            "{file}：试算发现了 {told} 处改动中的 {caught} 处（{percent}）",
            "{file}: scenarios notice {caught} of {told:change|changes} ({percent})",
        ),
        "head-suite": (
            "{file}：试算和已复核的用例发现了 {told} 处改动中的 {caught} 处（{percent}）",
            "{file}: scenarios and accepted cases notice {caught} of {told:change|changes} ({percent})",
        ),
        "head-none": ("{file}：没有能使结论不同的改动", "{file}: no change decides anything otherwise"),
        "how": (
            "每次只改政策的一处，改成起草时容易写错的样子，一共 {edits} 处。检查当即指出 {refused} 处；"
            "改了等于没改、与另一处改动相同的 {same} 处；试了 {cases} 家企业还看不出区别的 {apart} 处，这不等于没有区别。",
            "The policy is changed in one place at a time, as a drafter may slip: {edits:change|changes}. Checking "
            "refuses {refused} at once; {same} say the same as the policy or as another change; {apart} are not told apart by "
            "{cases} enterprises, which does not mean that nothing tells them apart.",
        ),
        "accepted": (
            "同时运行了已复核的用例 {accepted} 例：试算没有发现、由这些用例发现的改动有 {caught} 处。"
            "未经人工复核的用例不算，没有运行。",
            "{accepted:accepted case was|accepted cases were} run too: "
            "{caught:change is|changes are} noticed by them and by no scenario. Cases that "
            "nobody has reviewed do not count, and were not run.",
        ),
        "left": ("没有做完：还有 {left} 处改动没有试", "broken off: {left:change was|changes were} not tried"),
        # the table
        "kind": ("改动", "change"),
        "refused": ("检查指出", "refused"),
        "caught": ("已发现", "noticed"),
        "survived": ("没有发现", "unnoticed"),
        "not_told_apart": ("看不出区别", "not told apart"),
        "percent": ("发现的比例", "share noticed"),
        "kind.figure": ("数、金额、日期差一点", "figures off by one unit"),
        "kind.unit": ("单位写错", "wrong units"),
        "kind.bound": ("含不含本数", "whether a bound includes the number"),
        "kind.logic": ("全部、之一，且、或", "all and any, and and or"),
        "kind.negation": ("少写、多写“非”", "a missing or needless not"),
        "kind.condition": ("漏掉条件", "a condition left out"),
        "kind.exception": ("漏掉例外、弄反优先", "exceptions left out or turned round"),
        "kind.window": ("漏掉期间", "a period left out"),
        "kind.member": ("写成相邻的层次、名称", "the neighbouring tier or member"),
        "kind.row": ("表里漏掉一行", "a row left out of a table"),
        "kind.values": ("两处的值对调", "values exchanged"),
        "kind.fact": ("写成相近的事实、定义", "a similar fact or definition"),
        "kind.period": ("年度写错", "another year or period"),
        "kind.formula": ("算法写错", "another formula"),
        "kind.award": ("漏掉上限、比例、就高等规则", "caps, shares and rules of awards"),
        "kind.score": ("满分、最低分、合格线", "full marks, minima, pass marks"),
        "kind.reading": ("疑义采用另一选项", "another option of a reading"),
        # what no scenario would notice
        "unnoticed": ("没有一个试算会发现的改动（{count} 处）", "Changes that no scenario would notice ({count})"),
        "could-be": (
            "第 {line} 行：“{old}”写成“{new}”，没有一个试算会发现",
            "line {line}: `{old}` could be `{new}` and no scenario would notice",
        ),
        "could-go": (
            "第 {line} 行：漏掉“{old}”，没有一个试算会发现",
            "line {line}: `{old}` could be left out and no scenario would notice",
        ),
        "could-come": (
            "第 {line} 行：多写“{new}”，没有一个试算会发现",
            "line {line}: `{new}` could be added and no scenario would notice",
        ),
        "was": ("原来", "as it is"),
        "changed": ("改成", "changed"),
        "nothing": ("（没有这一行）", "(no such line)"),
        "would-catch": (
            "加上这个试算就会发现。应有的结果是照现在的政策写的，请先对照原文核对：",
            "This scenario would notice it. What it expects is what the policy says now: compare it with the document first.",
        ),
        "no-scenario": (
            "有一家企业的结论会不同，但是写不成试算",
            "an enterprise is decided otherwise, but no scenario can say it",
        ),
        "not-apart": (
            "试了 {cases} 家企业还看不出区别的改动（{count} 处）",
            "Changes not told apart by {cases:enterprise|enterprises} ({count})",
        ),
        "could-be-apart": ("第 {line} 行：“{old}”写成“{new}”", "line {line}: `{old}` could be `{new}`"),
        "could-go-apart": ("第 {line} 行：漏掉“{old}”", "line {line}: `{old}` could be left out"),
        "could-come-apart": ("第 {line} 行：多写“{new}”", "line {line}: `{new}` could be added"),
        "title": ("{place} 第{line}行", "{place} line {line}"),
        # the command
        "below": (
            "已发现的改动占 {percent}，低于要求的 {least}%",
            "{percent} of the changes are noticed, less than the {least}% asked for",
        ),
        "trying": ("正在试各处改动", "trying the changes"),
        "telling": ("正在找看得出区别的企业", "looking for enterprises that tell them apart"),
        "cache-ignored": (
            "`{path}` 不是这个版本写的记录，没有采用，将重新写入",
            "`{path}` is no record of this version; it was not used, and will be written anew",
        ),
    }
)

_PLACE = {"zh": 0, "en": 1}


def said(name: str, language: str, /, **words: object) -> str:
    """Return a phrase in a language, filled."""
    return filled(WORDS[name][_PLACE[language]], words)
