"""The tree of an explanation as data.

In: an `Explanation`. Out: plain data with each line of it, whether it makes the answer what it is or not.
"""

from typing import Any

from policyrules.diagnostics import Language
from policyrules.explain.document_parts import Json, comparison_data, exact_value, exceptions_data, operand_data, placement_data
from policyrules.explain.explanation import Explanation, Period
from policyrules.explain.phrases import plain, value
from policyrules.values.types import Scalar


class Trees:
    """Makes trees of explanations in one language. What is used in many places is read once, and stands in each on its own."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._lines: dict[Explanation, Json] = {}

    def tree(self, explanation: Explanation, *, decisive: bool) -> Json:
        """Return the tree of a line and all below it, those `decisive` that make the answer of a decisive line what it is."""
        found = self._lines.get(explanation)
        if found is None:
            line = self._lines[explanation] = _line(explanation, self._language)
        else:
            line = _copied(found)
        matter = set(map(id, explanation.decisive)) if decisive else ()
        line["decisive"] = decisive
        line["children"] = [self.tree(child, decisive=id(child) in matter) for child in explanation.children]
        return line


def _copied(line: Json) -> Json:
    """Return another one of a line, none of whose parts is that of the first."""
    parts = ("quotes", "comparison", "absent", "period", "placements", "exceptions")
    return {**line, **{key: _another(line[key]) for key in parts if line[key] is not None}}


def _another(data: Any) -> Any:
    """Return plain data again, with nothing in it that can be changed the same."""
    if isinstance(data, dict):
        return {key: _another(value) if isinstance(value, dict | list) else value for key, value in data.items()}
    return [_another(value) if isinstance(value, dict | list) else value for value in data]


def _line(explanation: Explanation, language: Language) -> Json:
    """Return a line without those below it."""
    return {
        "kind": "record" if explanation.kind is None else explanation.kind.value,
        "connective": explanation.connective.value,
        "label": explanation.label,
        "text": plain(explanation.text),
        "clause": explanation.clause,
        "policy": explanation.policy,
        "document": explanation.document,
        "quotes": list(explanation.quotes),
        "value": exact_value(explanation.answer, explanation.type),
        "words": value(explanation.answer, explanation.type, language),
        "decisive": False,
        "record": None if explanation.record is None else explanation.record.path,
        "count": explanation.count if explanation.connective.value == "at_least" else None,
        "comparison": None if explanation.comparison is None else comparison_data(explanation.comparison, language),
        "absent": None if explanation.absent is None else operand_data(explanation.absent, language),
        "period": None if explanation.period is None else _period(explanation.period),
        "placements": [placement_data(one, language) for one in explanation.placements],
        "exceptions": [exceptions_data(one, language) for one in explanation.exceptions],
        "children": [],
    }


def _period(period: Period) -> Json:
    ends = {"first": period.first, "last": period.last}
    return {name: None if end is None else exact_value(end, Scalar.DATE) for name, end in ends.items()}
