"""Which pages belong to a code, and what is known of a code that has none.

In: the tables of sentences and the pages. Out: a `CodeEntry` for each code, and the codes nearest to a wrong one. Knows no
layout.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache

from attrs import frozen

from policyrules.diagnostics import LONGEST, Language
from policyrules.manual.pages import CodePage, pages
from policyrules.messages import MESSAGES, STAGES, codes
from policyrules.messages.filling import Said

#: What stands for words that only a mistake can fill.
BLANK = Said("…")

#: How many codes are named to somebody who wrote a wrong one.
_NEAREST = 5


@frozen
class CodeEntry:
    """A code, the stage that says it, and the pages that show it: first the one that explains it."""

    code: str
    stage: str
    pages: tuple[CodePage, ...]

    @property
    def page(self) -> CodePage | None:
        return self.pages[0] if self.pages else None

    def title(self, language: Language) -> str:
        """Return the title of its page or, where there is none, its sentence."""
        return self.page.titles[language] if self.page else self.sentence(language)

    def sentence(self, language: Language) -> str:
        """Return what is expected and what is found, with blanks."""
        return _with_blanks(MESSAGES[self.code][language][0])

    def help(self, language: Language) -> str | None:
        """Return how it is mended, with blanks, where the table says so."""
        advice = MESSAGES[self.code][language][1]
        return _with_blanks(advice) if advice else None


def _with_blanks(text: str) -> str:
    return text.format_map(defaultdict(lambda: BLANK))


@cache
def entries() -> Mapping[str, CodeEntry]:
    """Return all codes by stage and in the order of their letters, each with its pages."""
    showing: dict[str, list[CodePage]] = {}
    for page in pages():
        for code in page.codes:
            showing.setdefault(code, []).append(page)
    return {
        code: CodeEntry(code, stage, _ordered(code, stage, showing.get(code, ()))) for stage in STAGES for code in codes(stage)
    }


def _ordered(code: str, stage: str, showing: Iterable[CodePage]) -> tuple[CodePage, ...]:
    """Return first the page that is named like the code, then those that show the fewest others."""

    def key(page: CodePage) -> tuple[bool, int, bool, str]:
        return page.name != code, len(page.codes), page.stage != stage, page.path

    return tuple(sorted(showing, key=key))


def entry(written: str) -> CodeEntry | None:
    """Return what is known of a code, which may be written as it stands in a message, in brackets."""
    return entries().get(_read(written))


def nearest(written: str) -> tuple[str, ...]:
    """Return the codes most like what somebody wrote, or that have it in them."""
    read = _read(written)[:LONGEST]
    alike = get_close_matches(read, entries(), _NEAREST, 0.6)
    within = (code for code in entries() if len(read) > 2 and read in code)
    return tuple(dict.fromkeys((*alike, *within)))[:_NEAREST]


def _read(written: str) -> str:
    return written.strip().strip("[]").lower()
