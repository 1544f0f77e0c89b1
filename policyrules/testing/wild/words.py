"""The words of random policies: names of facts, units and measures, and sentences that promise something.

In: what is to be named, and the language of the document. Out: words. The first of each row are the plainest.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from policyrules.values.modality import VERBS, verbs_in

Language = Literal["zh", "en"]

#: What things are called, by what they are. Where a name is taken, a number follows it. The later ones begin with keywords, are
#: keywords themselves, or need quotation marks.
STEMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "bool": ("合规", "上市", "非遗项目", "是否达标"),
        "text": ("代码", "企业名称", "注册地址"),
        "integer": ("人数", "从业人员", "当期人数", "年Ⅲ"),
        "number": ("指数", "得分值", "x_1", "5G指数"),
        "percent": ("占比", "增速", "或有比例"),
        "money": ("收入", "研发费用", "金额", "合计数", "上限值"),
        "date": ("成立日", "认定日", "日期", "年月"),
        "months": ("期限长", "宽限"),
        "days": ("天数值", "逾期"),
        "series": ("年收入", "年费用", "近年值", "5G收入"),
        "enum": ("类别", "县区", "行业"),
        "member": ("东区", "西区", "南区", "北区", "工业", "农业", "其他类", "5G区"),
        "record": ("项目单", "认定单"),
        "list": ("项目", "认定", "记录"),
        "parameter": ("利率", "标准值"),
        "reading": ("疑点", "末日读法"),
        "option": ("首读", "次读", "三读"),
        "definition": ("算值", "强度", "规模", "条件"),
        "function": ("算法", "到期日"),
        "argument": ("某项", "某值", "某数"),
        "score": ("评价", "总评"),
        "part": ("创新", "管理", "年限项"),
        "tier": ("称号", "小巨人", "示范企业"),
        "unit": ("市科技局", "市财政局", "市税务局", "县区政府", "5G办"),
        "measure": ("补助办", "奖励办", "融资办", "措施"),
        "entitlement": ("补助", "奖励", "贷款", "支持事项"),
        "duty": ("组织认定", "通报", "服务"),
        "target": ("培育", "目标"),
        "label": ("甲条", "乙条", "丙条", "未撤销", "或条"),
        "exception": ("山区", "首次", "例外"),
        "stage": ("验收前", "验收后", "次年"),
        "use": ("国标", "省规"),
        "policy": ("扶持办法", "奖励办法"),
    }
)

#: What a record is called in a question about it.
VARIABLES = ("甲", "乙", "丙", "丁")

#: The verbs of each language; the first are the commonest.
VERBS_OF: Mapping[Language, tuple[str, ...]] = MappingProxyType(
    {
        "zh": tuple(verb for verb in ("给予", *VERBS) if not verb.isascii()),
        "en": tuple(verb for verb in VERBS if verb.isascii()),
    }
)


def promise(language: Language, number: int, verb: str) -> str:
    """Return a sentence with a verb; the number tells it from all others."""
    if language == "zh":
        return f"对第{number}类企业{verb}第{number}项待遇"
    return f"enterprises of class {number} {verb} get benefit {number}"


def statement(language: Language, number: int, what: str) -> str:
    """Return a sentence about something; the number tells it from all others."""
    if language == "zh":
        return f"第{number}款说明{what}的办法"
    return f"paragraph {number} says what {what} is"


def is_said(verb: str, sentence: str) -> bool:
    """Say whether a verb stands in a sentence as the whole verb that it is."""
    return verb in verbs_in(sentence)


def han(number: int) -> str:
    """Return a number below 100 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
