"""A receipt as somebody hands it in: is it one, whole and as it was made?

In: plain data from anywhere. Out: the receipt, or a `ReceiptError` that says what it is instead, or where it is not made like
one. A digest over the whole shows that something in it was changed; it is no signature. Knows no policy.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from policyrules.diagnostics import Diagnostic, ReceiptError
from policyrules.receipts.making import KINDS, SCHEMA, VERDICTS, Json
from policyrules.source import visible
from policyrules.values.canonical import digest
from policyrules.values.modality import Modality
from policyrules.values.reading import written
from policyrules.values.types import Scalar

#: No quantifiers of a program stand deeper in one another, and no facts.
_DEPTH = 64

Check = Callable[[object, int], str | None]


def read_receipt(data: object, path: str = "") -> Json:
    """Return a receipt that is whole and unchanged. `path` is where it stands in a file of several."""
    if not isinstance(data, Mapping) or not isinstance(data.get("schema"), str):
        raise ReceiptError([Diagnostic("receipt-expected", {"found": written(data)}, path=path or None)])
    if data["schema"] != SCHEMA:
        found = {"found": visible(data["schema"]), "schema": SCHEMA}
        raise ReceiptError([Diagnostic("receipt-other-schema", found, path=path or None)])
    wrong = _RECEIPT(data, 0)
    if wrong is not None:
        place = f"{path}.{wrong}" if path and wrong else path or wrong
        raise ReceiptError([Diagnostic("receipt-malformed", {"place": visible(wrong)}, path=place or None)])
    whole = {key: data[key] for key in _PARTS if key != "digest"}
    if digest(whole) != data["digest"]:
        raise ReceiptError([Diagnostic("receipt-changed", path=path or None)])
    return {**whole, "digest": data["digest"]}


# --- how it is made ---------------------------------------------------------------------------------------------------
# A check returns where something is not as it should be (`answers.digest`), `""` for the thing itself, `None` if all is well.


def _text(data: object, depth: int) -> str | None:
    return None if isinstance(data, str) else ""


def _one_of(*words: str) -> Check:
    return lambda data, depth: None if isinstance(data, str) and data in words else ""


def _or_none(check: Check) -> Check:
    return lambda data, depth: None if data is None else check(data, depth)


def _day(data: object, depth: int) -> str | None:
    try:
        return None if isinstance(data, str) and date.fromisoformat(data).isoformat() == data else ""
    except ValueError:
        return ""


def _exactly(parts: Mapping[str, Check]) -> Check:
    def check(data: object, depth: int) -> str | None:
        if not isinstance(data, Mapping) or not all(isinstance(key, str) for key in data):
            return ""
        other = [*(key for key in parts if key not in data), *(key for key in data if key not in parts)]
        return other[0] if other else _first((key, parts[key](data[key], depth + 1)) for key in parts)

    return check


def _each_of_list(check: Check) -> Check:
    def each(data: object, depth: int) -> str | None:
        if not isinstance(data, list) or depth > _DEPTH:
            return ""
        return _first((f"[{n}]", check(one, depth + 1)) for n, one in enumerate(data, 1))

    return each


def _not_empty(check: Check) -> Check:
    return lambda data, depth: check(data, depth) if data else ""


def _each_value(check: Check) -> Check:
    def each(data: object, depth: int) -> str | None:
        if not isinstance(data, Mapping) or depth > _DEPTH or not all(isinstance(key, str) for key in data):
            return ""
        return _first((key, check(value, depth + 1)) for key, value in data.items())

    return each


def _first(checked: Any) -> str | None:
    for step, wrong in checked:
        if wrong is not None:
            return f"{step}{'.' if wrong and not wrong.startswith('[') else ''}{wrong}"
    return None


def _fact(data: object, depth: int) -> str | None:
    match data:
        case None | str() | bool():
            return None
        case list():
            return _each_of_list(_fact)(data, depth)
        case _:
            return _each_value(_fact)(data, depth)


def _answer(data: object, depth: int) -> str | None:
    match data:
        case str():
            return None
        case [str(), list() as records]:
            return _each_of_list(lambda one, deeper: None if isinstance(one, str) else _answers(one, deeper))(records, depth)
        case _:
            return ""


_answers = _each_value(_answer)
_policy = _exactly({"name": _text, "title": _text, "number": _or_none(_text), "digest": _text})
_outcome = _exactly(
    {
        **dict.fromkeys(("id", "title", "digest"), _text),
        "kind": _one_of(*KINDS),
        "modality": _or_none(_one_of(*Modality)),
        "verdict": _or_none(_one_of(*(word for words in VERDICTS.values() for word in words.values()))),
        "type": _or_none(_one_of(*Scalar)),
        "value": _or_none(_text),
    }
)

_PARTS: Mapping[str, Check] = {
    "schema": _text,
    "engine": _exactly({"version": _text, "backend": _text}),
    "policies": _not_empty(_each_of_list(_policy)),
    "date": _day,
    "readings": _each_value(_or_none(_text)),
    "facts": _or_none(_each_value(_fact)),
    "facts_digest": _text,
    "answers": _exactly({"digest": _text, "nodes": _answers}),
    "outcomes": _each_of_list(_outcome),
    "digest": _text,
}

_RECEIPT = _exactly(_PARTS)
