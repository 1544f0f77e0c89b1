"""What drafters allow in place, with a reason.

In: the text of a policy. Out: its allowances, each with the lines that it covers, and what is wrong with how they are written.
An allowance is a comment, so that it stays where it is when the policy is formatted: `# 允许 unit-unstated 因 "理由"`, in
English `# allow unit-unstated because "reason"`. At the end of a line it covers that line; on a line of its own, the line
below it with all that stands under that. Knows no check.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches

from attrs import frozen

from policyrules.diagnostics import Diagnostic, Severity
from policyrules.source import Source, Span
from policyrules.syntax.layout import width
from policyrules.syntax.lexer import Line, lex

_COMMENT = re.compile(
    r"""[#＃]\s*(?:允许|allow)\s+(?P<code>[a-z][a-z0-9-]*)  # what is allowed
    \s*(?:[，,]?\s*(?P<because>因|because)\s*(?P<reason>.*))?""",
    re.VERBOSE,
)
_REASON = re.compile(r"""\s*(?:"(?P<straight>[^"]*)"|“(?P<curly>.*)”)\s*""")


@frozen
class Allowance:
    """A comment that allows what a check finds on some lines, and why; `span` is where the comment stands."""

    code: str
    reason: str
    span: Span
    lines: range

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Say whether it allows a finding."""
        return diagnostic.code == self.code and diagnostic.span is not None and diagnostic.span.first.line in self.lines


def read_allowances(source: Source, codes: Collection[str]) -> tuple[tuple[Allowance, ...], tuple[Diagnostic, ...]]:
    """Return the allowances of a text, and those that do not say what they allow (one of the `codes`) or why."""
    allowances: list[Allowance] = []
    wrong: list[Diagnostic] = []
    for match, span, lines in _comments(source, lex(source).lines):
        code, reason = match["code"], _REASON.fullmatch(match["reason"] or "")
        if code not in codes:
            # Without a reason it may be any other sentence.
            wrong += [_unknown(code, span, codes)] if match["because"] else []
        elif reason is None or not (said := (reason["straight"] or reason["curly"] or "").strip()):
            wrong.append(Diagnostic("allowance-reason", {"code": code}, span, severity=Severity.WARNING))
        else:
            allowances.append(Allowance(code, said, span, lines))
    return tuple(allowances), tuple(wrong)


def idle(allowances: Iterable[Allowance], findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each allowance that allows nothing."""
    found = tuple(findings)
    for allowance in allowances:
        if not any(map(allowance.covers, found)):
            yield Diagnostic("allowance-idle", {"code": allowance.code}, allowance.span, severity=Severity.WARNING)


def _unknown(code: str, span: Span, codes: Collection[str]) -> Diagnostic:
    near = get_close_matches(code, sorted(codes), 1, 0.6)
    arguments = {"code": code} | ({"nearest": near[0]} if near else {})
    return Diagnostic("allowance-unknown", arguments, span, severity=Severity.WARNING)


def _comments(source: Source, lines: Sequence[Line]) -> Iterator[tuple[re.Match[str], Span, range]]:
    """Yield the comments that are meant as allowances, with the lines that each covers."""
    for at, line in enumerate(lines):
        token = line.tokens[-1]
        match = _COMMENT.fullmatch(token.text.rstrip()) if token.kind == "COMMENT" else None
        if match is None:
            continue
        number = source.position(line.start).line
        covered = range(number, number + 1) if len(line.tokens) > 1 else _block(source, lines, at)
        yield match, Span(source, token.start, token.start + len(token.text.rstrip())), covered


def _block(source: Source, lines: Sequence[Line], at: int) -> range:
    """Return the line below a comment and all that stands under it; none where the comment ends a block."""
    own = width(lines[at].indent)
    below = [line for line in lines[at + 1 :] if line.tokens[0].kind != "COMMENT"]
    if not below or width(below[0].indent) < own:
        return range(0)
    head = width(below[0].indent)
    end = next((n for n, line in enumerate(below) if n and width(line.indent) <= head), len(below))
    return range(source.position(below[0].start).line, source.position(below[end - 1].start).line + 1)
