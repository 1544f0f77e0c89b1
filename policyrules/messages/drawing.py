"""The sentences about drawing enterprises that the Python interface says, in Chinese and English side by side.

A row is `name: (Chinese, English)`; words in braces are filled.
"""

from collections.abc import Mapping
from types import MappingProxyType

from policyrules.messages.filling import filled

_SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "no-hypothesis": (
            "没有安装 Hypothesis，不能使用 policyrules.strategies；请运行 pip install 'policyrules[test]'",
            "policyrules.strategies needs Hypothesis, which is not installed; run pip install 'policyrules[test]'",
        ),
        "not-a-policy": (
            "这里要给一个政策（policyrules.load 的结果），给的是 {found}",
            "a policy is wanted here, as policyrules.load returns it; found {found}",
        ),
        "not-a-percent": (
            "{name} 应为 0 至 100 的整数，给的是 {found}",
            "{name} takes a whole number from 0 to 100; found {found}",
        ),
        "not-a-size": (
            "size 应为 1 至 {largest} 的整数，给的是 {found}",
            "size takes a whole number from 1 to {largest}; found {found}",
        ),
        "not-kinds": (
            "kinds 应为 policyrules.testing.mistaken.mistakes.KINDS 中的若干种，给的是 {found}",
            "kinds takes some of policyrules.testing.mistaken.mistakes.KINDS; found {found}",
        ),
        "not-a-day": ("{name} 应为日期（datetime.date），给的是 {found}", "{name} takes a datetime.date; found {found}"),
    }
)


def both(name: str, /, **words: str) -> str:
    """Return a sentence in both languages."""
    return " / ".join(filled(sentence, words) for sentence in _SENTENCES[name])
