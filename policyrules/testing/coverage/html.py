"""The coverage of a policy as a page for a browser: its text, line by line, with what is shown and what is missing.

In: a `Report`. Out: one HTML document that needs nothing else, neither a script nor another file. What is said by colour is
said by a sign too. All that comes from a policy or its document is escaped. Knows no file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from attrs import frozen

from policyrules.diagnostics import Language
from policyrules.messages.covering import said
from policyrules.rendering import visible
from policyrules.syntax import ast
from policyrules.testing.coverage.page import headline, needed, passage_place, percent, tally_name, told
from policyrules.testing.coverage.passages import Exercised
from policyrules.testing.coverage.recording import Report, Tally
from policyrules.testing.coverage.watches import Obligation

#: What a file may be called by: anything else of a name becomes a line.
_NAME = re.compile(r"[^\w.-]+")

#: So many scenarios are named beside what they show.
_NAMED = 4

#: The sign and the word of each state of a line.
_SIGNS: Mapping[str, str] = {"full": "✓", "part": "△", "none": "✗", "": ""}

_STYLE = """\
:root { color-scheme: light dark; --ink: #1c1c1a; --soft: #6a6a64; --paper: #fdfdfb; --rule: #deded6;
  --full: #e4f3e5; --part: #fdf0cd; --none: #fbdedb; --full-sign: #1d6b2a; --part-sign: #7a5600; --none-sign: #a1241c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e2; --soft: #a3a39b; --paper: #1b1c1b; --rule: #3a3b38;
  --full: #1f3523; --part: #40351a; --none: #4a2321; --full-sign: #8fd39a; --part-sign: #f0c75e; --none-sign: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.35; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
.tables { display: flex; flex-wrap: wrap; gap: 0 3rem; align-items: flex-start; }
table { border-collapse: collapse; margin: .25rem 0; }
th, td { text-align: left; padding: .15rem .9rem .15rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.legend > span { margin-right: 1.25rem; white-space: nowrap; }
.sign { display: inline-block; width: 1.4em; text-align: center; font-weight: 700; }
.full > .sign, .sign.full { color: var(--full-sign); } .part > .sign, .sign.part { color: var(--part-sign); }
.none > .sign, .sign.none { color: var(--none-sign); }
ol.lines { list-style: none; margin: 0; padding: 0; border: 1px solid var(--rule); }
ol.lines li.line { display: grid; grid-template-columns: 3.6rem 1.6rem minmax(0, 1fr); }
li.full { background: var(--full); } li.part { background: var(--part); } li.none { background: var(--none); }
.no { color: var(--soft); text-align: right; padding-right: .6rem; font-variant-numeric: tabular-nums; text-decoration: none; }
code { font: .9rem/1.6 ui-monospace, "Noto Sans Mono CJK SC", "Sarasa Mono SC", Consolas, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
details { margin: 0 .5rem .35rem 0; } summary { cursor: pointer; color: var(--soft); font-size: .85rem; }
details ul { margin: .1rem 0 .4rem; padding-left: 1.3rem; font-size: .88rem; }
details p { margin: .3rem 0 0; font-size: .88rem; }
details.fold { margin: 0; } details.fold > summary { padding: .3rem 0 .3rem 5.2rem; border-top: 1px solid var(--rule); }
ul.passages { padding-left: 1.2rem; } ul.passages b { font-weight: 600; margin-right: .5rem; }
@media (max-width: 40rem) { ol.lines li.line { grid-template-columns: 2.5rem 1.3rem minmax(0, 1fr); }
  body { padding: 1rem .5rem 3rem; } details.fold > summary { padding-left: .5rem; } }
@media print { details.fold { display: none; } body { max-width: none; } }
"""


def page_name(report: Report, taken: set[str]) -> str:
    """Return what the page of a policy is called, another name than those taken, and take it."""
    stem = _NAME.sub("_", report.policy.name)[:80] or "_"
    number, name = 1, f"{stem}.html"
    while name in taken:
        number += 1
        name = f"{stem}-{number}.html"
    taken.add(name)
    return name


def coverage_html(report: Report, language: Language) -> str:
    """Return the page of a report."""
    title = said("title", language, policy=report.policy.title)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{"zh-CN" if language == "zh" else "en"}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_safe(title)}</title>",
        f"<style>\n{_STYLE}</style></head>",
        "<body>",
        f"<h1>{_safe(title)}</h1>",
        f"<p>{_safe(headline(report.policy.name, report, language))}</p>",
        *_summary(report, language),
        *_passages(report, language),
        *_text(report, language),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _safe(text: str) -> str:
    """Return a text of somebody else's for a page: what cannot be seen is written out, and no sign begins a tag."""
    return escape(visible(text))


# --- the summary ----------------------------------------------------------------------------------------------------------


def _summary(report: Report, language: Language) -> Iterator[str]:
    yield '<div class="tables">'
    for what, name, tallies in (("kind", "by-kind", report.kinds), ("clause", "by-clause", report.clauses)):
        yield f"<section><h2>{said(name, language)}</h2>"
        yield from _table(tallies, what, language)
        yield "</section>"
    yield "</div>"


def _table(tallies: Iterable[Tally], what: str, language: Language) -> Iterator[str]:
    heads = "".join(f'<th scope="col" class="n">{said(name, language)}</th>' for name in ("met", "of", "percent"))
    yield f'<table><thead><tr><th scope="col">{said(what, language)}</th>{heads}</tr></thead><tbody>'
    for one in tallies:
        state = "full" if one.met == one.reachable else "part" if one.met else "none"
        sign = f'<span class="sign {state}">{_SIGNS[state]}</span>'
        figures = "".join(f'<td class="n">{figure}</td>' for figure in (one.met, one.reachable, percent(one.percent)))
        yield f'<tr><th scope="row">{sign}{_safe(tally_name(one, what, language))}</th>{figures}</tr>'
    yield "</tbody></table>"


def _passages(report: Report, language: Language) -> Iterator[str]:
    asked = [one for one in report.passages if one.exercised is not Exercised.NOTHING]
    lacking = [one for one in asked if one.exercised is not Exercised.WHOLLY]
    if lacking:
        yield f"<section><h2>{said('passages', language, count=len(lacking))}</h2>"
        yield '<ul class="passages">'
        for one in lacking:
            lines = " ".join(f'<a href="#L{line}">{said("line", language, line=line)}</a>' for line in one.lines)
            yield f"<li><b>{_safe(passage_place(one, language))}</b>{_safe(one.text)} {lines}</li>"
        yield "</ul></section>"
    elif asked:
        yield f"<p>{said('passages-fine', language, count=len(asked))}</p>"


# --- the text -------------------------------------------------------------------------------------------------------------


@frozen
class _Line:
    """A line of the policy with what there is to show of it."""

    number: int
    text: str
    obligations: tuple[Obligation, ...]


def _text(report: Report, language: Language) -> Iterator[str]:
    yield f"<section><h2>{said('text', language)}</h2>"
    states = ("full", "part", "none")
    legend = (f'<span><span class="sign {one}">{_SIGNS[one]}</span> {said(one, language)}</span>' for one in states)
    yield f'<p class="legend">{"".join(legend)}</p>'
    folded = _scenario_lines(report)
    lines = list(_lines(report))
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and (lines[end].number in folded) == (lines[at].number in folded):
            end += 1
        run = lines[at:end]
        listed = ['<ol class="lines">', *(item for one in run for item in _line(one, report, language)), "</ol>"]
        yield from _folded(run, listed, language) if run[0].number in folded else listed
        at = end
    yield "</section>"


def _folded(run: Sequence[_Line], listed: Sequence[str], language: Language) -> Iterator[str]:
    about = said("scenarios-at", language, first=run[0].number, last=run[-1].number)
    yield f'<details class="fold"><summary>{about}</summary>'
    yield from listed
    yield "</details>"


def _lines(report: Report) -> Iterator[_Line]:
    of: dict[int, list[Obligation]] = {}
    for one in report.obligations.all.values():
        of.setdefault(one.line, []).append(one)
    for number, text in enumerate(report.policy.checked.source.text.splitlines(), 1):
        yield _Line(number, text, tuple(of.get(number, ())))


def _scenario_lines(report: Report) -> frozenset[int]:
    """Return the lines of scenarios, with the empty ones between them."""
    numbers: set[int] = set()
    end = 0
    for scenario in report.policy.checked.all(ast.Scenario):
        first, last = scenario.span.first.line, scenario.span.last.line
        numbers.update(range(end + 1 if numbers and first - end < 3 else first, last + 1))
        end = last
    return frozenset(numbers)


def _line(line: _Line, report: Report, language: Language) -> Iterator[str]:
    reachable = [one for one in line.obligations if one.impossible is None]
    met = sum(one.id in report.met_by for one in reachable)
    state = "" if not reachable else "full" if met == len(reachable) else "part" if met else "none"
    word = f' title="{said(state, language)}"' if state else ""
    yield f'<li class="line {state}" id="L{line.number}"><a class="no" href="#L{line.number}">{line.number}</a>'
    yield f'<span class="sign"{word}>{_SIGNS[state]}</span><div><code>{_safe(line.text)}</code>'
    if line.obligations:
        about = said("at-line", language, line=line.number, met=met, reachable=len(reachable))
        yield f"<details><summary>{about}</summary>"
        yield from _details(line.obligations, report, language)
        yield "</details>"
    yield "</div></li>"


def _details(of: Sequence[Obligation], report: Report, language: Language) -> Iterator[str]:
    missing = [needed(one, language) for one in of if one.impossible is None and one.id not in report.met_by]
    never = [told(one, language) for one in of if one.impossible is not None]
    shown = [
        said("in", language, need=needed(one, language), names=_names(report.met_by[one.id], language))
        for one in of
        if one.id in report.met_by
    ]
    for name, texts in (("still-needed", missing), ("never", never), ("already", shown)):
        if texts:
            yield f"<p>{said(name, language)}</p><ul>{''.join(f'<li>{_safe(text)}</li>' for text in texts)}</ul>"


def _names(names: Sequence[str], language: Language) -> str:
    listed = ("、" if language == "zh" else "; ").join(names[:_NAMED])
    return listed if len(names) <= _NAMED else f"{listed} {said('and-more', language, count=len(names))}"
