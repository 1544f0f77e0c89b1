"""The one table of keywords: each terminal of the grammar with its Chinese and English spellings.

The first spelling of a language is the one that the printer writes. Where Chinese has several, English has as many, each with
the same shade of meaning at the same place (不少于, no fewer than), so that a text can be translated there and back. A whole
word (or a whole phrase) is looked up here first; whether it is a keyword at that place is for the state of the parser to say.
Only `RESERVED` are never names.
"""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen


@frozen
class Keyword:
    """A terminal with its spellings."""

    terminal: str
    zh: tuple[str, ...]
    en: tuple[str, ...]


_TABLE: tuple[tuple[str, str, str], ...] = (
    # declarations
    ("POLICY", "政策", "policy"),
    ("ENUM", "枚举", "enum"),
    ("RECORD", "记录", "record"),
    ("FACTS", "事实", "facts"),
    ("UNITS", "单位", "units|unit"),
    ("PARAMETER", "参数", "parameter"),
    ("READING", "疑义", "reading"),
    ("DEFINE", "定义", "define"),
    ("TIER", "层次", "tier"),
    ("MEASURE", "措施", "measure"),
    ("ENTITLEMENT", "支持事项", "entitlement"),
    ("DUTY", "职责", "duty"),
    ("TARGET", "目标", "target"),
    ("OMIT", "不录", "omit"),
    ("SCENARIO", "试算", "scenario"),
    ("USE", "引用", "use"),
    ("SCORE", "评分", "score"),
    ("GROUP", "分项", "part"),
    ("INDICATOR", "指标", "indicator"),
    # items
    ("NUMBER_ITEM", "文号", "number"),
    ("ISSUER", "发文", "issuer"),
    ("ISSUED", "印发", "issued"),
    ("IN_FORCE", "施行", "in force"),
    ("SOURCE", "原文", "source"),
    ("LANGUAGE", "语言", "language"),
    ("RANK", "位次", "rank"),
    ("VALIDITY", "有效期", "validity"),
    ("RESPONSIBLE", "责任单位", "responsible"),
    ("BENEFICIARIES", "对象", "beneficiaries"),
    ("WINDOW", "期间", "window"),
    ("WHEN", "条件", "when"),
    ("QUOTE_ITEM", "条文", "quote"),
    ("LEAD", "引语", "lead"),
    ("BY", "由", "by"),
    ("INFERRED", "推定", "inferred"),
    ("BECAUSE", "因", "because"),
    ("UNSTATED", "未载明", "unstated"),
    ("AMOUNT", "金额", "amount"),
    ("RATE_CEILING", "利率上限", "rate ceiling"),
    ("INDICATIVE", "参考", "indicative"),
    ("COMPARED", "对照", "compared with"),
    ("NOTE", "提示", "note"),
    ("BEARER", "承担者", "bearer"),
    ("DEADLINE", "期限", "deadline"),
    ("RECURRENCE", "周期", "recurrence"),
    ("EVERY_SPAN", "每", "each"),
    ("TIMES", "次", "times|time"),
    ("SINCE", "自", "since"),
    ("CONSEQUENCE", "后果", "consequence"),
    ("COUNT_ITEM", "数量", "count"),
    ("BY_DATE", "截至", "by date"),
    ("COUNTS", "计入", "counts"),
    ("OPTION", "选项", "option"),
    ("DEFAULT", "采用", "default"),
    ("COMPLETE_TO", "完整至", "complete to"),
    ("ORIGIN", "出处", "origin"),
    ("ALWAYS", "总是", "always"),
    ("RESOLVED_BY", "按", "resolved by"),
    ("CORRESPONDING", "对应", "as follows"),
    ("NAMED", "称", "named"),
    ("SUPERSEDES", "取代", "supersedes"),
    ("SUPERSEDED_BY", "被取代", "superseded by"),
    ("INCLUSIVE", "含本数", "inclusive"),
    ("EXCLUSIVE", "不含本数", "exclusive"),
    ("DECIDER", "由", "as decided by"),
    ("DECIDED", "评定", "decided"),
    ("QUALIFIES", "达标", "qualifies|qualifies as"),
    ("EXPIRES", "到期", "expires"),
    ("EXCEPT", "例外", "except"),
    ("OVERRIDES", "优先于", "overrides"),
    # awards
    ("PER_RECORD", "对每个", "for each"),
    ("ITEM_CAP", "每项上限", "cap per item"),
    ("YEARLY_CAP", "年度上限", "cap per year"),
    ("CAP", "上限", "cap"),
    ("RECEIVED", "已获", "already received"),
    ("ON_TOP_OF", "加成", "on top of"),
    ("EXCLUDES", "不得兼得", "not together with"),
    ("STAGES", "分期支付", "paid in stages"),
    ("SCHEDULE", "分年", "schedule"),
    ("ORDINAL", "第", "year"),
    ("HIGHEST_ONLY", "就高不重复|就高", "highest only|only the highest"),
    ("CHOOSE_ONE", "择一申报|择一", "choose one|only one"),
    ("TOTAL_CAP", "合计上限", "total cap"),
    ("TOP_UP", "补差", "difference only"),
    ("ALL_AWARDS", "全部", "all"),
    # tables and scores
    ("TABLE_BY", "按", "by"),
    ("BY_TIER", "按持有层次", "by tier held"),
    ("PREFIX", "前缀", "prefix"),
    ("IN_SLICES", "分段累计", "in slices"),
    ("HIGHER", "边界取高", "boundary higher"),
    ("LOWER", "边界取低", "boundary lower"),
    ("ANY_VALUE", "任意", "any"),
    ("FIRST_OF", "首个符合", "first of"),
    ("PER_ITEM", "每满足一项得", "points for each item"),
    ("PER_FULL", "每满", "for every full"),
    ("GIVES", "得", "gives"),
    ("UP_TO", "最高", "up to"),
    ("MAXIMUM", "满分", "maximum"),
    ("MINIMUM", "最低", "minimum"),
    ("PASS", "合格线", "pass"),
    ("POINTS", "得分", "points"),
    # types
    ("LIST", "列表", "list"),
    ("PER_YEAR", "按年", "per year"),
    ("OPTIONAL", "可不填", "optional"),
    # ranges and windows
    ("TO", "至", "to"),
    ("FROM", "起", "onwards"),
    # conditions
    ("ALL_OF", "符合下列全部条件|下列全部", "all of|all of the following"),
    ("ANY_OF", "符合下列条件之一|下列之一", "any of|any of the following"),
    ("AT_LEAST", "至少符合", "at least"),
    ("ITEMS_OF", "项", "of"),
    ("AND", "且|并且", "and|and also"),
    ("OR", "或|或者", "or|or else"),
    ("NOT", "非|并非", "not|not the case that"),
    ("YES", "是", "yes"),
    ("NO", "否", "no"),
    ("IF", "如果", "if"),
    ("THEN", "则", "then"),
    ("ELSE", "否则", "else"),
    ("IS", "为", "is"),
    (
        "GE",
        "不低于|不少于|不小于|不早于|达到|大于等于",
        "not below|no fewer than|no less than|not before|reaches|greater than or equal to",
    ),
    ("GT", "高于|超过|大于|多于|晚于", "above|exceeds|greater than|more than|after"),
    (
        "LE",
        "不高于|不超过|不多于|不大于|不晚于|小于等于",
        "not above|does not exceed|no more than|no greater than|not after|less than or equal to",
    ),
    ("LT", "低于|不足|不满|小于|少于|早于", "below|short of|under|less than|fewer than|before"),
    ("NE", "不为|不等于|不是", "is not|is not equal to|is other than"),
    ("OR_MORE", "以上|及以上", "or more|upwards"),
    ("OR_LESS", "以下", "or less"),
    ("AT_MOST", "及以下|以内", "at most|at the most"),
    ("MORE_THAN", "以外", "exceeded"),
    ("BETWEEN", "在", "between"),
    ("IN", "属于", "in"),
    ("IS_ABSENT", "未填", "is absent"),
    ("OTHERWISE", "未填则", "if absent"),
    ("HOLDS", "持有", "holds"),
    ("ENTITLED_TO", "享受", "entitled to"),
    ("IS_PASSED", "合格", "is passed"),
    ("LEFT_TO", "待定|一事一议|待认定", "left to|decided case by case by|to be recognised by"),
    ("ROUNDED", "四舍五入到", "rounded to"),
    ("ROUNDED_DOWN", "舍去到", "rounded down to"),
    ("ROUNDED_UP", "进位到", "rounded up to"),
    ("ONE_OF", "之一", "one of"),
    ("OF_FIELD", "的", "its"),
    ("AT", "于", "at"),
    # quantifiers
    ("HAS_SOME", "中有一项", "has one"),
    ("HAS_EVERY", "中每一项", "has all"),
    ("HAS_AT_LEAST", "中至少", "has at least"),
    ("COUNT_OF", "中的项数", "has number"),
    ("SUM_OF", "中合计", "has sum"),
    ("MAX_OF", "中最大|中最晚", "has greatest|has latest"),
    ("MIN_OF", "中最小|中最早", "has least|has earliest"),
    ("WHERE", "其中", "where"),
    # years
    ("OVER", "近", "over the last"),
    ("ENDING", "截至", "ending"),
    ("TOTAL", "合计", "in total"),
    ("AVERAGE", "平均|均值", "on average|at the mean"),
    ("GREATEST", "最大值", "at its highest"),
    ("LEAST", "最小值", "at its lowest"),
    ("GROWTH", "增长率", "growth"),
    ("AVERAGE_GROWTH", "平均增长率", "average growth"),
    ("EACH_YEAR", "每年", "each year"),
    ("SOME_YEAR", "有一年", "some year"),
    ("AT_LEAST_YEARS", "至少有", "at least"),
    ("YEARS_COUNT", "年数", "number of years"),
    ("FIRST_YEAR", "最早一年", "first year"),
    ("LATEST_YEAR", "最近一年", "latest year"),
    ("THAT_YEAR", "该年", "that year"),
    # the clock
    ("DECISION_DAY", "当日", "decision date"),
    ("THIS_YEAR", "本年|当年", "this year|current year"),
    ("LAST_YEAR", "上年", "last year"),
    # scenarios
    ("DATE_ITEM", "日期", "date"),
    ("ONE_RECORD", "一项", "includes"),
    ("NONE", "无", "none"),
    ("UNKNOWN", "未知", "unknown"),
    ("TAKE_READING", "读法", "take reading"),
    ("EXPECT_ENTITLED", "应可享受", "expect entitled"),
    ("EXPECT_NOT_ENTITLED", "应不可享受", "expect not entitled"),
    ("EXPECT_UNDETERMINED", "应未定", "expect undetermined"),
    ("EXPECT_MISSING", "应缺", "expect missing"),
    ("EXPECT_HOLDS", "应持有", "expect holds"),
    ("EXPECT_HOLDS_NOT", "应不持有", "expect holds not"),
    ("EXPECT_QUALIFIES", "应达标", "expect qualifies"),
    ("EXPECT_QUALIFIES_NOT", "应不达标", "expect qualifies not"),
    ("TOTAL_AMOUNT", "合计", "total"),
    ("EACH_ROW", "逐行", "each row"),
    ("REASON", "理由", "reason"),
    ("SHOULD_BE", "应为", "should be"),
    ("SHOULD_NAME", "应含", "should name"),
)

KEYWORDS: Mapping[str, Keyword] = MappingProxyType(
    {terminal: Keyword(terminal, tuple(zh.split("|")), tuple(en.split("|"))) for terminal, zh, en in _TABLE}
)

#: Never names, wherever they stand.
RESERVED = frozenset({"AND", "OR", "NOT", "YES", "NO"})

#: The names of the built-in types, both languages, as `policyrules.values.types.Scalar` calls them.
BUILTIN_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "是否": "bool", "bool": "bool", "yesno": "bool",
        "文本": "text", "text": "text",
        "整数": "integer", "integer": "integer",
        "数": "number", "数值": "number", "number": "number",
        "比例": "percent", "percent": "percent",
        "金额": "money", "money": "money",
        "日期": "date", "date": "date",
        "时长": "months", "months": "months",
        "天数": "days", "days": "days",
    }
)  # fmt: skip
