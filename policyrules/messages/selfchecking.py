"""What is said of a check of the installation by itself, in Chinese and English.

A row is `name: (Chinese, English)`; words in braces are filled.
"""

from collections.abc import Mapping
from types import MappingProxyType

from policyrules.messages.filling import filled

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("自检", "Self-check"),
        "progress": ("正在自检", "checking"),
        "version": ("软件版本", "version"),
        "seed": ("随机种子", "seed"),
        "conclusion": ("结论", "conclusion"),
        "fine": ("没有发现不同", "nothing differs"),
        "differs": ("发现 {count} 处不同", "{count:thing differs|things differ}"),
        # the policies
        "policies": ("政策及其试算", "Policies and their scenarios"),
        "policy": (
            "{count} 个试算，{failed} 个不符；摘要 {digest}",
            "{count:scenario|scenarios}, {failed} failed; digest {digest}",
        ),
        "policy-unusable": ("不能使用", "cannot be used"),
        # conformance
        "conformance": ("一致性用例", "Conformance cases"),
        "conformed": ("{count} 个用例，{failed} 个不符", "{count:case|cases}, {failed} of them otherwise"),
        # the differential run
        "differential": ("与基准逐条比对：{backend}", "Answer by answer against the reference: {backend}"),
        "cases": ("企业", "enterprises"),
        "of-policies": ("政策", "policies"),
        "answers": ("比对的答案", "answers compared"),
        "unknown": ("其中未知的", "of them unknown"),
        "refined": ("补全事实后再比的企业", "compared again with more known"),
        "refused": ("都拒绝判定的企业", "enterprises that both refuse"),
        "in-python": ("查询留给逐户计算的企业", "enterprises that the query leaves to Python"),
        "reached": ("涉及的运算", "operations reached"),
        "reached-of": ("{all} 种中的 {reached} 种", "{reached} of {all}"),
        "not-reached": ("未涉及：{names}", "not reached: {names}"),
        # the edges of what can be given
        "edges": ("其中处于边界的", "at an edge"),
        "edge": ("{what} {count}", "{what} {count}"),
        "range_end": ("数值取到范围的两端", "number at an end of its range"),
        "huge": ("金额不少于10万亿元", "amount of 10 trillion yuan or more"),
        "leap_day": ("2月29日", "29 February"),
        "unknown_field": ("列表中有的项不全", "record in part unknown"),
        "unknown_record": ("列表中有全部未知的项", "record wholly unknown"),
        "composition": ("文字的编码形式不同（如 NFD）", "text in another composition (as NFD)"),
        "zero_divisor": ("除以零", "division by zero"),
        "negative_divisor": ("除以负数", "division by less than zero"),
        "open_divisor": ("除数可能为零", "division by what may be zero"),
        "no_record": ("列表中有空项（拒绝）", "empty element of a list (refused)"),
        # changes that may not change a decision
        "changing": ("改写而不改变含义的政策", "Policies changed without another meaning"),
        "changes": ("改写", "changes"),
        "of-change": (
            "{policy}：改写后的判定不同（{what}）",
            "{policy}: decides otherwise after a change that may not change a decision ({what})",
        ),
        # what differs
        "differences": ("不同之处", "What differs"),
        "of-scenario": ("{policy}：试算“{name}”不符", "{policy}: the scenario “{name}” failed"),
        "of-policy": ("{policy}：{message}", "{policy}: {message}"),
        "of-case": (
            "{backend}，用例 {file}“{name}”：{what} 应为 {expected}，实为 {found}",
            "{backend}, case {file} “{name}”: {what} expected {expected}, found {found}",
        ),
        "of-drawing": (
            "随机政策（种子 {seed}）不能用来比对：{error}",
            "the random policy of the seed {seed} could not be used: {error}",
        ),
        "of-answer": (
            "{backend}，{policy}：应为 {expected}，实为 {found}",
            "{backend}, {policy}: expected {expected}, found {found}",
        ),
        "question": ("问题", "question"),
        "made-of": ("由以下各值得出", "made of"),
        "place": ("位置", "written at"),
        "at-line": ("第 {line} 行：{text}", "line {line}: {text}"),
        "record": ("第 {number} 项", "record {number}"),
        "facts": ("事实", "facts"),
        "on": ("日期", "date"),
        "readings": ("疑义选项", "readings"),
        "text": ("政策全文", "text of the policy"),
    }
)


def said(name: str, language: str, /, **words: object) -> str:
    """Return a phrase in a language, filled."""
    return filled(_WORDS[name][0 if language == "zh" else 1], words)
