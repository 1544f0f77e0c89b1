"""The words of generated suites, in Chinese and English.

A row is `name: (Chinese, English)`; words in braces are filled.
"""

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # what no scenario says
        "unwritable-text": ("{path} 的文字里引号不成对，试算里写不出来", "no quotation marks fit around the text of {path}"),
        "unwritable-number": (
            "{path} 的数写不成位数有限的小数，试算里写不出来",
            "{path} is a number that no decimal of few enough digits says",
        ),
        "unwritable-record": (
            "{path} 的各栏都没有填，试算里写不出这样一项",
            "nothing at all is filled in for {path}, and no scenario writes such a record",
        ),
        "unwritable-reading": (
            "疑义 {path} 属于所引用的政策，这份政策的试算里不能改选",
            "the reading {path} is one of a policy that is used, and a scenario of this one cannot take another option of it",
        ),
        "unwritable-title": ("题目里的引号不成对：{path}", "no quotation marks fit around the title: {path}"),
        "unwritable-nothing": ("没有可以写进试算的结果", "nothing came out that a scenario could expect"),
        "unwritable-line": ("{path} 的值在试算里写不出来", "no line of a scenario says the value of {path}"),
    }
)

_PLACE = {"zh": 0, "en": 1}


def said(name: str, language: str, /, **words: object) -> str:
    """Return a phrase in a language, filled."""
    return WORDS[name][_PLACE[language]].format_map(words)
