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
    # what is given
    "amount-unstated": {
        "zh": ("`{name}` 没有载明金额，也没有上限", "写明出处的金额或者 `上限`；确实要另行规定的，写明由哪份文件规定"),
        "en": (
            "no amount of `{name}` is stated, and no maximum",
            "name the amount or a `cap` where one is stated; where another document is to say, name that document",
        ),
    },
}
