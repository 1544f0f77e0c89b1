"""How strongly a document promises something: one closed table from its verbs to modalities.

Strength falls in the order of `Modality`. Where both the sentence and its lead-in carry a verb, the weaker governs.
"""

from collections.abc import Mapping
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
            ("应当", "必须", "应", "须", "要", "给予", "奖励", "纳入", "列入", "组织", "统筹安排", "统筹", "按", "建立", "完善",
             "开展", "举办", "开设", "提供", "引入", "帮助", "落实", "全面落实", "严格执行", "执行", "实行", "优化", "形成",
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
