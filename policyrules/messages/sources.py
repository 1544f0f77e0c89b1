"""Sentences of what can go wrong when holding quotes against the source text."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "quote-not-in-source": {
        "zh": ("条文 `{quote}` 不在原文 {place} 中", "条文须照录原文，一字不改；空格和换行不计"),
        "en": (
            "the quote `{quote}` does not stand in {place} of the source",
            "quote the source word for word; white space does not count",
        ),
    },
    "quote-elsewhere": {
        "zh": ("条文 `{quote}` 不在 {place}，而在 {actual}", "把位置改为 `@{actual}`，或照录 {place} 的原文"),
        "en": ("the quote `{quote}` stands not in {place} but in {actual}", "write `@{actual}`, or quote {place}"),
    },
    "quote-differs": {
        "zh": ("条文 `{quote}` 与原文 {actual} 不一致：这里写的是 `{found}`，原文是 `{expected}`", "照录原文：`{right}`"),
        "en": (
            "the quote `{quote}` differs from {actual} of the source: `{found}` here, `{expected}` there",
            "quote the source: `{right}`",
        ),
    },
    "quote-adds": {
        "zh": ("条文 `{quote}` 比原文 {actual} 多了 `{found}`", "照录原文：`{right}`"),
        "en": ("the quote `{quote}` adds `{found}`, which {actual} of the source does not have", "quote the source: `{right}`"),
    },
    "quote-leaves-out": {
        "zh": ("条文 `{quote}` 比原文 {actual} 少了 `{expected}`", "照录原文：`{right}`"),
        "en": ("the quote `{quote}` leaves out `{expected}`, which {actual} of the source has", "quote the source: `{right}`"),
    },
    "quote-punctuation": {
        "zh": (
            "条文 `{quote}` 的标点与原文 {actual} 不一致：这里写的是 `{found}`，原文是 `{expected}`（全角、半角不同）",
            "照录原文：`{right}`",
        ),
        "en": (
            "the quote `{quote}` has other punctuation than {actual} of the source: `{found}` here, `{expected}` there",
            "quote the source: `{right}`",
        ),
    },
    "clause-unknown": {
        "zh": ("原文没有 `{place}` 这一处", "是否应为 `@{near}`"),
        "en": ("the source has no place `{place}`", "did you mean `@{near}`?"),
    },
    "clause-uncovered": {
        "zh": (
            "原文 {place} 的 `{text}` 没有编写完：`{rest}` 既没有条文引用，也没有说明不录",
            "用 `条文` 引用，或者用 `不录` 说明为何不编入",
        ),
        "en": (
            "`{text}` in {place} of the source is not encoded: nothing quotes or omits `{rest}`",
            "quote it, or `omit` it with a reason",
        ),
    },
    "title-not-in-source": {
        "zh": ("措施标题 `{title}` 不在原文 {place} 中", "原文该处写的是 `{heading}`"),
        "en": (
            "the title `{title}` of the measure does not stand in {place} of the source",
            "the source has there `{heading}`",
        ),
    },
    "policy-not-in-source": {
        "zh": ("`{text}` 不在原文中", "是否应为 `{near}`"),
        "en": ("`{text}` does not stand in the source", "did you mean `{near}`?"),
    },
    "date-not-in-source": {
        "zh": ("印发日期 {date} 在原文中找不到", None),
        "en": ("the day of issue {date} does not stand in the source", None),
    },
    "unit-not-in-source": {
        "zh": ("`{unit}` 不在原文 {place} 所列的责任单位中", "名称要与原文一致；原文没有写明的单位，用 `推定` 并说明理由"),
        "en": (
            "`{unit}` is not among the responsible units of {place} in the source",
            "its title has to be as in the source; a unit that the source does not name is `inferred`, with a reason",
        ),
    },
    "unit-left-out": {
        "zh": ("原文 {place} 的责任单位 `{unit}` 没有列入", "{how} `{names}`"),
        "en": ("of the responsible units of {place} in the source, the policy leaves out `{unit}`", "{how} `{names}`"),
    },
    "source-too-long": {
        "zh": ("原文超过 {limit} 字，其后的部分没有读", "把原文分成几个文件"),
        "en": ("the source is longer than {limit} characters and was not read to its end", "divide it into several files"),
    },
    "label-in-source": {
        "zh": ("原文在这里", None),
        "en": ("the source says so here", None),
    },
}
