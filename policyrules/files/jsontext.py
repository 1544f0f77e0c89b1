"""JSON into plain data, exactly and safely.

In: the text of a JSON file. Out: dicts, lists, texts, truths, integers and `Decimal`s, or a `FactsError`. Every number is read
from its digits; a key given twice, NaN and Infinity are refused, all of them at once; nesting is bounded before anything is
parsed. Knows no facts.
"""

import json
import re
from decimal import Decimal
from typing import NoReturn

from attrs import define

from policyrules.files.places import DEPTH, Faults, refuse_at, too_long
from policyrules.source import Source, visible

#: Brackets, and texts so that brackets within them do not count; possessive, so that an unclosed text is passed once.
_BRACKET = re.compile(r'[\[\]{}]|"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{},:]|-?[0-9][0-9.eE+-]*|-?[A-Za-z]+', re.DOTALL)
_CLOSED_NEXT = re.compile(r",[ \t\r\n]*[\]}]")
_SPACE = (" ", "\t", "\r", "\n")
_FULL_WIDTH = {"，": ",", "：": ":", "“": '"', "”": '"', "｛": "{", "｝": "}", "［": "[", "］": "]", "【": "[", "】": "]"}


def read_json(source: Source) -> object:
    """Return the data of a JSON text whose nesting was bounded by `refuse_depth`, or raise `FactsError`."""
    watch = _Watch()
    decoder = json.JSONDecoder(
        object_pairs_hook=watch.pairs, parse_int=watch.integer, parse_float=watch.decimal, parse_constant=watch.constant
    )
    try:
        data: object = decoder.decode(source.text)
    except json.JSONDecodeError as error:
        _refuse_syntax(source, error)
    if watch.alarmed:
        _refuse_faults(source)
    return data


def refuse_depth(source: Source) -> None:
    """Refuse brackets that nest too deeply, in one pass over the text and before anything is parsed."""
    text = source.text
    if text.count("[") + text.count("{") <= DEPTH:
        return
    depth = 0
    for match in _BRACKET.finditer(text):
        if match[0] in "[{":
            depth += 1
            if depth > DEPTH:
                refuse_at(source, match.start(), match.end(), "file-too-deep", limit=str(DEPTH))
        elif match[0] in "]}":
            depth -= 1


@define
class _Watch:
    """Converts while the text is parsed, and remembers whether it met something that is to be refused.

    What and where is found out by a second, slower pass, which a good file never needs.
    """

    alarmed: bool = False

    def pairs(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        unique = dict(pairs)
        self.alarmed |= len(unique) != len(pairs)
        return unique

    def integer(self, digits: str) -> int:
        if too_long(digits):
            self.alarmed = True
            return 0
        return int(digits)

    def decimal(self, digits: str) -> Decimal:
        if too_long(digits):
            self.alarmed = True
            return Decimal(0)
        return Decimal(digits)

    def constant(self, name: str) -> None:
        self.alarmed = True


@define
class _Level:
    """An open bracket: of an object, the keys so far with their offsets and the present one; of a list, its position."""

    keys: dict[str, int] | None
    key: str | None = None
    position: int = 1

    def step(self, first: bool) -> str:
        if self.keys is None:
            return f"[{self.position}]"
        return visible(self.key or "") if first else f".{visible(self.key or '')}"


def _refuse_faults(source: Source) -> None:
    """Refuse every repeated key and every number that cannot be used, of a text that is JSON otherwise."""
    levels: list[_Level] = []
    faults = Faults(source)

    def path() -> str:
        return "" if faults.full else "".join(level.step(n == 0) for n, level in enumerate(levels))

    for match in _TOKEN.finditer(source.text):
        token, start, end = match[0], match.start(), match.end()
        match token[0]:
            case "{" | "[":
                levels.append(_Level({} if token == "{" else None))
            case "}" | "]":
                levels.pop()
            case ",":
                levels[-1].key = None
                levels[-1].position += 1
            case '"':
                level = levels[-1]
                if level.keys is None or level.key is not None:
                    continue
                level.key = key = json.loads(token)
                if key in level.keys:
                    line = str(source.position(level.keys[key]).line)
                    faults.add(start, end, "file-duplicate-key", path(), key=visible(key), line=line)
                else:
                    level.keys[key] = start
            case _ if token.lstrip("-") in ("NaN", "Infinity"):
                faults.add(start, end, "file-number-not-finite", path(), found=token)
            case _ if too_long(token):
                faults.add(start, end, "file-number-huge", path(), digits="32")
    faults.refuse()


def _refuse_syntax(source: Source, error: json.JSONDecodeError) -> NoReturn:
    """Say what is wrong where the text stops being JSON, from what stands there."""
    text, place = source.text, error.pos
    if error.msg.startswith("Unterminated") or (error.msg.startswith("Invalid") and text[place] in "\r\n"):
        refuse_at(source, place, place + 1, "file-json-open-text")
    if error.msg.startswith("Invalid"):
        # A malformed `\u` is reported behind its backslash.
        place = max(text.rfind("\\", 0, place), 0) if text[place].isprintable() and text[place] != "\\" else place
        refuse_at(source, place, place + 1, "file-json-escape")
    while text[place : place + 1] in _SPACE:
        place += 1
    found = text[place : place + 1]
    comma = place if found == "," and _CLOSED_NEXT.match(text, place) else _comma_before(text, place)
    if comma is not None:
        refuse_at(source, comma, comma + 1, "file-json-trailing-comma")
    if not found:
        refuse_at(source, place, place, "file-json-ends")
    if found in _FULL_WIDTH:
        refuse_at(source, place, place + 1, "file-json-full-width", found=found, near=_FULL_WIDTH[found])
    if found in "'‘’「」":
        refuse_at(source, place, place + 1, "file-json-quotes", found=found)
    if found in "/#":
        refuse_at(source, place, place + 1, "file-json-comment")
    if error.msg.startswith("Expecting ',' delimiter") and (found in '"{[' or found.isalnum()):
        refuse_at(source, place, place + 1, "file-json-comma")
    code = "file-json-extra" if error.msg.startswith("Extra") else "file-json-unexpected"
    refuse_at(source, place, place + 1, code, found=visible(found))


def _comma_before(text: str, place: int) -> int | None:
    """Return the comma that stands before a closing bracket at `place`, if one does."""
    if text[place : place + 1] not in ("]", "}"):
        return None
    before = len(text[:place].rstrip("".join(_SPACE))) - 1
    return before if before >= 0 and text[before] == "," else None
