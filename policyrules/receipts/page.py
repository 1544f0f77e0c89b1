"""What came of verifying a receipt: a page for people, plain data for programs.

In: a `Verification`. Out: blocks that `policyrules.explain.render` writes as text or Markdown, and plain data for JSON, in
Chinese or English. Knows no file and no policy, and prints nothing.
"""

from collections.abc import Iterable, Iterator
from typing import cast

from policyrules.core.program import Op
from policyrules.diagnostics import Diagnostic, Language, shorten
from policyrules.explain.blocks import Block, Heading, Paragraph, Rows, Table
from policyrules.explain.phrases import value
from policyrules.explain.sentences import truth_words
from policyrules.explain.words import say
from policyrules.messages.face import phrase
from policyrules.receipts.making import VERDICTS, Json
from policyrules.receipts.verifying import AnswerDifference, Change, OutcomeDifference, PartDifference, Verification
from policyrules.source import unhidden, visible
from policyrules.values.answers import WHOLE_LINE, Symbol
from policyrules.values.canonical import answer_of, canonical
from policyrules.values.modality import Modality
from policyrules.values.types import Scalar, Type

SCHEMA = "policyrules/verification/1"

#: A page shows no more rows of a table than this.
_ROWS = 40

#: What is asked for by name, although it is written nowhere as a condition.
_INPUTS = (Op.PARAMETER, Op.READING)

#: What is told as a fact that differs, or not at all.
_GIVEN = (Op.FACT, Op.FIELD, Op.OUTER)


def verification_page(verified: Verification, language: Language) -> Iterator[Block]:
    """Yield the page: whether it holds, and what differs."""
    yield Heading(1, phrase("list", language).join(_title(one) for one in verified.then["policies"]))
    yield Rows(tuple(_summary(verified, language)))
    if verified.refused:
        yield Paragraph(phrase("receipt-refused", language))
    if verified.outcomes:
        rows = (_outcome_row(one, language) for one in verified.outcomes)
        yield from _table("came-out-otherwise", "thing", rows, language)
    if verified.facts:
        rows = (_part_row(one, say("not-given", language), language) for one in verified.facts)
        yield from _table("facts-otherwise", "fact", rows, language)
    if verified.parts:
        rows = (_part_row(one, phrase("not-there", language), language) for one in verified.parts)
        yield from _table("parts-otherwise", "part", rows, language)
    yield from _answers(verified, language)


def _answers(verified: Verification, language: Language) -> Iterator[Block]:
    if verified.sealed and not verified.same_facts:
        yield Paragraph(phrase("sealed-facts-differ", language))
    shown = [one for one in verified.answers if _is_shown(one)]
    if shown:
        rows = dict.fromkeys(_answer_row(one, language) for one in shown)
        yield from _table("answers-otherwise", "question", rows, language)
    gone = sum(one.change is Change.GONE for one in verified.answers)
    more = len(verified.answers) - len(shown) - gone
    for name, count in (("questions-gone", gone), ("questions-between", more)):
        if count:
            yield Paragraph(phrase(name, language, count=count))


def _title(named: Json) -> str:
    return shorten(unhidden(named["title"]))


def _summary(verified: Verification, language: Language) -> Iterator[tuple[str, str]]:
    def same(is_same: bool) -> str:
        return phrase("as-then" if is_same else "not-as-then", language)

    yield phrase("date", language), verified.then["date"]
    yield phrase("conclusion", language), phrase("receipt-holds" if verified.holds else "receipt-differs", language)
    if verified.refused:
        return
    yield phrase("policy", language), same(verified.same_policies)
    yield phrase("facts", language), same(verified.same_facts)
    yield phrase("engine", language), _engine(verified, language)


def _engine(verified: Verification, language: Language) -> str:
    then, now = (_version(side["engine"]) for side in (verified.then, cast(Json, verified.now)))
    if verified.same_engine:
        return phrase("engine-same", language, version=then)
    return phrase("engine-other", language, then=then, now=now)


def _version(engine: Json) -> str:
    return visible(f"{engine['version']} {engine['backend']}")


def _table(title: str, about: str, rows: Iterable[tuple[str, str, str]], language: Language) -> Iterator[Block]:
    yield Heading(2, phrase(title, language))
    every = list(rows)
    yield Table(tuple(phrase(name, language) for name in (about, "then", "now")), tuple(every[:_ROWS]))
    if len(every) > _ROWS:
        yield Paragraph(phrase("rows-more", language, count=len(every) - _ROWS))


# --- what came out ----------------------------------------------------------------------------------------------------


def _outcome_row(one: OutcomeDifference, language: Language) -> tuple[str, str, str]:
    known = cast(Json, one.then or one.now)
    kind = phrase(_KINDS[known["kind"]], language)
    name = kind if known["kind"] == "total" else phrase("is", language, name=kind, value=_title(known))
    then, now = _outcome(one.then, language), _outcome(one.now, language)
    return name, then, now if then != now else phrase("open-otherwise", language, text=now)


_TRUTHS = {word: truth for truth, word in VERDICTS["entitlement"].items()}

#: The canonical texts of a value of which nothing is known.
_NOTHING_KNOWN = (canonical(WHOLE_LINE), canonical(Symbol(None)))

#: What each kind of outcome is called.
_KINDS = {
    "tier": "kind-tier",
    "criteria": "kind-criteria",
    "score": "kind-score",
    "determination": "kind-determination",
    "entitlement": "entitlement",
    "total": "total_amount",
}


def _outcome(one: Json | None, language: Language) -> str:
    if one is None:
        return phrase("not-there", language)
    said = [] if one["verdict"] is None else [_verdict(one, language)]
    given = one["verdict"] != "not_entitled" and one["value"] is not None
    if given and (not said or one["value"] not in _NOTHING_KNOWN):
        said.append(_value(one["value"], Scalar(one["type"]) if one["type"] is not None else Scalar.TEXT, language))
    return phrase("list", language).join(said) or phrase("only-digest", language)


def _verdict(one: Json, language: Language) -> str:
    """Say a verdict; that of an entitlement no stronger than the document promises it."""
    truth = _TRUTHS.get(one["verdict"])
    if truth is None or one["modality"] is None:
        return phrase(one["verdict"], language)
    return truth_words(truth, Modality(one["modality"]), language)


def _value(text: str, type_: Type, language: Language) -> str:
    answer = answer_of(text)
    try:
        return visible(text) if answer is None else shorten(value(answer, type_, language))
    except (ValueError, OverflowError):  # no such day, as only a receipt that was made up can have it
        return visible(text)


# --- facts and other parts --------------------------------------------------------------------------------------------


def _part_row(one: PartDifference, nothing: str, language: Language) -> tuple[str, str, str]:
    """Say how something is stated then and now; it may be whatever somebody made up."""
    then, now = (shorten(unhidden(_stated(side, nothing, language))) for side in (one.then, one.now))
    return shorten(unhidden(one.path)) or phrase("facts", language), then, now


def _stated(stated: object, nothing: str, language: Language) -> str:
    match stated:
        case None:
            return nothing
        case bool():
            return say("yes" if stated else "no", language)
        case dict():
            return say("comma", language).join(f"{name} {_stated(one, nothing, language)}" for name, one in stated.items())
        case [str(numerator), str(denominator)]:
            return f"{numerator}/{denominator}"
        case list():
            return phrase("records", language, count=len(stated))
        case _:
            return str(stated)


# --- answers ----------------------------------------------------------------------------------------------------------


def _is_shown(one: AnswerDifference) -> bool:
    """Say whether a question is told to people: one that is written as a line, or that asks for something by name."""
    if one.asked is None or one.asked.node.op in _GIVEN or one.change is Change.FOLLOWS:
        return False
    return one.exactly or one.asked.node.op in _INPUTS


def _answer_row(one: AnswerDifference, language: Language) -> tuple[str, str, str]:
    then = phrase("not-asked", language) if one.change is Change.NEW else _answer(one, one.then, language)
    return place_of(one, language), then, _answer(one, one.now, language)


def _answer(one: AnswerDifference, text: str | None, language: Language) -> str:
    if text is None or one.asked is None:
        return phrase("only-digest", language)
    return _value(text, one.asked.node.type, language)


def place_of(one: AnswerDifference, language: Language) -> str:
    """Say where a question is written: the line of its policy and what stands there."""
    if one.asked is None or one.asked.site is None or not one.exactly:
        return str(one.asked.node.data) if one.asked is not None and one.asked.node.op in _INPUTS else ""
    site = one.asked.site
    number = next((step for step in reversed(one.way) if isinstance(step, int)), None)
    record = "" if number is None else phrase("of-record", language, number=number)
    before = [part for part in (site.policy, phrase("line", language, line=site.line), site.clause) if part]
    return f"{' '.join(before)}{record}{phrase('colon', language)}{shorten(site.label or site.text)}"


# --- plain data -------------------------------------------------------------------------------------------------------


def verification_document(verified: Verification, language: Language) -> Json:
    """Return the same as plain data, with every question that differs."""
    then, now = verified.then, verified.now
    return {
        "schema": SCHEMA,
        "holds": verified.holds,
        "date": then["date"],
        "policies": [{**one, "same": dict(verified.policies).get(one["name"], False)} for one in then["policies"]],
        "same_facts": verified.same_facts,
        "same_engine": verified.same_engine,
        "engine": {"then": then["engine"], "now": None if now is None else now["engine"]},
        "outcomes": [{"then": one.then, "now": one.now} for one in verified.outcomes],
        "facts": [{"path": one.path, "then": one.then, "now": one.now} for one in verified.facts],
        "parts": [{"path": one.path, "then": one.then, "now": one.now} for one in verified.parts],
        "answers": [_answer_data(one) for one in verified.answers],
        "refused": [_refused_data(one, language) for one in verified.refused],
    }


def _answer_data(one: AnswerDifference) -> Json:
    site = None if one.asked is None else one.asked.site
    written = None
    if site is not None:
        written = {
            "policy": site.policy, "line": site.line, "label": site.label, "clause": site.clause, "text": site.text,
            "exactly": one.exactly,
        }  # fmt: skip
    return {"way": list(one.way), "change": one.change.value, "then": one.then, "now": one.now, "written": written}


def _refused_data(one: Diagnostic, language: Language) -> Json:
    return {"code": one.code, "path": one.path, "message": one.message(language), "help": one.help(language)}
