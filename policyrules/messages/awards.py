"""Sentences of what can go wrong with awards and the rules over them."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "label-other-rule": {"zh": ("另一条规则在这里", None), "en": ("the other rule is here", None)},
    "item-per_record": {"zh": ("`对每个`", None), "en": ("`for each`", None)},
    "item-cap": {"zh": ("`上限`", None), "en": ("`cap`", None)},
    "item-item_cap": {"zh": ("`每项上限`", None), "en": ("`cap per item`", None)},
    "item-yearly_cap": {"zh": ("`年度上限`", None), "en": ("`cap per year`", None)},
    "item-received": {"zh": ("`已获`", None), "en": ("`already received`", None)},
    "item-on_top_of": {"zh": ("`加成`", None), "en": ("`on top of`", None)},
    "item-excludes": {"zh": ("`不得兼得`", None), "en": ("`not together with`", None)},
    "item-stages": {"zh": ("`分期支付`", None), "en": ("`paid in stages`", None)},
    "item-schedule": {"zh": ("`分年`", None), "en": ("`schedule`", None)},
    "item-highest_only": {"zh": ("`就高不重复`", None), "en": ("`highest only`", None)},
    "item-choose_one": {"zh": ("`择一申报`", None), "en": ("`choose one`", None)},
    "item-total_cap": {"zh": ("`合计上限`", None), "en": ("`total cap`", None)},
    "item-top_up": {"zh": ("`补差`", None), "en": ("`difference only`", None)},
    # one award
    "only-with-amount": {
        "zh": ("`{name}` 没有写金额，{item}无从谈起", "加一行 `金额: …`，原文没有写的写 `金额: 未载明`"),
        "en": ("`{name}` has no amount that {item} could be about", "add `amount: …`, or `amount: unstated`"),
    },
    "only-per-record": {
        "zh": ("`{name}` 不是逐项判定的，{item}无从谈起", "加一行 `对每个: …`，或者改写 `上限`"),
        "en": ("`{name}` is not decided record by record, which {item} is about", "add `for each: …`, or write `cap`"),
    },
    "yearly-cap-date": {
        "zh": ("`{name}` 不是每一项的日期，分不出哪些项在同一年", "写记录中的日期，例如 `甲.验收日`"),
        "en": (
            "`{name}` is not a date of each record, so that nothing tells which records fall in one year",
            "write a date of the record, such as `r.accepted`",
        ),
    },
    "cap-positive": {
        "zh": ("这里的金额应大于零，写的是 `{text}`", None),
        "en": ("an amount above zero is expected here, found `{text}`", None),
    },
    "schedule-empty": {
        "zh": ("分年没有写各年的比例", "在下面缩进写，例如 `第 1年 至 第 2年: 80%`"),
        "en": ("the schedule has no shares", "write them below, indented, such as `year 1 to year 2: 80%`"),
    },
    "schedule-years": {
        "zh": ("第 {first}年 至 第 {last}年 不成一段：年数从 1 起，末年不早于首年", None),
        "en": (
            "year {first} to year {last} is no stretch of years: they count from 1, and the last is not before the first",
            None,
        ),
    },
    "schedule-gap": {
        "zh": ("第 {year}年 没有写比例，下一行从第 {first}年 起", "补上这一年，这一年不给的写 0%"),
        "en": (
            "no share is written for year {year}; the next row begins with year {first}",
            "write that year too, with 0% if nothing is due in it",
        ),
    },
    "schedule-overlap": {
        "zh": ("这一行从第 {first}年 起，与上一行重叠，应从第 {year}年 起", None),
        "en": ("this row begins with year {first} and overlaps the one before; it has to begin with year {year}", None),
    },
    "share-range": {
        "zh": ("比例应大于 0%，不超过 100%，写的是 `{text}`", None),
        "en": ("a share is above 0% and at most 100%, found `{text}`", None),
    },
    "stages-empty": {
        "zh": ("分期支付没有写各期", "在下面缩进写，例如 `验收后: 70%`"),
        "en": ("there are no stages", "write them below, indented, such as `on completion: 70%`"),
    },
    "stage-twice": {
        "zh": ("两期都叫 `{name}`", "换一个名称"),
        "en": ("two stages are called `{name}`", "choose another name"),
    },
    "stages-sum": {
        "zh": ("各期合计为 {total}，应为 100%", None),
        "en": ("the stages add up to {total} and not to 100%", None),
    },
    "award-twice": {
        "zh": ("`{name}` 写了两次", "删去一处"),
        "en": ("`{name}` is named twice", "delete one of them"),
    },
    "award-contradiction": {
        "zh": ("既以享受 `{name}` 为前提，又不得与它兼得，永远不能成立", "删去一处"),
        "en": ("this is given only on top of `{name}` and never together with it", "delete one of them"),
    },
    "total-of-nothing": {
        "zh": ("没有支持事项写了金额，无从合计", None),
        "en": ("no entitlement has an amount, so that there is no total", None),
    },
    # rules over several awards
    "rule-award-elsewhere": {
        "zh": ("`{name}` 不在这一措施中，这里的规则管不到它", "把规则写到政策之下，或者删去 `{name}`"),
        "en": (
            "`{name}` is not below this measure, which the rule is about",
            "write the rule at the policy, or leave `{name}` out",
        ),
    },
    "rule-of-too-few": {
        "zh": ("{item}至少要有 {count} 项有金额的支持事项", None),
        "en": ("{item} needs {count} or more entitlements with an amount", None),
    },
    "rules-cross": {
        "zh": (
            "两条规则交叉：`{first}` 与 `{second}` 有共同的支持事项，而 `{name}` 只受其中一条约束",
            "让一条规则包含另一条的全部支持事项，或者互不相干",
        ),
        "en": (
            "two rules cross: `{first}` and `{second}` have awards in common, and only one of them governs `{name}`",
            "let one rule govern all awards of the other, or none of them",
        ),
    },
    "rule-twice": {
        "zh": ("对同样的支持事项已有一条同类规则", "删去一条"),
        "en": ("there is a rule of this kind for the same awards", "delete one of them"),
    },
    "rules-too-deep": {
        "zh": ("规则一层套一层，超过 {limit} 层", "减少规则"),
        "en": ("rules stand in one another more than {limit} deep", "write fewer of them"),
    },
    "rules-contradict": {
        "zh": (
            "两份政策对同样的支持事项规定不一：`{first}` 与 `{second}`，已获的金额扣不扣、扣几次，两处说法不同",
            "按哪一份政策办，就只留那一份的规则",
        ),
        "en": (
            "two policies rule differently over the same awards: `{first}` and `{second}`; what was received is taken off by "
            "one of them, or twice",
            "keep the rule of the policy that is to be followed",
        ),
    },
}
