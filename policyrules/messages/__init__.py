"""The sentences of every diagnostic, in Chinese and English.

One table per stage; a row is `code: {language: (what was expected and found, how to mend it or None)}`. Words in braces
are filled by the diagnostic. Codes are words, grouped by stage.
"""

from collections.abc import Mapping
from types import MappingProxyType

from policyrules.messages import (
    awards,
    books,
    checking,
competition,
    expressions,
    facts,
    files,
    lint,
    lowering,
    sources,
    syntax,
    tables,
    uses,
)  # fmt: skip

Messages = Mapping[str, Mapping[str, tuple[str, str | None]]]

_GENERAL: Messages = {
    "too-many": {
        "zh": ("另有 {count} 处问题未列出", "先改正以上各处，再检查一次"),
        "en": ("{count} more problems are not listed", "mend those above and check again"),
    },
}

STAGES: tuple[Messages, ...] = (
    _GENERAL, files.MESSAGES, syntax.MESSAGES, checking.MESSAGES, expressions.MESSAGES, tables.MESSAGES, awards.MESSAGES,
    sources.MESSAGES, uses.MESSAGES, books.MESSAGES, lowering.MESSAGES, facts.MESSAGES, lint.MESSAGES,
    competition.MESSAGES,
)  # fmt: skip

MESSAGES: Messages = MappingProxyType({code: row for stage in STAGES for code, row in stage.items()})
