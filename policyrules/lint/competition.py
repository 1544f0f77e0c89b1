"""Flags for fair-competition review: words at which a reviewer will stop, each with its basis.

In: what a policy quotes for enterprises. Out: flags, never verdicts: whether something is allowed is for the review to say. The
basis is the Regulations on Fair Competition Review (公平竞争审查条例, Order No. 783 of the State Council), articles 8 to 11; a
policy that ended before they came into force on 2024-08-01 is not looked at.
"""

import re
from collections.abc import Iterator
from datetime import date

from policyrules.checking.graphs import walk
from policyrules.checking.policy import item
from policyrules.diagnostics import Diagnostic
from policyrules.lint.subject import Subject, advice
from policyrules.source import Span
from policyrules.syntax import ast

_IN_FORCE = date(2024, 8, 1)

_HERE = "(?:本[省市区县州]|我[省市区县州]|本地|当地|辖区|市内|区内)"
#: Up to so many more words of one sentence.
_FEW, _MORE = "[^。;；.]{0,8}", "[^。;；.]{0,20}"


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_TITLES = _words("称号", "入选", "入库", "名单内", "获评", "title", "named")
_SUPPLIER = _words(f"(?:指定|限定){_FEW}(?:企业|机构|供应商|平台|品牌|服务商)", "designated (?:supplier|provider)")
_RESIDENCE = _words(
    f"(?:注册地?|登记|总部|税务关系|纳税地?){_FEW}(?:在|设在|迁入|迁至){_FEW}{_HERE}",
    f"在{_HERE}{_FEW}(?:注册|登记|设立|落户|投资)",
    f"(?:承诺|不得|{_HERE}){_FEW}(?:不迁出|迁出|搬离)",
    f"(?:迁入|落户){_HERE}",
    "(?:head office|registered) (?:is )?in ",
)
_GOODS = _words(
    f"(?:采购|购买|使用|选用|推广){_FEW}{_HERE}{_FEW}(?:产品|商品|服务|企业)",
    f"{_HERE}(?:产品|商品|品牌)",
    "local (?:goods|products)",
)
_OUTFLOW = _words(
    f"(?:资金|投资|收益){_FEW}(?:用于|投向|留在)[^,，。;；]{{0,8}}(?:地区|{_HERE})",
    f"(?:funds|proceeds){_MORE}(?:used|spent) in ",
)
_TAX = _words(
    f"(?:税收|所得税|增值税|纳税额|实缴税|地方财力|地方留成|财政贡献){_MORE}(?:返还|奖励|减免|减征|免征|优惠)",
    f"(?:返还|减免|减征|免征){_FEW}税",
    f"\btax(?:es)?\b{_MORE}(?:refund|rebate|exempt|relief)",
)
_LAND = _words(
    f"(?:优先|优惠|减免|单列|低价){_MORE}(?:用地|供地|土地)",
    f"(?:用地|供地|土地){_MORE}(?:优先|优惠|减免|单列|低价)",
    f"priority{_MORE}\bland\b",
    f"\bland\b{_MORE}priority",
)
_PUBLIC_FEES = "(?:行政事业性收费|政府性基金|社会保险费|社保费|配套费|公积金)"
_FEES = _words(
    f"(?:减免|免收|缓缴|减半|免征|返还){_MORE}{_PUBLIC_FEES}", f"{_PUBLIC_FEES}{_MORE}(?:减免|免收|缓缴|减半|免征|返还)"
)
_PRICES = "(?:利率|价格|电价|水价|气价|租金)"
_PRICE = _words(
    f"{_PRICES}{_MORE}(?:不(?:得)?(?:超过|高于)|下浮|优惠|减半)",
    f"(?:优惠|下浮){_FEW}{_PRICES}",
    f"(?:interest rate|price){_MORE}(?:not exceed|no more than|reduced)",
)


def competition_supplier(subject: Subject) -> Iterator[Diagnostic]:
    """Flag support that names from whom something is to be bought (article 8, item 3)."""
    for span in _said(subject, _SUPPLIER):
        yield advice("competition-supplier", span, said=span.text)


def competition_residence(subject: Subject) -> Iterator[Diagnostic]:
    """Flag support that asks an enterprise to be, to come or to stay here (article 9, items 1 and 2)."""
    for span in _said(subject, _RESIDENCE):
        yield advice("competition-residence", span, said=span.text)


def competition_goods(subject: Subject) -> Iterator[Diagnostic]:
    """Flag support that prefers what is made here (article 9, items 1, 3 and 4)."""
    for span in _said(subject, _GOODS):
        yield advice("competition-goods", span, said=span.text)


def competition_outflow(subject: Subject) -> Iterator[Diagnostic]:
    """Flag support that ties funds to the locality (article 9, item 1)."""
    for span in _said(subject, _OUTFLOW):
        yield advice("competition-outflow", span, said=span.text)


def competition_tax(subject: Subject) -> Iterator[Diagnostic]:
    """Flag support that is a relief from taxes, or is counted by them (article 10, item 1)."""
    for span in _said(subject, _TAX):
        yield advice("competition-tax", span, said=span.text)


def competition_selective(subject: Subject) -> Iterator[Diagnostic]:
    """Flag awards of money for those who hold a title or are on a list (article 10, item 2)."""
    for measure, part in subject.promises:
        if isinstance(part, ast.Entitlement) and item(part.items, "amount") is not None and _is_after(subject):
            quotes = [node for node in walk(part.items) if isinstance(node, ast.Quote) and _TITLES.search(node.text)]
            held = [node for node in walk([*part.items, *_own(measure)]) if isinstance(node, ast.Holds)]
            if quotes or held:
                yield advice("competition-selective", part.name, said=part.name.name)


def competition_land(subject: Subject) -> Iterator[Diagnostic]:
    """Flag support that gives priority or relief in getting land (article 10, item 3)."""
    for span in _said(subject, _LAND):
        yield advice("competition-land", span, said=span.text)


def competition_fees(subject: Subject) -> Iterator[Diagnostic]:
    """Flag support that is a relief from public fees, funds or social insurance (article 10, item 3)."""
    for span in _said(subject, _FEES):
        yield advice("competition-fees", span, said=span.text)


def competition_price(subject: Subject) -> Iterator[Diagnostic]:
    """Flag support that has a say in prices or rates that the market makes (article 11, items 2 and 3)."""
    for span in _said(subject, _PRICE):
        yield advice("competition-price", span, said=span.text)


# --- what is said -------------------------------------------------------------------------------------------------------


def _is_after(subject: Subject) -> bool:
    return subject.last is None or subject.last >= _IN_FORCE


def _own(measure: ast.Measure) -> list[ast.Tree]:
    return [part for part in measure.items if not isinstance(part, ast.Entitlement | ast.Duty)]


def _said(subject: Subject, words: re.Pattern[str]) -> Iterator[Span]:
    """Yield where the words stand in the quotes of entitlements and the lead-in of their measures, once per quote."""
    parts = [part for _, part in subject.promises if isinstance(part, ast.Entitlement)]
    nodes = [*(node for measure in subject.measures for node in _own(measure)), *parts] if _is_after(subject) else []
    for quote in walk(nodes):
        match = words.search(quote.span.text) if isinstance(quote, ast.Quote) else None
        if match is not None:
            start = quote.span.start
            yield Span(quote.span.source, start + match.start(), start + match.end())
