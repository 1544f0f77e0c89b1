"""Sentences of the advice to drafters, and of what is wrong with allowing what it finds."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    # allowing what a check finds
    "allowance-unknown": {
        "zh": ("没有代码为 `{code}` 的建议可以允许", "是不是 `{nearest}`？"),
        "en": ("there is no advice `{code}` that could be allowed", "did you mean `{nearest}`?"),
    },
    "allowance-reason": {
        "zh": ("允许 `{code}` 没有写明理由", '写 `# 允许 {code} 因 "…"`，理由会列在报告里'),
        "en": ("no reason is given for allowing `{code}`", 'write `# allow {code} because "…"`; reports show the reason'),
    },
    "allowance-idle": {
        "zh": ("这里没有 `{code}` 可以允许", "已经改好的，删去这一行；写在别处的，移到它要管的那一行的末尾或者上面"),
        "en": (
            "there is nothing here that `{code}` would be said of",
            "delete this comment where all is mended; or move it to the end of the line that it is about, or above that line",
        ),
    },
    # who answers
    "unit-unstated": {
        "zh": ("措施 `{name}` 没有责任单位", "请文件的起草单位明确；能够从文件推断的，写 `推定` 并说明理由"),
        "en": (
            "nobody answers for the measure `{name}`",
            "let the author of the document name a unit; where one can be concluded, write `inferred` with the reason",
        ),
    },
    "unit-former-name": {
        "zh": (
            "单位 `{name}` 自 {since} 起称 `{title}`，而文件 {issued} 才印发",
            "与编制部门核对现行名称，请起草单位改用现行名称",
        ),
        "en": (
            "the unit `{name}` has been named `{title}` since {since}, before the document was issued on {issued}",
            "ask which name is in use now, and let the author of the document use it",
        ),
    },
    "unit-renamed": {
        "zh": (
            "单位 `{name}` 在施行期间更名：{since} 起称 `{title}`",
            '在下面缩进写 `{since} 起 称 "{title}"`，此后的结论就用新名称；先核对本地的名称和日期',
        ),
        "en": (
            "the unit `{name}` was renamed while the policy is in force: `{title}` since {since}",
            'write `{since} onwards named "{title}"` below it, and decisions after that day use the name; see first what it is '
            "called locally and since when",
        ),
    },
    "unit-exchanged": {
        "zh": ("`{name}` 对应的单位写成了 `{title}`，名称里是 `{other}`", "核对两行是否互换，写 `{name}` 自己的单位"),
        "en": (
            "the unit for `{name}` is `{title}`, which names `{other}`",
            "see whether two lines were exchanged, and write the unit of `{name}` itself",
        ),
    },
    # what is given
    "amount-unstated": {
        "zh": ("`{name}` 没有载明金额，也没有上限", "写明出处的金额或者 `上限`；确实要另行规定的，写明由哪份文件规定"),
        "en": (
            "no amount of `{name}` is stated, and no maximum",
            "name the amount or a `cap` where one is stated; where another document is to say, name that document",
        ),
    },
    "amount-missing": {
        "zh": ("条文写明 `{said}`，`{name}` 却没有写金额", "写 `金额: …`；原文没有写数额的，写 `金额: 未载明`"),
        "en": (
            "the quote says `{said}`, but `{name}` has no amount",
            "write `amount: …`, or `amount: unstated` where no figure is given",
        ),
    },
    "omission-promises": {
        "zh": ("不录的这一句写有 `{said}`，像是一项承诺", "编成支持事项或者职责；确实不产生权利义务的，允许时说明理由"),
        "en": (
            "the passage that is left out says `{said}`, which sounds like a promise",
            "make it an entitlement or a duty; where it gives nobody anything, allow it with the reason",
        ),
    },
    "cap-idle": {
        "zh": ("`{name}` 的上限不起作用：{what}", "核对上限和金额，多半是单位或者倍数写错"),
        "en": ("the cap of `{name}` changes nothing: {what}", "check both the cap and the amount; mostly a unit is wrong"),
    },
    "word-not-reached": {"zh": ("金额到不了上限", None), "en": ("the amount never comes to it", None)},
    "word-always-cut": {"zh": ("金额总是超过上限", None), "en": ("the amount is always above it", None)},
    # what is quoted
    "figure-unquoted": {
        "zh": (
            "`{name}` 的条文里没有 `{figure}`",
            "核对数字；数字出自另一句的，把那一句也写进 `条文`，或者写成有条文的定义；换了说法的，允许时说明理由",
        ),
        "en": (
            "the quote of `{name}` does not name `{figure}`",
            "check the figure; where another sentence names it, quote that too, or make it a definition with a quote",
        ),
    },
    "rows-reordered": {
        "zh": (
            "`{name}` 的各行与条文的次序不同，从 `{row}` 起对不上",
            "照条文的次序写各行，并核对每一档对应的数",
        ),
        "en": (
            "the rows of `{name}` stand in another order than in the quote, from `{row}` on",
            "put the rows in the order of the quote, and see that each has its own value",
        ),
    },
    # words
    "sum-zeros": {
        "zh": ("`{sum}` 要数零才看得清", "写 `{shorter}`"),
        "en": ("the zeros of `{sum}` have to be counted", "write `{shorter}`"),
    },
    "self-name": {
        "zh": ("文件里自称 {names}，与标题 `{title}` 不一致", "请起草单位统一用标题里的名称"),
        "en": (
            "the document calls itself {names}, which is not what its title `{title}` says",
            "let the author use the name in the title throughout",
        ),
    },
    "title-varies": {
        "zh": ("同一个称号有几种写法：{forms}", "请起草单位统一用认定文件中的写法"),
        "en": ("one title is written in several ways: {forms}", "let the author write it as the decision that grants it does"),
    },
    # periods
    "window-outside": {
        "zh": ("`{name}` 的期间超出政策的施行期间（{first} 至 {last}）", "核对日期；超出的部分不起作用"),
        "en": (
            "the window of `{name}` reaches beyond that of the policy ({first} to {last})",
            "check the days; what lies outside gives nothing",
        ),
    },
    "years-of-title": {
        "zh": ("标题写 {years} 年，施行期间却是 {first} 至 {last}", "请起草单位说明标题中的年份之后是否继续给予支持"),
        "en": (
            "the title says {years}, but the policy is in force from {first} to {last}",
            "let the author say whether support goes on after the years of the title",
        ),
    },
    "target-outside": {
        "zh": ("目标 `{name}` 的截至日 {day} 不在施行期间内（{first} 至 {last}）", "核对日期，或者说明届时由哪份文件考核"),
        "en": (
            "the target `{name}` is to be reached by {day}, when the policy is not in force ({first} to {last})",
            "check the day, or say which document the target is held against then",
        ),
    },
    "target-year": {
        "zh": (
            "目标 `{name}` 截至 {year} 年，条文里写的却是 {years} 年",
            "照条文改年份；截至日出自另一句的，把那一句也写进 `条文`",
        ),
        "en": (
            "the target `{name}` is for {year}, but its quote names {years}",
            "put in the year of the quote; where another sentence names the day, quote that too",
        ),
    },
    "title-outlives": {
        "zh": (
            "{last} 政策期满时，仍在有效期内的称号（{names}）是否继续享受，文件没有写明",
            "请起草单位写明期满后如何衔接，例如“有效期届满前继续享受”",
        ),
        "en": (
            "when the policy ends on {last}, titles ({names}) may still be valid; the document does not say what then holds",
            "let the author say what becomes of them, for instance that support continues until the title expires",
        ),
    },
    "label-title": {"zh": ("这个称号有有效期", None), "en": ("this title has a period of validity", None)},
    "parameter-late": {
        "zh": ("政策 {first} 施行当日，参数 `{name}` 的值还不知道", "补上施行以前公布的值，`完整至` 不早于施行日"),
        "en": (
            "no value of the parameter `{name}` is known on {first}, when the policy begins",
            "add the values published before, and let `complete to` be no earlier than that day",
        ),
    },
    # other documents
    "reference-later": {
        "zh": ("引用的 `{number}` 的年份晚于本文件的印发日 {issued}", "核对文号；尚未印发的文件不能作为依据"),
        "en": (
            "`{number}` bears a later year than {issued}, when this document was issued",
            "check the number; a document that is not issued yet is no basis",
        ),
    },
    "reference-superseded": {
        "zh": ("引用的 `{number}` 自 {since} 起由 `{by}` 取代", "请起草单位改引现行文件，并核对所引的内容是否还在"),
        "en": (
            "`{number}`, which is referred to, was replaced by `{by}` on {since}",
            "let the author refer to the document in force, and see whether it still says the same",
        ),
    },
    # conditions that stand together
    "condition-repeated": {
        "zh": ("同一个条件写了两次", "删去一处；原文列的是两个条件的，照原文改正其中一个"),
        "en": ("one condition stands twice", "delete one of them; or, where the document lists two, correct one of them"),
    },
    "condition-implied": {
        "zh": ("{kind}，这个条件不起作用", "核对数字和比较的方向；确属多余的，删去"),
        "en": (
            "{kind}, this condition changes nothing",
            "check the figures and which way they are compared; delete it where it is indeed idle",
        ),
    },
    "word-all": {"zh": ("要求同时满足时", None), "en": ("where all are required", None)},
    "word-any": {"zh": ("满足一项即可时", None), "en": ("where one is enough", None)},
    "label-by": {"zh": ("有这一个就够了", None), "en": ("this one is enough", None)},
    "label-with": {"zh": ("与这个条件相比", None), "en": ("compared with this one", None)},
    "condition-impossible": {
        "zh": ("要求同时满足的两个条件不可能同时满足", "核对数字和比较的方向；只需满足一项的，写 `符合下列条件之一`"),
        "en": (
            "two conditions that are both required can never hold together",
            "check the figures and which way they are compared; write `any of` where one is enough",
        ),
    },
    "condition-exhaustive": {
        "zh": ("满足一项即可的两个条件，总有一个满足", "核对数字和比较的方向；要求同时满足的，写 `符合下列全部条件`"),
        "en": (
            "of two conditions of which one is enough, one always holds",
            "check the figures and which way they are compared; write `all of` where both are required",
        ),
    },
    "condition-unlabelled": {
        "zh": ("这一组 {all} 行中有 {count} 行没有标签", "在行首写标签，如 `营业收入: …`；说明理由时用标签称呼它"),
        "en": (
            "of the {all} lines of this block {count} have no label",
            "begin the line with a label, such as `revenue: …`; explanations call it by that",
        ),
    },
    # what can be reached
    "tier-unreachable": {
        "zh": ("没有企业能够{what} `{name}`", "核对其中的条件，尤其是数字和事实的范围"),
        "en": ("no enterprise can {what} `{name}`", "check its conditions, above all their figures and the ranges of facts"),
    },
    "word-held": {"zh": ("持有", None), "en": ("hold", None)},
    "word-qualified": {"zh": ("达到", None), "en": ("qualify for", None)},
    "label-never": {"zh": ("这个条件总不满足", None), "en": ("this condition never holds", None)},
    "entitlement-unreachable": {
        "zh": ("没有企业能够享受 `{name}`", "核对其中的条件，尤其是数字和事实的范围"),
        "en": (
            "no enterprise can be entitled to `{name}`",
            "check its conditions, above all their figures and the ranges of facts",
        ),
    },
    "entitlement-unconditional": {
        "zh": ("`{name}` 没有条件，谁都可以享受", "条文限定了对象的，写 `对象` 或者 `条件`"),
        "en": ("`{name}` has no condition, so that everybody gets it", "write `beneficiaries` or `when` as the quote has it"),
    },
    "property-idle": {
        "zh": ("普遍要求 `{name}` 不适用于任何企业，等于没有要求", "核对 `条件` 和 `期间`，尤其是数字和事实的范围"),
        "en": (
            "the property `{name}` applies to no enterprise and requires nothing",
            "check what stands under `when` and `window`, above all its figures and the ranges of facts",
        ),
    },
    "condition-fixed": {
        "zh": ("无论事实如何，`{text}` {what}", "核对数字、比较的方向和事实声明的范围"),
        "en": (
            "whatever the facts are, `{text}` {what}",
            "check the figure, which way it is compared, and the declared range of the fact",
        ),
    },
    "word-always": {"zh": ("总是满足", None), "en": ("always holds", None)},
    "word-never": {"zh": ("总不满足", None), "en": ("never holds", None)},
    # readings
    "reading-idle": {
        "zh": ("疑义 `{name}` 怎样理解，结论都一样", "写清它影响哪个条件；确实没有影响的，删去，在提示里说明"),
        "en": (
            "whichever way `{name}` is read, all decisions are the same",
            "ask for it in the condition that it bears on; or delete it, and tell of it in a note",
        ),
    },
    "reading-alike": {
        "zh": ("疑义 `{name}` 的选项 {options} 结论都一样：没有条件区分它们", "在受它影响的条件里写明每个选项"),
        "en": (
            "no condition tells apart the options {options} of `{name}`",
            "ask for each of them in the condition that the reading bears on",
        ),
    },
    "reading-untried": {
        "zh": ("没有试算采用疑义 `{name}` 的选项 `{option}`", "加一个试算，写 `读法: {name} 为 {option}`"),
        "en": (
            "no scenario takes the option `{option}` of `{name}`",
            "add one with the line `take reading: {name} is {option}`",
        ),
    },
    # scenarios
    "scenario-none": {
        "zh": ("政策 `{name}` 没有试算", "至少为每个支持事项写应可享受、应不可享受和应未定的试算各一个"),
        "en": (
            "the policy `{name}` carries no scenario",
            "write at least one each in which an entitlement is given, refused and open",
        ),
    },
    "entitlement-untried": {
        "zh": ("没有 `{name}` {missing}的试算", "加试算；缺什么事实时应未定，最容易漏"),
        "en": ("no scenario shows `{name}` {missing}", "add one; that facts are missing is forgotten most easily"),
    },
    "word-entitled": {"zh": ("应可享受", None), "en": ("given", None)},
    "word-not_entitled": {"zh": ("应不可享受", None), "en": ("refused", None)},
    "word-undetermined": {"zh": ("应未定", None), "en": ("open", None)},
    "tier-untried": {
        "zh": ("没有层次 `{name}` {missing}的试算", "加试算，写 `应持有`、`应不持有`、`应达标`、`应不达标`"),
        "en": (
            "no scenario shows the tier `{name}` {missing}",
            "add one with `expect holds`, `expect holds not`, `expect qualifies` or `expect qualifies not`",
        ),
    },
    "word-holds": {"zh": ("应持有", None), "en": ("held", None)},
    "word-holds_not": {"zh": ("应不持有", None), "en": ("not held", None)},
    "word-qualifies": {"zh": ("应达标", None), "en": ("reached", None)},
    "word-qualifies_not": {"zh": ("应不达标", None), "en": ("missed", None)},
    "threshold-untried": {
        "zh": ("`{text}`：没有试算恰好取 {limits}", "加一个恰好在界限上的试算，看这个数本身算不算在内"),
        "en": (
            "no scenario stands exactly at {limits} in `{text}`",
            "add one at the limit, which shows whether the number itself is included",
        ),
    },
    "threshold-one-sided": {
        "zh": ("`{text}`：没有试算{missing}", "加一个落在另一边的试算"),
        "en": ("`{text}`: no scenario {missing}", "add one on the other side"),
    },
    "word-met": {"zh": ("满足它", None), "en": ("meets it", None)},
    "word-failed": {"zh": ("不满足它", None), "en": ("fails it", None)},
    "scenario-twice": {
        "zh": ("同一天、同样的事实试算了两次", "合并成一个，或者改正其中一处事实"),
        "en": ("the same facts on the same day are tried twice", "make them one, or correct a fact in one of them"),
    },
    # what is declared
    "fact-idle": {
        "zh": ("事实 `{name}` 不影响任何结论", "不需要的，删去，少让企业填一项；需要的，写进条件"),
        "en": (
            "the fact `{name}` decides nothing",
            "delete it, and an enterprise has less to tell; or ask for it in a condition",
        ),
    },
    "field-idle": {
        "zh": ("记录 `{record}` 的 `{name}` 没有条件用到", "不需要的，删去，少让企业填一项；需要的，写进条件"),
        "en": (
            "no condition looks at `{name}` of the record `{record}`",
            "delete it, and an enterprise has less to tell; or ask for it in a condition",
        ),
    },
    "fact-unbounded": {
        "zh": ("事实 `{name}` 没有写范围", "写范围，例如 `0元 至 10万亿元`；填错单位的当时就能发现，没有填的也能判得更准"),
        "en": (
            "the fact `{name}` has no range",
            "write one, such as `0 yuan to 1000000000 yuan`: a wrong unit is then noticed, and less stays open",
        ),
    },
    "member-unmentioned": {
        "zh": ("枚举 `{name}` 中的 {members} 没有条件用到，填了也没有结果", "补上它们的条件或者层次；不需要的，删去"),
        "en": (
            "no condition mentions {members} of `{name}`, so that nothing comes of them",
            "add the conditions or tiers that they are for, or delete them",
        ),
    },
    "definition-hidden": {
        "zh": ("定义 `{name}` 没有标题，又只用了一次，说明理由时只看得到名称", "写上标题，或者把条件直接写在用到的地方"),
        "en": (
            "the definition `{name}` has no title and is used once; an explanation shows but its name",
            "give it a title, or write the condition where it is used",
        ),
    },
    # when duties fall due
    "duty-untimed": {
        "zh": ("条文写明 `{said}`，职责 `{name}` 却没有写期限或者周期", "写 `周期: 每 1年 1 次 自 …` 或者 `期限: …`"),
        "en": (
            "the quote says `{said}`, but the duty `{name}` has neither a deadline nor a recurrence",
            "write `recurrence: each 1 year 1 times since …` or `deadline: …`",
        ),
    },
    "recurrence-differs": {
        "zh": ("条文写的是 `{said}`，职责 `{name}` 的周期与它不同", "照条文改正周期"),
        "en": ("the quote says `{said}`, which is not how often `{name}` recurs", "correct the recurrence"),
    },
    "deadline-unquoted": {
        "zh": ("条文里没有 {year} 年，`{name}` 的期限无从核对", "引用写明期限的那一句；期限是推断的，允许时说明理由"),
        "en": (
            "no quote of `{name}` names {year}, so that its deadline cannot be checked",
            "quote the sentence that names the day; where it is concluded, allow it with the reason",
        ),
    },
}
