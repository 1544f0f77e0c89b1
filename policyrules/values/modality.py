"""How strongly a document promises something: one closed table from its verbs to modalities.

In: the verb that a declaration names, its quotes, its lead-in. Out: a modality. Strength falls in the order of `Modality`.
Where both the sentence and its lead-in carry a verb, the weaker governs.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType


class Modality(StrEnum):
    """From the strongest to the weakest."""

    SHALL = "shall"
    MAY = "may"
    PRIORITY = "priority"
    SUPPORT = "support"
    ENCOURAGE = "encourage"
    GUIDE = "guide"
    RECOMMEND = "recommend"


_STRENGTH = {modality: rank for rank, modality in enumerate(reversed(Modality))}

#: The verbs of official documents. A longer verb is found before a shorter one that it contains.
VERBS: Mapping[str, Modality] = MappingProxyType(
    {
        **dict.fromkeys(
            ("应当", "必须", "应", "须", "要", "给予", "予以", "奖励", "补助", "补贴", "资助", "贴息", "减免", "纳入",
             "列入", "组织", "统筹安排", "统筹", "建立", "完善", "开展",
             "举办", "开设", "提供", "引入", "帮助", "落实", "全面落实", "严格执行", "执行", "实行", "优化", "形成",
             "培育", "协调", "协调解决", "整合", "运用", "充分运用", "充分发挥", "发挥", "加强", "结合", "邀请", "宣传",
             "重点宣传", "调动", "压实", "公开", "推广", "发动", "积极发动", "shall", "must"),
            Modality.SHALL,
        ),
        **dict.fromkeys(("可享受", "可以享受", "可以", "可", "may"), Modality.MAY),
        **dict.fromkeys(("优先给予", "优先安排", "优先推荐", "优先", "priority"), Modality.PRIORITY),
        **dict.fromkeys(("支持", "重点支持", "推动", "推进", "促进", "助力", "support"), Modality.SUPPORT),
        **dict.fromkeys(("鼓励", "encourage"), Modality.ENCOURAGE),
        **dict.fromkeys(("引导", "指导", "guide"), Modality.GUIDE),
        **dict.fromkeys(("推荐", "recommend"), Modality.RECOMMEND),
    }
)  # fmt: skip


def weaker(one: Modality, other: Modality) -> Modality:
    """Return the weaker of two modalities."""
    return min(one, other, key=_STRENGTH.__getitem__)


#: At every place the longest verb: `优先给予` is found there, and not the `给予` in it.
_PATTERN = re.compile("|".join(sorted(map(re.escape, VERBS), key=len, reverse=True)))


def strength(verb: str) -> Modality | None:
    """Return what a verb, or the name of a modality, promises; `None` where it is neither."""
    return VERBS.get(verb) or next((modality for modality in Modality if modality.value == verb), None)


def verbs_in(text: str) -> tuple[str, ...]:
    """Return the verbs that stand in a text, each as long as it can be, in their order."""
    return tuple(_PATTERN.findall(text))


def verb_in(text: str) -> str | None:
    """Return the longest verb that stands in a text, the weakest of those of that length; `None` where there is none."""
    found = verbs_in(text)
    return min(found, key=lambda verb: (-len(verb), _STRENGTH[VERBS[verb]]), default=None)


def stronger_than_said(verb: str, text: str) -> str | None:
    """Return the longer verb of the text that `verb` is cut from, where the whole promises less (`给予` of `优先给予`)."""
    found, said = verbs_in(text), strength(verb)
    if said is None or verb in found:
        return None
    longer = (one for one in found if verb in one and _STRENGTH[VERBS[one]] < _STRENGTH[said])
    return next(longer, None)


def modality_of(verb: str, quotes: Sequence[str], lead: Sequence[str]) -> Modality:
    """Return what is promised by `verb`, which stands in the quotes or in the lead-in, or names a modality.

    The quotes and the lead-in are asked for a verb of their own where they do not hold this one, and the weakest governs: what
    `可享受` leads in is a may, whatever it is made of.
    """
    said = strength(verb)
    assert said is not None, "the verb has been checked"
    others = (verb_in(text) for text in ("".join(quotes), "".join(lead)) if verb not in text)
    return min((said, *(VERBS[other] for other in others if other)), key=_STRENGTH.__getitem__)
