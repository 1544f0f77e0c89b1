"""Advice on what is given in money.

In: a policy. Out: awards of which nobody can say how much they are, and promises of money that are not encoded as such.
"""

import re
from collections.abc import Iterator

from policyrules.checking.policy import item
from policyrules.core.items import quotes
from policyrules.diagnostics import Diagnostic
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast

#: Words by which a document promises money, and those by which it does so in what is left out.
_MONEY = re.compile(
    r"给予[^。;；,，]{0,20}(?:奖励|补助|补贴|资助|奖补|贴息)|奖励[^。;；,，]{0,8}[0-9.]+\s*万?元"
    r"|(?:award|grant|reimburse|subsidi[sz]e)\w*[^.;]{0,60}(?:yuan|per cent|money)",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    "给予|奖励[0-9]|补助|补贴|资助|贴息|减免|免征|优先安排|优先推荐|可享受|shall (?:award|grant|reimburse|pay|receive)",
    re.IGNORECASE,
)
_HEADING = re.compile("标题|题目|heading|title", re.IGNORECASE)


def amount_unstated(subject: Subject) -> Iterator[Diagnostic]:
    """Find awards whose amount the document does not state, nor a maximum."""
    for _, part in subject.promises:
        amount = item(part.items, "amount")
        is_unstated = isinstance(amount, ast.ExpressionItem) and isinstance(amount.value, ast.Unstated)
        if amount is not None and is_unstated and item(part.items, "cap") is None:
            yield advice("amount-unstated", amount, name=part.name.name)


def amount_missing(subject: Subject) -> Iterator[Diagnostic]:
    """Find entitlements whose quote promises money, and that have neither an amount nor a rate."""
    for _, part in subject.promises:
        if isinstance(part, ast.Entitlement) and all(item(part.items, key) is None for key in ("amount", "rate_ceiling")):
            said = next((match for text in quotes(part.items, "quote") if (match := _MONEY.search(text))), None)
            if said is not None:
                yield advice("amount-missing", part.name, name=part.name.name, said=said[0])


def omission_promises(subject: Subject) -> Iterator[Diagnostic]:
    """Find passages that are left out although they promise something, and are no headings."""
    for omission in subject.checked.all(ast.Omit):
        is_heading = omission.because is not None and _HEADING.search(omission.because.text)
        for quote in omission.quotes:
            match = _PROMISES.search(quote.text)
            if match is not None and not is_heading:
                yield advice("omission-promises", quote, said=match[0])
