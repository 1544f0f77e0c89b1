"""Advice on how things are written and what they are called.

In: a policy. Out: sums with zeros that a larger unit would save, and things that have more than one name.
"""

import re
from collections.abc import Iterator

from policyrules.checking.graphs import walk
from policyrules.diagnostics import Diagnostic
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast
from policyrules.values.quantity import MONEY_UNITS, decimal_text

#: The units that a sum is best written in, and the decimals that it may have there.
_UNITS = ("亿元", "万元", "元")
_DECIMALS = 2

#: What official documents call themselves, the longer before the shorter.
_KINDS = (
    "实施方案|工作方案|行动方案|行动计划|实施细则|实施办法|暂行办法|管理办法|若干措施|若干政策|实施意见"
    "|方案|计划|细则|办法|措施|政策|意见|规定|通知"
)
_SELF = re.compile(f"本({_KINDS})")
_YEARS = re.compile(r"[(（][^()（）]*[)）]$")


def sum_zeros(subject: Subject) -> Iterator[Diagnostic]:
    """Find sums whose unit makes the reader count zeros, unless the document writes them so."""
    said = re.sub("[,，]", "", subject.said)
    for node in walk(one for one in subject.checked.tree.declarations if not isinstance(one, ast.Scenario)):
        if isinstance(node, ast.MoneyLiteral) and node.unit in MONEY_UNITS and node.unit != "yuan":
            shorter = _shortest(node)
            as_written = decimal_text(node.value) + node.unit
            if len(shorter) + 1 < len(as_written) and as_written not in said:
                yield advice("sum-zeros", node, sum=node.span.text, shorter=shorter)


def _shortest(node: ast.MoneyLiteral) -> str:
    """Return a sum in the unit in which it is shortest, with few decimals."""
    value = node.value * MONEY_UNITS[node.unit]
    texts = (decimal_text(value / MONEY_UNITS[unit]) + unit for unit in _UNITS if value >= MONEY_UNITS[unit])
    fine = [text for text in texts if "/" not in text and len(text.partition(".")[2].rstrip("亿万元")) <= _DECIMALS]
    return min(fine, key=len, default=node.span.text)


def self_name(subject: Subject) -> Iterator[Diagnostic]:
    """Find a document that calls itself something else than its title does (`本工作方案` in a `实施方案`)."""
    title = subject.head.title
    if title is None:
        return
    whole = _YEARS.sub("", title.text)
    names = dict.fromkeys(match[1] for match in _SELF.finditer(subject.said))
    wrong = [name for name in names if not whole.endswith(name)]
    if re.search(f"(?:{_KINDS})$", whole) and wrong:
        yield advice("self-name", title, names="、".join(f"本{name}" for name in wrong), title=title.text)


def title_varies(subject: Subject) -> Iterator[Diagnostic]:
    """Find titles that the document writes now with 企业, now with 中小企业."""
    for tier in subject.checked.all(ast.Tier):
        stem = re.sub("(?:中小)?企业$", "", tier.title.text) if tier.title else ""
        forms = [form for form in (f"{stem}企业", f"{stem}中小企业") if form in subject.said]
        if tier.title is not None and stem != tier.title.text and len(forms) > 1:
            yield advice("title-varies", tier.title, forms="、".join(f"`{form}`" for form in forms))
