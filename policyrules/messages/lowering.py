"""Sentences of what can go wrong when a policy that is right is too large to be decided."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "quantifier-too-deep": {
        "zh": ("对列表逐项判断的条件最多套 {limit} 层，这里更深", "每套一层，要判断的组合就成倍增加；减少套用的层数"),
        "en": (
            "questions about the records of a list may stand in one another at most {limit} deep, this one is deeper",
            "each level multiplies the combinations to be decided; nest fewer of them",
        ),
    },
    "policy-too-large": {
        "zh": ("把函数的每次调用都展开后，政策里的表达式超过 {limit} 个", "减少函数之间的调用"),
        "en": (
            "with every call of a function written out, the policy has more than {limit} expressions",
            "let functions call fewer other functions",
        ),
    },
}
