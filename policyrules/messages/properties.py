"""Sentences of what can go wrong when properties are checked, and the words of what came of trying them.

A row of the words is `name: (Chinese, English)`; words in braces are filled.
"""

from collections.abc import Mapping
from types import MappingProxyType

from policyrules.messages.filling import filled

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "item-must_hold": {"zh": ("`应成立`", None), "en": ("`must hold`", None)},
    "item-must_be_known": {"zh": ("`应可确定`", None), "en": ("`must be determined`", None)},
    "item-must_not_fall": {"zh": ("`不得降低`", None), "en": ("`must not fall`", None)},
    "item-may_fall_by": {"zh": ("`至多降低`", None), "en": ("`may fall by`", None)},
    "item-given_only": {"zh": ("`只给`", None), "en": ("`given only`", None)},
    "item-change": {"zh": ("`变动`", None), "en": ("`change`", None)},
    "label-change": {"zh": ("变动在这里", None), "en": ("the change is here", None)},
    "label-given": {"zh": ("给的是这些", None), "en": ("these are given", None)},
    "word-increases": {"zh": ("`增加`", None), "en": ("`up`", None)},
    "word-decreases": {"zh": ("`减少`", None), "en": ("`down`", None)},
    "word-gains_one": {"zh": ("`增加一项`", None), "en": ("`gains one`", None)},
    "word-becomes": {"zh": ("`改为`", None), "en": ("`becomes`", None)},
    "property-empty": {
        "zh": ("普遍要求 `{name}` 没有写明要求什么", "写一行 `应成立`、`应可确定`，或者 `变动` 和 `不得降低`"),
        "en": (
            "the property `{name}` requires nothing",
            "write a line `must hold` or `must be determined`, or `change` and `must not fall`",
        ),
    },
    "property-unwatched": {
        "zh": ("写了 `变动`，却没有写什么不得随之降低", "加一行 `不得降低` 或者 `至多降低`"),
        "en": ("there is a `change`, but nothing that must not fall by it", "add a line `must not fall` or `may fall by`"),
    },
    "property-unchanged": {
        "zh": ("没有 `变动`，就没有变动前后可比，无从说{item}", "加一行 `变动`，写明哪项事实怎样变"),
        "en": (
            "without a `change` there is no before and after to compare by {item}",
            "add a line `change` that says which fact becomes another",
        ),
    },
    "property-mixed": {
        "zh": ("{item}说的是一家企业，`变动` 比的是变动前后，不能写在同一项普遍要求里", "分成两项普遍要求"),
        "en": (
            "{item} is about one enterprise, and `change` about a before and an after: they do not stand in one property",
            "make two properties of them",
        ),
    },
    "property-fact": {
        "zh": ("变动的应是一项事实，按年、按季、按月的写明哪一期，`{text}` 不是", None),
        "en": ("what changes has to be a fact, of a series the value of one period, `{text}` is not", None),
    },
    "property-direction": {
        "zh": ("`{name}` 是{type}，不能写{direction}", None),
        "en": ("`{name}` is {type}, which {direction} cannot be said of", None),
    },
    "property-amount": {
        "zh": ("增加、减少的数应大于零，`{text}` 不是", None),
        "en": ("what a fact goes up or down by has to be more than nothing, `{text}` is not", None),
    },
    "property-allowance": {
        "zh": ("至多降低的数不能小于零，`{text}` 小于零", None),
        "en": ("what something may fall by is no less than nothing, `{text}` is less", None),
    },
    "property-not-given": {
        "zh": ("`{name}` 变动，却不在 `只给` 的事实之中", "把 `{name}` 写进 `只给`"),
        "en": ("`{name}` changes, but is not among the facts that are given", "write `{name}` among those `given only`"),
    },
    "property-fall": {
        "zh": ("{type}没有高低之分，无从说降低", "写一个结论(如 `持有 …`、`享受 …`)、一个数或者 `合计`"),
        "en": (
            "{type} is neither higher nor lower than another and cannot fall",
            "write a verdict (`holds …`, `entitled to …`), a number or `total`",
        ),
    },
    "property-verdict-amount": {
        "zh": ("结论不会降低一个数", "结论写 `不得降低`"),
        "en": ("a verdict does not fall by an amount", "of a verdict, write `must not fall`"),
    },
}

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "properties": (
            "{file}：{all} 项普遍要求，{failed} 项有反例或者没有试成。每项试 {cases} 家虚拟的企业（随机编号 {seed}），"
            "没有发现反例，不等于已经证明",
            "{file}: {all:property|properties}, {failed} with a counterexample or not tried; "
            "{cases:made-up enterprise|made-up enterprises} for each "
            "(seed {seed}), and where none was found nothing is proved",
        ),
        "kept": (
            "没有发现反例：试了 {cases} 家，适用的 {applied} 家",
            "no counterexample in {cases:case|cases}, to {applied} of which it applied",
        ),
        "broken": ("不成立：试到第 {cases} 家，发现反例", "does not hold: case {cases} is a counterexample"),
        "untried": (
            "没有试成：试了 {cases} 家，没有一家适用",
            "not tried: {cases:case|cases}, to none of which it applied",
        ),
        "at-line": ("（第 {line} 行）", " (line {line})"),
        "required": ("要求", "required"),
        "day": ("日期", "date"),
        "change": ("变动", "change"),
        "from-to": ("{text}：由 {before} 变为 {after}", "{text}: from {before} to {after}"),
        "one-more": ("{text}增加一项：{record}", "{text} gains one: {record}"),
        "came-out": ("实为", "came out"),
        "before": ("变动前", "before"),
        "after": ("变动后", "after"),
        "why": ("理由", "why"),
        "why-before": ("变动前的理由", "why it was so before"),
        "why-after": ("变动后的理由", "why it is so after"),
        "award": ("{name}：{verdict}，{amount}", "{name}: {verdict}, {amount}"),
        "award-alone": ("{name}：{verdict}", "{name}: {verdict}"),
        "counterexample": ("{name}的反例", "a counterexample to {name}"),
        "comma": ("，", ", "),
        "true": ("符合", "holds"),
        "false": ("不符合", "does not hold"),
        "open": ("未定", "open"),
    }
)

_PLACE = {"zh": 0, "en": 1}


def said(name: str, language: str, /, **words: object) -> str:
    """Return a phrase in a language, filled."""
    return filled(WORDS[name][_PLACE[language]], words)
