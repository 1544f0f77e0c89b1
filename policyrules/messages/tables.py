"""Sentences of what can go wrong in a table or a score."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "label-takes-it": {"zh": ("已由这一行取去", None), "en": ("this row takes it", None)},
    # rows and their cells
    "table-empty": {
        "zh": ("表下面没有行", "在下面缩进写出各行"),
        "en": ("there are no rows below", "write the rows below, indented"),
    },
    "table-too-large": {
        "zh": ("各项取值的组合有 {count} 种，最多 {limit} 种", "把表拆成几张，或者减少一项"),
        "en": ("there are {count} combinations of values, more than {limit}", "split the table, or leave out a key"),
    },
    "cells-count": {
        "zh": ("这一行写了 {found} 项，表头有 {expected} 项", "与表头一一对应，用 `、` 隔开；不论什么都行的写 `任意`"),
        "en": (
            "this row has {found:cell|cells}, the heading has {expected:key|keys}",
            "write a cell for each key, separated by commas; `any` stands for anything",
        ),
    },
    "rows-differ": {
        "zh": ("前面各行是{one}，这一行是{other}", "各行的值写成同一种"),
        "en": ("the rows before give {one}, this one gives {other}", "let all rows give the same kind of value"),
    },
    "row-unreachable": {
        "zh": ("`{row}` 这一行永远轮不到", "前面的行已经包括了它；改各行的次序或者界限，或者删去这一行"),
        "en": (
            "the row `{row}` is never reached",
            "the rows before it take all of it: change their order or their bounds, or delete this row",
        ),
    },
    "bands-overlap": {
        "zh": ("`{row}` 与前面一行重叠：{value} 两行都有", "改界限，让每个值只属于一行"),
        "en": ("`{row}` overlaps an earlier row: {value} is in both", "change the bounds, so that each value is in one row"),
    },
    "bands-gap": {
        "zh": ("{values} 不在任何一行", "补上这一行，或者在最后写 `否则: …`"),
        "en": ("no row takes {values}", "add a row for it, or end with `else: …`"),
    },
    "band-empty": {
        "zh": ("`{first}` 与 `{last}` 之间没有值", "改界限，或者删去这一行"),
        "en": ("there is no value between `{first}` and `{last}`", "change the bounds, or delete this row"),
    },
    "boundary-open": {
        "zh": (
            "{value} 既属于 `{one}`，又属于 `{other}`",
            "在表头写 `边界取高`（两档中取较高的值）或者 `边界取低`，或者用 `不满`、`超过` 写明属于哪一档",
        ),
        "en": (
            "{value} belongs to `{one}` and to `{other}`",
            "write `boundary higher` (the higher of both values) or `boundary lower` in the heading, or say with `below` or "
            "`above` which band it is in",
        ),
    },
    "boundary-of-names": {
        "zh": ("表中的值是{type}，没有高低，不能写 `边界取高` 或者 `边界取低`", "用 `不满`、`超过` 写明界限属于哪一档"),
        "en": (
            "the rows give {type}, which is neither higher nor lower",
            "say with `below` or `above` which band a bound is in",
        ),
    },
    "table-without-else": {
        "zh": ("没有写各行都不符合时是多少", "在最后写 `否则: …`"),
        "en": ("it is not said what counts where no row holds", "end with `else: …`"),
    },
    "slices-of-one-number": {
        "zh": ("分段累计只能按一项金额或者数", "只写一项，例如 `按 研发费用[上年] 分段累计:`"),
        "en": ("slices are those of one number", "write one key, such as `by rd_expense[last year] in slices:`"),
    },
    "step-positive": {
        "zh": ("每满的数要大于零", None),
        "en": ("what is counted in full has to be above zero", None),
    },
    # codes
    "prefix-of-text": {
        "zh": ("只有文本才有开头几位，这里是{type}", "去掉 `前缀`，或者把事实声明为文本"),
        "en": ("only a text has a beginning, here is {type}", "leave out `prefix`, or declare the fact as a text"),
    },
    "code-empty": {
        "zh": ("代码是空的", '写出开头几位，例如 `"51"`'),
        "en": ("the code is empty", 'write its first characters, such as `"51"`'),
    },
    "code-band": {
        "zh": ("`{text}` 不是代码", '写 `"51"`、`"01" 至 "05"`，几个代码用 `或` 隔开'),
        "en": ("`{text}` is not a code", 'write `"51"` or `"01" to "05"`, several codes with `or` between them'),
    },
    "codes-uncounted": {
        "zh": ("`{first}` 至 `{last}` 不是一样长的数字", "写成位数相同的数字，或者把代码逐个写出来"),
        "en": ("`{first}` to `{last}` are not digits of the same length", "write as many digits, or each of the codes"),
    },
    "codes-many": {
        "zh": ("`{first}` 至 `{last}` 的代码太多，最多 {limit} 个", "只写开头几位"),
        "en": ("there are more than {limit} codes from `{first}` to `{last}`", "write their first digits only"),
    },
    # scores
    "score-empty": {
        "zh": ("`{name}` 下面没有指标", "在下面缩进写出 `指标 …`"),
        "en": ("`{name}` has no indicators", "write them below, indented: `indicator …`"),
    },
    "score-sum": {
        "zh": ("`{name}` 满分 {maximum}，各部分满分之和却是 {added} = {found}", "改满分，使之相等"),
        "en": (
            "`{name}` has a maximum of {maximum}, but the maxima of its parts add up to {added} = {found}",
            "change the maxima, so that they agree",
        ),
    },
    "figure-twice": {
        "zh": ("`{figure}` 写了两次", "删去一处"),
        "en": ("`{figure}` is written twice", "delete one of them"),
    },
    "figure-misplaced": {
        "zh": ("`{figure}` 不能写在 `{name}` 上", "评分写 `满分`、`合格线`，分项写 `满分`、`最低`，指标写 `满分`"),
        "en": (
            "`{figure}` does not belong to `{name}`",
            "a score has `maximum` and `pass`, a group `maximum` and `minimum`, an indicator `maximum`",
        ),
    },
    "figure-above": {
        "zh": ("`{figure}` 高于满分 {maximum}，永远达不到", None),
        "en": ("`{figure}` is above the maximum of {maximum}, and can never be reached", None),
    },
    "indicator-without-maximum": {
        "zh": ("指标 `{name}` 没有写 `满分`", "在名称后面写 `满分 …`"),
        "en": ("the indicator `{name}` has no `maximum`", "write `maximum …` after its name"),
    },
    "indicator-points": {
        "zh": ("指标 `{name}` 要有一处说明得多少分，这里有 {count} 处", "在下面写一张表，或者 `得分: …`"),
        "en": (
            "the indicator `{name}` is to say once how many points there are, here it is said {count} times",
            "write one table below, or `points: …`",
        ),
    },
    "points-above": {
        "zh": ("指标 `{name}` 最多可得 {points} 分，超过满分 {maximum}", "改分值或者满分"),
        "en": (
            "the indicator `{name}` gives up to {points:point|points}, above its maximum of {maximum}",
            "change one of them",
        ),
    },
    "points-below": {
        "zh": ("指标 `{name}` 可得 {points} 分，低于零分", "改分值"),
        "en": ("the indicator `{name}` gives {points:point|points}, below zero", "change the points"),
    },
    "points-unbounded": {
        "zh": (
            "看不出指标 `{name}` 的得分在 0 与满分 {maximum} 之间",
            "写明事实的范围（例如 `数 0 至 {maximum}`），或者写 `较大者(0, 较小者(…, {maximum}))`",
        ),
        "en": (
            "it cannot be seen that the points of `{name}` lie between 0 and its maximum of {maximum}",
            "declare the range of the fact (such as `number 0 to {maximum}`), or write `max(0, min(…, {maximum}))`",
        ),
    },
    "score-expected": {
        "zh": ("`合格` 问的是评分，`{text}` 不是评分", None),
        "en": ("only a score `is passed`, `{text}` is none", None),
    },
    "score-without-pass": {
        "zh": ("评分 `{name}` 没有写多少分合格", "在评分的名称后面写 `合格线 …`"),
        "en": ("the score `{name}` does not say when it is passed", "write `pass …` after its name"),
    },
    "part-unknown": {
        "zh": ("评分 `{score}` 中没有 `{name}`，有的是：{known}", "是不是 `{nearest}`？"),
        "en": ("the score `{score}` has no part `{name}`, it has: {known}", "did you mean `{nearest}`?"),
    },
}
