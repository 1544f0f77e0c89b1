"""What is told of a code: pages for people, plain data for programs, and the index of all codes.

In: entries of codes. Out: blocks that `policyrules.explain.render` writes as text or Markdown, and plain data for JSON, in
Chinese or English; the index in both. Knows no file, and prints nothing.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block, Heading, Listing, Paragraph, Rows
from policyrules.manual.codes import CodeEntry
from policyrules.manual.pages import CodePage, Shown
from policyrules.messages.face import phrase

_STAGES = {
    "files": "stage-files",
    "syntax": "stage-syntax",
    "checking": "stage-checking",
    "sources": "stage-sources",
    "books": "stage-books",
    "lowering": "stage-lowering",
    "facts": "stage-facts",
    "receipts": "stage-receipts",
    "register": "stage-register",
    "lint": "stage-lint",
    "suites": "stage-suites",
    "general": "stage-general",
}

_KINDS = {
    "pol": "shown-policy",
    "text": "shown-document",
    "json": "shown-facts",
    "jsonl": "shown-facts",
    "suite": "shown-suite",
    "ids": "shown-ids",
    "yaml": "shown-facts",
    "hex": "shown-bytes",
    "path": "shown-path",
    "link": "shown-link",
    "readings": "shown-readings",
    "receipt": "shown-receipt",
    "mapping": "shown-mapping",
    "csv": "shown-register",
}


# --- one code ---------------------------------------------------------------------------------------------------------


def code_page(entry: CodeEntry, language: Language) -> Iterator[Block]:
    """Yield the page of a code, after its sentence where the page has another name; of one without a page, its sentences."""
    yield Heading(1, phrase("colon", language).join((entry.code, entry.title(language))))
    if entry.page is not None:
        if entry.page.name != entry.code:
            yield Paragraph(entry.sentence(language))
        yield from _example(entry.page, language)
    elif advice := entry.help(language):
        yield Heading(2, phrase("mended", language))
        yield Paragraph(advice)
    if others := entry.pages[1:]:
        yield Heading(2, phrase("other-pages", language))
        yield Rows(tuple((page.path, page.titles[language]) for page in others))


def _example(page: CodePage, language: Language) -> Iterator[Block]:
    if page.prose:
        yield Paragraph(page.prose[language])
    for shown in page.shown:
        yield Heading(2, _named(shown, language))
        yield Listing(shown.text, shown.kind)
    yield Heading(2, phrase("said", language))
    yield Listing(page.said[language])
    if page.mended is not None:
        yield Heading(2, phrase("mended", language))
        yield Listing(page.mended, "diff")


def _named(shown: Shown, language: Language) -> str:
    kind = phrase(_KINDS[shown.kind], language)
    return f"{kind} {shown.name}" if shown.name else kind


def code_data(entry: CodeEntry, language: Language) -> dict[str, object]:
    """Return the same as plain data."""
    page = entry.page
    return {
        "schema": "policyrules/code/1",
        **_summary(entry, language),
        "message": entry.sentence(language),
        "help": entry.help(language),
        "prose": page.prose.get(language) if page else None,
        "files": [{"kind": one.kind, "name": one.name, "text": one.text} for one in page.shown] if page else [],
        "said": page.said[language] if page else None,
        "mended": page.mended if page else None,
        "other_pages": [{"page": other.path, "title": other.titles[language]} for other in entry.pages[1:]],
    }


def _summary(entry: CodeEntry, language: Language) -> dict[str, object]:
    page = entry.page.path if entry.page else None
    return {"code": entry.code, "stage": entry.stage, "title": entry.title(language), "page": page}


# --- all codes --------------------------------------------------------------------------------------------------------


def codes_page(entries: Iterable[CodeEntry], language: Language) -> Iterator[Block]:
    """Yield all codes with their titles, stage by stage."""
    for stage, group in groupby(entries, lambda entry: entry.stage):
        yield Heading(2, phrase(_STAGES[stage], language))
        yield Rows(tuple((entry.code, entry.title(language)) for entry in group))


def codes_data(entries: Iterable[CodeEntry], language: Language) -> dict[str, object]:
    """Return the same as plain data."""
    return {"schema": "policyrules/codes/1", "codes": [_summary(entry, language) for entry in entries]}


def index_markdown(entries: Iterable[CodeEntry]) -> str:
    """Return the index that stands beside the pages, in both languages."""
    lines = [f"# {phrase('all-codes', 'zh')} · {phrase('all-codes', 'en')}", ""]
    lines += [phrase("index", "zh"), "", phrase("index", "en")]
    for stage, group in groupby(entries, lambda entry: entry.stage):
        name = _STAGES[stage]
        lines += ["", f"## {phrase(name, 'zh')} · {phrase(name, 'en')}", "", "| 代码 · code | 题目 | title |", "|---|---|---|"]
        lines += [_index_row(entry) for entry in group]
    return "\n".join(lines) + "\n"


def _index_row(entry: CodeEntry) -> str:
    code = f"[`{entry.code}`]({entry.page.path}.md)" if entry.page else f"`{entry.code}`"
    titles = (entry.title(language).replace("|", "\\|") for language in ("zh", "en"))
    return f"| {' | '.join((code, *titles))} |"
