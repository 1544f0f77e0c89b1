"""Suites in files: JSON Lines, a header and then an entry to a line.

In: a stream of bytes and its name. Out: a `Suite`, or a `SuiteError` with everything that is wrong with the file, each with its
line. The other way round, the bytes of a suite. What a file says of facts and days is left to whoever decides. A file is
anybody's: its size is bounded, and nothing in it is believed.
"""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, TypeVar

from attrs import define, field

from policyrules.diagnostics import LIMIT, Diagnostic, FactsError
from policyrules.files import Entry as Line
from policyrules.files import Notation, read_entries
from policyrules.policy import Policy
from policyrules.source import HIDDEN_CHARACTER, visible
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.results import SECTIONS, Plain, Results, as_object, from_object
from policyrules.testing.suites.suite import SCHEMA, Entry, Review, Suite, SuiteError
from policyrules.values.reading import Misread, read_date, read_text, written

#: No suite has more entries than this.
ENTRIES = 10_000

#: No whole file has more bytes than this.
BYTES = 64 * 2**20

SUFFIX = ".suite.jsonl"

_HEADER = ("schema", "policy", "digest", "engine", "seed")
_ENTRY = ("id", "title", "reaches", "date", "facts", "readings", "expected", "reviewed")


def accepted_entries(path: Path, policy: Policy) -> tuple[Entry, ...]:
    """Return the entries of a file that a person has accepted; only these say what is right.

    Raises `SuiteError` with everything that is wrong with the file.
    """
    return read_suite(path, policy).accepted


def read_suite(path: Path, policy: Policy) -> Suite:
    """Return the suite of a policy in a file, or raise `SuiteError` with everything that is wrong with it."""
    try:
        with open(path, "rb") as stream:
            return suite_in(stream, str(path), policy)
    except FileNotFoundError:
        raise SuiteError([Diagnostic("suite-missing", {"name": visible(str(path))}, path=str(path))]) from None
    except (OSError, ValueError):
        raise SuiteError([Diagnostic("suite-unreadable", {"name": visible(str(path))}, path=str(path))]) from None


def suite_in(stream: BinaryIO, name: str, policy: Policy) -> Suite:
    """Return the suite of a policy in a stream; see `read_suite`."""
    reader = _Reader(name)
    lines = list(_lines(stream, name, reader))
    header = _header(lines, reader, policy)
    entries = [_entry(line, reader) for line in lines[1:]]
    _once(entries, reader)
    reader.refuse()
    return Suite(*header, tuple(entry for entry in entries if entry is not None))


@define
class _Reader:
    """Collects what is wrong with a file."""

    name: str
    diagnostics: list[Diagnostic] = field(factory=list)
    more: int = 0

    def report(self, code: str, line: str, /, words: Mapping[str, tuple[str, ...]] | None = None, **arguments: str) -> None:
        if len(self.diagnostics) < LIMIT:
            self.diagnostics.append(Diagnostic(code, arguments, path=f"{self.name}:{line}", words=words or {}))
        else:
            self.more += 1

    def refuse(self) -> None:
        """Raise `SuiteError` if anything is wrong, in the order of the lines."""
        self.diagnostics.sort(key=self._line)
        if self.more:
            self.diagnostics.append(Diagnostic("too-many", {"count": str(self.more)}, path=self.name))
        if self.diagnostics:
            raise SuiteError(self.diagnostics)

    def _line(self, one: Diagnostic) -> int:
        line = (one.path or "").removeprefix(f"{self.name}:").partition(":")[0]
        return int(line) if line.isdecimal() else 0


def _lines(stream: BinaryIO, name: str, reader: _Reader) -> Iterator[Line]:
    """Yield what each line holds; what cannot be read at all is collected."""
    data = stream.read(BYTES + 1)
    if len(data) > BYTES:
        reader.diagnostics.append(Diagnostic("suite-too-large", {"limit": f"{BYTES // 2**20} MiB"}, path=name))
        reader.refuse()
    count = 0
    try:
        for line in read_entries(io.BytesIO(data), name, Notation.JSON_LINES):
            count += 1
            if count > ENTRIES + 1:
                reader.report("suite-too-long", _number(line), limit=str(ENTRIES))
                return
            yield line
    except FactsError as error:
        reader.diagnostics.extend(error.diagnostics)


def _number(line: Line) -> str:
    return line.path.strip("[]")


# --- the header ---------------------------------------------------------------------------------------------------------


def _header(lines: list[Line], reader: _Reader, policy: Policy) -> tuple[str, str, str, int]:
    """Return the policy, its digest, the version of the engine and the seed."""
    facts = lines[0].facts if lines else None
    if not isinstance(facts, Mapping) or "schema" not in facts:
        if not reader.diagnostics or lines:
            reader.report("suite-header", _number(lines[0]) if lines else "1", schema=SCHEMA)
        reader.refuse()
        return "", "", "", 0
    line = _Object(reader, _number(lines[0]), facts)
    schema = line.text("schema")
    if schema != SCHEMA:
        reader.report("suite-schema", line.number, found=visible(schema), schema=SCHEMA)
        reader.refuse()  # what another format means by the rest is not known
    line.only(_HEADER)
    name, digest, engine = (line.text(key) for key in _HEADER[1:4])
    seed = line.get("seed", "word-suite-number", lambda value: value if type(value) is int else None)
    if name and name != policy.name:
        reader.report("suite-policy", line.number, found=visible(name), name=policy.name)
    return name, digest, engine, seed or 0


# --- entries ------------------------------------------------------------------------------------------------------------


T = TypeVar("T")


@define
class _Object:
    """An object of a line, whose values are asked for one by one."""

    reader: _Reader
    number: str
    values: Mapping[str, object]
    within: str = ""

    def get(self, key: str, wanted: str, read: Callable[[object], T | None]) -> T | None:
        """Return a value, or report that it is not there or not what is wanted."""
        shown = self.within + key
        if key not in self.values:
            self.reader.report("suite-key-missing", self.number, key=shown)
            return None
        found = read(self.values[key])
        if found is None:
            words = {"wanted": (wanted,)}
            self.reader.report("suite-value", self.number, words, key=shown, found=written(self.values[key]))
        return found

    def text(self, key: str) -> str:
        return self.get(key, "word-suite-text", _text) or ""

    def only(self, keys: Iterable[str]) -> None:
        """Report every key that is not one of these: what is not read would be lost when the file is written anew."""
        for key in self.values:
            if key not in keys:
                self.reader.report("suite-key", self.number, key=visible(self.within + key))


def _text(value: object) -> str | None:
    found = read_text(value)
    return None if isinstance(found, Misread) else found


def _day(value: object) -> date | None:
    found = read_date(value) if isinstance(value, str) else None
    return None if found is None or isinstance(found, Misread) else date.fromordinal(int(found))


def _object(value: object) -> dict[str, object] | None:
    return dict(value) if isinstance(value, dict) else None


def _texts(value: object) -> tuple[str, ...] | None:
    found = [_text(one) for one in value] if isinstance(value, list) else [None]
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(found) else None


def _options(value: object) -> dict[str, str] | None:
    found = {key: _text(one) for key, one in value.items()} if isinstance(value, dict) else {"": None}
    known = {key: one for key, one in found.items() if one is not None}
    return known if len(known) == len(found) else None


def _entry(line: Line, reader: _Reader) -> Entry | None:
    """Return the entry of a line, or report all that is wrong with it."""
    before = len(reader.diagnostics) + reader.more
    number = _number(line)
    if not isinstance(line.facts, dict):
        reader.report("suite-entry", number, found=written(line.facts))
        return None
    one = _Object(reader, number, line.facts)
    one.only(_ENTRY)
    id_, title = one.text("id"), one.text("title")
    reaches = one.get("reaches", "word-suite-texts", _texts)
    day = one.get("date", "word-suite-date", _day)
    facts = one.get("facts", "word-suite-object", _object)
    readings = one.get("readings", "word-suite-readings", _options)
    expected = one.get("expected", "word-suite-object", _object)
    kept = None if expected is None else _expected(_Object(reader, number, expected, "expected."))
    review = _review(one)
    if len(reader.diagnostics) + reader.more > before or day is None or kept is None:
        return None
    return Entry(id_, title, reaches or (), Trial(facts or {}, day, readings or {}), kept, review, int(number))


def _review(one: _Object) -> Review | None:
    """Return who accepted an entry; `None` where `reviewed` is false, and nothing else counts as nobody."""
    if one.values.get("reviewed") is False:
        return None
    found = one.get("reviewed", "word-suite-review", _object)
    if found is None:
        return None
    said = _Object(one.reader, one.number, found, "reviewed.")
    said.only(("by", "on"))
    by, on = said.text("by"), said.get("on", "word-suite-date", _day)
    return Review(by, on) if on is not None else None


def _expected(sections: _Object) -> Results:
    """Return what an entry says came out, or report what is not of the right shape."""
    sections.only(SECTIONS.values())
    for name, section in sections.values.items():
        if name == "total":
            sections.get(name, "word-suite-result", _result)
        elif sections.get(name, "word-suite-object", _object) is not None and isinstance(section, dict):
            within = _Object(sections.reader, sections.number, section, f"{sections.within}{visible(name)}.")
            for key in section:
                within.get(key, "word-suite-result", _result)
    return from_object(sections.values)


def _result(value: object) -> Plain | None:
    """Return what came out, where it is of one of the shapes of `policyrules.testing.results`."""
    if not isinstance(value, dict):
        return _text(value)
    match value:
        case {"unstated": True, **rest} | {"unknown": True, **rest} if not rest:
            return value
        case {"any_of": few, **rest} if not rest and _texts(few):
            return value
        case {"low": low, "high": high, **rest} if not rest and (low, high) != (None, None):
            return value if all(end is None or _text(end) for end in (low, high)) else None
        case _:
            return None


def _once(entries: Iterable[Entry | None], reader: _Reader) -> None:
    """Report ids that several entries have."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry is not None and first.setdefault(entry.id, entry) is not entry:
            reader.report("suite-twice", str(entry.line), id=visible(entry.id), line=str(first[entry.id].line))


# --- writing ------------------------------------------------------------------------------------------------------------


def suite_text(suite: Suite) -> str:
    """Return a suite as JSON Lines."""
    header = dict(zip(_HEADER, (SCHEMA, suite.policy, suite.digest, suite.engine, suite.seed), strict=True))
    return "".join(f"{line}\n" for line in (_json(header), *map(entry_line, suite.entries)))


def entry_line(entry: Entry) -> str:
    """Return the line of an entry."""
    return _json(_entry_object(entry))


def _entry_object(entry: Entry) -> dict[str, object]:
    review = False if entry.review is None else {"by": entry.review.by, "on": entry.review.on.isoformat()}
    trial = entry.trial
    values = (
        entry.id, entry.title, list(entry.reaches), trial.day.isoformat(), dict(trial.facts), dict(trial.readings),
        as_object(entry.expected), review,
    )  # fmt: skip
    return dict(zip(_ENTRY, values, strict=True))


def _json(value: object) -> str:
    """Write plain data on one line, numbers with the digits that they were read with."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{_json(str(key))}: {_json(one)}" for key, one in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_json, value)) + "]"
        case Decimal():
            return str(value)
        case str():
            # What cannot be seen is refused in a file, and halves of characters are none.
            return json.dumps(value, ensure_ascii=HIDDEN_CHARACTER.search(value) is not None)
        case _:
            return json.dumps(value)
