"""What tasks, targets, scenarios, the document, advice and diagnostics look like: pages for people, plain data for programs.

In: what the stages found. Out: blocks that `policyrules.explain.render` writes as text or Markdown, rows for a spreadsheet, and
plain data for JSON, in Chinese or English. Knows no policy and no file, and prints nothing.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from policyrules.checking.sources import Coverage, CoveredClause, Encoding
from policyrules.core.outline import Outline
from policyrules.diagnostics import Diagnostic, Language
from policyrules.explain.blocks import Block, Heading, Paragraph, Rows, Table
from policyrules.lint.linting import Allowed, LintReport
from policyrules.messages.face import phrase
from policyrules.scenarios import ScenarioResult
from policyrules.source import HIDDEN_CHARACTER
from policyrules.targets import TargetCount
from policyrules.tasks import MOST_OCCURRENCES, Occurrence, Task, TaskList

#: Plain data, as `json.dumps` takes it.
Data = dict[str, object]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Write rows for a spreadsheet. A cell that one would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    seen = HIDDEN_CHARACTER.sub("", cell).lstrip(" \u3000")  # a mark of no width before it keeps nothing from being one
    return f"'{cell}" if cell.lstrip(" \u3000\n").startswith(_FORMULA) or seen.startswith(_FORMULA) else cell


def _in_brackets(text: str, language: Language) -> str:
    return phrase("brackets", language, text=text) if text else ""


class Known(Protocol):
    """By what a document is known."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def number(self) -> str | None: ...

    @property
    def digest(self) -> str: ...


def policy_data(known: Known) -> Data:
    """Return by what a document is known, as plain data."""
    return {"name": known.name, "title": known.title, "number": known.number, "digest": known.digest}


def by_policy(pages: Iterable[tuple[Known, Iterable[Block]]]) -> Iterator[Block]:
    """Yield the pages of several policies one after the other, each under its title and number."""
    for known, page in pages:
        yield Heading(1, known.title)
        if known.number is not None:
            yield Paragraph(known.number)
        yield from page


# --- tasks ------------------------------------------------------------------------------------------------------------

_TASK_COLUMNS = (
    "unit", "member", "clause", "measure", "kind", "task", "verb", "bearer", "basis", "times", "begins", "due", "note",
    "consequence", "quote",
)  # fmt: skip


#: Of a duty that recurs without an end, the page tells so many periods.
_FIRST_PERIODS = 3


def tasks_csv(lists: Iterable[TaskList], language: Language) -> str:
    """Write one row per task, and per period of a recurring one."""
    return as_csv([[phrase(name, language) for name in _TASK_COLUMNS], *_tasks_rows(lists, language)])


def tasks_csv_of(policies: Iterable[tuple[Outline, Iterable[TaskList]]], language: Language) -> str:
    """Write the rows of several policies, each with the number and the title of its policy."""
    columns = [phrase(name, language) for name in ("number", "policy", *_TASK_COLUMNS)]
    rows = ((outline.number or "", outline.title, *row) for outline, lists in policies for row in _tasks_rows(lists, language))
    return as_csv([columns, *rows])


def _tasks_rows(lists: Iterable[TaskList], language: Language) -> Iterator[tuple[str, ...]]:
    return (row for list_ in lists for task in list_.tasks for row in _task_rows(list_, task, language))


def tasks_document(outline: Outline, lists: Iterable[TaskList]) -> Data:
    """Return the lists of a policy as a document."""
    return {"schema": "policyrules/tasks/1", "policy": policy_data(outline), "lists": tasks_data(lists)}


def _task_rows(list_: TaskList, task: Task, language: Language) -> Iterator[tuple[str, ...]]:
    head = (list_title(list_, language), list_.member or "", task.clause, task.measure, phrase(task.kind, language))
    what = (task.title, task.verb, task.bearer or "", _basis(list_, task, language))
    tail = (task.consequence or "", "".join(task.quotes))
    for period in task.occurrences:
        said = (*((phrase("cut-short", language),) if period.cut_short else ()), *task.notes)
        note = phrase("semicolon", language).join(said)
        yield (*head, *what, str(task.times), str(period.first), str(period.last), note, *tail)
    if not task.occurrences:
        yield (*head, *what, "", "", _day(task.deadline), phrase("semicolon", language).join(task.notes), *tail)


def tasks_page(lists: Sequence[TaskList], language: Language) -> Iterator[Block]:
    """Yield one list per unit, numbered."""
    if not lists:
        yield Paragraph(phrase("no-tasks", language))
    for list_ in lists:
        yield Heading(2, _list_heading(list_, language))
        for number, task in enumerate(list_.tasks, 1):
            name = phrase("colon", language).join((task.measure, task.title + _in_brackets(task.verb, language)))
            yield Heading(3, f"{number}. {task.clause} {name}")
            rows = tuple(_task_lines(list_, task, language))
            if rows:
                yield Rows(rows)


def _task_lines(list_: TaskList, task: Task, language: Language) -> Iterator[tuple[str, str]]:
    if task.bearer:
        yield phrase("bearer", language), task.bearer
    if task.inferred:
        yield phrase("basis", language), _basis(list_, task, language)
    if _when(task, language):
        yield phrase("when", language), _when(task, language)
    if task.consequence:
        yield phrase("consequence", language), task.consequence
    yield from ((phrase("note", language), note) for note in task.notes)


def tasks_data(lists: Iterable[TaskList]) -> list[Data]:
    """Return the lists as plain data."""
    return [
        {
            "unit": list_.unit,
            "title": list_.title,
            "member": list_.member,
            "renamed": [{"from": str(day), "title": name} for day, name in list_.renamed],
            "tasks": [_task_data(task, stated=list_.unit is not None) for task in list_.tasks],
        }
        for list_ in lists
    ]


def _task_data(task: Task, *, stated: bool) -> Data:
    return {
        "id": task.id,
        "kind": task.kind,
        "title": task.title,
        "measure": task.measure,
        "clause": task.clause,
        "verb": task.verb,
        "modality": task.modality.value,
        "bearer": task.bearer,
        "unit_basis": "inferred" if task.inferred else "named" if stated else "unstated",
        "inferred_because": task.inferred,
        "deadline": _day(task.deadline) or None,
        "times": task.times,
        "occurrences": [_period_data(period) for period in task.occurrences],
        "consequence": task.consequence,
        "notes": list(task.notes),
        "quotes": list(task.quotes),
    }


def _period_data(period: Occurrence) -> Data:
    return {"first": str(period.first), "last": str(period.last), "cut_short": period.cut_short}


def list_title(list_: TaskList, language: Language) -> str:
    """Return the name of a unit in the document, or that it states none."""
    return list_.title or phrase("unstated", language)


def _list_heading(list_: TaskList, language: Language) -> str:
    later = phrase("semicolon", language).join(phrase("renamed", language, day=day, name=name) for day, name in list_.renamed)
    return list_title(list_, language) + _in_brackets(later, language)


def _basis(list_: TaskList, task: Task, language: Language) -> str:
    if task.inferred:
        return phrase("inferred", language, why=task.inferred)
    return phrase("unstated" if list_.unit is None else "named", language)


def _when(task: Task, language: Language) -> str:
    cut = _in_brackets(phrase("cut-short", language), language)
    # As many as are dated of a policy without an end are more than anybody reads: the table of a spreadsheet has them.
    endless = len(task.occurrences) == MOST_OCCURRENCES
    told = task.occurrences[: _FIRST_PERIODS if endless else None]
    days = phrase("list", language).join(f"{period.last}{cut if period.cut_short else ''}" for period in told)
    if days:
        return phrase("each-period-endless" if endless else "each-period", language, times=task.times, days=days)
    return phrase("deadline", language, day=task.deadline) if task.deadline else ""


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


# --- targets ----------------------------------------------------------------------------------------------------------


def targets_page(counts: Sequence[TargetCount], day: date, language: Language) -> Iterator[Block]:
    """Yield the targets as a table."""
    if not counts:
        yield Paragraph(phrase("no-targets", language))
        return
    yield Paragraph(phrase("register", language, day=day, total=f"{counts[0].total:,}"))
    names = ("clause", "by-day", "figure", "counted", "open", "reached", "target")
    rows = (
        (c.clause, str(c.by), f"{c.figure:,}", f"{c.counted:,}", f"{c.open:,}", _reached(c, language), c.title) for c in counts
    )
    yield Table(tuple(phrase(name, language) for name in names), tuple(rows))


def targets_document(known: Known, day: date, counts: Iterable[TargetCount]) -> Data:
    """Return the targets of a policy as a document."""
    head = {"schema": "policyrules/targets/1", "policy": policy_data(known)}
    return {**head, "date": str(day), "targets": targets_data(counts)}


def targets_data(counts: Iterable[TargetCount]) -> list[Data]:
    """Return the targets as plain data; `reached` is null while the open enterprises decide."""
    return [
        {
            "name": c.name,
            "title": c.title,
            "clause": c.clause,
            "figure": c.figure,
            "by": str(c.by),
            "counted": c.counted,
            "open": c.open,
            "total": c.total,
            "reached": c.reached,
            "quotes": list(c.quotes),
        }
        for c in counts
    ]


def _reached(count: TargetCount, language: Language) -> str:
    return phrase("cannot-say" if count.reached is None else "yes" if count.reached else "no", language)


# --- the document -----------------------------------------------------------------------------------------------------


def sources_page(coverage: Coverage, language: Language) -> Iterator[Block]:
    """Yield the document clause by clause, each with what encodes it and what nothing does."""
    for row in coverage.clauses:
        yield Heading(3, f"{row.clause.place}  {_one_line(row.clause.span.text)}")
        yield Rows(tuple(_said(row, language)))
    yield Paragraph(coverage_line(coverage, language))


def sources_document(coverage: Coverage, language: Language) -> Data:
    """Return the clauses of the document, and what is wrong with what encodes them, as a document."""
    wrong = diagnostics_data(coverage.diagnostics, language)
    return {"schema": "policyrules/sources/1", "clauses": sources_data(coverage), "diagnostics": wrong}


def sources_data(coverage: Coverage) -> list[Data]:
    """Return the clauses of the document as plain data."""
    return [
        {
            "place": row.clause.place,
            "text": row.clause.span.text,
            "units": row.clause.units,
            "encoded_by": [_encoding_data(by) for by in row.by],
            "uncovered": [span.text for span in row.uncovered],
        }
        for row in coverage.clauses
    ]


def coverage_line(coverage: Coverage, language: Language) -> str:
    """Say in one line how much of the document is encoded."""
    return phrase("coverage", language, all=len(coverage.clauses), uncovered=len(coverage.uncovered))


def _encoding_data(by: Encoding) -> Data:
    return {"kind": by.kind, "name": by.name, "line": by.line, "verb": by.verb, "because": by.because}


def _said(row: CoveredClause, language: Language) -> Iterator[tuple[str, str]]:
    for by in row.by:
        line = phrase("line", language, line=by.line)
        what = phrase("omitted", language, why=by.because) if by.kind == "omit" else f"{by.name} {by.verb or ''}".strip()
        yield phrase("encoded", language), what + _in_brackets(line, language)
    for span in row.uncovered:
        yield phrase("uncovered", language), _one_line(span.text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# --- scenarios --------------------------------------------------------------------------------------------------------


def scenarios_page(file: str, results: Sequence[ScenarioResult], language: Language) -> Iterator[Block]:
    """Yield how many scenarios failed, and of each that did what was expected, what came out and why."""
    failed = [result for result in results if not result.passed]
    if not results:
        yield Paragraph(phrase("no-scenarios", language, file=file))
        return
    yield Paragraph(phrase("scenarios", language, file=file, all=len(results), failed=len(failed)))
    for result in failed:
        line = phrase("line", language, line=result.line)
        yield Heading(3, f"✗ {result.title or phrase('untitled', language)}" + _in_brackets(f"{result.day} {line}", language))
        yield scenario_rows(result, language)


def scenario_rows(result: ScenarioResult, language: Language) -> Rows:
    """Return what of a scenario was expected and did not come out, and why."""
    return Rows(tuple(_scenario_lines(result, language)))


def _scenario_lines(result: ScenarioResult, language: Language) -> Iterator[tuple[str, str]]:
    for diagnostic in result.diagnostics:
        yield diagnostic.path or phrase("failed", language), diagnostic.message(language)
    for expectation in result.expectations:
        if not expectation.passed:
            line = phrase("line", language, line=expectation.line)
            yield phrase("expected", language), expectation.expected + _in_brackets(line, language)
            yield phrase("came-out", language), expectation.found
            yield from ((phrase("because", language), reason) for reason in expectation.why)


def scenarios_data(results: Iterable[ScenarioResult], language: Language) -> list[Data]:
    """Return what came of scenarios as plain data."""
    return [
        {
            "title": result.title,
            "date": None if result.day is None else str(result.day),
            "line": result.line,
            "passed": result.passed,
            "expectations": [
                {
                    "line": e.line,
                    "passed": e.passed,
                    "expected": e.expected,
                    "found": e.found,
                    "because": list(e.why),
                }
                for e in result.expectations
            ],
            "diagnostics": diagnostics_data(result.diagnostics, language),
        }
        for result in results
    ]


# --- advice -----------------------------------------------------------------------------------------------------------


def allowed_page(allowed: Sequence[Allowed], language: Language) -> Iterator[Block]:
    """Yield what is allowed in place, with the reasons."""
    if allowed:
        yield Heading(3, phrase("allowed", language, count=len(allowed)))
        yield Rows(tuple(row for one in allowed for row in _allowed_rows(one, language)))


def _allowed_rows(one: Allowed, language: Language) -> Iterator[tuple[str, str]]:
    line = one.diagnostic.span.first.line if one.diagnostic.span else one.allowance.span.first.line
    what = phrase("colon", language).join((one.diagnostic.code, one.diagnostic.message(language)))
    yield phrase("line", language, line=line), what
    yield phrase("because", language), one.reason


def lint_data(report: LintReport, language: Language) -> Data:
    """Return advice, and what is allowed, as plain data; `comment_line` is where the comment stands."""
    allowed = diagnostics_data((one.diagnostic for one in report.allowed), language)
    reasons = ({"reason": one.reason, "comment_line": one.allowance.span.first.line} for one in report.allowed)
    return {
        "findings": diagnostics_data(report.findings, language),
        "allowed": [{**data, **reason} for data, reason in zip(allowed, reasons, strict=True)],
    }


# --- diagnostics ------------------------------------------------------------------------------------------------------


def diagnostics_data(diagnostics: Iterable[Diagnostic], language: Language) -> list[Data]:
    """Return diagnostics as plain data; lines and columns count from 1, and the end is exclusive."""
    return [
        {
            "code": d.code,
            "severity": d.severity.value,
            "file": d.span.source.name if d.span else None,
            "line": d.span.first.line if d.span else None,
            "column": d.span.first.column if d.span else None,
            "end_line": d.span.last.line if d.span else None,
            "end_column": d.span.last.column if d.span else None,
            "path": d.path,
            "message": d.message(language),
            "help": d.help(language),
        }
        for d in diagnostics
    ]
