"""The pages of codes: each a mistake, what is said of it, and how it is mended.

In: the folder of the pages, one folder in it for each stage, one file for each page. Out: `CodePage` values. A page begins with
its title in both languages, and may go on with two paragraphs, in Chinese and in English; then come, in fenced blocks, the
files that are wrong, what is said of them in both languages, and the lines that change. Knows no code but those it finds.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from attrs import frozen

from policyrules.diagnostics import Language
from policyrules.resources import codes_folder

_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"# (?P<zh>\S.*?) · (?P<en>\S.*)")
_CODE = re.compile(r"^\w+\[([a-z0-9-]+)\]: ", re.MULTILINE)

_LANGUAGES: tuple[Language, ...] = ("zh", "en")


class PageError(Exception):
    """A page that is not written as pages are."""


@frozen
class Shown:
    """A file that is wrong, or what is asked for: its kind (`pol`, `text`, `json` …), its name where it has one, its text."""

    kind: str
    name: str | None
    text: str


@frozen
class CodePage:
    """A page; its `name` is that of its file, and `mended` the lines that change: `- old`, `+ new`."""

    stage: str
    name: str
    titles: Mapping[Language, str]
    prose: Mapping[Language, str]
    shown: tuple[Shown, ...]
    said: Mapping[Language, str]
    mended: str | None

    @property
    def path(self) -> str:
        return f"{self.stage}/{self.name}"

    @property
    def codes(self) -> frozenset[str]:
        """The codes that the page shows."""
        return frozenset(code for text in self.said.values() for code in _CODE.findall(text))


@cache
def pages() -> tuple[CodePage, ...]:
    """Return all pages, by stage and name."""
    return tuple(read_page(path) for path in sorted(codes_folder().glob("*/*.md")))


def read_page(path: Path) -> CodePage:
    """Return the page in a file, or raise `PageError`."""
    text = path.read_text(encoding="utf-8")
    blocks = [Shown(kind, name or None, body) for kind, name, body in _BLOCK.findall(text)]
    title, *prose = _BLOCK.sub("", text).strip().split("\n\n")
    titles = _TITLE.fullmatch(title)
    said = {block.kind: block.text for block in blocks if block.name is None}
    if not (titles and len(prose) in (0, 2) and {"zh", "en"} <= set(said)):
        raise PageError(path)
    return CodePage(
        stage=path.parent.name,
        name=path.stem,
        titles={"zh": titles["zh"], "en": titles["en"]},
        prose=dict(zip(_LANGUAGES, prose, strict=False)),
        shown=tuple(block for block in blocks if block.kind not in ("zh", "en", "mended")),
        said={language: said[language] for language in _LANGUAGES},
        mended=said.get("mended"),
    )
