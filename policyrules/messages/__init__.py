"""The sentences of every diagnostic, in Chinese and English.

One table per stage; a row is `code: {language: (what was expected and found, how to mend it or None)}`. Words in braces
are filled by the diagnostic. Codes are words, grouped by stage.
"""

import re
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
    properties,
    receipts,
    register,
    sources,
    suites,
    syntax,
    tables,
    uses,
)  # fmt: skip

Messages = Mapping[str, Mapping[str, tuple[str, str | None]]]

_GENERAL: Messages = {
    "too-many": {
        "zh": ("另有 {count} 处问题未列出", "先改正以上各处，再检查一次"),
        "en": ("{count:more problem is|more problems are} not listed", "mend those above and check again"),
    },
}

#: The tables of each stage, in the order of the stages.
STAGES: Mapping[str, tuple[Messages, ...]] = MappingProxyType(
    {
        "files": (files.MESSAGES,),
        "syntax": (syntax.MESSAGES,),
        "checking": (
            checking.MESSAGES,
            expressions.MESSAGES,
            tables.MESSAGES,
            awards.MESSAGES,
            uses.MESSAGES,
            properties.MESSAGES,
        ),
        "sources": (sources.MESSAGES,),
        "books": (books.MESSAGES,),
        "lowering": (lowering.MESSAGES,),
        "facts": (facts.MESSAGES,),
        "receipts": (receipts.MESSAGES,),
        "register": (register.MESSAGES,),
        "lint": (lint.MESSAGES, competition.MESSAGES),
        "suites": (suites.MESSAGES,),
        "general": (_GENERAL,),
    }
)

MESSAGES: Messages = MappingProxyType(
    {code: row for tables_ in STAGES.values() for table in tables_ for code, row in table.items()}
)

#: What only fills the sentences of other codes.
_PART = re.compile("label-|word-|type-(?!mismatch$|unknown$)|item-(?!misplaced$|missing$|twice$)")


def codes(stage: str) -> tuple[str, ...]:
    """Return the codes that a stage may say, in the order of their letters."""
    return tuple(sorted(code for table in STAGES[stage] for code in table if not _PART.match(code)))
