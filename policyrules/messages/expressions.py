"""Sentences of what can go wrong in an expression: names, types and units."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    # exceptions
    "exception-twice": {
        "zh": ("这项定义有两个例外都叫 `{name}`", "给其中一个换一个名称"),
        "en": ("two exceptions to this definition are called `{name}`", "give one of them another name"),
    },
    "exceptions-many": {
        "zh": ("`{name}` 有 {count} 个例外，最多 {limit} 个", "写成一张表"),
        "en": ("`{name}` has {count} exceptions, more than {limit}", "write a table"),
    },
    "exception-unknown": {
        "zh": ("`{of}` 没有名为 `{name}` 的例外", "是不是 `{nearest}`？"),
        "en": ("`{of}` has no exception `{name}`", "did you mean `{nearest}`?"),
    },
    "exception-circle": {
        "zh": ("例外互相优先：{way}", "看清文件让哪一个优先，只留那一句 `优先于`"),
        "en": (
            "the exceptions override each other: {way}",
            "see which one the document puts first, and keep that `overrides` only",
        ),
    },
    "exception-of-optional": {
        "zh": ("`{name}` 可以不填，不能有例外", "去掉 `可不填`，或者用 `未填则` 写明没有填写时的值"),
        "en": (
            "`{name}` may be left out, and so takes no exceptions",
            "delete `optional`, or say by `otherwise` what counts where it is left out",
        ),
    },
    # what a name means
    "name-unknown": {
        "zh": ("没有声明 `{name}`", "是不是 `{nearest}`？"),
        "en": ("`{name}` is not declared", "did you mean `{nearest}`?"),
    },
    "name-without-spaces": {
        "zh": ("没有声明 `{name}`，像是几个词连着写了", "词与词之间空一格：`{spaced}`"),
        "en": (
            "`{name}` is not declared; it looks like several words written without spaces",
            "put spaces between the words: `{spaced}`",
        ),
    },
    "name-ambiguous": {
        "zh": ("`{name}` 既是记录中的一项，又另有声明，不知道指哪一个", "给记录取个名字，例如：中有一项 甲: 甲.{name}"),
        "en": (
            "`{name}` is a field of the record and is declared elsewhere too, so that it may mean either",
            "name the record, for instance: has one r: r.{name}",
        ),
    },
    "member-unknown": {
        "zh": ("`{name}` 不是 `{enum}` 之一，`{enum}` 有：{known}", "是不是 `{nearest}`？"),
        "en": ("`{name}` is not one of `{enum}`, which has: {known}", "did you mean `{nearest}`?"),
    },
    "member-ambiguous": {
        "zh": ("`{name}` 在几个枚举中都有，不知道指哪一个", "写成与枚举类型的事实或者记录中的项作比较"),
        "en": (
            "`{name}` is a member of several enumerations, so that it may mean either",
            "compare it with a fact or field of the enumeration that is meant",
        ),
    },
    "member-in-quotes": {
        "zh": ("`{enum}` 的值不加引号，这里写的是文本“{name}”", "写 `{name}`"),
        "en": ('a member of `{enum}` is written without quotation marks, here is the text "{name}"', "write `{name}`"),
    },
    "tier-as-value": {
        "zh": ("`{name}` 是层次，不能直接当作条件", "写 `持有 {name}`"),
        "en": ("`{name}` is a tier, which is not a condition by itself", "write `holds {name}`"),
    },
    "field-unknown": {
        "zh": ("记录 `{record}` 中没有 `{name}`，有的是：{known}", "是不是 `{nearest}`？"),
        "en": ("the record `{record}` has no `{name}`, it has: {known}", "did you mean `{nearest}`?"),
    },
    "field-of-list": {
        "zh": ("`{name}` 是列表，不知道要取哪一项的 `{field}`", "写 `{name} 中有一项 甲: 甲.{field} …`"),
        "en": ("`{name}` is a list, so that it is open whose `{field}` is meant", "write `{name} has one r: r.{field} …`"),
    },
    "field-of-value": {
        "zh": ("要从记录中取 `{field}`，这里却是{type}", None),
        "en": ("`{field}` is taken from a record, here is {type}", None),
    },
    "variable-taken": {
        "zh": ("`{name}` 已另有所指，不能再用来称呼记录或者参数", "换一个名称，例如 `甲`"),
        "en": (
            "`{name}` already means something, and cannot be the name of a record or an argument too",
            "choose another name",
        ),
    },
    "function-unknown": {
        "zh": ("没有名为 `{name}` 的函数", "是不是 `{nearest}`？"),
        "en": ("there is no function `{name}`", "did you mean `{nearest}`?"),
    },
    "function-without-arguments": {
        "zh": ("`{name}` 是函数，要写出它的参数", "写 `{name}(…)`"),
        "en": ("`{name}` is a function and needs its arguments", "write `{name}(…)`"),
    },
    "call-of-value": {
        "zh": ("`{name}` 不是函数，后面不能有括号", "去掉括号"),
        "en": ("`{name}` is not a function and takes no arguments", "leave out the brackets"),
    },
    "arguments-count": {
        "zh": ("`{name}` 应有 {expected} 个参数，这里有 {found} 个", None),
        "en": ("`{name}` takes {expected:argument|arguments}, not {found}", None),
    },
    "parameter-unknown": {
        "zh": ("没有名为 `{name}` 的参数(按日公布的数值)", "是不是 `{nearest}`？"),
        "en": ("there is no dated parameter `{name}`", "did you mean `{nearest}`?"),
    },
    "parameter-expected": {
        "zh": ("`{name}` 不是按日公布的参数，不能取某一日的值", "去掉“于 …”"),
        "en": ("`{name}` is not a dated parameter and has no value on a day", "leave out `at …`"),
    },
    # what goes together
    "type-mismatch": {
        "zh": ("这里应是{expected}，写的是{found}", None),
        "en": ("{expected} is expected here, found {found}", None),
    },
    "unit-missing": {
        "zh": ("数 `{number}` 没有单位，这里应是{type}", "写 {fixed}"),
        "en": ("the number `{number}` has no unit, {type} is expected here", "write {fixed}"),
    },
    "comparison-types": {
        "zh": ("{left}与{right}不能比较", "两边应是同一种量"),
        "en": ("{left} cannot be compared with {right}", "both sides have to be of one kind"),
    },
    "money-with-percent": {
        "zh": ("{left}与{right}不能比较", "比例要同比例比：两个金额相除，例如 `研发费用 / 营业收入`"),
        "en": (
            "{left} cannot be compared with {right}",
            "compare shares: divide one sum of money by another, such as `rd_expense / revenue`",
        ),
    },
    "money-and-percent": {
        "zh": ("{left}与{right}不能相加减", "金额的一部分用乘法，例如 `营业收入 * 3%`"),
        "en": (
            "{left} and {right} cannot be added or subtracted",
            "a part of a sum of money is a product, such as `revenue * 3%`",
        ),
    },
    "arithmetic-types": {
        "zh": ("{left} {operator} {right} 没有意义", None),
        "en": ("{left} {operator} {right} has no meaning", None),
    },
    "order-of-names": {
        "zh": ("{type}没有大小、先后之分", "用 `为` 或者 `属于`"),
        "en": ("{type} has no order of larger and smaller", "use `is` or `in`"),
    },
    "number-expected": {
        "zh": ("这里应是数、金额、比例、时长或者日期，写的是{type}", None),
        "en": ("a number, money, a percentage, a period or a date is expected here, found {type}", None),
    },
    "sum-of": {
        "zh": ("{type}不能合计", None),
        "en": ("{type} cannot be summed", None),
    },
    "condition-expected": {
        "zh": ("这里应是条件，写的是{type}", "写成比较，例如 `… 为 …`、`… 不低于 …`"),
        "en": ("a condition is expected here, found {type}", "make it a comparison, such as `… is …`, `… not below …`"),
    },
    "branches-differ": {
        "zh": ("两种情形的值不是同一种量：一个是{left}，一个是{right}", None),
        "en": ("both cases have to give one kind of value, here are {left} and {right}", None),
    },
    "comparison-constant": {
        "zh": ("`{text}` 的两边都是写定的值，结果永远一样", None),
        "en": ("both sides of `{text}` are fixed, so that it always comes out the same", None),
    },
    "range-reversed": {
        "zh": ("`{first}` 至 `{last}`：末端在始端之前", "把两端对调"),
        "en": ("`{first}` to `{last}` ends before it begins", "swap both ends"),
    },
    "division-by-zero": {
        "zh": ("不能除以零", None),
        "en": ("this divides by zero", None),
    },
    "unstated-without-type": {
        "zh": ("看不出这里未载明的是什么", "`未载明` 用于金额、利率上限、有效期等处"),
        "en": ("it cannot be told what is unstated here", "`unstated` stands for an amount, a rate ceiling, a validity"),
    },
    "discretion-without-type": {
        "zh": ("看不出这里待定的是什么", '写明范围，例如 `待定 "市政府" 0元 至 50万元`，或者给定义写明类型'),
        "en": (
            "it cannot be told what is left to be decided here",
            'write a range, such as `left to "the city" 0 yuan to 5 yuan`, or declare the type of the definition',
        ),
    },
    "decided-field": {
        "zh": ("记录中的 `{name}` 不能写由谁评定", "只有 `事实` 下的项才能写；删去 `由 … 评定`"),
        "en": ("the field `{name}` of a record cannot be left to a body", "only a fact can be; leave it out"),
    },
    "year-as-period": {
        "zh": ("`{year}` 作为期间太长，像是年份", "年份写 `{year}`，日期写 `{year}-01-01`"),
        "en": ("`{year}` is too long for a period and looks like a year", "write the year `{year}`, or a date `{year}-01-01`"),
    },
    # lists, series, optional fields
    "list-as-value": {
        "zh": ("列表不能直接当作一个值用", "问其中的项，例如：中有一项: …，中的项数: …"),
        "en": ("a list is not a single value", "ask about its records, such as: has one: …, has number: …"),
    },
    "list-expected": {
        "zh": ("`{name}` 不是列表", None),
        "en": ("`{name}` is not a list", None),
    },
    "record-as-value": {
        "zh": ("`{name}` 是一条记录，不能直接当作一个值用", "取其中一项，例如 `{name}.…`"),
        "en": ("`{name}` is a record and not a single value", "take one of its fields, such as `{name}.…`"),
    },
    "series-without-year": {
        "zh": ("`{name}` {per}填报，要写明{which}", "写 `{name}[{last}]` 或者 `{name}[{this}]`"),
        "en": (
            "`{name}` has one value {per}, so that {which} has to be named",
            "write `{name}[{last}]` or `{name}[{this}]`",
        ),
    },
    "year-of-value": {
        "zh": ("`{name}` 不是逐年、逐季或者逐月填报的，不能取某一期", "去掉方括号"),
        "en": ("`{name}` has no values per year, quarter or month", "leave out the square brackets"),
    },
    "optional-expected": {
        "zh": ("`{name}` 必填，不会未填", "只有 `可不填` 的项才能问是否未填"),
        "en": ("`{name}` is never left out", "only an `optional` field can be absent"),
    },
    "at-least-none": {
        "zh": ("至少符合 0 项，永远成立", "写一个不小于 1 的数"),
        "en": ("at least 0 is always so", "write a number of 1 or more"),
    },
    "at-least-of": {
        "zh": ("下面有 {lines} 项，不能要求至少符合 {count} 项", "写 1 至 {lines} 之间的数"),
        "en": ("at least {count} cannot be asked of {lines:line|lines}", "write a number from 1 to {lines}"),
    },
    "block-empty": {
        "zh": ("下面没有条件", "在下面缩进写出各项条件"),
        "en": ("there are no conditions below", "write the conditions below, indented"),
    },
    "label-twice": {
        "zh": ("同一段中有两行都叫 `{name}`", "换一个名称"),
        "en": ("two lines of this block are called `{name}`", "choose another name"),
    },
}
