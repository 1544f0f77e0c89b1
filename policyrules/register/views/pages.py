"""What the views of a register look like: tables for people, rows for a spreadsheet, plain data for programs.

In: counts, near misses, work. Out: blocks, rows of texts and plain data, in Chinese or English. Knows no file.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block, Heading, Paragraph, Table
from policyrules.explain.phrases import distance_words
from policyrules.explain.words import ENTITLED
from policyrules.messages.face import phrase
from policyrules.register.legend import Award, Condition, Duty, Legend
from policyrules.register.views.near import Near
from policyrules.register.views.summary import Count
from policyrules.register.views.unread import Unread
from policyrules.register.views.viewed import Viewed
from policyrules.register.views.worklist import Load, Task, Work
from policyrules.reports import Data, policy_data
from policyrules.source import unhidden
from policyrules.values.modality import Modality
from policyrules.values.quantity import decimal_text

#: So many places have a column each in a table for a terminal; of more there is a row each.
MOST_COLUMNS = 8


def called(thing: Award | Duty, language: Language) -> str:
    """Say what an enterprise is called that has an award: never more than the document promises."""
    if isinstance(thing, Duty):
        return phrase("duty", language)
    return ENTITLED[Modality(thing.modality)][language] if thing.modality else phrase("meets-criteria", language)


def head(viewed: Viewed, language: Language) -> Iterator[Block]:
    """Yield on which day how many enterprises were decided, and that some of them are counted more than once."""
    yield Paragraph(
        phrase("views-head", language, day=viewed.on, decided=f"{viewed.decided:,}", rejected=f"{viewed.rejected:,}")
    )
    if viewed.repeated:
        counts = {"repeated": f"{viewed.repeated:,}", "sharing": f"{viewed.sharing:,}"}
        yield Paragraph(phrase("views-repeated", language, **counts))


def shown(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks in whose tables nothing is hidden: what a register says of itself could command a terminal."""
    for block in blocks:
        if isinstance(block, Table):
            rows = tuple(tuple(map(unhidden, row)) for row in block.rows)
            yield Table(tuple(map(unhidden, block.header)), rows)
        else:
            yield block


def placed(place: str | None, language: Language) -> str:
    """Name a place, or say that it is not known."""
    return place or phrase("place-unknown", language)


def headings(legend: Legend, alone: bool) -> Iterator[Block]:
    """Yield the title of a policy, unless it is alone."""
    if not alone:
        yield Heading(1, f"{legend.title} {legend.number or ''}".strip())


# --- what could not be read ---------------------------------------------------------------------------------------------

_UNREAD = ("row-number", "key", "fact", "code", "reason")


def unread_page(found: Iterable[Unread], language: Language, more: int) -> Iterator[Block]:
    """Yield what is wrong with rows as a table; of `more` rows nothing is told."""
    names = named((*_UNREAD[:3], _UNREAD[4]), language)
    rows = tuple((str(one.row), one.id, one.fact, one.reason) for one in found)
    yield Table(names, rows) if rows else Paragraph(phrase("all-read", language))
    if more:
        yield Paragraph(phrase("work-more", language, count=f"{more:,}"))


def unread_rows(found: Iterable[Unread], language: Language) -> Iterator[tuple[str, ...]]:
    """Yield a row for each thing that is wrong, after the names of the columns."""
    yield named(_UNREAD, language)
    for one in found:
        yield str(one.row), one.id, one.fact, one.code, one.reason


def unread_data(found: Iterable[Unread]) -> Iterator[Data]:
    """Yield what is wrong with rows as plain data."""
    for one in found:
        yield {"row": one.row, "id": one.id, "fact": one.fact, "code": one.code, "reason": one.reason}


# --- how many -----------------------------------------------------------------------------------------------------------


def summary_page(counts: Sequence[Count], language: Language, by: str | None) -> Iterator[Block]:
    """Yield how many enterprises have each award, and where they are."""
    alone = len({count.legend.name for count in counts}) < 2
    for legend, group in groupby(counts, lambda count: count.legend):
        own = list(group)
        yield from headings(legend, alone)
        yield Table(
            named(("clause", "matter", "called", "meets", "meets-not", "open"), language), tuple(_totals(own, language))
        )
        if by is not None:
            yield Heading(2, phrase("by-place", language, place=by))
            yield _by_place(own, language)


def named(names: Iterable[str], language: Language) -> tuple[str, ...]:
    """Return what columns are called."""
    return tuple(phrase(name, language) for name in names)


def _totals(counts: Sequence[Count], language: Language) -> Iterator[tuple[str, ...]]:
    for award, group in groupby(counts, lambda count: count.award):
        own = list(group)
        sums = (sum(getattr(one, name) for one in own) for name in ("entitled", "not_entitled", "undetermined"))
        yield (award.clause, award.name, called(award, language), *(f"{number:,}" for number in sums))


def _by_place(counts: Sequence[Count], language: Language) -> Table:
    """Return the enterprises that have each award in a column for each place, or in a row where there are many places."""
    places = list(dict.fromkeys(count.place for count in counts))
    if len(places) > MOST_COLUMNS:
        names = named(("matter", "place", "meets", "meets-not", "open"), language)
        rows = ((c.award.name, placed(c.place, language), *map(str, _numbers(c))) for c in counts)
        return Table(names, tuple(rows))
    found = {(count.award.id, count.place): count.entitled for count in counts}
    awards = list({count.award.id: count.award for count in counts}.values())
    header = (phrase("matter", language), *(placed(place, language) for place in places))
    return Table(header, tuple((one.name, *(f"{found[one.id, place]:,}" for place in places)) for one in awards))


def _numbers(count: Count) -> tuple[int, int, int]:
    return count.entitled, count.not_entitled, count.undetermined


def summary_rows(counts: Iterable[Count], language: Language) -> Iterator[tuple[str, ...]]:
    """Yield a row for each award, place and verdict, after the names of the columns."""
    yield named(("number", "policy", "clause", "matter", "title", "place", "conclusion", "enterprises"), language)
    for count in counts:
        award = count.award
        words = (called(award, language), phrase("meets-not", language), phrase("open", language))
        for word, number in zip(words, _numbers(count), strict=True):
            place = placed(count.place, language)
            yield count.legend.number or "", count.legend.title, award.clause, award.name, award.title, place, word, str(number)


def summary_data(viewed: Viewed, counts: Iterable[Count], by: str | None) -> Data:
    """Return the counts as a document."""
    return {
        "schema": "policyrules/summary/1",
        **register_data(viewed),
        "by": by,
        "counts": [
            {
                "policy": count.legend.name,
                **award_data(count.award),
                "place": count.place,
                "entitled": count.entitled,
                "not_entitled": count.not_entitled,
                "undetermined": count.undetermined,
            }
            for count in counts
        ],
    }


def register_data(viewed: Viewed) -> Data:
    """Return what was decided, and when, as plain data."""
    policies = [policy_data(legend) for legend in viewed.legends]
    ids = {"repeated": viewed.repeated, "sharing": viewed.sharing}
    return {"date": str(viewed.on), "policies": policies, "decided": viewed.decided, "rejected": viewed.rejected, "ids": ids}


def award_data(award: Award) -> Data:
    """Return which award it is as plain data."""
    return {"kind": award.kind, "id": award.id, "name": award.name, "title": award.title, "clause": award.clause}


# --- who is near --------------------------------------------------------------------------------------------------------


def asked(condition: Condition, language: Language) -> str:
    """Say what a condition asks that is missed, after the name of what it belongs to."""
    words = condition.words[1 if language == "en" else 0]
    return phrase("colon", language).join((condition.within, words)) if condition.within else words


def _instead(one: Near, language: Language) -> list[str]:
    """Say what is enough as well, each once."""
    told = dict.fromkeys(asked(condition, language) for condition in one.instead)
    return [said for said in told if said != asked(one.condition, language)]


def _missed(one: Near, count: str, language: Language) -> str:
    """Say how many miss an award by one condition, and what would be enough as well."""
    condition, others = asked(one.condition, language), _instead(one, language)
    if not others:
        return phrase("near-condition", language, condition=condition, count=count)
    said = phrase("list", language).join(phrase("near-other", language, condition=other) for other in others)
    return phrase("near-conditions", language, condition=condition, others=said, count=count)


def far(one: Near, language: Language) -> str:
    """Say by how little it is missed."""
    if one.distance is None:
        return phrase("no-distance", language)
    return phrase("at-limit", language) if one.distance.value == 0 else distance_words(one.distance, language)


def near_page(found: Iterable[Near], language: Language, place: str | None) -> Iterator[Block]:
    """Yield who is near: award by award, condition by condition, the nearest first."""
    before: Near | None = None
    for _, group in groupby(found, lambda one: (one.legend, one.award, one.condition)):
        own = list(group)
        first = own[0]
        if before is None or before.legend is not first.legend:
            yield Heading(1, first.legend.title)
        if before is None or before.award is not first.award:
            yield Heading(2, f"{first.award.clause} {first.award.title}".strip())
        before = first
        shown = "" if len(own) == first.alike else phrase("near-shown", language, count=len(own))
        yield Heading(3, _missed(first, f"{first.alike:,}", language) + shown)
        yield _near_table(own, language, place)
    if before is None:
        yield Paragraph(phrase("nobody-near", language))


def _near_table(own: Sequence[Near], language: Language, place: str | None) -> Table:
    """Return who misses one condition; how many others are not known only where there are any."""
    columns = {
        "key": [one.id for one in own],
        "enterprise-name": [one.name or "" for one in own],
        "place": [placed(one.place, language) for one in own] if place is not None else [],
        "distance": [far(one, language) for one in own],
        "unknown-conditions": [str(one.open or "") for one in own] if any(one.open for one in own) else [],
    }
    kept = {name: cells for name, cells in columns.items() if cells}
    return Table(named(kept, language), tuple(zip(*kept.values(), strict=True)))


def near_rows(found: Iterable[Near], language: Language) -> Iterator[tuple[str, ...]]:
    """Yield a row for each enterprise that is near, after the names of the columns."""
    columns = (
        "number", "policy", "clause", "matter", "title", "condition", "instead", "key", "enterprise-name", "place", "distance",
        "unknown-conditions",
    )  # fmt: skip
    yield named(columns, language)
    for one in found:
        award, legend = one.award, one.legend
        yield (
            legend.number or "", legend.title, award.clause, award.name, award.title, asked(one.condition, language),
            phrase("semicolon", language).join(_instead(one, language)), one.id, one.name or "",
            placed(one.place, language), far(one, language), str(one.open),
        )  # fmt: skip


def near_data(found: Iterable[Near], language: Language) -> Iterator[Data]:
    """Yield who is near as plain data; a distance is a decimal or a fraction, of money in 分 and of dates in days."""
    for one in found:
        distance = one.distance
        yield {
            "id": one.id,
            "name": one.name,
            "place": one.place,
            "policy": one.legend.name,
            "award": award_data(one.award),
            "condition": asked(one.condition, language),
            "instead": _instead(one, language),
            "distance": None if distance is None else decimal_text(distance.value),
            "type": None if distance is None else str(distance.type),
            "exact": None if distance is None else distance.exact,
            "words": far(one, language),
            "unknown_conditions": one.open,
        }


# --- who has to do what -------------------------------------------------------------------------------------------------


def loads_page(loads: Iterable[Load], language: Language) -> Iterator[Block]:
    """Yield for how many enterprises each unit has what to do."""
    found: dict[str, list[Load]] = {}
    for load in loads:
        found.setdefault(_unit(load.unit, load.resolved, language), []).append(load)
    for unit, own in found.items():
        yield Heading(2, unit)
        columns = named(("clause", "matter", "kind", "enterprises"), language)
        yield Table(columns, tuple((*_what(load.task, language), f"{load.count:,}") for load in own))
    if not found:
        yield Paragraph(phrase("no-work", language))


def _what(task: Task, language: Language) -> tuple[str, str, str]:
    return (
        task.thing.clause,
        _matter(task, language),
        phrase("duty" if isinstance(task.thing, Duty) else "entitlement", language),
    )


def _matter(task: Task, language: Language) -> str:
    """Name what is to be done, after who does it where that is not the unit."""
    bearer, title = _bearer(task), task.thing.title
    return title if bearer is None or bearer in title else phrase("colon", language).join((bearer, title))


def _bearer(task: Task) -> str | None:
    return task.thing.bearer if isinstance(task.thing, Duty) else None


def _unit(title: str, resolved: bool, language: Language) -> str:
    return title if resolved else title + phrase("brackets", language, text=phrase("place-unknown", language))


def worklist_page(work: Iterable[Work], language: Language, more: int) -> Iterator[Block]:
    """Yield what is to be done for which enterprise, `more` rows being left out."""
    any_ = False
    for (unit, task), group in groupby(work, lambda one: (_unit(one.unit, one.resolved, language), one.task)):
        any_ = True
        yield Heading(2, f"{unit}  {task.thing.clause} {task.thing.title}")
        yield Paragraph(_do(task, language))
        columns = named(("key", "enterprise-name", "place"), language)
        yield Table(columns, tuple((one.id, one.name or "", placed(one.place, language)) for one in group))
    if more:
        yield Paragraph(phrase("work-more", language, count=f"{more:,}"))
    elif not any_:
        yield Paragraph(phrase("no-work", language))


def _do(task: Task, language: Language) -> str:
    """Say what is to be done: the document's own verb, who acts, and that the unit is inferred."""
    bearer = _bearer(task)
    notes = [phrase("verb-of", language, verb=task.thing.verb)] if task.thing.verb else []
    notes += [called(task.thing, language)] if isinstance(task.thing, Award) else []
    notes += [phrase("bearer-of", language, bearer=bearer)] if bearer else []
    notes += [phrase("inferred", language, why=task.thing.inferred)] if task.thing.inferred else []
    return phrase("semicolon", language).join(notes)


def worklist_rows(work: Iterable[Work], language: Language) -> Iterator[tuple[str, ...]]:
    """Yield a row for each enterprise and what is to be done, after the names of the columns."""
    columns = (
        "unit", "number", "policy", "clause", "measure", "kind", "task", "verb", "called", "bearer", "basis", "key",
        "enterprise-name", "place",
    )  # fmt: skip
    yield named(columns, language)
    for one in work:
        thing, legend = one.task.thing, one.task.legend
        bearer = _bearer(one.task)
        basis = phrase("inferred", language, why=thing.inferred) if thing.inferred else phrase("named", language)
        yield (
            _unit(one.unit, one.resolved, language), legend.number or "", legend.title, thing.clause, thing.measure,
            _what(one.task, language)[2], thing.title, thing.verb, called(thing, language), bearer or "", basis, one.id,
            one.name or "", placed(one.place, language),
        )  # fmt: skip


def worklist_data(work: Iterable[Work]) -> Iterator[Data]:
    """Yield what is to be done as plain data."""
    for one in work:
        thing = one.task.thing
        yield {
            "unit": one.unit,
            "resolved": one.resolved,
            "policy": one.task.legend.name,
            "kind": "duty" if isinstance(thing, Duty) else "entitlement",
            "thing": thing.id,
            "title": thing.title,
            "clause": thing.clause,
            "verb": thing.verb,
            "bearer": _bearer(one.task),
            "inferred_because": thing.inferred,
            "id": one.id,
            "name": one.name,
            "place": one.place,
        }
