"""All the words that decisions are told in, Chinese and English, in tables.

Words in braces are filled. No sentence here promises more than the document does: what `entitled` is called follows the
modality, and the document's own verb is quoted beside it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from policyrules.core.program import CauseKind, Comparator
from policyrules.diagnostics import Language
from policyrules.values.answers import Truth
from policyrules.values.modality import Modality

Words = Mapping[Language, str]


def _words(zh: str, en: str) -> Words:
    return MappingProxyType({"zh": zh, "en": en})


#: What an enterprise that meets the conditions is said to be, by the strength of the promise.
ENTITLED: Mapping[Modality, Words] = MappingProxyType(
    {
        Modality.SHALL: _words("符合给予条件", "meets the conditions"),
        Modality.MAY: _words("可享受", "may enjoy"),
        Modality.PRIORITY: _words("属优先对象", "to be given priority"),
        Modality.SUPPORT: _words("属支持对象", "to be supported"),
        Modality.ENCOURAGE: _words("属鼓励对象", "to be encouraged"),
        Modality.GUIDE: _words("属引导对象", "to be guided"),
        Modality.RECOMMEND: _words("属推荐对象", "to be recommended"),
    }
)
NOT_ENTITLED = _words("不符合", "conditions not met")
UNDETERMINED = _words("尚不能确定", "cannot be determined yet")

#: Whether one line of the reasons holds.
TRUTH: Mapping[Truth, Words] = MappingProxyType(
    {Truth.T: _words("符合", "met"), Truth.F: _words("不符合", "not met"), Truth.U: _words("未定", "open")}
)

#: What the conditions are called by which a verdict is what it is.
CONDITIONS: Mapping[Truth, Words] = MappingProxyType(
    {
        Truth.T: _words("已满足的条件", "Met"),
        Truth.F: _words("未满足的条件", "Not met"),
        Truth.U: _words("尚未确定的条件", "Open"),
    }
)

#: How two sides are compared: of numbers, and of days.
COMPARATORS: Mapping[Comparator, Words] = MappingProxyType(
    {
        Comparator.GE: _words("不低于", "at least"),
        Comparator.GT: _words("高于", "more than"),
        Comparator.LE: _words("不高于", "at most"),
        Comparator.LT: _words("低于", "less than"),
        Comparator.EQ: _words("为", "is"),
        Comparator.NE: _words("不为", "is not"),
    }
)
DAY_COMPARATORS: Mapping[Comparator, Words] = MappingProxyType(
    {
        Comparator.GE: _words("不早于", "on or after"),
        Comparator.GT: _words("晚于", "after"),
        Comparator.LE: _words("不晚于", "on or before"),
        Comparator.LT: _words("早于", "before"),
        Comparator.EQ: _words("为", "is"),
        Comparator.NE: _words("不为", "is not"),
    }
)

#: Why something is unknown that no fact of the enterprise settles.
CAUSES: Mapping[CauseKind, Words] = MappingProxyType(
    {
        CauseKind.MISSING: _words("未提供 {subject}", "{subject} is not given"),
        CauseKind.ZERO_DIVISOR: _words("{subject} 为零，不能作除数", "{subject} is zero, and nothing can be divided by it"),
        CauseKind.NO_GROWTH: _words("{subject} 不是正数，没有增长率", "{subject} is not above zero, and has no growth"),
        CauseKind.NOT_EXISTING: _words("{subject} 不存在", "{subject} does not exist"),
        CauseKind.NO_PERIOD: _words("{subject}：没有一期符合", "{subject}: there is none"),
        CauseKind.LEFT_OUT: _words("{subject} 未填", "{subject} is left out"),
        CauseKind.UNDEFINED: _words("按现有数据无法计算（涉及 {subject}）", "cannot be computed from {subject}"),
        CauseKind.UNSTATED: _words("原文未载明", "the document does not say"),
        CauseKind.DISCRETION: _words("由 {subject} 另行认定", "left to {subject} to determine"),
        CauseKind.NOT_PUBLISHED: _words("{subject} 在该日没有公布数据", "no value of {subject} is published for that day"),
        CauseKind.CONFLICT: _words("条文之间有冲突（例外{subject}）", "provisions conflict (the exceptions {subject})"),
    }
)

#: Everything else, by name.
PHRASES: Mapping[str, Words] = MappingProxyType(
    {
        # punctuation
        "list": _words("、", ", "),
        "comma": _words("，", ", "),
        "semicolon": _words("；", "; "),
        "colon": _words("：", ": "),
        "stop": _words("。", " – "),
        "end": _words("。", "."),
        "square-brackets": _words("［{text}］", " [{text}]"),
        "brackets": _words("（{text}）", " ({text})"),
        "quoted": _words("“{text}”", "“{text}”"),
        "quotation": _words("「{text}」", "「{text}」"),
        "and": _words(" 且 ", " and "),
        "or": _words(" 或 ", " or "),
        "one-of-few": _words("{others}或{last}", "{others} or {last}"),
        "not": _words("非 {text}", "not {text}"),
        "not-all": _words("非（{text}）", "not ({text})"),
        # values
        "yes": _words("是", "yes"),
        "no": _words("否", "no"),
        "day": _words("当日", "the decision date"),
        "about": _words("约 {value}", "about {value}"),
        "below": _words("不到 {value}", "less than {value}"),
        "not-given": _words("未提供", "not given"),
        "not-existing": _words("不存在", "does not exist"),
        "left-out": _words("未填", "left out"),
        "not-known": _words("不能确定", "not known"),
        "from-to": _words("{low} 至 {high} 之间", "between {low} and {high}"),
        "not-below": _words("不低于 {low}", "at least {low}"),
        "not-above": _words("不高于 {high}", "at most {high}"),
        "of-period": _words("{period}{name}", "{name} {period}"),
        "period-year": _words("{year}年", "{year}"),
        "period-quarter": _words("{year}年第{place}季度", "{year} Q{place}"),
        "period-month": _words("{year}年{place}月", "{year}-{place:02}"),
        "taken": _words("现采用 {option}", "{option} is taken"),
        "is-left-out": _words("{name} 未填", "{name} is left out"),
        "titled": _words("{name}（{title}）", "{name} ({title})"),
        "actual": _words("实际 {value}", "actually {value}"),
        "is-one-of": _words("{name} 为 {values}", "{name} is {values}"),
        "between": _words("{name} 在 {low} 至 {high}", "{name} between {low} and {high}"),
        "field-of": _words("{record}的{name}", "{name} of {record}"),
        # distances
        "distance": _words("相差 {distance}", "{distance} away"),
        "distance-at-least": _words("至少相差 {distance}", "at least {distance} away"),
        "numerator-more": _words("{name} 还差 {amount}", "{amount} more of {name}"),
        "numerator-less": _words("{name} 多出 {amount}", "{amount} less of {name}"),
        "days": _words("{count} 天", "{count} days"),
        "day-one": _words("1 天", "1 day"),
        "points": _words("{count} 个百分点", "{count} percentage points"),
        "point-one": _words("{count} 个百分点", "{count} percentage point"),
        # what the document determines
        "determinations": _words("按条文确定", "What the document determines"),
        "is-open-among": _words("{values}之一，尚不能确定", "one of {values}, not known yet"),
        # exceptions
        "exception": _words("例外", "Exception"),
        "exception-applies": _words("适用例外{names}", "the exception {names} applies"),
        "exception-may-apply": _words("可能适用例外{names}", "the exception {names} may apply"),
        "exception-over": _words("{text}，优先于{names}", "{text}, over {names}"),
        "no-exception": _words("没有例外适用", "no exception applies"),
        "exceptions-clash": _words(
            "例外{names}同时适用而结果不同，文件没有写明哪一个优先",
            "the exceptions {names} apply together and differ, and the document does not say which comes first",
        ),
        # tables
        "in-row": _words("属“{row}”一档", "in the row “{row}”"),
        "next-row": _words("距“{row}”一档{distance}", "“{row}” is {distance}"),
        "at-end-of-row": _words("恰在“{row}”的界限上", "right at the end of “{row}”"),
        "any-of-rows": _words("{rows}均有可能", "any of {rows}"),
        "score-heading": _words("评分：{title}", "Score: {title}"),
        "score-result": _words(
            "得分 {points}（满分 {maximum}，合格线 {mark}）：{result}",
            "{points} of {maximum} points, pass mark {mark}: {result}",
        ),
        "score-points": _words("得分 {points}（满分 {maximum}）", "{points} of {maximum} points"),
        "score-passed": _words("合格", "passed"),
        "score-failed": _words("不合格", "not passed"),
        "score-open": _words("是否合格尚不能确定", "passed or not is open"),
        "indicator": _words("指标", "Indicator"),
        "indicator-value": _words("取值", "Value"),
        "indicator-row": _words("所在档", "Row"),
        "indicator-points": _words("得分", "Points"),
        "indicator-maximum": _words("满分", "Maximum"),
        "indicator-next": _words("距下一档或者尚缺", "To the next row, or missing"),
        "among-row": _words("{name} {row}（{points} 分）", "{name} {row} ({points:point|points})"),
        "sub-total": _words("{name} 小计", "{name}, sub-total"),
        "total": _words("合计", "Total"),
        "minimum-reached": _words("最低 {mark}：达到", "minimum {mark}: reached"),
        "minimum-missed": _words("最低 {mark}：未达到", "minimum {mark}: not reached"),
        "minimum-open": _words("最低 {mark}：尚不能确定", "minimum {mark}: open"),
        "pass-mark": _words("合格线 {mark}", "pass mark {mark}"),
        "points-missing": _words("相差 {points} 分", "{points:point|points} away"),
        "points-missing-at-least": _words("至少相差 {points} 分", "at least {points:point|points} away"),
        "lacking": _words("尚缺 {missing}", "missing: {missing}"),
        # records
        "record": _words("{list}第{number}项", "{list} no. {number}"),
        "records": _words("{list}第{number}项", "{list} nos. {number}"),
        "list-unknown": _words("未提供 {list}", "{list} is not given"),
        "more-records": _words("另有 {count} 项，此处不逐项列出", "{count} more, not told one by one here"),
        "more-records-of": _words("{list} 另有 {count} 项", "{count} more of {list}"),
        "list-withheld": _words("{list} 项数太多，不逐项列出", "{list} are too many to be told one by one"),
        "list-empty": _words("{list} 没有任何一项", "nothing is recorded under {list}"),
        "none-matches": _words(
            "{list} 中没有 {requirement} 的一项（现有：{held}）", "no {list} with {requirement} (held: {held})"
        ),
        "not-matching": _words("{records}：{field} 不同（{held}）", "{records}: another {field} ({held})"),
        "each-holds": _words("{list} 各项均符合", "holds for every {list}"),
        "number-of-records": _words("{list} 中至少 {count} 项", "at least {count} of {list}"),
        # conditions
        "clause-of": _words("{text}（{clause}）", "{text} ({clause})"),
        "according-to": _words("{text}（据 {document}）", "{text} (under {document})"),
        "row-open": _words("适用哪一行尚不能确定（{rows}）", "which row counts is open ({rows})"),
        "records-of": _words("逐项查看 {list}", "each of {list}"),
        "held": _words("持有 {tier}", "holds {tier}"),
        "qualifies": _words("达到 {tier} 的标准", "meets the criteria for {tier}"),
        "entitled-to": _words("享受 {name}", "entitled to {name}"),
        "not-together-with": _words("不得兼得 {name}", "not together with {name}"),
        "one-of": _words("须符合下列之一", "one of the following is needed"),
        "one-of-held": _words("须持有下列之一：{tiers}", "one of these must be held: {tiers}"),
        "at-least-of": _words("下列 {all} 项须符合 {count} 项，现符合 {held} 项", "{count} of {all} are needed, met: {held}"),
        "at-least-open": _words("，另有 {open} 项未定", ", open: {open}"),
        "all-of": _words("须全部符合", "all of these are needed"),
        "none-of": _words("下列各项均不得符合", "none of the following may hold"),
        # windows
        "superseded": _words("本文件自 {since} 起被 {by} 取代", "from {since} the document is superseded by {by}"),
        "not-yet-superseded": _words(
            "本文件尚未被取代（自 {since} 起被 {by} 取代）", "the document is not superseded yet (from {since} it is, by {by})"
        ),
        "policy-in-force": _words("本文件在施行期内（{period}）", "the policy is in force ({period})"),
        "policy-ended": _words("本文件已于 {last} 期满", "the policy is no longer in force: its last day was {last}"),
        "policy-not-begun": _words("本文件自 {first} 起施行", "the policy is in force only from {first}"),
        "superseded-elsewhere": _words("该文件自 {since} 起被 {by} 取代", "from {since} that document is superseded by {by}"),
        "not-yet-superseded-elsewhere": _words(
            "该文件尚未被取代（自 {since} 起被 {by} 取代）", "that document is not superseded yet (from {since} it is, by {by})"
        ),
        "policy-in-force-elsewhere": _words("该文件在施行期内（{period}）", "that document is in force ({period})"),
        "policy-ended-elsewhere": _words(
            "该文件已于 {last} 期满", "that document is no longer in force: its last day was {last}"
        ),
        "policy-not-begun-elsewhere": _words("该文件自 {first} 起施行", "that document is in force only from {first}"),
        "in-window": _words("在规定期间内（{period}）", "within the period ({period})"),
        "window-ended": _words("规定期间已于 {last} 届满", "the period ended on {last}"),
        "window-not-begun": _words("规定期间自 {first} 开始", "the period begins on {first}"),
        "window-open": _words("是否在期间内尚不能确定（{period}）", "whether the date is within the period is open ({period})"),
        "period": _words("{first} 至 {last}", "{first} to {last}"),
        "period-open": _words("首日 {first}，末日 {last}", "first day {first}, last day {last}"),
        "period-from": _words("{first} 起", "from {first}"),
        "period-until": _words("至 {last}", "until {last}"),
        # units
        "unit-unstated": _words("原文未载明责任单位", "the document names no responsible unit"),
        "unit-inferred": _words("推定：{reason}", "inferred: {reason}"),
        "unit-inferred-brief": _words("推定", "inferred"),
        "unit-county-unknown": _words("未提供 {fact}，不能确定是哪一个", "which one depends on {fact}, which is not given"),
        "units-unknown": _words(
            "注：未提供 {facts}，不能确定是哪一个 {units}。",
            "Note: {facts} is not given, so that it cannot be said which one {units} is.",
        ),
        "unit-no-member": _words("{fact} 为 {value}，原文未载明对应单位", "none is named for {fact} {value}"),
        "unit-renamed": _words("原文称 {name}", "called {name} in the document"),
        # amounts
        "amount": _words("金额", "Amount"),
        "rate_ceiling": _words("利率上限", "Rate ceiling"),
        "amount-unstated": _words("原文未载明金额", "the document states no amount"),
        "rate-unstated": _words("原文未载明利率上限", "the document states no ceiling"),
        "amount-open": _words("尚不能确定", "cannot be determined yet"),
        "amount-open-bounded": _words("尚不能确定，{range}", "cannot be determined yet, {range}"),
        "rate-value": _words("不超过 {value}", "at most {value}"),
        "indicative": _words(
            "{value}，仅供参考：{why}，按 {date} 的数据列示", "{value}, indicative only: {why}; this is the value on {date}"
        ),
        "rate-above": _words(
            "{name} {value}，高于 {clause} 所列的上限",
            "{name} {value} is above the ceiling that {clause} names",
        ),
        "rate-within": _words(
            "{name} {value}，没有超过 {clause} 所列的上限",
            "{name} {value} is within the ceiling that {clause} names",
        ),
        "rate-undetermined": _words(
            "{name} {value}，是否高于 {clause} 所列的上限，尚不能确定",
            "whether {name} {value} is above the ceiling that {clause} names cannot be determined yet",
        ),
        # how an amount comes about
        "steps": _words("计算", "How"),
        "step-base": _words("{text} 计 {after}", "{text}: {after}"),
        "step-base-below-zero": _words("{text} 为 {operand}，低于零，计 {after}", "{text}: {operand}, below zero: {after}"),
        "step-share": _words("第 {year} 年按 {share} 计 {after}", "in year {year} {share} of it: {after}"),
        "step-share-none": _words("第 {year} 年没有应给的部分，计 {after}", "nothing is due in year {year}: {after}"),
        "step-share-early": _words("起算日未到，计 {after}", "the first year has not begun: {after}"),
        "step-share-open": _words("按第几年计尚不能确定，计 {after}", "which year it is cannot be said yet: {after}"),
        "step-sum": _words("各项合计 {after}", "all together {after}"),
        "step-cap": _words("超过上限 {operand}，计 {after}", "above the cap of {operand}: {after}"),
        "step-cap-within": _words("未超过上限 {operand}", "within the cap of {operand}"),
        "step-cap-open": _words("是否超过上限 {operand} 尚不能确定", "perhaps above the cap of {operand}"),
        "step-item_cap": _words("超过每项上限 {operand}，计 {after}", "above the cap per item of {operand}: {after}"),
        "step-item_cap-within": _words("未超过每项上限 {operand}", "within the cap per item of {operand}"),
        "step-item_cap-open": _words("是否超过每项上限 {operand} 尚不能确定", "perhaps above the cap per item of {operand}"),
        "step-yearly_cap": _words("每年不超过 {operand}，计 {after}", "no more than {operand} per year: {after}"),
        "step-yearly_cap-within": _words("每年均未超过 {operand}", "within {operand} per year"),
        "step-yearly_cap-open": _words("每年不超过 {operand}，计 {after}", "no more than {operand} per year: {after}"),
        "step-received": _words("扣除已获 {operand}，计 {after}", "less {operand} received before: {after}"),
        "step-received-within": _words("已获 {operand}，无须扣除", "{operand} received before, nothing to take away"),
        "step-received-open": _words(
            "扣除已获部分（{operand}），计 {after}", "less what was received before ({operand}): {after}"
        ),
        "by-record": _words("逐项", "One by one"),
        "stages": _words("分期支付", "Paid in stages"),
        "stage-share": _words("{name} {share}", "{name} {share}"),
        "stage": _words("{name} {share}，{amount}", "{name} {share}, {amount}"),
        "amount-unstated-capped": _words("原文未载明金额，不超过 {cap}", "the document states no amount, at most {cap}"),
        # the total
        "total-counted": _words("计入", "Counted"),
        "total-tied": _words("计其一", "One of these"),
        "total-open": _words("未定", "Open"),
        "total-perhaps-dropped": _words("可能不另计", "Perhaps not added"),
        "total-cut": _words("另有规则", "Governed by"),
        "total-dropped": _words("不另计", "Not added"),
        "total-beside": _words("其他文件", "Elsewhere"),
        "total-rule": _words("规则", "Rule"),
        "total-unstated": _words("不在合计之内", "Outside of the total"),
        "total-unstated-names": _words("{names}：原文未载明金额", "{names}: the document states no amount"),
        "total-nothing": _words("没有可以计入的金额", "there is no amount to count"),
        "total-ties": _words("{names}（金额相同，计其一）", "{names} (equally high, one of them counts)"),
        "total-award": _words("{name} {amount}", "{name} {amount}"),
        "total-dropped-award": _words("{name} {amount}：{rule}", "{name} {amount}: {rule}"),
        "rule-name-highest_only": _words("就高不重复", "highest only"),
        "rule-name-choose_one": _words("择一申报", "choose one"),
        "rule-name-top_up": _words("补差", "difference only"),
        "rule-name-total_cap": _words("合计上限", "total cap"),
        "rule-at": _words("{rule}（{place}）", "{rule} ({place})"),
        "rule-highest_only": _words("只计最高的 {winners}", "only the highest counts, {winners}"),
        "rule-highest_only-open": _words("只计最高的一项，哪一项最高尚不能确定", "only the highest counts; which is open"),
        "rule-highest_only-elsewhere": _words(
            "只计最高的 {winners}，按该文件办理", "only the highest counts, {winners}, which is to be had under that document"
        ),
        "rule-choose_one-elsewhere": _words(
            "企业须择一申报，这里按金额最高的 {winners} 计，按该文件办理",
            "the enterprise must choose one; the highest is counted here, {winners}, which is to be had under that document",
        ),
        "rule-top_up-elsewhere": _words(
            "最高的是 {winners}，按该文件办理", "the highest is {winners}, which is to be had under that document"
        ),
        "rule-choose_one": _words(
            "企业须择一申报，这里按金额最高的 {winners} 计",
            "the enterprise must choose one; the highest is counted here, {winners}",
        ),
        "rule-choose_one-open": _words(
            "企业须择一申报，哪一项金额最高尚不能确定", "the enterprise must choose one; which is the highest is open"
        ),
        "rule-top_up": _words(
            "最高的是 {winners}，扣除已获 {operand}，计 {after}",
            "the highest is {winners}, less {operand} received before: {after}",
        ),
        "rule-top_up-open": _words(
            "按最高的一项扣除已获（{operand}）计差额，尚不能确定",
            "the highest less what was received before ({operand}) counts, which is open",
        ),
        "rule-top_up-received-open": _words(
            "最高的是 {winners}，扣除已获部分（{operand}），计 {after}",
            "the highest is {winners}, less what was received before ({operand}): {after}",
        ),
        "rule-total_cap": _words(
            "各项合计 {before}，超过 {operand}，计 {after}", "together {before}, above the cap of {operand}: {after}"
        ),
        "rule-total_cap-open": _words(
            "各项合计 {before}，是否超过 {operand} 尚不能确定", "together {before}, perhaps above the cap of {operand}"
        ),
        "rule-total_cap-above": _words(
            "各项合计 {before}，超过 {operand}；上限不减少其他文件给予的金额，计 {after}",
            "together {before}, above the cap of {operand}, which takes nothing away from what other documents give: {after}",
        ),
        "rule-total_cap-beside": _words(
            "连同其他文件给予的合计 {before}，超过 {operand}，本文件计 {after}",
            "together with what other documents give {before}, above the cap of {operand}: {after} under this one",
        ),
        "rule-total_cap-beside-open": _words(
            "连同其他文件给予的合计 {before}，是否超过 {operand} 尚不能确定",
            "together with what other documents give {before}, perhaps above the cap of {operand}",
        ),
        "rule-none": _words("没有因此减少", "nothing is taken away by it"),
        "total-direction": _words(
            "{names} 的金额是政策导向（{verbs}），不等于确定的给付",
            "for {names} the amount is a direction of policy ({verbs}), not a promise of something definite",
        ),
        # caveats
        "caveat-validity": _words("原文未载明 {tier} 的有效期", "the text states no validity for {tier}"),
        "caveat-rate": _words("利率上限为参考值，不是确定的上限", "the rate shown is indicative, not the ceiling itself"),
        "caveat-tier": _words("{tier}：{note}", "{tier}: {note}"),
        "caveat-direction": _words(
            "原文用语“{verb}”表示政策导向，不等于确定的给付",
            "the document's word “{verb}” is a direction of policy, not a promise of something definite",
        ),
        "directions": _words(
            "注：{words}是政策导向，不等于确定的给付。",
            "Note: {words} is a direction of policy, not a promise of something definite.",
        ),
        "directions-several": _words(
            "注：{words}是政策导向，不等于确定的给付。",
            "Note: {words} are directions of policy, not promises of something definite.",
        ),
        "caveat-reading": _words(
            "结论取决于疑义「{reading}」的读法，现采用「{option}」",
            "the verdict depends on how 「{reading}」 is read; 「{option}」 is taken",
        ),
        # readings
        "by-reading": _words(
            "取决于疑义「{reading}」的读法，现采用「{option}」",
            "which depends on how 「{reading}」 is read; 「{option}」 is taken",
        ),
        "reading-default": _words("默认", "default"),
        "reading-chosen": _words("指定", "chosen"),
        "reading-open": _words("各种读法均考虑", "left open"),
        "readings-heading": _words("疑义的各种读法", "All readings"),
        "readings-all-same": _words(
            "各支持事项的结论均不因疑义的读法而改变", "no verdict changes with the way an ambiguity is read"
        ),
        "readings-capped": _words("读法组合过多，只试了其中一部分", "there are too many combinations; only some were tried"),
        # other documents
        "document": _words("《{title}》（{number}）", "{title} ({number})"),
        "document-unnumbered": _words("《{title}》", "{title}"),
        "document-superseded": _words(
            "所据{document}自 {since} 起被 {by} 取代", "{document}, on which this rests, is superseded by {by} from {since}"
        ),
        "document-ended": _words(
            "所据{document}已于 {last} 期满", "{document}, on which this rests, was in force until {last} only"
        ),
        "document-not_begun": _words(
            "所据{document}自 {since} 起才施行", "{document}, on which this rests, is in force only from {since}"
        ),
        "document-open": _words(
            "所据{document}在该日是否施行，尚不能确定",
            "whether {document}, on which this rests, is in force on that day cannot be determined yet",
        ),
        "supersedes": _words("取代", "Supersedes"),
        "superseded-by": _words("被取代", "Superseded by"),
        "supersession": _words("{number}，自 {since} 起", "{number}, from {since}"),
        "superseded-meanwhile": _words(
            "本文件自 {since} 起被 {by} 取代；这里列示的是本文件的标准，不是当日施行的标准",
            "from {since} this document is superseded by {by}; its own criteria are shown, not those in force on the day",
        ),
        "document-rested-on": _words("依据", "Rests on"),
        # findings
        "finding-amount-not-whole": _words(
            "金额 {value} 有不足一分的部分，原文没有写明如何取整",
            "the amount of {value} has a part that is less than 0.01 yuan, and the policy writes no rounding",
        ),
        # headings and row labels
        "enterprise": _words("企业", "Enterprise"),
        "date": _words("日期", "Date"),
        "number": _words("文号", "Number"),
        "issuer": _words("发文", "Issuer"),
        "in-force": _words("施行", "In force"),
        "title": _words("文件", "Document"),
        "tiers": _words("持有层次", "Tiers held"),
        "tiers-heading": _words("层次", "Tiers"),
        "tier-held": _words("持有与否", "Whether held"),
        "tiers-open": _words("尚不能确定", "open"),
        "conditions-met": _words("符合条件", "conditions met"),
        "none": _words("无", "none"),
        "book-heading": _words("各项政策判定结果", "Decision by several policies"),
        "book-policies": _words("政策", "Policy"),
        "book-policy": _words("{title}（{number}）", "{title} ({number})"),
        "book-entitled": _words("符合条件的支持事项", "Conditions met"),
        "book-none": _words("没有符合条件的支持事项。", "No conditions are met."),
        "book-open": _words("尚不能确定的支持事项", "Not determined yet"),
        "amount-dropped": _words("{amount}（不另计）", "{amount} (not added)"),
        "amount-cut": _words("{amount}（合计受限）", "{amount} (cut with others)"),
        "summary": _words("一览", "Summary"),
        "entitlement": _words("支持事项", "Entitlement"),
        "verdict": _words("结论", "Verdict"),
        "clause": _words("条款", "Clause"),
        "unit": _words("责任单位", "Unit"),
        "verb": _words("原文用语“{verb}”", "the document says “{verb}”"),
        "because": _words("理由", "Reasons"),
        "because-shared": _words("理由（以上各项相同）", "Reasons (the same for all of these)"),
        "missing": _words("尚缺", "Missing"),
        "other-causes": _words("另因", "Also because"),
        "quote": _words("原文", "Text"),
        "lead": _words("引语", "Lead-in"),
        "caveat": _words("提示", "Note"),
        "duties": _words("与本企业有关的工作", "Duties that concern the enterprise"),
        "readings": _words("采用的读法", "Readings taken"),
        "findings": _words("需要留意", "Findings"),
        "comparison": _words("对照", "Comparison"),
        "explanation": _words("详细说明", "Explanation"),
        "about-readings": _words("疑义未定", "Readings left open"),
        "items": _words("{names}（{count} 项）", "{names} ({count})"),
        "concerns": _words("{bearer}：{title}", "{bearer}: {title}"),
        "duties-note": _words(
            "以下是有关单位的工作，不是企业可以要求兑现的给付。",
            "What units are to do; nothing here is something that the enterprise can claim.",
        ),
        "duties-open": _words(
            "有 {count} 项工作是否与本企业有关，尚不能确定。",
            "It cannot be determined yet whether any of them concerns the enterprise ({count}).",
        ),
        "duties-open-too": _words(
            "另有 {count} 项工作是否与本企业有关，尚不能确定。",
            "It cannot be determined yet whether the enterprise is concerned by others ({count}).",
        ),
        "reading": _words("疑义", "Ambiguity"),
        "content": _words("内容", "Content"),
        "duty": _words("工作", "Duty"),
        "option": _words("读法", "Reading"),
        "criteria-heading": _words("认定标准", "Criteria"),
        "standing-recognised": _words("已认定，且现仍达到标准", "recognised, and the criteria are still met"),
        "standing-qualified": _words(
            "达到标准，尚未认定；是否认定由认定部门决定",
            "the criteria are met; not recognised yet, which is for the authority to decide",
        ),
        "standing-no_longer_qualified": _words("已认定，但现未达到标准", "recognised, but the criteria are not met any more"),
        "standing-neither": _words("未达到标准", "the criteria are not met"),
        "standing-open": _words("尚不能确定", "cannot be determined yet"),
        "standing-open-criteria": _words(
            "{held}；是否达到标准，尚不能确定", "{held}; whether the criteria are met cannot be determined yet"
        ),
        "standing-open-held": _words(
            "{criteria}；是否已认定，尚不能确定", "{criteria}; whether it is recognised cannot be determined yet"
        ),
        "title-true": _words("已认定", "recognised"),
        "title-false": _words("尚未认定", "not recognised"),
        "criteria-true": _words("达到标准", "the criteria are met"),
        "criteria-false": _words("未达到标准", "the criteria are not met"),
        "standing-expires": _words("有效期至 {day}，{year}年复核", "valid until {day}; the review falls in {year}"),
        "many-missing": _words("尚缺 {count} 项事实：{facts}", "{count} facts are missing: {facts}"),
        "next-tier": _words("下一层次", "Next tier"),
        "next-tier-open": _words("{tier}（尚不能确定是否已持有 {held}）", "{tier} (unless {held} is held, which is open)"),
        "criteria-of": _words("{tier}的标准", "Criteria for {tier}"),
        "not-held": _words("未持有", "Not held"),
        "open-held": _words("未定", "Open"),
    }
)


def say(name: str, language: Language, /, **words: object) -> str:
    """Return a phrase with its words filled in."""
    return PHRASES[name][language].format(**words) if words else PHRASES[name][language]
