"""YAML into plain data, of which only what JSON has.

In: the text of a YAML file. Out: dicts, lists, texts, truths, integers and `Decimal`s, or a `FactsError`. A scalar without
quotes is null, true, false or a number exactly where it looks like one in JSON; `yes`, `on`, `12:30`, `0123` and
`2022-06-01` stay texts. Tags, anchors, aliases, repeated keys and a second document are refused, all at once. The only door to
PyYAML, of which only the parser is used: nothing is constructed by it.
"""

import re
from decimal import Decimal

import yaml
from attrs import define, field

from policyrules.files.places import DEPTH, Faults, too_long
from policyrules.source import Source, visible

#: The parser in C, where PyYAML was built with it, is twenty times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_FULL_WIDTH_COLON = re.compile(r"""[ -]*[^\s"'#:：]+[ ]*：""")
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


#: Where in a text a key and its value stand, or an item of a list: by the keys and the places that lead to it.
Places = dict[tuple[object, ...], tuple[int, int]]


def read_yaml(source: Source) -> object:
    """Return the data of a YAML text, or raise `FactsError`."""
    return _read(source, None)


def read_placed(source: Source) -> tuple[object, Places]:
    """Return the data of a YAML text and where its keys and items stand, or raise `FactsError`."""
    places: Places = {}
    return _read(source, places), places


def _read(source: Source, places: Places | None) -> object:
    builder = _Builder(source, Faults(source), places)
    try:
        for event in yaml.parse(source.text, Loader=_LOADER):
            if not builder.take(event):
                break
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        _add_unexpected(builder.faults, mark.index if mark else 0)
    else:
        if isinstance(builder.root, str):
            _add_colon(builder.faults, 1)
    builder.faults.refuse()
    return builder.root


def _add_unexpected(faults: Faults, place: int) -> None:
    """Say what is wrong where the text stops being YAML, from the line there and the one before it."""
    number = faults.source.position(place).line
    line = faults.source.line(number)
    mark = faults.source.text[max(0, place - 1) : place]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        faults.add(place, place + 1, "file-yaml-tab")
    elif mark and mark in "&*!":
        faults.add(place - 1, place, "file-yaml-tag" if mark == "!" else "file-yaml-alias", found=mark)
    elif not (_add_colon(faults, number) or (number > 1 and _add_colon(faults, number - 1))):
        faults.add(place, place + 1, "file-yaml-unexpected")


def _add_colon(faults: Faults, number: int) -> bool:
    """Say so where a name of line `number` ends in a full-width colon."""
    match = _FULL_WIDTH_COLON.match(faults.source.line(number))
    if match:
        place = faults.source.line_starts[number - 1] + match.end() - 1
        faults.add(place, place + 1, "file-yaml-colon")
    return match is not None


@define
class _Level:
    """An open mapping or list; of a mapping, the keys so far with their offsets and the key that awaits its value."""

    data: dict[object, object] | list[object]
    keys: dict[object, int] = field(factory=dict)
    key: object = None
    has_key: bool = False

    def step(self, first: bool, innermost: bool) -> str:
        """Return this level's part of a path; a value in the innermost list is not yet in it."""
        if isinstance(self.data, list):
            return f"[{len(self.data) + innermost}]"
        if innermost and not self.has_key:
            return ""
        return visible(str(self.key)) if first else f".{visible(str(self.key))}"


@define
class _Builder:
    """Builds data from the events of the parser, without recursion, and collects what is to be refused."""

    source: Source
    faults: Faults
    places: Places | None = None
    root: object = None
    levels: list[_Level] = field(factory=list)
    documents: int = 0

    def take(self, event: yaml.Event) -> bool:
        """Take one event; say whether to go on."""
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._fault(event, "file-yaml-documents")
                    return False
            case yaml.AliasEvent():
                self._fault(event, "file-yaml-alias", found=self._text(event))
                self._value(None, event)
            case yaml.ScalarEvent():
                self._properties(event)
                self._value(self._scalar(event), event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._properties(event)
                return self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.levels.pop()
        return True

    def _properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Refuse the anchor and the tag of a node."""
        if event.anchor is not None:
            self._fault(event, "file-yaml-alias", found=f"&{visible(event.anchor)}")
        if event.tag is not None:
            self._fault(event, "file-yaml-tag", found=visible(event.tag.replace("tag:yaml.org,2002:", "!!")))

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        text: str = event.value
        number = _NUMBER.fullmatch(text) if event.implicit[0] else None
        if number is None:
            return _WORDS.get(text, text) if event.implicit[0] else text
        if too_long(text):
            self._fault(event, "file-number-huge", digits="32")
            return 0
        return Decimal(text) if number[1] or number[2] else int(text)

    def _open(self, event: yaml.CollectionStartEvent) -> bool:
        if len(self.levels) >= DEPTH:
            self.faults.add(*_ends(event), code="file-too-deep", limit=str(DEPTH))
            return False
        if self._awaits_key():
            self._fault(event, "file-yaml-key")
            return False
        data: dict[object, object] | list[object] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._value(data, event)
        self.levels.append(_Level(data))
        return True

    def _awaits_key(self) -> bool:
        return bool(self.levels) and isinstance(self.levels[-1].data, dict) and not self.levels[-1].has_key

    def _value(self, value: object, event: yaml.Event) -> None:
        """Put a value, or the key of one, where it belongs."""
        if not self.levels:
            self.root = value
            return
        level = self.levels[-1]
        if isinstance(level.data, list):
            self._place(len(level.data), event)
            level.data.append(value)
        elif level.has_key:
            level.data[level.key] = value
            level.has_key = False
        else:
            self._key(level, value, event)

    def _key(self, level: _Level, value: object, event: yaml.Event) -> None:
        """Remember a key: an integer, which may be a year, or else a text as it is written."""
        level.key = value if type(value) is int or isinstance(value, str) else self._text(event)
        level.has_key = True
        if level.key not in level.keys:
            level.keys[level.key] = _ends(event)[0]
            self._place(level.key, event)
        elif self.faults.full:
            self.faults.more += 1
        else:
            line = str(self.source.position(level.keys[level.key]).line)
            self._fault(event, "file-duplicate-key", key=visible(str(level.key)), line=line)

    def _place(self, step: object, event: yaml.Event) -> None:
        """Remember where a key or an item stands."""
        if self.places is not None:
            above = (len(one.data) - 1 if isinstance(one.data, list) else one.key for one in self.levels[:-1])
            self.places[(*above, step)] = _ends(event)

    def _text(self, event: yaml.Event) -> str:
        start, end = _ends(event)
        return visible(self.source.text[start:end])

    def _fault(self, event: yaml.Event, code: str, **arguments: str) -> None:
        steps = () if self.faults.full else enumerate(self.levels)
        path = "".join(level.step(n == 0, level is self.levels[-1]) for n, level in steps)
        start, end = _ends(event)
        self.faults.add(start, end, code, path, **arguments)


def _ends(event: yaml.Event) -> tuple[int, int]:
    """Return where an event begins and ends in the text."""
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)
