"""Sentences of what can go wrong when checking names, types, units, windows and declarations."""

from collections.abc import Mapping

_WORDS: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "label-first": {"zh": ("先在这里", None), "en": ("first here", None)},
    "label-declared": {"zh": ("声明在这里", None), "en": ("declared here", None)},
    "label-circle": {"zh": ("经过 `{name}`", None), "en": ("by way of `{name}`", None)},
    "label-quote": {"zh": ("条文在这里", None), "en": ("the quote is here", None)},
    "type-bool": {"zh": ("“是”或“否”", None), "en": ("yes or no", None)},
    "type-text": {"zh": ("文本", None), "en": ("a text", None)},
    "type-integer": {"zh": ("整数", None), "en": ("a whole number", None)},
    "type-number": {"zh": ("数", None), "en": ("a number", None)},
    "type-ratio": {"zh": ("比值", None), "en": ("a ratio", None)},
    "type-percent": {"zh": ("比例", None), "en": ("a percentage", None)},
    "type-money": {"zh": ("金额", None), "en": ("money", None)},
    "type-date": {"zh": ("日期", None), "en": ("a date", None)},
    "type-months": {"zh": ("时长", None), "en": ("a period in months or years", None)},
    "type-days": {"zh": ("天数", None), "en": ("a number of days", None)},
    "type-quarter": {"zh": ("季度", None), "en": ("a quarter", None)},
    "type-month": {"zh": ("某年某月", None), "en": ("a month of a year", None)},
    "type-list": {"zh": ("列表", None), "en": ("a list", None)},
    "type-series-year": {"zh": ("按年填报的数据", None), "en": ("a value per year", None)},
    "type-series-quarter": {"zh": ("按季填报的数据", None), "en": ("a value per quarter", None)},
    "type-series-month": {"zh": ("按月填报的数据", None), "en": ("a value per month", None)},
    "type-unclear": {"zh": ("不明的值", None), "en": ("something unclear", None)},
    "word-add-units": {
        "zh": ("在 `责任单位` 中补上", None),
        "en": ("add to `responsible`:", None),
    },
    "word-declare-units": {
        "zh": ("先在 `单位` 中声明原文所写的名称，再在 `责任单位` 中补上", None),
        "en": ("declare under `units` what the source calls them, then add to `responsible`:", None),
    },
    "word-years": {"zh": ("年", None), "en": ("years", None)},
    "word-quarters": {"zh": ("个季度", None), "en": ("quarters", None)},
    "word-months": {"zh": ("个月", None), "en": ("months", None)},
    "word-kind-year": {"zh": ("年", None), "en": ("years", None)},
    "word-kind-quarter": {"zh": ("季度", None), "en": ("quarters", None)},
    "word-kind-month": {"zh": ("月", None), "en": ("months", None)},
    "word-count-year": {"zh": ("几年", None), "en": ("a number of years", None)},
    "word-count-quarter": {"zh": ("几个季度", None), "en": ("a number of quarters", None)},
    "word-count-month": {"zh": ("几个月", None), "en": ("a number of months", None)},
    "word-over-year": {"zh": ("近 2年", None), "en": ("over the last 2 years", None)},
    "word-over-quarter": {"zh": ("近 4个季度", None), "en": ("over the last 4 quarters", None)},
    "word-over-month": {"zh": ("近 12个月", None), "en": ("over the last 12 months", None)},
    "word-per-year": {"zh": ("按年", None), "en": ("per year", None)},
    "word-per-quarter": {"zh": ("按季", None), "en": ("per quarter", None)},
    "word-per-month": {"zh": ("按月", None), "en": ("per month", None)},
    "word-which-year": {"zh": ("哪一年", None), "en": ("the year", None)},
    "word-which-quarter": {"zh": ("哪个季度", None), "en": ("the quarter", None)},
    "word-which-month": {"zh": ("哪个月", None), "en": ("the month", None)},
    "word-last-year": {"zh": ("上年", None), "en": ("last year", None)},
    "word-last-quarter": {"zh": ("上季度", None), "en": ("last quarter", None)},
    "word-last-month": {"zh": ("上月", None), "en": ("last month", None)},
    "word-this-year": {"zh": ("本年", None), "en": ("this year", None)},
    "word-this-quarter": {"zh": ("本季度", None), "en": ("this quarter", None)},
    "word-this-month": {"zh": ("本月", None), "en": ("this month", None)},
    "word-example-year": {"zh": ("2022", None), "en": ("2022", None)},
    "word-example-quarter": {"zh": ("2022Q3", None), "en": ("2022Q3", None)},
    "word-example-month": {"zh": ("2022-09", None), "en": ("2022-09", None)},
    "item-number": {"zh": ("`文号`", None), "en": ("`number`", None)},
    "item-issuer": {"zh": ("`发文`", None), "en": ("`issuer`", None)},
    "item-issued": {"zh": ("`印发`", None), "en": ("`issued`", None)},
    "item-in_force": {"zh": ("`施行`", None), "en": ("`in force`", None)},
    "item-source": {"zh": ("`原文`", None), "en": ("`source`", None)},
    "item-language": {"zh": ("`语言`", None), "en": ("`language`", None)},
    "item-validity": {"zh": ("`有效期`", None), "en": ("`validity`", None)},
    "item-holds": {"zh": ("`持有`", None), "en": ("`holds`", None)},
    "item-responsible": {"zh": ("`责任单位`", None), "en": ("`responsible`", None)},
    "item-by": {"zh": ("`由`", None), "en": ("`by`", None)},
    "item-beneficiaries": {"zh": ("`对象`", None), "en": ("`beneficiaries`", None)},
    "item-when": {"zh": ("`条件`", None), "en": ("`when`", None)},
    "item-window": {"zh": ("`期间`", None), "en": ("`window`", None)},
    "item-supersedes": {"zh": ("`取代`", None), "en": ("`supersedes`", None)},
    "item-superseded_by": {"zh": ("`被取代`", None), "en": ("`superseded by`", None)},
    "item-quote": {"zh": ("`条文`", None), "en": ("`quote`", None)},
    "item-lead": {"zh": ("`引语`", None), "en": ("`lead`", None)},
    "item-amount": {"zh": ("`金额`", None), "en": ("`amount`", None)},
    "item-rate_ceiling": {"zh": ("`利率上限`", None), "en": ("`rate ceiling`", None)},
    "item-indicative": {"zh": ("`参考`", None), "en": ("`indicative`", None)},
    "item-compared": {"zh": ("`对照`", None), "en": ("`compared with`", None)},
    "item-note": {"zh": ("`提示`", None), "en": ("`note`", None)},
    "item-bearer": {"zh": ("`承担者`", None), "en": ("`bearer`", None)},
    "item-deadline": {"zh": ("`期限`", None), "en": ("`deadline`", None)},
    "item-recurrence": {"zh": ("`周期`", None), "en": ("`recurrence`", None)},
    "item-consequence": {"zh": ("`后果`", None), "en": ("`consequence`", None)},
    "item-count": {"zh": ("`数量`", None), "en": ("`count`", None)},
    "item-by_date": {"zh": ("`截至`", None), "en": ("`by date`", None)},
    "item-counts": {"zh": ("`计入`", None), "en": ("`counts`", None)},
    "item-complete_to": {"zh": ("`完整至`", None), "en": ("`complete to`", None)},
    "item-because": {"zh": ("`因`", None), "en": ("`because`", None)},
    "item-origin": {"zh": ("`出处`", None), "en": ("`origin`", None)},
    "item-date": {"zh": ("`日期`", None), "en": ("`date`", None)},
    "item-tier": {"zh": ("`层次`", None), "en": ("`tier`", None)},
}

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "tier-without-criteria": {
        "zh": ("层次 `{name}` 没有写明怎样达标", "在这个层次下面写 `达标: …`；如果问的是是否已经认定，改用 `持有 {name}`"),
        "en": (
            "the tier `{name}` does not say what qualifies an enterprise for it",
            "write `qualifies: …` under the tier; where you ask whether it is held, write `holds {name}`",
        ),
    },
    "series-expected": {
        "zh": ("`{name}` 不是逐年、逐季或者逐月的数据，谈不上近几期", "在事实里写 `按年`，或者用 `定义 名称[年] = …` 逐年定义"),
        "en": (
            "`{name}` is not given per year, quarter or month, so that there are no last ones of it",
            "declare the fact `per year`, or define it year by year: `define name[y] = …`",
        ),
    },
    "years-expected": {
        "zh": ("这里应当写{expected}，写的是 `{text}`", "写成 `{example}`"),
        "en": ("expected {expected}, and found `{text}`", "write `{example}`"),
    },
    "years-count": {
        "zh": ("这里应当是 1 至 {limit} {periods}，写的是 {count} {periods}", "改正这个数"),
        "en": ("expected 1 to {limit} {periods}, and found {count}", "correct the number"),
    },
    "at-least-years": {
        "zh": ("近 {years} {periods}里不可能至少有 {count} {periods}", "改正这个数"),
        "en": ("there are no {count} {periods} among the last {years}", "correct the number"),
    },
    "that-year-outside": {
        "zh": ("`{text}` 只能用在 `近 2年 每年: …` 这样逐年、逐季或者逐月的条件里", "写明是哪一期，例如 `上年`"),
        "en": (
            "`{text}` means nothing outside of a question about each year, quarter or month",
            "say which one, for instance `last year`",
        ),
    },
    "that-year-other": {
        "zh": ("前面问的是{periods}，这里写的却是 `{text}`", "改成 `该年`、`该季度` 或者 `该月`，与前面一致"),
        "en": (
            "`{text}` stands in a question about {periods}",
            "write `that year`, `that quarter` or `that month`, whichever is asked about",
        ),
    },
    "period-other": {
        "zh": ("前面写的是 `{length}`，这里问的却是{other}", "前后写成同一种：都是年，都是季度，或者都是月"),
        "en": ("this asks about {other}, after `{length}`", "name years, quarters or months in both places"),
    },
    "date-without-day": {
        "zh": ("日期应当写到日，写的是 `{found}`", "写到日，例如 `2022-07-26` 或 `2022年7月26日`"),
        "en": ("expected a date with its day, and found `{found}`", "write the day too, as in `2022-07-26`"),
    },
    "figure-of": {
        "zh": ("{type}不能这样计算", "检查被计算的是什么"),
        "en": ("this cannot be calculated from {type}", "check what is calculated"),
    },
    "rounding-step": {
        "zh": ("应当取整到一个大于零的确定的数，写的是 `{text}`", "例如 `四舍五入到 1元`"),
        "en": ("expected a definite number above zero to round to, and found `{text}`", "for instance `rounded to 1 yuan`"),
    },
    **_WORDS,
    # names and types declared
    "name-duplicate": {
        "zh": ("`{name}` 已经声明过", "换一个名称，或者删去一处"),
        "en": ("`{name}` is declared already", "choose another name, or delete one of them"),
    },
    "name-builtin": {
        "zh": ("`{name}` 是语言自带的名称，不能另行声明", "换一个名称"),
        "en": ("`{name}` belongs to the language and cannot be declared", "choose another name"),
    },
    "type-unknown": {
        "zh": ("没有名为 `{name}` 的类型", "是不是 `{nearest}`？"),
        "en": ("there is no type `{name}`", "did you mean `{nearest}`?"),
    },
    "record-empty": {
        "zh": ("记录 `{name}` 没有内容", "在下面缩进写出各项，例如 `认定日: 日期`"),
        "en": ("the record `{name}` has no fields", "write its fields below, indented"),
    },
    "field-type": {
        "zh": ("记录中的一项应是单个的值，`{name}` 却是{type}", None),
        "en": ("a field of a record is a single value, `{name}` is {type}", None),
    },
    "list-of-values": {
        "zh": ("只有记录才有列表，`{name}` 不是记录，或者同时写了别的标记", "先声明一个记录，再写 `记录名 列表`"),
        "en": (
            "a list is of records only; `{name}` is no record, or is marked as something else too",
            "declare a record, and write `list of` it",
        ),
    },
    "record-marked": {
        "zh": ("记录 `{name}` 不能按年、按季或者按月填报，也不能可不填", None),
        "en": ("the record `{name}` cannot be per year, quarter or month, nor optional", None),
    },
    "series-optional": {
        "zh": ("按年、按季或者按月填报的不能又可不填", "删去 `可不填`"),
        "en": ("what is per year, quarter or month cannot be optional too", "leave out `optional`"),
    },
    "fact-record": {
        "zh": ("事实 `{name}` 是一条记录，事实只能是值或者记录的列表", "写 `列表`"),
        "en": ("the fact `{name}` is a record, but a fact is a value or a list of records", "write `list`"),
    },
    "fact-optional": {
        "zh": ("事实 `{name}` 不能可不填：没有给出的事实就是未知", "删去 `可不填`；只有记录中的项才可不填"),
        "en": (
            "the fact `{name}` cannot be optional: a fact that is not given is unknown",
            "leave out `optional`, which is for fields of records",
        ),
    },
    "fact-unused": {
        "zh": ("事实 `{name}` 没有用到", None),
        "en": ("the fact `{name}` is never used", None),
    },
    "range-of-names": {
        "zh": ("`{name}` 是{type}，没有大小，不能有范围", "删去范围"),
        "en": ("`{name}` is {type} and has no order, so that it has no range", "leave out the range"),
    },
    "parameter-type": {
        "zh": ("参数 `{name}` 应是数、金额、比例、时长或者日期，写的是{type}", None),
        "en": ("the parameter `{name}` has to be a number, money, a percentage, a period or a date, found {type}", None),
    },
    "parameter-empty": {
        "zh": ("参数 `{name}` 没有数值", "在下面写出公布日和数值，例如 `2022-08-22: 3.65%`"),
        "en": ("the parameter `{name}` has no values", "write days and values below, such as `2022-08-22: 3.65%`"),
    },
    "parameter-unused": {
        "zh": ("参数 `{name}` 没有用到", None),
        "en": ("the parameter `{name}` is never used", None),
    },
    "days-out-of-order": {
        "zh": ("`{day}` 不在前一行的日期之后", "按日期先后排列，一日只写一次"),
        "en": ("`{day}` is not after the day of the line before", "put the lines in the order of their days, each day once"),
    },
    "complete-before-last": {
        "zh": ("完整至 `{day}`，却有更晚的数值", "写不早于最后一行的日期"),
        "en": ("it is complete to `{day}`, but a later value is given", "write a day not before the last line"),
    },
    "constant-expected": {
        "zh": ("这里应写定一个{type}，`{text}` 不是", None),
        "en": ("{type} has to be written out here, `{text}` is not", None),
    },
    "definition-type": {
        "zh": ("定义 `{name}` 的值应是单个的值，写的是{type}", None),
        "en": ("the definition `{name}` has to give a single value, found {type}", None),
    },
    "definition-empty": {
        "zh": ("定义 `{name}` 没有内容", "写 `= …`，或者在下面缩进写条件"),
        "en": ("the definition `{name}` says nothing", "write `= …`, or conditions below"),
    },
    "definition-circle": {
        "zh": ("`{name}` 绕了一圈又用到自己：{way}", None),
        "en": ("`{name}` goes back to itself: {way}", None),
    },
    "definition-unused": {
        "zh": ("定义 `{name}` 没有用到", None),
        "en": ("the definition `{name}` is never used", None),
    },
    "validity-unused": {
        "zh": (
            "层次 `{name}` 的有效期写的是 `{validity}`，但 `持有` 的条件没有按 `{validity}` 计算",
            "核对两处哪一处有误；原文没有写有效期的，写 `未载明`",
        ),
        "en": (
            "the validity of the tier `{name}` is `{validity}`, but its `holds` condition does not count with `{validity}`",
            "see which of the two is wrong; where the document states no validity, write `unstated`",
        ),
    },
    "reading-options": {
        "zh": ("疑义 `{name}` 至少要有两个选项", None),
        "en": ("the reading `{name}` needs at least two options", None),
    },
    "reading-default": {
        "zh": ("采用的 `{name}` 不是选项之一，选项有：{known}", "是不是 `{nearest}`？"),
        "en": ("the default `{name}` is not one of the options, which are: {known}", "did you mean `{nearest}`?"),
    },
    "reading-default-missing": {
        "zh": ("疑义 `{name}` 没有写明采用哪个选项", "写 `采用: …`"),
        "en": ("the reading `{name}` does not say which option is taken", "write `default: …`"),
    },
    "reading-unused": {
        "zh": ("疑义 `{name}` 没有用到", "在受它影响的条件中写 `{name} 为 …`"),
        "en": ("the reading `{name}` is never used", "ask `{name} is …` where it matters"),
    },
    # units
    "unit-unknown": {
        "zh": ("没有声明单位 `{name}`", "是不是 `{nearest}`？"),
        "en": ("the unit `{name}` is not declared", "did you mean `{nearest}`?"),
    },
    "unit-unused": {
        "zh": ("单位 `{name}` 没有负责任何事项", "列入 责任单位 或者 由，否则删去"),
        "en": ("the unit `{name}` answers for nothing", "name it in `responsible` or `by`, or delete it"),
    },
    "unit-twice": {
        "zh": ("单位 `{name}` 写了两次", "删去一处"),
        "en": ("the unit `{name}` stands twice", "delete one of them"),
    },
    "unit-by-fact": {
        "zh": ("单位要按枚举的事实对应，`{name}` 是{type}", None),
        "en": ("a unit is resolved by a fact that is an enumeration, `{name}` is {type}", None),
    },
    "unit-member-missing": {
        "zh": ("单位 `{unit}` 没有写明这些值对应哪个单位：{members}", '每个值写一行，例如 `新会区: "新会区人民政府"`'),
        "en": ("the unit `{unit}` names no unit for: {members}", "write one line for each of them"),
    },
    "unit-member-without-fact": {
        "zh": ("单位 `{unit}` 没有写明按哪个事实对应", "写 `按 所在县区 对应:`"),
        "en": ("the unit `{unit}` does not say by which fact it is resolved", "write `resolved by … as follows:`"),
    },
    "inferred-without-reason": {
        "zh": ("推定的单位要说明理由", '写 `，因 "…"`'),
        "en": ("an inferred unit needs a reason", 'write `, because "…"`'),
    },
    # items
    "item-missing": {
        "zh": ("`{name}` 缺少{item}", None),
        "en": ("`{name}` lacks {item}", None),
    },
    "item-twice": {
        "zh": ("`{name}` 中有两处{item}", "删去一处"),
        "en": ("`{name}` has {item} twice", "delete one of them"),
    },
    "item-misplaced": {
        "zh": ("`{name}` 中不能有{item}", None),
        "en": ("`{name}` takes no {item}", None),
    },
    "quote-empty": {
        "zh": ("{item}没有引文", "在下面缩进，每行以 `|` 开头照录原文"),
        "en": ("{item} quotes nothing", "quote the source below, each line beginning with `|`"),
    },
    "policy-missing": {
        "zh": ("没有 `政策` 声明", '在文件开头写 `政策 名称 "标题":`'),
        "en": ("there is no `policy` declaration", 'begin the file with `policy name "title":`'),
    },
    "source-missing": {
        "zh": ("`{name}` 没有写明原文，引文无从核对", '写 `原文: "….txt"`，把文件的原文放在旁边'),
        "en": (
            "`{name}` names no source text, so that no quote can be held against it",
            'write `source: "….txt"`, and put the text of the document beside it',
        ),
    },
    "policy-twice": {
        "zh": ("一个文件只能有一个 `政策` 声明", "删去一处"),
        "en": ("a file has one `policy` declaration", "delete one of them"),
    },
    "language-unknown": {
        "zh": ("语言 `{language}` 不是 `zh` 或者 `en`", None),
        "en": ("the language `{language}` is neither `zh` nor `en`", None),
    },
    "supersession-unnamed": {
        "zh": ("没有写明是哪一份文件", '写文号，例如 `取代: "某府〔2020〕1号" 自 2022-08-01`'),
        "en": ("no document is named", 'write its number, such as `supersedes: "某府〔2020〕1号" since 2022-08-01`'),
    },
    "supersession-early": {
        "zh": ("{since} 起被取代，而本文件 {first} 才施行", "核对两个日期"),
        "en": ("it is superseded from {since}, and in force only from {first}", "check both days"),
    },
    "window-reversed": {
        "zh": ("期间从 `{first}` 至 `{last}`，末日在首日之前", "核对两个日期；写反了的，对调"),
        "en": (
            "the window from `{first}` to `{last}` ends before it begins",
            "check both days; swap them where they are the wrong way round",
        ),
    },
    "period-expected": {
        "zh": ("这里应是时长或者天数，写的是{type}", "例如 `3年`、`30天`"),
        "en": ("a period is expected here, found {type}", "such as `3 years`, `30 days`"),
    },
    "period-empty": {
        "zh": ("期间要长于零", None),
        "en": ("a period has to be longer than nothing", None),
    },
    "tier-unknown": {
        "zh": ("没有名为 `{name}` 的层次", "是不是 `{nearest}`？"),
        "en": ("there is no tier `{name}`", "did you mean `{nearest}`?"),
    },
    "count-positive": {
        "zh": ("数量要不小于 1", None),
        "en": ("a count has to be 1 or more", None),
    },
    "omit-without-reason": {
        "zh": ("不录要说明理由", '写 `不录 因 "…":`'),
        "en": ("an omission needs a reason", 'write `omit because "…":`'),
    },
    # what is promised
    "verb-missing": {
        "zh": ("`{name}` 没有写明动词", "条文中有：{said}"),
        "en": ("`{name}` has no verb", "the quote has: {said}"),
    },
    "verb-unknown": {
        "zh": ("`{verb}` 不是表示承诺程度的动词", "是不是 `{nearest}`？"),
        "en": ("`{verb}` is not a verb that promises anything", "did you mean `{nearest}`?"),
    },
    "verb-not-in-quote": {
        "zh": ("动词 `{verb}` 不在条文和引语中", "条文中有：{said}"),
        "en": ("the verb `{verb}` stands neither in the quote nor in the lead-in", "the quote has: {said}"),
    },
    "verb-cut": {
        "zh": ("条文写的是 `{longer}`，程度比 `{verb}` 弱", "写 `{longer}`"),
        "en": ("the quote says `{longer}`, which promises less than `{verb}`", "write `{longer}`"),
    },
    "amount-and-ceiling": {
        "zh": ("`{name}` 既有金额又有利率上限", "分成两个支持事项"),
        "en": ("`{name}` has both an amount and a rate ceiling", "make it two entitlements"),
    },
    "only-with-ceiling": {
        "zh": ("{item}只能同利率上限一起写", None),
        "en": ("{item} goes with a rate ceiling only", None),
    },
    "deadline-outside": {
        "zh": ("期限 `{day}` 不在政策施行期间内", None),
        "en": ("the deadline `{day}` is outside the time in which the policy is in force", None),
    },
    "recurrence-months": {
        "zh": ("周期 `{text}` 应是整年或者整月", "例如 `1年`、`6个月`"),
        "en": ("the recurrence `{text}` has to be whole years or months", "such as `1 year`, `6 months`"),
    },
    "recurrence-times": {
        "zh": ("每个周期至少一次", None),
        "en": ("it has to happen at least once", None),
    },
    # scenarios
    "fact-not-declared": {
        "zh": ("没有声明事实 `{name}`", "是不是 `{nearest}`？"),
        "en": ("the fact `{name}` is not declared", "did you mean `{nearest}`?"),
    },
    "reading-unknown": {
        "zh": ("没有名为 `{name}` 的疑义", "是不是 `{nearest}`？"),
        "en": ("there is no reading `{name}`", "did you mean `{nearest}`?"),
    },
    "entitlement-unknown": {
        "zh": ("没有名为 `{name}` 的支持事项", "是不是 `{nearest}`？"),
        "en": ("there is no entitlement `{name}`", "did you mean `{nearest}`?"),
    },
    "duty-expected": {
        "zh": ("`{name}` 是职责，不是支持事项", None),
        "en": ("`{name}` is a duty, not an entitlement", None),
    },
    "scenario-without-expectation": {
        "zh": ("试算没有写明应得的结果", "写 `应可享受: …`、`应不可享受: …` 等"),
        "en": ("the scenario expects nothing", "write `expect entitled: …`, `expect not entitled: …` or another expectation"),
    },
    "rows-missing": {
        "zh": ("`逐行` 下面没有行", "在下面缩进写出各行，如 `1000、40000万元: 大型`；不知道的写 `未知`"),
        "en": ("there are no rows below `each row`", "write the rows below, indented, such as `1000, 400 yuan: large`"),
    },
    "trial-cells": {
        "zh": (
            "这一行给出 {found} 项，`逐行` 后面写了 {expected} 项事实",
            "与各项事实一一对应，用 `、` 隔开；不知道的写 `未知`",
        ),
        "en": (
            "facts after `each row`: {expected}; values in this row: {found}",
            "write a value for each fact, separated by commas; `unknown` where it is not known",
        ),
    },
    "given-twice": {
        "zh": ("`{name}` 给出了两次", "删去一处"),
        "en": ("`{name}` is given twice", "delete one of them"),
    },
    "given-list": {
        "zh": ("`{name}` 是列表，要一项一项给出", "写 `{name} 一项: …`，一项也没有写 `{name}: 无`"),
        "en": ("`{name}` is a list and is given record by record", "write `{name} includes: …`, or `{name}: none`"),
    },
    "given-not-list": {
        "zh": ("`{name}` 是{type}，不是列表", "写 `{name}: …`"),
        "en": ("`{name}` is {type}, not a list", "write `{name}: …`"),
    },
    "given-series": {
        "zh": ("`{name}` {per}填报，要写明{which}", "写 `{name} {example}: …`"),
        "en": ("`{name}` has one value {per}, so that {which} has to be named", "write `{name} {example}: …`"),
    },
    "given-not-series": {
        "zh": ("`{name}` 是{type}，不是逐年、逐季或者逐月填报的", "写 `{name}: …`"),
        "en": ("`{name}` is {type}, and not per year, quarter or month", "write `{name}: …`"),
    },
    "given-year": {
        "zh": ("没有 {year} 这一年", None),
        "en": ("there is no year {year}", None),
    },
    "given-out-of-range": {
        "zh": ("`{value}` 不在声明的范围内", None),
        "en": ("`{value}` is outside the declared range", None),
    },
    "expected-no-amount": {
        "zh": ("`{name}` 没有写金额", None),
        "en": ("`{name}` has no amount", None),
    },
    "expected-no-ceiling": {
        "zh": ("`{name}` 没有写利率上限", None),
        "en": ("`{name}` has no rate ceiling", None),
    },
    "definition-expected": {
        "zh": ("`{name}` 不是定义，也不是评分，试算中不能写它应为多少", "事实的值写作 `{name}: …`"),
        "en": ("`{name}` is neither a definition nor a score", "the value of a fact is given by `{name}: …`"),
    },
    "expected-twice": {
        "zh": ("对 `{name}` 写了两种不同的结果", "删去一处"),
        "en": ("two different outcomes are expected of `{name}`", "delete one of them"),
    },
}
