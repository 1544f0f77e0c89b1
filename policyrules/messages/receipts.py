"""Sentences of what can be wrong with a receipt that is to be verified."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "receipt-expected": {
        "zh": ("应为判定回执，实为 `{found}`", "回执由 `policyrules decide … --receipt 文件` 写成"),
        "en": (
            "expected the receipt of a decision, found `{found}`",
            "`policyrules decide … --receipt FILE` writes a receipt",
        ),
    },
    "receipt-other-schema": {
        "zh": (
            "应为 `{schema}` 格式的判定回执，实为 `{found}`",
            "请用写成该文件的那个版本的软件核验；判定结果本身不是回执",
        ),
        "en": (
            "expected a receipt of the form `{schema}`, found `{found}`",
            "verify it with the version of the software that wrote it; the document of a decision is no receipt",
        ),
    },
    "receipt-malformed": {
        "zh": ("回执中 `{place}` 一项不合格式", "请使用写成时的原文件"),
        "en": ("`{place}` of the receipt is not made as in a receipt", "use the file as it was written"),
    },
    "receipt-changed": {
        "zh": ("回执写成之后内容有改动，与其摘要不符", "请使用写成时的原文件"),
        "en": ("the receipt was changed after it was written: its digest is that of another", "use the file as it was written"),
    },
    "receipt-without-facts": {
        "zh": ("回执只留存了事实的摘要，核验时要重新提供事实", "加上 `--facts 文件`"),
        "en": ("the receipt keeps only a digest of the facts, so that they have to be given again", "add `--facts FILE`"),
    },
}
