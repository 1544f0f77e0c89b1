"""What the changes between two matches look like: a table of counts, a list of enterprises, rows for a spreadsheet, plain data.

In: counts and changed enterprises. Out: blocks, rows of texts and plain data, in Chinese or English. Knows no file.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block, Heading, Paragraph, Table
from policyrules.explain.phrases import value
from policyrules.messages.face import phrase
from policyrules.register.views.changes import Both, Change, Changed, Changes, Compared, Side
from policyrules.register.views.pages import MOST_COLUMNS, award_data, called, headings, named, placed, register_data
from policyrules.reports import Data
from policyrules.values.answers import Truth
from policyrules.values.quantity import decimal_text
from policyrules.values.types import Scalar


def changes_head(both: Compared, folders: tuple[object, object], language: Language) -> Iterator[Block]:
    """Yield what is compared: the folders, policies and days, the readings that differ, how many enterprises, and how many
    stand on one side alone.
    """
    sides = zip(("changes-before", "changes-after"), (both.before, both.after), folders, strict=True)
    for name, viewed, folder in sides:
        titles = phrase("list", language).join(f"{one.title} {one.number or ''}".strip() for one in viewed.legends)
        words = {"folder": folder, "policies": titles, "day": viewed.on, "decided": f"{viewed.decided:,}"}
        yield Paragraph(phrase(name, language, **words))
    for reading, *options in both.readings:
        before, after = (option or phrase("no-option", language) for option in options)
        yield Paragraph(phrase("changes-reading", language, reading=reading, before=before, after=after))
    by = "changes-by-row" if both.by == "row" else "changes-by-id"
    yield Paragraph(phrase(by, language, count=f"{both.paired:,}"))
    alone = [viewed.decided - both.paired for viewed in (both.before, both.after)]
    if any(alone):
        yield Paragraph(phrase("changes-alone", language, before=f"{alone[0]:,}", after=f"{alone[1]:,}"))


# --- how many -----------------------------------------------------------------------------------------------------------

#: What is counted of each award, and what the column is called.
_COUNTS = (
    ("before", "met-before"), ("after", "met-after"), ("gain", "gained"), ("loss", "lost"), ("other", "otherwise"),
    ("amount", "amount-changed"),
)  # fmt: skip


def changes_page(counts: Sequence[Changes], language: Language, by: str | None) -> Iterator[Block]:
    """Yield for how many enterprises each award changes, and where they are."""
    alone = len({count.both.policy for count in counts}) < 2
    header = named(("clause", "matter", *(name for _, name in _COUNTS)), language)
    for _, group in groupby(counts, lambda count: count.both.policy):
        own = list(group)
        yield from headings(own[0].both.shown[0], alone)
        rows = tuple(_totals(own, language))
        if rows:
            yield Table(header, rows)
        moved = {count.both.shown[1].id for count in own if _is_moved(count)}
        same = dict.fromkeys(count.both.shown[1].name for count in own if count.both.shown[1].id not in moved)
        if same:
            yield Paragraph(phrase("changes-same", language, names=phrase("list", language).join(same)))
        if by is not None and any(count.gain or count.loss for count in own):
            yield Heading(2, phrase("changes-by-place", language, place=by))
            yield _by_place(own, language)


def _totals(counts: Sequence[Changes], language: Language) -> Iterator[tuple[str, ...]]:
    for both, group in groupby(counts, lambda count: count.both):
        own = list(group)
        if not any(map(_is_moved, own)):
            continue
        sums = {name: f"{sum(getattr(one, name) for one in own):,}" for name, _ in _COUNTS}
        sums |= {side: phrase("no-such-award", language) for side in ("before", "after") if getattr(both, side) is None}
        award = both.shown[1]
        yield award.clause, award.name, *sums.values()


def _is_moved(count: Changes) -> bool:
    """Say whether anything changes, or the award is new or gone."""
    return count.both.before is None or count.both.after is None or any((count.gain, count.loss, count.other, count.amount))


def _by_place(counts: Sequence[Changes], language: Language) -> Table:
    """Return who gains and who loses in a column for each place, or in a row where there are many places."""
    moved = [count for count in counts if count.gain or count.loss]
    places = list(dict.fromkeys(count.place for count in counts))
    if len(places) > MOST_COLUMNS:
        rows = tuple((c.both.shown[1].name, placed(c.place, language), f"{c.gain:,}", f"{c.loss:,}") for c in moved)
        return Table(named(("matter", "place", "gained", "lost"), language), rows)
    found = {(count.both.shown[1].id, count.place): _signed(count) for count in moved}
    awards = list({count.both.shown[1].id: count.both.shown[1] for count in moved}.values())
    header = (phrase("matter", language), *(placed(place, language) for place in places))
    return Table(header, tuple((one.name, *(found.get((one.id, place), "") for place in places)) for one in awards))


def _signed(count: Changes) -> str:
    return " ".join(f"{sign}{number:,}" for sign, number in (("+", count.gain), ("−", count.loss)) if number)


def changes_data(both: Compared, counts: Iterable[Changes], by: str | None) -> Data:
    """Return the counts as a document."""
    return {
        "schema": "policyrules/changes/1",
        "before": register_data(both.before),
        "after": register_data(both.after),
        "paired_by": both.by,
        "paired": both.paired,
        "by": by,
        "counts": [
            {**_both_data(one.both), "place": one.place, **{name: getattr(one, name) for name, _ in _COUNTS}} for one in counts
        ],
    }


def _both_data(both: Both) -> Data:
    legend, award = both.shown
    sides = {"in_before": both.before is not None, "in_after": both.after is not None}
    return {"policy": legend.name, "award": award_data(award), **sides}


# --- who ----------------------------------------------------------------------------------------------------------------

_CHANGES = {Change.GAIN: "gained", Change.LOSS: "lost", Change.OTHER: "otherwise", Change.AMOUNT: "amount-changed"}


def changed_page(found: Iterable[Changed], language: Language, place: str | None, limit: int) -> Iterator[Block]:
    """Yield for whom each award changes; where as many are told as the limit is, that there may be more."""
    any_ = False
    for both, group in groupby(found, lambda one: one.both):
        any_, own = True, list(group)
        award = both.shown[1]
        yield Heading(2, f"{award.clause} {award.title}".strip())
        columns = {
            "change": [phrase(_CHANGES[one.change], language) for one in own],
            "key": [one.id for one in own],
            "enterprise-name": [one.name or "" for one in own],
            "place": [placed(one.place, language) for one in own] if place is not None else [],
            "before": [_verdict(one, one.before, language) for one in own],
            "after": [_verdict(one, one.after, language) for one in own],
            "reason": [_reason(one, language) for one in own],
        }
        kept = {name: cells for name, cells in columns.items() if cells}
        yield Table(named(kept, language), tuple(zip(*kept.values(), strict=True)))
        if len(own) == limit:
            yield Paragraph(phrase("changes-more", language, count=limit))
    if not any_:
        yield Paragraph(phrase("nothing-changes", language))


def changed_rows(found: Iterable[Changed], language: Language) -> Iterator[tuple[str, ...]]:
    """Yield a row for each enterprise and award that changes, after the names of the columns."""
    columns = (
        "number", "policy", "clause", "matter", "title", "change", "key", "enterprise-name", "place", "before", "after",
        "reason",
    )  # fmt: skip
    yield named(columns, language)
    for one in found:
        legend, award = one.both.shown
        yield (
            legend.number or "", legend.title, award.clause, award.name, award.title, phrase(_CHANGES[one.change], language),
            one.id, one.name or "", placed(one.place, language), _verdict(one, one.before, language),
            _verdict(one, one.after, language), _reason(one, language),
        )  # fmt: skip


def changed_data(found: Iterable[Changed], language: Language) -> Iterator[Data]:
    """Yield for whom awards change as plain data."""
    for one in found:
        yield {
            **_both_data(one.both),
            "change": one.change.value,
            "id": one.id,
            "name": one.name,
            "place": one.place,
            "before": _side_data(one.before, language),
            "after": _side_data(one.after, language),
        }


def _side_data(side: Side | None, language: Language) -> Data | None:
    if side is None:
        return None
    amount = side.amount and {
        "least": None if side.amount.low is None else decimal_text(side.amount.low),
        "most": None if side.amount.high is None else decimal_text(side.amount.high),
        "type": side.type,
    }
    words = {name: [label.words[language == "en"] for label in getattr(side, name)] for name in ("failed", "unknown")}
    return {"verdict": _VERDICTS[side.verdict], "amount": amount, **words}


_VERDICTS = {Truth.T: "entitled", Truth.F: "not_entitled", Truth.U: "undetermined"}


def _verdict(one: Changed, side: Side | None, language: Language) -> str:
    """Say the verdict of a side, with the amount where there is one."""
    award = one.both.before if side is one.before else one.both.after
    if side is None or award is None:
        return phrase("no-such-award", language)
    if side.verdict is not Truth.T:
        return phrase("open" if side.verdict is Truth.U else "meets-not", language)
    words = called(award[1], language)
    if side.amount is None or side.type is None:
        return words
    return words + phrase("brackets", language, text=value(side.amount, Scalar(side.type), language))


def _reason(one: Changed, language: Language) -> str:
    """Say which conditions fail, or are not known, on the side on which the enterprise has not got the award."""
    if one.change is Change.AMOUNT or one.before is None or one.after is None:
        return ""
    is_before = one.change is Change.GAIN
    side = one.before if is_before else one.after
    when = phrase("before" if is_before else "after", language)
    words = [
        phrase(name, language, when=when, conditions=phrase("list", language).join(one.words[language == "en"] for one in own))
        for name, own in (("changes-failed", side.failed), ("changes-unknown", side.unknown))
        if own
    ]
    return phrase("semicolon", language).join(words)
